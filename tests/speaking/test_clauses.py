"""Long sentences are cut where a speaker would breathe, and nothing is lost."""

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
