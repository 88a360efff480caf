"""Navigation: a table of contents nested by level, landmarks, and an NCX that agrees."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher.article import Metadata
from publisher.binding.around import surrounded
from publisher.binding.navigation import Entry, navigation, ncx
from tests.binding.conftest import DC, TEXTS, TYPE, XHTML, Book
from tests.binding.kinds import block, document, section

NCX = "{http://www.daisy.org/z3986/2005/ncx/}"

Tree = list[tuple[str, str, "Tree"]]

ENTRIES = (
    Entry("Kettles & <lids>", "title.xhtml"),
    Entry("One", "c01.xhtml"),
    Entry("Deeper", "c02.xhtml", 2),
    Entry("Deepest", "c03.xhtml", 3),
    Entry("Deeper again", "c04.xhtml", 2),
    Entry("Two", "c05.xhtml"),
    Entry("About", "colophon.xhtml", language="en"),
)
NESTED: Tree = [
    ("Kettles & <lids>", "title.xhtml", []),
    ("One", "c01.xhtml", [
        ("Deeper", "c02.xhtml", [("Deepest", "c03.xhtml", [])]),
        ("Deeper again", "c04.xhtml", []),
    ]),
    ("Two", "c05.xhtml", []),
    ("About", "colophon.xhtml", []),
]  # fmt: skip


def listed(items: etree._Element) -> Tree:
    """What a list of the navigation document says, nested as it is."""
    return [
        (item[0].text, item[0].get("href"), listed(item[1]) if len(item) > 1 else [])
        for item in items
    ]


def pointed(points: etree._Element) -> Tree:
    """What an NCX says, nested as it is."""
    return [
        (point[0][0].text, point[1].get("src"), pointed(point))
        for point in points.iterchildren(f"{NCX}navPoint")
    ]


def navs(page: etree._Element) -> dict[str, etree._Element]:
    """The navs of a page by their kind."""
    return {each.get(TYPE): each for each in page.iter(f"{XHTML}nav")}


def contents(entries: Sequence[Entry], language: str = "en") -> etree._Element:
    """The navigation document of some entries."""
    work = document(section(1, block("Words.")), about=Metadata(title="t", language=language))
    around = surrounded(work, "A cover.").around
    assert around is not None
    return navigation(around.contents, entries, (), language)


def test_contents_are_nested_by_level() -> None:
    """A reader folds away what lies deeper, and hears how deep it lies (EPUB 3.3, 7.4.2)."""
    page = contents(ENTRIES)
    assert listed(navs(page)["toc"].find(f"{XHTML}ol")) == NESTED


def test_the_ncx_says_the_same() -> None:
    """Readers of EPUB 2 know no other; one of the two would be wrong."""
    tree = etree.fromstring(ncx(ENTRIES, (), "Kettles & <lids>", "urn:x", "en"))
    assert pointed(tree.find(f"{NCX}navMap")) == NESTED
    heads = {each.get("name"): each.get("content") for each in tree.iter(f"{NCX}meta")}
    assert heads == {
        "dtb:uid": "urn:x", "dtb:depth": "3", "dtb:totalPageCount": "0", "dtb:maxPageNumber": "0",
    }  # fmt: skip
    orders = [each.get("playOrder") for each in tree.iter(f"{NCX}navPoint")]
    assert orders == [str(number) for number in range(1, 8)]


def levels() -> st.SearchStrategy[list[int]]:
    """Levels that go down one at a time, as sections have them."""

    def shallower(wanted: list[int]) -> list[int]:
        found = [1]
        for level in wanted:
            found.append(min(level, found[-1] + 1))
        return found

    return st.lists(st.integers(1, 6), max_size=12).map(shallower)


@given(levels())
def test_every_entry_is_listed_once_at_its_depth(wanted: list[int]) -> None:
    """However an article is divided, nothing is lost from its table of contents."""
    entries = [Entry(f"e{number}", f"c{number}", level) for number, level in enumerate(wanted)]
    page = contents(entries)
    tree = etree.fromstring(ncx(entries, (), "t", "urn:x", "en"))
    expected = [(f"e{number}", level) for number, level in enumerate(wanted)]
    assert list(flat(listed(navs(page)["toc"].find(f"{XHTML}ol")))) == expected
    assert list(flat(pointed(tree.find(f"{NCX}navMap")))) == expected


def flat(tree: Tree, level: int = 1) -> Iterator[tuple[str, int]]:
    """The labels of a tree, each with its depth."""
    for label, _, below in tree:
        yield label, level
        yield from flat(below, level + 1)


def test_an_entry_in_another_language_says_so() -> None:
    """“About” in a Finnish table of contents is English."""
    page = contents(ENTRIES, "fi")
    links = {each.text: each.get("lang") for each in page.iter(f"{XHTML}a")}
    assert (links["About"], links["One"]) == ("en", None)
    assert {each.get("lang") for each in page.iter(f"{XHTML}h2")} == {"en"}


@pytest.mark.parametrize("name", TEXTS)
def test_all_that_is_linked_is_there(name: str, books: dict[str, Book]) -> None:
    """Contents in the order of the spine, each page of the article once."""
    book = books[name]
    toc = navs(book.pages["nav.xhtml"])["toc"]
    hrefs = [each.get("href") for each in toc.iter(f"{XHTML}a")]
    assert hrefs == [each for each in book.pages if each not in ("cover.xhtml", "nav.xhtml")]
    sources = [each.get("src") for each in book.tree("toc.ncx").iter(f"{NCX}content")]
    assert sources == hrefs


@pytest.mark.parametrize("name", TEXTS)
def test_landmarks_lead_to_cover_title_contents_and_beginning(
    name: str, books: dict[str, Book]
) -> None:
    """An e-reader opens a book at its “bodymatter”, and has menus for the others."""
    landmarks = navs(books[name].pages["nav.xhtml"])["landmarks"]
    assert {each.get(TYPE): each.get("href") for each in landmarks.iter(f"{XHTML}a")} == {
        "cover": "cover.xhtml",
        "titlepage": "title.xhtml",
        "toc": "nav.xhtml",
        "bodymatter": "c01.xhtml",
    }
    assert landmarks.get("hidden") == "hidden"


@pytest.mark.parametrize("name", TEXTS)
def test_the_ncx_belongs_to_its_book(name: str, books: dict[str, Book]) -> None:
    """Its uid equals the identifier, or EPUBCheck and old readers refuse it (NCX-001)."""
    book = books[name]
    (identifier,) = (each.text for each in book.package.iter(f"{DC}identifier"))
    assert book.package.get("unique-identifier") == "id"
    (uid,) = (
        each.get("content")
        for each in book.tree("toc.ncx").iter(f"{NCX}meta")
        if each.get("name") == "dtb:uid"
    )
    assert uid == identifier
