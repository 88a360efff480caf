"""How a reader finds the way: the navigation document, and an NCX for older readers.

Source:
    EPUB 3.3, section 7 (navigation document); OPF 2.0.1, section 2.4.1 (NCX).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.builder import ElementMaker

from publisher.binding.places import Places
from publisher.binding.prose import heading_of
from publisher.binding.xhtml import XHTML, E, document, in_language, legal, typed
from publisher.document import Section
from publisher.labels import label, own_language

_NCX = "http://www.daisy.org/z3986/2005/ncx/"
_N = ElementMaker(namespace=_NCX, nsmap={None: _NCX})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table of contents.

    Attributes:
        label: what it says.
        href: where it leads.
        level: how deep it stands, from 1.
        language: of its words where it differs from the book's, or "".
        name: the sentence that it is when the table is read aloud, or "".
    """

    label: str
    href: str
    level: int = 1
    language: str = ""
    name: str = ""


def navigation(
    contents: Section,
    entries: Sequence[Entry],
    landmarks: Sequence[tuple[str, Entry]],
    language: str,
) -> etree._Element:
    """The navigation document: a table of contents, and landmarks for machines.

    Args:
        contents: the heading over the table of contents.
        entries: in reading order; levels go down one at a time.
        landmarks: each an `epub:type` and what it marks.
        language: BCP 47.
    """
    assert contents.heading is not None  # it is made with one
    ours = own_language(language)
    heading = heading_of(contents.heading, 2, Places(language))
    table = E.nav(heading, nested(entries))
    table.set("aria-labelledby", contents.heading.name)
    marks = E.ol(*(E.li(typed(_link(entry), kind)) for kind, entry in landmarks))
    heading = in_language(E.h2(label("landmarks", language)), ours)
    signs = E.nav(heading, marks, hidden="hidden")
    body = E.body(typed(table, "toc", "doc-toc"), typed(signs, "landmarks"))
    return document(contents.label, language, typed(body, "frontmatter"), ours)


def list_pages(page: etree._Element, marks: Sequence[Entry], language: str) -> None:
    """Put a list of pages into the navigation document, for machines as landmarks are."""
    ours = own_language(language)
    heading = in_language(E.h2(label("pages", language)), ours)
    listed = E.ol(*(E.li(E.a(mark.label, href=mark.href)) for mark in marks))
    table = E.nav(heading, listed, hidden="hidden")
    page.find(f"{{{XHTML}}}body").append(typed(table, "page-list", "doc-pagelist"))


def nested(entries: Sequence[Entry]) -> etree._Element:
    """Entries as lists within lists; levels go down one at a time."""
    lists = [E.ol()]
    for entry in entries:
        del lists[entry.level :]
        if entry.level > len(lists):
            deeper = E.ol()
            lists[-1][-1].append(deeper)
            lists.append(deeper)
        lists[-1].append(E.li(_link(entry)))
    return lists[0]


def _link(entry: Entry) -> etree._Element:
    link = E.a(legal(entry.label), href=entry.href)
    if entry.name:
        link.set("id", entry.name)
    return in_language(link, entry.language)


def ncx(
    entries: Sequence[Entry], marks: Sequence[Entry], title: str, identifier: str, language: str
) -> bytes:
    """The table of contents as EPUB 2 had it, and the list of pages.

    Args:
        entries: in reading order; levels go down one at a time.
        marks: the pages; none for a book without.
        title: of the publication.
        identifier: of the publication, as the package has it.
        language: BCP 47.
    """
    points = _N.navMap()
    above = [points]
    for order, entry in enumerate(entries, start=1):
        del above[entry.level :]
        point = _N.navPoint(
            _N.navLabel(_N.text(legal(entry.label))),
            _N.content(src=entry.href),
            id=f"point-{order}",
            playOrder=str(order),
        )
        above[-1].append(point)
        above.append(point)
    depth = max(entry.level for entry in entries)
    metas = {
        "dtb:uid": identifier,
        "dtb:depth": depth,
        "dtb:totalPageCount": len(marks),
        "dtb:maxPageNumber": len(marks),
    }
    head = _N.head(*(_N.meta(name=name, content=str(value)) for name, value in metas.items()))
    tree = _N.ncx(head, _N.docTitle(_N.text(legal(title))), points, version="2005-1")
    tree.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    if marks:
        tree.append(_N.pageList(*map(_page_target, marks)))
    return bytes(etree.tostring(tree, encoding="utf-8", xml_declaration=True))


def _page_target(mark: Entry) -> etree._Element:
    words, goal = _N.navLabel(_N.text(mark.label)), _N.content(src=mark.href)
    return _N.pageTarget(words, goal, id=mark.name, type="normal", value=mark.label)
