"""What was understood of an article, for a person to trust or correct."""

import math
from collections.abc import Iterable, Iterator
from itertools import groupby

from publisher.article import Kind, Role
from publisher.document import Document, Paragraph, Section
from publisher.report import Finding, Weight

_QUOTED = 60  # characters of a section's first words
_MESSAGE = 400  # characters of a finding


def outline(name: str, work: Document, findings: tuple[Finding, ...], rate: float) -> Iterator[str]:
    """The lines that show a document: its head, its sections, what was set aside and why.

    None of them ends in a space, so that an outline can be kept in a file and compared.

    Args:
        name: what the article's source is called.
        work: what was understood of it.
        findings: what was found on the way.
        rate: speaking rate, for the time it will take to hear.
    """
    yield name
    yield from (f"  {field:<11} {value}" for field, value in _head(work) if value)
    yield ""
    yield f"  {'section':<9}{'words':>6}{'time':>7}{'line':>6}"
    for section in work.sections:
        yield _line(section, rate)
        yield from _oddities(section)
    total = clock(expected_ms(work.words, rate))
    yield f"  {'in all':<9}{work.words:>6}{total:>7}        with the headline"
    aside = tuple(each for each in findings if each.code.endswith("-set-aside"))
    yield from _listed("set aside", aside)
    yield from _listed("to know", tuple(each for each in findings if each not in aside))


def _head(work: Document) -> Iterator[tuple[str, str]]:
    about = work.metadata
    yield "title", about.title
    yield "standfirst", about.standfirst
    yield "byline", about.byline
    yield "authors", ", ".join(about.authors)
    yield "dateline", about.dateline
    yield "date", about.date
    yield "language", about.language
    yield "publisher", about.publisher
    yield "rights", about.rights
    yield "source", about.source
    yield "subjects", ", ".join(about.subjects)
    yield "goes by", work.slug


def _line(section: Section, rate: float) -> str:
    time = clock(expected_ms(section.words, rate))
    first = next(iter(section.blocks()), None)
    line = str(first.line) if first and first.line else ""
    indent = "  " * (section.level - 1)
    label = f"{indent}{_label(section)}"
    return f"  {section.name:<9}{section.words:>6}{time:>7}{line:>6}  {label}".rstrip()


def _label(section: Section) -> str:
    """What a section goes by, and whether the words are the author's or ours."""
    if section.turn:
        return f"{section.label}  (ours: the topic turns here)"
    if section.heading:
        return section.label
    return f"({section.label}) {_shortened(block.text for block in section.blocks())}"


def _shortened(texts: Iterable[str]) -> str:
    words = " ".join(word for text in texts for word in text.split())
    return words if len(words) <= _QUOTED else words[:_QUOTED].rsplit(" ", 1)[0] + " …"


def _oddities(section: Section) -> Iterator[str]:
    """A line for whatever is no plain paragraph: a table, a list, a picture, a quotation."""
    indent = "  " * section.level
    for (kind, _), group in groupby(section.paragraphs, _kind):
        blocks = tuple(group)
        if kind:
            line = str(blocks[0].line or "")
            said = f"{kind}{_extent(kind, blocks)}: {_shortened(each.text for each in blocks)}"
            yield f"  {'':<9}{'':>6}{'':>7}{line:>6}  {indent}- {said}".rstrip(" :")


_CALLED = {Kind.BULLETS: "list", Kind.NUMBERS: "numbered list", Kind.TERMS: "definitions"}


def _kind(block: Paragraph) -> tuple[str, object]:
    """What a block is to a reader, "" for a plain paragraph; and what tells it from the next."""
    if block.within:
        holder = block.within[0]
        return _CALLED.get(holder.kind, holder.kind.value), holder
    plain = block.role in (Role.BODY, Role.BREAK)
    return ("", "") if plain else (block.role.value, block.name)


def _extent(kind: str, blocks: tuple[Paragraph, ...]) -> str:
    """How many rows or items, where there are some."""
    counted = {"table": "rows", "list": "items", "numbered list": "items", "definitions": "terms"}
    if kind not in counted:
        return ""
    parts = {block.within[1] for block in blocks if len(block.within) > 1}
    number = sum(part.kind is not Kind.MEANING for part in parts)
    return f" of {number} {counted[kind]}"


def _listed(title: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    if findings:
        yield ""
        yield f"  {title}"
    for finding in sorted(findings, key=_line_of):
        weight = "" if finding.weight is Weight.NOTE else f"{finding.weight}: "
        yield f"    {finding.place or '-':<9} {weight}{_cut(finding.message)}"


def _line_of(finding: Finding) -> float:
    """The line that a finding is of; those of none come last."""
    said = finding.place.rpartition("line ")[2]
    return int(said) if said.isdecimal() else math.inf


def _cut(message: str) -> str:
    """A message, or its first words where it quotes a whole page; `publication.json` has all."""
    if len(message) <= _MESSAGE:
        return message
    more = len(message[_MESSAGE:].split())
    return f"{message[:_MESSAGE].rsplit(' ', 1)[0]} … and {more:,} more words"


WORDS_PER_MINUTE = 165  # of a narrator, pauses included


def expected_ms(words: int, rate: float = 1.0) -> int:
    """How long so many words will take to hear, in milliseconds, before anything is spoken."""
    return round(words / (WORDS_PER_MINUTE * rate) * 60_000)


def clock(milliseconds: float) -> str:
    """A time as minutes and seconds, and hours where there are any.

    >>> clock(3_725_000)
    '1:02:05'
    """
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
