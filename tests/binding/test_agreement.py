"""The editions of one recording agree: the same pieces, the same sentences, at the same times.

What each says is read from its own finished files, and held against `publication.json`.
"""

import io
import json
import zipfile
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
import soundfile
from lxml import html
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

from publisher.pipeline import publish
from publisher.settings import EDITIONS, Settings
from publisher.workshop import Workshop
from tests.binding.test_daisy import pars, smils
from tests.conftest import article
from tests.reading_system import clips

LENGTH_MS = 50
TEXT = """\
# The bell buoy

The buoy has rung for ninety years.[^1] Nobody winds it.

## Its parts

### The clappers

- They hang free.
- They are struck by nothing.

| Part | Weight |
|------|--------|
| Bell | 90 kg  |

## Its sound

> It is low. It carries for a mile.

[^1]: It was moved twice.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All editions that are heard, made of one recording."""
    place = tmp_path_factory.mktemp("agreement")
    settings = Settings(voice="espeak:en-gb", editions=EDITIONS)
    return publish(article(TEXT, "buoy.md"), Workshop(place / "b", place / "c", settings)).folder


@pytest.fixture(scope="module")
def record(folder: Path) -> dict[str, Any]:
    """What the publication's record knows."""
    known: dict[str, Any] = json.loads((folder / "publication.json").read_text("utf-8"))
    return known


@pytest.fixture(scope="module")
def times(record: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """When each sentence of the article and its colophon is heard, by the record."""
    sections = (record["front"], *record["sections"], record["around"][-1])
    blocks = [block for section in sections for block in section["paragraphs"]]
    told = [
        each
        for block in blocks
        for each in (block["mark"], *block["before"], *block["sentences"], *block["after"])
        if each and each["begin_ms"] is not None
    ]
    return {each["name"]: (each["begin_ms"], each["end_ms"]) for each in told}


def manifest(folder: Path) -> dict[str, Any]:
    """The audiobook's."""
    with zipfile.ZipFile(next(folder.glob("*.lpf"))) as archive:
        told: dict[str, Any] = json.loads(archive.read("publication.json"))
    return told


def test_they_are_heard_in_the_same_pieces(folder: Path, record: dict[str, Any]) -> None:
    """A file of each for each, in one order; who has heard the third goes on with the fourth."""
    heard = [each["section"] for each in record["files"] if each["edition"] == "mp3"]
    heard = [section for section in heard if section]
    of_daisy = [each["section"] for each in record["files"] if each["edition"] == "daisy"]
    assert [section for section in of_daisy if section] == heard
    assert len(smils(folder / "daisy")) == len(heard)
    songs = [each["url"] for each in manifest(folder)["readingOrder"]]
    assert [Path(song).name for song in songs] == [
        p.name for p in sorted(folder.glob("audio/*.mp3"))
    ]


def test_recordings_are_as_long_as_the_record_says(folder: Path, record: dict[str, Any]) -> None:
    """Decoded, of every edition, to 50 ms."""
    told = {each["name"]: each["duration_ms"] for each in record["sections"]}
    songs: dict[str, list[float]] = {}
    for each in record["files"]:
        if each["path"].endswith(".mp3") and each["section"]:
            samples, rate = soundfile.read(folder / each["path"])
            songs.setdefault(each["section"], []).append(len(samples) * 1000 / rate)
            assert abs(each["duration_ms"] - songs[each["section"]][-1]) < LENGTH_MS
    with zipfile.ZipFile(next(folder.glob("*.lpf"))) as archive:
        for section, each in zip(songs, manifest(folder)["readingOrder"], strict=True):
            samples, rate = soundfile.read(io.BytesIO(archive.read(each["url"])))
            songs[section].append(len(samples) * 1000 / rate)
    for section, lengths in songs.items():
        assert len(lengths) == 4  # MP3, web, DAISY, audiobook
        assert max(lengths) - min(lengths) < LENGTH_MS
        assert abs(told.get(section, lengths[0]) - lengths[0]) < LENGTH_MS


def test_sentences_are_heard_when_the_record_says(
    folder: Path, times: dict[str, tuple[int, int]]
) -> None:
    """In the talking book and in the read-along EPUB; a chapter's first begins with its file."""
    heard = {name: (begin, end) for name, _, begin, end, _ in pars(folder / "daisy")}
    assert heard.keys() == times.keys()
    for name, (begin, end) in heard.items():
        assert begin == 0 or abs(begin - times[name][0]) <= LENGTH_MS
        assert abs(end - times[name][1]) <= LENGTH_MS
    book = folder / f"{folder.name}.epub"
    with zipfile.ZipFile(book) as archive:
        overlays = [
            Path(n).stem.partition("-")[0] for n in archive.namelist() if n.endswith("smil")
        ]
    lit = {clip.name: clip for name in overlays for clip in clips(book, name)}
    for name in heard.keys() & lit.keys():
        assert abs(lit[name].begin * 1000 - times[name][0]) <= LENGTH_MS
        assert abs(lit[name].end * 1000 - times[name][1]) <= LENGTH_MS
    assert {name for name in heard if "-s" in name} <= lit.keys()


def test_headings_lead_to_the_same_places(folder: Path, times: dict[str, tuple[int, int]]) -> None:
    """A heading within a recording is found at the same time in all of them."""
    with zipfile.ZipFile(next(folder.glob("*.lpf"))) as archive:
        index = archive.read("index.html").decode()
    begin = times["c03-p00-s01"][0]
    assert f"#t={begin // 1000}.{begin % 1000:03}" in index
    assert (folder / "daisy/ncc.html").read_text("utf-8").count("#c03-p00-s01") == 1


def lengths(record: dict[str, Any]) -> list[int]:
    """How long each piece is, in listening order."""
    songs = (each for each in record["files"] if each["edition"] == "mp3" and each["section"])
    return [each["duration_ms"] for each in songs]


def begins(record: dict[str, Any]) -> list[int]:
    """When each piece begins, where all of them are one file."""
    return [0, *accumulate(lengths(record))][:-1]


def words_of(record: dict[str, Any]) -> dict[str, str]:
    """What is printed of each sentence, by its name."""
    sections = (record["front"], *record["sections"], record["around"][-1])
    blocks = [block for section in sections for block in section["paragraphs"]]
    return {each["name"]: each["text"] for block in blocks for each in block["sentences"]}


def edition(folder: Path) -> Any:
    """What the page of the web edition knows."""
    page = html.parse(str(folder / "web/index.html")).getroot()
    return json.loads(page.xpath("string(//script[@id='edition'])"))


def test_the_page_lights_sentences_when_the_record_says(
    folder: Path, times: dict[str, tuple[int, int]], record: dict[str, Any]
) -> None:
    """In the browser as in the EPUB."""
    chapters = edition(folder)["chapters"]
    found = {clip[0]: (clip[1], clip[2]) for each in chapters for clip in each["clips"]}
    assert found.keys() == times.keys()
    for name, clip in found.items():
        assert abs(clip[0] - times[name][0]) <= LENGTH_MS
        assert abs(clip[1] - times[name][1]) <= LENGTH_MS
    assert [each["length"] for each in chapters] == lengths(record)


def test_chapters_of_one_file_begin_when_their_own_files_do(
    folder: Path, record: dict[str, Any]
) -> None:
    """In audiobook and episode, within and beside it."""
    (book,), (episode,) = folder.glob("*.m4b"), folder.glob("*.mp3")
    listed: Any = MP4(book).chapters
    marks = sorted(mark.start_time for mark in ID3(episode).getall("CHAP"))
    beside = json.loads(next(folder.glob("*.chapters.json")).read_text("utf-8"))["chapters"]
    expected = pytest.approx(begins(record), abs=LENGTH_MS)
    assert [each.start * 1000 for each in listed] == expected
    assert marks == expected
    assert [each["startTime"] * 1000 for each in beside] == expected


def test_captions_show_sentences_when_the_record_says(
    folder: Path, times: dict[str, tuple[int, int]], record: dict[str, Any]
) -> None:
    """Of each piece, and of the whole."""
    (whole,) = folder.glob(f"captions/{folder.name}.json")
    told = json.loads(whole.read_text("utf-8"))["segments"]
    pieces = [path for path in sorted(folder.glob("captions/*.json")) if path != whole]
    apart = [json.loads(path.read_text("utf-8"))["segments"] for path in pieces]
    assert [each["id"] for each in told] == [each["id"] for piece in apart for each in piece]
    assert {each["id"] for each in told} <= times.keys()
    for begin, piece in zip(begins(record), apart, strict=True):
        for each in piece:
            assert abs(each["startTime"] * 1000 - times[each["id"]][0]) <= LENGTH_MS
            (same,) = (one for one in told if one["id"] == each["id"])
            assert abs(same["endTime"] * 1000 - begin - times[each["id"]][1]) <= LENGTH_MS


def test_every_page_has_the_same_words(folder: Path, record: dict[str, Any]) -> None:
    """In the EPUBs, in the browser, in the talking book, in the audiobook's texts.

    But for the credits: one of the EPUBs has no sound, and says so.
    """
    told = {name: text for name, text in words_of(record).items() if "colophon" not in name}
    printed = {name: " ".join(text.split()) for name, text in told.items() if text}
    pages = [(folder / name).read_bytes() for name in ("web/index.html", "daisy/content.html")]
    for path in (*folder.glob("*.epub"), *folder.glob("*.lpf")):
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if n.endswith(("html", "xhtml"))]
            pages.append(b"".join(archive.read(name) for name in names))
    assert len(pages) == 6
    for page in pages:
        held = page.replace(b"</html>", b"").replace(b"<html", b"<div").replace(b"<body", b"<div")
        tree = html.fromstring(b"<html><body>" + held + b"</body></html>")
        for name, text in printed.items():
            found = tree.xpath(f"//*[@id='{name}']")
            said = {" ".join(each.text_content().split()) or each.get("alt") for each in found}
            assert text in said, name
