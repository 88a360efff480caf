"""A bundle as whoever keeps it opens it: whether every file in it is as it was made."""

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from publisher.checking.archive import DAMAGE
from publisher.report import Finding, Weight

_SUMS: Final = "SHA256SUMS"
_INDEX: Final = "index.html"
_LONGEST: Final = 10_000_000  # bytes of a list of checksums


def is_whole(path: Path) -> Iterator[Finding]:
    """Whether a bundle can be opened, has an index, and holds what its checksums tell of."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _whole(archive)
    except (*DAMAGE, OSError) as error:
        yield Finding("archive-broken", Weight.ERROR, f"it cannot be read: {error}")


def _whole(archive: zipfile.ZipFile) -> Iterator[Finding]:
    held = {name for name in archive.namelist() if not name.endswith("/")}
    unsafe = [name for name in held if ".." in PurePosixPath(name).parts or name.startswith("/")]
    for name in sorted(unsafe):
        message = f"{name!r} would be put outside of the folder that it is unpacked in"
        yield Finding("archive-name", Weight.ERROR, message)
    sums = [name for name in held if PurePosixPath(name).name == _SUMS]
    if len(sums) != 1 or archive.getinfo(sums[0]).file_size > _LONGEST:
        yield Finding("bundle-unsummed", Weight.ERROR, f"there is no list of checksums ({_SUMS})")
        return
    folder = PurePosixPath(sums[0]).parent
    if str(folder / _INDEX) not in held:
        yield Finding("bundle-indexless", Weight.WARNING, f"there is no {_INDEX} to begin with")
    told = dict(_listed(archive.read(sums[0]).decode("utf-8", "replace"), folder))
    for name in sorted(held - told.keys() - set(sums)):
        yield Finding("bundle-untold", Weight.WARNING, f"no checksum tells of {name}")
    for name in sorted(told):
        if name not in held:
            yield Finding(
                "file-missing", Weight.ERROR, f"a checksum tells of {name}; it is not there"
            )
        elif _digest(archive, name) != told[name]:
            yield Finding("file-altered", Weight.ERROR, f"{name} is not as it was made")


def _listed(sums: str, folder: PurePosixPath) -> Iterator[tuple[str, str]]:
    """Each entry that a list tells of, and its digest."""
    for line in sums.splitlines():
        digest, _, name = line.partition("  ")
        if name:
            yield str(folder / name), digest


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as entry:
        return hashlib.file_digest(entry, "sha256").hexdigest()  # type: ignore[arg-type]
