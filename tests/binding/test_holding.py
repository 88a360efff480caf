"""What holds paragraphs: lists, figures, terms, tables and notes stand on a page as they are."""

import pytest
from lxml import etree

from publisher.article import Holder, Kind, Metadata, Picture, Role, Run
from publisher.binding.holding import fill
from publisher.binding.places import places_of
from publisher.binding.xhtml import E
from publisher.document import Document
from publisher.reading.html import passages_of
from publisher.structuring.sections import divide
from tests.binding.conftest import XHTML, Book
from tests.binding.kinds import (
    BLUE,
    BULLETS,
    FIGURE,
    ITEM,
    MEANING,
    NOTE,
    RED,
    TABLE,
    TERM,
    TERMS,
    Block,
    block,
    document,
    mark,
    rows,
    section,
    shown,
)
from tests.binding.test_prose import html


def body(work: Document) -> etree._Element:
    """The words of a document's first section."""
    frame = E.div()
    fill(frame, work.sections[0].paragraphs, places_of(work))
    return frame


def printed(*blocks: Block) -> str:
    """Some blocks as HTML, without names and frames of sentences."""
    words = html(body(document(section(1, *blocks)))).removeprefix("<div>").removesuffix("</div>")
    return words.replace(' class="caption"', "").replace(' class="picture"', "")


def from_html(source: str) -> str:
    """A page's body for an author's HTML, read and divided as any article is."""
    passages, _ = passages_of(source)
    _, (first, *_) = divide(passages, Metadata(title="t", language="en"))
    return html(body(document(first))).removeprefix("<div>").removesuffix("</div>")


NESTINGS = {
    "a list": ("<ul><li>a</li><li>b</li></ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
    "two lists in a row": (
        "<ul><li>a</li></ul><ul><li>b</li></ul>",
        "<ul><li><p>a</p></li></ul><ul><li><p>b</p></li></ul>",
    ),
    "a list in an item": (
        "<ol start='7'><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
        '<ol start="7"><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ol>',
    ),
    "an item of two paragraphs": (
        "<ul><li><p>a</p><p>b</p></li></ul>",
        "<ul><li><p>a</p><p>b</p></li></ul>",
    ),
    "a list in a quotation in a quotation": (
        "<blockquote><p>a</p><blockquote><ul><li>b</li></ul></blockquote><p>c</p></blockquote>",
        "<blockquote><p>a</p><blockquote><ul><li><p>b</p></li></ul></blockquote><p>c</p>"
        "</blockquote>",
    ),
    "a heading in a quotation": (
        "<blockquote><h3>a</h3><p>b</p></blockquote>",
        '<blockquote><p class="heading">a</p><p>b</p></blockquote>',
    ),
    "a break in an item": (
        "<ul><li><p>a</p><hr></li></ul>",
        "<ul><li><p>a</p><hr/></li></ul>",
    ),
    "code": (
        "<pre><code>if a:\n\n    b &lt; c\n</code></pre>",
        "<pre><code>if a:\n\n    b &lt; c</code></pre>",
    ),
}


@pytest.mark.parametrize(("source", "expected"), NESTINGS.values(), ids=NESTINGS.keys())
def test_what_holds_paragraphs_is_as_the_author_nested_it(source: str, expected: str) -> None:
    """A list stays a list, and two stay two: a screen reader counts their items."""
    assert from_html(source) == expected


def test_a_passage_of_a_quotation_keeps_to_its_own(rich: Book) -> None:
    """The rich book's quotation holds two quotations and a list, and nothing after it."""
    page = rich.pages["c01.xhtml"]
    (outer,) = (
        each
        for each in page.iter(f"{XHTML}blockquote")
        if "Quoted once" in "".join(each.itertext())
    )
    words = " ".join("".join(outer.itertext()).split())
    assert words.startswith("Quoted once. Quoted again.And within: the lid.a list in a quotation")
    assert words.endswith("A heading in a quotation")


def test_captions_at_the_end_of_a_figure_are_its_one_caption() -> None:
    """A screen reader tells what belongs to the picture; HTML allows one element for it."""
    words = printed(
        shown(RED, "A field", FIGURE),
        block("A field, in red", FIGURE, role=Role.CAPTION),
        block("Photo: Ada", FIGURE, role=Role.CAPTION),
    )
    assert words == (
        '<figure><p><img src="images/p001.png" alt="A field"/></p>'
        "<figcaption><p>A field, in red</p><p>Photo: Ada</p></figcaption></figure>"
    )


def test_captions_may_stand_above_a_figure() -> None:
    """Where the author put it."""
    words = printed(block("Red", FIGURE, role=Role.CAPTION), shown(RED, "", FIGURE))
    assert words.startswith("<figure><figcaption><p>Red</p></figcaption><p><img")


def test_of_two_pictures_with_a_caption_each_none_changes_places() -> None:
    """What is between them stays there; only the last can be the figure's own."""
    words = printed(
        shown(RED, "a", FIGURE),
        block("A", FIGURE, role=Role.CAPTION),
        shown(BLUE, "b", FIGURE),
        block("B", FIGURE, role=Role.CAPTION),
    )
    assert words == (
        '<figure><p><img src="images/p001.png" alt="a"/></p><p>A</p>'
        '<p><img src="images/p002.jpg" alt="b"/></p><figcaption><p>B</p></figcaption></figure>'
    )


def test_a_picture_without_a_description_is_passed_over_in_silence() -> None:
    """A screen reader would read its file's name aloud if `alt` were missing (WCAG 1.1.1)."""
    frame = body(document(section(1, shown(RED))))
    (image,) = frame.iter(f"{XHTML}img")
    assert image.get("alt") == ""
    assert image.get("id") == "c01-p01-s01"
    assert image.getparent().get("id") == "c01-p01"


def test_a_description_in_another_language_is_marked() -> None:
    """It is spoken by the voice for that language (WCAG 3.1.2)."""
    described = (Run("un champ", language="fr"),)
    frame = body(document(section(1, block(described, role=Role.PICTURE, picture=RED))))
    (image,) = frame.iter(f"{XHTML}img")
    assert (image.get("alt"), image.get("lang")) == ("un champ", "fr")


def test_terms_and_meanings_are_a_list_of_their_own() -> None:
    """A screen reader says which is the term, and how many meanings it has."""
    words = printed(
        block("Lid", TERMS, TERM),
        block("A cover.", TERMS, MEANING),
        block("Of iron.", TERMS, MEANING, BULLETS, ITEM),
    )
    assert words == (
        "<dl><dt><p>Lid</p></dt><dd><p>A cover.</p><ul><li><p>Of iron.</p></li></ul></dd></dl>"
    )


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (TERM, "<dl><dt><p>x</p></dt><dd/></dl>"),
        (MEANING, "<dl><dt/><dd><p>x</p></dd></dl>"),
    ],
)
def test_a_term_or_meaning_alone_gets_an_empty_fellow(held: Holder, expected: str) -> None:
    """HTML wants both (EPUBCheck, RSC-005), and the words stay what they are."""
    assert printed(block("x", TERMS, held)) == expected


def test_an_empty_cell_keeps_its_place_and_its_name() -> None:
    """Left out, the cells behind it would stand in other columns."""
    frame = body(document(section(1, *rows(TABLE, ["a _ c"]))))
    cells = list(frame.iter(f"{XHTML}td"))
    assert ["".join(cell.itertext()) for cell in cells] == ["a", "", "c"]
    assert [cell.get("id") for cell in cells] == [None, "c01-p02-s01", None]


def test_a_cell_of_several_blocks_is_one_cell() -> None:
    """A list in a cell is a list, and stays there."""
    row, cell = Holder(Kind.ROW, 30), Holder(Kind.CELL, 31, across=2, down=3)
    words = printed(
        block("a", TABLE, row, cell), block("b", TABLE, row, cell, BULLETS, ITEM),
    )  # fmt: skip
    assert '<td colspan="2" rowspan="3"><p>a</p><ul><li><p>b</p></li></ul></td>' in words


def test_a_cell_is_no_wider_than_html_allows() -> None:
    """Browsers refuse more columns than a thousand."""
    row, cell = Holder(Kind.ROW, 30), Holder(Kind.CELL, 31, across=10**6, down=10**6)
    assert 'colspan="1000" rowspan="65534"' in printed(block("a", TABLE, row, cell))


def test_a_mark_and_its_note_lead_to_one_another() -> None:
    """Who follows a mark wants to come back to where the reading was left."""
    work = document(section(1, block((Run("Sea."), mark(NOTE))), block("Deep.", NOTE)))
    assert html_with_ids(work) == (
        '<p id="c01-p01"><span id="c01-p01-s01">Sea.<sup><a href="c01.xhtml#c01-n1" '
        'id="c01-p01-s01-r1" epub:type="noteref" role="doc-noteref">1</a></sup></span></p>'
        '<aside epub:type="footnote" role="doc-footnote" id="c01-n1">'
        '<a href="c01.xhtml#c01-p01-s01-r1" role="doc-backlink" '
        'aria-label="1: back to the text">1</a>'
        '<p id="c01-p02"><span id="c01-p02-s01">Deep.</span></p></aside>'
    )


def html_with_ids(work: Document) -> str:
    """A document's first section as HTML, with all names."""
    words = str(etree.tostring(body(work), encoding="unicode"))
    head, tail = words.split(">", 1)
    assert head.startswith("<div")
    return tail.removesuffix("</div>")


def test_a_note_that_is_pointed_to_twice_has_two_ways_back() -> None:
    """Each has a name of its own, or a list of links would hold the same one twice."""
    again = block((Run("Here"), mark(NOTE), Run(", there"), mark(NOTE)))
    frame = body(document(section(1, again, block("Deep.", NOTE))))
    ways = [each for each in frame.iter(f"{XHTML}a") if each.get("role") == "doc-backlink"]
    assert [way.get("href") for way in ways] == [
        "c01.xhtml#c01-p01-s01-r1", "c01.xhtml#c01-p01-s01-r2",
    ]  # fmt: skip
    assert [way.get("aria-label") for way in ways] == [
        "1: back to the text", "↩2: back to the text",
    ]  # fmt: skip


def test_a_way_back_is_named_in_the_readers_language_or_marked_as_ours() -> None:
    """A Finnish voice cannot read English (WCAG 3.1.2)."""
    for language, lang, said in (("de", None, "1: zurück zum Text"), ("fi", "en", "1: back")):
        about = Metadata(title="t", language=language)
        blocks = (block((Run("Sea."), mark(NOTE))), block("Deep.", NOTE))
        frame = body(document(section(1, *blocks), about=about))
        (way,) = (each for each in frame.iter(f"{XHTML}a") if each.get("role") == "doc-backlink")
        assert way.get("lang") == lang
        assert way.get("aria-label").startswith(said)


def test_a_mark_without_a_note_is_words_and_leads_nowhere() -> None:
    """A link that leads nowhere is refused by EPUBCheck (RSC-012)."""
    assert printed(block((Run("Sea."), mark(NOTE)))) == "<p>Sea.1</p>"


def test_one_image_shown_twice_is_one_file() -> None:
    """A logo in each section would else make a book many times as large."""
    again = Picture("other-name.png", RED.media_type, RED.data)
    frame = body(document(section(1, shown(RED), shown(BLUE), shown(again))))
    files = [image.get("src") for image in frame.iter(f"{XHTML}img")]
    assert files == ["images/p001.png", "images/p002.jpg", "images/p001.png"]
