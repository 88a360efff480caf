"""Where work is done, and how: what depends on the machine, the clock and the user's wishes.

Nothing that works is imported here, so that a build in which nothing has changed need not be.
"""

from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.lexicon import Lexicon
from publisher.settings import Layer, Settings
from publisher.speaking.engines import Folders
from publisher.store import SOUNDS, USUAL_LIMIT, Store
from publisher.takes import Wish

if TYPE_CHECKING:
    from publisher.speaking.crew import Crew


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where work is done, and how.

    Attributes:
        output: the folder that editions go into.
        cache: the user's folder for what may be made again: remembered sounds.
        settings: the user's, from defaults and `publisher.toml`.
        options: what the user asks for this once; laid over what the article asks for.
        epoch: `SOURCE_DATE_EPOCH`, or None.
        force: whether to make again what has not changed, and to take the place of another
            article's edition.
        form: the format of what is read, a key of `reading.READERS`; "" to tell by its name.
        taken: what was made a moment ago: places that not even ``force`` takes.
        voices: the folders that the user's voices lie in.
        lexicon: how the user wants words said in whatever is made.
        limit: how many bytes of remembered sounds are kept.
        respeak: sentences of what stands there that are to be spoken in another take.
        crew: who speaks, several lines at once; kept from one article to the next.
    """

    output: Path
    cache: Path
    settings: Settings = Settings()  # noqa: RUF009  # frozen
    options: Layer = ()
    epoch: int | None = None
    force: bool = False
    form: str = ""
    taken: Set[Path] = frozenset()
    voices: tuple[Path, ...] = ()
    lexicon: Lexicon = ()
    limit: int = USUAL_LIMIT
    respeak: tuple[Wish, ...] = ()
    crew: "Crew | None" = None

    @property
    def wished(self) -> Settings:
        """The user's settings under what is asked for this once, for whatever article.

        Raises:
            SettingsError: an option makes no sense.
        """
        return self.settings.under(self.options, "command line")

    @property
    def folders(self) -> Folders:
        """What engines may use of it."""
        return Folders(self.cache, self.voices)

    def store(self) -> Store:
        """Where what was spoken is remembered."""
        return Store(self.cache / SOUNDS, self.limit)
