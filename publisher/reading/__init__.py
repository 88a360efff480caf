"""Read: an article as its author wrote it, whatever file it came in.

To add a format: write a module with a function from `Source` to `Article`, and name both,
with the endings of its files, in `READERS`. A reader is imported when it is first asked for:
some bring large libraries with them.
"""

import logging
import os
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from publisher.article import Article
from publisher.errors import ReadingError
from publisher.reading.source import (
    PACKED,
    Collection,
    Source,
    checked,
    drained,
    load,
    printable,
    unreadable,
)

__all__ = [
    "READERS",
    "Collection",
    "Source",
    "articles_in",
    "checked",
    "drained",
    "fetched",
    "folders_in",
    "is_address",
    "load",
    "printable",
    "read",
    "reader_for",
    "reader_of",
]

log = logging.getLogger(__name__)

Reader = Callable[[Source], Article]


@dataclass(frozen=True, slots=True)
class Form:
    """A format of articles.

    Attributes:
        module: in this room, that reads it.
        function: in that module, a `Reader`.
        endings: of its files' names.
        media_types: that servers give it.
    """

    module: str
    function: str
    endings: tuple[str, ...]
    media_types: tuple[str, ...]

    def reader(self) -> Reader:
        """The reader itself."""
        home = import_module(f"publisher.reading.{self.module}")
        found: Reader = getattr(home, self.function)
        return found


_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

READERS: dict[str, Form] = {
    "text": Form("text", "read_text", (".txt", ".text"), ("text/plain",)),
    "markdown": Form(
        "markdown", "read_markdown", (".md", ".markdown", ".mdown", ".mkd"), ("text/markdown",)
    ),
    "html": Form(
        "web", "read_html", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml")
    ),
    "docx": Form("word", "read_word", (".docx", ".docm"), (_OFFICE,)),
    "epub": Form("book", "read_book", (".epub",), ("application/epub+zip",)),
}
_PAGES = READERS["html"].endings
_VAGUE = ("", "text/plain", "application/octet-stream")  # what servers call anything
_MARKUP = re.compile(
    rb"\s*<(?:!doctype|html|head|body|article|main|div|p|h1|\?xml)\b", re.IGNORECASE
)


def read(source: Source, form: str = "") -> Article:
    """The article in a source.

    Args:
        source: its bytes.
        form: a key of `READERS`; "" to tell by the file's ending, by what a server calls it, or
            for standard input by how it begins.

    Raises:
        ReadingError: it cannot be read, or there is no article in it.
    """
    name = form or reader_for(source)
    if name not in READERS:
        raise ReadingError(
            f"There is no reader called {name!r}", f"There are: {', '.join(READERS)}."
        )
    article = READERS[name].reader()(checked(source))
    words = (article.metadata.title, *(passage.text for passage in article.passages))
    if not any(map(_is_seen, words)):
        raise ReadingError(f"{source.name} holds no article", "Put one into it, or leave it out.")
    return article


def _is_seen(words: str) -> bool:
    """Whether there is anything in them that leaves ink on a page."""
    return any(each.isprintable() and not each.isspace() for each in words)


def reader_for(source: Source) -> str:
    """The name of the reader that a source asks for.

    Raises:
        ReadingError: none reads such files.
    """
    if source.path is not None:
        return reader_of(source.path)
    called = source.media_type.partition(";")[0].strip().lower()
    ending = Path(urlsplit(source.address).path).suffix.lower()
    for name, form in READERS.items():
        if ending in form.endings if called in _VAGUE else called in form.media_types:
            return name
    return _told_by_its_start(source.data.removeprefix(BOM_UTF8))


def _told_by_its_start(data: bytes) -> str:
    """The reader for what has no name, told by its first bytes."""
    if data.startswith(PACKED):
        return "epub" if b"application/epub+zip" in data[:200] else "docx"
    if _MARKUP.match(data):
        return "html"
    return "markdown" if data.startswith((b"---", b"+++", b"# ")) else "text"


def reader_of(path: Path) -> str:
    """The name of the reader for a file, told by its ending.

    Raises:
        ReadingError: none reads such files.
    """
    for name, form in READERS.items():
        if path.suffix.lower() in form.endings:
            return name
    raise ReadingError(
        f"{printable(path)} is in a format that is not read",
        remedy=f"Save it as one of {', '.join(known_endings())}, "
        f"or say with --from which of {', '.join(READERS)} it is.",
    )


def known_endings() -> tuple[str, ...]:
    """The endings of the files that can be read."""
    return tuple(ending for form in READERS.values() for ending in form.endings)


def is_address(name: str) -> bool:
    """Whether what a user typed is a web address, and no file's name."""
    return name.lower().startswith(("http://", "https://"))


def fetched(address: str) -> Source:
    """What stands at a web address.

    Raises:
        ReadingError: it cannot be had, or is no article.
    """
    from publisher.reading import address as web  # with it comes a library for the network

    return web.fetched(address)


def articles_in(path: Path, apart: Path | None = None) -> tuple[Path, ...]:
    """The files that a path names: the file itself, or every article in a folder, by name.

    Hidden files, and files of a format that is not read, are passed over in a folder; a file
    that is named is never passed over. Links to other folders are not followed.

    Args:
        path: of a file or a folder.
        apart: a folder in it that is passed over, such as the one that editions go into.

    Raises:
        ReadingError: the path is not there, or the folder has no article in it.
    """
    try:
        path.stat()
        if not path.is_dir():
            return (path,)
        inside = tuple(sorted(_inside(path, apart)))
    except OSError as error:
        raise _not_there(path, error) from error
    if not inside:
        raise ReadingError(
            f"There is no article in {printable(path)}",
            remedy=f"Put one there ({', '.join(known_endings())}), or name another folder.",
        )
    return inside


def folders_in(path: Path, apart: Path | None = None) -> Iterator[Path]:
    """A folder and all those in it that articles, or their pictures, may be put into.

    Args:
        path: of the folder; where there is none, there are none in it.
        apart: as for `articles_in`.
    """
    for place, folders, _ in os.walk(path):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and not _is_apart(Path(place, name), apart)
        ]
        yield Path(place)


def _is_apart(folder: Path, apart: Path | None) -> bool:
    """Whether a folder is the one that is passed over."""
    return apart is not None and folder.resolve() == apart.resolve()


def _inside(folder: Path, apart: Path | None) -> Iterator[Path]:
    """Every article in a folder, in no order."""

    def closed(error: OSError) -> None:
        if error.filename == os.fspath(folder):
            raise error
        log.warning("passed over: %s", error)

    for place, folders, files in os.walk(folder, onerror=closed):
        pages = {Path(name).stem for name in files if Path(name).suffix.lower() in _PAGES}
        folders[:] = [
            name
            for name in folders
            if not _is_passed_over(name, pages) and not _is_apart(Path(place, name), apart)
        ]
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in known_endings():
                yield Path(place, name)


def _is_passed_over(folder: str, pages: set[str]) -> bool:
    """Whether a folder is hidden, or holds what a browser saved beside a page."""
    beside = folder.removesuffix("_files").removesuffix(".files")
    return folder.startswith(".") or (beside != folder and beside in pages)


def _not_there(path: Path, error: OSError) -> ReadingError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ReadingError(f"{printable(path)} is not there", "Check the name.")
    return unreadable(printable(path), error)
