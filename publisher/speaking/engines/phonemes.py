"""Which phonemes of a sentence are which word's.

espeak, which makes Piper's phonemes, runs small words together (“in the” is ɪnðə), so blanks
between phonemes are not those between words. Each word is put into phonemes by itself, and what
comes of all of them is laid along the sentence's.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from unicodedata import category

from publisher.speaking.timing import WORD

_STRESS = "ˈˌ"


def word_places(
    words: str, phonemes: Sequence[str], alone: Callable[[str], Sequence[str]]
) -> list[tuple[int, int, int]]:
    """Where each word of a text begins among the text's phonemes.

    Args:
        words: the text.
        phonemes: of the whole text.
        alone: makes phonemes of a word by itself.

    Returns:
        Each word's first character, the one behind its last, and its first phoneme.
    """
    sounded = [place for place, each in enumerate(phonemes) if _is_sounded(each)]
    found = tuple(WORD.finditer(words))
    parts = [[each for each in alone(one[0]) if _is_sounded(each)] for one in found]
    if not sounded or not any(parts):
        return []
    along = _laid_along(
        [each for part in parts for each in part], [phonemes[place] for place in sounded]
    )
    places, count = [], 0
    for one, part in zip(found, parts, strict=True):
        place = sounded[min(along[count], len(sounded) - 1)] if count < len(along) else sounded[-1]
        places.append((*one.span(), _before_stress(place, phonemes)))
        count += len(part)
    return places


def _is_sounded(phoneme: str) -> bool:
    """Whether a phoneme is a sound, and no stress, blank or stop."""
    return phoneme not in _STRESS and category(phoneme[:1] or " ")[0] in "LMN"


def _laid_along(parts: Sequence[str], whole: Sequence[str]) -> list[int]:
    """For each of the parts its place in the whole."""
    found: list[int] = []
    matcher = SequenceMatcher(None, parts, whole, autojunk=False)
    for _, first, last, begin, end in matcher.get_opcodes():
        length = max(last - first, 1)
        found += [begin + place * (end - begin) // length for place in range(last - first)]
    return found


def _before_stress(place: int, phonemes: Sequence[str]) -> int:
    """The stress mark before a phoneme, which belongs to it, if there is one."""
    while place and phonemes[place - 1] in _STRESS:
        place -= 1
    return place
