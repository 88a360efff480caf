"""Words as their author wants them said."""

import re
from functools import cache

from publisher.speaking.wording.spans import Rule, group

Pronunciations = tuple[tuple[str, str], ...]
"""Words, and how they are to be said, spelt as they sound."""

# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, ideographs.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@cache
def respelt(pronunciations: Pronunciations) -> tuple[Rule, ...]:
    """The rule that says words as their author wants: one pattern, a group for each word.

    The longest comes first, and what is put in is not looked at again.
    """
    longest_first = sorted(pronunciations, key=lambda pair: len(pair[0]), reverse=True)
    known = [(word, sound) for word, sound in longest_first if word.strip()]
    if not known:
        return ()
    pattern = re.compile("|".join(f"({_whole(word)})" for word, _ in known))
    sounds = ["", *(" ".join(sound.split()) for _, sound in known)]
    return (Rule(pattern, lambda found, _: [group(found, 0, sounds[found.lastindex or 0])]),)


def _whole(word: str) -> str:
    """A pattern that finds a word where it is one, with any blanks and apostrophes in it."""
    parts = (re.escape(part).replace("'", "['’]") for part in word.replace("’", "'").split())
    pattern = r"\s+".join(parts)
    if word == word.lower():
        pattern = f"(?i:{pattern})"
    before = "" if _UNSPACED.match(word.strip()) else r"(?<!\w)"
    after = "" if _UNSPACED.match(word.strip()[-1]) else r"(?!\w)"
    return f"{before}{pattern}{after}"
