"""Planting faults: a book's archive written anew, with one thing different."""

import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from publisher.checking.book import Book, opened
from publisher.report import Finding

Entries = dict[str, bytes]
Change = Callable[[Entries], None]

OPF = "EPUB/content.opf"
PAGE = "EPUB/c02.xhtml"


def entries_of(book: Path) -> Entries:
    """What a book's archive holds, in its order."""
    with zipfile.ZipFile(book) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def planted(book: Path, folder: Path, change: Change) -> Path:
    """A copy of a book with a change, its picture left out of account and small."""
    entries = entries_of(book)
    change(entries)
    path = folder / "planted.epub"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return path


def put(name: str, old: str, new: str) -> Change:
    """Put some words in the place of others, which have to be there."""

    def change(entries: Entries) -> None:
        content = entries[name].decode()
        assert old in content
        entries[name] = content.replace(old, new, 1).encode()

    return change


def put_all(*puts: Change) -> Change:
    """Several changes, one after the other."""

    def change(entries: Entries) -> None:
        for each in puts:
            each(entries)

    return change


def patterned(name: str, old: str, new: str) -> Change:
    """Put something in the place of the first that a regular expression finds."""

    def change(entries: Entries) -> None:
        content, times = re.subn(old, new, entries[name].decode(), count=1, flags=re.DOTALL)
        assert times, f"{old} is not in {name}"
        entries[name] = content.encode()

    return change


def left_out(name: str) -> Change:
    """Leave out an entry."""

    def change(entries: Entries) -> None:
        del entries[name]

    return change


def added(name: str, content: bytes) -> Change:
    """Add an entry."""

    def change(entries: Entries) -> None:
        entries[name] = content

    return change


def found_by(check: Callable[[Book], Iterable[Finding]], path: Path) -> tuple[Finding, ...]:
    """What a check finds in a book."""
    with opened(path) as book:
        assert book is not None
        return tuple(check(book))


def codes(findings: Iterable[Finding]) -> list[str]:
    """The codes of findings, in their order."""
    return [finding.code for finding in findings]
