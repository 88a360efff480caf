"""Web pages: the article found on them, and what they say of it.

A document that is nothing but an article is taken whole. On a page with navigation, share bars
and cookie notes around the article, the article is found (`pagechoice`), its own markup is kept
and handed to `html` like that of every other format; what is left out is told, every word of
it. An image is one that was saved with the page; others are fetched only where that is asked.
"""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement

from publisher.article import Article, Metadata
from publisher.reading.clutter import is_hidden
from publisher.reading.html import LINE, passages_of
from publisher.reading.notes import canonical_notes
from publisher.reading.pageblocks import BLOCKS, Block
from publisher.reading.pagechoice import LARGEST, Choice, choice
from publisher.reading.pagehead import Head, head_of
from publisher.reading.pagemarkup import settled
from publisher.reading.pagemeta import base_of, joined, said
from publisher.reading.pagetree import take_out, tree_of
from publisher.reading.pictures import Gallery, gallery
from publisher.reading.source import Source
from publisher.report import Finding, Weight

MOST_FINDINGS = 60  # on what is left out of an article's own element; one more tells the rest

_ACTIVE = ("script", "style", "template", "link", "meta", "base", "title", "svg", "applet")
_MEDIA = ("img", "iframe", "video", "audio", "object", "embed", "hr", "canvas")
_ROOMS = ("html", "body", "main", "article", "section")


def read_html(source: Source, pictures: Gallery | None = None) -> Article:
    """The article on a web page, or in a fragment of one.

    Args:
        source: the page's bytes.
        pictures: finds the images it names; by default those saved with it.

    Raises:
        ReadingError: it is no text, or there is nothing in it.
    """
    root, repaired = tree_of(source)
    known = said(root, source.address)
    body = _body(root)
    base = base_of(root, source.address, known.source)
    settled(root, base, is_local=source.path is not None)
    take_out(root, [*root.iter(*_ACTIVE)])
    hidden = _take_hidden(body)
    found = choice(body)
    head = head_of(found, known)
    findings = (*repaired, *hidden, *_set_aside(found))
    _prune(body, found)
    canonical_notes(body)
    markup = etree.tostring(body, encoding="unicode", method="html")
    passages, left_out = passages_of(markup, pictures or _gallery(source, base))
    metadata = _with_head(known.metadata(), head)
    return Article(source.name, passages, metadata, findings=(*findings, *left_out))


def _gallery(source: Source, base: str) -> Gallery:
    """The images saved with a page, or those it was saved without, where they may be fetched."""
    saved = gallery(source)
    if not (source.remote and source.path and base):
        return saved
    return lambda name: saved(name) or (saved(joined(base, name)) if name else None)


def _body(root: HtmlElement) -> HtmlElement:
    """What of a page is shown; a frame set, or a fragment, is all there is."""
    body: HtmlElement | None = root.find(".//body")
    return root if body is None else body


def _take_hidden(body: HtmlElement) -> tuple[Finding, ...]:
    """Take out what nobody sees, unless it is most of what there is to read."""
    everything = len(_words(body))
    hidden: dict[HtmlElement, str] = {}
    gone: set[HtmlElement] = set()
    for element in body.iter():
        if element.getparent() in gone:
            gone.add(element)
        elif element is not body and is_hidden(element):
            words = _words(element)
            if 2 * len(words) < everything:
                gone.add(element)
                hidden[element] = words
    take_out(body, hidden)
    said = [*filter(None, hidden.values())]
    return (_summary("hidden-set-aside", said, "that no reader of the page sees"),) if said else ()


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _summary(code: str, parts: list[str], what: str) -> Finding:
    """One finding for many parts of a page; what stands on it twice is quoted once."""
    count = sum(len(part.split()) for part in parts)
    quoted = ", ".join(f"“{part}”" for part in dict.fromkeys(parts))
    return Finding(code, Weight.NOTE, f"{count:,} words {what} are left out: {quoted}")


def _set_aside(found: Choice) -> Iterator[Finding]:
    """What is left out, in full: part by part of the article's own element, the rest together."""
    if found.is_large:
        message = (
            f"the page has more than {LARGEST:,} elements, so nothing on it is told from the "
            "article: navigation and all, it is taken whole"
        )
        yield Finding("page-taken-whole", Weight.WARNING, message)
    inner: list[tuple[str, str]] = []
    around: list[str] = []
    for part in _parts(found):
        text = " ".join(block.text for block in part)
        if part[0].inner:
            inner.append((text, part[0].element.get(LINE, "")))
        else:
            around.append(text)
    for text, line in inner[:MOST_FINDINGS]:
        yield _furniture(f"“{text}” is", f"line {line}" if line else "")
    if len(inner) > MOST_FINDINGS:
        yield _furniture(", ".join(f"“{text}”" for text, _ in inner[MOST_FINDINGS:]) + " are", "")
    if around:
        yield _summary("page-furniture-set-aside", around, "of the page around the article")


def _furniture(what: str, place: str) -> Finding:
    message = f"{what} furniture of the page, not of the story"
    return Finding("page-furniture-set-aside", Weight.NOTE, message, place)


def _parts(found: Choice) -> Iterator[list[Block]]:
    """The blocks that are left out, those together that stand together."""
    part: list[Block] = []
    for block in found.blocks:
        out = not block.kept and not block.taken
        if part and (not out or block.inner != part[0].inner or not _together(part[0], block)):
            yield part
            part = []
        if out:
            part.append(block)
    if part:
        yield part


def _together(first: Block, other: Block) -> bool:
    """Whether one part of a page holds both: a list, a box."""
    near = [*first.element.iterancestors()][:3]
    return any(each in near for each in other.element.iterancestors() if each.tag not in _ROOMS)


def _prune(body: HtmlElement, found: Choice) -> None:
    """Leave nothing on a page but what is kept."""
    for block in found.blocks:
        if block.taken or not block.kept:
            _empty(block.element)
    if found.is_page:
        take_out(body, [*_lost_media(body, found)])


def _empty(element: HtmlElement) -> None:
    """Take the words out of an element, but not the blocks in it."""
    element.text = None
    for child in [*element]:
        child.tail = None
        if child.tag in BLOCKS:
            continue
        if any(each.tag in BLOCKS for each in child.iter()):
            _empty(child)
        else:
            element.remove(child)


def _lost_media(body: HtmlElement, found: Choice) -> Iterator[HtmlElement]:
    """Images, films and rules that belong to what is left out."""
    for element in body.iter(*_MEDIA):
        if element in found.furniture or element not in found.inner:
            yield element


def _with_head(metadata: Metadata, head: Head) -> Metadata:
    """What a page says of itself, with what it shows."""
    return replace(
        metadata,
        title=head.title,
        standfirst=head.standfirst,
        byline=head.byline,
        dateline=head.dateline,
        date=metadata.date or head.date,
        rights=metadata.rights or head.rights,
    )
