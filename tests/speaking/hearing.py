"""When a book is heard to speak, and when it is lit: its overlays against its own sound.

Nothing is asked of the code that timed the clips. The book is opened as a reading system opens
it: the times are those of its overlays, and its recordings are decoded and cut into frames of
10 ms. A frame is loud when it comes within 35 dB of the voice's usual level and stands clear of
the noise below; loud frames with no longer rest between them than a stop consonant takes are one
stretch of speech.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from lxml import etree
from numpy.typing import NDArray

from publisher.pipeline import publish
from publisher.reading import load
from publisher.settings import Settings
from publisher.workshop import Workshop

SMIL = "{http://www.w3.org/ns/SMIL}"
OPS = "{http://www.idpf.org/2007/ops}"

FRAME_MS = 10
UNDER_DB = 35.0  # below the voice's usual level nothing is being said
CLEAR_DB = 10.0  # above the noise, whatever the voice's level
REST_MS = 120  # a stop consonant is quiet for up to 100 ms; every pause is longer
NEAR_MS = 60
PAUSED = re.compile(r"[,;:.?!…–—][”’\")\]]*$|^[–—]$")

Numbers = NDArray[np.float64]
Stretch = tuple[float, float]
"""Where something is said without a rest: begin and end in milliseconds."""


@dataclass(frozen=True, slots=True)
class Lit:
    """What is lit, and when.

    Attributes:
        name: its identifier on the page.
        text: what is printed there.
        file: the recording.
        begin: in milliseconds.
        end: the same.
        words: of a sentence that is lit word by word.
    """

    name: str
    text: str
    file: str
    begin: float
    end: float
    words: tuple["Lit", ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """How far times lie from what is heard, in milliseconds; early ones are negative.

    Attributes:
        begins: of clips, against where their speech begins.
        next_begins: ends of clips that another touches, against where its speech begins.
        own_ends: ends of clips, against where their own speech ends.
        words: begins of words after a pause, against where speech goes on.
        sentences: names of the clips, in the order of their begins.
        run_over: names of the clips at whose end something is still being said.
        unmatched: names of the clips that have no stretch of speech to themselves.
    """

    begins: Numbers
    next_begins: Numbers
    own_ends: Numbers
    words: Numbers
    sentences: tuple[str, ...]
    run_over: tuple[str, ...]
    unmatched: tuple[str, ...]


def measured(book: Path, under_db: float = UNDER_DB) -> Measured:
    """How near to what is heard a book lights its words.

    Args:
        book: an EPUB with media overlays.
        under_db: how far below the voice's usual level something still counts as said.
    """
    parts: list[Measured] = []
    with zipfile.ZipFile(book) as package:
        for file, sentences in by_recording(lit(package)).items():
            samples, rate = soundfile.read(io.BytesIO(package.read(file)), dtype="float64")
            parts.append(compared(sentences, stretches(samples, rate, under_db)))
    columns = ("begins", "next_begins", "own_ends", "words")
    names = ("sentences", "run_over", "unmatched")
    return Measured(
        *(np.concatenate([getattr(part, column) for part in parts]) for column in columns),
        *(tuple(each for part in parts for each in getattr(part, name)) for name in names),
    )


def compared(sentences: Sequence[Lit], heard: Sequence[Stretch]) -> Measured:
    """The sentences of one recording against the stretches of speech in it."""
    onsets = np.array([begin for begin, _ in heard])
    nearest = [int(np.abs(onsets - each.begin).argmin()) for each in sentences]
    own = [
        max((end for begin, end in heard if begin < each.end - NEAR_MS), default=each.end)
        for each in sentences
    ]
    ends = np.array([each.end for each in sentences])
    begins = np.array([each.begin for each in sentences])
    words = (_after_pauses(each, onsets) for each in sentences)
    return Measured(
        begins - onsets[nearest],
        (ends[:-1] - onsets[nearest][1:])[ends[:-1] == begins[1:]],
        ends - np.array(own),
        np.array([late for each in words for late in each]),
        tuple(each.name for each in sentences),
        tuple(each.name for each in sentences if _is_said_at(each.end, heard)),
        tuple(
            after.name
            for (first, second), after in zip(pairwise(nearest), sentences[1:], strict=True)
            if first == second
        ),
    )


def stretches(samples: Numbers, rate: int, under_db: float = UNDER_DB) -> tuple[Stretch, ...]:
    """Where something is said without a rest.

    Args:
        samples: one channel, full scale is 1.0.
        rate: samples per second.
        under_db: how far below the voice's usual level something still counts as said.
    """
    size = rate * FRAME_MS // 1000
    frame_ms = size * 1000 / rate
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    levels = 20 * np.log10(np.sqrt(np.mean(frames**2, axis=1)) + 1e-9)
    noise, usual = np.percentile(levels, 5), np.percentile(levels, 75)
    loud = np.flatnonzero(levels > max(usual - under_db, noise + CLEAR_DB))
    parted = np.flatnonzero(np.diff(loud) * frame_ms > REST_MS)
    firsts = loud[np.concatenate(([0], parted + 1))]
    lasts = loud[np.concatenate((parted, [len(loud) - 1]))] + 1
    return tuple(zip(firsts * frame_ms, lasts * frame_ms, strict=True))


def _is_said_at(moment: float, heard: Iterable[Stretch]) -> bool:
    """Whether something is said both before a moment and after it, by more than a frame."""
    return any(begin < moment - 2 * FRAME_MS and end > moment + FRAME_MS for begin, end in heard)


def _after_pauses(sentence: Lit, onsets: Numbers) -> Iterator[float]:
    """How late each word is lit that follows a mark at which the voice rests."""
    within = onsets[(onsets > sentence.begin + NEAR_MS) & (onsets < sentence.end - NEAR_MS)]
    for before, word in pairwise(sentence.words):
        near = within[np.abs(within - word.begin) < (word.end - before.begin) / 2 + REST_MS]
        if PAUSED.search(before.text) and len(near):
            yield word.begin - float(near[np.abs(near - word.begin).argmin()])


def lit(package: zipfile.ZipFile) -> Iterator[Lit]:
    """The sentences of a book, as its overlays light them."""
    for name in package.namelist():
        if name.endswith(".smil"):
            root = etree.fromstring(package.read(name))
            folder = name.rpartition("/")[0]
            pages = _Pages(package, folder)
            for element in root.iter(f"{SMIL}par", f"{SMIL}seq"):
                if _is_sentence(element):
                    yield _sentence(element, pages)
                elif element.tag == f"{SMIL}par" and not _is_apart(element):
                    yield _par(element, pages)


def _is_sentence(element: Any) -> bool:
    """Whether an element of an overlay is the sequence of a sentence's words."""
    return bool(re.search(r"-s\d+$", element.get(f"{OPS}textref", "")))


def _is_apart(par: Any) -> bool:
    """Whether what is lit is no sentence: a word of one, or the mark of a page."""
    return _is_sentence(par.getparent()) or par.get(f"{OPS}type") == "pagebreak"


def _sentence(seq: Any, pages: "_Pages") -> Lit:
    words = tuple(_par(par, pages) for par in seq)
    name, text = pages.shown(seq.get(f"{OPS}textref"))
    return Lit(name, text, words[0].file, words[0].begin, words[-1].end, words)


def _par(par: Any, pages: "_Pages") -> Lit:
    name, text = pages.shown(par.find(f"{SMIL}text").get("src"))
    audio = par.find(f"{SMIL}audio")
    begin, end = (_milliseconds(audio.get(clip)) for clip in ("clipBegin", "clipEnd"))
    return Lit(name, text, f"{pages.folder}/{audio.get('src')}", begin, end)


def _milliseconds(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return round(1000 * (60 * (60 * int(hours) + int(minutes)) + float(seconds)), 3)


class _Pages:
    """The pages of a book, each read once."""

    def __init__(self, package: zipfile.ZipFile, folder: str) -> None:
        self._package = package
        self.folder = folder
        self._read: dict[str, dict[str, str]] = {}

    def shown(self, address: str) -> tuple[str, str]:
        """The identifier in an address, and what is printed there."""
        page, _, name = address.partition("#")
        if page not in self._read:
            root = etree.fromstring(self._package.read(f"{self.folder}/{page}"))
            self._read[page] = {
                each.get("id"): each.get("alt") or "".join(each.itertext())
                for each in root.iterfind(".//*[@id]")
            }
        return name, self._read[page][name]


def by_recording(found: Iterable[Lit]) -> dict[str, list[Lit]]:
    """What is lit while each recording is heard, in order; breaks have nothing to hear."""
    by_file: dict[str, list[Lit]] = {}
    for each in found:
        if each.text.strip():
            by_file.setdefault(each.file, []).append(each)
    return {file: sorted(those, key=lambda each: each.begin) for file, those in by_file.items()}


def published(
    article: Path, voice: str, folder: Path, cache: Path, granularity: str = "word"
) -> Path:
    """The EPUB of an article, lit word by word unless told otherwise."""
    settings = Settings(voice=voice, editions=("epub",), granularity=granularity)
    return publish(load(article), Workshop(folder, cache, settings)).files[0]
