"""An EPUB, opened to be looked over: its package, its pages, overlays and style sheets.

What cannot be parsed is left out here, and told of by `package`.
"""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from publisher.checking.archive import DAMAGE, LARGEST_PAGE, tree

CONTAINER: Final = "META-INF/container.xml"
PAGE: Final = "application/xhtml+xml"
OVERLAY: Final = "application/smil+xml"
STYLE: Final = "text/css"
NCX: Final = "application/x-dtbncx+xml"
SVG: Final = "image/svg+xml"

OPF: Final = "{http://www.idpf.org/2007/opf}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
HTML: Final = "{http://www.w3.org/1999/xhtml}"
OPS: Final = "{http://www.idpf.org/2007/ops}"
SMIL: Final = "{http://www.w3.org/ns/SMIL}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"

UNPARSED: Final = (etree.XMLSyntaxError, ValueError)
"""What parsing an entry may raise."""

Pages = dict[str, etree._Element]
"""The outermost element of each, by the entry's name in the archive."""

_CONTAINER: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}"


@dataclass(frozen=True, slots=True)
class Meta:
    """A meta element of a package.

    Attributes:
        name: its property, or the name that EPUB 2 had.
        value: without the white space around it.
        refines: the id that it says something of, or "".
        uid: its own id, or "".
        line: in the package document.
    """

    name: str
    value: str
    refines: str
    uid: str
    line: int


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
        yield from (name for name, _ in self.references())

    def linear(self) -> Iterator[str]:
        """Those of them that are reached by reading on."""
        yield from (name for name, is_linear in self.references() if is_linear)

    def references(self) -> Iterator[tuple[str, bool]]:
        """The entries that its spine names, and whether each is reached by reading on."""
        names = {item.get("id"): name for name, item in self.items.items()}
        for reference in self.root.iter(f"{OPF}itemref"):
            if reference.get("idref") in names:
                yield names[reference.get("idref")], reference.get("linear") != "no"

    def metas(self, name: str) -> tuple[Meta, ...]:
        """The meta elements of a name, in their order."""
        return tuple(meta for meta in self.all_metas() if meta.name == name)

    def all_metas(self) -> Iterator[Meta]:
        """Every meta element, of EPUB 3 and of EPUB 2."""
        for element in self.root.iter(f"{OPF}meta"):
            if element.get("property"):
                name, value = element.get("property"), element.text or ""
            else:
                name, value = element.get("name", ""), element.get("content", "")
            refines = element.get("refines", "").removeprefix("#")
            line = element.sourceline or 0
            yield Meta(name.strip(), value.strip(), refines, element.get("id", ""), line)

    def dublin_core(self, name: str) -> tuple[str, ...]:
        """The values of a Dublin Core element that are not empty."""
        texts = ((each.text or "").strip() for each in self.root.iter(f"{DC}{name}"))
        return tuple(filter(None, texts))

    def of_type(self, *types: str) -> Iterator[str]:
        """The entries of media types."""
        yield from (name for name, item in self.items.items() if item.get("media-type") in types)

    def navigation(self) -> str:
        """The entry that is the navigation document, or ""."""
        found = (n for n, each in self.items.items() if "nav" in properties_of(each))
        return next(found, "")

    @property
    def is_old(self) -> bool:
        """Whether it is of EPUB 2."""
        return str(self.root.get("version", "")).startswith("2")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Book:
    """An EPUB, open.

    Attributes:
        path: the file.
        archive: it, open.
        present: the entries of that.
        package: its package document.
        pages: XHTML documents that can be parsed, those of the spine first, in its order.
        styles: style sheets as text.
        drawings: SVG documents that can be parsed.
    """

    path: Path
    archive: zipfile.ZipFile
    present: frozenset[str]
    package: Package
    pages: Pages
    styles: Mapping[str, str]
    drawings: Pages

    def size_of(self, picture: str) -> tuple[int, int]:
        """The width and height of a picture in pixels; 0 and 0 when they cannot be told."""
        from PIL import Image

        try:
            with self.archive.open(picture) as file, Image.open(file) as image:
                return image.size
        except (*DAMAGE, SyntaxError, Image.DecompressionBombError):
            return 0, 0

    def read(self) -> Iterator[tuple[str, etree._Element]]:
        """The pages of the spine in reading order."""
        yield from ((n, self.pages[n]) for n in self.package.spine() if n in self.pages)

    def overlays(self) -> Iterator[tuple[str, etree._Element]]:
        """SMIL documents that can be parsed, in the order of the manifest.

        None is kept: those of ten hours, lit word by word, are hundreds of megabytes.
        """
        yield from _parsed(self.archive, self.package.of_type(OVERLAY))

    @property
    def is_read_aloud(self) -> bool:
        """Whether it has overlays."""
        return next(self.overlays(), None) is not None

    def nav(self, kind: str) -> etree._Element | None:
        """The part of the navigation document that is of a kind and leads anywhere, or None."""
        page = self.pages.get(self.package.navigation())
        navs = () if page is None else page.iter(f"{HTML}nav")
        leading = (nav for nav in navs if next(nav.iter(f"{HTML}a"), None) is not None)
        return next((nav for nav in leading if kind in types_of(nav)), None)

    def overlay_of(self, page: str) -> str:
        """The entry that is a page's overlay by the manifest, or ""."""
        wanted = self.package.items[page].get("media-overlay") if page in self.package.items else ""
        found = (n for n, each in self.package.items.items() if wanted and each.get("id") == wanted)
        return next(found, "")


@contextmanager
def opened(path: Path) -> Iterator[Book | None]:
    """An EPUB, open for as long as it is looked at; None when it has no package to go by."""
    with zipfile.ZipFile(path) as archive:
        yield _book(path, archive)


def _book(path: Path, archive: zipfile.ZipFile) -> Book | None:
    name = package_name(archive)
    try:
        package = read_package(archive, name) if name else None
    except (KeyError, *UNPARSED):
        return None
    if package is None:
        return None
    in_order = dict.fromkeys((*package.spine(), *package.of_type(PAGE)))
    pages = (each for each in in_order if package.items[each].get("media-type") == PAGE)
    return Book(
        path=path,
        archive=archive,
        present=frozenset(archive.namelist()),
        package=package,
        pages=dict(_parsed(archive, pages)),
        styles=dict(_texts(archive, package.of_type(STYLE))),
        drawings=dict(_parsed(archive, package.of_type(SVG))),
    )


def _parsed(archive: zipfile.ZipFile, names: Iterator[str]) -> Iterator[tuple[str, etree._Element]]:
    for name in names:
        try:
            yield name, tree(archive, name)
        except (etree.XMLSyntaxError, *DAMAGE):  # told already, by `package`
            continue


def _texts(archive: zipfile.ZipFile, names: Iterator[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        try:
            with archive.open(name) as file:
                yield name, file.read(LARGEST_PAGE).decode("utf-8-sig", errors="replace")
        except DAMAGE:  # told already, by `package`
            continue


def package_name(archive: zipfile.ZipFile) -> str | None:
    """The entry that holds the package document, or None when the container names none."""
    try:
        found = tree(archive, CONTAINER).find(f".//{_CONTAINER}rootfile")
    except (KeyError, *UNPARSED):
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
        for item in root.iter(f"{OPF}item")
        if not is_elsewhere(item.get("href", ""))
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


def is_elsewhere(address: str) -> bool:
    """Whether an address leads out of the book; one that cannot be told leads nowhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.scheme or parts.netloc)


def goal_of(address: str, name: str) -> str:
    """The entry that an address leads to, told from the entry that it stands in."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))


def target_of(address: str, name: str) -> tuple[str, str]:
    """The entry that an address leads to, and the id in it, or ""."""
    path, _, fragment = address.partition("#")
    return (goal_of(path.partition("?")[0], name) if path else name), unquote(fragment)


def properties_of(item: etree._Element) -> frozenset[str]:
    """The properties of an item or itemref."""
    return frozenset(item.get("properties", "").split())


def types_of(element: etree._Element) -> frozenset[str]:
    """What an element is by `epub:type`."""
    return frozenset(element.get(f"{OPS}type", "").split())


def tag_of(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(etree.QName(element).localname)


def words_of(element: etree._Element) -> str:
    """The words of an element and of the pictures in it, with single spaces."""
    return " ".join("".join(_texts_of(element)).split())


def _texts_of(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    if tag_of(element) == "img":
        yield element.get("alt", "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts_of(child)
        yield child.tail or ""


def quoted(words: str, longest: int = 60) -> str:
    """Some words as a message quotes them."""
    return f"“{words}”" if len(words) <= longest else f"“{words[: longest - 1].rstrip()}…”"
