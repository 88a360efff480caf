"""What an editor knows of a rendered file: the gold article, less what the rendering takes away."""

from articles import Block, Gold
from plain import Page, bare, cells
from scoring import Expected, words

_NUMBERS = tuple(str(number) for number in range(1, 40))


def expected(gold: Gold, page: Page) -> Expected:
    """What should be found in a page."""
    blocks = gold.blocks if page.headed else tuple(b for b in gold.blocks if b.kind != "heading")
    headings = tuple(bare(block.lines[0]) for block in blocks if block.kind == "heading")
    required = [*words(gold.title), *words(gold.standfirst)]
    optional = [*words(gold.byline), *words(gold.dateline)] if page.form == "epub" else []
    for block in blocks:
        (optional if _is_optional(block, page) else required).extend(words(_own(block)))
        optional += words(f"{block.alt} {block.credit}")
        optional += _numbering(block)
    return Expected(
        title=gold.title,
        standfirst=gold.standfirst,
        byline=gold.byline,
        authors=gold.authors,
        rights=gold.rights,
        headings=headings,
        blocks=tuple(_text(block) for block in gold.blocks if block.kind not in _APART),
        starts=tuple(_starts(gold)),
        required=tuple(required),
        optional=tuple(optional),
        clutter=page.clutter,
    )


_APART = ("heading", "break", "pull", "figure", "credit", "note")


def _is_optional(block: Block, page: Page) -> bool:
    """Whether an editor may leave a block out, or keep it.

    A caption that nothing marks as one, a pull quote (its words are said elsewhere), an agency's
    tag, an ornament.
    """
    kinds = ("pull", "credit", "break") if page.marked else ("pull", "credit", "break", "figure")
    return block.kind in kinds


def _text(block: Block) -> str:
    """The words of a block without the marks of notes."""
    parted = (
        line.replace(" :: ", " ") if block.kind == "terms" else " ".join(cells(line))
        if block.kind == "table" else line
        for line in block.lines
    )  # fmt: skip
    return bare(" ".join(parted)) if block.kind != "code" else " ".join(block.lines)


def _own(block: Block) -> str:
    marks = "".join(f"[{mark}]" for mark in _marks(block))
    text = _text(block)
    for mark in _marks(block):
        text = text.replace(f"[{mark}]", "", 1)
    return f"{text} {block.caption}" if marks or block.caption else text


def _marks(block: Block) -> list[str]:
    """The marks of the notes that a block points to."""
    lines = (line.split("[^")[1:] for line in block.lines if block.kind != "code")
    return [part.partition("]")[0] for parts in lines for part in parts]


def _numbering(block: Block) -> list[str]:
    """Numbers that a program may count as words, or not: of items and notes."""
    if block.kind == "numbers":
        return list(_NUMBERS[: len(block.lines)])
    return [block.mark] if block.mark else _marks(block)


def _starts(gold: Gold) -> list[bool]:
    starts, begins = [], True
    for block in gold.blocks:
        if block.kind == "heading":
            begins = True
        elif block.kind not in _APART:
            starts.append(begins or block.turn)
            begins = False
    return starts
