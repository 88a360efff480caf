"""One loudness for all that is heard, as a speaker keeps it, and no peak above what players take.

A neural voice says one sentence up to 6 LU louder than the next, as it happens. One gain for all
of them would leave sections 1 LU apart and more (benchmarks/loudness.py). So each paragraph is
brought to the same loudness, as an engineer rides a fader; within it sentences keep what sets them
apart, up to a standard deviation of 0.9 LU, and a sentence keeps all of its own. At last one gain
for the whole recording brings it to its mark. Pauses make a meter find a section of short sentences
softer than it is heard, so it gets some tenths more. Peaks are held by a look-ahead limiter;
limiting takes a little loudness away, so gain and limit are found together.

Source:
    -19 LUFS for one channel is what Apple and others ask of podcasts, as -16 LUFS for two;
    -3 dBTP is ACX's ceiling for the encoded file, and encoding at 64 kbit/s adds up to 0.5.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log10
from statistics import pstdev

import numpy as np

from publisher.narration import Sound, Track
from publisher.speaking.levels import (
    AT_ONCE,
    HOP,
    Energies,
    Samples,
    Whole,
    energies_of,
    fractions,
    loudness_of,
    sound_of,
    whole_of,
)
from publisher.weighting import SILENCE

TARGET = -19.0  # LUFS, of the whole recording
EDGES_S = 0.23  # of a sentence's sound a meter spreads over the pauses around it, by its blocks
MOST_BACK_DB = 1.5  # are given back for that
APART = 0.1  # LU, that a section may be from the whole
SPREAD = 0.9  # LU, the standard deviation that sentences of a paragraph keep at most
TOLERANCE = 0.1  # LU
CEILING = -4.0  # dBTP before encoding
CEILING_LEVEL = 10 ** (CEILING / 20)
MOST_DB = 24.0  # no sound is raised by more: it would be noise
LOOK_AHEAD_MS = 12  # longer than a period of the deepest voice, so that gain does not buzz
MOST_ROUNDS = 8  # of figures only: no sample is touched in them
WORTH = 0.55  # of each decibel that is made up for, so much is left by the limiter
MOST_MORE_DB = 8.0  # are made up for; a sentence that is held more than that would be crushed
BETWEEN_DB = 1.5  # by which a sound may rise between two samples
TAPS = 49  # twelve to each of four samples, as BS.1770-4 has them
PIECE = 256  # samples, looked at together for peaks between them
AROUND = 16  # samples before and behind such a piece, by which its ends are reckoned
MOST_ALBUM_DB = 0.6  # what pauses take away is a few tenths; more would bring peaks too high


def targets(sounds: Sequence[Sound], heard_as: Sequence[Energies] = ()) -> tuple[float, ...]:
    """How loud each sentence of one paragraph ought to be.

    Args:
        sounds: as the engine made them.
        heard_as: their energies, where they are known.

    Returns:
        LUFS for each: together they are `TARGET`, each as much louder or softer as it was,
        or in proportion where that is more than `SPREAD`.
    """
    known = heard_as or [energies_of(each) for each in sounds]
    levels = [loudness_of(each, sound.rate) for each, sound in zip(known, sounds, strict=True)]
    heard = [level for level in levels if level > SILENCE]
    if len(heard) < 2:
        return (TARGET,) * len(levels)
    middle = sum(heard) / len(heard)
    kept = SPREAD / max(pstdev(heard), SPREAD)
    apart = [kept * (level - middle) if level > SILENCE else -np.inf for level in levels]
    lengths = [len(each) for each in sounds]
    power = np.average(10 ** (np.array(apart) / 10), weights=lengths)
    whole = 10 * np.log10(power * sum(lengths) / _heard(lengths, levels))
    return tuple(TARGET + float(max(each, SILENCE) - whole) for each in apart)


def given_back(sounds: Sequence[Sound]) -> float:
    """What pauses take away from the loudness of a section, in LU.

    A meter's blocks of 400 ms are half empty at both ends of a sentence: by its reckoning three
    words with pauses around them are half a LU softer than the same in a row.

    Args:
        sounds: of its sentences.
    """
    lengths_s = [sound.length_ms / 1000 for sound in sounds if any(sound.samples)]
    if not lengths_s:
        return 0.0
    taken_db = 10 * log10(1 + EDGES_S * len(lengths_s) / sum(lengths_s))
    return min(taken_db, MOST_BACK_DB)


def _heard(lengths: Sequence[int], levels: Sequence[float]) -> int:
    return sum(length for length, level in zip(lengths, levels, strict=True) if level > SILENCE)


def mastered(sound: Sound, target: float = TARGET, heard_as: Energies | None = None) -> Sound:
    """A sentence at the loudness that it ought to have, its peaks held.

    Silence stays silence.

    Args:
        sound: as the engine made it.
        target: in LUFS.
        heard_as: its energies, where they are known.
    """
    energy = energies_of(sound) if heard_as is None else heard_as
    missing_db = target - loudness_of(energy, sound.rate)
    if missing_db >= target - SILENCE:
        return sound
    most_db = min(missing_db + MOST_MORE_DB, MOST_DB)
    peaks = _peaks(whole_of(sound), CEILING_LEVEL / _times(most_db + BETWEEN_DB))
    gain_db, worth = 0.0, 1.0
    for _ in range(MOST_ROUNDS):
        before_db, gain_db = missing_db, min(gain_db + missing_db / worth, most_db)
        gain = _times(gain_db) * held(peaks * _times(gain_db), sound.rate)
        missing_db = target - loudness_of(energy * gain[: len(energy)] ** 2, sound.rate)
        if abs(missing_db) < TOLERANCE or (gain_db == most_db and missing_db > 0):
            break
        # Past the mark, where a word falls in or out of the gate, smaller steps lead to it.
        worth = 2 * worth if missing_db * before_db < 0 else WORTH
    return _turned(sound, gain)


def _times(gain_db: float) -> float:
    return float(10 ** (gain_db / 20))


def _in_pieces(length: int) -> Iterator[tuple[int, int]]:
    """Where pieces of a sound begin and end: what is reckoned of four minutes is 200 MB."""
    for begin in range(0, length, AT_ONCE):
        yield begin, min(begin + AT_ONCE, length)


def _peaks(whole: Whole, above: float) -> Energies:
    """The highest peak of every `HOP` samples; see `true_peaks`."""
    found = []
    for begin, end in _in_pieces(len(whole)):
        first = max(begin - PIECE, 0)
        peaks = true_peaks(fractions(whole[first : end + PIECE]), above)[begin - first :]
        found.append(_highest(peaks[: end - begin]))
    return np.concatenate(found)


def _highest(peaks: Samples) -> Energies:
    whole = np.pad(peaks, (0, -len(peaks) % HOP))
    return np.asarray(_rowwise(whole.reshape(-1, HOP)), dtype=np.float64)


def _rowwise(values: Samples) -> Samples:
    """The highest along the last axis, which is so short that numpy's own way is slow."""
    while values.shape[-1] > 1:  # a power of two
        values = np.maximum(values[..., ::2], values[..., 1::2])
    return values[..., 0]


def _turned(sound: Sound, gain: Energies) -> Sound:
    """A sound with a gain that is told for every `HOP` samples: it runs on without a step."""
    whole, at = whole_of(sound), (np.arange(len(gain)) + 0.5) * HOP
    made = []
    for begin, end in _in_pieces(len(whole)):
        each = np.interp(np.arange(begin, end), at, gain).astype(np.float32)
        made.append(sound_of(each * fractions(whole[begin:end]), sound.rate).samples)
    return Sound(b"".join(made), sound.rate)


def balanced(tracks: Sequence[Track]) -> tuple[Track, ...]:
    """The tracks of one recording with the gain that brings it as a whole to `TARGET`.

    It is one gain for all, but for sections further than `APART` from the whole: they are drawn
    to that, so that no two are heard to differ. It is told in tenths, so that a sentence more or
    less leaves all other sections as they were, to the byte.
    """
    heard = [track for track in tracks if track.loudness > SILENCE]
    if not heard:
        return tuple(tracks)
    powers = [10 ** (track.loudness / 10) for track in heard]
    whole = 10 * np.log10(np.average(powers, weights=[track.length for track in heard]))
    return tuple(replace(track, gain_db=_gain(track.loudness, float(whole))) for track in tracks)


def _gain(level: float, whole: float) -> float:
    apart = level - whole if level > SILENCE else 0.0
    beyond = apart - min(max(apart, -APART), APART)
    gain_db = round(TARGET - whole, 1) - beyond
    return round(min(max(gain_db, -MOST_ALBUM_DB), MOST_ALBUM_DB), 2)


def held(peaks: Energies, rate: int) -> Energies:
    """By how much a sound is turned down, smoothly, so that its peaks stay below the ceiling.

    Args:
        peaks: the highest of every `HOP` samples, full scale is 1.0.
        rate: samples per second.

    Returns:
        A factor for each, 1.0 where nothing is to be held.
    """
    if peaks.max() <= CEILING_LEVEL:
        return np.ones(len(peaks))
    needed = CEILING_LEVEL / np.maximum(peaks, CEILING_LEVEL)
    reach = rate * LOOK_AHEAD_MS // 1000 // HOP
    padded = np.pad(needed, reach + 1, mode="edge")
    lowest = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 3).min(axis=1)
    # Two running means make a smooth hill no wider than what was held down.
    return _smoothed(_smoothed(lowest, reach), reach)


def _smoothed(values: Energies, wide: int) -> Energies:
    """The mean of so many values around each."""
    padded = np.pad(values, (wide // 2, wide - 1 - wide // 2), mode="edge")
    sums = np.cumsum(np.concatenate(([0.0], padded)))
    return np.asarray((sums[wide:] - sums[:-wide]) / wide)


def true_peaks(samples: Samples, above: float = 0.0) -> Samples:
    """How high the sound rises at and after each sample, full scale is 1.0.

    Args:
        samples: one channel.
        above: where no sample is as high, samples alone are looked at, and not between them.

    Source:
        ITU-R BS.1770-4, annex 2: four times as many samples.
    """
    peaks = np.abs(samples)
    pieces = -(-len(samples) // PIECE)
    padded = np.pad(samples, (AROUND, pieces * PIECE - len(samples) + AROUND))
    views = np.lib.stride_tricks.sliding_window_view(padded, PIECE + 2 * AROUND)[::PIECE]
    loud = np.flatnonzero(np.abs(views).max(axis=1) >= above)
    if not len(loud):
        return peaks
    between = np.lib.stride_tricks.sliding_window_view(views[loud], len(_FINER), axis=1) @ _FINER
    finer = _rowwise(np.abs(between, out=between))
    whole = np.pad(peaks, (0, pieces * PIECE - len(samples))).reshape(pieces, PIECE)
    edge = AROUND - len(_FINER) // 2
    whole[loud] = finer[:, edge : edge + PIECE]
    return np.asarray(whole.reshape(-1)[: len(samples)], dtype=np.float32)


def _finer() -> Samples:
    """For each of four samples in the place of one, by how much those around that one count."""
    at = np.arange(TAPS) - TAPS // 2
    taps = np.sinc(at / 4) * np.kaiser(TAPS, 5.0)
    taps *= 4 / taps.sum()
    phases = np.pad(taps, (0, -TAPS % 4)).reshape(-1, 4)  # rows from the latest sample back
    return phases[::-1].astype(np.float32)


_FINER = _finer()
