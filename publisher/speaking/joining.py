"""From sentences to a section: sounds in a row, with pauses, and when each is heard.

Rests and edges are pydub's; the row is written as it grows: adding sound to sound copies all that
came before, and a long section would take the square of its length. The room is heard all
through (`room`), so that no pause is a hole; where nothing at all is said, there is no room.
"""

import hashlib
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np

from publisher.machine import give_back
from publisher.narration import Clip, Sound, Track, Word
from publisher.sound import audio_segment, segment
from publisher.speaking.levels import (
    AT_ONCE,
    Energies,
    Weighed,
    energies_of,
    loudness_of,
    resampled,
    trimmed,
    whole_of,
)
from publisher.speaking.mastering import TARGET, given_back, mastered, targets
from publisher.speaking.pauses import HEAD, TAIL
from publisher.speaking.room import room
from publisher.speaking.timing import heard_words
from publisher.speaking.wording import Span

FADE_MS = 5  # at both ends of a sound, so that no join clicks
_USUAL_RATE = 22_050  # samples per second, where nothing is said at all


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of a section.

    Attributes:
        name: of the sentence.
        sound: what is heard of it.
        pause_ms: the pause after it, in milliseconds.
        printed: its words as printed, what is not said of them blanked out.
        said: what is said of each part of that.
        spoken: all the words that were said.
        together: what it belongs to: of neighbours with the same word here, some may be louder
            than others as they were spoken; those without one are all alike.
        heard_as: the energies of its sound, where they are known.
    """

    name: str
    sound: Sound
    pause_ms: int
    printed: str = ""
    said: tuple[Span, ...] = ()
    spoken: str = ""
    together: str = ""
    heard_as: Energies | None = None


def join(section: str, pieces: Sequence[Piece], folder: Path) -> Track:
    """Put a section's sentences in a row, each trimmed and mastered.

    Args:
        section: its name.
        pieces: of whatever rates; those of fewer samples are given as many as the others have.
        folder: where the track goes.

    Raises:
        OSError: it cannot be written there.
    """
    give_back()  # what clauses took, or it stands beside what a long section takes now
    rates = (piece.sound.rate for piece in pieces if len(piece.sound))
    rate = max(rates, default=_USUAL_RATE)  # nothing of the finest voice is lost
    path = folder / f"{section}.wav"
    begins, words, rest_ms = [], [], HEAD
    with wave.open(str(path), "wb") as file:
        row = _Row(file, rate, still=not any(whole_of(piece.sound).any() for piece in pieces))
        for piece, sound in zip(pieces, _mastered(pieces, rate), strict=True):
            row.add(_rest(rest_ms, rate))
            begins.append(row.length)
            words.append(sound.words)
            row.add(_edged(sound))
            rest_ms = piece.pause_ms
        row.add(_rest(TAIL, rate))
        row.end()
    length = row.length * 1000 // rate
    clips = tuple(_clips(pieces, begins, words, rate, length))
    heard = round(loudness_of(row.heard_as.all(), rate), 2)
    return Track(section, path, rate, length, clips, loudness=heard, digest=row.digest)


class _Row:
    """A section as it is written, the room under it, and measured on the way.

    It is never held whole: an hour of it is a hundred and sixty megabytes, and as much once more
    for each thing that is done to it.

    Attributes:
        length: of what was added, in samples.
        heard_as: the energies of what was written.
    """

    def __init__(self, file: wave.Wave_write, rate: int, *, still: bool) -> None:
        """Begin a file.

        Args:
            file: opened to be written.
            rate: samples per second.
            still: whether nothing is heard in it at all; then there is no room.
        """
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        self.length, self.heard_as = 0, Weighed(rate)
        self._file, self._rate, self._still = file, rate, still
        self._digest, self._unwritten = hashlib.sha256(), bytearray()

    def add(self, samples: bytes) -> None:
        """Add some samples of 16 bits."""
        self.length += len(samples) // 2
        self._unwritten += samples
        while len(self._unwritten) >= 2 * AT_ONCE:
            self._write(AT_ONCE)

    def end(self) -> None:
        """Write what is left."""
        self._write(len(self._unwritten) // 2)

    @property
    def digest(self) -> str:
        """Of all samples and their rate."""
        whole = self._digest.copy()
        whole.update(str(self._rate).encode())
        return whole.hexdigest()

    def _write(self, count: int) -> None:
        begin = self.length - len(self._unwritten) // 2
        part = np.frombuffer(self._unwritten[: 2 * count], "<i2")
        del self._unwritten[: 2 * count]
        if not self._still:
            # Words are far below full scale: nothing is cut off.
            part = part + room(count, self._rate, begin)
        self.heard_as.add(part)
        samples = part.tobytes()
        self._digest.update(samples)
        self._file.writeframesraw(samples)


def _mastered(pieces: Sequence[Piece], rate: int) -> Iterator[Sound]:
    """The sound of each sentence, trimmed, as loud as it ought to be beside those around it."""
    whole = [resampled(trimmed(piece.sound), rate) for piece in pieces]
    more_db, rest = given_back(whole), iter(whole)
    for together, group in groupby(pieces, key=lambda piece: piece.together):
        those = tuple(group)
        sounds = [next(rest) for _ in those]
        heard_as = [
            energies_of(sound)
            if piece.heard_as is None or piece.sound.rate != rate
            else piece.heard_as
            for piece, sound in zip(those, sounds, strict=True)
        ]
        wanted = targets(sounds, heard_as) if together else (TARGET,) * len(sounds)
        for sound, target, energy in zip(sounds, wanted, heard_as, strict=True):
            yield replace(mastered(sound, target + more_db, energy), words=sound.words)


def joined(words: Sequence[str], sounds: Sequence[Sound], pause_ms: int) -> tuple[str, Sound]:
    """The clauses of one sentence as one text and sound; empty when there are none."""
    rate = sounds[0].rate if sounds else _USUAL_RATE
    if len(sounds) == 1:
        return words[0], sounds[0]
    rest = _rest(pause_ms, rate)
    parts: list[bytes] = []
    times: list[Word] = []
    read, at = 0, 0  # characters, and bytes
    for clause, sound in zip(words, map(trimmed, sounds), strict=True):
        if parts:
            parts.append(rest)
            at += len(rest)
        before_ms = round(at // 2 * 1000 / rate)
        times += [each.moved(read, before_ms) for each in sound.words]
        parts.append(_edged(sound))
        at += len(parts[-1])
        read += len(clause) + 1
    return " ".join(words), Sound(b"".join(parts), rate, tuple(times))


def _clips(
    pieces: Sequence[Piece],
    begins: Sequence[int],
    words: Sequence[tuple[Word, ...]],
    rate: int,
    length: int,
) -> Iterator[Clip]:
    """Clips that touch: each begins with its words and ends where the next one begins."""
    starts = [round(begin * 1000 / rate) for begin in begins]
    ends = [*starts[1:], length]
    for piece, times, start, end in zip(pieces, words, starts, ends, strict=True):
        heard = heard_words(piece.printed, piece.said, piece.spoken, times, end - start)
        yield Clip(piece.name, start, end, tuple(each.moved(0, start) for each in heard))


def _rest(milliseconds: int, rate: int) -> bytes:
    return bytes(audio_segment().silent(milliseconds, frame_rate=rate).raw_data)


def _edged(sound: Sound) -> bytes:
    """A sound's samples, faded in and out; what lies between is not copied for each."""
    if sound.length_ms < 4 * FADE_MS:
        return sound.samples
    edge = 2 * round(FADE_MS * sound.rate / 1000)  # bytes
    begin, end = (Sound(each, sound.rate) for each in (sound.samples[:edge], sound.samples[-edge:]))
    first, last = segment(begin).fade_in(FADE_MS), segment(end).fade_out(FADE_MS)
    return b"".join((first.raw_data, sound.samples[edge:-edge], last.raw_data))
