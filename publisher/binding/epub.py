"""The EPUB: one file that every e-reader opens, in three forms for readers that differ.

``epub`` has read-along: every sentence is lit as it is spoken. ``epub-text`` has no sound, for
reading systems that take none, and for sending by mail. ``epub-audio`` has a player at the head
of each section, for reading systems that know no overlays. All are written by the same hand,
from the same recording.

Source:
    EPUB 3.3; EPUB Media Overlays 3.3. Directive (EU) 2019/882, annex I, section IV (f) (i), asks
    that an e-book with sound give text and sound in synchrony.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from ebooklib import epub

from publisher.article import Role
from publisher.binding import access, overlay
from publisher.binding.access import Built
from publisher.binding.archive import Archive, Page, Recording
from publisher.binding.around import surrounded
from publisher.binding.lexicons import Sounding, lead_to, lexicons_of
from publisher.binding.materials import Materials
from publisher.binding.navigation import Entry, list_pages, navigation, ncx
from publisher.binding.overlay import Overlay
from publisher.binding.package import describe
from publisher.binding.page import colophon_page, cover_page, section_page, title_page
from publisher.binding.pagination import paginate
from publisher.binding.places import Places, images, page_of, places_of
from publisher.binding.recording import encode, encoded, tags_within
from publisher.binding.stylesheet import stylesheet
from publisher.binding.xhtml import STYLE
from publisher.document import Around, Document, Section
from publisher.edition import Edition, File
from publisher.labels import label, own_language
from publisher.machine import beside
from publisher.narration import Track
from publisher.pls import MEDIA_TYPE as PLS

MEDIA_TYPE: Final = "application/epub+zip"
_COVER: Final = "cover.jpg"


@dataclass(frozen=True, slots=True)
class Form:
    """One of the forms of an EPUB.

    Attributes:
        ending: of its file's name, before ``.epub``.
        lit: whether each sentence is lit as it is spoken.
        played: whether each section has a player.
    """

    ending: str = ""
    lit: bool = False
    played: bool = False


FORMS: Final = {
    "epub": Form(lit=True),
    "epub-text": Form("-text"),
    "epub-audio": Form("-audio", played=True),
}


def bind_epub(materials: Materials, kind: str = "epub") -> Edition:
    """Make an EPUB of a publication.

    Args:
        materials: without a narration, no form has sound.
        kind: a key of `FORMS`.

    Raises:
        BindingError: a recording cannot be encoded.
        OSError: it cannot be written.
    """
    form = FORMS[kind]
    path = materials.folder / f"{materials.document.slug}{form.ending}.epub"
    book = epub.EpubBook()
    _fill(book, _prepared(materials, form), form)
    Archive(path, book, materials.made).write()
    return Edition(kind, (File(path, MEDIA_TYPE),))


def _prepared(materials: Materials, form: Form) -> Materials:
    """The materials of a form: without sound where it has none, with the pages around."""
    narration = materials.narration if form.lit or form.played else None
    work = materials.document
    if work.around is None or narration is None:
        voices = narration.voices if narration else ()
        work = surrounded(work, materials.cover.alternative_text, voices)
    return replace(materials, document=work, narration=narration, form=form.ending)


@dataclass(frozen=True, slots=True)
class _Content:
    """What is in a book.

    Attributes:
        pages: in the order of the spine, the cover first.
        overlays: of those pages.
        lexicons: how its words are said.
        marks: where pages of print would begin.
        built: all that claims are computed from.
    """

    pages: tuple[Page, ...]
    overlays: tuple[Overlay, ...]
    lexicons: tuple[Sounding, ...]
    marks: tuple[Entry, ...]
    built: Built


def claims_of(materials: Materials, kind: str) -> Iterator[tuple[str, str]]:
    """What a form of EPUB claims of its accessibility, as its package does.

    Args:
        materials: of the publication.
        kind: a key of `FORMS`.
    """
    form = FORMS[kind]
    prepared = _prepared(materials, form)
    yield from access.claims(prepared, _content(prepared, form).built)


def _content(materials: Materials, form: Form) -> _Content:
    """Make every page, and what goes with it."""
    work, narration = materials.document, materials.narration
    assert work.around is not None  # seen to by _prepared
    files = {section.name: _file_of(section) for section, _ in _heard(materials, form)}
    heard = overlay.heard_in(narration, files) if narration and form.lit else {}
    announced = frozenset(_announced(work))
    if materials.settings.granularity == "sentence":
        heard = overlay.without_words(heard)
    places = replace(places_of(work), words=overlay.words_of(heard))
    pages = tuple(_pages(work, work.around, places, files if form.played else {}))
    lexicons = tuple(lexicons_of(work))
    for page in pages:
        lead_to(lexicons, page.root)
    marks = dict(_paginated(pages, work)) if materials.settings.pages else {}
    opened = dict(_announced_headings(work))
    begun = {entry.name: opened.get(name, name) for entry, name in marks.items()}
    heard = overlay.with_marks(heard, begun)
    overlays = tuple(_overlays(pages, heard, announced))
    built = Built(
        pages={page.file_name: page.root for page in pages},
        overlays=overlays,
        recordings=tuple(files),
        heard=frozenset(heard) - announced,
        words=bool(places.words),
        paged=bool(marks),
        sounding=bool(lexicons),
    )
    return _Content(pages, overlays, lexicons, tuple(marks), built)


def _fill(book: epub.EpubBook, materials: Materials, form: Form) -> None:
    """Put every resource into the book, and the pages in order."""
    tracks = [track for _, track in _heard(materials, form)]
    with beside(partial(encode, tracks, memory=materials.store)) as encoding:
        made = _content(materials, form)
        describe(book, materials, made.built)
        encoding.result()
    items = (
        *made.pages,
        *map(_smil, made.overlays),
        *_recordings(materials, form),
        *map(_pls, made.lexicons),
        *_resources(materials, made.marks, lit=bool(made.overlays)),
    )
    for item in items:
        book.add_item(item)
    cover, *linear = made.pages
    book.spine = [(cover, "no"), *linear]


def _heard(materials: Materials, form: Form) -> Iterator[tuple[Section, Track]]:
    """Each section that has a recording, with its track; other pages only where they are lit."""
    work, narration = materials.document, materials.narration
    if narration is None:
        return
    for section in (each for each, _ in (work.spoken() if form.lit else work.listening())):
        track = narration.find(section.name)
        if track is not None and track.clips:
            yield section, track


def _file_of(section: Section) -> str:
    return f"audio/{section.name}.mp3"


def _recordings(materials: Materials, form: Form) -> Iterator[Recording]:
    """The recordings of sections, which are encoded by now."""
    for section, track in _heard(materials, form):
        assert materials.narration is not None  # or nothing would be heard
        voices = materials.narration.heard_in(track)
        tags = tags_within(section.label, materials.document.metadata, voices)
        yield Recording(f"audio-{section.name}", _file_of(section), encoded(track), tags)


def _pages(
    work: Document, around: Around, places: Places, recordings: Mapping[str, str]
) -> Iterator[Page]:
    """Every page in the order of the spine, the cover first."""
    language = work.metadata.language
    yield Page("cover.xhtml", cover_page(_COVER, around.cover, language))
    yield Page("title.xhtml", title_page(work, places))
    entries, marks = tuple(_entries(work, around)), tuple(_landmarks(work))
    yield Page("nav.xhtml", navigation(around.contents, entries, marks, language), ("nav",))
    for section in work.sections:
        recording = recordings.get(section.name, "")
        yield Page(page_of(section), section_page(section, language, places, recording))
    yield Page("colophon.xhtml", colophon_page(around.colophon, language, places))


def _paginated(pages: tuple[Page, ...], work: Document) -> Iterator[tuple[Entry, str]]:
    """Mark where pages begin, and list them in the navigation document."""
    roots = {page.file_name: page.root for page in pages}
    blocks = [block for section in work.sections for block in section.blocks()]
    names = {each.name for block in blocks for each in block.sentences}
    names |= {block.mark.name for block in blocks if block.mark}
    counted = {page_of(section): roots[page_of(section)] for section in work.sections}
    marks = tuple(paginate(counted, names))
    list_pages(roots["nav.xhtml"], [entry for entry, _ in marks], work.metadata.language)
    yield from marks


def _announced(work: Document) -> Iterator[str]:
    """The names of what is said and not printed."""
    for section in work.sections:
        for block in section.blocks():
            yield from (each.sentence.name for each in (*block.before, *block.after))


def _announced_headings(work: Document) -> Iterator[tuple[str, str]]:
    """The first sentence of each heading that is announced, and what it is announced by.

    A page's mark stands before the heading, and so is passed before that is said.
    """
    for section in work.sections:
        for block in section.blocks():
            if block.role is Role.HEADING and block.before:
                yield block.sentences[0].name, block.before[0].sentence.name


def _overlays(
    pages: tuple[Page, ...], heard: Mapping[str, overlay.Heard], announced: frozenset[str]
) -> Iterator[Overlay]:
    """The overlay of every page, each named by its page."""
    for page in pages:
        made = overlay.overlay(page.file_name, page.root, heard, announced)
        if made is not None:
            page.media_overlay = made.name
            yield made


def _smil(made: Overlay) -> epub.EpubSMIL:
    return epub.EpubSMIL(made.name, made.file, made.content)


def _pls(lexicon: Sounding) -> epub.EpubItem:
    uid = lexicon.file.partition(".")[0]
    return epub.EpubItem(uid, lexicon.file, PLS, lexicon.content)


def _resources(
    materials: Materials, marks: Sequence[Entry], *, lit: bool
) -> Iterator[epub.EpubItem]:
    work = materials.document
    yield epub.EpubItem(
        "style", STYLE, "text/css", stylesheet(materials.settings.style, *(["lit"] * lit))
    )
    image = epub.EpubItem("cover-img", _COVER, "image/jpeg", materials.cover.image)
    image.properties = ["cover-image"]
    yield image
    for number, (file, picture) in enumerate(images(work), start=1):
        yield epub.EpubItem(f"p{number:03}", file, picture.media_type, picture.data)
    assert work.around is not None  # seen to by _prepared
    entries = tuple(_entries(work, work.around))
    about = work.metadata
    old = ncx(entries, marks, about.title, materials.identifier, about.language)
    yield epub.EpubItem("ncx", "toc.ncx", "application/x-dtbncx+xml", old)


def _entries(work: Document, around: Around) -> Iterator[Entry]:
    """The table of contents: a line for each of those that are read aloud."""
    sections = ((page_of(section), section.level) for section in work.sections)
    goals = (("title.xhtml", 1), *sections, ("colophon.xhtml", 1))
    for (href, level), line in zip(goals, around.contents.paragraphs, strict=True):
        (sentence,) = line.sentences
        language = sentence.runs[0].language
        yield Entry(sentence.text, href, level, language, sentence.name)


def _landmarks(work: Document) -> Iterator[tuple[str, Entry]]:
    yield "cover", _own("cover", "cover.xhtml", work)
    yield "titlepage", _own("title page", "title.xhtml", work)
    yield "toc", _own("contents", "nav.xhtml", work)
    yield "bodymatter", _first(work.sections[0], work)


def _first(section: Section, work: Document) -> Entry:
    """Where the article begins; an opening without a heading has a label of our own."""
    is_ours = section.heading is None and not section.turn
    language = own_language(work.metadata.language) if is_ours else ""
    return Entry(section.label, page_of(section), language=language)


def _own(word: str, href: str, work: Document) -> Entry:
    """An entry in words of our own."""
    language = work.metadata.language
    return Entry(label(word, language), href, language=own_language(language))
