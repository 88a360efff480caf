"""Sounds in a row, with pauses, and when each is heard."""

from pathlib import Path

import numpy as np
import soundfile

from publisher.narration import Sound
from publisher.speaking.joining import Piece, join, joined
from publisher.speaking.levels import sound_of
from publisher.speaking.pauses import HEAD, TAIL
from tests.speaking.test_levels import RATE, tone


def test_each_clip_begins_with_its_words(tmp_path: Path) -> None:
    """A sentence that is lit a moment early or late teaches the reader to look away."""
    pieces = [Piece(name, sound_of(tone(1, 0.3), RATE), 350) for name in ("s1", "s2", "s3")]
    track = join("c01", pieces, tmp_path)
    samples, _ = soundfile.read(track.path)
    for clip in track.clips:
        heard = np.flatnonzero(np.abs(samples[clip.begin * RATE // 1000 :]) > 0.01)[0]
        assert heard < 0.03 * RATE


def test_clips_touch_and_fill_the_track(tmp_path: Path) -> None:
    """EPUB readers stop at a gap, and time lost between clips adds up to drift."""
    pieces = [Piece(f"s{n}", sound_of(tone(0.3 * n, 0.3), RATE), 100 * n) for n in range(1, 6)]
    track = join("c01", pieces, tmp_path)
    assert [clip.end for clip in track.clips[:-1]] == [clip.begin for clip in track.clips[1:]]
    assert track.clips[0].begin == HEAD
    assert track.clips[-1].end == track.length


def test_a_track_is_as_long_as_what_is_in_it(tmp_path: Path) -> None:
    """Lengths are counted in samples, never estimated."""
    pieces = [Piece("s1", Sound(b"", RATE), 700), Piece("s2", Sound(b"", RATE), 700)]
    track = join("c01", pieces, tmp_path)
    assert abs(track.length - (HEAD + 700 + TAIL)) <= 1
    assert 0 <= soundfile.info(track.path).frames * 1000 / RATE - track.length < 1


def test_a_sentence_without_a_sound_still_has_a_clip(tmp_path: Path) -> None:
    """A break has nothing to say; a name that is never heard would end the read-along there."""
    pieces = [Piece("s1", Sound(b"", RATE), 1200), Piece("s2", sound_of(tone(1), RATE), 350)]
    clip = join("c01", pieces, tmp_path).clips[0]
    assert clip.end - clip.begin == 1200


def test_a_join_does_not_click(tmp_path: Path) -> None:
    """Sound that begins at full height is heard as a click on every headphone."""
    rough = sound_of(np.full(RATE, 0.5, np.float32), RATE)
    track = join("c01", [Piece("s1", rough, 350), Piece("s2", rough, 350)], tmp_path)
    samples, _ = soundfile.read(track.path)
    assert np.abs(np.diff(samples)).max() < 0.02


def test_clauses_of_one_sentence_become_one_sound() -> None:
    """A cut made for the engine's sake is not to be heard as the end of a sentence."""
    whole = joined([sound_of(tone(1), RATE), sound_of(tone(1), RATE)], 120)
    assert 2100 <= whole.length_ms <= 2130
    assert joined([], 120) == Sound(b"", RATE)
