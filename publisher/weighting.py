"""How an ear weighs sound, and how loud it takes it to be on the whole.

Source:
    ITU-R BS.1770-4, annex 1: weighting, blocks, two gates.
"""

from functools import cache
from math import ceil, log2, log10, pi, tan
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SILENCE: Final = -70.0  # LUFS, the absolute gate: below it nothing is heard
GATE: Final = 10.0  # LU below what is heard on the whole, a block counts as a pause
OFFSET: Final = -0.691  # dB, so that a full-scale 997 Hz tone is -3.01 LUFS

_Terms = tuple[float, float, float]


class Weighing:
    """Sound as an ear weighs it, in pieces or whole.

    Args:
        rate: samples per second.

    Source:
        The standard gives two filters of the second order for 48,000 samples per second; these are
        those of which its figures come, a shelf of 4 dB above 1.68 kHz and a high pass at 38 Hz,
        at any rate. What is left of a sample after a fifth of a second is below 200 dB, so that
        both are one convolution, done by numpy's transform: scipy's filters take three seconds to
        load on a small machine, which is longer than all there is to filter in most articles.
    """

    def __init__(self, rate: int) -> None:
        import numpy as np

        self._answer, self._count, self._wide = _weights(rate)
        self._before = np.zeros(self._count - 1, np.float32)

    def __call__(self, samples: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """The next samples, weighed, full scale is 1.0."""
        import numpy as np

        rest = self._count - 1
        whole = np.concatenate([self._before, samples])
        self._before = whole[len(whole) - rest :]
        if not whole.any():
            return np.zeros(len(samples), np.float32)
        step = self._wide - rest
        pieces = -(-len(samples) // step)
        padded = np.pad(whole, (0, pieces * step + rest - len(whole)))
        views = np.lib.stride_tricks.sliding_window_view(padded, self._wide)[::step]
        weighed = np.fft.irfft(np.fft.rfft(views, axis=1) * self._answer, axis=1)[:, rest:]
        return np.asarray(weighed.reshape(-1)[: len(samples)], dtype=np.float32)


@cache
def _weights(rate: int) -> "tuple[NDArray[np.complex64], int, int]":
    """The weighting as a transform, how many samples it goes by, and of how many it is one."""
    import numpy as np

    count = 1 << ceil(log2(rate / 5))
    turn, damped = _turned(1_681.974450955533, 0.7071752369554196, rate)
    above = 10 ** (3.999843853973347 / 20)
    middle = above**0.4996667741545416 * damped
    shelf = (above + middle + turn, 2 * (turn - above), above - middle + turn)
    high = _poles(*_turned(38.13547087602444, 0.5003270373238773, rate))
    struck = [1.0, *[0.0] * (count - 1)]
    for zeros, poles in ((shelf, _poles(turn, damped)), ((high[0], -2 * high[0], high[0]), high)):
        struck = _answered(struck, zeros, poles)
    wide = 4 * count
    answer = np.fft.rfft(np.array(struck, np.float32), wide).astype(np.complex64)
    return answer, count, wide


def _answered(samples: list[float], zeros: _Terms, poles: _Terms) -> list[float]:
    """What a filter of the second order makes of some samples, one after another."""
    first = poles[0]
    now, before, last = (each / first for each in zeros)
    _, back, further = (each / first for each in poles)
    one = two = 0.0
    made = []
    for sample in samples:
        out = now * sample + one
        one, two = before * sample - back * out + two, last * sample - further * out
        made.append(out)
    return made


def integrated(blocks: "NDArray[np.float64]") -> float:
    """The loudness of what lies above both gates, in LUFS, from `SILENCE` upward.

    Args:
        blocks: the weighted power of each block of 400 ms, full scale is 1.0.
    """
    heard = blocks[blocks > _power(SILENCE)]
    if not len(heard):
        return SILENCE
    heard = heard[heard > _power(lufs(float(heard.mean())) - GATE)]
    return max(lufs(float(heard.mean())), SILENCE)


def lufs(power: float) -> float:
    """The loudness of a weighted power above nothing, in LUFS."""
    return 10 * log10(power) + OFFSET


def _power(loudness: float) -> float:
    return float(10 ** ((loudness - OFFSET) / 10))


def _turned(hertz: float, quality: float, rate: int) -> tuple[float, float]:
    """A frequency as the bilinear transform bends it, squared, and by a filter's quality."""
    bent = tan(pi * hertz / rate)
    return bent**2, bent / quality


def _poles(turn: float, damped: float) -> _Terms:
    return 1 + damped + turn, 2 * (turn - 1), 1 - damped + turn
