"""Overlays against the recordings themselves, which are decoded and measured.

What a recording says of itself may be wrong, and what an overlay says of it too: whether clips end
before it does, begin and end in pauses, have sound in them, and miss none.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from lxml import etree

from publisher.checking import listening, recogniser
from publisher.checking.book import HTML, OPF, Book, quoted, target_of, words_of
from publisher.checking.catalogue import error, warning
from publisher.checking.decoding import Recording, measured, recordings, unpacked
from publisher.checking.overlays import (
    GAP_MS,
    LETTER,
    Heard,
    by_recording,
    element_of,
    has_gaps_by_habit,
    heard_by,
)
from publisher.checking.stretches import of_overlays, of_record
from publisher.errors import CheckingError
from publisher.report import Finding

LATE_MS: Final = 30.0  # by which decoders differ about where an MP3 ends
EDGE_MS: Final = 3_000.0  # of silence before the first clip and after the last
_A_WORD_MS: Final = 600.0  # what a word said softly may take
_LONG: Final = 8  # letters
_LONG_PAUSE_MS: Final = 3_000.0  # no speaker rests for as long within a passage, or behind it
_TELLING: Final = 4  # clips by which a drift is told
_MANY: Final = 0.3  # of clips; in books that are in step it is one of sixteen at most
_EARLY_MS: Final = 300.0
_ALIKE_MS: Final = 60.0


def are_in_the_sound(book: Book) -> Iterator[Finding]:
    """Whether clips are within their recordings, begin and end in pauses, and miss no sound."""
    heard = by_recording(heard_by(book))
    language = next(iter(book.package.dublin_core("language")), "")
    narration: list[tuple[str, tuple[listening.Measured, ...]]] = []
    for name, recording in recordings(book):
        if recording is None:
            yield error("sound-broken", "it cannot be decoded", name)
            continue
        pars = heard.get(name, [])
        if pars:
            yield from _within(recording, pars)
            yield from _edges(recording, name, pars)
            yield from _lost(recording, name, pars)
            yield from _silent(recording, pars)
            yield from _drift(recording, name, pars)
            sentences = listening.measured(recording, of_overlays(pars, language))
            yield from listening.of_recording(sentences)
            narration.append((name, sentences))
    yield from listening.of_narration(narration)
    yield from _unplayed(book, set(heard))


def says_its_words(book: Book) -> Iterator[Finding]:
    """Whether a recogniser, if there is one, hears the words that overlays tell of."""
    if recogniser.absent():
        return
    language = next(iter(book.package.dublin_core("language")), "")
    doubts = []
    for name, pars in by_recording(heard_by(book)).items():
        if name in book.present:
            with unpacked(book, name) as copy, suppress(CheckingError):
                told = of_overlays(pars, language)
                doubts.append((name, recogniser.hears(copy, told) if copy else []))
    yield from recogniser.judged(doubts)


def of_folder(folder: Path, files: Iterable[Path]) -> Iterator[Finding]:
    """What is heard of a publication's sentences in its MP3s, by its record.

    Args:
        folder: the publication's.
        files: those in it that can be opened; findings name them from the folder.
    """
    narration, doubts = [], []
    whole = {path.resolve() for path in files}
    for name, told in of_record(folder).items():
        path = folder / name
        recording = measured(path) if path.resolve() in whole else None
        if recording is None:
            continue  # told already
        heard = listening.measured(recording, [replace(each, place=name) for each in told])
        yield from listening.silent(heard)
        yield from listening.of_recording(heard)
        narration.append((name, heard))
        doubts.append((name, recogniser.hears(path, [each.said for each in heard])))
    yield from listening.of_narration(narration)
    yield from recogniser.judged(doubts)


def _within(recording: Recording, pars: list[Heard]) -> Iterator[Finding]:
    for par in pars:
        if par.end is not None and par.end > recording.length_ms + LATE_MS:
            message = (
                f"the clip of {par.uid!r} ends at {par.end:.0f} ms, and {par.sound} lasts"
                f" {recording.length_ms:.0f} ms"
            )
            yield error("clip-late", message, par.overlay, par.line)


def _edges(recording: Recording, name: str, pars: list[Heard]) -> Iterator[Finding]:
    """Whether much is said before the first clip, or after the last."""
    first = min(par.begin for par in pars if par.begin is not None)
    last = max(recording.length_ms if par.end is None else par.end for par in pars)
    for begin, end in ((0.0, first), (last, recording.length_ms)):
        spoken = recording.spoken_ms(begin, end)
        if end - begin > EDGE_MS or spoken > GAP_MS * 4:
            message = f"from {begin:.0f} ms to {end:.0f} ms it is in no clip"
            yield warning("clip-gap", message, name)


def _lost(recording: Recording, name: str, pars: list[Heard]) -> Iterator[Finding]:
    """Whether something is said where all clips are parted."""
    if not has_gaps_by_habit(pars):
        return
    for before, after in pairwise(pars):
        if before.end is not None and after.begin is not None:
            spoken = recording.spoken_ms(before.end, after.begin)
            if spoken > GAP_MS:
                message = f"from {before.end:.0f} ms to {after.begin:.0f} ms something is said"
                yield warning("clip-gap", f"in {name}, {message}", after.overlay, after.line)


def _silent(recording: Recording, pars: list[Heard]) -> Iterator[Finding]:
    """Whether nothing is heard while words are lit, in a recording that is not silent."""
    if recording.is_silent:
        return
    for place, par in enumerate(pars, start=1):
        if par.element is None or par.begin is None or not _is_long(words_of(par.element)):
            continue
        end = recording.length_ms if par.end is None else min(par.end, recording.length_ms)
        words = quoted(words_of(par.element))
        if end - par.begin > _A_WORD_MS and recording.spoken_ms(par.begin, end) == 0:
            message = f"nothing is heard while {words} is lit"
            yield error("clip-silent", message, par.overlay, par.line)
        elif recording.longest_pause_ms(par.begin, end, last=place == len(pars)) > _LONG_PAUSE_MS:
            message = f"nothing is heard for some seconds in the midst of {words}"
            yield warning("clip-silent", message, par.overlay, par.line)


def _is_long(words: str) -> bool:
    """Whether some words cannot be missed; one alone may be said so softly that it is."""
    return len(LETTER.findall(words)) >= _LONG and " " in words


def _drift(recording: Recording, name: str, pars: list[Heard]) -> Iterator[Finding]:
    """Whether clips of sentences begin and end in pauses, as those that are in step do.

    Or whether all are early by as much: each begins in a pause, and the same time before words.
    """
    whole = [par for par in pars if par.element is not None and par.end is not None]
    ends = [par.end or 0.0 for par in whole if _ends_a_sentence(element_of(par))]
    loud = [end for end in ends[:-1] if recording.is_loud(end)]
    if len(ends) > _TELLING and len(loud) > _MANY * len(ends):
        message = f"{len(loud)} of {len(ends)} sentences end in the midst of sound"
        yield warning("clip-drift", message, name)
        return
    waits = [recording.wait_ms(par.begin or 0.0, par.end or 0.0) for par in whole[1:]]
    known = sorted(wait for wait in waits if wait is not None)
    if len(known) < _TELLING or recording.is_silent:
        return
    middle = known[len(known) // 2]
    spread = known[len(known) * 3 // 4] - known[len(known) // 4]
    if middle > _EARLY_MS and spread < _ALIKE_MS:
        message = f"clips begin {middle:.0f} ms before anything is said"
        yield warning("clip-drift", message, name)


def _ends_a_sentence(element: etree._Element) -> bool:
    return words_of(element).rstrip("”’\"')]»").endswith((".", "!", "?", "…", "。", "！", "？"))


def _unplayed(book: Book, heard: set[str]) -> Iterator[Finding]:
    """Recordings that no overlay and no player names."""
    played = {
        target_of(element.get("src", ""), name)[0]
        for name, page in book.pages.items()
        for element in page.iter(f"{HTML}audio", f"{HTML}video", f"{HTML}source", f"{HTML}a")
        if element.get("src")
    }
    links = book.package.root.iter(f"{OPF}link")
    linked = {target_of(each.get("href", ""), book.package.name)[0] for each in links}
    for name, item in book.package.items.items():
        is_sound = item.get("media-type", "").startswith("audio/")
        if is_sound and name in book.present and name not in heard | played | linked:
            yield warning("sound-unheard", "nothing plays it", name)
