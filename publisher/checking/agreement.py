"""Whether the editions of a publication agree with its record: the same pieces, at the same times.

Whoever has read the third chapter in the browser goes on with the fourth in the car.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, Final

from publisher.checking.catalogue import error
from publisher.checking.lengths import LENGTH_MS
from publisher.report import Finding

RECORD: Final = "publication.json"
_MOST: Final = 255  # chapters in the list of an M4B that is read here: their number is one byte

_DATA: Final = re.compile(r'<script type="application/json" id="edition">(.*?)</script>', re.DOTALL)
_UNSOUND: Final = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)

Times = dict[str, tuple[float, float]]
"""When each sentence is heard, in milliseconds from the beginning of its piece."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a record tells.

    Attributes:
        begins: when each piece is heard, in milliseconds from the beginning of the whole.
        times: of every sentence.
        pieces: the number of the piece that each sentence is heard in, from 0.
        files: each file's path and edition.
    """

    begins: tuple[int, ...]
    times: Times
    pieces: dict[str, int]
    files: tuple[tuple[str, str], ...]


def agree(folder: Path) -> Iterator[Finding]:
    """What the editions in a folder tell otherwise than its record does.

    What cannot be read is told of where the edition itself is looked over.
    """
    try:
        known = _known(json.loads((folder / RECORD).read_text("utf-8")))
    except _UNSOUND:
        return
    whole = f"captions/{folder.resolve().name}.json"
    for name, edition in known.files:
        look = _LOOKS.get(edition)
        if look is None or (edition == "captions" and name != whole):
            continue
        try:
            found = tuple(look(folder / name, known))
        except _UNSOUND:
            continue
        for each in found:
            yield error("edition-disagrees", f"{each}, as {RECORD} does not", name)


def _known(told: Any) -> Known:
    """What a record tells; its pieces go by the sections that they are heard with."""
    parts = [(told["sections"][0]["heard_with"], told["front"])]
    parts += [(each["heard_with"], each) for each in told["sections"]]
    parts += [(each["name"], each) for each in told["around"] if each["name"] == "colophon"]
    names = list(dict.fromkeys(str(by) for by, _ in parts))
    said = [(names.index(by), *each) for by, section in parts for each in _said(section)]
    return Known(
        begins=(0, *accumulate(_lengths(told)))[:-1],
        times={name: times for _, name, times in said},
        pieces={name: piece for piece, name, _ in said},
        files=tuple((str(each["path"]), str(each["edition"])) for each in told["files"]),
    )


def _lengths(told: Any) -> list[int]:
    """How long each piece is, by an edition that has a file for each."""
    for edition in ("mp3", "web", "daisy"):
        of_it = [each for each in told["files"] if each["edition"] == edition]
        if of_it:
            return [int(each["duration_ms"]) for each in of_it if each["section"]]
    return []


def _said(section: Any) -> Iterator[tuple[str, tuple[float, float]]]:
    for block in section["paragraphs"]:
        for each in (block["mark"], *block["before"], *block["sentences"], *block["after"]):
            if each and each["begin_ms"] is not None:
                yield str(each["name"]), (float(each["begin_ms"]), float(each["end_ms"]))


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= LENGTH_MS


def _chapters(found: list[float], begins: tuple[int, ...]) -> Iterator[str]:
    """Whether chapters begin when pieces do."""
    if begins and len(found) != len(begins):
        yield f"it has {len(found)} chapters, and not {len(begins)}"
    elif begins:
        pairs = enumerate(zip(found, begins, strict=True), 1)
        apart = ((place, one) for place, (one, other) in pairs if not _near(one, other))
        for place, begin in islice(apart, 1):
            yield f"its chapter {place} begins at {begin:.0f} ms"


def _sentences(found: Times, times: Times) -> Iterator[str]:
    """Whether sentences are there, and are heard when they are told to be."""
    for name, (begin, end) in found.items():
        told = times.get(name)
        if told is None:
            yield f"it has a sentence {name}"
        elif not (_near(begin, told[0]) and _near(end, told[1])):
            yield f"{name} is heard from {begin:.0f} to {end:.0f} ms"


def _m4b(path: Path, known: Known) -> Iterator[str]:
    from mutagen import MutagenError
    from mutagen.mp4 import MP4

    try:
        found: Any = MP4(path).chapters or ()
    except MutagenError:
        return
    begins = known.begins[:_MOST] if len(found) == _MOST else known.begins
    yield from _chapters([each.start * 1000 for each in found], begins)


def _podcast(path: Path, known: Known) -> Iterator[str]:
    if path.suffix == ".json":
        told = json.loads(path.read_text("utf-8"))["chapters"]
        yield from _chapters([float(each["startTime"]) * 1000 for each in told], known.begins)


def _web(path: Path, known: Known) -> Iterator[str]:
    if path.name != "index.html":
        return
    data = _DATA.search(path.read_text("utf-8"))
    chapters = json.loads(data[1])["chapters"] if data else []
    ends = accumulate(float(each["length"]) for each in chapters)
    yield from _chapters([0.0, *ends][:-1], known.begins)
    clips = (clip for each in chapters for clip in each["clips"])
    yield from _sentences({str(clip[0]): (clip[1], clip[2]) for clip in clips}, known.times)


def _captions(path: Path, known: Known) -> Iterator[str]:
    """Of the whole; their times count from its beginning."""
    found: Times = {}
    for each in json.loads(path.read_text("utf-8"))["segments"]:
        name = str(each["id"])
        offset = known.begins[known.pieces[name]] if name in known.pieces and known.begins else 0
        begin, end = (float(each[at]) * 1000 - offset for at in ("startTime", "endTime"))
        found[name] = (begin, end)
    yield from _sentences(found, known.times)


_LOOKS: Final[dict[str, Callable[[Path, Known], Iterator[str]]]] = {
    "m4b": _m4b,
    "podcast": _podcast,
    "web": _web,
    "captions": _captions,
}
