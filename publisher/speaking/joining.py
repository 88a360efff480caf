"""From sentences to a section: sounds in a row, with pauses, and when each is heard.

Joined with pydub, one section at a time and in one go: adding sound to sound copies all that
came before, and a long section would take the square of its length. The room is heard all
through (`room`), so that no pause is a hole; where nothing at all is said, there is no room.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np

from publisher.machine import give_back
from publisher.narration import Clip, Sound, Track, Word
from publisher.sound import audio_segment, segment
from publisher.speaking.levels import energies, loudness, resampled, trimmed, whole_of
from publisher.speaking.mastering import TARGET, given_back, mastered, targets
from publisher.speaking.pauses import HEAD, TAIL
from publisher.speaking.room import LENGTH, room
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
    """

    name: str
    sound: Sound
    pause_ms: int
    printed: str = ""
    said: tuple[Span, ...] = ()
    spoken: str = ""
    together: str = ""


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
    samples, begins, words = _in_a_row(pieces, rate)
    _add_room(samples, rate)
    sound = Sound(bytes(samples), rate)
    del samples  # of a section of an hour, a hundred and sixty megabytes
    path = folder / f"{section}.wav"
    segment(sound).export(path, format="wav").close()
    clips = tuple(_clips(pieces, begins, words, sound))
    heard = round(loudness(np.frombuffer(sound.samples, "<i2"), rate), 2)
    digest = hashlib.sha256(sound.samples)
    digest.update(str(rate).encode())
    length = int(sound.length_ms)
    return Track(section, path, rate, length, clips, loudness=heard, digest=digest.hexdigest())


def _in_a_row(
    pieces: Sequence[Piece], rate: int
) -> tuple[bytearray, list[int], list[tuple[Word, ...]]]:
    """All that is heard of a section; at which sample each sentence begins; and its words."""
    row = bytearray(_rest(HEAD, rate))
    begins, words, end = [], [], 0
    for piece, sound in zip(pieces, _mastered(pieces, rate), strict=True):
        begins.append(len(row) // 2)
        words.append(sound.words)
        row += _edged(sound)
        end = len(row)
        row += _rest(piece.pause_ms, rate)
    del row[end:]  # the rest after the last one
    row += _rest(TAIL, rate)
    return row, begins, words


def _mastered(pieces: Sequence[Piece], rate: int) -> Iterator[Sound]:
    """The sound of each sentence, trimmed, as loud as it ought to be beside those around it."""
    whole = [resampled(trimmed(piece.sound), rate) for piece in pieces]
    more_db, rest = given_back(whole), iter(whole)
    for together, those in groupby(pieces, key=lambda piece: piece.together):
        sounds = [sound for _, sound in zip(those, rest, strict=False)]
        heard_as = [energies(whole_of(sound), sound.rate) for sound in sounds]
        wanted = targets(sounds, heard_as) if together else (TARGET,) * len(sounds)
        for sound, target, energy in zip(sounds, wanted, heard_as, strict=True):
            yield replace(mastered(sound, target + more_db, energy), words=sound.words)


def _add_room(samples: bytearray, rate: int) -> None:
    """Put the sound of the room under samples, a round of it at a time; silence stays silence."""
    whole = np.frombuffer(samples, "<i2")
    if whole.any():
        for begin in range(0, len(whole), LENGTH):
            part = whole[begin : begin + LENGTH]
            part += room(len(part), rate)  # words are far below full scale: nothing is cut off


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
    sound: Sound,
) -> Iterator[Clip]:
    """Clips that touch: each begins with its words and ends where the next one begins."""
    starts = [round(begin * 1000 / sound.rate) for begin in begins]
    ends = [*starts[1:], int(sound.length_ms)]
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
