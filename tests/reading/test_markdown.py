"""Markdown: what an author marks is kept, raw HTML is reduced to words, and nothing vanishes."""

import time
from pathlib import Path

import pytest
from PIL import Image

from publisher.article import Article, Kind, Mark, Role, Run
from publisher.errors import ReadingError
from publisher.reading.markdown import DEEPEST, read_markdown
from publisher.reading.source import Source
from publisher.speaking.wording import speakable
from publisher.structuring import structure
from tests.conftest import article


def read(text: str) -> Article:
    """A Markdown file, read."""
    return read_markdown(article(text, "article.md"))


def texts(text: str) -> list[str]:
    """The words of each passage."""
    return [passage.text for passage in read(text).passages]


def codes(text: str) -> list[str]:
    """What was found."""
    return [finding.code for finding in read(text).findings]


def test_marks_links_and_breaks_come_through() -> None:
    """From CommonMark's signs to runs."""
    (passage,) = read("A *b **c*** `d` [e](https://example.org)\\\nf").passages
    assert passage.runs == (
        Run("A "),
        Run("b ", (Mark.EMPHASIS,)),
        Run("c", (Mark.EMPHASIS, Mark.STRONG)),
        Run(" "),
        Run("d", (Mark.CODE,)),
        Run(" "),
        Run("e", link="https://example.org", breaks=True),
        Run("f"),
    )


def test_passages_know_their_lines_below_front_matter() -> None:
    """Findings point into the file as the author sees it."""
    text = "---\ntitle: A\n---\n\n# B\n\nc\n\n- d\n- e\n\n> f\n\n```\ng\n```\n\n<p>h</p>\n"
    assert [(each.text, each.line) for each in read(text).passages] == [
        ("B", 5), ("c", 7), ("d", 9), ("e", 10), ("f", 12), ("g", 14), ("h", 18)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "role"),
    [("# a", Role.HEADING), ("a\n===", Role.HEADING), ("***", Role.BREAK), ("    a", Role.CODE)],
)
def test_blocks_have_their_roles(text: str, role: Role) -> None:
    """Headings of both kinds, rules and indented code."""
    assert read(text).passages[0].role is role


def test_soft_line_ends_are_spaces_or_nothing() -> None:
    """Nothing between ideographs, or a hard-wrapped Japanese text is full of holes."""
    assert texts("a\nb\n\n日本\n語") == ["a b", "日本語"]


# Safety


@pytest.mark.parametrize(
    "html",
    [
        "<script>boo()</script>",
        "<script>\n\nboo()\n\n</script>",
        "<style>\nboo { }\n</style>",
        "<iframe src='https://evil.example'></iframe>",
        "<!-- boo -->",
        "<!--\n\nboo\n-->",
        "<?php boo() ?>",
        "<![CDATA[ boo ]]>",
        "<!DOCTYPE boo>",
    ],
)
def test_raw_html_is_reduced_to_words(html: str) -> None:
    """What acts, and what is no word, stays behind."""
    assert texts(f"Before\n\n{html}\n\n<b onclick='boo()'>After</b>") == ["Before", "After"]
    assert texts(f"Before {html} after")[0].startswith("Before")
    assert "boo" not in " ".join(texts(f"Before\n\n{html}\n\nafter"))


def test_html_across_paragraphs_loses_no_words() -> None:
    """Tags that close what never opened, or what opened in another block."""
    assert texts("<div>\n\na\n\n</div></div></body></html>\n\nb\n\n<p>c") == ["a", "b", "c"]


@pytest.mark.parametrize(
    "address", ["javascript:boo()", "data:text/html,boo", "vbscript:boo", "/a"]
)
def test_a_link_that_is_not_to_a_page_keeps_its_words_only(address: str) -> None:
    """It is neither made nor printed, and a person is told."""
    article_ = read(f"See [the note]({address}).")
    assert article_.passages[0].runs == (Run("See the note."),)
    assert [finding.code for finding in article_.findings] == ["link-left-out"]


def test_a_picture_is_told_by_its_description() -> None:
    """It is left out, and found with its line."""
    (finding,) = read("a\n\n![A *tide* mill](mill.jpg)").findings
    assert (finding.code, finding.place) == ("picture-left-out", "line 3")
    assert "A tide mill" in finding.message


def test_a_definition_that_no_link_uses_is_found() -> None:
    """“[Laughs]: never” is a definition to Markdown, and would vanish without a word."""
    article_ = read("Said she.\n\n[Laughs]: never\n[used]: /used\n\nSee [this][used].")
    found = [each for each in article_.findings if each.code == "reference-left-out"]
    assert [(each.place, "LAUGHS" in each.message.upper()) for each in found] == [("line 3", True)]


# Depth and time


@pytest.mark.parametrize("unit", ["> ", "- ", "1. ", "> - "])
def test_nesting_beyond_measure_is_refused_in_words(unit: str) -> None:
    """The parser would pass over what is deeper without a word, or end in a RecursionError."""
    before = time.process_time()
    with pytest.raises(ReadingError, match="nested") as refusal:
        read(unit * 5_000 + "deep")
    assert refusal.value.remedy
    assert time.process_time() - before < 4


@pytest.mark.parametrize(
    "unit", ["[", "![", "*", "**a", "`", "<", "[a](", "\\", "&", "_a ", "<b>", "](", "~~~\n", "#"]
)
def test_signs_without_end_are_words(unit: str) -> None:
    """Five thousand brackets are no reason to hang, or to fall over."""
    before = time.process_time()
    read(unit * 5_000 + "deep")
    assert time.process_time() - before < 4


def test_nested_html_without_end_keeps_its_words() -> None:
    """A hundred thousand open elements; the word at the bottom is read."""
    assert texts("<div>" * 100_000 + "deep") == ["deep"]


@pytest.mark.parametrize("unit", ["> ", "- "])
def test_what_is_nested_as_deep_as_is_allowed_is_all_there(unit: str) -> None:
    """At the border nothing is lost."""
    levels = (DEEPEST - 3) // (1 if unit == "> " else 2)
    assert texts(unit * levels + "deep") == ["deep"]


# Front matter and headlines, on the whole way


def test_a_title_alone_makes_a_document() -> None:
    """A body may be empty: a notice has but a headline."""
    work = structure(read("---\ntitle: Lighthouse to let\n---\n"), "en")
    assert work.metadata.title == "Lighthouse to let"
    assert (len(work.sections), work.sections[0].paragraphs) == (1, ())


def test_an_empty_body_without_a_title_is_refused() -> None:
    """There is nothing to publish."""
    with pytest.raises(ReadingError, match="no article"):
        structure(read("---\nauthor: Ann Lee\n---\n\n<!-- soon -->\n"), "en")


def test_a_byte_order_mark_before_front_matter_is_no_matter() -> None:
    """Windows editors put one there."""
    source = article("\ufeff---\ntitle: The mill\n---\nIt turned.", "article.md")
    assert read_markdown(source).metadata.title == "The mill"


def test_what_is_declared_reaches_the_article() -> None:
    """Metadata, the author's wishes, whether to guess, and names that mean nothing."""
    article_ = read("---\ntitle: A\nvoice: piper\nrate: 1.10\nguess: no\nlayout: x\n---\nb")
    assert article_.metadata.title == "A"
    assert article_.settings == (("voice", "piper"), ("rate", "1.10"))
    assert article_.guess is False
    heard = read("---\nannounce: [lists, tables]\nread_notes: place\n---\nb")
    assert heard.settings == (("announce", "lists, tables"), ("read_notes", "place"))
    assert codes("---\nlayout: x\n---\nb") == ["front-matter-unknown"]


# Tables, definitions, notes, figures


def kinds(text: str) -> list[tuple[str, str]]:
    """What holds each passage most closely, and its words."""
    return [
        (each.within[-1].kind.value if each.within else "", each.text)
        for each in read(text).passages
    ]


def test_a_table_is_read_as_one() -> None:
    """With its header cells, and with those that are empty."""
    assert kinds("| a | b |\n|---|---|\n| c |   |") == [
        ("header", "a"), ("header", "b"), ("cell", "c"), ("cell", ""),
    ]  # fmt: skip


def test_definitions_are_read_as_such() -> None:
    """As in PHP Markdown Extra."""
    assert kinds("Ebb\n: Going out.\n: Falling.") == [
        ("term", "Ebb"), ("meaning", "Going out."), ("meaning", "Falling."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Sea.[^1]\n\n[^1]: Bay.", "1"),
        ("Sea.[^*]\n\n[^*]: Bay.", "*"),
        ("Sea.[^bay]\n\n[^bay]: Bay.", "1"),
        ("Sea.^[Bay.]", "1"),
        ("[^9]: Bay.\n\nSea.[^9]", "9"),
    ],
)
def test_a_footnote_is_read_with_its_mark(text: str, mark: str) -> None:
    """A mark that is a word is the author's name for the note, and is not printed."""
    passages = sorted(read(text).passages, key=lambda each: bool(each.within))
    (sea, bay) = passages
    assert [run.text for run in sea.runs] == ["Sea.", mark]
    assert bay.text == "Bay."
    assert bay.within[0].key == sea.runs[1].note


def test_a_footnote_that_nothing_points_to_is_not_lost() -> None:
    """It is words, where it stands."""
    assert texts("a\n\n[^1]: b\n\nc") == ["a", "b", "c"]


def test_a_footnote_may_have_paragraphs_and_lists() -> None:
    """All of them are the note's."""
    found = read("a[^1]\n\n[^1]: b\n\n    c\n\n    - d\n\ne").passages
    assert [bool(each.within and each.within[0].kind is Kind.NOTE) for each in found] == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_a_picture_with_a_title_alone_in_its_paragraph_is_a_figure(tmp_path: Path) -> None:
    """The title is its caption; where it stands among words it belongs to the description."""
    Image.new("RGB", (2, 2)).save(tmp_path / "a.png")
    text = "![A mill](a.png 'Our mill')\n\nb ![The mill.](a.png 'Ours') c"
    found = read_markdown(Source("a.md", text.encode(), tmp_path / "a.md")).passages
    assert [(each.role, each.text) for each in found] == [
        (Role.PICTURE, "A mill"), (Role.CAPTION, "Our mill"),
        (Role.BODY, "b c"), (Role.PICTURE, "The mill. Ours"),
    ]  # fmt: skip


def test_front_matter_describes_pictures_and_gives_the_cover(tmp_path: Path) -> None:
    """For authors whose editor has no field for it."""
    Image.new("RGB", (2, 2)).save(tmp_path / "a.png")
    text = "---\ncover: a.png\nalt:\n  a.png: A mill at dusk.\norder: 3\n---\n![](a.png)"
    article = read_markdown(Source("a.md", text.encode(), tmp_path / "a.md"))
    assert article.passages[0].text == "A mill at dusk."
    assert article.metadata.cover == article.passages[0].picture
    assert (article.order, article.findings) == ("3", ())


def test_a_cover_that_is_not_there_is_told() -> None:
    """One is drawn instead, and the author knows why."""
    assert codes("---\ncover: gone.png\n---\na") == ["cover-left-out"]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("It rose [^9], they say.", "[^9]"),
        ("It rose[^9][^1], they say.\n\n[^1]: Bay.", "[^9]"),
        ("It rose^[In May.[^x]], they say.", "[^x]"),
    ],
)
def test_a_mark_whose_note_is_not_there_is_left_out_and_told(text: str, mark: str) -> None:
    """A listener would hear its signs, and look for a note in vain."""
    read_ = read(f"Sea.\n\n{text}")
    said = " ".join(each.text for each in read_.passages)
    assert "[" not in said
    assert " ," not in said
    (finding,) = read_.findings
    assert finding.code == "note-missing"
    assert mark in finding.message


@pytest.mark.parametrize("text", [r"\[^9]", "`[^9]`", "[^a-z]"])
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    """Escaped, or in code."""
    assert texts(text) == [text.strip("\\`")]


# Signs that authors know from elsewhere


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("H~2~O", [("2", Mark.LOWERED)]),
        ("E = mc^2^.", [("2", Mark.RAISED)]),
        ("SO~4~^2-^", [("4", Mark.LOWERED), ("2-", Mark.RAISED)]),
        ("the 21^st^ day of ^14^C", [("st", Mark.RAISED), ("14", Mark.RAISED)]),
        ("x^*n*+1^", [("n", Mark.RAISED), ("+1", Mark.RAISED)]),
    ],
)
def test_letters_stand_above_and_below_the_line(text: str, raised: list[tuple[str, Mark]]) -> None:
    """As in pandoc; their signs would be read out."""
    (passage,) = read(text).passages
    assert [(run.text, run.marks[0]) for run in passage.runs if run.marks] == raised
    assert not {"^", "~"} & set(passage.text)


@pytest.mark.parametrize(
    "text",
    [
        "x^2+y^2=z^2", "~60 or ~70", "(^o^)", "^_^", "10~20人、30~40人", "a ~b~", "2 ^ 3 ^ 4",
        "`H~2~O`", r"a\^b\^", "very~ nice~", "안녕~하세요~",
    ],
)  # fmt: skip
def test_signs_that_set_nothing_above_or_below_stay(text: str) -> None:
    """About sixty, a face, a power with no second sign, a word that is drawn out."""
    (passage,) = read(text).passages
    assert passage.text == text.replace("\\", "").strip("`")
    assert {mark for run in passage.runs for mark in run.marks} <= {Mark.CODE}


def test_the_boxes_of_tasks_are_seen_and_not_heard() -> None:
    """“Left bracket, x, right bracket” is no task."""
    assert texts("- [ ] buy flour\n- [x] fill *it*\n- [a](https://a.example) b\n\n[ ] c") == [
        "☐ buy flour", "☑ fill it", "a b", "[ ] c"
    ]  # fmt: skip
    assert speakable("☐ buy flour") == speakable("buy flour")


TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{TABLE}\n: Tides at *Averil*",
        f"{TABLE}\nTable: Tides at *Averil*",
        f"{TABLE}: Tides at *Averil*",
        f": Tides at *Averil*\n\n{TABLE}",
        f"table: Tides at *Averil*\n\n{TABLE}",
    ],
)
def test_a_caption_stands_in_its_table(text: str) -> None:
    """As a paragraph it would be read after the figures, colon and all."""
    first, *others = read(f"{text}\n\nb").passages
    assert (first.role, first.text) == (Role.CAPTION, "Tides at Averil")
    assert [each.text for each in others] == ["a", "b", "1", "2", "b"]


def test_each_table_has_its_own_caption() -> None:
    """Over it first: so the author who sets one over each table is understood."""
    text = f"Table: One\n\n{TABLE}\nTable: Two\n\n{TABLE}\nTable 3: words"
    captions = [each for each in read(text).passages if each.role is Role.CAPTION]
    assert [each.text for each in captions] == ["One", "Two"]
    assert len({each.within[0] for each in captions}) == 2
    assert texts(text)[-1] == "Table 3: words"


def test_what_is_struck_out_is_left_out_and_quoted() -> None:
    """A tilde alone, and two within code or behind a backslash, strike nothing out."""
    article = read("He ~~never~~ seldom `~~leaves~~` at ~5 or \\~~six\\~~.")
    assert article.passages[0].text == "He seldom ~~leaves~~ at ~5 or ~~six~~."
    assert [each.code for each in article.findings] == ["struck-left-out"]
