"""What the author wrote: an article as a flat run of passages.

Flat, so that every reader stays small: nesting (a list in a quotation) is told by each
passage's ``within``, from the outside in, never by passages that hold passages.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from publisher.lexicon import Lexicon
from publisher.report import Finding


class Role(StrEnum):
    """What a passage is to a reader."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    HEADING = "heading"
    BODY = "body"
    CODE = "code"
    PICTURE = "picture"
    CAPTION = "caption"
    BREAK = "break"
    TURN = "turn"
    FURNITURE = "furniture"
    RIGHTS = "rights"


class Mark(StrEnum):
    """How a run of words is set apart from its neighbours."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    RAISED = "raised"
    LOWERED = "lowered"


@dataclass(frozen=True, slots=True)
class Run:
    """Words set alike.

    Attributes:
        text: the words as printed.
        marks: how they are set apart, outermost first.
        link: the address they lead to, or "".
        language: their BCP 47 tag where it differs from the article's, or "".
        breaks: whether a line break that the author asked for follows the words.
        note: the key of the note that they point to (a raised “1”), or 0.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    link: str = ""
    language: str = ""
    breaks: bool = False
    note: int = 0


def plain(runs: tuple[Run, ...]) -> str:
    """The words of runs, without marks; an asked-for line break is a line feed."""
    if len(runs) == 1 and not runs[0].breaks:  # as most have it
        return runs[0].text
    return "".join([f"{run.text}\n" if run.breaks else run.text for run in runs])


class Kind(StrEnum):
    """What can hold passages."""

    QUOTATION = "quotation"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    ITEM = "item"
    TERMS = "terms"
    TERM = "term"
    MEANING = "meaning"
    FIGURE = "figure"
    TABLE = "table"
    ROW = "row"
    HEADER = "header"
    CELL = "cell"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Holder:
    """What holds a passage: a quotation, a list or one item of it, a figure, a cell of a table.

    Attributes:
        kind: which of these.
        key: counts the holders of one article, so that two lists in a row stay two.
        start: the first number of a numbered list.
        across: how many columns a cell takes.
        down: how many rows a cell takes.
    """

    kind: Kind
    key: int
    start: int = 1
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that came with an article.

    Attributes:
        name: what the article calls it, a path below the article's own folder; "" for one that
            was embedded in it.
        media_type: ``image/jpeg``, ``image/png``, ``image/gif``, ``image/webp`` or
            ``image/svg+xml``: what EPUB 3.3 (section 3.2) lets every reading system show.
        data: its bytes.
    """

    name: str
    media_type: str
    data: bytes = field(repr=False)


CODE = "code"
"""A programming language that nobody has told the name of."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of an article.

    Attributes:
        runs: its words; a break's are its ornament, as printed; a picture's, which alone may
            have none, are its alternative text; a turn's name the section that begins there.
        role: what it is to a reader.
        level: a heading's level, 1 to 6; 0 for all else.
        line: the line of the source that it begins on, from 1; 0 when not from a line.
        within: what holds it, outermost first.
        picture: the image itself where this is one, else None.
        code: the programming language that it is in, as its author calls it; `CODE` where that
            is not told; "" for what is only set as it was typed, and for all else.
    """

    runs: tuple[Run, ...]
    role: Role = Role.BODY
    level: int = 0
    line: int = 0
    within: tuple[Holder, ...] = ()
    picture: Picture | None = None
    code: str = ""

    @property
    def text(self) -> str:
        """The words without marks."""
        return plain(self.runs)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its words; empty where nothing is known.

    Attributes:
        title: the headline.
        standfirst: the sentence or two under it that tells the reader why to read on.
        authors: the names of those who wrote it.
        byline: the line that names them, as printed.
        dateline: the line that tells where or when, as printed.
        date: of first publication, ISO 8601, to the precision known (``2016`` is one).
        language: BCP 47.
        publisher: who published it.
        rights: the rights line as printed.
        rights_holder: whose rights they are, read from that line.
        rights_year: the year in that line.
        source: where it was published, usually an address.
        subjects: what it is about.
        slug: the name its editions go by in file names, when the author chose one.
        cover: the image that its author wants on the cover, or None.
        pronunciations: words, and how they are to be said.
    """

    title: str = ""
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    byline: str = ""
    dateline: str = ""
    date: str = ""
    language: str = ""
    publisher: str = ""
    rights: str = ""
    rights_holder: str = ""
    rights_year: str = ""
    source: str = ""
    subjects: tuple[str, ...] = ()
    slug: str = ""
    cover: Picture | None = None
    pronunciations: Lexicon = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its reader found it.

    Attributes:
        name: what the source is called, for messages and findings: a file's name or ``-``.
        passages: its blocks in reading order.
        metadata: what its author declared.
        settings: how its author wants it made (voice, rate), as declared.
        guess: whether unmarked structure may be guessed. A file that a person has been
            through says no.
        findings: what reading found.
        order: its place among others in a collection, as its author put it, or "".
    """

    name: str
    passages: tuple[Passage, ...]
    metadata: Metadata = field(default_factory=Metadata)
    settings: tuple[tuple[str, str], ...] = ()
    guess: bool = True
    findings: tuple[Finding, ...] = ()
    order: str = ""
