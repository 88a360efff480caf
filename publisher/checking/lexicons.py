"""How words are said: whether a book's lexicons can be read, and are found by what reads aloud.

EPUBCheck looks at no more than the links to them.

Source:
    W3C, Pronunciation Lexicon Specification 1.0, section 4 (the documents, their languages and
    alphabets); EPUB 3 Text-to-Speech Enhancements 1.0 (link, hreflang).
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from publisher.checking.archive import DAMAGE, tree
from publisher.checking.book import HTML, UNPARSED, XML, Book, goal_of, is_elsewhere, quoted, tag_of
from publisher.checking.catalogue import error, warning
from publisher.report import Finding

TYPE: Final = "application/pls+xml"
_SPACE: Final = "http://www.w3.org/2005/01/pronunciation-lexicon"
_PLS: Final = f"{{{_SPACE}}}"


def are_read(book: Book) -> Iterator[Finding]:
    """Whether every lexicon can be read, and pages lead to it as what it is."""
    languages: dict[str, str] = {}
    for name in book.package.of_type(TYPE):
        if name not in book.present:
            continue  # told already, by `package`
        try:
            root = tree(book.archive, name)
        except (*UNPARSED, *DAMAGE) as fault:
            line = getattr(fault, "lineno", 0)
            yield error("lexicon-malformed", f"it cannot be read: {fault}", name, line)
            continue
        languages[name] = root.get(f"{XML}lang", "")
        yield from _lexicon(name, root)
    led = set()
    for page, address, link in _links(book):
        goal = goal_of(address, page)
        led.add(goal)
        yield from _link(book, page, goal, link, languages)
    for name in languages.keys() - led:
        yield warning("lexicon-unused", "no page leads to it", name)


def _lexicon(name: str, root: etree._Element) -> Iterator[Finding]:
    """Whether a file is a lexicon, and each word in it has a spelling and a sound."""
    if root.tag != f"{_PLS}lexicon":
        message = f"it begins with {tag_of(root)!r}, which is no lexicon of PLS"
        yield error("lexicon-malformed", message, name, root.sourceline)
        return
    if root.get("version") != "1.0":
        message = f"its version is {root.get('version')!r}, and PLS has 1.0"
        yield error("lexicon-malformed", message, name, root.sourceline)
    if not root.get("alphabet"):
        message = "it does not tell the alphabet of its phonemes"
        yield error("lexicon-malformed", message, name, root.sourceline)
    if not root.get(f"{XML}lang"):
        yield error("lexicon-language", "it tells no language", name, root.sourceline)
    for each in root.iter(f"{_PLS}lexeme"):
        yield from _lexeme(name, each)


def _lexeme(name: str, lexeme: etree._Element) -> Iterator[Finding]:
    graphemes = [_text(each) for each in lexeme.iter(f"{_PLS}grapheme")]
    sounds = [_text(each) for each in lexeme.iter(f"{_PLS}phoneme", f"{_PLS}alias")]
    if not graphemes or not all(graphemes):
        message = "a lexeme has no word, or an empty one"
        yield error("lexicon-malformed", message, name, lexeme.sourceline)
    elif not all(sounds):
        message = f"{quoted(graphemes[0])} has an empty phoneme or alias"
        yield error("lexicon-malformed", message, name, lexeme.sourceline)
    elif not sounds:
        message = f"{quoted(graphemes[0])} has neither phoneme nor alias"
        yield warning("lexicon-unused", message, name, lexeme.sourceline)


def _text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _links(book: Book) -> Iterator[tuple[str, str, etree._Element]]:
    """The links of pages to lexicons in the book: the page, the address, the element."""
    for page, root in book.pages.items():
        for link in root.iter(f"{HTML}link"):
            address = link.get("href", "")
            if "pronunciation" in link.get("rel", "").lower().split() and not is_elsewhere(address):
                yield page, address, link


def _link(
    book: Book, page: str, goal: str, link: etree._Element, languages: dict[str, str]
) -> Iterator[Finding]:
    """Whether a page leads to a lexicon as what it is."""
    item = book.package.items.get(goal)
    if item is not None and item.get("media-type") != TYPE:
        message = f"the manifest calls {goal!r} {item.get('media-type')!r}, and not {TYPE!r}"
        yield error("lexicon-type", message, book.package.name, item.sourceline)
    if link.get("type", TYPE) != TYPE:
        message = f"the link to {goal!r} is of type {link.get('type')!r}, and not {TYPE!r}"
        yield error("lexicon-type", message, page, link.sourceline)
    said, told = link.get("hreflang", ""), languages.get(goal, "")
    if said and told and said.lower() != told.lower():
        message = f"the link to {goal!r} says {said!r}, and the lexicon {told!r}"
        yield error("lexicon-language", message, page, link.sourceline)
    if told and not said:
        message = f"the link to {goal!r} tells no language, and the lexicon {told!r}"
        yield warning("lexicon-language", message, page, link.sourceline)
