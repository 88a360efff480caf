"""Listening by measurement: whether each sentence sounds as if its words were said, whole and once.

A voice takes much the same time for each sound of a text, is loud and soft by turns, ends a
sentence in a pause, and says nothing twice that is not printed twice. What departs from that
far more than the rest of the same narration does is told of, with the sentence. Which words
were said, measuring cannot tell: `recogniser` listens for that.

Source:
    Thresholds are from 976 sentences of Piper, Kokoro and espeak without a fault, and from
    faults planted in them: `python -m benchmarks.proof`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from publisher.checking.book import quoted
from publisher.checking.catalogue import error, warning
from publisher.checking.decoding import FRAME_MS, Recording
from publisher.checking.stretches import Stretch, sounds
from publisher.report import Finding

if TYPE_CHECKING:
    import numpy

_REST: Final = 9  # frames of silence that a consonant may take
_TELLING: Final = 8  # sentences by which a narration's own pace is told
_ENOUGH: Final = 20.0  # sounds of a sentence by which pace is told
_SLOW_MS, _QUICK_MS = 190.0, 32.0  # for a sound: about 60 and 350 words a minute
_FEWEST: Final = 8.0  # sounds, of which some can be missed
_SHORT, _LONG = 0.65, 1.5  # of the time that the words ought to take
_SPREADS: Final = 4.0  # by which a narration may depart from its own pace
_CUT: Final = 0.72
_SLACK_MS: Final = 100.0
_LATE_MS: Final = 400.0  # a voice may rest within a sentence, or draw out a word
_HASTE: Final = 1.5  # one recording's pace against the others'
_LOUD_DB: Final = 6.0
_NEIGHBOURS: Final = 5
_BRIEF_MS: Final = 400.0  # of speech; nothing shorter has a loudness
_NOISE_MS: Final = 600.0
_HISS: Final = 0.35  # how flat a spectrum is; of speech it is 0.1 at most
_EVEN_DB: Final = 2.0  # the spread of loudness; of speech it is 3.5 at least
_FULL_END_DB: Final = -4.0  # below the sentence's own loudness, where a voice still speaks
_CLIPPED: Final = 4  # samples in a row at full scale, in the mean of 10 ms
_CLIPPED_FRAMES: Final = 3
_TWICE_MS: Final = 700  # shorter likenesses happen
_LIKE: Final = 0.93  # of spectra, as a correlation
_COARSE: Final = 2  # frames that are looked at together when likeness is sought


@dataclass(frozen=True, eq=False)
class Measured:
    """A sentence as it sounds.

    Attributes:
        said: what it is.
        recording: what it is heard in.
        place: its frames there.
    """

    said: Stretch
    recording: Recording
    place: slice

    @cached_property
    def loud(self) -> "numpy.ndarray":
        """The places of the frames in which something is said, counted from its beginning."""
        import numpy as np

        return np.flatnonzero(self.recording.frames[self.place] > self.recording.loud)

    @cached_property
    def spoken_ms(self) -> float:
        """For how long it speaks, pauses left out and consonants not."""
        import numpy as np

        rests = np.diff(self.loud) - 1
        return float(len(self.loud) + rests[rests <= _REST].sum()) * FRAME_MS

    @cached_property
    def decibels(self) -> float:
        """How loud it is where it speaks, against full scale."""
        return _decibels(self.recording.frames[self.place][self.loud])

    @cached_property
    def ends_full(self) -> bool:
        """Whether it still speaks with its whole voice where it ends."""
        last = self.loud[-1]
        end = self.recording.frames[self.place][max(0, last - 4) : last + 1]
        return _decibels(end) - self.decibels > _FULL_END_DB

    @cached_property
    def sounds(self) -> tuple[float, float]:
        """How many sounds its words take, at least and at most."""
        return sounds(self.said.words)

    @property
    def is_plain(self) -> bool:
        """Whether it tells of the narration's pace: long, and to be said in one way."""
        least, most = self.sounds
        return least >= _ENOUGH and most < 1.3 * least and bool(len(self.loud))

    @property
    def ms_per_sound(self) -> float:
        """How long it takes for each of its sounds."""
        return self.spoken_ms / (sum(self.sounds) / 2)

    def __str__(self) -> str:
        return f"{self.said.name} ({quoted(self.said.words)})"


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a narration is.

    Attributes:
        middle_ms: the time for a sound.
        spread: by which single sentences depart from it, as a share of it.
    """

    middle_ms: float
    spread: float


def measured(recording: Recording, told: Sequence[Stretch]) -> tuple[Measured, ...]:
    """The sentences of a recording that have something to say."""
    count = len(recording.frames)
    return tuple(
        Measured(each, recording, each.within(count, FRAME_MS))
        for each in told
        if sounds(each.words)[1] > 0
    )


def pace(heard: Iterable[Measured]) -> Pace | None:
    """How fast a narration is, or None where too little of it is plain."""
    import numpy as np

    times = np.array([each.ms_per_sound for each in heard if each.is_plain])
    if len(times) < _TELLING:
        return None
    middle = float(np.median(times))
    return Pace(middle, float(np.median(np.abs(times - middle))) * 1.4826 / middle)


def of_recording(heard: Sequence[Measured]) -> Iterator[Finding]:
    """What can be told of the sentences of one recording without knowing the others."""
    yield from _clipped(heard)
    for before, each in zip((None, *heard), heard, strict=False):
        if len(each.loud):
            yield from _noise(each)
            yield from _twice(each, before)
    yield from _uneven([each for each in heard if each.spoken_ms > _BRIEF_MS])


def of_narration(recordings: Sequence[tuple[str, Sequence[Measured]]]) -> Iterator[Finding]:
    """What can be told once all recordings of a narration have been heard.

    Args:
        recordings: what each is called, and its sentences.
    """
    yield from _mute(recordings)
    spoken = [(name, each) for name, each in recordings if each and not each[0].recording.is_silent]
    usual = pace(each for _, sentences in spoken for each in sentences)
    for name, sentences in spoken:
        own = pace(sentences)
        yield from _hurried(name, own, usual)
        for each in sentences:
            yield from _timed(each, own or usual)


def _clipped(heard: Sequence[Measured]) -> Iterator[Finding]:
    for each in heard:
        full = int((each.recording.full[each.place] >= _CLIPPED).sum())
        if full >= _CLIPPED_FRAMES:
            message = f"{each} is distorted: for {full * FRAME_MS} ms it is at full scale"
            yield warning("sound-clipped", message, each.said.place, each.said.line)


def _noise(each: Measured) -> Iterator[Finding]:
    """Whether what is heard is hiss or hum: as flat as noise, or as even as a tone."""
    import numpy as np

    if each.spoken_ms < _NOISE_MS:
        return
    within = each.recording.frames[each.place][each.loud[0] : each.loud[-1] + 1]
    levels = 20 * np.log10(np.maximum(np.convolve(within, np.ones(5) / 5, "valid"), 1e-5))
    flat = float(np.median(each.recording.flat[each.place][each.loud].astype(np.float32)))
    if flat > _HISS or float(levels.std()) < _EVEN_DB:
        message = f"there is noise where {each} is to be heard"
        yield error("clip-noise", message, each.said.place, each.said.line)


def _uneven(heard: Sequence[Measured]) -> Iterator[Finding]:
    import numpy as np

    levels = [each.decibels for each in heard]
    for place, each in enumerate(heard):
        around = levels[max(0, place - _NEIGHBOURS) : place]
        around += levels[place + 1 : place + 1 + _NEIGHBOURS]
        apart = each.decibels - float(np.median(around)) if len(around) > 1 else 0.0
        if abs(apart) > _LOUD_DB:
            how = "louder" if apart > 0 else "softer"
            message = f"{each} is {abs(apart):.0f} dB {how} than the sentences around it"
            yield warning("clip-loudness", message, each.said.place, each.said.line)


def _mute(recordings: Sequence[tuple[str, Sequence[Measured]]]) -> Iterator[Finding]:
    """Recordings in which nothing is said, of a narration in which something is."""
    mute = [name for name, heard in recordings if heard and heard[0].recording.is_silent]
    if len(mute) < len(recordings):
        for name in mute:
            yield error("sound-silent", "nothing is said in the whole of it", name)


def _hurried(name: str, own: Pace | None, usual: Pace | None) -> Iterator[Finding]:
    """Whether a recording is played too fast or too slow: for the others, or for any ear."""
    if own is None or usual is None:
        return
    apart = max(own.middle_ms / usual.middle_ms, usual.middle_ms / own.middle_ms)
    if apart > _HASTE or not _QUICK_MS < own.middle_ms < _SLOW_MS:
        how = "fast" if own.middle_ms < min(usual.middle_ms, _SLOW_MS) else "slow"
        times = f", {apart:.1f} times the pace of the others" if apart > _HASTE else ""
        message = f"it is spoken too {how}: {own.middle_ms:.0f} ms for a letter{times}"
        yield warning("sound-pace", message, name)


def silent(heard: Sequence[Measured]) -> Iterator[Finding]:
    """Sentences of which nothing is heard, in a recording in which something is."""
    for each in heard:
        if not len(each.loud) and each.sounds[0] >= _FEWEST and not each.recording.is_silent:
            message = f"nothing is heard of {each}"
            yield error("clip-silent", message, each.said.place, each.said.line)


def _timed(each: Measured, usual: Pace | None) -> Iterator[Finding]:
    """Whether a sentence takes the time that its words ought to take."""
    least, most = each.sounds
    middle, spread = (usual.middle_ms, usual.spread) if usual else (0.0, 0.0)
    short = min(_SHORT, max(0.4, 1 - _SPREADS * spread))
    long = max(_LONG, 1 + _SPREADS * spread)
    shortest_ms = max(short * middle, 0.0 if usual else _QUICK_MS / 2) * least - _SLACK_MS
    longest_ms = (long * middle if usual else 2 * _SLOW_MS) * most + _LATE_MS
    took = f"it speaks for {each.spoken_ms / 1000:.1f} s"
    spans = f"its words take from {least * middle / 1000:.1f} s"
    if not len(each.loud):
        return  # told as silent
    if least >= _FEWEST and each.spoken_ms < shortest_ms:
        message = f"{each} is cut short, or words of it are missing: {took}, and {spans}"
        yield warning("clip-short", message, each.said.place, each.said.line)
    elif least >= _ENOUGH and each.spoken_ms < _CUT * middle * least and each.ends_full:
        message = f"{each} ends in the midst of a word, it seems: {took}, and {spans}"
        yield warning("clip-short", message, each.said.place, each.said.line)
    elif most > 0 and each.spoken_ms > longest_ms:
        ought = f"its words take {most * middle / 1000:.1f} s at most"
        message = f"{each} holds more than its words: {took}, and {ought}"
        yield warning("clip-long", message, each.said.place, each.said.line)


def _twice(each: Measured, before: Measured | None) -> Iterator[Finding]:
    """Whether something is heard twice, in a sentence or at once after it, and printed once."""
    import numpy as np

    parts = [each] if before is None or not len(before.loud) else [before, each]
    bands = np.vstack([part.recording.bands[part.place] for part in parts]).astype(np.float32)
    levels = np.concatenate([part.recording.frames[part.place] for part in parts])
    border = len(bands) - (each.place.stop - each.place.start)
    again = likeness(bands, levels > each.recording.loud, border)
    if again is None:
        return
    lasts_ms = again * FRAME_MS
    words = " ".join(part.said.words for part in parts)
    printed = _longest_printed_twice(words)
    time_ms = each.ms_per_sound if each.is_plain else 80.0
    if lasts_ms > 1.5 * printed * time_ms + _TWICE_MS:
        message = f"in {each} {lasts_ms / 1000:.1f} s are heard twice"
        yield warning("clip-repeated", message, each.said.place, each.said.line)


def likeness(bands: "numpy.ndarray", loud: "numpy.ndarray", border: int) -> int | None:
    """How long the longest passage is that is heard a second time, behind a border.

    Args:
        bands: how much there is of each pitch, frame by frame.
        loud: in which of these frames something is said.
        border: the frame at or behind which the second time has to end.

    Returns:
        Frames, or None when there is none.
    """
    import numpy as np

    count = len(bands) // _COARSE
    wanted = _TWICE_MS // (FRAME_MS * _COARSE)
    if count < 2 * wanted:
        return None
    grouped = bands[: count * _COARSE].reshape(count, _COARSE, -1).mean(axis=1)
    said = loud[: count * _COARSE].reshape(count, _COARSE).max(axis=1)
    shape = grouped - grouped.mean(axis=1, keepdims=True)
    shape -= shape[said].mean(axis=0) if said.any() else 0.0
    shape /= np.linalg.norm(shape, axis=1, keepdims=True) + 1e-6
    shape[~said] = 0.0
    longest = 0
    for lag in range(wanted, count - wanted):
        if count * _COARSE - 1 < border:
            break
        like = np.einsum("ij,ij->i", shape[:-lag], shape[lag:])
        both = np.logical_and(said[:-lag], said[lag:]).astype(np.float32)
        sums = np.concatenate([[0.0], np.cumsum(like)])
        spoken = np.concatenate([[0.0], np.cumsum(both)])
        window = sums[wanted:] - sums[:-wanted]
        filled = spoken[wanted:] - spoken[:-wanted]
        ends = np.arange(len(window)) + wanted + lag
        good = (window > _LIKE * wanted) & (filled > 0.6 * wanted) & (ends * _COARSE >= border)
        if good.any():
            runs = np.flatnonzero(np.diff(np.concatenate([[0], good.astype(int), [0]])))
            longest = max(longest, int((runs[1::2] - runs[::2]).max()) - 1 + wanted)
    return longest * _COARSE or None


def _longest_printed_twice(words: str) -> int:
    """How many letters the longest passage has that is printed twice."""
    parts = "".join(each.lower() if each.isalnum() else " " for each in words).split()
    longest = 0
    for lag in range(1, len(parts)):
        run = 0
        for one, other in zip(parts, parts[lag:], strict=False):
            run = run + len(one) if one == other else 0
            longest = max(longest, run)
    return longest


def _decibels(frames: "numpy.ndarray") -> float:
    import numpy as np

    return 10 * float(np.log10(max(float(np.mean(frames**2)), 1e-10))) if len(frames) else -100.0
