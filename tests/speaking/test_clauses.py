"""Long sentences are cut where a speaker would breathe, and nothing is lost."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.speaking.clauses import CLAUSE_CHARACTERS, clauses

LONG = (
    "The miller, who had kept the gates for forty years, and who had never once been late for a "
    "tide, walked down to the quay before it was light; he looked at the water, which was lower "
    "than it ought to have been, and said nothing, because there was nobody there to say it to."
)


def test_a_short_sentence_is_left_whole() -> None:
    """A cut costs a little of the melody, so none is made without need."""
    assert clauses("It rose. We slept.") == ("It rose. We slept.",)


def test_a_long_sentence_is_cut_after_a_semicolon_before_a_comma() -> None:
    """The longest breath is taken at the deepest cut."""
    first, *_ = clauses(LONG)
    assert first.endswith("before it was light;")


def test_no_clause_is_longer_than_an_engine_is_given() -> None:
    """4,000 characters in one breath took an engine 5.7 GB; a listener's machine would stop."""
    assert max(map(len, clauses("tide " * 800))) <= CLAUSE_CHARACTERS


def test_no_clause_is_a_mere_scrap() -> None:
    """One word said alone sounds like a slip of the tongue."""
    cut = clauses("Well, " + "so it went on and on " * 20)
    assert min(map(len, cut[:-1])) >= CLAUSE_CHARACTERS // 4


def test_a_word_longer_than_a_clause_is_cut_too() -> None:
    """A web address of 600 characters is no reason to run out of memory."""
    assert "".join(clauses("x" * 650)) == "x" * 650


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=600), st.integers(min_value=8, max_value=200))
def test_nothing_but_white_space_is_lost(words: str, longest: int) -> None:
    """A listener hears every word, however it had to be cut."""
    cut = clauses(words, longest)
    assert "".join("".join(cut).split()) == "".join(words.split())
    assert all(0 < len(piece) <= longest for piece in cut)


PHRASES = {
    "a preposition and its noun": "the keeper of the lamp at the end of the pier in the old town ",
    "a name": "then Maria Elena Vasquez Romero met Karl August Emil Bergen near Saint Petersburg ",
    "a number": "they counted three hundred and twenty five thousand six hundred and one gulls ",
    "a title": "it was said of the late Mister Amos Quill and Doctor Reyes to be so ",
    "an auxiliary": "it could have been seen by those who would have been looking had they woken ",
    "initials": "the books by J. R. R. Tolkien and E. M. Forster lay with those of A. A. Milne ",
    "German": "der Schlüssel zu dem Haus auf dem Hügel hinter der Kirche lag unter einem Stein ",
    "French": "la maison de la fille du roi était au bout de la rue et dans un jardin ",
}
LEANING = set(
    re.findall(
        r"\w+",
        """of the at in and a by would have been could Mister Doctor Saint der zu dem auf einem de
        la du dans un""",
    )
)
NUMBER = "three hundred twenty five thousand six"


@pytest.mark.parametrize("words", PHRASES.values(), ids=PHRASES.keys())
@pytest.mark.parametrize("longest", [60, 90, 200])
def test_no_cut_is_within_a_phrase(words: str, longest: int) -> None:
    """“… of the”, a breath, “lamp”: the listener hears a reader who does not understand."""
    cut = clauses(words * 8, longest)
    assert len(cut) > 2
    for before, behind in pairwise(cut):
        last, first = before.split()[-1], behind.split()[0]
        assert last not in LEANING, (last, first)
        assert not (last[0].isupper() and first[0].isupper()), (last, first)
        assert not (last in NUMBER.split() and first in NUMBER.split()), (last, first)


def test_where_there_are_nothing_but_phrases_one_is_cut() -> None:
    """A list of two hundred names is no reason to run out of memory."""
    assert max(map(len, clauses("Ada Quill " * 60))) <= CLAUSE_CHARACTERS
    assert max(map(len, clauses("of the " * 90))) <= CLAUSE_CHARACTERS


def test_a_cut_after_a_quotation_takes_the_closing_mark_along() -> None:
    """A clause that begins with one would be said as if something were quoted there."""
    first, second = clauses("“It is slow, and it was always slow,” she said of the clock.", 40)
    assert first == "“It is slow, and it was always slow,”"
    assert second == "she said of the clock."
