"""Which language an article is in, found offline when it is not said, and which words are foreign.

Words in another script than the article's are marked with a language, so that a screen reader
changes its voice for them and a page its direction (WCAG 2.2, 3.1.2). So is a whole paragraph
in another language of the same script, when nothing else can be meant. Words that the source
marks keep their marks.

What is plainly English, which most articles are, is told by its small words: py3langid takes half a
second and 80 MB to be loaded.

Source:
    py3langid, 97 languages in version 0.3 and 142 in 0.4, a naive Bayes classifier over byte
    n-grams: Lui and Baldwin, "langid.py: An Off-the-shelf Language Identification Tool", ACL
    2012. Which language a script stands for, if nothing else is known: the likely subtags of
    CLDR.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from threading import Lock

from publisher import language_tags
from publisher.article import Mark, Passage, Role
from publisher.errors import SettingsError
from publisher.machine import give_back
from publisher.report import Finding, Weight
from publisher.structuring.sentences import Span, cut, merged

DEFAULT = "en"
ENOUGH = 50  # letters; below this a guess is not much better than chance
ENOUGH_OTHER = 8  # letters of another alphabet than the Latin: those tell sooner
SAMPLE = 20_000  # characters; more change nothing
CLOSE = 5.0  # natural logarithm of odds; two languages nearer than this may be mistaken
PLAIN = 30.0  # and at this distance they are not

# Taken only when plainly ahead of all others: hardly an article is written in them, and short
# texts in their neighbours are mistaken for them. “zxx” is for what is no language.
_SELDOM_TAGS = (
    "ace an ary arz bcl crh dz ext fuv gcf gcr gom grc gug guw hbo kab kik la lij ln ltg pcm qu sdh"
    " se uzs vec vo wa wuu zxx"
)
_SELDOM = frozenset(_SELDOM_TAGS.split())

# Small words of English: two fifths of a newspaper, and of what is in Dutch a fifth at most.
_SMALL = (
    "a and are as at be been but by for from had has have he her his in is it its not of on or said"
    " she that the their they this to was were which who will with would"
)
_SMALL_WORDS = frozenset(_SMALL.split())
_OWN_SMALL_WORDS = frozenset(("the", "and", "to"))  # and no neighbour's
_ENGLISH_WORDS = 50  # words, at least, that English is told by in that way
_ENGLISH_SHARE, _OWN_ENGLISH_SHARE = 0.25, 0.06  # of them are small words, and its own, at least

# Own words of an article are told by those it uses most: in any language the forty commonest are
# a third of all words, and of a foreign paragraph next to none.
_COMMON = 40
_OWN_WORDS = 400  # words of an article, at least, to know its commonest by
_FOREIGN_WORDS = 20  # words of a paragraph, at least, to call it foreign
_OWN_SHARE = 0.1  # of its words are the article's commonest ones, at most

_loading = Lock()  # py3langid would load its model once for each thread that asks at first

_WORD = re.compile(r"[^\W\d_]+")
# What may stand between two foreign words, and what belongs to the word before or after it.
_BETWEEN = re.compile(r"[^\w\n()\[\]]{0,4}(?:\d[\d.,:/-]{0,12}[^\w\n()\[\]]{0,3})?")
_LETTERS = re.compile(r"[\w\u0300-\u036f\u064b-\u0670\u0900-\u109f]+")  # vowel signs are no \\w
# Latin letters, the marks over them, and what is written with any script.
_BEYOND_LATIN = re.compile("[^\0-\u024f\u1e00-\u1eff\u2000-\u20cf]")
_LEAST = {"CJK": 1, "KANA": 1, "HANGUL": 1, "GREEK": 3}  # letters of a word; two elsewhere
_BEFORE, _AFTER = "「『（《〈【«", "。．！？、，；：」』）》〉】؟،؛…»"


def language_of(passages: tuple[Passage, ...], said: str) -> tuple[str, tuple[Finding, ...]]:
    """The language of an article, as a BCP 47 tag, and a finding when it is not sure.

    Raises:
        SettingsError: what was said is no language tag.
    """
    if said:
        return tidy_tag(said), ()
    written = (passage.text for passage in passages if passage.role is not Role.CODE)
    sample = " ".join(written)[:SAMPLE]
    if not _tells(sample):
        return DEFAULT, _unsure(f"too few words to tell the language by; taken for {DEFAULT!r}")
    if is_plainly_english(sample):
        return "en", ()
    try:
        (best, ahead), (second, score) = _ranked(sample)[:2]
    except OSError as error:  # py3langid unpacks its model into the temporary folder
        why = error.strerror or error
        return DEFAULT, _unsure(f"the language could not be told ({why}); taken for {DEFAULT!r}")
    if ahead - score < CLOSE:
        return best, _unsure(f"the language may be {best!r} or {second!r}; taken for {best!r}")
    return best, ()


def is_plainly_english(sample: str) -> bool:
    """Whether words can be in no other language.

    >>> is_plainly_english("The tide rose to the foot of the wall, and the boats were lost. " * 4)
    True
    >>> is_plainly_english("The tide rose.")
    False
    """
    words = _WORD.findall(sample[:SAMPLE].lower())
    small, own = (
        sum(word in table for word in words) for table in (_SMALL_WORDS, _OWN_SMALL_WORDS)
    )
    many = small >= _ENGLISH_SHARE * len(words) and own >= _OWN_ENGLISH_SHARE * len(words)
    return len(words) >= _ENGLISH_WORDS and many


def _unsure(message: str) -> tuple[Finding, ...]:
    return (Finding("language-unsure", Weight.NOTE, message),)


def _tells(sample: str) -> bool:
    """Whether there are letters enough to tell a language by."""
    letters = [letter for letter in sample if letter.isalpha()]
    other = sum(letter > "\u02af" for letter in letters)  # beyond Latin and its extensions
    return len(letters) >= ENOUGH or other >= ENOUGH_OTHER


def _ranked(sample: str, among: frozenset[str] = frozenset()) -> list[tuple[str, float]]:
    """Languages and how likely each is (a logarithm), the likeliest first.

    Args:
        sample: the words.
        among: the only primary tags that come into question; empty for all.
    """
    ranked = [(str(tag), float(score)) for tag, score in _rank(sample)]
    ranked = [each for each in ranked if not among or each[0] in among]
    best = ranked[0][1]
    ranked.sort(key=lambda each: each[1] - PLAIN * (each[0] in _SELDOM), reverse=True)
    return [(tidy_tag(tag), score) for tag, score in ranked if best - score < 10 * PLAIN] + [
        ("und", best - 10 * PLAIN)
    ]


def make_ready() -> None:
    """Load what tells languages apart, which takes half a second, before there is need of it.

    Raises:
        OSError: it is unpacked into the temporary folder, and cannot be.
    """
    _rank("")


def _rank(sample: str) -> Iterable[tuple[str, float]]:
    import py3langid  # only when it is needed

    with _loading:
        ranked = list(py3langid.rank(sample))
    give_back()
    return ranked


def tidy_tag(tag: str) -> str:
    """A language tag in the usual case: ``en-gb`` becomes ``en-GB``, ``zh-hant`` ``zh-Hant``.

    Raises:
        SettingsError: it is no language tag, or names no language.

    Source:
        RFC 5646.
    """
    try:
        tidy = language_tags.tidy(tag.strip())
    except ValueError:
        tidy = ""
    if not language_tags.is_valid(tidy):
        raise SettingsError(f"{tag!r} is no language tag", "Write one such as en, en-GB or pt-BR.")
    return tidy


# Words in another script


def with_foreign(passages: tuple[Passage, ...], language: str) -> tuple[Passage, ...]:
    """The passages, with a language for words that are plainly not in the article's own.

    Marked are words in another script, but for lone letters of an alphabet (the α of a formula)
    and for Latin names, which are written so in many languages; and whole paragraphs in another
    language. Code is left alone.

    Args:
        passages: of an article.
        language: its BCP 47 tag.
    """
    own = own_scripts(language)
    found = [_stretches(passage, own) for passage in passages]
    texts: dict[str, str] = {}
    for passage, stretches in zip(passages, found, strict=True):
        for script, (begin, end) in stretches:
            texts[script] = f"{texts.get(script, '')} {passage.text[begin:end]}"
    languages = {script: _language_in(script, text) for script, text in texts.items()}
    if "KANA" in languages and "CJK" in languages:
        languages["CJK"] = languages["KANA"]
    common = _commonest(passages)
    return tuple(
        _told_apart(passage, stretches, languages)
        if stretches
        else _told_foreign(passage, language, common)
        for passage, stretches in zip(passages, found, strict=True)
    )


_Stretch = tuple[str, Span]  # a script, and where the words in it stand


def own_scripts(language: str) -> frozenset[str]:
    """The scripts, as `script_of` names them, that a language is written in.

    >>> sorted(own_scripts("ja"))
    ['CJK', 'KANA', 'LATIN']
    """
    script = language_tags.script(language) or "Latn"
    together = {
        "Jpan": "CJK KANA",
        "Kore": "HANGUL CJK",
        "Hans": "CJK BOPOMOFO",
        "Hant": "CJK BOPOMOFO",
    }
    names = together.get(script) or _NAMES.get(script, "LATIN")
    return frozenset(names.split()) | {"LATIN"}


_NAMES = {
    "Arab": "ARABIC",
    "Armn": "ARMENIAN",
    "Beng": "BENGALI",
    "Cyrl": "CYRILLIC",
    "Deva": "DEVANAGARI",
    "Ethi": "ETHIOPIC",
    "Geor": "GEORGIAN",
    "Grek": "GREEK",
    "Gujr": "GUJARATI",
    "Guru": "GURMUKHI",
    "Hang": "HANGUL",
    "Hani": "CJK",
    "Hebr": "HEBREW",
    "Hira": "KANA",
    "Khmr": "KHMER",
    "Knda": "KANNADA",
    "Laoo": "LAO",
    "Mlym": "MALAYALAM",
    "Mong": "MONGOLIAN",
    "Mymr": "MYANMAR",
    "Orya": "ORIYA",
    "Sinh": "SINHALA",
    "Taml": "TAMIL",
    "Telu": "TELUGU",
    "Thai": "THAI",
    "Tibt": "TIBETAN",
}
_CODES = {name: code for code, name in _NAMES.items()}
# Scripts of several languages, and the languages that can be told apart in them.
_LANGUAGES = {
    "ARABIC": "ar fa ur ps ug",
    "CJK": "zh ja",
    "CYRILLIC": "ru uk bg sr mk be kk ky mn tg tt",
    "DEVANAGARI": "hi mr ne",
    "HEBREW": "he yi",
}


_UNSPACED = frozenset(("CJK", "KANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN"))
# Letters that a few words are told by.
_TELLTALE = {
    "ARABIC": (("ur", frozenset("ٹڈڑںے")), ("fa", frozenset("پچژگ"))),
    "CYRILLIC": (
        ("uk", frozenset("їєґ")),
        ("be", frozenset("ў")),
        ("sr", frozenset("ђћ")),
        ("mk", frozenset("ѓќѕ")),
    ),
}


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The script of a letter or a sign that belongs to one, such as “CYRILLIC”; "" for others."""
    name = unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
    if name in ("HIRAGANA", "KATAKANA"):
        return "KANA"
    if name == "IDEOGRAPHIC" and letter.isalpha():
        return "CJK"  # 々
    return name if name in _CODES or name in ("LATIN", "BOPOMOFO") else ""


def _stretches(passage: Passage, own: frozenset[str]) -> list[_Stretch]:
    """Where a passage has words in another script, as long as they go on."""
    text = passage.text
    if passage.role is Role.CODE or text.isascii() or not _BEYOND_LATIN.search(text):
        return []
    words = [
        (script, span)
        for found in _LETTERS.finditer(text)
        for span in _apart(text, found.span())
        if (script := _foreign_script(text[slice(*span)], own))
    ]
    joined = _joined(text, words)
    return [
        (script, _with_marks(text, span)) for script, span in joined if _is_told(script, text, span)
    ]


def _apart(text: str, word: Span) -> Iterator[Span]:
    """A word; where a script without spaces is in it, its parts in each script."""
    begin, last = word[0], ""
    if _UNSPACED.isdisjoint(map(script_of, text[slice(*word)])):
        yield word
        return
    for place in range(*word):
        script = script_of(text[place])
        if last and script and script != last:
            yield begin, place
            begin = place
        last = script or last
    yield begin, word[1]


def _foreign_script(word: str, own: frozenset[str]) -> str:
    """The script of a word that is written in one foreign script only, else ""."""
    scripts = {script for letter in word if (script := script_of(letter))}
    if not scripts or own & scripts:
        return ""
    return scripts.pop() if len(scripts) == 1 else ""


def _joined(text: str, words: list[_Stretch]) -> Iterator[_Stretch]:
    """Words of one script that follow each other, taken together."""
    last: _Stretch | None = None
    for script, (begin, end) in words:
        if last and _same(last[0], script) and _BETWEEN.fullmatch(text, last[1][1], begin):
            last = "KANA" if "KANA" in (last[0], script) else script, (last[1][0], end)
            continue
        if last:
            yield last
        last = script, (begin, end)
    if last:
        yield last


def _is_told(script: str, text: str, span: Span) -> bool:
    """Whether words are more than letters that stand for something, as in “α” and “Σx”."""
    longest = max(len(word) for word in _LETTERS.findall(text[slice(*span)]))
    return longest >= _LEAST.get(script, 2)


def _with_marks(text: str, span: Span) -> Span:
    """A span with the quotation marks and stops set against it."""
    begin, end = span
    while begin and text[begin - 1] in _BEFORE:
        begin -= 1
    while end < len(text) and text[end] in _AFTER:
        end += 1
    return begin, end


def _same(one: str, other: str) -> bool:
    """Whether two scripts may stand in one sentence: the kana and the ideographs of Japanese."""
    return one == other or {one, other} == {"KANA", "CJK"}


def _language_in(script: str, text: str) -> str:
    """The language that words in a script are in; the likely one when they do not tell."""
    likely = language_tags.likely_language(_CODES[script])
    if script not in _LANGUAGES:
        return likely
    if len(text) < ENOUGH:
        own = (tag for tag, letters in _TELLTALE.get(script, ()) if letters & set(text.lower()))
        return next(own, likely)
    try:
        return _ranked(text[:SAMPLE], frozenset(_LANGUAGES[script].split()))[0][0]
    except OSError:
        return likely


def _told_apart(passage: Passage, stretches: list[_Stretch], languages: dict[str, str]) -> Passage:
    """A passage whose words in other scripts have their language."""
    edges = {0, len(passage.text)}
    edges.update(place for _, span in stretches for place in span)
    marked = {begin: languages[script] for script, (begin, _) in stretches}
    places = list(pairwise(sorted(edges)))
    runs = tuple(
        run if run.language or Mark.CODE in run.marks else replace(run, language=tag)
        for (begin, _), piece in zip(places, cut(passage.runs, places), strict=True)
        for tag in [marked.get(begin, "")]
        for run in piece
    )
    return replace(passage, runs=merged(runs))


# Paragraphs in another language


def _commonest(passages: tuple[Passage, ...]) -> frozenset[str]:
    """The words that most paragraphs of an article have; none where it is too short to tell."""
    spread, total = Counter[str](), 0
    for passage in passages:
        if passage.role is not Role.CODE:
            words = _WORD.findall(passage.text.lower())
            spread.update(set(words))
            total += len(words)
    if total < _OWN_WORDS:
        return frozenset()
    return frozenset(word for word, count in spread.most_common(_COMMON) if count > 1)


def _told_foreign(passage: Passage, language: str, common: frozenset[str]) -> Passage:
    """A paragraph with its language, where that is plainly not the article's."""
    words = _WORD.findall(passage.text.lower())
    if not common or passage.role is not Role.BODY or len(words) < _FOREIGN_WORDS:
        return passage
    if sum(word in common for word in words) > _OWN_SHARE * len(words):
        return passage
    try:
        ranked = dict(_ranked(passage.text[:SAMPLE]))
    except OSError:
        return passage
    best, score = next(iter(ranked.items()))
    own = language.partition("-")[0]
    if best in (own, "und") or best in _SELDOM or score - ranked.get(own, -1e9) < PLAIN:
        return passage
    runs = (run if run.language else replace(run, language=best) for run in passage.runs)
    return replace(passage, runs=tuple(runs))
