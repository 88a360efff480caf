"""Interviews: whose turn it is to speak, and which turns are questions that stand as headings."""

import re
from collections import defaultdict

from publisher.article import Passage, Role
from publisher.structuring.lengths import CLOSERS, length

LONGEST_QUESTION = 400  # letters' widths; an interviewer may say something first
FEWEST = 2  # turns
FEWEST_UNLABELLED = 4
LONGEST_SHORT = 100  # letters' widths
RAREST = 8  # passages to a question

_SPOKEN = frozenset('“"‘„«「『—–-•*')

QUESTION = re.compile(
    r"(?:Q(?:uestion|UESTION)?\s?\d{0,3}|F(?:rage)?|P(?:regunta|ergunta)?|D(?:omanda)?|Вопрос|В|問|问|Ｑ|س|سؤال|السؤال)"
    r"\s?(?:[:：.)]|[-–—]\s)\s?\S"
)
ANSWER = re.compile(
    r"(?:A(?:nswer|NSWER|ntwort)?\s?\d{0,3}|R(?:éponse|espuesta|esposta|isposta)?|Ответ|О|答|Ａ|ج|جواب|الجواب)"
    r"\s?(?:[:：.)]|[-–—]\s)\s?\S"
)
LABEL = re.compile(r"([^\s:：][^:：.!?]{0,40})[:：]\s?(?=\S)")


def questions(passages: tuple[Passage, ...]) -> frozenset[int]:
    """The places of the turns that ask, in an interview whose turns are marked by letters."""
    asked = [at for at, each in enumerate(passages) if _may_ask(each) and QUESTION.match(each.text)]
    lettered = frozenset(asked) if len(asked) >= FEWEST else frozenset()
    return lettered or _labelled(passages) or _unlabelled(passages)


def said(passages: tuple[Passage, ...]) -> frozenset[int]:
    """The places of the turns that begin with the name of the one who speaks."""
    turns: dict[str, list[int]] = defaultdict(list)
    for place, passage in enumerate(passages):
        label = LABEL.match(passage.text) if passage.role is Role.BODY else None
        if label is not None:
            turns[label[1]].append(place)
    return frozenset(
        place
        for places in turns.values()
        if len(places) > 1 and any(_is_sentence(passages[at].text) for at in places)
        for place in places
    )


def _labelled(passages: tuple[Passage, ...]) -> frozenset[int]:
    """The turns of the one who is labelled, where that one only asks, and nobody else is."""
    turns: dict[str, list[int]] = defaultdict(list)
    for place, passage in enumerate(passages):
        label = LABEL.match(passage.text) if passage.role is Role.BODY else None
        if label is not None:
            turns[label[1]].append(place)
    several = [places for places in turns.values() if len(places) > 2]
    if len(several) != 1 or any(len(places) == 2 for places in turns.values()):
        return frozenset()
    places = [place for place in several[0] if _may_ask(passages[place])]
    asking = sum(1 for place in places if _asks(passages[place].text))
    return frozenset(places) if 3 * asking >= 2 * len(places) else frozenset()


def _unlabelled(passages: tuple[Passage, ...]) -> frozenset[int]:
    """The questions of an interview whose turns are told by what they are: asked, or answered.

    Where short ones are asked throughout, a longer one is a question as well.
    """
    asked = [at for at in range(len(passages) - 1) if _is_asked(passages, at)]
    short = [at for at in asked if length(passages[at].text) <= LONGEST_SHORT]
    throughout = len(short) >= FEWEST_UNLABELLED and RAREST * len(short) >= len(passages)
    return frozenset(asked) if throughout and len(asked) <= 2 * len(short) else frozenset()


def _is_asked(passages: tuple[Passage, ...], place: int) -> bool:
    """Whether a passage only asks, and the next one does not."""
    passage, after = passages[place : place + 2]
    if not (_may_ask(passage) and _asks(passage.text)) or passage.text[:1] in _SPOKEN:
        return False
    return after.role is Role.BODY and not (
        _asks(after.text) and length(after.text) < LONGEST_SHORT
    )


def _may_ask(passage: Passage) -> bool:
    return (
        passage.role is Role.BODY
        and not passage.within
        and length(passage.text) <= LONGEST_QUESTION
    )


def _is_sentence(text: str) -> bool:
    return text.rstrip(CLOSERS).endswith(tuple(".!?…。！？؟"))


def _asks(text: str) -> bool:
    return text.rstrip(CLOSERS).endswith(("?", "？", "؟"))
