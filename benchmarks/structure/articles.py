"""The gold articles: what each one says, and what an editor knows it to be made of.

A gold file has a head of ``name: value`` lines, a line ``---``, and blocks parted by blank lines.
What a block is, its first letters tell, and nothing is guessed:

    ## words        a heading; ### one level deeper
    > words         a quotation
    "" words        a pull quote: words of the story set large, said again
    - words         a list, an item a line; 1. words a numbered one
    | a | b |       a table, a row a line, the first its head; |: words its caption
    word :: words   a list of terms, one a line
    / words         verse, a line a line
    ```             code, to the next ```
    !figure alt | caption | credit
    !credit words   an agency's tag or the credits of an article: no part of the story
    %% turn         here the topic turns, and no heading says so
    ***             a break
    [^1]: words     a note; [^1] in the text points to it

All else is a paragraph; one of several lines keeps them (an address, a signature). ``*words*`` are
stressed, ``[words](address)`` is a link.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "gold"
HELD = HERE / "held"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a gold article.

    Attributes:
        kind: body, heading, quote, pull, bullets, numbers, table, terms, verse, lines,
            code, figure, credit, break or note.
        lines: its words: a line for each item, row (cells parted by ``|``), or line of verse.
        level: a heading's, from 1.
        alt: what a figure shows, for those who cannot see it.
        credit: who made a figure.
        caption: of a table.
        turn: whether the topic turns here without a heading.
        mark: what in the text points to a note.
    """

    kind: str
    lines: tuple[str, ...]
    level: int = 0
    alt: str = ""
    credit: str = ""
    caption: str = ""
    turn: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """An article, and what an editor knows of it.

    Attributes:
        name: its file's.
        head: title, standfirst, byline, authors (parted by ``;``), dateline, date, rights,
            language, publisher, shape, book, topics, order.
        blocks: in reading order.
        held: whether it is held out: reports give its figures and never its words.
    """

    name: str
    head: dict[str, str]
    blocks: tuple[Block, ...]
    held: bool = False

    def __getattr__(self, name: str) -> str:
        """A field of the head; "" where it has none."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self.head.get(name, "")

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of those who wrote it."""
        return tuple(name.strip() for name in self.head.get("authors", "").split(";") if name)

    @property
    def order(self) -> tuple[str, ...]:
        """The lines of its head as printed, from the top."""
        order = self.head.get("order", "title, standfirst, byline, dateline")
        return tuple(name.strip() for name in order.split(","))

    @property
    def tongue(self) -> str:
        """Its language without the region."""
        return self.head["language"].partition("-")[0]

    @property
    def words(self) -> int:
        """How many words it has, counted by spaces (two letters a word in Japanese)."""
        text = " ".join(line for block in self.blocks for line in block.lines)
        return len(text) // 2 if self.tongue == "ja" else len(text.split())


_NUMBERED = re.compile(r"\d+[.)] ")
_NOTE = re.compile(r"\[\^(\w+)\]: ")


def gold_articles() -> tuple[Gold, ...]:
    """Every gold article, by name; those in `held/` are held out."""
    return tuple(
        load(path) for path in (*sorted(HERE.glob("*.gold")), *sorted(HELD.glob("*.gold")))
    )


def load(path: Path) -> Gold:
    """One gold article.

    Raises:
        ValueError: its head has a line that is no ``name: value``.
    """
    top, _, rest = path.read_text(encoding="utf-8").partition("\n---\n")
    head = {}
    for line in top.splitlines():
        name, colon, value = line.partition(": ")
        if not colon:
            raise ValueError(f"{path.name}: {line!r} is no field")
        head[name] = value.strip()
    return Gold(path.stem, head, tuple(_blocks(rest)), path.parent == HELD)


def _blocks(text: str) -> Iterator[Block]:
    turn = False
    for chunk in _chunks(text):
        if chunk.startswith("%% turn"):
            turn = True
            continue
        yield _block(chunk, turn)
        turn = False


def _chunks(text: str) -> Iterator[str]:
    """What blank lines part, code kept whole."""
    for number, part in enumerate(re.split(r"^```\n(.*?)^```$", text, flags=re.M | re.S)):
        if number % 2:
            yield "```" + part
        else:
            yield from (chunk.strip("\n") for chunk in re.split(r"\n\s*\n", part) if chunk.strip())


def _block(chunk: str, turn: bool) -> Block:
    lines = tuple(chunk.splitlines())
    first = lines[0]
    if first.startswith("##"):
        marks, _, words = first.partition(" ")
        return Block("heading", (words,), level=len(marks) - 1)
    if first.startswith("```"):
        return Block("code", tuple(chunk[3:].rstrip("\n").split("\n")))
    if first.startswith("!figure "):
        alt, caption, credit = (part.strip() for part in first[8:].split("|"))
        return Block("figure", (caption,), alt=alt, credit=credit)
    if first.startswith("!credit "):
        return Block("credit", (first[8:],))
    if note := _NOTE.match(first):
        return Block("note", (first[note.end() :],), mark=note[1])
    if first.startswith("|"):
        caption = first[2:].strip() if first.startswith("|:") else ""
        rows = tuple(line.strip("| ") for line in lines if not line.startswith("|:"))
        return Block("table", rows, caption=caption)
    if first == "***":
        return Block("break", ("* * *",))
    if _NUMBERED.match(first):
        return Block("numbers", tuple(line.partition(" ")[2] for line in lines))
    for kind, start in (("quote", "> "), ("pull", '"" '), ("bullets", "- "), ("verse", "/ ")):
        if first.startswith(start):
            return Block(kind, tuple(line[len(start) :] for line in lines), turn=turn)
    if " :: " in first:
        return Block("terms", lines)
    return Block("body" if len(lines) == 1 else "lines", lines, turn=turn)
