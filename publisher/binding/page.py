"""The pages of a book: one for each section, and those around them.

Source:
    EPUB 3.3, section 6.1 (XHTML content documents); DPUB-ARIA 1.1 for roles, each beside its
    `epub:type`, as the EPUB Accessibility techniques ask.
"""

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from publisher.binding.holding import fill
from publisher.binding.places import NOWHERE, Places, page_of
from publisher.binding.prose import element_of, heading_of
from publisher.binding.xhtml import E, document, in_language, legal, own_language, typed
from publisher.document import Document, Section
from publisher.labels import label


def section_page(section: Section, language: str, places: Places = NOWHERE) -> bytes:
    """The page of one section.

    Args:
        section: what stands on it.
        language: of the book, BCP 47.
        places: where the book's pictures and notes are.
    """
    places = replace(places, language=language, page=page_of(section))
    frame = typed(E.section(), "chapter", "doc-chapter")
    titled = ""
    if section.heading is not None:
        frame.set("aria-labelledby", section.heading.name)
        frame.append(heading_of(section.heading, min(section.level + 1, 6), places))
    else:
        frame.set("aria-label", legal(section.label))
        titled = "" if section.turn else own_language(language)
    fill(frame, section.paragraphs, places)
    return document(section.label, language, typed(E.body(frame), "bodymatter"), titled)


def title_page(work: Document) -> bytes:
    """Headline, standfirst, byline, date and source."""
    about = work.metadata
    frame = typed(E.section({"class": "title-page"}), "titlepage")
    assert work.front.heading is not None  # the front is made with one
    frame.append(heading_of(work.front.heading, 1))
    frame.extend(map(element_of, work.front.paragraphs))
    if about.date and not about.dateline:
        frame.append(_own("date", "published", about.language, date=about.date))
    if about.source:
        frame.append(_own("source", "source", about.language, source=about.source))
    return document(about.title, about.language, typed(E.body(frame), "frontmatter"))


def _own(kind: str, word: str, language: str, **values: str) -> etree._Element:
    """A line in words of our own."""
    words = legal(label(word, language, **values))
    return in_language(E.p({"class": kind}, words), own_language(language))


def colophon_page(work: Document, lines: Sequence[tuple[str, str]]) -> bytes:
    """Rights, and how the edition was made, under a heading of its own.

    Args:
        work: the document.
        lines: each its words, and their language where it differs from the document's, or "".
    """
    language = work.metadata.language
    title, ours = label("colophon", language), own_language(language)
    heading = in_language(E.h2(title, id="colophon-heading"), ours)
    said = (in_language(E.p(legal(words)), foreign) for words, foreign in lines)
    frame = typed(E.section(heading, *said), "colophon", "doc-colophon")
    frame.set("aria-labelledby", "colophon-heading")
    return document(title, language, typed(E.body(frame), "backmatter"), ours)


def cover_page(image: str, words: str, language: str) -> bytes:
    """The cover's picture with its description."""
    picture = E.img({"src": image, "alt": legal(words), "role": "doc-cover", "class": "cover"})
    in_language(picture, own_language(language))
    body = typed(E.body(E.section(picture)), "cover")
    return document(label("cover", language), language, body, own_language(language))
