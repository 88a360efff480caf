"""The journal of a catalogue: which articles are done, so that the next build opens none of them.

It is a hidden file in the output folder: a line of JSON that says what it is, then one for each
article as it was finished. A line is on the disk before the next article is begun, so whoever
kills a build loses the article under way and no other; a last line that was cut short counts for
nothing.

An article is done when its file has the size and time that it had, the same was asked for, and the
edition stands there as it was put. What shapes it from beside, such as a picture, is not looked at.
"""

import hashlib
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

from publisher import record
from publisher.identity import asked, seen_from
from publisher.staging import not_writable
from publisher.workshop import Workshop

log = logging.getLogger(__name__)

NAME: Final = ".journal.jsonl"
FORMAT: Final = 1  # raised when an older journal no longer tells what is to be known

Stamp = tuple[int, int] | None
"""How a file stood: its size in bytes and when it was written, in ns; None where there was none."""

_UNSOUND: Final = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


class Journal:
    """What is done of a catalogue.

    Args:
        shop: as what was asked, and where the editions go.
        remote: whether pictures are fetched from the web.
    """

    def __init__(self, shop: Workshop, *, remote: bool = False) -> None:
        self._output = shop.output
        self._asked = _digest(shop, remote=remote)
        self._done: dict[str, tuple[Stamp, Stamp, str]] = {}
        self._sound = 0  # bytes, from the beginning
        self._file: IO[bytes] | None = None
        self._read()

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self._output / NAME

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Have it open for what will be finished.

        Raises:
            BindingError: it cannot be written.
        """
        try:
            self._output.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("ab")
            if self.path.stat().st_size != self._sound:
                self._file.truncate(self._sound)
        except OSError as error:
            raise not_writable(self.path, error) from error
        with self._file:
            if not self._sound:
                self._put({"journal_of": "publisher", "format": FORMAT})
            yield

    def done(self, article: Path) -> Path | None:
        """The folder of an article's edition, when it is done; else None."""
        known = self._done.get(seen_from(self._output, article))
        if known is None:
            return None
        stood, edition, slug = known
        folder = self._output / slug
        same = stood == stamp(article) and edition == stamp(folder / record.NAME)
        return folder if same and stood and edition else None

    def finished(self, article: Path, stood: Stamp, outcome: str, folder: Path | None) -> None:
        """Write down what came of an article.

        Args:
            article: its file.
            stood: how that stood before it was opened.
            outcome: in a word.
            folder: of its edition; None when there is none, and it is to be tried again.

        Raises:
            BindingError: it cannot be written.
        """
        self._put(
            {
                "article": seen_from(self._output, article),
                "stood": stood,
                "asked": self._asked,
                "outcome": outcome,
                "folder": folder.name if folder else None,
                "edition": stamp(folder / record.NAME) if folder else None,
            }
        )

    def _put(self, line: dict[str, Any]) -> None:
        assert self._file is not None  # it is kept
        try:
            self._file.write(json.dumps(line).encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise not_writable(self.path, error) from error

    def _read(self) -> None:
        """Take in what is done; what cannot be trusted is told of, and none of it taken."""
        try:
            with self.path.open("rb") as lines:
                for number, line in enumerate(lines):
                    if not line.endswith(b"\n"):
                        break  # it was cut short
                    self._take(json.loads(line), number)
                    self._sound += len(line)
        except FileNotFoundError:
            return
        except (*_UNSOUND, OSError) as error:
            log.debug("the journal is of no use", exc_info=error)
            log.warning(
                "%s is damaged or of another version, so it is begun anew, and every article is "
                "looked at again",
                self.path,
            )
            self._done.clear()
            self._sound = 0

    def _take(self, line: dict[str, Any], number: int) -> None:
        """Take in a line, the first of which says what the others are."""
        if number == 0:
            if line["format"] != FORMAT:
                raise ValueError(f"format {line['format']}")
            return
        article, folder = line["article"], line["folder"]
        self._done.pop(article, None)
        if folder is not None and line["asked"] == self._asked:
            self._done[article] = (_stamp_of(line["stood"]), _stamp_of(line["edition"]), folder)


def stamp(path: Path) -> Stamp:
    """How a file stands now."""
    with suppress(OSError, ValueError):
        about = path.stat()
        return about.st_size, about.st_mtime_ns
    return None


def _stamp_of(told: list[int] | None) -> Stamp:
    return None if told is None else (int(told[0]), int(told[1]))


def _digest(shop: Workshop, *, remote: bool) -> str:
    """A digest of what was asked for, lexicons that were named included."""
    named = shop.wished.lexicon
    lexicons = [(name, stamp(Path(name))) for name in named]
    return hashlib.sha256(repr((asked(shop), shop.form, remote, lexicons)).encode()).hexdigest()
