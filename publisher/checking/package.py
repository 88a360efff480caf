"""An EPUB as an e-reader opens it: its archive, its package, its pages and links.

Source:
    EPUB 3.3, sections 4 (container), 5 (package), 6 (content documents).
"""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from publisher.checking.archive import DAMAGE, error, is_whole, tree
from publisher.checking.catalogue import BEYOND_READING
from publisher.checking.images import is_as_listed
from publisher.report import Finding, Weight

CONTAINER = "META-INF/container.xml"
PAGE = "application/xhtml+xml"

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HTML = "{http://www.w3.org/1999/xhtml}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_UNPARSED = (etree.XMLSyntaxError, ValueError)

Pages = dict[str, etree._Element]


@dataclass(frozen=True, slots=True)
class Package:
    """A package document.

    Attributes:
        name: of its entry in the archive.
        root: its outermost element.
        items: what its manifest lists, by the entry's name in the archive.
    """

    name: str
    root: etree._Element
    items: dict[str, etree._Element]

    def spine(self) -> Iterator[str]:
        """The entries that its spine names, in reading order."""
        names = {item.get("id"): name for name, item in self.items.items()}
        for reference in self.root.iter(f"{_OPF}itemref"):
            if reference.get("idref") in names:
                yield names[reference.get("idref")]


def is_sound(path: Path) -> Iterator[Finding]:
    """Whether an EPUB can be opened, is complete, and leads where it says."""
    try:
        with zipfile.ZipFile(path) as archive:
            faults = tuple(is_whole(archive, path))
            yield from faults
            if not any(fault.code in BEYOND_READING for fault in faults):
                yield from _leads(archive)
    except DAMAGE as damage:
        yield error("archive-broken", f"the archive cannot be read: {damage}")


def _leads(archive: zipfile.ZipFile) -> Iterator[Finding]:
    """Whether a reader finds its way from the container to every page and link."""
    name = package_name(archive)
    if name is None:
        yield error("package-missing", "no package document can be found", CONTAINER)
        return
    try:
        package = read_package(archive, name)
    except _UNPARSED as fault:
        yield _malformed(fault, name)
        return
    yield from _metadata(package)
    yield from _resources(package, set(archive.namelist()))
    yield from _pages(archive, package)
    for name, item in package.items.items():
        if item.get("media-type", "").startswith("image/") and name in archive.namelist():
            yield from is_as_listed(archive, name, item.get("media-type"))


def package_name(archive: zipfile.ZipFile) -> str | None:
    """The entry that holds the package document, or None when the container names none."""
    try:
        found = tree(archive, CONTAINER).find(f".//{_CONTAINER}rootfile")
    except (KeyError, *_UNPARSED):
        return None
    name = None if found is None else found.get("full-path")
    return name if name in archive.namelist() else None


def read_package(archive: zipfile.ZipFile, name: str) -> Package:
    """The package document in an entry.

    Raises:
        ValueError: it is too large.
        XMLSyntaxError: it is not well-formed.
    """
    root = tree(archive, name)
    items = {
        goal_of(item.get("href", ""), name): item
        for item in root.iter(f"{_OPF}item")
        if not _is_elsewhere(item.get("href", ""))
    }
    return Package(name, root, items)


def spine_pages(archive: zipfile.ZipFile) -> Iterator[tuple[str, etree._Element]]:
    """The pages of a book in reading order, each with its name.

    Raises:
        ValueError: one of them, or the package document, is too large.
        XMLSyntaxError: one of them is not well-formed.
    """
    name = package_name(archive)
    for page in read_package(archive, name).spine() if name else ():
        yield page, tree(archive, page)


def _metadata(package: Package) -> Iterator[Finding]:
    for name in ("identifier", "title", "language"):
        if not any((each.text or "").strip() for each in package.root.iter(f"{_DC}{name}")):
            yield error("package-metadata", f"dc:{name} is missing or empty", package.name)


def _resources(package: Package, present: set[str]) -> Iterator[Finding]:
    for name in sorted(package.items.keys() - present):
        message = f"the manifest lists {name!r}; it is not in the archive"
        line = package.items[name].sourceline
        yield error("resource-missing", message, package.name, line)
    for name in sorted(present - package.items.keys() - {"mimetype", package.name}):
        if not name.startswith("META-INF/") and not name.endswith("/"):
            message = "it is in the archive; the manifest does not list it"
            yield Finding("resource-unlisted", Weight.WARNING, message, name)


def _pages(archive: zipfile.ZipFile, package: Package) -> Iterator[Finding]:
    present = set(archive.namelist())
    pages: Pages = {}
    for name, item in package.items.items():
        if item.get("media-type") == PAGE and name in present:
            try:
                pages[name] = tree(archive, name)
            except _UNPARSED as fault:
                yield _malformed(fault, name)
    ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    for name, page in pages.items():
        yield from _page(name, page)
        yield from _links(name, page, ids, present)


def _malformed(fault: Exception, name: str) -> Finding:
    return error("page-malformed", f"it cannot be read: {fault}", name, getattr(fault, "lineno", 0))


def _page(name: str, page: etree._Element) -> Iterator[Finding]:
    if not page.get("lang") or page.get("lang") != page.get(_XML_LANG):
        message = "`lang` and `xml:lang` are missing, or differ"
        yield error("page-language", message, name, page.sourceline)
    if not (page.findtext(f"{_HTML}head/{_HTML}title") or "").strip():
        yield error("page-title", "it has no title", name, page.sourceline)
    seen: set[str] = set()
    for place in page.xpath("//@id"):
        if place in seen:
            message = f"the id {str(place)!r} stands there more than once"
            yield error("page-id-twice", message, name, place.getparent().sourceline)
        seen.add(place)


def _links(
    name: str, page: etree._Element, ids: dict[str, set[str]], present: set[str]
) -> Iterator[Finding]:
    for address in page.xpath("//@href | //@src"):
        if _is_elsewhere(address):
            continue
        path, _, fragment = address.partition("#")
        goal = goal_of(path.partition("?")[0], name) if path else name
        is_there = unquote(fragment) in ids[goal] if fragment and goal in ids else goal in present
        if not is_there:
            message = f"a link leads to {str(address)!r}, which is not there"
            yield error("link-broken", message, name, address.getparent().sourceline)


def _is_elsewhere(address: str) -> bool:
    """Whether an address leads out of the book; one that cannot be told leads nowhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.scheme or parts.netloc)


def goal_of(address: str, name: str) -> str:
    """The entry that an address leads to, told from the entry that it stands in."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))
