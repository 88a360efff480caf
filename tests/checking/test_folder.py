"""A publication's folder against its record, and what of a hostile record is believed."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publisher.checking import HEAVY, inspect
from publisher.checking.folder import kind_of, recorded_files
from publisher.errors import CheckingError
from publisher.publication import Publication
from publisher.report import Weight
from tests.checking.planting import codes

Record = dict[str, Any]


@pytest.fixture
def folder(clean: Publication, tmp_path: Path) -> Path:
    """A copy of the publication's folder."""
    return Path(shutil.copytree(clean.folder, tmp_path / "kettle"))


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch, unaided: None) -> None:
    """Without EPUBCheck and a recogniser, which have tests of their own."""
    monkeypatch.setitem(HEAVY, "epub", ())


def rewritten(folder: Path, change: Callable[[Record], object]) -> None:
    """Change a record."""
    path = folder / "publication.json"
    record = json.loads(path.read_text("utf-8"))
    change(record)
    path.write_text(json.dumps(record), "utf-8")


@pytest.mark.usefixtures("light")
def test_a_folder_as_it_was_made_has_no_finding(folder: Path) -> None:
    """All files that the record names are there, and looked at."""
    files, findings = recorded_files(folder)
    assert [file.path.name for file in files] == [
        "a-kettle-for-the-harbour-master.epub",
        "a-kettle-for-the-harbour-master.m3u8",
        "01-opening.mp3",
        "02-what-the-log-says.mp3",
        "03-about-this-edition.mp3",
        "conformance.json",
        "conformance.txt",
        "report.html",
    ]
    assert findings == ()
    assert inspect(folder).findings == ()


@pytest.mark.usefixtures("light")
def test_a_missing_file_is_found(folder: Path) -> None:
    """A section would be missing from the audiobook, and its playlist would stop there."""
    (folder / "audio/02-what-the-log-says.mp3").unlink()
    report = inspect(folder)
    found = [(each.code, each.weight, each.place) for each in report.findings]
    assert found == [("file-missing", Weight.ERROR, "audio/02-what-the-log-says.mp3")]
    assert not report.sound


@pytest.mark.usefixtures("light")
def test_an_altered_file_is_found_and_looked_at_all_the_same(folder: Path) -> None:
    """It may have been mended on purpose, so it is a warning; it may also be damaged."""
    path = folder / "audio/01-opening.mp3"
    path.write_bytes(path.read_bytes()[:-2000])
    found = [(each.code, each.place) for each in inspect(folder).findings]
    assert found == [
        ("file-altered", "audio/01-opening.mp3"),
        ("sound-length", "audio/01-opening.mp3"),
    ]


@pytest.mark.usefixtures("light")
def test_a_song_of_another_length_than_recorded_is_found(folder: Path) -> None:
    """Other programs place bookmarks and highlights by the lengths in the record."""

    def change(record: Record) -> None:
        record["files"][2]["duration_ms"] += 60

    rewritten(folder, change)
    found = [(each.code, each.place) for each in inspect(folder).findings]
    assert found == [("sound-length", "audio/01-opening.mp3")]


@pytest.mark.parametrize("name", ["../../secret.epub", "/etc/hostname", "audio/../../secret.epub"])
@pytest.mark.usefixtures("light")
def test_a_record_that_names_a_file_outside_is_not_followed(name: str, folder: Path) -> None:
    """Whoever made the folder may not have this program read, and tell of, other files."""
    (folder.parent.parent / "secret.epub").write_text("secret")
    (folder.parent / "secret.epub").write_text("secret")
    rewritten(folder, lambda record: record["files"][0].update(path=name))
    report = inspect(folder)
    assert [(each.code, each.place) for each in report.findings] == [("file-outside", name)]
    assert not report.sound


@pytest.mark.usefixtures("light")
def test_a_link_that_leads_outside_is_not_followed(folder: Path) -> None:
    """A symbolic link is as good as a name with dots."""
    (folder.parent / "secret.epub").write_text("secret")
    path = folder / "a-kettle-for-the-harbour-master.epub"
    path.unlink()
    path.symlink_to("../secret.epub")
    assert codes(inspect(folder).findings) == ["file-outside"]


RECORDS: dict[str, str | bytes] = {
    "gone": "",
    "no JSON": "{",
    "not in UTF-8": b"\xff\xfe",
    "a list": "[]",
    "without files": '{"format": 1}',
    "files that are no list": '{"files": 7}',
    "files that are words": '{"files": ["a.epub"]}',
    "a name that is none": '{"files": [{"path": 7, "sha256": ""}]}',
    "a name that no file can have": '{"files": [{"path": "a\\u0000b", "sha256": ""}]}',
    "a length that is none": '{"files": [{"path": "a", "sha256": "", "duration_ms": 1e999}]}',
    "lists in lists without end": "[" * 200_000,
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS.keys())
@pytest.mark.usefixtures("light")
def test_a_folder_without_a_sound_record_is_looked_at_all_the_same(
    record: str | bytes, folder: Path
) -> None:
    """What is in it is checked, and a note tells what could not be."""
    path = folder / "publication.json"
    path.write_bytes(record if isinstance(record, bytes) else record.encode())
    if not record:
        path.unlink()
    found = [(each.code, each.weight) for each in inspect(folder).findings]
    assert found == [("record-missing", Weight.NOTE)]
    assert len(recorded_files(folder)[0]) == 4


@pytest.mark.parametrize(
    ("name", "message"),
    [("nowhere", "is not there"), ("kettle/publication.json", "no edition"), ("empty", "nothing")],
)
def test_what_cannot_be_checked_is_an_error_with_a_remedy(
    name: str, message: str, folder: Path
) -> None:
    """To say that nothing is wrong with it would be a lie."""
    (folder.parent / "empty").mkdir()
    with pytest.raises(CheckingError, match=message) as caught:
        inspect(folder.parent / name)
    assert caught.value.remedy


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_by_the_name_of_a_book_is_not_waited_for(tmp_path: Path) -> None:
    """Nothing would ever come out of it."""
    os.mkfifo(tmp_path / "book.epub")
    for path in (tmp_path, tmp_path / "book.epub"):
        with pytest.raises(CheckingError):
            inspect(path)


def test_a_file_that_cannot_be_read_is_an_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a traceback: the system's own words, and what to do."""

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("hashlib.file_digest", refused)
    with pytest.raises(CheckingError, match="Permission denied"):
        inspect(folder)


def test_kinds_are_told_by_the_ending_in_any_case() -> None:
    """A camera or an old system writes endings in capitals."""
    assert [kind_of(Path(name)) for name in ("a.epub", "a.EPUB", "a.Mp3", "a.m3u8", "a")] == [
        "epub", "epub", "mp3", "", "",
    ]  # fmt: skip
