"""Tracks, measured as they are drawn: how loud from moment to moment, where voices rest.

A track is read once, a minute at a time: a section of hours is never held in memory.

Source:
    ITU-R BS.1770-4, annex 1: weighting; EBU Tech 3341: short-term loudness, over 3 s.
"""

import hashlib
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log10
from typing import TYPE_CHECKING

from publisher.narration import Clip, Track
from publisher.store import Store
from publisher.weighting import OFFSET, SILENCE, Weighing, integrated

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEP_MS = 20  # what a moment is
SHORT_TERM = 150  # moments: 3 s
BLOCK, HOP = 20, 5  # moments: 400 ms, each 100 ms after the last
QUIET_DB = -45.0  # under a track's peak; below it nobody speaks
BLOCK_S = 6  # seconds that are measured in one go
_VERSION = 1  # raised when something is measured in another way


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence as it is heard on its track.

    Attributes:
        clip: where.
        spoken_ms: from its first sound to its last.
        pause_ms: from its last sound to the end of its clip.
    """

    clip: Clip
    spoken_ms: int
    pause_ms: int


@dataclass(frozen=True, eq=False)
class Sounding:
    """A track, measured.

    Attributes:
        track: which.
        tops: the highest amplitude of each moment of 20 ms, 1.0 at full scale.
        powers: the weighted power of each moment.
    """

    track: Track
    tops: "NDArray[np.float32]"
    powers: "NDArray[np.float64]"

    @cached_property
    def peak(self) -> float:
        """The highest sample, in dBFS."""
        top = float(self.tops.max(initial=0.0))
        return 20 * log10(top) if top else SILENCE

    @cached_property
    def loudness(self) -> float:
        """How loud it is as a whole, in LUFS; the gate for silence."""
        return loudness_of(self.powers)

    @cached_property
    def short_term(self) -> "NDArray[np.float64]":
        """How loud the three seconds around each moment are, in LUFS."""
        import numpy as np

        wide = min(SHORT_TERM, max(len(self.powers), 1))
        sums = np.concatenate([[0.0], np.cumsum(self.powers)])
        middle = np.arange(len(self.powers))
        first = np.clip(middle - wide // 2, 0, None)
        last = np.clip(middle + (wide + 1) // 2, None, len(self.powers))
        mean = (sums[last] - sums[first]) / np.maximum(last - first, 1)
        return np.asarray(np.maximum(OFFSET + 10 * np.log10(np.maximum(mean, 1e-12)), SILENCE))

    def sentences(self) -> Iterator[Spoken]:
        """Every sentence of it, in order."""
        import numpy as np

        loud = self.tops > max(float(self.tops.max(initial=0.0)) * 10 ** (QUIET_DB / 20), 1e-4)
        for clip in self.track.clips:
            heard = np.flatnonzero(loud[clip.begin // STEP_MS : -(-clip.end // STEP_MS)])
            if not len(heard):
                yield Spoken(clip, 0, clip.end - clip.begin)
                continue
            first, last = int(heard[0]), int(heard[-1]) + 1
            rest = max(clip.end - clip.begin - last * STEP_MS, 0)
            yield Spoken(clip, (last - first) * STEP_MS, rest)


def sounded(track: Track, memory: Store | None = None) -> Sounding:
    """Measure a track.

    Args:
        track: that is measured.
        memory: where what was measured on the same samples before is found again.

    Raises:
        OSError: it cannot be read.
    """
    if memory is None or not track.digest:
        return _measured(track)
    key = hashlib.sha256(f"sounding {_VERSION} of {track.digest}".encode()).hexdigest()
    known = memory.recall(key)
    if known is not None:
        return _unpacked(track, known)
    sounding = _measured(track)
    tops, powers = sounding.tops.astype("<f4"), sounding.powers.astype("<f8")
    memory.remember(key, tops.tobytes() + powers.tobytes())
    return sounding


def _unpacked(track: Track, known: bytes) -> Sounding:
    import numpy as np

    moments = len(known) // (4 + 8)  # bytes
    tops = np.frombuffer(known, "<f4", moments)
    return Sounding(track, tops, np.frombuffer(known, "<f8", moments, tops.nbytes))


def _measured(track: Track) -> Sounding:
    import numpy as np

    tops, powers = [], []
    with wave.open(str(track.sound()), "rb") as file:
        rate = file.getframerate()
        moment = rate * STEP_MS // 1000
        weigh = Weighing(rate)
        while data := file.readframes(moment * (1000 // STEP_MS) * BLOCK_S):
            samples = np.frombuffer(data, "<i2").astype(np.float32) / 32768
            whole = -(-len(samples) // moment) * moment
            padded = np.pad(samples, (0, whole - len(samples))).astype(np.float32)
            tops.append(np.abs(padded).reshape(-1, moment).max(axis=1))
            weighed = weigh(padded).reshape(-1, moment)
            powers.append(np.mean(weighed.astype(np.float64) ** 2, axis=1))
    if not tops:
        return Sounding(track, np.zeros(0, np.float32), np.zeros(0))
    return Sounding(track, np.concatenate(tops), np.concatenate(powers))


def loudness_of(powers: "NDArray[np.float64]") -> float:
    """How loud some moments are as a whole, in LUFS, from -70.0 upward: blocks of 400 ms."""
    import numpy as np

    if len(powers) < BLOCK:
        powers = np.resize(powers, BLOCK) if len(powers) else np.zeros(BLOCK)
    sums = np.concatenate([[0.0], np.cumsum(powers)])
    return integrated((sums[BLOCK:] - sums[:-BLOCK])[::HOP] / BLOCK)
