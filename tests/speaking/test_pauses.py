"""How long the voice rests, and after what."""

import pytest

from publisher.article import Holder, Kind, Role, Run
from publisher.document import Paragraph, Sentence
from publisher.settings import Settings
from publisher.speaking.pauses import (
    BREAK,
    CELL,
    CLAUSE,
    HEADING,
    NOTHING,
    PARAGRAPH,
    SENTENCE,
    USUAL,
    Pauses,
    pauses_of,
)

TABLE, ROW, OTHER_ROW = Holder(Kind.TABLE, 1), Holder(Kind.ROW, 2), Holder(Kind.ROW, 3)
CELLS = (Holder(Kind.CELL, 4), Holder(Kind.HEADER, 5))
TERMS, TERM, MEANING = Holder(Kind.TERMS, 6), Holder(Kind.TERM, 7), Holder(Kind.MEANING, 8)
NEXT_TERM = Holder(Kind.TERM, 9)


def block(words: str, *within: Holder, role: Role = Role.BODY) -> Paragraph:
    """A block of one sentence."""
    runs = (Run(words),) if words else ()
    return Paragraph("p", role, (Sentence("s", runs),), within)


BODY = block("It rose.")

RESTS = {
    "a paragraph": (BODY, BODY, PARAGRAPH),
    "the last paragraph": (BODY, None, PARAGRAPH),
    "a heading": (block("The mill", role=Role.HEADING), BODY, HEADING),
    "a break": (block("* * *", role=Role.BREAK), BODY, BREAK),
    "a caption": (block("The sea", role=Role.CAPTION), BODY, PARAGRAPH),
    "a described picture": (block("A sea", role=Role.PICTURE), BODY, PARAGRAPH),
    "a picture without words": (block("", role=Role.PICTURE), BODY, NOTHING),
    "an empty cell": (block("", TABLE, ROW, CELLS[0]), BODY, NOTHING),
    "a cell in its row": (
        block("2", TABLE, ROW, CELLS[0]), block("3", TABLE, ROW, CELLS[1]), CELL,
    ),
    "the last cell of a row": (
        block("2", TABLE, ROW, CELLS[0]), block("3", TABLE, OTHER_ROW, CELLS[1]), PARAGRAPH,
    ),
    "the last cell of all": (block("2", TABLE, ROW, CELLS[0]), BODY, PARAGRAPH),
    "a term": (block("Lid", TERMS, TERM), block("A cover.", TERMS, MEANING), CELL),
    "a term before a term": (block("Lid", TERMS, TERM), block("L.", TERMS, NEXT_TERM), PARAGRAPH),
    "a meaning": (block("A cover.", TERMS, MEANING), block("L.", TERMS, NEXT_TERM), PARAGRAPH),
}  # fmt: skip


@pytest.mark.parametrize(("said", "following", "expected"), RESTS.values(), ids=RESTS.keys())
def test_the_rest_tells_what_belongs_together(
    said: Paragraph, following: Paragraph | None, expected: int
) -> None:
    """Without print, a row of a table is known by its cells following closely."""
    assert USUAL.after(said, following, last=True) == expected
    assert USUAL.after(said, following, last=False) == SENTENCE


def test_nothing_is_heard_as_a_rest() -> None:
    """Every name has a clip that ends after it begins (EPUBCheck, MED-009)."""
    assert min(CELL, NOTHING, SENTENCE) > 0
    assert Pauses(sentence=1, times=0.25).within == 1


@pytest.mark.parametrize(("said", "following", "expected"), RESTS.values(), ids=RESTS.keys())
def test_who_needs_more_time_gets_it_everywhere(
    said: Paragraph, following: Paragraph | None, expected: int
) -> None:
    """One factor for all, so that what belongs together still does."""
    slow = Pauses(times=2.0)
    assert slow.after(said, following, last=True) == 2 * expected
    assert (slow.within, slow.clause) == (2 * SENTENCE, 2 * CLAUSE)


def test_what_a_user_sets_is_what_is_rested() -> None:
    """From the settings' names to the milliseconds; untouched, they are the usual ones."""
    assert pauses_of(Settings()) == USUAL
    asked = Settings(pauses=0.5, sentence_pause=100, paragraph_pause=200, heading_pause=300)
    assert pauses_of(asked) == Pauses(100, 200, 300, 0.5)


def test_pauses_are_set_one_by_one_and_those_without_a_name_go_with_their_like() -> None:
    """A listener who wants longer paragraphs wants longer breaks between them."""
    own = Pauses(sentence=200, paragraph=1_400, heading=450)
    assert own.within == 200
    assert own.after(BODY, BODY, last=True) == 1_400
    heading, title = (block("The mill", role=role) for role in (Role.HEADING, Role.TITLE))
    assert own.after(heading, BODY, last=True) == 450
    assert own.after(title, BODY, last=True) == 500
    assert own.after(block("* * *", role=Role.BREAK), BODY, last=True) == 2 * BREAK
