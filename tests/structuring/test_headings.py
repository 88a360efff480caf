"""Bare sub-headings: found where a careful editor would see one."""

import pytest

from publisher.article import Holder, Kind, Passage, Role, Run
from publisher.structuring.headings import is_bare_heading, with_headings

LONG = "The tide came in over the flats by night, and nobody in the village heard it come. " * 2
SHORT = "Nobody was hurt."


def lines(*texts: str, apart: int = 2) -> tuple[Passage, ...]:
    """Passages that begin so many lines apart."""
    return tuple(Passage((Run(text),), line=1 + apart * at) for at, text in enumerate(texts))


def found(*texts: str, apart: int = 2) -> list[str]:
    """The sub-headings found among lines."""
    marked = with_headings(lines(*texts, apart=apart))
    return [each.text for each in marked if each.role is Role.HEADING]


@pytest.mark.parametrize(
    "line",
    [
        "Silence",
        "Two-week campaign",
        "What the divers found",
        "‘Enough’",
        "“It was chaos”",
        "1958",
        "IV.",
        "12.",
        "A boat, a bell and a bottle",
        "Une oreille, un marteau",
        "直す人",
        "من يصلحها",
        "¿Y ahora",
    ],
)
def test_a_short_line_without_a_stop_names_what_follows(line: str) -> None:
    """Without it a listener gets one long section, and no way to skip."""
    assert found(LONG, line, LONG) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Nobody was hurt.",
        "and then it rained",
        "“Wait for me, she said",
        "Reyes: It is slow",
        "- a boat",
        "1. A boat",
        "• A boat",
        "The following,",
        "以下の通り。",
        "هذا كل شيء،",
        "Q: Why?",
        "a" * 81,
        "word " * 13,
        "— Ann Lee",
        "“It was chaos.”",
        "A. Lee",
    ],
)
def test_a_line_that_says_something_is_no_heading(line: str) -> None:
    """A sentence torn out as a heading is a section that makes no sense."""
    assert found(LONG, line, LONG) == []


def test_a_heading_has_something_longer_under_it() -> None:
    """Short lines one under another are a list, an address or a poem."""
    assert found(LONG, "Two eggs", "Some butter", "A little salt") == []
    assert found(LONG, "The end") == []
    assert found(LONG, "A line of some length for its kind", SHORT) == []


def test_the_last_line_of_a_stanza_is_no_heading() -> None:
    """Set line under line, the last of them stands right before a paragraph."""
    assert found(LONG, "The moon was slow", "The tide was late", LONG, apart=1) == []


def test_a_heading_may_stand_over_a_list() -> None:
    """What it names need not be a paragraph."""
    held = (Holder(Kind.BULLETS, 1), Holder(Kind.ITEM, 2))
    passages = (*lines(LONG, "You will need"), Passage((Run("An oar"),), within=held, line=9))
    assert with_headings(passages)[1].role is Role.HEADING


def test_a_question_is_a_heading_where_there_are_few() -> None:
    """An explainer asks over each part of the story; an interview asks all the time."""
    assert found(LONG, "Why now?", LONG, LONG, "Who pays?", LONG, LONG) == ["Why now?", "Who pays?"]
    assert found(LONG, "Why now?", LONG, "Who pays?", LONG, "And then?", LONG) == []


def test_a_marked_heading_rules_out_bare_ones() -> None:
    """An author who marks headings marks all of them."""
    marked = (Passage((Run("Marked"),), Role.HEADING, 2), *lines(LONG, "Silence", LONG))
    assert with_headings(marked) == marked


def test_bare_headings_are_of_level_two() -> None:
    """The headline is above them."""
    assert with_headings(lines(LONG, "Silence", LONG))[1].level == 2


def test_words_are_kept_as_they_are() -> None:
    """Marking changes what a passage is, and nothing in it."""
    before = lines(LONG, "Silence", LONG)
    assert [each.runs for each in with_headings(before)] == [each.runs for each in before]


@pytest.mark.parametrize("role", [Role.CODE, Role.BREAK, Role.HEADING])
def test_only_body_lines_can_be_bare_headings(role: Role) -> None:
    """A line of code is short, and has no full stop."""
    assert not is_bare_heading(Passage((Run("Silence"),), role))
