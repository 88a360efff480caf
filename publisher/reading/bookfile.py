"""An EPUB as its package describes it: pages in order, their titles and kinds, metadata.

EbookLib reads the package. It is given each part by hand, counted, so that it never unpacks
what we do not need (sounds, fonts, films), and a part that is missing costs that part and not
the book.

Source:
    EPUB 3.3, sections 4 (container), 5 (package) and 7 (navigation); OPF 2.0.1.
"""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ebooklib import epub
from lxml import etree

from publisher.article import Metadata, Picture
from publisher.errors import ReadingError
from publisher.reading.pictures import picture
from publisher.reading.zips import Archive, folder, joined
from publisher.report import Finding, Weight

CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_LOCKS = {  # what a book that is locked has beside it, and whose lock it is
    "META-INF/license.lcpl": "LCP",
    "META-INF/rights.xml": "Adobe",
    "META-INF/sinf.xml": "Apple",
}
_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_TEXTS = (".xhtml", ".html", ".htm", ".xml", ".opf", ".ncx", ".xht")
_PAGES = {"application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/xml"}
_PAGES |= {"application/x-dtbook+xml", "text/xml"}
_OPF = "http://www.idpf.org/2007/opf"
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NO_DATES = ("0101", "0000", "0001")  # what calibre and others write when they know none
_NO_TITLES = frozenset({"", "unknown", "untitled", "[no title]", "none"})
_NO_AUTHORS = frozenset({"", "unknown", "unbekannt", "anonymous author", "none"})
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page in a book's reading order.

    Attributes:
        name: of its part.
        linear: whether it is read in order, or only when a link leads there.
        kinds: what the book calls it (``cover``, ``toc``), from its landmarks and its guide.
    """

    name: str
    linear: bool
    kinds: frozenset[str]


@dataclass(slots=True)
class Book:
    """A book as its package describes it.

    Attributes:
        leaves: its pages, in reading order.
        titles: what its table of contents calls each page: places in it, and titles.
        navigation: the name of its navigation document, or "".
        metadata: what it says of itself.
        description: what it says it is about; a bookseller's words, as a rule.
        ours: whether this program made it.
    """

    archive: Archive
    leaves: tuple[Leaf, ...] = ()
    titles: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    navigation: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    description: str = ""
    ours: bool = False
    findings: list[Finding] = field(default_factory=list)


def book_in(archive: Archive) -> Book:
    """The book in an archive.

    Raises:
        ReadingError: there is none, it is protected, or its package is damaged.
    """
    _refuse_locked(archive)
    if CONTAINER not in archive:
        raise ReadingError(
            f"{archive.source.name} is no EPUB: {CONTAINER} is missing",
            remedy="Get it again; a book in another format is first turned into an EPUB.",
        )
    reader = _Reader(archive)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # EbookLib's, on its own future
            made = reader.load()
            book = _book(archive, reader, made)
    except ReadingError:
        raise
    except RecursionError as error:
        raise ReadingError(
            f"{archive.source.name}: its table of contents is nested too deep", _AGAIN
        ) from error
    except _DAMAGE as error:
        raise ReadingError(
            f"{archive.source.name} is damaged: its package cannot be read ({error!r})", _AGAIN
        ) from error
    if not book.leaves:
        raise ReadingError(
            f"{archive.source.name} has no page of text: its pages are pictures, or are missing",
            remedy="Get it again; a book of pictures cannot be read aloud.",
        )
    return book


# What EbookLib raises where a package is not what it expects.
_DAMAGE = (
    epub.EpubException,
    etree.LxmlError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
_AGAIN = "Get it again, or mend it in an EPUB editor such as Sigil."


def _refuse_locked(archive: Archive) -> None:
    """Refuse a book that only its owner's own program can open.

    Raises:
        ReadingError: parts of it other than fonts are encrypted.

    Source:
        EPUB 3.3, sections 4.2.6.3.2 (encryption) and 4.4 (obfuscated fonts).
    """
    locks = [lock for name, lock in _LOCKS.items() if name in archive]
    encrypted = False
    if _ENCRYPTION in archive:
        methods = archive.tree(_ENCRYPTION).iter("{*}EncryptedData")
        used = (each.find("./{*}EncryptionMethod") for each in methods)
        named = {each.get("Algorithm", "") if each is not None else "" for each in used}
        encrypted = bool(named.difference(_FONTS_ONLY))
    if encrypted or locks:
        lock = f" by {locks[0]}" if locks else ""
        raise ReadingError(
            f"{archive.source.name} is protected{lock} against being read by other programs (DRM)",
            remedy="Ask its publisher or library for a copy without protection.",
        )


class _Reader(epub.EpubReader):  # type: ignore[misc]
    """EbookLib's reader, fed by hand."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive.source.name, {"ignore_ncx": True})
        self.archive = archive
        self.missing: list[str] = []
        self.navigation = ""

    def _load(self) -> None:
        self._load_container()
        self._load_opf_file()

    def read_file(self, name: str) -> bytes:
        """A part, if it is text; what is shown or heard is read when it is asked for."""
        name = joined("", name)
        if not name.lower().endswith(_TEXTS):
            return b""
        if name not in self.archive:
            if name == self.opf_file:
                raise KeyError(name)
            self.missing.append(name)
            return b""
        data = self.archive.read(name)
        if b"<!ENTITY" in data:
            raise ReadingError(
                f"{name} in {self.archive.source.name} declares entities, which can choke a reader",
                remedy="No program writes that; do not trust the file.",
            )
        return data

    def _parse_nav(self, data: bytes, base_path: str, navtype: str = "toc") -> None:
        if navtype == "toc" and data.strip():
            try:
                super()._parse_nav(data, base_path, navtype)
            except (IndexError, AttributeError, TypeError, etree.ParserError):
                self.book.toc = []

    def _parse_ncx(self, data: bytes) -> None:
        try:
            super()._parse_ncx(data)
        except (IndexError, AttributeError, TypeError, AssertionError, etree.XMLSyntaxError):
            self.book.toc = []


def _book(archive: Archive, reader: _Reader, made: Any) -> Book:
    base = reader.opf_dir
    items = {item.get_id(): item for item in made.get_items()}
    nav = next((item for item in items.values() if isinstance(item, epub.EpubNav)), None)
    navigation = joined(base, nav.file_name) if nav is not None else ""
    book = Book(archive, navigation=navigation)
    kinds = dict(_guided(made, base)) | dict(_landmarks(nav, navigation))
    leaves: dict[str, Leaf] = {}
    for key, linear in made.spine:
        item = items.get(key)
        name = joined(base, item.file_name) if item is not None else ""
        if item is None or name not in archive:
            message = f"a page of the book is missing: {name or key}"
            book.findings.append(Finding("page-missing", Weight.WARNING, message))
        elif _is_page(item, name):
            kind = frozenset({kinds[name]} if name in kinds else ())
            leaves.setdefault(name, Leaf(name, linear != "no", kind))
        else:
            message = f"a page that is no text is left out: {name}"
            book.findings.append(Finding("page-left-out", Weight.WARNING, message))
    book.leaves = tuple(leaves.values())
    book.titles = _titles(made.toc, base)
    book.metadata, book.description = _described(made, _cover(archive, made, items, base))
    book.ours = any(each.startswith("publisher ") for each in _old_metas(made, "generator"))
    for name in archive.outside:
        message = f"{name!r} in the file would lead out of it, and is passed over"
        book.findings.append(Finding("part-left-out", Weight.WARNING, message))
    return book


def _is_page(item: Any, name: str) -> bool:
    kind = (getattr(item, "media_type", "") or "").lower()
    return isinstance(item, epub.EpubHtml) or (kind in _PAGES and name.lower().endswith(_TEXTS))


def _said(others: Any) -> dict[str, str]:
    return others if isinstance(others, dict) else {}


def _guided(made: Any, base: str) -> Iterator[tuple[str, str]]:
    """What an EPUB 2 calls its pages, in the words of EPUB 3."""
    words = {"title-page": "titlepage", "copyright-page": "copyright-page"}
    for each in made.guide or ():
        kind = (each.get("type") or "").lower()
        if each.get("href") and "#" not in each["href"]:
            yield joined(base, each["href"]), words.get(kind, kind)


def _landmarks(nav: Any, name: str) -> Iterator[tuple[str, str]]:
    """What the landmarks of an EPUB 3 call its pages."""
    if nav is None or not nav.content:
        return
    parser = etree.HTMLParser()
    root = etree.fromstring(nav.content, parser)
    for link in root.iterfind(".//nav//a[@href]") if root is not None else ():
        kind = link.get("epub:type") or link.get("type") or ""
        if kind and "#" not in link.get("href"):
            yield joined(folder(name), link.get("href")), kind.split()[0]


def _titles(entries: Any, base: str) -> dict[str, list[tuple[str, str]]]:
    """What a table of contents calls each page and the places in it, the first to name one."""
    waiting = list(entries) if isinstance(entries, (list, tuple)) else [entries]
    waiting.reverse()
    found: dict[str, dict[str, str]] = {}
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, (list, tuple)):
            waiting.extend(reversed(entry))
            continue
        href, title = getattr(entry, "href", "") or "", getattr(entry, "title", "") or ""
        path, _, fragment = href.partition("#")
        if path and title.strip():
            page = found.setdefault(joined(base, path), {})
            page.setdefault(fragment, " ".join(title.split()))
    return {name: list(places.items()) for name, places in found.items()}


def _cover(archive: Archive, made: Any, items: dict[str, Any], base: str) -> Picture | None:
    """The picture that the package calls the cover."""
    named = [item for item in items.values() if isinstance(item, epub.EpubCover)]
    named += [items.get(key) for key in _old_metas(made, "cover")]
    for item in named:
        name = joined(base, item.file_name) if item is not None else ""
        if name in archive and not name.lower().endswith(_TEXTS):
            return picture(name, archive.read(name))
    return None


def _described(made: Any, cover: Picture | None) -> tuple[Metadata, str]:
    """What a package says of its book, and the description."""

    def said(name: str) -> list[tuple[str, dict[str, str]]]:
        found = made.metadata.get(epub.NAMESPACES["DC"], {}).get(name, [])
        pairs = ((" ".join((words or "").split()), _said(others)) for words, others in found)
        return [(words, others) for words, others in pairs if words]

    refined = _refined(made)
    titles = [
        words
        for words, others in said("title")
        if _role(others, refined, "title-type") in ("", "main")
    ]
    title = next(iter(titles), "")
    sources = [*said("source"), *said("identifier")]
    metadata = Metadata(
        title="" if title.lower() in _NO_TITLES else title,
        authors=tuple(_authors(said("creator"), refined)),
        date=_date(said("date")),
        language=next((words for words, _ in said("language") if words.lower() != "und"), ""),
        publisher=next((words for words, _ in said("publisher")), ""),
        rights=next((words for words, _ in said("rights")), ""),
        source=next((words for words, _ in sources if _ADDRESS.fullmatch(words)), ""),
        subjects=tuple(dict.fromkeys(words for words, _ in said("subject"))),
        cover=cover,
    )
    return metadata, next((words for words, _ in said("description")), "")


def _old_metas(made: Any, name: str) -> Iterator[str]:
    """What an EPUB 2 states by a name of its own."""
    for names in made.metadata.values():
        for _, others in names.get("meta", []):
            if _said(others).get("name") == name:
                yield _said(others).get("content", "")


def _refined(made: Any) -> dict[tuple[str, str], str]:
    """What EPUB 3 says of single statements, by what they are of and the property."""
    found: dict[tuple[str, str], str] = {}
    for names in made.metadata.values():
        for words, others in names.get("meta", []):
            about = _said(others)
            if about.get("refines"):
                key = (about["refines"].removeprefix("#"), about.get("property", ""))
                found[key] = (words or "").strip()
    return found


def _role(others: dict[str, str], refined: dict[tuple[str, str], str], name: str) -> str:
    return others.get(f"{{{_OPF}}}{name}", "") or refined.get((others.get("id", ""), name), "")


def _authors(
    creators: list[tuple[str, dict[str, str]]], refined: dict[tuple[str, str], str]
) -> Iterator[str]:
    """Those who wrote a book: its creators, but for those who did something else."""
    known = [each for each in creators if each[0].lower() not in _NO_AUTHORS]
    roles = [_role(others, refined, "role") for _, others in known]
    only = "aut" in roles
    for (name, _), role in zip(known, roles, strict=True):
        if role == "aut" or not only:
            yield name


def _date(dates: list[tuple[str, dict[str, str]]]) -> str:
    """The day of publication, if one is stated."""
    ordered = sorted(dates, key=lambda each: each[1].get(f"{{{_OPF}}}event", "") != "publication")
    for words, others in ordered:
        found = _DATE.match(words)
        event = others.get(f"{{{_OPF}}}event", "")
        if found and event not in ("modification", "creation") and words[:4] not in _NO_DATES:
            return found[0]
    return ""
