"""From a document to a narration: lines spoken several at once, joined in their order."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path

from publisher.document import Document, Section
from publisher.errors import VoiceError
from publisher.machine import cores
from publisher.narration import Narration, Sound, Track, Voice
from publisher.progress import Progress, Step, silent
from publisher.speaking.casting import Cast
from publisher.speaking.clauses import clauses
from publisher.speaking.crew import Crew, threads
from publisher.speaking.engines import Engine
from publisher.speaking.joining import Piece, join, joined
from publisher.speaking.mastering import balanced
from publisher.speaking.pauses import USUAL, Pauses
from publisher.speaking.remembering import Answer, Asked, Remembering, answers
from publisher.speaking.script import Line, Manner, script
from publisher.speaking.sounding import fitted
from publisher.speaking.trial import must_sound
from publisher.store import Store


def speak(
    document: Document,
    cast: Cast | Remembering,
    folder: Path,
    progress: Progress = silent,
    pauses: Pauses = USUAL,
    crew: Crew | None = None,
) -> Narration:
    """Narrate a document.

    Args:
        document: what to say.
        cast: who says which line of it; or one who says all.
        folder: where the tracks go; it holds them until every edition is bound.
        progress: told of every sentence.
        pauses: how long the voice rests.
        crew: where lines are spoken, several at once; whoever it is, the sound is the same. One
            thread, when left out.

    Returns:
        One track for each piece that is heard by itself (`Document.spoken`).

    Raises:
        VoiceError: a voice fell silent; what was said before is remembered.
    """
    cast = Cast(cast) if isinstance(cast, Remembering) else cast
    total = sum(1 for _, parts in document.spoken() for each in parts for _ in each.heard())
    told = _Told(progress, total)
    crew = crew or threads(1)
    if crew.far:
        for _, said, who in asked(document, cast):
            if not all(map(who.knows, said)):
                crew.proof(who.engine)
    answered = crew.answers(_turns(document, cast, pauses), partial(_ask, crew))
    try:
        with closing(answered):
            sections = _by_section(document, answered)
            tracks = _joined(
                (_spoken(each, said, cast, told, pauses) for each, said in sections), folder
            )
    except VoiceError as error:
        raise VoiceError(
            f"{error.message} ({told.done} of {total} sentences were spoken)",
            remedy=error.remedy or "Run the same command again; what was spoken is remembered.",
        ) from error
    voice, *others = cast.voices
    return Narration(voice, balanced(tracks), cast.spoken, cast.remembered, tuple(others))


@dataclass(frozen=True, slots=True)
class _Turn:
    """A line that is somebody's turn to say.

    Attributes:
        section: that is heard by itself, which the line belongs to.
        line: of the script.
        who: says it.
        words: of its clauses.
    """

    section: Section
    line: Line
    who: Remembering
    words: tuple[str, ...]

    def __str__(self) -> str:
        return self.line.name


@dataclass(slots=True)
class _Told:
    """What whoever waits is told of the lines that are spoken.

    Attributes:
        progress: that is told.
        total: of lines.
        done: how many of them are spoken.
        heard_ms: how long these last.
    """

    progress: Progress
    total: int
    done: int = 0
    heard_ms: float = 0.0

    def of(self, subject: str, sound: Sound, *, remembered: bool) -> None:
        """Tell of one more line."""
        self.done, self.heard_ms = self.done + 1, self.heard_ms + sound.length_ms
        step = Step("speak", subject, self.done, self.total, round(self.heard_ms), remembered)
        self.progress(step)


_Answered = tuple[_Turn, tuple[Answer, ...]]


def _turns(document: Document, cast: Cast, pauses: Pauses = USUAL) -> Iterator[_Turn]:
    """Every line, and whose turn it is."""
    manner = cast.manner(document.known)
    for section, heard in document.spoken():
        for line in script(heard, document.metadata, manner, pauses):
            who = cast.speaker(line.language, line.part, line.side)
            yield _Turn(section, line, who, clauses(line.wording.words, who.longest))


def _ask(crew: Crew, workers: Executor, turn: _Turn) -> "Future[tuple[Answer, ...]]":
    """Have a worker say a line; one who is far away is asked for what we do not remember alone."""
    who, name = turn.who, turn.line.name
    if not crew.far:
        return workers.submit(_said, name, who.engine, who.store, who.asked(turn.words))
    new = who.asked(each for each in turn.words if not who.knows(each))
    if not new:
        nothing: Future[tuple[Answer, ...]] = Future()
        nothing.set_result(())
        return nothing
    answer = workers.submit(_said, name, who.engine, None, new, crew.proof(who.engine))
    answer.add_done_callback(partial(_keep, who.store))
    return answer


def _said(
    name: str, engine: Engine, store: Store | None, asked: tuple[Asked, ...], proof: str = ""
) -> tuple[Answer, ...]:
    """What a line sounds like, clause by clause; wherever that is found out."""
    try:
        if proof:
            must_sound(engine, proof)
        return answers(engine, store, asked)
    except VoiceError as error:
        raise VoiceError(f"{name}: {error.message}", error.remedy) from error


def _keep(store: Store, answer: "Future[tuple[Answer, ...]]") -> None:
    """Remember what was spoken far away as it comes, though the lines before it are not there."""
    if not answer.cancelled() and answer.exception() is None:
        for each in answer.result():
            store.grown(each.key, each.sound)


def _by_section(
    document: Document, answered: Iterator[_Answered]
) -> Iterator[tuple[Section, Iterable[_Answered]]]:
    """Everything that is heard by itself, with the answers for its lines, of which it may lack."""
    parts = groupby(answered, key=lambda each: each[0].section.name)
    name, said = next(parts, ("", iter(())))
    for section, _ in document.spoken():
        if section.name != name:
            yield section, ()
            continue
        yield section, said
        name, said = next(parts, ("", iter(())))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """One section, its lines spoken and not joined yet.

    Attributes:
        section: its name.
        pieces: of it.
        voices: who is heard in it.
    """

    section: str
    pieces: tuple[Piece, ...]
    voices: tuple[Voice, ...]

    def joined(self, folder: Path) -> Track:
        """The section as it is heard."""
        return replace(join(self.section, self.pieces, folder), voices=self.voices)


def _joined(sections: Iterable[_Spoken], folder: Path) -> list[Track]:
    """Sections as they are heard, joined beside one another while others are still spoken.

    No more of them are held unjoined than are being joined, and one.
    """
    tracks: list[Track] = []
    joining: deque[Future[Track]] = deque()
    with ThreadPoolExecutor(cores(), "joining") as joiners:
        for each in sections:
            if len(joining) == cores():
                tracks.append(joining.popleft().result())
            joining.append(joiners.submit(each.joined, folder))
        return [*tracks, *(each.result() for each in joining)]


def _spoken(
    section: Section, said: Iterable[_Answered], cast: Cast, told: _Told, pauses: Pauses
) -> _Spoken:
    """One section, its lines told of as their sounds come in."""
    pieces: list[Piece] = []
    voices: dict[Voice, None] = {}
    for turn, given in said:
        known = turn.who.remembered
        words, sound = joined(turn.words, turn.who.sounds(turn.words, given), pauses.clause)
        pieces.append(_piece(turn, words, sound))
        if words:
            voices[turn.who.voice] = None
        told.of(section.label, sound, remembered=turn.who.remembered > known)
    return _Spoken(section.name, tuple(pieces), tuple(voices) or (cast.voice,))


def _piece(turn: _Turn, words: str, sound: Sound) -> Piece:
    """A line as it is joined to others: louder or softer than those of its paragraph, and voice."""
    line = turn.line
    together = f"{line.name.rpartition('-')[0]} {turn.who.voice}"
    said = line.wording.spans
    return Piece(line.name, sound, line.pause_ms, line.printed, said, words, together)


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
    for turn in _turns(document, cast):
        yield turn.line.name, turn.words, turn.who
