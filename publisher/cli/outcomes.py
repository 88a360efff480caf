"""What came of each article of a build, told as it is finished, and counted."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from publisher.cli.telling import say_error
from publisher.errors import PublisherError

if TYPE_CHECKING:
    from publisher.report import Finding
    from publisher.workshop import Workshop

SOME_FAILED: Final = 1

Kind = Literal["made", "unchanged", "passed over", "failed", "to be made"]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a build goes about it.

    Attributes:
        dry_run: whether it tells what it would make, and makes nothing.
        quiet: whether people are told of errors only.
        verbose: whether they are told of every finding.
        as_json: whether results are JSON for other programs.
        only_news: whether nothing is told of what stands there unchanged.
    """

    dry_run: bool = False
    quiet: bool = False
    verbose: bool = False
    as_json: bool = False
    only_news: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one article; None stands for what is not known.

    Attributes:
        article: as it was named.
        kind: in a word or two.
        folder: that its edition stands in, or would.
        result: what people are given as the result.
        duration_ms: how long the edition plays.
        spoken: how many clauses were spoken, or would be.
        remembered: how many were remembered.
        findings: all that was found.
        error: why there is no edition.
        seconds: how long all this took.
    """

    article: str
    kind: Kind
    folder: Path | None = None
    result: str = ""
    duration_ms: int | None = None
    spoken: int | None = None
    remembered: int | None = None
    findings: "tuple[Finding, ...] | None" = None
    error: PublisherError | None = None
    seconds: float = 0.0


def failed(article: str, error: PublisherError) -> Outcome:
    """The outcome of an article that could not be made."""
    return Outcome(article, "failed", error=error)


def tell(outcome: Outcome, manner: Manner) -> None:
    """Tell what came of an article: results on standard output, errors beside it."""
    if outcome.error is not None:
        say_error(outcome.error, outcome.article)
    if manner.only_news and outcome.kind == "unchanged":
        return
    if manner.as_json:
        click.echo(as_json(outcome))
    elif outcome.result:
        click.echo(outcome.result)


def as_json(outcome: Outcome) -> str:
    """An outcome as a line for other programs, in ASCII so that any name of a file comes through.

    Every line has the same names in it; `publisher build --help` tells what they mean.
    """
    error, findings = outcome.error, outcome.findings
    weights = Counter(str(each.weight) for each in findings or ())
    counted = {each: weights[each] for each in ("error", "warning", "note")}
    told = {
        "article": outcome.article,
        "outcome": outcome.kind,
        "folder": None if outcome.folder is None else str(outcome.folder),
        "duration_ms": outcome.duration_ms,
        "spoken": outcome.spoken,
        "remembered": outcome.remembered,
        "seconds": round(outcome.seconds, 3),
        "findings": None if findings is None else counted,
        "error": error
        and {"message": error.message, "remedy": error.remedy, "exit_code": error.exit_code},
    }
    return json.dumps(told)


@dataclass(slots=True)
class Tally:
    """How many articles came to what; no more is kept of them, however many there are.

    Attributes:
        made: how many editions stand there, or would, that were looked at.
        passed_over: how many stand there that were not.
        failed: how many could not be made.
        first_code: the exit code of the first of those.
    """

    made: int = 0
    passed_over: int = 0
    failed: int = 0
    first_code: int = 0

    def count(self, outcome: Outcome) -> None:
        """Count one more."""
        if outcome.error is not None:
            self.failed += 1
            self.first_code = self.first_code or outcome.error.exit_code
        elif outcome.kind == "passed over":
            self.passed_over += 1
        else:
            self.made += 1

    @property
    def exit_code(self) -> int:
        """0; or when some could not be made `SOME_FAILED`; or when none could, the first's code."""
        return SOME_FAILED if self.failed and self.made + self.passed_over else self.first_code


def say_tally(tally: Tally) -> None:
    """Say what is done of a catalogue, and what is left to do."""
    done = tally.made + tally.passed_over
    if tally.failed:
        said = f"{done:,} articles are done and {tally.failed:,} failed; run it again to try those."
    elif tally.made:
        said = f"All {done:,} articles are done, {tally.passed_over:,} of them before."
    else:
        said = f"All {done:,} articles were done before; there is nothing to do."
    click.echo(said, err=True)


def say_shelf(shop: "Workshop", manner: Manner) -> None:
    """Make the index of an output folder anew, where that is wanted, and say where it is.

    Raises:
        BindingError: it cannot be written.
    """
    if "index" not in shop.wished.editions:
        return
    from publisher.shelving import shelve

    page = shelve(shop)
    if not manner.quiet:
        click.echo(f"{page} lists all that stands there", err=True)
