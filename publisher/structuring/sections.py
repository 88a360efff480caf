"""Dividing and naming: from passages to sections, paragraphs and sentences with names."""

from collections.abc import Iterator
from dataclasses import replace

from publisher.article import Metadata, Passage, Role, Run
from publisher.document import Paragraph, Section, Sentence
from publisher.labels import label
from publisher.structuring.sentences import Span, cut, spans

BREAK = "* * *"  # what is printed of a break, whatever ornament the author took


def divide(
    passages: tuple[Passage, ...], metadata: Metadata
) -> tuple[Section, tuple[Section, ...]]:
    """The front, and the sections: one for each heading, and one for what stands before any.

    Levels are counted from the highest heading used, and go down one at a time, so that a
    table of contents never skips one (WCAG 2.2, technique G141). Holders are counted anew, so
    that the same structure gives the same document whatever it was read from.
    """
    language = metadata.language
    groups = tuple(_grouped(tuple(_uniform(passages)))) or ((None, ()),)
    alone = len(groups) == 1
    levels = _levels(tuple(heading for heading, _ in groups))
    sections = tuple(
        _section(f"c{number:02}", level, heading, body, language, alone)
        for number, (level, (heading, body)) in enumerate(zip(levels, groups, strict=True), start=1)
    )
    return front(metadata), sections


def front(metadata: Metadata) -> Section:
    """The title page: headline, standfirst, byline, dateline, as far as they are known."""
    title = Passage((Run(metadata.title or label("untitled", metadata.language)),), Role.TITLE)
    lines = (
        (Role.STANDFIRST, metadata.standfirst),
        (Role.BYLINE, metadata.byline or _names(metadata)),
        (Role.DATELINE, metadata.dateline),
    )
    body = tuple(Passage((Run(text),), role) for role, text in lines if text)
    return _section("c00", 0, title, body, metadata.language, alone=False)


def _names(metadata: Metadata) -> str:
    """A byline for authors who were declared and have none."""
    if not metadata.authors:
        return ""
    *others, last = metadata.authors
    joined = f" {label('and', metadata.language)} ".join(filter(None, (", ".join(others), last)))
    return label("by", metadata.language, names=joined)


def _uniform(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    """Passages whose holders are counted from 1, and whose breaks all look alike."""
    keys: dict[int, int] = {}
    for passage in passages:
        within = tuple(
            replace(holder, key=keys.setdefault(holder.key, len(keys) + 1))
            for holder in passage.within
        )
        runs = (Run(BREAK),) if passage.role is Role.BREAK else passage.runs
        yield replace(passage, runs=runs, within=within)


_Group = tuple[Passage | None, tuple[Passage, ...]]


def _grouped(passages: tuple[Passage, ...]) -> Iterator[_Group]:
    """Each heading with what follows it."""
    heading: Passage | None = None
    body: list[Passage] = []
    for passage in passages:
        if passage.role is Role.HEADING and not passage.within:
            if heading is not None or body:
                yield heading, tuple(body)
            heading, body = passage, []
        else:
            body.append(passage)
    if heading is not None or body:
        yield heading, tuple(body)


def _levels(headings: tuple[Passage | None, ...]) -> tuple[int, ...]:
    """Levels from 1, none skipped on the way down; an opening without a heading is level 1."""
    levels: list[int] = []
    above: list[int] = []  # the marked levels that the section at hand stands under
    for heading in headings:
        if heading is None:
            levels.append(1)
            continue
        above = [level for level in above if level < heading.level]
        above.append(heading.level)
        levels.append(len(above))
    return tuple(levels)


def _section(
    name: str,
    level: int,
    heading: Passage | None,
    body: tuple[Passage, ...],
    language: str,
    alone: bool,
) -> Section:
    headed = None if heading is None else _paragraph(f"{name}-p00", heading, language)
    unnamed = label("article" if alone else "opening", language)
    return Section(
        name=name,
        level=level,
        heading=headed,
        label=" ".join(heading.text.split()) if heading else unnamed,
        paragraphs=tuple(
            _paragraph(f"{name}-p{number:02}", passage, language)
            for number, passage in enumerate(body, start=1)
        ),
    )


def _paragraph(name: str, passage: Passage, language: str) -> Paragraph:
    return Paragraph(
        name, passage.role, _sentences(name, passage, language), passage.within, passage.line
    )


def _sentences(name: str, passage: Passage, language: str) -> tuple[Sentence, ...]:
    text = passage.text
    places = _places(text, language, whole=passage.role in (Role.CODE, Role.BREAK))
    starts = [begin for begin, _ in places[1:]] + [len(text)]
    parts = zip(cut(passage.runs, places), places, starts, strict=True)
    return tuple(
        Sentence(f"{name}-s{number:02}", runs, text[end:following])
        for number, (runs, (_, end), following) in enumerate(parts, start=1)
    )


def _places(text: str, language: str, *, whole: bool) -> tuple[Span, ...]:
    """Where the sentences of a paragraph stand, each with the line break that follows it."""
    found = () if whole else spans(text, language)
    if not found:
        return ((0, len(text)),)
    if "\n" not in text:
        return found
    following = [begin for begin, _ in found[1:]] + [len(text)]
    return tuple(
        (begin, max(end, text.rfind("\n", end, after) + 1))
        for (begin, end), after in zip(found, following, strict=True)
    )
