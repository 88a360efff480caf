"""Pages as print has them: where they begin, and that all that lists them agrees."""

from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher.binding.pagination import CHARACTERS, paginate
from publisher.binding.xhtml import E, typed
from publisher.settings import ANNOUNCED
from tests.binding.conftest import TYPE, XHTML, Book
from tests.binding.narrated import lit, metas, narrated
from tests.jury import epubchecked

NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
LINE = "The tide comes in by night, and by day it goes. "
TIDES = f"""\
---
title: Tides
language: en
---

{LINE * 30}And a note[^1].

{LINE * 35}

# Does it come? It does, by night

{LINE * 50}

- {LINE * 12}
- {LINE * 12}

[^1]: {LINE * 60}
"""


@pytest.fixture(scope="module")
def tides(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book with pages, read aloud."""
    return narrated(TIDES, tmp_path_factory.mktemp("tides"), pages=True)


def sentence(name: str, length: int) -> etree._Element:
    """A sentence of so many characters."""
    return E.span("x" * length, id=name)


def begun(*blocks: etree._Element) -> list[tuple[str, str]]:
    """The pages of a section: the number of each, and the sentence that it begins with."""
    root = E.html(E.body(E.section(*blocks)))
    names = {each.get("id") for each in root.iter(f"{XHTML}span")}
    return [(entry.label, name) for entry, name in paginate({"c01.xhtml": root}, names)]


@given(st.lists(st.integers(1, 3 * CHARACTERS), min_size=1, max_size=30), st.integers(0, 30))
def test_a_page_begins_with_the_first_sentence_behind_every_1024_characters(
    lengths: list[int], turn: int
) -> None:
    """Counted on over the sections, so none ends with half a page; numbers have no gap."""
    spans = [sentence(f"s{place}", length) for place, length in enumerate(lengths)]
    pages = {
        "c01.xhtml": E.html(E.body(*spans[:turn])),
        "c02.xhtml": E.html(E.body(*spans[turn:])),
    }
    starts = [0, *accumulate(lengths)][:-1]
    wanted = [0] + [
        place
        for place, (one, other) in enumerate(pairwise(starts), start=1)
        if one // CHARACTERS < other // CHARACTERS
    ]
    found = list(paginate(pages, {span.get("id") for span in spans}))
    assert [name for _, name in found] == [f"s{place}" for place in wanted]
    assert [entry.href for entry, _ in found] == [
        f"c0{1 + (place >= turn)}.xhtml#page-{number}" for number, place in enumerate(wanted, 1)
    ]


def test_a_page_that_begins_with_a_heading_begins_before_it() -> None:
    """Who goes there hears that it is a heading, and is not set down in the midst of it."""
    heading = E.h2(sentence("s2", 9))
    assert begun(E.p(sentence("s1", CHARACTERS)), heading) == [("1", "s1"), ("2", "s2")]
    mark = heading.getprevious()
    assert (mark.get("id"), mark.get("role"), mark.get(TYPE)) == (
        "page-2", "doc-pagebreak", "pagebreak",
    )  # fmt: skip


def test_a_heading_of_two_sentences_stays_on_one_page() -> None:
    """The page begins with its first sentence, or else what is heard goes back and forth."""
    heading = E.h2(sentence("s2", 30), " ", sentence("s3", 30))
    found = begun(E.p(sentence("s1", CHARACTERS - 10)), heading, E.p(sentence("s4", 9)))
    goal = {"s2": heading, "s4": heading.getnext()[-1]}[dict(found)["2"]]
    assert goal.getprevious().get("id") == "page-2"


def test_no_page_begins_in_a_note() -> None:
    """Notes are skipped by many; where they stand, print would have had its page's foot."""
    note = typed(E.aside(E.p(sentence("n1", 5 * CHARACTERS), sentence("n2", 9))), "footnote")
    found = begun(E.p(sentence("s1", 9)), note, E.p(sentence("s2", 9)))
    assert found == [("1", "s1")]
    assert not list(note.iterfind(f".//{XHTML}span[@role='doc-pagebreak']"))


def test_a_picture_counts_by_its_description() -> None:
    """A page may begin with it; one that nobody described is passed over."""
    described = E.img(alt="x" * CHARACTERS, id="s1", src="a.png")
    root = E.html(E.body(described, E.img(alt="", id="s2", src="b.png"), sentence("s3", 9)))
    found = [name for _, name in paginate({"c01.xhtml": root}, {"s1", "s2", "s3"})]
    assert found == ["s1", "s3"]


def test_marks_list_and_ncx_tell_of_the_same_pages(tides: Book) -> None:
    """Whatever a reading system goes by, page three is where page three is for everybody."""
    marks = [
        (each.get("aria-label"), f"{name}#{each.get('id')}")
        for name, page in tides.pages.items()
        for each in page.iter(f"{XHTML}span")
        if each.get("role") == "doc-pagebreak"
    ]
    assert [number for number, _ in marks] == [str(each) for each in range(1, len(marks) + 1)]
    assert len(marks) == 7
    (listed,) = tides.pages["nav.xhtml"].iterfind(f".//{XHTML}nav[@role='doc-pagelist']")
    assert (listed.get(TYPE), listed.get("hidden")) == ("page-list", "hidden")
    assert [(each.text, each.get("href")) for each in listed.iter(f"{XHTML}a")] == marks
    old = tides.tree("toc.ncx")
    targets = [
        (each.findtext(f"{NCX}navLabel/{NCX}text"), each.find(f"{NCX}content").get("src"))
        for each in old.iter(f"{NCX}pageTarget")
    ]
    assert targets == marks
    assert [each.get("value") for each in old.iter(f"{NCX}pageTarget")] == [n for n, _ in marks]
    counted = {each.get("name"): each.get("content") for each in old.iter(f"{NCX}meta")}
    assert counted["dtb:totalPageCount"] == counted["dtb:maxPageNumber"] == str(len(marks))


def test_the_package_says_that_the_pages_are_no_book_s(tides: Book) -> None:
    """A class that has the printed book must know that its pages are others (1.1, 4.2)."""
    assert metas(tides, "pageBreakSource") == {"": "none"}


def test_marks_are_heard_in_the_order_of_their_sentences(tides: Book) -> None:
    """With pages, time never runs backwards: also where one begins in a heading."""
    for page, said in lit(tides).items():
        assert all(one.end <= other.begin for one, other in pairwise(said)), page


def test_a_mark_before_a_heading_is_passed_before_the_heading_is_announced(tmp_path: Path) -> None:
    """Else the number of a section would be said twice, or the page turned late."""
    text = "# A\n\n## B\n\nIt rose.\n\n# C\n\nIt fell.\n"
    book = narrated(text, tmp_path, pages=True, announce=ANNOUNCED)
    said = [each.name for page in lit(book).values() for each in page]
    assert "page-1" in said
    assert said.index("page-1") < said.index("c01-p00") < said.index("c01-p00-s01")
    for page, clips in lit(book).items():
        assert all(one.end <= other.begin for one, other in pairwise(clips)), page


def test_epubcheck_has_nothing_to_say_of_pages_and_words(tmp_path: Path) -> None:
    """What few books have, few programs were tried with."""
    book = narrated(TIDES, tmp_path, pages=True, granularity="word")
    assert epubchecked([book.path]) == {book.path.stem: []}


def test_there_are_no_pages_unless_they_are_asked_for(rich: Book) -> None:
    """Numbers that are nobody's would stand in the way of those of a printed book."""
    assert not any(page.xpath("//*[@role='doc-pagebreak']") for page in rich.pages.values())
    assert not rich.pages["nav.xhtml"].xpath("//*[@role='doc-pagelist']")
    assert not list(rich.tree("toc.ncx").iter(f"{NCX}pageList"))
    assert metas(rich, "pageBreakSource") == {}
