"""Tracks, measured as they are drawn: how loud from moment to moment, where voices rest.

A track is read once, a minute at a time: a section of hours is never held in memory.

Source:
    ITU-R BS.1770-4, annex 1: weighting; EBU Tech 3341: short-term loudness, over 3 s.
"""

import wave
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log10, pi, tan
from typing import TYPE_CHECKING

from publisher.narration import Clip, Track

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEP_MS = 20  # what a moment is
SHORT_TERM = 150  # moments: 3 s
BLOCK, HOP = 20, 5  # moments: 400 ms, each 100 ms after the last
GATE = -70.0  # LUFS; what lies below is no sound
RELATIVE = 10.0  # LU under what is above the gate; what lies below that does not count either
OFFSET = -0.691  # dB
QUIET_DB = -45.0  # under a track's peak; below it nobody speaks
BLOCK_S = 60


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
        return 20 * log10(top) if top else GATE

    @cached_property
    def loudness(self) -> float:
        """How loud it is as a whole, in LUFS; the gate for silence."""
        return integrated(self.powers)

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
        return np.asarray(np.maximum(OFFSET + 10 * np.log10(np.maximum(mean, 1e-12)), GATE))

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


def sounded(track: Track) -> Sounding:
    """Measure a track.

    Raises:
        OSError: it cannot be read.
    """
    import numpy as np

    tops, powers = [], []
    with wave.open(str(track.path), "rb") as file:
        rate = file.getframerate()
        moment = rate * STEP_MS // 1000
        weigh = _weighting(rate)
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


def integrated(powers: "NDArray[np.float64]") -> float:
    """How loud some moments are as a whole, in LUFS, from -70.0 upward.

    Source:
        ITU-R BS.1770-4, annex 1: blocks of 400 ms, two gates.
    """
    import numpy as np

    if len(powers) < BLOCK:
        powers = np.resize(powers, BLOCK) if len(powers) else np.zeros(BLOCK)
    sums = np.concatenate([[0.0], np.cumsum(powers)])
    blocks = (sums[BLOCK:] - sums[:-BLOCK])[::HOP] / BLOCK
    heard = blocks[_lufs(blocks) > GATE]
    if not len(heard):
        return GATE
    gate = float(_lufs(np.array([heard.mean()]))[0]) - RELATIVE
    return float(_lufs(np.array([heard[_lufs(heard) > gate].mean()]))[0])


def _lufs(powers: "NDArray[np.float64]") -> "NDArray[np.float64]":
    import numpy as np

    return np.asarray(OFFSET + 10 * np.log10(np.maximum(powers, 1e-12)))


class _weighting:  # noqa: N801  # a function that remembers where it was
    """The K weighting of sound that comes in pieces."""

    def __init__(self, rate: int) -> None:
        import numpy as np

        self._sections = np.array([_shelf(rate), _high_pass(rate)], dtype=np.float32)
        self._state = np.zeros((2, 2), dtype=np.float32)

    def __call__(self, samples: "NDArray[np.float32]") -> "NDArray[np.float32]":
        if not samples.any() and not self._state.any():
            return samples
        from scipy.signal import sosfilt  # half a second, only when there is sound

        weighed, self._state = sosfilt(self._sections, samples, zi=self._state)
        return weighed  # type: ignore[no-any-return]  # scipy tells no types


def _shelf(rate: int) -> tuple[float, ...]:
    """What a head adds to high sounds, as a filter of second order for any rate."""
    k, q = tan(pi * 1681.974450955533 / rate), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    scale = 1 + k / q + k * k
    return (
        (high + band * k / q + k * k) / scale,
        2 * (k * k - high) / scale,
        (high - band * k / q + k * k) / scale,
        1.0,
        2 * (k * k - 1) / scale,
        (1 - k / q + k * k) / scale,
    )


def _high_pass(rate: int) -> tuple[float, ...]:
    """How little low sounds are heard."""
    k, q = tan(pi * 38.13547087602444 / rate), 0.5003270373238773
    scale = 1 + k / q + k * k
    return 1.0, -2.0, 1.0, 1.0, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale
