"""What a narrator says where print has something else.

The printed text is never touched: this makes the words to be spoken of it, and keeps which words
are said of what. Words whose sound the author gives come first (`lexicon`); then the rules of the
language: `abroad`, or `english` with `web`, `telephones`, `places`, `laws`, `kitchen`, `science`,
`dates`, `times`, `money`, `units`, `scores`, `games`, `figures`, `roman`, `abbreviations` and
`symbols`. What print does with dashes, dots and brackets becomes a pause or nothing. Spelt-out
acronyms stay as they are printed, UN and BBC: an engine knows them by their capitals.
"""

import re

from publisher.speaking.wording import symbols
from publisher.speaking.wording.abroad import rules_of
from publisher.speaking.wording.english import put_into_words
from publisher.speaking.wording.lexicon import Pronunciations, respelt
from publisher.speaking.wording.register import register_of
from publisher.speaking.wording.spans import Print, Span, Wording, joined

__all__ = ["Pronunciations", "Span", "Wording", "speakable", "worded"]

_SAYABLE = re.compile(r"[^\W_]|[€£$%§°+=@]")
_ENDED = re.compile(r"[.!?。！？؟]['’]?$")


def speakable(text: str, language: str = "en", pronunciations: Pronunciations = ()) -> str:
    """The words to speak where a text is printed.

    Args:
        text: a sentence as printed.
        language: its BCP 47 tag; English has a British and an American register.
        pronunciations: the author's own; whole words, the longest first. One that is written
            with a capital is for words written just so, any other for all ways to write it.

    Returns:
        Words on one line, ended by a full stop, question or exclamation mark, so that a
        heading falls as a sentence does; "" when there is nothing to say.

    >>> speakable("Dr. Reyes paid $1.5bn in 2012.")
    'Doctor Reyes paid one point five billion dollars in twenty twelve.'
    >>> speakable("Mr Cholmondeley rose.", "en", (("Cholmondeley", "Chumley"),))
    'Mister Chumley rose.'
    """
    return worded(text, language, pronunciations).words


def worded(text: str, language: str = "en", pronunciations: Pronunciations = ()) -> Wording:
    """The words to speak where a text is printed, and of which part of it each is said.

    Args:
        text: a sentence as printed.
        language: its BCP 47 tag.
        pronunciations: as for `speakable`.

    >>> [tuple(span) for span in worded("Dr. Reyes").spans]
    [(0, 3, 'Doctor'), (3, 9, ' Reyes'), (9, 9, '.')]
    """
    printed = Print(text)
    register = register_of(language)
    printed.put(respelt(pronunciations), register)
    primary = language.replace("_", "-").partition("-")[0].lower()
    if primary == "en":
        put_into_words(printed, register)
    printed.put(rules_of(primary), register)
    printed.put(symbols.ANY, register)
    spans = joined(printed.spans())
    words = "".join(span.words for span in spans)
    if not _SAYABLE.search(words):
        return Wording("", (Span(0, len(text), ""),) if text else ())
    if _ENDED.search(words):
        return Wording(words, spans)
    return Wording(f"{words}.", (*spans, Span(len(text), len(text), ".")))
