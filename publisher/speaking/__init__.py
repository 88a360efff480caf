"""Speak: a document becomes a narration, line by line.

The way through: what is said beside the words is added (`additions`), and all of it becomes lines
with their words, language and part (`script`); each line goes to whoever speaks it (`casting`), cut
into clauses that an engine can take (`clauses`); the engine speaks them, or remembers having done
so (`remembering`); paragraphs are brought to one loudness (`mastering`), and their sentences are
joined with pauses (`joining`). What engine that is makes no difference here.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from publisher.document import Document
from publisher.errors import VoiceError
from publisher.narration import Narration, Sound, Voice
from publisher.progress import Progress, Step, silent
from publisher.speaking.additions import with_additions
from publisher.speaking.casting import Cast, assembled
from publisher.speaking.choosing import chosen
from publisher.speaking.clauses import clauses
from publisher.speaking.joining import Piece, join, joined
from publisher.speaking.mastering import balanced
from publisher.speaking.pauses import USUAL, Pauses, pauses_of
from publisher.speaking.remembering import Remembering
from publisher.speaking.script import Line, Manner, script
from publisher.speaking.sounding import fitted

__all__ = [
    "Cast",
    "Pauses",
    "Remembering",
    "asked",
    "assembled",
    "chosen",
    "lines",
    "new_lines",
    "pauses_of",
    "speak",
    "utterances",
    "with_additions",
]


def speak(
    document: Document,
    cast: Cast | Remembering,
    folder: Path,
    progress: Progress = silent,
    pauses: Pauses = USUAL,
) -> Narration:
    """Narrate a document.

    Args:
        document: what to say.
        cast: who says which line of it; or one who says all.
        folder: where the tracks go; it holds them until every edition is bound.
        progress: told of every sentence.
        pauses: how long the voice rests.

    Returns:
        One track for each piece that is heard by itself (`Document.spoken`).

    Raises:
        VoiceError: a voice fell silent; what was said before is remembered.
    """
    cast = Cast(cast) if isinstance(cast, Remembering) else cast
    total = sum(1 for _, heard in document.spoken() for each in heard for _ in each.heard())
    manner = cast.manner(document.known)
    tracks = []
    done, heard_ms = 0, 0.0
    for section, heard in document.spoken():
        pieces: list[Piece] = []
        voices: dict[Voice, None] = {}
        for line in script(heard, document.metadata, manner, pauses):
            engine = cast.speaker(line.language, line.part, line.side)
            known = engine.remembered
            words, sound = _said(line, engine, (done, total), pauses)
            together = f"{line.name.rpartition('-')[0]} {engine.voice}"
            said = line.wording.spans
            pieces.append(
                Piece(line.name, sound, line.pause_ms, line.printed, said, words, together)
            )
            if words:
                voices[engine.voice] = None
            done, heard_ms = done + 1, heard_ms + sound.length_ms
            old = engine.remembered > known
            progress(Step("speak", section.label, done, total, round(heard_ms), old))
        track = join(section.name, pieces, folder)
        tracks.append(replace(track, voices=tuple(voices) or (cast.voice,)))
    voice, *others = cast.voices
    balance = balanced(tracks)
    return Narration(voice, balance, cast.spoken, cast.remembered, tuple(others))


def lines(document: Document, manner: Manner) -> Iterator[Line]:
    """All that will be said, in order."""
    for _, heard in document.spoken():
        yield from script(heard, document.metadata, manner)


def utterances(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What would be said by a voice that takes no phonemes: names, and the words of clauses."""
    spelt = fitted(document.known, None)
    for line in lines(document, Manner(lexicon_of=lambda *_: spelt)):
        yield line.name, clauses(line.wording.words)


def new_lines(document: Document, cast: Cast) -> tuple[int, int]:
    """How many lines have to be spoken anew, and how many there are."""
    known = [all(map(who.knows, words)) for _, words, who in asked(document, cast)]
    return known.count(False), len(known)


def asked(document: Document, cast: Cast) -> Iterator[tuple[str, tuple[str, ...], Remembering]]:
    """What everybody is asked to say: each line's name, its clauses, and who says it."""
    for line in lines(document, cast.manner(document.known)):
        who = cast.speaker(line.language, line.part, line.side)
        yield line.name, clauses(line.wording.words, who.longest), who


def _said(
    line: Line, engine: Remembering, progress: tuple[int, int], pauses: Pauses
) -> tuple[str, Sound]:
    """What is said of one line, and its sound; both empty when that is nothing."""
    words, (done, total) = clauses(line.wording.words, engine.longest), progress
    try:
        sounds = [engine.say(clause) for clause in words]
    except VoiceError as error:
        raise VoiceError(
            f"{line.name}: {error.message} ({done} of {total} sentences were spoken)",
            remedy=error.remedy or "Run the same command again; what was spoken is remembered.",
        ) from error
    return joined(words, sounds, pauses.clause)
