"""What a book claims for those who read by other means than sight, held against the book.

A catalogue shows claims, and a reader chooses by them. EPUBCheck looks at none, and no tool
compares them with what is there.

Source:
    EPUB Accessibility 1.1, sections 2 (discovery) and 4.3, 6.2 and 6.3 (conformance); the
    schema.org accessibility properties vocabulary.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from publisher.checking.book import Book, Meta, quoted, tag_of, words_of
from publisher.checking.catalogue import error, warning
from publisher.checking.features import (
    AGAINST,
    has_films,
    has_players,
    no_alternative,
    no_contents,
    no_overlay,
    no_page_list,
    no_speech_markup,
    none_ending,
    none_of,
    pictures,
)
from publisher.checking.overlays import heard_elements, unheard
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
_ANIMATED: Final = re.compile(r"animation[^;}]*\binfinite\b|text-decoration[^;}]*\bblink\b")
_STANDARD: Final = re.compile(
    r"EPUB Accessibility 1\.[12] - WCAG 2\.[0-2] Level A{1,3}"
    r"|https?://www\.idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-a{1,3}"
)


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
        against = AGAINST.get(meta.value)
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
    moving = _may_move(book)
    if hazards.keys() & _STILL and moving:
        message = f"it claims no hazard, but {moving}"
        line = next(iter(hazards.values())).line
        yield error("claim-false", message, book.package.name, line)
    for hazard, why in _absent_hazards(book, moving=bool(moving)):
        if hazard in hazards:
            message = f"it claims the hazard {hazard}, but {why}"
            yield error("claim-false", message, book.package.name, hazards[hazard].line)
    features = {meta.value: meta for meta in _claims(book, "schema:accessibilityFeature")}
    if "none" in features and len(features) > 1:
        message = "the feature none stands beside others"
        yield error("claim-false", message, book.package.name, features["none"].line)


def _absent_hazards(book: Book, *, moving: bool) -> Iterator[tuple[str, str]]:
    """The hazards that nothing in a book could be, each with why."""
    documents = (*book.pages.values(), *book.drawings.values())
    tags = {tag_of(each) for page in documents for each in page.iter(etree.Element)}
    if not moving and not tags & {"video", "script", "canvas", "iframe", "object", "animate"}:
        yield "flashing", "nothing in it moves"
        yield "motionSimulation", "nothing in it moves"
    if not tags & {"audio", "video", "script", "iframe", "object"} and not book.is_read_aloud:
        yield "sound", "there is no sound"


def _may_move(book: Book) -> str:
    """What in a book moves or flashes by itself, or ""; a film waits to be started."""
    for name, text in book.styles.items():
        if _ANIMATED.search(text):
            return f"the style sheet {name} moves something without end"
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


def _insufficient(book: Book, modes: frozenset[str]) -> str:
    """Why a set of modes is not enough to read all of a book, or ""."""
    if modes == {"auditory"}:
        words = next(unheard(book), None)
        if not any(heard_elements(book).values()) and not has_players(book):
            return "nothing is narrated"
        return f"{quoted(words.words)} on {words.page} is not narrated" if words else ""
    if modes == {"textual"}:
        return no_alternative(book)
    if "tactile" in modes:
        return none_ending(".brf", ".pef", ".ebrf")(book)
    return ""


def _absent_mode(book: Book, mode: str) -> str:
    if (mode == "visual" or mode.endswith("OnVisual") or mode == "colorDependent") and not any(
        _seen(book)
    ):
        return "there is no picture and no film"
    if mode == "auditory" and not has_players(book) and not has_films(book):
        but = " but that of overlays" if book.is_read_aloud else ""
        return f"there is no sound{but}"
    if mode == "tactile":
        return none_ending(".brf", ".pef", ".ebrf", ".stl", ".obj", ".3mf")(book)
    return ""


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
        "synchronizedAudioText": no_overlay,
        "pageNavigation": no_page_list,
        "tableOfContents": no_contents,
        "MathML": none_of("math"),
        "ttsMarkup": no_speech_markup,
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
    for name, picture in pictures(book):
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
