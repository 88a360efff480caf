"""pydub and its ffmpeg, set up once for all who use them.

pydub looks for an ffmpeg on the system and warns when there is none; ours comes with the
PyPI package imageio-ffmpeg, so nothing has to be installed by hand.
"""

import warnings
from functools import cache
from typing import Any

from publisher.narration import Sound


@cache
def ffmpeg() -> str:
    """The path of the ffmpeg that came with this package's dependencies."""
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


@cache
def audio_segment() -> Any:
    """Pydub's `AudioSegment`, told where ffmpeg is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # no ffmpeg on the path; regexes of an older Python
        from pydub import AudioSegment

    AudioSegment.converter = ffmpeg()
    return AudioSegment


def segment(sound: Sound) -> Any:
    """A sound as pydub holds it."""
    return audio_segment()(data=sound.samples, sample_width=2, frame_rate=sound.rate, channels=1)
