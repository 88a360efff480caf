"""Reading systems: what one of them cannot do is told to whoever asks, and to nobody else."""

import re
from pathlib import Path

import pytest

from publisher.checking import HEAVY, inspect
from publisher.checking.readers import READERS
from publisher.cli.checking import READING_SYSTEMS
from tests.checking.planting import (
    OPF,
    Change,
    Entries,
    codes,
    found_by,
    patterned,
    planted,
    put,
    put_all,
)

SOUND = "EPUB/c04.xhtml"
SMIL = "EPUB/c04.smil"
ITEM = '<item id="{0}" href="{0}" media-type="{1}"/></manifest>'


def listed(name: str, media_type: str) -> Change:
    """Add a file of a type."""

    def change(entries: Entries) -> None:
        entries[f"EPUB/{name}"] = b"x"
        put(OPF, "</manifest>", ITEM.format(name, media_type))(entries)

    return change


def silent(entries: Entries) -> None:
    """Take out all sound."""
    for name in [name for name in entries if name.endswith((".smil", ".mp3"))]:
        del entries[name]
    sounding = rb'<item [^>]*(smil|mpeg)[^>]*>| media-overlay="[^"]*"'
    entries[OPF] = re.sub(sounding, b"", entries[OPF])


def heavy(entries: Entries) -> None:
    """Make a book of more than 50 MB."""
    silent(entries)
    entries["EPUB/images/p001.png"] += bytes(51_000_000)


def deep(entries: Entries) -> None:
    """Make contents of four levels."""
    link = '<a href="c01.xhtml">x</a>'
    inner = f"<ol><li>{link}<ol><li>{link}<ol><li>{link}</li></ol></li></ol></li></ol>"
    patterned("EPUB/nav.xhtml", '(<a href="c04.xhtml"[^>]*>[^<]*</a>)', rf"\1{inner}")(entries)


CANNOT: dict[str, tuple[str, Change, str]] = {
    "Thorium, a page without overlay": (
        "thorium",
        put(OPF, ' media-overlay="c04-overlay"', ""),
        "",
    ),
    "Thorium, a page that is not narrated": (
        "thorium",
        put_all(
            patterned(OPF, '<item href="c04.smil"[^>]*>', ""),
            put(OPF, ' media-overlay="c04-overlay"', ""),
            lambda entries: entries.pop(SMIL) and None,
        ),
        "reader-unheard",
    ),
    "Thorium, a picture without words": (
        "thorium",
        put("EPUB/c03.xhtml", 'alt="Four iron clappers hang around a bell."', 'alt=""'),
        "reader-unheard",
    ),
    "Thorium, words": (
        "thorium",
        put_all(
            put(SOUND, "carries", '<b id="w1">carries</b>'),
            put(SOUND, "mile", '<b id="w2">mile</b>'),
            patterned(
                SMIL,
                r'<par id="h-c04-p01-s02">(.*?)(<audio[^>]*>)(.*?)</par>',
                '<seq epub:textref="c04.xhtml#c04-p01-s02">'
                r'<par><text src="c04.xhtml#w1"/>\2</par>'
                r'<par><text src="c04.xhtml#w2"/>\2</par></seq>',
            ),
        ),
        "reader-words",
    ),
    "Apple, overlays": ("apple", lambda _: None, "reader-overlays"),
    "Apple, Opus": ("apple", put_all(silent, listed("a.opus", "audio/ogg")), "reader-audio"),
    "Apple, pages without a list": (
        "apple",
        put_all(silent, put("EPUB/nav.xhtml", '"page-list"', '"lot"')),
        "reader-pages",
    ),
    "Kobo, overlays": ("kobo", lambda _: None, "reader-overlays"),
    "Kobo, AAC": ("kobo", put_all(silent, listed("a.m4a", "audio/mp4")), "reader-audio"),
    "Kobo, WebP": ("kobo", put_all(silent, listed("a.webp", "image/webp")), "reader-picture"),
    "Kobo, a large page": (
        "kobo",
        put_all(silent, put(SOUND, "</section>", f"<!--{'x' * 10_100_000}--></section>")),
        "reader-size",
    ),
    "Kobo, a name": ("kobo", put_all(silent, listed("bell%20buoy.css", "text/css")), "reader-name"),
    "Kobo, deep contents": ("kobo", put_all(silent, deep), "reader-depth"),
    "Kobo, two titles": (
        "kobo",
        put_all(silent, put(OPF, "</dc:title>", "</dc:title><dc:title>Again</dc:title>")),
        "reader-metadata",
    ),
    "Kobo, white space": (
        "kobo",
        put_all(silent, put(OPF, "The Bell Buoy</dc:title>", " The Bell Buoy\n</dc:title>")),
        "reader-metadata",
    ),
    "Kobo, two recordings for a page": (
        "kobo",
        patterned(SMIL, "audio/c04.mp3(?!.*audio/c04.mp3)", "audio/c03.mp3"),
        "reader-recordings",
    ),
    "Kobo, times of many digits": (
        "kobo",
        patterned(SMIL, 'clipBegin="0:00:00.520"', 'clipBegin="0:00:00.520000"'),
        "reader-times",
    ),
    "Kindle, sound": ("kindle", lambda _: None, "reader-overlays"),
    "Kindle, a large book": ("kindle", heavy, "reader-size"),
    "Kindle, deep contents": ("kindle", put_all(silent, deep), "reader-depth"),
    "Kindle, no creator": (
        "kindle",
        put_all(silent, patterned(OPF, "<dc:creator.*?</dc:creator>", "")),
        "reader-metadata",
    ),
    "Google, overlays": ("google", lambda _: None, "reader-overlays"),
    "Google, Opus": ("google", put_all(silent, listed("a.opus", "audio/ogg")), "reader-audio"),
    "Google, a picture in the contents": (
        "google",
        put_all(silent, put("EPUB/nav.xhtml", ">Its Sound<", '><img src="cover.jpg" alt="x"/><')),
        "reader-contents",
    ),
    "Google, EPUB 2": (
        "google",
        put_all(silent, put(OPF, 'version="3.0"', 'version="2.0"')),
        "reader-version",
    ),
}


@pytest.mark.parametrize(("reader", "fault", "code"), CANNOT.values(), ids=CANNOT.keys())
def test_what_a_reading_system_cannot_do_is_told(
    reader: str, fault: Change, code: str, buoy: Path, tmp_path: Path
) -> None:
    """Whoever sends a book to such readers learns it before they do."""
    found = found_by(READERS[reader], planted(buoy, tmp_path, fault))
    assert (code in codes(found)) if code else True
    overlaid = {"reader-overlays", "reader-note"}
    assert set(codes(found)) <= {code} | overlaid


@pytest.mark.parametrize("reader", READERS)
def test_a_book_of_text_alone_suits_every_reading_system(
    reader: str, buoy: Path, tmp_path: Path
) -> None:
    """But for what Apple adds to notes."""
    found = found_by(READERS[reader], planted(buoy, tmp_path, silent))
    assert set(codes(found)) <= ({"reader-note"} if reader == "apple" else set())


def test_thorium_reads_our_books_aloud(buoy: Path) -> None:
    """The best of them has nothing to be told of."""
    assert found_by(READERS["thorium"], buoy) == ()


@pytest.mark.usefixtures("unaided")
def test_nothing_is_told_of_them_unasked(buoy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A book is not worse for what one reading system lacks; EPUBCheck and Ace ask of none."""
    monkeypatch.setitem(HEAVY, "epub", ())
    assert inspect(buoy).findings == ()
    assert "reader-overlays" in codes(inspect(buoy, ("kobo",)).findings)


def test_the_command_line_knows_them_all() -> None:
    """They are named there once more, so that `--help` need not load them."""
    assert tuple(READERS) == READING_SYSTEMS
