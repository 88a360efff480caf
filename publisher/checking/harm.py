"""What could act in a book: an article is read, and nothing in it has to run.

What was made of an article may hold nothing of the kind, whatever its source held. Other
people's books may, if they say so; but a reader is told.

Source:
    HTML, sections 4.12 (scripting), 4.8 (embedded content) and 8.1.8 (event handlers); EPUB 3.3,
    section 13 (security and privacy).
"""

import zipfile
from collections.abc import Callable, Iterator
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
    | {"marquee", "blink"}
)
_ADDRESSES: Final = frozenset({"href", "src", "action", "data", "poster"})
_HARMLESS: Final = ("http", "https", "mailto")


def is_still(path: Path) -> Iterator[Finding]:
    """Whether nothing in a book can run, load another page, or send anything anywhere."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith((".xhtml", ".svg")):
                    yield from _acting(name, tree(archive, name), _ours)
    except (*DAMAGE, etree.XMLSyntaxError):
        return  # told already, by `package`


def acts(book: Book) -> Iterator[Finding]:
    """What could act in a stranger's book, as something to know; it may hold any kind of link."""
    documents = (*book.pages.items(), *book.drawings.items())
    found = (each for name, page in documents for each in _acting(name, page, _runs))
    yield from (replace(each, weight=Weight.WARNING) for each in found)


def _ours(scheme: str) -> bool:
    return scheme not in _HARMLESS


def _runs(scheme: str) -> bool:
    return scheme in ("javascript", "vbscript", "data")


def _acting(
    name: str, page: etree._Element, is_harmful: Callable[[str], bool]
) -> Iterator[Finding]:
    for element in page.iter(etree.Element):
        tag = etree.QName(element).localname
        refreshes = tag == "meta" and element.get("http-equiv", "").lower() == "refresh"
        if tag in _ACTIVE or refreshes:
            yield error("page-active", f"there is an element {tag}", name, element.sourceline)
        for attribute, value in element.attrib.items():
            if _acts(etree.QName(attribute).localname, str(value), is_harmful):
                message = f"{attribute}={str(value)[:60]!r} of an element {tag} would act"
                yield error("page-active", message, name, element.sourceline)


def _acts(attribute: str, value: str, is_harmful: Callable[[str], bool]) -> bool:
    if attribute in _ADDRESSES:
        scheme, colon, rest = "".join(value.split()).partition(":")
        is_picture = scheme.lower() == "data" and rest.startswith(("image/", "font/", "audio/"))
        return bool(colon) and scheme.isalnum() and is_harmful(scheme.lower()) and not is_picture
    return attribute.startswith("on")
