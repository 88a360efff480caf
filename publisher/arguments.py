"""What a command's arguments name: files, folders of them, addresses, standard input."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from publisher.errors import PublisherError, ReadingError
from publisher.reading import (
    Collection,
    Source,
    articles_in,
    drained,
    fetched,
    is_address,
    load,
    printable,
    reader_of,
)

STANDARD_INPUT = "-"


def articles(
    paths: tuple[str, ...],
    refuse: Callable[[PublisherError, str], None],
    apart: Path | None = None,
) -> tuple[str, ...]:
    """Every article that arguments name, each once: a folder stands for those in it.

    Args:
        paths: as typed.
        refuse: told of what is not there; the others are named all the same.
        apart: the folder that editions go into: those in it are no articles of one around it.
    """
    names: dict[str, None] = {}
    for path in paths:
        try:
            found = map(str, articles_in(Path(path), apart)) if is_file(path) else (path,)
            names.update(dict.fromkeys(found))
        except PublisherError as error:
            refuse(error, path)
    return tuple(names)


def is_file(name: str) -> bool:
    """Whether an argument names a file or a folder, there or not."""
    return name != STANDARD_INPUT and not is_address(name)


def source(name: str, form: str, *, remote: bool = False) -> Source:
    """What one argument names; a file of a format that is not read is not even opened.

    Args:
        name: as typed, or as `articles` gave it.
        form: the format, a key of `reading.READERS`; "" to tell by its name.
        remote: whether images may be fetched from the web.

    Raises:
        ReadingError: it cannot be had.
    """
    if name == STANDARD_INPUT:
        return replace(drained(sys.stdin.buffer if sys.stdin else None), remote=remote)
    if is_address(name):
        return replace(fetched(name), remote=remote)
    path = Path(name)
    if not form and os.path.isfile(path):  # noqa: PTH113  # which raises nothing
        reader_of(path)
    return replace(load(path), remote=remote)


def collection(
    title: str,
    paths: tuple[str, ...],
    form: str,
    apart: Path | None = None,
    *,
    remote: bool = False,
) -> Collection:
    """All articles that arguments name, to be one publication.

    Args:
        title: of the publication.
        paths: as typed.
        form: as for `source`.
        apart: as for `articles`.
        remote: as for `source`.

    Raises:
        ReadingError: one of them cannot be had; a collection is made whole or not at all.
    """

    def refuse(error: PublisherError, _: str) -> None:
        raise error

    names = articles(paths, refuse, apart)
    sources = tuple(source(name, form, remote=remote) for name in names)
    if not title.strip():
        raise ReadingError("A collection has no title", "Write one: --collection 'The title'.")
    alone = Path(paths[0]) if len(paths) == 1 and not is_address(paths[0]) else None
    folder = alone if alone and alone.is_dir() else None
    return Collection(title.strip(), printable(folder) if folder else title, sources, folder)
