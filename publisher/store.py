"""Sounds kept on disk by what they are, until there is no more room for them.

An entry is FLAC, lossless, the times of its words in the comment, and sealed (`sealed`): a damaged
one is noticed and made again. Builds share a store without locks: entries are never changed, and
two that write the same one write the same bytes. Beside sounds lies what was made of them, such as
recordings that were encoded, and what was measured on them; it is made again where it is gone.

The store is bounded by shelves: a key begins with the two digits of its shelf, and keys are
digests, so each shelf holds about as much as any other. A build that has put something on a shelf
looks after that one alone; so a large store costs it no more than a small one.
"""

import io
import json
import logging
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from publisher import sealed
from publisher.narration import Sound, Word

log = logging.getLogger(__name__)

SOUNDS: Final = "sounds"  # what its folder is called in that of all that may be made again
SHELVES: Final = 256
USUAL_LIMIT: Final = 4_000_000_000  # bytes: some thirty-five hours of speech at 22.05 kHz
ABANDONED_S: Final = 24 * 3600  # what was not put in place by then never will be

_NOT_OURS = (ValueError, TypeError, OverflowError, RuntimeError)  # the last is soundfile's
_UNKEPT = "what was spoken could not be remembered: %s"  # said once, whatever it was
_ENDING, _MADE = ".flac", ".made"  # of sounds, and of what was made of them


@dataclass(frozen=True, slots=True)
class Holding:
    """What a store holds.

    Attributes:
        sounds: how many.
        size: of all of them and what was made of them, in bytes.
        oldest: when the one that was longest not asked for was last asked for, in seconds of the
            epoch; 0.0 where there is none, or nobody knows.
    """

    sounds: int
    size: int
    oldest: float


class _Entry(NamedTuple):
    """A file of the store: when it was last asked for, its size in bytes, and where it is.

    What is of the future was asked for by a clock that has been set back since. Nobody knows when
    that was, so it goes before all others (0.0), and what is spoken now is not taken for stale.
    """

    asked: float
    size: int
    path: Path


class Store:
    """Sounds on disk by their keys; safe to use from several processes at once."""

    def __init__(self, folder: Path, limit: int = USUAL_LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self._grown: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Tidy, whatever became of what was being made."""
        self.tidy()

    def __contains__(self, key: str) -> bool:
        return self._path(key).is_file()

    def find(self, key: str) -> Sound | None:
        """The sound of that key, or None when it is not there or is damaged."""
        path = self._path(key)
        try:
            sound = _unpacked(sealed.kept(path))
        except OSError:
            return None
        except sealed.DamagedError:
            log.warning("a remembered sound was damaged and is made again: %s", key)
            return None
        except _NOT_OURS as error:
            log.warning("a remembered sound cannot be read and is made again: %s (%s)", key, error)
            return None
        _ask_for(path)
        return sound

    def ask_for(self, key: str) -> None:
        """Have a sound count as asked for now, though nobody has to hear it."""
        _ask_for(self._path(key))

    def keep(self, key: str, sound: Sound) -> None:
        """Keep a sound; where that fails, it is only not remembered."""
        try:
            sealed.keep(self._path(key), _packed(sound))
        except OSError as error:
            log.warning(_UNKEPT, error)
            return
        self._grown.add(key[:2])

    def recall(self, key: str) -> bytes | None:
        """What was made of sounds, or None when it is not there or is damaged."""
        path = self._path(key, _MADE)
        try:
            made = sealed.kept(path)
        except OSError:
            return None
        except sealed.DamagedError:
            log.warning("what was remembered of a sound was damaged and is made again: %s", key)
            return None
        _ask_for(path)
        return made

    def remember(self, key: str, made: bytes) -> None:
        """Keep what was made of sounds; where that fails, it is only not remembered."""
        try:
            sealed.keep(self._path(key, _MADE), made)
        except OSError as error:
            log.warning(_UNKEPT, error)
            return
        self._grown.add(key[:2])

    def grown(self, key: str, sound: Sound) -> None:
        """Know of a sound that was spoken for this build: by another process it is here already.

        What was spoken on another machine, that keeps its sounds elsewhere, is kept here now.
        """
        if key in self:
            self._grown.add(key[:2])
        elif len(sound):
            self.keep(key, sound)

    def tidy(self) -> None:
        """Bring the shelves that have grown back to their share of the limit.

        Those that were not asked for longest go first.
        """
        for name in sorted(self._grown):
            _bring_down(list(_entries(self._folder / name)), self._limit // SHELVES)
            _sweep(self._folder / name)
        self._grown.clear()

    def holding(self) -> Holding:
        """What is in the store."""
        every = list(self._all())
        return _told([each for each in every if each.asked], every)

    def prune(self, size: int, asked_since: float = 0.0) -> Holding:
        """Take away the sounds that were not asked for longest.

        Args:
            size: how many bytes may be left.
            asked_since: those that were last asked for before it go too, in seconds of the epoch.

        Returns:
            What was taken away.
        """
        every = sorted(self._all())
        stale = [each for each in every if each.asked < asked_since]
        gone = [*_removed(stale), *_bring_down(every[len(stale) :], size)]
        for shelf in self._shelves():
            _sweep(shelf)
        return _told(gone, gone)

    def _all(self) -> Iterator[_Entry]:
        for shelf in self._shelves():
            yield from _entries(shelf)

    def _shelves(self) -> Iterator[Path]:
        with suppress(OSError):
            yield from sorted(each for each in self._folder.iterdir() if each.is_dir())

    def _path(self, key: str, ending: str = _ENDING) -> Path:
        return self._folder / key[:2] / f"{key}{ending}"


def _ask_for(path: Path) -> None:
    with suppress(OSError):  # it may be another's store, which may only be read
        os.utime(path)


def _told(dated: Iterable[_Entry], every: list[_Entry]) -> Holding:
    sounds = sum(each.path.suffix == _ENDING for each in every)
    oldest = min((each.asked for each in dated), default=0.0)
    return Holding(sounds, sum(each.size for each in every), oldest)


def _entries(shelf: Path) -> Iterator[_Entry]:
    """What lies on a shelf; what another build takes away meanwhile is left out."""
    latest = time.time() + ABANDONED_S  # clocks of those who share a store may differ
    with suppress(OSError), os.scandir(shelf) as files:
        for file in files:
            if file.name.endswith((_ENDING, _MADE)):
                with suppress(OSError):
                    about = file.stat()
                    asked = about.st_mtime if about.st_mtime < latest else 0.0
                    yield _Entry(asked, about.st_size, Path(file.path))


def _bring_down(entries: list[_Entry], size: int) -> list[_Entry]:
    """Take away those that were not asked for longest, until the others are of a size at most."""
    left, going = sum(each.size for each in entries), []
    for entry in sorted(entries):
        if left <= size:
            break
        going.append(entry)
        left -= entry.size
    return _removed(going)


def _removed(entries: Iterable[_Entry]) -> list[_Entry]:
    """Those of some entries that could be taken away; on Windows one that is read cannot."""
    gone = []
    for entry in entries:
        with suppress(OSError):
            entry.path.unlink()
            gone.append(entry)
    return gone


def _sweep(shelf: Path) -> None:
    """Take away what a build that was killed was about to put there.

    Its age is told by the newest sound beside it, not by a clock that may have been set back.
    """
    newest = max((each.asked for each in _entries(shelf)), default=0.0)
    for path in shelf.glob(f"{sealed.UNFINISHED}*"):
        with suppress(OSError):
            if path.stat().st_mtime < newest - ABANDONED_S:
                path.unlink()


def _packed(sound: Sound) -> bytes:
    import numpy as np
    import soundfile

    packed = io.BytesIO()
    form: dict[str, Any] = {"samplerate": sound.rate, "channels": 1}
    with soundfile.SoundFile(packed, "w", **form, format="FLAC", subtype="PCM_16") as file:
        file.comment = json.dumps([astuple(word) for word in sound.words])
        file.write(np.frombuffer(sound.samples, dtype="<i2"))
    return packed.getvalue()


def _unpacked(flac: bytes) -> Sound:
    import soundfile

    with soundfile.SoundFile(io.BytesIO(flac)) as file:
        words = tuple(Word(*map(int, each)) for each in json.loads(file.comment or "[]"))
        samples = file.read(dtype="int16")
        return Sound(samples.astype("<i2").tobytes(), file.samplerate, words)
