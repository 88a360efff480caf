"""An EPUB's package, pages and links: each fault a reader would stumble over is told."""

import re
from pathlib import Path

import pytest

from publisher.checking.package import is_sound
from publisher.report import Weight
from tests.checking.planting import (
    OPF,
    PAGE,
    Change,
    added,
    codes,
    left_out,
    planted,
    put,
)

CONTAINER = "META-INF/container.xml"
LINE = ", line 3"  # where a page's html element and, in our own pages, all the rest stands

WARNINGS = ("resource-unlisted", "package-refines")
FAULTS: dict[str, tuple[Change, str, str]] = {
    "no container": (left_out(CONTAINER), "package-missing", CONTAINER),
    "a container that is no XML": (
        put(CONTAINER, "<container", "<<container"),
        "package-missing",
        CONTAINER,
    ),
    "a container that names nothing": (
        put(CONTAINER, 'full-path="', 'path="'),
        "package-missing",
        CONTAINER,
    ),
    "a package that is no XML": (
        put(OPF, "</metadata>", "</metadat>"),
        "page-malformed",
        f"{OPF}, line ",
    ),
    "no title": (put(OPF, "A Kettle for the Harbour Master</dc", "</dc"), "package-metadata", OPF),
    "no language": (put(OPF, ">en-GB</dc", "> </dc"), "package-metadata", OPF),
    "no identifier": (
        lambda entries: entries.update({OPF: re.sub(b">urn:uuid:[^<]*<", b"><", entries[OPF])}),
        "package-metadata",
        OPF,
    ),
    "a page that is not in the manifest": (
        put(OPF, 'idref="c02"', 'idref="c09"'),
        "package-spine",
        f"{OPF}, line ",
    ),
    "a page that comes twice": (
        put(OPF, "</spine>", '<itemref idref="c02"/></spine>'),
        "package-spine",
        f"{OPF}, line ",
    ),
    "an overlay that is not in the manifest": (
        put(OPF, 'media-overlay="c02-overlay"', 'media-overlay="c09-overlay"'),
        "resource-missing",
        f"{OPF}, line ",
    ),
    "words about what is not there": (
        put(OPF, 'refines="#creator1"', 'refines="#creator9"'),
        "package-refines",
        f"{OPF}, line ",
    ),
    "an overlay that is no XML": (
        put("EPUB/c02.smil", "</par>", "</pair>"),
        "page-malformed",
        "EPUB/c02.smil, line ",
    ),
    "a picture that is cut off": (
        lambda entries: entries.update({"EPUB/cover.jpg": entries["EPUB/cover.jpg"][:4_000]}),
        "picture-broken",
        "EPUB/cover.jpg",
    ),
    "two resources of one id": (
        put(OPF, 'id="style"', 'id="cover-img"'),
        "package-spine",
        f"{OPF}, line ",
    ),
    "a link to somebody's own disk": (
        put(PAGE, "<section ", '<section><a href="file:///home/nell/a">x</a></section><section '),
        "link-broken",
        PAGE + LINE,
    ),
    "a resource that is gone": (left_out("EPUB/toc.ncx"), "resource-missing", f"{OPF}, line "),
    "a file that nothing lists": (
        added("EPUB/notes.txt", b"do not print"),
        "resource-unlisted",
        "EPUB/notes.txt",
    ),
    "a page that is no XML": (put(PAGE, "</h2>", "</h3>"), "page-malformed", PAGE + LINE),
    "a page that is empty": (
        lambda entries: entries.update({PAGE: b""}),
        "page-malformed",
        PAGE,
    ),
    "an entity without a meaning": (put(PAGE, "ink", "&nbsp;"), "page-malformed", PAGE + LINE),
    "a page of no language": (
        put(PAGE, 'xml:lang="en-GB" lang="en-GB"', ""),
        "page-language",
        PAGE + LINE,
    ),
    "a page of two languages": (
        put(PAGE, 'xml:lang="en-GB"', 'xml:lang="fr"'),
        "page-language",
        PAGE + LINE,
    ),
    "a page without a title": (
        put(PAGE, "<title>What the Log Says</title>", "<title> </title>"),
        "page-title",
        PAGE + LINE,
    ),
    "an id that is there twice": (
        put(PAGE, 'id="c02-p01-s02"', 'id="c02-p01-s01"'),
        "page-id-twice",
        PAGE + LINE,
    ),
    "a link to a page that is not there": (
        put("EPUB/nav.xhtml", 'href="c02.xhtml"', 'href="c09.xhtml"'),
        "link-broken",
        "EPUB/nav.xhtml" + LINE,
    ),
    "a link to a place that is not there": (
        put("EPUB/nav.xhtml", 'href="c02.xhtml"', 'href="c02.xhtml#nowhere"'),
        "link-broken",
        "EPUB/nav.xhtml" + LINE,
    ),
    "a link to a file outside of the book": (
        put("EPUB/nav.xhtml", 'href="c02.xhtml"', 'href="../../../../etc/passwd"'),
        "link-broken",
        "EPUB/nav.xhtml" + LINE,
    ),
    "a link that is no address": (
        put(PAGE, "<section ", '<section><a href="http://[never">x</a></section><section '),
        "link-broken",
        PAGE + LINE,
    ),
    "a picture that is not there": (
        put("EPUB/cover.xhtml", 'src="cover.jpg"', 'src="Cover.jpg"'),
        "link-broken",
        "EPUB/cover.xhtml" + LINE,
    ),
}


@pytest.mark.parametrize("lost", [' lang="en-GB"', ' xml:lang="en-GB"'])
def test_a_language_in_one_attribute_alone_is_a_warning(
    lost: str, book: Path, tmp_path: Path
) -> None:
    """Most readers take either."""
    (found,) = is_sound(planted(book, tmp_path, put(PAGE, lost, "")))
    assert (found.code, found.weight) == ("page-language", Weight.WARNING)


@pytest.mark.parametrize(("fault", "code", "place"), FAULTS.values(), ids=FAULTS.keys())
def test_a_planted_fault_is_found_in_its_place(
    fault: Change, code: str, place: str, book: Path, tmp_path: Path
) -> None:
    """By its code alone, with the entry and, where there is one, the line to go to."""
    found = tuple(is_sound(planted(book, tmp_path, fault)))
    assert set(codes(found)) == {code}
    assert found[0].where.startswith(place)
    assert found[0].weight is (Weight.WARNING if code in WARNINGS else Weight.ERROR)


def test_a_book_without_a_fault_has_no_finding(book: Path) -> None:
    """A check that cries wolf is soon switched off."""
    assert codes(is_sound(book)) == []


def inside(html: str) -> Change:
    """Put an element into a page."""
    return put(PAGE, "<section ", f"<section>{html}</section><section ")


FAR = "https://example.org/a.mp3"
HARMLESS: dict[str, Change] = {
    "a link out into the world": inside('<a href="https://example.org/a?b#c">x</a>'),
    "a link to a person": inside('<a href="mailto:nell@example.org">x</a>'),
    "a link within the page": inside('<a href="#c02-p00">x</a>'),
    "a link with letters escaped": inside('<a href="%6301.xhtml?x=1#%6301-p01">x</a>'),
    "a part of a picture": inside('<img src="cover.jpg#xywh=1,1,2,2" alt=""/>'),
    "a resource out in the world": put(
        OPF, "</manifest>", f'<item href="{FAR}" id="m" media-type="audio/mpeg"/></manifest>'
    ),
    "a file of the archive's own": added("META-INF/encryption.xml", b"<encryption/>"),
    "a folder with an entry": added("EPUB/pictures/", b""),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_is_allowed_is_not_told(change: Change, book: Path, tmp_path: Path) -> None:
    """Other people's books do things that ours do not, and may."""
    assert codes(is_sound(planted(book, tmp_path, change))) == []
