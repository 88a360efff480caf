"""Make: a plan is spoken, bound and checked in a folder of its own, then put in its place."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from publisher import record
from publisher.binding import IN_STEP, Materials, bind
from publisher.binding.account import accounted, sheets_table, written
from publisher.binding.covers import cover_of, shown_on
from publisher.binding.materials import made_at
from publisher.checking import check, conforming, told_of
from publisher.edition import Edition, File
from publisher.errors import BindingError
from publisher.identity import own_code
from publisher.narration import Narration
from publisher.planning import Plan, takes_of, with_all_that_is_heard
from publisher.progress import Progress, Step
from publisher.publication import Publication
from publisher.record import Making
from publisher.report import Finding, Report, Weight
from publisher.settings import Settings
from publisher.speaking.narrating import speak
from publisher.speaking.pauses import pauses_of
from publisher.speaking.recalling import Recall
from publisher.staging import in_place
from publisher.workshop import Workshop

_Done = TypeVar("_Done")


def make(made: Plan, shop: Workshop, progress: Progress) -> Publication:
    """Make what is planned, all of it or nothing; to be used where nobody else makes it.

    Raises:
        PublisherError: whatever is in the way.
        OSError: nothing can be written there.
    """
    with in_place(made.target) as folder:
        return _made(made, shop, folder, progress)


def _made(made: Plan, shop: Workshop, folder: Path, progress: Progress) -> Publication:
    """Fill a folder with all that a publication is made of."""
    document, cast = made.document, made.cast
    with _beside(partial(cover_of, document.metadata)) as drawn:
        narration = None
        if cast is not None:
            shown = shown_on(document.metadata)
            document = with_all_that_is_heard(document, shown, cast.voices, made.settings)
            pauses, recall = pauses_of(made.settings), Recall(made.store, own_code())
            narration = speak(document, cast, folder, progress, pauses, shop.crew, recall)
    cover = drawn.result()
    untimed = _untimed(narration, made.settings)
    when = made_at(shop.epoch, document.metadata.date)
    materials = Materials(document, narration, cover, folder, when, made.settings, store=made.store)
    bound = _bound(made.settings.editions, materials, progress)
    progress(Step("check", document.slug, 0, 1))
    measure = partial(conforming, bound, folder, made.settings.profile, made.store)
    with _beside(measure) as conformed:
        account = accounted(materials, takes_of(document, cast)) if cast else None
        _clear(narration)
        report = check(bound, document, folder)
        _must_be_sound(report, made.name)
    editions, measured, sheets = conformed.result()
    findings = (*made.findings, *cover.findings, *untimed, *report.findings, *measured)
    if account is not None:
        tables = (sheets_table(map(told_of, sheets)),) if sheets else ()
        editions = (*editions, written(materials, account, findings, tables))
    takes = cast.takes if cast else {}
    how = Making(made.origin, made.key, takes, made.asked, materials.identifier, when)
    record.write(folder, document, narration, editions, findings, how)
    return Publication(
        folder=made.target,
        files=tuple(made.target / file.path.relative_to(folder) for file in _files(editions)),
        findings=findings,
        duration_ms=record.lasts(document, narration),
        spoken=cast.spoken if cast else 0,
        remembered=cast.remembered if cast else 0,
    )


@contextmanager
def _beside(work: Callable[[], _Done]) -> Iterator[Future[_Done]]:
    """Have something done while something else is; what went wrong there is raised when asked."""
    with ThreadPoolExecutor(1, "beside") as worker:
        yield worker.submit(work)


def _untimed(narration: Narration | None, settings: Settings) -> tuple[Finding, ...]:
    """A finding where words were to be lit, and the voice does not tell when it says them."""
    lit = IN_STEP.intersection(settings.editions) and settings.granularity == "word"
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


def _bound(kinds: tuple[str, ...], materials: Materials, progress: Progress) -> tuple[Edition, ...]:
    """Bind one edition after another, each knowing those before it."""
    bound: tuple[Edition, ...] = ()
    for done, kind in enumerate(kinds):
        progress(Step("bind", kind, done, len(kinds)))
        bound = (*bound, bind(kind, replace(materials, bound=bound)))
    return bound


def _files(editions: Iterable[Edition]) -> Iterable[File]:
    return (file for edition in editions for file in edition.files)


def _clear(narration: Narration | None) -> None:
    """Take away the mastered sound, once every edition holds what it needs of it."""
    for track in narration.tracks if narration else ():
        for sound in (track.path, *track.path.parent.glob(f"{track.path.stem}.*.mp3")):
            sound.unlink(missing_ok=True)
