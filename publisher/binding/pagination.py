"""Pages as print has them, for a text that was never printed: one for every 1,024 characters.

A class can then be told to turn to page five, whatever it reads on. No page begins within a
sentence, in a note, or in a heading (there it begins before it), so what is read aloud is not
broken.

Source:
    EPUB Accessibility 1.1, section 4.2 (page navigation); DPUB-ARIA 1.1 (doc-pagebreak). 1,024
    characters to a page is what Adobe's page maps, and readers after them, have long counted.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from lxml import etree

from publisher.binding.navigation import Entry
from publisher.binding.xhtml import XHTML, E, typed

CHARACTERS: Final = 1_024
_APART: Final = (f"{{{XHTML}}}aside", f"{{{XHTML}}}nav")
_HEADINGS: Final = tuple(f"{{{XHTML}}}h{level}" for level in range(1, 7))


def paginate(
    pages: Mapping[str, etree._Element], sentences: Collection[str]
) -> Iterator[tuple[Entry, str]]:
    """Put a mark into pages wherever a page of print would begin.

    Args:
        pages: the html elements of those that are counted, by their files, in reading order.
        sentences: the ids of elements that a page may begin before.

    Yields:
        Each page as the list of pages has it, by its number, and the sentence that it begins with.
    """
    number, since = 0, CHARACTERS
    for file, root in pages.items():
        heading: etree._Element | None = None
        for element, characters in tuple(_counted(root, sentences)):
            before, heading = heading, next(element.iterancestors(*_HEADINGS), None)
            goes_on = heading is not None and heading is before
            if since >= CHARACTERS and not goes_on:
                number, since = number + 1, since % CHARACTERS
                mark = _marked(element, number)
                yield Entry(str(number), f"{file}#{mark}", name=mark), element.get("id", "")
            since += characters


def _counted(
    root: etree._Element, sentences: Collection[str]
) -> Iterator[tuple[etree._Element, int]]:
    """The sentences of a page that are not in its notes, each with its number of characters."""
    for element in root.iter(etree.Element):
        characters = len("".join(element.itertext()) + element.get("alt", ""))
        apart = next(element.iterancestors(*_APART), None)
        if element.get("id") in sentences and characters and apart is None:
            yield element, characters


def _marked(element: etree._Element, number: int) -> str:
    """Put a page's mark before a sentence, or before the heading that it stands in; its id."""
    name = f"page-{number}"
    mark = typed(E.span(id=name), "pagebreak", "doc-pagebreak")
    mark.set("aria-label", str(number))
    next(element.iterancestors(*_HEADINGS), element).addprevious(mark)
    return name
