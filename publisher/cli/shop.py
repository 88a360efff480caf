"""What a command works with: the environment and the working folder, which are read here alone."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.options import SIZE
from publisher.errors import SettingsError
from publisher.process import Stop

if TYPE_CHECKING:
    from publisher.lexicon import Lexicon
    from publisher.progress import Progress, Step
    from publisher.settings import Layer, Settings
    from publisher.speaking.engines import Folders
    from publisher.workshop import Workshop

LATEST = 4_354_819_198  # 2107-12-31 23:59:58, the last that a zip archive can tell
stop = Stop()


def workshop(output: Path, options: "Layer", *, force: bool = False, form: str) -> "Workshop":
    """The workshop that this environment and working folder make.

    Raises:
        SettingsError: what the user sets makes no sense.
    """
    from publisher.settings import FILE, Settings, from_file
    from publisher.workshop import Workshop

    settings = Settings().under(from_file(Path()), FILE)
    settings.under(options, "command line")  # said once here, not again for every article
    folders = own_folders()
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
        limit=cache_limit(),
    )


def own_folders() -> "Folders":
    """The folders of this user that engines may use."""
    import platformdirs

    from publisher.speaking.engines import Folders

    cache = os.environ.get("PUBLISHER_CACHE") or platformdirs.user_cache_dir("publisher", False)
    named = (each for each in os.environ.get("PUBLISHER_VOICES", "").split(os.pathsep) if each)
    own = Path(platformdirs.user_data_dir("publisher", False)) / "voices"
    return Folders(Path(cache), tuple(map(Path, named)) or (own,))


def cache_limit() -> int:
    """How many bytes of what was spoken are remembered: `PUBLISHER_CACHE_LIMIT`, or the usual.

    Raises:
        SettingsError: it is no size.
    """
    from publisher.store import USUAL_LIMIT

    said = os.environ.get("PUBLISHER_CACHE_LIMIT", "")
    try:
        return SIZE.convert(said, None, None) if said else USUAL_LIMIT
    except click.BadParameter as error:
        raise SettingsError(
            f"PUBLISHER_CACHE_LIMIT is {said!r}, which is no size",
            remedy="Write one such as 500MB or 2GB.",
        ) from error


def _own_lexicon() -> "Lexicon":
    """How the user wants words said: in their configuration, or where PUBLISHER_LEXICON says.

    Raises:
        SettingsError: a lexicon cannot be read.
    """
    from publisher.lexiconfile import load

    named = os.environ.get("PUBLISHER_LEXICON", "").strip(os.pathsep)
    return tuple(each for path in own_lexicons() if named or path.is_file() for each in load(path))


def own_lexicons() -> tuple[Path, ...]:
    """The user's own lexicons: those that PUBLISHER_LEXICON names, or where theirs would be."""
    import platformdirs

    from publisher.lexiconfile import NAMES

    named = [each for each in os.environ.get("PUBLISHER_LEXICON", "").split(os.pathsep) if each]
    own = Path(platformdirs.user_config_dir("publisher", False))
    return tuple(map(Path, named)) or tuple(own / name for name in NAMES)


def lexicon_of(settings: "Settings") -> "Lexicon":
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


def must_be_engine(voice: str) -> None:
    """Refuse an engine that is not there once, and not for every article.

    Raises:
        VoiceError: there is no such engine.
    """
    from publisher.speaking.choosing import AUTO
    from publisher.speaking.engines import engine_module, engines

    engine = (voice or AUTO).partition(":")[0]
    if engine not in (AUTO, *engines()):
        engine_module(engine)


def stoppable(progress: "Progress") -> "Progress":
    """Progress that stops at the next step once that was asked for."""

    def step_on(step: "Step") -> None:
        stop.check()
        progress(step)

    return step_on
