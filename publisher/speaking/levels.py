"""How loud a sound is heard to be, and where in it the words are."""

from dataclasses import replace
from math import gcd

import numpy as np
from numpy.typing import NDArray

from publisher.narration import Sound
from publisher.weighting import SILENCE, Weighing, integrated

Samples = NDArray[np.float32]
Whole = NDArray[np.int16]
Energies = NDArray[np.float64]

BLOCK_S = 0.4  # seconds; nothing shorter has a loudness
STEPS = 4  # to a block, from one to the next
HOP = 16  # samples, less than a millisecond: what is told of a sound is told for so many together
AT_ONCE = 1 << 16  # samples that are weighed in one go, a multiple of those: three megabytes
EDGE_MS = 20  # left of the silence around the words
QUIET_DB = -45.0  # under a sound's own peak: below this, nothing is being said
RESTS_MS = 50  # a longer silence before a word is none of its sounds


def loudness(samples: Samples | Whole, rate: int) -> float:
    """How loud a sound is heard to be.

    Args:
        samples: one channel, full scale is 1.0; or as they come from a file, of 16 bit.
        rate: samples per second.

    Returns:
        LUFS; -70.0 (the gate) for silence. A full-scale 997 Hz tone is -3.01. A sound too
        short to have a loudness is measured as if it were said again and again.

    Source:
        ITU-R BS.1770-4, annex 1: weighting, 400 ms blocks, two gates.
    """
    return loudness_of(energies(samples, rate), rate)


def energies(samples: Samples | Whole, rate: int) -> Energies:
    """The energy in every `HOP` samples, as an ear weighs it; a rest at the end is left out.

    Args:
        samples: one channel, full scale is 1.0; or as they come from a file, of 16 bit.
        rate: samples per second.
    """
    if not samples.any():
        return np.zeros(len(samples) // HOP)
    weighed = Weighed(rate)
    for begin in range(0, len(samples), AT_ONCE):  # an hour of it is a gigabyte
        weighed.add(samples[begin : begin + AT_ONCE])
    return weighed.all()


def energies_of(sound: Sound) -> Energies:
    """The energies of a sound; see `energies`."""
    return energies(whole_of(sound), sound.rate)


class Weighed:
    """Sound that comes in pieces, weighed; see `energies`.

    Args:
        rate: samples per second.
    """

    def __init__(self, rate: int) -> None:
        self._weigh, self._found = Weighing(rate), list[Energies]()

    def add(self, samples: Samples | Whole) -> None:
        """Weigh the next samples: a multiple of `HOP`, but for the last ones."""
        piece = samples[: len(samples) // HOP * HOP]
        if not len(piece):
            return
        rows = self._weigh(fractions(piece)).astype(np.float64).reshape(-1, HOP)
        self._found.append(np.einsum("ij,ij->i", rows, rows) / HOP)

    def all(self) -> Energies:
        """The energies of what came."""
        return np.concatenate(self._found) if self._found else np.zeros(0)


def loudness_of(energies: Energies, rate: int) -> float:
    """How loud a sound of some energies is heard to be, in LUFS: see `loudness`."""
    if not energies.any():
        return SILENCE
    step = round(BLOCK_S * rate / STEPS / HOP)
    again = -(-2 * STEPS * step // len(energies))
    if again > 1:
        energies = np.tile(energies, again)
    whole = energies[: len(energies) // step * step].reshape(-1, step).mean(axis=1)
    sums = np.cumsum(np.concatenate(([0.0], whole)))
    return integrated(np.maximum(sums[STEPS:] - sums[:-STEPS], 0.0) / STEPS)


def whole_of(sound: Sound) -> Whole:
    """A sound's samples as they are."""
    return np.frombuffer(sound.samples, dtype="<i2")


def samples_of(sound: Sound) -> Samples:
    """A sound's samples as fractions of full scale."""
    return fractions(whole_of(sound))


def fractions(samples: Samples | Whole) -> Samples:
    """Samples of one channel as fractions of full scale, which those of 16 bit are not yet."""
    scale = np.float32(32768.0 if samples.dtype == np.int16 else 1.0)
    return np.asarray(samples, dtype=np.float32) / scale


def sound_of(samples: Samples, rate: int) -> Sound:
    """Samples as sound; what is beyond full scale is cut off."""
    whole = np.clip(np.rint(samples * 32768.0), -32768, 32767)
    return Sound(whole.astype("<i2").tobytes(), rate)


def resampled(sound: Sound, rate: int) -> Sound:
    """A sound with so many samples per second; when its words are heard does not change."""
    if sound.rate == rate or not len(sound):
        return replace(sound, rate=rate)
    from scipy.signal import resample_poly

    common = gcd(sound.rate, rate)
    again = resample_poly(samples_of(sound), rate // common, sound.rate // common)
    return replace(sound_of(again.astype(np.float32), rate), words=sound.words)


def trimmed(sound: Sound) -> Sound:
    """A sound with the silence around its words cut down to 20 ms on each side.

    Engines leave from 70 to 270 ms, as it happens; pauses are ours to make.
    """
    whole = whole_of(sound)
    if not whole.any():
        return sound
    least = int(max(int(whole.max()), -int(whole.min())) * 10 ** (QUIET_DB / 20))
    edge = sound.rate * EDGE_MS // 1000
    begin = max(_first_above(whole, least) - edge, 0)
    end = len(whole) - _first_above(whole[::-1], least) + edge
    cut = Sound(sound.samples[2 * begin : 2 * end], sound.rate)
    earlier, last = round(begin * 1000 / sound.rate), round(cut.length_ms)
    moved = (each.moved(0, -earlier) for each in sound.words)
    words = (
        replace(each, begin=min(max(each.begin, 0), last), end=min(max(each.end, 0), last))
        for each in moved
    )
    return replace(cut, words=tuple(words))


def _first_above(whole: Whole, least: int) -> int:
    """The first sample that is further from zero, of which there is one; or how many there are."""
    for begin in range(0, len(whole), AT_ONCE):
        piece = whole[begin : begin + AT_ONCE]
        above = (piece > least) | (piece < -least)
        if above.any():
            return begin + int(above.argmax())
    return len(whole)


def settled(sound: Sound) -> Sound:
    """A sound whose words do not begin in a silence, but 20 ms before it ends.

    Piper's model counts up to 200 ms of a pause as the first consonant of the word behind it.
    The word before lasts through the pause.
    """
    samples = np.abs(samples_of(sound))
    heard = np.flatnonzero(samples > samples.max(initial=0) * 10 ** (QUIET_DB / 20))
    words = list(sound.words)
    for place, word in enumerate(words[1:], start=1):
        at = int(np.searchsorted(heard, word.begin * sound.rate / 1000))
        begin = round(heard[at] * 1000 / sound.rate) if at < len(heard) else word.begin
        if word.begin + RESTS_MS < begin < word.end:
            words[place - 1] = replace(words[place - 1], end=begin - EDGE_MS)
            words[place] = replace(word, begin=begin - EDGE_MS)
    return replace(sound, words=tuple(words))
