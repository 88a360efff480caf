"""Tables: what a header cell heads, what a table is called, and how a wide one is read."""

import pytest
from lxml import etree

from publisher.article import Holder, Kind, Metadata, Role
from publisher.binding.holding import fill
from publisher.binding.places import places_of
from publisher.binding.xhtml import E
from tests.binding.conftest import XHTML
from tests.binding.kinds import TABLE, Block, block, document, rows, section


def page(*blocks: Block, language: str = "en") -> etree._Element:
    """Some blocks as they stand on a page in a language."""
    work = document(section(1, *blocks), about=Metadata(title="t", language=language))
    frame = E.div()
    fill(frame, work.sections[0].paragraphs, places_of(work))
    return frame


SCOPES = {
    "a row of headers heads columns": (["!a !b", "c d"], "col col"),
    "so does the first row, its corner empty": (["_ !b !c", "!d e f"], "col col row"),
    "so does a second row of headers": (["!a !b", "!c !d", "e f"], "col col col col"),
    "a header before cells heads its row": (["!a b", "!c d"], "row row"),
    "two headers before cells head their row": (["!a !b", "!c !d e"], "col col row row"),
    "an empty header is none": (["! !b", "!c d"], "col row"),
}


@pytest.mark.parametrize(("cells", "expected"), SCOPES.values(), ids=SCOPES.keys())
def test_every_header_cell_says_what_it_heads(cells: list[str], expected: str) -> None:
    """A screen reader says “2024, Bread: 2” only when it knows which is which (H63)."""
    found = page(*rows(TABLE, cells)).iter(f"{XHTML}th")
    assert [each.get("scope") for each in found] == expected.split()


def test_a_header_cell_without_words_is_a_plain_cell() -> None:
    """A header that says nothing is announced before every cell of its row or column."""
    (corner, *_) = page(*rows(TABLE, ["! !b", "!c d"])).iter(f"{XHTML}td", f"{XHTML}th")
    assert (corner.tag, corner.get("scope"), len(corner)) == (f"{XHTML}td", None, 0)


def test_a_caption_names_the_table_and_its_frame() -> None:
    """A list of a page's regions would else hold many called “region”."""
    frame = page(block("Prices", TABLE, role=Role.CAPTION), *rows(TABLE, ["a b"]))
    (region,) = frame
    (table,) = region
    assert [etree.QName(each).localname for each in table] == ["caption", "tr"]
    assert region.get("aria-labelledby") == "c01-p01"
    assert "".join(table[0].itertext()) == "Prices"


def test_tables_without_a_caption_are_numbered() -> None:
    """Two regions of one name could not be told apart."""
    frame = page(*rows(TABLE, ["a b"]), *rows(Holder(Kind.TABLE, 50), ["c d"], 51))
    assert [each.get("aria-label") for each in frame] == ["Table 1", "Table 2"]


def test_a_wide_table_can_be_scrolled_by_keyboard() -> None:
    """The page itself must not scroll sideways (1.4.10), and a frame that does needs focus."""
    (region,) = page(*rows(TABLE, ["a b"]))
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")


def test_our_name_for_a_table_does_not_mark_its_words() -> None:
    """The frame is named in English; the table in it is Finnish all the same."""
    (region,) = page(*rows(TABLE, ["a b"]), language="fi")
    assert (region.get("lang"), region[0].get("lang")) == ("en", "fi")


def test_what_stands_between_rows_is_a_row() -> None:
    """A caption amid a table, or words that are in no cell, keep their place among the others."""
    frame = page(
        *rows(TABLE, ["a b"]),
        block("between", TABLE, role=Role.CAPTION),
        *rows(TABLE, ["c d"], 51),
    )
    (table,) = frame.iter(f"{XHTML}table")
    assert [etree.QName(each).localname for each in table] == ["tr", "tr", "tr"]
    assert "".join(table.itertext()) == "abbetweencd"
