"""Families of names that are written as they sound, so that their letters tell how to say them.

Serbian, Romanian, Georgian, Ukrainian and Polish names have endings by which they are known, and
a place for the stress; a Chinese name is one of four hundred syllables after another. Sounds are
those that an English newsreader has for them.

Source:
    The orthographies of the languages; Hanyu Pinyin (ISO 7098:2015).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

_VOWEL = re.compile("[aɑæeɛiɪoɔɒuʊəɜʌ]ː?ɪ?ʊ?")
_SHORT = 2  # letters of which no family can be told


@dataclass(frozen=True, slots=True)
class _Family:
    """Names of one spelling.

    Attributes:
        known: finds them, by their ending.
        sounds: of letters, the longest first.
        stressed: which of the syllables, told from the end.
    """

    known: re.Pattern[str]
    sounds: Mapping[str, str]
    stressed: int


def _sounds(*tables: str) -> dict[str, str]:
    """A table of letters and sounds, of `letters=sound` between blanks."""
    pairs = [each.split("=") for table in tables for each in table.split()]
    return dict(sorted(((a, b) for a, b in pairs), key=lambda pair: -len(pair[0])))


_PLAIN = (
    "a=æ b=b d=d e=ɛ f=f g=ɡ h=h i=i j=j k=k l=l m=m n=n o=oʊ p=p r=r s=s t=t u=uː v=v z=z w=v y=ɪ"
)
_CAUCASUS = (
    "aa=ɑː ya=jæ ye=jɛ yo=joʊ yu=juː ch=tʃ dz=dz gh=ɡ kh=k q=k sh=ʃ ts=ts zh=ʒ ph=p c=k x=k '= ’="
)
_FAMILIES = (
    _Family(
        re.compile(r".{2,}(?:i[ćč]|[oe]vic)"),
        _sounds(_PLAIN, "c=ts ć=tʃ č=tʃ đ=dʒ dj=dʒ dž=dʒ š=ʃ ž=ʒ vic=vitʃ"),
        3,
    ),
    _Family(re.compile(r".{2,}(?:ov|ev)[iy]ch"), _sounds(_PLAIN, _CAUCASUS, "y=i"), 3),
    _Family(
        re.compile(".{2,}escu"),
        _sounds(
            _PLAIN,
            "io=joʊ ia=jæ ă=ə â=ɪ î=ɪ ș=ʃ ş=ʃ ț=ts ţ=ts j=ʒ",
            "c=k ch=k ce=tʃɛ ci=tʃi ge=dʒɛ gi=dʒi gh=ɡ",
        ),
        2,
    ),
    _Family(re.compile(".{3,}(?:[aei]dze|shvili|enko)"), _sounds(_PLAIN, _CAUCASUS), 2),
    _Family(
        re.compile(r"(?=.*[ąćęłńśźż]).{2,}(?:sk[ia]|ck[ia]|[cd]z[yi]k|wicz)"),
        _sounds(
            _PLAIN, "c=ts ch=h cz=tʃ dz=dz rz=ʒ sz=ʃ ą=ɒn ę=ɛn ó=uː ł=w ć=tʃ ń=n ś=ʃ ź=ʒ ż=ʒ y=ɪ",
            "ci=tʃi ni=ni nie=njɛ nia=njæ si=ʃi zi=ʒi w=v",
        ),
        2,
    ),
)  # fmt: skip

_INITIALS = _sounds(
    "b=b p=p m=m f=f d=d t=t n=n l=l g=ɡ k=k h=h j=dʒ q=tʃ x=ʃ zh=dʒ ch=tʃ sh=ʃ r=r z=dz c=ts s=s"
)
_FINALS = _sounds(
    "a=ɑː o=ɔː e=ə ai=aɪ ei=eɪ ao=aʊ ou=oʊ an=ɑːn en=ən ang=ɑːŋ eng=ʌŋ ong=ʊŋ i=iː ia=jɑː ie=jɛ"
    " iao=jaʊ iu=joʊ ian=jɛn in=ɪn iang=jɑːŋ ing=ɪŋ iong=jʊŋ u=uː ua=wɑː uo=wɔː uai=waɪ ui=weɪ"
    " uan=wɑːn un=ʊn uang=wɑːŋ ue=wɛ ü=uː"
)
_WHOLE = _sounds(
    "zhi=dʒɜː chi=tʃɜː shi=ʃɜː ri=rɜː zi=dzə ci=tsə si=sə er=ɑːr yi=iː ya=jɑː yan=jɛn yang=jɑːŋ"
    " yao=jaʊ ye=jɛ yin=ɪn ying=jɪŋ yong=jʊŋ you=joʊ yu=juː yuan=juːˌɑːn yue=jwɛ yun=juːn wa=wɑː"
    " wai=waɪ wan=wɑːn wang=wɑːŋ wei=weɪ wen=wɛn weng=wʌŋ wo=wɔː wu=wuː ai=aɪ an=ɑːn ang=ɑːŋ ao=aʊ"
)
_ENGLISH = frozenset(
    """
    ban bang ben bin can chai cha chang chi chin dan dang dance den die din dong fan fang
    fen fun gang gong gun hang hen hun jing jun kung lang lei long lung man men mining nan
    nun pan pang pen pie pin ping pun ran rang run sang she shin shun sun sung tan tang ten
    tie ting ton tong wan women xing
    """.split()  # noqa: SIM905
)
"""English words, and Western names, that would be pinyin, too."""


def sound_of(word: str, family: str = "") -> str:
    """The IPA of a name that is written as it sounds; "" where nothing tells that it is.

    Args:
        word: the name.
        family: ``pinyin`` for a Chinese name; "" for what its ending tells.

    >>> sound_of("Petrović"), sound_of("Shevardnadze")
    ('ˈpɛtroʊvitʃ', 'ʃɛværdˈnædzɛ')
    >>> sound_of("Huning", "pinyin"), sound_of("Running")
    ('huːˈnɪŋ', '')
    """
    small = word.lower()
    if family == "pinyin":
        return _pinyin(small)
    if len(small) > _SHORT:
        for each in _FAMILIES:
            if each.known.fullmatch(small):
                return _said(small, each)
    return ""


def _said(word: str, family: _Family) -> str:
    sounds: list[str] = []
    at = 0
    while at < len(word):
        letters = next((each for each in family.sounds if word.startswith(each, at)), "")
        if not letters:
            return ""
        sounds.append(family.sounds[letters])
        at += len(letters)
    return _with_stress("".join(sounds), family.stressed)


def _with_stress(ipa: str, stressed: int) -> str:
    """Phonemes with a stress on a syllable, told from the end: the first of fewer."""
    vowels = list(_VOWEL.finditer(ipa))
    if not vowels:
        return ""
    place = max(0, len(vowels) - stressed)
    begin = vowels[place - 1].end() if place else 0
    onset = ipa[begin : vowels[place].start()]
    kept = _onset(onset) if place else len(onset)
    at = vowels[place].start() - kept
    return f"{ipa[:at]}ˈ{ipa[at:]}"


_ONSET = re.compile("(?:dʒ|tʃ|ts|dz|ʃv|[bdfɡkptv][rl]|[bdfɡhklmnprstvzʃʒjw])j?$")


def _onset(consonants: str) -> int:
    """How many of the signs between two vowels begin the second's syllable."""
    found = _ONSET.search(consonants)
    return len(found[0]) if found else 0


@cache
def _syllables() -> Mapping[str, str]:
    """Every syllable of pinyin, and more that are none."""
    pairs = product(_INITIALS.items(), _FINALS.items())
    made = {f"{begin}{end}": f"{one}{other}" for (begin, one), (end, other) in pairs}
    return {**made, **_WHOLE}


def _pinyin(word: str) -> str:
    syllables = _syllables()
    if word in _ENGLISH:
        return ""
    if word in syllables:
        return f"ˈ{syllables[word]}"
    for at in range(len(word) - 1, 1, -1):
        first, second = word[:at], word[at:]
        if first in syllables and second in syllables:
            return f"{syllables[first]}ˈ{syllables[second]}"
    return ""
