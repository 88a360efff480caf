"""Plan: what would be made of an article, by whom it would be spoken, and where it would stand."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher import record
from publisher.binding.around import surrounded
from publisher.binding.covers import shown_on
from publisher.document import Document
from publisher.edition import CREDITED, LIT, NARRATED
from publisher.errors import SettingsError
from publisher.identity import asked_again, origin, own_code, told
from publisher.narration import Voice
from publisher.progress import Progress, silent
from publisher.reading import Collection, Source
from publisher.report import Finding, Weight
from publisher.settings import Settings
from publisher.speaking.additions import with_additions
from publisher.speaking.casting import Cast, assembled
from publisher.speaking.narrating import asked, new_lines
from publisher.store import Store
from publisher.takes import Said, chosen_takes
from publisher.understanding import Understanding, understood
from publisher.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done for one article, or for a collection of them.

    Attributes:
        name: what messages call it.
        document: as understood.
        settings: with the article's own laid over the user's.
        cast: who would speak; None when nothing is narrated.
        store: where what they say is remembered.
        target: the folder that the publication would stand in.
        origin: where the article came from, told from the output folder.
        findings: what reading, structuring and choosing a voice found.
        key: changes whenever what is made would.
        asked: all of this, in words by which it can be asked for again.
    """

    name: str
    document: Document
    settings: Settings
    cast: Cast | None
    store: Store
    target: Path
    origin: str
    findings: tuple[Finding, ...]
    key: str
    asked: record.Asked

    def new_sentences(self) -> tuple[int, int]:
        """How many sentences have to be spoken, and how many there are."""
        if self.cast is None:
            return 0, 0
        shown = shown_on(self.document.metadata)
        work = with_all_that_is_heard(self.document, shown, self.cast.voices, self.settings)
        return new_lines(work, self.cast)


def planned(source: Source | Collection, shop: Workshop, progress: Progress = silent) -> Plan:
    """Understand an article and choose its voice, without making anything.

    Raises:
        ReadingError: the article cannot be read.
        SettingsError: what the article asks for makes no sense.
        VoiceError: its voice cannot speak here.
    """
    known = understood(source, shop, progress)
    document, settings = known.document, known.settings
    cast: Cast | None = None
    voiced: tuple[Finding, ...] = ()
    target, place = shop.output / document.slug, origin(source, shop.output)
    before, store = _before(target, place), shop.store()
    if NARRATED.intersection(settings.editions):
        document = with_additions(document, settings)
        cast, voiced = _cast(document, settings, shop, store, before.voice if before else "")
        voiced = (*voiced, *_given_takes(document, cast, settings, shop, before, target))
    elif shop.respeak:
        raise SettingsError("Nothing is spoken in these editions", "Leave --respeak out.")
    return Plan(
        name=source.name,
        document=document,
        settings=settings,
        cast=cast,
        store=store,
        target=target,
        origin=place,
        findings=(*document.findings, *voiced),
        key=_key(source, known, cast, shop),
        asked=asked_again(source, shop),
    )


def _cast(
    document: Document, settings: Settings, shop: Workshop, store: Store, before: str
) -> tuple[Cast, tuple[Finding, ...]]:
    """Who speaks: of the pages around the article the language is known, which is ours."""
    work = with_all_that_is_heard(document, "", (), settings)
    return assembled(work, settings, shop.folders, store, before)


def _before(target: Path, origin: str) -> record.Known | None:
    """What is known of the edition of the same source that stands in a plan's place."""
    known = record.read(target)
    return known if known is not None and known.source == origin else None


def _given_takes(
    document: Document,
    cast: Cast,
    settings: Settings,
    shop: Workshop,
    before: record.Known | None,
    target: Path,
) -> tuple[Finding, ...]:
    """Give a cast the takes that were chosen before, and those that are wished for now.

    Returns:
        A finding for each sentence that is not said in the first take.

    Raises:
        SettingsError: what is wished for makes no sense.
        VoiceError: a voice has one take only.
    """
    if before is None and shop.respeak:
        raise SettingsError(
            f"{target} is not there yet, so nothing in it can be spoken again",
            remedy="Build it first, without --respeak; report.html in it names every sentence.",
        )
    if before is None or not (before.takes or shop.respeak):
        return ()
    shown = shown_on(document.metadata)
    work = with_all_that_is_heard(document, shown, cast.voices, settings)
    said = {name: Said(words, str(who.voice), who.varies) for name, words, who in asked(work, cast)}
    now = {each.name: each.text for _, parts in work.spoken() for s in parts for each in s.heard()}
    printed = {name: (words, now.get(name, "")) for name, words in before.printed}
    cast.give_takes(chosen_takes(shop.respeak, dict(before.takes), said, printed))
    return tuple(_other_takes(takes_of(work, cast)))


def takes_of(document: Document, cast: Cast) -> dict[str, int]:
    """In which take each sentence is spoken that is not in the first, by its name."""
    if not cast.takes:
        return {}
    takes = {
        name: max((who.take(clause) for clause in words), default=0)
        for name, words, who in asked(document, cast)
    }
    return {name: take for name, take in takes.items() if take}


def _other_takes(takes: Mapping[str, int]) -> Iterator[Finding]:
    for name, take in takes.items():
        message = f"it is spoken in take {take}; --respeak {name}=0 brings the first back"
        yield Finding("sentence-retaken", Weight.NOTE, message, name)


def with_all_that_is_heard(
    document: Document, shown: str, voices: Sequence[Voice], settings: Settings
) -> Document:
    """A document with the pages around the article, where an edition lights or says those too."""
    lit = bool(LIT.intersection(settings.editions))
    credited = settings.read_credits and CREDITED.intersection(settings.editions)
    if not lit and not credited:
        return document
    return surrounded(document, shown, voices, lit=lit)


def _key(
    source: Source | Collection, known: Understanding, cast: Cast | None, shop: Workshop
) -> str:
    """A digest of all that shapes a publication."""
    voice, takes = (cast.identity, sorted(cast.takes.items())) if cast else ("", [])
    title, lexicon = getattr(source, "title", ""), known.document.known
    settings = replace(known.settings, address="")  # it shapes feeds, and no publication
    said = repr((own_code(), settings, voice, shop.epoch, title, lexicon, *takes))
    digest = hashlib.sha256(said.encode())
    for each in told(source, shop.form):
        digest.update(each)
    for picture in known.document.pictures():
        digest.update(repr((picture.name, len(picture.data))).encode() + picture.data)
    return digest.hexdigest()
