"""What was understood of an article, for a person to trust or correct."""

from collections.abc import Iterator

from publisher.document import Document, Section
from publisher.report import Finding, Weight

_QUOTED = 60  # characters of a section's first words


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
    label = section.label if section.heading else f"({section.label}) {_first_words(section)}"
    return f"  {section.name:<9}{section.words:>6}{time:>7}{line:>6}  {indent}{label}".rstrip()


def _first_words(section: Section) -> str:
    words = " ".join(word for block in section.blocks() for word in block.text.split())
    return words if len(words) <= _QUOTED else words[:_QUOTED].rsplit(" ", 1)[0] + " …"


def _listed(title: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    if findings:
        yield ""
        yield f"  {title}"
    for finding in findings:
        weight = "" if finding.weight is Weight.NOTE else f"{finding.weight}: "
        yield f"    {finding.place or '-':<9} {weight}{finding.message}"


WORDS_PER_MINUTE = 165  # of a narrator, pauses included


def expected_ms(words: int, rate: float = 1.0) -> int:
    """How long so many words will take to hear, in milliseconds, before anything is spoken."""
    return round(words / (WORDS_PER_MINUTE * rate) * 60_000)


def clock(milliseconds: int) -> str:
    """A time as minutes and seconds, and hours where there are any.

    >>> clock(3_725_000)
    '1:02:05'
    """
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
