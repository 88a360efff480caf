"""`publisher cache`: what is remembered, how much room it takes, and how to make room.

All of it can be made again: sounds by speaking, voices by opening them up anew.
"""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from publisher.cli.options import SIZE
from publisher.cli.shop import cache_limit, own_folders
from publisher.errors import BindingError

VOICES = "voices"  # what the folder of voices that were made ready is called in the cache


@click.group("cache", invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Show, prune or clear what is remembered.

    Every sentence that was spoken is remembered, so that a changed article costs no more than what
    changed. What was not asked for longest goes once there is more than PUBLISHER_CACHE_LIMIT (4GB
    if it is not set). Nothing here is needed by what was published.

    \b
    Examples:
      publisher cache
      publisher cache prune --to 500MB
      publisher cache prune --unused 30
      publisher cache clear
    """
    if context.invoked_subcommand is None:
        context.invoke(info)


@cache.command()
def info() -> None:
    """Show where what is remembered lies, how much it is, and since when it was not asked for."""
    from publisher.store import SOUNDS, Store

    folder = _folder()
    held = Store(folder / SOUNDS).holding()
    click.echo(f"{folder}")
    oldest = f", the oldest not asked for since {_day(held.oldest)}" if held.oldest else ""
    click.echo(f"  sounds: {held.sounds:,}, {_told(held.size)} of {_told(cache_limit())}{oldest}")
    made = {path: path.stat().st_size for path in _voices(folder)}
    count = sum(path.suffix == ".json" for path in made)  # which tells of a voice's graphs
    click.echo(f"  voices made ready: {count}, {_told(sum(made.values()))}")


@cache.command()
@click.option("--to", "size", type=SIZE, metavar="SIZE", help="Keep this much: 500MB, 2GB.")
@click.option(
    "--unused",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Take away what was not asked for in so many days.",
)
def prune(size: int | None, unused: int | None) -> None:
    """Take away the sounds that were not asked for longest.

    Without an option, what is over the limit.

    \b
    Examples:
      publisher cache prune --to 500MB
      publisher cache prune --unused 30
    """
    from publisher.store import SOUNDS, Store

    since = (datetime.now(UTC) - timedelta(days=unused)).timestamp() if unused is not None else 0.0
    most = cache_limit() if size is None else size
    gone = Store(_folder() / SOUNDS).prune(most, since)
    click.echo(f"{gone.sounds:,} sounds taken away, {_told(gone.size)}")


@cache.command()
def clear() -> None:
    """Take away all that is remembered; what is published stays."""
    from publisher.glance import NOTES
    from publisher.store import SOUNDS

    folder = _folder()
    for part in (folder / SOUNDS, folder / VOICES, folder / NOTES):
        try:
            if part.is_dir():
                shutil.rmtree(part)
        except OSError as error:
            raise BindingError(
                f"{part} cannot be taken away: {error.strerror or error}",
                remedy="See that it is yours, and that no build is under way.",
            ) from error
    click.echo(f"{folder}: nothing is remembered any more")


def _folder() -> Path:
    folder = own_folders().cache
    assert folder is not None
    return folder


def _voices(folder: Path) -> Iterator[Path]:
    yield from (path for path in (folder / VOICES).glob("*") if path.is_file())


def _told(size: int) -> str:
    """A size as people read it: 1.5 GB."""
    from rich.filesize import decimal

    return str(decimal(size))


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().date().isoformat()
