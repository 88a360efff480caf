"""How words are said, for reading systems that read aloud by themselves: a book's lexicons.

A lexicon for each language of the book holds the words that are said in it, in the forms in
which they are printed there, and every page leads to all of them. Where the voice is given a
spelling or phonemes, a reading system's own voice is given the same.

Source:
    EPUB 3.3 (PLS is a core media type); EPUB 3 Text-to-Speech Enhancements 1.0 (link, rel
    pronunciation, hreflang).
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from publisher.binding.xhtml import XHTML, E, legal
from publisher.document import Document
from publisher.lexicon import used
from publisher.pls import MEDIA_TYPE, pls


class Sounding(NamedTuple):
    """How the words of one language are said.

    Attributes:
        language: BCP 47.
        file: its name in the book.
        content: the file.
    """

    language: str
    file: str
    content: bytes


def lexicons_of(work: Document) -> Iterator[Sounding]:
    """The lexicon of each language in which a book says words otherwise than it prints them."""
    texts = tuple(work.texts()) if work.lexemes else ()
    for language in dict.fromkeys(tag for _, tag in texts):
        found = used(work.lexemes, (each for each in texts if each[1] == language))
        if found:
            words = {each: tuple(map(legal, forms)) for each, forms in found.items()}
            yield Sounding(language, f"lexicon-{language}.pls", pls(words, language))


def lead_to(lexicons: Iterable[Sounding], page: etree._Element) -> None:
    """Let a page's head lead to lexicons."""
    head = page.find(f"{{{XHTML}}}head")
    for each in lexicons:
        link = E.link(rel="pronunciation", type=MEDIA_TYPE, href=each.file)
        link.set("hreflang", each.language)
        head.append(link)
