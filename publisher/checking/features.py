"""Accessibility features: for each that a book may claim, why it has it not.

Source:
    The schema.org accessibility properties vocabulary (accessibilityFeature).
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from publisher.checking.archive import DAMAGE, tree
from publisher.checking.book import HTML, Book, tag_of, types_of, words_of
from publisher.checking.overlays import heard_elements
from publisher.checking.pages import (
    description_of,
    heading_order,
    is_adornment,
    is_page_break,
    tells_something,
)

_SIZE: Final = re.compile(
    r"(?:^|[\s,}])(?:html|body|:root|p)\s*(?:,[^{}]*)?\{[^}]*?font-size:\s*([\d.]+)(em|rem|%|px|pt)"
)
_LATEX: Final = re.compile(r"\\[a-zA-Z]{2,}|\\[(\[]|\$[^$\n]+\$")
_LOCKED: Final = re.compile(
    r"(?:font-size|line-height|letter-spacing|word-spacing)\s*:[^;}]*?\d(?:px|pt)[^;}]*!\s*important"
)
_USUAL: Final = {"em": 1.0, "rem": 1.0, "%": 100.0, "px": 16.0, "pt": 12.0}
_FONT_LOCKS: Final = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_ROLES_OF_OUR_OWN: Final = frozenset({"presentation", "none"})


def no_alternative(book: Book) -> str:
    """Why not every picture has an alternative text, or ""."""
    for name, picture in pictures(book):
        said = description_of(picture)
        if said is None or (not said and tells_something(book, name, picture)):
            return f"the picture {picture.get('src')!r} on {name} has no alternative text"
    return ""


def pictures(book: Book) -> Iterator[tuple[str, etree._Element]]:
    """The pictures that tell something, each with its page."""
    for name, page in book.pages.items():
        for picture in page.iter(f"{HTML}img"):
            if not is_adornment(picture):
                yield name, picture


def _no_structure(book: Book) -> str:
    tags = [f"{HTML}h{level}" for level in range(1, 7)]
    own = [page for name, page in book.read() if name != book.package.navigation()]
    if len(own) > 1 and all(next(page.iter(*tags), None) is None for page in own):
        return "there are no headings"
    broken = next(heading_order(book), None)
    return broken.message if broken else ""


def no_contents(book: Book) -> str:
    """Why there is no table of contents, or ""."""
    there = book.nav("toc") is not None or book.package.is_old
    return "" if there else "there is no table of contents"


def no_overlay(book: Book) -> str:
    """Why text and sound are not in synchrony, or ""."""
    return (
        "" if any(heard_elements(book).values()) else "no overlay has text and sound in synchrony"
    )


def no_page_list(book: Book) -> str:
    """Why there is no list of pages, or ""."""
    return "" if book.nav("page-list") is not None else "there is no list of pages"


def _no_page_breaks(book: Book) -> str:
    pages = book.pages.values()
    breaks = [each for page in pages for each in page.iter(etree.Element) if is_page_break(each)]
    if not breaks:
        return "there are no page breaks"
    has_roles = any(each.get("role") == "doc-pagebreak" for each in breaks)
    return "" if has_roles else "no page break has the role doc-pagebreak"


def _no_print(book: Book) -> str:
    """Why pages are not those of a print, or ""."""
    sources = book.package.metas("pageBreakSource") + book.package.metas("a11y:pageBreakSource")
    if any(meta.value == "none" for meta in sources):
        return "its pages are of no print"
    told = sources or book.package.metas("source-of") or book.package.dublin_core("source")
    return _no_page_breaks(book) or ("" if told else "it is not told of which print")


def _no_roles(book: Book) -> str:
    for page in book.pages.values():
        for element in page.iter(etree.Element):
            role = element.get("role", "")
            if (role and role not in _ROLES_OF_OUR_OWN) or any(
                str(name).startswith("aria-") for name in element.attrib
            ):
                return ""
    return "no element has a role or an aria attribute"


def none_of(*tags: str) -> Callable[[Book], str]:
    """Something that tells why there is none of some elements, or ""."""

    def against(book: Book) -> str:
        pages = book.pages.values()
        there = any(tag_of(each) in tags for page in pages for each in page.iter(etree.Element))
        return "" if there else f"there is no element {' or '.join(tags)}"

    return against


def _no_long_description(book: Book) -> str:
    for page in book.pages.values():
        for element in page.iter(etree.Element):
            asks = element.get("aria-details") or element.get("aria-describedby")
            if asks or element.get("longdesc") or tag_of(element) == "details":
                return ""
    return "no picture leads to a longer description"


def _no_index(book: Book) -> str:
    kinds = ("index", "index-group", "index-entry")
    for page in book.pages.values():
        for element in page.iter(etree.Element):
            if types_of(element).intersection(kinds) or element.get("role") == "doc-index":
                return ""
    return "there is no index"


def no_speech_markup(book: Book) -> str:
    """Why a book does not tell how words are said, or ""."""
    spoken = ("application/pls+xml",)
    ssml = "http://www.w3.org/2001/10/synthesis"
    marked = (page.xpath("//@s:*", namespaces={"s": ssml}) for page in book.pages.values())
    there = any(book.package.of_type(*spoken)) or any(map(bool, marked))
    return "" if there else "no word is marked with how it is spoken"


def _no_transcript(book: Book) -> str:
    if not has_players(book) and not has_films(book):
        return "there is no sound or film to have one"
    pages = [page for _, page in book.read()]
    named = (words_of(page).lower() for page in pages)
    led = any(page.xpath("//@aria-details | //@aria-describedby") for page in pages)
    return "" if led or any("transcript" in words for words in named) else "none is to be found"


def _undescribed_math(book: Book) -> str:
    formulas = [
        each
        for page in book.pages.values()
        for each in page.iter("{http://www.w3.org/1998/Math/MathML}math")
    ]
    if not formulas:
        return "there are no formulas"
    told = ("alttext", "aria-label", "aria-labelledby", "aria-describedby")
    bare = [each for each in formulas if not any(each.get(name, "").strip() for name in told)]
    return "a formula has no description (alttext)" if bare else ""


def _no_latex(book: Book) -> str:
    pages = [page for _, page in book.read()]
    noted = any(page.xpath("//@encoding[contains(., 'tex')]") for page in pages)
    there = noted or any(_LATEX.search("".join(page.itertext())) for page in pages)
    return "" if there else "no LaTeX is to be found"


def _no_writing_mode(mode: str) -> Callable[[Book], str]:
    def against(book: Book) -> str:
        there = any(re.search(rf"writing-mode:\s*{mode}", text) for text in book.styles.values())
        return "" if there else f"no style sheet sets a {mode} writing mode"

    return against


def _no_colours(book: Book) -> str:
    there = any(
        re.search(r"(?<![\w-])color:|prefers-contrast|forced-colors", t) for t in _css(book)
    )
    return "" if there else "no style sheet sets a colour"


def _css(book: Book) -> Iterator[str]:
    yield from book.styles.values()
    for page in book.pages.values():
        yield from (each.text or "" for each in page.iter(f"{HTML}style"))


def _no_timing(book: Book) -> str:
    pages = book.pages.values()
    tags = {tag_of(each) for page in pages for each in page.iter(etree.Element)}
    there = tags & {"script", "audio", "video"} or book.is_read_aloud
    return "" if there else "nothing in it has a time"


def _no_sound(book: Book) -> str:
    there = has_players(book) or has_films(book) or book.is_read_aloud
    return "" if there else "there is no sound"


def _no_large_print(book: Book) -> str:
    """Why the print is not large, or "": no style sheet sets text larger than readers do."""
    for text in book.styles.values():
        for size, unit in _SIZE.findall(text):
            if float(size) > _USUAL[unit]:
                return ""
    return "no style sheet makes the text larger"


def none_ending(*endings: str) -> Callable[[Book], str]:
    """Something that tells why there is no file of an ending, or ""."""

    def against(book: Book) -> str:
        there = any(name.lower().endswith(endings) for name in book.present)
        return "" if there else f"there is no file {' or '.join(endings)}"

    return against


def _fixed(book: Book) -> str:
    layouts = book.package.metas("rendition:layout")
    if any(meta.value == "pre-paginated" for meta in layouts):
        return "its pages are of fixed layout"
    if any(_LOCKED.search(text) for text in _css(book)):
        return "a style sheet does not let the reader's own sizes in (!important)"
    return ""


def _encrypted(book: Book) -> str:
    locks = ("META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml")
    there = [name for name in locks if name in book.present]
    if there:
        return f"there is {there[0]}"
    try:
        listed = tree(book.archive, "META-INF/encryption.xml")
    except (etree.XMLSyntaxError, *DAMAGE):
        return ""
    ways = {str(each) for each in listed.xpath("//*[local-name()='EncryptionMethod']/@Algorithm")}
    return "" if ways <= set(_FONT_LOCKS) else "some of its files are encrypted"


def has_players(book: Book) -> bool:
    """Whether pages have sound of their own."""
    return any(next(page.iter(f"{HTML}audio"), None) is not None for page in book.pages.values())


def has_films(book: Book) -> bool:
    """Whether pages have films."""
    return any(next(page.iter(f"{HTML}video"), None) is not None for page in book.pages.values())


AGAINST: Final[dict[str, Callable[[Book], str]]] = {
    "alternativeText": no_alternative,
    "structuralNavigation": _no_structure,
    "tableOfContents": no_contents,
    "synchronizedAudioText": no_overlay,
    "pageNavigation": no_page_list,
    "pageBreakMarkers": _no_page_breaks,
    "printPageNumbers": _no_print,
    "ARIA": _no_roles,
    "MathML": none_of("math"),
    "describedMath": _undescribed_math,
    "MathML-chemistry": none_of("math"),
    "rubyAnnotations": none_of("ruby"),
    "fullRubyAnnotations": none_of("ruby"),
    "captions": none_of("track"),
    "closedCaptions": none_of("track"),
    "openCaptions": none_of("video"),
    "signLanguage": none_of("video"),
    "audioDescription": none_of("video", "track"),
    "longDescription": _no_long_description,
    "index": _no_index,
    "transcript": _no_transcript,
    "largePrint": _no_large_print,
    "latex": _no_latex,
    "latex-chemistry": _no_latex,
    "ChemML": none_of("molecule", "cml", "reaction"),
    "verticalWriting": _no_writing_mode("vertical"),
    "highContrastDisplay": _no_colours,
    "highContrastAudio": _no_sound,
    "timingControl": _no_timing,
    "ttsMarkup": no_speech_markup,
    "braille": none_ending(".brf", ".pef", ".ebrf"),
    "tactileGraphic": none_ending(".brf", ".pef", ".ebrf"),
    "tactileObject": none_ending(".stl", ".obj", ".3mf"),
    "taggedPDF": none_ending(".pdf"),
    "displayTransformability": _fixed,
    "unlocked": _encrypted,
}

"""Why a feature that is claimed is not there, or "" when it is."""
