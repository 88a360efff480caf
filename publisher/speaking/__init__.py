"""Speak: a document becomes a narration, sentence by sentence.

The way through: each sentence is put into spoken words (`wording`) and cut into clauses that
an engine can take (`clauses`); the engine speaks them, or remembers having done so
(`remembering`); paragraphs are brought to one loudness (`mastering`), and their sentences are
joined with pauses (`joining`). What engine that is makes no difference here.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from publisher.article import plain
from publisher.document import Document, Paragraph, Section, Sentence
from publisher.errors import VoiceError
from publisher.narration import Narration, Sound
from publisher.progress import Progress, Step, silent
from publisher.speaking.choosing import chosen
from publisher.speaking.clauses import clauses
from publisher.speaking.engines import Engine
from publisher.speaking.joining import Piece, join, joined
from publisher.speaking.mastering import balanced
from publisher.speaking.pauses import USUAL, Pauses, pauses_of
from publisher.speaking.remembering import Remembering
from publisher.speaking.wording import Span, Wording, speakable, worded

__all__ = ["Pauses", "Remembering", "chosen", "pauses_of", "speak", "utterances"]


def speak(
    document: Document,
    engine: Remembering,
    folder: Path,
    progress: Progress = silent,
    pauses: Pauses = USUAL,
) -> Narration:
    """Narrate a document.

    Args:
        document: what to say.
        engine: who says it.
        folder: where the tracks go; it holds them until every edition is bound.
        progress: told of every sentence.
        pauses: how long the voice rests.

    Returns:
        One track for each piece that is heard by itself (`Document.listening`).

    Raises:
        VoiceError: the voice fell silent; what it said before is remembered.
    """
    total = sum(1 for _, heard in document.spoken() for each in heard for _ in each.heard())
    tracks = []
    done, heard_ms = 0, 0.0
    for section, heard in document.spoken():
        pieces: list[Piece] = []
        for sentence, pause_ms in _in_order(heard, pauses):
            known = engine.remembered
            wording = _wording(sentence, document)
            words, sound = _said(sentence, wording, engine, (done, total), pauses)
            printed = _printed(sentence)
            block = sentence.name.rpartition("-")[0]
            pieces.append(
                Piece(sentence.name, sound, pause_ms, printed, wording.spans, words, block)
            )
            done, heard_ms = done + 1, heard_ms + sound.length_ms
            old = engine.remembered > known
            progress(Step("speak", section.label, done, total, round(heard_ms), old))
        tracks.append(join(section.name, pieces, folder))
    return Narration(engine.voice, balanced(tracks), engine.spoken, engine.remembered)


def utterances(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What will be said: each sentence's name, and the words of its clauses."""
    for _, heard in document.spoken():
        for sentence, _ in _in_order(heard, USUAL):
            yield sentence.name, clauses(_wording(sentence, document).words)


def _wording(sentence: Sentence, document: Document) -> Wording:
    """What is said of a sentence, and of which part of its print."""
    about, printed = document.metadata, _printed(sentence)
    if not sentence.spoken:
        return worded(printed, about.language, about.pronunciations)
    words = speakable(sentence.spoken, about.language, about.pronunciations)
    return Wording(words, (Span(0, len(printed), words),))


def _in_order(heard: tuple[Section, ...], pauses: Pauses) -> Iterator[tuple[Sentence, int]]:
    """Every sentence of some sections, with the pause that follows it, in milliseconds."""
    for section in heard:
        blocks = tuple(section.blocks())
        for block, following in zip_longest(blocks, blocks[1:]):
            yield from _paused(block, following, pauses)


def _paused(
    block: Paragraph, following: Paragraph | None, pauses: Pauses
) -> Iterator[tuple[Sentence, int]]:
    if block.mark is not None:
        yield block.mark, pauses.within
    last = len(block.sentences) - 1
    for place, sentence in enumerate(block.sentences):
        yield sentence, pauses.after(block, following, last=place == last)


def _printed(sentence: Sentence) -> str:
    """A sentence as printed, with blanks where the marks of notes are: those are not said."""
    return plain(
        tuple(
            replace(run, text=" " * len(run.text)) if run.note and not sentence.spoken else run
            for run in sentence.runs
        )
    )


def _said(
    sentence: Sentence,
    wording: Wording,
    engine: Engine,
    progress: tuple[int, int],
    pauses: Pauses,
) -> tuple[str, Sound]:
    """What is said of one sentence, and its sound; both empty when that is nothing."""
    words, (done, total) = clauses(wording.words), progress
    try:
        sounds = [engine.say(clause) for clause in words]
    except VoiceError as error:
        raise VoiceError(
            f"{sentence.name}: {error.message} ({done} of {total} sentences were spoken)",
            remedy=error.remedy or "Run the same command again; what was spoken is remembered.",
        ) from error
    return joined(words, sounds, pauses.clause)
