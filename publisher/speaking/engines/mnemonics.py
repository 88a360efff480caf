"""From IPA to espeak's own names of its phonemes, which stand between ``[[`` and ``]]``.

espeak tells IPA and takes none. Each of its voices has phonemes of its own, so a voice is asked
what IPA it makes of every name that espeak has, and IPA is spelt with the names that come out
right. For a sound that a voice lacks the nearest that it has stands, as its speakers would say it.

Source:
    espeak-ng 1.52: docs/phonemes.md; src/libespeak-ng/phoneme.h and synthdata.c (the file phontab).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from publisher.speaking.phonetic import at_home, bare

_STRESSES = {"ˈ": "'", "ˌ": ","}
_VOWELS = frozenset("aeiouyøœæɑɒɐɔəɚɛɜɘɞɤɨɪɯɵʉʊʌʏɶᵻ")
_LENGTHS = "ːˑ"
_LONGEST = 4  # signs of one sound
_HEAD, _NAME, _PHONEME = 4, 32, 16  # bytes of a table's head, of its name, of a phoneme
_SYNTAX = re.compile(r"[\s|\[\]'%,=_]")
CONTEXTS = (("", ""), ("|@", "ə"), ("|t", "t"))  # where it is tried, and what that adds
# What else may stand for a sound, the nearest first.
_NEAREST = {
    "a": "aː æ ɑː ɐ", "ɑ": "ɑː a æ", "ɒ": "ɔ ɑː o", "ɔ": "ɔː ɒ o", "e": "eː ɛ eɪ", "ɛ": "e æ",
    "o": "oː ɔ oʊ əʊ", "i": "iː ɪ", "u": "uː ʊ", "ɪ": "i", "ʊ": "u", "y": "yː ʏ iː", "ʏ": "y ɪ",
    "ø": "øː œ ɜː ə", "œ": "ø ɜː ɛ", "ʌ": "ɐ a", "æ": "a ɛ", "ɐ": "ə a", "ə": "ɐ ɛ e",
    "ɜ": "ɜː ə œ", "ɚ": "əɹ ə", "ɨ": "ᵻ ɪ i", "ʉ": "u uː", "ɯ": "u", "ɤ": "o", "ɵ": "o ə",
    "ᵻ": "ɪ i", "x": "χ h k", "χ": "x h k", "ç": "ʃ x", "ɣ": "ɡ", "ʁ": "ʀ r ɹ", "ʀ": "ʁ r ɹ",
    "r": "ɾ ɹ ʁ", "ɹ": "r ɾ ʁ", "ɾ": "r d", "ɻ": "ɹ r", "ɽ": "ɾ r", "ð": "d z", "θ": "t s",
    "ŋ": "n", "ɲ": "nj n", "ʎ": "lj l", "ʒ": "ʃ z", "ʃ": "s", "z": "s", "β": "v b", "v": "f",
    "w": "u v", "q": "k", "ħ": "h", "ʕ": "ʔ", "ɦ": "h", "ʔ": "t", "ɫ": "l", "ɬ": "ʃ l", "ɭ": "l",
    "ɳ": "n", "ʂ": "ʃ", "ʐ": "ʒ", "ɖ": "d", "ʈ": "t", "ɕ": "ʃ", "ʑ": "ʒ", "ʋ": "v", "ɱ": "m",
    "ɟ": "ɡ", "c": "k", "h": "x", "ɥ": "j",
}  # fmt: skip


def names(phontab: bytes) -> tuple[str, ...]:
    """Every name that espeak has for a phoneme, in any of its languages; the shortest first.

    Args:
        phontab: the file of that name among espeak's data: tables of phonemes.
    """
    at, found = _HEAD, set()
    for _ in range(phontab[0]):
        count = phontab[at]
        at += _HEAD + _NAME
        for place in range(at, at + count * _PHONEME, _PHONEME):
            found.add(phontab[place : place + 4].rstrip(b"\0").decode("latin-1"))
        at += count * _PHONEME
    good = (name for name in found if name and name.isascii() and not _SYNTAX.search(name))
    return tuple(sorted(good, key=lambda name: (len(name), name)))


def alphabet(known: Iterable[str], heard: Callable[[str], str]) -> dict[str, str]:
    """A name for each sound, or pair of sounds, that a voice has.

    Args:
        known: names of phonemes, the best first.
        heard: the IPA that the voice makes of names.
    """
    best: dict[str, tuple[int, str]] = {}
    for name in known:
        sounds = Counter(_sounds(name, heard))
        for sound, times in sounds.items():
            score = times + len(CONTEXTS) * (name == sound.replace("ɡ", "g"))
            if len(sound) <= _LONGEST and score > best.get(sound, (0, ""))[0]:
                best[sound] = score, name
    return {sound: name for sound, (_, name) in best.items()}


def _sounds(name: str, heard: Callable[[str], str]) -> Iterator[str]:
    """What a name sounds like, by itself and before others: German has no d at an end."""
    for before, after in CONTEXTS:
        ipa = _compared(heard(f"{name}{before}"))
        if ipa.removesuffix(after) and (not after or ipa.endswith(after)):
            yield ipa.removesuffix(after)


def spelt_in(ipa: str, sounds: Mapping[str, str], accent: str) -> tuple[str, str]:
    """Names of phonemes for some IPA, and the signs that there is none for.

    Args:
        ipa: as a lexicon has it.
        sounds: an `alphabet`.
        accent: of the voice, such as ``en-us``.
    """
    said: list[str] = []
    lacking: list[str] = []
    for word in at_home(bare(ipa), accent).split():
        found, missing = _spelt(unicodedata.normalize("NFD", word), sounds)
        said.append("|".join(found))
        lacking += missing
    return "||".join(said), "".join(dict.fromkeys(lacking))


def _spelt(word: str, sounds: Mapping[str, str]) -> tuple[list[str], list[str]]:
    found: list[str] = []
    missing: list[str] = []
    stress, at = "", 0
    while at < len(word):
        if word[at] in _STRESSES:
            stress, at = _STRESSES[word[at]], at + 1
            continue
        names_, length = next(_named(word, at, sounds), ((), 1))
        if not names_ and word[at] not in _LENGTHS:
            missing.append(word[at])
        if stress and names_ and word[at] in _VOWELS:
            names_, stress = (f"{stress}{names_[0]}", *names_[1:]), ""
        found += names_
        at += length
    return found, missing


def _named(word: str, at: int, sounds: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Names for the sound at a place, and how many signs it has: the best first."""
    for length in range(min(_LONGEST, len(word) - at), 0, -1):
        if word[at : at + length] in sounds:
            yield (sounds[word[at : at + length]],), length
    for other in _NEAREST.get(word[at], "").split():
        if other in sounds:
            yield (sounds[other],), 1
        elif all(sign in sounds for sign in other):
            yield tuple(sounds[sign] for sign in other), 1


def _compared(ipa: str) -> str:
    """IPA without ties and stress."""
    return unicodedata.normalize("NFD", re.sub("[\\^ˈˌ ]", "", ipa))
