"""What is heard, and when.

A clip is where one sentence is heard on its section's track. Clips touch, so a listener
never falls into a gap, and their times come from counted samples, so nothing drifts.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """Where one word is heard.

    Attributes:
        start: its first character in the text that it belongs to.
        stop: the one behind its last.
        begin: milliseconds from the beginning of the sound that it is heard in.
        end: the same.
    """

    start: int
    stop: int
    begin: int
    end: int

    def moved(self, characters: int, milliseconds: int) -> "Word":
        """The same word, told from the beginning of a longer text and sound."""
        return Word(
            self.start + characters,
            self.stop + characters,
            self.begin + milliseconds,
            self.end + milliseconds,
        )


@dataclass(frozen=True, slots=True)
class Sound:
    """Sound in memory.

    Attributes:
        samples: one channel, signed 16 bit, little-endian.
        rate: samples per second.
        words: when each word is heard of the text that was said, where the voice tells.
    """

    samples: bytes
    rate: int
    words: tuple[Word, ...] = ()

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
        trained: whether it was learnt from recordings of people, not made up of rules.
    """

    engine: str
    name: str
    language: str
    licence: str = ""
    lineage: str = ""
    online: bool = False
    trained: bool = True

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True)
class Clip:
    """Where one sentence is heard: milliseconds from the start of its track.

    Attributes:
        sentence: its name.
        begin: with its first word.
        end: where the next sentence begins.
        words: of the sentence as printed, from its begin to its end, where the voice tells.
    """

    sentence: str
    begin: int
    end: int
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """One section, spoken.

    Attributes:
        section: the section's name.
        path: where its mastered sound lies, or would: a WAV file, 16 bit, one channel.
        rate: samples per second.
        length: milliseconds.
        clips: every sentence once, in order.
        voices: who is heard in it, in the order of their first words.
        loudness: of that file, in LUFS; -70 where nothing is heard.
        gain_db: by which all tracks of a recording are raised when they are encoded.
        digest: of its samples, by which is remembered what was made of them; "" where nothing is.
        join: has its sound lie at `path`, whoever asks for it and how often; None where it does.
    """

    section: str
    path: Path
    rate: int
    length: int
    clips: tuple[Clip, ...]
    voices: tuple[Voice, ...] = ()
    loudness: float = -70.0
    gain_db: float = 0.0
    digest: str = ""
    join: Callable[[], object] | None = field(default=None, compare=False)

    def sound(self) -> Path:
        """Its mastered sound on disk, joined now where it was only remembered until now.

        Raises:
            VoiceError: a clause of it is remembered no more, and the voice fell silent.
            OSError: it cannot be written.
        """
        if self.join is not None:
            self.join()
        return self.path


@dataclass(frozen=True, slots=True)
class Narration:
    """A document, spoken.

    Attributes:
        voice: who spoke it.
        tracks: one for each section, in listening order.
        spoken: how many sentences had to be spoken anew.
        remembered: how many were remembered from an earlier time.
        others: who spoke parts of it: quotations, passages in other languages.
    """

    voice: Voice
    tracks: tuple[Track, ...]
    spoken: int = 0
    remembered: int = 0
    others: tuple[Voice, ...] = ()

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Everybody who is heard in it, the narrator first."""
        return (self.voice, *self.others)

    def heard_in(self, track: Track) -> tuple[Voice, ...]:
        """Everybody who is heard in one of its tracks."""
        return track.voices or (self.voice,)

    def find(self, section: str) -> Track | None:
        """The track that goes by a section's name, or None when that was not spoken by itself."""
        return next((track for track in self.tracks if track.section == section), None)

    @property
    def has_words(self) -> bool:
        """Whether the voice told when it says each word."""
        return any(clip.words for track in self.tracks for clip in track.clips)
