"""An EPUB as an e-reader opens it: its archive, its package, its pages and links.

Source:
    EPUB 3.3, sections 4 (container), 5 (package), 6 (content documents).
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from publisher.checking.archive import DAMAGE, is_whole, tree
from publisher.checking.book import (
    CONTAINER,
    HTML,
    NCX,
    OPF,
    OVERLAY,
    PAGE,
    SVG,
    UNPARSED,
    XML,
    Package,
    Pages,
    is_elsewhere,
    package_name,
    read_package,
    target_of,
)
from publisher.checking.catalogue import BEYOND_READING, error, warning
from publisher.checking.images import is_as_listed
from publisher.report import Finding

_READ: Final = (PAGE, OVERLAY, NCX, SVG)
_OWN_DISK: Final = re.compile(r"\s*(?:file:|[a-z]:[/\\])", re.IGNORECASE)
_LEADING: Final = "href src poster longdesc cite data"
_ADDRESSES: Final = f"//@*[contains(' {_LEADING} ', concat(' ', local-name(), ' '))]"


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
    except UNPARSED as fault:
        yield _malformed(fault, name)
        return
    yield from _metadata(package)
    yield from _spine(package)
    yield from _resources(package, set(archive.namelist()))
    yield from _documents(archive, package)
    for name, item in package.items.items():
        if item.get("media-type", "").startswith("image/") and name in archive.namelist():
            yield from is_as_listed(archive, name, item.get("media-type"))


def _metadata(package: Package) -> Iterator[Finding]:
    for name in ("identifier", "title", "language"):
        if not package.dublin_core(name):
            yield error("package-metadata", f"dc:{name} is missing or empty", package.name)
    ids = set(package.root.xpath("//@id"))
    for meta in package.all_metas():
        if meta.refines and meta.refines not in ids:
            message = f"{meta.name} refines {meta.refines!r}, which is not there"
            yield warning("package-refines", message, package.name, meta.line)


def _spine(package: Package) -> Iterator[Finding]:
    """Whether the spine names pages of the manifest, each once, and overlays are there."""
    ids = Counter(item.get("id") for item in package.items.values())
    for item in package.items.values():
        if ids[item.get("id")] > 1:
            message = f"the id {item.get('id')!r} is there more than once"
            yield error("package-spine", message, package.name, item.sourceline)
    known = set(ids)
    references = tuple(package.root.iter(f"{OPF}itemref"))
    times = Counter(each.get("idref") for each in references)
    for reference in references:
        name = reference.get("idref")
        if name not in known or times[name] > 1:
            fault = "not in the manifest" if name not in known else "there more than once"
            message = f"the spine names {name!r}, which is {fault}"
            yield error("package-spine", message, package.name, reference.sourceline)
    if not references:
        yield error("package-spine", "the spine is missing or empty", package.name)
    for item in package.items.values():
        if item.get("media-overlay") and item.get("media-overlay") not in known:
            message = f"the overlay {item.get('media-overlay')!r} is not in the manifest"
            yield error("resource-missing", message, package.name, item.sourceline)


def _resources(package: Package, present: set[str]) -> Iterator[Finding]:
    for name in sorted(package.items.keys() - present):
        message = f"the manifest lists {name!r}; it is not in the archive"
        line = package.items[name].sourceline
        yield error("resource-missing", message, package.name, line)
    for name in sorted(present - package.items.keys() - {"mimetype", package.name}):
        if not name.startswith("META-INF/") and not name.endswith("/"):
            message = "it is in the archive; the manifest does not list it"
            yield warning("resource-unlisted", message, name)


def _documents(archive: zipfile.ZipFile, package: Package) -> Iterator[Finding]:
    """Whether every document can be parsed, and leads where it says."""
    present = set(archive.namelist())
    found: Pages = {}
    for name in package.of_type(*_READ):
        if name in present:
            try:
                root = tree(archive, name)
            except UNPARSED as fault:
                yield _malformed(fault, name)
                continue
            # What an overlay leads to is seen to by `overlays`, and it is too large to be kept.
            if package.items[name].get("media-type") != OVERLAY:
                found[name] = root
    ids = {name: frozenset(map(str, root.xpath("//@id"))) for name, root in found.items()}
    for name, root in found.items():
        if package.items[name].get("media-type") == PAGE:
            yield from _page(name, root, is_old=package.is_old)
        yield from _links(name, root, ids, present)


def _malformed(fault: Exception, name: str) -> Finding:
    return error("page-malformed", f"it cannot be read: {fault}", name, getattr(fault, "lineno", 0))


def _page(name: str, page: etree._Element, *, is_old: bool) -> Iterator[Finding]:
    language, other = page.get("lang"), page.get(f"{XML}lang")
    if not language and not other:
        yield error("page-language", "no language is told", name, page.sourceline)
    elif not is_old and not (language and other):
        missing = "xml:lang" if language else "lang"
        message = f"`{missing}` is missing, and some readers know no other"
        yield warning("page-language", message, name, page.sourceline)
    elif not is_old and language != other:
        message = f"`lang` is {language!r} and `xml:lang` {other!r}"
        yield error("page-language", message, name, page.sourceline)
    if not (page.findtext(f"{HTML}head/{HTML}title") or "").strip():
        yield error("page-title", "it has no title", name, page.sourceline)
    seen: set[str] = set()
    for place in page.xpath("//@id"):
        if place in seen:
            message = f"the id {str(place)!r} stands there more than once"
            yield error("page-id-twice", message, name, place.getparent().sourceline)
        seen.add(place)


def _links(
    name: str, page: etree._Element, ids: dict[str, frozenset[str]], present: set[str]
) -> Iterator[Finding]:
    for address in page.xpath(_ADDRESSES):
        if is_elsewhere(address):
            if _OWN_DISK.match(address):
                message = f"a link leads to {str(address)!r}, on the disk of whoever made the book"
                yield error("link-broken", message, name, address.getparent().sourceline)
            continue
        goal, fragment = target_of(address, name)
        is_there = fragment in ids[goal] if fragment and goal in ids else goal in present
        if not is_there:
            message = f"a link leads to {str(address)!r}, which is not there"
            yield error("link-broken", message, name, address.getparent().sourceline)
