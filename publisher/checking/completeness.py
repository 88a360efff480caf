"""Whether a book says all that its article does: every sentence, once, as it was, in order.

Words are compared without white space, which pages arrange anew, and without control
characters, which XML cannot hold.
"""

import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from lxml import etree

from publisher.article import Role
from publisher.checking.archive import DAMAGE
from publisher.checking.book import spine_pages
from publisher.checking.catalogue import error
from publisher.document import Document
from publisher.report import Finding

_HTML = "{http://www.w3.org/1999/xhtml}"
_NAMED = tuple(_HTML + tag for tag in ("span", "hr", "img", "td"))

Words = tuple[str, str, str]
"""A sentence's name, its words, and the page they are on."""


def says_all(path: Path, document: Document) -> Iterator[Finding]:
    """Whether every sentence of a document is in an EPUB, once, as it was, in its order."""
    try:
        found = tuple(_said(path))
    except (*DAMAGE, etree.XMLSyntaxError):
        return  # told already, by `package`
    wanted = dict(_wanted(document))
    said = {name: (words, page) for name, words, page in reversed(found)}
    for name, words in wanted.items():
        if name not in said:
            yield error("sentence-missing", f"{name} is not in the book")
        elif said[name][0] != words:
            yield error("sentence-altered", f"{name} is not as the article has it", said[name][1])
    yield from _in_order(found, tuple(wanted))


def _in_order(found: Sequence[Words], wanted: Sequence[str]) -> Iterator[Finding]:
    """Whether no sentence comes again, or before one that goes before it."""
    rank = {name: number for number, name in enumerate(wanted)}
    known = [(name, page) for name, _, page in found if name in rank]
    for name, times in Counter(name for name, _ in known).items():
        if times > 1:
            yield error("sentence-misplaced", f"{name} is in the book more than once")
    for (before, _), (name, page) in pairwise(known):
        if rank[name] < rank[before]:
            message = f"{name} comes after {before}, and ought to come before it"
            yield error("sentence-misplaced", message, page)


def _wanted(document: Document) -> Iterator[tuple[str, str]]:
    """Every sentence's name and words; a break is a rule without words."""
    for section in (document.front, *document.sections):
        for block in section.blocks():
            for sentence in block.sentences:
                words = "" if block.role is Role.BREAK else sentence.text
                yield sentence.name, _bare(words)


def _said(path: Path) -> Iterator[Words]:
    """Every sentence of a book, in the order of its spine; a picture says its description."""
    with zipfile.ZipFile(path) as archive:
        for page, root in spine_pages(archive):
            for element in root.iter(*_NAMED):
                if element.get("id"):
                    words = element.get("alt", "") + "".join(element.itertext())
                    yield element.get("id", ""), _bare(words), page


class _Seen(dict[int, str | None]):
    """What is left of each character: nothing of those that nobody sees."""

    def __missing__(self, code: int) -> str | None:
        unseen = unicodedata.category(chr(code)) in ("Cc", "Cs", "Cn") or chr(code).isspace()
        self[code] = None if unseen else chr(code)
        return self[code]


_SEEN = _Seen()


def _bare(words: str) -> str:
    return words.translate(_SEEN)
