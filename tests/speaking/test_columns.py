"""Tables for the ear: the head that is said before each cell, whatever takes several places."""

from itertools import count

from publisher.article import Holder, Kind, Role, Run
from publisher.document import Paragraph, Sentence
from publisher.speaking.columns import Grid, grid_of

TABLE = Holder(Kind.TABLE, 1)


def grid(*rows: str) -> Grid:
    """A table: cells with ``|`` between, ``!`` before a head, ``>`` or ``v`` twice as large."""
    keys = count(2)
    blocks = []
    for row in rows:
        holder = Holder(Kind.ROW, next(keys))
        for words in row.split("|"):
            said = words.strip(" !>v")
            kind = Kind.HEADER if "!" in words else Kind.CELL
            across, down = 1 + (">" in words), 1 + ("v" in words.split(said or "~")[0])
            cell = Holder(kind, next(keys), across=across, down=down)
            name = f"c01-p{len(blocks) + 1:02}"
            sentences = (Sentence(f"{name}-s01", (Run(said),)),)
            blocks.append(Paragraph(name, Role.BODY, sentences, (TABLE, holder, cell)))
    return grid_of(blocks, TABLE)


def heads(*rows: str) -> list[str]:
    """What is said of each cell that has a head over it."""
    return [f"{head}: {cell.words}" for cell, head in grid(*rows).heads()]


def test_a_cell_is_said_with_the_head_of_its_column_and_the_first_names_its_row() -> None:
    """Who hears the third row has the first no longer in mind."""
    rows = ("! Kettle | ! Price", "Copper | 20", "Iron | 9")
    assert heads(*rows) == ["Price: 20", "Price: 9"]
    assert (grid(*rows).rows, grid(*rows).columns) == (2, 2)


def test_heads_of_rows_are_said_as_they_are() -> None:
    """They are heads themselves, and stand in the row that is read."""
    assert heads("! | ! Price | ! Weight", "! Copper | 20 | 3") == ["Price: 20", "Weight: 3"]


def test_a_cell_that_takes_two_columns_or_rows_moves_those_after_it() -> None:
    """Or the price would be read as the weight."""
    rows = ("! Kettle | ! Price | ! Weight", "v Copper | 20 | 3", "22 | 4", "Iron | > sold out")
    assert heads(*rows) == [
        "Price: 20",
        "Weight: 3",
        "Price: 22",
        "Weight: 4",
        "Price, Weight: sold out",
    ]


def test_heads_in_two_rows_are_said_from_the_top() -> None:
    """“Price, in May” is what the column is called."""
    rows = ("v! Kettle | >! Price", "! May | ! June", "Copper | 20 | 22")
    assert heads(*rows) == ["Price, May: 20", "Price, June: 22"]
    assert grid(*rows).rows == 1


def test_a_table_without_heads_is_read_as_it_stands() -> None:
    """And one of nothing but heads has none over them."""
    assert heads("Copper | 20", "Iron | 9") == []
    assert heads("! Copper | ! 20", "! Iron | ! 9") == []
    assert grid("! Copper | ! 20", "! Iron | ! 9").rows == 2
