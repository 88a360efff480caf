"""Headings told by how they are set."""

import pytest

from publisher.article import Mark, Passage, Role, Run
from publisher.structuring.headings import with_headings

LONG = "The tide came in over the flats by night, and nobody in the village heard it come. " * 2


def plain(text: str) -> Passage:
    return Passage((Run(text),))


def bold(text: str, *marks: Mark) -> Passage:
    return Passage((Run(text, (Mark.STRONG, *marks)),))


def under(*headings: Passage) -> dict[str, int]:
    """The levels of the headings found among lines, each over a paragraph."""
    passages = [plain(LONG)]
    for heading in headings:
        passages += [heading, plain(LONG)]
    return levels(tuple(passages))


def levels(passages: tuple[Passage, ...]) -> dict[str, int]:
    made = with_headings(passages)
    return {each.text: each.level for each in made if each.role is Role.HEADING}


@pytest.mark.parametrize(
    "line",
    [
        "The bell",
        "The bell is rung.",
        "Who rings it? And who hears?",
        "What to bring:",
        "“It was chaos”",
        "1. The bell",
        "A line that has a good many words in it, for whoever set it so had a good deal to say",
    ],
)
def test_a_line_wholly_in_bold_is_a_heading(line: str) -> None:
    """No author sets a paragraph so by chance."""
    assert under(bold(line), bold("The boat")) == {line: 2, "The boat": 2}


@pytest.mark.parametrize(
    "passage",
    [
        bold(LONG),
        bold("- two oars"),
        bold("Photograph: Ann Lee"),
        bold("It was the bell, and the boat, and the rope that the gulls had had again, she said."),
        Passage((Run("Ferry", (Mark.STRONG,)), Run(": the boat that crosses"))),
    ],
    ids=["a paragraph", "an item", "a credit", "a sentence", "the first word"],
)
def test_other_words_in_bold_are_no_headings(passage: Passage) -> None:
    """They are stressed, or are not wholly in bold."""
    assert under(passage, bold("The bell"), bold("The boat")) == {"The bell": 2, "The boat": 2}


def test_a_text_wholly_in_bold_has_no_headings_by_that() -> None:
    """What sets nothing apart tells nothing."""
    passages = tuple(bold(each) for each in (LONG, LONG, "The bell", LONG))
    assert levels(passages) == {"The bell": 2}


def test_a_line_in_bold_may_share_a_paragraph_with_what_it_names() -> None:
    """A line break parts them, in pages that were made by hand."""
    runs = (Run("The bell", (Mark.STRONG,), breaks=True), Run(LONG))
    made = with_headings((plain(LONG), Passage(runs, line=3), bold("The boat"), plain(LONG)))
    assert [(each.role, each.text) for each in made[1:3]] == [
        (Role.HEADING, "The bell"),
        (Role.BODY, LONG.rstrip()),
    ]


def test_ways_of_setting_are_levels() -> None:
    """Capitals over small letters, upright over italics."""
    found = under(
        bold("THE FERRY"), bold("The bell"), bold("Rope", Mark.EMPHASIS), bold("The boat")
    )
    assert found == {"THE FERRY": 2, "The bell": 3, "Rope": 4, "The boat": 3}


def test_several_questions_in_bold_make_an_interview() -> None:
    """What else the interviewer says in bold is a turn as well."""
    prompt = "You have been left there yourself, they say, when you were small. Tell me of it."
    found = under(bold("Who rings?"), bold("Who hears?"), bold(prompt), bold("Who comes?"))
    assert list(found) == ["Who rings?", "Who hears?", prompt, "Who comes?"]


def test_lines_in_bold_stand_below_marked_headings() -> None:
    """Two at least: one may be anything."""
    marked = Passage((Run("Ferries"),), Role.HEADING, 2)
    both = (marked, plain(LONG), bold("The bell"), plain(LONG), bold("The boat"), plain(LONG))
    assert levels(both) == {"Ferries": 2, "The bell": 3, "The boat": 3}
    assert levels((*both[:4], plain(LONG))) == {"Ferries": 2}
