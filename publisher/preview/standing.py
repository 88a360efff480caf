"""What stands in an output folder, and which of its files anybody may have.

A path that is asked for is taken apart and put together again from this folder on. Where it leads
out of it, by whatever way (``..``, a link, a drive), or to what is hidden, there is nothing.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publisher import record
from publisher.binding.web import FOLDER, PAGE

WEB_PAGE: Final = f"{FOLDER}/{PAGE}"
_FOREIGN: Final = frozenset("\\:\0")  # which no path of ours has, and Windows reads as more
_UNSOUND: Final = (OSError, ValueError, LookupError, TypeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication that stands there.

    Attributes:
        name: of its folder, seen from the one that is served; "" where it is that one.
        title: of the article.
        is_web: whether it has a web edition.
    """

    name: str
    title: str
    is_web: bool

    @property
    def address(self) -> str:
        """Where its web edition is."""
        return f"/{self.name}/{WEB_PAGE}" if self.name else f"/{WEB_PAGE}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a folder: publications, or the files of one.

    Attributes:
        root: the folder.
    """

    root: Path

    @property
    def is_one(self) -> bool:
        """Whether the folder is a publication's own."""
        return (self.root / record.NAME).is_file()

    def file(self, path: str) -> Path | None:
        """The file at a path, or None where there is none that anybody may have.

        Args:
            path: below the folder, decoded once, with slashes.
        """
        parts = path.split("/")
        if any(not part or part.startswith(".") or _FOREIGN & set(part) for part in parts):
            return None
        with suppress(OSError, ValueError, RuntimeError):  # the last is a circle of links
            root = self.root.resolve()
            found = root.joinpath(*parts).resolve(strict=True)
            inside = found.relative_to(root).parts
            if found.is_file() and not any(part.startswith(".") for part in inside):
                return found
        return None

    def folder(self, name: str) -> Path | None:
        """The folder of a publication, or None where there is none of that name."""
        if self.is_one:
            return None if name else self.root
        if not name or "/" in name:
            return None
        return self.root / name if self.file(f"{name}/{record.NAME}") else None

    def owner(self, path: str) -> str | None:
        """The name of the publication that a path belongs to, or None for none."""
        name = "" if self.is_one else path.partition("/")[0]
        return None if self.folder(name) is None else name

    def within(self, path: str) -> str:
        """A path, seen from the folder of the publication that it belongs to."""
        return path if self.is_one else path.partition("/")[2]

    def publications(self) -> Iterator[Publication]:
        """All that stand there, by their folders' names."""
        names = [""] if self.is_one else sorted(self._names())
        for name in names:
            folder = self.folder(name)
            if folder is not None:
                yield self._told(name, folder)

    def publication(self, name: str) -> Publication | None:
        """One of them, or None where there is none of that name."""
        folder = self.folder(name)
        return None if folder is None else self._told(name, folder)

    def _names(self) -> Iterator[str]:
        with suppress(OSError):
            yield from (each.name for each in self.root.iterdir() if each.is_dir())

    def _told(self, name: str, folder: Path) -> Publication:
        title = folder.resolve().name
        with suppress(*_UNSOUND):
            known = json.loads((folder / record.NAME).read_text("utf-8"))
            title = str(known["metadata"]["title"]) or title
        return Publication(name, title, (folder / WEB_PAGE).is_file())

    def stamp(self, path: str) -> str:
        """A digest that changes when what a page shows does.

        Args:
            path: of the page, or "" for the list of all.
        """
        name = self.owner(path)
        folder = self.folder(name) if name is not None else None
        found = {self.file(path) or self.root / PAGE, self.root / PAGE}
        if folder is None:
            found |= {self.root / each / record.NAME for each in self._names()}
        else:
            found |= {folder / record.NAME, *_files(folder / FOLDER)}
        stood = [(str(each), *_how(each)) for each in sorted(found)]
        return hashlib.sha256(repr(stood).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _files(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.rglob("*")


def _how(path: Path) -> tuple[int, ...]:
    """How a file stands: a build puts another one in its place, though it be as large."""
    try:
        about = path.stat()
    except (OSError, ValueError):
        return ()
    return about.st_size, about.st_mtime_ns, about.st_ino
