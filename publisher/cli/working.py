"""A build at work: articles one after another, each to its end before the next is opened."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.cli.outcomes import Manner, Outcome, Tally, failed, tell
from publisher.cli.shop import stop, stoppable
from publisher.cli.telling import fault, say_findings, say_summary
from publisher.errors import PublisherError

if TYPE_CHECKING:
    from publisher.journal import Journal
    from publisher.planning import Plan
    from publisher.reading import Collection, Source
    from publisher.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be published.

    Attributes:
        paths: as typed.
        output: the folder that editions go into; those in it are no articles.
        form: the format of what is read; "" to tell by its name.
        title: of the collection that all of it makes; None when each article stands alone.
        remote: whether images may be fetched from the web.
    """

    paths: tuple[str, ...]
    output: Path
    form: str = ""
    title: str | None = None
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One publication that is to be made.

    Attributes:
        name: what messages call it.
        take: takes the bytes of its articles, once it is its turn.
        files: its articles' names, but for those that are no files.
    """

    name: str
    take: "Callable[[], Source | Collection]"
    files: tuple[str, ...]


def jobs_of(wanted: Wanted, refuse: Callable[[PublisherError, str], None]) -> Iterator[Job]:
    """What is to be made, one publication after another; what is not there is refused first."""
    from publisher import arguments

    paths, form, remote = wanted.paths, wanted.form, wanted.remote
    if wanted.title is not None:
        take = partial(arguments.collection, wanted.title, paths, form, wanted.output)
        names = arguments.articles(paths, lambda *_: None, wanted.output)  # it refuses in its turn
        files = tuple(filter(arguments.is_file, names))
        yield Job(wanted.title, partial(take, remote=remote), files)
        return
    for name in arguments.articles(paths, refuse, wanted.output):
        files = (name,) if arguments.is_file(name) else ()
        yield Job(name, partial(arguments.source, name, form, remote=remote), files)


def work_through(
    wanted: Wanted, shop: "Workshop", manner: Manner, journal: "Journal | None" = None
) -> Tally:
    """Make all that is wanted, and tell of each as it is finished.

    Args:
        wanted: what is to be made.
        shop: where and how.
        manner: how it is gone about.
        journal: what need not be opened, and where what is finished is written down; or None.

    Raises:
        BindingError: the journal cannot be written.
    """
    tally, taken = Tally(), set[Path]()
    shop = replace(shop, taken=taken)

    def finish(outcome: Outcome) -> None:
        tell(outcome, manner)
        tally.count(outcome)
        if outcome.folder is not None:
            taken.add(outcome.folder)

    with ExitStack() as until_the_end:
        if journal is not None and not manner.dry_run:
            until_the_end.enter_context(journal.kept())
        for job in jobs_of(wanted, lambda error, name: finish(failed(name, error))):
            if journal is not None and job.files:
                _go_by(journal, job, shop, manner, finish)
            else:
                finish(built(job, shop, manner))
    return tally


def _go_by(
    journal: "Journal",
    job: Job,
    shop: "Workshop",
    manner: Manner,
    finish: Callable[[Outcome], None],
) -> None:
    """Pass over an article that is done; make any other, and write down what came of it."""
    from publisher.journal import stamp

    article = Path(*job.files)
    folder = journal.done(article)
    if folder is not None:
        finish(Outcome(job.name, "passed over", folder, str(folder)))
        return
    stood = stamp(article)
    outcome = built(job, shop, manner)
    finish(outcome)
    if not manner.dry_run:
        journal.finished(article, stood, outcome.kind, outcome.folder)


def built(job: Job, shop: "Workshop", manner: Manner) -> Outcome:
    """Make one publication, or foretell it; what came of it, an error included.

    A fault of our own over one article does not keep the others of a catalogue from being made.
    """
    begun = time.monotonic()
    try:
        make = _foretold if manner.dry_run else _published
        outcome = make(job, shop, manner)
    except PublisherError as error:
        stop.check()
        outcome = failed(job.name, error)
    except OSError:  # standard error or the folder for scratch is gone, for all the others too
        raise
    except Exception as error:
        stop.check()
        outcome = failed(job.name, fault(error))
    return replace(outcome, seconds=time.monotonic() - begun)


def _published(job: Job, shop: "Workshop", manner: Manner) -> Outcome:
    """Make it, and tell people what was found on the way."""
    from publisher.display import shown
    from publisher.pipeline import publish

    source = job.take()
    with shown(quiet=manner.quiet, name=Path(source.name).name) as progress:
        made = publish(source, shop, stoppable(progress))
    if not manner.quiet and (made.fresh or not manner.only_news):
        say_findings(made.findings, source.name, verbose=manner.verbose)
        say_summary(made)
    return Outcome(
        job.name,
        "made" if made.fresh else "unchanged",
        made.folder,
        str(made.folder),
        made.duration_ms,
        made.spoken,
        made.remembered,
        made.findings,
    )


def _foretold(job: Job, shop: "Workshop", _: Manner) -> Outcome:
    """What a build would make of it."""
    from publisher.outline import expected_ms
    from publisher.planning import planned
    from publisher.publication import unchanged

    plan = planned(job.take(), shop)
    standing = unchanged(plan, shop)
    new, total = (0, 0) if standing else plan.new_sentences()
    lasts = expected_ms(plan.document.words, plan.settings.rate) if plan.cast is not None else 0
    return Outcome(
        job.name,
        "unchanged" if standing else "to be made",
        plan.target,
        "\n".join(_in_words(plan, again=standing is None, new=new, total=total, lasts=lasts)),
        standing.duration_ms if standing else lasts,
        new,
        total - new,
        plan.findings,
    )


def _in_words(plan: "Plan", *, again: bool, new: int, total: int, lasts: int) -> Iterator[str]:
    """What would be made, for people."""
    from publisher.outline import clock

    work = plan.document
    yield f"{plan.name} -> {plan.target}"
    if not again:
        yield "  nothing has changed"
        return
    yield f"  {len(work.sections)} sections, {work.words} words"
    yield f"  editions: {', '.join(plan.settings.editions)}"
    if plan.cast is not None:
        voices = ", ".join(map(str, plan.cast.voices))
        yield f"  voice: {voices}, about {clock(lasts)}; {new} of {total} sentences to speak"
