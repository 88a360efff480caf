"""Which voice speaks: the one asked for, or the best that works here without the network."""

from publisher.errors import VoiceError
from publisher.report import Finding, Weight
from publisher.settings import FASTEST, SLOWEST
from publisher.speaking.engines import NOWHERE, Engine, Folders, engine_module

AUTO = "auto"


def chosen(
    name: str, language: str, rate: float, folders: Folders = NOWHERE
) -> tuple[Engine, tuple[Finding, ...]]:
    """A voice, ready to speak.

    Args:
        name: ``auto``, an engine (``espeak``), or an engine and its voice
            (``gtts:en@co.uk``). ``auto`` never chooses a voice that needs the network.
        language: BCP 47 tag of what is to be said.
        rate: speaking rate against the voice's own.
        folders: where voices lie, and what is made of them is kept.

    Returns:
        The voice, and findings when it is not quite what the language asks for.

    Raises:
        VoiceError: there is no such voice, or it cannot speak here.
    """
    if not SLOWEST <= rate <= FASTEST:
        raise VoiceError(
            f"The rate {rate:g} is out of bounds", f"Choose one from {SLOWEST} to {FASTEST:g}."
        )
    if name == AUTO:
        name = "piper" if _primary(language) in _neural_languages() else "espeak"
        fallback = name == "espeak"
    else:
        fallback = False
    engine_name, _, voice_name = name.partition(":")
    engine = engine_module(engine_name).load(voice_name, language, rate, folders)
    return engine, (*_fell_back(engine, fallback), *_foreign(engine, language))


def _neural_languages() -> set[str]:
    offers = engine_module("piper").offers()
    return {_primary(offer.voice.language) for offer in offers if not offer.needs}


def _fell_back(engine: Engine, fallback: bool) -> tuple[Finding, ...]:
    if not fallback:
        return ()
    message = (
        f"no neural voice speaks {engine.voice.language!r} here; "
        f"{engine.voice} reads it, which sounds like a machine"
    )
    return (Finding("voice-plain", Weight.WARNING, message),)


def _foreign(engine: Engine, language: str) -> tuple[Finding, ...]:
    spoken = _primary(engine.voice.language)
    if spoken in (_primary(language), "und"):
        return ()
    message = f"the article is in {language!r}, and the voice {engine.voice} speaks {spoken!r}"
    return (Finding("voice-foreign", Weight.WARNING, message),)


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
