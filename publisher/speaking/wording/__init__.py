"""What a narrator says where print has something else.

The printed text is never touched: this makes the words to be spoken of it, and keeps which words
are said of what. Words that a lexicon knows come first (`lexicon`); then the rules of the
language: `abroad`, or `english` with `web`, `telephones`, `places`, `laws`, `kitchen`, `science`,
`dates`, `times`, `money`, `units`, `scores`, `games`, `figures`, `roman`, `abbreviations` and
`symbols`. What print does with dashes, dots and brackets becomes a pause or nothing. Spelt-out
acronyms stay as they are printed, UN and BBC: an engine knows them by their capitals.
"""

import re
from dataclasses import replace

from publisher.lexicon import Lexicon
from publisher.speaking.wording import symbols, web
from publisher.speaking.wording.abroad import rules_of
from publisher.speaking.wording.english import put_into_words
from publisher.speaking.wording.lexicon import respelt
from publisher.speaking.wording.register import register_of
from publisher.speaking.wording.spans import Print, Span, Wording, joined

__all__ = ["Span", "Wording", "speakable", "worded"]

_SAYABLE = re.compile(r"[^\W_]|[€£$%§°+=@]")
_ENDED = re.compile(r"[.!?。！？؟]['’]?$")


def speakable(text: str, language: str = "en", lexicon: Lexicon = ()) -> str:
    """The words to speak where a text is printed.

    Args:
        text: a sentence as printed.
        language: its BCP 47 tag; English has a British and an American register.
        lexicon: how some words are said; the longest are looked for first. What it has in
            phonemes is given to the voice in phonemes (`phonetic`).

    Returns:
        Words on one line, ended by a full stop, question or exclamation mark, so that a
        heading falls as a sentence does; "" when there is nothing to say.

    >>> speakable("Dr. Reyes paid $1.5bn in 2012.")
    'Doctor Reyes paid one point five billion dollars in twenty twelve.'
    >>> speakable("Mr Cholmondeley rose.", "en", lexemes({"Cholmondeley": "Chumley"}))
    'Mister Chumley rose.'
    """
    return worded(text, language, lexicon).words


def worded(
    text: str,
    language: str = "en",
    lexicon: Lexicon = (),
    *,
    addresses_in_full: bool = False,
) -> Wording:
    """The words to speak where a text is printed, and of which part of it each is said.

    Args:
        text: a sentence as printed.
        language: its BCP 47 tag.
        lexicon: as for `speakable`.
        addresses_in_full: whether long addresses of the web are said to their end.

    >>> [tuple(span) for span in worded("Dr. Reyes").spans]
    [(0, 3, 'Doctor'), (3, 9, ' Reyes'), (9, 9, '.')]
    """
    printed = Print(text)
    register = replace(register_of(language), in_full=addresses_in_full)
    printed.put(respelt(lexicon, language), register)
    primary = language.replace("_", "-").partition("-")[0].lower()
    if primary == "en":
        put_into_words(printed, register)
    elif "://" in text or "www." in text:
        printed.put(web.ABROAD, register)
    printed.put(rules_of(primary), register)
    printed.put(symbols.ANY, register)
    spans = joined(printed.spans())
    words = "".join(span.words for span in spans)
    if not _SAYABLE.search(words):
        return Wording("", (Span(0, len(text), ""),) if text else ())
    if _ENDED.search(words):
        return Wording(words, spans)
    return Wording(f"{words}.", (*spans, Span(len(text), len(text), ".")))
