"""The bundle: everything that was made, in one archive with a readable index and checksums.

Whoever is handed it opens ``index.html``; whoever keeps it proves years later, by
``sha256sum --check SHA256SUMS``, that not a byte has changed. Nothing is deflated, so that the same
editions make the same bytes; and most of them are compressed already.

Source:
    PKWARE's APPNOTE, section 4.4; the lines of coreutils' sha256sum.
"""

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from lxml import etree
from lxml.builder import E
from rich.filesize import decimal

from publisher.binding.archive import entry_of, put_file
from publisher.binding.materials import Materials
from publisher.binding.xhtml import direction, legal
from publisher.edition import Edition, File
from publisher.errors import BindingError
from publisher.labels import label, own_language
from publisher.outline import clock
from publisher.record import digest

MEDIA_TYPE: Final = "application/zip"
INDEX: Final = "index.html"
SUMS: Final = "SHA256SUMS"

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
    slug, made = materials.document.slug, materials.made
    with zipfile.ZipFile(path, "w") as archive:
        page = _index(materials)
        sums = [(hashlib.sha256(page).hexdigest(), INDEX)]
        archive.writestr(entry_of(f"{slug}/{INDEX}", made), page)
        for file in _files(materials):
            name = file.path.relative_to(materials.folder).as_posix()
            sums.append((digest(file.path), name))
            put_file(archive, entry_of(f"{slug}/{name}", made), file.path)
        listed = "".join(f"{sum_}  {name}\n" for sum_, name in sums)
        archive.writestr(entry_of(f"{slug}/{SUMS}", made), listed)
    return Edition("bundle", (File(path, MEDIA_TYPE),))


def _files(materials: Materials) -> Iterator[File]:
    return (file for edition in materials.bound for file in edition.files)


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
