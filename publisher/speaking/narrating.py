"""From a document to a narration: lines spoken several at once, joined in their order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from threading import Lock

from publisher.article import Metadata
from publisher.document import Document, Section
from publisher.errors import VoiceError
from publisher.machine import cores
from publisher.narration import Narration, Sound, Track
from publisher.progress import Progress, Step, silent
from publisher.speaking.casting import Cast
from publisher.speaking.clauses import clauses
from publisher.speaking.crew import Crew, threads
from publisher.speaking.engines import Engine
from publisher.speaking.joining import Piece, join, joined
from publisher.speaking.levels import energies_of, trimmed
from publisher.speaking.mastering import balanced
from publisher.speaking.pauses import USUAL, Pauses
from publisher.speaking.recalling import Recall
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
    recall: Recall | None = None,
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
        recall: sections that were joined before; none, when left out.

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
    session = _Session(document, cast, folder, pauses, recall)
    answered = crew.answers(session.turns(), partial(_ask, crew), _Turn.is_known)
    try:
        with closing(answered):
            sections = _by_section(document, answered)
            tracks = _joined(
                told.of_all(each, session.known[each.name])
                if each.name in session.known
                else _spoken(each, said, told, session)
                for each, said in sections
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

    def is_known(self) -> bool:
        """Whether nothing of it has to be spoken."""
        return all(map(self.who.knows, self.words))


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
        self._one_more(subject, sound.length_ms, remembered=remembered)

    def of_all(self, section: Section, track: Track) -> Track:
        """Tell of all lines of a section that was joined before."""
        for clip in track.clips:
            self._one_more(section.label, clip.end - clip.begin, remembered=True)
        return track

    def _one_more(self, subject: str, lasts_ms: float, *, remembered: bool) -> None:
        self.done, self.heard_ms = self.done + 1, self.heard_ms + lasts_ms
        step = Step("speak", subject, self.done, self.total, round(self.heard_ms), remembered)
        self.progress(step)


_Answered = tuple[_Turn, tuple[Answer, ...]]


def _turns(document: Document, cast: Cast, pauses: Pauses = USUAL) -> Iterator[_Turn]:
    """Every line, and whose turn it is."""
    manner = cast.manner(document.known)
    for section, heard in document.spoken():
        yield from _turns_in(section, heard, document.metadata, cast, manner, pauses)


def _turns_in(
    section: Section,
    heard: Sequence[Section],
    about: Metadata,
    cast: Cast,
    manner: Manner,
    pauses: Pauses,
) -> Iterator[_Turn]:
    """Every line of what is heard in one piece, and whose turn it is."""
    for line in script(heard, about, manner, pauses):
        who = cast.speaker(line.language, line.part, line.side)
        yield _Turn(section, line, who, clauses(line.wording.words, who.longest))


class _Session:
    """A document is recorded: what of it has to be said, and how lines become sections.

    Attributes:
        known: sections that were joined before, by their names, as far as lines were asked for.
    """

    def __init__(
        self, document: Document, cast: Cast, folder: Path, pauses: Pauses, recall: Recall | None
    ) -> None:
        self.known: dict[str, Track] = {}
        self._about, self._sections = document.metadata, dict(_by_name(document))
        self._cast, self._folder, self._pauses, self._recall = cast, folder, pauses, recall
        self._manner = cast.manner(document.known)
        self._lying, self._turn_to_join = set[str](), {name: Lock() for name in self._sections}
        language, takes = document.metadata.language, sorted(cast.takes.items())
        full = cast.addresses_in_full
        self._shaped = (language, document.known, cast.identity, takes, full, pauses)

    def turns(self) -> Iterator[_Turn]:
        """The lines of all sections that are not known."""
        for name in self._sections:
            if not self._knows(name):
                yield from self._turns(name)

    def piece(self, turn: _Turn, sounds: Sequence[Sound]) -> Piece:
        """A line as it is joined to others of its paragraph and voice."""
        line = turn.line
        words, sound = joined(turn.words, sounds, self._pauses.clause)
        together = f"{line.name.rpartition('-')[0]} {turn.who.voice}"
        said = line.wording.spans
        sound = trimmed(sound)  # a section waits for its last line, and silence takes memory too
        return Piece(
            line.name, sound, line.pause_ms, line.printed, said, words, together, energies_of(sound)
        )

    def joined(self, name: str, turns: Sequence[_Turn], pieces: Sequence[Piece]) -> Track:
        """A section as it is heard, which is known from now on."""
        heard = (turn.who.voice for turn in turns if turn.words)
        voices = tuple(dict.fromkeys(heard)) or (self._cast.voice,)
        track = replace(join(name, pieces, self._folder), voices=voices)
        if self._recall is not None:
            sounds = [turn.who.key(words) for turn in turns for words in turn.words]
            self._recall.keep(self._key(name), track, self._cast.voices, sounds)
        return track

    def _turns(self, name: str) -> Iterator[_Turn]:
        section, heard = self._sections[name]
        return _turns_in(section, heard, self._about, self._cast, self._manner, self._pauses)

    def _knows(self, name: str) -> bool:
        """Whether a section was joined before."""
        if self._recall is None:
            return False
        path, again = self._folder / f"{name}.wav", partial(self._again, name)
        found = self._recall.find(self._key(name), path, self._cast.voices, again)
        if found is None:
            return False
        self.known[name], clauses = found
        self._cast.narrator.remembered += clauses
        return True

    def _again(self, name: str) -> None:
        """Have the sound of a section that is known lie in its place."""
        with self._turn_to_join[name]:
            if name not in self._lying:
                turns = self._turns(name)
                pieces = [self.piece(turn, turn.who.again(turn.words)) for turn in turns]
                join(name, pieces, self._folder)
                self._lying.add(name)

    def _key(self, name: str) -> str:
        """Under what name a section is kept; on which line of the article it stands is all one."""
        assert self._recall is not None
        _, heard = self._sections[name]
        blocks = (replace(block, line=0) for part in heard for block in part.blocks())
        return self._recall.key(chain([name, *self._shaped], blocks))


def _by_name(document: Document) -> Iterator[tuple[str, tuple[Section, tuple[Section, ...]]]]:
    for section, heard in document.spoken():
        yield section.name, (section, heard)


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


_Joining = Callable[[], Track]
"""A section whose lines are spoken, to be joined."""


def _joined(sections: Iterable[_Joining | Track]) -> list[Track]:
    """Sections as they are heard, joined beside one another while others are still spoken.

    No more of them are held unjoined than are being joined, and one.
    """
    tracks: list[Track | Future[Track]] = []
    joining: deque[Future[Track]] = deque()
    with ThreadPoolExecutor(cores(), "joining") as joiners:
        for each in sections:
            if isinstance(each, Track):
                tracks.append(each)
                continue
            if len(joining) == cores():
                joining.popleft().result()
            joining.append(joiners.submit(each))
            tracks.append(joining[-1])
        return [each if isinstance(each, Track) else each.result() for each in tracks]


def _spoken(
    section: Section, said: Iterable[_Answered], told: _Told, session: _Session
) -> _Joining:
    """One section, its lines told of as their sounds come in."""
    turns: list[_Turn] = []
    pieces: list[Piece] = []
    for turn, given in said:
        known = turn.who.remembered
        piece = session.piece(turn, turn.who.sounds(turn.words, given))
        turns.append(turn)
        pieces.append(piece)
        told.of(section.label, piece.sound, remembered=turn.who.remembered > known)
    return partial(session.joined, section.name, turns, pieces)


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
