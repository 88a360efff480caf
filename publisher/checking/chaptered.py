"""A whole recording in one file, as players open it: its tags, its chapters, its length."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from publisher.checking.lengths import LENGTH_MS, heard_ms
from publisher.errors import CheckingError
from publisher.report import Finding, Weight

_TAGS: Final = {"\xa9nam": "title", "\xa9alb": "album", "covr": "cover", "stik": "kind of media"}


def is_chaptered(path: Path) -> Iterator[Finding]:
    """Whether an M4B can be opened, says what it is, and has chapters from its beginning on."""
    from mutagen import MutagenError
    from mutagen.mp4 import MP4

    try:
        file: Any = MP4(path)
    except MutagenError as error:
        yield Finding("sound-broken", Weight.ERROR, f"it cannot be read: {error}")
        return
    for tag in (tag for tag in _TAGS if tag not in (file.tags or ())):
        yield Finding("sound-untagged", Weight.WARNING, f"it has no {_TAGS[tag]} ({tag})")
    found = [(float(each.start), str(each.title)) for each in file.chapters or ()]
    yield from _chapters(found, file.info.length)


def is_marked(path: Path) -> Iterator[Finding]:
    """Whether the chapters of an MP3, if it has any, are in order, and told alike beside it."""
    from mutagen import MutagenError
    from mutagen.mp3 import MP3

    try:
        file: Any = MP3(path)
    except MutagenError:
        return  # told where its tags are
    marks = file.tags.getall("CHAP") if file.tags else []
    found = sorted((mark.start_time / 1000, _title(mark)) for mark in marks)
    if found:
        yield from _chapters(found, file.info.length)
    beside = path.with_name(f"{path.stem}.chapters.json")
    if found and beside.is_file() and _listed(beside) != found:
        message = f"{beside.name} tells of other chapters than the file itself"
        yield Finding("chapters-disordered", Weight.ERROR, message)


def _title(mark: Any) -> str:
    title = mark.sub_frames.get("TIT2")
    return str(title.text[0]) if title and title.text else ""


def _listed(path: Path) -> list[tuple[float, str]] | None:
    """When chapters begin, in seconds, and their titles; None where the file makes no sense."""
    try:
        told = json.loads(path.read_text("utf-8"))["chapters"]
        return [(float(each["startTime"]), str(each["title"])) for each in told]
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _chapters(found: list[tuple[float, str]], length_s: float) -> Iterator[Finding]:
    """What is wrong with chapters, told by when they begin, in seconds, and their titles."""
    begins = [begin for begin, _ in found]
    if not found:
        yield Finding("chapters-missing", Weight.ERROR, "it has no chapters")
    elif begins[0] != 0 or begins != sorted(set(begins)) or begins[-1] >= length_s:
        told = ", ".join(f"{begin:.3f}" for begin in begins)
        message = f"chapters begin at {told} s, of {length_s:.3f} s"
        yield Finding("chapters-disordered", Weight.ERROR, message)
    for number, _ in (each for each in enumerate(found, 1) if not each[1][1].strip()):
        yield Finding("chapters-untitled", Weight.WARNING, f"chapter {number} has no title")


def plays_as_told(path: Path, told_ms: int) -> Iterator[Finding]:
    """Whether a file, decoded from its first sample to its last, lasts as told, to 50 ms.

    Args:
        path: the file.
        told_ms: how long its chapters last; 0 when that is not known.
    """
    try:
        length_ms = round(heard_ms(path))
    except CheckingError as error:
        yield Finding("sound-broken", Weight.ERROR, f"it cannot be decoded: {error.message}")
        return
    if told_ms and abs(length_ms - told_ms) > LENGTH_MS:
        message = f"it lasts {length_ms} ms, and was told to last {told_ms} ms"
        yield Finding("sound-length", Weight.ERROR, message)
