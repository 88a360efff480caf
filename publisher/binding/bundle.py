"""The bundle: everything that was made, in one archive with a readable index and checksums.

Whoever is handed it opens ``index.html``; whoever keeps it proves years later, by
``sha256sum --check SHA256SUMS``, that not a byte has changed. Nothing is deflated, so that the same
editions make the same bytes; and most of them are compressed already.

Source:
    PKWARE's APPNOTE, section 4.4; the lines of coreutils' sha256sum.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from lxml import etree
from lxml.builder import E
from rich.filesize import decimal

from publisher.binding.materials import Materials
from publisher.binding.xhtml import direction, legal
from publisher.edition import Edition, File
from publisher.errors import BindingError
from publisher.labels import label, own_language
from publisher.outline import clock

MEDIA_TYPE: Final = "application/zip"
INDEX: Final = "index.html"
SUMS: Final = "SHA256SUMS"

_BLOCK: Final = 1 << 20  # bytes in memory at a time
_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1.1rem/1.5 Georgia, serif; max-width: 38rem; margin: 2rem auto; padding: 0 1rem; }
h1 { line-height: 1.2; }
li { margin: .3rem 0; overflow-wrap: anywhere; }
"""


def bind_bundle(materials: Materials) -> Edition:
    """Make the bundle, of all editions that were bound before it.

    Raises:
        BindingError: there are none.
        OSError: it cannot be written.
    """
    if not materials.bound:
        raise BindingError(
            "There is nothing to put into a bundle",
            remedy="Ask for other editions as well: --editions epub,mp3,bundle.",
        )
    path = materials.folder / f"{materials.document.slug}.zip"
    slug, when = materials.document.slug, _stamp(materials.made)
    with zipfile.ZipFile(path, "w") as archive:
        page = _index(materials)
        sums = [(hashlib.sha256(page).hexdigest(), INDEX)]
        _put(archive, f"{slug}/{INDEX}", page, when)
        for file in _files(materials):
            name = file.path.relative_to(materials.folder).as_posix()
            sums.append((_copied(archive, f"{slug}/{name}", file.path, when), name))
        listed = "".join(f"{digest}  {name}\n" for digest, name in sums)
        _put(archive, f"{slug}/{SUMS}", listed.encode(), when)
    return Edition("bundle", (File(path, MEDIA_TYPE),))


def _files(materials: Materials) -> Iterator[File]:
    return (file for edition in materials.bound for file in edition.files)


def _stamp(made: datetime) -> tuple[int, int, int, int, int, int]:
    return (made.year, made.month, made.day, made.hour, made.minute, made.second // 2 * 2)


def _entry(name: str, when: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, when)
    entry.create_system, entry.external_attr = 3, 0o100644 << 16  # a file of Unix, for all to read
    return entry


def _put(
    archive: zipfile.ZipFile, name: str, content: bytes, when: tuple[int, int, int, int, int, int]
) -> None:
    archive.writestr(_entry(name, when), content)


def _copied(
    archive: zipfile.ZipFile, name: str, path: Path, when: tuple[int, int, int, int, int, int]
) -> str:
    """Put a file into the archive, a block at a time; its digest, in hexadecimal."""
    entry = _entry(name, when)
    entry.file_size = path.stat().st_size
    with path.open("rb") as source, archive.open(entry, "w") as goal:
        shutil.copyfileobj(source, goal, _BLOCK)
        source.seek(0)
        return hashlib.file_digest(source, "sha256").hexdigest()


def _index(materials: Materials) -> bytes:
    """A page that leads to every file, the one to open first of each edition first."""
    about = materials.document.metadata
    main = E.main(E.h1(legal(about.title)))
    if about.authors:
        main.append(E.p(legal(", ".join(about.authors))))
    for edition in materials.bound:
        main.append(_own(E.h2(label(f"edition {edition.kind}", about.language)), about.language))
        main.append(E.ul(*(_line(file, materials.folder) for file in edition.files)))
    sums = E.p(label("sums", about.language), E.code(f"sha256sum --check {SUMS}"))
    main.append(_own(sums, about.language))
    head = E.head(
        E.meta(charset="utf-8"),
        E.meta(name="viewport", content="width=device-width"),
        E.title(legal(about.title)),
        E.style(_STYLE),
    )
    page = E.html(head, E.body(main), lang=about.language, dir=direction(about.language))
    return bytes(etree.tostring(page, encoding="utf-8", method="html", doctype="<!DOCTYPE html>"))


def _own(element: etree._Element, language: str) -> etree._Element:
    """An element in words of our own, marked as of their language where it is another."""
    ours = own_language(language)
    if ours:
        element.set("lang", ours)
        element.set("dir", direction(ours))
    return element


def _line(file: File, folder: Path) -> etree._Element:
    name = file.path.relative_to(folder).as_posix()
    told = decimal(file.path.stat().st_size)
    if file.duration_ms:
        told = f"{clock(file.duration_ms)}, {told}"
    return E.li(E.a(name, href=quote(name)), " ", f"({told})")
