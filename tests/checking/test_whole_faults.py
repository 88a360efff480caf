"""Faults of recordings in one file and of captions, planted one by one: each is told."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

from publisher.checking import inspect
from publisher.checking.captions import follow_one_another
from publisher.checking.chaptered import is_chaptered, is_marked, plays_as_told
from publisher.publication import Publication
from tests.checking.planting import codes


@pytest.fixture
def book(doors: Publication, tmp_path: Path) -> Path:
    """A copy of an M4B without a fault."""
    (path,) = doors.folder.glob("*.m4b")
    return Path(shutil.copy(path, tmp_path / "book.m4b"))


def test_an_m4b_of_ours_has_no_fault(book: Path) -> None:
    """Else every build would end with an error."""
    assert inspect(book).findings == ()


def test_missing_chapters_are_told(book: Path) -> None:
    """As after a converter that knows none."""
    content = book.read_bytes()
    assert content.count(b"chpl") == 1
    book.write_bytes(content.replace(b"chpl", b"free"))
    assert codes(is_chaptered(book)) == ["chapters-missing"]


def test_missing_tags_are_told(book: Path) -> None:
    """A player shows a file's name then."""
    tags: Any = MP4(book)
    tags.delete()
    assert set(codes(is_chaptered(book))) == {"sound-untagged"}


def test_another_length_is_told(book: Path) -> None:
    """It was cut off, or something was left out."""
    lasts = round(MP4(book).info.length * 1000)
    assert codes(plays_as_told(book, lasts)) == []
    assert codes(plays_as_told(book, lasts + 100)) == ["sound-length"]


def test_a_damaged_file_is_told(book: Path) -> None:
    """And is no error of the check."""
    book.write_bytes(book.read_bytes()[:2_000])
    assert set(codes(is_chaptered(book))) | set(codes(plays_as_told(book, 1))) == {"sound-broken"}


def test_an_episode_that_tells_otherwise_within_than_beside_is_told(
    doors: Publication, tmp_path: Path
) -> None:
    """One player would show other chapters than another."""
    (song,) = doors.folder.glob("*.mp3")
    (listed,) = doors.folder.glob("*.chapters.json")
    copy = Path(shutil.copy(song, tmp_path))
    assert codes(is_marked(copy)) == []
    beside = Path(shutil.copy(listed, tmp_path))
    assert codes(is_marked(copy)) == []
    told = json.loads(beside.read_text("utf-8"))
    told["chapters"][1]["startTime"] += 1
    for content in (json.dumps(told), "{", "[]"):
        beside.write_text(content, encoding="utf-8")
        assert codes(is_marked(copy)) == ["chapters-disordered"]


def test_a_chapter_without_a_title_is_told(doors: Publication, tmp_path: Path) -> None:
    """A player would show a number, or nothing."""
    (song,) = doors.folder.glob("*.mp3")
    copy = Path(shutil.copy(song, tmp_path))
    tags = ID3(copy)
    tags.getall("CHAP")[1].sub_frames.clear()
    tags.save(v2_version=3)
    assert codes(is_marked(copy)) == ["chapters-untitled"]


@pytest.fixture
def record(doors: Publication, tmp_path: Path) -> Path:
    """A copy of an ONIX record, with the book that it tells of."""
    shutil.copy(doors.folder / f"{doors.folder.name}.epub", tmp_path)
    (path,) = doors.folder.glob("*.onix.xml")
    return Path(shutil.copy(path, tmp_path))


TITLE = "<TitleText>Town votes to put its tide mill back to work</TitleText>"
LIT = "<ProductFormFeatureValue>20</ProductFormFeatureValue>"
RECORDS = {
    "none": ("", "", []),
    "no title": (TITLE, "<TitleText/>", ["onix-incomplete"] * 3),
    "a claim too few": (LIT, LIT.replace("20", "19"), ["onix-differs"]),
    "a claim too many": (LIT, f"{LIT}</ProductFormFeature><ProductFormFeature>"
        "<ProductFormFeatureType>09</ProductFormFeatureType>"
        "<ProductFormFeatureValue>41</ProductFormFeatureValue>", ["onix-differs"]),
    "another language": ("ONIXMessage", "OnixMessage", ["onix-broken"]),
    "no end": ("</ONIXMessage>", "", ["onix-broken"]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), RECORDS.values(), ids=RECORDS)
def test_each_fault_of_a_record_is_told(
    old: str, new: str, expected: list[str], record: Path
) -> None:
    """A shop would refuse it, or promise what is not there."""
    content = record.read_text("utf-8")
    assert old in content
    record.write_text(content.replace(old, new) if old else content, encoding="utf-8")
    assert codes(inspect(record).findings) == expected


WHOLE = "WEBVTT\n\na\n00:00.000 --> 00:01.000\nOne.\n\nb\n00:01.000 --> 00:02.000\nTwo.\n"
FAULTS = {
    "none": (WHOLE, []),
    "no head": (WHOLE.removeprefix("WEBVTT\n\n"), ["captions-broken"]),
    "nothing": ("WEBVTT\n", ["captions-broken"]),
    "no sense": (WHOLE.replace("-->", "->"), ["captions-broken"]),
    "overlapping": (WHOLE.replace("00:01.000\nOne", "00:01.500\nOne"), ["captions-disordered"]),
    "backwards": (WHOLE.replace("--> 00:02.000", "--> 00:00.500"), ["captions-disordered"]),
    "no words": (WHOLE.replace("Two.", "<i></i>"), ["captions-wordless"]),
}


@pytest.mark.parametrize(("content", "expected"), FAULTS.values(), ids=FAULTS)
def test_each_fault_of_captions_is_told(content: str, expected: list[str], tmp_path: Path) -> None:
    """Whoever reads along would meet it."""
    path = tmp_path / "captions.vtt"
    path.write_text(content, encoding="utf-8")
    assert codes(follow_one_another(path)) == expected


def test_captions_of_ours_have_no_fault(doors: Publication) -> None:
    """WebVTT and SRT, of each chapter and of the whole."""
    paths = [*doors.folder.glob("captions/*.vtt"), *doors.folder.glob("captions/*.srt")]
    assert len(paths) >= 8
    assert [codes(follow_one_another(path)) for path in paths] == [[]] * len(paths)
