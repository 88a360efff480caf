"""Phonemes within the words that an engine is given, where a lexicon says how a word sounds.

They stand in the words themselves, with the spelling that they are said of, so that a sound is
remembered by them, word times are told of them, and no clause is cut within one: the signs
around them can come from no print (`wording.spans` blanks them out), and there is no blank
within.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

OPEN, PARTED, CLOSE, BLANK = "\ue001", "\ue002", "\ue003", "\ue004"
GIVEN = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){PARTED}([^{OPEN}{CLOSE}]*){CLOSE}")
"""Finds phonemes: the first group is IPA, the second the spelling."""

STAND_INS = ("zoozoo", "oozoozoo")
"""Words that no one writes, and that engines say alike wherever they stand; the second begins
with a vowel, before which “the” is another word."""

_BETWEEN = re.compile("[.‿|‖\u0361\u035c-]")
_PARTS = str.maketrans({
    "ʦ": "ts", "ʣ": "dz", "ʧ": "tʃ", "ʤ": "dʒ", "ʨ": "tɕ", "ʥ": "dʑ",
    "ɝ": "ɜːɹ", "ᵊ": "ə", "ᵿ": "ʊ", "ʱ": "ʰ", "ʼ": "",
})  # fmt: skip
_ENGLISH = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (("r", "ɹ"), ("eː", "eɪ"), ("e(?![ɪiəɹ])", "ɛ"), ("oː", "ɔː"))
)
_AMERICAN = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ɒ|ɑ(?!ː|\u0303)", "ɑː"),
        ("aː", "ɑː"),
        ("a(?![ɪʊ])", "æ"),
        ("əʊ", "oʊ"),
        ("eəɹ?", "ɛɹ"),
        ("ɜːɹ(?![aeiouæɑɒəɛɜɪɔʊʌ])", "ɜː"),
        ("əɹ(?![aeiouæɑɒəɛɜɪɔʊʌ])", "ɚ"),
    )
)
_BRITISH = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("oʊ", "əʊ"),
        ("æ", "a"),
        ("ɪɹ(?![aeiouæɑɒəɛɜɪɔʊʌ])", "ɪə"),
        ("ɛɹ(?![aeiouæɑɒəɛɜɪɔʊʌ])", "eə"),
        ("ʊɹ(?![aeiouæɑɒəɛɜɪɔʊʌ])", "ʊə"),
        ("(?<=[əɜɑɔaeiou][ːəɪʊ])ɹ(?![aeiouæɑɒəɛɜɪɔʊʌ])|(?<=ə)ɹ(?![aeiouæɑɒəɛɜɪɔʊʌ])", ""),
    )
)  # no r but before a vowel
_LATE = re.compile(
    "([ˈˌ])([^aeiouyøœæɑɒɐɔəɚɛɜɝɘɞɤɨɪɯɵʉʊʌʏɶᵻᵿˈˌ ]*)(?=[aeiouyøœæɑɒɐɔəɚɛɜɝɘɞɤɨɪɯɵʉʊʌʏɶᵻᵿ])"
)
_VOWELS = frozenset("aeiouyøœæɑɒɐɔəɚɛɜɝɘɞɤɨɪɯɵʉʊʌʏɶᵻᵿ")
_STRESS = "ˈˌ"
_LONG = "ːˑ"


def given(ipa: str, spelling: str) -> str:
    """Words as phonemes, to be put among others.

    >>> spelt("President " + given("ˈʃiː", "Xi") + "’s speech")
    'President Xi’s speech'
    """
    parts = (part.replace(" ", BLANK) for part in (ipa, spelling))
    return f"{OPEN}{PARTED.join(parts)}{CLOSE}"


def spelt(words: str) -> str:
    """The words with the spelling of what is given in phonemes."""
    return GIVEN.sub(lambda found: found[2].replace(BLANK, " "), words)


def phonemes_in(words: str) -> tuple[str, ...]:
    """The IPA of what is given in phonemes, in its order."""
    return tuple(found[1].replace(BLANK, " ") for found in GIVEN.finditer(words))


def bare(ipa: str) -> str:
    """Phonemes without ties, dots and bars between syllables, each sound by itself.

    >>> bare("ˈd͡ʒɪn.pɪŋ"), bare("ˈʤɪnpɪŋ")
    ('ˈdʒɪnpɪŋ', 'ˈdʒɪnpɪŋ')
    """
    return _BETWEEN.sub("", ipa).translate(_PARTS)


def at_home(ipa: str, accent: str) -> str:
    """Bare phonemes as a voice of a language has them, where dictionaries write them otherwise.

    An English dictionary writes `r` for ɹ and `e` for ɛ; a voice that learnt English has never
    met the former, and would make something up. Nor does it know a stress before a consonant:
    espeak, by which voices learn, puts it before the vowel.

    >>> at_home("ˈreɪ", "en-us"), at_home("ˈred", "en-gb"), at_home("ˈʁe", "fr")
    ('ɹˈeɪ', 'ɹˈɛd', 'ʁˈe')
    >>> at_home("ˈmærkoʊ", "en-us"), at_home("ˈkɑːrkoʊ", "en-gb")
    ('mˈæɹkoʊ', 'kˈɑːkəʊ')
    """
    own = {"en-us": _AMERICAN, "en-gb": _BRITISH}.get(accent[:5], ())
    for pattern, sound in (*(_ENGLISH if accent.startswith("en") else ()), *own):
        ipa = pattern.sub(sound, ipa)
    return _LATE.sub(r"\2\1", ipa)


def with_stand_ins(words: str) -> tuple[str, tuple[str, ...]]:
    """The words with stand-ins for what is given in phonemes, and those phonemes.

    So an engine says all the other words as it would in that sentence.
    """
    return GIVEN.sub(lambda found: _stand_in(found[1]), words), phonemes_in(words)


def _stand_in(ipa: str) -> str:
    heard = unicodedata.normalize("NFD", bare(ipa).lstrip(_STRESS))
    return STAND_INS[heard[:1] in _VOWELS]


def put_back(
    phonemes: Sequence[str],
    ipas: Sequence[str],
    alone: Callable[[str], Sequence[str]],
    signs: Callable[[str], Sequence[str]],
) -> list[str] | None:
    """Phonemes of a text with those that are given in the places of stand-ins.

    Args:
        phonemes: of the text with stand-ins.
        ipas: what is given, in order.
        alone: makes phonemes of a stand-in by itself.
        signs: makes an engine's signs of IPA.

    Returns:
        All of it; None where the stand-ins are not found as often as they ought to be.
    """
    heard = [place for place, each in enumerate(phonemes) if _is_heard(each)]
    sounds = [phonemes[place] for place in heard]
    made: list[str] = []
    done = at = 0
    for ipa in ipas:
        wanted = [each for each in alone(_stand_in(ipa)) if _is_heard(each)]
        place = _found(sounds, wanted, at)
        if place is None:
            return None
        begin, end = heard[place], heard[place + len(wanted) - 1] + 1
        while begin > done and phonemes[begin - 1] in _STRESS:
            begin -= 1
        while end < len(phonemes) and phonemes[end] in _LONG:
            end += 1
        made += [*phonemes[done:begin], *signs(ipa)]
        done, at = end, place + len(wanted)
    if any(_found(sounds, [each for each in alone(one) if _is_heard(each)], at) is not None
           for one in STAND_INS):  # fmt: skip
        return None
    return [*made, *phonemes[done:]]


def _found(sounds: Sequence[str], wanted: Sequence[str], at: int) -> int | None:
    last = len(sounds) - len(wanted) + 1
    places = (place for place in range(at, last) if sounds[place : place + len(wanted)] == wanted)
    return next(places, None) if wanted else None


def _is_heard(phoneme: str) -> bool:
    """Whether a phoneme is a sound, and no stress, length, blank or stop."""
    return phoneme not in _STRESS + _LONG and unicodedata.category(phoneme[:1] or " ")[0] in "LN"


def pieces(words: str) -> Iterator[tuple[str, bool]]:
    """The words in pieces, and whether each is phonemes."""
    done = 0
    for found in GIVEN.finditer(words):
        if done < found.start():
            yield words[done : found.start()], False
        yield found[1].replace(BLANK, " "), True
        done = found.end()
    if done < len(words):
        yield words[done:], False
