"""`publisher build`."""

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from publisher.cli.options import lexicon_option, source_options
from publisher.cli.outcomes import Manner, say_shelf, say_tally
from publisher.cli.shop import must_be_engine, workshop
from publisher.cli.working import Wanted, jobs_of, work_through
from publisher.errors import PublisherError, ReadingError, SettingsError
from publisher.process import keep_log, scratch
from publisher.settings import GRANULARITIES, PROFILES, STYLES, asked_for

if TYPE_CHECKING:
    from publisher.journal import Journal
    from publisher.takes import Wish
    from publisher.workshop import Workshop

SOURCE: Final = "source"
"""The folder of articles that is made where none is named."""

_CONTRARY: Final = (
    ("watch", "dry-run", "one makes what changes, the other makes nothing"),
    ("watch", "resume", "one ends only when it is stopped, the other when all is done"),
    ("resume", "force", "one passes over what is done, the other makes it again"),
    ("resume", "respeak", "one passes over what is done, the other speaks it again"),
    ("resume", "collection", "one goes on from article to article, the other makes them one"),
)


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
    "for each section), mp3, web (a page that reads itself aloud), m4b (an audiobook with "
    "chapters), daisy (a talking book), audiobook (of the W3C), podcast (one MP3 with chapters), "
    "captions (and transcripts), index (of all that stands in the output folder), onix (a record "
    "for shops), bundle (all of them in a ZIP); or all. Others that were made before are taken "
    "away.  [default: epub,mp3]",
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
    "--address",
    metavar="URL",
    help="Where the output folder will be on the web. With --editions index, feeds for podcast "
    "players and library apps are made of it.",
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
@click.option(
    "--watch",
    is_flag=True,
    help="Then wait, and make anew what changes whenever a file is saved, until Ctrl-C: articles, "
    "new ones in a folder, pictures, lexicons, publisher.toml. "
    "Such as: publisher build drafts/ --watch",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Keep a journal in the output folder, and pass over what it says is done, unopened: for "
    "catalogues of thousands. "
    "Such as: publisher build archive/ --resume, again after each interruption.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Tell what came of each article as a line of JSON, for other programs. "
    "Such as: publisher build news/ --json | jq -r 'select(.error).article'",
)
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@click.option("--force", is_flag=True, help="Make it again though nothing changed.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no notes: results and errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Show every finding, and a log.")
def build(
    paths: tuple[str, ...],
    output: Path,
    watch: bool,
    resume: bool,
    as_json: bool,
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
      publisher build story.md --editions all
      publisher build story.md --granularity word --style dyslexia
      publisher build talk.md --set interview_voices=espeak:en-gb,espeak:en-us
      publisher build issue-12/ --collection "The Quarterly, Spring"
      publisher build https://example.org/story
      publisher build letter.md --voice espeak:cy
      publisher build report.md --lexicon names.toml
      publisher build article.txt --respeak c02-p03-s01
      publisher build archive/ --scheduler tcp://10.0.0.5:8786
      publisher build drafts/ --watch
      publisher build archive/ --resume
      publisher build news/ --json -q > outcomes.jsonl
      pbpaste | publisher build -

    With --json standard output holds a line for each article and nothing else. Each line has all
    of these names; null stands for what is not known.

    \b
      article      as it was named, or found in a folder
      outcome      made, unchanged, passed over (--resume), failed, to be made (--dry-run)
      folder       of its edition
      duration_ms  how long the edition plays, in milliseconds
      spoken       clauses that were spoken anew, and
      remembered   those that were not; with --dry-run sentences, foretold
      seconds      that it took
      findings     how many there are of each weight: error, warning, note
      error        when it failed: its message, remedy and exit_code

    Ctrl-C ends --watch, with exit code 130 like any build that is stopped.

    \b
    Exit codes:
      0  everything was made          4  the voice cannot speak
      1  some articles were not made  5  an edition cannot be written
      2  wrong use                    70 a fault of publisher's own
      3  an article cannot be read    130 interrupted
    """
    from publisher.speaking.hiring import crew_of

    keep_log(quiet=quiet, verbose=verbose)
    wanted = Wanted(paths or _by_default(watch=watch), output, form or "", collection, remote)
    manner = Manner(dry_run, quiet, verbose, as_json)
    given = {"watch": watch, "resume": resume, "dry-run": dry_run, "force": force}
    _must_go_together({**given, "respeak": bool(respeak), "collection": collection is not None})
    asked = tuple(asked_for(each, "--set") for each in wishes)
    opened = partial(workshop, output, (*options.items(), *asked), form=wanted.form)
    shop = replace(opened(force=force), respeak=_wishes(respeak, wanted))
    must_be_engine(str(options["voice"] or ""))
    with scratch(), crew_of(scheduler, jobs or 0) as crew:
        shop = replace(shop, crew=crew)
        if watch:
            from publisher.cli.watching import keep_watch

            keep_watch(wanted, shop, manner, opened)
        tally = work_through(wanted, shop, manner, _journal(shop, wanted) if resume else None)
    if not dry_run:
        say_shelf(shop, manner)
    if resume and not quiet:
        say_tally(tally)
    sys.exit(tally.exit_code)


def _by_default(*, watch: bool) -> tuple[str, ...]:
    """The folder whose articles are made where none is named; one that is watched may yet come.

    Raises:
        ReadingError: it is not there.
    """
    if not watch and not Path(SOURCE).exists():
        raise ReadingError(
            f"No article was named, and the folder {SOURCE} is not there",
            f"Name one, as in publisher build ARTICLE, or put articles into {SOURCE}/.",
        )
    return (SOURCE,)


def _must_go_together(given: dict[str, bool]) -> None:
    """Refuse options that contradict one another.

    Raises:
        SettingsError: two of them do.
    """
    for one, other, why in _CONTRARY:
        if given[one] and given[other]:
            raise SettingsError(
                f"--{one} and --{other} contradict: {why}", "Leave one of them out."
            )


def _journal(shop: "Workshop", wanted: Wanted) -> "Journal":
    from publisher.journal import Journal

    return Journal(shop, remote=wanted.remote)


def _wishes(respeak: tuple[str, ...], wanted: Wanted) -> tuple["Wish", ...]:
    """The sentences that are to be spoken again, of the one publication that is meant.

    Raises:
        SettingsError: it is not told which, or what is named is no sentence.
    """
    from publisher.takes import wish

    def ignore(error: PublisherError, name: str) -> None:
        """Leave it to be said when it is its turn."""

    if respeak and len(tuple(jobs_of(wanted, ignore))) > 1:
        raise SettingsError(
            "--respeak mends one publication", "Name its article: publisher build ARTICLE ..."
        )
    return tuple(map(wish, respeak))
