"""How long words are, and how they end: thresholds told for Latin letters, for any script."""

import pytest

from publisher.article import Passage, Run
from publisher.structuring.lengths import length, one_line, stopped, words


@pytest.mark.parametrize(
    ("text", "letters", "count"),
    [
        ("the tide", 8, 2),
        ("潮の時計", 8, 2),
        ("潮 tide", 7, 2),
        ("", 0, 0),
        ("潮の時計は、遅い。", 18, 4),
        ("밀물이 온다", 11, 2),
        ("น้ำขึ้น", 14, 2),
        ("It rose — slowly.", 17, 3),
        ("المد بطيء", 9, 2),
    ],
)
def test_an_ideograph_counts_as_two_letters_and_half_a_word(
    text: str, letters: int, count: int
) -> None:
    """Counted as one, a Japanese paragraph would pass for a heading of one word.

    Korean is written with spaces. Thai takes four letters and signs to a word. A dash is none.
    """
    assert (length(text), words(text)) == (letters, count)


@pytest.mark.parametrize(
    "text",
    [
        "a.",
        "a?”",
        "a!)",
        "a…",
        "a:",
        "潮。",
        "潮。」",
        "هل؟",
        "«a.»",
        "„a.“",
        "a.\u00a0»",
        "*a.*",
        "है।",
    ],
)
def test_a_stop_is_seen_behind_what_closes(text: str) -> None:
    """German closes a quotation with the mark that opens one in English."""
    assert stopped(text)


@pytest.mark.parametrize("text", ["a", "a”", "(a)", "a-b", "潮", "", "U.S.A"])
def test_words_without_a_stop_end_without_one(text: str) -> None:
    """A headline, more often than not."""
    assert not stopped(text)


def test_metadata_has_one_line() -> None:
    """A line break that an author asked for is a space in a catalogue."""
    assert one_line(Passage((Run("The mill ", breaks=True), Run("and the moon")))) == (
        "The mill and the moon"
    )
