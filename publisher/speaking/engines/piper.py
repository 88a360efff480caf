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
import logging
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from importlib.util import find_spec
from itertools import accumulate, pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from publisher.errors import VoiceError
from publisher.narration import Sound, Voice, Word
from publisher.progress import Progress, silent
from publisher.speaking.engines import NOWHERE, Folders, Offer, graphs, not_installed, shelf
from publisher.speaking.engines.fetching import CARD, fetched
from publisher.speaking.engines.hints import for_espeak
from publisher.speaking.engines.phonemes import word_places
from publisher.speaking.fitting import fitness, speaks
from publisher.speaking.levels import settled
from publisher.speaking.phonetic import at_home, bare, pieces, put_back, with_stand_ins

if TYPE_CHECKING:
    from piper import PiperVoice

log = logging.getLogger(__name__)

CHANNELS = 192  # of the noise behind each frame, in every VITS model that Piper has made
FRAMES = 4  # for a phoneme's number, at the voice's own rate: twice what is usual


class Piper:
    """A Piper voice; its model is read when it first has something to say."""

    varies = True  # another take is made of other noise

    def __init__(
        self, model: Path, rate: float, folders: Folders = NOWHERE, speaker: str = ""
    ) -> None:
        self.voice = shelf.card(model, speaker)
        self._model = model
        self._cache = folders.cache
        self._speaker = shelf.speakers(model)[speaker] if speaker else None
        self._rate = rate
        digests = f"{_digest(model)} {_digest(shelf.beside(model))}"
        self._seed = " ".join(filter(None, (str(graphs.VERSION), digests, speaker)))
        self.identity = (
            f"{graphs.libraries()}, seed {self._seed}, rate {rate:g}, with words 2 and hints 2"
        )

    def say(self, words: str, take: int = 0) -> Sound:
        """Speak one clause or sentence, in one breath.

        Raises:
            VoiceError: the model cannot be loaded, or failed.
        """
        try:
            phonemes = self._phonemes(words)
            audio, lasts = self._spoken(words, self._loaded.phonemes_to_ids(phonemes), take)
        except VoiceError:
            raise
        except Exception as error:  # onnxruntime raises its own kinds, without a common base
            raise VoiceError(
                f"Piper could not say {words[:40]!r}: {error}",
                remedy="Try `--voice espeak`, and report the words.",
            ) from error
        timed = tuple(self._timed(words, phonemes, lasts)) if lasts is not None else ()
        return settled(Sound(_sixteen_bit(audio), self._loaded.config.sample_rate, timed))

    def make_ready(self) -> None:
        """Load the model before there is anything to say.

        Raises:
            VoiceError: it cannot be loaded.
        """
        _load(self._model, self._cache)

    @property
    def _loaded(self) -> "PiperVoice":
        return _load(self._model, self._cache)

    def _spoken(self, words: str, ids: list[int], take: int) -> tuple[Any, Any]:
        """What the model makes of some phonemes' numbers.

        The same noise at every rate: who changes it hears the same reading, slower or faster.

        Args:
            words: what is said; the noise depends on it.
            ids: the numbers of its phonemes.
            take: which reading; the noise depends on it too.

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
        if config.num_speakers > 1:
            speaker = config.default_speaker_id if self._speaker is None else self._speaker
            given["sid"] = np.array([speaker], dtype=np.int64)
        needed = len(ids) * (2 + CHANNELS * max(1, round(FRAMES * scale)))
        reading = f"take {take} " if take else ""
        noise = graphs.noise(f"{self._seed} {reading}{words}", needed)
        audio, *lasts = graphs.run(self._loaded.session, given, noise)
        told = (lasts[0].reshape(-1) * config.hop_length).astype(np.int64) if lasts else None
        return audio.reshape(-1), told

    def phonemes(self, words: str) -> str:
        """The phonemes of some words, in the International Phonetic Alphabet."""
        return "".join(self._phonemes(words))

    def lacks(self, ipa: str) -> str:
        """The signs of some IPA that the voice has no number for.

        A voice that was not taught espeak's phonemes takes none.
        """
        about = shelf.told(self._model)
        if about.get("phoneme_type", "espeak") != "espeak":
            return ipa
        known = about.get("phoneme_id_map", {})
        return "".join(dict.fromkeys(each for each in self._signs(ipa) if each not in known))

    def _signs(self, ipa: str) -> list[str]:
        """IPA as the voice has it: a sign by sign."""
        accent = str(shelf.told(self._model).get("espeak", {}).get("voice", ""))
        return list(unicodedata.normalize("NFD", at_home(bare(ipa), accent)))

    def _phonemes(self, words: str) -> list[str]:
        """Phonemes of all the words as one sentence, whatever full stops are in them."""
        text, ipas = with_stand_ins(words)
        found = self._made_of(text)
        if not ipas:
            return found
        return put_back(found, ipas, self._made_of, self._signs) or list(self._by_pieces(words))

    def _by_pieces(self, words: str) -> Iterator[str]:
        """Phonemes of words and those given, one piece after another."""
        for piece, is_ipa in pieces(words):
            if is_ipa:
                yield from self._signs(piece)
                continue
            yield from " " if piece[0].isspace() else ""
            yield from self._made_of(piece) or piece.strip()
            yield from " " if piece[-1].isspace() and piece.strip() else ""

    def _made_of(self, text: str) -> list[str]:
        """What espeak makes of a text."""
        found: list[str] = []
        sayable = text.replace("[[", "[ [").replace("\0", " ")
        with _phonemizing:
            sentences = self._loaded.phonemize(for_espeak(sayable))
        for sentence in sentences:
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
        at = list(accumulate((first, *(count + 1 if count else 0 for count in ids))))
        passed = [0, *accumulate(int(samples) for samples in lasts)]
        places = word_places(words, phonemes, self._phonemes_of_word)
        # The blank before a word and the pads around it have time of their own, in which the
        # word's first sound is heard already (benchmarks/narration): so it begins with them.
        firsts = [at[_before_blank(place, phonemes)] - 1 for _, _, place in places]
        begins = [round(passed[each] * 1000 / config.sample_rate) for each in (*firsts, at[-1])]
        for (start, stop, _), (begin, end) in zip(places, pairwise(begins), strict=True):
            yield Word(start, stop, begin, max(end, begin))

    def _phonemes_of_word(self, word: str) -> tuple[str, ...]:
        known = _known_words[self._model]
        if word not in known:
            known[word] = tuple(self._phonemes(word))
        return known[word]


def offers(folders: Folders = NOWHERE) -> Iterator[Offer]:
    """Every Piper voice that is here, the user's first, and how to have others."""
    missing = "" if _is_here() else str(not_installed("piper", ImportError(name="piper")))
    for model in shelf.models(folders).values():
        found = shelf.offer(model)
        yield replace(found, needs=found.needs or missing)
    other = Voice("piper", "NAME", "und", licence="as its card states")
    yield Offer(other, needs=missing or "`publisher voices add NAME`, such as en_GB-alba-medium")


def load(name: str, language: str, rate: float, folders: Folders = NOWHERE) -> Piper:
    """Make a Piper voice ready.

    Args:
        name: of a voice that is here, or the path of an ``.onnx`` file or of a folder that holds
            one; "" for the best for the language. Behind it, after ``#``, the name or number of
            a speaker, where the voice has several.
        language: BCP 47 tag of the article.
        rate: speaking rate against the voice's own.
        folders: where voices lie, and what is made of them is kept.

    Raises:
        VoiceError: there is no such voice.
    """
    if not _is_here():
        raise not_installed("piper", ImportError(name="piper"))
    name, _, speaker = name.partition("#")
    model = _at(Path(name)) if name else _best(language, folders)
    model = model or shelf.models(folders).get(name)
    if model is None:
        here = ", ".join(shelf.models(folders)) or "none"
        raise VoiceError(
            f"There is no Piper voice called {name!r}" if name else "There is no Piper voice",
            remedy=f"Use one that is here ({here}), the path of an .onnx file with its .onnx.json, "
            f"or `publisher voices add {name or 'NAME'}`.",
        )
    return Piper(model, rate, folders, _speaker(model, speaker) if speaker else "")


def add(name: str, folders: Folders, source: str = "", progress: Progress = silent) -> Voice:
    """Fetch a voice of Piper's into the user's first folder of voices.

    Args:
        name: such as ``en_GB-alba-medium``.
        folders: the user's.
        source: the address of a mirror, or "" for Piper's own.
        progress: told of every piece, in kilobytes.

    Returns:
        Its card; of one that is here already too, of which nothing is fetched.

    Raises:
        VoiceError: there is no such voice, it does not come whole, or it cannot speak.
        OSError: it cannot be written.
    """
    model = shelf.models(folders).get(name)
    if model is None:
        prove = partial(_opened, kept=folders.cache)
        model = fetched(name, folders.voices[0], source, prove, progress)
    return shelf.card(model)


def remove(name: str, folders: Folders) -> Path:
    """Take a voice away from the user's folders.

    Returns:
        Where it was.

    Raises:
        VoiceError: it is not there.
        OSError: it may not be taken away.
    """
    mine = shelf.models(Folders(voices=folders.voices))
    found = [path for folder in folders.voices for path in shelf.models_in(folder)]
    model = next((path for path in found if path.stem == name), None)
    if model is None:
        packaged = "; it comes with a package, which pip uninstalls" if name in mine else ""
        here = ", ".join(path.stem for path in found) or "none"
        raise VoiceError(
            f"No Piper voice called {name!r} was added{packaged}", f"Those that were: {here}."
        )
    card = model.with_name(CARD)
    if len(list(model.parent.glob("*.onnx"))) == 1 and model.parent.name == name:
        card.unlink(missing_ok=True)
    for path in (model, shelf.beside(model)):
        path.unlink()
    if model.parent.name == name and not any(model.parent.iterdir()):
        model.parent.rmdir()
    return model.parent


def _is_here() -> bool:
    try:
        return find_spec("piper") is not None
    except ImportError:
        return False


def _at(path: Path) -> Path | None:
    """The model that a path leads to: a file, or a folder that holds one and no other."""
    if path.suffix == ".onnx":
        return path if shelf.is_model(path) else None
    found = shelf.models_in(path) if path.is_dir() else []
    return found[0] if len(found) == 1 else None


def _best(language: str, folders: Folders) -> Path | None:
    """The voice that suits a language best; the last, which a package brings, if none speaks it."""
    found = {model: shelf.offer(model) for model in shelf.models(folders).values()}
    fit = [model for model, each in found.items() if not each.needs and speaks(each, language)]
    nearest = min(fit, key=lambda model: fitness(found[model], language), default=None)
    return nearest or next(reversed(found), None)


def _speaker(model: Path, named: str) -> str:
    """The name of a speaker that is named, or numbered.

    Raises:
        VoiceError: the voice has no such speaker.
    """
    known = shelf.speakers(model)
    for name, number in known.items():
        if named in (name, str(number)):
            return name
    raise VoiceError(
        f"The Piper voice {model.stem} has no speaker {named!r}",
        remedy=f"Choose from {', '.join(known)}, or name the voice alone.",
    )


_phonemizing = Lock()  # espeak, which does it, has one language at a time for all of a process
_turn = Lock()
_ready: dict[Path, "PiperVoice"] = {}
_known_words: defaultdict[Path, dict[str, tuple[str, ...]]] = defaultdict(dict)


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

        config = PiperConfig.from_dict(shelf.told(model))
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


def _before_blank(place: int, phonemes: Sequence[str]) -> int:
    """The blank before a phoneme, or the phoneme itself where there is none."""
    while place and phonemes[place - 1] == " ":
        place -= 1
    return place


def _sixteen_bit(audio: object) -> bytes:
    import numpy as np

    samples = np.clip(np.asarray(audio, dtype=np.float32), -1.0, 1.0) * 32767.0
    return np.atleast_1d(samples).astype("<i2").tobytes()
