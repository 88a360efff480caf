"""Captions as a player reads them: whether they can be parsed, and come one after another.

By webvtt-py, which shares no code with the bindery.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publisher.report import Finding, Weight


def follow_one_another(path: Path) -> Iterator[Finding]:
    """Whether WebVTT or SRT can be read, and each cue has words and ends before the next begins."""
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    is_srt = path.suffix.lower() == ".srt"
    try:
        cues: Any = webvtt.from_srt(str(path)) if is_srt else webvtt.read(str(path), strict=True)
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        yield Finding("captions-broken", Weight.ERROR, f"it cannot be read: {error}")
        return
    if not cues:
        yield Finding("captions-broken", Weight.ERROR, "there is no cue in it")
    before = 0
    for number, cue in enumerate(cues, start=1):
        begin, end = _milliseconds(cue.start_time), _milliseconds(cue.end_time)
        if not before <= begin < end:
            message = f"cue {number}, from {cue.start} to {cue.end}, is out of its turn"
            yield Finding("captions-disordered", Weight.ERROR, message)
        if not cue.text.strip():
            yield Finding("captions-wordless", Weight.WARNING, f"cue {number} has no words")
        before = end


def _milliseconds(at: Any) -> int:
    hours, minutes, seconds, thousandths = at.to_tuple()
    return int(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)
