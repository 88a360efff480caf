"""What a narrator says where print has something else.

The printed text is never touched: this makes the words to be spoken of it. English
abbreviations are written out, for an engine takes their full stops for the end of a sentence
and drops its voice; what print does with dashes, dots and brackets becomes a pause or nothing.
"""

import re
from collections.abc import Callable

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
_ENDED = re.compile(r"[.!?。！？؟]['’]?$")


def speakable(text: str, language: str = "en") -> str:
    """The words to speak where a text is printed.

    Args:
        text: a sentence as printed.
        language: its BCP 47 tag.

    Returns:
        Words on one line, ended by a full stop, question or exclamation mark, so that a
        heading falls as a sentence does; "" when there is nothing to say.

    >>> speakable("Dr. Reyes kept a clock that told the tide.")
    'Doctor Reyes kept a clock that told the tide.'
    """
    if not _SAYABLE.search(text):
        return ""
    english = language.partition("-")[0].lower() == "en"
    for pattern, spoken in (*_ENGLISH, *_ANY) if english else _ANY:
        text = pattern.sub(spoken, text)
    words = text.strip(" ,;:–—-")
    return words if _ENDED.search(words) else f"{words}."
