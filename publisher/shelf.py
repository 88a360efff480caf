"""The shelf: every publication that stands in an output folder, as its record tells of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from publisher.record import NAME

_UNSOUND: Final = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Held:
    """A file of a publication.

    Attributes:
        path: from the output folder, with slashes.
        edition: that it belongs to.
        media_type: such as ``audio/mpeg``.
        size: in bytes.
        duration_ms: how long it plays; 0 for what does not play.
    """

    path: str
    edition: str
    media_type: str
    size: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Shelved:
    """A publication on the shelf; "" stands for what is not known.

    Attributes:
        slug: the folder that it stands in.
        identifier: its name for ever.
        title: the headline.
        standfirst: what tells a reader why to read on.
        authors: who wrote it.
        date: of first publication, ISO 8601 to the precision known.
        made: the time that it carries, ISO 8601, UTC.
        language: BCP 47.
        publisher: who published it.
        rights: the rights line.
        subjects: what it is about.
        voice: who reads it.
        duration_ms: how long it plays.
        files: what it is made of; of each edition, the one to open first first.
    """

    slug: str
    identifier: str
    title: str
    standfirst: str
    authors: tuple[str, ...]
    date: str
    made: str
    language: str
    publisher: str
    rights: str
    subjects: tuple[str, ...]
    voice: str
    duration_ms: int
    files: tuple[Held, ...]

    def first(self, edition: str, media_type: str = "") -> Held | None:
        """The file of an edition to open first, of some type where one is given."""
        of_it = (each for each in self.files if each.edition == edition)
        return next((each for each in of_it if media_type in ("", each.media_type)), None)

    @property
    def editions(self) -> tuple[str, ...]:
        """What was made of it, in the order in which it was."""
        return tuple(dict.fromkeys(each.edition for each in self.files))


def shelf(output: Path) -> tuple[Shelved, ...]:
    """All publications in a folder, the newest first; those of the same day by their titles."""
    found = tuple(_standing(output))
    by_title = sorted(found, key=lambda work: (work.title.casefold(), work.slug))
    return tuple(sorted(by_title, key=lambda work: work.date or work.made, reverse=True))


def _standing(output: Path) -> Iterator[Shelved]:
    for path in sorted(output.glob(f"*/{NAME}")):
        if path.parent.name.startswith("."):
            continue  # one that is being made
        try:
            told = json.loads(path.read_text("utf-8"))
            yield _shelved(told, path.parent.name)
        except _UNSOUND:
            continue  # it is none of ours, or an earlier release made it


def _shelved(told: Any, slug: str) -> Shelved:
    about, voice = told["metadata"], told["voice"]
    files = (
        Held(
            path=f"{slug}/{each['path']}",
            edition=str(each["edition"]),
            media_type=str(each["media_type"]),
            size=int(each["size"]),
            duration_ms=int(each["duration_ms"]),
        )
        for each in told["files"]
    )
    return Shelved(
        slug=slug,
        identifier=str(told["identifier"]),
        title=str(about["title"]),
        standfirst=str(about["standfirst"]),
        authors=tuple(map(str, about["authors"])),
        date=str(about["date"]),
        made=str(told["made"]),
        language=str(about["language"]),
        publisher=str(about["publisher"]),
        rights=str(about["rights"]),
        subjects=tuple(map(str, about["subjects"])),
        voice=f"{voice['engine']}:{voice['name']}" if voice else "",
        duration_ms=int(told["duration_ms"]),
        files=tuple(files),
    )
