"""What a page lacks for those who do not see it: descriptions, languages, headings, names.

EPUBCheck looks for none of it. Ace finds much of it where Ace is there; what is a matter of
the markup alone is found here, without a browser.

Source:
    EPUB Accessibility 1.1, section 3 (WCAG 2.2: 1.1.1 non-text content, 1.3.1 info and
    relationships, 2.4.4 link purpose, 2.4.6 headings, 3.1.1 and 3.1.2 language); HTML, section
    4.8.4.4 (alternative texts).
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from publisher.checking.book import (
    HTML,
    Book,
    properties_of,
    quoted,
    tag_of,
    target_of,
    types_of,
    words_of,
)
from publisher.checking.catalogue import error, warning
from publisher.report import Finding

HEADINGS: Final = tuple(f"{HTML}h{level}" for level in range(1, 7))
_REFERENCES: Final = ("aria-labelledby", "aria-describedby", "aria-details", "headers", "for")
FILE: Final = re.compile(
    r"\S+\.(?:jpe?g|png|gif|svg|webp|avif|bmp|tiff?)|\S*/\S*"  # a name, a path
    r"|(?:dsc[nf]?|img|pict?|dcim|scan|screenshot|photo|image)[\s_-]?\d[\w-]*",  # a camera's
    re.IGNORECASE,
)
_SAYS_NOTHING: Final = re.compile(
    r"\W*(?:(?:an? |the )?(?:image|img|picture|photo|photograph|graphic|figure|illustration"
    r"|alt(?:ernative)?(?: text)?|untitled|placeholder|todo|tbd|null|none|undefined"
    r"|bild|abbildung|grafik|foto|imagen|image|imagem|immagine|figura|afbeelding|kuva|obrazek)"
    r"(?: of| von| de)?\s*[\d.:#-]*)?\W*",
    re.IGNORECASE,
)
_UNMARKED: Final = ("presentation", "none")
_LOOKED_AT: Final = 160 * 160  # pixels; an ornament has fewer
_MUCH: Final = 40  # characters
NOTES: Final = frozenset(
    ["footnote", "endnote", "rearnote", "note", "footnotes", "endnotes", "rearnotes"]
)
NOTE_ROLES: Final = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes"})


def are_told(book: Book) -> Iterator[Finding]:
    """Whether what is on pages can be known by ear and by touch."""
    yield from heading_order(book)
    for name, page in book.pages.items():
        for element in page.iter(etree.Element):
            yield from _element(book, name, element)
        yield from _references(name, page)
        yield from _withheld(name, page)


def _element(book: Book, name: str, element: etree._Element) -> Iterator[Finding]:
    tag = tag_of(element)
    if tag in ("img", "area") or (tag == "input" and element.get("type") == "image"):
        yield from _picture(book, name, element)
    elif tag == "svg":
        yield from _drawing(name, element)
    elif tag == "table":
        yield from _table(name, element)
    elif tag in ("audio", "video"):
        yield from _player(name, element)
    elif tag == "a" and element.get("href") is not None:
        yield from _link(book, name, element)
    elif element.tag in HEADINGS and not is_named(element):
        yield error("heading-empty", f"the heading {tag} has no words", name, element.sourceline)


def is_hidden(element: etree._Element) -> bool:
    """Whether an element, or one that holds it, is kept from all readers."""
    return any(
        each.get("hidden") is not None or each.get("aria-hidden") == "true"
        for each in (element, *element.iterancestors())
    )


def is_adornment(element: etree._Element) -> bool:
    """Whether a picture is said to tell nothing."""
    return element.get("role") in _UNMARKED or is_hidden(element)


def is_named(element: etree._Element) -> bool:
    """Whether an element has words, or a name by other means.

    Source:
        Accessible Name and Description Computation 1.2, section 4.3.
    """
    named = ("aria-label", "aria-labelledby", "title")
    held = element.iter(etree.Element)
    return (
        bool(words_of(element))
        or any(each.get(attribute, "").strip() for each in held for attribute in named)
        or any(each.text for each in element.iter("{http://www.w3.org/2000/svg}title"))
    )


def description_of(picture: etree._Element) -> str | None:
    """What is said of a picture by itself; None when nothing stands there, not even "".

    Words that another element holds count as said; whether it is there is for others to see.
    """
    for attribute in ("aria-label", "aria-labelledby"):
        if picture.get(attribute, "").strip():
            return str(picture.get(attribute)).strip()
    alt = picture.get("alt")
    return None if alt is None else alt.strip()


def _picture(book: Book, name: str, picture: etree._Element) -> Iterator[Finding]:
    said, source = description_of(picture), picture.get("src", picture.get("href", ""))
    if is_adornment(picture) or (said == "" and not tells_something(book, name, picture)):
        return
    if said is None:
        what = "area that leads to" if tag_of(picture) == "area" else "picture"
        message = f"the {what} {source!r} has no alternative text"
        yield error("alt-missing", message, name, picture.sourceline)
    elif not said:
        message = f"the picture {source!r} has an empty alternative text, and is not set apart"
        yield warning("alt-empty", message, name, picture.sourceline)
    elif _tells_nothing(said, source):
        message = f"the alternative text {quoted(said)} says nothing of the picture {source!r}"
        yield warning("alt-useless", message, name, picture.sourceline)


def tells_something(book: Book, name: str, picture: etree._Element) -> bool:
    """Whether a picture with an empty alternative text is more than an ornament.

    An ornament is small, and stands by itself; what is a figure, a link or a cover, or as large as
    a picture that is looked at, is none.
    """
    holders = {tag_of(each) for each in picture.iterancestors()}
    item = book.package.items.get(target_of(picture.get("src", ""), name)[0])
    is_cover = item is not None and "cover-image" in properties_of(item)
    if holders & {"figure", "a"} or is_cover or picture.get("role") == "doc-cover":
        return True
    width, height = book.size_of(target_of(picture.get("src", ""), name)[0])
    return width * height >= _LOOKED_AT


def _link(book: Book, name: str, link: etree._Element) -> Iterator[Finding]:
    if not is_named(link):
        message = f"the link to {link.get('href')!r} has no words"
        yield error("link-nameless", message, name, link.sourceline)
    if link.get("href").strip() in ("", "#"):
        message = f"the link {quoted(words_of(link))} leads nowhere"
        yield error("link-broken", message, name, link.sourceline)
    if "noteref" in types_of(link) or link.get("role") == "doc-noteref":
        page, uid = target_of(link.get("href"), name)
        found = book.pages[page].xpath("//*[@id=$uid]", uid=uid) if page in book.pages else ()
        if found and not any(is_note(each) for each in found):
            message = f"the mark {quoted(words_of(link))} leads to {uid!r}, which is no note"
            yield warning("note-astray", message, name, link.sourceline)


def is_note(element: etree._Element) -> bool:
    """Whether an element is a note, or stands in one, or holds one."""
    around = (element, *element.iterancestors(), *element.iterchildren(etree.Element))
    return any(
        types_of(each) & NOTES or each.get("role") in NOTE_ROLES or tag_of(each) == "aside"
        for each in around
    )


def _player(name: str, player: etree._Element) -> Iterator[Finding]:
    """Sound and films, which a reader must be able to stop.

    Source:
        WCAG 2.2, 1.4.2 (audio control) and 2.1.1 (keyboard).
    """
    tag = tag_of(player)
    if player.get("autoplay") is not None:
        message = f"the {tag} plays by itself"
        yield warning("player-uncontrolled", message, name, player.sourceline)
    elif (
        player.get("controls") is None
        and next(player.iterancestors(f"{HTML}body"), None) is not None
    ):
        message = f"the {tag} has no controls"
        yield warning("player-uncontrolled", message, name, player.sourceline)


def _withheld(name: str, page: etree._Element) -> Iterator[Finding]:
    """Words that are seen and kept from those who listen; an order of focus that jumps.

    A caption that is its picture's alternative text too may be kept from being said twice.
    """
    told = {" ".join(each.get("alt", "").split()) for each in page.iter(f"{HTML}img")}
    for element in page.iter(etree.Element):
        words = words_of(element) if element.get("aria-hidden") == "true" else ""
        if len(words) >= _MUCH and words not in told:
            message = f"{quoted(words)} is kept from screen readers (aria-hidden)"
            yield warning("text-withheld", message, name, element.sourceline)
        if re.fullmatch(r"[1-9]\d*", element.get("tabindex", "").strip()):
            message = f"{tag_of(element)} is {element.get('tabindex')} in the order of focus"
            yield warning("focus-order", message, name, element.sourceline)


def _tells_nothing(said: str, source: str) -> bool:
    stem = PurePosixPath(source).stem
    return bool(FILE.fullmatch(said) or _SAYS_NOTHING.fullmatch(said)) or said in (source, stem)


def _drawing(name: str, drawing: etree._Element) -> Iterator[Finding]:
    """An SVG within a page; one that only shows a picture is judged as that."""
    title = drawing.find("{http://www.w3.org/2000/svg}title")
    is_told = is_named(drawing) or (title is not None and bool((title.text or "").strip()))
    if not is_told and not is_adornment(drawing):
        message = "a drawing (svg) has no title and no aria-label"
        yield error("alt-missing", message, name, drawing.sourceline)


def _table(name: str, table: etree._Element) -> Iterator[Finding]:
    if table.get("role") in _UNMARKED:
        return
    own = [each for each in table.iter(f"{HTML}th", f"{HTML}td") if _table_of(each) is table]
    heads = [each for each in own if tag_of(each) == "th" or each.get("scope")]
    if own and not heads:
        message = f"the table that begins {quoted(words_of(own[0]))} has no header cells"
        yield error("table-headers", message, name, table.sourceline)
    for head in heads:
        if head is not own[0] and not is_named(head):  # the corner of two headers may be empty
            message = "a header cell has no words"
            yield warning("table-header-empty", message, name, head.sourceline)


def _table_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors(f"{HTML}table"), None)


def _references(name: str, page: etree._Element) -> Iterator[Finding]:
    """Whether what names, or describes, an element of the page is there."""
    ids = set(page.xpath("//@id"))
    for element in page.iter(etree.Element):
        for attribute in _REFERENCES:
            for missing in (each for each in element.get(attribute, "").split() if each not in ids):
                message = f"{attribute} names {missing!r}, which is not there"
                yield error("reference-broken", message, name, element.sourceline)


def heading_order(book: Book) -> Iterator[Finding]:
    """Whether no heading stands more than a level below the one before it.

    A page may begin at any level that one before it has gone to, or one below. Navigation, which
    may be put anywhere, is judged by itself.

    Source:
        WCAG 2.2, technique G141.
    """
    deepest = 1
    for name, page in book.pages.items():
        last = 0
        for heading in page.iter(*HEADINGS):
            if is_hidden(heading):
                continue
            level = int(tag_of(heading)[1])
            most = last + 1 if last else deepest + 1
            if level > most:
                above = f"h{last}" if last else f"pages that go down to h{deepest}"
                message = f"h{level} {quoted(words_of(heading))} follows {above}"
                yield warning("heading-order", message, name, heading.sourceline)
            last = level
            deepest = max(deepest, min(level, most))


def is_page_break(element: etree._Element) -> bool:
    """Whether an element marks where a page of print begins."""
    return "pagebreak" in types_of(element) or element.get("role") == "doc-pagebreak"
