"""The neural voice, for real."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from publisher.errors import VoiceError
from publisher.speaking.engines import piper
from publisher.speaking.levels import loudness, samples_of, trimmed


@pytest.fixture(scope="module")
def joe() -> piper.Piper:
    """The bundled voice."""
    return piper.load("", "en", 1.0)


def test_the_bundled_voice_speaks_at_once(joe: piper.Piper) -> None:
    """Nothing has to be fetched: a plain install narrates without a network."""
    sound = joe.say("Doctor Reyes kept a clock that told the tide.")
    assert sound.rate == 22_050
    assert 1_800 < sound.length_ms < 5_000
    assert loudness(samples_of(sound), sound.rate) > -35


def test_its_card_says_what_it_is_and_comes_from(joe: piper.Piper) -> None:
    """A publisher has to know on what terms a voice may be used."""
    assert (joe.voice.language, joe.voice.licence) == ("en-US", "CC0")
    assert "lessac" in joe.voice.lineage


def test_full_stops_within_a_sentence_do_not_end_it(joe: piper.Piper) -> None:
    """Piper speaks each of its own sentences by itself; ours is spoken in one breath."""
    phonemes = joe._phonemes("The firm H. R. Ames of No. 4 closed. It had to.")
    assert isinstance(phonemes[0], str)
    assert phonemes.count(".") >= 1


def test_one_word_is_no_louder_than_a_sentence(joe: piper.Piper) -> None:
    """Piper brings each sentence to full scale unless told not to: headings would shout."""
    word, sentence = joe.say("Silence."), joe.say("Every home is filled, and nobody sleeps.")
    levels = [loudness(samples_of(each), each.rate) for each in (word, sentence)]
    assert abs(levels[0] - levels[1]) < 6
    assert np.abs(samples_of(word)).max() < 0.98


def test_a_slower_rate_takes_longer() -> None:
    """Who learns the language, or types along, sets the pace."""
    words = "The tide waits for nobody, and nobody waits for it."
    slow, fast = (trimmed(piper.load("", "en", rate).say(words)) for rate in (0.7, 1.5))
    assert slow.length_ms > 1.6 * fast.length_ms


def test_a_rate_is_part_of_what_a_sound_is() -> None:
    """Else a build at another rate would be given the sounds of the first."""
    assert piper.load("", "en", 1.0).identity != piper.load("", "en", 0.8).identity


@pytest.mark.parametrize("words", ["a", "5", "...", "日本", "🙂", "[[x]]", "é" * 150, " "])
def test_odd_words_give_sound_or_silence_and_no_error(joe: piper.Piper, words: str) -> None:
    """One odd sign in a long book must not end its narration."""
    assert joe.say(words).rate == 22_050


def test_two_threads_may_speak_at_once(joe: piper.Piper) -> None:
    """Its phonemes come from a library with one global state."""
    words = [f"The tide at {hour} was high and slow." for hour in ("one", "two", "three", "four")]
    with ThreadPoolExecutor(2) as pool:
        assert all(len(sound) for sound in pool.map(joe.say, words))


def test_a_voice_that_is_not_there_is_named_with_the_cure() -> None:
    """The user mistyped a path, and is told what a path looks like."""
    with pytest.raises(VoiceError, match=r"nobody\.onnx") as caught:
        piper.load("nobody.onnx", "en", 1.0)
    assert ".onnx.json" in caught.value.remedy


def test_a_voice_on_disk_speaks_by_its_path(tmp_path: Path, joe: piper.Piper) -> None:
    """Any of Piper's voices can be had, and need not be packaged for us."""
    bundled = piper._bundled()
    for part in (bundled, bundled.with_name(f"{bundled.name}.json")):
        (tmp_path / part.name.replace("joe", "other")).symlink_to(part)
    other = piper.load(str(tmp_path / "en_US-other-medium.onnx"), "en", 1.0)
    assert other.voice.name == "en_US-other-medium"
    assert other.voice.licence == "not stated"
    assert other.identity == joe.identity


def test_a_broken_model_is_an_error_of_ours(tmp_path: Path) -> None:
    """A download that broke off gives one line, and not onnxruntime's."""
    model = tmp_path / "en_US-broken-low.onnx"
    model.write_bytes(b"no model")
    model.with_name(f"{model.name}.json").write_text("{}")
    with pytest.raises(VoiceError, match="cannot be loaded"):
        piper.load(str(model), "en", 1.0)
