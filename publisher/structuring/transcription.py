"""What transcribers of printed books write for what print shows: ``_italics_``, ``[1]``, notes.

The conventions are those of Distributed Proofreaders, whose books Project Gutenberg gives away.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from publisher.article import Holder, Kind, Mark, Passage, Role, Run

NOTE_PARAGRAPHS = 12  # of one note, or of one caption, at most; a bracket may be left open

_ITALICS = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?![\w_])")
_REFERENCE = re.compile(r"\[(?P<mark>\d{1,3}|[A-Z]|\*{1,3}|†|‡)\]")
_NOTE = re.compile(
    r"\[(?:foot)?note\s*(?P<mark>\d{1,3}|[A-Z]|\*{1,3}|†|‡)?\s*[:.]\s*(?P<words>.*)", re.I | re.S
)
_LINED_NOTE = re.compile(r"\[(?P<mark>\d{1,3}|[A-Z])\]\s+(?P<words>\S.*)", re.S)
_ILLUSTRATION = re.compile(r"\[\s?(?:illustration|picture|frontispiece|image)\b", re.IGNORECASE)


def illustrations(passages: tuple[Passage, ...]) -> frozenset[int]:
    """The places of what tells that an illustration stood there, captions in brackets included."""
    found: set[int] = set()
    for place, passage in enumerate(passages):
        if place not in found and _ILLUSTRATION.match(passage.text):
            found.update(_bracketed(passages, place))
    return frozenset(found)


def with_italics(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages, with what stands between underscores set apart instead."""
    return tuple(
        replace(each, runs=tuple(_italic(each.runs))) if "_" in each.text else each
        for each in passages
    )


def _italic(runs: Iterable[Run]) -> Iterator[Run]:
    for run in runs:
        end = 0
        for found in _ITALICS.finditer(run.text):
            yield replace(run, text=run.text[end : found.start()], breaks=False)
            yield replace(run, text=found[1], marks=(*run.marks, Mark.EMPHASIS), breaks=False)
            end = found.end()
        rest = replace(run, text=run.text[end:])
        if rest.text or not end:
            yield rest
        elif run.breaks:
            yield replace(rest, text="")


def with_notes(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages with each note that is pointed to held as one, where it stands.

    A mark may be used again in each chapter: a note belongs to the last ``[1]`` before it, or,
    where all notes stand at the end, to the first that has none yet.
    """
    notes = dict(_notes(passages))
    within = {place for places in notes.values() for place in places}
    pointing = [
        (place, found["mark"], found.span())
        for place, passage in enumerate(passages)
        if place not in within
        for found in _REFERENCE.finditer(passage.text)
        if len(passage.runs) == 1 and not passage.within
    ]
    keys: dict[tuple[int, tuple[int, int]], int] = {}
    made = list(passages)
    numbers = count(1)
    for place, places in notes.items():
        mark = _mark(passages[place])
        free = [each for each in pointing if each[1] == mark and (each[0], each[2]) not in keys]
        before = [each for each in free if each[0] < place]
        if not before:
            continue
        place_of, _, span = before[-1] if len(before) < len(free) else before[0]
        key = next(numbers)
        keys[place_of, span] = key
        for at in places:
            made[at] = _noted(passages[at], key, at == place, at == places[-1])
    for place in {place for place, _ in keys}:
        spans = {span: key for (at, span), key in keys.items() if at == place}
        made[place] = replace(made[place], runs=tuple(_pointing(made[place].runs[0], spans)))
    return tuple(made)


def _notes(passages: tuple[Passage, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The place of each note, with those of all its paragraphs."""
    for place, passage in enumerate(passages):
        if _mark(passage):
            lined = not _NOTE.match(passage.text)
            yield place, (place,) if lined else _bracketed(passages, place)


def _mark(passage: Passage) -> str:
    """The mark of a note that begins with a passage, or ""."""
    if passage.role is not Role.BODY or passage.within or not passage.text.startswith("["):
        return ""
    found = _NOTE.match(passage.text) or _LINED_NOTE.match(passage.text)
    return (found["mark"] or "") if found else ""


def _noted(passage: Passage, key: int, first: bool, last: bool) -> Passage:
    """A paragraph of a note, without the bracket around it and the mark before it."""
    text = passage.text
    found = (_NOTE.match(text) or _LINED_NOTE.match(text)) if first else None
    bracketed = found is None or found.re is _NOTE
    text = found["words"] if found else text
    if last and bracketed and text.endswith("]"):
        text = text[:-1]
    return replace(
        passage, runs=(Run(text.strip() or passage.text),), within=(Holder(Kind.NOTE, key),)
    )


def _pointing(run: Run, spans: dict[tuple[int, int], int]) -> Iterator[Run]:
    """The words of a paragraph, parted at the marks of its notes."""
    end = 0
    for (begin, after), key in sorted(spans.items()):
        if run.text[end:begin]:
            yield replace(run, text=run.text[end:begin], breaks=False)
        mark = run.text[begin + 1 : after - 1]
        yield replace(run, text=mark, marks=(*run.marks, Mark.RAISED), note=key, breaks=False)
        end = after
    if run.text[end:]:
        yield replace(run, text=run.text[end:])


def _bracketed(passages: tuple[Passage, ...], place: int) -> tuple[int, ...]:
    """The places from a bracket that opens to where it is closed; one alone if it never is."""
    open_brackets = 0
    for after in range(place, min(place + NOTE_PARAGRAPHS, len(passages))):
        text = passages[after].text
        open_brackets += text.count("[") - text.count("]")
        if open_brackets <= 0:
            return tuple(range(place, after + 1))
    return (place,)
