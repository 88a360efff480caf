"""Pages: what stands on each, in which language, and with which title."""

from dataclasses import replace

import pytest
from lxml import etree

from publisher.article import Metadata, Passage, Role, Run
from publisher.binding.around import surrounded
from publisher.binding.page import colophon_page, cover_page, section_page, title_page
from publisher.document import Around, Document
from publisher.structuring.sections import divide
from tests.binding.conftest import TEXTS, TYPE, XHTML, XML_LANG, Book

KNOWN = Metadata(
    title="The Kettle & I",
    standfirst="How we met.",
    authors=("Ada Quill",),
    byline="By Ada Quill",
    date="2026-03-04",
    language="en-GB",
    source="https://example.org/kettle",
)
BODY = (Passage((Run("One. Two."),)), Passage((Run("A heading"),), Role.HEADING, 2))

every_book = pytest.mark.parametrize("name", TEXTS)


def work(about: Metadata = KNOWN, body: tuple[Passage, ...] = BODY) -> Document:
    """A document of a few words."""
    front, sections = divide(body, about)
    return Document(about, front, sections, "kettle")


def lines(page: etree._Element) -> list[tuple[str, str]]:
    """The blocks of a page: each its tag and class, and its words."""
    blocks = page.iter(*(XHTML + tag for tag in ("h1", "h2", "h3", "p")))
    return [
        (".".join(filter(None, (etree.QName(each).localname, each.get("class")))), words)
        for each in blocks
        for words in ["".join(each.itertext())]
    ]


def test_the_title_page_has_headline_standfirst_byline_and_date() -> None:
    """All that stood above the article, and where it stood: a reader knows what this is."""
    assert lines(title_page(work())) == [
        ("h1", "The Kettle & I"),
        ("p.standfirst", "How we met."),
        ("p.byline", "By Ada Quill"),
        ("p.dateline", "Published 2026-03-04"),
    ]


def test_a_date_that_is_printed_is_not_printed_again() -> None:
    """A dateline says it in the newspaper's own words."""
    about = replace(KNOWN, dateline="Ystad, 4 March 2026", source="")
    assert lines(title_page(work(about)))[-1] == ("p.dateline", "Ystad, 4 March 2026")


def test_the_standfirst_is_marked_as_the_subtitle_it_is() -> None:
    """Screen readers announce it as such (DPUB-ARIA, doc-subtitle)."""
    (found,) = title_page(work()).iterfind(f".//{XHTML}p[@role='doc-subtitle']")
    assert found.get(TYPE) == "subtitle"


@pytest.mark.parametrize(("level", "tag"), [(1, "h2"), (2, "h3"), (5, "h6"), (8, "h6")])
def test_a_section_stands_one_level_below_the_title(level: int, tag: str) -> None:
    """The headline is the only h1; levels that HTML does not have end at h6."""
    section = replace(work().sections[1], level=level)
    page = section_page(section, "en")
    (heading,) = page.iter(XHTML + tag)
    assert "".join(heading.itertext()) == "A heading"
    assert page.find(f".//{XHTML}section").get("aria-labelledby") == heading.get("id") == "c02-p00"


def test_a_section_without_a_heading_has_a_name_all_the_same() -> None:
    """A screen reader lists it among the landmarks; without a name it would be a blank."""
    page = section_page(work().sections[0], "en")
    assert page.find(f".//{XHTML}section").get("aria-label") == "Opening"
    assert page.findtext(f".//{XHTML}title") == "Opening"


def test_a_turn_of_topic_has_a_name_and_no_heading() -> None:
    """No heading was printed there; its name, in its own words, is for finding the way."""
    turned = replace(work().sections[0], label="It turns", turn=True)
    page = section_page(turned, "fi")
    assert page.find(f".//{XHTML}section").get("aria-label") == "It turns"
    assert page.find(f".//{XHTML}title").get("lang") is None
    assert not list(page.iter(*(XHTML + tag for tag in ("h1", "h2", "h3"))))


def test_an_article_in_a_collection_keeps_its_head() -> None:
    """Whose it is, and on what terms, stands with it and not only with the whole."""
    roles = (Role.STANDFIRST, Role.BYLINE, Role.DATELINE, Role.RIGHTS)
    passages = tuple(Passage((Run(role.value),), role) for role in roles)
    page = section_page(work(body=passages).sections[0], "en")
    assert lines(page) == [(f"p.{role}", role.value) for role in roles]
    (subtitle,) = page.iterfind(f".//{XHTML}p[@role='doc-subtitle']")
    assert subtitle.get("class") == "standfirst"


def test_a_paragraph_in_another_language_is_marked_as_a_whole() -> None:
    """So that it is also laid out from the side where it begins."""
    runs = (Run("بخار ", language="ar"), Run("كثير", language="ar"))
    page = section_page(work(body=(Passage(runs),)).sections[0], "en")
    (line,) = page.iter(f"{XHTML}p")
    assert (line.get("lang"), line.get("dir"), line.get(XML_LANG)) == ("ar", "rtl", "ar")
    assert [each.get("lang") for each in line.iter(f"{XHTML}span")] == [None]


def around(about: Metadata, shown: str = "A cover.") -> Around:
    """The pages that an edition adds to an article."""
    made = surrounded(work(about), shown).around
    assert made is not None
    return made


@every_book
def test_every_page_has_a_language_a_direction_and_a_title(
    name: str, books: dict[str, Book]
) -> None:
    """A voice is chosen by the first, letters are laid out by the second (WCAG 3.1.1, 2.4.2)."""
    book = books[name]
    language = book.work.metadata.language
    way = "rtl" if name == "arabic" else "ltr"
    for page in book.pages.values():
        assert (page.get("lang"), page.get(XML_LANG), page.get("dir")) == (language, language, way)
        assert (page.findtext(f"{XHTML}head/{XHTML}title") or "").strip()
        assert page.find(f"{XHTML}head/{XHTML}link").get("href") == "style.css"


def test_our_own_words_are_marked_where_they_are_foreign(books: dict[str, Book]) -> None:
    """An Arabic voice cannot read “About this edition” (WCAG 3.1.2, language of parts)."""
    pages = books["arabic"].pages
    for name, words in {
        "nav.xhtml": "Contents",
        "colophon.xhtml": "About this edition",
        "cover.xhtml": "Cover",
    }.items():
        title = pages[name].find(f"{XHTML}head/{XHTML}title")
        assert (title.text, title.get("lang"), title.get("dir")) == (words, "en", "ltr")
    assert pages["c02.xhtml"].find(f"{XHTML}head/{XHTML}title").get("lang") is None
    assert next(pages["cover.xhtml"].iter(f"{XHTML}img")).get("lang") == "en"
    for line in pages["colophon.xhtml"].iter(f"{XHTML}h2", f"{XHTML}p"):
        assert line.get("lang") == "en"


def test_our_own_words_are_not_marked_where_they_are_at_home(rich: Book) -> None:
    """En is no other language than en-GB."""
    assert not any(
        each.get("lang")
        for name in ("nav.xhtml", "colophon.xhtml", "cover.xhtml")
        for each in rich.pages[name].find(f"{XHTML}body").iter()
    )


def test_the_colophon_keeps_the_authors_words_in_the_authors_language() -> None:
    """Only what we say ourselves is in another language."""
    about = replace(KNOWN, language="fi", rights="© 2026 湯気")
    page = colophon_page(around(about).colophon, "fi")
    said = [(each.get("lang"), "".join(each.itertext())) for each in page.iter(f"{XHTML}p")]
    assert said[0] == (None, "© 2026 湯気")
    assert {language for language, _ in said[1:]} == {"en"}


def test_the_cover_is_described() -> None:
    """Who does not see it hears what it shows."""
    page = cover_page("cover.jpg", around(KNOWN, "Cover: a <kettle>").cover, "en")
    image = page.find(f".//{XHTML}img")
    assert (image.get("alt"), image.get("role")) == ("Cover: a <kettle>", "doc-cover")


def test_control_characters_in_a_title_are_left_out_wherever_it_stands(rich: Book) -> None:
    """XML cannot hold them, and a book that holds them opens nowhere."""
    title = 'Kettles & <Boilers>: "Steam" for Beginners'
    pages = rich.pages
    assert pages["title.xhtml"].findtext(f"{XHTML}head/{XHTML}title") == title
    assert "".join(pages["title.xhtml"].find(f".//{XHTML}h1").itertext()) == title
    assert title in [each.text for each in pages["nav.xhtml"].iter(f"{XHTML}a")]
    assert rich.tree("toc.ncx")[1][0].text == title
