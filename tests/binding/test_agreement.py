"""The editions of one recording agree: the same pieces, the same sentences, at the same times.

What each says is read from its own finished files, and held against `publication.json`.
"""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import soundfile

from publisher.pipeline import publish
from publisher.settings import Settings
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
    editions = ("epub", "mp3", "daisy", "audiobook")
    settings = Settings(voice="espeak:en-gb", editions=editions)
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
        if each["path"].endswith(".mp3"):
            samples, rate = soundfile.read(folder / each["path"])
            songs.setdefault(each["section"], []).append(len(samples) * 1000 / rate)
            assert abs(each["duration_ms"] - songs[each["section"]][-1]) < LENGTH_MS
    with zipfile.ZipFile(next(folder.glob("*.lpf"))) as archive:
        for section, each in zip(songs, manifest(folder)["readingOrder"], strict=True):
            samples, rate = soundfile.read(io.BytesIO(archive.read(each["url"])))
            songs[section].append(len(samples) * 1000 / rate)
    for section, lengths in songs.items():
        assert len(lengths) == 3
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
    book = next(folder.glob("*.epub"))
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
