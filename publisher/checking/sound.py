"""An MP3 as a player opens it: tags, length, loudness, peaks.

Loudness is measured with ffmpeg's own meter on the decoded file, not with the one that
mastering uses, so that both cannot be wrong in the same way.

Source:
    ITU-R BS.1770-4 and EBU Tech 3341, by ffmpeg's `ebur128` filter.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publisher.errors import CheckingError
from publisher.report import Finding, Weight
from publisher.sound import ffmpeg

LOUDNESS = -19.0  # LUFS, one channel
TOLERANCE = 0.5  # LU
PEAK = -3.0  # dBTP
LENGTH_MS = 50
TIMEOUT_S = 600
_TAGS = {"TIT2": "title", "TALB": "album", "TRCK": "track number", "APIC": "cover"}
_MEASURED = re.compile(rb"I:\s+(-?[\d.]+|-inf) LUFS.*Peak:\s+(-?[\d.]+|-inf) dBFS", re.DOTALL)
_SILENT = -69.0  # LUFS; what lies below is meant to be silent
_BLOCK = 1 << 20  # bytes in memory at a time


def is_tagged(path: Path) -> Iterator[Finding]:
    """Whether an MP3 can be opened and says what it is."""
    from mutagen import MutagenError
    from mutagen.mp3 import MP3

    try:
        tags: Any = MP3(path).tags or {}
    except MutagenError as error:
        yield Finding("sound-broken", Weight.ERROR, f"it cannot be read: {error}")
        return
    names = {str(key).partition(":")[0] for key in tags}
    for tag in (tag for tag in _TAGS if tag not in names):
        message = f"it has no {_TAGS[tag]} ({tag})"
        yield Finding("sound-untagged", Weight.WARNING, message)


def lasts_as_told(path: Path, told_ms: int) -> Iterator[Finding]:
    """Whether an MP3 says that it lasts as long as the track it was made of, to 50 ms.

    Args:
        path: the MP3.
        told_ms: how long the track lasts; 0 when that is not known.
    """
    import soundfile

    try:
        length_ms = round(soundfile.info(os.fsencode(path)).duration * 1000) if told_ms else 0
    except soundfile.LibsndfileError as error:
        yield Finding("sound-broken", Weight.ERROR, f"it cannot be decoded: {error}")
        return
    if abs(length_ms - told_ms) > LENGTH_MS:
        message = f"it lasts {length_ms} ms, and was told to last {told_ms} ms"
        yield Finding("sound-length", Weight.ERROR, message)


def is_whole(path: Path) -> Iterator[Finding]:
    """Whether an MP3 holds as much sound as it says: one cut off still says what it said."""
    import soundfile

    try:
        about = soundfile.info(os.fsencode(path))
    except soundfile.LibsndfileError as error:
        yield Finding("sound-broken", Weight.ERROR, f"it cannot be decoded: {error}")
        return
    held_s = _decoded_bytes(path) / (2 * about.channels * about.samplerate)
    if (about.duration - held_s) * 1000 > LENGTH_MS:
        message = f"it says that it lasts {about.duration:.1f} s, and ends after {held_s:.1f} s"
        yield Finding("sound-length", Weight.ERROR, message)


def _decoded_bytes(path: Path) -> int:
    """How much sound ffmpeg finds in a file, at 16 bit, without holding it in memory."""
    command = (
        ffmpeg(), "-v", "quiet", "-nostdin", "-f", "mp3", "-i", f"file:{path}",
        "-map", "0:a:0", "-f", "s16le", "-",
    )  # fmt: skip
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as decoder:
        assert decoder.stdout is not None  # it is a pipe
        read = decoder.stdout.read
        return sum(iter(lambda: len(read(_BLOCK)), 0))


def is_even(path: Path) -> Iterator[Finding]:
    """Whether an MP3 is as loud as it ought to be, and no louder at its peaks."""
    loudness, peak = measured(path)
    if loudness > _SILENT and abs(loudness - LOUDNESS) > TOLERANCE:
        message = f"it is heard at {loudness:.1f} LUFS, and ought to be at {LOUDNESS:.0f}"
        yield Finding("sound-loudness", Weight.WARNING, message)
    if peak > PEAK:
        message = f"it peaks at {peak:.1f} dBTP; some players will distort it"
        yield Finding("sound-peak", Weight.WARNING, message)


def measured(path: Path) -> tuple[float, float]:
    """The loudness of a decoded file in LUFS, and its true peak in dBTP.

    Raises:
        CheckingError: it cannot be decoded.
    """
    command = (  # told that it is an MP3: a playlist of that name would lead ffmpeg elsewhere
        ffmpeg(), "-hide_banner", "-nostats", "-nostdin", "-f", "mp3", "-i", f"file:{path}",
        "-map", "0:a:0", "-af", "ebur128=peak=true:dualmono=false", "-f", "null", "-",
    )  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=TIMEOUT_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CheckingError(f"{path} cannot be measured: {error}") from error
    found = _MEASURED.search(done.stderr[done.stderr.rfind(b"Summary:") :])
    if done.returncode != 0 or found is None:
        raise CheckingError(f"{path} cannot be decoded", "Make or fetch it again.")
    return float(found[1]), float(found[2])
