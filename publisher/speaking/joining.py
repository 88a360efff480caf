"""From sentences to a section: sounds in a row, with pauses, and when each is heard.

Joined with pydub, one section at a time and in one go: adding sound to sound copies all that
came before, and a long section would take the square of its length.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.narration import Clip, Sound, Track
from publisher.sound import audio_segment, segment
from publisher.speaking.levels import trimmed
from publisher.speaking.mastering import mastered
from publisher.speaking.pauses import HEAD, TAIL

FADE_MS = 5  # at both ends of a sound, so that no join clicks
_USUAL_RATE = 22_050  # samples per second, where nothing is said at all


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence's name, its sound, and the pause after it in milliseconds."""

    name: str
    sound: Sound
    pause_ms: int


def join(section: str, pieces: Sequence[Piece], folder: Path) -> Track:
    """Put a section's sentences in a row, each trimmed and mastered.

    Args:
        section: its name.
        pieces: at least one.
        folder: where the track goes.

    Raises:
        OSError: it cannot be written there.
    """
    rate = next((piece.sound.rate for piece in pieces if len(piece.sound)), _USUAL_RATE)
    parts = [_rest(HEAD, rate)]
    begins, at = [], len(parts[0])
    for piece in pieces:
        begins.append(at // 2)
        said = (_edged(mastered(trimmed(piece.sound))), _rest(piece.pause_ms, rate))
        parts += said
        at += sum(map(len, said))
    parts[-1] = _rest(TAIL, rate)
    sound = Sound(b"".join(parts), rate)
    path = folder / f"{section}.wav"
    segment(sound).export(path, format="wav").close()
    clips = tuple(_clips(pieces, begins, sound))
    return Track(section, path, rate, int(sound.length_ms), clips)


def joined(sounds: Sequence[Sound], pause_ms: int) -> Sound:
    """The clauses of one sentence as one sound; empty when there are none."""
    if len(sounds) == 1:
        return sounds[0]
    rate = sounds[0].rate if sounds else _USUAL_RATE
    rest = _rest(pause_ms, rate)
    return Sound(rest.join(trimmed(sound).samples for sound in sounds), rate)


def _clips(pieces: Sequence[Piece], begins: Sequence[int], sound: Sound) -> Iterable[Clip]:
    """Clips that touch: each begins with its words and ends where the next one begins."""
    starts = [round(begin * 1000 / sound.rate) for begin in begins]
    ends = [*starts[1:], int(sound.length_ms)]
    for piece, start, end in zip(pieces, starts, ends, strict=True):
        yield Clip(piece.name, start, end)


def _rest(milliseconds: int, rate: int) -> bytes:
    return bytes(audio_segment().silent(milliseconds, frame_rate=rate).raw_data)


def _edged(sound: Sound) -> bytes:
    """A sound's samples, faded in and out."""
    if sound.length_ms < 4 * FADE_MS:
        return sound.samples
    return bytes(segment(sound).fade_in(FADE_MS).fade_out(FADE_MS).raw_data)
