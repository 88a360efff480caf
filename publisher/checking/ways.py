"""The ways through a book: its table of contents and its list of pages.

Source:
    EPUB 3.3, section 7 (navigation document); EPUB Accessibility 1.1, section 4.2 (pages).
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from publisher.checking.book import (
    HTML,
    NCX,
    Book,
    is_elsewhere,
    quoted,
    target_of,
    words_of,
)
from publisher.checking.catalogue import error, warning
from publisher.checking.pages import FILE, HEADINGS, is_page_break
from publisher.report import Finding

_MADE: Final = re.compile(r"(?:ch|chap|sec|page|part|item|split)[_-]?\d+", re.IGNORECASE)


def lead_through(book: Book) -> Iterator[Finding]:
    """Whether contents and lists of pages lead through the book as it is read."""
    name = book.package.navigation()
    if book.package.is_old:
        if not any(book.package.of_type(NCX)):
            yield error("contents-missing", "there is no NCX", book.package.name)
        return
    if name not in book.pages:
        yield error("contents-missing", "there is no navigation document", book.package.name)
        return
    contents = book.nav("toc")
    if contents is None:
        yield error("contents-missing", "the navigation document has no table of contents", name)
    else:
        yield from _contents(book, name, contents)
    yield from _listed_pages(book, name, book.nav("page-list"))


def _contents(book: Book, name: str, contents: etree._Element) -> Iterator[Finding]:
    """Whether a table of contents is in the order of reading, and whole."""
    order = _places(book)
    last, listed = (-1, -1), set()
    for link in contents.iter(f"{HTML}a"):
        goal, fragment = target_of(link.get("href", ""), name)
        listed.add(goal)
        place = order.get((goal, fragment))
        if place is None:
            continue
        if place < last:
            message = f"{quoted(words_of(link))} is listed after what it comes before"
            yield warning("contents-order", message, name, link.sourceline)
        last = place
    yield from _labels(name, contents)
    linear = [page for page in book.package.linear() if page in book.pages]
    known = [place for place, page in enumerate(linear) if page in listed and page != name]
    headed = [page for page in linear if next(book.pages[page].iter(*HEADINGS), None) is not None]
    # What stands before the first entry and behind the last may; but not most of a book.
    there = len(listed & set(headed))
    is_cut = there * 2 < len(headed) and len(headed) - there > 2
    for page in linear if is_cut or not known else linear[known[0] : known[-1]]:
        heading = next(book.pages[page].iter(*HEADINGS), None)
        if heading is not None and page not in listed and page != name:
            message = f"the page with {quoted(words_of(heading))} is not in the table of contents"
            yield warning("contents-short", message, page, heading.sourceline)


def _labels(name: str, contents: etree._Element) -> Iterator[Finding]:
    """Whether the lines of a table of contents are words, and not the names of files."""
    for link in contents.iter(f"{HTML}a"):
        words = words_of(link)
        stem = PurePosixPath(target_of(link.get("href", ""), name)[0]).stem
        if words and (words == stem or FILE.fullmatch(words) or _MADE.fullmatch(words)):
            message = f"{quoted(words)} in the table of contents is a file's name"
            yield warning("contents-label", message, name, link.sourceline)


def _places(book: Book) -> dict[tuple[str, str], tuple[int, int]]:
    """Where each page and each id stands in the order of reading."""
    found = {}
    for number, (name, page) in enumerate(book.read()):
        found[name, ""] = (number, 0)
        for place, element in enumerate(page.iter(etree.Element), start=1):
            if element.get("id"):
                found.setdefault((name, element.get("id")), (number, place))
    return found


def _listed_pages(book: Book, name: str, listed: etree._Element | None) -> Iterator[Finding]:
    """Whether a list of pages names every page break, in their order, and nothing else."""
    breaks = [
        (page, element.get("id", ""), element.sourceline)
        for page, root in book.read()
        for element in root.iter(etree.Element)
        if is_page_break(element)
    ]
    if listed is None:
        if breaks:
            page, _, line = breaks[0]
            message = f"there are {len(breaks)} page breaks, and no list of them"
            yield error("pages-unlisted", message, page, line)
        return
    yield from _sourced(book)
    goals = [target_of(link.get("href", ""), name) for link in listed.iter(f"{HTML}a")]
    wanted = [(page, uid) for page, uid, _ in breaks]
    for page, uid, line in breaks:
        if (page, uid) not in goals:
            message = f"the page break {uid!r} is not in the list of pages"
            yield error("pages-astray", message, page, line)
    for link, goal in zip(listed.iter(f"{HTML}a"), goals, strict=True):
        if goal not in wanted and not is_elsewhere(link.get("href", "")):
            message = f"page {quoted(words_of(link))} leads to {goal[1]!r}, which is no page break"
            yield error("pages-astray", message, name, link.sourceline)
        yield from _numbered(book, name, link, goal)
    for goal, times in Counter(goals).items():
        if times > 1:
            yield warning("pages-astray", f"{goal[1]!r} is listed more than once", name)
    known = [goal for goal in goals if goal in wanted]
    if known != sorted(known, key=wanted.index):
        yield error("pages-astray", "pages are not in their order", name, listed.sourceline)


def _numbered(
    book: Book, name: str, link: etree._Element, goal: tuple[str, str]
) -> Iterator[Finding]:
    """Whether a page of a list is numbered as its page break is."""
    page, uid = goal
    found = book.pages[page].xpath("//*[@id=$uid]", uid=uid) if page in book.pages else ()
    for element in filter(is_page_break, found):
        said = element.get("aria-label", "") or element.get("title", "") or words_of(element)
        if not said.strip():
            message = f"the page break {uid!r} has no number"
            yield warning("pages-astray", message, page, element.sourceline)
        elif words_of(link) not in said:
            message = f"page {quoted(words_of(link))} leads to the page break {quoted(said)}"
            yield warning("pages-astray", message, name, link.sourceline)
        if element.get("role") != "doc-pagebreak":
            message = f"the page break {uid!r} has no role"
            yield warning("role-missing", message, page, element.sourceline)


def _sourced(book: Book) -> Iterator[Finding]:
    """Whether it is told of which print the pages are.

    Source:
        EPUB Accessibility 1.1, section 4.2.3 (pagination source).
    """
    metas = {meta.name.rpartition(":")[2] for meta in book.package.all_metas()}
    if not metas & {"pageBreakSource", "source-of"} and not book.package.dublin_core("source"):
        message = "there is a list of pages, and it is not told of which book's print"
        yield warning("pages-sourceless", message, book.package.name)
