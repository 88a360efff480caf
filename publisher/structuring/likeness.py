"""What two texts have in common: the beginnings of their words, or pairs of ideographs.

A headline and a sub-heading speak of what the story speaks of; a menu, and the headline of
another story, seldom do.
"""

import re

STEM = 5  # letters that tell words apart, endings aside

_WORD = re.compile(r"[^\W\d_]{4,}")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_CURLY = str.maketrans("‘’“”–—", "''\"\"--")


def stems(text: str) -> frozenset[str]:
    """What tells of a text's matter: the beginnings of its longer words.

    >>> sorted(stems("The mill and its millers"))
    ['mill', 'mille']
    """
    found = {word[:STEM] for word in _WORD.findall(text.casefold())}
    for run in _IDEOGRAPHS.findall(text):
        found.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(found)


def shared(line: str, story: frozenset[str]) -> float:
    """How much of a line is in a story: from 0.0 to 1.0."""
    own = stems(line)
    return len(own & story) / len(own) if own else 0.0


def same(one: str, other: str) -> bool:
    """Whether two lines say the same, however they are spaced, quoted or capitalised."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return " ".join(text.translate(_CURLY).split()).casefold().rstrip(".")
