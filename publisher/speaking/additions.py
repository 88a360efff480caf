"""What a listener is told beside the words: announcements, heads of columns, sums of code.

The page shows that something is a list, a table or a quotation, and how large it is; a voice has to
say so. What is said and not printed has a name of its own, which is that of what it announces, so
that this is lit meanwhile. No hidden words are put on the page: a screen reader, which tells of
lists and tables by itself, would read them a second time. What a listener wants to be spared is
silent, and seen all the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from publisher.article import CODE, Holder, Kind, Role
from publisher.document import Addition, Document, Paragraph, Section, Sentence
from publisher.labels import counted, has_labels, label
from publisher.report import Finding, Weight
from publisher.settings import Settings
from publisher.speaking.columns import Grid, grid_of

FEWEST_LINES: Final = 2  # of code that is told of; one is read
_LISTS: Final = (Kind.BULLETS, Kind.NUMBERS, Kind.TERMS)
_PARTS: Final = (Kind.ITEM, Kind.TERM)
_HEAD: Final = {
    Role.TITLE: "title",
    Role.STANDFIRST: "standfirst",
    Role.BYLINE: "byline",
    Role.DATELINE: "dateline",
}
_CALLED: Final = {
    "bash": "shell",
    "c#": "C#",
    "c++": "C++",
    "console": "shell",
    "cpp": "C++",
    "cs": "C#",
    "csharp": "C#",
    "cxx": "C++",
    "go": "Go",
    "java": "Java",
    "javascript": "JavaScript",
    "js": "JavaScript",
    "lua": "Lua",
    "make": "make",
    "perl": "Perl",
    "php": "PHP",
    "ps1": "PowerShell",
    "py": "Python",
    "rb": "Ruby",
    "rs": "Rust",
    "ruby": "Ruby",
    "rust": "Rust",
    "sh": "shell",
    "shell": "shell",
    "ts": "TypeScript",
    "typescript": "TypeScript",
    "zsh": "shell",
}
_SPELT: Final = 4  # letters of a name that stands for others: CSS, HTML, JSON


def with_additions(work: Document, settings: Settings) -> Document:
    """A document as it is to be heard: what is announced, said otherwise, or not said.

    In a language that we have no words of our own in, nothing is announced, and code is read.
    """
    front = _spared(work.front, _wanted(work.front, settings))
    sections = tuple(
        _told(_spared(section, _wanted(section, settings)), work, settings)
        for section in work.sections
    )
    told = replace(work, front=front, sections=sections)
    if has_labels(work.metadata.language) or not _asks(settings):
        return told
    message = f"nothing is announced: there are no words for it in {work.metadata.language!r} here"
    finding = Finding("announcements-left-out", Weight.NOTE, message)
    return replace(told, findings=(*work.findings, finding))


def _asks(settings: Settings) -> bool:
    """Whether somebody asked for announcements beside those that are usual."""
    return bool(set(settings.announce) - set(Settings().announce))


def _spared(section: Section, wanted: Callable[[Paragraph], bool]) -> Section:
    """A section in which all but some of its blocks are silent."""

    def heard(block: Paragraph) -> Paragraph:
        return replace(block, silent=not wanted(block))

    heading = section.heading and heard(section.heading)
    return replace(section, heading=heading, paragraphs=tuple(map(heard, section.paragraphs)))


def _wanted(section: Section, settings: Settings) -> Callable[[Paragraph], bool]:
    """Whether a block of a section is to be heard."""
    pictured = {each for block in section.blocks() if block.picture for each in block.within}

    def wanted(block: Paragraph) -> bool:
        kinds = {holder.kind for holder in block.within}
        caption = block.role is Role.CAPTION and any(
            holder.kind is Kind.FIGURE and holder in pictured for holder in block.within
        )
        return not (
            (settings.read_notes == "skip" and Kind.NOTE in kinds)
            or (settings.read_tables == "skip" and Kind.TABLE in kinds)
            or (block.role in _HEAD and _HEAD[block.role] not in settings.read_head)
            or (settings.read_code == "skip" and block.role is Role.CODE)
            or (settings.read_pictures in ("captions", "skip") and block.picture is not None)
            or (settings.read_pictures in ("descriptions", "skip") and caption)
        )

    return wanted


def _told(section: Section, work: Document, settings: Settings) -> Section:
    """A section with what is announced in it, the heads of its columns, and its code in sum."""
    telling = _Telling(section, work.metadata.language, settings)
    return replace(
        section,
        heading=section.heading and telling.told(section.heading),
        paragraphs=tuple(map(telling.told, section.paragraphs)),
    )


class _Telling:
    """What is told of the blocks of one section."""

    def __init__(self, section: Section, language: str, settings: Settings) -> None:
        self._language = language
        self._settings = settings
        self._announced = settings.announce if has_labels(language) else ()
        self._number = int(section.name[1:])
        self._opening = (section.heading or section.paragraphs[0]) if _is_named(section) else None
        self._held: dict[Holder, list[Paragraph]] = defaultdict(list)
        for block in section.blocks():
            for holder in block.within:
                self._held[holder].append(block)
        self._grids = {
            holder: grid_of(blocks, holder)
            for holder, blocks in self._held.items()
            if holder.kind is Kind.TABLE
        }
        self._heads = dict(self._cells())

    def told(self, block: Paragraph) -> Paragraph:
        """A block with all that is said beside its words."""
        if block.silent:
            return block
        sentences = tuple(self._said(block))
        before, after = tuple(self._before(block)), tuple(self._after(block))
        return replace(block, sentences=sentences, before=before, after=after)

    def _said(self, block: Paragraph) -> Iterator[Sentence]:
        """The sentences of a block: a cell's led by its column's head, code in sum."""
        first, *others = block.sentences
        head = self._heads.get(block.name, "")
        lead = f"{head}:" if head and first.said.strip() else ""
        yield replace(first, lead=lead, spoken=self._sum(block) or first.spoken)
        yield from others

    def _sum(self, block: Paragraph) -> str:
        """What is said instead of a block of code, or ""."""
        lines = len(block.text.strip().splitlines())
        in_full = self._settings.read_code == "full" or not has_labels(self._language)
        if not block.code or in_full or lines < FEWEST_LINES:
            return ""
        long = counted("lines", lines, self._language)
        if block.code == CODE:
            return label("code", self._language, lines=long)
        return label("code in", self._language, lines=long, name=called(block.code))

    def _before(self, block: Paragraph) -> Iterator[Addition]:
        if block is self._opening and "sections" in self._announced:
            words = label("section", self._language, number=str(self._number))
            yield Addition(Sentence(block.name, (), spoken=words))
        for depth, holder in enumerate(block.within, start=1):
            if self._first_heard(holder) is block:
                words = self._words(holder)
                if words:
                    name = f"{block.name}-h{depth}"
                    yield Addition(Sentence(name, (), spoken=words), holder)
        bare = block.picture is not None and not any(map(self._shows, block.within))
        if bare and block.text.strip() and "pictures" in self._announced:
            yield Addition(Sentence(block.name, (), spoken=label("picture", self._language)))

    def _after(self, block: Paragraph) -> Iterator[Addition]:
        for depth, holder in reversed(tuple(enumerate(block.within, start=1))):
            heard = [each for each in self._held[holder] if not each.silent]
            ended = holder.kind is Kind.QUOTATION and heard[-1] is block
            if ended and "quotations" in self._announced:
                words = label("quotation end", self._language)
                yield Addition(Sentence(f"{block.name}-e{depth}", (), spoken=words), holder)

    def _words(self, holder: Holder) -> str:
        """What is announced of a holder, or ""."""
        if holder.kind is Kind.QUOTATION and "quotations" in self._announced:
            return label("quotation", self._language)
        if holder.kind in _LISTS and "lists" in self._announced:
            return counted("list", self._items(holder), self._language)
        if holder.kind is Kind.TABLE and "tables" in self._announced:
            return self._size(self._grids[holder])
        if self._shows(holder) and "pictures" in self._announced:
            return label("picture", self._language)
        return ""

    def _size(self, grid: Grid) -> str:
        """How large a table is; "" for one that is a row, or a column, of words."""
        if grid.rows < 2 or grid.columns < 2:
            return ""
        rows = counted("rows", grid.rows, self._language)
        columns = counted("columns", grid.columns, self._language)
        return label("table of", self._language, rows=rows, columns=columns)

    def _items(self, holder: Holder) -> int:
        """How many items a list has, or terms."""
        within = (block.within for block in self._held[holder])
        parts = {each[each.index(holder) + 1] for each in within if each[-1] != holder}
        return sum(part.kind in _PARTS for part in parts) or len(parts)

    def _shows(self, holder: Holder) -> bool:
        """Whether a holder is a figure with a picture that something is said of."""
        blocks = self._held[holder]
        shown = holder.kind is Kind.FIGURE and any(block.picture for block in blocks)
        return shown and any(block.text.strip() and not block.silent for block in blocks)

    def _first_heard(self, holder: Holder) -> Paragraph | None:
        return next((block for block in self._held[holder] if not block.silent), None)

    def _cells(self) -> Iterator[tuple[str, str]]:
        """The head that is said before each block that a cell begins with, by its name."""
        if self._settings.read_tables == "headers":
            for grid in self._grids.values():
                for cell, head in grid.heads():
                    yield cell.blocks[0].name, head


def _is_named(section: Section) -> bool:
    """Whether a section begins with what its number can be announced at: heading, or paragraph."""
    if section.heading is not None:
        return True
    first: Sequence[Paragraph] = section.paragraphs[:1]
    return section.turn and any(each.role is Role.BODY and not each.within for each in first)


def called(code: str) -> str:
    """What a programming language is called that authors write for short.

    >>> called("py"), called("sql"), called("kotlin")
    ('Python', 'SQL', 'Kotlin')
    """
    known = _CALLED.get(code)
    return known or (code.upper() if len(code) <= _SPELT else code.capitalize())
