"""What is said to people on standard error: findings, sums, errors."""

import logging
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.errors import BindingError, FaultError, PublisherError

if TYPE_CHECKING:
    from publisher.publication import Publication
    from publisher.report import Finding

log = logging.getLogger("publisher")


def say_findings(findings: Iterable["Finding"], name: str, *, verbose: bool) -> None:
    """Say what was found; notes only if all is to be told."""
    for finding in findings:
        if verbose or finding.weight != "note":
            click.echo(f"{name}: {finding}", err=True)


def say_summary(publication: "Publication") -> None:
    """Say in a line what was made."""
    from publisher.outline import clock

    if not publication.fresh:
        click.echo(f"{publication.folder}: nothing has changed", err=True)
        return
    sound = ""
    if publication.duration_ms:
        sound = (
            f", {clock(publication.duration_ms)} of sound"
            f" ({publication.spoken} clauses spoken, {publication.remembered} remembered)"
        )
    click.echo(f"{publication.folder}: {len(publication.files)} files{sound}", err=True)


def say_error(error: PublisherError, name: str = "") -> None:
    """Say what went wrong in one line that names the article."""
    said = " ".join(str(error).split())  # other programs' words, quoted in it, may have lines
    where = "" if not name or name == "-" or name in said else f"{name}: "
    click.echo(f"Error: {where}{said}", err=True)
    log.debug("it came from here", exc_info=error)


def fault(error: Exception) -> FaultError:
    """What to say when we are at fault, and where."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(f"{type(error).__name__}: {error}".split())
    where = f"{Path(place.filename).name}, line {place.lineno}"
    ours = FaultError(
        f"publisher met a fault of its own ({what}; {where})",
        remedy="Nothing that was published is harmed. Please report it with this line.",
    )
    ours.__cause__ = error
    return ours


def refusal(error: OSError) -> BindingError:
    """What to say when the system refuses what only it can give, such as standard output."""
    where = error.filename or "standard output or a temporary file"
    refusal = BindingError(
        f"The system would not let {where} be used: {error.strerror or error}",
        remedy="Make room there, or send the results elsewhere, and run the same command again.",
    )
    refusal.__cause__ = error
    return refusal
