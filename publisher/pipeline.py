"""The whole way on one screen: read, structure, speak, bind, check.

Everything that depends on where and when it runs (folders, the clock, the environment) is
handed in as a `Workshop`.
"""

import hashlib
import logging
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publisher import __version__, record
from publisher.article import Article
from publisher.binding import LIT, NARRATED, Materials, bind
from publisher.binding.account import accounted, written
from publisher.binding.around import surrounded
from publisher.binding.covers import cover_of
from publisher.binding.materials import made_at
from publisher.checking import check
from publisher.document import Document
from publisher.edition import Edition, File
from publisher.errors import BindingError, SettingsError
from publisher.narration import Narration
from publisher.progress import Progress, Step, silent
from publisher.reading import Collection, Source, printable, read, reader_for
from publisher.report import Finding, Report, Weight
from publisher.settings import Layer, Settings
from publisher.speaking import Remembering, chosen, speak, utterances
from publisher.speaking.engines import Folders
from publisher.speaking.remembering import Store
from publisher.staging import alone, at_rest, in_place, not_writable
from publisher.structuring import collect, structure
from publisher.takes import Wish, chosen_takes

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where work is done, and how.

    Attributes:
        output: the folder that editions go into.
        cache: the user's folder for what may be made again: remembered sounds.
        settings: the user's, from defaults and `publisher.toml`.
        options: what the user asks for this once; laid over what the article asks for.
        epoch: `SOURCE_DATE_EPOCH`, or None.
        force: whether to make again what has not changed, and to take the place of another
            article's edition.
        form: the format of what is read, a key of `reading.READERS`; "" to tell by its name.
        taken: what was made a moment ago, whose place not even ``force`` takes.
        voices: the folders that the user's voices lie in.
        respeak: sentences of what stands there that are to be spoken in another take.
    """

    output: Path
    cache: Path
    settings: Settings = Settings()  # noqa: RUF009  # frozen
    options: Layer = ()
    epoch: int | None = None
    force: bool = False
    form: str = ""
    taken: tuple[Path, ...] = ()
    voices: tuple[Path, ...] = ()
    respeak: tuple[Wish, ...] = ()

    @property
    def folders(self) -> Folders:
        """What engines may use of it."""
        return Folders(self.cache, self.voices)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done for one article, or for a collection of them.

    Attributes:
        name: what messages call it.
        document: as understood.
        settings: with the article's own laid over the user's.
        engine: who would speak; None when nothing is narrated.
        target: the folder that the publication would stand in.
        origin: where the article came from, told from the output folder.
        findings: what reading, structuring and choosing a voice found.
        key: changes whenever what is made would.
    """

    name: str
    document: Document
    settings: Settings
    engine: Remembering | None
    target: Path
    origin: str
    findings: tuple[Finding, ...]
    key: str

    def new_sentences(self) -> tuple[int, int]:
        """How many sentences have to be spoken, and how many there are."""
        engine = self.engine
        shown = cover_of(self.document.metadata).alternative_text
        work = _with_all_that_is_lit(self.document, shown, engine, self.settings)
        said = tuple(words for _, words in utterances(work))
        new = sum(engine is not None and not all(map(engine.knows, words)) for words in said)
        return new, len(said)


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published.

    Attributes:
        folder: where it stands.
        files: what it is made of.
        findings: all that was found on the way.
        duration_ms: how long it plays.
        spoken: how many clauses were spoken anew.
        remembered: how many were remembered.
        fresh: False when nothing had changed, so nothing was made.
    """

    folder: Path
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    duration_ms: int = 0
    spoken: int = 0
    remembered: int = 0
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood of an article, or of a collection of them.

    Attributes:
        document: divided and named.
        settings: the user's, with the author's own laid over them.
        wishes: the author's own, as written.
    """

    document: Document
    settings: Settings
    wishes: tuple[tuple[str, str], ...] = ()


def publish(
    source: Source | Collection, shop: Workshop, progress: Progress = silent
) -> Publication:
    """Turn one article, or a collection of them, into editions.

    Args:
        source: the article, or those of a collection.
        shop: where and how.
        progress: told of every step.

    Returns:
        What stands in ``shop.output`` now. All of it is there, or, when an error is raised,
        what was there before.

    Raises:
        PublisherError: whatever is in the way, with what to do about it.
    """
    made = planned(source, shop, progress)
    try:
        standing = unchanged(made, shop)
        if standing is not None and at_rest(made.target):
            return standing
        with alone(made.target):
            return unchanged(made, shop) or _placed(made, shop, progress)
    except OSError as error:
        raise not_writable(shop.output, error) from error


def planned(source: Source | Collection, shop: Workshop, progress: Progress = silent) -> Plan:
    """Understand an article and choose its voice, without making anything.

    Raises:
        ReadingError: the article cannot be read.
        SettingsError: what the article asks for makes no sense.
        VoiceError: its voice cannot speak here.
    """
    known = understood(source, shop, progress)
    document, settings = known.document, known.settings
    engine: Remembering | None = None
    voiced: tuple[Finding, ...] = ()
    target, origin = shop.output / document.slug, _origin(source, shop.output)
    before = _before(target, origin)
    if NARRATED.intersection(settings.editions):
        engine, voiced = _voice(document, settings, shop, before.voice if before else "")
        voiced = (*voiced, *_given_takes(document, engine, settings, shop, before, target))
    elif shop.respeak:
        raise SettingsError("Nothing is spoken in these editions", "Leave --respeak out.")
    return Plan(
        name=source.name,
        document=document,
        settings=settings,
        engine=engine,
        target=target,
        origin=origin,
        findings=(*document.findings, *voiced),
        key=_key(source, known, engine, shop),
    )


def understood(
    source: Source | Collection, shop: Workshop, progress: Progress = silent
) -> Understanding:
    """Read and structure an article, its own settings laid over the user's, options over both.

    Raises:
        ReadingError: the article cannot be read.
        SettingsError: what the article asks for makes no sense.
    """
    if isinstance(source, Collection):
        return _understood_together(source, shop, progress)
    progress(Step("read", source.name, 0, 1))
    article = read(source, shop.form)
    asked = (*article.settings, ("language", article.metadata.language or None))
    settings = shop.settings.under(asked, source.name).under(shop.options, "command line")
    progress(Step("structure", source.name, 0, 1))
    document = structure(article, settings.language, settings.sections)
    document = _published_by(document, settings.publisher)
    return Understanding(document, settings, article.settings)


def _understood_together(source: Collection, shop: Workshop, progress: Progress) -> Understanding:
    """Read and structure the articles of a collection, which is made as the user wants it."""
    settings = shop.settings.under(shop.options, "command line")
    articles = []
    for done, each in enumerate(source.sources):
        progress(Step("read", each.name, done, len(source.sources)))
        articles.append(read(each, shop.form))
    articles.sort(key=_order)
    progress(Step("structure", source.name, 0, 1))
    document = collect(source.title, articles, settings.language, settings.sections)
    document = replace(document, findings=(*document.findings, *_unheeded(articles)))
    return Understanding(_published_by(document, settings.publisher), settings)


def _order(article: Article) -> float:
    """An article's place in a collection: as its author numbered it, the others behind."""
    try:
        return float(article.order)
    except ValueError:
        return math.inf


def _unheeded(articles: Iterable[Article]) -> Iterator[Finding]:
    """A finding for each wish of one article that a whole collection cannot follow."""
    for article in articles:
        for name, value in article.settings:
            message = f"{name}: {value} holds for this article alone, not in a collection"
            yield Finding("setting-left-out", Weight.NOTE, message, article.name)


def unchanged(made: Plan, shop: Workshop) -> Publication | None:
    """What stands in a plan's place already, when it is what the plan would make; else None.

    Raises:
        BindingError: what stands there was made from something else, or not by us.
        OSError: it may not be looked at.
    """
    known = record.read(made.target)
    _must_be_ours(made, known, shop)
    if known is None or known.key != made.key or shop.force:
        return None
    if not record.whole(made.target, known):
        return None
    files = tuple(made.target / kept.path for kept in known.files)
    return Publication(made.target, files, made.findings, known.duration_ms, fresh=False)


def _placed(made: Plan, shop: Workshop, progress: Progress) -> Publication:
    with in_place(made.target) as folder:
        return _made(made, shop, folder, progress)


def _made(made: Plan, shop: Workshop, folder: Path, progress: Progress) -> Publication:
    """Fill a folder with all that a publication is made of."""
    document, engine = made.document, made.engine
    cover = cover_of(document.metadata)
    document = _with_all_that_is_lit(document, cover.alternative_text, engine, made.settings)
    narration = None if engine is None else speak(document, engine, folder, progress)
    untimed = _untimed(narration, made.settings)
    when = made_at(shop.epoch, document.metadata.date)
    materials = Materials(document, narration, cover, folder, when, made.settings)
    editions = tuple(_bound(made.settings.editions, materials, progress))
    account = accounted(materials, _takes_of(document, engine)) if engine else None
    _clear(narration)
    progress(Step("check", document.slug, 0, 1))
    report = check(editions, document, folder)
    _must_be_sound(report, made.name)
    findings = (*made.findings, *cover.findings, *untimed, *report.findings)
    if account is not None:
        editions = (*editions, written(materials, account, findings))
    takes = engine.takes if engine else {}
    record.write(folder, document, narration, editions, findings, made.origin, made.key, takes)
    return Publication(
        folder=made.target,
        files=tuple(made.target / file.path.relative_to(folder) for file in _files(editions)),
        findings=findings,
        duration_ms=record.lasts(document, narration),
        spoken=engine.spoken if engine else 0,
        remembered=engine.remembered if engine else 0,
    )


def _voice(
    document: Document, settings: Settings, shop: Workshop, before: str
) -> tuple[Remembering, tuple[Finding, ...]]:
    language = document.metadata.language
    voice, findings = chosen(settings.voice, language, settings.rate, shop.folders, before)
    return Remembering(voice, Store(shop.cache / "sounds")), findings


def _before(target: Path, origin: str) -> record.Known | None:
    """What is known of the edition of the same source that stands in a plan's place."""
    known = record.read(target)
    return known if known is not None and known.source == origin else None


def _given_takes(
    document: Document,
    engine: Remembering,
    settings: Settings,
    shop: Workshop,
    before: record.Known | None,
    target: Path,
) -> tuple[Finding, ...]:
    """Give an engine the takes that were chosen before, and those that are wished for now.

    Returns:
        A finding for each sentence that is not said in the first take.

    Raises:
        SettingsError: what is wished for makes no sense.
        VoiceError: the voice has one take only.
    """
    if before is None and shop.respeak:
        raise SettingsError(
            f"{target} is not there yet, so nothing in it can be spoken again",
            remedy="Build it first, without --respeak; report.html in it names every sentence.",
        )
    if before is None or not (before.takes or shop.respeak):
        return ()
    shown = cover_of(document.metadata).alternative_text
    work = _with_all_that_is_lit(document, shown, engine, settings)
    said = dict(utterances(work))
    now = {each.name: each.text for _, parts in work.spoken() for s in parts for each in s.heard()}
    printed = {name: (words, now.get(name, "")) for name, words in before.printed}
    kept, voice = dict(before.takes), str(engine.voice)
    engine.takes = chosen_takes(shop.respeak, kept, said, printed, voice, engine.varies)
    return tuple(_other_takes(_takes_of(work, engine)))


def _takes_of(document: Document, engine: Remembering) -> dict[str, int]:
    """In which take each sentence is spoken that is not in the first, by its name."""
    if not engine.takes or not engine.varies:
        return {}
    takes = {
        name: max((engine.takes.get(clause, 0) for clause in words), default=0)
        for name, words in utterances(document)
    }
    return {name: take for name, take in takes.items() if take}


def _other_takes(takes: Mapping[str, int]) -> Iterator[Finding]:
    for name, take in takes.items():
        message = f"it is spoken in take {take}; --respeak {name}=0 brings the first back"
        yield Finding("sentence-retaken", Weight.NOTE, message, name)


def _with_all_that_is_lit(
    document: Document, shown: str, engine: Remembering | None, settings: Settings
) -> Document:
    """A document with the pages around the article, where an edition lights those as well."""
    if engine is None or not LIT.intersection(settings.editions):
        return document
    return surrounded(document, shown, engine.voice)


def _untimed(narration: Narration | None, settings: Settings) -> tuple[Finding, ...]:
    """A finding where words were to be lit, and the voice does not tell when it says them."""
    lit = LIT.intersection(settings.editions) and settings.granularity == "word"
    if narration is None or not lit or narration.has_words:
        return ()
    message = f"{narration.voice} gives no times for its words, so whole sentences are lit"
    return (Finding("words-untimed", Weight.WARNING, message),)


def _must_be_sound(report: Report, name: str) -> None:
    if not report.sound:
        raise BindingError(
            f"What was made of {name} is not sound: {report.of(Weight.ERROR)[0]}",
            remedy="This is a fault of publisher's own; please report it with the article.",
        )


def _bound(kinds: tuple[str, ...], materials: Materials, progress: Progress) -> Iterable[Edition]:
    for done, kind in enumerate(kinds):
        progress(Step("bind", kind, done, len(kinds)))
        yield bind(kind, materials)


def _files(editions: Iterable[Edition]) -> Iterable[File]:
    return (file for edition in editions for file in edition.files)


def _clear(narration: Narration | None) -> None:
    """Take away the mastered sound, once every edition holds what it needs of it."""
    for track in narration.tracks if narration else ():
        for sound in (track.path, track.path.with_suffix(".mp3")):
            sound.unlink(missing_ok=True)


def _published_by(document: Document, publisher: str) -> Document:
    """The document with a publisher, where the article does not name one."""
    if document.metadata.publisher or not publisher:
        return document
    return replace(document, metadata=replace(document.metadata, publisher=publisher))


def _key(
    source: Source | Collection, known: Understanding, engine: Remembering | None, shop: Workshop
) -> str:
    """A digest of all that shapes a publication."""
    voice = engine.identity if engine else ""
    takes = sorted(engine.takes.items()) if engine and engine.varies else []
    title = getattr(source, "title", "")
    said = repr((__version__, known.settings, voice, shop.epoch, title, *takes))
    digest = hashlib.sha256(said.encode())
    for each in source.sources if isinstance(source, Collection) else (source,):
        form = shop.form or reader_for(each)
        digest.update(repr((form, each.remote, len(each.data))).encode() + each.data)
    for picture in known.document.pictures():
        digest.update(repr((picture.name, len(picture.data))).encode() + picture.data)
    return digest.hexdigest()


def _origin(source: Source | Collection, output: Path) -> str:
    """Where an article came from, told from the output folder, so that both can move."""
    if source.path is None:
        return source.name
    place = source.path.resolve()
    try:
        place = Path(os.path.relpath(place, output.resolve()))
    except ValueError:  # on Windows, from one drive to another there is no way
        log.debug("%s and %s cannot move together", place, output)
    return printable(place).replace(os.sep, "/")


def _must_be_ours(made: Plan, known: record.Known | None, shop: Workshop) -> None:
    """Refuse to take the place of what was made from something else.

    Raises:
        BindingError: it would.
        OSError: its place may not be looked at.
    """
    if known is not None and known.source == made.origin:
        return
    taken = made.target in shop.taken
    if taken or (known is not None and not shop.force):
        raise BindingError(
            f"{made.name} would take the place of {made.target}, "
            f"made from {known.source if known else 'another article'}",
            remedy="Give one of them a `slug:` of its own in its front matter"
            f"{'.' if taken else ', or use --force if this one is to replace it.'}",
        )
    if known is None and not shop.force and os.path.lexists(made.target):
        raise BindingError(
            f"{made.target} is in the way, and no record in it says that publisher made it",
            remedy="Move it, choose another folder with --output, or use --force to replace it.",
        )
