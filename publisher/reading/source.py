"""Where an article's bytes come from: a file, or standard input.

Never more of them are taken than an article can have, so that a wrong name (a film, a pipe
without an end) costs neither minutes nor memory.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from publisher.errors import ReadingError

LARGEST = 16_000_000  # bytes; the longest novels in print are a quarter of that
LARGEST_PACKED = 128_000_000  # bytes of a DOCX or an EPUB, which bring their pictures along
PACKED = b"PK\x03\x04"
STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one article, as found.

    Attributes:
        name: what messages call it: the path or address as the user gave it, or
            `STANDARD_INPUT`.
        data: its bytes.
        path: the file, or None for what came from elsewhere.
        address: the web address that it came from in the end, or "".
        media_type: what the server called it (``text/html; charset=utf-8``), or "".
        remote: whether the images that it shows may be fetched from the web.
        sought: the files that were looked for as it was understood, pictures and lexicons, there or
            not.
    """

    name: str
    data: bytes
    path: Path | None = None
    address: str = ""
    media_type: str = ""
    remote: bool = False
    sought: set[Path] = field(default_factory=set, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Collection:
    """Several sources that are to become one publication.

    Attributes:
        title: of the publication.
        name: what messages call it: the folder as the user gave it, or the title.
        sources: one at least, in the order of their file names.
        path: the folder that they are in, or None when they come from several places.
    """

    title: str
    name: str
    sources: tuple[Source, ...]
    path: Path | None = None


def load(path: Path) -> Source:
    """Take a file's bytes, once.

    Raises:
        ReadingError: it is not there, may not be read, is no file, is empty, or is too large.
    """
    name = printable(path)
    try:
        if path.is_dir():
            raise ReadingError(f"{name} is a folder", "Name the article in it.")
        if path.exists() and not path.is_file():  # opening a pipe would wait for its other end
            raise ReadingError(
                f"{name} is no file, but a pipe or a device",
                remedy=f"Hand it in through standard input: publisher build - < {name}",
            )
        with path.open("rb") as file:
            data = _taken(file)
    except OSError as error:
        raise unreadable(name, error) from error
    return checked(Source(name, data, path))


def drained(stream: BinaryIO | None) -> Source:
    """Take the bytes of standard input, and leave it when they are too many.

    Raises:
        ReadingError: it is closed, cannot be read, is empty, or too much.
    """
    if stream is None:
        raise ReadingError("Standard input is closed", "Name the article's file instead.")
    try:
        data = _taken(stream)
    except OSError as error:
        raise unreadable(STANDARD_INPUT, error) from error
    return checked(Source(STANDARD_INPUT, data))


def _taken(stream: BinaryIO) -> bytes:
    """The bytes of a stream, or one more than an article can have."""
    data = stream.read(LARGEST + 1)
    return data + stream.read(_largest(data) - len(data) + 1) if len(data) > LARGEST else data


def _largest(data: bytes) -> int:
    return LARGEST_PACKED if data.startswith(PACKED) else LARGEST


def checked(source: Source) -> Source:
    """The source itself, if there is something in it and not too much.

    Raises:
        ReadingError: it is empty, or too large.
    """
    largest = _largest(source.data)
    if len(source.data) > largest:
        raise ReadingError(
            f"{source.name} is too large for an article: it has more than "
            f"{largest // 1_000_000} MB",
            remedy="Divide it into parts, one file each.",
        )
    if not source.data.strip(b"\0 \t\r\n\f\v\xef\xbb\xbf\xff\xfe"):
        raise ReadingError(f"{source.name} is empty", "Put an article into it, or leave it out.")
    return source


def unreadable(name: str, error: OSError) -> ReadingError:
    """What to say when the system will not let us read."""
    return ReadingError(
        f"{name} cannot be read: {error.strerror or error}",
        remedy="Check that it is there and that you may read it.",
    )


def printable(path: Path) -> str:
    r"""A path as words that every file and screen takes: a byte that is no UTF-8 as ``\xe9``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
