"""Cutting long sentences at their clauses.

A neural voice needs memory in proportion to the square of what it says in one breath: 4,000
characters took Piper 5.7 GB, 200 take 0.4 GB and no more time. So no engine is given more.
"""

import re

from publisher.speaking.phonetic import GIVEN, OPEN

CLAUSE_CHARACTERS = 200

# Best place first: after a full stop within the sentence, a clause, a phrase, a word.
_PLACES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[.!?;:])\s+",
        r"(?<=[,)])\s+",
        r"(?<=[。！？；：、，])",
        r"\s+(?=(?:and|but|or|because|which|who|that|while|und|aber|et|mais|y|pero)\s)",
        r"\s+",
    )
)


def clauses(words: str, longest: int = CLAUSE_CHARACTERS) -> tuple[str, ...]:
    """Words in pieces of at most so many characters, cut where a speaker would breathe.

    Nothing but the white space at the cuts is lost. A word longer than that is cut too, but not
    what is given in phonemes.

    >>> clauses("It rose, slowly, over the hill, and we slept.", longest=20)
    ('It rose, slowly,', 'over the hill,', 'and we slept.')
    """
    pieces: list[str] = []
    rest = words.strip()
    while len(rest) > longest:
        cut = _cut(GIVEN.sub(lambda found: OPEN * len(found[0]), rest), longest)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*pieces, rest) if rest else tuple(pieces)


def _cut(words: str, longest: int) -> int:
    """Where to cut: the last place of the best kind that leaves no mere scrap before it.

    Args:
        words: `OPEN` in the place of all that is given in phonemes.
        longest: a clause, in characters.
    """
    scrap = longest // 4
    for place in _PLACES:
        cuts = [found.end() for found in place.finditer(words, 0, longest + 1)]
        good = [cut for cut in cuts if scrap <= len(words[:cut].rstrip()) <= longest]
        if good:
            return good[-1]
    if words[longest - 1 : longest + 1] != OPEN * 2:
        return longest
    before = len(words[:longest].rstrip(OPEN))
    return before or len(words) - len(words.lstrip(OPEN))
