"""What is true of a book for those who read it by other means than sight.

Nothing is claimed by habit: every property is computed from the pages and overlays as built.

Source:
    EPUB Accessibility 1.1, sections 2 (discovery) and 4.3; the schema.org accessibility
    vocabulary; W3C, "EPUB accessibility metadata: package metadata authoring guide".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from lxml import etree

from publisher.binding.materials import Materials
from publisher.binding.motion import may_move
from publisher.binding.overlay import Overlay
from publisher.binding.places import shown
from publisher.binding.xhtml import XHTML
from publisher.labels import label

CONFORMS: Final = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
_HEADINGS: Final = tuple(f"{{{XHTML}}}h{level}" for level in range(1, 7))
_IMAGE: Final = f"{{{XHTML}}}img"
_AUDIO: Final = f"{{{XHTML}}}audio"
_WORD: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Built:
    """A book's pages and what goes with them, before it is written.

    Attributes:
        pages: the html element of each page, by its file, in the order of the spine.
        overlays: of those pages; none where nothing is lit.
        recordings: the sections whose recordings are in it.
        heard: the names of sentences that are heard.
        words: whether words are lit one by one.
        paged: whether it has a list of pages.
        sounding: whether it tells how words are said.
    """

    pages: Mapping[str, etree._Element]
    overlays: tuple[Overlay, ...] = ()
    recordings: tuple[str, ...] = ()
    heard: frozenset[str] = frozenset()
    words: bool = False
    paged: bool = False
    sounding: bool = False


def claims(materials: Materials, built: Built) -> Iterator[tuple[str, str]]:
    """All five properties of a book, each with its value; one may have several."""
    pictures = tuple(shown(materials.document))
    described = all(map(_is_described, _images(built)))
    yield "schema:accessMode", "textual"
    if pictures:
        yield "schema:accessMode", "visual"
    yield "schema:accessModeSufficient", "textual" if described else "textual,visual"
    if built.overlays and described and not any(unheard(built)):
        yield "schema:accessModeSufficient", "auditory"
    is_large = materials.settings.style == "large"
    for feature in (*_features(built, described=described), *(["largePrint"] * is_large)):
        yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityHazard", "unknown" if any(map(may_move, pictures)) else "none"
    language = materials.document.metadata.language
    keys = _summary(built, pictured=bool(pictures), described=described)
    yield "schema:accessibilitySummary", " ".join(label(key, language) for key in keys)


def _features(built: Built, *, described: bool) -> Iterator[str]:
    yield from ("tableOfContents", "readingOrder", "displayTransformability", "ARIA", "unlocked")
    if described:
        yield "alternativeText"
    if goes_down_by_one(built):
        yield "structuralNavigation"
    if built.overlays:
        yield "synchronizedAudioText"
    if built.paged:
        yield from ("pageNavigation", "pageBreakMarkers")
    if built.sounding:
        yield "ttsMarkup"


def _summary(built: Built, *, pictured: bool, described: bool) -> Iterator[str]:
    """The sentences, by their keys in `labels`, that say what the rest does not."""
    yield "summary"
    if built.overlays:
        lit = "summary sync words" if built.words else "summary sync"
        yield f"{lit} most" if any(unheard(built)) else lit
    elif built.recordings:
        yield "summary audio"
    else:
        yield "summary text"
    if built.recordings:
        yield "summary synthetic"
    if pictured:
        yield "summary described" if described else "undescribed"
    if built.paged:
        yield "summary pages"


def _images(built: Built) -> Iterator[etree._Element]:
    for root in built.pages.values():
        yield from root.iter(_IMAGE)


def _is_described(image: etree._Element) -> bool:
    return bool(image.get("alt", "").strip())


def goes_down_by_one(built: Built) -> bool:
    """Whether no heading of a page stands more than a level below the one before it.

    The first heading of a section's page stands where the section does in the whole, so pages
    are read one after the other; title page, contents and colophon stand beside them.

    Source:
        WCAG 2.2, technique G141.
    """
    headings = (each for root in built.pages.values() for each in root.iter(*_HEADINGS))
    levels = (int(str(heading.tag)[-1]) for heading in headings)
    return all(lower - upper <= 1 for upper, lower in pairwise((0, *levels)))


def unheard(built: Built) -> Iterator[str]:
    """The words of a book that are seen and not heard: of texts, and of pictures' descriptions."""
    for root in built.pages.values():
        yield from _unheard(root.find(f"{{{XHTML}}}body"), built.heard)


def _unheard(element: etree._Element, heard: frozenset[str]) -> Iterator[str]:
    if element.get("id") in heard or element.get("hidden") is not None or element.tag == _AUDIO:
        return
    yield from filter(_WORD.search, (element.text or "", element.get("alt", "")))
    for child in element.iterchildren(etree.Element):
        yield from _unheard(child, heard)
        yield from filter(_WORD.search, (child.tail or "",))
