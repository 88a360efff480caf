"""The neural voice, for real."""

import hashlib
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest

from publisher.errors import VoiceError
from publisher.speaking.engines import Folders, piper, shelf
from publisher.speaking.levels import loudness, samples_of, trimmed
from publisher.speaking.timing import WORD

SAYINGS = (
    "Silence.",
    "In the end it was to be of the kind that I had had.",
    "The firm of H R Ames paid $1.5bn in the end, twenty-one years on.",
    "It’s the best in the world; don't, you know, wait for 1,234 of them at 3.30pm.",
    "Mister Hoskin's boat & the U.S.A. one, launched at 6.30am, left by 7, or 38% of it did.",
    "They said: Ça va? Naïve Zoë of 日本 said 🙂 to العربية twice.",
)


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


ODD = ("a", "🙂", "日本", "[[x]]", "(“unclosed", "<speak>ah", "1,777,777", "Ça va?", "é" * 150)


def digests(joe: piper.Piper, *sayings: str) -> dict[str, str]:
    """What a voice makes of some sayings, one after another."""
    return {words: hashlib.sha256(joe.say(words).samples).hexdigest() for words in sayings}


def test_a_sentence_is_the_same_to_the_bit_in_any_order_and_after_any_other(
    joe: piper.Piper,
) -> None:
    """A book built twice, or resumed half-way, or by sections, is one book."""
    first = digests(joe, *SAYINGS)
    assert len(set(first.values())) == len(SAYINGS)
    mixed = Random(1).sample((*SAYINGS, *ODD), k=len(SAYINGS + ODD))
    assert first.items() <= digests(joe, *mixed).items()


def test_a_voice_that_is_not_there_is_named_with_the_cure() -> None:
    """The user mistyped a path, and is told what a path looks like."""
    with pytest.raises(VoiceError, match=r"nobody\.onnx") as caught:
        piper.load("nobody.onnx", "en", 1.0)
    assert ".onnx.json" in caught.value.remedy


def test_a_voice_on_disk_speaks_by_its_path(tmp_path: Path, joe: piper.Piper) -> None:
    """Any of Piper's voices can be had, and need not be packaged for us."""
    bundled = shelf.models(Folders())["en_US-joe-medium"]
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
        piper.load(str(model), "en", 1.0).say("Tide.")


@pytest.mark.parametrize("saying", SAYINGS)
def test_it_tells_when_it_says_each_word(joe: piper.Piper, saying: str) -> None:
    """As many times as words, in order, touching, within the sound: each is lit while heard."""
    sound = joe.say(saying)
    times = sound.words
    assert [(word.start, word.stop) for word in times] == [
        found.span() for found in WORD.finditer(saying)
    ]
    assert all(one.end == other.begin for one, other in pairwise(times))
    assert all(0 <= word.begin <= word.end <= sound.length_ms for word in times)


def test_its_words_last_as_long_as_they_take_to_say(joe: piper.Piper) -> None:
    """A number of six words is lit longer than the small word before it, or one behind it."""
    of, number, a = joe.say("Most of 1,777,777 a year.").words[1:4]
    assert number.end - number.begin > 1_500 > 5 * (of.end - of.begin)
    assert number.end - number.begin > 5 * (a.end - a.begin)


def test_each_word_begins_with_its_own_phonemes(
    joe: piper.Piper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted from the model's numbers: one before all, a pad behind each, and some for none.

    Each begins with the pad before it, and with the blank before that: there it is heard already.
    """
    words = "Six gates, two 日本 locks."
    ids = joe._loaded.phonemes_to_ids(joe._phonemes(words))
    sound = (np.zeros(22_050, np.float32), np.full(len(ids), 22_050))
    monkeypatch.setattr(joe, "_spoken", lambda *_: sound)
    signs = {numbers[0]: sign for sign, numbers in joe._loaded.config.phoneme_id_map.items()}
    heard = [
        "".join(signs[each] for each in ids[word.begin // 1000 : word.end // 1000])
        for word in joe.say(words).words
    ]
    assert heard[:3] == ["_s_ˈ_ɪ_k_s", "_ _ɡ_ˈ_e_ɪ_t_s_,", "_ _t_ˈ_u_ː"]
    assert heard[4].strip("_ ") == "l_ˈ_ɑ_ː_k_s_."


def test_its_words_fill_its_sound(joe: piper.Piper) -> None:
    """Counted a phoneme too few or too many, the last words would be lit too early or too late."""
    sound = joe.say("The tide waits for nobody, and nobody waits for it.")
    heard = trimmed(sound)
    assert heard.words[0].begin < 60
    assert heard.length_ms - heard.words[-1].end < 60
    assert len(heard.words) == 10


def test_a_word_after_a_pause_begins_where_the_pause_ends(joe: piper.Piper) -> None:
    """Lit at the comma, it would seem that the voice had lost its place."""
    sound = joe.say("Six gates, two locks, ten boats, two clocks.")
    samples = np.abs(samples_of(sound))
    for word in (sound.words[place] for place in (2, 4, 6)):
        at = word.begin * sound.rate // 1000
        reach = sound.rate // 20
        assert samples[at - 2 * reach : at - reach // 2].max() < 0.2 * samples.max()
        assert samples[at : at + 4 * reach].max() > 0.2 * samples.max()


def test_a_word_whose_first_sound_is_counted_from_within_a_pause_begins_behind_it(
    joe: piper.Piper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model does so with one word in ten after a comma: lit then, it is early by 200 ms."""
    words = "Six, gates."
    lasts = np.full(len(joe._loaded.phonemes_to_ids(joe._phonemes(words))), 882)
    audio = np.full(lasts.sum(), 0.5, np.float32)
    monkeypatch.setattr(joe, "_spoken", lambda *_: (audio, lasts))
    told = joe.say(words).words[1].begin
    rest = told * 22_050 // 1000
    audio[rest - 2_205 : rest + 4_410] = 0
    six, gates = joe.say(words).words
    assert six.end == gates.begin == pytest.approx(told + 200 - 20, abs=1)


def test_at_a_slower_rate_words_last_longer() -> None:
    """Their times are those of the sound at hand, and not of the voice's own pace."""
    words = "The tide waits for nobody, and nobody waits for it."
    slow, fast = (piper.load("", "en", rate).say(words).words[-1].begin for rate in (0.7, 1.5))
    assert slow > 1.6 * fast


def test_a_voice_that_does_not_tell_has_no_words(
    joe: piper.Piper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A graph that cannot be opened up speaks all the same; whole sentences are lit then."""
    audio = np.zeros(22_050, np.float32)
    monkeypatch.setattr(joe, "_spoken", lambda *_: (audio, None))
    sound = joe.say("The tide waits for nobody.")
    assert (sound.length_ms, sound.words) == (1_000, ())


def test_a_voice_whose_phonemes_are_not_espeak_s_has_no_words(
    joe: piper.Piper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters or pinyin would be counted as sounds, and words lit anywhere."""
    from piper.config import PhonemeType

    monkeypatch.setattr(joe._loaded.config, "phoneme_type", PhonemeType.TEXT)
    assert joe.say("tide").words == ()
