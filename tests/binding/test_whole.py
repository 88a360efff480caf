"""The whole recording in one file, as M4B and as an episode: chapters, words and length."""

import itertools
import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from numpy.typing import NDArray

from publisher.binding import binders, whole
from publisher.binding.materials import Materials
from publisher.checking.agreement import agree
from publisher.edition import Edition
from publisher.errors import BindingError
from publisher.pipeline import publish
from publisher.publication import Publication
from publisher.settings import Settings
from publisher.sound import ffmpeg
from publisher.workshop import Workshop
from tests.binding.doors import NEAR_MS, Piece, pieces
from tests.conftest import article

Samples = NDArray[np.float64]


@pytest.fixture(scope="module")
def told(doors: Publication) -> list[Piece]:
    """What the record says of it."""
    return pieces(doors.folder)


def named(doors: Publication, ending: str) -> Path:
    """The file of the folder itself that ends so."""
    (found,) = (path for path in doors.folder.iterdir() if path.name.endswith(ending))
    return found


def begins(told: list[Piece]) -> list[int]:
    """When each chapter begins, in milliseconds from the beginning of the whole."""
    return [sum(piece.length for piece in told[:number]) for number in range(len(told))]


def decoded(path: Path, folder: Path) -> tuple[Samples, int]:
    """A file's samples as a player has them, the encoder's own silence left out."""
    wave = folder / "decoded.wav"
    subprocess.run((ffmpeg(), "-v", "error", "-y", "-i", path, wave), check=True)
    samples, rate = soundfile.read(wave)
    return np.asarray(samples), rate


@pytest.mark.parametrize("ending", [".m4b", ".mp3"])
def test_each_chapter_sounds_as_its_own_mp3_does(
    ending: str, doors: Publication, told: list[Piece], tmp_path: Path
) -> None:
    """A listener who chooses one hears its first word, neither late nor with another's last."""
    whole, rate = decoded(named(doors, ending), tmp_path)
    songs = sorted((doors.folder / "audio").glob("*.mp3"))
    assert len(whole) * 1000 / rate == pytest.approx(sum(each.length for each in told), abs=1)
    for song, begin, piece in zip(songs, begins(told), told, strict=True):
        alone, own = soundfile.read(song)
        assert own == rate
        first = round(begin * rate / 1000)
        part = whole[first : first + round(piece.length * rate / 1000)]
        length = min(len(part), len(alone))
        shifts = range(-40, 41, 4)  # 2 ms and less
        agree = [np.dot(np.roll(alone[:length], shift), part[:length]) for shift in shifts]
        assert abs(shifts[int(np.argmax(agree))]) * 1000 / rate < 1
        assert max(agree) > 0.95 * float(np.linalg.norm(alone) * np.linalg.norm(part))


def test_an_m4b_has_a_chapter_for_each_mp3(doors: Publication, told: list[Piece]) -> None:
    """Both as Apple's players read them (told by ffmpeg) and as others do (by mutagen)."""
    path = named(doors, ".m4b")
    listed: Any = MP4(path).chapters
    assert [round(each.start * 1000) for each in listed] == begins(told)
    command = (ffmpeg(), "-v", "error", "-i", path, "-f", "ffmetadata", "-")
    written = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    titles = [line.partition("=")[2] for line in written.splitlines() if line.startswith("title=")]
    assert titles[-len(told) + 1 :] == [piece.label for piece in told[1:]]
    assert [each.title for each in listed][1:] == [piece.label for piece in told[1:]]


def test_an_m4b_says_what_it_is_and_that_its_voice_is_synthetic(doors: Publication) -> None:
    """It stands on a shelf among audiobooks, with its cover; the law asks for the mark."""
    tags: Any = MP4(named(doors, ".m4b"))
    assert tags["\xa9nam"] == ["Town votes to put its tide mill back to work"]
    assert tags["\xa9ART"] == ["Marian Tregold"]
    assert tags["stik"] == [2]
    assert bytes(tags["covr"][0]).startswith(b"\xff\xd8")
    (source,) = tags["----:com.apple.iTunes:DigitalSourceType"]
    assert bytes(source).endswith(b"algorithmicMedia")
    assert tags.info.bitrate > 48_000
    assert tags.info.channels == 1


def test_an_episode_tells_its_chapters_within_and_beside(
    doors: Publication, told: list[Piece]
) -> None:
    """Players read the one or the other; the times are the same."""
    tags = ID3(named(doors, ".mp3"))
    marks = sorted(tags.getall("CHAP"), key=lambda mark: mark.start_time)
    assert [mark.start_time for mark in marks] == begins(told)
    assert [mark.element_id for mark in marks] == [piece.name for piece in told]
    (order,) = tags.getall("CTOC")
    assert order.child_element_ids == [piece.name for piece in told]
    beside = json.loads(named(doors, ".chapters.json").read_text("utf-8"))
    assert beside["version"] == "1.2.0"
    assert [round(each["startTime"] * 1000) for each in beside["chapters"]] == begins(told)
    assert [each["title"] for each in beside["chapters"]][1:] == [each.label for each in told[1:]]
    assert abs(beside["chapters"][-1]["endTime"] * 1000 - sum(p.length for p in told)) < NEAR_MS


def test_nobody_waits_for_a_long_file_when_another_edition_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is told at once, and not when ten hours of an audiobook are encoded."""

    def fails(_: Materials) -> Edition:
        raise BindingError("no room", "Make room.")

    monkeypatch.setattr(whole, "_samples", lambda *_: itertools.repeat(b""))  # without an end
    monkeypatch.setitem(binders.BINDERS, "mp3", fails)
    settings = Settings(voice="silence", editions=("mp3", "m4b"))
    with pytest.raises(BindingError, match="no room"):
        publish(article("# The tide\n\nIt rose.\n"), Workshop(tmp_path, tmp_path, settings))


def test_a_book_of_many_chapters_is_whole(tmp_path: Path) -> None:
    """What tells of chapters has room for 255 at once: a long book would have no last ones."""
    text = "# Many\n" + "".join(f"\n## Night {night}\n\nIt rose.\n" for night in range(260))
    settings = Settings(voice="silence", editions=("m4b", "podcast"))
    made = publish(article(text), Workshop(tmp_path / "build", tmp_path / "cache", settings))
    tags = ID3(named(made, ".mp3"))
    marks = {mark.element_id: mark.sub_frames["TIT2"].text[0] for mark in tags.getall("CHAP")}
    tables = {table.element_id: table.child_element_ids for table in tags.getall("CTOC")}

    def reached(name: str) -> list[str]:
        return (
            [each for held in tables[name] for each in reached(held)] if name in tables else [name]
        )

    titles = [marks[name] for name in reached("toc")]
    assert len(titles) == len(marks) == 261
    assert titles[:-1] == [f"Night {night}" for night in range(260)]
    command = (ffmpeg(), "-v", "error", "-i", named(made, ".m4b"), "-f", "ffmetadata", "-")
    written = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert written.count("[CHAPTER]") == 261
    assert list(agree(made.folder)) == []
