"""How a reader finds the way: the navigation document, and an NCX for older readers.

Source:
    EPUB 3.3, section 7 (navigation document); OPF 2.0.1, section 2.4.1 (NCX).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.builder import ElementMaker

from publisher.binding.xhtml import E, document, in_language, legal, own_language, typed
from publisher.labels import label

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
    """

    label: str
    href: str
    level: int = 1
    language: str = ""


def navigation(
    entries: Sequence[Entry], landmarks: Sequence[tuple[str, Entry]], language: str
) -> bytes:
    """The navigation document: a table of contents, and landmarks for machines.

    Args:
        entries: in reading order; levels go down one at a time.
        landmarks: each an `epub:type` and what it marks.
        language: BCP 47.
    """
    title, ours = label("contents", language), own_language(language)
    contents = E.nav(in_language(E.h2(title, id="contents"), ours), _nested(entries))
    contents.set("aria-labelledby", "contents")
    marks = E.ol(*(E.li(typed(_link(entry), kind)) for kind, entry in landmarks))
    heading = in_language(E.h2(label("landmarks", language)), ours)
    signs = E.nav(heading, marks, hidden="hidden")
    body = E.body(typed(contents, "toc", "doc-toc"), typed(signs, "landmarks"))
    return document(title, language, typed(body, "frontmatter"), ours)


def _nested(entries: Sequence[Entry]) -> etree._Element:
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
    return in_language(E.a(legal(entry.label), href=entry.href), entry.language)


def ncx(entries: Sequence[Entry], title: str, identifier: str, language: str) -> bytes:
    """The table of contents as EPUB 2 had it."""
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
        "dtb:totalPageCount": 0,
        "dtb:maxPageNumber": 0,
    }
    head = _N.head(*(_N.meta(name=name, content=str(value)) for name, value in metas.items()))
    tree = _N.ncx(head, _N.docTitle(_N.text(legal(title))), points, version="2005-1")
    tree.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    return bytes(etree.tostring(tree, encoding="utf-8", xml_declaration=True))
