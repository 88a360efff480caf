"""The room a voice is heard in: a breath of noise, so that pauses are no holes.

Where a recording falls to nothing between two sentences, an ear is startled, and shops refuse the
file for its dead silence. So there is a very quiet noise all through, under words too, and nowhere
does it begin or end. It is made of whole numbers alone and so the same on every machine.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

LEVEL_DB = -75.0  # dBFS, root mean square; shops ask for -60 at most
LENGTH = 1 << 18  # samples, ten seconds or so, then it goes on from its beginning without a seam
WIDTHS = (4, 16, 64)  # samples at 22,050 a second, over which noise is drawn out: the deeper parts
_RATE = 22_050
_SEED = 19


def room(length: int, rate: int, begin: int = 0) -> NDArray[np.int16]:
    """The sound of the room.

    Args:
        length: in samples.
        rate: samples per second.
        begin: how many samples of it were heard before.
    """
    at = begin % LENGTH
    return np.resize(_tone(rate), at + length)[at:]


@cache
def _tone(rate: int) -> NDArray[np.int16]:
    """One round of the noise: more of it the deeper, as a room has."""
    bits = np.random.Philox(key=_SEED).random_raw(len(WIDTHS) * LENGTH // 4)
    noises = bits.view(np.int16).astype(np.int64).reshape(len(WIDTHS), LENGTH)
    whole = sum(
        _drawn_out(noise, max(width * rate // _RATE, 1))
        for noise, width in zip(noises, WIDTHS, strict=True)
    )
    assert isinstance(whole, np.ndarray)
    measured = int((whole**2).sum()) // LENGTH  # of whole numbers, and so exact
    asked = 10 ** (LEVEL_DB / 20) * 32_768
    divisor = round(measured**0.5 / asked)
    return np.asarray((whole + divisor // 2) // divisor, dtype=np.int16)


def _drawn_out(noise: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Noise as a running sum, in the round, each width as loud as another."""
    sums = np.cumsum(np.concatenate((noise[-width:], noise)))
    drawn = (sums[width:] - sums[:-width]) // max(round(width**0.5), 1)
    return np.asarray(drawn, dtype=np.int64)
