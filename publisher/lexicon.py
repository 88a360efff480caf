"""How words are to be said: what an author, a house or a reader knows better than a voice does.

A lexicon is a row of lexemes; of two that know a word the first is right, so an article's own
stand before a publication's, and those before the user's.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

KINDS = ("letters", "digits", "word")
"""As what a word may be said: letter by letter, digit by digit, or as a word though it is
written in capitals."""

LONGEST = 80  # characters of a word, or of how it is said: a clause has room for both

_ALIASES = {"characters": "letters", "spell-out": "letters", "verbatim": "letters"}  # of SSML
_KEYS = ("said", "ipa", "as", "language", "case")
_SLASHED = re.compile(r"/(.+)/")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, ideographs.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"\w+")

_TYPED = str.maketrans({"g": "ɡ", ":": "ː", "'": "ˈ", "’": "ˈ", "ʹ": "ˈ", ",": "ˌ", "\xa0": " "})
_LETTERS = frozenset(
    "abcdefhijklmnopqrstuvwxyzæçðøħŋœɐɑɒɓɔɕɖɗɘəɚɛɜɝɞɟɠɡɢɣɤɥɦɧɨɩɪɫɬɭɮɯɰɱɲɳɴɵɶɸɹɺɻɽɾʀʁʂʃʄʈʉʊʋʌʍʎʏʐʑ"
    "ʒʔʕʘʙʛʜʝʞʟʡʢʣʤʥʦʧʨβθχᵻᵿǀǁǂǃⱱ"
)
_SIGNS = frozenset("ˈˌːˑ˞ʰʱʲʷˠˤˡⁿʼ˥˦˧˨˩↓↑→↗↘‿.|‖- ᵊ")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word, or some words together, and how they are to be said.

    Attributes:
        graphemes: the ways to write it, one at least.
        said: spelt as it sounds, or "".
        ipa: its phonemes in the International Phonetic Alphabet, or "". A voice that takes them
            goes by these, any other by `said`.
        kind: as what it is to be said, one of `KINDS`, or "".
        language: BCP 47 tag of the texts in which it is said so; "" for any.
        cased: whether it is for words written just so; None to go by how it is written: a capital
            in it is meant, small letters are any.
    """

    graphemes: tuple[str, ...]
    said: str = ""
    ipa: str = ""
    kind: str = ""
    language: str = ""
    cased: bool | None = None

    def is_cased(self, grapheme: str) -> bool:
        """Whether one way to write it is for words written just so."""
        return grapheme != grapheme.lower() if self.cased is None else self.cased

    def spelt(self, printed: str) -> str:
        """What a voice is given that takes no phonemes; what is printed when nothing is known."""
        if self.said:
            return self.said
        if self.kind == "letters":
            return "-".join(each for each in printed.upper() if each.isalnum())
        if self.kind == "digits":
            return " ".join(each for each in printed if each.isalnum())
        if self.kind == "word":
            return " ".join(part.capitalize() for part in printed.split())
        return printed


Lexicon = tuple[Lexeme, ...]
"""Lexemes, the most particular first."""


def lexemes(words: Mapping[str, object], language: str = "") -> Lexicon:
    """The lexemes that people write as names and values.

    Args:
        words: for each word how it is said: spelt as it sounds; between slashes in IPA; a mapping
            of `said`, `ipa`, `as`, `language` and `case`; or a list of those.
        language: of those that name none, or "".

    Raises:
        ValueError: one makes no sense; the message names the word.

    >>> lexemes({"Xi": "/ˈʃiː/"})[0].ipa
    'ˈʃiː'
    """
    return tuple(
        each for word, values in words.items() for each in _of_word(word, values, language)
    )


def _of_word(word: str, values: object, language: str) -> Lexicon:
    """A word's lexemes; those for a region before those for all of its language, or for any."""
    listed = values if isinstance(values, list | tuple) else (values,)
    found = (lexeme((word,), each, language) for each in listed)
    return tuple(sorted(found, key=lambda each: -len(each.language)))


def lexeme(graphemes: tuple[str, ...], value: object, language: str = "") -> Lexeme:
    """One lexeme of what people write.

    Raises:
        ValueError: it makes no sense.
    """
    written = tuple(" ".join(each.split()) for each in graphemes)
    word = next(filter(None, written), "")
    if not word:
        raise ValueError("a word is empty; write one")
    if isinstance(value, Mapping):
        told = {str(key): each for key, each in value.items()}
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        slashed = _SLASHED.fullmatch(str(value).strip())
        told = {"ipa": slashed[1]} if slashed else {"said": str(value)}
    else:
        raise ValueError(f"{word!r}: {value!r} does not tell how it is said; write words")
    return _made(tuple(filter(None, written)), told, language)


def _made(graphemes: tuple[str, ...], told: Mapping[str, object], language: str) -> Lexeme:
    word = graphemes[0]
    for key, value in told.items():
        if key not in _KEYS:
            raise ValueError(f"{word!r}: there is no {key!r}; there are {', '.join(_KEYS)}")
        if not isinstance(value, str | bool | int):
            raise ValueError(f"{word!r}: {key} is {value!r}, which is not words")
    said = " ".join(str(told.get("said", "")).split())
    kind = str(told.get("as", "")).strip()
    kind = _ALIASES.get(kind, kind)
    tag = str(told.get("language", language)).strip().replace("_", "-")
    if kind and kind not in KINDS:
        raise ValueError(f"{word!r}: it cannot be said as {kind!r}; choose {', '.join(KINDS)}")
    if tag and not _TAG.fullmatch(tag):
        raise ValueError(f"{word!r}: {tag!r} is no language; write a tag such as en-GB")
    try:
        ipa = tidy(str(told.get("ipa", "")))
    except ValueError as error:
        raise ValueError(f"{word!r}: {error}") from error
    if not (said or ipa or kind):
        raise ValueError(f"{word!r} does not tell how it is said; write said, ipa or as")
    for what in (*graphemes, said, ipa):
        if len(what) > LONGEST:
            raise ValueError(f"{word!r}: {what[:20]!r}… is longer than {LONGEST} characters")
    return Lexeme(graphemes, said, ipa, kind, tag, _truth(word, told.get("case")))


def _truth(word: str, value: object) -> bool | None:
    if value is None:
        return None
    said = {"true": True, "yes": True, "false": False, "no": False}.get(str(value).lower())
    if said is None:
        raise ValueError(f"{word!r}: case is {value!r}; write true or false")
    return said


def tidy(ipa: str) -> str:
    """Phonemes as the IPA writes them, where they are typed as a keyboard has them.

    Raises:
        ValueError: there is a sign in them that the IPA has not.

    >>> tidy("'ga:")
    'ˈɡaː'
    """
    signs = unicodedata.normalize("NFC", ipa.strip().strip("/").translate(_TYPED))
    for sign in unicodedata.normalize("NFD", signs):
        if sign not in _LETTERS and sign not in _SIGNS and not unicodedata.combining(sign):
            hint = "; is it X-SAMPA?" if sign.isascii() and sign.isalnum() else ""
            raise ValueError(f"{sign!r} in {ipa!r} is no sign of the IPA{hint}")
    return " ".join(signs.split())


def holds_for(tag: str, language: str) -> bool:
    """Whether what is said in a language is said so in another: in one that is a part of it.

    >>> holds_for("en", "en-GB"), holds_for("en-GB", "en"), holds_for("en-US", "en-GB")
    (True, True, False)
    """
    one, other = (f"{each.replace('_', '-').lower()}-" for each in (tag, language))
    return not tag or one.startswith(other) or other.startswith(one)


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the words of a lexicon in a text of one language.

    Attributes:
        pattern: has a group for each way to write a word.
        owners: whose each group is, and how it is written there; the first is nobody's.
    """

    pattern: re.Pattern[str]
    owners: tuple[tuple[Lexeme, str], ...]

    def owner(self, found: re.Match[str]) -> Lexeme:
        """The lexeme of what the pattern found."""
        return self.owners[(found.lastindex or 1) - 1][0]


@lru_cache(maxsize=64)  # each article may bring another
def finder(lexicon: Lexicon, language: str) -> Finder | None:
    """What finds the words of a lexicon in texts of a language; None when it has none for it.

    The longest come first; of two that are alike those written just so, then those that stand
    first in the lexicon.
    """
    known = [
        (lexeme, grapheme)
        for lexeme in lexicon
        if holds_for(lexeme.language, language)
        for grapheme in lexeme.graphemes
        if grapheme.strip()
    ]
    known.sort(key=lambda pair: (-len(pair[1]), not pair[0].is_cased(pair[1])))
    if not known:
        return None
    pattern = re.compile("|".join(f"({_whole(each, word)})" for each, word in known))
    return Finder(pattern, tuple(known))


def _whole(lexeme: Lexeme, word: str) -> str:
    """A pattern that finds a word where it is one, with any blanks and apostrophes in it."""
    word = word.strip()
    parts = (re.escape(part).replace("'", "['’]") for part in word.replace("’", "'").split())
    pattern = r"\s+".join(parts)
    if not lexeme.is_cased(word):
        pattern = f"(?i:{pattern})"
    before = "" if _UNSPACED.match(word) else r"(?<!\w)"
    after = "" if _UNSPACED.match(word[-1]) else r"(?!\w)"
    return f"{before}{pattern}{after}"


def present(lexicon: Lexicon, texts: Iterable[str]) -> Lexicon:
    """The lexemes that some texts may have a word of; those that are left out are in none.

    A house may know ten thousand names, and an article has ten of them.
    """
    if not lexicon:
        return ()
    whole = "\n".join(texts).casefold()
    words = set(_WORD.findall(whole))

    def is_there(grapheme: str) -> bool:
        parts = _WORD.findall(grapheme.casefold())
        unspaced = any(map(_UNSPACED.match, parts))
        return words.issuperset(parts) if not unspaced else all(part in whole for part in parts)

    kept = (replace(each, graphemes=tuple(filter(is_there, each.graphemes))) for each in lexicon)
    return tuple(dict.fromkeys(each for each in kept if each.graphemes))


def used(lexicon: Lexicon, texts: Iterable[tuple[str, str]]) -> dict[Lexeme, tuple[str, ...]]:
    """The lexemes that are said in some texts, in the lexicon's order.

    Args:
        lexicon: to look in.
        texts: each with its language.

    Returns:
        For each lexeme the ways in which it is written there.
    """
    found: dict[Lexeme, dict[str, None]] = {}
    for text, language in texts:
        for each, written in spotted(lexicon, text, language):
            found.setdefault(each, {})[" ".join(written[0].split())] = None
    in_order = (each for each in dict.fromkeys(lexicon) if each in found)
    return {each: tuple(sorted(found[each])) for each in in_order}


def spotted(lexicon: Lexicon, text: str, language: str) -> Iterator[tuple[Lexeme, re.Match[str]]]:
    """The words of a lexicon in a text, each with where it stands."""
    seeker = finder(lexicon, language)
    if seeker is not None:
        yield from ((seeker.owner(found), found) for found in seeker.pattern.finditer(text))


def languages(lexicon: Lexicon, otherwise: str) -> tuple[str, ...]:
    """The languages of some lexemes, `otherwise` for those of any, each once."""
    return tuple(dict.fromkeys(each.language or otherwise for each in lexicon))


def written(each: Lexeme) -> object:
    """How a lexeme is written as a value, as `lexemes` reads it."""
    if each.said and not (each.ipa or each.kind or each.language or each.cased is not None):
        return each.said if not _SLASHED.fullmatch(each.said) else {"said": each.said}
    if each.ipa and not (each.said or each.kind or each.language or each.cased is not None):
        return f"/{each.ipa}/"
    told = {"said": each.said, "ipa": each.ipa, "as": each.kind, "language": each.language}
    kept: dict[str, object] = {key: value for key, value in told.items() if value}
    return kept if each.cased is None else {**kept, "case": each.cased}


def by_word(lexicon: Lexicon) -> dict[str, object]:
    """A lexicon as names and values; a word of several lexemes has a list of them."""
    found: dict[str, list[object]] = {}
    pairs = chain.from_iterable(((word, each) for word in each.graphemes) for each in lexicon)
    for word, each in pairs:
        value = written(each)
        if value not in found.setdefault(word, []):
            found[word].append(value)
    return {word: values[0] if len(values) == 1 else values for word, values in found.items()}
