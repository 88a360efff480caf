"""Whether a book has all that goes with an article's words: its pictures and its notes.

A picture is there byte for byte; a mark leads to the element that its own note stands in.
"""

import zipfile
from collections.abc import Iterator
from itertools import groupby, zip_longest
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from publisher.article import Kind
from publisher.checking.archive import DAMAGE
from publisher.checking.book import goal_of, spine_pages
from publisher.checking.catalogue import error
from publisher.document import Document, Paragraph, Sentence
from publisher.report import Finding

_LINK = "{http://www.w3.org/1999/xhtml}a"

Places = dict[str, tuple[str, etree._Element]]
"""The page and the element of every id; a sentence's is its name."""


def has_all(path: Path, document: Document) -> Iterator[Finding]:
    """Whether every picture of a document is in an EPUB, and every mark leads to its note."""
    try:
        with zipfile.ZipFile(path) as archive:
            places = _places(archive)
            yield from _pictures(archive, places, document)
    except (*DAMAGE, etree.XMLSyntaxError):
        return  # told already, by `package`
    yield from _notes(places, document)


def _places(archive: zipfile.ZipFile) -> Places:
    return {
        str(name): (page, name.getparent())
        for page, root in spine_pages(archive)
        for name in root.xpath("//@id")
    }


def _blocks(document: Document) -> Iterator[Paragraph]:
    for section in document.sections:
        yield from section.blocks()


def _pictures(archive: zipfile.ZipFile, places: Places, document: Document) -> Iterator[Finding]:
    present = set(archive.namelist())
    for block in _blocks(document):
        name = block.sentences[0].name
        if block.picture is not None and name in places:
            page, element = places[name]
            file = goal_of(element.get("src", ""), page)
            if file not in present or archive.read(file) != block.picture.data:
                message = f"{name} does not show the picture that the article has there"
                yield error("picture-missing", message, page)


def _notes(places: Places, document: Document) -> Iterator[Finding]:
    begins = {
        holder.key: block.sentences[0].name
        for block in reversed(tuple(_blocks(document)))
        for holder in block.within
        if holder.kind is Kind.NOTE
    }
    for block in _blocks(document):
        for sentence in block.sentences:
            if sentence.name in places and not _lead(sentence, begins, places):
                page, _ = places[sentence.name]
                message = f"not every mark in {sentence.name} leads to its note"
                yield error("note-astray", message, page)


def _lead(sentence: Sentence, begins: dict[int, str], places: Places) -> bool:
    """Whether the marks of a sentence lead to where their notes begin, and no others do."""
    _, element = places[sentence.name]
    wanted = [begins[key] for key, _ in groupby(run.note for run in sentence.runs) if key in begins]
    links = [each for each in element.iter(_LINK) if each.get("role") == "doc-noteref"]
    return all(
        begin is not None and link is not None and _holds(link.get("href", ""), begin, places)
        for begin, link in zip_longest(wanted, links)
    )


def _holds(address: str, begin: str, places: Places) -> bool:
    """Whether what an address leads to holds the sentence that a note begins with."""
    name = unquote(address.partition("#")[2])
    return name in places and bool(places[name][1].xpath(".//*[@id=$name]", name=begin))
