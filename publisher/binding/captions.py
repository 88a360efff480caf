"""Captions and transcripts: what is heard when, in the forms that players and programs read.

For each chapter and for the whole: WebVTT, with the time of each word where the voice tells it;
SRT; plain text; and JSON with the times of sentences and words. A sentence too long for two lines
is shown in several parts where the times of its words are known, and whole where they are not.

Source:
    W3C WebVTT: The Web Video Text Tracks Format, section 4 (syntax); the Podcast Namespace's
    transcripts (lines of 65 characters at most; its JSON).
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

from publisher.binding.chapters import Chapter, Line, chapters, narration_of
from publisher.binding.materials import Materials
from publisher.edition import Edition, File
from publisher.narration import Word

FOLDER: Final = "captions"
WIDTH: Final = 42  # characters of a line, as broadcasters have it; players allow 65
LINES: Final = 2

_SLACK: Final = 6  # characters by which parts of a text may be of uneven length

_TYPES: Final = {
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".txt": "text/plain",
    ".json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown at a time.

    Attributes:
        name: of its sentence; of a part of it, with the part's number behind a dot.
        begin: in milliseconds.
        end: the same.
        text: its words.
        words: where each stands in the text, and when it is heard; none where that is not known.
    """

    name: str
    begin: int
    end: int
    text: str
    words: tuple[Word, ...] = ()


def bind_captions(materials: Materials) -> Edition:
    """Make captions and transcripts of every chapter, and of the whole.

    Raises:
        BindingError: there is no narration.
        OSError: they cannot be written.
    """
    heard = chapters(materials)
    (materials.folder / FOLDER).mkdir()
    speaker = str(narration_of(materials).voice)
    files = [*_written(materials.folder / FOLDER / materials.document.slug, heard, speaker)]
    for each in heard:
        files += _written(materials.folder / FOLDER / each.stem, (each,), speaker)
    return Edition("captions", tuple(files))


def _written(path: Path, heard: Sequence[Chapter], speaker: str) -> Iterator[File]:
    """The four files of one chapter, or of the whole."""
    first = heard[0].begin
    lines = [(line, each.begin - first) for each in heard for line in each.lines()]
    said = [(line, offset) for line, offset in lines if _shown(line)]
    cues = [cue for line, offset in said for cue in _cues(line, offset)]
    contents = {
        ".vtt": vtt(cues),
        ".srt": srt(cues),
        ".txt": "\n\n".join(each.words for each in heard) + "\n",
        ".json": _timed(said, speaker),
    }
    section = heard[0].section.name if len(heard) == 1 else ""
    for ending, content in contents.items():
        file = path.with_name(path.name + ending)
        file.write_text(content, encoding="utf-8", newline="\n")
        yield File(file, _TYPES[ending], section)


def _shown(line: Line) -> str:
    """The words that are shown while a line is heard, on one line."""
    return " ".join(line.sentence.said.split())


def _cues(line: Line, offset: int) -> Iterator[Cue]:
    """A line in parts that can be read at a glance, if it is known when each begins."""
    clip, text = line.clip, _shown(line)
    words = tuple(each.moved(0, offset) for each in clip.words)
    if text != line.sentence.text or len(words) < 2:
        yield Cue(clip.sentence, clip.begin + offset, clip.end + offset, text)
        return
    parts = _parts(text, words)
    starts = [0, *(part[0].start for part in parts[1:]), len(text)]
    times = [clip.begin + offset, *(part[0].begin for part in parts[1:]), clip.end + offset]
    for number, part in enumerate(parts):
        name = f"{clip.sentence}.{number + 1}" if len(parts) > 1 else clip.sentence
        start, shown = starts[number], text[starts[number] : starts[number + 1]].rstrip()
        moved = tuple(each.moved(-start, 0) for each in part)
        yield Cue(name, times[number], times[number + 1], shown, moved)


def _parts(text: str, words: Sequence[Word]) -> list[list[Word]]:
    """Words in as few groups as fit two lines each, and of much the same length."""
    fewest = _groups(text, words, len(text))
    even = _groups(text, words, len(text) // len(fewest) + _SLACK)
    return even if len(even) == len(fewest) else fewest


def _groups(text: str, words: Sequence[Word], longest: int) -> list[list[Word]]:
    """Words in groups, each filled until it would be longer, or would not fit two lines."""
    groups: list[list[Word]] = [[]]
    begin = 0
    for word, stop in zip(words, (*(each.start for each in words[1:]), len(text)), strict=True):
        shown = text[begin:stop].rstrip()
        if groups[-1] and (len(shown) > longest or len(_rows(shown)) > LINES):
            groups.append([])
            begin = word.start
        groups[-1].append(word)
    return groups


def _rows(text: str) -> list[str]:
    """A text in lines, none of which is longer than `WIDTH` where a blank can be broken at."""
    wide = wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    even = wrap(text, max(len(text) // max(len(wide), 1) + _SLACK, 1), break_long_words=False,
                break_on_hyphens=False)  # fmt: skip
    return even if len(even) == len(wide) <= LINES else wide


def vtt(cues: Sequence[Cue]) -> str:
    """Cues as WebVTT, each by the name of its sentence; words begin at times of their own."""
    blocks = (
        f"{each.name}\n{_clock(each.begin)} --> {_clock(each.end)}\n{_timed_words(each)}\n"
        for each in cues
    )
    return "\n".join(("WEBVTT\n", *blocks))


def _timed_words(cue: Cue) -> str:
    """A cue's text in lines, before each word but the first the time at which it begins."""
    rows = "\n".join(_rows(cue.text))
    at, last, marked = 0, cue.begin, ""
    for word in cue.words[1:]:
        if last < word.begin < cue.end:  # times within a cue rise, or players drop them
            marked += escape(rows[at : word.start], quote=False) + f"<{_clock(word.begin)}>"
            at, last = word.start, word.begin
    return marked + escape(rows[at:], quote=False)


def srt(cues: Sequence[Cue]) -> str:
    """Cues as SRT: numbered, with a comma before the milliseconds."""
    times = (f"{_clock(each.begin)} --> {_clock(each.end)}".replace(".", ",") for each in cues)
    return "\n".join(
        f"{number}\n{time}\n{chr(10).join(_rows(each.text))}\n"
        for number, (each, time) in enumerate(zip(cues, times, strict=True), start=1)
    )


def _clock(at_ms: int) -> str:
    """A time as WebVTT has it: hours, minutes, seconds, milliseconds."""
    seconds, thousandths = divmod(at_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}.{thousandths:03}"


def _timed(said: Sequence[tuple[Line, int]], speaker: str) -> str:
    """Sentences and words with their times in seconds, a line of JSON for each sentence."""
    lines = (
        json.dumps(_segment(line, offset, speaker), ensure_ascii=False) for line, offset in said
    )
    return '{"version": "1.0.0", "segments": [\n' + ",\n".join(lines) + "\n]}\n"


def _segment(line: Line, offset: int, speaker: str) -> dict[str, Any]:
    clip, text = line.clip, line.sentence.text
    told = {
        "speaker": speaker,
        "startTime": (clip.begin + offset) / 1000,
        "endTime": (clip.end + offset) / 1000,
        "body": _shown(line),
        "id": clip.sentence,
    }
    words = [
        {
            "startTime": (word.begin + offset) / 1000,
            "endTime": (word.end + offset) / 1000,
            "body": text[word.start : word.stop],
        }
        for word in clip.words
    ]
    return {**told, "words": words} if words else told
