"""Listening by a speech recogniser: whether what is heard of a sentence is its words, each once.

Needs the extra ``[listen]``: pocketsphinx, whose model of English comes with it. Left to itself
it mishears every third word; here it is told the words, and asked for the likeliest way through
them on which each may be passed over, or gone back to, at a price. Words on which it had to were
not said, or said again, or something else was said in their place. Small words that a voice
swallows (“of the”) are let pass. How names and figures are said is guessed (`spelling`), so they
are not missed, and what stands beside them is judged mildly.

Source:
    Thresholds are from faults planted in sentences of Piper and espeak: `benchmarks.proof`.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from publisher.checking.book import quoted
from publisher.checking.catalogue import note, warning
from publisher.checking.decoding import RATE, decoded
from publisher.checking.spelling import english
from publisher.checking.stretches import Stretch, sounds
from publisher.report import Finding

if TYPE_CHECKING:
    import numpy

LANGUAGE: Final = "en"
_ANY: Final = "*"  # stands for a word of which it is not known how it is said
_WORD: Final = re.compile(r"[a-z]+(?:'[a-z]+)*")
_EDGES: Final = "“”\"'‘’().,;:!?…–—[]«»"
_CLOSING: Final = _EDGES.replace(".", "")
_MADE: Final = "+"  # begins a word that is made for the recogniser
_PARTS: Final = re.compile(r"[-–—/]")
_VARIANT: Final = re.compile(r"\(\d+\)$")
# Words that a voice says in passing: alone they are not missed.
_SMALL: Final = frozenset(
    """
    a an and as at be by for from had has have he her his i if in is it its of on or our
    she so that the their them there they this to was we were with you your are not but
    who had been will would could
""".split()  # noqa: SIM905  # a list of them is no better to read
)
_MONEY: Final = re.compile(r"([£$€])([\d.,]+)\s?([A-Za-z]*)")
_UNITS: Final = {"£": ("pounds", "pound"), "$": ("dollars", "dollar"), "€": ("euros", "euro")}
_TIMES: Final = {"m": "million", "bn": "billion", "k": "thousand", "tn": "trillion"}
_DATE: Final = re.compile(r"\d{1,4}-\d{1,2}-\d{1,4}")
_SHORT: Final = 4  # letters, of which an abbreviation has no more
_SKIP, _SKIP_UNKNOWN, _BACK = 1e-6, 1e-3, 1e-6
"""The price of passing over a word, one that is not known, and of going back: as odds."""

_FEWEST: Final = 6  # sounds of known words, with which it can be told whether they were said
_MISSED: Final = 3  # sounds of words that are no small ones
_RUN: Final = 7  # sounds of small ones in a row
_SURE: Final = 8  # sounds of words that are missing
_SURE_FRAMES: Final = 60
_heard: dict[bytes, "Hearing"] = {}  # an EPUB's recording and an MP3 are often the same
_MOST_DOUBTED: Final = 0.2  # of a narration's sentences
_REPLACED: Final = 0.7  # of a recording's sentences
_TELLING: Final = 4  # sentences
_STRAY_FRAMES: Final = 28  # of 10 ms; said besides the words
_FRAMES_A_SOUND: Final = 9.0  # for what is not known how it is said
_FRAMES_MORE: Final = 20.0
_WIDE: Final = {"beam": 1e-120, "pbeam": 1e-110, "wbeam": 1e-100}


def absent() -> str:
    """What to tell whoever has no recogniser; "" where it is there."""
    with suppress(ImportError):
        import_module("pocketsphinx")
        return ""
    return 'No recogniser listened: install one with pip install "publisher[listen]"'


@dataclass(frozen=True, slots=True)
class Hearing:
    """How some words were heard.

    Attributes:
        missing: words that were not heard, those that stand together as one.
        stray_ms: for how long something was heard besides them.
        fits: whether there was a way through them at all.
        is_sure: whether so much is amiss that a voice's slurring cannot be it.
    """

    missing: tuple[str, ...] = ()
    stray_ms: float = 0.0
    fits: bool = True
    is_sure: bool = True

    @property
    def is_clear(self) -> bool:
        """Whether nothing but the words was heard, and all of them."""
        return self.fits and not self.missing and not self.stray_ms


Doubts = list[tuple[Stretch, Hearing]]
"""Each sentence that was listened to, and how it was heard."""


def hears(path: Path, told: Sequence[Stretch]) -> Doubts:
    """How the recogniser hears the sentences of one recording.

    Args:
        path: an MP3, or whatever ffmpeg reads.
        told: what is to be heard in it, in order; those in other languages are passed over.

    Returns:
        Nothing without a recogniser; silence is for measuring to tell of.

    Raises:
        CheckingError: it cannot be decoded.
    """
    if absent():
        return []
    english = [each for each in told if each.language.partition("-")[0].lower() == LANGUAGE]
    clips = ((each, samples) for each, samples in _clips(path, english) if samples.any())
    return [(each, hearing(samples, each.words)) for each, samples in clips]


def judged(recordings: Sequence[tuple[str, Doubts]]) -> Iterator[Finding]:
    """What a recogniser's hearing of a whole narration comes to.

    A voice that it follows badly makes it doubt one sentence after another: then it is told once
    that it is no judge of that voice. One recording among others that it does follow is another
    matter: that one says something else.

    Args:
        recordings: what each is called, and how its sentences were heard.
    """
    shares = [_doubted(doubts) for _, doubts in recordings if doubts]
    if not shares:
        return
    usual = sorted(shares)[(len(shares) - 1) // 2]
    for name, doubts in recordings:
        if usual > _MOST_DOUBTED:
            break
        if len(doubts) >= _TELLING and _doubted(doubts) > _REPLACED:
            message = f"in {_doubted(doubts):.0%} of its sentences something else is heard"
            yield warning("words-other", f"it holds another's words: {message}", name)
            continue
        for each, heard in doubts:
            yield from found(each, heard)
    else:
        return
    message = f"the recogniser follows this voice badly ({usual:.0%} of sentences in doubt)"
    yield note("words-unfollowed", message, recordings[0][0])


def _doubted(doubts: Doubts) -> float:
    return sum(not heard.is_clear for _, heard in doubts) / max(len(doubts), 1)


def hearing(samples: "numpy.ndarray", words: str) -> Hearing:
    """How some words were heard in a sound.

    Args:
        samples: one channel of 16 bit, `RATE` samples per second.
        words: as printed.
    """
    key = hashlib.sha256(words.encode() + b"\n" + samples.tobytes()).digest()
    if key not in _heard:
        _heard[key] = _listened(samples, words)
    return _heard[key]


def _listened(samples: "numpy.ndarray", words: str) -> Hearing:
    tokens = tokenised(words)
    known = sum(len(each.ways[0]) for each in tokens if each.is_known)
    unknown = sum(sounds(each.word)[1] for each in tokens if not each.is_known)
    if known < max(_FEWEST, unknown) or not len(samples):
        return Hearing()  # too little of it is known to tell
    steps = _way(samples, tokens, _decoder()) or _way(samples, tokens, _decoder(wide=True))
    return _judged(tokens, steps) if steps else Hearing(fits=False)


@dataclass(frozen=True, slots=True)
class Token:
    """A word to be heard.

    Attributes:
        word: as the dictionary has it, or as printed.
        ways: the sounds of each way to say it, as far as they are known.
        is_known: whether the dictionary has it, so that it can be missed.
    """

    word: str
    ways: tuple[tuple[str, ...], ...]
    is_known: bool

    @property
    def heard(self) -> str:
        """What stands for it on a way."""
        return self.word if self.is_known else _ANY

    @property
    def frames(self) -> float:
        """How many frames it takes at most, said slowly."""
        return sounds(self.word)[1] * _FRAMES_A_SOUND + _FRAMES_MORE


def tokenised(words: str) -> list[Token]:
    """Words to be heard, in order.

    >>> [each.heard for each in tokenised("Dr. Reyes’s well-made clock cost £20.")]
    ['*', '*', 'well', 'made', 'clock', 'cost', '*']
    """
    return [token for chunk in words.replace("’", "'").split() for token in _tokens(chunk)]


def _tokens(chunk: str) -> Iterator[Token]:
    """The words between two spaces."""
    bare = chunk.strip(_EDGES)
    is_shortened = chunk.rstrip(_CLOSING).endswith(".") and len(bare) <= _SHORT
    if any(map(str.isdecimal, bare)) or is_shortened:
        yield Token(bare, tuple(_ways(bare)), False)
        return
    for part in filter(None, (each.strip(_EDGES) for each in _PARTS.split(bare))):
        word = part.lower()
        is_spelled = part.isupper() and len(part) > 1
        if _WORD.fullmatch(word) and not is_spelled and _said_of(word):
            yield Token(word, (_said_of(word),), True)
        elif any(map(str.isalnum, word)):
            yield Token(part, tuple(_ways(part)), False)


def _ways(printed: str) -> Iterator[tuple[str, ...]]:
    """Ways to say what the dictionary lacks."""
    texts = [printed]
    money = _MONEY.fullmatch(printed)
    if money:
        unit, figure, times = money.groups()
        large = _TIMES.get(times.lower(), times)
        texts += [f"{figure} {large} {name}" for name in _UNITS[unit]]
    if printed.isupper():
        texts.append(" ".join(printed))
    if _DATE.fullmatch(printed):
        texts += [" ".join(reversed(printed.split("-")))]
    spelled = (english(text) for text in dict.fromkeys(texts))
    yield from dict.fromkeys(each for each in spelled if each)


def _clips(path: Path, told: Sequence[Stretch]) -> Iterator[tuple[Stretch, "numpy.ndarray"]]:
    """The samples of each stretch, a recording never being held as a whole."""
    import numpy as np

    waiting, held, at = list(told), np.zeros(0, np.int16), 0
    for block in decoded(path):
        held = np.concatenate([held, block])
        while waiting and _is_held(waiting[0], at + len(held)):
            yield waiting[0], _part(held, at, waiting.pop(0))
        begin = round(waiting[0].begin * RATE / 1000) if waiting else at + len(held)
        passed = min(max(begin - at, 0), len(held))
        held, at = held[passed:], at + passed
    for each in waiting:
        yield each, _part(held, at, each)


def _is_held(each: Stretch, samples: int) -> bool:
    """Whether a stretch ends within the first so many samples of a recording."""
    return each.end is not None and each.end * RATE / 1000 <= samples


def _part(held: "numpy.ndarray", at: int, each: Stretch) -> "numpy.ndarray":
    begin, end = (
        len(held) if time is None else max(round(time * RATE / 1000) - at, 0)
        for time in (each.begin, each.end)
    )
    return held[begin:end]


def found(each: Stretch, heard: Hearing) -> Iterator[Finding]:
    """What the hearing of one sentence comes to."""
    name = f"{each.name} ({quoted(each.words)})"
    tell = warning if heard.is_sure else note
    if not heard.fits:
        message = f"what is heard of {name} does not fit its words"
        yield warning("words-other", message, each.place, each.line)
        return
    if heard.missing:
        missed = ", ".join(map(quoted, heard.missing))
        message = f"in {name}, {missed} was not heard"
        yield tell("words-missing", message, each.place, each.line)
    if heard.stray_ms:
        message = f"in {name}, {heard.stray_ms / 1000:.1f} s are heard that are not its words"
        yield tell("words-stray", message, each.place, each.line)


@dataclass(frozen=True, slots=True)
class Step:
    """A word on the way: what it is, and for how many frames of 10 ms it is heard."""

    word: str
    frames: int


def _way(samples: "numpy.ndarray", tokens: Sequence[Token], decoder: Any) -> list[Step]:
    """The likeliest way through some words; nothing where there is none."""
    ways = list(_grammar(tokens, decoder))
    decoder.add_fsg("words", decoder.create_fsg("words", 0, len(tokens), ways))
    decoder.activate_search("words")
    decoder.start_utt()
    decoder.process_raw(samples.tobytes(), False, True)
    decoder.end_utt()
    if decoder.hyp() is None:
        return []
    found = []
    for each in decoder.seg():
        word = _VARIANT.sub("", each.word)
        if not word.startswith(("<", "(", "[")):  # silence, and what no word is
            frames = each.end_frame - each.start_frame + 1
            found.append(Step(_ANY if word.startswith(_MADE) else word, frames))
    return found


def _grammar(tokens: Sequence[Token], decoder: Any) -> Iterator[tuple[Any, ...]]:
    """From where one may go where, at what odds, saying what."""
    for place, token in enumerate(tokens):
        yield place, place + 1, _SKIP if token.is_known else _SKIP_UNKNOWN
        if place:
            yield place + 1, place, _BACK
        for way in token.ways:
            yield place, place + 1, 1.0, token.word if token.is_known else _made(way, decoder)


def _made(way: tuple[str, ...], decoder: Any) -> str:
    """A word for the recogniser that is said in some way."""
    word = _MADE + "-".join(way)
    if decoder.lookup_word(word) is None:
        decoder.add_word(word, " ".join(way), False)
    return word


def _judged(tokens: Sequence[Token], steps: Sequence[Step]) -> Hearing:
    """What the way through some words tells of them."""
    heard = [step.word for step in steps]
    wanted = [token.heard for token in tokens]
    missing: list[str] = []
    stray, most = 0.0, 0
    for kind, begin, end, first, last in SequenceMatcher(None, wanted, heard, False).get_opcodes():
        around = tokens[max(0, begin - 1) : end + 1]
        unsure = [token for token in around if not token.is_known]
        if kind in ("delete", "replace"):
            run = [each for each in tokens[begin:end] if each.is_known]
            if _is_missed(run, bool(unsure)):
                missing.append(" ".join(each.word for each in run))
                most = max(most, sum(len(each.ways[0]) for each in run))
        if kind in ("insert", "replace"):
            allowed = sum(token.frames for token in unsure)
            stray += max(0.0, sum(step.frames for step in steps[first:last]) - allowed)
    is_sure = most >= _SURE or stray >= _SURE_FRAMES
    return Hearing(tuple(missing), stray * 10.0 if stray >= _STRAY_FRAMES else 0.0, is_sure=is_sure)


def _is_missed(run: Sequence[Token], unsure: bool) -> bool:
    """Whether words on end that were passed over were not said."""
    least = 2 if unsure else 1  # beside what may be said otherwise, they may have been misheard
    large = sum(len(each.ways[0]) for each in run if each.word not in _SMALL)
    return large >= _MISSED * least or sum(len(each.ways[0]) for each in run) >= _RUN * least


@cache
def _said_of(word: str) -> tuple[str, ...]:
    """The sounds of a word, or none where the dictionary lacks it."""
    return tuple((_decoder().lookup_word(word) or "").split())


@cache
def _decoder(*, wide: bool = False) -> Any:
    """The recogniser, with a word for each sound; a wide one looks into more ways, for longer."""
    from pocketsphinx import Config, Decoder, get_model_path

    model = f"{get_model_path()}/en-us"
    paths = {"hmm": f"{model}/en-us", "dict": f"{model}/cmudict-en-us.dict", "lm": None}
    settings: dict[str, Any] = {**paths, "samprate": RATE, "cmn": "batch", "loglevel": "FATAL"}
    return Decoder(Config(**settings, **(_WIDE if wide else {})))
