"""How loud a sound is heard to be, and where in it the words are."""

import numpy as np
import pytest

from publisher.narration import Sound
from publisher.speaking.levels import SILENCE, loudness, samples_of, sound_of, trimmed

RATE = 22_050


def tone(seconds: float, level: float = 1.0, hertz: float = 997.0) -> np.ndarray:
    """A sine, full scale at level 1.0."""
    at = np.arange(round(seconds * RATE)) / RATE
    return (level * np.sin(2 * np.pi * hertz * at)).astype(np.float32)


def test_a_full_scale_tone_is_heard_at_minus_three() -> None:
    """The one figure that BS.1770-4 states; every other loudness is measured against it.

    EBU Tech 3341 allows a meter a tenth of a LU.
    """
    assert loudness(tone(5), RATE) == pytest.approx(-3.01, abs=0.1)


def test_half_as_high_is_six_decibels_less() -> None:
    """The scale is in decibels, so a gain in decibels can be read off it."""
    assert loudness(tone(5, 0.5), RATE) == pytest.approx(-9.03, abs=0.1)


def test_a_word_too_short_to_measure_is_measured_as_if_repeated() -> None:
    """“No.” has a loudness too, or it would be left as loud as the engine made it."""
    assert loudness(tone(0.15), RATE) == pytest.approx(-3.01, abs=0.3)


def test_silence_is_the_gate_and_nothing_lower() -> None:
    """Minus infinity would make every sum of loudness useless."""
    assert loudness(np.zeros(RATE, np.float32), RATE) == SILENCE


def test_the_silence_around_words_is_cut_to_twenty_milliseconds() -> None:
    """Pauses are ours: an engine's own differ from 70 to 270 ms, and sound like a stumble."""
    quiet = np.zeros(RATE // 4, np.float32)
    sound = sound_of(np.concatenate([quiet, tone(1.0, 0.5), quiet]), RATE)
    assert trimmed(sound).length_ms == pytest.approx(1040, abs=3)


def test_samples_come_back_as_they_were() -> None:
    """Each step from integers to fractions and back must be exact, or it would add noise."""
    samples = np.arange(-32768, 32768, 7, dtype="<i2").tobytes()
    sound = Sound(samples, RATE)
    assert sound_of(samples_of(sound), RATE) == sound


def test_nothing_at_all_stays_nothing() -> None:
    """A break has no sound, and is no error."""
    assert trimmed(Sound(b"", RATE)) == Sound(b"", RATE)
    assert trimmed(Sound(bytes(200), RATE)) == Sound(bytes(200), RATE)
