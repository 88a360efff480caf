"""An audiobook as a player opens it: its manifest, and whether what that says is so.

A stranger's archive is opened as warily as an EPUB's: nothing is unpacked to disk, nothing fetched.

Source:
    W3C Audiobooks, section 6, and Publication Manifest, sections 4 and 7 (what their processing
    calls an error); W3C Lightweight Packaging Format; Google Play Books for covers.
"""

import io
import json
import re
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urldefrag

from lxml import etree

from publisher.checking.archive import DAMAGE, LARGEST_PAGE, is_safe
from publisher.checking.catalogue import BEYOND_READING, error, warning
from publisher.checking.lengths import LENGTH_MS, lasts_to_its_end, told_ms
from publisher.language_tags import is_valid
from publisher.report import Finding

MANIFEST: Final = "publication.json"
ENTRY: Final = "index.html"
CONFORMS: Final = "https://www.w3.org/TR/audiobooks/"
CONTEXTS: Final = ("https://schema.org", "https://www.w3.org/ns/pub-context")
SMALLEST_COVER: Final = 1024  # pixels to each side

_REQUIRED: Final = ("@context", "conformsTo", "name", "readingOrder")
_ASKED: Final = (
    *("abridged", "accessMode", "accessModeSufficient", "accessibilityFeature"),
    *("accessibilityHazard", "accessibilitySummary", "author", "dateModified", "datePublished"),
    *("id", "inLanguage", "readBy", "readingProgression", "resources", "url", "type", "duration"),
)
_DURATION: Final = re.compile(
    r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?(?<![PT])"
)
_TIME: Final = re.compile(r"t=(?:npt:)?(\d+(?:\.\d+)?)(?:,\d+(?:\.\d+)?)?")
_REMOTE: Final = re.compile(r"[A-Za-z][\w+.-]*:")
_TYPES: Final = {
    "css": "text/css",
    "gif": "image/gif",
    "htm": "text/html",
    "html": "text/html",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "mp3": "audio/mpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "xhtml": "application/xhtml+xml",
}
_SAME: Final = {"audio/mp3": "audio/mpeg", "application/xhtml+xml": "text/html"}
_IGNORED: Final = ("META-INF/", "__MACOSX/")

Manifest = dict[str, Any]
Link = dict[str, Any]
"""A linked resource, whatever a stranger put into it."""


@dataclass(frozen=True, slots=True)
class Audiobook:
    """An audiobook, opened.

    Attributes:
        archive: what it is packed in.
        manifest: what it says of itself.
        order: what is heard, in order.
        others: what else it lists.
    """

    archive: zipfile.ZipFile
    manifest: Manifest
    order: tuple[Link, ...]
    others: tuple[Link, ...]

    @property
    def linked(self) -> tuple[Link, ...]:
        """All that it lists."""
        return (*self.order, *self.others)

    @property
    def names(self) -> frozenset[str]:
        """What is in the archive."""
        return frozenset(self.archive.namelist())

    def page(self, name: str) -> etree._Element | None:
        """A page of it, as an HTML parser reads it; None where there is none."""
        content = _read(self.archive, name)
        parser = etree.HTMLParser(encoding="utf-8", no_network=True)
        try:
            return etree.fromstring(content, parser) if content else None
        except (etree.XMLSyntaxError, ValueError):
            return None


def is_sound(path: Path) -> Iterator[Finding]:
    """Whether all of an audiobook is there, and is what it says.

    Args:
        path: the archive.
    """
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGE as damage:
        yield error("archive-broken", f"it is no archive that can be opened: {damage}")
        return
    with archive:
        unsafe = tuple(is_safe(archive, path))
        yield from unsafe
        if any(finding.code in BEYOND_READING for finding in unsafe):
            return
        book = _opened(archive)
        if book is None:
            message = f"it has no {MANIFEST} at its root that is a JSON object"
            yield error("audiobook-broken", message)
            return
        for check in (_described, _valued, _packed, _typed, _ordered, _lasting, _led, _covered):
            yield from check(book)


def is_in_its_sound(path: Path) -> Iterator[Finding]:
    """Whether every recording can be decoded to its end."""
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGE:
        return
    with archive, tempfile.TemporaryDirectory() as folder:
        book, copy = _opened(archive), Path(folder) / "recording"
        for name in (_name(link) for link in (book.order if book else ())):
            if name in archive.namelist():
                with archive.open(name) as source, copy.open("wb") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
                yield from lasts_to_its_end(copy, name)


def _opened(archive: zipfile.ZipFile) -> Audiobook | None:
    try:
        told = json.loads(_read(archive, MANIFEST) or b"")
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    order, others = (_links(told.get(name)) for name in ("readingOrder", "resources"))
    return Audiobook(archive, told, order, others)


def _read(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """A small entry; None where there is none, or a large one."""
    try:
        with archive.open(name) as file:
            content = file.read(LARGEST_PAGE + 1)
    except (*DAMAGE, KeyError):
        return None
    return content if len(content) <= LARGEST_PAGE else None


def _links(value: object) -> tuple[Link, ...]:
    """Linked resources, which may be told by their addresses alone, and one without a list."""
    each = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(
        {"url": one} if isinstance(one, str) else one
        for one in each
        if isinstance(one, str) or (isinstance(one, dict) and isinstance(one.get("url"), str))
    )


def _name(link: Link) -> str:
    """The entry that a link leads to."""
    return unquote(urldefrag(str(link["url"])).url)


# What it says of itself


def _described(book: Audiobook) -> Iterator[Finding]:
    """Whether it says all that it ought to."""
    for name in _REQUIRED:
        if book.manifest.get(name) in (None, "", [], {}):
            yield error("audiobook-property", f"it does not say {name}", MANIFEST)
    for name in _ASKED:
        if book.manifest.get(name) in (None, "", [], {}):
            yield warning("audiobook-property", f"it does not say {name}", MANIFEST)


def _valued(book: Audiobook) -> Iterator[Finding]:
    """Whether what it says is of the kind that it ought to be."""
    told = book.manifest
    context = told.get("@context")
    if context and (not isinstance(context, list) or tuple(context[:2]) != CONTEXTS):
        yield error("audiobook-value", "@context does not begin with the two it is to", MANIFEST)
    conforms = told.get("conformsTo")
    if conforms and CONFORMS not in (conforms if isinstance(conforms, list) else [conforms]):
        yield error("audiobook-value", f"conformsTo is not {CONFORMS}", MANIFEST)
    for name, is_right in _RULES.items():
        value = told.get(name)
        if value not in (None, "", [], {}) and not is_right(value):
            yield warning("audiobook-value", f"{name} is {_short(value)}", MANIFEST)


def _is_date(value: object) -> bool:
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        return bool(re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", str(value)))
    return isinstance(value, str)


def _is_way(value: object) -> bool:
    """Whether it tells lists of senses that suffice."""
    ways = value if isinstance(value, list) else [value]
    return all(
        isinstance(way, dict)
        and way.get("type") == "ItemList"
        and isinstance(way.get("itemListElement"), list)
        for way in ways
    )


def _is_language(value: object) -> bool:
    tags = value if isinstance(value, list) else [value]
    return all(isinstance(tag, str) and is_valid(tag) for tag in tags)


def _is_truth(value: object) -> bool:
    return isinstance(value, bool)


def _is_progression(value: object) -> bool:
    return value in ("ltr", "rtl")


def _is_address(value: object) -> bool:
    addresses = value if isinstance(value, list) else [value]
    return all(isinstance(each, str) and _REMOTE.match(each) for each in addresses)


_RULES: Final[dict[str, Callable[[object], bool]]] = {
    "abridged": _is_truth,
    "accessModeSufficient": _is_way,
    "dateModified": _is_date,
    "datePublished": _is_date,
    "inLanguage": _is_language,
    "readingProgression": _is_progression,
    "url": _is_address,
}


def _short(value: object) -> str:
    return repr(value)[:60]


# What is in it


def _packed(book: Audiobook) -> Iterator[Finding]:
    """Whether all that it lists is there, and all that is there is listed."""
    listed = {_name(link) for link in book.linked}
    alternates = (each for link in book.linked for each in _links(link.get("alternate")))
    for link in (*book.linked, *alternates):
        name = _name(link)
        if _REMOTE.match(str(link["url"])):
            yield warning("audiobook-remote", f"{_short(link['url'])} is elsewhere", MANIFEST)
        elif name not in book.names:
            yield error("audiobook-resource", f"it lists {name!r}, which is not there", MANIFEST)
        elif name not in listed:
            message = f"{name!r} is told to be another form, and not listed"
            yield warning("audiobook-unlisted", message, MANIFEST)
    for name in sorted(book.names - listed - {MANIFEST}):
        if not name.endswith("/") and not name.startswith(_IGNORED):
            yield warning("audiobook-unlisted", "it is in the archive, and not listed", name)
    for entry in book.archive.infolist():
        is_heard = entry.filename in {_name(link) for link in book.order}
        if is_heard and entry.compress_type != zipfile.ZIP_STORED:
            message = "it is compressed, so a player cannot seek in it"
            yield warning("audiobook-packed", message, entry.filename)


def _typed(book: Audiobook) -> Iterator[Finding]:
    """Whether media types are told, and are those of the files."""
    for link in book.linked:
        said, name = link.get("encodingFormat"), _name(link)
        usual = _TYPES.get(name.rpartition(".")[2].lower())
        if not isinstance(said, str) or not said:
            yield warning("audiobook-type", f"the media type of {name!r} is not told", MANIFEST)
            continue
        own = said.partition(";")[0].strip().lower()
        if usual is not None and _SAME.get(own, own) != _SAME.get(usual, usual):
            yield warning("audiobook-type", f"{name!r} is told to be {said}", MANIFEST)


def _ordered(book: Audiobook) -> Iterator[Finding]:
    """Whether there is something to hear, nothing else in the order, and nothing twice."""
    if not book.order:
        yield error("audiobook-order", "there is nothing to hear in its reading order", MANIFEST)
    for link in book.order:
        said = link.get("encodingFormat") or _TYPES.get(_name(link).rpartition(".")[2].lower(), "")
        if not str(said).startswith("audio/"):
            yield error("audiobook-order", f"{_name(link)!r} is no recording", MANIFEST)
    for url, times in Counter(str(link["url"]) for link in book.order).items():
        if times > 1:
            yield error("audiobook-order", f"{url!r} is in it {times} times", MANIFEST)


def _lasting(book: Audiobook) -> Iterator[Finding]:
    """Whether recordings last as long as is told, and the whole as long as its parts."""
    whole = 0.0
    for link in book.order:
        name, said = _name(link), _duration_ms(link.get("duration"))
        if said is None:
            yield warning("audiobook-duration", f"how long {name!r} lasts is not told", MANIFEST)
        whole += said or 0
        if name not in book.names or urldefrag(str(link["url"])).fragment:
            continue
        with book.archive.open(name) as file:
            found = told_ms(file)
        if found is None:
            yield error("sound-broken", "it cannot be decoded", name)
        elif said is not None and abs(found - said) > LENGTH_MS:
            message = f"it lasts {found:.0f} ms, and is told to last {said:.0f} ms"
            yield error("audiobook-duration", message, name)
    total = _duration_ms(book.manifest.get("duration"))
    if total is not None and abs(total - whole) > LENGTH_MS:
        message = f"the whole is told to last {total:.0f} ms; its parts add up to {whole:.0f} ms"
        yield warning("audiobook-duration", message, MANIFEST)


def _duration_ms(value: object) -> float | None:
    """An ISO 8601 duration in milliseconds; None where it is none."""
    found = _DURATION.fullmatch(value) if isinstance(value, str) and len(value) < 40 else None
    if found is None:
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000


# Ways into it


def _led(book: Audiobook) -> Iterator[Finding]:
    """Whether it has a table of contents, and whether links lead to what is there, while it lasts.

    Source:
        Publication Manifest, 4.8.1.3: the first element of the role ``doc-toc`` in the entry page,
        or in what the manifest says holds the contents.
    """
    names = [ENTRY, *(_name(link) for link in book.others if "contents" in _rels(link))]
    pages = {name: book.page(name) for name in names if name in book.names}
    found = [
        t for page in pages.values() if page is not None for t in page.xpath("//*[@role='doc-toc']")
    ]
    if not found:
        yield warning("audiobook-contents", "it has no table of contents", ENTRY)
    elif not found[0].xpath(".//a[@href]"):
        yield warning("audiobook-contents", "its table of contents is empty", ENTRY)
    texts = (name for name in map(_name, book.others) if name.endswith(("html", "htm")))
    for name in dict.fromkeys((*pages, *texts)):
        page = book.page(name) if name in book.names else None
        if page is not None:
            yield from _astray(book, name, page)


def _rels(link: Link) -> list[object]:
    rels = link.get("rel")
    return rels if isinstance(rels, list) else [rels]


def _astray(book: Audiobook, name: str, page: etree._Element) -> Iterator[Finding]:
    """The links of a page that lead nowhere."""
    lengths = {_name(link): _duration_ms(link.get("duration")) for link in book.order}
    ids = {each.get("id") for each in page.iter(etree.Element)}
    folder = name.rpartition("/")[0]
    for element in page.iter(etree.Element):
        way = (element.get("href") or element.get("src") or "").strip()
        if not way or _REMOTE.match(way):
            continue
        url, fragment = urldefrag(way)
        goal = _joined(folder, unquote(url)) if url else name
        time = _TIME.fullmatch(fragment)
        length = lengths.get(goal)
        if goal not in book.names:
            message = f"{way!r} leads to nothing in the archive"
            yield error("audiobook-astray", message, name, element.sourceline)
        elif time and length is not None and float(time[1]) * 1000 >= length:
            message = f"{way!r} leads behind the end of the recording"
            yield error("audiobook-astray", message, name, element.sourceline)
        elif fragment and goal == name and not time and fragment not in ids:
            message = f"{way!r} leads to no element of the page"
            yield error("audiobook-astray", message, name, element.sourceline)


def _joined(folder: str, way: str) -> str:
    parts = folder.split("/") if folder else []
    for part in way.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _covered(book: Audiobook) -> Iterator[Finding]:
    """Whether it has a cover, and one that shops and players take."""
    covers = [_name(link) for link in book.linked if "cover" in _rels(link)]
    if not covers:
        yield warning("audiobook-cover", "it has no cover", MANIFEST)
    for name in covers:
        size = _size(_read(book.archive, name))
        if size is not None and (size[0] != size[1] or min(size) < SMALLEST_COVER):
            message = f"the cover has {size[0]} by {size[1]} pixels"
            yield warning("audiobook-cover", message, name)


def _size(content: bytes | None) -> tuple[int, int] | None:
    """Of a picture in pixels; none of it is unpacked."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content or b"")) as image:
            return image.size
    except Exception:  # Pillow's many decoders raise what they like
        return None
