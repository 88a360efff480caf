"""Whether the editions of a publication agree with its record: the same pieces, at the same times.

Whoever has read the third chapter in the browser goes on with the fourth in the car.
"""

import json
import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from publisher.checking.catalogue import error
from publisher.report import Finding

RECORD: Final = "publication.json"
NEAR_MS: Final = 50

_DATA: Final = re.compile(r'<script type="application/json" id="edition">(.*?)</script>', re.DOTALL)
_UNSOUND: Final = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)

Times = dict[str, tuple[float, float]]
"""When each sentence is heard, in milliseconds from the beginning of its piece or of the whole."""


def agree(folder: Path) -> Iterator[Finding]:
    """What the editions in a folder tell otherwise than its record does.

    What cannot be read is told of where the edition itself is looked over.
    """
    try:
        known = json.loads((folder / RECORD).read_text("utf-8"))
        lengths, times = _lengths(known), dict(_times(known))
        files = [(str(each["path"]), str(each["edition"])) for each in known["files"]]
    except _UNSOUND:
        return
    begins = [0, *accumulate(lengths)][:-1]
    whole = f"captions/{folder.resolve().name}.json"
    for name, edition in files:
        look = _LOOKS.get(edition)
        if look is None or (edition == "captions" and name != whole):
            continue
        try:
            found = tuple(look(folder / name, begins, times))
        except _UNSOUND:
            continue
        for each in found:
            yield error("edition-disagrees", f"{each}, as {RECORD} does not", name)


def _lengths(known: Any) -> list[int]:
    """How long each piece is, by the edition that has a file for each."""
    for edition in ("mp3", "web", "daisy"):
        of_it = [each for each in known["files"] if each["edition"] == edition and each["section"]]
        if edition in {each["edition"] for each in known["files"]}:
            return [int(each["duration_ms"]) for each in of_it if each["duration_ms"]]
    return []


def _times(known: Any) -> Iterator[tuple[str, tuple[float, float]]]:
    for section in (known["front"], *known["sections"], *known["around"]):
        for block in section["paragraphs"]:
            for each in (block["mark"], *block["before"], *block["sentences"], *block["after"]):
                if each and each["begin_ms"] is not None:
                    yield str(each["name"]), (float(each["begin_ms"]), float(each["end_ms"]))


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR_MS


def _chapters(found: list[float], begins: list[int]) -> Iterator[str]:
    """Whether chapters begin when pieces do."""
    if begins and (len(found) != len(begins) or not all(map(_near, found, begins))):
        yield f"it has {len(found)} chapters, from {', '.join(f'{each:.0f}' for each in found)} ms"


def _sentences(found: Times, times: Times) -> Iterator[str]:
    """Whether sentences are there, and are heard when they are told to be."""
    for name, (begin, end) in found.items():
        told = times.get(name)
        if told is None:
            yield f"it has a sentence {name}"
        elif not (_near(begin, told[0]) and _near(end, told[1])):
            yield f"{name} is heard from {begin:.0f} to {end:.0f} ms"


def _m4b(path: Path, begins: list[int], _: Times) -> Iterator[str]:
    from mutagen import MutagenError
    from mutagen.mp4 import MP4

    try:
        found: Any = MP4(path).chapters or ()
    except MutagenError:
        return
    yield from _chapters([each.start * 1000 for each in found], begins)


def _podcast(path: Path, begins: list[int], _: Times) -> Iterator[str]:
    if path.suffix == ".json":
        told = json.loads(path.read_text("utf-8"))["chapters"]
        yield from _chapters([float(each["startTime"]) * 1000 for each in told], begins)


def _web(path: Path, begins: list[int], times: Times) -> Iterator[str]:
    if path.name != "index.html":
        return
    data = _DATA.search(path.read_text("utf-8"))
    chapters = json.loads(data[1])["chapters"] if data else []
    yield from _chapters(
        [0.0, *accumulate(float(each["length"]) for each in chapters)][:-1], begins
    )
    clips = (clip for each in chapters for clip in each["clips"])
    yield from _sentences({str(clip[0]): (clip[1], clip[2]) for clip in clips}, times)


def _captions(path: Path, begins: list[int], times: Times) -> Iterator[str]:
    """Of the whole; their times count from its beginning."""
    told = json.loads(path.read_text("utf-8"))["segments"]
    found: Times = {}
    piece = -1
    last = float("inf")
    for each in told:
        begin, end = float(each["startTime"]) * 1000, float(each["endTime"]) * 1000
        own = times.get(str(each["id"]), (0.0, 0.0))[0]
        piece += own < last  # a new piece counts from nothing again
        last = own
        offset = begins[min(piece, len(begins) - 1)] if begins else 0
        found[str(each["id"])] = (begin - offset, end - offset)
    yield from _sentences(found, times)


_LOOKS: Final[dict[str, Callable[[Path, list[int], Times], Iterator[str]]]] = {
    "m4b": _m4b,
    "podcast": _podcast,
    "web": _web,
    "captions": _captions,
}
