"""What a narrator says where print has something else.

The printed text is never touched: this makes the words to be spoken of it. Words whose sound
the author gives come first. English abbreviations are written out, for an engine takes their
full stops for the end of a sentence and drops its voice; what print does with dashes, dots and
brackets becomes a pause or nothing.
"""

import re
from collections.abc import Callable
from functools import cache

Pronunciations = tuple[tuple[str, str], ...]
"""Words, and how they are to be said, spelt as they sound."""

_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _rules(*pairs: tuple[str, str | Callable[[re.Match[str]], str]]) -> tuple[_Rule, ...]:
    return tuple((re.compile(pattern), spoken) for pattern, spoken in pairs)


def _spelt(initials: re.Match[str]) -> str:
    return " ".join(initials[0].replace(".", " ").split())


_TITLES = {
    "Capt": "Captain", "Col": "Colonel", "Cllr": "Councillor", "Dr": "Doctor", "Fr": "Father",
    "Gen": "General", "Gov": "Governor", "Hon": "Honourable", "Lt": "Lieutenant", "Maj": "Major",
    "Messrs": "Messers", "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Prof": "Professor",
    "Rep": "Representative", "Rev": "Reverend", "Sen": "Senator", "Sgt": "Sergeant",
}  # fmt: skip
_MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "Aug": "August",
    "Sep": "September", "Sept": "September", "Oct": "October", "Nov": "November",
    "Dec": "December",
}  # fmt: skip

_ENGLISH = _rules(
    # Titles want a name behind them: "Gen. Ames" but not "the Gov. said" at a line's end.
    (rf"\b({'|'.join(_TITLES)})\b\.?(?=\s+[A-Z])", lambda found: _TITLES[found[1]]),
    (r"\bSt\b\.?(?=\s+[A-Z])", "Saint"),
    (r"(?<=[a-z]\s)St\b\.?(?!\w)", "Street"),
    (r"\bNo\.\s*(?=\d)", "Number "),
    (r"\bNos\.\s*(?=\d)", "Numbers "),
    (rf"\b({'|'.join(_MONTHS)})\.(?=\s+\d)", lambda found: _MONTHS[found[1]]),
    (rf"(?<=\d\s)({'|'.join(_MONTHS)})\.", lambda found: _MONTHS[found[1]]),
    (r"\bpp\.\s*(?=\d)", "pages "),
    (r"\bp\.\s*(?=\d)", "page "),
    (r"\be\.g\.,?", "for example,"),
    (r"\bi\.e\.,?", "that is,"),
    (r"\betc\.(?=\W*$)", "et cetera."),
    (r"\betc\.", "et cetera"),
    (r"\bvs?\.(?=\s)", "versus"),
    (r"\bapprox\.(?=\s)", "approximately"),
    (r"\b(?:c|ca)\.\s*(?=\d)", "about "),
    (r"\b(?:Jr|Jnr)\b\.?", "Junior"),
    (r"\b(?:Sr|Snr)\b\.(?!\w)", "Senior"),
    (r"\s*&\s*", " and "),
)
_ANY = _rules(
    (r"[\u00ad\u200b\u200e\u200f\u2060\ufeff]", ""),  # where a word may break, and such
    (r"\s*(?:\.\s*){3,}\s*$|\s*…+\.?\s*$", "."),  # dots that trail off
    (r"\s*(?:\s\.){2,}\s*(?=\S)|\s*\.{3,}\s*(?=\S)|\s*…+\s*(?=\S)", ", "),
    (r"\s+[–—-]+\s+|\s*—\s*", ", "),
    (r"[\[\](){}<>]", " "),
    (r"[\"“”„«»‹›「」『』*_#|\\^~`]", " "),
    # An engine ends the sentence at each full stop of "H.R." but the last.
    (r"\b(?:[A-Z]\.){2,}(?=\s*$)", lambda found: _spelt(found) + "."),
    (r"\b(?:[A-Z]\.)+(?=\s+\S)(?:\s+(?:[A-Z]\.)+(?=\s))*", _spelt),
    (r"\s+", " "),
    (r"\s+(?=[,.;:!?])", ""),
    (r",(?:\s*,)+", ","),
    (r"(?<=[.;:!?]),", ""),
    (r",(?=[.;:!?])", ""),
)
_SAYABLE = re.compile(r"[^\W_]|[€£$%§°+=@]")
# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, ideographs.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_ENDED = re.compile(r"[.!?。！？؟]['’]?$")


def speakable(text: str, language: str = "en", pronunciations: Pronunciations = ()) -> str:
    """The words to speak where a text is printed.

    Args:
        text: a sentence as printed.
        language: its BCP 47 tag.
        pronunciations: the author's own; whole words, the longest first. One that is written
            with a capital is for words written just so, any other for all ways to write it.

    Returns:
        Words on one line, ended by a full stop, question or exclamation mark, so that a
        heading falls as a sentence does; "" when there is nothing to say.

    >>> speakable("Dr. Reyes kept a clock that told the tide.")
    'Doctor Reyes kept a clock that told the tide.'
    >>> speakable("Mr Cholmondeley rose.", "en", (("Cholmondeley", "Chumley"),))
    'Mister Chumley rose.'
    """
    text = _respelt(text, pronunciations)
    if not _SAYABLE.search(text):
        return ""
    english = language.partition("-")[0].lower() == "en"
    for pattern, spoken in (*_ENGLISH, *_ANY) if english else _ANY:
        text = pattern.sub(spoken, text)
    words = text.strip(" ,;:–—-")
    return words if _ENDED.search(words) else f"{words}."


def _respelt(text: str, pronunciations: Pronunciations) -> str:
    """Words as their author wants them said; what is put in is not looked at again."""
    if not pronunciations:
        return text
    pattern, sounds = _lexicon(pronunciations)
    return pattern.sub(lambda found: sounds[(found.lastindex or 1) - 1], text)


@cache
def _lexicon(pronunciations: Pronunciations) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern for all words, a group for each, and what is said for each group."""
    longest_first = sorted(pronunciations, key=lambda pair: len(pair[0]), reverse=True)
    known = [(word, sound) for word, sound in longest_first if word.strip()]
    pattern = "|".join(f"({_whole(word)})" for word, _ in known) or r"(?!)"
    return re.compile(pattern), tuple(sound for _, sound in known)


def _whole(word: str) -> str:
    """A pattern that finds a word where it is one, with any blanks and apostrophes in it."""
    parts = (re.escape(part).replace("'", "['’]") for part in word.replace("’", "'").split())
    pattern = r"\s+".join(parts)
    if word == word.lower():
        pattern = f"(?i:{pattern})"
    before = "" if _UNSPACED.match(word.strip()) else r"(?<!\w)"
    after = "" if _UNSPACED.match(word.strip()[-1]) else r"(?!\w)"
    return f"{before}{pattern}{after}"
