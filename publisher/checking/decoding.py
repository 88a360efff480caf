"""Recordings within a book, decoded to be measured: how long they are, and where it is loud.

By ffmpeg, from a copy on disk, piece by piece: a book of many hours is never held in memory.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from publisher.checking.archive import DAMAGE
from publisher.checking.book import Book
from publisher.sound import ffmpeg

if TYPE_CHECKING:
    import numpy

RATE: Final = 16_000  # samples per second, to which all is brought
FRAME_MS: Final = 10
_FRAME: Final = RATE * FRAME_MS // 1000  # samples
_BLOCK: Final = _FRAME * 2 * 4096  # bytes
_QUIET: Final = 0.1  # of what is spoken, as an amplitude: 20 dB below it


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A recording, decoded.

    Attributes:
        length_ms: how long it is.
        frames: the amplitude (root mean square, 1.0 at full scale) of every 10 ms.
        loud: the amplitude above which something is said.
    """

    length_ms: float
    frames: "numpy.ndarray"
    loud: float

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
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "recording"
        try:
            with book.archive.open(name) as source, copy.open("wb") as target:
                shutil.copyfileobj(source, target, 1 << 20)
        except DAMAGE:
            return None
        return _measured(copy)


def _measured(path: Path) -> Recording | None:
    """A file, decoded to one channel: its length and its loudness from frame to frame."""
    import numpy as np

    command = (
        ffmpeg(), "-v", "quiet", "-nostdin", "-protocol_whitelist", "file,pipe",
        "-i", f"file:{path}",
        "-map", "0:a:0", "-ac", "1", "-ar", str(RATE), "-f", "s16le", "-",
    )  # fmt: skip
    frames, samples, rest = [], 0, b""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as decoder:
        assert decoder.stdout is not None  # it is a pipe
        while block := decoder.stdout.read(_BLOCK):
            block, rest = rest + block, b""
            samples += (len(block)) // 2
            whole = len(block) // (_FRAME * 2) * (_FRAME * 2)
            block, rest = block[:whole], block[whole:]
            samples -= len(rest) // 2
            sound = np.frombuffer(block, "<i2").reshape(-1, _FRAME).astype(np.float32) / 32768
            frames.append(np.sqrt(np.mean(sound**2, axis=1)))
    samples += len(rest) // 2
    if decoder.returncode != 0 or not samples:
        return None
    amplitudes = np.concatenate(frames) if frames else np.zeros(0, np.float32)
    spoken = float(np.percentile(amplitudes, 90)) if len(amplitudes) else 0.0
    return Recording(samples * 1000 / RATE, amplitudes, max(spoken * _QUIET, 1e-3))
