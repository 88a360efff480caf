"""What a publication's record says, for every edition of it to agree with."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NEAR_MS = 50


@dataclass(frozen=True)
class Piece:
    """A chapter as the record has it: its section's name and label, its length, what is heard.

    Attributes:
        heard: of each sentence its name, its words, and its times from the chapter's beginning.
    """

    name: str
    label: str
    length: int
    heard: tuple[tuple[str, str, int, int], ...]


def known(folder: Path) -> Any:
    """The record."""
    return json.loads((folder / "publication.json").read_text("utf-8"))


def pieces(folder: Path) -> list[Piece]:
    """The chapters in listening order; rights and voices are the last."""
    told = known(folder)
    sections = [told["front"], *told["sections"]]
    by = [told["sections"][0]["heard_with"], *(each["heard_with"] for each in told["sections"])]
    found = []
    for section in told["sections"]:
        if section["heard_with"] == section["name"]:
            parts = [
                part for part, name in zip(sections, by, strict=True) if name == section["name"]
            ]
            found.append(_piece(section, parts, section["duration_ms"]))
    (credited,) = [each for each in told["around"] if each["name"] == "colophon"]
    (song,) = [
        each for each in told["files"] if each["edition"] == "mp3" and each["section"] == "colophon"
    ]
    return [*found, _piece(credited, [credited], song["duration_ms"])]


def _piece(section: Any, parts: list[Any], length: int) -> Piece:
    heard = tuple(each for part in parts for each in _heard(part))
    return Piece(section["name"], section["label"], length, heard)


def _heard(section: Any) -> Iterator[tuple[str, str, int, int]]:
    for block in section["paragraphs"]:
        mark = [block["mark"]] if block["mark"] else []
        for each in (*mark, *block["before"], *block["sentences"], *block["after"]):
            if each["begin_ms"] is not None:
                words = " ".join(each.get("said", each["text"]).split())
                yield each["name"], words, each["begin_ms"], each["end_ms"]
