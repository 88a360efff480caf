"""An MP3's tags, length, loudness and peaks: each fault a listener would hear is told."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3
from numpy.typing import NDArray

from publisher.checking import inspect
from publisher.checking.catalogue import CATALOGUE
from publisher.checking.conformity import failures, measured, sheet_of
from publisher.checking.sound import is_tagged, lasts_as_told
from publisher.errors import CheckingError
from publisher.narration import Sound
from publisher.publication import Publication
from publisher.report import Weight
from publisher.sound import segment
from tests.checking.planting import codes

RATE = 44_100
RIGHT = 10 ** (-15.99 / 20)  # of full scale: a tone of 997 Hz with it is heard at -19 LUFS

Samples = NDArray[np.float64]


def tone(level: float, seconds: float = 5.0) -> Samples:
    """997 Hz at a level, 1.0 being full scale."""
    return level * np.sin(2 * np.pi * 997 * np.arange(int(seconds * RATE)) / RATE)


def with_a_click(samples: Samples) -> Samples:
    """The sound with 4 ms of it nearly as loud as can be: too short to be heard as loud."""
    clicked = samples.copy()
    clicked[RATE : RATE + 176] *= 0.95 / RIGHT
    return clicked


def within(samples: Samples, head: float = 0.5, tail: float = 1.0) -> Samples:
    """A sound with so many seconds of silence before and behind it."""
    before, behind = (np.zeros(int(seconds * RATE)) for seconds in (head, tail))
    return np.concatenate((before, samples, behind))


def encoded(samples: Samples, path: Path) -> Path:
    """A sound as an MP3; LAME turns all that it encodes down to 0.95, and is made up for."""
    whole = np.rint(samples / 0.95 * 32767).astype("<i2").tobytes()
    segment(Sound(whole, RATE)).export(path, format="mp3", bitrate="128k").close()
    return path


EDGES = ["sound-edges"] * 2  # in a loud room nobody hears where words begin and end
LEVELS = {
    "right": (within(tone(RIGHT)), []),
    "right within half a decibel": (within(tone(RIGHT * 10 ** (0.4 / 20))), []),
    "too loud": (within(tone(RIGHT * 2)), ["sound-loudness"]),
    "too quiet": (within(tone(RIGHT / 2)), ["sound-loudness"]),
    "a peak too high": (within(with_a_click(tone(RIGHT))), ["sound-peak"]),
    "both": (within(tone(0.95)), ["sound-loudness", "sound-peak"]),
    "meant to be silent": (tone(0.0), []),
    "a loud room": (within(tone(RIGHT)) + tone(0.004, 6.5), ["sound-floor", *EDGES]),
    "no head": (within(tone(RIGHT), head=0.2), ["sound-edges"]),
    "no tail": (within(tone(RIGHT), tail=0.3), ["sound-edges"]),
}


@pytest.mark.parametrize(("samples", "expected"), LEVELS.values(), ids=LEVELS.keys())
def test_loudness_and_peaks_out_of_bounds_are_found(
    samples: Samples, expected: list[str], tmp_path: Path
) -> None:
    """A section too loud or too quiet sends the listener's hand to the volume."""
    found = tuple(failures(sheet_of(encoded(samples, tmp_path / "song.mp3"))))
    assert codes(found) == expected
    assert all(each.weight is Weight.WARNING for each in found)


def test_a_full_scale_tone_measures_as_the_standard_says(tmp_path: Path) -> None:
    """A tone of 997 Hz, one channel, is 3.01 LU below its level (ITU-R BS.1770-4, annex 1)."""
    found = measured(encoded(tone(0.5), tmp_path / "song.mp3"))
    assert found.loudness == pytest.approx(-6.02 - 3.01, abs=0.15)
    assert (found.true_peak, found.peak) == pytest.approx((-6.02, -6.02), abs=0.2)
    assert found.rms == pytest.approx(-6.02 - 3.01, abs=0.15)
    assert (found.rate, found.channels, found.bitrate, found.bitrates) == (RATE, 1, 128, 1)
    assert found.told_ms == pytest.approx(found.length_ms, abs=1)


@pytest.mark.parametrize("tag", ["TIT2", "TALB", "TRCK", "APIC"])
def test_a_missing_tag_is_found(tag: str, song: Path, tmp_path: Path) -> None:
    """Without a title or a number a player shows the sections in any order, by file names."""
    path = Path(shutil.copy(song, tmp_path))
    tags = ID3(path)
    tags.delall(tag)
    tags.save(path, v2_version=3)
    assert [(each.code, tag in each.message) for each in is_tagged(path)] == [
        ("sound-untagged", True)
    ]


def test_a_song_without_any_tags_lacks_all(tmp_path: Path) -> None:
    """One finding for each, so none has to be found by mending the one before."""
    assert codes(is_tagged(encoded(tone(RIGHT), tmp_path / "a.mp3"))) == ["sound-untagged"] * 4


def test_songs_without_a_fault_have_no_finding(clean: Publication) -> None:
    """What we bind is tagged, whole, as long as its track, and even."""
    songs = [path for path in clean.files if path.suffix == ".mp3"]
    assert songs
    for path in songs:
        assert codes((*is_tagged(path), *failures(sheet_of(path)))) == []


def test_a_song_longer_or_shorter_than_its_track_is_found(tmp_path: Path) -> None:
    """Off by more than 50 ms, a player's place in it is not where the words are."""
    path = encoded(tone(RIGHT), tmp_path / "song.mp3")
    for told_ms, expected in (
        (5000, []),
        (5049, []),
        (5051, ["sound-length"]),
        (4000, ["sound-length"]),
    ):
        assert codes(lasts_as_told(path, told_ms)) == expected
    assert codes(lasts_as_told(path, 0)) == []  # nothing was told


@pytest.mark.parametrize("kept", [0.95, 0.5])
def test_a_song_cut_off_is_found_though_its_header_is_whole(
    kept: float, song: Path, tmp_path: Path
) -> None:
    """The frame that LAME writes first goes on telling the whole length."""
    data, path = song.read_bytes(), tmp_path / "song.mp3"
    path.write_bytes(data[: len(data) - int((1 - kept) * _sound_bytes(song))])
    assert codes(is_tagged(path)) == []
    assert codes(inspect(path).findings) == ["sound-length"]


def _sound_bytes(path: Path) -> int:
    return path.stat().st_size - int(ID3(path).size)


NO_SONGS = {
    "empty": b"",
    "words": b"not a song\n" * 2000,
    "noise": np.random.default_rng(1).bytes(90_000),
    "a playlist": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/hostname\n",
    "a list for ffmpeg": b"ffconcat version 1.0\nfile /etc/hostname\n",
    "tags and nothing else": b"ID3\x03\x00\x00\x00\x00\x00\x00",
    "tags that are cut off": b"ID3\x03\x00\x00\x00\x00\x7f\x7fTIT2",
}


@pytest.mark.parametrize("data", NO_SONGS.values(), ids=NO_SONGS.keys())
def test_what_is_no_mp3_is_broken_whatever_it_is_called(data: bytes, tmp_path: Path) -> None:
    """Told once, by the first check; nothing that it names is opened."""
    path = tmp_path / "song.mp3"
    path.write_bytes(data)
    assert codes(inspect(path).findings) == ["sound-broken"]
    with pytest.raises(CheckingError, match="cannot be decoded"):
        measured(path)


def test_a_song_that_is_tagged_but_holds_no_sound_is_broken(song: Path, tmp_path: Path) -> None:
    """Some damage shows only when the sound is decoded; the findings of others stand."""
    path, at = tmp_path / "song.mp3", ID3(song).size
    data = song.read_bytes()
    path.write_bytes(data[: at + 1000] + bytes(len(data) - at - 1000))
    found = inspect(path).findings
    assert codes(found)
    assert {each.code for each in found} <= {"sound-broken", "sound-length"}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 255)), max_size=6))
def test_no_damage_raises_anything(
    changes: list[tuple[int, int]], song: Path, tmp_path: Path
) -> None:
    """Whatever bytes of its tags and first frames are others, findings are what comes of it."""
    data = bytearray(song.read_bytes())
    for at, value in changes:
        data[at if at < 1000 else ID3(song).size + at - 1000] = value
    path = tmp_path / "song.mp3"
    path.write_bytes(data)
    assert set(codes(inspect(path).findings)) <= CATALOGUE.keys()
