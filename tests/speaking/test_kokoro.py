"""Kokoro, for real: its model and voices are put together by `tests/tools/kokoro.sh`."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import helper

from publisher.errors import VoiceError
from publisher.narration import Sound
from publisher.speaking.choosing import chosen
from publisher.speaking.engines import Folders, kokoro
from publisher.speaking.engines.kokoro_files import FILES, found_in
from publisher.speaking.levels import loudness, samples_of, trimmed
from publisher.speaking.timing import WORD
from tests.command import Desk, refused
from tests.conftest import ROOT, need

HERE = ROOT / "tests/tools/kokoro"
TIDE = "The tide waits for nobody, and nobody waits for it."
SAYINGS = (
    "Silence.",
    "In the end it was to be of the kind that I had had.",
    "The firm of H. R. Ames paid $1.5bn, in the end (twenty-one years on).",
    "It’s “the best” — in the world; don't wait for 1,234 of 日本 at 3.30pm…",
)


class Remembered:
    """A voice that says nothing twice, for tests look at the same sentences."""

    def __init__(self, voice: kokoro.Kokoro) -> None:
        self.voice = voice
        self.say = cache(voice.say)


@pytest.fixture(scope="module")
def folder() -> Path:
    """Where the model and its voices are."""
    need(found_in(HERE), "Kokoro (see tests/tools/kokoro.sh)")
    return HERE


@pytest.fixture(scope="module")
def george(folder: Path) -> Remembered:
    """The British voice."""
    return Remembered(kokoro.load(f"{folder}/bm_george", "en", 1.0))


@pytest.fixture
def shelved(folder: Path, tmp_path: Path) -> Folders:
    """The model stands in the user's folder."""
    (tmp_path / "kokoro").symlink_to(folder)
    return Folders(voices=(tmp_path,))


def test_it_speaks(george: Remembered) -> None:
    """One channel at 24,000 Hz, as loud as speech is."""
    sound = george.say(TIDE)
    assert sound.rate == 24_000
    assert 2_000 < sound.length_ms < 5_000
    assert loudness(samples_of(sound), sound.rate) > -30


@pytest.mark.parametrize(("name", "language", "words"), [
    ("af_heart", "en-US", "Yes."), ("bf_emma", "en-GB", "Behind the gates"),
    ("ff_siwis", "fr", "L'horloge disait l'heure de la marée."),
    ("ef_dora", "es", "El reloj decía la hora de la marea."),
    ("if_sara", "it", "L'orologio diceva l'ora della marea."),
    ("hf_alpha", "hi", "घड़ी ज्वार बताती थी।"),
    ("pf_dora", "pt-BR", "O relógio dizia a hora da maré."),
])  # fmt: skip
def test_it_speaks_each_of_its_languages(
    folder: Path, name: str, language: str, words: str
) -> None:
    """At a pace that a person would speak at, and no quieter than others."""
    voice = kokoro.load(f"{folder}/{name}", "", 1.0)
    heard = trimmed(voice.say(words))
    assert voice.voice.language == language
    assert 40 < heard.length_ms / len(words) < 160
    assert loudness(samples_of(heard), heard.rate) > -26
    assert [(each.start, each.stop) for each in heard.words] == [
        found.span() for found in WORD.finditer(words)
    ]


@pytest.mark.parametrize("word", ["Yes.", "No", "A.", "5"])
def test_one_word_is_whole_and_as_loud_as_a_sentence(george: Remembered, word: str) -> None:
    """Titles and answers are where listeners of this model heard scraps and noises."""
    heard, sentence = trimmed(george.say(word)), trimmed(george.say(TIDE))
    levels = [loudness(samples_of(each), each.rate) for each in (heard, sentence)]
    assert 350 < heard.length_ms < 1_000
    assert abs(levels[0] - levels[1]) < 3
    said = samples_of(george.say(word))
    assert np.abs(said[-1_200:]).max() < 0.02  # it falls silent before it ends
    assert np.abs(said).max() < 0.98


def test_a_title_without_a_stop_is_not_cut_off(folder: Path) -> None:
    """Some voices end while an open vowel still sounds, unless told that it is the end."""
    sound = kokoro.load(f"{folder}/bf_emma", "en", 1.0).say("Oh")
    said = np.abs(samples_of(sound))
    assert said[-1_200:].max() < 0.01 * said.max()
    assert [(word.start, word.stop) for word in sound.words] == [(0, 2)]


def test_its_card_says_on_what_terms_it_may_be_used(george: Remembered) -> None:
    """A publisher has to know, and readers that it is a machine taught by recordings."""
    card = george.voice.voice
    assert (card.licence, card.language, card.trained) == ("Apache-2.0", "en-GB", True)
    assert "SIWIS" in card.lineage
    assert not card.online


def test_a_slower_rate_takes_longer_and_is_another_sound(folder: Path) -> None:
    """A build at another rate must not be given the sounds of the first; words last longer."""
    slow, fast = (kokoro.load(f"{folder}/bm_george", "en", rate) for rate in (0.7, 1.5))
    said = [trimmed(voice.say("The tide waits for nobody.")) for voice in (slow, fast)]
    assert said[0].length_ms > 1.6 * said[1].length_ms
    assert said[0].words[-1].begin > 1.6 * said[1].words[-1].begin
    assert slow.identity != fast.identity


@pytest.mark.parametrize("words", ["...", "🙂", " ", "", "é", "[[x]]", "\x00"])
def test_odd_words_give_sound_or_silence_and_no_error(george: Remembered, words: str) -> None:
    """One odd sign in a long book must not end its narration."""
    assert george.say(words).rate == 24_000


def test_more_than_a_breath_of_signs_is_said_in_several(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clause of figures has more signs than the model has places for; all are said."""
    voice = kokoro.load(f"{folder}/bm_george", "en", 1.0)
    breaths: list[str] = []

    def breath(said: str, _: str, _take: int) -> tuple[np.ndarray, list[int]]:
        breaths.append(said)
        return np.full(600 * (len(said) + 2), 0.5, np.float32), [1] * (len(said) + 2)

    monkeypatch.setattr(voice, "_breath", breath)
    words = "1,777,777 and " * 14 + "one"
    sound = voice.say(words)
    assert len(breaths) > 1
    assert max(map(len, breaths)) <= 510
    assert len(sound.words) == 29
    assert all(one.end == other.begin for one, other in pairwise(sound.words))
    assert sound.words[-1].end <= sound.length_ms


@pytest.mark.parametrize("saying", SAYINGS)
def test_it_tells_when_it_says_each_word(george: Remembered, saying: str) -> None:
    """As many times as words, in order, touching, within the sound: each is lit while heard."""
    sound = george.say(saying)
    times = sound.words
    assert [(word.start, word.stop) for word in times] == [
        found.span() for found in WORD.finditer(saying)
    ]
    assert all(one.end == other.begin for one, other in pairwise(times))
    assert all(0 <= word.begin <= word.end <= sound.length_ms for word in times)


def test_each_word_begins_with_its_own_signs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted from the model's numbers: a silence before all, and three frames early."""
    voice = kokoro.load(f"{folder}/bm_george", "en", 1.0)
    kept: list[str] = []

    def breath(said: str, _: str, _take: int) -> tuple[np.ndarray, list[int]]:
        kept.append(said)
        return np.full(600 * 40 * (len(said) + 2), 0.5, np.float32), [40] * (len(said) + 2)

    monkeypatch.setattr(voice, "_breath", breath)
    words = voice.say("Six gates, two 日本 locks.").words
    heard = [
        kept[0][round((each.begin + 75) / 1_000) - 1 : round((each.end + 75) / 1_000) - 1]
        for each in words
    ]
    assert [heard[0], heard[1], heard[2], heard[4]] == ["sˈɪks ", "ɡˈAts, ", "tˈuː ", "lˈɒks."]


def test_its_words_fill_its_sound(george: Remembered) -> None:
    """Counted a sign too few or too many, the last words would be lit too early or too late."""
    heard = trimmed(george.say(TIDE))
    assert heard.words[0].begin < 60
    assert len(heard.words) == 10


def test_a_word_after_a_pause_begins_where_the_pause_ends(george: Remembered) -> None:
    """Lit at the semicolon, it would seem that the voice had lost its place.

    A stop ends each part, for an s would last into the pause, longer on one processor than another.
    """
    sound = george.say("Ten men came up; ten men sat; ten men ate; ten men wept.")
    samples = np.abs(samples_of(sound))
    for word in (sound.words[place] for place in (4, 7, 10)):
        at = word.begin * sound.rate // 1000
        reach = sound.rate // 20
        assert samples[at - 3 * reach : at - reach].max() < 0.1 * samples.max()
        assert samples[at : at + 4 * reach].max() > 0.3 * samples.max()


def test_a_model_that_does_not_tell_speaks_without_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole sentences are lit then."""
    voice = kokoro.load(f"{folder}/bm_george", "en", 1.0)
    monkeypatch.setattr(voice, "_breath", lambda *_: (np.full(24_000, 0.5, np.float32), []))
    sound = voice.say("The tide waits.")
    assert (sound.length_ms, sound.words) == (1_000, ())


def test_it_is_looked_for_in_the_users_folder(shelved: Folders) -> None:
    """Who has fetched it names it, and no path."""
    offers = {offer.voice.name: offer for offer in kokoro.offers(shelved)}
    assert {"bm_george", "af_heart", "ff_siwis"} <= offers.keys()
    assert not any(offer.needs for offer in offers.values())
    assert not [name for name in offers if name[0] in "jz"]
    assert kokoro.load("bf_emma", "fr", 1.0, shelved).voice.name == "bf_emma"


@pytest.mark.parametrize(("language", "name"), [
    ("en", "bm_george"), ("en-GB", "bm_george"), ("en-AU", "bm_george"), ("en-US", "af_heart"),
    ("en_CA", "af_heart"), ("fr-CA", "ff_siwis"), ("pt", "pf_dora"), ("hi-IN", "hf_alpha"),
])  # fmt: skip
def test_a_language_finds_its_best_voice(shelved: Folders, language: str, name: str) -> None:
    """The region's accent where there is one, and the voice that does best by ear."""
    assert kokoro.load("", language, 1.0, shelved).voice.name == name


@pytest.mark.parametrize(("language", "name"), [("en-GB", "bm_george"), ("en-US", "af_heart")])
def test_it_is_chosen_where_it_is(shelved: Folders, language: str, name: str) -> None:
    """Who has fetched the most natural voice wants to hear it, in the region's accent."""
    engine, _ = chosen("auto", language, 1.0, shelved)
    assert str(engine.voice) == f"kokoro:{name}"


@pytest.mark.parametrize("name", ["nobody", "jf_alpha", "b", "bm_nobody"])
def test_a_voice_that_is_not_there_is_named_with_those_that_are(
    shelved: Folders, name: str
) -> None:
    """Japanese needs phonemes that espeak does not make; it would be babble."""
    with pytest.raises(VoiceError, match=name) as caught:
        kokoro.load(name, "en", 1.0, shelved)
    assert "bm_george" in caught.value.remedy


@pytest.mark.parametrize("language", ["cy", "ja", "und", ""])
def test_a_language_that_it_does_not_speak_is_refused(shelved: Folders, language: str) -> None:
    """Welsh in a British voice's phonemes would be noise."""
    with pytest.raises(VoiceError, match="no voice for the language"):
        kokoro.load("", language, 1.0, shelved)


def test_without_the_model_one_line_says_how_to_have_it(tmp_path: Path) -> None:
    """Forty voices that cannot speak would only be in the way."""
    folders = Folders(voices=(tmp_path,))
    (offer,) = kokoro.offers(folders)
    assert "publisher voices add kokoro" in offer.needs
    with pytest.raises(VoiceError, match="not here") as caught:
        kokoro.load("bm_george", "en", 1.0, folders)
    assert FILES[0].name in caught.value.remedy


def test_a_broken_model_is_an_error_of_ours(folder: Path, tmp_path: Path) -> None:
    """A download that broke off gives one line, and not onnxruntime's."""
    (tmp_path / "kokoro-v1.0.int8.onnx").write_bytes(b"no model")
    (tmp_path / "voices").symlink_to(folder / "voices")
    with pytest.raises(VoiceError, match="cannot be loaded"):
        kokoro.load(f"{tmp_path}/bm_george", "en", 1.0).say("Yes.")


def test_another_voice_is_another_identity(folder: Path) -> None:
    """Else one would be given the sounds of the other."""
    names = ("bm_george", "bf_emma", "af_heart")
    assert len({kokoro.load(f"{folder}/{name}", "en", 1.0).identity for name in names}) == 3


def test_it_has_no_sound_where_there_is_nothing_to_say(george: Remembered) -> None:
    """A clause of nothing but an unheard sign is no error."""
    assert george.say(" ") == Sound(b"", 24_000)


def test_frames_of_another_length_are_not_believed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They do not add up to the sound, and words would drift further with each."""
    monkeypatch.setattr(kokoro, "FRAME", 300)
    assert kokoro.load(f"{folder}/bm_george", "en", 1.0).say("No.").words == ()


def test_a_model_without_lengths_is_left_as_it_is() -> None:
    """Nothing is told that is not there."""
    graph = stranger().SerializeToString()
    assert kokoro._telling(graph) == (graph, "")


def test_another_model_is_refused_by_what_it_asks_for(folder: Path, tmp_path: Path) -> None:
    """A file of that name may be anything."""
    (tmp_path / "kokoro-v1.0.onnx").write_bytes(stranger().SerializeToString())
    (tmp_path / "voices").symlink_to(folder / "voices")
    with pytest.raises(VoiceError, match="asks for picture") as caught:
        kokoro.load(f"{tmp_path}/bm_george", "en", 1.0).say("Yes.")
    assert FILES[0].name in caught.value.remedy


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the line that installs it."""
    monkeypatch.setattr(kokoro, "find_spec", lambda _: None)
    (offer,) = kokoro.offers()
    assert "pip install onnx onnxruntime" in offer.needs
    with pytest.raises(VoiceError, match="cannot speak here"):
        kokoro.load("bm_george", "en", 1.0)


def test_the_command_line_looks_where_it_is_told(folder: Path, tmp_path: Path) -> None:
    """PUBLISHER_VOICES names the folder; else it is the user's, and the list says where."""
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices/kokoro").symlink_to(folder)
    told = Desk(tmp_path / "told", {"PUBLISHER_VOICES": str(tmp_path / "voices")}).run("voices")
    assert "kokoro: 41 voices" in told.out
    usual = Desk(tmp_path / "usual", {"XDG_DATA_HOME": str(tmp_path / "data")})
    assert f"put into {tmp_path / 'data/publisher/voices/kokoro'}" in usual.run("voices").out
    usual.write("tide.md")
    refused(usual.run("build", "tide.md", "--voice", "kokoro"), 4, "not here", "add kokoro")


def stranger() -> onnx.ModelProto:
    """A model that has to do with pictures."""
    shown, seen = (
        helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1])
        for name in ("picture", "seen")
    )
    looks = helper.make_node("Identity", ["picture"], ["seen"])
    graph = helper.make_graph([looks], "stranger", [shown], [seen])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
