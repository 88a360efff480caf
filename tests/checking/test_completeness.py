"""Whether a book says all of its article: nothing lost, changed, doubled or moved."""

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.article import Run
from publisher.checking import check
from publisher.checking.completeness import says_all
from publisher.document import Document
from publisher.edition import Edition, File
from publisher.planning import planned
from publisher.workshop import Workshop
from tests.checking.conftest import ARTICLE
from tests.checking.planting import OPF, PAGE, Change, codes, left_out, planted, put
from tests.conftest import article

FIRST = '<span id="c02-p01-s01">It says very little.</span>'
SECOND = '<span id="c02-p01-s02">It says it in ink.</span>'

FAULTS: dict[str, tuple[Change, list[str]]] = {
    "a sentence is lost": (put(PAGE, FIRST, "It says very little."), ["sentence-missing"]),
    "a page is left out of the spine": (
        put(OPF, '<itemref idref="c02"/>', ""),
        ["sentence-missing"] * 3,
    ),
    "a word is lost": (put(PAGE, "very little", "little"), ["sentence-altered"]),
    "all words are lost": (put(PAGE, "It says very little.", ""), ["sentence-altered"]),
    "a break has got words": (
        put("EPUB/c01.xhtml", '<hr id="c01-p02-s01"/>', '<span id="c01-p02-s01">* * *</span>'),
        ["sentence-altered"],
    ),
    "a sentence is there twice": (put(PAGE, FIRST, FIRST + FIRST), ["sentence-misplaced"]),
    "two sentences have changed places": (
        put(PAGE, f"{FIRST} {SECOND}", f"{SECOND} {FIRST}"),
        ["sentence-misplaced"],
    ),
    "two pages have changed places": (
        put(OPF, '<itemref idref="c01"/>\n    <itemref idref="c02"/>',
            '<itemref idref="c02"/><itemref idref="c01"/>'),
        ["sentence-misplaced"],
    ),
    "white space has changed": (put(PAGE, "It says very", "It  says\nvery"), []),
}  # fmt: skip


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The document that the book was made of."""
    place = tmp_path_factory.mktemp("work")
    return planned(article(ARTICLE, "kettle.md"), Workshop(place, place)).document


@pytest.mark.parametrize(("fault", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_what_a_book_lacks_of_its_article_is_found(
    fault: Change, expected: list[str], book: Path, work: Document, tmp_path: Path
) -> None:
    """A reader cannot miss what was never printed, so the file is compared with the article."""
    assert codes(says_all(planted(book, tmp_path, fault), work)) == expected


def test_a_book_with_all_of_its_article_has_no_finding(book: Path, work: Document) -> None:
    """Every sentence once, as it was, in order."""
    assert codes(says_all(book, work)) == []


def test_control_characters_are_not_missed(book: Path, work: Document) -> None:
    """No page can hold them, so a title with one is whole without it."""
    heading = work.front.heading
    assert heading is not None
    sentence = replace(heading.sentences[0], runs=(Run(f"\x07{work.metadata.title}"),))
    front = replace(work.front, heading=replace(heading, sentences=(sentence,)))
    assert codes(says_all(book, replace(work, front=front))) == []


@pytest.mark.parametrize(
    "change", [left_out(OPF), left_out(PAGE), put(PAGE, "</h2>", ""), left_out("mimetype")]
)
def test_a_book_that_cannot_be_opened_raises_nothing(
    change: Change, book: Path, work: Document, tmp_path: Path
) -> None:
    """The other checks tell of it; this one looks at what is left."""
    path = planted(book, tmp_path, change)
    report = check([Edition("epub", (File(path, ""),))], work, tmp_path)
    assert report.findings
    assert {each.place.partition(":")[0] for each in report.findings} == {path.name}
