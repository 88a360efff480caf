"""Feeds of a shelf: for podcast players (RSS 2.0), and for library apps (OPDS 2.0).

Both name everything by its address on the web, so they are made only once that is known.

Source:
    RSS 2.0; Apple's podcast tags; the Podcast Namespace (guid, medium, transcript, chapters); OPDS
    2.0 (draft of the Readium foundation), over the Readium Web Publication Manifest.
"""

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import quote

from lxml import etree
from lxml.builder import ElementMaker

from publisher.binding.xhtml import legal
from publisher.labels import label
from publisher.shelf import Held, Shelved

RSS: Final = "feed.xml"
OPDS: Final = "opds.json"
OPDS_TYPE: Final = "application/opds+json"
COVER: Final = "cover.jpg"
SQUARE: Final = "cover-square.jpg"

_ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_PODCAST: Final = "https://podcastindex.org/namespace/1.0"
_ATOM: Final = "http://www.w3.org/2005/Atom"
_NAMES: Final = {"itunes": _ITUNES, "podcast": _PODCAST, "atom": _ATOM}
_R: Final = ElementMaker(nsmap=_NAMES)
_I: Final = ElementMaker(namespace=_ITUNES, nsmap=_NAMES)
_P: Final = ElementMaker(namespace=_PODCAST, nsmap=_NAMES)
_A: Final = ElementMaker(namespace=_ATOM, nsmap=_NAMES)
_PODCASTS: Final = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # the namespace's own
_ACQUIRED: Final = "http://opds-spec.org/acquisition/open-access"
_TO_FETCH: Final = ("epub", "epub-text", "epub-audio", "audiobook", "m4b", "podcast", "bundle")
_TRANSCRIPTS: Final = ("text/vtt", "application/x-subrip", "application/json")


@dataclass(frozen=True, slots=True)
class Channel:
    """Whose shelf it is, and where it is on the web.

    Attributes:
        title: of the shelf.
        address: of the output folder, with a slash at its end.
        language: of most of what stands on it, BCP 47.
    """

    title: str
    address: str
    language: str

    def at(self, path: str) -> str:
        """The address of a file, by its path from the output folder."""
        return self.address + quote(path)


def rss(works: Sequence[Shelved], channel: Channel) -> bytes:
    """The feed for podcast players: an episode for each work that has one.

    Args:
        works: newest first.
        channel: whose they are.
    """
    about = label("shelf about", channel.language, title=channel.title)
    scheme_less = channel.at(RSS).partition("://")[2].rstrip("/")
    head = (
        _R.title(legal(channel.title)),
        _R.link(channel.address),
        _R.description(legal(about)),
        _R.language(channel.language.lower()),
        _A.link(href=channel.at(RSS), rel="self", type="application/rss+xml"),
        _I.author(legal(channel.title)),
        _I.explicit("false"),
        _I.type("episodic"),
        _I.category(text="News"),
        _I.image(href=channel.at(SQUARE)),
        _P.guid(str(uuid.uuid5(_PODCASTS, scheme_less))),
        _P.medium("podcast"),
    )
    episodes = (_episode(work, channel) for work in works if work.first("podcast"))
    feed = _R.rss(_R.channel(*head, *episodes), version="2.0")
    etree.indent(feed)
    return bytes(etree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _episode(work: Shelved, channel: Channel) -> etree._Element:
    song = work.first("podcast")
    assert song is not None  # seen to by whoever asks
    size, lasts = str(song.size), str(round(song.duration_ms / 1000))
    told = work.standfirst or work.title
    item = _R.item(
        _R.title(legal(work.title)),
        _R.guid(work.identifier, isPermaLink="false"),
        _R.pubDate(format_datetime(_published(work))),
        _R.description(legal(f"{told} {label('synthetic', work.language)}")),
        _R.enclosure(url=channel.at(song.path), length=size, type=song.media_type),
        _I.duration(lasts),
        _I.author(legal(", ".join(work.authors) or channel.title)),
        _I.explicit("false"),
    )
    item.extend(_beside(work, channel))
    return item


def _beside(work: Shelved, channel: Channel) -> Iterator[etree._Element]:
    """A page to read, a picture, chapters, and what is said, where they are there."""
    page, picture = work.first("web", "text/html"), _picture(work, SQUARE)
    if page is not None:
        yield _R.link(channel.at(page.path))
    if picture is not None:
        yield _I.image(href=channel.at(picture.path))
    listed = work.first("podcast", "application/json+chapters")
    if listed is not None:
        yield _P.chapters(url=channel.at(listed.path), type=listed.media_type)
    for media_type in _TRANSCRIPTS:
        said = work.first("captions", media_type)
        if said is not None:
            yield _P.transcript(
                url=channel.at(said.path), type=media_type, language=work.language.lower()
            )


def _picture(work: Shelved, name: str) -> Held | None:
    return next((each for each in work.files if each.path == f"{work.slug}/{name}"), None)


def _published(work: Shelved) -> datetime:
    """The day of first publication, or that which the edition carries."""
    year, month, day = (*work.date[:10].split("-"), "1", "1")[:3]
    try:
        return datetime(int(year), int(month), int(day), tzinfo=UTC)
    except ValueError:
        return datetime.fromisoformat(work.made)


def opds(works: Sequence[Shelved], channel: Channel) -> bytes:
    """The catalogue for library apps: every work, with what can be fetched of it.

    Args:
        works: newest first.
        channel: whose they are.
    """
    told = {
        "metadata": {"title": channel.title, "numberOfItems": len(works)},
        "links": [{"rel": "self", "href": channel.at(OPDS), "type": OPDS_TYPE}],
        "publications": [
            _publication(work, channel) for work in works if any(_fetched(work, channel))
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _publication(work: Shelved, channel: Channel) -> dict[str, Any]:
    kind = "EBook" if any(each.startswith("epub") for each in work.editions) else "Audiobook"
    about = {
        "@type": f"http://schema.org/{kind}",
        "identifier": work.identifier,
        "title": work.title,
        "author": list(work.authors),
        "language": work.language,
        "publisher": work.publisher,
        "published": work.date,
        "modified": work.made,
        "description": work.standfirst,
        "subject": list(work.subjects),
        "narrator": work.voice,
        "duration": work.duration_ms / 1000,
    }
    pictures = [_picture(work, name) for name in (COVER, SQUARE)]
    images = [
        {"href": channel.at(each.path), "type": each.media_type}
        for each in pictures
        if each is not None
    ]
    return {
        "metadata": {name: value for name, value in about.items() if value},
        "links": list(_fetched(work, channel)),
        "images": images,
    }


def _fetched(work: Shelved, channel: Channel) -> Iterator[dict[str, Any]]:
    for edition in _TO_FETCH:
        file = work.first(edition)
        if file is not None:
            title = label(f"edition {edition}", work.language)
            href, kind = channel.at(file.path), file.media_type
            yield {"rel": _ACQUIRED, "href": href, "type": kind, "title": title}
