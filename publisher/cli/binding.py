"""``publisher bind``: further editions of what stands there, without speaking again."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.outcomes import Manner, Tally, failed, say_shelf, tell
from publisher.cli.shop import workshop
from publisher.cli.working import Job, built
from publisher.errors import PublisherError
from publisher.process import keep_log, scratch

if TYPE_CHECKING:
    from publisher.reading import Collection, Source
    from publisher.workshop import Workshop


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--editions",
    metavar="LIST",
    required=True,
    help="Which are wanted beside those that are there, as for `publisher build`; or all.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress, no notes: results and errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Show every finding, and a log.")
def bind(folders: tuple[Path, ...], editions: str, quiet: bool, verbose: bool) -> None:
    """Make further editions of what was built, from what is remembered.

    FOLDER is one that `publisher build` has made. Its articles are read again, as they were asked
    for then; nothing of them is spoken again. Where that is not enough, because an article was
    changed or what was spoken is forgotten, nothing is made and you are told.

    \b
    Examples:
      publisher bind build/report --editions m4b,captions
      publisher bind build/*/ --editions all
    """
    from publisher.rebinding import again
    from publisher.settings import Settings

    keep_log(quiet=quiet, verbose=verbose)
    wanted = Settings().under((("editions", editions),), "--editions").editions
    shop = workshop(Path(), (), form="")
    manner, tally = Manner(quiet=quiet, verbose=verbose), Tally()
    listed: dict[Path, Workshop] = {}  # by the output folder that an index is of
    with scratch():
        for folder in folders:
            try:
                article, own = again(folder, wanted, shop)
            except PublisherError as error:
                outcome = failed(str(folder), error)
            else:
                outcome = built(Job(str(folder), partial(_same, article), ()), own, manner)
                if "index" in own.wished.editions:
                    listed[own.output.resolve()] = own
            tell(outcome, manner)
            tally.count(outcome)
        for own in listed.values():
            say_shelf(own, manner)
    sys.exit(tally.exit_code)


def _same(article: "Source | Collection") -> "Source | Collection":
    return article
