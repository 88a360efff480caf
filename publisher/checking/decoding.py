"""Recordings within a book, decoded to be measured: how long they are, and where it is loud.

By ffmpeg, from a copy on disk, piece by piece: a book of many hours is never held in memory.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from publisher.checking.archive import DAMAGE
from publisher.checking.book import Book
from publisher.errors import CheckingError
from publisher.sound import ffmpeg

if TYPE_CHECKING:
    import numpy

RATE: Final = 16_000  # samples per second, to which all is brought
FRAME_MS: Final = 10
_FRAME: Final = RATE * FRAME_MS // 1000  # samples
_BLOCK: Final = _FRAME * 2 * 4096  # bytes
_QUIET: Final = 0.1  # of what is spoken, as an amplitude: 20 dB below it
BANDS: Final = 20
_FLOOR: Final = 1e-7  # of power: far below what any ear hears
_VOICE: Final = slice(6, 120)  # steps of 50 Hz of a spectrum, in which voices have their power
_FULL: Final = 32_766 / 32_768


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A recording, decoded.

    Attributes:
        length_ms: how long it is.
        frames: the amplitude (root mean square, 1.0 at full scale) of every 10 ms.
        loud: the amplitude above which something is said.
        bands: how much there is of each of `BANDS` bands of pitch in every 10 ms, in decibels.
        flat: how like noise each 10 ms are: 0.0 for a tone, from about 0.5 for hiss.
        full: how many samples of each 10 ms are at full scale.
    """

    length_ms: float
    frames: "numpy.ndarray"
    loud: float
    bands: "numpy.ndarray"
    flat: "numpy.ndarray"
    full: "numpy.ndarray"

    def is_loud(self, at_ms: float) -> bool:
        """Whether something is said at a time: in the 10 ms before it, and in those after."""
        frame = round(at_ms / FRAME_MS)
        around = self.frames[max(0, frame - 1) : frame + 1]
        return bool(len(around)) and bool(around.min() > self.loud)

    @property
    def is_silent(self) -> bool:
        """Whether nothing is said in it at all."""
        return not bool((self.frames > self.loud).any())

    def wait_ms(self, begin_ms: float, end_ms: float) -> float | None:
        """How long it is from one time until something is said; None if nothing is by the other."""
        within = self.frames[round(begin_ms / FRAME_MS) : round(end_ms / FRAME_MS)] > self.loud
        return float(within.argmax() * FRAME_MS) if within.any() else None

    def longest_pause_ms(self, begin_ms: float, end_ms: float, *, last: bool) -> float:
        """The longest time between two times in which nothing is said.

        Args:
            begin_ms: the one.
            end_ms: the other.
            last: whether a pause before the second time is none of theirs, as at a track's end.
        """
        import numpy as np

        within = self.frames[round(begin_ms / FRAME_MS) : round(end_ms / FRAME_MS)] > self.loud
        ends = [-1, *np.flatnonzero(within), *([] if last else [len(within)])]
        return float(np.diff(ends).max() - 1) * FRAME_MS if len(ends) > 1 else 0.0

    def spoken_ms(self, begin_ms: float, end_ms: float) -> float:
        """For how long something is said between two times."""
        within = self.frames[round(begin_ms / FRAME_MS) : round(end_ms / FRAME_MS)]
        return float((within > self.loud).sum() * FRAME_MS)


def recordings(book: Book) -> Iterator[tuple[str, Recording | None]]:
    """Each recording in a book, by its entry; None where it cannot be decoded."""
    for name, item in book.package.items.items():
        if item.get("media-type", "").startswith("audio/") and name in book.present:
            yield name, _decoded(book, name)


def _decoded(book: Book, name: str) -> Recording | None:
    with unpacked(book, name) as copy:
        return None if copy is None else measured(copy)


@contextmanager
def unpacked(book: Book, name: str) -> Iterator[Path | None]:
    """A recording of a book as a file of its own, for a while; None where it is damaged."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "recording"
        try:
            with book.archive.open(name) as source, copy.open("wb") as target:
                shutil.copyfileobj(source, target, 1 << 20)
        except DAMAGE:
            yield None
            return
        yield copy


def measured(path: Path) -> Recording | None:
    """A file, decoded to one channel and measured from frame to frame; None where it cannot be."""
    import numpy as np

    samples, parts, before = 0, [], np.zeros(_FRAME, np.float32)
    try:
        for block in decoded(path):
            samples += len(block)
            whole = block[: len(block) // _FRAME * _FRAME]
            if len(whole):
                sound = whole.astype(np.float32).reshape(-1, _FRAME) / 32768
                parts.append(_frames(sound, before))
                before = sound[-1]
    except CheckingError:
        return None
    if not samples:
        return None
    amplitudes, bands, flat, full = (
        (np.concatenate(each) for each in zip(*parts, strict=True)) if parts else _no_frames()
    )
    spoken = float(np.percentile(amplitudes, 90)) if len(amplitudes) else 0.0
    loud = max(spoken * _QUIET, 1e-3)
    return Recording(samples * 1000 / RATE, amplitudes, loud, bands, flat, full)


def decoded(path: Path) -> Iterator["numpy.ndarray"]:
    """The samples of a file, one channel of 16 bit at `RATE`, in blocks of whole frames.

    Raises:
        CheckingError: it cannot be decoded to its end.
    """
    import numpy as np

    command = (
        ffmpeg(), "-v", "quiet", "-nostdin", "-protocol_whitelist", "file,pipe",
        "-i", f"file:{path}",
        "-map", "0:a:0", "-ac", "1", "-ar", str(RATE), "-f", "s16le", "-",
    )  # fmt: skip
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as decoder:
        assert decoder.stdout is not None  # it is a pipe
        while block := decoder.stdout.read(_BLOCK):
            yield np.frombuffer(block[: len(block) // 2 * 2], "<i2")
    if decoder.returncode != 0:
        raise CheckingError(f"{path} cannot be decoded", "Make or fetch it again.")


def _frames(sound: "numpy.ndarray", before: "numpy.ndarray") -> tuple["numpy.ndarray", ...]:
    """What is measured of frames: amplitude, bands, flatness, samples at full scale.

    Args:
        sound: a row for each frame.
        before: the frame before the first.
    """
    import numpy as np

    amplitudes = np.sqrt(np.mean(sound**2, axis=1))
    window = np.hanning(2 * _FRAME).astype(np.float32)
    pairs = np.hstack([np.vstack([before[None], sound[:-1]]), sound])
    power = np.abs(np.fft.rfft(pairs * window, axis=1)) ** 2 + _FLOOR
    bands = 10 * np.log10(power @ _pitches())
    voice = power[:, _VOICE]
    flat = np.exp(np.log(voice).mean(axis=1)) / voice.mean(axis=1)
    full = (np.abs(sound) >= _FULL).sum(axis=1)
    return amplitudes, bands.astype(np.float16), flat.astype(np.float16), full.astype(np.uint8)


def _no_frames() -> tuple["numpy.ndarray", ...]:
    import numpy as np

    none = np.zeros(0, np.float32)
    return none, np.zeros((0, BANDS), np.float16), none, none


@cache
def _pitches() -> "numpy.ndarray":
    """How much each step of a spectrum counts for each band: triangles, as wide as ears hear.

    Source:
        Stevens, Volkmann and Newman, "A Scale for the Measurement of the Psychological
        Magnitude Pitch", 1937: the mel scale.
    """
    import numpy as np

    edges = 700 * (10 ** (np.linspace(150, 2_700, BANDS + 2) / 2595) - 1)  # 100 to 7,000 Hz
    steps = np.fft.rfftfreq(2 * _FRAME, 1 / RATE)[:, None]
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    rising, falling = (steps - low) / (middle - low), (high - steps) / (high - middle)
    return np.maximum(np.minimum(rising, falling), 1e-6).astype(np.float32)
