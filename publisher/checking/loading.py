"""What a book loads: whether all that it shows is in it.

Source:
    EPUB 3.3, section 3.6 (resource locations): sound, films and fonts may be elsewhere when that
    is declared; but then they are not there without a network.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from publisher.checking.book import (
    Book,
    is_elsewhere,
    properties_of,
    tag_of,
)
from publisher.checking.catalogue import error, warning
from publisher.report import Finding

_LOADING: Final = {
    "src": ("img", "audio", "video", "source", "track", "script", "iframe", "embed", "input"),
    "href": ("link", "image", "use"),
    "poster": ("video",),
    "data": ("object",),
}
_LOADED_LINKS: Final = frozenset({"stylesheet", "icon", "preload", "import", "prefetch"})


def keep_to_themselves(book: Book) -> Iterator[Finding]:
    """Whether all that the book shows is in it, and what needs more than a page is declared."""
    for name, item in book.package.items.items():
        yield from _undeclared(book, name, properties_of(item))
    for item in book.package.root.iter("{http://www.idpf.org/2007/opf}item"):
        if is_elsewhere(item.get("href", "")):
            message = f"the manifest lists {item.get('href')!r}, which is elsewhere"
            yield warning("resource-remote", message, book.package.name, item.sourceline)
    for name, page in (*book.pages.items(), *book.drawings.items()):
        for element, address in loaded(page):
            if is_elsewhere(address) and not address.strip().startswith("data:"):
                message = f"{tag_of(element)} loads {address!r} from elsewhere"
                yield error("resource-remote", message, name, element.sourceline)


def loaded(page: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The elements of a page that load something, each with the address."""
    for element in page.iter(etree.Element):
        tag = tag_of(element)
        if tag == "link" and not _LOADED_LINKS & set(element.get("rel", "").lower().split()):
            continue
        for attribute, value in element.attrib.items():
            name = etree.QName(attribute).localname
            if tag in _LOADING.get(name, ()):
                yield element, str(value)
            if name == "srcset":
                yield from (
                    (element, each.split()[0]) for each in str(value).split(",") if each.split()
                )


def _undeclared(book: Book, name: str, said: frozenset[str]) -> Iterator[Finding]:
    page = book.pages.get(name)
    if page is None:
        return
    tags = {tag_of(element) for element in page.iter(etree.Element)}
    has = {
        "svg": "svg" in tags,
        "mathml": "math" in tags,
        "scripted": bool(tags & {"script", "form"}),
    }
    for word in (word for word, there in has.items() if there and word not in said):
        item = book.package.items[name]
        message = f"{name} has the property {word!r}, and the manifest does not say so"
        yield error("resource-undeclared", message, book.package.name, item.sourceline)
