"""The engine that says nothing: its times are those of a voice, to build and to test with."""

from itertools import pairwise

import pytest

from publisher.errors import VoiceError
from publisher.speaking.engines import silence
from publisher.speaking.timing import WORD

TIDE = "Doctor Reyes kept a clock, in 1911, that told the tide."


def test_it_takes_the_time_that_the_words_would() -> None:
    """A draft's pages turn when the real ones will, to a few seconds."""
    sound = silence.load("", "en", 1.0).say(TIDE)
    assert sound.length_ms == pytest.approx(len(TIDE) / 0.015, abs=1)
    assert not any(sound.samples)


def test_it_tells_when_it_would_say_each_word() -> None:
    """All that is done with words can be tried without a voice: each in order, in the sound."""
    sound = silence.load("", "en", 1.0).say(TIDE)
    times = sound.words
    assert [(word.start, word.stop) for word in times] == [
        found.span() for found in WORD.finditer(TIDE)
    ]
    assert all(one.begin < one.end < other.begin for one, other in pairwise(times))
    assert times[0].begin == 0
    assert times[-1].end == round(sound.length_ms)


def test_at_twice_the_rate_words_take_half_the_time() -> None:
    """Words and sound keep step whatever the rate."""
    plain, fast = (silence.load("", "en", rate).say(TIDE) for rate in (1.0, 2.0))
    assert fast.length_ms == pytest.approx(plain.length_ms / 2, abs=1)
    assert [2 * word.begin for word in fast.words] == pytest.approx(
        [word.begin for word in plain.words], abs=2
    )


def test_nothing_to_say_has_no_words_and_one_sample() -> None:
    """A sound of no length could not be kept."""
    sound = silence.load("", "en", 1.0).say("")
    assert (len(sound), sound.words) == (1, ())


def test_there_is_one_silence() -> None:
    """A name that is not its own was meant for another engine."""
    assert silence.load("silence", "cy", 1.0).voice.language == "cy"
    with pytest.raises(VoiceError, match="golden"):
        silence.load("golden", "en", 1.0)
