"""Which words are said of which part of the print."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.speaking.wording import Span, worded

SIGNS = "$£€¥%°#@&/\\-–—−+=×~<>()[]{}|*_^.,;:!?'’\"“”…§½¾²³©™•\u00ad\u200b\u00a0\u2009"
PIECES = [
    "the", "a", "of", "in", "on", "at", "by", "St", "St.", "Dr.", "No.", "pp.", "c.", "e.g.",
    "U.S.", "Jan.", "March", "May", "may", "Charles", "III", "I", "XIV", "Chapter", "AM", "p.m.",
    "GMT", "km", "kg", "ft", "in", "m", "bn", "tn", "pc", "people", "won", "MPs", "R-Ariz.",
    "A380", "5G", "F-16s", "12", "3", "2016", "1,234,567", "0.5", "1/3", "3-2", "12/3/2016",
    "9.30am", "21:05", "£2.5m", "$1.5bn", "-4C", "5km", "6ft 2in", "1990s", "'68", "21st",
    "020 7946 0958", "#MeToo", "@you", "a@b.com", "https://www.ft.com/world", "50(2)", "[3]", "🎉",
    "6-4, 7-6 (7-3), 6-0", "187-3", "wickets", "40-0", "98*", "7/2", "180C/160C fan/gas 4",
    "2 x 400g tins", "51°30'N", "10⁶", "C₆H₁₂O₆", "s 2(1)", "ss. 4-7", "Op. 67", "1 Cor. 13:4-7",
    "P38 W25 D7", "£850 pcm", "1 234 567", "½ tsp", "3x", "noon-3", "C19", "2m4f",
    "Apt. 4C", "SW of", "Mk II", "2016/679",
    "潮", "é", "٣", "²", "₂", "Ⅻ", "\n", "\t", "x", "v", "ii", "IIII",
]  # fmt: skip
TAGS = st.sampled_from(["en", "en-GB", "en-US", "de", "fr", "ja"])
TEXTS = st.lists(
    st.sampled_from(PIECES) | st.text(st.sampled_from(f"aZ09 {SIGNS}"), max_size=5), max_size=14
).flatmap(lambda parts: st.sampled_from([" ", "", "-"]).map(lambda joint: joint.join(parts)))


def test_words_said_otherwise_are_known_by_what_is_printed() -> None:
    """So that “$1.5bn” is lit while five words are said."""
    wording = worded("It made $1.5bn in 2012.")
    assert wording.spans == (
        Span(0, 8, "It made "),
        Span(8, 14, "one point five billion dollars"),
        Span(14, 18, " in "),
        Span(18, 22, "twenty twelve"),
        Span(22, 23, "."),
    )


def test_each_part_of_a_date_has_its_own_words() -> None:
    """A reader who follows with a finger is on “March” when it is said."""
    spans = worded("On 12 March 2016").spans
    assert [span.words for span in spans if span.words.strip(" .")] == [
        "On ", "the twelfth of", "March", "twenty sixteen",
    ]  # fmt: skip


def test_what_is_not_said_has_a_span_without_words() -> None:
    """It stands in its place in the print, and nobody waits for it."""
    assert Span(2, 5, "") in worded("So[3] it is.").spans


@settings(max_examples=1_500, deadline=None)
@given(TEXTS | st.text(max_size=60), TAGS)
def test_spans_cover_the_print_and_say_all_that_is_said(text: str, language: str) -> None:
    """From its begin to its end, in order; and no letter of what is said comes from nowhere."""
    wording = worded(text, language)
    assert "".join(span.words for span in wording.spans) == wording.words
    ends = [0, *(span.stop for span in wording.spans)]
    assert [span.start for span in wording.spans] == ends[: len(wording.spans)]
    assert ends[-1] == len(text)
    assert all(one.stop <= other.start for one, other in pairwise(wording.spans))
    assert all(not span.words.strip(" .") for span in wording.spans if span.start == span.stop)


@settings(max_examples=1_500, deadline=None)
@given(TEXTS, st.sampled_from(["en", "en-GB"]))
def test_no_figure_is_left_in_english(text: str, language: str) -> None:
    """Each engine would read it in a way of its own."""
    assert not re.search(r"[0-9]", worded(text, language).words)


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.sampled_from(["tide", "mill", "Lena", "Orde", "quay", "hush", "she"]), max_size=9),
    st.data(),
)
def test_plain_words_are_said_as_they_are_printed(words: list[str], data: st.DataObject) -> None:
    """Each in its place, whatever stands between them."""
    signs = st.sampled_from([" ", ", ", "; ", " – ", " — ", "… ", " (", ") ", " “", "” "])
    text = "".join(word + data.draw(signs) for word in words)
    assert re.findall(r"\w+", worded(text).words) == words


@pytest.mark.parametrize(
    "sign",
    [" ", "-", ".", "1", "a ", "1 ", "A.", "1/", "1,", "1-", "(", "$1 ", "x1", "\n", ". ", "I ",
     "6-4 ", "20C/", "1°1'", "s 1(a)", "12 34 ", "W 1 ", "Leeds 0 ", "a 1cm x "],
)  # fmt: skip
def test_print_without_end_takes_no_time_without_end(sign: str) -> None:
    """One line of a thousand signs in a long book must not hold up its narration."""
    began = time.monotonic()
    worded(sign * (4_000 // len(sign)))
    assert time.monotonic() - began < 5
