"""The pages of a book: one for each section, and those around them.

Source:
    EPUB 3.3, section 6.1 (XHTML content documents); DPUB-ARIA 1.1 for roles, each beside its
    `epub:type`, as the EPUB Accessibility techniques ask.
"""

from collections.abc import Iterator
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
    is_ours = section.heading is None and not section.turn
    frame = section_frame(section, places, recording)
    body = typed(E.body(frame), "bodymatter")
    return document(section.label, language, body, own_language(language) if is_ours else "")


def section_frame(section: Section, places: Places, recording: str = "") -> etree._Element:
    """A section by itself, to be put on a page.

    Args:
        section: what stands in it.
        places: where the pictures and notes of its publication are, and the language of that.
        recording: the file to listen to it in, for which a player stands at its head; or "".
    """
    frame = typed(E.section(), "chapter", "doc-chapter")
    if section.heading is not None:
        frame.set("aria-labelledby", section.heading.name)
        frame.append(heading_of(section.heading, min(section.level + 1, 6), places))
    else:
        frame.set("aria-label", legal(section.label))
    if recording:
        frame.append(player(recording, section.label, places.language))
    fill(frame, section.paragraphs, places)
    return frame


def player(recording: str, title: str, language: str) -> etree._Element:
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
    frame = title_frame(work.front, replace(places, language=about.language))
    return document(about.title, about.language, typed(E.body(frame), "frontmatter"))


def title_frame(front: Section, places: Places) -> etree._Element:
    """The front by itself, to be put on a page."""
    frame = typed(E.section({"class": "title-page"}), "titlepage")
    frame.extend(head_lines(front, places))
    return frame


def head_lines(front: Section, places: Places) -> Iterator[etree._Element]:
    """The headline, and each of the lines under it."""
    assert front.heading is not None  # the front is made with one
    yield heading_of(front.heading, 1, places)
    yield from (element_of(line, places) for line in front.paragraphs)


def colophon_page(colophon: Section, language: str, places: Places = NOWHERE) -> etree._Element:
    """Rights, and how the edition was made, under a heading of its own."""
    frame = colophon_frame(colophon, replace(places, language=language))
    body = typed(E.body(frame), "backmatter")
    return document(colophon.label, language, body, own_language(language))


def colophon_frame(colophon: Section, places: Places, recording: str = "") -> etree._Element:
    """The colophon by itself, to be put on a page; with a player, if there is a recording."""
    assert colophon.heading is not None  # it is made with one
    frame = typed(E.section(heading_of(colophon.heading, 2, places)), "colophon", "doc-colophon")
    frame.set("aria-labelledby", colophon.heading.name)
    if recording:
        frame.append(player(recording, colophon.label, places.language))
    fill(frame, colophon.paragraphs, places)
    return frame


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
