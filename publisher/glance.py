"""A glance: whether what an edition was made of has changed, told without reading any of it.

To know what an article would become, it has to be read and structured, and its voices found: with
the libraries for that, more than a second. So a build leaves a note in the cache of what it was
asked and how the files that it looked at stood, by which the next one sees that all is as it was.
The note is trusted only where it cannot be wrong: a file that was written while the build ran, or
just before, may have been written again in the same instant of its clock. And it is sealed, so
that what a failing disk makes of it is not taken for what was seen.
"""

import hashlib
import json
import logging
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from publisher import record, sealed
from publisher.identity import asked, origin, sources_of, told
from publisher.lexiconfile import NAMES
from publisher.publication import Publication
from publisher.reading import Collection, Source
from publisher.report import Finding, Weight
from publisher.staging import at_rest
from publisher.workshop import Workshop

if TYPE_CHECKING:
    from publisher.planning import Plan

log = logging.getLogger(__name__)

NOTES: Final = "glances"  # what the folder of notes is called in that of all that may be made again
SETTLED_S: Final = 2.0  # a file that has not been written for so long is not written unnoticed
_SINCE = time.time()  # when this process had not read a voice yet
_UNSOUND = (
    *(OSError, ValueError, LookupError, TypeError, AttributeError),
    *(OverflowError, RecursionError),
)

Standing = dict[str, Any]
"""How each file stood: its size, when it was written, and when it was last changed at all, which
nobody can set; or None where there was none."""


def glanced(source: Source | Collection, shop: Workshop) -> Publication | None:
    """What stands in its place, when a glance tells that it would be made the same again.

    What was sought beside the article when it was read is known of its source then, too.
    """
    if shop.force or shop.respeak:
        return None
    try:
        note = json.loads(sealed.kept(_note(source, shop)))
        target = shop.output / note["slug"]
        known = record.read(target)
        if (
            note["asked"] != _asked(source, shop)
            or known is None
            or (known.key, known.source) != (note["key"], origin(source, shop.output))
            or target in shop.taken
            or note["stood"] != dict(_standing(map(Path, note["stood"])))
            or not at_rest(target)
            or not record.whole(target, known)
        ):
            return None
        sources_of(source)[0].sought.update(map(Path, note["sought"]))
        findings = tuple(
            Finding(each["code"], Weight(each["weight"]), each["message"], each["place"])
            for each in note["findings"]
        )
    except _UNSOUND as error:
        if not isinstance(error, FileNotFoundError):  # as with every article that is new
            log.debug("nothing is told by a glance: %s", error)
        return None
    files = tuple(target / kept.path for kept in known.files)
    return Publication(target, files, findings, known.duration_ms, fresh=False)


def keep(source: Source | Collection, shop: Workshop, made: "Plan", begun: float) -> None:
    """Leave a note for the next build; where that cannot be, it has to look closely.

    Args:
        source: what was published.
        shop: as what was asked.
        made: what stands in its place now.
        begun: when its files were about to be looked at, in seconds of the epoch.
    """
    sources = sources_of(source)
    if any(each.remote or each.address for each in sources):
        return  # what the network would send now is not told by a file
    read = dict(_standing(_looked_at(sources, made)))
    loaded = dict(_standing(_voices_and_libraries(shop, made)))
    if _latest_s(read) >= begun - SETTLED_S or _latest_s(loaded) >= min(begun, _SINCE) - SETTLED_S:
        return
    note = {
        "asked": _asked(source, shop),
        "slug": made.target.name,
        "key": made.key,
        "stood": {**read, **loaded},
        "sought": sorted({str(path) for each in sources for path in each.sought}),
        "findings": [asdict(each) for each in made.findings],
    }
    try:
        sealed.keep(_note(source, shop), json.dumps(note).encode())
    except OSError as error:
        log.debug("no note is left for the next build: %s", error)


def _note(source: Source | Collection, shop: Workshop) -> Path:
    place = f"{shop.output.resolve()}\n{origin(source, shop.output)}"
    digest = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()
    return shop.cache / NOTES / f"{digest}.json"


def _asked(source: Source | Collection, shop: Workshop) -> str:
    """A digest of what was asked for: the articles, the settings, and the publisher."""
    title, names = getattr(source, "title", ""), [each.name for each in sources_of(source)]
    where = Path().absolute(), shop.voices  # from there lexicons and voices are named
    digest = hashlib.sha256(repr((title, names, asked(shop), where)).encode())
    for each in told(source, shop.form):
        digest.update(each)
    return digest.hexdigest()


def _looked_at(sources: Iterable[Source], made: "Plan") -> Iterator[Path]:
    """Every file that is read for a publication, beside the articles themselves."""
    for each in sources:
        yield from each.sought
        if each.path is not None:
            yield from (each.path.parent.absolute() / name for name in NAMES)


def _voices_and_libraries(shop: Workshop, made: "Plan") -> Iterator[Path]:
    """Every file and folder of voices and libraries, of which a process reads each only once."""
    # Those that packages bring: where one comes or goes its folder is written.
    yield from (Path(name) for name in sys.path if "-packages" in name)
    named = (made.settings.voice, made.settings.quotation_voice, *made.settings.interview_voices)
    places = (name.partition(":")[2].partition("#")[0] for name in named)
    models = [name for place in places if place for name in (place, f"{place}.json")]
    for path in (*shop.voices, *(Path(name).absolute() for name in models)):
        yield path
        yield from path.rglob("*")


def _latest_s(standing: Standing) -> float:
    """When the file that was changed last was, in seconds of the epoch."""
    return max((max(each[1:]) for each in standing.values() if each), default=0) / 1e9


def _standing(paths: Iterable[Path]) -> Iterator[tuple[str, list[int] | None]]:
    for path in paths:
        try:
            about = path.stat()
        except OSError:
            yield str(path), None
        else:
            yield str(path), [about.st_size, about.st_mtime_ns, about.st_ctime_ns]
