"""What transcribers of printed books write for what print shows."""

import pytest

from publisher.article import Kind, Mark, Passage, Run
from publisher.structuring.transcription import illustrations, with_italics, with_notes


def passages(*texts: str) -> tuple[Passage, ...]:
    return tuple(Passage((Run(text),), line=1 + 2 * at) for at, text in enumerate(texts))


def italics(text: str) -> list[str]:
    (made,) = with_italics(passages(text))
    return [run.text for run in made.runs if Mark.EMPHASIS in run.marks]


def test_words_between_underscores_are_set_apart() -> None:
    """A reader hears no underscore; the words around them stay."""
    (made,) = with_italics(passages("It was _her_ bell, in the _Constance Mary_."))
    assert made.text == "It was her bell, in the Constance Mary."
    assert italics("It was _her_ bell, in the _Constance Mary_.") == ["her", "Constance Mary"]


@pytest.mark.parametrize("text", ["a_b_c", "__init__", "_ her _", "_her", "____", "_a\n"])
def test_other_underscores_are_left(text: str) -> None:
    """They are in a name, or stand open, or are a blank to fill in."""
    assert with_italics(passages(text)) == passages(text)


def pairs(*texts: str) -> list[tuple[str, str]]:
    """Which words stand before the mark of each note."""
    made = with_notes(passages(*texts))
    held = {each.within[0].key: each.text for each in made if each.within}
    return [
        (run.text, held[after.note])
        for each in made
        for run, after in zip(each.runs, each.runs[1:], strict=False)
        if after.note
    ]


def test_each_note_belongs_to_the_mark_before_it() -> None:
    """Marks are used again in each chapter."""
    texts = ("The bell.[1]", "[Footnote 1: Cracked.]", "The boat.[1]", "[Footnote 1: Green.]")
    assert pairs(*texts) == [("The bell.", "Cracked."), ("The boat.", "Green.")]


def test_notes_may_stand_at_the_end() -> None:
    """In the order of their marks, with brackets around them or before them."""
    texts = ("The bell[1] and the boat.[2]", "[1] Cracked.", "[2] Green.")
    assert pairs(*texts) == [("The bell", "Cracked."), (" and the boat.", "Green.")]


def test_a_note_may_have_paragraphs() -> None:
    """It goes on to the bracket that closes it."""
    made = with_notes(passages("The bell.[A]", "[Footnote A: Cracked.", "And mended.]", "Rope."))
    assert [each.text for each in made if each.within] == ["Cracked.", "And mended."]
    assert {holder.kind for each in made for holder in each.within} == {Kind.NOTE}


def test_a_note_that_nothing_points_to_stays_a_paragraph() -> None:
    """And so does a mark without a note."""
    texts = passages("The bell.[2]", "[Footnote 1: Cracked.]", "[1] Green.")
    assert with_notes(texts) == texts


def test_a_caption_in_brackets_goes_on_to_the_one_that_closes() -> None:
    """A bracket that is never closed holds its own line only."""
    texts = ("[Illustration]", "Rope.", "[Illustration: A bell", "[and a boat]]", "Rope.")
    assert illustrations(passages(*texts)) == {0, 2, 3}
    assert illustrations(passages("[Illustration: A bell", *["Rope."] * 20)) == {0}
