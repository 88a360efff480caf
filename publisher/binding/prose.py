"""Words as XHTML: paragraphs, and in them a span for every sentence, which carries its name.

What encloses paragraphs (quotations, lists), and what encloses words (links, marks), is told
from one paragraph or run and the next: what both stand in is one element.

Source:
    HTML, section 4 (elements); EPUB 3.3, section 6.1.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import Any, Final
from urllib.parse import quote, urlsplit

import langcodes
from lxml import etree

from publisher.article import Holder, Kind, Mark, Role, Run
from publisher.binding.xhtml import E, in_language, legal
from publisher.document import Paragraph, Sentence

_MARKS: Final = {Mark.EMPHASIS: "em", Mark.STRONG: "strong", Mark.CODE: "code"}
_HOLDERS: Final = {
    Kind.QUOTATION: "blockquote",
    Kind.BULLETS: "ul",
    Kind.NUMBERS: "ol",
    Kind.ITEM: "li",
}
_HOST: Final = re.compile(r"(?:[\w.~%!$&'()*+,;=:-]*@)?(?:[\w.~-]+|\[[\da-fA-F:.]+\])(?::\d*)?")
_TO_ESCAPE: Final = re.compile(r"%(?![\da-fA-F]{2})|[\s\"#<>\[\\\]^`{|}]")

_Key = Holder | tuple[str, str]
_Open = list[tuple[_Key | None, etree._Element]]


def fill(frame: etree._Element, paragraphs: Sequence[Paragraph]) -> None:
    """Put paragraphs into an element, within what holds them."""
    held: _Open = [(None, frame)]
    for paragraph in paragraphs:
        _innermost(held, paragraph.within, _held).append(element_of(paragraph))


def _innermost(
    held: _Open, wanted: Sequence[_Key], made: Callable[[etree._Element, Any], etree._Element]
) -> etree._Element:
    """The element that holds what comes next; those around it that are open already are kept.

    Args:
        held: the elements that are open, outermost first, each with what it was made for.
        wanted: what the next is held by, outermost first.
        made: puts an element for one of these into another, and returns it.
    """
    pairs = zip((key for key, _ in held[1:]), wanted, strict=False)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    del held[shared + 1 :]
    for key in wanted[shared:]:
        held.append((key, made(held[-1][1], key)))
    return held[-1][1]


def _held(parent: etree._Element, holder: Holder) -> etree._Element:
    element = E(_HOLDERS[holder.kind])
    if holder.kind is Kind.NUMBERS and holder.start != 1:
        element.set("start", str(holder.start))
    parent.append(element)
    return element


def heading_of(words: Paragraph, level: int) -> etree._Element:
    """A heading of a level from 1 to 6."""
    return _with_sentences(E(f"h{level}", id=words.name), words.sentences)


def element_of(paragraph: Paragraph) -> etree._Element:
    """A paragraph by itself, without what holds it."""
    if paragraph.role is Role.BREAK:
        return E.hr(id=paragraph.sentences[0].name)
    if paragraph.role is Role.CODE:
        return E.pre(_with_sentences(E.code(), paragraph.sentences), id=paragraph.name)
    line = _with_sentences(E.p(id=paragraph.name), paragraph.sentences)
    if paragraph.role is Role.HEADING:  # within a quotation or list: no page of its own
        line.set("class", "heading")
    return line


def _with_sentences(frame: etree._Element, sentences: Sequence[Sentence]) -> etree._Element:
    for sentence in sentences:
        frame.append(_sentence(sentence))
        space, *lines = sentence.after.split("\n")  # a line feed is a break asked for
        _write(frame, space)
        for line in lines:
            frame.append(E.br())
            _write(frame, line)
    return frame


def _sentence(sentence: Sentence) -> etree._Element:
    """A sentence's span; runs that share a link or mark share its element, so a link is one."""
    held: _Open = [(None, E.span(id=sentence.name))]
    for run in sentence.runs:
        inside = _innermost(held, tuple(_wrappings(run)), _wrapped)
        _write(inside, legal(run.text))
        if run.breaks:
            inside.append(E.br())
    return held[0][1]


def _wrappings(run: Run) -> Iterator[tuple[str, str]]:
    """What a run's words stand in, outermost first: elements, a link's or language's with it."""
    link = address(run.link)
    if link:
        yield "a", link
    yield from ((_MARKS[mark], "") for mark in run.marks)
    if langcodes.tag_is_valid(run.language):
        yield "span", run.language


def _wrapped(parent: etree._Element, wrapping: tuple[str, str]) -> etree._Element:
    tag, value = wrapping
    element = E.a(href=value) if tag == "a" else in_language(E(tag), value)
    parent.append(element)
    return element


def address(link: str) -> str:
    """A link as e-readers take it, what no address may hold escaped; "" when it leads nowhere.

    Source:
        RFC 3986, sections 2 and 3, with letters of all languages (RFC 3987).
    """
    try:
        parts = urlsplit(legal(link))
    except ValueError:
        return ""
    if parts.scheme in ("http", "https") and not _HOST.fullmatch(parts.netloc):
        return ""
    path, query, fragment = (
        _TO_ESCAPE.sub(lambda found: quote(found[0], safe=""), part)
        for part in (parts.path, parts.query, parts.fragment)
    )
    return parts._replace(path=path, query=query, fragment=fragment).geturl()


def _write(element: etree._Element, text: str) -> None:
    """Put words behind all that an element holds."""
    if text and len(element):
        element[-1].tail = (element[-1].tail or "") + text
    elif text:
        element.text = (element.text or "") + text
