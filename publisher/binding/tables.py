"""Tables: which cells each header cell is the head of, and a frame to scroll a wide one in.

Source:
    HTML, sections 4.9.2 (caption) and 4.9.12 (what a header cell heads); WCAG 2.2, 1.3.1
    (techniques H39 and H63), 1.4.10 (a table may scroll, the page around it may not) and 2.1.1
    (and so by keyboard).
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from lxml import etree

from publisher.binding.xhtml import XHTML, E, enclosed, in_language
from publisher.labels import label, own_language

TABLE: Final = f"{{{XHTML}}}table"
CELL: Final = f"{{{XHTML}}}td"
_ROW: Final = f"{{{XHTML}}}tr"
_HEADER: Final = f"{{{XHTML}}}th"


def finish_table(table: etree._Element, number: int, language: str) -> None:
    """Put right what only a whole table can tell.

    Args:
        table: with all of its rows.
        number: its place among the tables of its page, from 1.
        language: of the page.
    """
    captions = tuple(takewhile(lambda each: each.get("class") == "caption", table))
    for stray in [each for each in table if each.tag != _ROW and each not in captions]:
        enclosed(enclosed(stray, E.td()), E.tr())
    if captions:
        table.insert(0, E.caption(*captions))
    for place, row in enumerate(table.iterchildren(_ROW)):
        _scope(list(row), first=place == 0)
    _frame(table, captions, number, language)


def _scope(cells: Sequence[etree._Element], *, first: bool) -> None:
    """Say of each header cell in a row whether it heads its column or its row.

    A row of nothing but header cells heads columns, and so does the first row, unless what it
    begins with is the head of it. Cells without words say nothing of the matter.
    """
    heads = all(cell.tag == _HEADER or not cell.xpath("boolean(*)") for cell in cells)
    for place, cell in enumerate(cells):
        if cell.tag == _HEADER:
            cell.set("scope", "col" if heads or (first and place) else "row")


def _frame(
    table: etree._Element, captions: Sequence[etree._Element], number: int, language: str
) -> None:
    """Put a table into a frame that can be scrolled, with a name by which it is announced."""
    frame = E.div({"class": "table", "role": "region", "tabindex": "0"})
    enclosed(table, frame)
    if captions:
        frame.set("aria-labelledby", captions[0].get("id"))
        return
    ours = own_language(language)
    in_language(frame, ours).set("aria-label", label("table", language, number=str(number)))
    if ours:
        in_language(table, language)
