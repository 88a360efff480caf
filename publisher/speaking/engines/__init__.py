"""Engines: what turns words into sound. One module each, imported only when asked for.

To add one: write a module with `offers` and `load`, and name it in `ENGINES`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from publisher.errors import VoiceError
from publisher.narration import Sound, Voice


class Engine(Protocol):
    """A voice that is ready to speak.

    Attributes:
        voice: who speaks.
        identity: changes whenever the sound would: engine and its version, model digest,
            settings. Part of the name under which a spoken sentence is remembered.
    """

    voice: Voice
    identity: str

    def say(self, words: str) -> Sound:
        """Speak some words: one clause or sentence, wording already done.

        Args:
            words: at most `CLAUSE_CHARACTERS` long; there is something to say in them.

        Returns:
            What is heard; every sound of one engine has the same rate.

        Raises:
            VoiceError: the voice fell silent, with what the user can do.
        """


@dataclass(frozen=True, slots=True)
class Offer:
    """A voice that works here now, or would.

    Attributes:
        voice: its card.
        needs: what it takes to make it work, or "" when it works now.
    """

    voice: Voice
    needs: str = ""


class EngineModule(Protocol):
    """What a module in this folder holds."""

    def offers(self) -> Iterator[Offer]:
        """The voices that this engine has here, and those it would have."""

    def load(self, name: str, language: str, rate: float) -> Engine:
        """Make a voice ready.

        Args:
            name: the voice's name in this engine, or "" for its best for the language.
            language: BCP 47 tag of the article.
            rate: speaking rate against the voice's own, from 0.5 to 2.0.

        Raises:
            VoiceError: there is no such voice, or it cannot speak here.
        """


ENGINES = {
    "piper": "publisher.speaking.engines.piper",
    "kokoro": "publisher.speaking.engines.kokoro",
    "gtts": "publisher.speaking.engines.gtts",
    "espeak": "publisher.speaking.engines.espeak",
    "silence": "publisher.speaking.engines.silence",
}


def engine_module(name: str) -> EngineModule:
    """The engine of that name.

    Raises:
        VoiceError: there is none, or what it needs is not installed.
    """
    if name not in ENGINES:
        raise VoiceError(
            f"There is no engine called {name!r}",
            remedy=f"Choose one of {', '.join(ENGINES)}; `publisher voices` lists their voices.",
        )
    try:
        return cast(EngineModule, import_module(ENGINES[name]))
    except ImportError as error:
        raise not_installed(name, error) from error


def not_installed(engine: str, error: ImportError) -> VoiceError:
    """What to say of an engine whose library is not there."""
    module = (error.name or engine).partition(".")[0]
    package = {"piper": "piper-tts"}.get(module, module.replace("_", "-"))
    return VoiceError(
        f"The engine {engine} is not installed: {package} is missing",
        remedy="Install publisher again (pip install --force-reinstall .), or choose another "
        "engine with --voice.",
    )
