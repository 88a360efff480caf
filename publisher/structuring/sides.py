"""Whose turn it is in an interview, so that each side can have a voice of its own.

A turn is told by its label (“Q:”, “Reyes:”) at its head, and goes on to the next one. Where only
one side is labelled, what follows its turns is the other's; where questions stand as headings, what
stands under them is the answer. Nothing is changed for an article in which none of this is found.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from publisher.article import Kind, Role
from publisher.document import Paragraph, Section
from publisher.structuring.interviews import ANSWER, LABEL, QUESTION
from publisher.structuring.lengths import CLOSERS

ASKS, ANSWERS = 1, 2
FEWEST: Final = 2  # turns of each side
FEWEST_ALONE: Final = 3  # turns of a side that alone is labelled, and questions that are headings
MOSTLY: Final = 2 / 3


def with_sides(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of an article, each of their blocks with the side that says it."""
    blocks = tuple(block for section in sections for block in section.blocks())
    sides = dict(_by_label(blocks) or _by_heading(sections))
    return tuple(_sided(section, sides) for section in sections) if sides else sections


def _sided(section: Section, sides: dict[str, int]) -> Section:
    def sided(block: Paragraph) -> Paragraph:
        return replace(block, side=sides.get(block.name, 0))

    heading = section.heading and sided(section.heading)
    return replace(section, heading=heading, paragraphs=tuple(map(sided, section.paragraphs)))


def _by_label(blocks: Sequence[Paragraph]) -> tuple[tuple[str, int], ...]:
    """The side of each block by its name, where turns are labelled."""
    labels = [_label(block) for block in blocks]
    times = Counter(filter(None, labels))
    known = [label for label, count in times.items() if count >= FEWEST]
    if len(known) == 1 and _only_asks(known[0], blocks, labels):
        return tuple(_turns(blocks, labels, {known[0]: ASKS}, otherwise=ANSWERS))
    if len(known) < FEWEST:
        return ()
    sides = {label: side for side, label in enumerate(known, start=1)}
    return tuple(_turns(blocks, labels, sides))


def _turns(
    blocks: Sequence[Paragraph], labels: Sequence[str], sides: dict[str, int], otherwise: int = 0
) -> Iterator[tuple[str, int]]:
    """The side of each block: of its label, or of the turn that goes on with it.

    Args:
        blocks: all of an article.
        labels: of each, or "".
        sides: of each label that is one.
        otherwise: of what has no label and follows what has one; 0 for the same as that.
    """
    side = 0
    for block, label in zip(blocks, labels, strict=True):
        if block.role is Role.HEADING and label not in sides:
            side = 0
            continue
        if label in sides:
            side = sides[label]
        elif otherwise and side:
            side = otherwise
        if side and not any(holder.kind is Kind.NOTE for holder in block.within):
            yield block.name, side


def _label(block: Paragraph) -> str:
    """Who says a block, as its first words tell; "" where they do not."""
    if block.role not in (Role.BODY, Role.HEADING) or block.within:
        return ""
    if QUESTION.match(block.text):
        return "Q"
    if ANSWER.match(block.text):
        return "A"
    found = LABEL.match(block.text)
    return found[1].casefold() if found else ""


def _only_asks(label: str, blocks: Sequence[Paragraph], labels: Sequence[str]) -> bool:
    turns = [block for block, each in zip(blocks, labels, strict=True) if each == label]
    asked = sum(1 for block in turns if _is_question(block))
    return len(turns) >= FEWEST_ALONE and asked >= MOSTLY * len(turns)


def _by_heading(sections: Sequence[Section]) -> Iterator[tuple[str, int]]:
    """The side of each block by its name, where questions stand as headings."""
    headed = [section for section in sections if section.heading is not None]
    asked = [each for each in headed if each.heading and _is_question(each.heading)]
    if len(asked) < FEWEST_ALONE or len(asked) < MOSTLY * len(headed):
        return
    for section in asked:
        for block in section.blocks():
            yield block.name, ASKS if block is section.heading else ANSWERS


def _is_question(block: Paragraph) -> bool:
    return block.text.rstrip(CLOSERS).endswith(("?", "？", "؟"))
