"""An MP3 as a player opens it: its tags, and how long it says that it is.

How it sounds is measured by `conformity`.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publisher.checking.lengths import LENGTH_MS
from publisher.report import Finding, Weight

_TAGS = {"TIT2": "title", "TALB": "album", "TRCK": "track number", "APIC": "cover"}


def is_tagged(path: Path) -> Iterator[Finding]:
    """Whether an MP3 can be opened and says what it is."""
    from mutagen import MutagenError
    from mutagen.mp3 import MP3

    try:
        tags: Any = MP3(path).tags or {}
    except MutagenError as error:
        yield Finding("sound-broken", Weight.ERROR, f"it cannot be read: {error}")
        return
    names = {str(key).partition(":")[0] for key in tags}
    for tag in (tag for tag in _TAGS if tag not in names):
        message = f"it has no {_TAGS[tag]} ({tag})"
        yield Finding("sound-untagged", Weight.WARNING, message)


def lasts_as_told(path: Path, told_ms: int) -> Iterator[Finding]:
    """Whether an MP3 says that it lasts as long as the track it was made of, to 50 ms.

    Args:
        path: the MP3.
        told_ms: how long the track lasts; 0 when that is not known.
    """
    import soundfile

    try:
        length_ms = round(soundfile.info(os.fsencode(path)).duration * 1000) if told_ms else 0
    except soundfile.LibsndfileError as error:
        yield Finding("sound-broken", Weight.ERROR, f"it cannot be decoded: {error}")
        return
    if abs(length_ms - told_ms) > LENGTH_MS:
        message = f"it lasts {length_ms} ms, and was told to last {told_ms} ms"
        yield Finding("sound-length", Weight.ERROR, message)
