"""Dividing and naming: every sentence has one name, and no letter is lost on the way."""

import re
import time
from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publisher.article import Article, Holder, Kind, Metadata, Passage, Role, Run
from publisher.document import Document, Paragraph
from publisher.errors import PublisherError, ReadingError
from publisher.reading import read
from publisher.structuring import structure
from publisher.structuring.sections import divide
from tests.conftest import article

NAME = re.compile(r"c\d{2,}-p\d{2,}-s\d{2,}")  # an NCName of XML
BODY = "The tide came in. Nobody heard it."

# Signs that Markdown takes for structure. Left out are those by which an author hides letters
# on purpose: tags, entities, definitions, and what follows the fence of code.
SIGNS = st.sampled_from(
    [
        "# ",
        "## ",
        "> ",
        "- ",
        "1. ",
        "    ",
        "\n",
        "\n\n",
        "*",
        "**",
        "_",
        "***\n",
        "\\",
        "…",
        "“",
        "Copyright ",
        "READ MORE\n",
        "By ",
        "2026",
        ". ",
        "? ",
        ": ",
        "\u00a0",
        "\u200b",
        "é",
        "「",
        "。」",
    ]
)
LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="<&[]`~"), max_size=12)
WRITING = st.lists(SIGNS | LETTERS, max_size=40).map("".join)


def blocks(work: Document) -> list[Paragraph]:
    """Every paragraph and heading of a document, the front's too."""
    return [block for section in (work.front, *work.sections) for block in section.blocks()]


def letters(text: str) -> Counter[str]:
    """How often each letter stands in a text; the number of an item is structure."""
    return Counter(letter for letter in text if letter.isalpha())


def understood(text: str, name: str) -> Document:
    """A document of some text; what is no article is no example."""
    try:
        return structure(read(article(text, name)), "en")
    except PublisherError:
        assume(False)
        raise


def told(work: Document) -> str:
    """All the words of a document: in its sentences, its metadata, and what was found."""
    about = work.metadata
    fields = (about.title, about.standfirst, about.byline, about.dateline, about.rights)
    said = (sentence.text for block in blocks(work) for sentence in block.sentences)
    return "\n".join((*said, *fields, *(finding.message for finding in work.findings)))


@given(WRITING, st.sampled_from(["article.txt", "article.md"]))
@settings(max_examples=200, deadline=None)
def test_no_letter_is_lost(text: str, name: str) -> None:
    """Every letter of an article is in a sentence, in the metadata, or quoted in a finding."""
    assert not letters(text) - letters(told(understood(text, name)))


@given(WRITING, st.sampled_from(["article.txt", "article.md"]))
@settings(max_examples=200, deadline=None)
def test_names_are_unique_and_legal_and_sentences_make_up_their_paragraphs(
    text: str, name: str
) -> None:
    """A name is an id in a page; a paragraph is its sentences and what stands between them."""
    work = understood(text, name)
    names = [sentence.name for block in blocks(work) for sentence in block.sentences]
    assert len(names) == len(set(names))
    assert all(NAME.fullmatch(each) for each in names)
    for block in blocks(work):
        assert block.sentences
        joined = "".join(each.text + each.after for each in block.sentences)
        assert joined == block.text
        assert block.role is Role.CODE or joined == joined.strip()
        assert all(each.after == "" or each.after.isspace() for each in block.sentences)
        assert all(each.name.startswith(f"{block.name}-") for each in block.sentences)


@given(st.text(max_size=200), st.sampled_from(["article.txt", "article.md"]))
@settings(max_examples=150, deadline=None)
def test_nothing_but_an_error_of_ours_is_ever_raised(text: str, name: str) -> None:
    """Whatever a user hands in, the answer is a document, or words about what to do."""
    understood(text, name)


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_bytes_are_too_odd_to_answer(data: bytes) -> None:
    """A photograph handed in by mistake is refused in words."""
    understood(data.decode("latin-1"), "article.txt")


def passages(*texts: str) -> tuple[Passage, ...]:
    """Bare paragraphs."""
    return tuple(Passage((Run(text),)) for text in texts)


def heading(text: str, level: int) -> Passage:
    """A marked heading."""
    return Passage((Run(text),), Role.HEADING, level)


def test_sentences_are_named_by_where_they_stand() -> None:
    """Section, paragraph, sentence; a heading is paragraph 0, the front is section 0."""
    front, (opening, wheel) = divide(
        (*passages(BODY), heading("The wheel", 2), *passages(BODY, BODY)),
        Metadata("The mill", language="en"),
    )
    assert [each.name for each in front.sentences()] == ["c00-p00-s01"]
    assert [each.name for each in opening.sentences()] == ["c01-p01-s01", "c01-p01-s02"]
    assert [each.name for each in wheel.sentences()][:3] == [
        "c02-p00-s01", "c02-p01-s01", "c02-p01-s02"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "levels"),
    [
        ([2, 3, 3, 2], [1, 2, 2, 1]),
        ([1, 4, 6], [1, 2, 3]),
        ([3, 2, 3], [1, 1, 2]),
        ([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]),
        ([6, 1], [1, 1]),
    ],
)
def test_levels_go_down_one_at_a_time(marked: list[int], levels: list[int]) -> None:
    """A listener who goes from heading to heading must not wonder what was skipped."""
    headings = tuple(heading(f"Heading {at}", level) for at, level in enumerate(marked))
    _, sections = divide(headings, Metadata("The mill", language="en"))
    assert [section.level for section in sections] == levels


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["Opening", "The wheel"]),
        ("de-AT", ["Beginn", "The wheel"]),
        ("cy", ["Opening", "The wheel"]),
    ],
)
def test_an_opening_without_a_heading_has_a_label_in_the_language_of_the_article(
    language: str, labels: list[str]
) -> None:
    """A table of contents calls it something."""
    parts = (*passages(BODY), heading("The wheel", 2), *passages(BODY))
    _, sections = divide(parts, Metadata("The mill", language=language))
    assert [section.label for section in sections] == labels


def test_an_article_without_headings_is_one_section() -> None:
    """With a headline alone it has that section, and nothing in it."""
    _, (only,) = divide(passages(BODY), Metadata("The mill", language="en"))
    assert (only.label, len(only.paragraphs)) == ("The article", 1)
    _, (empty,) = divide((), Metadata("The mill", language="en"))
    assert (empty.label, empty.paragraphs) == ("The article", ())


def test_a_heading_within_a_quotation_begins_no_section() -> None:
    """A page cannot break in the middle of what is quoted."""
    held = (Holder(Kind.QUOTATION, 1),)
    quoted = Passage((Run("The wheel"),), Role.HEADING, 2, within=held)
    _, sections = divide((*passages(BODY), quoted), Metadata("The mill", language="en"))
    assert len(sections) == 1


def test_holders_are_counted_as_they_appear() -> None:
    """The same structure gives the same document, whatever it was read from."""
    within = ((Holder(Kind.QUOTATION, 40),), (Holder(Kind.BULLETS, 7), Holder(Kind.ITEM, 9)))
    held = tuple(Passage((Run(BODY),), within=each) for each in within)
    _, (section,) = divide(held, Metadata("The mill", language="en"))
    keys = [[holder.key for holder in each.within] for each in section.paragraphs]
    assert keys == [[1], [2, 3]]


@pytest.mark.parametrize("ornament", ["* * *", "⁂", "—————", ""])
def test_a_break_has_one_sentence_with_nothing_to_say(ornament: str) -> None:
    """It is lit while the narrator rests, so it has a name like any other."""
    parts = (*passages(BODY), Passage((Run(ornament),), Role.BREAK), *passages(BODY))
    _, (section,) = divide(parts, Metadata("The mill", language="en"))
    assert [each.text for each in section.paragraphs[1].sentences] == ["* * *"]


def test_code_is_one_sentence() -> None:
    """A full stop in it ends nothing."""
    code = Passage((Run("a.b. C.d\n\nE. F"),), Role.CODE)
    _, (section,) = divide((code,), Metadata("The mill", language="en"))
    assert [each.text for each in section.sentences()] == ["a.b. C.d\n\nE. F"]


def test_a_line_break_stays_with_the_sentence_before_it() -> None:
    """A verse of four sentences would be printed as prose, had the break gone with the space."""
    verse = Passage((Run("The tide is high.", breaks=True), Run("The moon is low.")))
    _, (section,) = divide((verse,), Metadata("The mill", language="en"))
    first, second = section.sentences()
    assert (first.runs[-1].breaks, first.after, second.text) == (True, "", "The moon is low.")


def test_authors_without_a_byline_get_one() -> None:
    """The title page names them, and the narrator does."""
    about = Metadata("The mill", authors=("Ann Lee", "Bo Chen", "Cy Dow"), language="en")
    front, _ = divide(passages(BODY), about)
    assert [each.text for each in front.paragraphs] == ["By Ann Lee, Bo Chen and Cy Dow"]


def test_an_article_of_furniture_alone_is_refused() -> None:
    """There is nothing to publish, and the user is told so."""
    with pytest.raises(ReadingError, match="no article"):
        structure(Article("-", passages("READ MORE", "Advertisement")))


@pytest.mark.parametrize("unit", ["The tide came in. ", "“Why?” ", "word ", "潮が満ちた。"])
def test_a_very_long_paragraph_takes_no_very_long_time(unit: str) -> None:
    """Books are pasted in as one line; 200 kB are divided in some seconds of work."""
    text = "The mill\n\n" + unit * (200_000 // len(unit))
    source = article(text)
    before = time.process_time()
    structure(read(source), "en")
    assert time.process_time() - before < 6


def test_a_heading_with_nothing_under_it_is_heard_with_the_next() -> None:
    """A file of two words is nothing to choose from; the last heading has no next."""
    work = structure(read(article("# T\n\n## A\n\n### B\n\nIt rose.\n\n## C\n\n### D\n", "a.md")))
    heard = [(by.label, [part.label for part in parts]) for by, parts in work.listening()]
    assert heard == [("B", ["T", "A", "B"]), ("D", ["C", "D"])]
