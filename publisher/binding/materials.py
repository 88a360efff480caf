"""What an edition is made of: handed to every binder alike."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from publisher import __version__
from publisher.binding.cover import Cover
from publisher.document import Document
from publisher.edition import Edition
from publisher.narration import Narration
from publisher.settings import Settings
from publisher.store import Store

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "publisher.invalid")
_OLDEST = datetime(1980, 1, 1, tzinfo=UTC)  # a zip archive knows none before
_NEWEST = datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)  # nor after


@dataclass(frozen=True, slots=True)
class Materials:
    """All that goes into an edition.

    Attributes:
        document: what it says.
        narration: how that sounds; None when no edition asked for is narrated.
        cover: its cover.
        folder: where its files go.
        made: the time it carries, UTC.
        settings: how the user wants it.
        form: what tells one edition from others of the same words, or "".
        bound: the editions that were made before, where one holds others.
        store: where recordings that were encoded before are remembered; None for nowhere.
        given_up: is set when nobody wants any edition any more, so that what takes long may stop.
    """

    document: Document
    narration: Narration | None
    cover: Cover
    folder: Path
    made: datetime
    settings: Settings = Settings()  # noqa: RUF009  # frozen
    form: str = ""
    bound: tuple[Edition, ...] = ()
    store: Store | None = None
    given_up: Event = field(default_factory=Event, compare=False)

    @property
    def generator(self) -> str:
        """What made it, for metadata."""
        return f"publisher {__version__}"

    @property
    def identifier(self) -> str:
        """A publication's name for ever: the same for the same source, headline and authors.

        Source:
            RFC 9562, section 5.5: a UUID from a name.
        """
        return self.identifier_of(self.form)

    def identifier_of(self, form: str) -> str:
        """The name for ever of another edition of the same words, by what tells it from others."""
        about = self.document.metadata
        name = "\n".join((about.source, about.title, *about.authors, about.language))
        return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name + form)}"


def made_at(epoch: int | None, date: str) -> datetime:
    """The time that an edition carries, so that the same article gives the same bytes.

    Args:
        epoch: `SOURCE_DATE_EPOCH`, seconds since 1970, or None when it is not set.
        date: of the article, ISO 8601 to the precision known, or "".

    Returns:
        The first of these that is known, else the first of January 1980, which says “not
        known”; never earlier than that, nor later than the end of 2107.

    Source:
        reproducible-builds.org, SOURCE_DATE_EPOCH specification 1.1; PKWARE's APPNOTE,
        section 4.4.6 (dates).
    """
    if epoch is not None:
        within = min(max(epoch, int(_OLDEST.timestamp())), int(_NEWEST.timestamp()))
        return datetime.fromtimestamp(within, UTC)
    year, month, day = (*date[:10].split("-"), "1", "1")[:3]
    try:
        said = datetime(int(year), int(month), int(day), tzinfo=UTC)
    except (ValueError, OverflowError):
        return _OLDEST
    return min(max(said, _OLDEST), _NEWEST)
