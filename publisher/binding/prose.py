"""Words as XHTML: paragraphs, and in them a span for every sentence, which carries its name.

What encloses words (links, marks, languages) is told from one run and the next: what both
stand in is one element.

Source:
    HTML, section 4 (elements); EPUB 3.3, section 6.1; DPUB-ARIA 1.1 (doc-noteref).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any, Final
from urllib.parse import quote, urlsplit

from lxml import etree

from publisher import language_tags
from publisher.article import Mark, Picture, Role, Run
from publisher.binding.places import NOWHERE, Places, mark_names
from publisher.binding.xhtml import E, in_language, legal, typed
from publisher.document import Paragraph, Sentence

_MARKS: Final = {
    Mark.EMPHASIS: "em",
    Mark.STRONG: "strong",
    Mark.CODE: "code",
    Mark.RAISED: "sup",
    Mark.LOWERED: "sub",
}
_CLASSED: Final = (
    Role.HEADING,  # within a quotation or list: no page of its own
    Role.STANDFIRST,
    Role.BYLINE,
    Role.DATELINE,
    Role.RIGHTS,
    Role.CAPTION,
    Role.PICTURE,
)
_HOST: Final = re.compile(r"(?:[\w.~%!$&'()*+,;=:-]*@)?(?:[\w.~-]+|\[[\da-fA-F:.]+\])(?::\d*)?")
_TO_ESCAPE: Final = re.compile(r"%(?![\da-fA-F]{2})|[\s\"#<>\[\\\]^`{|}]")

Open = list[tuple[Any, etree._Element]]
"""The elements that are open, outermost first, each with what it was made for."""

_Wrapping = tuple[str, ...]
"""An element around words, and what it is made with: an address, a language, a name."""


def innermost(
    held: Open, wanted: Sequence[Any], made: Callable[[etree._Element, Any], etree._Element]
) -> etree._Element:
    """The element that holds what comes next; those around it that are open already are kept.

    Args:
        held: what is open; brought up to date.
        wanted: what the next is held by, outermost first.
        made: puts an element for one of these into another, and returns it.
    """
    pairs = zip((key for key, _ in held[1:]), wanted, strict=False)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    del held[shared + 1 :]
    for key in wanted[shared:]:
        held.append((key, made(held[-1][1], key)))
    return held[-1][1]


def heading_of(words: Paragraph, level: int, places: Places = NOWHERE) -> etree._Element:
    """A heading of a level from 1 to 6."""
    return _with_sentences(E(f"h{level}", id=words.name), words, places)


def element_of(paragraph: Paragraph, places: Places = NOWHERE) -> etree._Element:
    """A paragraph by itself, without what holds it."""
    if paragraph.role is Role.BREAK:
        return E.hr(id=paragraph.sentences[0].name)
    if paragraph.role is Role.CODE:
        return E.pre(_with_sentences(E.code(), paragraph, places), id=paragraph.name)
    line = E.p(id=paragraph.name)
    if paragraph.role in _CLASSED:
        line.set("class", paragraph.role.value)
    if paragraph.role is Role.STANDFIRST:
        typed(line, "subtitle", "doc-subtitle")
    if paragraph.picture is not None:
        line.append(_image(paragraph, paragraph.picture, places))
        return line
    return _with_sentences(line, paragraph, places)


def _image(paragraph: Paragraph, picture: Picture, places: Places) -> etree._Element:
    """A picture with its alternative text, which is one sentence, and may have no words."""
    image = E.img(
        id=paragraph.sentences[0].name,
        src=places.pictures[picture.data],
        alt=" ".join(legal(paragraph.text).split()),
    )
    return _in_foreign(image, paragraph, places)


def _with_sentences(frame: etree._Element, paragraph: Paragraph, places: Places) -> etree._Element:
    """The element itself, with the words of a paragraph; marked when all of them are foreign."""
    foreign = _language_of(paragraph)
    if foreign and foreign != places.language:
        in_language(frame, foreign)
        places = replace(places, language=foreign)
    for sentence in paragraph.sentences:
        frame.append(_sentence(sentence, places))
        space, *lines = sentence.after.split("\n")  # a line feed is a break asked for
        _write(frame, space)
        for line in lines:
            frame.append(E.br())
            _write(frame, line)
    return frame


def _in_foreign(element: etree._Element, paragraph: Paragraph, places: Places) -> etree._Element:
    foreign = _language_of(paragraph)
    return in_language(element, "" if foreign == places.language else foreign)


def _language_of(paragraph: Paragraph) -> str:
    """The language that all words of a paragraph are marked as, or ""."""
    runs = (run for sentence in paragraph.sentences for run in sentence.runs)
    (language, *others) = {run.language for run in runs if run.text.strip()} or {""}
    return "" if others or not language_tags.is_valid(language) else language


def _sentence(sentence: Sentence, places: Places) -> etree._Element:
    """A sentence's span; runs that share a link or mark share its element, so a link is one."""
    held: Open = [(None, E.span(id=sentence.name))]
    words = tuple(_marked(places.words.get(sentence.name, ()), sentence))
    names = mark_names(sentence)
    begin = 0
    for run, name in zip(sentence.runs, names, strict=True):
        wrappings = tuple(_wrappings(run, name, places))
        for piece, word in _pieces(run.text, begin, words):
            inside = innermost(held, _with_word(wrappings, word, sentence.name), _wrapped)
            _write(inside, legal(piece))
        begin += len(run.text) + run.breaks
        if run.breaks:
            innermost(held, wrappings, _wrapped).append(E.br())
    return held[0][1]


def _marked(words: Sequence[tuple[int, int]], sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Words, each with the marks of notes that stand right behind it: they are lit with it."""
    marks, begin = {}, 0
    for run in sentence.runs:
        if run.note:
            marks[begin] = begin + len(run.text)
        begin += len(run.text) + run.breaks
    for start, stop in words:
        while stop in marks:
            stop = marks[stop]
        yield start, stop


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that is lit by itself.

    Attributes:
        number: its place in its sentence, from 1.
        parted: whether only a part of it is set as the run is.
    """

    number: int
    parted: bool


def _pieces(
    text: str, begin: int, words: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, _Word | None]]:
    """A run's words and what stands between them.

    Args:
        text: of the run.
        begin: where it begins in its sentence.
        words: where each word of the sentence stands.
    """
    at, end = begin, begin + len(text)
    for number, (start, stop) in enumerate(words, start=1):
        first, last = max(start, begin), min(stop, end)
        if first < last:
            if at < first:
                yield text[at - begin : first - begin], None
            parted = (first, last) != (start, stop)
            yield text[first - begin : last - begin], _Word(number, parted)
            at = last
    if at < end or not text:
        yield text[at - begin :], None


def _with_word(
    wrappings: tuple[_Wrapping, ...], word: _Word | None, sentence: str
) -> tuple[_Wrapping, ...]:
    """What words stand in, and a word's own element: around all where the run parts it."""
    if word is None:
        return wrappings
    own = ("word", f"{sentence}-w{word.number:02}")
    return (own, *wrappings) if word.parted else (*wrappings, own)


def _wrappings(run: Run, name: str, places: Places) -> Iterator[_Wrapping]:
    """What a run's words stand in, outermost first: elements, a link's or language's with it."""
    note, link = places.notes.get(run.note), address(run.link) if run.link else ""
    if note is not None:
        yield ("sup",)
        yield "noteref", places.way(f"{note.page}#{note.name}"), name
    elif link:
        yield "a", link
    yield from ((_MARKS[mark],) for mark in run.marks)
    if run.language != places.language and language_tags.is_valid(run.language):
        yield "span", run.language


def _wrapped(parent: etree._Element, wrapping: _Wrapping) -> etree._Element:
    tag, *values = wrapping
    if tag == "noteref":
        element = typed(E.a(href=values[0], id=values[1]), "noteref", "doc-noteref")
    elif tag == "word":
        element = E.span({"class": "word"}, id=values[0])
    else:
        element = E.a(href=values[0]) if tag == "a" else in_language(E(tag), "".join(values))
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
