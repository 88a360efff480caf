"""The keys of what holds passages, counted anew, and notes put where they are looked for.

Counted anew, the same structure gives the same document whatever it was read from.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from publisher.article import Holder, Kind, Passage


def recounted(articles: Iterable[Sequence[Passage]]) -> tuple[Passage, ...]:
    """The passages of several articles in a row, no key of one met in another, from 1 on."""
    count = 0
    joined: list[Passage] = []
    for passages in articles:
        keys: dict[int, int] = {}
        for key in _keys(passages):
            if key not in keys:
                count += 1
                keys[key] = count
        joined += (_with_keys(passage, keys) for passage in passages)
    return tuple(joined)


def highest_key(passages: Iterable[Passage]) -> int:
    """The highest key of a holder or a note among passages, or 0."""
    return max(_keys(passages), default=0)


def _keys(passages: Iterable[Passage]) -> Iterator[int]:
    """Every key in the order of the text: of holders, and of the notes that runs point to."""
    for passage in passages:
        yield from (holder.key for holder in passage.within)
        yield from (run.note for run in passage.runs if run.note)


def _with_keys(passage: Passage, keys: dict[int, int]) -> Passage:
    if not passage.within and not any(run.note for run in passage.runs):
        return passage
    within = tuple(replace(holder, key=keys[holder.key]) for holder in passage.within)
    runs = tuple(replace(run, note=keys.get(run.note, 0)) for run in passage.runs)
    return replace(passage, within=within, runs=runs)


def notes_apart(
    passages: Iterable[Passage],
) -> tuple[tuple[Passage, ...], dict[int, tuple[Passage, ...]]]:
    """The text without its notes, and the passages of each note by its key."""
    text: list[Passage] = []
    notes: dict[int, tuple[Passage, ...]] = {}
    for passage in passages:
        key = note_of(passage.within)
        if key:
            notes[key] = (*notes.get(key, ()), passage)
        else:
            text.append(passage)
    return tuple(text), notes


def note_of(within: Sequence[Holder]) -> int:
    """The key of the note that a passage or paragraph is part of, or 0."""
    return next((each.key for each in within if each.kind is Kind.NOTE), 0)


def noted_in(
    passages: Iterable[Passage], notes: dict[int, tuple[Passage, ...]]
) -> Iterator[Passage]:
    """The notes that passages point to, in that order, and those that these notes point to.

    Each is taken out of ``notes``, so that it is heard once, where it is pointed to first.
    """
    waiting = list(passages)
    while waiting:
        for run in waiting.pop(0).runs:
            found = notes.pop(run.note, ())
            yield from found
            waiting += found
