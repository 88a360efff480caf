"""`publisher pronounce` and `publisher lexicon`."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.options import FORMS, lexicon_option
from publisher.cli.shop import must_be_engine, workshop
from publisher.cli.telling import say_findings
from publisher.errors import BindingError, PublisherError, SettingsError

if TYPE_CHECKING:
    from publisher.lexicon import Lexeme
    from publisher.reading import Source
    from publisher.speaking.doubts import Doubt
    from publisher.workshop import Workshop


@click.command()
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
@lexicon_option
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
    shop = workshop(Path("build"), tuple(options.items()), form=form or "")
    must_be_engine(str(options["voice"] or ""))

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
    from publisher.speaking.choosing import chosen
    from publisher.speaking.doubts import doubts
    from publisher.understanding import understood

    known = understood(source, shop)
    language = known.document.metadata.language
    voice, findings = chosen(known.settings.voice, language, known.settings.rate, shop.folders)
    say_findings(findings, source.name, verbose=False)
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


@click.command()
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
