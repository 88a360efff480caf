"""The text of a talking book: one page that holds all of it, each sentence led to its sound.

It is made of the same paragraphs as the pages of a book, put into the XHTML of the year 2000:
what was not there yet (sections, figures, roles) becomes what was. What is announced is printed
too: a talking book shows what it says.

Source:
    DAISY 2.02, section 2.3 (text content documents); XHTML 1.0, Transitional, appendix A.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree
from lxml.builder import ElementMaker

from publisher.article import Kind, Role, Run
from publisher.binding.chapters import Heading, Line
from publisher.binding.holding import fill
from publisher.binding.places import Places
from publisher.binding.prose import element_of, heading_of
from publisher.binding.xhtml import XHTML, in_language, legal, written_for_all
from publisher.document import Document, Paragraph, Section

PAGE: Final = "content.html"
STYLE: Final = "style.css"
MEDIA_TYPE: Final = "text/html"
TRANSITIONAL: Final = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)
_BECOMES: Final = {
    "section": ("div", "section"),
    "aside": ("div", "notebody"),
    "figure": ("div", "figure"),
    "figcaption": ("div", "caption"),
}
_OF_LINES: Final = ("caption", "dt")  # which hold words, and no paragraphs
_HEADING: Final = re.compile("h[1-6]")
_HOLDS_ALONE: Final = ("td", "th", "li", "dd")  # before which nothing can stand but their like
_KEPT: Final = frozenset(
    {"id", "class", "lang", "dir", "href", "src", "alt", "start", "colspan", "rowspan", "scope"}
)

E = ElementMaker(namespace=XHTML, nsmap={None: XHTML})


def head_of(
    title: str, metas: Sequence[etree._Element] = (), *, styled: bool = False
) -> etree._Element:
    """The head of a page: its title first, then how it is written, which a parser wants early."""
    head = E.head(E.title(title))
    head.append(E.meta({"http-equiv": "Content-type", "content": "text/html; charset=utf-8"}))
    head.extend(metas)
    if styled:
        head.append(E.link(rel="stylesheet", type="text/css", href=STYLE))
    return head


def page_of(
    work: Document,
    headings: Sequence[Heading],
    places: Places,
    lines: Mapping[str, Line],
    ways: Mapping[str, str],
) -> bytes:
    """The page with all of the text.

    Args:
        work: the publication.
        headings: its sections in order, the front not among them.
        places: where pictures and notes are.
        lines: what is heard, by its name.
        ways: where each of these is heard: a file of times, and a name in it.
    """
    places = replace(places, language=work.metadata.language, page=PAGE)
    body = E.body(_front(work.front, places))
    for heading in headings:
        body.append(_part(heading, places))
    _say(body, lines, places)
    for element in list(body.iter(etree.Element)):
        _plain(element)
    _lead(body, ways)
    page = E.html(head_of(legal(work.metadata.title), styled=True), body)
    return written_for_all(in_language(page, work.metadata.language), TRANSITIONAL)


def _front(front: Section, places: Places) -> etree._Element:
    assert front.heading is not None  # the front is made with one
    title = heading_of(front.heading, 1, places)
    title.set("class", "title")
    lines = (element_of(line, places) for line in front.paragraphs)
    return E.div(title, *lines, {"class": "title-page"})


def _part(heading: Heading, places: Places) -> etree._Element:
    frame, section = E.div({"class": "section"}), heading.section
    if section.heading is not None:
        frame.append(heading_of(section.heading, heading.depth, places))
    fill(frame, section.paragraphs, places)
    return frame


def _say(body: etree._Element, lines: Mapping[str, Line], places: Places) -> None:
    """Print what is announced: in a paragraph before what it tells of; or in the heading itself."""
    named = {element.get("id"): element for element in body.iter(etree.Element)}
    for name, line in lines.items():
        if line.is_printed:
            continue
        words = replace(line.sentence, runs=(Run(line.sentence.said),), spoken="", lead="")
        said = element_of(Paragraph(f"{name}-said", Role.BODY, (words,)), places)
        said.set("class", "prodnote")
        element = named[name]
        del element.attrib["id"]
        parent = element.getparent()
        if _is_end(element):
            parent.replace(element, said)
        elif _HEADING.fullmatch(_name(element)):
            said[0].set("class", "prodnote")
            said[0].tail = " "
            element.insert(0, said[0])
        elif _name(element) in _HOLDS_ALONE:
            element.insert(0, said)
        else:
            is_framed = parent.get("class") == "table"
            (parent if is_framed else element).addprevious(said)


def _is_end(element: etree._Element) -> bool:
    """Whether it is the empty place at which the end of something is announced."""
    return _name(element) == "span" and not len(element) and not element.text


def _plain(element: etree._Element) -> None:
    """Make an element one of XHTML 1.0."""
    became, kind = _BECOMES.get(_name(element), ("", ""))
    if "doc-noteref" in element.get("role", ""):
        element.set("class", "noteref")
    if became:
        element.tag = f"{{{XHTML}}}{became}"
        element.set("class", kind)
    elif _name(element) == "p" and _name(element.getparent()) in _OF_LINES:
        element.tag = f"{{{XHTML}}}span"
    for name in element.attrib:
        if etree.QName(name).localname not in _KEPT:
            del element.attrib[name]


def _lead(body: etree._Element, ways: Mapping[str, str]) -> None:
    """Lead every sentence to where it is heard, so that a reader can begin to listen anywhere."""
    for element in list(body.iter(etree.Element)):
        way = ways.get(element.get("id", ""), "")
        if not way or _name(element) == "hr":
            continue
        if _name(element) == "img":
            link = E.a(href=way)
            link.tail, element.tail = element.tail, None
            element.getparent().replace(element, link)
            link.append(element)
            continue
        if _name(element) == "a":  # the mark of a note, which led back to the text
            _part_from_its_way(element)
        _wrap(element, way)


def _part_from_its_way(mark: etree._Element) -> None:
    """Give the mark of a note its way back to the text in a link of its own, behind it."""
    back = E.a("↩", href=mark.attrib.pop("href"))
    back.tail, mark.tail = mark.tail, " "
    mark.tag = f"{{{XHTML}}}span"
    mark.addnext(back)


def _wrap(element: etree._Element, way: str) -> None:
    """Put all words in an element into links, but for those that are in links of their own."""
    children = list(element)
    link = _begun(element, element.text, way)
    if link is not None:
        element.text = None
        element.insert(0, link)
    for child in children:
        tail, child.tail = child.tail, None
        if _name(child) == "a" or child.find(f".//{{{XHTML}}}a") is not None:
            if _name(child) != "a":
                _wrap(child, way)
            link = _begun(element, tail, way)
            if link is None:
                child.tail = tail
            else:
                child.addnext(link)
        else:
            if link is None:
                link = E.a(href=way)
                child.addprevious(link)
            link.append(child)
            child.tail = tail


def _begun(element: etree._Element, words: str | None, way: str) -> etree._Element | None:
    """A link with some words in it; None where there are none."""
    return E.a(words, href=way) if words and words.strip() else None


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def is_noted(line: Line) -> bool:
    """Whether something is heard of a note, which a listener may want to be spared."""
    return any(holder.kind is Kind.NOTE for holder in line.block.within)
