"""Which voice speaks: the one asked for, or the best that works here without the network."""

import logging
from collections.abc import Iterator

from publisher.errors import VoiceError
from publisher.report import Finding, Weight
from publisher.settings import FASTEST, SLOWEST
from publisher.speaking.engines import (
    NOWHERE,
    PLAIN,
    Engine,
    Folders,
    Offer,
    engine_module,
    engines,
)
from publisher.speaking.fitting import fitness, same_language, speaks

AUTO = "auto"

log = logging.getLogger(__name__)


def chosen(
    name: str, language: str, rate: float, folders: Folders = NOWHERE, before: str = ""
) -> tuple[Engine, tuple[Finding, ...]]:
    """A voice, ready to speak.

    Args:
        name: ``auto``, an engine (``espeak``), or an engine and its voice
            (``gtts:en@co.uk``). ``auto`` never chooses a voice that needs the network.
        language: BCP 47 tag of what is to be said.
        rate: speaking rate against the voice's own.
        folders: where voices lie, and what is made of them is kept.
        before: the voice that spoke it before, which ``auto`` keeps to while it is here.

    Returns:
        The voice, and findings: why it was chosen, if it was, and where it is not quite what the
        language asks for.

    Raises:
        VoiceError: there is no such voice, or it cannot speak here.
    """
    if not SLOWEST <= rate <= FASTEST:
        raise VoiceError(
            f"The rate {rate:g} is out of bounds", f"Choose one from {SLOWEST} to {FASTEST:g}."
        )
    if name == AUTO:
        return _chosen(language, rate, folders, before)
    engine = _loaded(name, language, rate, folders)
    return engine, _foreign(engine, language)


def _loaded(name: str, language: str, rate: float, folders: Folders) -> Engine:
    engine, _, voice = name.partition(":")
    return engine_module(engine).load(voice, language, rate, folders)


def _chosen(
    language: str, rate: float, folders: Folders, before: str
) -> tuple[Engine, tuple[Finding, ...]]:
    """The voice that spoke before, or else the best that is here."""
    fit = sorted(
        (each for each in _trained(folders) if speaks(each, language)),
        key=lambda each: fitness(each, language),
    )
    best = str(fit[0].voice) if fit else "espeak"
    kept = _kept(before, language, rate, folders) if before else None
    if kept is not None and best not in (str(kept.voice), kept.voice.engine):
        return kept, (_staying(kept, best),)
    engine = kept or _loaded(best, language, rate, folders)
    why = _why(engine, len(fit), language) if fit else _plain(engine)
    return engine, (why, *_gone(before, engine), *_foreign(engine, language))


def _trained(folders: Folders) -> Iterator[Offer]:
    """Voices that work here now, offline, and were learnt from people."""
    for name in engines():
        if name in PLAIN:
            continue
        try:
            offers = tuple(engine_module(name).offers(folders))
        except Exception as error:  # another package's engine may fail in any way
            log.debug("the engine %s offers nothing: %s", name, error)
            continue
        for offer in offers:
            if not offer.needs and offer.voice.trained and not offer.voice.online:
                yield offer


def _kept(before: str, language: str, rate: float, folders: Folders) -> Engine | None:
    """The voice that spoke before, if it is here still, offline, and speaks the language."""
    name = before.partition(":")[0]
    if name == "silence" or name not in engines():
        return None
    try:
        engine = _loaded(before, language, rate, folders)
    except VoiceError as error:
        log.debug("%s is not here any more: %s", before, error)
        return None
    still = not engine.voice.online and same_language(engine.voice.language, language)
    return engine if still else None


def _staying(engine: Engine, best: str) -> Finding:
    message = (
        f"{engine.voice} spoke this edition before and speaks it still; "
        f"{best} would be chosen for a new one: name it with --voice to have it"
    )
    return Finding("voice-kept", Weight.NOTE, message)


def _gone(before: str, engine: Engine) -> tuple[Finding, ...]:
    name = before.partition(":")[0]
    if not before or name == "silence" or str(engine.voice) == before:
        return ()
    message = f"{before}, which spoke this edition before, is not chosen: {engine.voice} speaks it"
    return (Finding("voice-changed", Weight.WARNING, message),)


def _why(engine: Engine, count: int, language: str) -> Finding:
    nearest = f"of {count} here that speak it, the best of those nearest to it"
    reason = nearest if count > 1 else "the only voice here that speaks it"
    message = f"{engine.voice} ({engine.voice.language}) was chosen for {language!r}: {reason}"
    return Finding("voice-chosen", Weight.NOTE, message)


def _plain(engine: Engine) -> Finding:
    message = (
        f"no neural voice speaks {engine.voice.language!r} here; "
        f"{engine.voice} reads it, which sounds like a machine"
    )
    return Finding("voice-plain", Weight.WARNING, message)


def _foreign(engine: Engine, language: str) -> tuple[Finding, ...]:
    spoken = engine.voice.language
    if spoken == "und" or same_language(spoken, language):
        return ()
    primary = spoken.partition("-")[0].lower()
    message = f"the article is in {language!r}, and the voice {engine.voice} speaks {primary!r}"
    return (Finding("voice-foreign", Weight.WARNING, message),)
