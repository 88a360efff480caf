"""What a passage seems to be by its own words, before its place is asked.

A sign is evidence, not yet a judgement: “Politics” over a headline is a page's menu, and
between two paragraphs a sub-heading. `furniture` weighs signs by where they stand.
"""

import re
from enum import StrEnum

from publisher.article import Passage, Role
from publisher.structuring.captions import is_caption, is_credit
from publisher.structuring.lengths import ended, stopped, words
from publisher.structuring.phrases import (
    HEADING_LABELS,
    LABELS,
    LISTS,
    MENU,
    NETWORKS,
    SURE,
    bare,
    uncounted,
)
from publisher.structuring.pitches import is_pitch
from publisher.structuring.rights import is_rights

LONGEST = 120  # characters of a button; furniture is a line, never a paragraph
STORY_WORDS = 9  # with a full stop; fewer are a line of anything
LONG_WORDS = 25  # without one


class Sign(StrEnum):
    """What the words of a passage tell."""

    STORY = "story"  # sentences
    LINE = "line"  # a few words: a heading, a link, a name
    MENU = "menu"  # a section of a newspaper, or a button that could be a word of the story
    BUTTON = "button"  # nothing but a page's
    LIST = "list"  # what stands over links: “Most read”
    LEAD = "lead"  # a label and a link: “Read more: …”
    PITCH = "pitch"
    CAPTION = "caption"
    CREDIT = "credit"
    RIGHTS = "rights"
    HELD = "held"  # in a list, a quotation, a table; a picture, a break, code


_PARTS = re.compile(r"\s*[|·•/›»>,،、☰]\s*|\s+[–—-]\s+|\s{2,}|\t")
_CRUMBS = re.compile(r"\s*[›»>＞→]\s*|\s+/\s+")
_LABEL_END = re.compile(r"\s*[:：|]\s*|\s+[–—]\s+|\s*[>»›→▶►]\s*|[】\]]\s*")
_ASKS = re.compile(
    r"""
      (?: read | watch | listen \s to | hear | see | explore | view ) (?: \s \w+ ){1,3} \s* : \s .*
    | (?: this \s (?: story | article ) \s is \s part \s of | part \s of \s our ) .*
    | continue \s reading \s .* | more \s from \s .*
    | (?: e-?mail | tweet | save | share | like | follow ) \s (?: this | us ) (?: \s \w+ ){0,2}
    | (?: sign \s up | subscribe | (?: log | sign ) \s in ) \s (?: to | for | and | with ) \s
      (?: our | the | your | this | read | get | receive | continue | see | comment | join | post
      | access | unlock | save | follow | daily | weekly | free | more | updates? | e-?mail ) \b .*
    | (?: get | join ) \s our \s .*
    | (?: read | see | view | watch | listen \s to ) \s (?: more | full | all | the \s full ) \s
      .{2,60} [›»>→]
    | .{2,80} \s (?: read | see | view ) \s (?: more | full \s (?: bio | story | article ) | all )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LOUD = re.compile(
    r"(?:READ|WATCH|LISTEN|SEE|MORE|RELATED|MUST READ|DON.T MISS|ALSO)(?: [A-Z]+){0,3}"
    r"(?:: | [-–—|>] )\S.*"
)
_OF_PAGES = re.compile(
    r"\b(?:newsletters?|e-?mails?|inbox|account|app|podcast|notifications?|here|gallery)\b",
    re.IGNORECASE,
)
_TIME_CODE = re.compile(
    r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\s*[/|]\s*(?:-?\d{1,2}:)?\d{1,2}:\d{2})?|-\d{1,2}:\d{2}"
    r"|\d+%|\d+(?:\.\d+)?x"
)
_CLOCK = re.compile(r"(?:1?\d|2[0-3]):[0-5]\d")  # of an entry in a live blog
_ADDRESS = re.compile(
    r"@[\w.]{2,30}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+|pic\.twitter\.com/\S+"
)
_ADDRESSED = re.compile(
    r"(?:e-?mail|contact|twitter|instagram|facebook|follow|correo|mail|reach|tel|phone)\b"
    r".{0,60}(?:@|https?://|www\.)\S+.{0,30}",
    re.IGNORECASE,
)


def sign_of(passage: Passage) -> Sign:
    """What the words of a passage tell, wherever it stands."""
    if passage.within or passage.role not in (Role.BODY, Role.HEADING):
        return Sign.HELD
    text = passage.text
    if is_rights(text):
        return Sign.RIGHTS
    if passage.role is Role.HEADING:
        return _of_heading(text)
    if (short := _of_line(text)) is not None:
        return short
    if is_caption(text):
        return Sign.CAPTION
    if is_credit(text):
        return Sign.CREDIT
    if is_pitch(text):
        return Sign.PITCH
    return Sign.STORY if is_story(text) else Sign.LINE


def is_story(text: str) -> bool:
    """Whether words are sentences of a story: they end as such, or go on for long.

    What is said in Japanese ends with its bracket, and a stop stands before that.
    """
    return words(text) >= (STORY_WORDS if stopped(text) or "。" in text else LONG_WORDS)


def _of_heading(text: str) -> Sign:
    """What a heading is: a word that may name a part of the story does."""
    known = _known(bare(text))
    may_name = known is None or words(text) == 1 or MENU.has(bare(text))
    return Sign.LINE if may_name or known is None else known


def _of_line(text: str) -> Sign | None:
    """What a short line is, if it is a page's."""
    line = bare(text)
    if len(line) > LONGEST or text.startswith(("“", '"')):
        return None
    if _ADDRESS.fullmatch(text.strip()) or not any(map(str.isalnum, line)):
        return Sign.MENU
    if _CLOCK.fullmatch(line):
        return None
    if _TIME_CODE.fullmatch(line) or _ADDRESSED.fullmatch(text.strip()):
        return Sign.BUTTON
    counted = uncounted(line)
    known = _known(line) or (_known(counted) if counted != line else None)
    if known is not None:
        open_ = SURE.open.fullmatch(line) or LISTS.open.fullmatch(line)
        said = known is not Sign.MENU and ended(text) and open_
        return None if said and not _OF_PAGES.search(line) else known
    if NETWORKS.has(line):
        return Sign.BUTTON if len(line) > 1 else Sign.MENU
    return _of_bar(text) or _of_lead(text)


def _known(line: str) -> Sign | None:
    """What a whole line is, if it is in one of the tables."""
    tables = ((SURE, Sign.BUTTON), (LISTS, Sign.LIST), (MENU, Sign.MENU))
    return next((sign for table, sign in tables if table.has(line)), None)


def _of_bar(text: str) -> Sign | None:
    """A row of buttons or of sections: ``Facebook | Twitter | Email``, ``Home > World``."""
    crumbs = [bare(each) for each in _CRUMBS.split(text.strip()) if bare(each)]
    if len(crumbs) > 1 and MENU.has(crumbs[0]):
        return Sign.BUTTON
    parts = [bare(each) for each in _PARTS.split(text.strip()) if bare(each)]
    if len(parts) == 1:
        parts = text.casefold().split()
        shared = len(parts) > 1 and all(map(NETWORKS.has, parts))
        return Sign.BUTTON if shared else None
    buttons = [bool(SURE.has(each) or NETWORKS.has(each)) for each in parts]
    if not all(buttons[at] or MENU.has(each) for at, each in enumerate(parts)):
        return None
    return Sign.BUTTON if len(parts) > 2 or any(buttons) or "|" in text else Sign.MENU


def _of_lead(text: str) -> Sign | None:
    """A label with what it leads to: ``Read more: Boats stay in harbour``.

    With a full stop, “Share the road: …” is a sentence; “Read more: …” is a label even so.
    """
    line = text.strip(" \t\n→←›»‹«>|[(【*-–—▶►•·")
    said = ended(text) and not _OF_PAGES.search(line)
    if _LOUD.fullmatch(line) or (_ASKS.fullmatch(line.rstrip(" →›»>")) and not said):
        return Sign.LEAD
    parts = _LABEL_END.split(line, maxsplit=1)
    if len(parts) == 1 or not parts[1]:
        return None
    if HEADING_LABELS.has(bare(parts[0])):
        return None if said else Sign.MENU
    return Sign.LEAD if LABELS.has(bare(parts[0])) else None
