"""Bare sub-headings: lines that stand alone and name what follows, without any mark.

They are looked for only where no heading is marked. A line is one when it is short against
the paragraphs around it, says no sentence, and is followed by what it names. A question is one
where questions are few: in an interview each is asked, not set above a part of the story.
"""

import re
from dataclasses import replace

from publisher.article import Passage, Role
from publisher.structuring.lengths import CLOSERS, length, stopped

LONGEST = 80  # letters' widths
MOST_WORDS = 12
BODY_TIMES = 2.0  # how many times as long as the line what follows it must be
ANSWER_LEAST = 3.0  # paragraphs; where questions come closer together, they are an interview's

# A quotation that ends with the line (‘It was chaos’) may name a part; one that goes on is said.
_OPENS_SPEECH = re.compile(
    r"^[“\"‘«„「『](?!.*[”\"’»“」』]$)|^[—–]|^[A-Z][\w .]{0,30}:\s|^[QA][.:)]"
)
_LISTED = re.compile(r"^(?:[-•*+·▪◦‣]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_NUMERAL = re.compile(r"(?:\d{1,3}|[IVXLC]{1,6})\.?")
_STARTS = re.compile(r"[“‘\"'«„「『(¿¡]?\s?[^\W_]")


def with_headings(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages with bare sub-headings marked as headings of level 2.

    Returns them as they are when a heading is marked already: an author who marks headings
    marks all of them.
    """
    if any(passage.role is Role.HEADING for passage in passages):
        return passages
    names = {place for place in range(len(passages)) if _names(passages, place)}
    asked = {place for place in names if _asks(passages[place].text)}
    if asked and len(passages) < ANSWER_LEAST * len(asked):
        names -= asked
    return tuple(
        replace(passage, role=Role.HEADING, level=2) if place in names else passage
        for place, passage in enumerate(passages)
    )


def _names(passages: tuple[Passage, ...], place: int) -> bool:
    """Whether the passage at a place names the ones after it."""
    passage, after = passages[place], passages[place + 1 : place + 2]
    if not after or after[0].role is not Role.BODY or not is_bare_heading(passage):
        return False
    if _goes_on(passages, place) or (is_bare_heading(after[0]) and not after[0].within):
        return False
    return bool(after[0].within) or length(after[0].text) >= BODY_TIMES * length(passage.text)


def _goes_on(passages: tuple[Passage, ...], place: int) -> bool:
    """Whether a line is one of several set line under line: the end of a stanza, or of a list."""
    before = passages[place - 1] if place else None
    if before is None or not before.line or passages[place].line - before.line != 1:
        return False
    return is_bare_heading(before)


def is_bare_heading(passage: Passage) -> bool:
    """Whether a passage has the form of a sub-heading, wherever it stands."""
    text = passage.text
    if passage.role is not Role.BODY or passage.within or "\n" in text:
        return False
    if length(text) > LONGEST or len(text.split()) > MOST_WORDS or _LISTED.match(text):
        return False
    return _NUMERAL.fullmatch(text) is not None or _is_title(text)


def _is_title(text: str) -> bool:
    """Whether words start as a title does, and end as no sentence does, unless it asks."""
    starts = _STARTS.match(text) is not None and not text[0].islower()
    return starts and not _OPENS_SPEECH.match(text) and (not stopped(text) or _asks(text))


def _asks(text: str) -> bool:
    return text.rstrip(CLOSERS).endswith(("?", "？", "؟"))
