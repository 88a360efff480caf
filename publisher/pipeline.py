"""The whole way on one screen: read, structure, speak, bind, check.

Everything that depends on where and when it runs (folders, the clock, the environment) is
handed in as a `Workshop`.
"""

import hashlib
import logging
import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from publisher import record
from publisher.article import Article
from publisher.binding import LIT, NARRATED, Materials, bind
from publisher.binding.account import accounted, sheets_table, written
from publisher.binding.around import surrounded
from publisher.binding.covers import cover_of
from publisher.binding.materials import made_at
from publisher.checking import check, conforming, told_of
from publisher.document import Document
from publisher.edition import Edition, File
from publisher.errors import BindingError, SettingsError
from publisher.lexicon import Lexicon, present
from publisher.lexiconfile import beside, load
from publisher.names import names_in
from publisher.narration import Narration, Voice
from publisher.progress import Progress, Step, silent
from publisher.reading import Collection, Source, printable, read, reader_for
from publisher.report import Finding, Report, Weight
from publisher.settings import Layer, Settings
from publisher.speaking import Cast, asked, assembled, new_lines, pauses_of, speak, with_additions
from publisher.speaking.engines import Folders
from publisher.speaking.store import SOUNDS, USUAL_LIMIT, Store
from publisher.staging import alone, at_rest, in_place, not_writable
from publisher.structuring import collect, structure
from publisher.takes import Said, Wish, chosen_takes

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
        lexicon: how the user wants words said in whatever is made.
        limit: how many bytes of remembered sounds are kept.
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
    lexicon: Lexicon = ()
    limit: int = USUAL_LIMIT
    respeak: tuple[Wish, ...] = ()

    @property
    def folders(self) -> Folders:
        """What engines may use of it."""
        return Folders(self.cache, self.voices)

    def store(self) -> Store:
        """Where what was spoken is remembered."""
        return Store(self.cache / SOUNDS, self.limit)


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

    def new_sentences(self) -> tuple[int, int]:
        """How many sentences have to be spoken, and how many there are."""
        if self.cast is None:
            return 0, 0
        shown = cover_of(self.document.metadata).alternative_text
        work = _with_all_that_is_heard(self.document, shown, self.cast.voices, self.settings)
        return new_lines(work, self.cast)


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
        with alone(made.target), made.store:
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
    cast: Cast | None = None
    voiced: tuple[Finding, ...] = ()
    target, origin = shop.output / document.slug, _origin(source, shop.output)
    before, store = _before(target, origin), shop.store()
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
        origin=origin,
        findings=(*document.findings, *voiced),
        key=_key(source, known, cast, shop),
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
    document = structure(article, settings.language, settings.sections, settings.read_notes)
    document = _published_by(document, settings.publisher)
    document = _with_lexicon(document, (source,), settings, shop)
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
    wanted = settings.language, settings.sections, settings.read_notes
    document = collect(source.title, articles, *wanted)
    document = replace(document, findings=(*document.findings, *_unheeded(articles)))
    document = _published_by(document, settings.publisher)
    return Understanding(_with_lexicon(document, source.sources, settings, shop), settings)


def _with_lexicon(
    document: Document, sources: Iterable[Source], settings: Settings, shop: Workshop
) -> Document:
    """A document that knows how words in it are said, beside those that its author tells of.

    First come the lexicons that are named, then those that lie beside the articles, then the
    user's own. Of names in the news that nobody tells of publisher knows some itself.

    Raises:
        SettingsError: one of them cannot be read.
    """
    folders = dict.fromkeys(each.path.parent for each in sources if each.path is not None)
    named = [Path(name) for name in settings.lexicon]
    near = [path for folder in folders for path in beside(folder)]
    known = tuple(each for path in dict.fromkeys([*named, *near]) for each in load(path))
    about = document.metadata
    words = tuple(str(getattr(about, name)) for name in about.__slots__ if name != "cover")
    texts = (*words, *(text for text, _ in document.texts()))
    document = replace(document, lexicon=present((*known, *shop.lexicon), texts))
    if settings.names == "none":
        return document
    return replace(document, names=names_in(texts, about.language, document.lexemes))


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
    document, cast = made.document, made.cast
    cover = cover_of(document.metadata)
    narration = None
    if cast is not None:
        shown = cover.alternative_text
        document = _with_all_that_is_heard(document, shown, cast.voices, made.settings)
        narration = speak(document, cast, folder, progress, pauses_of(made.settings))
    untimed = _untimed(narration, made.settings)
    when = made_at(shop.epoch, document.metadata.date)
    materials = Materials(document, narration, cover, folder, when, made.settings)
    editions = tuple(_bound(made.settings.editions, materials, progress))
    account = accounted(materials, _takes_of(document, cast)) if cast else None
    _clear(narration)
    progress(Step("check", document.slug, 0, 1))
    report = check(editions, document, folder)
    _must_be_sound(report, made.name)
    editions, measured, sheets = conforming(editions, folder, made.settings.profile)
    findings = (*made.findings, *cover.findings, *untimed, *report.findings, *measured)
    if account is not None:
        tables = (sheets_table(map(told_of, sheets)),) if sheets else ()
        editions = (*editions, written(materials, account, findings, tables))
    takes = cast.takes if cast else {}
    record.write(folder, document, narration, editions, findings, made.origin, made.key, takes)
    return Publication(
        folder=made.target,
        files=tuple(made.target / file.path.relative_to(folder) for file in _files(editions)),
        findings=findings,
        duration_ms=record.lasts(document, narration),
        spoken=cast.spoken if cast else 0,
        remembered=cast.remembered if cast else 0,
    )


def _cast(
    document: Document, settings: Settings, shop: Workshop, store: Store, before: str
) -> tuple[Cast, tuple[Finding, ...]]:
    """Who speaks: of the pages around the article the language is known, which is ours."""
    work = _with_all_that_is_heard(document, "", (), settings)
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
    shown = cover_of(document.metadata).alternative_text
    work = _with_all_that_is_heard(document, shown, cast.voices, settings)
    said = {name: Said(words, str(who.voice), who.varies) for name, words, who in asked(work, cast)}
    now = {each.name: each.text for _, parts in work.spoken() for s in parts for each in s.heard()}
    printed = {name: (words, now.get(name, "")) for name, words in before.printed}
    cast.give_takes(chosen_takes(shop.respeak, dict(before.takes), said, printed))
    return tuple(_other_takes(_takes_of(work, cast)))


def _takes_of(document: Document, cast: Cast) -> dict[str, int]:
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


def _with_all_that_is_heard(
    document: Document, shown: str, voices: Sequence[Voice], settings: Settings
) -> Document:
    """A document with the pages around the article, where an edition lights or says those too."""
    lit = bool(LIT.intersection(settings.editions))
    if not lit and not (settings.read_credits and "mp3" in settings.editions):
        return document
    return surrounded(document, shown, voices, lit=lit)


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
        for sound in (track.path, *track.path.parent.glob(f"{track.path.stem}.*.mp3")):
            sound.unlink(missing_ok=True)


def _published_by(document: Document, publisher: str) -> Document:
    """The document with a publisher, where the article does not name one."""
    if document.metadata.publisher or not publisher:
        return document
    return replace(document, metadata=replace(document.metadata, publisher=publisher))


def _key(
    source: Source | Collection, known: Understanding, cast: Cast | None, shop: Workshop
) -> str:
    """A digest of all that shapes a publication."""
    voice, takes = (cast.identity, sorted(cast.takes.items())) if cast else ("", [])
    title, lexicon = getattr(source, "title", ""), known.document.known
    said = repr((_code(), known.settings, voice, shop.epoch, title, lexicon, *takes))
    digest = hashlib.sha256(said.encode())
    for each in source.sources if isinstance(source, Collection) else (source,):
        form = shop.form or reader_for(each)
        digest.update(repr((form, each.remote, len(each.data))).encode() + each.data)
    for picture in known.document.pictures():
        digest.update(repr((picture.name, len(picture.data))).encode() + picture.data)
    return digest.hexdigest()


@cache
def _code() -> str:
    """A digest of publisher itself: what another release would make otherwise is made again."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".css", ".txt"):
            digest.update(path.read_bytes())
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
