"""Words that a voice probably does not know: names above all.

A voice has a dictionary of some thousand words and rules of letters for all others. The rules are
made for a language's own words, so what they say of these is right as a rule, and of the names
in the news often wrong. Nothing tells a name but its capital where no capital has to stand, and
that it is never written small; one at which a sentence begins counts when another capital stands
beside it, when it owns something, or when its letters do not look like the language's.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from publisher.article import Role
from publisher.document import Document, Paragraph
from publisher.errors import VoiceError
from publisher.lexicon import Lexicon
from publisher.speaking.engines.tracing import by_letters
from publisher.speaking.saying import Phonetic
from publisher.speaking.wording import worded

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_OWN = re.compile(r"['’](?:s|S)?$")
_RUN_ON = re.compile(r"['’](?:d|ll|m|re|t|ve)$")
_ENDED = re.compile(r"[.!?:…。！？]['’\"”»)]*\s*$|^\W*$|[“\"‘«(]$")
_LISTS = {
    "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "en": "English",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fi": "Finnish", "fr": "French",
    "ga": "Irish", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian_Bokmal", "nl": "Dutch",
    "nn": "Norwegian_Nynorsk", "no": "Norwegian_Bokmal", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip
"""What jusText calls its lists of frequent words."""
_CALENDAR = frozenset(
    [
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
    ]
)
_NOUNS_ARE_CAPITAL = ("de", "lb")
_MOSTLY = 0.6  # of a heading's words; where so many have capitals, capitals tell nothing
# Letters that English words seldom have beside one another, or at their ends.
_UNLIKE_ENGLISH = re.compile(
    r"[^\x00-\x7f’]|q(?!u)|aa|ii|uu|kh|dh|zh|[csr]z|[bdtl]j|aj|ij|yy|hm|hd|hr|hn|wsk|wicz|vl"
    r"|^(?:x|tk|mb|nd|ng|ts|tz|sr|hw|pf|ks|zb|zd|bh|gj|nj|sch(?!ed|em|ol|oo))"
    r"|(?:[iju]|[^o]o|v|q|ae|iew|ei|oye|eau|eux?|cki)$"
    r"|^(?:al|el|ad|ibn|bin|abu|ould)-|ao|ue[nl]|xi|xu|iu"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that a voice probably does not know.

    Attributes:
        word: as printed, without the ’s of an owner.
        count: how often it is printed.
        lines: of the source, on which its passages begin; none where they are unknown.
        phonemes: that the voice would use, in IPA; "" where it does not tell.
        strange: whether its letters look like another language's.
    """

    word: str
    count: int
    lines: tuple[int, ...]
    phonemes: str
    strange: bool


@dataclass(slots=True)
class _Seen:
    """Where a word was met, and how.

    Attributes:
        lines: of its passages.
        capital: how often its capital can mean a name alone.
        company: whether another capital stands beside it, or it owns something: Idlib’s.
        small: how often it is written small.
    """

    lines: list[int]
    capital: int = 0
    company: bool = False
    small: int = 0


def doubts(document: Document, engine: object, language: str = "") -> tuple[Doubt, ...]:
    """The words of a document that a voice probably does not know.

    Words that the document's lexicon, or publisher itself, knows are left out.

    Args:
        document: to look through.
        engine: who would say them.
        language: BCP 47 tag of the dictionary; the document's when left out.

    Returns:
        Those whose letters look strange first, then the most frequent, then by the alphabet.

    Raises:
        VoiceError: the voice cannot be loaded.
    """
    tag = language or document.metadata.language
    seen = _seen(document, tag)
    names = [word for word, each in seen.items() if _is_doubtful(word, each, seen, tag)]
    unknown = _unknown(names, tag)
    found = (
        Doubt(
            word=word,
            count=len(seen[word].lines),
            lines=tuple(sorted({line for line in seen[word].lines if line})),
            phonemes=_phonemes(word, engine),
            strange=_is_strange(word, tag),
        )
        for word in names
        if word in unknown
    )
    return tuple(sorted(found, key=lambda each: (not each.strange, -each.count, each.word)))


def _seen(document: Document, language: str) -> dict[str, _Seen]:
    """Every word that is said as printed, but for those that the lexicon knows."""
    found: dict[str, _Seen] = defaultdict(lambda: _Seen([]))
    for block in _blocks(document):
        for sentence in block.sentences:
            _look(_as_printed(sentence.said, language, document.known), block, found)
    return found


def _as_printed(text: str, language: str, lexicon: Lexicon) -> str:
    """A text with blanks for what is said otherwise than it is printed: “Ms”, and what is known."""
    parts = (
        (text[span.start : span.stop], span.words) for span in worded(text, language, lexicon).spans
    )
    return "".join(part if part == words else " " * len(part) for part, words in parts)


def _blocks(document: Document) -> Iterator[Paragraph]:
    """Front and sections; what the front repeats of the source has its line from there."""
    for section in (document.front, *document.sections):
        yield from section.blocks()


def _look(text: str, block: Paragraph, found: dict[str, _Seen]) -> None:
    """Note every word of a sentence."""
    words = list(_WORD.finditer(text))
    capitals = [_is_capital(each[0]) for each in words]
    tells = block.role is not Role.HEADING or sum(capitals) < _MOSTLY * len(words)
    for place, each in enumerate(words):
        word = _OWN.sub("", each[0])
        if len(word) < 2:
            continue
        note = found[word]
        note.lines.append(block.line)
        first = _ENDED.search(text, 0, each.start()) is not None or not place
        if not capitals[place]:
            note.small += 1
        elif tells and not first:
            note.capital += 1
        beside = _beside(words, place, text)
        owns = word != each[0]
        met = owns or any(capitals[each] for each in beside)
        note.company |= capitals[place] and tells and met


def _beside(words: list[re.Match[str]], place: int, text: str) -> Iterator[int]:
    """The words right before and behind one, with nothing but a blank between."""
    for other, (left, right) in ((place - 1, (-1, 0)), (place + 1, (0, 1))):
        if 0 <= other < len(words):
            begin, end = words[place + left].end(), words[place + right].start()
            if text[begin:end].strip() == "":
                yield other


def _is_capital(word: str) -> bool:
    """Whether a word has a capital, behind a particle too: al-Assad, O’Neill, d’Estaing."""
    return any(part[:1].isupper() for part in re.split(r"[-'’]", word))


def _is_doubtful(word: str, seen: _Seen, all_seen: dict[str, _Seen], language: str) -> bool:
    """Whether a word looks like a name, or like no word of the language."""
    if _stem(word) in _ordinary(language) or (word.isupper() and len(word) < 4):
        return False
    small = seen.small if not _is_capital(word) else 0
    others = all_seen.get(word.lower())
    if not _is_capital(word):
        return bool(small) and _has_foreign_letters(word, language)
    if others is not None and others.small:
        return False
    if language[:2].lower() in _NOUNS_ARE_CAPITAL:
        return seen.company or _is_strange(word, language)
    return bool(seen.capital) or seen.company or _is_strange(word, language)


def _stem(word: str) -> str:
    """A word in small letters, without what is run together with it: I’ve, they’re."""
    return _RUN_ON.sub("", word.lower())


def _is_strange(word: str, language: str) -> bool:
    """Whether a word's letters look like another language's; only of English are they known."""
    if language[:2].lower() != "en":
        return False
    return any(_UNLIKE_ENGLISH.search(part) for part in (word.lower(), *word.lower().split("-")))


def _has_foreign_letters(word: str, language: str) -> bool:
    return language[:2].lower() == "en" and not word.replace("’", "'").isascii()


@cache
def _ordinary(language: str) -> frozenset[str]:
    """The most frequent words of a language, which begin many a sentence."""
    import justext

    primary = language.replace("_", "-").partition("-")[0].lower()
    listed = justext.get_stoplist(_LISTS[primary]) if primary in _LISTS else ()
    return frozenset(listed) | (_CALENDAR if primary == "en" else frozenset())


def _unknown(names: Iterable[str], language: str) -> frozenset[str]:
    """Those that espeak has in no dictionary; all, where it has none for the language."""
    words = tuple(names)
    if not words:
        return frozenset()
    try:
        return by_letters(words, language)
    except VoiceError:
        return frozenset(words)


def _phonemes(word: str, engine: object) -> str:
    """The phonemes of a word by itself, without marks."""
    if not isinstance(engine, Phonetic):
        return ""
    return re.sub(r"\([a-z-]+\)|[.,;:!?\"“”()]", "", engine.phonemes(word)).strip()
