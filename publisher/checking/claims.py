"""What a book claims for those who read by other means than sight, held against the book.

A catalogue shows claims, and a reader chooses by them. EPUBCheck looks at none, and no tool
compares them with what is there.

Source:
    EPUB Accessibility 1.1, sections 2 (discovery) and 4.3, 6.2 and 6.3 (conformance); the
    schema.org accessibility properties vocabulary.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from publisher.checking.book import HTML, Book, Meta, quoted, tag_of, types_of, words_of
from publisher.checking.catalogue import error, warning
from publisher.checking.overlays import heard_elements, unheard
from publisher.checking.pages import description_of, heading_order, is_adornment, is_page_break
from publisher.report import Finding

_MODES: Final = frozenset(
    [
        "auditory",
        "chartOnVisual",
        "chemOnVisual",
        "colorDependent",
        "diagramOnVisual",
        "mathOnVisual",
        "musicOnVisual",
        "tactile",
        "textOnVisual",
        "textual",
        "visual",
    ]
)
_SUFFICIENT: Final = frozenset({"auditory", "tactile", "textual", "visual"})
_FEATURES: Final = frozenset(
    [
        "annotations",
        "ARIA",
        "bookmarks",
        "index",
        "pageBreakMarkers",
        "printPageNumbers",
        "pageNavigation",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "taggedPDF",
        "alternativeText",
        "audioDescription",
        "closeCaptions",
        "closedCaptions",
        "captions",
        "describedMath",
        "longDescription",
        "openCaptions",
        "signLanguage",
        "transcript",
        "displayTransformability",
        "synchronizedAudioText",
        "timingControl",
        "unlocked",
        "ChemML",
        "latex",
        "latex-chemistry",
        "MathML",
        "MathML-chemistry",
        "ttsMarkup",
        "highContrastAudio",
        "highContrastDisplay",
        "largePrint",
        "braille",
        "tactileGraphic",
        "tactileObject",
        "fullRubyAnnotations",
        "horizontalWriting",
        "rubyAnnotations",
        "verticalWriting",
        "withAdditionalWordSegmentation",
        "withoutAdditionalWordSegmentation",
        "none",
        "unknown",
    ]
)
_HAZARDS: Final = frozenset(
    [
        "flashing",
        "noFlashingHazard",
        "motionSimulation",
        "noMotionSimulationHazard",
        "sound",
        "noSoundHazard",
        "none",
        "unknown",
        "unknownFlashingHazard",
        "unknownMotionSimulationHazard",
        "unknownSoundHazard",
    ]
)
_KNOWN: Final = {
    "schema:accessMode": _MODES,
    "schema:accessModeSufficient": _SUFFICIENT,
    "schema:accessibilityFeature": _FEATURES,
    "schema:accessibilityHazard": _HAZARDS,
}
_ASKED: Final = (*_KNOWN, "schema:accessibilitySummary")
_DENIED: Final = {
    "noFlashingHazard": "flashing",
    "noMotionSimulationHazard": "motionSimulation",
    "noSoundHazard": "sound",
}
_STILL: Final = frozenset({"none", "noMotionSimulationHazard", "noFlashingHazard"})
_SIZE: Final = re.compile(
    r"(?:^|[\s,}])(?:html|body|:root|p)\s*(?:,[^{}]*)?\{[^}]*?font-size:\s*([\d.]+)(em|rem|%|px|pt)"
)
_USUAL: Final = {"em": 1.0, "rem": 1.0, "%": 100.0, "px": 16.0, "pt": 12.0}
_STANDARD: Final = re.compile(
    r"EPUB Accessibility 1\.[12] - WCAG 2\.[0-2] Level A{1,3}"
    r"|https?://www\.idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-a{1,3}"
)
_ROLES_OF_OUR_OWN: Final = frozenset({"presentation", "none"})


def are_true(book: Book) -> Iterator[Finding]:
    """Whether what a book claims is said as it should be, and is so."""
    name = book.package.name
    for asked in _ASKED:
        if not any(meta.value for meta in _claims(book, asked)):
            yield warning("claim-missing", f"{asked} is missing", name)
    for asked, known in _KNOWN.items():
        for meta in _claims(book, asked):
            for word in filter(None, map(str.strip, meta.value.split(","))):
                if word not in known:
                    message = f"{asked} says {word!r}, which is not in the vocabulary"
                    yield error("claim-unknown", message, name, meta.line)
    yield from _false(book)
    yield from _left_out(book)
    yield from _conformance(book)


def _claims(book: Book, asked: str) -> tuple[Meta, ...]:
    """The metas of a claim; EPUB 2 has them by name, without the prefix."""
    return tuple(meta for meta in book.package.metas(asked) if not meta.refines)


def _false(book: Book) -> Iterator[Finding]:
    """What is claimed and is not so."""
    for meta in _claims(book, "schema:accessibilityFeature"):
        against = _AGAINST.get(meta.value)
        why = against(book) if against else ""
        if why:
            message = f"it claims {meta.value}, but {why}"
            yield error("claim-false", message, book.package.name, meta.line)
    for meta in _claims(book, "schema:accessModeSufficient"):
        why = _insufficient(book, frozenset(map(str.strip, meta.value.split(","))))
        if why:
            message = f"it claims that {meta.value} is sufficient, but {why}"
            yield error("claim-false", message, book.package.name, meta.line)
    for meta in _claims(book, "schema:accessMode"):
        why = _absent_mode(book, meta.value)
        if why:
            message = f"it claims the access mode {meta.value}, but {why}"
            yield error("claim-false", message, book.package.name, meta.line)
    yield from _contradictions(book)


def _contradictions(book: Book) -> Iterator[Finding]:
    """Claims of which only one can be true."""
    hazards = {meta.value: meta for meta in _claims(book, "schema:accessibilityHazard")}
    for sole in ("none", "unknown"):
        others = [word for word in hazards if word not in ("none", "unknown")]
        if sole in hazards and (others or len(hazards.keys() & {"none", "unknown"}) == 2):
            message = (
                f"the hazard {sole} stands beside {', '.join(w for w in hazards if w != sole)}"
            )
            yield error("claim-false", message, book.package.name, hazards[sole].line)
            return
    for denied, asserted in _DENIED.items():
        if denied in hazards and asserted in hazards:
            message = f"it claims the hazard {asserted}, and {denied}"
            yield error("claim-false", message, book.package.name, hazards[denied].line)
    if hazards.keys() & _STILL and _may_move(book):
        message = f"it claims no hazard, but {_may_move(book)}"
        line = next(iter(hazards.values())).line
        yield error("claim-false", message, book.package.name, line)
    features = {meta.value: meta for meta in _claims(book, "schema:accessibilityFeature")}
    if "none" in features and len(features) > 1:
        message = "the feature none stands beside others"
        yield error("claim-false", message, book.package.name, features["none"].line)


def _may_move(book: Book) -> str:
    """What in a book moves or flashes by itself, or ""."""
    for page in book.pages.values():
        if next(page.iter(f"{HTML}video"), None) is not None:
            return "there is a film"
    for name in book.package.of_type("image/gif", "image/webp", "image/png"):
        if name in book.present and _is_animated(book, name):
            return f"the picture {name} moves"
    return ""


def _is_animated(book: Book, name: str) -> bool:
    from PIL import Image

    try:
        with book.archive.open(name) as file, Image.open(file) as image:
            return bool(getattr(image, "is_animated", False))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False  # told already, where it is not what it is listed as


def _no_alternative(book: Book) -> str:
    for name, picture in _pictures(book):
        if not description_of(picture):
            return f"the picture {picture.get('src')!r} on {name} has no alternative text"
    return ""


def _pictures(book: Book) -> Iterator[tuple[str, etree._Element]]:
    """The pictures that tell something, each with its page."""
    for name, page in book.pages.items():
        for picture in page.iter(f"{HTML}img"):
            if not is_adornment(picture):
                yield name, picture


def _no_structure(book: Book) -> str:
    tags = [f"{HTML}h{level}" for level in range(1, 7)]
    if all(next(page.iter(*tags), None) is None for page in book.pages.values()):
        return "there are no headings"
    broken = next(heading_order(book), None)
    return broken.message if broken else ""


def _no_contents(book: Book) -> str:
    there = book.nav("toc") is not None or book.package.is_old
    return "" if there else "there is no table of contents"


def _no_overlay(book: Book) -> str:
    return (
        "" if any(heard_elements(book).values()) else "no overlay has text and sound in synchrony"
    )


def _no_page_list(book: Book) -> str:
    return "" if book.nav("page-list") is not None else "there is no list of pages"


def _no_page_breaks(book: Book) -> str:
    pages = book.pages.values()
    there = any(is_page_break(each) for page in pages for each in page.iter(etree.Element))
    return "" if there else "there are no page breaks"


def _no_roles(book: Book) -> str:
    for page in book.pages.values():
        for element in page.iter(etree.Element):
            role = element.get("role", "")
            if (role and role not in _ROLES_OF_OUR_OWN) or any(
                str(name).startswith("aria-") for name in element.attrib
            ):
                return ""
    return "no element has a role or an aria attribute"


def _none_of(*tags: str) -> Callable[[Book], str]:
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


def _no_speech_markup(book: Book) -> str:
    spoken = ("application/pls+xml",)
    ssml = "http://www.w3.org/2001/10/synthesis"
    marked = (page.xpath("//@s:*", namespaces={"s": ssml}) for page in book.pages.values())
    there = any(book.package.of_type(*spoken)) or any(map(bool, marked))
    return "" if there else "no word is marked with how it is spoken"


def _no_transcript(book: Book) -> str:
    there = _has_players(book) or _has_films(book)
    return "" if there else "there is no sound or film to have one"


def _no_large_print(book: Book) -> str:
    """Why the print is not large, or "": no style sheet sets text larger than readers do."""
    for text in book.styles.values():
        for size, unit in _SIZE.findall(text):
            if float(size) > _USUAL[unit]:
                return ""
    return "no style sheet makes the text larger"


def _none_ending(*endings: str) -> Callable[[Book], str]:
    def against(book: Book) -> str:
        there = any(name.lower().endswith(endings) for name in book.present)
        return "" if there else f"there is no file {' or '.join(endings)}"

    return against


def _fixed(book: Book) -> str:
    layouts = book.package.metas("rendition:layout")
    if any(meta.value == "pre-paginated" for meta in layouts):
        return "its pages are of fixed layout"
    return ""


def _encrypted(book: Book) -> str:
    locks = ("META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml")
    there = [name for name in locks if name in book.present]
    return f"there is {there[0]}" if there else ""


_AGAINST: Final[dict[str, Callable[[Book], str]]] = {
    "alternativeText": _no_alternative,
    "structuralNavigation": _no_structure,
    "tableOfContents": _no_contents,
    "synchronizedAudioText": _no_overlay,
    "pageNavigation": _no_page_list,
    "pageBreakMarkers": _no_page_breaks,
    "printPageNumbers": _no_page_breaks,
    "ARIA": _no_roles,
    "MathML": _none_of("math"),
    "describedMath": _none_of("math"),
    "MathML-chemistry": _none_of("math"),
    "rubyAnnotations": _none_of("ruby"),
    "fullRubyAnnotations": _none_of("ruby"),
    "captions": _none_of("track"),
    "closedCaptions": _none_of("track"),
    "openCaptions": _none_of("video"),
    "signLanguage": _none_of("video"),
    "audioDescription": _none_of("video", "track"),
    "longDescription": _no_long_description,
    "index": _no_index,
    "transcript": _no_transcript,
    "largePrint": _no_large_print,
    "ttsMarkup": _no_speech_markup,
    "braille": _none_ending(".brf", ".pef", ".ebrf"),
    "tactileGraphic": _none_ending(".brf", ".pef", ".ebrf"),
    "tactileObject": _none_ending(".stl", ".obj", ".3mf"),
    "taggedPDF": _none_ending(".pdf"),
    "displayTransformability": _fixed,
    "unlocked": _encrypted,
}
"""Why a feature that is claimed is not there, or "" when it is."""


def _insufficient(book: Book, modes: frozenset[str]) -> str:
    """Why a set of modes is not enough to read all of a book, or ""."""
    if modes == {"auditory"}:
        words = next(unheard(book), None)
        if not any(heard_elements(book).values()) and not _has_players(book):
            return "nothing is narrated"
        return f"{quoted(words.words)} on {words.page} is not narrated" if words else ""
    if modes == {"textual"}:
        return _no_alternative(book)
    if "tactile" in modes:
        return _none_ending(".brf", ".pef", ".ebrf")(book)
    return ""


def _has_players(book: Book) -> bool:
    return any(next(page.iter(f"{HTML}audio"), None) is not None for page in book.pages.values())


def _absent_mode(book: Book, mode: str) -> str:
    if mode == "visual" and not any(_seen(book)):
        return "there is no picture and no film"
    if mode == "auditory" and not _has_players(book) and not _has_films(book):
        return "there is no sound but that of overlays" if book.overlays else "there is no sound"
    if mode == "tactile":
        return _none_ending(".brf", ".pef", ".ebrf", ".stl", ".obj", ".3mf")(book)
    return ""


def _has_films(book: Book) -> bool:
    return any(next(page.iter(f"{HTML}video"), None) is not None for page in book.pages.values())


def _seen(book: Book) -> Iterator[str]:
    """What is seen: pictures, drawings, films."""
    for name, page in book.pages.items():
        for element in page.iter(etree.Element):
            if tag_of(element) in ("img", "svg", "video", "image", "canvas", "object"):
                yield name


def _left_out(book: Book) -> Iterator[Finding]:
    """What a book has and does not claim."""
    features = {meta.value for meta in _claims(book, "schema:accessibilityFeature")}
    modes = {meta.value for meta in _claims(book, "schema:accessMode")}
    there = {
        "synchronizedAudioText": _no_overlay,
        "pageNavigation": _no_page_list,
        "tableOfContents": _no_contents,
        "MathML": _none_of("math"),
    }
    if features:
        for feature, against in there.items():
            if feature not in features and not against(book) and not book.package.is_old:
                message = f"it has what {feature} means, and does not claim it"
                yield warning("claim-left-out", message, book.package.name)
    if modes and "visual" not in modes and any(_pictures_beside_covers(book)):
        message = "it has pictures, and does not claim the access mode visual"
        yield warning("claim-left-out", message, book.package.name)
    if modes and "textual" not in modes and any(words_of(page) for _, page in book.read()):
        message = "it has words, and does not claim the access mode textual"
        yield warning("claim-left-out", message, book.package.name)


def _pictures_beside_covers(book: Book) -> Iterator[str]:
    covers = {
        name
        for name, item in book.package.items.items()
        if "cover-image" in item.get("properties", "")
    }
    for name, picture in _pictures(book):
        is_cover = bool(covers) and picture.get("src", "").rpartition("/")[2] in {
            each.rpartition("/")[2] for each in covers
        }
        if not is_cover and picture.get("role") != "doc-cover":
            yield name


def _conformance(book: Book) -> Iterator[Finding]:
    """Whether a claim to conform is worded as the standard has it, and somebody's."""
    package = book.package
    certifiers = [meta for meta in package.metas("a11y:certifiedBy") if meta.value]
    claims = [
        *(meta for meta in package.metas("dcterms:conformsTo") if not meta.refines),
        *_conformance_links(book),
    ]
    claims = [meta for meta in claims if _is_of_access(meta.value)]
    for meta in claims:
        if not _STANDARD.fullmatch(meta.value):
            message = f"the claim {meta.value!r} is not worded as the standard has it"
            yield error("claim-malformed", message, package.name, meta.line)
        if not any(each.refines in (meta.uid, "") for each in certifiers):
            message = f"the claim {meta.value!r} names nobody who evaluated the book"
            yield error("claim-uncertified", message, package.name, meta.line)
    for meta in certifiers if not claims else ():
        message = f"{meta.value!r} certifies, and nothing is claimed"
        yield warning("claim-malformed", message, package.name, meta.line)


def _conformance_links(book: Book) -> Iterator[Meta]:
    for link in book.package.root.iter("{http://www.idpf.org/2007/opf}link"):
        if "dcterms:conformsTo" in link.get("rel", "").split():
            href, uid = link.get("href", "").strip(), link.get("id", "")
            yield Meta(
                "dcterms:conformsTo", href, link.get("refines", ""), uid, link.sourceline or 0
            )


def _is_of_access(claim: str) -> bool:
    return bool(re.search(r"accessib|wcag|a11y", claim, re.IGNORECASE))
