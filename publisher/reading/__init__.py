"""Read: an article as its author wrote it, whatever file it came in.

To add a format: write a module with a function from `Source` to `Article`, and name it,
with the endings of its files, in `READERS`.
"""

import logging
import os
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path

from publisher.article import Article
from publisher.errors import ReadingError
from publisher.reading import markdown, text
from publisher.reading.source import Source, checked, drained, load, printable, unreadable

__all__ = [
    "READERS",
    "Source",
    "articles_in",
    "checked",
    "drained",
    "load",
    "printable",
    "read",
    "reader_for",
    "reader_of",
]

log = logging.getLogger(__name__)

Reader = Callable[[Source], Article]

READERS: dict[str, tuple[Reader, tuple[str, ...]]] = {
    "text": (text.read_text, (".txt", ".text")),
    "markdown": (markdown.read_markdown, (".md", ".markdown", ".mdown", ".mkd")),
}


def read(source: Source, form: str = "") -> Article:
    """The article in a source.

    Args:
        source: its bytes.
        form: a key of `READERS`; "" to tell by the file's ending, or for standard input by
            whether it opens with front matter.

    Raises:
        ReadingError: it cannot be read, or there is no article in it.
    """
    name = form or reader_for(source)
    if name not in READERS:
        raise ReadingError(
            f"There is no reader called {name!r}", f"There are: {', '.join(READERS)}."
        )
    reader, _ = READERS[name]
    article = reader(checked(source))
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
    if source.path is None:
        start = source.data.removeprefix(BOM_UTF8)
        return "markdown" if start.startswith((b"---", b"+++", b"# ")) else "text"
    return reader_of(source.path)


def reader_of(path: Path) -> str:
    """The name of the reader for a file, told by its ending.

    Raises:
        ReadingError: none reads such files.
    """
    for name, (_, endings) in READERS.items():
        if path.suffix.lower() in endings:
            return name
    raise ReadingError(
        f"{printable(path)} is in a format that is not read yet",
        remedy=f"Save it as plain text or Markdown ({', '.join(known_endings())}), "
        f"or say with --from which of them it is.",
    )


def known_endings() -> tuple[str, ...]:
    """The endings of the files that can be read."""
    return tuple(ending for _, endings in READERS.values() for ending in endings)


def articles_in(path: Path) -> tuple[Path, ...]:
    """The files that a path names: the file itself, or every article in a folder, by name.

    Hidden files, and files of a format that is not read, are passed over in a folder; a file
    that is named is never passed over. Links to other folders are not followed.

    Raises:
        ReadingError: the path is not there, or the folder has no article in it.
    """
    try:
        path.stat()
        if not path.is_dir():
            return (path,)
        inside = tuple(sorted(_inside(path)))
    except OSError as error:
        raise _not_there(path, error) from error
    if not inside:
        raise ReadingError(
            f"There is no article in {printable(path)}",
            remedy=f"Put one there ({', '.join(known_endings())}), or name another folder.",
        )
    return inside


def _inside(folder: Path) -> Iterator[Path]:
    """Every article in a folder, in no order."""

    def closed(error: OSError) -> None:
        if error.filename == os.fspath(folder):
            raise error
        log.warning("passed over: %s", error)

    for place, folders, files in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in known_endings():
                yield Path(place, name)


def _not_there(path: Path, error: OSError) -> ReadingError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ReadingError(f"{printable(path)} is not there", "Check the name.")
    return unreadable(printable(path), error)
