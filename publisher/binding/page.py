"""The pages of a book: one for each section, and those around them.

Source:
    EPUB 3.3, section 6.1 (XHTML content documents); DPUB-ARIA 1.1 for roles, each beside its
    `epub:type`, as the EPUB Accessibility techniques ask.
"""

from dataclasses import replace

from lxml import etree

from publisher.binding.holding import fill
from publisher.binding.places import NOWHERE, Places, page_of
from publisher.binding.prose import element_of, heading_of
from publisher.binding.xhtml import E, document, in_language, legal, typed
from publisher.document import Document, Section
from publisher.labels import label, own_language


def section_page(
    section: Section, language: str, places: Places = NOWHERE, recording: str = ""
) -> etree._Element:
    """The page of one section.

    Args:
        section: what stands on it.
        language: of the book, BCP 47.
        places: where the book's pictures and notes are.
        recording: the file to listen to it in, for which a player stands at its head; or "".
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
    if recording:
        frame.append(_player(recording, section.label, language))
    fill(frame, section.paragraphs, places)
    return document(section.label, language, typed(E.body(frame), "bodymatter"), titled)


def _player(recording: str, title: str, language: str) -> etree._Element:
    """What a section's recording is played with, for readers that know no overlays."""
    ours = own_language(language)
    player = E.audio(
        label("no player", language), src=recording, controls="controls", preload="none"
    )
    player.set("aria-label", label("listen", language, title=legal(title)))
    return in_language(E.p({"class": "player"}, player), ours)


def title_page(work: Document, places: Places = NOWHERE) -> etree._Element:
    """Headline, standfirst, byline and date."""
    about = work.metadata
    places = replace(places, language=about.language)
    frame = typed(E.section({"class": "title-page"}), "titlepage")
    assert work.front.heading is not None  # the front is made with one
    frame.append(heading_of(work.front.heading, 1, places))
    frame.extend(element_of(line, places) for line in work.front.paragraphs)
    return document(about.title, about.language, typed(E.body(frame), "frontmatter"))


def colophon_page(colophon: Section, language: str, places: Places = NOWHERE) -> etree._Element:
    """Rights, and how the edition was made, under a heading of its own."""
    assert colophon.heading is not None  # it is made with one
    places = replace(places, language=language)
    frame = typed(E.section(heading_of(colophon.heading, 2, places)), "colophon", "doc-colophon")
    frame.set("aria-labelledby", colophon.heading.name)
    fill(frame, colophon.paragraphs, places)
    body = typed(E.body(frame), "backmatter")
    return document(colophon.label, language, body, own_language(language))


def cover_page(image: str, cover: Section, language: str) -> etree._Element:
    """The cover's picture with its description."""
    (sentence,) = cover.sentences()
    picture = E.img(
        {"src": image, "alt": legal(sentence.text), "role": "doc-cover", "class": "cover"}
    )
    picture.set("id", sentence.name)
    in_language(picture, own_language(language))
    body = typed(E.body(E.section(picture)), "cover")
    return document(cover.label, language, body, own_language(language))
