"""Languages: whether each is told, is one, is the one that the text is in, and runs its way.

Source:
    WCAG 2.2, 3.1.1 (language of page) and 3.1.2 (language of parts); BCP 47.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from publisher.checking.book import (
    DC,
    HTML,
    OPF,
    XML,
    Book,
    tag_of,
)
from publisher.checking.catalogue import error, warning
from publisher.language_tags import is_valid
from publisher.report import Finding

_LEFTWARD: Final = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_TELLING: Final = 300  # characters by which a language is known
_NOT_CLOSE: Final = 4  # languages that a page is taken for before its own
_NO_REGIONS: Final = frozenset({"UK"})  # which langcodes takes for GB, and IANA's registry lacks


def _directions(book: Book) -> Iterator[Finding]:
    """Whether text that is written from right to left says so, and the book turns that way."""
    package = book.package
    languages = [tag for tag in package.dublin_core("language") if _is_leftward(tag)]
    spine = next(package.root.iter(f"{OPF}spine"), None)
    if languages and spine is not None and spine.get("page-progression-direction") != "rtl":
        message = f"the book is in {languages[0]}, and its pages turn from left to right"
        yield warning("direction-missing", message, package.name, spine.sourceline)
    for name, page in book.pages.items():
        body = page.find(f"{HTML}body")
        said = {page.get("dir"), None if body is None else body.get("dir")}
        if _is_leftward(page.get("lang", page.get(f"{XML}lang", ""))) and "rtl" not in said:
            message = f"the page is in {page.get('lang')}, and its direction is not told"
            yield warning("direction-missing", message, name, page.sourceline)


def _is_leftward(tag: str) -> bool:
    language, *others = tag.lower().split("-")
    return language in _LEFTWARD and "latn" not in others


def are_told(book: Book) -> Iterator[Finding]:
    """Whether a voice, and a hyphenation, can be found for every text of a book."""
    yield from _directions(book)
    package = book.package
    for element in package.root.iter(f"{DC}language"):
        tag = (element.text or "").strip()
        if tag and not _is_language(tag):
            message = f"dc:language is {tag!r}, which is no language"
            yield error("language-unknown", message, package.name, element.sourceline)
    said = package.root.get(f"{XML}lang", "")
    if said and not _is_language(said):
        message = f"the package's `xml:lang` is {said!r}, which is no language"
        yield error("language-unknown", message, package.name, package.root.sourceline)
    if not said and not package.is_old:
        message = "the package says in no language what its metadata are in"
        yield warning("package-language", message, package.name, package.root.sourceline)
    for name, page in book.pages.items():
        for element in page.iter(etree.Element):
            tag, other = element.get("lang", ""), element.get(f"{XML}lang", "")
            for each in dict.fromkeys(filter(None, (tag, other))):
                if not _is_language(each):
                    message = f"the language of {tag_of(element)!r} is {each!r}, which is none"
                    yield error("language-unknown", message, name, element.sourceline)
            if tag and other and tag.lower() != other.lower() and element is not page:
                message = f"`lang` is {tag!r} and `xml:lang` {other!r}"
                yield error("page-language", message, name, element.sourceline)
    yield from _in_the_books_language(book)
    yield from _as_it_reads(book)


def _in_the_books_language(book: Book) -> Iterator[Finding]:
    """Whether some page is in the language that the package says."""
    elements = {
        (each.text or "").strip().partition("-")[0].lower(): each
        for each in book.package.root.iter(f"{DC}language")
        if _is_language((each.text or "").strip())
    }
    found = {
        value.partition("-")[0].lower()
        for _, page in book.read()
        for value in page.xpath("//@lang | //@xml:lang")
    }
    for said, element in elements.items():
        if found and said not in found:
            message = f"dc:language is {said}, and pages are in {', '.join(sorted(found))}"
            yield error("language-astray", message, book.package.name, element.sourceline)


def _as_it_reads(book: Book) -> Iterator[Finding]:
    """Whether pages of some length are in the language that they say, as far as can be told.

    By py3langid, and only where it is sure, and does not put the page's own language close by.
    """
    import py3langid

    for name, page in book.pages.items():
        said = page.get("lang", page.get(f"{XML}lang", "")).partition("-")[0].lower()
        words = " ".join("".join(_in_its_own_language(page)).split())
        if not said or len(words) < _TELLING:
            continue
        ranks = [language for language, _ in py3langid.rank(words[:4_000])]
        if said in ranks and ranks.index(said) >= _NOT_CLOSE:
            message = f"the page says that it is in {said}, and reads as if it were in {ranks[0]}"
            yield warning("language-astray", message, name, page.sourceline)


def _in_its_own_language(element: etree._Element) -> Iterator[str]:
    """The texts of an element, but for those that are said to be in another language."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not child.get("lang", child.get(f"{XML}lang")):
            yield from _in_its_own_language(child)
        yield child.tail or ""


def _is_language(tag: str) -> bool:
    regions = {part.upper() for part in tag.split("-")[1:]}
    return is_valid(tag) and "_" not in tag and not regions & _NO_REGIONS
