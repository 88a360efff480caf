"""The room that is heard all through a recording, so that no pause is a hole."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
import soundfile

from publisher.narration import Sound
from publisher.speaking.joining import Piece, join
from publisher.speaking.levels import sound_of
from publisher.speaking.room import LENGTH, LEVEL_DB, room
from tests.speaking.test_levels import RATE, tone


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100])
def test_the_room_is_heard_by_nobody_and_measured_by_everybody(rate: int) -> None:
    """Above -60 dB it hisses; digital silence is refused by shops, and startles."""
    tone_ = room(LENGTH, rate).astype(np.float64) / 32_768
    assert 20 * np.log10(tone_.std()) == pytest.approx(LEVEL_DB, abs=0.2)
    assert np.abs(tone_).max() < 0.001
    assert abs(tone_.mean()) < 1e-6


def test_the_room_is_deep_as_a_room_is() -> None:
    """White noise is a hiss, heard at a level at which a hum is not."""
    power = np.abs(np.fft.rfft(room(LENGTH, RATE).astype(np.float64))) ** 2
    hertz = np.fft.rfftfreq(LENGTH, 1 / RATE)
    low, high = (power[(hertz > a) & (hertz < b)].mean() for a, b in ((50, 400), (5_000, 10_000)))
    assert 10 * np.log10(low / high) > 12


def test_the_room_goes_on_without_a_seam() -> None:
    """Its round is ten seconds; a click at each end of it would be a clock's."""
    tone_ = room(2 * LENGTH, RATE).astype(np.int64)
    assert np.array_equal(tone_[:LENGTH], tone_[LENGTH:])
    assert abs(tone_[LENGTH] - tone_[LENGTH - 1]) <= np.abs(np.diff(tone_[:LENGTH])).max()


def test_the_room_is_the_same_everywhere() -> None:
    """Editions are the same to the byte on any machine: whole numbers, and no chance."""
    told = hashlib.sha256(room(LENGTH, RATE).astype("<i2").tobytes()).hexdigest()
    assert told == "2c4bbf0d13a6ca85972602250717e83c0e177ce1604eaeace658a65da7213f3a"


def test_pauses_head_and_tail_have_the_room_in_them(tmp_path: Path) -> None:
    """All through, so that nothing begins or ends with a sentence but the sentence."""
    pieces = [Piece(f"s{each}", sound_of(tone(0.5, 0.3), RATE), 700) for each in (1, 2)]
    samples, _ = soundfile.read(join("c01", pieces, tmp_path).path)
    for begin in (0.05, 1.2, len(samples) / RATE - 0.6):
        rest = samples[int(begin * RATE) :][: int(0.35 * RATE)]
        assert 20 * np.log10(rest.std()) == pytest.approx(LEVEL_DB, abs=3)


def test_where_nothing_is_said_there_is_no_room(tmp_path: Path) -> None:
    """A draft by the engine `silence` is silent."""
    track = join("c01", [Piece("s1", Sound(bytes(2 * RATE), RATE), 700)], tmp_path)
    assert not soundfile.read(track.path)[0].any()
    assert track.loudness == -70.0
