"""What could act in a book: an article is read, and nothing in it has to run.

What was made of an article may hold nothing of the kind, whatever its source held. Other
people's books may, if they say so; but a reader is told.

Source:
    HTML, sections 4.12 (scripting), 4.8 (embedded content) and 8.1.8 (event handlers); EPUB 3.3,
    section 13 (security and privacy).
"""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree

from publisher.checking.archive import DAMAGE, tree
from publisher.checking.book import Book
from publisher.checking.catalogue import error
from publisher.report import Finding, Weight

_ACTIVE: Final = frozenset(
    {"script", "iframe", "object", "embed", "form", "base", "foreignObject", "animate", "set"}
)
_ADDRESSES: Final = frozenset({"href", "src", "action", "data", "poster"})
_HARMLESS: Final = ("http", "https", "mailto")


def is_still(path: Path) -> Iterator[Finding]:
    """Whether nothing in a book can run, load another page, or send anything anywhere."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith((".xhtml", ".svg")):
                    yield from _acting(name, tree(archive, name))
    except (*DAMAGE, etree.XMLSyntaxError):
        return  # told already, by `package`


def acts(book: Book) -> Iterator[Finding]:
    """The same of a stranger's book, as something to know."""
    yield from (replace(found, weight=Weight.WARNING) for found in is_still(book.path))


def _acting(name: str, page: etree._Element) -> Iterator[Finding]:
    for element in page.iter(etree.Element):
        tag = etree.QName(element).localname
        if tag in _ACTIVE:
            yield error("page-active", f"there is an element {tag}", name, element.sourceline)
        for attribute, value in element.attrib.items():
            if _acts(etree.QName(attribute).localname, str(value)):
                message = f"the attribute {attribute} of an element {tag} would act"
                yield error("page-active", message, name, element.sourceline)


def _acts(attribute: str, value: str) -> bool:
    if attribute in _ADDRESSES:
        scheme, colon, _ = "".join(value.split()).partition(":")
        return bool(colon) and scheme.isalnum() and scheme.lower() not in _HARMLESS
    return attribute.startswith("on")
