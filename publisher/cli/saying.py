"""`publisher say`."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from publisher.cli.options import lexicon_option
from publisher.cli.shop import cache_limit, lexicon_of, must_be_engine, own_folders, stop
from publisher.cli.telling import say_findings
from publisher.errors import BindingError, ReadingError, SettingsError
from publisher.process import scratch

if TYPE_CHECKING:
    from publisher.lexicon import Lexicon
    from publisher.settings import Settings


@click.command()
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
@lexicon_option
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
    lexicon = lexicon_of(settings)
    if words:
        _say_words(lines, language, lexicon)
        return
    must_be_engine(settings.voice)
    if output is not None and output.suffix.lower() != ".wav":
        raise SettingsError(f"{output} is no WAV file", "Give it a name that ends in .wav.")
    _say_aloud(tuple(lines), output, settings, language, lexicon)


def _say_words(lines: Iterable[str], language: str, lexicon: "Lexicon") -> None:
    from publisher.speaking.phonetic import spelt
    from publisher.speaking.wording import speakable

    for line in lines:
        sys.stdout.write(f"{spelt(speakable(line, language, lexicon))}\n")
        stop.check()
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
    from publisher.speaking.choosing import chosen
    from publisher.speaking.pauses import pauses_of
    from publisher.speaking.remembering import Remembering
    from publisher.speaking.saying import recorded, sayings
    from publisher.speaking.sounding import unsaid
    from publisher.store import SOUNDS, Store

    folders = own_folders()
    assert folders.cache is not None
    voice, findings = chosen(settings.voice, language, settings.rate, folders)
    asked = tuple(used(lexicon, ((line, language) for line in lines)))
    findings = (*findings, *unsaid(asked, voice, str(voice.voice)))
    say_findings(findings, "say", verbose=False)
    names = names_in(lines, language, lexicon) if settings.names != "none" else ()
    said = tuple(sayings(lines, voice, language, (*lexicon, *names)))
    for each in said:
        click.echo("\n".join(filter(None, (each.shown, each.phonemes))))
    if not any(each.words for each in said):
        raise ReadingError("There is nothing to say in that", "Give it some words.")
    engine = Remembering(voice, Store(folders.cache / SOUNDS, cache_limit()))
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
