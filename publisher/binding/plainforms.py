"""Tables and lists of terms that are simple enough for Markdown's own forms, or for few lines.

Source:
    GitHub Flavored Markdown 0.29, section 4.10 (tables); PHP Markdown Extra (definition lists).
"""

from collections.abc import Iterator, Sequence
from itertools import dropwhile, groupby, pairwise, takewhile

from publisher.article import Holder, Kind, Role
from publisher.binding.inlines import Labels, tagged, words
from publisher.binding.margins import opening
from publisher.document import Paragraph

_Cells = list[tuple[Holder, list[Paragraph]]]


def is_plain_table(blocks: Sequence[Paragraph], table: Holder) -> bool:
    """Whether a table has one row of headers above rows of cells, all with words alone."""
    depth = blocks[0].within.index(table)
    if not all(_is_words(block) and len(block.within) == depth + 3 for block in blocks):
        return False
    rows = list(_rows(blocks, table))
    headed = any(block.text for _, (block, *_) in rows[0])
    kinds = [{cell.kind for cell, _ in row} for row in rows]
    widths = {len(row) for row in rows}
    single = all(
        len(inside) == 1 and cell.across == cell.down == 1 for row in rows for cell, inside in row
    )
    right = kinds[0] == {Kind.HEADER} and all(each == {Kind.CELL} for each in kinds[1:])
    return headed and right and single and len(widths) == 1


def pipes(blocks: Sequence[Paragraph], table: Holder, labels: Labels) -> str:
    """A plain table as Markdown, its first row marked as what it is."""
    lines = [
        f"| {' | '.join(_cell(block, labels) for _, (block,) in row)} |"
        for row in _rows(blocks, table)
    ]
    columns = sum(1 for _ in next(_rows(blocks, table)))
    return "\n".join((lines[0], f"|{' --- |' * columns}", *lines[1:]))


def _cell(block: Paragraph, labels: Labels) -> str:
    return words(block, labels, "").replace("|", "\\|")


def _rows(blocks: Sequence[Paragraph], table: Holder) -> Iterator[_Cells]:
    """The rows of a table, each its cells with what is in them."""
    depth = blocks[0].within.index(table)
    for _, row in groupby(blocks, key=lambda block: block.within[depth + 1]):
        cells = groupby(row, key=lambda block: block.within[depth + 2])
        yield [(cell, list(inside)) for cell, inside in cells]


def is_flat_table(blocks: Sequence[Paragraph], table: Holder) -> bool:
    """Whether a table has captions, if any, above cells of one paragraph each."""
    depth = blocks[0].within.index(table)
    cells = list(dropwhile(lambda block: block.role is Role.CAPTION, blocks))
    held = [block.within[-1] for block in cells]
    plain = all(
        block.role is Role.BODY and not block.picture and len(block.within) == depth + 3
        for block in cells
    )
    return plain and len(set(held)) == len(held)


def flat(blocks: Sequence[Paragraph], table: Holder, labels: Labels) -> str:
    """A flat table as HTML, a row on each line."""
    captions = list(takewhile(lambda block: block.role is Role.CAPTION, blocks))
    lines = [f"<caption>{tagged(block, labels)}</caption>" for block in captions]
    for row in _rows(blocks[len(captions) :], table) if len(captions) < len(blocks) else ():
        cells = "".join(_in_tags(cell, block, labels) for cell, (block,) in row)
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join(("<table>", *lines, "</table>"))


def _in_tags(cell: Holder, block: Paragraph, labels: Labels) -> str:
    tag = opening(cell).split()[0]
    return f"<{opening(cell)}>{tagged(block, labels)}</{tag}>"


def is_plain_terms(blocks: Sequence[Paragraph], list_: Holder) -> bool:
    """Whether a list has terms of one line, each with meanings of one paragraph."""
    depth = blocks[0].within.index(list_)
    if not all(_is_words(block) and len(block.within) == depth + 2 for block in blocks):
        return False
    holders = [block.within[-1] for block in blocks]
    kinds = [holder.kind for holder in holders]
    paired = kinds[0] is Kind.TERM and kinds[-1] is Kind.MEANING
    terms_apart = (Kind.TERM, Kind.TERM) not in pairwise(kinds)
    # libxml2 takes a list that begins a term for the end of that term.
    in_term = any(holder.kind is Kind.TERM for holder in blocks[0].within[:depth])
    return paired and terms_apart and not in_term and len(set(holders)) == len(holders)


def terms(blocks: Sequence[Paragraph], labels: Labels) -> str:
    """A plain list of terms as Markdown."""
    lines: list[str] = []
    for block in blocks:
        is_term = block.within[-1].kind is Kind.TERM
        sign = ("\n" if lines else "") if is_term else ": "
        lines.append(sign + words(block, labels, ""))
    return "\n".join(lines)


def _is_words(block: Paragraph) -> bool:
    """Whether a block is a paragraph without line breaks of its own."""
    runs = (run for sentence in block.sentences for run in sentence.runs)
    return block.role is Role.BODY and not block.picture and not any(run.breaks for run in runs)
