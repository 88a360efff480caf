"""What is heard, and when.

A clip is where one sentence is heard on its section's track. Clips touch, so a listener
never falls into a gap, and their times come from counted samples, so nothing drifts.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sound:
    """Sound in memory.

    Attributes:
        samples: one channel, signed 16 bit, little-endian.
        rate: samples per second.
    """

    samples: bytes
    rate: int

    def __len__(self) -> int:
        return len(self.samples) // 2

    @property
    def length_ms(self) -> float:
        """How long it lasts, in milliseconds."""
        return len(self) * 1000 / self.rate


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: a voice as its card states it.

    Attributes:
        engine: such as ``piper``.
        name: such as ``en_US-joe-medium``.
        language: BCP 47 tag of what it speaks, such as ``en-US``.
        licence: on what terms it may be used, as its card states.
        lineage: what it was made from, as its card states.
        online: whether the text leaves this machine to be spoken.
    """

    engine: str
    name: str
    language: str
    licence: str = ""
    lineage: str = ""
    online: bool = False

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True)
class Clip:
    """Where one sentence is heard: milliseconds from the start of its track."""

    sentence: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Track:
    """One section, spoken.

    Attributes:
        section: the section's name.
        path: its mastered sound: a WAV file, 16 bit, one channel.
        rate: samples per second.
        length: milliseconds.
        clips: every sentence once, in order.
    """

    section: str
    path: Path
    rate: int
    length: int
    clips: tuple[Clip, ...]


@dataclass(frozen=True, slots=True)
class Narration:
    """A document, spoken.

    Attributes:
        voice: who spoke it.
        tracks: one for each section, in listening order.
        spoken: how many sentences had to be spoken anew.
        remembered: how many were remembered from an earlier time.
    """

    voice: Voice
    tracks: tuple[Track, ...]
    spoken: int = 0
    remembered: int = 0

    @property
    def length(self) -> int:
        """Milliseconds, all tracks together."""
        return sum(track.length for track in self.tracks)
