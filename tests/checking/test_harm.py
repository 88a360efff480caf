"""What could act in a book: nothing that we make may hold it."""

from pathlib import Path

import pytest

from publisher.checking.harm import acts, is_still
from publisher.report import Weight
from tests.checking.planting import (
    OPF,
    PAGE,
    Change,
    added,
    codes,
    found_by,
    left_out,
    planted,
    put,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg">%s</svg>'


def inside(html: str) -> Change:
    """Put an element into a page."""
    return put(PAGE, "<section ", f"<section>{html}</section><section ")


ACTIVE: dict[str, Change] = {
    "a script": inside("<script>steal()</script>"),
    "a script of SVG": inside('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    "a frame": inside('<iframe src="c01.xhtml"></iframe>'),
    "an object": inside("<object></object>"),
    "a form": inside("<form></form>"),
    "a base": inside('<base href="https://example.org/"/>'),
    "a handler": inside('<p onclick="steal()">x</p>'),
    "a handler of a picture": inside('<img src="cover.jpg" alt="" onerror="steal()"/>'),
    "a link that runs": inside('<a href="javascript:steal()">x</a>'),
    "a link that runs, disguised": inside('<a href=" java&#10;script:steal()">x</a>'),
    "a link to a page of its own": inside('<a href="data:text/html,x">x</a>'),
    "a link to a file": inside('<a href="file:///etc/passwd">x</a>'),
    "a picture with a script": added("EPUB/a.svg", SVG % b"<script/>"),
    "a picture with a handler": added("EPUB/a.svg", SVG % b'<g onload="x()"/>'),
    "a picture that changes its links": added("EPUB/a.svg", SVG % b"<set/>"),
}


@pytest.mark.parametrize("change", ACTIVE.values(), ids=ACTIVE.keys())
def test_what_could_act_is_told(change: Change, book: Path, tmp_path: Path) -> None:
    """An article is read; what runs in it could read along."""
    assert codes(is_still(planted(book, tmp_path, change))) == ["page-active"]


STILL: dict[str, Change] = {
    "nothing": lambda _: None,
    "a link": inside('<a href="https://example.org/?on=1#x">x</a>'),
    "a letter": inside('<a href="mailto:nell@example.org">x</a>'),
    "a place in the page": inside('<a href="#c02-p00">x: y</a>'),
    "a file with a colon": inside('<img src="a%3Ab.png" alt="on:x"/>'),
    "a drawing": added("EPUB/a.svg", SVG % b"<g/>"),
}


@pytest.mark.parametrize("change", STILL.values(), ids=STILL.keys())
def test_what_only_stands_there_is_not_told(change: Change, book: Path, tmp_path: Path) -> None:
    """A check that cries wolf is soon switched off."""
    assert codes(is_still(planted(book, tmp_path, change))) == []


@pytest.mark.parametrize("change", [left_out(OPF), put(PAGE, "</h2>", "")])
def test_a_book_that_cannot_be_read_raises_nothing(
    change: Change, book: Path, tmp_path: Path
) -> None:
    """The other checks tell of it."""
    assert codes(is_still(planted(book, tmp_path, change))) == []


def test_other_peoples_books_may_act_and_it_is_told(book: Path, tmp_path: Path) -> None:
    """EPUB allows scripts that are declared; a reader is to know, and may have them nonetheless."""
    (found,) = found_by(acts, planted(book, tmp_path, inside("<form></form>")))
    assert (found.code, found.weight) == ("page-active", Weight.WARNING)
