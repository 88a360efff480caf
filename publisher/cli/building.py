"""`publisher build`."""

import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.options import lexicon_option, source_options
from publisher.cli.shop import must_be_engine, stop, stoppable, workshop
from publisher.cli.telling import say_error, say_findings, say_summary
from publisher.errors import PublisherError, SettingsError
from publisher.process import keep_log, scratch
from publisher.settings import GRANULARITIES, PROFILES, STYLES, asked_for

if TYPE_CHECKING:
    from publisher.planning import Plan
    from publisher.reading import Collection, Source
    from publisher.workshop import Workshop

log = logging.getLogger("publisher")

SOME_FAILED = 1


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH ...]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    help="Folder that editions go into.",
)
@click.option(
    "--voice", metavar="VOICE", help="An engine, or engine:voice. See `publisher voices`."
)
@click.option(
    "--editions",
    "--only",
    "editions",
    metavar="LIST",
    help="Make these and no others: epub (read-along), epub-text (no sound), epub-audio (a player "
    "for each section), mp3. Others that were made before are taken away.  [default: epub,mp3]",
)
@click.option(
    "--style",
    type=click.Choice(STYLES),
    help="How EPUBs are set: plain; large, for low vision; or dyslexia-friendly.",
)
@click.option(
    "--granularity",
    type=click.Choice(GRANULARITIES),
    help="What is lit as it is spoken: sentences, or in them each word too where the voice gives "
    "their times.",
)
@click.option(
    "--pages/--no-pages",
    default=None,
    help="Give EPUBs page numbers, one for every 1,024 characters.",
)
@click.option(
    "--announce",
    metavar="LIST",
    help="What listeners are told of before it is read: sections, quotations, lists, tables, "
    "pictures; all, or none.  [default: tables,pictures]",
)
@click.option(
    "--set",
    "wishes",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set what publisher.toml could, for this once: read_notes=place, read_tables=cells, "
    "quotation_voice=espeak:en-gb; again for each.",
)
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    help="For whom MP3s are made: podcast (64 kbit/s, the voice's own sample rate); acx (192 "
    "kbit/s, 44.1 kHz), for audiobook shops; daisy (64 kbit/s, 22.05 or 44.1 kHz), for "
    "talking-book players. Only the container differs.  [default: podcast]",
)
@click.option(
    "--bitrate", metavar="KBIT/S", help="Bitrate of MP3s, where the profile's own will not do."
)
@click.option(
    "--pauses",
    metavar="TIMES",
    help="How long the voice rests, 0.25 to 4.0 times the usual. One by one they are set in "
    "publisher.toml: sentence_pause, paragraph_pause, heading_pause.",
)
@lexicon_option
@click.option(
    "--respeak",
    multiple=True,
    metavar="NAME[=TAKE]",
    help="Speak a sentence of the standing edition again, in its next take, and leave all else as "
    "it is; report.html names them (c02-p03-s01). With =0 the first take comes back. Repeatable.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many sentences are spoken at once.  [default: one on each core]",
)
@click.option(
    "--scheduler",
    metavar="WHERE",
    default="threads",
    show_default=True,
    help="Who speaks: threads of this program; processes, which take more memory, and of which "
    "one may die; or a cluster, by the address of its Dask scheduler: tcp://HOST:8786.",
)
@source_options
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@click.option("--force", is_flag=True, help="Make it again though nothing changed.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no notes: results and errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Show every finding, and a log.")
def build(
    paths: tuple[str, ...],
    output: Path,
    dry_run: bool,
    force: bool,
    quiet: bool,
    verbose: bool,
    form: str | None,
    collection: str | None,
    remote: bool,
    wishes: tuple[str, ...],
    respeak: tuple[str, ...],
    jobs: int | None,
    scheduler: str,
    **options: str | bool | tuple[str, ...] | None,
) -> None:
    """Publish articles: a read-along EPUB and narrated MP3s for each.

    PATH is an article (text, Markdown, HTML, DOCX, EPUB), a folder of them, a web address, or -
    for standard input; source/ when left out. What was spoken before is remembered, so a second
    build speaks only what has changed, and an interrupted one goes on where it stopped.

    \b
    Examples:
      publisher build
      publisher build article.txt -o editions --rate 0.9 --pauses 1.5
      publisher build story.md --editions mp3 --profile acx
      publisher build news/ --editions epub,epub-text
      publisher build story.md --granularity word --style dyslexia
      publisher build talk.md --set interview_voices=espeak:en-gb,espeak:en-us
      publisher build issue-12/ --collection "The Quarterly, Spring"
      publisher build https://example.org/story
      publisher build letter.md --voice espeak:cy
      publisher build report.md --lexicon names.toml
      publisher build article.txt --respeak c02-p03-s01
      publisher build archive/ --scheduler tcp://10.0.0.5:8786
      pbpaste | publisher build -

    \b
    Exit codes:
      0  everything was made          4  the voice cannot speak
      1  some articles were not made  5  an edition cannot be written
      2  wrong use                    70 a fault of publisher's own
      3  an article cannot be read    130 interrupted
    """
    from publisher.speaking.hiring import crew_of

    keep_log(quiet=quiet, verbose=verbose)
    asked = (asked_for(each, "--set") for each in wishes)
    shop = workshop(output, (*options.items(), *asked), force=force, form=form or "")
    shop = replace(shop, respeak=_wishes(respeak, paths, collection))
    must_be_engine(str(options["voice"] or ""))
    failures: list[PublisherError] = []
    taken: set[Path] = set()
    with scratch(), crew_of(scheduler, jobs or 0) as crew:
        shop = replace(shop, crew=crew, taken=taken)
        for name, source in _named(paths or ("source",), shop.form, collection, remote, failures):
            try:
                taken.add(_build_one(source(), shop, dry_run=dry_run, quiet=quiet, verbose=verbose))
            except PublisherError as error:
                stop.check()
                say_error(error, name)
                failures.append(error)
    if failures:
        sys.exit(SOME_FAILED if taken else failures[0].exit_code)


def _wishes(respeak: tuple[str, ...], paths: tuple[str, ...], title: str | None) -> tuple[Any, ...]:
    """The sentences that are to be spoken again, of the one publication that is meant.

    Raises:
        SettingsError: it is not told which, or what is named is no sentence.
    """
    from publisher import arguments
    from publisher.takes import wish

    def ignore(error: PublisherError, name: str) -> None:
        """Leave it to be said when it is its turn."""

    if respeak and title is None and len(arguments.articles(paths or ("source",), ignore)) > 1:
        raise SettingsError(
            "--respeak mends one publication", "Name its article: publisher build ARTICLE ..."
        )
    return tuple(map(wish, respeak))


def _named(
    paths: tuple[str, ...],
    form: str,
    title: str | None,
    remote: bool,
    failures: list[PublisherError],
) -> Iterator[tuple[str, "Callable[[], Source | Collection]"]]:
    """What is to be made: its name, and how to take its bytes once it is its turn.

    What is not there is said, and counts among the failures.
    """
    from publisher import arguments

    def refuse(error: PublisherError, name: str) -> None:
        say_error(error, name)
        failures.append(error)

    if title is not None:
        yield title, partial(arguments.collection, title, paths, form, remote=remote)
        return
    for name in arguments.articles(paths, refuse):
        yield name, partial(arguments.source, name, form, remote=remote)


def _build_one(
    source: "Source | Collection", shop: "Workshop", *, dry_run: bool, quiet: bool, verbose: bool
) -> Path:
    """Make one publication, or foretell it; the folder that it goes into."""
    from publisher.display import shown
    from publisher.pipeline import publish
    from publisher.publication import unchanged

    if dry_run:
        from publisher.planning import planned

        made = planned(source, shop)
        click.echo("\n".join(_foretold(made, again=unchanged(made, shop) is None)))
        return made.target
    with shown(quiet=quiet, name=Path(source.name).name) as progress:
        publication = publish(source, shop, stoppable(progress))
    if not quiet:
        say_findings(publication.findings, source.name, verbose=verbose)
        say_summary(publication)
    click.echo(publication.folder)
    return publication.folder


def _foretold(made: "Plan", *, again: bool) -> Iterator[str]:
    """What a build would do."""
    from publisher.outline import clock, expected_ms

    work = made.document
    yield f"{made.name} -> {made.target}"
    if not again:
        yield "  nothing has changed"
        return
    yield f"  {len(work.sections)} sections, {work.words} words"
    yield f"  editions: {', '.join(made.settings.editions)}"
    if made.cast is not None:
        new, total = made.new_sentences()
        time = clock(expected_ms(work.words, made.settings.rate))
        voices = ", ".join(map(str, made.cast.voices))
        yield f"  voice: {voices}, about {time}; {new} of {total} sentences to speak"
