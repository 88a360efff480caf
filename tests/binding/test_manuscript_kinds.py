"""The manuscript of figures, tables, terms, notes and turns: read again, it is the same."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from publisher.article import Article, Holder, Kind, Metadata, Passage, Role, Run
from publisher.binding.manuscript import manuscript
from publisher.document import Document
from publisher.lexicon import lexemes
from publisher.reading import Source, read
from publisher.structuring import structure
from tests.binding.articles import ARTICLES, NAMES
from tests.binding.kinds import (
    FIGURE,
    MEANING,
    NOTE,
    OTHER_NOTE,
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
from tests.binding.test_manuscript import bare

SAID = lexemes(
    {
        "Ystad": "Ee-stad",
        "Xi": "/ˈʃiː/",
        "UNHCR": {"as": "letters"},
        "Paris": [
            {"ipa": "paʁi", "said": "Paree", "language": "fr"},
            {"said": "Parris", "case": True},
        ],
    }
)
no_check = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article's folder, with its pictures."""
    place = tmp_path_factory.mktemp("article")
    for name in NAMES:
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_bytes(RED.data)
    return place


def written_again(work: Document, folder: Path) -> Document:
    """A document that has been through its manuscript, which lies beside its pictures."""
    text = manuscript(work).encode()
    return structure(read(Source("article.md", text, folder / "article.md")))


@given(source=ARTICLES)
@settings(max_examples=60, deadline=None, suppress_health_check=no_check)
def test_every_kind_of_content_comes_back(source: Article, folder: Path) -> None:
    """A person corrects one caption, and nothing else of the publication changes."""
    work = structure(source)
    assume(all(passage.text or passage.picture or passage.within for passage in source.passages))
    assert bare(written_again(work, folder)) == bare(work)


def written(*blocks: Block) -> str:
    """Some blocks as they are written down."""
    text = manuscript(document(section(1, *blocks)))
    return text.partition("guess: false\n---\n")[2].strip("\n")


def test_a_picture_is_named_with_its_description() -> None:
    """A person sees which it is, and can mend what is said of it."""
    assert written(shown(RED, "A *red* field")) == "![A \\*red\\* field](red.png)"
    spaced = replace(RED, name="d/b c (1).png")
    assert written(shown(spaced)) == "![](d/b%20c%20%281%29.png)"


def test_a_picture_without_a_name_stands_there_itself() -> None:
    """There is no file that it could be read from again."""
    text = written(shown(replace(RED, name=""), 'A "red" field'))
    assert text.startswith('<img src="data:image/png;base64,')
    assert text.endswith('" alt="A &quot;red&quot; field">')


def test_a_figure_is_its_picture_and_its_caption() -> None:
    """Each on a line of its own."""
    text = written(shown(RED, "A field", FIGURE), block("Red & wide", FIGURE, role=Role.CAPTION))
    assert text == (
        '<figure>\n<img src="red.png" alt="A field">\n'
        "<figcaption>Red &amp; wide</figcaption>\n</figure>"
    )


def test_a_simple_table_has_pipes() -> None:
    """As a person would write it."""
    assert written(*rows(TABLE, ["!Year !Loaves", "1911 _", "a|b 3"])) == (
        "| Year | Loaves |\n| --- | --- |\n| 1911 |  |\n| a\\|b | 3 |"
    )


def test_another_table_has_a_line_for_each_row() -> None:
    """Markdown has no sign for a caption, or for a header at the side."""
    text = written(block("Prices", TABLE, role=Role.CAPTION), *rows(TABLE, ["_ !2024", "!Bread 2"]))
    assert text == (
        "<table>\n<caption>Prices</caption>\n<tr><td></td><th>2024</th></tr>\n"
        "<tr><th>Bread</th><td>2</td></tr>\n</table>"
    )


def test_terms_and_meanings_look_like_a_dictionary() -> None:
    """A colon before each meaning."""
    text = written(
        block("Lid", TERMS, TERM), block("A cover.", TERMS, MEANING),
        block("Of iron.", TERMS, Holder(Kind.MEANING, 40)),
    )  # fmt: skip
    assert text == "Lid\n: A cover.\n: Of iron."


def test_a_note_is_marked_as_it_was() -> None:
    """By the author's own mark, where no other note has it too."""
    text = written(
        block((Run("Sea."), mark(NOTE, "*"))), block("Deep.", NOTE), block("Blue.", NOTE)
    )
    assert text == "Sea.[^*]\n\n[^*]: Deep.\n\n    Blue."


def test_two_notes_of_one_mark_stay_two() -> None:
    """Each article of a collection begins to count at one."""
    text = written(
        block((Run("Sea."), mark(NOTE), Run(" Sky."), mark(OTHER_NOTE))),
        block("Deep.", NOTE),
        block("High.", OTHER_NOTE),
    )
    assert text.count('role="doc-noteref"') == 2
    assert text.count('<aside role="doc-footnote"') == 2


def test_a_section_without_a_heading_begins_at_its_name() -> None:
    """A person can rename it, or take it out."""
    work = document(section(1, block("a")), section(2, block("b"), label="x --> y", turn=True))
    assert "\n\n<!-- section: x -&#45;&gt; y -->\n\nb\n" in manuscript(work)


def test_the_head_of_an_article_in_a_collection_is_marked() -> None:
    """Else its byline would be a paragraph like all others."""
    assert written(block("By Ada & Bo", role=Role.BYLINE)) == (
        '<p class="byline">By Ada &amp; Bo</p>'
    )


def test_front_matter_names_the_cover_and_how_words_sound(folder: Path) -> None:
    """They come back with the rest, whatever it is that is told of them."""
    about = Metadata(
        "The mill", language="en", slug="mill", pronunciations=SAID,
        cover=replace(RED, name="d/é (1).png"),
    )  # fmt: skip
    work = replace(document(section(1, block("It turned.")), about=about), slug="mill")
    again = written_again(work, folder)
    assert (again.metadata.cover, again.metadata.pronunciations) == (
        about.cover, about.pronunciations,
    )  # fmt: skip


@pytest.mark.parametrize(
    "line", ["| a |", ": a", "~ a", "-|-", ":-|", "|---|", "[^1]: a", "a^[b]", "^[b]"]
)
def test_what_looks_like_a_table_a_meaning_or_a_note_is_none(line: str, folder: Path) -> None:
    """Every line of a poem may begin as it likes."""
    runs = (Run("a | b", breaks=True), Run(line, breaks=True), Run("c | d"))
    work = structure(Article("-", (Passage((Run("x"),)), Passage(runs)),
                             Metadata("The mill", language="en"), guess=False))  # fmt: skip
    assert bare(written_again(work, folder)) == bare(work)
