"""The EPUB: one file that every e-reader opens.

Source:
    EPUB 3.3; EPUB Accessibility 1.1 and its schema.org properties, each stated only where it
    is true of what was made.
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise

from ebooklib import epub

from publisher.binding.archive import Archive, Page
from publisher.binding.materials import Materials
from publisher.binding.motion import may_move
from publisher.binding.navigation import Entry, navigation, ncx
from publisher.binding.page import colophon_page, cover_page, section_page, title_page
from publisher.binding.places import images, page_of, places_of, shown
from publisher.binding.xhtml import STYLE, direction, legal, own_language
from publisher.document import Document, Paragraph, Section
from publisher.edition import Edition, File
from publisher.labels import label

MEDIA_TYPE = "application/epub+zip"
_COVER = "cover.jpg"
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")  # W3C-DTF


def bind_epub(materials: Materials) -> Edition:
    """Make the EPUB of a publication.

    Raises:
        OSError: it cannot be written.
    """
    book = epub.EpubBook()
    _describe(book, materials)
    _fill(book, materials)
    path = materials.folder / f"{materials.document.slug}.epub"
    Archive(path, book, materials.made).write()
    return Edition("epub", (File(path, MEDIA_TYPE),))


def _fill(book: epub.EpubBook, materials: Materials) -> None:
    """Put every resource into the book, and the pages in order."""
    work, language = materials.document, materials.document.metadata.language
    cover = Page("cover.xhtml", cover_page(_COVER, materials.cover.alternative_text, language))
    pages = [Page("title.xhtml", title_page(work))]
    places = places_of(work)
    pages += [Page(page_of(each), section_page(each, language, places)) for each in work.sections]
    pages.append(Page("colophon.xhtml", colophon_page(work, tuple(_colophon(materials)))))
    entries = tuple(_entries(work))
    nav = Page("nav.xhtml", navigation(entries, tuple(_landmarks(work)), language), ("nav",))
    for item in (cover, nav, *pages, *_resources(materials, entries)):
        book.add_item(item)
    book.spine = [(cover, "no"), nav, *pages]


def _resources(materials: Materials, entries: tuple[Entry, ...]) -> Iterator[epub.EpubItem]:
    about = materials.document.metadata
    style = files("publisher.binding").joinpath(STYLE).read_bytes()
    yield epub.EpubItem("style", STYLE, "text/css", style)
    image = epub.EpubItem("cover-img", _COVER, "image/jpeg", materials.cover.image)
    image.properties = ["cover-image"]
    yield image
    for number, (file, picture) in enumerate(images(materials.document), start=1):
        yield epub.EpubItem(f"p{number:03}", file, picture.media_type, picture.data)
    old = ncx(entries, about.title, materials.identifier, about.language)
    yield epub.EpubItem("ncx", "toc.ncx", "application/x-dtbncx+xml", old)


def _entries(work: Document) -> Iterator[Entry]:
    """The table of contents."""
    yield Entry(work.front.label, "title.xhtml")
    yield from (_entry(section, work) for section in work.sections)
    yield _own("colophon", "colophon.xhtml", work)


def _landmarks(work: Document) -> Iterator[tuple[str, Entry]]:
    yield "cover", _own("cover", "cover.xhtml", work)
    yield "titlepage", _own("title page", "title.xhtml", work)
    yield "toc", _own("contents", "nav.xhtml", work)
    yield "bodymatter", _entry(work.sections[0], work)


def _entry(section: Section, work: Document) -> Entry:
    """An entry in the words of a section; an opening without a heading has a label of our own."""
    is_ours = section.heading is None and not section.turn
    language = own_language(work.metadata.language) if is_ours else ""
    return Entry(section.label, page_of(section), section.level, language)


def _own(word: str, href: str, work: Document) -> Entry:
    """An entry in words of our own."""
    language = work.metadata.language
    return Entry(label(word, language), href, language=own_language(language))


def _colophon(materials: Materials) -> Iterator[tuple[str, str]]:
    """What the last page says: rights, and how the edition was made; our words marked as such."""
    about, narration = materials.document.metadata, materials.narration
    yield from ((line, "") for line in (about.rights, about.publisher) if line)
    ours = own_language(about.language)
    if narration is None:
        yield label("text only", about.language), ours
    else:
        voice = narration.voice
        line = label("narrated", about.language, voice=str(voice), licence=voice.licence)
        yield line, ours
    yield label("made", about.language, version=materials.generator.split()[-1]), ours


def _describe(book: epub.EpubBook, materials: Materials) -> None:
    """Write the metadata: Dublin Core, and what a reader can expect of the book."""
    about = materials.document.metadata
    book.metadata.pop(epub.NAMESPACES["OPF"])  # EbookLib's own generator line
    book.set_identifier(materials.identifier)
    book.set_title(legal(about.title))
    book.set_language(about.language)
    if direction(about.language) == "rtl":
        book.set_direction("rtl")
    for number, author in enumerate(about.authors, start=1):
        book.add_metadata("DC", "creator", legal(author), {"id": f"creator{number}"})
        _meta(book, "role", "aut", refines=f"#creator{number}", scheme="marc:relators")
    for name, value in _dublin_core(materials.document):
        book.add_metadata("DC", name, legal(value))
    for name, value in _accessibility(materials.document):
        _meta(book, name, value)
    book.add_metadata("OPF", "meta", "", {"name": "cover", "content": "cover-img"})
    book.add_metadata("OPF", "meta", "", {"name": "generator", "content": materials.generator})


def _meta(book: epub.EpubBook, name: str, value: str, **others: str) -> None:
    book.add_metadata("OPF", "meta", value, {"property": name, **others})


def _dublin_core(work: Document) -> Iterator[tuple[str, str]]:
    about = work.metadata
    single = {
        "date": about.date if _DATE.fullmatch(about.date) else "",
        "description": about.standfirst,
        "publisher": about.publisher,
        "rights": about.rights,
        "source": about.source,
    }
    yield from ((name, value) for name, value in single.items() if value)
    yield from (("subject", subject) for subject in about.subjects)


def _accessibility(work: Document) -> Iterator[tuple[str, str]]:
    """What is true of the book for those who read it by other means than sight.

    Source:
        EPUB Accessibility 1.1, section 2; schema.org accessibility vocabulary.
    """
    pictures, undescribed = tuple(shown(work)), tuple(_undescribed(work))
    yield "schema:accessMode", "textual"
    if pictures:
        yield "schema:accessMode", "visual"
    yield "schema:accessModeSufficient", "textual,visual" if undescribed else "textual"
    for feature in _features(work):
        yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityHazard", "unknown" if any(map(may_move, pictures)) else "none"
    words = ("summary", "undescribed") if undescribed else ("summary",)
    said = " ".join(label(word, work.metadata.language) for word in words)
    yield "schema:accessibilitySummary", said


def _undescribed(work: Document) -> Iterator[Paragraph]:
    """The pictures that have no alternative text."""
    blocks = (block for section in work.sections for block in section.paragraphs)
    yield from (block for block in blocks if block.picture and not block.text.strip())


def _features(work: Document) -> Iterator[str]:
    yield from ("tableOfContents", "readingOrder", "displayTransformability", "ARIA", "unlocked")
    if not any(_undescribed(work)):
        yield "alternativeText"  # of all pictures; the cover always has one
    levels = [0, *(section.level for section in work.sections)]
    if all(lower - upper <= 1 for upper, lower in pairwise(levels)):
        yield "structuralNavigation"
