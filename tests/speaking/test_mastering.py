"""One loudness for every sentence, and no peak above what players can take."""

from pathlib import Path

import numpy as np
import pytest

from publisher.narration import Sound, Track
from publisher.speaking.levels import loudness, samples_of, sound_of
from publisher.speaking.mastering import (
    APART,
    CEILING,
    SPREAD,
    TARGET,
    balanced,
    given_back,
    mastered,
    targets,
    true_peaks,
)
from tests.speaking.test_levels import RATE, tone


def speech_like(level: float, seconds: float = 4.0) -> Sound:
    """A hum with sharp peaks, as a voice has: 23 dB between its peaks and its loudness."""
    chance = np.random.default_rng(7)
    hum = tone(seconds, 0.08, 140)
    clicks = np.zeros_like(hum)
    clicks[chance.integers(0, len(hum), 100)] = 0.9
    return sound_of(np.float32(level) * (hum + np.convolve(clicks, [0.4, 1, 0.4], "same")), RATE)


@pytest.mark.parametrize("level", [0.05, 0.3, 0.9])
def test_a_quiet_sentence_and_a_loud_one_come_out_alike(level: float) -> None:
    """A listener who has to reach for the volume stops listening."""
    sound = mastered(sound_of(tone(3, level, 440), RATE))
    assert loudness(samples_of(sound), RATE) == pytest.approx(TARGET, abs=0.15)


@pytest.mark.parametrize("level", [0.2, 1.0])
def test_no_peak_rises_above_the_ceiling(level: float) -> None:
    """Between two samples too: a player's converter, and an encoder, would distort it."""
    sound = mastered(speech_like(level))
    peak = 20 * np.log10(true_peaks(samples_of(sound)).max())
    assert peak <= CEILING + 0.1


def test_holding_peaks_does_not_cost_loudness() -> None:
    """Gain and limit are found together; found one after the other, the sentence is 1 LU short."""
    sound = mastered(speech_like(0.5))
    assert loudness(samples_of(sound), RATE) == pytest.approx(TARGET, abs=0.4)


def test_a_sound_keeps_its_length_and_its_place() -> None:
    """Clips are timed before and after: a limiter that delays would shift every sentence."""
    quiet = np.zeros(RATE, np.float32)
    sound = sound_of(np.concatenate([quiet, tone(1, 0.9), quiet]), RATE)
    held = samples_of(mastered(sound))
    assert len(held) == 3 * RATE
    assert np.flatnonzero(np.abs(held) > 0.01)[0] == pytest.approx(RATE, abs=15)


def test_silence_stays_silence() -> None:
    """Raised by 50 dB, the engine's own noise would be all there is."""
    silence = Sound(bytes(2 * RATE), RATE)
    assert mastered(silence) == silence
    assert mastered(Sound(b"", RATE)) == Sound(b"", RATE)


def sentence(level_db: float, seconds: float = 2.0) -> Sound:
    """A tone of some level against a paragraph's."""
    usual = 10 ** ((TARGET + 0.69) / 20)
    return sound_of(tone(seconds, usual * 10 ** (level_db / 20), 440), RATE)


@pytest.mark.parametrize("levels", [(0.5, -0.5), (4.0, -2.0, -2.0), (-9.0, -10.0, -8.5)])
def test_within_a_paragraph_what_is_stressed_stays_stressed(levels: tuple[float, ...]) -> None:
    """All alike, a reading has no life; too far apart, half of it is missed in a car."""
    sounds = [sentence(level) for level in levels]
    wanted = targets(sounds)
    assert np.argsort(wanted).tolist() == np.argsort(levels).tolist()
    assert np.std(wanted) == pytest.approx(min(SPREAD, np.std(levels)), abs=0.01)
    whole = np.concatenate(
        [samples_of(mastered(*each)) for each in zip(sounds, wanted, strict=True)]
    )
    assert loudness(whole, RATE) == pytest.approx(TARGET, abs=0.2)


def test_a_heading_is_as_loud_as_a_paragraph() -> None:
    """An engine's one-word headings shout, or mumble; by themselves they have nothing to differ."""
    for level in (-6.0, 6.0):
        assert targets([sentence(level, 0.4)]) == (TARGET,)


def test_a_break_in_a_paragraph_changes_nothing() -> None:
    """What has no sound has no loudness, and takes none away from its neighbours."""
    silence = Sound(bytes(2 * RATE), RATE)
    alone, beside = (
        targets([sentence(1), sentence(-1)]),
        targets([sentence(1), silence, sentence(-1)]),
    )
    assert (beside[0], beside[2]) == pytest.approx(alone, abs=0.01)
    assert targets([silence, silence]) == (TARGET, TARGET)


def track(level: float, length: int = 60_000) -> Track:
    """A track of some loudness."""
    return Track("c01", Path("c01.wav"), RATE, length, (), loudness=level)


def test_a_recording_has_one_gain() -> None:
    """What pauses took away is given back to all sections alike, in proportion to nothing."""
    tracks = balanced([track(-19.25), track(-19.2), track(-19.3)])
    assert {each.gain_db for each in tracks} == {0.2}


def test_a_sentence_more_changes_no_other_section() -> None:
    """What is corrected in one section costs the others nothing: they are to the byte as before."""
    before = balanced([track(-19.23), track(-19.2), track(-19.3)])
    after = balanced([track(-19.23), track(-19.2), track(-19.31, 64_000)])
    assert [each.gain_db for each in before] == [each.gain_db for each in after]


def test_sections_are_heard_alike() -> None:
    """One of many short sentences is measured softer; within 0.3 LU nobody hears a difference."""
    tracks = balanced([track(-19.1, 300_000), track(-19.5), track(-19.0)])
    levels = [each.loudness + each.gain_db for each in tracks]
    assert max(levels) - min(levels) <= 2 * APART + 0.01
    assert levels[0] == pytest.approx(TARGET, abs=0.1)


def test_a_silent_track_has_the_gain_of_the_others_and_silence_none() -> None:
    """Its level is no level; it must not draw the others to it."""
    assert [each.gain_db for each in balanced([track(-19.2), track(-70.0)])] == [0.2, 0.2]
    assert [each.gain_db for each in balanced([track(-70.0)])] == [0.0]


def test_short_sentences_get_back_what_pauses_take_from_them() -> None:
    """A meter hears the pauses too; a dialogue would be softer than what is told around it."""
    long, short = [sentence(0.0, 8.0)] * 3, [sentence(0.0, 0.8)] * 20
    assert 0.05 < given_back(long) < 0.15
    assert 0.9 < given_back(short) < 1.2
    assert given_back([Sound(bytes(2 * RATE), RATE)]) == given_back([]) == 0.0
