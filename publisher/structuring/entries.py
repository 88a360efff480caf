"""Entries of a live blog: each begins with a time, on a line of its own above its heading.

Time and heading are one heading to whoever listens: “21:40 The bridge is open again”.
"""

from collections.abc import Iterator
from dataclasses import replace

from publisher.article import Passage, Run
from publisher.structuring import shapes
from publisher.structuring.sentences import merged
from publisher.structuring.shapes import Shape
from publisher.structuring.standing import is_line

FEWEST = 2  # times; one may be when the article was written

_NAMING = frozenset((Shape.BARE, Shape.ASKED, Shape.EXCLAIMED, Shape.ORNATE))


def with_times_joined(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages, but with a time and the line under it made one where it is a heading."""
    times = {at for at, each in enumerate(passages) if is_line(each) and shapes.is_clock(each.text)}
    if len(times) < FEWEST or any(at + 1 in times for at in times):
        return passages
    return tuple(_joined(passages, frozenset(at for at in times if _is_over_line(passages, at))))


def _joined(passages: tuple[Passage, ...], times: frozenset[int]) -> Iterator[Passage]:
    for place, passage in enumerate(passages):
        if place in times:
            runs = merged((*passage.runs, Run(" "), *passages[place + 1].runs))
            yield replace(passage, runs=runs)
        elif place - 1 not in times:
            yield passage


def _is_over_line(passages: tuple[Passage, ...], place: int) -> bool:
    """Whether a time stands right over a line that can be a heading, and that over a text."""
    below = passages[place + 1 : place + 3]
    if len(below) < 2 or not is_line(below[0]):
        return False
    heads = shapes.form(below[0].text).shape in _NAMING
    return heads and not shapes.is_clock(below[1].text)
