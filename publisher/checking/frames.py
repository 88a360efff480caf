"""The frames of an MP3, walked one by one: its rate, channels and bitrates, and how long it says.

Source:
    ISO/IEC 11172-3, 2.4.1.3 and 2.4.2.3, and 13818-3 for the lower rates; the frame that LAME
    writes first, by Xing's and LAME's own descriptions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap
from typing import Final, NamedTuple

_RATES: Final = {
    3: (44_100, 48_000, 32_000),
    2: (22_050, 24_000, 16_000),
    0: (11_025, 12_000, 8_000),
}
_HIGH: Final = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_LOW: Final = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_SEEK: Final = 1 << 16  # bytes behind the tags within which the first frame begins


@dataclass(frozen=True, slots=True)
class Frames:
    """What the frames of a file say.

    Attributes:
        rate: samples per second.
        channels: how many.
        bitrate: of the first that holds sound, in kbit/s.
        bitrates: how many different ones there are.
        length_ms: how long LAME's frame says that it is; 0 where there is none.
    """

    rate: int
    channels: int
    bitrate: int
    bitrates: int
    length_ms: int


Bytes = bytes | mmap
"""What is walked: all of a file in memory, or a map of it."""


class _Frame(NamedTuple):
    """One frame: where it begins, its bytes, and what its header says."""

    at: int
    size: int
    rate: int
    channels: int
    bitrate: int
    samples: int


def frames_of(data: Bytes) -> Frames | None:
    """What the frames of a file say; None when it has none.

    Args:
        data: all of it; a map of a file on disk will do.
    """
    found = _frames(data)
    first = next(found, None)
    if first is None:
        return None
    about = _about(data, first)
    sound = first if not about else next(found, first)
    bitrates = {sound.bitrate, *(frame.bitrate for frame in found)}
    length_ms = max(about, 0)
    return Frames(sound.rate, sound.channels, sound.bitrate, len(bitrates), length_ms)


def _frames(data: Bytes) -> Iterator[_Frame]:
    """Each frame behind the tags, up to the first bytes that are none."""
    at = _begin(data)
    frame = _frame(data, at)
    while frame is not None:
        yield frame
        at = frame.at + frame.size
        frame = _frame(data, at)


def _begin(data: Bytes) -> int:
    """Where the first frame begins that another follows."""
    tags = 0
    if data[:3] == b"ID3" and len(data) > 10:
        size = data[6:10]
        tags = 10 + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])
    for at in range(tags, min(tags + _SEEK, len(data))):
        frame = _frame(data, at)
        if frame is not None and _frame(data, at + frame.size) is not None:
            return at
    return len(data)


def _frame(data: Bytes, at: int) -> _Frame | None:
    """The frame that begins at a place, of layer III; None when none does."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, bits, rates = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version not in _RATES or not 0 < bits < 15 or rates == 3:
        return None
    rate = _RATES[version][rates]
    bitrate = (_HIGH if version == 3 else _LOW)[bits - 1]
    samples = 1152 if version == 3 else 576
    size = samples // 8 * bitrate * 1000 // rate + (head[2] >> 1 & 1)
    return _Frame(at, size, rate, 1 if head[3] >> 6 == 3 else 2, bitrate, samples)


def _about(data: Bytes, first: _Frame) -> int:
    """How long the frame that tells of the others says the sound is, in milliseconds.

    0 where the first frame holds sound; -1 where it tells no number of frames.
    """
    frame = data[first.at : first.at + first.size]
    mark = max(frame.find(b"Xing", 4, 44), frame.find(b"Info", 4, 44))
    if mark < 0:
        return 0
    flags = int.from_bytes(frame[mark + 4 : mark + 8], "big")
    if not flags & 1:
        return -1
    samples = int.from_bytes(frame[mark + 8 : mark + 12], "big") * first.samples
    lame = mark + 8 + 4 * (flags & 1) + 4 * (flags >> 1 & 1) + 100 * (flags >> 2 & 1)
    lame += 4 * (flags >> 3 & 1)
    delays = frame[lame + 21 : lame + 24]
    if len(delays) == 3 and frame[lame : lame + 4] in (b"LAME", b"Lavc", b"Lavf"):
        whole = int.from_bytes(delays, "big")
        samples -= (whole >> 12) + (whole & 0xFFF)
    return max(samples * 1000 // first.rate, 1)
