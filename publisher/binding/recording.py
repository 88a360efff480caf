"""Recordings: a track's mastered samples as MP3, encoded once for every edition that holds them.

By the LAME in ffmpeg: it writes the frame that tells a player how much silence the encoder put
before the first sample, without which every clip would be heard 50 ms late.

Source:
    ID3v2.3.0, the version that car radios and Windows read; IPTC digital source types, the
    vocabulary by which synthetic media are told (Regulation (EU) 2024/1689, article 50 (2), asks
    for a mark that machines can read).
"""

import hashlib
import io
import logging
import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from math import log10
from pathlib import Path
from typing import Any, Final

from publisher import language_tags
from publisher.article import Metadata
from publisher.errors import BindingError
from publisher.labels import label, language_of
from publisher.machine import cores
from publisher.narration import Track, Voice
from publisher.sound import ffmpeg
from publisher.store import Store

log = logging.getLogger(__name__)

MEDIA_TYPE: Final = "audio/mpeg"
UTF_16 = 1  # the encoding that every player of ID3v2.3 knows
LAME_DB = 20 * log10(1 / 0.95)  # LAME turns all it encodes down to 0.95, against clipping
SOURCE_TYPES: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"

MOST_LOW_KBPS = 160  # of MPEG-2, below 32,000 samples per second


@dataclass(frozen=True, slots=True)
class Container:
    """What a recording is put into; it is the same recording in all.

    Attributes:
        kbps: kilobits per second, constant: a player seeks exactly, and shops ask for it.
        rates: samples per second that it may have, lowest first; none for any.
    """

    kbps: int
    rates: tuple[int, ...] = ()

    def rate(self, own: int) -> int:
        """Samples per second for a voice's own: no fewer, where that can be."""
        enough = (rate for rate in self.rates if rate >= own)
        return next(enough, self.rates[-1] if self.rates else own)

    def asked(self, own: int) -> tuple[int, int]:
        """Samples per second for a voice's own, and the kilobits per second that go with them."""
        rate = self.rate(own)
        return rate, self.kbps if rate >= 32_000 else min(self.kbps, MOST_LOW_KBPS)


# 64 kbit/s are transparent for one voice at 22,050 or 24,000 samples per second.
CONTAINERS: Final = {
    "podcast": Container(64),
    "acx": Container(192, (44_100,)),
    "daisy": Container(64, (22_050, 44_100)),  # what DAISY 2.02 players have always known
}
USUAL: Final = CONTAINERS["podcast"]
AUDIOBOOK: Final = Container(128, (44_100,))  # what audiobook shops take, Google Play's at least

LAME_OPTIONS: Final = (
    # Its noise shaping, which 0 to 6 turn on, is not for so many bits: it lets peaks through, up
    # to 2.7 dB above the samples (at 7: 0.5), and errors are 10 dB larger in nearly every band.
    "-compression_level", "7",
    "-map_metadata", "-1", "-id3v2_version", "0", "-write_xing", "1",
    "-fflags", "+bitexact", "-flags:a", "+bitexact",
)  # fmt: skip


def container_of(profile: str, kbps: int = 0) -> Container:
    """What the MP3s of a profile are put into; with another bitrate, where one is wanted."""
    usual = CONTAINERS[profile]
    return replace(usual, kbps=kbps) if kbps else usual


def encode(
    tracks: Iterable[Track], container: Container = USUAL, memory: Store | None = None
) -> None:
    """Encode tracks that an edition is about to ask for, as many at once as there are cores.

    It is done when all are spoken: until then it is not known how loud the whole of them is.

    Args:
        tracks: of one recording.
        container: what they are put into.
        memory: where those that were encoded before are found again.

    Raises:
        BindingError: ffmpeg failed.
    """
    with ThreadPoolExecutor(cores(), "encoding") as pool:
        for _ in pool.map(partial(encoded, container=container, memory=memory), tracks):
            pass


def encoded(track: Track, container: Container = USUAL, memory: Store | None = None) -> Path:
    """A track as MP3 without tags, beside its samples; encoded when it is first asked for.

    Raises:
        BindingError: ffmpeg failed.
    """
    rate, kbps = container.asked(track.rate)
    path = track.path.with_suffix(f".{rate}-{kbps}.mp3")
    if not path.exists():
        volume = f"volume={LAME_DB + track.gain_db:.4f}dB"
        how = ("-af", volume, "-ar", str(rate), "-b:a", f"{kbps}k", *LAME_OPTIONS, "-f", "mp3")
        memory = memory if track.digest else None
        key = _key(track.digest, how)
        known = memory.recall(key) if memory is not None else None
        if known is not None:
            path.write_bytes(known)
            return path
        _encode(track.sound(), how, path)
        if memory is not None:
            memory.remember(key, path.read_bytes())
    return path


def _key(samples: str, how: Sequence[str]) -> str:
    """Under what name the MP3 of some samples is remembered: they and the encoder make it."""
    made_of = repr((samples, *how, Path(ffmpeg()).name))  # its name tells its version
    return hashlib.sha256(made_of.encode()).hexdigest()


def _encode(samples: Path, how: Sequence[str], path: Path) -> None:
    """Encode samples, read from where they lie: no copy in memory, none on disk."""
    command = (ffmpeg(), "-v", "error", "-y", "-i", str(samples), *how, str(path))
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode != 0:
        path.unlink(missing_ok=True)
        raise not_encoded(path, done.stderr)


def not_encoded(path: Path, said: bytes) -> BindingError:
    """The error of ffmpeg over a file, as one of ours."""
    words = said.decode(errors="replace").strip()
    log.debug("ffmpeg: %s", words)
    return BindingError(
        f"{path.name} could not be encoded: {words.rpartition(chr(10))[2]}",
        remedy="Make room there, or choose another folder with --output; then run it again.",
    )


def tags_within(title: str, about: Metadata, voices: Sequence[Voice]) -> bytes:
    """The tags of a recording within a book, whose package says the rest.

    Args:
        title: of the section.
        about: the publication.
        voices: who speaks in it.
    """
    from mutagen import id3

    tags = id3.ID3()
    texts = {"TIT2": title, "TALB": about.title, "TCOM": narrators(voices)}
    for name, text in texts.items():
        tags.add(getattr(id3, name)(encoding=UTF_16, text=[text]))
    for frame in marks_of(voices, about.language):
        tags.add(frame)
    tags.update_to_v23()
    file = io.BytesIO()
    tags.save(file, v2_version=3, padding=lambda _: 0)
    return file.getvalue()


def narrators(voices: Sequence[Voice]) -> str:
    """Who speaks, as players show it."""
    return ", ".join(map(str, voices))


def copyright_of(about: Metadata) -> str:
    """The rights as players show them, and as ID3 wants them: the year and a space first."""
    if about.rights_year and about.rights_holder:
        return f"{about.rights_year} {about.rights_holder}"
    return about.rights


def source_type(voices: Sequence[Voice]) -> str:
    """How the sound of some voices came to be, as an IPTC digital source type.

    One that was learnt from people makes the whole so: that is what a listener wants to know.

    Source:
        IPTC NewsCodes: ``trainedAlgorithmicMedia`` is made by a model from sampled content,
        ``algorithmicMedia`` by rules alone.
    """
    trained = any(voice.trained for voice in voices)
    return SOURCE_TYPES + ("trainedAlgorithmicMedia" if trained else "algorithmicMedia")


def marks_of(voices: Sequence[Voice], language: str) -> list[Any]:
    """The ID3 frames that say that a recording is synthetic, to people and to machines."""
    from mutagen import id3

    told, spoken_by = label("synthetic", language), source_type(voices)
    return [
        id3.COMM(encoding=UTF_16, lang=three_letters(language_of(language)), desc="", text=[told]),
        id3.TXXX(encoding=UTF_16, desc="DigitalSourceType", text=[spoken_by]),
    ]


def three_letters(language: str) -> str:
    """A language as ID3 wants it: ISO 639-2, or ``und`` where it is not known."""
    try:
        return language_tags.three_letters(language, bibliographic=True)
    except LookupError:
        return "und"
