"""What is lit is what is heard: a real book's overlays against its own decoded sound."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import SOURCE
from tests.speaking.hearing import (
    NEAR_MS,
    Lit,
    Measured,
    compared,
    lit,
    measured,
    published,
    stretches,
)
from tests.speaking.test_levels import RATE, tone

ARTICLE = SOURCE / "salt-road.html"
SPEECH = ((500.0, 2_000.0), (2_400.0, 3_000.0), (3_200.0, 4_000.0))


@pytest.fixture(scope="module", name="times", params=["piper", "espeak"])
def _times(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, cache: Path
) -> Measured:
    """How near a book's clips are to what its voice is heard to say."""
    return measured(published(ARTICLE, request.param, tmp_path_factory.mktemp("sync"), cache))


def near(late: np.ndarray) -> float:
    """The share of times that are within 60 ms, which is less than a syllable."""
    return float(np.mean(np.abs(late) <= NEAR_MS))


def test_a_sentence_is_lit_when_it_begins_to_be_heard(times: Measured) -> None:
    """Later, and a reader looks for the place; earlier, and it is lit in the pause before."""
    assert len(times.begins) > 40
    assert near(times.begins) >= 0.95


def test_each_sentence_is_lit_for_speech_of_its_own(times: Measured) -> None:
    """Two that began with the same stretch of speech would be one sentence out of step."""
    assert times.unmatched == ()


def test_a_sentence_is_lit_until_the_next_begins_to_be_heard(times: Measured) -> None:
    """Clips touch: the pause between two sentences is the first one's."""
    assert near(times.next_begins) >= 0.95


def test_no_sentence_is_put_out_while_it_is_still_heard(times: Measured) -> None:
    """Its last word would be heard while another sentence is lit, or cut off by a skip."""
    assert times.run_over == ()
    assert (times.own_ends > 0).all()


def test_a_word_after_a_pause_is_lit_when_the_voice_goes_on(times: Measured) -> None:
    """Within a sentence the voice alone knows when; a pause shows whether it told the truth."""
    assert len(times.words) >= 10
    assert near(times.words) >= 0.85
    assert abs(np.median(times.words)) < 30


def test_word_by_word_a_sentence_is_lit_as_long_as_at_once(tmp_path: Path) -> None:
    """What is measured of the one edition holds for the other."""
    books = [
        published(ARTICLE, "silence", tmp_path / each, tmp_path / "cache", each)
        for each in ("word", "sentence")
    ]
    by_word, at_once = ([*lit(zipfile.ZipFile(book))] for book in books)
    assert any(each.words for each in by_word)
    assert not any(each.words for each in at_once)
    times = [[(each.name, each.begin, each.end) for each in book] for book in (by_word, at_once)]
    assert times[0] == times[1]


# The measure itself


def clips(*begins: float, end: float = 5_000.0) -> list[Lit]:
    """Sentences without words that touch."""
    ends = (*begins[1:], end)
    return [
        Lit(f"s{number}", "It rose.", "c01.mp3", begin, until)
        for number, (begin, until) in enumerate(zip(begins, ends, strict=True), start=1)
    ]


def test_stretches_of_speech_are_found_to_a_frame() -> None:
    """In noise, at any level; a stop of 80 ms is a part of what is said."""
    rests = [np.zeros(round(RATE * seconds), np.float32) for seconds in (0.5, 0.08, 0.35, 0.4)]
    parts = [
        rests[0],
        tone(0.3, 0.1),
        rests[1],
        tone(0.5, 0.05),
        rests[2],
        tone(0.2, 0.1),
        rests[3],
    ]
    sound = np.concatenate(parts)
    noise = np.random.default_rng(1).normal(0, 1e-4, len(sound))
    expected = ((500, 1_380), (1_730, 1_930))
    assert np.abs(np.array(stretches(sound + noise, RATE)) - expected).max() <= 10


def test_clips_that_are_right_are_near() -> None:
    """Each begins with a stretch; a rest within a sentence is no one's begin."""
    times = compared(clips(500, 2_400), SPEECH)
    assert [*times.begins] == [0, 0]
    assert [*times.next_begins] == [0]
    assert [*times.own_ends] == [400, 1_000]
    assert (times.run_over, times.unmatched) == ((), ())


def test_clips_that_are_late_or_early_are_seen_to_be() -> None:
    """By as much as they are: a measure that sees no fault is no measure."""
    assert [*compared(clips(600, 2_500), SPEECH).begins] == [100, 100]
    assert [*compared(clips(430, 2_300), SPEECH).begins] == [-70, -100]


def test_a_clip_that_ends_in_the_midst_of_speech_is_named() -> None:
    """Though the speech is the next sentence's: one of the two is lit wrongly."""
    assert compared(clips(500, 1_900, 3_200), SPEECH).run_over == ("s1",)
    assert compared(clips(500, 2_500), SPEECH).run_over == ("s1",)


def test_a_clip_without_speech_of_its_own_is_named() -> None:
    """It is lit for nothing, or for what belongs to another."""
    assert compared(clips(500, 900, 2_400), SPEECH).unmatched == ("s2",)


def test_a_word_lit_at_its_comma_is_seen_to_be_early() -> None:
    """Words are measured where the voice rests, and there only."""
    first, second, third = (
        Lit("w1", "It", "c01.mp3", 500, 1_000),
        Lit("w2", "rose,", "c01.mp3", 1_000, 2_100),
        Lit("w3", "slowly.", "c01.mp3", 2_100, 5_000),
    )
    words = Lit("s1", "It rose, slowly.", "c01.mp3", 500, 5_000, (first, second, third))
    assert [*compared([words], SPEECH[:2]).words] == [-300]
