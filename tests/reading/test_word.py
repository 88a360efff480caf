"""Word documents: what their writers meant, all of their words, and nothing that acts."""

import io
import re
import struct
import time
import zipfile
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from publisher.article import Article, Kind, Mark, Passage, Role
from publisher.errors import ReadingError
from publisher.reading.source import Source
from publisher.reading.word import read_word
from tests.reading.packing import (
    NAMESPACES,
    W,
    core,
    docx,
    drawing,
    item,
    line,
    part,
    related,
    run,
    table,
    zipped,
)

BOLD = "<w:b/>"
LONG = "The miller had kept the gates for thirty years, and knew what the tide would do."


def seen(source: Source) -> list[tuple[str, str]]:
    """The passages of a document: role and level, and words."""
    return [(f"{e.role}{e.level or ''}", e.text) for e in read_word(source).passages]


def held(source: Source) -> list[tuple[tuple[str, ...], str]]:
    """What holds each passage, and its words."""
    return [
        (tuple(each.kind.value for each in passage.within), passage.text)
        for passage in read_word(source).passages
    ]


def only(source: Source) -> Passage:
    """The one passage there is."""
    (passage,) = read_word(source).passages
    return passage


def codes(article: Article) -> list[str]:
    """What was found."""
    return [finding.code for finding in article.findings]


def quoted(source: Source) -> str:
    """All that findings say."""
    return " ".join(finding.message for finding in read_word(source).findings)


def image() -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(out, "PNG")
    return out.getvalue()


def pictured(body: str, outside: str = "", target: str = "media/a.png") -> Source:
    """A document with a picture in it."""
    relation = ("rImage", "image", target)
    return docx(body, more={"word/media/a.png": image()}, relations=(relation,), outside=outside)


# Styles


def test_headings_are_known_by_their_styles() -> None:
    """Word keeps the names of its styles in English, whatever language it speaks."""
    source = docx(line("Gates", "Heading1"), line(LONG), line("Mud", "berschrift1"), line(LONG))
    assert seen(source)[0::2] == [("heading1", "Gates"), ("heading1", "Mud")]


@pytest.mark.parametrize(
    ("name", "role"),
    [("Überschrift 2", "heading2"), ("Titre 3", "heading3"), ("標題 1", "heading1"),
     ("見出し 2", "heading2"), ("Rubrik 1", "heading1"), ("Body Text", "body")],
)  # fmt: skip
def test_other_programs_translate_the_names_of_styles(name: str, role: str) -> None:
    """LibreOffice and WPS write names in the language of their menus."""
    style = f'<w:style w:type="paragraph" w:styleId="x"><w:name w:val="{name}"/></w:style>'
    assert seen(docx(line("Gates", "x"), line(LONG), style=style))[0] == (role, "Gates")


def test_a_style_based_on_a_heading_is_a_heading() -> None:
    """House styles are."""
    style = (
        '<w:style w:type="paragraph" w:styleId="House"><w:name w:val="House Head"/>'
        '<w:basedOn w:val="Heading2"/></w:style>'
    )
    assert seen(docx(line("Gates", "House"), line(LONG), style=style))[0] == ("heading2", "Gates")


def test_an_outline_level_makes_a_heading() -> None:
    """Directly, or by the style; the tenth level is that of body text."""
    body = (
        line("Gates", more='<w:outlineLvl w:val="1"/>'),
        line(LONG, more='<w:outlineLvl w:val="9"/>'),
    )
    assert seen(docx(*body)) == [("heading2", "Gates"), ("body", LONG)]


def test_styles_based_on_one_another_in_a_ring_end_somewhere() -> None:
    """Some files have them."""
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{key}"/>'
        f'<w:basedOn w:val="{other}"/></w:style>'
        for key, other in (("p", "q"), ("q", "p"))
    )
    assert seen(docx(line("Gates", "p"), style=ring)) == [("body", "Gates")]


def test_title_and_subtitle_are_the_head() -> None:
    """They go into the metadata, and stand there alone."""
    article = read_word(docx(line("The Mill", "Title"), line("It turns.", "Subtitle"), line(LONG)))
    assert (article.metadata.title, article.metadata.standfirst) == ("The Mill", "It turns.")
    assert [passage.text for passage in article.passages] == [LONG]


def test_a_subtitle_that_names_the_author_stays_for_the_head_to_find() -> None:
    """Writers put into it what stands under a title."""
    article = read_word(docx(line("The Mill", "Title"), line("By Ann Lee", "Subtitle"), line(LONG)))
    assert article.metadata.standfirst == ""
    assert article.passages[0].text == "By Ann Lee"


def test_a_second_title_further_down_heads_a_chapter() -> None:
    """Some writers have no other style for it."""
    source = docx(*(line(words, "Title") + line(LONG) for words in ("One", "Two")))
    assert read_word(source).metadata.title == "One"
    assert ("heading1", "Two") in seen(source)


def test_quotations_and_code_are_known_by_their_styles() -> None:
    """Lines of code in a row are one block, and keep their spaces."""
    source = docx(
        line("Said he.", "Quote"), line("if x:", "SourceCode"), line("    y()", "SourceCode")
    )
    assert [each.kind for each in read_word(source).passages[0].within] == [Kind.QUOTATION]
    assert seen(source)[1] == ("code", "if x:\n    y()")


def test_what_is_set_in_on_both_sides_is_a_quotation() -> None:
    """Most writers know no style for it."""
    source = docx(line("Said he.", more='<w:ind w:left="720" w:right="720"/>'), line(LONG))
    assert [each.kind for each in read_word(source).passages[0].within] == [Kind.QUOTATION]


def test_runs_keep_their_marks() -> None:
    """Bold, italic, raised and lowered, directly or by a style for characters."""
    style = (
        '<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="V"><w:name w:val="Verbatim Char"/></w:style>'
    )
    looks = {
        "a": "", "b": "<w:b/>", "c": "<w:i/>", "d": '<w:vertAlign w:val="superscript"/>',
        "e": '<w:vertAlign w:val="subscript"/>', "f": '<w:rStyle w:val="S"/>',
        "g": '<w:rStyle w:val="V"/>', "h": '<w:b w:val="0"/>',
    }  # fmt: skip
    runs = only(docx(line("".join(map(run, looks, looks.values()))), style=style)).runs
    assert {each.text: each.marks for each in runs} == {
        "a": (), "b": (Mark.STRONG,), "c": (Mark.EMPHASIS,), "d": (Mark.RAISED,),
        "e": (Mark.LOWERED,), "f": (Mark.STRONG,), "g": (Mark.CODE,), "h": (),
    }  # fmt: skip


def test_what_is_struck_out_is_left_out_and_quoted() -> None:
    """“£9m £3m in all” is what nobody paid."""
    source = docx(line(run("It cost ") + run("£9m ", "<w:strike/>") + run("£3m.")))
    assert only(source).text == "It cost £3m."
    assert "£9m" in quoted(source)


def test_a_foreign_passage_keeps_its_language() -> None:
    """So that it is spoken by a voice that knows it."""
    foreign = run("Die Ebbe zählt nicht.", '<w:lang w:val="de-DE"/>')
    home = run(LONG + LONG, '<w:lang w:val="en-GB"/>')
    runs = only(docx(line(home + foreign))).runs
    assert [each.language for each in runs] == ["", "de-DE"]


def test_a_keyboard_s_language_is_not_believed() -> None:
    """Where much of a text is marked foreign, it was typed so, and not written so."""
    runs = run(LONG, '<w:lang w:val="de-DE"/>') + run(LONG, '<w:lang w:val="en-GB"/>')
    assert {each.language for each in only(docx(line(runs))).runs} == {""}


def test_line_breaks_stay_and_page_breaks_go() -> None:
    """A page of ours ends elsewhere."""
    inside = (
        run("a") + "<w:r><w:br/></w:r>" + run("b") + '<w:r><w:br w:type="page"/></w:r>' + run("c")
    )
    assert only(docx(line(inside))).text == "a\nbc"


@pytest.mark.parametrize("ornament", ["* * *", "***", "⁂", "———", "~ ~ ~"])
def test_a_line_of_ornament_is_a_break(ornament: str) -> None:
    """Word has no other."""
    assert seen(docx(line(LONG), line(ornament), line(LONG)))[1] == ("break", "* * *")


def test_a_drop_capital_joins_its_word() -> None:
    """Word gives it a paragraph of its own."""
    first = line("T", more='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert only(docx(first, line("he miller kept the gates."))).text == "The miller kept the gates."


# Headings without styles


def test_a_line_all_bold_comes_as_bold() -> None:
    """`structuring` makes a heading of it; part of a line in bold is only strong."""
    source = docx(line("Gates", look=BOLD), line(LONG), line(run("Mud ") + run("is", BOLD)))
    assert [each.marks for passage in read_word(source).passages for each in passage.runs] == [
        (Mark.STRONG,), (), (), (Mark.STRONG,)
    ]  # fmt: skip


def test_a_line_in_large_letters_comes_as_bold() -> None:
    """Much larger than the body is what a heading looks like."""
    body = (line(LONG), line("Gates", look='<w:sz w:val="32"/>'), line(LONG))
    source = docx(*body, line("Mud", look='<w:sz w:val="32"/>'), line(LONG))
    marked = [passage.text for passage in read_word(source).passages if passage.runs[0].marks]
    assert marked == ["Gates", "Mud"]


def test_a_first_line_larger_than_all_is_the_title() -> None:
    """Bold or not; the lines that stand for headings are smaller."""
    body = (line("The Mill", look='<w:sz w:val="40"/>'), line("Gates", look='<w:sz w:val="28"/>'))
    assert read_word(docx(*body, line(LONG))).metadata.title == "The Mill"


def test_a_bold_style_makes_its_lines_bold() -> None:
    """Writers make a style of their own for sub-heads, and call it what they like."""
    style = (
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="Zwischenzeile"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    (gates, _) = read_word(docx(line("Gates", "x"), line(LONG), style=style)).passages
    assert gates.runs[0].marks == (Mark.STRONG,)


# Lists and tables


def test_lists_nest_and_stay_two() -> None:
    """Two lists in a row are two, if the second counts from one again."""
    source = docx(item("a", 2), item("b", 2, 1), item("c", 2), item("d", 3), item("e", 1))
    passages = read_word(source).passages
    lists = [[each.kind for each in p.within if each.kind is not Kind.ITEM] for p in passages]
    one, two = [Kind.NUMBERS], [Kind.NUMBERS, Kind.NUMBERS]
    assert lists == [one, two, one, one, [Kind.BULLETS]]
    assert passages[0].within[0].key == passages[2].within[0].key != passages[3].within[0].key


def test_a_list_goes_on_counting_behind_what_stands_between() -> None:
    """As Word prints it."""
    source = docx(item("a", 2), item("b", 2), line(LONG), item("c", 2))
    assert [p.within[0].start for p in read_word(source).passages if p.within] == [1, 1, 3]


def test_a_list_nine_deep_is_kept() -> None:
    """Word has as many levels."""
    source = docx(*(item(f"item {level}", 1, level) for level in range(9)))
    assert [len(passage.within) for passage in read_word(source).passages] == list(range(2, 19, 2))


def test_lists_are_known_by_the_names_of_their_styles() -> None:
    """The deeper ones too, which Word counts as lists of their own."""
    style = "".join(
        f'<w:style w:type="paragraph" w:styleId="B{key}"><w:name w:val="List Bullet{key}"/>'
        "</w:style>"
        for key in ("", " 2")
    )
    source = docx(line("a", "B"), line("b", "B 2"), line("c", "B"), style=style)
    depths = [kinds.count("bullets") for kinds, _ in held(source)]
    assert depths == [1, 2, 1]


def test_a_table_has_its_header_and_merged_cells() -> None:
    """A header row is repeated on each page in Word; that is how it is told."""
    wide = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{line("wide")}'
    source = docx(
        table(("Tide", "Hour"), ("high", "6"), header=True), line("x"), table((wide,), ("a", "b"))
    )
    cells = [
        (p.within[-1].kind.value, p.within[-1].across, p.text)
        for p in read_word(source).passages
        if p.within
    ]
    assert cells[:4] == [
        ("header", 1, "Tide"), ("header", 1, "Hour"), ("cell", 1, "high"), ("cell", 1, "6")
    ]  # fmt: skip
    assert ("cell", 2, "wide") in cells


def test_a_first_row_all_bold_is_the_header() -> None:
    """Few writers know how to mark one."""
    head = tuple(line(words, look=BOLD) for words in ("Tide", "Hour"))
    kinds = [kinds[-1] for kinds, _ in held(docx(table(head, ("high", "6"))))]
    assert kinds == ["header", "header", "cell", "cell"]


def test_a_caption_belongs_to_its_table_or_its_picture() -> None:
    """Above a table, below a picture, as Word puts them."""
    tabled = docx(line("Table 1", "Caption"), table(("a", "b"), ("c", "d")))
    assert (held(tabled)[0], seen(tabled)[0]) == ((("table",), "Table 1"), ("caption", "Table 1"))
    shown = pictured(line(drawing(words="A mill")) + line("Figure 1", "Caption"))
    assert [role for role, _ in seen(shown)] == ["picture", "caption"]
    assert [kinds for kinds, _ in held(shown)] == [("figure",), ("figure",)]


# Pictures, notes, links


def test_a_picture_comes_with_its_description() -> None:
    """The bytes are taken out of the document; nothing else is asked."""
    picture = only(pictured(line(drawing(words="A mill at low water"))))
    assert (picture.role, picture.text) == (Role.PICTURE, "A mill at low water")
    assert picture.picture is not None
    assert picture.picture.data == image()


def test_a_machine_s_boast_is_no_description() -> None:
    """Word adds it to what it has guessed."""
    words = "A mill\n\nDescription automatically generated with medium confidence"
    assert only(pictured(line(drawing(words=words)))).text == "A mill"


def test_a_picture_kept_elsewhere_is_not_fetched() -> None:
    """Opening a document must tell nobody that it was opened."""
    source = pictured(
        line(LONG) + line(drawing(words="A mill")), "rImage", "http://localhost:9/a.png"
    )
    (finding,) = read_word(source).findings
    assert (finding.code, "http://localhost:9" in finding.message) == ("picture-left-out", True)
    assert "A mill" in finding.message


@pytest.mark.parametrize("target", ["file:///etc/passwd", "../../../etc/passwd", "media/gone.png"])
def test_a_picture_that_is_not_in_the_file_is_found(target: str) -> None:
    """A name that leads out of the archive leads nowhere."""
    assert codes(read_word(pictured(line(LONG) + line(drawing()), target=target))) == [
        "picture-left-out"
    ]


def test_notes_point_and_are_pointed_to() -> None:
    """Footnotes and endnotes alike."""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    notes = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    more = {
        f"word/{kind}s.xml": part(
            f"{kind}s",
            f'{notes.replace("footnote", kind)}<w:{kind} w:id="2">{line(words)}</w:{kind}>',
        )
        for kind, words in (("footnote", "At Eling."), ("endnote", "At Carew."))
    }
    relations = (("f", "footnotes", "footnotes.xml"), ("e", "endnotes", "endnotes.xml"))
    article = read_word(
        docx(line(run("Mills") + mark + run(" turn") + end), more=more, relations=relations)
    )
    text, *notes_found = article.passages
    assert [(each.text, bool(each.note)) for each in text.runs] == [
        ("Mills", False), ("1", True), (" turn", False), ("2", True)
    ]  # fmt: skip
    keys = [each.note for each in text.runs if each.note]
    assert [(note.within[0].key, note.text) for note in notes_found] == list(
        zip(keys, ["At Eling.", "At Carew."], strict=True)
    )


def test_links_lead_where_they_led() -> None:
    """By a relationship, or by a field."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://example.org/b" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("field")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = line(f'<w:hyperlink r:id="rL">{run("link")}</w:hyperlink>{run(" or ")}{field}')
    relation = ("rL", "hyperlink", "https://example.org/a")
    runs = only(docx(body, relations=(relation,), outside="rL")).runs
    assert {each.text: each.link for each in runs} == {
        "link": "https://example.org/a", " or ": "", "field": "https://example.org/b"
    }  # fmt: skip


# What mammoth would pass over


@pytest.mark.parametrize(
    "inside",
    [
        '<w:fldSimple w:instr=" DATE ">{}</w:fldSimple>',
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:smartTag w:element="x">{}</w:smartTag>',
        '<w:customXml w:element="x">{}</w:customXml>',
        '<w:ins w:id="1" w:author="Ann">{}</w:ins>',
        '<w:moveTo w:id="1" w:author="Ann">{}</w:moveTo>',
        '<w:dir w:val="rtl">{}</w:dir>',
        '<w:bdo w:val="rtl">{}</w:bdo>',
        "<w:r><w:ruby><w:rubyPr/><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
        "<m:oMath><m:r><m:t>four</m:t></m:r></m:oMath>",
        "<x:y xmlns:x='urn:x'>{}</x:y>",
    ],
)
def test_words_are_kept_in_whatever_holds_them(inside: str) -> None:
    """Fields, controls, tags, directions, formulas, and what is not yet invented."""
    body = line(run("two ") + inside.format(run("four")) + run(" six"))
    assert only(docx(body)).text == "two four six"


def test_text_in_a_box_stands_behind_its_anchor_once() -> None:
    """Word writes it twice, for itself and for older programs."""
    box = f"<w:txbxContent>{line('In a box')}{line('and below')}</w:txbxContent>"
    body = run("Before") + (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
        f"<a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect><v:textbox>"
        f"{box}</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert seen(docx(line(body), line("After"))) == [
        ("body", "Before"), ("body", "In a box"), ("body", "and below"), ("body", "After")
    ]  # fmt: skip


def test_what_is_left_out_is_quoted() -> None:
    """Deletions, hidden words, readings, contents, comments, heads and feet of pages."""
    more = {
        "word/comments.xml": part(
            "comments", f'<w:comment w:id="1" w:author="Ann">{line("really?")}</w:comment>'
        ),
        "word/header1.xml": part("hdr", line("Harbour Courier")),
        "word/footer1.xml": part("ftr", line("Page one")),
    }
    body = (
        line(run("kept") + '<w:del w:id="1"><w:r><w:delText>deleted</w:delText></w:r></w:del>'),
        line(
            run("shown")
            + run("hidden", "<w:vanish/>")
            + '<w:r><w:commentReference w:id="1"/></w:r>'
        ),
        line(
            "<w:r><w:ruby><w:rt>"
            + run("しお")
            + "</w:rt><w:rubyBase>"
            + run("潮")
            + "</w:rubyBase></w:ruby></w:r>"
        ),
        line("Gates 3", "TOC1"),
    )
    relations = (
        ("c", "comments", "comments.xml"),
        ("h", "header", "header1.xml"),
        ("f", "footer", "footer1.xml"),
    )
    article = read_word(docx(*body, more=more, relations=relations))
    assert [passage.text for passage in article.passages] == ["kept", "shown", "潮"]
    said = " ".join(finding.message for finding in article.findings)
    for words in ("deleted", "hidden", "しお", "Gates 3", "really?", "Harbour Courier", "Page one"):
        assert f"“{words}”" in said


def test_a_table_of_contents_in_a_field_is_left_out() -> None:
    """It goes over many paragraphs, whose styles may be anything."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> TOC \\o </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    source = docx(line(begin + run("Gates")), line(run("Mud") + end), line(LONG))
    assert seen(source) == [("body", LONG)]
    assert "Gates / Mud" in quoted(source)


def raw_words(source: Source) -> Counter[str]:
    """The words in the XML of a document, taken from it in the plainest way."""
    with zipfile.ZipFile(io.BytesIO(source.data)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    said = (each.text or "" for each in root.iter(f"{{{W}}}t", f"{{{W}}}delText"))
    return Counter(re.findall(r"\w+", " ".join(said)))


def all_words(article: Article) -> Counter[str]:
    """The words of an article, wherever they went."""
    about = article.metadata
    parts = [passage.text for passage in article.passages]
    parts += [about.title, about.standfirst, about.byline, about.dateline]
    parts += [finding.message for finding in article.findings]
    return Counter(re.findall(r"\w+", " ".join(parts)))


words = st.integers(100, 999).map("w{}".format)
looks = st.sampled_from(["", BOLD, "<w:i/>", '<w:sz w:val="40"/>', "<w:vanish/>"])
said_runs = st.builds(run, words.map(lambda word: f" {word} "), looks)
box = "<w:pict><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></w:pict>"
wrapped = st.builds(
    str.format,
    st.sampled_from(
        [
            "{}",
            "<w:ins>{}</w:ins>",
            "<w:del>{}</w:del>",
            "<w:hyperlink>{}</w:hyperlink>",
            "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r>{}",
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>{}",
            "<w:r><w:instrText>TOC</w:instrText></w:r>{}",
            f"<w:r>{box}</w:r>",
        ]
    ),
    said_runs,
)
places = (
    "",
    "",
    '<w:framePr w:dropCap="drop"/>',
    '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>',
)
lines = st.builds(
    line,
    st.lists(wrapped, min_size=1, max_size=3).map("".join),
    st.sampled_from(["", "Heading2", "Title", "Subtitle", "Quote", "Caption", "TOC1"]),
    st.sampled_from(places),
)
tables = st.lists(st.tuples(lines, lines), min_size=1, max_size=3).map(lambda rows: table(*rows))


@given(st.lists(st.one_of(lines, lines, tables), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_every_word_is_kept_or_quoted(body: list[str]) -> None:
    """Counted against the XML itself, however its parts are put together."""
    source = docx(*body)
    assert raw_words(source) - all_words(read_word(source)) == Counter()


# Properties


def test_properties_fill_the_metadata() -> None:
    """Where they can be believed."""
    facts = core(
        creator="Ann Lee; Bo Diaz", language="en-GB", subject="mills", keywords="tide, mud"
    )
    about = read_word(docx(line("The Mill", "Title"), line(LONG), more=facts)).metadata
    assert (about.authors, about.language) == (("Ann Lee", "Bo Diaz"), "en-GB")
    assert about.subjects == ("mills", "tide", "mud")


@pytest.mark.parametrize(
    "creator", ["python-docx", "Microsoft Office User", "user", "ann", "PC 42"]
)
def test_a_computer_s_owner_is_no_author(creator: str) -> None:
    """Programs fill in what they know."""
    assert read_word(docx(line(LONG), more=core(creator=creator))).metadata.authors == ()


def test_the_line_that_names_the_creators_is_the_byline() -> None:
    """It is taken off the text, where it would be read twice."""
    source = docx(
        line("The Mill", "Title"), line("Words Ann Lee"), line(LONG), more=core(creator="Ann Lee")
    )
    article = read_word(source)
    assert (article.metadata.byline, len(article.passages)) == ("Words Ann Lee", 1)


@pytest.mark.parametrize(
    ("declared", "first", "title"),
    [
        ("The Mill", LONG * 2, "The Mill"),
        ("The Mill", "The Mill", "The Mill"),
        ("A Template", "The Mill", ""),
        ("Document1", LONG * 2, ""),
        ("Microsoft Word - mill.doc", LONG * 2, ""),
        ("mill-final.docx", LONG * 2, ""),
    ],
)
def test_a_declared_title_is_taken_where_none_is_seen(
    declared: str, first: str, title: str
) -> None:
    """It is often a template's, or the name of a file."""
    source = docx(line(first), line(LONG), more=core(title=declared))
    assert read_word(source).metadata.title == title


# Bad input


def test_an_old_word_file_is_told_from_a_damaged_one() -> None:
    """So is one with a password: both are OLE files."""
    with pytest.raises(ReadingError, match=r"old Word file.*save it as \.docx"):
        read_word(Source("a.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500)))


@pytest.mark.parametrize("data", [b"Not a zip", b"PK\x03\x04", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    """One line says what to do."""
    with pytest.raises(ReadingError, match="is not a Word document"):
        read_word(Source("a.docx", data))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("META-INF/container.xml", "EPUB"),
        ("content.xml", "OpenDocument"),
        ("xl/workbook.xml", "spreadsheet"),
        ("x", "another archive"),
    ],
)
def test_another_kind_of_archive_is_called_by_its_name(name: str, kind: str) -> None:
    """Endings of names are often wrong."""
    with pytest.raises(ReadingError, match=kind):
        read_word(zipped({name: "x"}))


def test_every_cut_of_a_document_is_refused_or_read() -> None:
    """A download that broke off has no directory; nothing else comes of it."""
    data = docx(line(LONG)).data
    for end in range(0, len(data), 97):
        with pytest.raises(ReadingError):
            read_word(Source("a.docx", data[:end]))


def test_flipped_bytes_never_make_a_traceback() -> None:
    """Whatever is damaged, it is said in one line."""
    data = docx(line(LONG), table(("a", "b"))).data
    for place in range(0, len(data), 13):
        broken = bytearray(data)
        broken[place] ^= 0x55
        with suppress(ReadingError):
            read_word(Source("a.docx", bytes(broken)))


def test_a_bomb_is_not_unpacked() -> None:
    """A hundred megabytes in a tenth of one; memory and time stay what they are."""
    source = zipped({"_rels/.rels": related(("r1", "officeDocument", "word/document.xml")),
                     "word/document.xml": b"<w:x>" + bytes(100_000_000)})  # fmt: skip
    began = time.process_time()
    with pytest.raises(ReadingError, match="unpacks to more"):
        read_word(source)
    assert time.process_time() - began < 3


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    """What a header says is not believed."""
    source = zipped({"_rels/.rels": related(("r1", "officeDocument", "word/document.xml")),
                     "word/document.xml": b"<w:x>" + bytes(100_000_000)})  # fmt: skip
    lied = source.data.replace(struct.pack("<I", 100_000_005), struct.pack("<I", 1000))
    with pytest.raises(ReadingError):
        read_word(Source("a.docx", lied))


def test_too_many_parts_are_refused() -> None:
    """Each costs memory, whatever is in it."""
    with pytest.raises(ReadingError, match="parts"):
        read_word(zipped({f"word/{number}": "" for number in range(20_001)}))


@pytest.mark.parametrize(
    "declaration",
    [
        "<!DOCTYPE x [<!ENTITY a 'boo'>]>",
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY c '&b;&b;&b;'>]>",
        "<!DOCTYPE x [<!ENTITY % d SYSTEM 'http://localhost:9/x.dtd'> %d;]>",
    ],
)
def test_entities_are_neither_expanded_nor_fetched(declaration: str) -> None:
    """No program writes them into a document."""
    body = (
        f"{declaration}<w:document {NAMESPACES}><w:body>{line('see &amp;a;')}</w:body></w:document>"
    )
    with pytest.raises(ReadingError, match=r"entities|damaged"):
        read_word(docx(more={"word/document.xml": body.replace("&amp;a;", "&a;")}))


def test_macros_stay_where_they_are() -> None:
    """A person is told that there were some."""
    article = read_word(docx(line(LONG), more={"word/vbaProject.bin": b"boo"}))
    assert codes(article) == ["macros-left-out"]


def test_names_that_lead_out_are_passed_over() -> None:
    """Nothing is unpacked to disk, so they could lead nowhere; a person is told."""
    article = read_word(docx(line(LONG), more={"../../etc/cron.d/boo": "boo", "/etc/boo": "boo"}))
    assert codes(article) == ["part-left-out", "part-left-out"]
    assert [passage.text for passage in article.passages] == [LONG]


@pytest.mark.parametrize("depth", [20, 60, 2000])
def test_tables_in_tables_are_read_or_refused(depth: int) -> None:
    """However deep, there is an answer, and soon."""
    inside = line(LONG)
    for _ in range(depth):
        inside = f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    began = time.process_time()
    with suppress(ReadingError):
        assert LONG in [passage.text for passage in read_word(docx(inside)).passages]
    assert time.process_time() - began < 5


def test_a_link_that_runs_something_is_left_out() -> None:
    """Its words are kept."""
    body = line(f'<w:hyperlink r:id="rL">{run("words")}</w:hyperlink>')
    article = read_word(
        docx(body, relations=(("rL", "hyperlink", "javascript:boo()"),), outside="rL")
    )
    assert (article.passages[0].runs[0].link, codes(article)) == ("", ["link-left-out"])


def test_a_long_document_takes_no_long_time() -> None:
    """A book's worth of words."""
    source = docx(*(line(LONG) for _ in range(5000)))
    began = time.process_time()
    assert len(read_word(source).passages) == 5000
    assert time.process_time() - began < 20


def test_more_tags_than_a_program_can_hold_are_refused() -> None:
    """A file may unpack to little and still be a tree of millions."""
    noise = "".join(f'<w:p w:rsidR="{number:08X}"/>' for number in range(600_001))
    with pytest.raises(ReadingError, match="tags"):
        read_word(docx(noise))
