"""How an ear weighs sound, and how loud it takes it to be on the whole.

Source:
    ITU-R BS.1770-4, annex 1: weighting, blocks, two gates.
"""

from functools import cache
from math import log10, pi, tan
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SILENCE: Final = -70.0  # LUFS, the absolute gate: below it nothing is heard
GATE: Final = 10.0  # LU below what is heard on the whole, a block counts as a pause
OFFSET: Final = -0.691  # dB, so that a full-scale 997 Hz tone is -3.01 LUFS


@cache
def sections(rate: int) -> "NDArray[np.float64]":
    """The weighting as two filters of the second order, one on a line, as scipy takes them.

    Args:
        rate: samples per second.

    Source:
        The standard gives both for 48,000 samples per second; these are the filters of which
        those figures come, a shelf of 4 dB above 1.68 kHz and a high pass at 38 Hz, at any rate.
    """
    import numpy as np

    turn, damped = _turned(1_681.974450955533, 0.7071752369554196, rate)
    above = 10 ** (3.999843853973347 / 20)
    middle = above**0.4996667741545416 * damped
    shelf = (above + middle + turn, 2 * (turn - above), above - middle + turn)
    below = _poles(turn, damped)
    first = [each / below[0] for each in (*shelf, *below)]
    high = _poles(*_turned(38.13547087602444, 0.5003270373238773, rate))
    return np.array([first, (1.0, -2.0, 1.0, *(each / high[0] for each in high))])


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


def _poles(turn: float, damped: float) -> tuple[float, float, float]:
    return 1 + damped + turn, 2 * (turn - 1), 1 - damped + turn
