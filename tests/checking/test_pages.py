"""Pages by ear and by touch: what they lack is told with its place; a clean page is left alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from publisher.checking import languages, pages
from publisher.checking.book import Book
from publisher.checking.loading import keep_to_themselves
from publisher.checking.ways import lead_through
from publisher.report import Finding, Weight
from tests.checking.planting import (
    OPF,
    Change,
    added,
    codes,
    found_by,
    left_out,
    patterned,
    planted,
    put,
    put_all,
)

Check = Callable[[Book], Iterator[Finding]]


def are_told(book: Book) -> Iterator[Finding]:
    """What pages lack for the ear, languages with it."""
    yield from pages.are_told(book)
    yield from languages.are_told(book)


NAV = "EPUB/nav.xhtml"
OPENING = "EPUB/c01.xhtml"
PARTS = "EPUB/c02.xhtml"
CLAPPERS = "EPUB/c03.xhtml"
SOUND = "EPUB/c04.xhtml"
ALT = ' alt="Four iron clappers hang around a bell."'


def inside(html: str, page: str = SOUND) -> Change:
    """Put an element at the end of a page."""
    return put(page, "</section></body>", f"{html}</section></body>")


def alt(text: str) -> Change:
    """Give the picture another alternative text."""
    return put(CLAPPERS, ALT, f' alt="{text}"')


UNLINED = ("contents-missing", "pages-astray", "pages-sourceless")  # of a whole document
FAULTS: dict[str, tuple[Change, str, str]] = {
    "a picture without alternative text": (put(CLAPPERS, ALT, ""), "alt-missing", CLAPPERS),
    "an area of a picture without": (
        inside('<map name="m"><area href="c01.xhtml"/></map>'),
        "alt-missing",
        SOUND,
    ),
    "a button of a picture without": (
        inside('<input type="image" src="cover.jpg"/>'),
        "alt-missing",
        SOUND,
    ),
    "a drawing without a title": (
        inside('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'),
        "alt-missing",
        SOUND,
    ),
    "an empty alternative text": (alt(""), "alt-empty", CLAPPERS),
    "white space for alternative text": (alt("&#160; "), "alt-empty", CLAPPERS),
    "a file's name": (alt("IMG_2041.JPG"), "alt-useless", CLAPPERS),
    "the picture's own address": (alt("images/p001.png"), "alt-useless", CLAPPERS),
    "the word image": (alt("Image"), "alt-useless", CLAPPERS),
    "the word photo with a number": (alt("photo 12"), "alt-useless", CLAPPERS),
    "a placeholder": (alt("TODO"), "alt-useless", CLAPPERS),
    "a camera's name": (alt("DSC00012"), "alt-useless", CLAPPERS),
    "a dot": (alt("."), "alt-useless", CLAPPERS),
    "the beginning of a description": (alt("Image of"), "alt-useless", CLAPPERS),
    "the word picture in German": (alt("Bild"), "alt-useless", CLAPPERS),
    "a link that leads nowhere": (inside('<p><a href="#">x</a></p>'), "link-broken", SOUND),
    "a mark that leads to no note": (
        put(OPENING, 'href="#c01-n1"', 'href="#c01-p01"'),
        "note-astray",
        OPENING,
    ),
    "sound that plays by itself": (
        inside('<audio controls="controls" autoplay="autoplay" src="audio/c04.mp3"/>'),
        "player-uncontrolled",
        SOUND,
    ),
    "sound that nobody can start": (
        inside('<audio src="audio/c04.mp3"/>'),
        "player-uncontrolled",
        SOUND,
    ),
    "words that are kept from the ear": (
        put(SOUND, "<blockquote>", '<blockquote aria-hidden="true">'),
        "text-withheld",
        SOUND,
    ),
    "an order of focus of its own": (
        put(SOUND, "<blockquote>", '<blockquote tabindex="3">'),
        "focus-order",
        SOUND,
    ),
    "a page from right to left that does not say so": (
        put(
            "EPUB/cover.xhtml",
            'xml:lang="en-GB" lang="en-GB" dir="ltr"',
            'xml:lang="he" lang="he"',
        ),
        "direction-missing",
        "EPUB/cover.xhtml",
    ),
    "a book that turns the wrong way": (
        put_all(
            put(OPF, "</dc:language>", "</dc:language><dc:language>ar</dc:language>"),
            put(OPENING, 'xml:lang="fr" lang="fr"', 'xml:lang="ar" lang="ar"'),
        ),
        "direction-missing",
        OPF,
    ),
    "a second language that no page is in": (
        put(OPF, "</dc:language>", "</dc:language><dc:language>de</dc:language>"),
        "language-astray",
        OPF,
    ),
    "a page in another language than it says": (
        put(
            SOUND,
            'xml:lang="en-GB" lang="en-GB" dir="ltr"',
            'xml:lang="fr" lang="fr" dir="ltr"',
        ),
        "language-astray",
        SOUND,
    ),
    "a language and another": (
        put(OPENING, 'xml:lang="fr" lang="fr"', 'xml:lang="fr" lang="de"'),
        "page-language",
        OPENING,
    ),
    "a region that there is not": (
        put(OPENING, 'xml:lang="fr" lang="fr"', 'xml:lang="en-UK" lang="en-UK"'),
        "language-unknown",
        OPENING,
    ),
    "a language that is none": (
        put(OPENING, 'xml:lang="fr" lang="fr"', 'xml:lang="frankish" lang="frankish"'),
        "language-unknown",
        OPENING,
    ),
    "a package's language that is none": (
        put(OPF, ">en-GB</dc:language>", ">English</dc:language>"),
        "language-unknown",
        OPF,
    ),
    "a package in a language that is none": (
        put(OPF, ' xml:lang="en-GB"', ' xml:lang="eng_UK"'),
        "language-unknown",
        OPF,
    ),
    "a package without a language of its own": (
        put(OPF, ' xml:lang="en-GB"', ""),
        "package-language",
        OPF,
    ),
    "a package in another language than the pages": (
        put(OPF, ">en-GB</dc:language>", ">de</dc:language>"),
        "language-astray",
        OPF,
    ),
    "a heading that skips a level": (
        put_all(put(CLAPPERS, "<h3 ", "<h5 "), put(CLAPPERS, "</h3>", "</h5>")),
        "heading-order",
        CLAPPERS,
    ),
    "a heading that skips a level on its page": (
        inside("<h4>Its fog</h4>"),
        "heading-order",
        SOUND,
    ),
    "a first heading too deep": (
        put_all(
            patterned("EPUB/title.xhtml", "<h1", "<h4"),
            patterned("EPUB/title.xhtml", "</h1>", "</h4>"),
        ),
        "heading-order",
        "EPUB/title.xhtml",
    ),
    "a heading without words": (
        patterned(SOUND, "(<h2[^>]*>).*</h2>", r"\1</h2>"),
        "heading-empty",
        SOUND,
    ),
    "a table without header cells": (
        inside("<table><tr><td>Bell</td><td>90 kg</td></tr></table>"),
        "table-headers",
        SOUND,
    ),
    "a header cell without words": (
        inside('<table><tr><td/><th scope="col"> </th></tr><tr><td>1</td><td>2</td></tr></table>'),
        "table-header-empty",
        SOUND,
    ),
    "a link without words": (
        inside('<p><a href="c01.xhtml"> </a></p>'),
        "link-nameless",
        SOUND,
    ),
    "a name that is not there": (
        put(SOUND, 'aria-labelledby="c04-p00"', 'aria-labelledby="c04-p99"'),
        "reference-broken",
        SOUND,
    ),
    "a description that is not there": (
        put(CLAPPERS, ALT, f'{ALT} aria-describedby="nowhere"'),
        "reference-broken",
        CLAPPERS,
    ),
}

WAYS: dict[str, tuple[Change, str, str]] = {
    "no navigation document": (
        put(OPF, ' properties="nav"', ""),
        "contents-missing",
        OPF,
    ),
    "no table of contents": (
        put(NAV, 'epub:type="toc"', 'epub:type="lot"'),
        "contents-missing",
        NAV,
    ),
    "contents that lead to and fro": (
        put_all(
            put(NAV, 'href="c01.xhtml" id', 'href="c04.xhtml#x" id'),
            put(NAV, 'href="c04.xhtml" id', 'href="c01.xhtml" id'),
            put(NAV, 'href="c04.xhtml#x" id', 'href="c04.xhtml" id'),
        ),
        "contents-order",
        NAV,
    ),
    "a section that is not listed": (
        patterned(NAV, '<li id="nav-li5">.*?</li>', ""),
        "contents-short",
        SOUND,
    ),
    "contents cut to one entry": (
        patterned(NAV, '<li id="nav-li2">.*</li>(?=</ol></nav><nav hidden)', ""),
        "contents-short",
        PARTS,
    ),
    "page breaks without a list": (
        patterned(NAV, '<nav hidden="hidden" epub:type="page-list".*?</nav>', ""),
        "pages-unlisted",
        OPENING,
    ),
    "a page break that is not listed": (
        inside('<span id="page-2" epub:type="pagebreak" role="doc-pagebreak" aria-label="2"/>'),
        "pages-astray",
        SOUND,
    ),
    "an entry that is a file's name": (
        put(NAV, ">Its Sound</a>", ">ch004</a>"),
        "contents-label",
        NAV,
    ),
    "a page that is listed twice": (
        put(
            NAV,
            '<li><a href="c01.xhtml#page-1">1</a></li>',
            '<li><a href="c01.xhtml#page-1">1</a></li><li><a href="c01.xhtml#page-1">1</a></li>',
        ),
        "pages-astray",
        NAV,
    ),
    "a page of another number": (
        put(NAV, 'href="c01.xhtml#page-1">1<', 'href="c01.xhtml#page-1">7<'),
        "pages-astray",
        NAV,
    ),
    "a page break without a number": (
        put(OPENING, ' aria-label="1"/>', "/>"),
        "pages-astray",
        OPENING,
    ),
    "a page break without a role": (
        put(OPENING, ' role="doc-pagebreak"', ""),
        "role-missing",
        OPENING,
    ),
    "pages of no print that is told": (
        put(OPF, '<meta property="pageBreakSource">none</meta>', ""),
        "pages-sourceless",
        OPF,
    ),
    "a page that leads elsewhere": (
        put_all(
            put(OPENING, 'id="page-1" epub:type="pagebreak" role="doc-pagebreak"', 'id="page-1"')
        ),
        "pages-astray",
        NAV,
    ),
}

SMALL = "data:image/png;base64,iVBORw0KGgo="
FAR: dict[str, tuple[Change, str, str]] = {
    "a picture elsewhere": (
        inside('<img src="https://example.org/a.png" alt="A chart"/>'),
        "resource-remote",
        SOUND,
    ),
    "a picture elsewhere for large screens": (
        put(CLAPPERS, ALT, f'{ALT} srcset="https://example.org/a.png 2x"'),
        "resource-remote",
        CLAPPERS,
    ),
    "a style sheet elsewhere": (
        put(SOUND, 'href="style.css"', 'href="https://example.org/style.css"'),
        "resource-remote",
        SOUND,
    ),
    "sound elsewhere": (
        inside('<audio src="//example.org/a.mp3"/>'),
        "resource-remote",
        SOUND,
    ),
    "a resource elsewhere": (
        put(
            OPF,
            "</manifest>",
            '<item id="x" href="https://example.org/a.mp3" media-type="audio/mpeg"/></manifest>',
        ),
        "resource-remote",
        OPF,
    ),
    "a drawing that is not declared": (
        inside('<svg xmlns="http://www.w3.org/2000/svg" aria-label="A bell"/>'),
        "resource-undeclared",
        OPF,
    ),
}


@pytest.mark.parametrize(
    ("check", "fault", "code", "place"),
    [
        *((are_told, *each) for each in FAULTS.values()),
        *((lead_through, *each) for each in WAYS.values()),
        *((keep_to_themselves, *each) for each in FAR.values()),
    ],
    ids=[*FAULTS, *WAYS, *FAR],
)
def test_a_planted_fault_is_found_in_its_place(
    check: Check, fault: Change, code: str, place: str, buoy: Path, tmp_path: Path
) -> None:
    """By its code alone, with the file and the line to go to."""
    found = found_by(check, planted(buoy, tmp_path, fault))
    assert set(codes(found)) == {code}
    assert found[0].place == place
    assert found[0].line or code in UNLINED


CLEAN: dict[str, Change] = {
    "nothing": lambda _: None,
    "a picture that only adorns": put(CLAPPERS, ALT, ' alt="" role="presentation"'),
    "an ornament": inside('<img src="images/p001.png" alt=""/>'),
    "a picture that is hidden": put(CLAPPERS, ALT, ' alt="" aria-hidden="true"'),
    "a picture named by its caption": put(CLAPPERS, ALT, ' aria-labelledby="c03-p02"'),
    "a picture of a photograph": alt("A photograph of four clappers"),
    "a drawing with a title": inside(
        '<svg xmlns="http://www.w3.org/2000/svg"><title>A bell</title></svg>'
    ),
    "a table that only arranges": inside('<table role="presentation"><tr><td>x</td></tr></table>'),
    "a table with headers at its left": inside(
        '<table><tr><th scope="row">Bell</th><td>90 kg</td></tr></table>'
    ),
    "a table with an empty corner": inside(
        '<table><tr><th/><th scope="col">kg</th></tr>'
        '<tr><th scope="row">Bell</th><td>90</td></tr></table>'
    ),
    "a link named by its picture": inside(
        '<p><a href="c01.xhtml"><img src="cover.jpg" alt="The beginning"/></a></p>'
    ),
    "a link named for the ear": inside('<p><a href="c01.xhtml" aria-label="Begin">›</a></p>'),
    "an anchor that leads nowhere": inside('<p><a id="here"/>x</p>'),
    "a heading one deeper, one higher": inside("<h3>In fog</h3><h2>In snow</h2>"),
    "a language of a region and a script": put(
        OPENING, 'xml:lang="fr" lang="fr"', 'xml:lang="sr-Cyrl-RS" lang="sr-Cyrl-RS"'
    ),
    "a heading that is hidden": inside("<h6 hidden='hidden'>x</h6>"),
}


@pytest.mark.parametrize("change", CLEAN.values(), ids=CLEAN.keys())
def test_what_is_allowed_is_not_told(change: Change, buoy: Path, tmp_path: Path) -> None:
    """A check that cries wolf is soon switched off."""
    path = planted(buoy, tmp_path, change)
    assert found_by(are_told, path) == found_by(lead_through, path) == ()


def test_links_out_into_the_world_load_nothing(buoy: Path, tmp_path: Path) -> None:
    """A reader follows them knowingly; so does one that says where a page comes from."""
    links = '<p><a href="https://example.org/">x</a></p>'
    head = put(SOUND, "</head>", '<link rel="canonical" href="https://example.org/"/></head>')
    path = planted(buoy, tmp_path, put_all(inside(links), head))
    assert found_by(keep_to_themselves, path) == ()


def test_an_old_book_has_an_ncx_for_its_contents(buoy: Path, tmp_path: Path) -> None:
    """EPUB 2 knows no navigation document."""
    old = put(OPF, 'version="3.0"', 'version="2.0"')
    assert found_by(lead_through, planted(buoy, tmp_path, old)) == ()
    gone = patterned(OPF, '<item href="toc.ncx"[^>]*>', "")
    without = put_all(old, gone, left_out("EPUB/toc.ncx"))
    (found,) = found_by(lead_through, planted(buoy, tmp_path, without))
    assert (found.code, found.weight) == ("contents-missing", Weight.ERROR)


def test_a_book_of_a_stranger_may_begin_its_chapters_at_any_level_there_was(
    buoy: Path, tmp_path: Path
) -> None:
    """Chapters under parts begin with h2; the page before them went no deeper than h1."""
    page = (
        b'<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en"><head><title>x</title>'
        b"</head><body><h3>Deep</h3></body></html>"
    )
    change = put_all(
        added("EPUB/last.xhtml", page),
        put(
            OPF,
            "</manifest>",
            '<item id="last" href="last.xhtml" media-type="application/xhtml+xml"/></manifest>',
        ),
        put(OPF, "</spine>", '<itemref idref="l"/></spine>'),
    )
    assert found_by(are_told, planted(buoy, tmp_path, change)) == ()
