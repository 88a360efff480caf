"""An EPUB's archive: what is damaged or hostile is told, and never opened further."""

import io
import socket
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from publisher.checking import inspect
from publisher.checking.archive import tree
from publisher.checking.catalogue import CATALOGUE
from publisher.checking.package import is_sound
from publisher.report import Weight
from tests.checking.planting import (
    OPF,
    PAGE,
    Change,
    Entries,
    added,
    codes,
    entries_of,
    planted,
    put,
)

Damage = Callable[[bytes], bytes]


def zipped(entries: dict[str, bytes], *, deflated: bool = False) -> bytes:
    """An archive of some entries."""
    memory = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(memory, "w", how) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return memory.getvalue()


def with_last_first(data: bytes) -> bytes:
    """An archive whose `mimetype` comes last."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [*archive.namelist()[1:], "mimetype"]
        return zipped({name: archive.read(name) for name in names})


def deflated(data: bytes) -> bytes:
    """An archive whose entries are deflated, `mimetype` too."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()}, deflated=True)


def with_line_end(data: bytes) -> bytes:
    """An archive whose `mimetype` ends with a line feed, as editors leave one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**entries, "mimetype": entries["mimetype"] + b"\n"})


def encrypted(data: bytes) -> bytes:
    """An archive that says of its last entry that it is encrypted (APPNOTE 4.4.4, bit 0)."""
    at = data.rindex(b"PK\x01\x02") + 8
    return data[:at] + struct.pack("<H", 1) + data[at + 2 :]


def unknown_method(data: bytes) -> bytes:
    """An archive whose last entry is compressed in a way that nobody knows."""
    at = data.rindex(b"PK\x01\x02") + 10
    return data[:at] + struct.pack("<H", 77) + data[at + 2 :]


def one_byte_off(data: bytes) -> bytes:
    """An archive in which one byte of a page is another."""
    return data.replace(b"older than the quay", b"older than the quaY")


DAMAGES: dict[str, tuple[Damage, str, str]] = {
    "mimetype is last": (with_last_first, "archive-mimetype", ""),
    "mimetype is deflated": (deflated, "archive-mimetype", ""),
    "mimetype ends with a line feed": (with_line_end, "archive-mimetype", ""),
    "a byte is off": (one_byte_off, "archive-broken", "EPUB/c01.xhtml"),
    "an entry is encrypted": (encrypted, "archive-broken", "EPUB/toc.ncx"),
    "an entry is packed in a way unknown": (unknown_method, "archive-broken", "EPUB/toc.ncx"),
    "it is cut off": (lambda data: data[: len(data) // 2], "archive-broken", ""),
    "it is empty": (lambda _: b"", "archive-broken", ""),
    "it is no archive": (lambda _: b"<html>not a book</html>" * 99, "archive-broken", ""),
    "it holds nothing": (lambda _: zipped({}), "archive-mimetype", ""),
}


@pytest.mark.parametrize(("damage", "code", "place"), DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_archive_is_told_with_its_place(
    damage: Damage, code: str, place: str, book: Path, tmp_path: Path
) -> None:
    """Zip has checksums, and EPUB a magic number; a reader finds out too late that they fail."""
    path = tmp_path / "book.epub"
    path.write_bytes(damage(book.read_bytes()))
    first = next(is_sound(path))
    assert (first.code, first.weight, first.place) == (code, Weight.ERROR, place)


def test_what_is_beyond_reading_is_spared_all_further_checks(book: Path, tmp_path: Path) -> None:
    """EPUBCheck would run for minutes on a bomb, and say again what is known of the rest."""
    path = tmp_path / "book.epub"
    path.write_bytes(book.read_bytes()[:-400])
    assert codes(inspect(path).findings) == ["archive-broken"]


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/evil", "/etc/passwd", "EPUB\\..\\evil", "C:evil", "EPUB/a|b"]
)
def test_a_name_that_leads_out_of_the_book_is_told(name: str, book: Path, tmp_path: Path) -> None:
    """Unpacked by a careless program, such an entry would write over another file."""
    found = tuple(is_sound(planted(book, tmp_path, added(name, b"x"))))
    assert ("archive-name", name) in [(each.code, each.place) for each in found]
    assert not (tmp_path / "evil").exists()


def test_two_entries_of_one_name_are_told(book: Path, tmp_path: Path) -> None:
    """One reader takes the first and another the last, so two people read two books."""
    path = planted(book, tmp_path, lambda _: None)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr(PAGE, entries_of(path)[PAGE])
    found = tuple(is_sound(path))
    assert [(each.code, each.place) for each in found] == [("archive-name", PAGE)]


def bomb(path: Path, *, says: int = 0) -> Path:
    """A file of 120 MB of nothing, packed into 120 kB; its directory may say it is smaller."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        with archive.open("META-INF/container.xml", "w") as entry:
            for _ in range(120):
                entry.write(bytes(1_000_000))
    if says:
        data = bytearray(path.read_bytes())
        struct.pack_into("<I", data, data.rindex(b"PK\x01\x02") + 24, says)
        path.write_bytes(data)
    return path


@pytest.mark.parametrize(("says", "code"), [(0, "archive-bomb"), (2000, "archive-broken")])
def test_a_bomb_is_not_unpacked(says: int, code: str, tmp_path: Path) -> None:
    """It takes neither the memory nor the time that it was made to take, lying about it or not."""
    path, start = bomb(tmp_path / "bomb.epub", says=says), time.monotonic()
    tracemalloc.start()
    found = inspect(path).findings
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert codes(found) == [code]
    assert most < 20_000_000
    assert time.monotonic() - start < 20


def test_a_page_too_large_for_any_reader_is_not_held_in_memory(book: Path, tmp_path: Path) -> None:
    """17 MB of one page are no article; the largest novels have four."""
    change = added(PAGE, b"<html>" + b" " * 17 * 1024 * 1024)
    found = [each for each in is_sound(planted(book, tmp_path, change)) if each.place == PAGE]
    assert codes(found) == ["page-malformed"]
    assert "larger than 16 MB" in found[0].message


LAUGHS = "".join(
    f'<!ENTITY l{number} "{f"&l{number - 1};" * 10 if number else "ha"}">' for number in range(12)
)


def laughing(name: str, old: str, new: str) -> Change:
    """Have an entry begin with entities of entities, and use the last of them."""

    def change(entries: Entries) -> None:
        content = entries[name].decode().replace("<!DOCTYPE html>", "")
        root = "html" if name == PAGE else "package"
        content = content.replace(f"<{root} ", f"<!DOCTYPE {root} [{LAUGHS}]><{root} ", 1)
        assert old in content
        entries[name] = content.replace(old, new, 1).encode()

    return change


LAUGHING = {
    "in words": laughing(PAGE, "It says very little.", "&l11;"),
    "in an attribute": laughing(PAGE, 'id="c02-p01"', 'id="&l11;"'),
    "in the package": laughing(OPF, "</dc:title>", "&l11;</dc:title>"),
}


@pytest.mark.parametrize("change", LAUGHING.values(), ids=LAUGHING.keys())
def test_a_billion_laughs_are_not_laughed(change: Change, book: Path, tmp_path: Path) -> None:
    """Entities of entities unfold to terabytes; EPUBCheck, which would try to, is not asked."""
    start = time.monotonic()
    found = inspect(planted(book, tmp_path, change)).findings
    assert codes(found) == ["archive-entity"]
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_entities_are_found_in_any_file_of_any_size(
    encoding: str, book: Path, tmp_path: Path
) -> None:
    """The NCX, a picture (SVG) or a file of the container's own: EPUBCheck reads them all."""
    content = " " * (1024 * 1024 - 5) + LAUGHS  # across two of the pieces that are read
    found = tuple(is_sound(planted(book, tmp_path, added("META-INF/x", content.encode(encoding)))))
    assert [(each.code, each.place) for each in found] == [("archive-entity", "META-INF/x")]


@pytest.mark.parametrize("change", LAUGHING.values(), ids=LAUGHING.keys())
def test_the_parser_itself_unfolds_nothing(change: Change, book: Path, tmp_path: Path) -> None:
    """A second lock on the door: should an entity get past, it stays what it is or is refused."""
    with zipfile.ZipFile(planted(book, tmp_path, change)) as archive:
        for name in (PAGE, OPF):
            try:
                words = "".join(tree(archive, name).itertext())
            except etree.XMLSyntaxError:
                continue
            assert len(words) < 5000


def test_an_external_entity_is_neither_read_nor_fetched(book: Path, tmp_path: Path) -> None:
    """A book may not make its checker read a file of the user's, or call home."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the harbour's password")
    with socket.create_server(("127.0.0.1", 0)) as server:
        home = f"http://127.0.0.1:{server.getsockname()[1]}/"
        doctype = (
            f'<!DOCTYPE html SYSTEM "{home}x.dtd" [<!ENTITY a SYSTEM "{secret.as_uri()}">'
            f'<!ENTITY b SYSTEM "{home}"><!ENTITY % c SYSTEM "{home}c"> %c;]>'
        )

        def change(entries: Entries) -> None:
            put(PAGE, "It says very little.", "It says &a; &b;")(entries)
            put(PAGE, "<!DOCTYPE html>", doctype)(entries)

        path = planted(book, tmp_path, change)
        found = codes(inspect(path).findings)
        with zipfile.ZipFile(path) as archive:
            words = "".join(tree(archive, PAGE).itertext())
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()
    assert found == ["archive-entity"]
    assert "password" not in words


def test_a_container_that_names_a_file_outside_names_nothing(book: Path, tmp_path: Path) -> None:
    """A package document is looked for in the archive and nowhere else."""
    change = put("META-INF/container.xml", OPF, "../../../etc/passwd")
    assert codes(is_sound(planted(book, tmp_path, change))) == ["package-missing"]


@pytest.fixture(scope="module", params=["stored", "deflated"])
def small(
    request: pytest.FixtureRequest, book: Path, tmp_path_factory: pytest.TempPathFactory
) -> bytes:
    """The book without its picture, as we pack it and as others do."""

    def shrunk(entries: dict[str, bytes]) -> None:
        entries["EPUB/cover.jpg"] = b"no picture"

    data = planted(book, tmp_path_factory.mktemp("small"), shrunk).read_bytes()
    return deflated(data) if request.param == "deflated" else data


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 255)), max_size=8))
def test_no_damage_raises_anything(
    changes: list[tuple[int, int]], small: bytes, tmp_path: Path
) -> None:
    """Whatever bytes of an archive are others, what comes of it is findings of known codes."""
    data = bytearray(small)
    for at, value in changes:
        # More often than not in the directory at its end, where the worst can be done.
        place = at % len(data) if at % 3 == 0 else len(data) - 1 - at % 800
        data[place] = value
    path = tmp_path / "book.epub"
    path.write_bytes(data)
    assert set(codes(is_sound(path))) <= CATALOGUE.keys()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(share=st.floats(0, 1))
def test_a_book_cut_off_anywhere_is_broken(share: float, small: bytes, tmp_path: Path) -> None:
    """A download that stopped is told, wherever it stopped."""
    path = tmp_path / "book.epub"
    path.write_bytes(small[: int(share * (len(small) - 1))])
    assert codes(is_sound(path)) == ["archive-broken"]
