"""The conformance sheets: what was measured on each MP3, against what its profile asks."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from publisher.checking import inspect
from publisher.checking.conformity import (
    NAME,
    PROFILES,
    TEXT,
    Measured,
    Sheet,
    failures,
    measured,
    profile_of,
    together,
    uneven,
)
from publisher.checking.frames import frames_of
from publisher.narration import Sound
from publisher.pipeline import publish
from publisher.publication import Publication
from publisher.settings import PROFILES as NAMES
from publisher.settings import Settings
from publisher.sound import segment
from publisher.workshop import Workshop
from tests.checking.planting import codes
from tests.checking.test_sound import RATE, RIGHT, tone, within
from tests.conftest import article

FOUND = Measured(
    loudness=-19.0, rms=-20.0, true_peak=-3.4, peak=-3.5, floor=-75.0, head_ms=510, tail_ms=1_010,
    rate=44_100, channels=1, bitrate=192, bitrates=1, length_ms=60_000, told_ms=60_000,
)  # fmt: skip
SHORT = "# Kettles\n\nThey sing.\n\nAll of them do, “in time”.\n\n## How\n\nIt is the steam."

FAULTS = {
    "nothing": ({}, []),
    "another rate": ({"rate": 22_050}, ["sound-container"]),
    "a low bitrate": ({"bitrate": 128}, ["sound-container"]),
    "bitrates that change": ({"bitrates": 4}, ["sound-container"]),
    "two channels": ({"channels": 2}, ["sound-container"]),
    "two hours and more": ({"length_ms": 7_210_000}, ["sound-long"]),
    "a head too short": ({"head_ms": 300}, ["sound-edges"]),
    "a head too long": ({"head_ms": 1_200}, ["sound-edges"]),
    "a tail too short": ({"tail_ms": 700}, ["sound-edges"]),
    "a tail too long": ({"tail_ms": 6_000}, ["sound-edges"]),
    "noise": ({"floor": -58.0}, ["sound-floor"]),
    "too much power": ({"rms": -17.5}, ["sound-loudness"]),
    "a sample too high": ({"peak": -2.9}, ["sound-peak"]),
    "silence, which has no level": (
        {"loudness": -120.0, "rms": -120.0, "head_ms": 60_000, "floor": -50.0}, [],
    ),
    "an end that is not there": ({"told_ms": 61_000}, ["sound-length"]),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_what_a_shop_would_refuse_is_found(changes: dict[str, float], expected: list[str]) -> None:
    """Found here, it costs a minute; found by the shop, days."""
    sheet = Sheet("a.mp3", "acx", replace(FOUND, **changes))  # type: ignore[arg-type]
    assert codes(failures(sheet)) == expected
    assert sheet.holds == (not expected or expected == ["sound-length"])


def test_sections_that_differ_in_loudness_are_found() -> None:
    """By more than 0.3 LU a hand goes to the volume; what is silent does not count."""
    levels = {-19.1: [], -18.7: [], -18.6: ["sound-uneven"], -120.0: []}
    for level, expected in levels.items():
        sheets = [Sheet("a.mp3", "podcast", replace(FOUND, loudness=each)) for each in (-19, level)]
        assert codes(uneven(together(sheets))) == expected


def test_the_profiles_that_are_asked_for_are_those_that_are_measured() -> None:
    """One that is not would be a promise that nobody holds us to."""
    assert tuple(PROFILES) == NAMES


def test_bitrates_that_change_are_counted(tmp_path: Path) -> None:
    """A talking-book player seeks by bytes: in a file of many bitrates, to another word."""
    path = tmp_path / "song.mp3"
    samples = np.concatenate(
        (tone(0.3, 1), tone(0.0, 1), np.random.default_rng(1).normal(0, 0.1, RATE))
    )
    whole = Sound(np.rint(samples * 32767).astype("<i2").tobytes(), RATE)
    segment(whole).export(path, format="mp3", parameters=["-q:a", "4"]).close()
    found = frames_of(path.read_bytes())
    assert found is not None
    assert found.bitrates > 1
    assert (found.rate, found.length_ms) == (RATE, 3_000)


@pytest.mark.parametrize(
    "data", [b"", b"ID3", b"\xff" * 100, b"ID3\x03\0\0\x7f\x7f\x7f\x7f", b"a" * 70_000]
)
def test_what_has_no_frames_has_none(data: bytes) -> None:
    """Nothing that a stranger's file holds can lead the walk astray."""
    assert frames_of(data) is None


def test_peaks_between_samples_are_measured(tmp_path: Path) -> None:
    """At a quarter of the rate, a tone's samples can all lie 3 dB below its peaks."""
    at = np.arange(2 * RATE)
    samples = 0.5 * np.sin(2 * np.pi * at / 4 + np.pi / 4)
    whole = Sound(np.rint(samples / 0.95 * 32767).astype("<i2").tobytes(), RATE)
    path = tmp_path / "song.mp3"
    segment(whole).export(path, format="mp3", bitrate="192k").close()
    found = measured(path)
    assert found.true_peak == pytest.approx(-6.0, abs=0.6)  # LAME adds a little
    assert found.peak < -8.0


def test_head_and_tail_are_measured_to_a_hundredth(tmp_path: Path) -> None:
    """They are what a shop measures first."""
    whole = within(tone(RIGHT, 3), 0.73, 1.4)
    path = tmp_path / "song.mp3"
    sound = Sound(np.rint(whole * 32767).astype("<i2").tobytes(), RATE)
    segment(sound).export(path, format="mp3", bitrate="128k").close()
    found = measured(path)
    assert (found.head_ms, found.tail_ms) == pytest.approx((730, 1_400), abs=20)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Publication:
    """A publication of two sections, spoken for a shop."""
    settings = Settings(voice="espeak:en-gb", editions=("mp3",), profile="acx", pauses=0.5)
    place = tmp_path_factory.mktemp("spoken")
    return publish(article(SHORT, "kettles.md"), Workshop(place, cache, settings))


def test_every_song_has_a_sheet_beside_it(spoken: Publication) -> None:
    """Who delivers it can show what was measured, and on what."""
    told = json.loads((spoken.folder / NAME).read_text("utf-8"))
    songs = [path for path in spoken.files if path.suffix == ".mp3"]
    assert told["profile"] == "acx"
    assert [each["file"] for each in told["files"]] == [
        path.relative_to(spoken.folder).as_posix() for path in songs
    ]
    for each in told["files"]:
        found = {line["what"]: line["measured"] for line in each["measures"]}
        assert each["holds"], each
        assert (found["rate"], found["bitrate"], found["bitrates"]) == (44_100, 192, 1)
        assert -90 < found["floor"] < -60
    assert {spoken.folder / NAME, spoken.folder / TEXT} <= set(spoken.files)
    assert "audio/01-opening.mp3: holds" in (spoken.folder / TEXT).read_text("utf-8")
    assert not [each for each in spoken.findings if each.code.startswith("sound-")]


def test_a_second_look_measures_the_same_against_the_same_profile(spoken: Publication) -> None:
    """Whoever checks a folder need not know what it was made for; what was altered is told."""
    report = inspect(spoken.folder)
    told = json.loads((spoken.folder / NAME).read_text("utf-8"))
    assert list(report.sheets) == told["files"]
    assert not report.findings


def test_a_publication_with_a_song_of_another_level_is_uneven(
    spoken: Publication, tmp_path: Path
) -> None:
    """Somebody replaced a section; it is heard, and found."""
    folder = Path(shutil.copytree(spoken.folder, tmp_path / "copy"))
    song = next(path for path in sorted(folder.rglob("*.mp3")))
    whole = Sound(np.rint(within(tone(RIGHT / 2)) * 32767).astype("<i2").tobytes(), RATE)
    segment(whole).export(song, format="mp3", bitrate="192k").close()
    found = codes(inspect(folder).findings)
    assert {"sound-uneven", "sound-loudness", "file-altered"} <= set(found)


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b'{"profile": 3}', b'{"profile": "vinyl"}'])
def test_sheets_that_make_no_sense_are_passed_over(data: bytes, tmp_path: Path) -> None:
    """The usual profile is asked then; a stranger's file stops nothing."""
    (tmp_path / "audio").mkdir()
    (tmp_path / NAME).write_bytes(data)
    assert profile_of(tmp_path) == "podcast"
