"""The script: what is said line by line, in which language, and whose part it is.

A line is a sentence, or what is said beside the sentences (`additions`). Who speaks a part is
settled elsewhere (`casting`).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from publisher import language_tags
from publisher.article import Kind, Mark, Metadata, Run, plain
from publisher.document import Document, Paragraph, Section, Sentence
from publisher.lexicon import Lexicon
from publisher.speaking.pauses import USUAL, Pauses
from publisher.speaking.wording import Span, Wording, worded


class Part(StrEnum):
    """Whose words are said."""

    TEXT = "text"
    QUOTATION = "quotation"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Line:
    """What is said in one go.

    Attributes:
        name: of the sentence.
        wording: what is said of which part of the print.
        printed: the words as printed, what is not said of them blanked out; "" where other words
            are said.
        pause_ms: the rest after it, in milliseconds.
        language: BCP 47 tag where it is not the article's, or "".
        part: whose words they are.
        side: of an interview, from 1.
    """

    name: str
    wording: Wording
    printed: str
    pause_ms: int
    language: str = ""
    part: Part = Part.TEXT
    side: int = 0


@dataclass(frozen=True, slots=True)
class Manner:
    """How print is put into words.

    Attributes:
        tongues: the languages that somebody speaks: words in them go by their own rules, and those
            in any other by the article's, as they are read by its voice.
        addresses_in_full: whether long addresses of the web are said to their end.
        lexicon_of: how words are said by whoever speaks a language, and a part or side of it.
    """

    tongues: frozenset[str] = frozenset()
    addresses_in_full: bool = False
    lexicon_of: Callable[[str, Part, int], Lexicon] = lambda *_: ()


def script(
    sections: Sequence[Section], about: Metadata, manner: Manner, pauses: Pauses = USUAL
) -> Iterator[Line]:
    """Every line of some sections, in the order of listening.

    Args:
        sections: heard in one piece.
        about: the publication.
        manner: how print is put into words.
        pauses: how long the voice rests.
    """
    for section in sections:
        blocks = tuple(block for block in section.blocks() if not block.silent)
        for block, following in zip_longest(blocks, blocks[1:]):
            part, side = part_of(block)
            for sentence, pause_ms, own in _paused(block, following, pauses):
                told = language_of(sentence)
                language = told if told in manner.tongues else ""
                whose = (part, side) if own else (Part.TEXT, 0)
                lexicon = manner.lexicon_of(language, *whose)
                yield Line(
                    sentence.name,
                    _wording(_led(sentence, language), language or about.language, lexicon, manner),
                    "" if sentence.spoken else _printed(sentence),
                    pause_ms,
                    language,
                    *whose,
                )


def parts_of(work: Document) -> Iterator[tuple[Sentence, Paragraph, Part, int]]:
    """Every sentence that is the author's and heard, its block, whose part it is, and the side."""
    for _, heard in work.spoken():
        for section in heard:
            for block in section.blocks():
                if not block.silent:
                    yield from ((sentence, block, *part_of(block)) for sentence in block.sentences)


def language_of(sentence: Sentence) -> str:
    """The language that a sentence is wholly or mostly in; "" for the article's.

    What is said in place of the print, in words of our own, is in the article's.
    """
    if sentence.spoken:
        return ""
    letters: Counter[str] = Counter()
    for run in sentence.runs:
        letters[run.language] += 0 if run.note else sum(map(str.isalpha, run.text))
    language, count = max(letters.items(), key=lambda each: each[1], default=("", 0))
    is_told = 2 * count > letters.total() and language_tags.is_valid(language)
    return language if is_told else ""


def part_of(block: Paragraph) -> tuple[Part, int]:
    """Whose words a block holds, and the side of an interview that says them, from 1, or 0."""
    if any(holder.kind is Kind.QUOTATION for holder in block.within):
        return Part.QUOTATION, 0
    return (Part.SIDE, block.side) if block.side else (Part.TEXT, 0)


def _paused(
    block: Paragraph, following: Paragraph | None, pauses: Pauses
) -> Iterator[tuple[Sentence, int, bool]]:
    """Every sentence of a block, and what is told beside them, with the rest after each.

    Each with whether it is the author's: marks of notes and announcements are the narrator's.
    """
    beside = [each.sentence for each in block.before]
    if block.mark is not None:
        beside.insert(0, block.mark)
    yield from ((sentence, pauses.within, False) for sentence in beside)
    last = len(block.sentences) - 1
    for place, sentence in enumerate(block.sentences):
        rest = pauses.after(block, following, last=place == last)
        yield sentence, pauses.within if place == last and block.after else rest, True
    for place, each in enumerate(block.after, start=1):
        ends = place == len(block.after)
        rest = pauses.after(block, following, last=True) if ends else pauses.within
        yield each.sentence, rest, False


def _wording(sentence: Sentence, language: str, lexicon: Lexicon, manner: Manner) -> Wording:
    """What is said of a sentence, and of which part of its print."""
    printed, in_full = _printed(sentence), manner.addresses_in_full
    if sentence.spoken:
        words = worded(sentence.spoken, language, lexicon).words
        return Wording(words, (Span(0, len(printed), words),))
    lead = f"{sentence.lead} " if sentence.lead else ""
    led = worded(f"{lead}{printed}", language, lexicon, addresses_in_full=in_full)
    return Wording(
        led.words,
        tuple(
            Span(max(start - len(lead), 0), max(stop - len(lead), 0), words)
            for start, stop, words in led.spans
        ),
    )


def _led(sentence: Sentence, language: str) -> Sentence:
    """A sentence without what leads it in, where it is in another language than that."""
    return replace(sentence, lead="") if language and sentence.lead else sentence


def _printed(sentence: Sentence) -> str:
    """A sentence as printed, with blanks where the marks of notes are: those are not said.

    Raised and lowered figures are those that say so by themselves: 10⁶ trees are not 106.
    """
    return plain(tuple(_as_said(run) for run in sentence.runs))


def _as_said(run: Run) -> Run:
    if run.note:
        return replace(run, text=" " * len(run.text))
    if Mark.RAISED in run.marks and _EXPONENT.fullmatch(run.text):
        return replace(run, text=run.text.translate(_RAISED))
    if Mark.LOWERED in run.marks and run.text.isdecimal():
        return replace(run, text=run.text.translate(_LOWERED))
    return run


_EXPONENT = re.compile(r"[-−–+]?\d{1,3}")
_RAISED = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
