"""The whole of a recording in one file, its chapters on end.

Samples go to ffmpeg as they lie on disk, one track after another, so an hour of them is never in
memory, and no chapter is decoded that was encoded before: nothing is heard where two meet.
"""

import subprocess
import tempfile
import wave
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from threading import Event
from typing import IO, Final

from publisher.binding.chapters import Chapter
from publisher.binding.recording import not_encoded
from publisher.narration import Track
from publisher.sound import ffmpeg

_BLOCK: Final = 1 << 16  # samples in memory at a time
_WIDTH: Final = 2  # bytes of a sample
_QUIET: Final = ("-fflags", "+bitexact", "-flags:a", "+bitexact")


def rate_of(chapters: Sequence[Chapter]) -> int:
    """Samples per second of the whole: those of its finest track."""
    return max(each.track.rate for each in chapters)


def encode_whole(
    chapters: Sequence[Chapter],
    path: Path,
    options: Sequence[str],
    given_up: Event,
    *,
    raised_db: float = 0.0,
) -> None:
    """Encode all chapters into one file, each beginning where it says, to the sample.

    Args:
        chapters: in listening order; one at least.
        path: of the file.
        options: of ffmpeg, that tell the codec and the container; further inputs first.
        given_up: stops it when it is set.
        raised_db: how much louder it is to be than it is told to be.

    Raises:
        BindingError: ffmpeg failed.
        CancelledError: it was given up.
    """
    rate = rate_of(chapters)
    volume = ("-af", f"volume={raised_db + chapters[0].track.gain_db:.4f}dB")
    given = ("-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", "pipe:0")
    command = (ffmpeg(), "-v", "error", "-y", *given, *options, *_QUIET, *volume, str(path))
    with tempfile.TemporaryFile() as said:
        work = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=said, stderr=said)
        assert work.stdin is not None  # asked for above
        try:
            with work.stdin as goal:
                _pour(chapters, rate, goal, given_up)
        except BrokenPipeError:  # it has told why, by then
            pass
        except BaseException:
            work.kill()
            raise
        finally:
            failed = work.wait() != 0
        if failed:
            said.seek(0)
            path.unlink(missing_ok=True)
            raise not_encoded(path, said.read())


def _pour(chapters: Sequence[Chapter], rate: int, goal: IO[bytes], given_up: Event) -> None:
    """Write the samples of all chapters, each to its end and no further."""
    written = 0
    for each in chapters:
        end = round(each.end * rate / 1000)
        for block in _samples(each.track, rate):
            if given_up.is_set():
                raise CancelledError
            kept = block[: (end - written) * _WIDTH]
            goal.write(kept)
            written += len(kept) // _WIDTH
        goal.write(bytes((end - written) * _WIDTH))
        written = end


def _samples(track: Track, rate: int) -> Iterator[bytes]:
    """A track's samples, so many per second."""
    if track.rate == rate:
        with wave.open(str(track.sound()), "rb") as file:
            while block := file.readframes(_BLOCK):
                yield block
        return
    to = ("-f", "s16le", "-ar", str(rate), "-ac", "1", "pipe:1")
    command = (ffmpeg(), "-v", "error", "-i", str(track.sound()), *to)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode != 0:
        raise not_encoded(track.path, done.stderr)
    yield done.stdout
