"""`publisher voices`, `publisher voices add` and `remove`."""

import logging
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.shop import own_folders, stoppable
from publisher.errors import PublisherError

if TYPE_CHECKING:
    from publisher.speaking.engines import Offer

log = logging.getLogger("publisher")

_MANY = ("espeak", "gtts", "kokoro")  # engines of more voices than anybody reads through


@click.group(invoke_without_command=True)
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
        voice = engine.add(wanted, own_folders(), source, stoppable(progress))
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
    click.echo(engine.remove(wanted, own_folders()))


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


def _offers(engine: str) -> "tuple[Offer, ...]":
    """The voices of an engine; when it is not installed, one that says so."""
    from publisher.narration import Voice
    from publisher.speaking.engines import Offer, engine_module

    try:
        return tuple(engine_module(engine).offers(own_folders()))
    except PublisherError as error:
        return (Offer(Voice(engine, "", "und"), needs=str(error)),)
    except Exception as error:  # an engine of another package may fail in any way
        log.debug("the engine %s offers nothing", engine, exc_info=error)
        return (Offer(Voice(engine, "", "und"), needs=f"mending: {type(error).__name__}: {error}"),)


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
