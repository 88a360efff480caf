"""How words are said, in the book: lexicons that reading systems find, and nothing untrue."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from publisher.checking import conformance
from publisher.pipeline import publish
from publisher.pls import NAMESPACE
from publisher.publication import Publication
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.checking.planting import entries_of
from tests.conftest import article, need

PLS = f"{{{NAMESPACE}}}"
XI = """\
---
title: The road
language: en-GB
pronunciations:
  Xi: {ipa: ˈʃiː, said: Shee}
  gif: jiff
  UNHCR: {as: letters}
  unsaid: un-said
  toujours: {said: too-joor, language: fr}
---

Xi saw a GIF, and a gif, of UNHCR. <span lang="fr">Toujours la même</span>, said Xi’s man.
"""


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """An article whose author tells how words are said, in every form of an EPUB."""
    place = tmp_path_factory.mktemp("road")
    settings = Settings(voice="silence", editions=("epub", "epub-text", "epub-audio"))
    return publish(article(XI, "road.md"), Workshop(place, place / "cache", settings))


def lexicon(book: Path, name: str) -> list[list[str]]:
    """The lexemes of a book's lexicon: the words, then how they are said."""
    root = etree.fromstring(entries_of(book)[f"EPUB/{name}"])
    return [[each.text or "" for each in lexeme] for lexeme in root.iter(f"{PLS}lexeme")]


def test_the_words_that_are_said_are_in_the_books_lexicon(road: Publication) -> None:
    """In the forms in which they are printed, and no others: PLS compares letter by letter."""
    for book in (path for path in road.files if path.suffix == ".epub"):
        assert lexicon(book, "lexicon-en-GB.pls") == [
            ["Xi", "ˈʃiː", "Shee"], ["GIF", "gif", "jiff"], ["UNHCR", "U-N-H-C-R"],
        ]  # fmt: skip
        assert lexicon(book, "lexicon-fr.pls") == [["Toujours", "too-joor"]]


def test_every_page_leads_to_them_and_the_package_lists_them(road: Publication) -> None:
    """A reading system looks for them in the page that it reads aloud."""
    entries = entries_of(road.files[0])
    pages = [name for name in entries if name.endswith(".xhtml")]
    for page in pages:
        links = etree.fromstring(entries[page]).iter("{http://www.w3.org/1999/xhtml}link")
        led = [dict(each.attrib) for each in links if each.get("rel") == "pronunciation"]
        assert led == [
            {"rel": "pronunciation", "type": "application/pls+xml",
             "href": f"lexicon-{tag}.pls", "hreflang": tag}
            for tag in ("en-GB", "fr")
        ]  # fmt: skip
    package = entries["EPUB/content.opf"].decode()
    assert package.count('media-type="application/pls+xml"') == 2
    assert "ttsMarkup" in package


def test_a_book_without_them_claims_nothing(road: Publication, shop: Workshop) -> None:
    """A catalogue would else promise what is not there."""
    plain = replace(shop, settings=replace(shop.settings, editions=("epub-text",)))
    entries = entries_of(publish(article("# A\n\nXi saw it."), plain).files[0])
    assert not [name for name in entries if name.endswith(".pls")]
    assert b"ttsMarkup" not in entries["EPUB/content.opf"]
    assert b"pronunciation" not in entries["EPUB/c01.xhtml"]


def test_epubcheck_misses_but_the_links_that_it_does_not_follow(road: Publication) -> None:
    """It follows links to style sheets alone, and tells so of each lexicon, as usage."""
    book = road.files[0]
    need(not conformance.absent(), "EPUBCheck (the extra [check])")
    said = [finding.message for finding in conformance.conforms(book)]
    assert len(said) == 2
    assert all("OPF-097" in each and ".pls" in each for each in said)
    assert all(map(conformance._NO_FAULT.match, said))  # so `publisher check` keeps them back
