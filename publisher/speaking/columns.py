"""Tables for the ear: which column heads stand over a cell, and how large a table is.

A cell may take several columns and rows, so where it stands is only known from all before it.

Source:
    HTML, section 4.9.12.1 (forming a table), without its errors: each cell takes the first free
    place of its row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from publisher.article import Holder, Kind
from publisher.document import Paragraph

_CELLS = (Kind.HEADER, Kind.CELL)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        holder: itself.
        blocks: what stands in it.
        row: its first row, from 0.
        columns: those it stands in, from 0.
    """

    holder: Holder
    blocks: tuple[Paragraph, ...]
    row: int
    columns: range

    @property
    def words(self) -> str:
        """Its words on one line."""
        return " ".join(" ".join(block.text for block in self.blocks).split())

    @property
    def is_head(self) -> bool:
        """Whether it is marked as a head, or is empty, as a corner is."""
        return self.holder.kind is Kind.HEADER or not self.words


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, its cells where they stand.

    Attributes:
        cells: row by row.
        headed: the rows that are nothing but column heads, at its top.
    """

    cells: tuple[Cell, ...]
    headed: int

    @property
    def rows(self) -> int:
        """How many rows it has below its heads."""
        return len({cell.row for cell in self.cells}) - self.headed

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return max((cell.columns.stop for cell in self.cells), default=0)

    def heads(self) -> Iterator[tuple[Cell, str]]:
        """Each cell that wants the head of its column said before it, and that head.

        The first cell of a row names the row, and is said by itself.
        """
        for cell in self.cells:
            if cell.row < self.headed or cell.is_head or cell.columns.start == 0:
                continue
            head = ", ".join(dict.fromkeys(filter(None, self._over(cell))))
            if head:
                yield cell, head

    def _over(self, cell: Cell) -> Iterator[str]:
        """The words of the heads over a cell, from the top."""
        for head in self.cells:
            shared = range(
                max(head.columns.start, cell.columns.start),
                min(head.columns.stop, cell.columns.stop),
            )
            if head.row < self.headed and shared:
                yield head.words.rstrip(" :.")


def grid_of(blocks: Sequence[Paragraph], table: Holder) -> Grid:
    """The cells of a table.

    Args:
        blocks: all that it holds.
        table: itself.
    """
    depth = blocks[0].within.index(table) + 1
    inside = [block for block in blocks if _row(block, depth) is not None]
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row, (_, in_row) in enumerate(groupby(inside, key=lambda each: _row(each, depth))):
        for holder, in_cell in groupby(in_row, key=lambda each: each.within[depth + 1]):
            first = next(column for column in count() if (row, column) not in taken)
            columns = range(first, first + holder.across)
            taken.update((row + down, column) for down in range(holder.down) for column in columns)
            cells.append(Cell(holder, tuple(in_cell), row, columns))
    return Grid(tuple(cells), _headed(cells))


def _headed(cells: Sequence[Cell]) -> int:
    """How many rows at the top hold heads alone; none where the whole table does."""
    rows = [tuple(row) for _, row in groupby(cells, key=lambda cell: cell.row)]
    for number, row in enumerate(rows):
        marked = any(cell.holder.kind is Kind.HEADER for cell in row)
        if not marked or not all(cell.is_head for cell in row):
            return number
    return 0


def _row(block: Paragraph, depth: int) -> Holder | None:
    """The row of a table that holds a block in one of its cells; None for a caption."""
    within = block.within[depth : depth + 2]
    held = len(within) == 2 and within[0].kind is Kind.ROW and within[1].kind in _CELLS
    return within[0] if held else None
