"""The audiobook: a W3C Audiobook in one file, for shops and players that know no MP3s in a folder.

A zip archive with a manifest of what is heard in which order. Beside each recording stands what is
said in it as a page, so that who cannot hear it reads it; what is claimed of accessibility is
computed from these pages and from what is heard of them. Everything is stored, as in an EPUB.

Source:
    W3C Audiobooks and Publication Manifest (Recommendations, 10 November 2020), with every
    property whose absence section 6.2 of the former calls an error; W3C Lightweight Packaging
    Format (LPF); schema.org and IPTC for that a machine speaks.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from lxml import etree

from publisher.binding import access
from publisher.binding.access import Built
from publisher.binding.archive import entry_of, put_file
from publisher.binding.chapters import Chapter, chapters, headings, is_listed, narration_of
from publisher.binding.covers import squared
from publisher.binding.materials import Materials, made_at
from publisher.binding.navigation import Entry, nested
from publisher.binding.package import is_date, is_house
from publisher.binding.page import colophon_frame, section_frame, title_frame
from publisher.binding.places import Places, images, page_of, places_of
from publisher.binding.prose import address
from publisher.binding.recording import (
    AUDIOBOOK,
    MEDIA_TYPE,
    encode,
    encoded,
    source_type,
    tags_within,
)
from publisher.binding.stylesheet import stylesheet
from publisher.binding.xhtml import (
    STYLE,
    E,
    direction,
    document,
    in_language,
    legal,
    written_for_all,
)
from publisher.document import Document, Section
from publisher.edition import Edition, File
from publisher.labels import label, own_language

PACKAGED: Final = "application/lpf+zip"
CONFORMS: Final = "https://www.w3.org/TR/audiobooks/"
MANIFEST: Final = "publication.json"
ENTRY: Final = "index.html"
COVER: Final = "cover.jpg"
_CONTEXTS: Final = ("https://schema.org", "https://www.w3.org/ns/pub-context")
_HTML: Final = "text/html"

_Words = str | dict[str, str]
"""Words in the language of the whole, or with their own."""


@dataclass(frozen=True, slots=True)
class Book:
    """An audiobook before it is written.

    Attributes:
        materials: what it is made of.
        heard: its chapters.
        texts: the page of each chapter, by its file.
        entry: the page that it is opened with.
    """

    materials: Materials
    heard: tuple[Chapter, ...]
    texts: Mapping[str, etree._Element]
    entry: etree._Element

    @property
    def work(self) -> Document:
        """What it says."""
        return self.materials.document


def bind_audiobook(materials: Materials) -> Edition:
    """Make the audiobook.

    Raises:
        BindingError: there is no narration, or ffmpeg failed.
        OSError: it cannot be written.
    """
    materials = replace(materials, form="-audiobook")
    heard = chapters(materials)
    encode((each.track for each in heard), AUDIOBOOK, materials.store)
    texts = dict(_texts(materials.document, heard))
    book = Book(materials, heard, texts, _entry_page(materials, heard))
    path = materials.folder / f"{materials.document.slug}.lpf"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in _small_files(book):
            archive.writestr(entry_of(name, materials.made), content)
        for each in heard:
            entry = entry_of(_song(each), materials.made)
            put_file(archive, entry, encoded(each.track, AUDIOBOOK), _tags(book, each))
    return Edition("audiobook", (File(path, PACKAGED),))


def _small_files(book: Book) -> Iterator[tuple[str, bytes]]:
    """Everything but the recordings; the manifest first, which a reader looks for first."""
    manifest = json.dumps(_manifest(book), ensure_ascii=False, indent=1)
    yield MANIFEST, f"{manifest}\n".encode()
    yield ENTRY, written_for_all(book.entry)
    yield COVER, squared(book.materials.cover.image)
    yield from ((name, written_for_all(page)) for name, page in book.texts.items())
    yield STYLE, stylesheet(book.materials.settings.style)
    yield from ((name, picture.data) for name, picture in images(book.work))


def _song(chapter: Chapter) -> str:
    return f"audio/{chapter.stem}.mp3"


def _text(chapter: Chapter) -> str:
    return f"{chapter.stem}.html"


def _tags(book: Book, chapter: Chapter) -> bytes:
    voices = narration_of(book.materials).heard_in(chapter.track)
    return tags_within(chapter.title, book.work.metadata, voices)


# Pages


def _texts(work: Document, heard: Sequence[Chapter]) -> Iterator[tuple[str, etree._Element]]:
    """The page of each chapter: all that is said in it, and seen."""
    files = {page_of(part): _text(each) for each in heard for part in each.parts}
    places = replace(places_of(work).moved(files, "images/"), language=work.metadata.language)
    for each in heard:
        here = replace(places, page=_text(each))
        body = E.body(*(_frame(part, work, here) for part in each.parts))
        titled = _language_of(each.section, work) if each.number > 1 else ""
        yield _text(each), document(each.title, work.metadata.language, body, titled)


def _frame(part: Section, work: Document, places: Places) -> etree._Element:
    if part == work.front:
        return title_frame(part, places)
    is_colophon = work.around is not None and part == work.around.colophon
    return colophon_frame(part, places) if is_colophon else section_frame(part, places)


def _language_of(section: Section, work: Document) -> str:
    """The language of what a section is called, where those are words of our own; else ""."""
    is_colophon = work.around is not None and section == work.around.colophon
    is_ours = is_colophon or (section.heading is None and not section.turn)
    return own_language(work.metadata.language) if is_ours else ""


def _entry_page(materials: Materials, heard: Sequence[Chapter]) -> etree._Element:
    """The page that it is opened with: its cover, what is heard, and what can be read."""
    work, about = materials.document, materials.document.metadata
    ours = own_language(about.language)
    cover = E.img({"src": COVER, "alt": legal(materials.cover.alternative_text), "class": "cover"})
    contents = in_language(E.h2(label("contents", about.language), id="contents"), ours)
    table = E.nav(contents, nested(tuple(_entries(heard, work))), role="doc-toc")
    table.set("aria-labelledby", "contents")
    texts = tuple(Entry(each.title, _text(each)) for each in heard)
    written = in_language(E.h2(label("article", about.language), id="texts"), ours)
    read = E.nav(written, nested(texts))
    read.set("aria-labelledby", "texts")
    body = E.body(
        E.h1(legal(about.title)),
        *(E.p({"class": "byline"}, legal(author)) for author in about.authors),
        E.p(in_language(cover, ours)),
        table,
        read,
    )
    page = document(about.title, about.language, body)
    page[0].append(E.link(rel="publication", href=MANIFEST))
    return page


def _entries(heard: Sequence[Chapter], work: Document) -> Iterator[Entry]:
    """The table of contents: each heading, with when it is heard where it does not come first."""
    depths = {each.section.name: each.depth for each in headings(heard, work)}
    for chapter in heard:
        for place, (part, line) in enumerate(chapter.openings()):
            begin = line.clip.begin
            way = _song(chapter) + (f"#t={begin // 1000}.{begin % 1000:03}" if place else "")
            if part == work.front:
                yield Entry(part.label or work.metadata.title, way)
            elif is_listed(part, work):
                yield Entry(part.label, way, depths[part.name], _language_of(part, work))


# The manifest


def _manifest(book: Book) -> dict[str, Any]:
    """What it is, whose, and what is in it."""
    about, language = book.work.metadata, book.work.metadata.language
    voices = narration_of(book.materials).voices
    return {
        "@context": [*_CONTEXTS, {"language": language, "direction": direction(language)}],
        "conformsTo": CONFORMS,
        "type": "Audiobook",
        "id": book.materials.identifier,
        "url": _home(about.source) or book.materials.identifier,
        "name": _plain(about.title) or label("untitled", language),
        "author": list(_authors(book.work)),
        "readBy": [
            {"name": str(voice), "description": _ours("synthetic", language)} for voice in voices
        ],
        **_publisher(about.publisher),
        "inLanguage": language,
        "readingProgression": direction(language),
        "datePublished": _published(book.materials),
        "dateModified": f"{book.materials.made:%Y-%m-%dT%H:%M:%SZ}",
        "abridged": _is_abridged(book),
        "duration": _duration(sum(each.track.length for each in book.heard)),
        "digitalSourceType": source_type(voices),
        **_claims(book),
        "readingOrder": [_recording(each, book) for each in book.heard],
        "resources": list(_resources(book)),
    }


def _home(source: str) -> str:
    """Where it was published, as an address; "" where that is told otherwise."""
    found = address(source)
    return found if found.startswith(("http://", "https://")) else ""


def _plain(words: str) -> str:
    return " ".join(legal(words).split())


def _ours(word: str, language: str) -> _Words:
    return _told(label(word, language), own_language(language))


def _told(words: str, language: str) -> _Words:
    """Words, with their language where it is another than that of the whole."""
    return {"value": words, "language": language} if language else words


def _authors(work: Document) -> Iterator[dict[str, Any]]:
    """Whose it is; where neither author nor publisher is told, that is said."""
    about = work.metadata
    for name in about.authors:
        yield {"type": "Organization" if is_house(name) else "Person", "name": _plain(name)}
    if not about.authors and about.publisher:
        yield {"type": "Organization", "name": _plain(about.publisher)}
    elif not about.authors:
        yield {"name": _ours("unknown", about.language)}


def _publisher(name: str) -> dict[str, Any]:
    return {"publisher": {"type": "Organization", "name": _plain(name)}} if name else {}


def _published(materials: Materials) -> str:
    """The day that it was published first; of a month or a year, the first day."""
    said = materials.document.metadata.date
    when = made_at(None, said) if is_date(said) else materials.made
    return f"{when:%Y-%m-%d}"


def _is_abridged(book: Book) -> bool:
    """Whether something that is printed is not heard."""
    parts = (part for each in book.heard for part in each.parts)
    return any(block.silent for part in parts for block in part.blocks())


def _duration(length: int) -> str:
    """So many milliseconds, as ISO 8601 has them."""
    return f"PT{length // 1000}.{length % 1000:03}S"


def _recording(chapter: Chapter, book: Book) -> dict[str, Any]:
    """A chapter's recording, and the page with what is said in it."""
    titled = _language_of(chapter.section, book.work) if chapter.number > 1 else ""
    voices = narration_of(book.materials).heard_in(chapter.track)
    return {
        **_linked(_song(chapter), MEDIA_TYPE),
        "name": _told(_plain(chapter.title), titled),
        "duration": _duration(chapter.track.length),
        "digitalSourceType": source_type(voices),
        "alternate": [_linked(_text(chapter), _HTML)],
    }


def _resources(book: Book) -> Iterator[dict[str, Any]]:
    """Everything else that is in it."""
    yield {**_linked(ENTRY, _HTML), "rel": "contents"}
    yield {**_linked(COVER, "image/jpeg"), "rel": "cover", **_described(book)}
    yield from (_linked(name, _HTML) for name in book.texts)
    yield _linked(STYLE, "text/css")
    yield from (_linked(name, picture.media_type) for name, picture in images(book.work))


def _described(book: Book) -> dict[str, Any]:
    language = own_language(book.work.metadata.language)
    return {"name": _told(_plain(book.materials.cover.alternative_text), language)}


def _linked(name: str, media_type: str) -> dict[str, Any]:
    return {"type": "LinkedResource", "url": name, "encodingFormat": media_type}


def _claims(book: Book) -> dict[str, Any]:
    """What is true of it for those who cannot hear it, or cannot see it."""
    names = frozenset(clip.sentence for each in book.heard for clip in each.track.clips)
    pages = {ENTRY: book.entry, **book.texts}
    sections = tuple(each.section.name for each in book.heard)
    told: dict[str, list[str]] = {}
    for name, value in access.claims(book.materials, Built(pages, recordings=sections)):
        told.setdefault(name.removeprefix("schema:"), []).append(value)
    ways = [way.split(",") for way in told["accessModeSufficient"]]
    if ["textual"] in ways and not any(
        access.unheard(Built(book.texts, heard=names - _announced(book)))
    ):
        ways.insert(0, ["auditory"])
    language = own_language(book.work.metadata.language)
    return {
        "accessMode": ["auditory", *told["accessMode"]],
        "accessModeSufficient": [{"type": "ItemList", "itemListElement": way} for way in ways],
        "accessibilityFeature": [*told["accessibilityFeature"], "transcript"],
        "accessibilityHazard": told["accessibilityHazard"],
        "accessibilitySummary": _told(told["accessibilitySummary"][0], language),
    }


def _announced(book: Book) -> frozenset[str]:
    """What is said and not printed: it goes by the name of what it tells of."""
    lines = (line for each in book.heard for line in each.lines())
    return frozenset(line.sentence.name for line in lines if not line.is_printed)
