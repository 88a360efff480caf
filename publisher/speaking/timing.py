"""Which printed word is heard when.

A voice tells when it says each word of what it was given, and that is not what is printed: “Dr.”
is said “Doctor”, and “$1.5bn” in five words. Words that are the same in both are the fixed
points; what stands between two of them shares the time between them.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from publisher.narration import Word

WORD = re.compile(r"(?<!\S)\S*(?:[^\W_]|[€£$%§°+=@&])\S*")
"""What is said of a text, as it stands between white space."""

_DRESS = re.compile(r"[\W_]+")


def heard_words(printed: str, spoken: str, times: Sequence[Word], end: int) -> tuple[Word, ...]:
    """When each printed word of a sentence is heard.

    Args:
        printed: the sentence, what is not said of it blanked out.
        spoken: what was said.
        times: of the words that were said, milliseconds from the beginning of the sentence.
        end: how long the sentence is heard, the pause behind it included, in milliseconds.

    Returns:
        Words that touch, from 0 to `end`; none where there are no times, or but one word.

    >>> times = (Word(0, 6, 0, 300), Word(7, 12, 300, 700))
    >>> heard_words("Dr. Reyes", "Doctor Reyes", times, 900)
    (Word(start=0, stop=3, begin=0, end=300), Word(start=4, stop=9, begin=300, end=900))
    """
    words = tuple(found.span() for found in WORD.finditer(printed))
    if not times or len(words) < 2 or end < len(words):
        return ()
    said = [_bare(spoken[each.start : each.stop]) for each in times]
    shown = [_bare(printed[start:stop]) for start, stop in words]
    begins = _growing(_begins(shown, said, times, words), end)
    return tuple(
        Word(start, stop, begin, after)
        for (start, stop), (begin, after) in zip(words, pairwise((*begins, end)), strict=True)
    )


def _bare(word: str) -> str:
    return _DRESS.sub("", word.casefold())


def _begins(
    shown: Sequence[str],
    said: Sequence[str],
    times: Sequence[Word],
    words: Sequence[tuple[int, int]],
) -> Iterator[float]:
    """When each printed word begins; between fixed points in proportion to their letters."""
    changes = SequenceMatcher(None, shown, said, autojunk=False).get_opcodes()
    for kind, first, last, first_said, last_said in changes:
        if kind == "equal":
            yield from (float(each.begin) for each in times[first_said:last_said])
            continue
        begin = times[first_said].begin if first_said < len(times) else times[-1].end
        end = times[last_said - 1].end if last_said > first_said else begin
        letters = [stop - start for start, stop in words[first:last]]
        for place in range(len(letters)):
            yield begin + (end - begin) * sum(letters[:place]) / sum(letters)


def _growing(begins: Iterator[float], end: int) -> list[int]:
    """Whole milliseconds that grow from 0, each leaving room for those that follow."""
    found = [round(begin) for begin in begins]
    found[0] = 0
    for place in range(1, len(found)):
        latest = end - (len(found) - place)
        found[place] = min(max(found[place], found[place - 1] + 1), latest)
    return found
