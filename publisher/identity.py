"""What a publication is before it is understood: of which articles, from where, by what code."""

import hashlib
import logging
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from publisher.reading import Collection, Source, printable, reader_for
from publisher.record import Asked
from publisher.workshop import Workshop

log = logging.getLogger(__name__)


def origin(source: Source | Collection, output: Path) -> str:
    """Where an article came from, told from the output folder, so that both can move."""
    return source.name if source.path is None else seen_from(output, source.path)


def seen_from(output: Path, path: Path) -> str:
    """Where a file is, told from the output folder, with slashes."""
    place = path.resolve()
    try:
        place = Path(os.path.relpath(place, output.resolve()))
    except ValueError:  # on Windows, from one drive to another there is no way
        log.debug("%s and %s cannot move together", place, output)
    return printable(place).replace(os.sep, "/")


def asked_again(source: Source | Collection, shop: Workshop) -> Asked:
    """What a publication is asked for, in words by which it can be asked for again."""
    sources = sources_of(source)
    options = {name: value for name, value in shop.options if value is not None}
    if "lexicon" in options:
        named = options["lexicon"]
        files = named if isinstance(named, list | tuple) else (named,)
        options["lexicon"] = [seen_from(shop.output, Path(str(each))) for each in files]
    return Asked(
        articles=tuple(origin(each, shop.output) for each in sources),
        title=source.title if isinstance(source, Collection) else None,
        form=shop.form,
        remote=any(each.remote for each in sources),
        options=tuple(options.items()),
    )


@cache
def own_code() -> str:
    """A digest of publisher itself: what another release would make otherwise is made again."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".css", ".js", ".html", ".txt"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def asked(shop: Workshop) -> tuple[object, ...]:
    """All that shapes publications beside articles: the user's wishes, and publisher itself."""
    return own_code(), sys.version, shop.settings, shop.options, shop.epoch, shop.lexicon


def told(source: Source | Collection, form: str) -> Iterator[bytes]:
    """The bytes of every article, each with what tells how they are read."""
    for each in sources_of(source):
        kind = form or reader_for(each)
        yield repr((kind, each.remote, len(each.data))).encode() + each.data


def sources_of(source: Source | Collection) -> tuple[Source, ...]:
    """The articles that something is made of."""
    return source.sources if isinstance(source, Collection) else (source,)
