"""A publication with every kind of content there is, made by hand: no reader has a part in it."""

import io
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from publisher.article import Holder, Kind, Mark, Metadata, Picture, Role, Run
from publisher.binding.covers import cover_of
from publisher.binding.epub import bind_epub
from publisher.binding.materials import Materials, made_at
from publisher.document import Document, Paragraph, Section, Sentence
from publisher.structuring.sections import front

QUOTATION = Holder(Kind.QUOTATION, 1)
BULLETS, ITEM, OTHER_ITEM = Holder(Kind.BULLETS, 2), Holder(Kind.ITEM, 3), Holder(Kind.ITEM, 4)
FIGURE, GALLERY = Holder(Kind.FIGURE, 5), Holder(Kind.FIGURE, 6)
TERMS, TERM, MEANING = Holder(Kind.TERMS, 7), Holder(Kind.TERM, 8), Holder(Kind.MEANING, 9)
TABLE, NOTE, OTHER_NOTE = Holder(Kind.TABLE, 10), Holder(Kind.NOTE, 90), Holder(Kind.NOTE, 91)
WIDE = Holder(Kind.TABLE, 60)
MILK = (TABLE, Holder(Kind.ROW, 211), Holder(Kind.CELL, 214))  # the last cell of its prices

Block = tuple[Role, tuple[Run, ...] | str, tuple[Holder, ...], Picture | None]


def image(colour: str, kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> Picture:
    """A small picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return Picture(f"{colour}.{kind.lower()}", f"image/{kind.lower()}", file.getvalue())


def moving() -> Picture:
    """A picture that moves: a GIF of two images."""
    file = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "white")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    return Picture("flash.gif", "image/gif", file.getvalue())


def block(
    words: tuple[Run, ...] | str = "",
    *within: Holder,
    role: Role = Role.BODY,
    picture: Picture | None = None,
) -> Block:
    """A block of a section, before it has a name."""
    return role, words, within, picture


def shown(picture: Picture, words: str = "", *within: Holder) -> Block:
    """A picture with its description."""
    return block(words, *within, role=Role.PICTURE, picture=picture)


def rows(table: Holder, cells: Iterable[str], key: int = 11) -> list[Block]:
    """A table: each row its cells with blanks between, ``!`` before a header, ``_`` for none."""
    found = []
    for number, row in enumerate(cells):
        here = Holder(Kind.ROW, key + 100 * number)
        for place, words in enumerate(row.split(), start=1):
            kind = Kind.HEADER if words.startswith("!") else Kind.CELL
            cell = Holder(kind, here.key + place)
            found.append(block(words.strip("!_"), table, here, cell))
    return found


def section(number: int, *blocks: Block, label: str = "Opening", turn: bool = False) -> Section:
    """A section without a heading, its blocks named."""
    name = f"c{number:02}"
    paragraphs = (named(f"{name}-p{place:02}", each) for place, each in enumerate(blocks, start=1))
    return Section(name, 1, None, label, tuple(paragraphs), turn)


def named(name: str, made: Block) -> Paragraph:
    """A block as a paragraph of one sentence."""
    role, words, within, picture = made
    runs = ((Run(words),) if words else ()) if isinstance(words, str) else words
    return Paragraph(name, role, (Sentence(f"{name}-s01", runs),), within, picture=picture)


def document(*sections: Section, about: Metadata | None = None) -> Document:
    """A publication of some sections."""
    known = about or Metadata(title="All kinds", language="en")
    return Document(known, front(known), sections, "all-kinds")


def mark(note: Holder, words: str = "1") -> Run:
    """A mark that points to a note."""
    return Run(words, note=note.key)


RED, BLUE = image("red"), image("blue", "JPEG")

EVERYTHING = document(
    section(
        1,
        block("By Ada Quill", role=Role.BYLINE),
        block("Why it matters.", role=Role.STANDFIRST),
        block((Run("Water is H"), Run("2", (Mark.LOWERED,)), Run("O"), mark(NOTE), Run("."))),
        block((Run("See also"), mark(OTHER_NOTE, "2"), mark(NOTE), Run(", x"),
               Run("2", (Mark.RAISED,)), Run("."))),
        block((Run("בראשית ברא", language="he"), Run(" אלהים", language="he"))),
        shown(RED, "A red field"),
        shown(BLUE, "", FIGURE),
        block("The sea, in blue", FIGURE, role=Role.CAPTION),
        block("Photo: B. Ström", FIGURE, role=Role.CAPTION),
        shown(RED, "The field again", GALLERY),
        block("First", GALLERY, role=Role.CAPTION),
        shown(image("green", "GIF"), "A green field", GALLERY),
        block("Second", GALLERY, role=Role.CAPTION),
        block("Prices", TABLE, role=Role.CAPTION),
        *rows(TABLE, ["_ !2024 !2025", "!Bread 2 3", "!Milk _ 1"]),
        block("and cream", *MILK),
        *rows(WIDE, [" ".join(f"!Column-number-{n}" for n in range(30))] * 2, 61),
        block("Lid", TERMS, TERM),
        block("What keeps steam in.", TERMS, MEANING),
        block("A cover.", TERMS, MEANING, BULLETS, ITEM),
        block("Spout", TERMS, Holder(Kind.TERM, 59)),
        block("A note of two parts:", NOTE),
        shown(RED, "in a list", NOTE, BULLETS, OTHER_ITEM),
        block("© 2026 Ada Quill", role=Role.RIGHTS),
    ),
    section(
        2,
        block((Run("It turns here"), mark(NOTE), Run("."))),
        block((Run("Ibid."), mark(NOTE)), OTHER_NOTE),
        label="It turns here",
        turn=True,
    ),
)  # fmt: skip
"""Every kind of content, and what is hard about it."""


def bound(work: Document, folder: Path) -> Path:
    """The EPUB of a document, without sound."""
    folder.mkdir(exist_ok=True)
    made = made_at(None, work.metadata.date)
    materials = Materials(work, None, cover_of(work.metadata), folder, made)
    return bind_epub(materials).files[0].path
