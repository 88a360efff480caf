"""The cast: who speaks which line of a script.

The narrator speaks all that nobody else is there for. Quotations and the sides of an interview have
voices of their own where those were asked for. A sentence in another language than the article's
is spoken by a voice of that language, an engine of the narrator's kind first where the narrator was
named; where no neural voice is, by espeak-ng, and a finding says so.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from publisher.document import Document, Paragraph, Sentence
from publisher.errors import VoiceError
from publisher.lexicon import Lexicon, used
from publisher.narration import Voice
from publisher.report import Finding, Weight
from publisher.settings import Settings
from publisher.speaking.choosing import AUTO, chosen
from publisher.speaking.engines import Engine, Folders
from publisher.speaking.fitting import same_language
from publisher.speaking.remembering import Remembering
from publisher.speaking.script import Manner, Part, language_of, parts_of
from publisher.speaking.sounding import fitted, unsaid
from publisher.store import Store

log = logging.getLogger(__name__)

_QUOTED: Final = 40  # characters of the sentence that a finding shows

Role = tuple[Part, int]
"""A part, and the side of an interview, from 1; 0 for no side."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks which line.

    Attributes:
        narrator: speaks all that nobody else is there for.
        parts: who speaks quotations, and the sides of an interview.
        tongues: who speaks each other language, by its tag.
        addresses_in_full: whether they say long addresses of the web to their end.
    """

    narrator: Remembering
    parts: Mapping[Role, Remembering] = field(default_factory=dict)
    tongues: Mapping[str, Remembering] = field(default_factory=dict)
    addresses_in_full: bool = False

    def manner(self, lexicon: Lexicon) -> Manner:
        """How print is put into words for them, each given of a lexicon what they can say."""
        known = {each.identity: fitted(lexicon, each) for each in self.everybody}

        def given(language: str, part: Part, side: int) -> Lexicon:
            return known[self.speaker(language, part, side).identity]

        return Manner(frozenset(self.tongues), self.addresses_in_full, given)

    def speaker(self, language: str, part: Part, side: int) -> Remembering:
        """Who speaks a line: a language counts for more than a part that does not speak it."""
        of_part = self.parts.get((part, side))
        if language not in self.tongues:
            return of_part or self.narrator
        if of_part is not None and same_language(of_part.voice.language, language):
            return of_part
        return self.tongues[language]

    @property
    def everybody(self) -> tuple[Remembering, ...]:
        """All who speak, each once, the narrator first."""
        all_ = (self.narrator, *self.parts.values(), *self.tongues.values())
        return tuple({each.identity: each for each in all_}.values())

    @property
    def voice(self) -> Voice:
        """The narrator's."""
        return self.narrator.voice

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices of all who speak, the narrator's first."""
        return tuple(dict.fromkeys(each.voice for each in self.everybody))

    @property
    def identity(self) -> str:
        """Changes whenever what is heard would."""
        others = [(*role, each.identity) for role, each in sorted(self.parts.items())]
        tongues = [(tag, each.identity) for tag, each in sorted(self.tongues.items())]
        if not others and not tongues:
            return self.narrator.identity
        return repr((self.narrator.identity, others, tongues))

    @property
    def takes(self) -> Mapping[str, int]:
        """The take of words that are not said in the first."""
        return self.narrator.takes

    def give_takes(self, takes: Mapping[str, int]) -> None:
        """Have everybody say some words in another take than the first."""
        for each in self.everybody:
            each.takes = takes

    @property
    def spoken(self) -> int:
        """How many times somebody had to speak."""
        return sum(each.spoken for each in self.everybody)

    @property
    def remembered(self) -> int:
        """How many times nobody had to."""
        return sum(each.remembered for each in self.everybody)


@dataclass(frozen=True, slots=True)
class _Foreign:
    """What is to be spoken in another language.

    Attributes:
        sentence: the first of it.
        block: that this stands in.
        count: of sentences.
    """

    sentence: Sentence
    block: Paragraph
    count: int

    def told(self) -> str:
        """Which sentences these are, in words."""
        words = " ".join(self.sentence.text.split())
        first = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"
        more = self.count - 1
        return f"“{first}”" + (f" and {more} more" if more else "")

    @property
    def place(self) -> str:
        """Where the first of it stands."""
        return f"line {self.block.line}" if self.block.line else self.sentence.name


def assembled(
    work: Document, settings: Settings, folders: Folders, store: Store, before: str = ""
) -> tuple[Cast, tuple[Finding, ...]]:
    """The cast of a document: nobody is there who has nothing to say.

    Args:
        work: as it will be heard.
        settings: the voices that are asked for, and the rate.
        folders: where voices lie.
        store: where what was spoken is remembered.
        before: the narrator of an earlier edition.

    Raises:
        VoiceError: a voice that is asked for is not there, or cannot speak here.
    """
    casting = _Casting(work, settings, folders, store)
    voice, why = chosen(settings.voice, work.metadata.language, settings.rate, folders, before)
    narrator = casting.known(voice)
    parts = dict(casting.parts(narrator))
    tongues = dict(casting.tongues(narrator)) if settings.foreign_voices == "own" else {}
    cast = Cast(narrator, parts, tongues, settings.read_addresses == "full")
    return cast, (*why, *casting.findings, *_unsaid(work, cast))


def _unsaid(work: Document, cast: Cast) -> Iterator[Finding]:
    """What is to be said in phonemes that whoever speaks it cannot say."""
    if not any(each.ipa for each in work.lexemes):
        return
    texts: dict[str, list[tuple[str, str]]] = {each.identity: [] for each in cast.everybody}
    for sentence, _, part, side in parts_of(work):
        told = language_of(sentence)
        language = told if told in cast.tongues else ""
        speaker = cast.speaker(language, part, side)
        texts[speaker.identity].append((sentence.said, language or work.metadata.language))
    for each in cast.everybody:
        said = tuple(used(work.lexemes, texts[each.identity]))
        yield from unsaid(said, each, str(each.voice))


class _Casting:
    """The choice of all who are not the narrator.

    Attributes:
        findings: what a person should know of it.
    """

    def __init__(self, work: Document, settings: Settings, folders: Folders, store: Store) -> None:
        self._work = work
        self._settings = settings
        self._folders = folders
        self._store = store
        self._known: dict[str, Remembering] = {}
        self.findings: list[Finding] = []

    def known(self, engine: Engine) -> Remembering:
        """An engine that remembers; the same for whoever has the same sound."""
        return self._known.setdefault(engine.identity, Remembering(engine, self._store))

    def parts(self, narrator: Remembering) -> Iterator[tuple[Role, Remembering]]:
        """Who speaks each part that is there and that a voice was asked for.

        Raises:
            VoiceError: that voice is not there.
        """
        asked = dict(_asked(self._settings))
        there = dict.fromkeys((part, side) for _, _, part, side in parts_of(self._work))
        for role in there:
            if asked.get(role, AUTO) != AUTO:
                yield role, self._of_part(asked[role], narrator)
        if self._settings.interview_voices and not any(part is Part.SIDE for part, _ in there):
            message = "no turns of an interview were found, so its voices have nothing to say"
            self.findings.append(Finding("interview-unfound", Weight.NOTE, message))

    def _of_part(self, name: str, narrator: Remembering) -> Remembering:
        if str(narrator.voice) == name:
            return narrator
        language = self._work.metadata.language
        engine, findings = chosen(name, language, self._settings.rate, self._folders)
        self.findings += (each for each in findings if each not in self.findings)
        return self.known(engine)

    def tongues(self, narrator: Remembering) -> Iterator[tuple[str, Remembering]]:
        """Who speaks each other language that is there."""
        for language, foreign in _foreign(self._work).items():
            engine = self._named(language) or self._best(language)
            if engine is None:
                message = (
                    f"no voice here speaks {language!r}, so {narrator.voice} reads"
                    f" {foreign.told()} as if it were {self._work.metadata.language!r}"
                )
                self._find("passage-foreign", Weight.WARNING, message, foreign)
                continue
            if engine.voice.trained or engine.voice.engine == narrator.voice.engine:
                message = f"{engine.voice} speaks what is in {language!r}: {foreign.told()}"
                self._find("passage-voice", Weight.NOTE, message, foreign)
            else:
                message = (
                    f"no neural voice speaks {language!r} here, so {engine.voice} reads"
                    f" {foreign.told()}, which sounds like a machine; `publisher voices add` brings"
                    " another, or set foreign_voices to narrator"
                )
                self._find("passage-plain", Weight.WARNING, message, foreign)
            yield language, self.known(engine)

    def _named(self, language: str) -> Engine | None:
        """A voice of the engine that the narrator was named by, where that speaks a language."""
        engine = self._settings.voice.partition(":")[0]
        return None if engine == AUTO else self._speaking(engine, language)

    def _best(self, language: str) -> Engine | None:
        return self._speaking(AUTO, language)

    def _speaking(self, name: str, language: str) -> Engine | None:
        try:
            engine, _ = chosen(name, language, self._settings.rate, self._folders)
        except VoiceError as error:
            log.debug("%s has no voice for %s: %s", name, language, error)
            return None
        return engine if same_language(engine.voice.language, language) else None

    def _find(self, code: str, weight: Weight, message: str, foreign: _Foreign) -> None:
        self.findings.append(Finding(code, weight, message, foreign.place))


def _asked(settings: Settings) -> Iterator[tuple[Role, str]]:
    """The voice that each part is to have, as far as one was asked for."""
    if settings.quotation_voice:
        yield (Part.QUOTATION, 0), settings.quotation_voice
    for side, name in enumerate(settings.interview_voices, start=1):
        yield (Part.SIDE, side), name


def _foreign(work: Document) -> dict[str, _Foreign]:
    """What is in each other language than the article's, by its tag, in the order met."""
    found: dict[str, _Foreign] = {}
    for sentence, block in _own(work):
        language = language_of(sentence)
        if language and not same_language(language, work.metadata.language):
            first = found.get(language, _Foreign(sentence, block, 0))
            found[language] = _Foreign(first.sentence, first.block, first.count + 1)
    return found


def _own(work: Document) -> Iterable[tuple[Sentence, Paragraph]]:
    return ((sentence, block) for sentence, block, _, _ in parts_of(work))
