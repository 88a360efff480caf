"""A publication's folder: whether what its record names is there, and as it was made."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publisher.checking.catalogue import known_code
from publisher.edition import File
from publisher.errors import CheckingError
from publisher.report import Finding, Weight

RECORD = "publication.json"
_WEB, _PAGE = "web", "index.html"
KINDS = {
    ".epub": "epub",
    ".mp3": "mp3",
    ".m4b": "m4b",
    ".lpf": "lpf",
    ".vtt": "captions",
    ".srt": "captions",
    ".onix.xml": "onix",
    ".zip": "bundle",
}
NCC, _TALKING_BOOK = "ncc.html", "daisy"

Recorded = tuple[str, File, str]
"""What a record calls a file, the file, and the SHA-256 it was made with."""


def kind_of(path: Path) -> str:
    """What kind of edition a file opens, or "" when it is none that can be checked by itself.

    A talking book is opened by its ``ncc.html``, a web edition by its page; their recordings are a
    part of them, and no MP3s with tags and a playlist.
    """
    name = path.name.lower()
    if name == NCC:
        return _TALKING_BOOK
    if path.parent.name == _WEB and path.name == _PAGE:
        return _WEB
    kind = next((kind for ending, kind in KINDS.items() if name.endswith(ending)), "")
    return "" if kind == "mp3" and (_is_of_web(path) or _is_of_talking_book(path)) else kind


def _is_of_web(path: Path) -> bool:
    """Whether a file lies in a web edition: below its page, whatever the folders above are."""
    folder = path.parent.parent
    return folder.name == _WEB and (folder / _PAGE).is_file()


def _is_of_talking_book(path: Path) -> bool:
    return path.parent.name == _TALKING_BOOK or (path.parent / NCC).is_file()


def recorded_files(folder: Path) -> tuple[tuple[File, ...], tuple[Finding, ...]]:
    """The files that a folder's record names and that are there, and what is wrong with them.

    Raises:
        CheckingError: there is no record, and nothing else in the folder that can be checked.
        OSError: a file cannot be read.
    """
    try:
        recorded = tuple(_recorded(folder))
    except (OSError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError):
        return _found(folder)
    files, findings = [], []
    for name, file, digest in recorded:
        fault = _fault(file.path, digest, folder)
        if fault is not None:
            findings.append(known_code(fault, name))
        if fault is None or fault.code == "file-altered":
            files.append(file)
    return tuple(files), tuple(findings)


def _recorded(folder: Path) -> Iterator[Recorded]:
    """What the record says.

    Raises:
        OSError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError: it makes
            no sense.
    """
    known: Any = json.loads((folder / RECORD).read_text("utf-8"))
    for each in known["files"]:
        path, told = folder / each["path"], int(each.get("duration_ms", 0))
        path.resolve()  # a name may be none that a file can have
        yield each["path"], File(path, "", duration_ms=told), str(each["sha256"])


def _fault(path: Path, digest: str, folder: Path) -> Finding | None:
    """What is wrong with a file, going by its record."""
    if not path.resolve().is_relative_to(folder.resolve()):
        message = "the record names it; it is outside of the folder, and was not opened"
        return Finding("file-outside", Weight.ERROR, message)
    if not path.is_file():
        return Finding("file-missing", Weight.ERROR, "the record names it; it is not there")
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            return Finding("file-altered", Weight.WARNING, "it is not as it was made")
    return None


def _found(folder: Path) -> tuple[tuple[File, ...], tuple[Finding, ...]]:
    """Files in a folder without a record, and a note that it has none."""
    paths = sorted(path for path in folder.rglob("*") if kind_of(path) and path.is_file())
    if not paths:
        raise CheckingError(
            f"There is nothing in {folder} that can be checked",
            remedy="Name an EPUB, an MP3, a web edition's page, or a folder that we have made.",
        )
    message = f"there is no sound {RECORD}, so nothing is known of how files were made"
    missing = Finding("record-missing", Weight.NOTE, message)
    return tuple(File(path, "") for path in paths), (known_code(missing, RECORD),)
