"""From words to the signs that Kokoro was taught: an alphabet of its own, near to IPA.

The model learnt English from misaki, which writes a diphthong as one capital (“day” is dˈA) and
a flapped t as T. Here espeak's IPA is brought to that form, as misaki does it for words that are
not in its dictionaries, and for the other languages as misaki does it for all of them. Marks are
signs too, and the model rests at them, so the words are cut at their marks before espeak,
which would swallow them, sees them.

Source:
    hexgrad/Kokoro-82M, config.json (the numbers); misaki 0.9.4, espeak.py (the forms), both
    Apache-2.0.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from publisher.speaking.engines.espeak import phonemes
from publisher.speaking.engines.hints import for_espeak
from publisher.speaking.phonetic import at_home, bare, pieces, put_back, with_stand_ins

MOST = 510  # signs in one breath: the model has 512 places, and two are for its beginning and end

_UNUSED = "_"
_BY_NUMBER = (
    '_;:,.!?__—…"()“” \u0303ʣʥʦʨᵝꭧAI_____O_Q_ST__W_Yᵊabcdef_hijklmnopqrstuvwxyzɑɐɒæ__βɔɕç_ɖðʤə_ɚɛɜ'
    "__ɟ_ɡ______ɥ_ɨɪʝ______ɯɰŋɳɲɴø_ɸθœ__ɹ_ɾɻ_ʁɽʂʃʈʧ_ʊʋ_ʌɣɤ_χʎ___ʒʔ_______ˈˌː___ʰ_ʲ____↓_→↗↘___ᵻ"
)
NUMBERS = {sign: number for number, sign in enumerate(_BY_NUMBER) if sign != _UNUSED}

IN_IPA = str.maketrans({
    "A": "eɪ", "I": "aɪ", "O": "oʊ", "Q": "əʊ", "S": "ss", "T": "ɾ", "W": "aʊ", "Y": "ɔɪ",
    "ʤ": "dʒ", "ʧ": "tʃ", "ʣ": "dz", "ʦ": "ts", "ʨ": "tɕ", "ʥ": "dʑ", "ᵊ": "ə",
})  # fmt: skip
"""What the model's own signs stand for."""

# Longest first, so that no part of a phoneme is taken for another.
_ENGLISH = (
    ("ʔˌn\u0329", "ʔn"), ("ʔn\u0329", "ʔn"),
    ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"),
    ("ə^l", "ᵊl"), ("ʲo", "jo"), ("ʲə", "jə"),
    ("e", "A"), ("ʲ", ""), ("ɚ", "əɹ"), ("r", "ɹ"), ("x", "k"), ("ç", "k"), ("ɐ", "ə"),
    ("ɬ", "l"), ("\u0303", ""),
)  # fmt: skip
# misaki looks for e^ə behind e, and never meets it; its dictionary has “air” as ˈɛː.
_BRITISH_FIRST = (("e^ə", "ɛː"), ("i^ə", "ɪə"), ("iə", "ɪə"))
_BRITISH = (("ə^ʊ", "Q"),)
_AMERICAN = (
    ("o^ʊ", "O"), ("ɜː^ɹ", "ɜɹ"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ː", ""),
    ("ɹɹ", "ɹ"),  # espeak links “pleasure of” with a second one
)  # fmt: skip
_ENGLISH_LAST = (("o", "ɔ"), ("ɾ", "T"), ("ʔ", "t"))
_OTHERS = (
    ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^z", "ʣ"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("o^ʊ", "O"),
    ("s^s", "S"), ("t^s", "ʦ"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("ə^ʊ", "Q"), ("r.", "ɽ"),
    ("-", ""), (".", ""),
)  # fmt: skip

# What is one sound, in IPA that ties nothing.
_TIED = re.compile("aɪ|aʊ|dʒ|eɪ|tʃ|ɔɪ|oʊ|əʊ|eə(?!l)|dz|ts")

_SYLLABIC = re.compile(r"(\S)\u0329")
_LANGUAGE = re.compile(r"\([a-z^-]+\)")  # espeak's note that it goes over to another

_WORD = re.compile(r"""([“"«(\[]*)(.*?)([.,;:!?…)\]”"»’']*)""")
_DASH = re.compile(r"\s[–—-]+(?=\s)|—+")
_ELLIPSIS = re.compile(r"\.{2,}")
_UNHEARD = re.compile(r"\.(?=[,;:!?])|[’']")  # in “the U.S., too” the stop is the abbreviation's
_LEFT = str.maketrans({'"': "“", "«": "“", "[": "("})
_RIGHT = str.maketrans({'"': "”", "»": "”", "]": ")"})


def signs(words: str, accent: str) -> str:
    """The signs of some words, each of them known to the model.

    Args:
        words: one clause or sentence.
        accent: the espeak voice that says them: ``en-gb``, ``en-us``, ``fr``.

    Raises:
        VoiceError: espeak has no such voice.
    """
    text, ipas = with_stand_ins(words)
    if not ipas:
        return _signs(words, accent)
    found = put_back(
        _signs(text, accent),
        ipas,
        lambda one: _signs(one, accent),
        lambda ipa: signs_of(ipa, accent)[0],
    )
    if found is not None:
        return "".join(found)
    said = (
        signs_of(piece, accent)[0] if is_ipa else _spaced(piece, _signs(piece, accent))
        for piece, is_ipa in pieces(words)
    )
    return " ".join("".join(said).split())


def signs_of(ipa: str, accent: str) -> tuple[str, str]:
    """The signs of some IPA, and those that the model does not know.

    >>> signs_of("ˈdʒeɪ", "en-gb")
    ('ʤˈA', '')
    """
    tied = _TIED.sub(lambda found: "^".join(found[0]), at_home(bare(ipa), accent))
    formed = _formed(unicodedata.normalize("NFD", tied).replace("c\u0327", "ç"), accent)
    known = "".join(sign for sign in formed if sign in NUMBERS)
    return known, "".join(dict.fromkeys(sign for sign in formed if sign not in NUMBERS))


def _spaced(piece: str, said: str) -> str:
    """Signs with the blanks that their words had around them."""
    before, after = (" " if each.isspace() else "" for each in (piece[0], piece[-1]))
    return f"{before}{said}{after}"


def _signs(words: str, accent: str) -> str:
    parts = tuple(_parts(for_espeak(words) if accent.startswith("en") else words))
    said = iter(phonemes([text for text, is_mark in parts if not is_mark], accent))
    spoken = (
        text if is_mark else ". ".join(_formed(each, accent) for each in next(said))
        for text, is_mark in parts
    )
    known = "".join(sign for sign in "".join(spoken) if sign in NUMBERS)
    return " ".join(known.split())


def breaths(all_signs: str, most: int = MOST) -> Iterator[str]:
    """Signs in pieces that the model can take, cut at marks, else at blanks; none is lost.

    >>> list(breaths("wˈʌn, tˈuː θɹˈiː", 10))
    ['wˈʌn, ', 'tˈuː θɹˈiː']
    """
    rest = all_signs
    while len(rest) > most:
        head = rest[:most]
        cut = max((head.rfind(f"{mark} ") + 2 for mark in ".!?…;:,—”)"), default=0)
        if cut < most // 4:
            cut = head.rfind(" ") + 1
        cut = cut if cut > most // 4 else most
        yield rest[:cut]
        rest = rest[cut:]
    if rest:
        yield rest


def _parts(words: str) -> Iterator[tuple[str, bool]]:
    """Words and the marks between them in turn, and whether each is a mark.

    A full stop within the words is espeak's to judge: it knows “No. 4” from an end.
    """
    shown = _DASH.sub(" — ", _ELLIPSIS.sub("…", words)).split()
    text: list[str] = []
    for place, word in enumerate(shown, start=1):
        before, core, behind = _split(word, last=place == len(shown))
        if before or (behind and not core):
            yield from _texts(text)
            text = []
        if before:
            yield f" {before}", True
        if core:
            text.append(core)
        if behind:
            yield from _texts(text)
            text = []
            yield f"{behind} ", True
    yield from _texts(text)


def _texts(text: list[str]) -> Iterator[tuple[str, bool]]:
    if text:
        yield " ".join(text), False


def _split(word: str, *, last: bool) -> tuple[str, str, str]:
    """A word without its marks, and the marks before and behind it, in Kokoro's form."""
    found = _WORD.fullmatch(word)
    assert found is not None  # each part of the pattern may be empty, and the second takes any
    before, core, behind = found.groups()
    marks = _UNHEARD.sub("", behind)
    if not marks or (marks == "." and not last):
        core, marks = core + behind, ""
    if core == "—":
        core, marks = "", f" {core}"
    return before.translate(_LEFT), core, marks.translate(_RIGHT)


def _formed(ipa: str, accent: str) -> str:
    """A clause of espeak's in Kokoro's form."""
    text = _LANGUAGE.sub("", ipa)
    if not accent.startswith("en"):
        return _replaced(text, _OTHERS).replace("^", "")
    british = accent == "en-gb"
    if british:
        text = _replaced(text, _BRITISH_FIRST)
    text = _SYLLABIC.sub(r"ᵊ\1", _replaced(text, _ENGLISH))
    text = _replaced(text, _BRITISH if british else _AMERICAN)
    return _replaced(text, _ENGLISH_LAST).replace("^", "")


def _replaced(text: str, forms: Iterable[tuple[str, str]]) -> str:
    for old, new in forms:
        text = text.replace(old, new)
    return text
