"""How many words there are, in any script."""

import re

# Ideographs and kana take two to a word; Thai and its like four, with their vowel signs.
_TWO = "\u2e80-\u2fff\u3005-\u3007\u3041-\ua4cf\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_FOUR = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_PAIRED, _FOURS = re.compile(f"[{_TWO}]+"), re.compile(f"[{_FOUR}]+")
_UNSPACED = re.compile(f"[{_TWO}{_FOUR}]")


def word_count(text: str) -> int:
    """How many words there are, or would be if they were written with spaces."""
    if text.isascii() or not _UNSPACED.search(text):
        return _spaced(text)
    paired, fours = (sum(map(len, rule.findall(text))) for rule in (_PAIRED, _FOURS))
    rest = _FOURS.sub(" ", _PAIRED.sub(" ", text))
    return _spaced(rest) + (paired + 1) // 2 + (fours + 3) // 4


def _spaced(text: str) -> int:
    """How many words there are between spaces; a dash is none."""
    every = text.split()
    others = [word for word in every if not word.isalnum()]
    return len(every) - len(others) + sum(any(map(str.isalnum, word)) for word in others)
