"""Finish: what was spoken is bound, checked and recorded.

It is loaded while the first sentences are spoken.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from publisher import record
from publisher.binding.account import Account, accounted, sheets_table, written
from publisher.binding.binders import bind
from publisher.binding.cover import Cover
from publisher.binding.materials import Materials, made_at
from publisher.checking import check, conforming, told_of
from publisher.document import Document
from publisher.edition import IN_STEP, LAST, WHOLE, Edition, File
from publisher.errors import BindingError
from publisher.machine import beside, give_back
from publisher.narration import Narration
from publisher.planning import Plan, takes_of
from publisher.progress import Progress, Step
from publisher.publication import Publication
from publisher.record import Making
from publisher.report import Finding, Report, Weight
from publisher.settings import Settings
from publisher.workshop import Workshop


def finished(
    made: Plan,
    shop: Workshop,
    document: Document,
    narration: Narration | None,
    cover: Cover,
    folder: Path,
    progress: Progress,
) -> Publication:
    """Fill a folder with all that a publication is made of.

    Args:
        made: the plan.
        shop: where and how.
        document: all of it that is seen or heard.
        narration: of it, if it is narrated.
        cover: of it.
        folder: to be filled.
        progress: told of every step.

    Returns:
        The publication as it will stand in its place.

    Raises:
        PublisherError: whatever is in the way.
        OSError: something cannot be written.
    """
    cast = made.cast
    untimed = _untimed(narration, made.settings)
    when = made_at(shop.epoch, document.metadata.date)
    materials = Materials(document, narration, cover, folder, when, made.settings, store=made.store)
    with beside(partial(_account, materials, made)) as drawn:
        bound = _bound(made.settings.editions, materials, progress)
    account = drawn.result()
    _clear(narration)
    progress(Step("check", document.slug, 0, 1))
    measure = partial(conforming, bound, folder, made.settings.profile, made.store)
    with beside(measure) as conformed:
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


def _account(materials: Materials, made: Plan) -> Account | None:
    """How it sounds; None where nobody speaks."""
    if made.cast is None:
        return None
    return accounted(materials, takes_of(materials.document, made.cast))


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
    """Bind one edition after another, and beside them those whose sound is one long file.

    Of ten hours such a file keeps one core busy for minutes, as it cannot be made in parts.
    """
    bound: dict[str, Edition] = {}
    with ThreadPoolExecutor(len(WHOLE), "binding") as apart:
        try:
            long = {kind: apart.submit(bind, kind, materials) for kind in kinds if kind in WHOLE}
            for kind in sorted(kinds, key=lambda each: (each in LAST, each in long)):
                progress(Step("bind", kind, len(bound), len(kinds)))
                if kind in long:
                    bound[kind] = long[kind].result()
                else:
                    before = tuple(bound[each] for each in kinds if each in bound)
                    bound[kind] = bind(kind, replace(materials, bound=before))
                give_back()  # the pages of a long book, or they stand beside those of the next
        except BaseException:
            materials.given_up.set()
            apart.shutdown(wait=False, cancel_futures=True)
            raise
    return tuple(bound[kind] for kind in kinds)


def _files(editions: Iterable[Edition]) -> Iterable[File]:
    return (file for edition in editions for file in edition.files)


def _clear(narration: Narration | None) -> None:
    """Take away the mastered sound, once every edition holds what it needs of it."""
    for track in narration.tracks if narration else ():
        for sound in (track.path, *track.path.parent.glob(f"{track.path.stem}.*.mp3")):
            sound.unlink(missing_ok=True)
