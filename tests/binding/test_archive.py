"""The archive that a book is: known at once, whole, and the same bytes every time."""

import struct
import time
import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ebooklib import epub
from lxml import etree

from publisher.binding.archive import Archive, Page, Recording
from tests.binding.conftest import TEXTS, XML_LANG, Book

MADE = datetime(2026, 3, 4, 5, 6, 8, tzinfo=UTC)
WORDS = (
    b'<html xmlns="http://www.w3.org/1999/xhtml"><p>un<em>believ</em>able\n  <b/>&#8212;</p></html>'
)


def written(path: Path) -> bytes:
    """A book of one page, written."""
    book = epub.EpubBook()
    book.set_identifier("urn:x")
    book.set_title("Kettle")
    book.set_language("en")
    page = Page("c01.xhtml", etree.fromstring(WORDS), ("nav",))
    book.add_item(page)
    book.spine = [page]
    Archive(path, book, MADE).write()
    return path.read_bytes()


@pytest.mark.parametrize("name", TEXTS)
def test_the_first_bytes_tell_that_it_is_an_epub(name: str, books: dict[str, Book]) -> None:
    """`mimetype` first, stored, without an extra field: the magic number of EPUB 3.3, 4.3."""
    head = books[name].path.read_bytes()[:58]
    method, extra = struct.unpack_from("<H", head, 8)[0], struct.unpack_from("<H", head, 28)[0]
    assert (head[:4], method, extra) == (b"PK\x03\x04", zipfile.ZIP_STORED, 0)
    assert head[30:] == b"mimetypeapplication/epub+zip"


@pytest.mark.parametrize("name", TEXTS)
def test_names_are_plain_and_there_once(name: str, books: dict[str, Book]) -> None:
    """Letters, digits, dots and hyphens: what every reader and every disk takes."""
    with zipfile.ZipFile(books[name].path) as archive:
        names = archive.namelist()
    assert len({each.lower() for each in names}) == len(names)
    assert all(each.isascii() and " " not in each and len(each) < 60 for each in names)


def test_everything_is_stored_with_the_books_own_time(tmp_path: Path) -> None:
    """What zlib makes of the same bytes differs between its builds, and so would the book."""
    written(tmp_path / "a.epub")
    with zipfile.ZipFile(tmp_path / "a.epub") as archive:
        for entry in archive.infolist():
            assert entry.compress_type == zipfile.ZIP_STORED
            assert entry.date_time == (2026, 3, 4, 5, 6, 8)
            assert (entry.create_system, entry.external_attr >> 16) == (3, 0o100644)
            assert entry.extra == b""


def test_the_same_book_is_the_same_bytes_in_every_time_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """EbookLib writes the local time and calls it UTC; ours has no clock at all."""
    first = written(tmp_path / "a.epub")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        assert written(tmp_path / "b.epub") == first
    finally:
        monkeypatch.undo()
        time.tzset()
    assert b'"dcterms:modified">2026-03-04T05:06:08Z<' in first


def test_a_page_is_written_byte_for_byte(tmp_path: Path) -> None:
    """EbookLib would parse and indent it, and part words where their marks change."""
    written(tmp_path / "a.epub")
    with zipfile.ZipFile(tmp_path / "a.epub") as archive:
        page = archive.read("EPUB/c01.xhtml")
    assert page.endswith(WORDS.replace(b"&#8212;", "—".encode()))
    assert page.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>\n")


def test_a_recording_goes_from_disk_to_disk(tmp_path: Path) -> None:
    """A book of a gigabyte of sound is made on a machine that has far less memory."""
    frames = tmp_path / "c01.mp3"
    with frames.open("wb") as file:
        for _ in range(300):
            file.write(bytes(1 << 20))
    book = epub.EpubBook()
    book.set_identifier("urn:x")
    book.set_title("Kettle")
    book.set_language("en")
    page = Page("c01.xhtml", etree.fromstring(WORDS), ("nav",))
    for item in (page, Recording("audio-c01", "audio/c01.mp3", frames, b"ID3tags")):
        book.add_item(item)
    book.spine = [page]
    tracemalloc.start()
    try:
        Archive(tmp_path / "a.epub", book, MADE).write()
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 20_000_000
    with (
        zipfile.ZipFile(tmp_path / "a.epub") as archive,
        archive.open("EPUB/audio/c01.mp3") as file,
    ):
        entry = archive.getinfo("EPUB/audio/c01.mp3")
        assert (entry.file_size, entry.compress_type) == ((300 << 20) + 7, zipfile.ZIP_STORED)
        with archive.open(entry) as file:
            assert file.read(9) == b"ID3tags\0\0"


def test_the_package_has_a_language_and_no_needless_prefix(rich: Book) -> None:
    """Without the first a title is spoken in any voice (Ace, epub-lang)."""
    assert rich.package.get(XML_LANG) == "en-GB"
    assert rich.package.get("prefix") is None
    assert b"Ebook-lib" not in rich.entries["EPUB/content.opf"]


def test_a_book_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """EbookLib warns and says False; a build must not go on as if there were a book."""
    with pytest.raises(OSError, match="No such file"):
        written(tmp_path / "nowhere" / "a.epub")
