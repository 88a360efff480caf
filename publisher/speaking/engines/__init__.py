"""Engines: what turns words into sound. One module each, imported only when asked for.

To add one: write a module with `offers` and `load`, and name it in `ENGINES`; from another package,
by an entry point of the group `publisher.voices` that names the module.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

from publisher.errors import VoiceError
from publisher.narration import Sound, Voice
from publisher.speaking.clauses import CLAUSE_CHARACTERS


class Engine(Protocol):
    """A voice that is ready to speak.

    Attributes:
        voice: who speaks.
        identity: changes whenever the sound would: engine and its version, model digest,
            settings. Part of the name under which a spoken sentence is remembered.
        varies: whether it says the same words another way when asked for another take, or may,
            as one that is asked over the network.
    """

    voice: Voice
    identity: str
    varies: bool

    def say(self, words: str, take: int = 0) -> Sound:
        """Speak some words: one clause or sentence, wording already done.

        Args:
            words: as many characters as the engine's `longest` at most, `CLAUSE_CHARACTERS` where
                it has none; there is something to say in them. Phonemes are among them
                (`phonetic`) only where the engine is one that `TakesPhonemes`.
            take: which reading of them; the same take of the same words is the same sound. An
                engine that does not vary has one for all.

        Returns:
            What is heard; every sound of one engine has the same rate.

        Raises:
            VoiceError: the voice fell silent, with what the user can do.
        """


@runtime_checkable
class TakesPhonemes(Protocol):
    """An engine that says what it is given in phonemes; without this it is given spellings."""

    def lacks(self, ipa: str) -> str:
        """The signs of some IPA that the voice cannot say; "" when it can say them all.

        Asked of every word that a lexicon has in phonemes, before a model is loaded.
        """


def longest_of(engine: object) -> int:
    """How many characters an engine says in one go: its `longest`, or what suits every one."""
    return int(getattr(engine, "longest", CLAUSE_CHARACTERS))


def lacking(engine: object, ipa: str) -> str:
    """The signs of some IPA that an engine cannot say: all, where it takes no phonemes."""
    return engine.lacks(ipa) if isinstance(engine, TakesPhonemes) else ipa


@dataclass(frozen=True, slots=True)
class Offer:
    """A voice that works here now, or would.

    Attributes:
        voice: its card.
        needs: what it takes to make it work, or "" when it works now.
        quality: how natural it sounds beside others: Piper's own are from 1 to 4; 0 when nobody
            has said. Of voices that are equally near to a language the best is chosen.
        speakers: by name, of a voice that has several.
    """

    voice: Voice
    needs: str = ""
    quality: int = 0
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of this machine that engines may use.

    Attributes:
        cache: for what may be made again; None when nothing is to be kept.
        voices: where the user's voices lie; those that are added go into the first.
    """

    cache: Path | None = None
    voices: tuple[Path, ...] = ()


NOWHERE = Folders()


class EngineModule(Protocol):
    """What a module in this folder holds."""

    def offers(self, folders: Folders = NOWHERE) -> Iterator[Offer]:
        """The voices that this engine has here, and those it would have."""

    def load(self, name: str, language: str, rate: float, folders: Folders = NOWHERE) -> Engine:
        """Make a voice ready.

        Args:
            name: the voice's name in this engine, or "" for its best for the language.
            language: BCP 47 tag of the article.
            rate: speaking rate against the voice's own, from 0.5 to 2.0.
            folders: where it may look for voices, and keep what it makes of them.

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
PLAIN = ("gtts", "espeak", "silence")
"""Engines of ours that no voice is chosen from: they need the network, or sound like machines."""

GROUP = "publisher.voices"  # of entry points, by which other packages add engines


@cache
def engines() -> dict[str, str]:
    """Every engine's name and module: ours, then those of other packages, which take no name."""
    others = {each.name: each.value for each in sorted(entry_points(group=GROUP))}
    return {**ENGINES, **{name: others[name] for name in others if name not in ENGINES}}


def engine_module(name: str) -> EngineModule:
    """The engine of that name.

    Raises:
        VoiceError: there is none, or what it needs is not installed.
    """
    if name not in ENGINES and name not in engines():
        raise VoiceError(
            f"There is no engine called {name!r}",
            remedy=f"Choose one of {', '.join(engines())}; `publisher voices` lists their voices.",
        )
    module = ENGINES.get(name) or engines()[name]
    try:
        return cast(EngineModule, import_module(module))
    except ImportError as error:
        raise not_installed(name, error) from error
    except Exception as error:  # another package's fault, which may be any
        raise VoiceError(
            f"The engine {name} fails as it is loaded: {type(error).__name__}: {error}",
            remedy=f"Take away the package that brings {module}, or choose another engine.",
        ) from error


def not_installed(engine: str, error: ImportError) -> VoiceError:
    """What to say of an engine whose library is not there."""
    module = (error.name or engine).partition(".")[0]
    package = {"piper": "piper-tts"}.get(module, module.replace("_", "-"))
    return VoiceError(
        f"The engine {engine} is not installed: {package} is missing",
        remedy="Install publisher again (pip install --force-reinstall .), or choose another "
        "engine with --voice.",
    )
