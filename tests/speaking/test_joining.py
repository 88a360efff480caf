"""Sounds in a row, with pauses, and when each is heard."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import soundfile

from publisher.narration import Sound, Word
from publisher.speaking.engines import silence
from publisher.speaking.joining import Piece, join, joined
from publisher.speaking.levels import sound_of
from publisher.speaking.pauses import HEAD, TAIL
from publisher.speaking.wording import Span, worded
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
    words, whole = joined(["It rose,", "slowly."], [sound_of(tone(1), RATE)] * 2, 120)
    assert words == "It rose, slowly."
    assert 2100 <= whole.length_ms <= 2130
    assert joined([], [], 120) == ("", Sound(b"", RATE))


def test_the_words_of_all_clauses_are_told_in_the_whole_sentence() -> None:
    """Their places in its words, their times in its sound: the second clause starts at neither."""
    quiet = np.zeros(RATE // 10, np.float32)
    late = sound_of(np.concatenate([quiet, tone(1)]), RATE)
    clauses = ("It rose,", "slowly.")
    sounds = (
        replace(late, words=(Word(0, 2, 100, 400), Word(3, 8, 400, 1_100))),
        replace(late, words=(Word(0, 7, 100, 1_100),)),
    )
    words, whole = joined(clauses, sounds, 120)
    assert [words[each.start : each.stop] for each in whole.words] == ["It", "rose,", "slowly."]
    second = 20 + 1_000 + 120  # the edge that is left of the silence, the tone, the pause
    assert [each.begin for each in whole.words] == [20, 320, second + 20]
    assert whole.words[-1].end == round(whole.length_ms) == second + 20 + 1_000


def test_one_clause_is_the_sentence() -> None:
    """Nothing is cut off or moved that need not be."""
    sound = silence.load("", "en", 1.0).say("It rose.")
    assert joined(["It rose."], [sound], 120) == ("It rose.", sound)


def test_a_clip_s_words_are_told_from_the_beginning_of_the_track(tmp_path: Path) -> None:
    """As the clip itself is; they fill it to its end, so that something is lit in the pause."""
    voice = silence.load("", "en", 1.0)
    printed = "“Dr. Reyes” slept."
    wording = worded(printed)
    spoken = wording.words
    sound = voice.say(spoken)
    pieces = [Piece(f"s{each}", sound, 350, printed, wording.spans, spoken) for each in range(3)]
    for clip in join("c01", pieces, tmp_path).clips:
        assert [printed[word.start : word.stop] for word in clip.words] == [
            "“Dr.", "Reyes”", "slept.",
        ]  # fmt: skip
        assert (clip.words[0].begin, clip.words[-1].end) == (clip.begin, clip.end)
        assert all(one.end == other.begin for one, other in pairwise(clip.words))
        assert clip.words[1].begin - clip.begin == voice.say(spoken).words[1].begin


def test_words_are_lit_when_they_are_heard_though_silence_was_cut_off(tmp_path: Path) -> None:
    """What an engine leaves before its first word is not in the track."""
    parts = [np.zeros(RATE // 4, np.float32), tone(0.5, 0.3), tone(0.5, 0.3, 300)]
    sound = sound_of(np.concatenate(parts), RATE)
    told = replace(sound, words=(Word(0, 2, 250, 750), Word(3, 8, 750, 1_250)))
    (clip,) = join(
        "c01", [Piece("s1", told, 350, "It rose.", (Span(0, 8, "It rose."),), "It rose.")], tmp_path
    ).clips
    assert [word.begin - clip.begin for word in clip.words] == [0, 520]


def test_a_clip_without_a_sound_or_times_has_no_words(tmp_path: Path) -> None:
    """A break, and a voice that does not tell: the sentence is lit as a whole."""
    pieces = [
        Piece("s1", Sound(b"", RATE), 1200, "* * *"),
        Piece(
            "s2", sound_of(tone(1), RATE), 350, "It rose.", (Span(0, 8, "It rose."),), "It rose."
        ),
    ]
    assert [clip.words for clip in join("c01", pieces, tmp_path).clips] == [(), ()]


def test_voices_of_different_rates_keep_their_pitch_and_their_pace(tmp_path: Path) -> None:
    """Played at another's rate a voice would be a child's, or a giant's, and out of step."""
    low, high = tone(1.0, 0.3), tone(1.0, 0.3, rate=24_000)
    pieces = [Piece("s1", sound_of(low, RATE), 350), Piece("s2", sound_of(high, 24_000), 350)]
    track = join("c01", pieces, tmp_path)
    assert track.rate == 24_000
    samples, rate = soundfile.read(track.path)
    assert rate == 24_000
    pitches = []
    for clip in track.clips:
        said = samples[clip.begin * rate // 1000 : clip.begin * rate // 1000 + rate]
        pitches.append(np.abs(np.fft.rfft(said)).argmax())
    assert abs(pitches[0] - pitches[1]) <= 1
    first, second = (clip.end - clip.begin for clip in track.clips)
    assert abs(first - 1_350) <= 2
    assert abs(second - (1_000 + TAIL)) <= 2


def test_words_keep_their_times_at_another_rate(tmp_path: Path) -> None:
    """They are told in milliseconds, and nothing of the sound is moved."""
    told = replace(sound_of(tone(1.0, 0.3), RATE), words=(Word(0, 2, 0, 400), Word(3, 8, 400, 900)))
    said = (Span(0, 8, "It rose."),)
    other = Piece("s2", sound_of(tone(1.0, 0.3, rate=24_000), 24_000), 350)
    alone = join("c01", [Piece("s1", told, 350, "It rose.", said, "It rose.")], tmp_path)
    both = join("c02", [Piece("s1", told, 350, "It rose.", said, "It rose."), other], tmp_path)
    assert [each.begin for each in both.clips[0].words] == [
        each.begin for each in alone.clips[0].words
    ]
