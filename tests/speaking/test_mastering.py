"""One loudness for every sentence, and no peak above what players can take."""

import numpy as np
import pytest

from publisher.narration import Sound
from publisher.speaking.levels import loudness, samples_of, sound_of
from publisher.speaking.mastering import CEILING, TARGET, mastered, true_peaks
from tests.speaking.test_levels import RATE, tone


def speech_like(level: float, seconds: float = 4.0) -> Sound:
    """A hum with sharp peaks, as a voice has: 18 dB between its peaks and its loudness."""
    chance = np.random.default_rng(7)
    hum = tone(seconds, 0.08, 140)
    clicks = np.zeros_like(hum)
    clicks[chance.integers(0, len(hum), 300)] = 0.9
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
