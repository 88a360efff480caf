"""An EPUB's archive, opened warily: a stranger's file may be broken, or made to do harm.

Nothing is unpacked to disk, nothing is fetched, and nothing is read that is larger than a
reader could hold, whatever the archive says of itself.

Source:
    EPUB 3.3, section 4 (Open Container Format); D. Fifield, "A better zip bomb", WOOT 2019.
"""

import lzma
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from publisher.checking.catalogue import error
from publisher.report import Finding

MIMETYPE = b"application/epub+zip"
MOST_TIMES = 100  # its own size is what an archive may unpack to; text comes to ten times
ROOM = 64 * 1024 * 1024  # bytes that any archive may unpack to
LARGEST_PAGE = 16 * 1024 * 1024  # bytes; the longest novels in print are a quarter of that
_PIECE = 1024 * 1024  # bytes in memory at a time
_ENTITY = tuple("<!ENTITY".encode(each) for each in ("utf-8", "utf-16-le", "utf-16-be"))

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    LookupError,
    RuntimeError,  # encrypted; a compression that is not known
    ValueError,
)
"""What reading an archive may raise when it is not what it says."""

# A book is not to send a checker out into the network, or to blow up in its memory.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def is_whole(archive: zipfile.ZipFile, path: Path) -> Iterator[Finding]:
    """Whether readers will know an archive for an EPUB, and can unpack all of it."""
    if not _is_known(archive, path):
        message = "`mimetype` is not the first entry, stored; some readers will not know the file"
        yield error("archive-mimetype", message)
    yield from is_safe(archive, path)


def is_safe(archive: zipfile.ZipFile, path: Path) -> Iterator[Finding]:
    """Whether all of an archive can be unpacked, and does no harm to whoever does."""
    yield from _named(archive)
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > ROOM + MOST_TIMES * path.stat().st_size:
        message = f"it unpacks to {unpacked / 1e6:.0f} MB, and may be meant to choke its readers"
        yield error("archive-bomb", message)
        return
    for entry in archive.infolist():
        yield from _unpacked(archive, entry)


def _is_known(archive: zipfile.ZipFile, path: Path) -> bool:
    """Whether the first bytes are those by which systems know an EPUB.

    Source:
        EPUB 3.3, section 4.3 and appendix: the name at byte 30, what it says at byte 38.
    """
    with path.open("rb") as file:
        first = file.read(64)
    held = [entry for entry in archive.infolist() if entry.filename == "mimetype"]
    is_first = first[30:].startswith(b"mimetype" + MIMETYPE)
    return is_first and [entry.file_size for entry in held] == [len(MIMETYPE)]


def _named(archive: zipfile.ZipFile) -> Iterator[Finding]:
    """Whether every entry has a name of its own, and one that leads into the book."""
    for name, times in Counter(archive.namelist()).items():
        if times > 1:
            yield error("archive-name", "there is more than one entry of this name", name)
        if name.startswith("/") or ".." in name.split("/") or set(name) & set('\\:"*<>?|'):
            yield error("archive-name", "some systems would put it outside of the book", name)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[Finding]:
    """Whether an entry can be read to its end, where its checksum is compared, and safely.

    EPUBCheck 5.3 unfolds entities without end: a page of 1 kB, a billion laughs, takes it
    more than 4 GB and ten minutes.
    """
    before, declares = b"", False
    try:
        with archive.open(entry) as file:
            while piece := file.read(_PIECE):
                declares = declares or any(each in before + piece for each in _ENTITY)
                before = piece[-16:]
    except DAMAGE as damage:
        yield error("archive-broken", f"it cannot be unpacked: {damage}", entry.filename)
    if declares:
        message = "it declares entities, by which a file can choke its readers or call home"
        yield error("archive-entity", message, entry.filename)


def tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """The XML document in an entry.

    Raises:
        ValueError: it is larger than a page may be.
        XMLSyntaxError: it is not well-formed.
    """
    with archive.open(name) as file:  # not `read`, which trusts the size that is stated
        content = file.read(LARGEST_PAGE + 1)
    if len(content) > LARGEST_PAGE:
        raise ValueError(f"it is larger than {LARGEST_PAGE // 1024**2} MB")
    return etree.fromstring(content, _PARSER)
