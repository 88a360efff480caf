"""Dividing and naming: from passages to sections, paragraphs and sentences with names."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from publisher.article import Metadata, Passage, Role, Run, plain
from publisher.document import Paragraph, Section, Sentence
from publisher.labels import label, own_language
from publisher.structuring.nesting import note_of, noted_in, notes_apart, recounted
from publisher.structuring.sentences import Span, cut, spans
from publisher.structuring.sides import with_sides

BREAK = "* * *"  # what is printed of a break, whatever ornament the author took


def divide(
    passages: tuple[Passage, ...], metadata: Metadata, notes: str = "section-end"
) -> tuple[Section, tuple[Section, ...]]:
    """The front, and the sections: one for each heading, and one for what stands before any.

    Levels are counted from the highest heading used, and go down one at a time, so that a
    table of contents never skips one (WCAG 2.2, technique G141). Notes stand at the end of the
    section that points to them first, or, where ``notes`` is ``place``, right behind the
    paragraph, list or table that does. Holders are counted anew, so that the same structure
    gives the same document whatever it was read from.
    """
    language = metadata.language
    groups = _with_notes(passages, notes == "place") or ((None, ()),)
    alone = len(groups) == 1
    levels = _levels(tuple(heading for heading, _ in groups))
    sections = tuple(
        _section(f"c{number:02}", level, heading, body, language, alone)
        for number, (level, (heading, body)) in enumerate(zip(levels, groups, strict=True), start=1)
    )
    return front(metadata), with_sides(_marked(sections, _marks(groups), language))


def _marks(groups: tuple["_Group", ...]) -> dict[int, str]:
    """The words that point to each note first, by its key."""
    marks: dict[int, str] = {}
    for passage in (each for heading, body in groups for each in (heading, *body) if each):
        for note, runs in groupby(passage.runs, key=lambda run: run.note):
            if note:
                marks.setdefault(note, "".join(run.text for run in runs))
    return marks


def _marked(
    sections: tuple[Section, ...], marks: dict[int, str], language: str
) -> tuple[Section, ...]:
    """The sections, each note in them with the mark that it is known by."""
    waiting = dict(marks)
    return tuple(
        replace(
            section,
            paragraphs=tuple(
                _with_mark(block, waiting.pop(note_of(block.within), ""), language)
                for block in section.paragraphs
            ),
        )
        for section in sections
    )


def _with_mark(block: Paragraph, words: str, language: str) -> Paragraph:
    """A paragraph with the mark before it; said as a number of a note is, in words of our own."""
    if not words.strip() or note_of(block.within) == 0:
        return block
    spoken = "" if own_language(language) else label("note", language, mark=words.strip())
    return replace(block, mark=Sentence(f"{block.name}-s00", (Run(words),), spoken=spoken))


def _with_notes(passages: tuple[Passage, ...], in_place: bool) -> tuple["_Group", ...]:
    """Each heading with what follows it, and with the notes to that."""
    text, notes = notes_apart(passages)
    noted: list[tuple[Passage, ...]] = []
    for heading, body in _grouped(text):
        whole = (heading, *body) if heading else body
        parts = _blocks(whole) if in_place else (whole,)
        noted += [(*part, *noted_in(part, notes)) for part in parts]
    rest = tuple(passage for note in notes.values() for passage in note)
    ordered = recounted([[each for group in (*noted, rest) for each in group]])
    return tuple(_grouped(tuple(map(_uniform, ordered))))


def _blocks(passages: tuple[Passage, ...]) -> Iterator[tuple[Passage, ...]]:
    """Passages one by one, those that one list, table or quotation holds together."""
    by_holder = groupby(enumerate(passages), key=lambda each: each[1].within[:1] or each[0])
    for _, held in by_holder:
        yield tuple(passage for _, passage in held)


def front(metadata: Metadata) -> Section:
    """The title page: headline, standfirst, byline, dateline, as far as they are known.

    A year that is known from the rights line alone tells no reader when the article appeared.
    """
    title = Passage((Run(metadata.title or label("untitled", metadata.language)),), Role.TITLE)
    lines = (
        (Role.STANDFIRST, metadata.standfirst),
        (Role.BYLINE, metadata.byline or _names(metadata)),
        (Role.DATELINE, metadata.dateline),
    )
    body = tuple(Passage((Run(text),), role) for role, text in lines if text)
    if metadata.date not in ("", metadata.rights_year) and not metadata.dateline:
        ours = label("published", metadata.language, date=metadata.date)
        run = Run(ours, language=own_language(metadata.language))
        body = (*body, Passage((run,), Role.DATELINE))
    return _section("c00", 0, title, body, metadata.language, alone=False)


def _names(metadata: Metadata) -> str:
    """A byline for authors who were declared and have none."""
    if not metadata.authors:
        return ""
    *others, last = metadata.authors
    joined = f" {label('and', metadata.language)} ".join(filter(None, (", ".join(others), last)))
    return label("by", metadata.language, names=joined)


def _uniform(passage: Passage) -> Passage:
    """A passage whose ornament, if it is a break, is the house's."""
    return replace(passage, runs=(Run(BREAK),)) if passage.role is Role.BREAK else passage


_Group = tuple[Passage | None, tuple[Passage, ...]]


def _grouped(passages: tuple[Passage, ...]) -> Iterator[_Group]:
    """Each heading, or turn of topic, with what follows it."""
    heading: Passage | None = None
    body: list[Passage] = []
    for passage in passages:
        if passage.role in (Role.HEADING, Role.TURN) and not passage.within:
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
    turn = heading is not None and heading.role is Role.TURN
    unnamed = label("article" if alone else "opening", language)
    return Section(
        name=name,
        level=level,
        heading=_paragraph(f"{name}-p00", heading, language) if heading and not turn else None,
        label=(heading and _name_of(heading)) or unnamed,
        turn=turn,
        paragraphs=tuple(
            _paragraph(f"{name}-p{number:02}", passage, language)
            for number, passage in enumerate(body, start=1)
        ),
    )


def _name_of(heading: Passage) -> str:
    """What a table of contents calls a section: its heading without the marks of notes."""
    return " ".join(plain(tuple(run for run in heading.runs if not run.note)).split())


def _paragraph(name: str, passage: Passage, language: str) -> Paragraph:
    return Paragraph(
        name=name,
        role=passage.role,
        sentences=_sentences(name, passage, language),
        within=passage.within,
        line=passage.line,
        picture=passage.picture,
        code=passage.code,
    )


def _sentences(name: str, passage: Passage, language: str) -> tuple[Sentence, ...]:
    text = passage.text
    places = _places(passage, _language_of(passage) or language)
    starts = [begin for begin, _ in places[1:]] + [len(text)]
    parts = zip(cut(passage.runs, places), places, starts, strict=True)
    return tuple(
        Sentence(f"{name}-s{number:02}", runs, text[end:following])
        for number, (runs, (_, end), following) in enumerate(parts, start=1)
    )


def _language_of(passage: Passage) -> str:
    """The language of a passage that is all in another than the article's, or ""."""
    told = {run.language for run in passage.runs if run.text.strip()}
    return told.pop() if len(told) == 1 else ""


def _places(passage: Passage, language: str) -> tuple[Span, ...]:
    """Where the sentences of a paragraph stand, each with the line break that follows it."""
    text = passage.text
    whole = passage.role in (Role.CODE, Role.BREAK, Role.PICTURE)
    found = () if whole else _around_marks(spans(_unmarked(passage.runs), language), passage.runs)
    if not found:
        return ((0, len(text)),)
    if "\n" not in text:
        return found
    following = [begin for begin, _ in found[1:]] + [len(text)]
    return tuple(
        (begin, max(end, text.rfind("\n", end, after) + 1))
        for (begin, end), after in zip(found, following, strict=True)
    )


def _unmarked(runs: tuple[Run, ...]) -> str:
    """The words of runs with the marks of notes blanked out: “sea.1 He” is two sentences."""
    return plain(tuple(replace(run, text=" " * len(run.text)) if run.note else run for run in runs))


def _around_marks(found: tuple[Span, ...], runs: tuple[Run, ...]) -> tuple[Span, ...]:
    """Sentences with the marks of notes that stand behind them, or before the first."""
    places = list(found)
    at = 0
    for run in runs:
        begin, at = at, at + len(run.text) + run.breaks
        if run.note and places:
            _take_in(places, begin, begin + len(run.text))
    return tuple(places)


def _take_in(places: list[Span], begin: int, end: int) -> None:
    """Widen the sentence that a mark belongs to, so that it holds it."""
    at = max(bisect_right(places, (begin, end)) - 1, 0)
    first, last = places[at]
    places[at] = (min(first, begin), max(last, end))
