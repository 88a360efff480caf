"""The file that an EPUB is: a zip archive, the same bytes for the same book.

Written as a stream: recordings go from disk to disk, and no more of them is in memory than is
being copied.

EbookLib's book model and its writer of the package document are used as they are. What is
written otherwise: pages, byte for byte as made here, for EbookLib would parse and re-indent
them; the package's language, which it leaves out; and the archive, which it stamps with the
time of day and builds in memory.

Everything is stored and nothing deflated: what zlib makes of the same bytes differs from one
build of it to the next, and text is a hundredth of a narrated book.
"""

import shutil
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from ebooklib import epub
from lxml import etree

from publisher.binding.xhtml import written

_BLOCK: Final = 1 << 20  # bytes in memory at a time
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Page(epub.EpubHtml):  # type: ignore[misc]  # EbookLib has no types
    """A page, written just as it was made.

    Attributes:
        root: its html element.
    """

    def __init__(self, name: str, root: etree._Element, properties: tuple[str, ...] = ()) -> None:
        uid = name.partition(".")[0]
        super().__init__(uid=uid, file_name=name, media_type="application/xhtml+xml")
        self.root = root
        self.properties = list(properties)

    def get_content(self, default: object = None) -> bytes:
        """The page as a file."""
        return written(self.root)


class Recording(epub.EpubItem):  # type: ignore[misc]
    """A recording on disk, which is never in memory as a whole.

    Attributes:
        path: where its frames are.
        tags: what stands before them.
    """

    def __init__(self, uid: str, name: str, path: Path, tags: bytes) -> None:
        super().__init__(uid=uid, file_name=name, media_type="audio/mpeg")
        self.path = path
        self.tags = tags


class Archive(epub.EpubWriter):  # type: ignore[misc]
    """Writes a book to one file."""

    def __init__(self, path: Path, book: epub.EpubBook, made: datetime) -> None:
        super().__init__(str(path), book, {"mtime": made, "raise_exceptions": True})
        self._made = made

    def write(self) -> None:
        """Write the whole archive.

        Raises:
            OSError: the file cannot be written.
        """
        with zipfile.ZipFile(self.file_name, "w") as archive:
            self._archive = archive
            self.out = self  # EbookLib calls `out.writestr` for all it writes
            self.writestr("mimetype", "application/epub+zip")
            self._write_container()
            self._write_opf()
            self._write_items()

    def writestr(self, name: str, content: str | bytes, **_: Any) -> None:
        """Put one file into the archive: stored, with the book's own time."""
        self._archive.writestr(entry_of(name, self._made), content)

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(_XML_LANG, self.book.language)
        root.attrib.pop("prefix", None)  # declares a vocabulary that is reserved already
        super()._write_opf_file(root)

    def _write_items(self) -> None:
        for item in self.book.get_items():
            name = f"{self.book.FOLDER_NAME}/{item.file_name}"
            if isinstance(item, Recording):
                put_file(self._archive, entry_of(name, self._made), item.path, item.tags)
            else:
                self.writestr(name, item.get_content())


def entry_of(name: str, made: datetime) -> zipfile.ZipInfo:
    """An entry of an archive: stored, and the same on whatever system it is written."""
    entry = zipfile.ZipInfo(name, made.timetuple()[:6])
    entry.create_system = 3  # Unix
    entry.external_attr = 0o100644 << 16
    entry.compress_type = zipfile.ZIP_STORED
    return entry


def put_file(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, tags: bytes = b""
) -> None:
    """Copy a file from disk into an archive; a recording with tags before it."""
    entry.file_size = len(tags) + path.stat().st_size
    with archive.open(entry, "w") as out, path.open("rb") as frames:
        out.write(tags)
        shutil.copyfileobj(frames, out, _BLOCK)
