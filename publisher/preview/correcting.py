"""One sentence: its words as they are spoken, a trial of others, another take, a correction.

Nothing here knows how a publication was made: that is in its record, by which it is made again
with what is new. What a trial says is remembered like all that is spoken, so a correction that was
heard before it was saved costs nothing more.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from publisher import record
from publisher.arguments import is_file
from publisher.binding.covers import shown_on
from publisher.document import Document
from publisher.errors import BindingError, ReadingError, SettingsError, VoiceError
from publisher.identity import sources_of
from publisher.journal import stamp
from publisher.lexiconfile import NAMES
from publisher.pipeline import publish
from publisher.planning import Plan, planned, with_all_that_is_heard
from publisher.preview.entries import LEXICON, Entry, Place, has_front_matter
from publisher.preview.standing import WEB_PAGE
from publisher.progress import Progress, Step
from publisher.publication import Publication
from publisher.reading import Collection, Source, reader_for
from publisher.rebinding import again, as_asked, must_stand_there
from publisher.shelving import shelve
from publisher.speaking.narrating import asked
from publisher.speaking.pauses import pauses_of
from publisher.speaking.remembering import Remembering
from publisher.speaking.saying import Saying, recorded, sounded_out
from publisher.staging import at_rest
from publisher.takes import Wish
from publisher.workshop import Workshop

PATIENCE_S: Final = 60.0  # with another build of the same publication
WAIT_S: Final = 0.2  # between two looks whether another build is done
_FORM: Final = "markdown"  # whose front matter can be written to


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as a build would speak it now.

    Attributes:
        name: of the sentence.
        printed: its words on the page.
        clauses: what its voice is given.
        who: says it.
    """

    name: str
    printed: str
    clauses: tuple[str, ...]
    who: Remembering

    @property
    def saying(self) -> Saying:
        """The words in one, with their phonemes."""
        return sounded_out(" ".join(self.clauses), self.who.engine)

    @property
    def take(self) -> int:
        """In which take it is spoken."""
        return max(map(self.who.take, self.clauses), default=0)


@dataclass(frozen=True, slots=True)
class Desk:
    """A publication on the desk of whoever corrects it.

    Attributes:
        article: as it is now.
        shop: as it was asked for.
        plan: what would be made of it.
        work: all that would be heard.
        printed: every sentence of what stands there, by its name.
    """

    article: Source | Collection
    shop: Workshop
    plan: Plan
    work: Document
    printed: dict[str, str]

    def line(self, name: str, entry: Entry | None = None) -> Line:
        """A sentence as it is spoken, or as it would be by one more entry.

        Raises:
            SettingsError: there is no such sentence, or it is another than it was.
            BindingError: nobody speaks it.
        """
        cast, work = self.plan.cast, self.work
        if cast is None:
            raise BindingError(
                "Nothing is spoken in these editions", "Build one that is: --editions web."
            )
        if entry is not None:
            about = work.metadata
            said = (entry.lexeme, *about.pronunciations)
            work = replace(work, metadata=replace(about, pronunciations=said))
        found = [(words, who) for each, words, who in asked(work, cast) if each == name]
        texts = (each for _, parts in work.spoken() for part in parts for each in part.heard())
        printed = next((each.text for each in texts if each.name == name), "")
        if not found or self.printed.get(name, printed) != printed:
            raise SettingsError(
                f"{name} is another sentence now: the article was changed since it was made",
                remedy="Build it again with publisher build; this page shows it then.",
            )
        clauses = tuple(each for words, _ in found for each in words)
        return Line(name, printed, clauses, found[0][1])

    def places(self) -> tuple[Place, ...]:
        """Where its words can be corrected: the lexicon beside it, and its own front matter."""
        sources = sources_of(self.article)
        beside = next((each.path.parent for each in sources if each.path is not None), None)
        if beside is None:
            return ()
        lexicon = Place(beside / LEXICON)
        only = self.article if isinstance(self.article, Source) else None
        form = only and (self.shop.form or reader_for(only))
        if only is None or only.path is None or form != _FORM or not has_front_matter(only.data):
            return (lexicon,)
        return lexicon, Place(only.path, front=True)


@dataclass(frozen=True, slots=True)
class Trial:
    """How a sentence would be said.

    Attributes:
        saying: its words and phonemes.
        sound: a WAV file.
        changed: whether it is said otherwise than now.
    """

    saying: Saying
    sound: bytes
    changed: bool


@dataclass(slots=True)
class Correcting:
    """Corrects publications, one at a time.

    Attributes:
        shop: the user's.
        heed: told of every step beside whoever waits; what it raises ends the making.
    """

    shop: Workshop
    heed: Progress
    _making: threading.Lock = field(default_factory=threading.Lock, init=False)
    _desks: dict[Path, tuple[object, Desk]] = field(default_factory=dict, init=False)

    def desk(self, folder: Path) -> Desk:
        """A publication with all that is known of it, looked up again when that has changed.

        Raises:
            PublisherError: it is not known how it was made, or its article is not there.
        """
        stood, before = _stood(folder), self._desks.get(folder)
        if before is not None and before[0] == stood:
            return before[1]
        article, shop = as_asked(folder, self.shop)
        desk = _opened(article, shop, folder)
        self._desks = {folder: (stood, desk)}  # of one, for they are large
        return desk

    def try_out(self, folder: Path, name: str, entry: Entry | None) -> Trial:
        """How a sentence sounds, or would by one more entry; nothing of it is written.

        Raises:
            PublisherError: it cannot be said.
        """
        desk = self.desk(folder)
        line = desk.line(name, entry)
        _must_be_sayable(entry, line.who)
        saying = line.saying
        if not saying.words:
            raise ReadingError("Nothing is said of that", "Choose another sentence.")
        with TemporaryDirectory(prefix="publisher-") as place:
            path = recorded((saying,), line.who, Path(place), pauses_of(desk.plan.settings))
            sound = path.read_bytes()
        return Trial(saying, sound, line.clauses != desk.line(name).clauses)

    def save(
        self, folder: Path, name: str, entry: Entry, place: str, progress: Progress
    ) -> Publication:
        """Write an entry, and make the publication again; all of that or nothing.

        Args:
            folder: of the publication.
            name: of the sentence that is meant.
            entry: how a word in it is said.
            place: the name of one of its desk's places.
            progress: told of every step.

        Raises:
            SettingsError: the sentence would be said as before.
            PublisherError: whatever else is in the way.
        """
        with self._alone():
            desk = self.desk(folder)
            line = desk.line(name)
            _must_be_sayable(entry, line.who)
            goal = next((each for each in desk.places() if each.name == place), None)
            if goal is None:
                raise SettingsError(
                    "Nothing can be written there",
                    "Choose a place; or name a lexicon with --lexicon.",
                )
            undo = goal.write(entry)
            try:
                article, shop = as_asked(folder, self.shop)
                new = _opened(article, shop, folder)
                must_stand_there(new.plan, folder)
                if new.line(name).clauses == line.clauses:
                    raise _unchanged(entry, goal)
                return self._made(article, shop, folder, progress)
            except BaseException:
                undo()
                raise

    def retake(self, folder: Path, name: str, take: int | None, progress: Progress) -> Publication:
        """Speak a sentence in another take: a certain one, or the next.

        Raises:
            PublisherError: its voice says it in one way only, or whatever else is in the way.
        """
        with self._alone():
            article, shop = as_asked(folder, self.shop)
            wished = replace(shop, respeak=(Wish(name, take),))
            return self._made(article, wished, folder, progress)

    def bind_web(self, folder: Path, progress: Progress) -> Publication:
        """Make a web edition of what stands there, as `publisher bind` does.

        Raises:
            PublisherError: it was changed since, or is not remembered.
        """
        with self._alone():
            article, shop = again(folder, (WEB_PAGE.partition("/")[0],), self.shop)
            return self._made(article, shop, folder, progress)

    def rest(self) -> None:
        """Wait until what is being made is made, or was stopped."""
        with self._making:
            pass

    def _made(
        self, article: Source | Collection, shop: Workshop, folder: Path, progress: Progress
    ) -> Publication:
        """Make it, when it is our turn: a watch may be making it for the same reason.

        Raises:
            PublisherError: whatever is in the way.
        """

        def step_on(step: Step) -> None:
            self.heed(step)
            progress(step)

        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                made = publish(article, shop, step_on)
                break
            except BindingError:
                if at_rest(folder) or time.monotonic() > until:
                    raise
            while not at_rest(folder) and time.monotonic() < until:
                step_on(Step("wait for", "another build", 0, 1))
                time.sleep(WAIT_S)
        if "index" in shop.wished.editions:
            shelve(shop)
        return made

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep every other making out.

        Raises:
            BindingError: one is under way.
        """
        if not self._making.acquire(blocking=False):
            raise BindingError("Another correction is being made", "Wait until it is done.")
        try:
            yield
        finally:
            self._making.release()


def _opened(article: Source | Collection, shop: Workshop, folder: Path) -> Desk:
    plan, known = planned(article, shop), record.read(folder)
    work = plan.document
    if plan.cast is not None:
        shown = shown_on(work.metadata)
        work = with_all_that_is_heard(work, shown, plan.cast.voices, plan.settings)
    return Desk(article, shop, plan, work, dict(known.printed) if known else {})


def _stood(folder: Path) -> object:
    """How all stands that a desk is made from, as far as files tell."""
    known = record.read(folder)
    asked = known.asked if known and known.asked else record.Asked()
    articles = [folder.parent / each for each in asked.articles if is_file(each)]
    named = dict(asked.options).get("lexicon", ())
    lexicons = [folder.parent / str(each) for each in named] if isinstance(named, list) else []
    beside = [path.with_name(name) for path in articles for name in NAMES]
    return known and known.key, tuple(map(stamp, (*articles, *lexicons, *beside)))


def _must_be_sayable(entry: Entry | None, who: Remembering) -> None:
    """Refuse phonemes that a voice has no sound for.

    Raises:
        VoiceError: it has none for them.
    """
    lacked = who.lacks(entry.lexeme.ipa) if entry is not None and entry.lexeme.ipa else ""
    if lacked and entry is not None:
        takes_none = lacked == entry.lexeme.ipa
        what = "takes no phonemes" if takes_none else f"has no sound for {' '.join(lacked)}"
        raise VoiceError(f"{who.voice} {what}", "Write the word as it sounds instead.")


def _unchanged(entry: Entry, goal: Place) -> SettingsError:
    return SettingsError(
        f"By “{entry.word}” in {goal.path.name} this sentence would be said as before",
        remedy="Write the word as it is printed in it; if it is told elsewhere (front matter, "
        "then lexicons that are named), correct it there.",
    )
