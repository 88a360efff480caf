"""The file that an EPUB is: a zip archive, the same bytes for the same book.

EbookLib's book model and its writer of the package document are used as they are. What is
written otherwise: pages, byte for byte as made here, for EbookLib would parse and re-indent
them; the package's language, which it leaves out; and the archive, which it stamps with the
time of day and holds in memory.

Everything is stored and nothing deflated: what zlib makes of the same bytes differs from one
build of it to the next, and text is a hundredth of a narrated book.
"""

import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from ebooklib import epub
from lxml import etree

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Page(epub.EpubHtml):  # type: ignore[misc]  # EbookLib has no types
    """A page whose bytes are written as they are."""

    def __init__(self, name: str, content: bytes, properties: tuple[str, ...] = ()) -> None:
        uid = name.partition(".")[0]
        super().__init__(
            uid=uid, file_name=name, media_type="application/xhtml+xml", content=content
        )
        self.properties = list(properties)

    def get_content(self, default: object = None) -> bytes:
        """The bytes that the page was made with."""
        return bytes(self.content)


class Archive(epub.EpubWriter):  # type: ignore[misc]
    """Writes a book to one file."""

    def __init__(self, path: Path, book: epub.EpubBook, made: datetime) -> None:
        super().__init__(str(path), book, {"mtime": made, "raise_exceptions": True})
        self._stamp = made.timetuple()[:6]

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
        entry = zipfile.ZipInfo(name, self._stamp)
        entry.create_system = 3  # Unix, on whatever system this runs
        entry.external_attr = 0o100644 << 16
        entry.compress_type = zipfile.ZIP_STORED
        self._archive.writestr(entry, content)

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(_XML_LANG, self.book.language)
        root.attrib.pop("prefix", None)  # declares a vocabulary that is reserved already
        super()._write_opf_file(root)

    def _write_items(self) -> None:
        for item in self.book.get_items():
            self.writestr(f"{self.book.FOLDER_NAME}/{item.file_name}", item.get_content())
