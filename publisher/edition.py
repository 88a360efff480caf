"""Files that belong together: one edition of a publication; and what kinds of them there are."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

LIT: Final = frozenset({"epub"})
"""The editions in which all that is seen is heard: the pages around the article as well."""

CREDITED: Final = frozenset({"mp3", "web", "m4b", "daisy", "audiobook", "podcast", "captions"})
"""The editions that are heard by chapters, of which rights and voices are the last."""

IN_STEP: Final = LIT | {"web"}
"""The editions in which what is spoken is lit."""

NARRATED: Final = LIT | CREDITED | {"epub-audio"}
"""The editions that need a narration."""

WHOLE: Final = frozenset({"m4b", "podcast"})
"""The editions whose sound is one long file."""

LAST: Final = frozenset({"bundle"})
"""The editions that hold others."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of an edition.

    Attributes:
        path: where it lies.
        media_type: such as ``audio/mpeg``.
        section: the section it holds, or "".
        duration_ms: how long it plays, in milliseconds; 0 for what does not play.
    """

    path: Path
    media_type: str
    section: str = ""
    duration_ms: int = 0


@dataclass(frozen=True, slots=True)
class Edition:
    """One way to read or hear a publication.

    Attributes:
        kind: the word that asks for it: ``epub``, ``mp3``.
        files: what it is made of, the one to open first first.
    """

    kind: str
    files: tuple[File, ...]
