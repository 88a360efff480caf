"""Files that know whether they are whole: what is in one is followed by a digest of it.

They are written under another name and put in place, so that whatever stops us leaves a whole one
or none. Those who write the same file at once need no lock: each puts a whole one in its place.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

UNFINISHED: Final = ".new-"  # how the names begin of those that are not in place yet
_DIGEST_BYTES: Final = 32  # SHA-256
_PIECE: Final = 2**20  # bytes


class DamagedError(ValueError):
    """A file is not as it was written."""


def keep(path: Path, body: bytes) -> None:
    """Write a file whole or not at all; its folder is made if it has to be.

    Raises:
        OSError: it cannot be written, and nothing is left of it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.write(hashlib.sha256(body).digest())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A file that is whole, to be read from its beginning; the digest is the last that is in it.

    All of it is read before, but no more of it at once than a piece.

    Raises:
        OSError: it cannot be read.
        DamagedError: it is not as it was written.
    """
    with path.open("rb") as file:
        digest, rest = hashlib.sha256(), os.fstat(file.fileno()).st_size - _DIGEST_BYTES
        while rest > 0 and (piece := file.read(min(rest, _PIECE))):
            digest.update(piece)
            rest -= len(piece)
        if rest or file.read() != digest.digest():
            raise DamagedError(f"{path} is damaged")
        file.seek(0)
        yield file


def kept(path: Path) -> bytes:
    """What is in a file.

    Raises:
        OSError: it cannot be read.
        DamagedError: it is not as it was written.
    """
    with opened(path) as file:
        return file.read()[:-_DIGEST_BYTES]
