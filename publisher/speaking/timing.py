"""Which printed word is heard when.

A voice tells when it says each word of what it was given, and that is not what is printed: “Dr.”
is said “Doctor”, and “$1.5bn” in five words. What is said of which part of the print is known from
when it was put into words, so each printed word is lit while its own are said.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from publisher.narration import Word
from publisher.speaking.wording.spans import Span

WORD = re.compile(r"(?<!\S)\S*(?:[^\W_]|[€£$%§°+=@&])\S*")
"""What is said of a text, as it stands between white space."""

_LETTER = re.compile(r"\S")


def heard_words(
    printed: str, said: Sequence[Span], spoken: str, times: Sequence[Word], end: int
) -> tuple[Word, ...]:
    """When each printed word of a sentence is heard.

    Args:
        printed: the sentence, what is not said of it blanked out.
        said: what is said of each part of it.
        spoken: all of that as the voice was given it; blanks may be others.
        times: of the words that were said, milliseconds from the beginning of the sentence.
        end: how long the sentence is heard, the pause behind it included, in milliseconds.

    Returns:
        Words that touch, from 0 to `end`; none where there are no times, or but one word.

    >>> said = (Span(0, 3, "Doctor"), Span(3, 9, " Reyes"))
    >>> times = (Word(0, 6, 0, 300), Word(7, 12, 300, 700))
    >>> heard_words("Dr. Reyes", said, "Doctor Reyes", times, 900)
    (Word(start=0, stop=3, begin=0, end=300), Word(start=4, stop=9, begin=300, end=900))
    """
    words = tuple(found.span() for found in WORD.finditer(printed))
    if not times or len(words) < 2 or end < len(words):
        return ()
    clock = _Clock(spoken, times)
    begins = _growing(_begins(words, tuple(_parts(printed, said)), clock), end)
    return tuple(
        Word(start, stop, begin, after)
        for (start, stop), (begin, after) in zip(words, pairwise((*begins, end)), strict=True)
    )


class _Part(NamedTuple):
    """A part of the print that something is said of: letters are counted without blanks.

    Attributes:
        start: its first character in the print.
        stop: the one behind its last.
        first: the first letter that is said of it, of all that is said.
        last: the one behind the last.
    """

    start: int
    stop: int
    first: int
    last: int


def _parts(printed: str, said: Iterable[Span]) -> Iterator[_Part]:
    """Parts of the print in order; what is said as it is printed in parts of one letter each."""
    at = 0
    for start, stop, words in said:
        letters = [found.start() for found in _LETTER.finditer(words)]
        if words == printed[start:stop]:
            for place, letter in enumerate(letters, at):
                yield _Part(start + letter, start + letter + 1, place, place + 1)
        elif letters and start < stop:
            yield _Part(start, stop, at, at + len(letters))
        at += len(letters)


class _Clock:
    """When each letter of what was said begins and ends."""

    def __init__(self, spoken: str, times: Sequence[Word]) -> None:
        before = [0, *accumulate(not letter.isspace() for letter in spoken)]
        self._times = times
        self._firsts = [before[min(each.start, len(spoken))] for each in times]
        self._lasts = [before[min(each.stop, len(spoken))] for each in times]

    def begin(self, letter: int) -> float:
        """Milliseconds at which a letter begins; one between two words, with the second."""
        place = bisect_right(self._firsts, letter) - 1
        if place < 0:
            return self._times[0].begin
        if letter >= self._lasts[place] and place + 1 < len(self._times):
            return self._times[place + 1].begin
        return self._within(place, letter)

    def end(self, letter: int) -> float:
        """Milliseconds at which all letters before this one have been said."""
        place = bisect_left(self._firsts, letter) - 1
        return self._within(place, letter) if place >= 0 else 0.0

    def _within(self, place: int, letter: int) -> float:
        word, first, last = self._times[place], self._firsts[place], self._lasts[place]
        share = min((letter - first) / max(last - first, 1), 1.0)
        return word.begin + (word.end - word.begin) * share


def _begins(
    words: Sequence[tuple[int, int]], parts: Sequence[_Part], clock: _Clock
) -> Iterator[float]:
    """When each printed word begins.

    Words of which something is said together share its time in proportion to their letters.
    """
    stops = [part.stop for part in parts]
    for place, (start, stop) in enumerate(words):
        at = bisect_right(stops, start)
        if at == len(parts) or parts[at].start >= stop:  # nothing is said of it
            yield clock.end(parts[at - 1].last) if at else 0.0
        elif parts[at].start >= start:
            yield clock.begin(parts[at].first)
        else:
            yield _shared(words, place, parts[at], clock)


def _shared(words: Sequence[tuple[int, int]], place: int, part: _Part, clock: _Clock) -> float:
    """When a word begins that something is said of together with those before it."""
    letters = [
        (each, min(stop, part.stop) - max(start, part.start))
        for each, (start, stop) in enumerate(words)
        if start < part.stop and stop > part.start
    ]
    before = sum(count for each, count in letters if each < place)
    begin, end = clock.begin(part.first), clock.end(part.last)
    return begin + (end - begin) * before / sum(count for _, count in letters)


def _growing(begins: Iterator[float], end: int) -> list[int]:
    """Whole milliseconds that grow from 0, each leaving room for those that follow."""
    found = [round(begin) for begin in begins]
    found[0] = 0
    for place in range(1, len(found)):
        latest = end - (len(found) - place)
        found[place] = min(max(found[place], found[place - 1] + 1), latest)
    return found
