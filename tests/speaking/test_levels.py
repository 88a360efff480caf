"""How loud a sound is heard to be, and where in it the words are."""

from dataclasses import replace

import numpy as np
import pytest

from publisher.narration import Sound, Word
from publisher.speaking.levels import loudness, samples_of, settled, sound_of, trimmed
from publisher.weighting import SILENCE

RATE = 22_050


def tone(seconds: float, level: float = 1.0, hertz: float = 997.0, rate: int = RATE) -> np.ndarray:
    """A sine, full scale at level 1.0."""
    at = np.arange(round(seconds * rate)) / rate
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


def test_words_move_with_the_silence_that_is_cut_before_them() -> None:
    """They are lit when they are heard; left as they were, each would be lit late."""
    quiet = np.zeros(RATE // 4, np.float32)
    sound = sound_of(np.concatenate([quiet, tone(1.0, 0.5), quiet]), RATE)
    whole = replace(sound, words=(Word(0, 2, 250, 700), Word(3, 5, 700, 1250)))
    assert trimmed(whole).words == (Word(0, 2, 20, 470), Word(3, 5, 470, 1020))


def test_words_stay_within_what_is_left_of_the_sound() -> None:
    """A voice may count the silence at both ends as parts of the first and the last word."""
    quiet = np.zeros(RATE // 4, np.float32)
    sound = sound_of(np.concatenate([quiet, tone(1.0, 0.5), quiet]), RATE)
    whole = replace(
        sound, words=(Word(0, 2, 35, 700), Word(3, 5, 700, 1500), Word(6, 8, 1500, 1500))
    )
    first, second, third = trimmed(whole).words
    assert (first.begin, first.end, second.begin) == (0, 470, 470)
    assert second.end == third.begin == third.end == round(trimmed(whole).length_ms)


def test_samples_come_back_as_they_were() -> None:
    """Each step from integers to fractions and back must be exact, or it would add noise."""
    samples = np.arange(-32768, 32768, 7, dtype="<i2").tobytes()
    sound = Sound(samples, RATE)
    assert sound_of(samples_of(sound), RATE) == sound


def test_nothing_at_all_stays_nothing() -> None:
    """A break has no sound, and is no error."""
    assert trimmed(Sound(b"", RATE)) == Sound(b"", RATE)
    assert trimmed(Sound(bytes(200), RATE)) == Sound(bytes(200), RATE)


def rested(*words: Word) -> tuple[Word, ...]:
    """Words of a sound with a rest from 500 to 800 ms, settled."""
    parts = [tone(0.5, 0.5), np.zeros(RATE * 3 // 10, np.float32), tone(0.5, 0.5)]
    return settled(replace(sound_of(np.concatenate(parts), RATE), words=words)).words


def test_a_word_begins_where_the_silence_before_it_ends() -> None:
    """Piper counts a part of a pause as its first sound: it was lit 200 ms before it is heard."""
    assert rested(Word(0, 2, 0, 600), Word(3, 8, 600, 1300)) == (
        Word(0, 2, 0, 780),
        Word(3, 8, 780, 1300),
    )


@pytest.mark.parametrize("begin", [300, 499, 760, 900, 1300])
def test_a_word_that_does_not_begin_in_a_silence_is_left_where_it_is(begin: int) -> None:
    """A stop consonant begins with a silence of its own, which is shorter."""
    words = (Word(0, 2, 0, begin), Word(3, 8, begin, 1300))
    assert rested(*words) == words


def test_a_word_that_is_all_silence_stays_where_it_is() -> None:
    """It was not said; moved, it would take the time of the word behind it."""
    words = (Word(0, 2, 0, 520), Word(3, 5, 520, 700), Word(6, 8, 700, 1300))
    first, silent, last = rested(*words)
    assert (first, silent.begin) == (words[0], 520)
    assert (silent.end, last.begin) == (780, 780)


def test_the_first_word_begins_as_it_is_told_and_silence_settles_nothing() -> None:
    """What is before it is cut off elsewhere; and in no sound there is nowhere to go."""
    words = (Word(0, 2, 0, 50), Word(3, 5, 50, 100))
    silence = Sound(bytes(RATE), RATE, words)
    assert settled(silence) == silence
    assert settled(Sound(b"", RATE, words)).words == words
