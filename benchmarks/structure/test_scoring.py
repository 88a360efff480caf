"""The measures, each at work on something small, and the gold articles as they ought to be."""

from dataclasses import replace

import pytest
from articles import Gold, gold_articles
from clutter import PLACES, phrases
from expecting import expected
from marked import clean_html
from plain import TEXTS, Page, units
from scoring import (
    Expected,
    Found,
    boundary_scores,
    heading_scores,
    leaks,
    score,
    word_scores,
    words,
)

TRUTH = Expected(
    title="The Mill",
    standfirst="",
    byline="By Ada Moss",
    authors=("Ada Moss",),
    rights="© 2024 The Post",
    headings=("One", "Two"),
    blocks=("It turns at dawn.", "It turns at noon.", "It stops at dusk."),
    starts=(True, True, False),
    required=words("The Mill One It turns at dawn. Two It turns at noon. It stops at dusk."),
    optional=words("Picture"),
    clutter=(("Share this", False), ("Advertisement", True)),
)
RIGHT = Found(
    title="The Mill",
    standfirst="",
    byline="By Ada Moss",
    authors=("Ada Moss",),
    rights="© 2024 The Post",
    headings=("One", "Two"),
    sections=((), ("It turns at dawn.",), ("It turns at noon.", "It stops at dusk.")),
    spoken=(
        "The Mill", "One", "It turns at dawn.", "Two", "It turns at noon.", "It stops at dusk.",
    ),
)  # fmt: skip


def test_what_is_right_has_the_highest_score() -> None:
    """Nothing is lost, added, leaked or out of order."""
    best = score(TRUTH, RIGHT)
    assert best.overall == best.f1 == best.kept == best.own == best.order == 1
    assert best.pk == best.windowdiff == best.leaked == 0


def test_a_heading_out_of_order_is_not_found() -> None:
    """Headings count by their longest common subsequence, so order matters."""
    assert heading_scores(("One", "Two"), ("Two", "One")) == (0.5, 0.5, 0.5)


def test_a_doubled_word_is_not_the_article_s_own() -> None:
    """Words are counted, so what is said twice is there once too often."""
    found = replace(RIGHT, spoken=(*RIGHT.spoken, "It stops at dusk."))
    kept, own = word_scores(TRUTH, found)
    assert kept == 1
    assert own == pytest.approx(16 / 20)


def test_a_lost_paragraph_is_missed() -> None:
    """Four words of sixteen are not there."""
    kept, own = word_scores(TRUTH, replace(RIGHT, spoken=RIGHT.spoken[:-1]))
    assert (kept, own) == (12 / 16, 1)


def test_optional_words_may_be_there_or_not() -> None:
    """A credit is neither lost nor added."""
    assert word_scores(TRUTH, replace(RIGHT, spoken=(*RIGHT.spoken, "Picture"))) == (1, 1)


def test_a_line_leaks_when_it_is_said_oftener_than_the_article_says_it() -> None:
    """A word such as “One” may be clutter and a heading in the same file."""
    assert leaks("Share this", TRUTH, replace(RIGHT, spoken=(*RIGHT.spoken, "Share this")))
    assert not leaks("One", TRUTH, RIGHT)
    assert leaks("One", TRUTH, replace(RIGHT, spoken=(*RIGHT.spoken, "One")))


def test_a_long_line_leaks_in_part() -> None:
    """Six of its words in a row are enough."""
    line = "Sign up to have the news of the day sent to you"
    part = replace(RIGHT, spoken=(*RIGHT.spoken, "the news of the day sent"))
    assert leaks(line, TRUTH, part)


def test_a_missed_boundary_costs() -> None:
    """All in one section: half of the probes straddle the boundary that is not there."""
    whole = replace(RIGHT, sections=(TRUTH.blocks,))
    assert boundary_scores(TRUTH, whole) == (0.5, 0.5)


def test_an_article_of_one_section_has_no_boundaries_to_find() -> None:
    """Pk is not defined where there is nothing to be found."""
    assert boundary_scores(replace(TRUTH, starts=(True, False, False)), RIGHT) == (None, None)


@pytest.mark.parametrize("gold", gold_articles(), ids=lambda gold: gold.name)
def test_a_gold_article_is_rendered_whole(gold: Gold) -> None:
    """Every word that must be found is in the plain text, before anything is put around it."""
    page = Page("", "text", b"")
    text = " ".join(line for unit in units(gold) for line in unit.lines)
    there = list(words(text))
    for word in expected(gold, page).required:
        there.remove(word)


@pytest.mark.parametrize("tongue", ["en", "fr", "de", "es", "ar", "ja"])
def test_no_phrase_is_both_shown_and_held_out(tongue: str) -> None:
    """What is held out would be of no use otherwise."""
    for place in PLACES:
        assert not set(phrases(tongue, False)[place]) & set(phrases(tongue, True)[place])


def test_every_run_renders_the_same_bytes() -> None:
    """Chance is drawn from names, so figures can be compared."""
    gold = gold_articles()[0]
    for renderer in (*TEXTS, clean_html):
        assert renderer(gold) == renderer(gold)
