"""Kokoro: the most natural voice here, eight times as slow as Piper.

The model is not packed with publisher: it is fetched once, or given by path. It leaves nothing
to chance, so a sentence is the same to the bit whenever and wherever on like machines it is
said. How long each sign lasts it knows and keeps to itself; two lines laid behind its graph
make it tell.

Source:
    hexgrad/Kokoro-82M 1.0 (Apache-2.0); Li and others, "StyleTTS 2", NeurIPS 2023.
"""

import hashlib
import logging
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from publisher.errors import VoiceError
from publisher.narration import Sound, Voice, Word
from publisher.progress import Progress, Step, silent
from publisher.speaking.engines import NOWHERE, Folders, Offer, espeak
from publisher.speaking.engines.kokoro_files import (
    FILES,
    RELEASE,
    Folder,
    digest_of,
    fetch,
    found_in,
)
from publisher.speaking.engines.kokoro_signs import IN_IPA, NUMBERS, breaths, signs, signs_of
from publisher.speaking.engines.opening import THREADS
from publisher.speaking.engines.phonemes import word_places
from publisher.speaking.levels import settled
from publisher.speaking.timing import WORD

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

__all__ = ["Kokoro", "add", "load", "offers", "remove"]

log = logging.getLogger(__name__)

ENGINE = "kokoro"
QUALITY = 5  # one above the best of Piper's (benchmarks/narration)
RATE = 24_000
FRAME = 600  # samples; the model counts in these how long a sign lasts
TITLE = 48  # signs; what was cut from a sentence is longer
TAKE_SIGNS = 29  # by which the manners of two takes are apart
EARLY = 3  # frames; so much before the model's count a sign is heard (benchmarks/narration)

LICENCE = "Apache-2.0"
LINEAGE = (
    "Kokoro-82M 1.0 by hexgrad (StyleTTS 2, ISTFTNet); by its card trained on permissive and "
    "non-copyrighted audio: public domain, Apache, MIT, synthetic audio of large providers' closed "
    "models; and Koniwa (CC BY 3.0) and SIWIS (CC BY 4.0)"
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that Kokoro speaks.

    Attributes:
        tag: BCP 47.
        accent: the espeak voice whose phonemes it is given.
        best: its best voice.
    """

    tag: str
    accent: str
    best: str


# By the first letter of a voice's name. Japanese (j) and Chinese (z) are left out: the model
# learnt them from phonemes that espeak does not make.
TONGUES = {
    "a": Tongue("en-US", "en-us", "af_heart"),
    "b": Tongue("en-GB", "en-gb", "bm_george"),
    "e": Tongue("es", "es", "ef_dora"),
    "f": Tongue("fr", "fr", "ff_siwis"),
    "h": Tongue("hi", "hi", "hf_alpha"),
    "i": Tongue("it", "it", "if_sara"),
    "p": Tongue("pt-BR", "pt-br", "pf_dora"),
}
_AMERICAN = ("en-us", "en-ca", "en-ph", "en-pr")

_loading = Lock()  # two threads that begin at once load one model


class Kokoro:
    """A voice of Kokoro's; the model is loaded when it first speaks."""

    varies = True  # another take is in the manner of a longer or shorter sentence

    def __init__(self, folder: Folder, name: str, rate: float) -> None:
        self.voice = _card(name)
        self._accent = TONGUES[name[0]].accent
        self._model = folder.model
        self._styled = partial(_style, folder, name)
        self._rate = rate
        style = hashlib.sha256(self._styled().tobytes()).hexdigest()
        self.identity = (
            f"kokoro, model {_digest(folder.model)[:16]}, style {style[:16]}, "
            f"onnxruntime {version('onnxruntime')}, signs 2 of espeak-ng {espeak.release()} "
            f"{self._accent}, rate {rate:g}, with words 2"
        )

    def say(self, words: str, take: int = 0) -> Sound:
        """Speak one clause or sentence; nothing when there is nothing to say in it.

        Raises:
            VoiceError: the model cannot be loaded, or failed.
        """
        import numpy as np

        said = _ended(signs(words, self._accent)) if WORD.search(words) else ""
        heard = [self._breath(each, words, take) for each in breaths(said)]
        if not heard:
            return Sound(b"", RATE)
        audio = np.concatenate([samples for samples, _ in heard])
        lasts = [frames for _, frames in heard]
        timed = tuple(self._timed(words, said, _begins(lasts))) if all(lasts) else ()
        return settled(Sound(_sixteen_bit(audio), RATE, timed))

    def make_ready(self) -> None:
        """Load the model before there is anything to say.

        Raises:
            VoiceError: it cannot be loaded.
        """
        with _loading:
            _loaded(self._model)

    def phonemes(self, words: str) -> str:
        """What the model is given of some words, in the International Phonetic Alphabet."""
        return signs(words, self._accent).translate(IN_IPA)

    def lacks(self, ipa: str) -> str:
        """The signs of some IPA that the model was not taught."""
        return signs_of(ipa, self._accent)[1]

    def _breath(self, said: str, words: str, take: int) -> "tuple[NDArray[np.float32], list[int]]":
        """Samples of what is said in one breath, and for how many frames each sign lasts.

        The frames are those of the silence before it, of each sign, and of the silence behind;
        there are none where the model does not tell, or not in frames of that length.
        """
        import numpy as np

        with _loading:
            model = _loaded(self._model)
        style = self._styled()
        asked = {
            model.tokens: np.array([[0, *map(NUMBERS.__getitem__, said), 0]], dtype=np.int64),
            "style": style[_manner(len(said), take, len(style))][None],
            "speed": np.array([self._rate], dtype=np.float32),
        }
        try:
            samples, *lasts = model.session.run(list(model.told), asked)
        except Exception as error:  # onnxruntime raises its own kinds, without a common base
            raise VoiceError(
                f"Kokoro could not say {words[:40]!r}: {error}",
                remedy="Try `--voice piper` or `--voice espeak`, and report the words.",
            ) from error
        frames = [int(each) for part in lasts for each in part.reshape(-1)]
        return samples.reshape(-1), frames if sum(frames) * FRAME == samples.size else []

    def _timed(self, words: str, said: str, begins: Sequence[int]) -> Iterator[Word]:
        """When each word is heard: from its first sign to the next word's, in milliseconds."""
        places = word_places(words, said, partial(_signs_of_word, self._accent))
        ends = [*(begins[place] for _, _, place in places[1:]), begins[-1]]
        for (start, stop, place), end in zip(places, ends[: len(places)], strict=True):
            yield Word(start, stop, begins[place], max(end, begins[place]))


@cache
def _style(folder: Folder, name: str) -> "NDArray[np.float32]":
    return folder.style(name)


@cache
def _signs_of_word(accent: str, word: str) -> str:
    return signs(word, accent)


def offers(folders: Folders = NOWHERE) -> Iterator[Offer]:
    """The voices that are here, or one that says how to have them."""
    found = _found(folders)
    missing = _missing_library()
    if found is None or missing:
        yield Offer(_card("bm_george"), needs=missing or _how_to_have_it(folders))
        return
    for name in _speaking(found):
        yield Offer(_card(name), quality=QUALITY + (TONGUES[name[0]].best == name))


def load(name: str, language: str, rate: float, folders: Folders = NOWHERE) -> Kokoro:
    """Make a voice of Kokoro's ready.

    Args:
        name: the voice's name, "" for the best for the language; either behind a folder with
            the model in it (``models/kokoro/bm_george``), else the user's are looked into.
        language: BCP 47 tag of the article.
        rate: speaking rate against the voice's own.
        folders: the user's.

    Raises:
        VoiceError: the model is not here, or has no such voice, or cannot speak here.
    """
    if missing := _missing_library():
        raise VoiceError("Kokoro cannot speak here", remedy=f"It needs {missing}.")
    path = Path(name)
    folder, voice = (path, "") if name and path.is_dir() else (path.parent, path.name)
    found = _found(folders) if folder == Path() else found_in(folder)
    if found is None:
        where = "" if folder == Path() else f": {folder} has none"
        raise VoiceError(
            f"Kokoro's model is not here{where}", remedy=f"It needs {_how_to_have_it(folders)}."
        )
    return Kokoro(found, _chosen(voice, language, found), rate)


def add(name: str, folders: Folders, source: str = "", progress: Progress = silent) -> Voice:
    """Fetch the model and all its voices into the user's first folder of voices.

    Args:
        name: the voice that is wanted; all come together.
        folders: the user's.
        source: the address of a mirror, with a slash at its end, or "" for Kokoro's own.
        progress: told of every piece that has come.

    Raises:
        VoiceError: they cannot be fetched, or are not what was published, or cannot be kept.
    """
    if not folders.voices:
        raise VoiceError("There is no folder for voices", "Name one in PUBLISHER_VOICES.")

    def told(here: int, total: int) -> None:
        progress(Step("fetch", "Kokoro", here, total))

    fetch(folders.voices[0] / ENGINE, told, source or RELEASE)
    return _card(name or "bm_george")


def remove(name: str, folders: Folders) -> Path:
    """Take the model away, with all its voices.

    Args:
        name: not asked; they came together, and go together.
        folders: the user's.

    Returns:
        Where it was.

    Raises:
        VoiceError: it is not there.
    """
    for folder in folders.voices:
        place = folder / ENGINE
        if found_in(place) is not None:
            shutil.rmtree(place)
            return place
    raise VoiceError("Kokoro's model is not here", "There is nothing to take away.")


def _found(folders: Folders) -> Folder | None:
    """The model in the first of the user's folders that has it."""
    places = (found_in(folder / ENGINE) for folder in folders.voices)
    return next((place for place in places if place is not None), None)


@dataclass(frozen=True, slots=True)
class Model:
    """The model, loaded.

    Attributes:
        session: what runs it.
        tokens: what it calls the numbers of the signs.
        told: what it is asked for: samples and, where it tells, how long each sign lasts.
    """

    session: "InferenceSession"
    tokens: str
    told: tuple[str, ...]


@cache
def _loaded(path: Path) -> Model:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # errors only: it warns of types that quantising left open
    options.intra_op_num_threads = THREADS
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        graph, lasts = _telling(path.read_bytes())
        session = onnxruntime.InferenceSession(graph, options, ["CPUExecutionProvider"])
    except Exception as error:  # a broken model fails in many ways
        raise VoiceError(
            f"Kokoro's model {path} cannot be loaded: {error}",
            remedy="Take it away and fetch it again: `publisher voices add kokoro`.",
        ) from error
    inputs = {each.name: each.type for each in session.get_inputs()}
    tokens = next((name for name in ("tokens", "input_ids") if name in inputs), "")
    if not tokens or inputs.get("speed") != "tensor(float)" or "style" not in inputs:
        raise VoiceError(
            f"{path} is no model of Kokoro's that publisher knows: it asks for {', '.join(inputs)}",
            remedy=f"Use {FILES[0].name}: `publisher voices add kokoro`.",
        )
    sound = session.get_outputs()[0].name
    return Model(session, tokens, (sound, lasts) if lasts else (sound,))


def _telling(graph: bytes) -> tuple[bytes, str]:
    """A model that tells how many frames each sign lasts, and what it calls that.

    The lengths are rounded at one place in the graph, and then held to a frame at least. Bytes
    that declare this an output are put behind the others, as protobuf lets one add to a list;
    so there is no second copy of the model to keep on disk.

    Args:
        graph: an ONNX model's bytes.

    Returns:
        Its bytes, and "" for a name where the place was not found.
    """
    import onnx

    model = onnx.load_model_from_string(graph)
    rounded = [node.output[0] for node in model.graph.node if node.op_type == "Round"]
    if len(rounded) != 1:
        log.debug("Kokoro's model does not tell how long its signs last")
        return graph, ""
    held = (
        node.output[0]
        for node in model.graph.node
        if node.op_type in ("Clip", "Max") and rounded[0] in node.input
    )
    lasts = next(held, rounded[0])
    if lasts in {each.name for each in model.graph.output}:
        return graph, lasts
    more = onnx.ModelProto()
    more.graph.output.add(name=lasts)
    return graph + more.SerializeToString(), lasts


def _manner(length: int, take: int, manners: int) -> int:
    """The row of a style that some signs are said in.

    The model has a manner for each length of what is said, and nothing else in it is left open:
    another take is said in the manner of one some signs longer, turning back at the longest.
    """
    place = (length - 1 + TAKE_SIGNS * take) % (2 * manners - 1)
    return min(place, 2 * manners - 2 - place) if place >= manners else place


def _ended(said: str) -> str:
    """What is said, with a stop behind it when it is short and has no mark there, as titles are.

    Without one, some voices are cut off while an open vowel still sounds (“Oh”, at -25 dB).
    """
    return f"{said}." if said and len(said) < TITLE and said[-1].isalpha() else said


def _begins(heard: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """When each sign is heard, and where the last one ends, in milliseconds.

    Args:
        heard: of each breath the frames of the silence before it, of its signs, and behind it.
    """
    frames: list[int] = []
    before = 0
    for lasts in heard:
        passed = [before + each for each in accumulate(lasts)]
        frames += passed[:-2]
        before, end = passed[-1], passed[-2]
    return tuple(max(each - EARLY, 0) * FRAME * 1000 // RATE for each in (*frames, end))


def _chosen(name: str, language: str, found: Folder) -> str:
    """The voice that is named, or else the best for a language.

    Raises:
        VoiceError: there is none.
    """
    names = tuple(_speaking(found))
    if name in names:
        return name
    if name:
        others = "; espeak cannot spell Japanese or Chinese for it" if name[:1] in "jz" else ""
        raise VoiceError(
            f"Kokoro has no voice called {name!r} in {found.voices}{others}",
            remedy=f"Choose one of {len(names)}, such as {', '.join(_some(names))}; "
            "`publisher voices --all` lists them.",
        )
    letter = _letter(language)
    able = [each for each in names if each[0] == letter]
    if not able:
        raise VoiceError(
            f"Kokoro has no voice for the language {language!r}",
            remedy="Use `--voice espeak`, or name a voice; `publisher voices` lists them.",
        )
    best = TONGUES[letter].best
    return best if best in able else able[0]


def _some(names: tuple[str, ...]) -> Iterator[str]:
    return (tongue.best for tongue in TONGUES.values() if tongue.best in names)


def _letter(language: str) -> str:
    """The first letter of the voices for a language; "" when there are none."""
    tag = language.replace("_", "-").lower()
    if tag.partition("-")[0] == "en":
        return "a" if tag in _AMERICAN else "b"
    return next(
        (key for key, tongue in TONGUES.items() if tongue.accent[:2] == tag.partition("-")[0]), ""
    )


def _speaking(found: Folder) -> Iterator[str]:
    """The voices of a folder whose languages are spoken."""
    return (name for name in found.names() if name[0] in TONGUES and name[1:3] in ("f_", "m_"))


def _card(name: str) -> Voice:
    return Voice("kokoro", name, TONGUES[name[0]].tag, LICENCE, LINEAGE)


def _how_to_have_it(folders: Folders) -> str:
    """What it takes to have the model, as half a sentence."""
    folder = folders.voices[0] / ENGINE if folders.voices else None
    size = round(sum(file.size for file in FILES) / 1e6)
    into = f", or {' and '.join(file.name for file in FILES)} put into {folder}" if folder else ""
    return f"its model: `publisher voices add kokoro` fetches {size} MB{into}"


def _missing_library() -> str:
    """What is not installed here, as half a sentence; "" when all is."""
    missing = [name for name in ("onnx", "onnxruntime") if find_spec(name) is None]
    return f"{' and '.join(missing)}: pip install {' '.join(missing)}" if missing else ""


@cache
def _digest(model: Path) -> str:
    return digest_of(model)


def _sixteen_bit(audio: "NDArray[np.float32]") -> bytes:
    import numpy as np

    return (np.clip(audio, -1.0, 1.0) * 32767.0).astype("<i2").tobytes()
