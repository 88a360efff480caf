"""Prose: words come out as they went in, with their marks, in what holds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher.article import Holder, Mark, Role, Run
from publisher.binding.prose import address, element_of
from publisher.binding.xhtml import legal
from publisher.document import Paragraph, Sentence
from tests.binding.conftest import XHTML, Book


def paragraph(*runs: Run, within: tuple[Holder, ...] = ()) -> Paragraph:
    """A paragraph of one sentence."""
    return Paragraph("c01-p01", Role.BODY, (Sentence("c01-p01-s01", runs),), within)


def html(element: etree._Element) -> str:
    """An element as a reader of HTML writes it: without names, spaces and spans of sentences."""
    for each in element.iter():
        each.attrib.pop("id", None)
    words = str(etree.tostring(element, encoding="unicode"))
    for noise in (
        ' xmlns="http://www.w3.org/1999/xhtml"',
        ' xmlns:epub="http://www.idpf.org/2007/ops"',
    ):
        words = words.replace(noise, "")
    return words.replace("<span>", "").replace("</span>", "")


def printed(*runs: Run) -> str:
    """A sentence as HTML, without its paragraph."""
    return html(element_of(paragraph(*runs))).removeprefix("<p>").removesuffix("</p>")


def test_a_word_with_a_mark_inside_stays_one_word() -> None:
    """White space between elements would part it, on the page and in the voice."""
    runs = (Run("un"), Run("believ", (Mark.EMPHASIS,)), Run("able"))
    assert printed(*runs) == "un<em>believ</em>able"


def test_marks_stand_in_their_order_and_share_an_element_where_they_can() -> None:
    """Strong words of which some are stressed are one strong phrase, not three."""
    strong = (Mark.STRONG,)
    runs = (Run("sings ", strong), Run("and", (*strong, Mark.EMPHASIS)), Run(" hums", strong))
    assert printed(*runs) == "<strong>sings <em>and</em> hums</strong>"


def test_a_link_with_marks_inside_is_one_link() -> None:
    """A screen reader would announce three links, and a reader would not know which to take."""
    link = "https://example.org/"
    runs = (Run("all ", link=link), Run("about", (Mark.EMPHASIS,), link), Run(" it", link=link))
    assert printed(*runs) == f'<a href="{link}">all <em>about</em> it</a>'


def test_two_links_in_a_row_stay_two() -> None:
    """They lead to different places."""
    runs = (Run("a", link="https://a.example/"), Run("b", link="https://b.example/"))
    assert printed(*runs) == '<a href="https://a.example/">a</a><a href="https://b.example/">b</a>'


def test_code_keeps_its_signs() -> None:
    """Less-than and ampersand are words here, and neither is lost nor doubled."""
    assert printed(Run("a < b && c", (Mark.CODE,))) == "<code>a &lt; b &amp;&amp; c</code>"


def test_a_line_break_stays_where_the_author_asked_for_it() -> None:
    """Between words, at a sentence's end, and within a mark."""
    assert printed(Run("one", breaks=True), Run("two")) == "one<br/>two"
    marked = (Run("one", (Mark.EMPHASIS,), breaks=True), Run("two", (Mark.EMPHASIS,)))
    assert printed(*marked) == "<em>one<br/>two</em>"
    verse = element_of(
        Paragraph(
            "c01-p01",
            Role.BODY,
            (Sentence("s1", (Run("One."),), "\n"), Sentence("s2", (Run("Two."),))),
        )
    )
    assert html(verse) == "<p>One.<br/>Two.</p>"


def test_white_space_between_sentences_is_kept_outside_of_them() -> None:
    """Lit sentence by sentence, no blank is lit; in Japanese there is none to begin with."""
    sentences = (Sentence("s1", (Run("One."),), "  "), Sentence("s2", (Run("Two."),)))
    element = element_of(Paragraph("p1", Role.BODY, sentences))
    assert etree.tostring(element, encoding="unicode", method="text") == "One.  Two."
    assert [(each.text, each.tail) for each in element] == [("One.", "  "), ("Two.", None)]


def test_a_foreign_phrase_is_marked_with_language_and_direction() -> None:
    """So that it is spoken by another voice and laid out the right way (WCAG 3.1.2)."""
    assert printed(Run("It is "), Run("بخار", language="ar")) == (
        'It is <span xml:lang="ar" lang="ar" dir="rtl">بخار'
    )


@pytest.mark.parametrize("language", ["no language", "x", "", "12", "e n"])
def test_what_is_no_language_marks_nothing(language: str) -> None:
    """Authors write all kinds of things there; EPUBCheck refuses a tag that is none."""
    assert printed(Run("word", language=language)) == "word"


ADDRESSES = {
    "https://example.org/a%20b?c=d&e=f#g": "https://example.org/a%20b?c=d&e=f#g",
    "http://example.org/a b|c^`{d}": "http://example.org/a%20b%7Cc%5E%60%7Bd%7D",
    "http://example.org/100%": "http://example.org/100%25",
    "http://example.org/[x]?[y]#a#b": "http://example.org/%5Bx%5D?%5By%5D#a%23b",
    "https://user:word@example.org:8080/": "https://user:word@example.org:8080/",
    "https://[2001:db8::1]/": "https://[2001:db8::1]/",
    "https://bücher.example/größe": "https://bücher.example/größe",
    "mailto:ada@example.org?subject=a b": "mailto:ada@example.org?subject=a%20b",
    "http://exa mple.org/": "",
    "http://": "",
    "http://[never": "",
    "https://example.org/\x07bell": "https://example.org/bell",
    "": "",
}


@pytest.mark.parametrize(("link", "expected"), ADDRESSES.items())
def test_a_link_becomes_an_address_or_none(link: str, expected: str) -> None:
    """Escaped where it can be, left out where it leads nowhere (EPUBCheck, RSC-020)."""
    assert address(link) == expected


@given(st.text(st.characters()))
def test_any_link_gives_an_address_that_stays_as_it_is(link: str) -> None:
    """Nothing is escaped twice, and nothing raises."""
    assert address(address(link)) == address(link)


def run() -> st.SearchStrategy[Run]:
    """Any words, set in any way."""
    return st.builds(
        Run,
        st.text(st.characters(), min_size=1),
        st.lists(st.sampled_from(Mark), unique=True).map(tuple),
        st.sampled_from(["", "https://example.org/", "http://[never"]),
        st.sampled_from(["", "fr", "ar", "?"]),
        st.booleans(),
    )


@given(st.lists(run(), min_size=1))
def test_words_come_out_as_they_went_in(runs: list[Run]) -> None:
    """Whatever is done for marks, links and languages, not a letter is lost or doubled."""
    element = element_of(paragraph(*runs))
    for number, line_break in enumerate(element.iter(f"{XHTML}br")):
        assert line_break.text is None, number
        line_break.text = "\n"
    assert "".join(element.itertext()) == "".join(
        legal(each.text) + ("\n" if each.breaks else "") for each in runs
    )
    etree.fromstring(etree.tostring(element))


def test_a_break_carries_its_sentences_name() -> None:
    """It is heard as a pause, so it has a place in the track and on the page."""
    breaking = Paragraph("c01-p01", Role.BREAK, (Sentence("c01-p01-s01", (Run("* * *"),)),))
    element = element_of(breaking)
    assert (element.tag, element.get("id")) == (f"{XHTML}hr", "c01-p01-s01")


def test_paragraphs_and_headings_carry_their_names(rich: Book) -> None:
    """A link from outside can lead to a paragraph, and a footnote to its place."""
    for section in rich.work.sections:
        ids = rich.pages[f"{section.name}.xhtml"].xpath("//@id")
        names = {block.name for block in section.blocks() if block.role is not Role.BREAK}
        assert names <= set(ids)
