"""What holds paragraphs on a page: quotations, lists, figures, tables, notes.

Each holder becomes an element as soon as the first paragraph in it is met. What only the whole
of it can tell (which caption is a figure's, what a header cell heads) is put right at the end.

Source:
    HTML, section 4.4 (grouping content); DPUB-ARIA 1.1 (doc-footnote, doc-backlink).
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from lxml import etree

from publisher.article import Holder, Kind, Role
from publisher.binding.places import NOWHERE, Places
from publisher.binding.prose import Open, element_of, innermost
from publisher.binding.tables import CELL, TABLE, finish_table
from publisher.binding.xhtml import XHTML, E, enclosed, in_language, legal, typed
from publisher.document import Paragraph, Sentence
from publisher.labels import label, own_language

_ELEMENTS: Final = {
    Kind.QUOTATION: "blockquote",
    Kind.BULLETS: "ul",
    Kind.NUMBERS: "ol",
    Kind.ITEM: "li",
    Kind.TERMS: "dl",
    Kind.TERM: "dt",
    Kind.MEANING: "dd",
    Kind.FIGURE: "figure",
    Kind.TABLE: "table",
    Kind.ROW: "tr",
    Kind.HEADER: "th",
    Kind.CELL: "td",
}


def fill(frame: etree._Element, paragraphs: Sequence[Paragraph], places: Places = NOWHERE) -> None:
    """Put paragraphs into an element, within what holds them."""

    def held(parent: etree._Element, holder: Holder) -> etree._Element:
        noted = holder.kind is Kind.NOTE
        element = _note(holder, places, paragraph.mark) if noted else _holding(holder)
        parent.append(element)
        return element

    around: Open = [(None, frame)]
    for paragraph in paragraphs:
        inside = innermost(around, paragraph.within, held)
        for each in paragraph.before:
            if each.holder is not None:
                _of(each.holder, around).set("id", each.sentence.name)
        if _is_empty_cell(paragraph):
            inside.tag = CELL  # a header cell that heads nothing is told to be a fault
            inside.set("id", paragraph.sentences[0].name)
        else:
            inside.append(element_of(paragraph, places))
        for each in paragraph.after:
            end = E.span(id=each.sentence.name)  # empty: there is nothing to light
            _of(each.holder, around).append(end)
    _finish(frame, places.language)


def _of(holder: Holder | None, around: Open) -> etree._Element:
    """The element of a holder that is open."""
    return next(element for key, element in around if key == holder)


def _is_empty_cell(paragraph: Paragraph) -> bool:
    kind = paragraph.within[-1].kind if paragraph.within else None
    return kind in (Kind.HEADER, Kind.CELL) and not (paragraph.text or paragraph.picture)


def _holding(holder: Holder) -> etree._Element:
    element = E(_ELEMENTS[holder.kind])
    numbers = {
        "start": holder.start,
        "colspan": min(holder.across, 1_000),  # what HTML allows, section 4.9.11
        "rowspan": min(holder.down, 65_534),
    }
    for name, number in numbers.items():
        if number != 1:
            element.set(name, str(number))
    return element


def _note(holder: Holder, places: Places, mark: Sentence | None) -> etree._Element:
    """A note, which begins with a way back to each mark that points to it.

    The first is the note's own mark, which is read aloud; others are seen as an arrow only.
    """
    frame = typed(E.aside(), "footnote", "doc-footnote")
    note = places.notes.get(holder.key)
    if note is not None:
        frame.set("id", note.name)
        for number, reference in enumerate(note.references, start=1):
            address, first = places.way(reference.address), number == 1
            words, told = (reference.words, reference.words) if first else ("↩", f"↩{number}")
            frame.append(_way_back(address, legal(words), legal(told), places.language))
            if first and mark is not None:
                frame[-1].set("id", mark.name)
    return frame


def _way_back(address: str, words: str, told: str, language: str) -> etree._Element:
    link = E.a(words, href=address, role="doc-backlink")
    link.set("aria-label", label("back", language, mark=told))
    return in_language(link, own_language(language))


def _finish(frame: etree._Element, language: str) -> None:
    """Put right what only the whole of a holder can tell."""
    for number, table in enumerate(list(frame.iter(TABLE)), start=1):
        finish_table(table, number, language)
    for figure in frame.iter(f"{{{XHTML}}}figure"):
        _caption(figure)
    for terms in frame.iter(f"{{{XHTML}}}dl"):
        _pair(terms)


def _caption(figure: etree._Element) -> None:
    """Make the captions with which a figure ends, or else begins, its one caption."""
    parts = groupby(figure, key=lambda each: each.get("class") == Role.CAPTION)
    groups = [(is_caption, list(group)) for is_caption, group in parts]
    for place in (-1, 0):
        is_caption, group = groups[place]
        if is_caption:
            caption = enclosed(group[0], E.figcaption())
            caption.extend(group[1:])
            return


def _pair(terms: etree._Element) -> None:
    """Give a term without a meaning, and a meaning without a term, an empty one: HTML asks so."""
    first, last = terms[0], terms[-1]
    if first.tag == f"{{{XHTML}}}dd":
        first.addprevious(E.dt())
    if last.tag == f"{{{XHTML}}}dt":
        last.addnext(E.dd())
