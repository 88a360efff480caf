"""`publication.json`: everything known of a publication, for other programs and for us.

It tells what was made of which source, so the next build knows whether anything has changed,
and whether the folder in its way holds another article's edition.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from publisher import __version__
from publisher.article import Metadata
from publisher.document import Addition, Document, Paragraph, Section, Sentence
from publisher.edition import Edition, File
from publisher.narration import Narration
from publisher.report import Finding
from publisher.settings import Layer

NAME = "publication.json"
FORMAT = 1  # raised when a program that reads the file would have to know


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was made.

    Attributes:
        path: from the publication's folder, with slashes.
        size: in bytes.
        sha256: in hexadecimal.
    """

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a publication was asked for, so that it can be made again.

    Attributes:
        articles: where they are: paths from the folder above, addresses, or ``-``.
        title: of the collection that they make, or None for an article by itself.
        form: the format of what was read; "" where that was told by its name.
        remote: whether images were fetched from the web.
        options: that were given for this once; paths in them are from the folder above.
    """

    articles: tuple[str, ...] = ()
    title: str | None = None
    form: str = ""
    remote: bool = False
    options: Layer = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the next build wants to know of a publication.

    Attributes:
        source: what it was made from.
        key: changes whenever what is made would.
        duration_ms: how long it plays.
        files: what it is made of.
        voice: who speaks it, as ``--voice`` would name them; "" when nobody does.
        takes: which take was chosen of words that are not said in the first, by the words.
        printed: every sentence as printed, by its name.
        editions: what was made.
        asked: what it was asked for; None where an earlier release made it.
    """

    source: str
    key: str
    duration_ms: int
    files: tuple[Kept, ...]
    voice: str = ""
    takes: tuple[tuple[str, int], ...] = ()
    printed: tuple[tuple[str, str], ...] = ()
    editions: tuple[str, ...] = ()
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Making:
    """How a publication came to be.

    Attributes:
        source: what it was made from, as a path from the folder above.
        key: changes whenever what is made would.
        takes: which take was chosen of words, by the words.
        asked: what it was asked for.
        identifier: its name for ever.
        made: the time that it carries, UTC.
    """

    source: str
    key: str
    takes: Mapping[str, int]
    asked: Asked
    identifier: str
    made: datetime


def write(
    folder: Path,
    document: Document,
    narration: Narration | None,
    editions: Iterable[Edition],
    findings: Iterable[Finding],
    making: Making,
) -> Path:
    """Write what is known.

    Args:
        folder: of the publication; files are named from here.
        document: what it says.
        narration: how it sounds.
        editions: what was made.
        findings: all that was found on the way.
        making: how it came to be.

    Raises:
        OSError: it cannot be written.
    """
    tracks = narration.tracks if narration else ()
    times = {clip.sentence: (clip.begin, clip.end) for track in tracks for clip in track.clips}
    lengths = {track.section: track.length for track in tracks}
    heard = {part.name: by.name for by, parts in document.listening() for part in parts}
    known = {
        "format": FORMAT,
        "made_by": f"publisher {__version__}",
        "source": making.source,
        "key": making.key,
        "asked": {**asdict(making.asked), "options": dict(making.asked.options)},
        "slug": document.slug,
        "identifier": making.identifier,
        "made": making.made.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "metadata": _metadata(document.metadata),
        "voice": None if narration is None else asdict(narration.voice),
        "other_voices": [asdict(voice) for voice in narration.others] if narration else [],
        "takes": dict(making.takes),
        "duration_ms": lasts(document, narration),
        "front": _section(document.front, times),
        "sections": [
            {
                **_section(section, times),
                "heard_with": heard[section.name],
                "duration_ms": lengths.get(section.name, 0),
            }
            for section in document.sections
        ],
        "around": [_section(section, times) for section in _around(document)],
        "files": [_file(file, each.kind, folder) for each in editions for file in each.files],
        "findings": [asdict(finding) for finding in findings],
    }
    path = folder / NAME
    # A line for each thing known: indented, json takes ten times as long and writes twice as much.
    lines = (
        f"{json.dumps(name)}: {json.dumps(each, ensure_ascii=False)}"
        for name, each in known.items()
    )
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return path


def _around(document: Document) -> tuple[Section, ...]:
    around = document.around
    return (around.cover, around.contents, around.colophon) if around else ()


def lasts(document: Document, narration: Narration | None) -> int:
    """How long the article is heard, without the pages around it, in milliseconds."""
    lengths = {track.section: track.length for track in narration.tracks} if narration else {}
    return sum(lengths.get(section.name, 0) for section, _ in document.listening())


def read(folder: Path) -> Known | None:
    """What is known of the publication in a folder, or None when nothing is, or nothing sound."""
    try:
        told = json.loads((folder / NAME).read_text("utf-8"))
        if told["format"] != FORMAT:
            return None
        files = tuple(
            Kept(str(each["path"]), each["size"], each["sha256"]) for each in told["files"]
        )
        voice = told.get("voice")
        return Known(
            source=str(told["source"]),
            key=str(told["key"]),
            duration_ms=int(told["duration_ms"]),
            files=files,
            voice=f"{voice['engine']}:{voice['name']}" if voice else "",
            takes=tuple((str(words), int(take)) for words, take in told.get("takes", {}).items()),
            printed=tuple(_printed(told)),
            editions=tuple(dict.fromkeys(str(each["edition"]) for each in told["files"])),
            asked=_asked(told.get("asked")),
        )
    except (
        *(OSError, ValueError, LookupError, TypeError, AttributeError),
        *(OverflowError, RecursionError),
    ):
        return None


def _asked(told: dict[str, Any] | None) -> Asked | None:
    if told is None:
        return None
    return Asked(
        articles=tuple(map(str, told["articles"])),
        title=told["title"],
        form=str(told["form"]),
        remote=bool(told["remote"]),
        options=tuple(told["options"].items()),
    )


def _printed(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every sentence of a record, its name first."""
    for section in (told["front"], *told["sections"], *told.get("around", ())):
        for block in section["paragraphs"]:
            for each in filter(None, (block["mark"], *block["sentences"])):
                yield str(each["name"]), str(each["text"])


def whole(folder: Path, known: Known) -> bool:
    """Whether every file of a publication is as it was made."""
    return all(_is_same(folder / kept.path, kept) for kept in known.files)


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_same(path: Path, kept: Kept) -> bool:
    try:
        return path.stat().st_size == kept.size and digest(path) == kept.sha256
    except (OSError, ValueError):  # a name with a NUL in it is a ValueError
        return False


def _metadata(about: Metadata) -> dict[str, Any]:
    """What is known of the article; of the author's cover its name, its bytes are elsewhere."""
    return {**asdict(replace(about, cover=None)), "cover": about.cover and about.cover.name}


def _section(section: Section, times: dict[str, tuple[int, int]]) -> dict[str, Any]:
    return {
        "name": section.name,
        "level": section.level,
        "label": section.label,
        "turn": section.turn,
        "heading": section.heading.text if section.heading else None,
        "words": section.words,
        "paragraphs": [_paragraph(block, times) for block in section.blocks()],
    }


def _paragraph(block: Paragraph, times: dict[str, tuple[int, int]]) -> dict[str, Any]:
    return {
        "name": block.name,
        "role": block.role,
        "within": [holder.kind for holder in block.within],
        "line": block.line,
        "mark": _sentence(block.mark, times) if block.mark else None,
        "before": [_announced(each, times) for each in block.before],
        "sentences": [_sentence(sentence, times) for sentence in block.sentences],
        "after": [_announced(each, times) for each in block.after],
    }


def _announced(each: Addition, times: dict[str, tuple[int, int]]) -> dict[str, Any]:
    """What is said and not printed, by the id of what is lit meanwhile."""
    return {**_sentence(each.sentence, times), "text": each.sentence.said}


def _sentence(sentence: Sentence, times: dict[str, tuple[int, int]]) -> dict[str, Any]:
    begin, end = times.get(sentence.name, (None, None))
    told = {"name": sentence.name, "text": sentence.text, "begin_ms": begin, "end_ms": end}
    return told if sentence.said == sentence.text else {**told, "said": sentence.said}


def _file(file: File, edition: str, folder: Path) -> dict[str, Any]:
    return {
        "path": file.path.relative_to(folder).as_posix(),
        "edition": edition,
        "media_type": file.media_type,
        "section": file.section or None,
        "size": file.path.stat().st_size,
        "sha256": digest(file.path),
        "duration_ms": file.duration_ms,
    }
