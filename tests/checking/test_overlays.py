"""Overlays: what is lit while what is heard, held against the pages and the recordings."""

import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.checking.book import Book
from publisher.checking.hearing import are_in_the_sound
from publisher.checking.overlays import are_in_step, fit, milliseconds
from publisher.report import Finding, Weight
from publisher.sound import ffmpeg
from tests.checking.planting import (
    OPF,
    Change,
    Entries,
    codes,
    found_by,
    left_out,
    patterned,
    planted,
    put,
    put_all,
)

Check = Callable[[Book], Iterator[Finding]]

OPENING = "EPUB/c01.smil"
PARTS = "EPUB/c02.smil"
SMIL = "EPUB/c04.smil"
PAGE = "EPUB/c04.xhtml"
SECOND = r'(<par id="h-c04-p01-s02">.*?</par>)'
CLIP = (
    r'(src="c04.xhtml#c04-p01-s01"/>\s*<audio src="audio/c04.mp3" clipBegin=")([^"]*)'
    r'(" clipEnd=")([^"]*)(")'
)


def clip(begin: str = r"\2", end: str = r"\4") -> Change:
    """Give the second clip of a section other times."""
    return patterned(SMIL, CLIP, rf"\g<1>{begin}\g<3>{end}\g<5>")


def clocked(milliseconds_: int) -> str:
    return f"0:00:{milliseconds_ / 1000:06.3f}"


def all_moved(by_ms: int) -> Change:
    """Move all clips of a section, but for where the first begins."""

    def moved(found: re.Match[str]) -> str:
        time = milliseconds(found[1])
        assert time is not None
        return f'"{clocked(round(time + by_ms))}"'

    def change(entries: Entries) -> None:
        entries[SMIL] = re.sub(r'"(0:00:[^"]*)"', moved, entries[SMIL].decode()).encode()

    return change


def inside(html: str) -> Change:
    """Put an element at the end of a page."""
    return put(PAGE, "</section></body>", f"{html}</section></body>")


def swapped(entries: Entries) -> None:
    """Let two texts change places, and keep their clips where they are."""
    text = entries[SMIL].decode()
    one, two = "c04.xhtml#c04-p01-s01", "c04.xhtml#c04-p02-s01"
    entries[SMIL] = text.replace(one, "\0").replace(two, one).replace("\0", two).encode()


FAULTS: dict[str, tuple[Change, str, str]] = {
    "a text on no page": (
        put(SMIL, "c04.xhtml#c04-p01-s01", "c09.xhtml#x"),
        "overlay-astray",
        SMIL,
    ),
    "a text that is not on its page": (
        put(SMIL, "#c04-p01-s02", "#c04-p77-s01"),
        "overlay-astray",
        SMIL,
    ),
    "a text without an id": (
        put(SMIL, "c04.xhtml#c04-p01-s02", "c04.xhtml"),
        "overlay-astray",
        SMIL,
    ),
    "a recording that is not there": (
        put(SMIL, "audio/c04.mp3", "audio/c99.mp3"),
        "overlay-astray",
        SMIL,
    ),
    "a recording elsewhere": (
        put(SMIL, "audio/c04.mp3", "https://example.org/c04.mp3"),
        "overlay-astray",
        SMIL,
    ),
    "a sequence of nothing": (put(PARTS, "#c02-ul4", "#c02-ul5"), "overlay-astray", PARTS),
    "a text without sound": (
        patterned(SMIL, r'(c04-p01-s02"/>)\s*<audio[^>]*>', r"\1"),
        "clip-absent",
        SMIL,
    ),
    "a time that is none": (clip(begin="two seconds"), "clip-time", SMIL),
    "an end that is no time": (clip(end="0:00:61"), "clip-time", SMIL),
    "a clip that ends before it begins": (clip(end="0:00:01.000"), "clip-time", SMIL),
    "a clip of no length": (clip(end=r"\2"), "clip-time", SMIL),
    "a clip without an end": (
        patterned(SMIL, CLIP, r"\g<1>\g<2>\g<5>"),
        "clip-time",
        SMIL,
    ),
    "clips that overlap": (clip(end="0:00:03.600"), "clip-overlap", SMIL),
    "clips that overlap by little": (clip(begin="0:00:02.030"), "clip-overlap", SMIL),
    "a clip without a beginning": (
        patterned(SMIL, CLIP, r"\g<1>0:00:00.000\g<3>\g<4>\g<5>"),
        "clip-overlap",
        SMIL,
    ),
    "a gap": (clip(end="0:00:02.900"), "clip-gap", SMIL),
    "a page not linked to its overlay": (
        put(OPF, ' media-overlay="c04-overlay"', ""),
        "overlay-unlinked",
        OPF,
    ),
    "a page linked to another's overlay": (
        put(OPF, 'media-overlay="c04-overlay"', 'media-overlay="c03-overlay"'),
        "overlay-unlinked",
        OPF,
    ),
    "texts in another order than the page's": (swapped, "overlay-order", SMIL),
    "a text that is read twice": (
        put(SMIL, "c04.xhtml#c04-p01-s03", "c04.xhtml#c04-p01-s02"),
        "overlay-repeated",
        SMIL,
    ),
    "a note that cannot be passed over": (
        put(OPENING, ' epub:type="footnote"', ""),
        "overlay-untyped",
        OPENING,
    ),
    "a page break that cannot be passed over": (
        put(OPENING, ' epub:type="pagebreak"', ""),
        "overlay-untyped",
        OPENING,
    ),
    "a paragraph that is not narrated": (
        inside("<p>Nobody <em>said</em> this.</p>"),
        "text-unheard",
        PAGE,
    ),
    "a cell of a table that is announced": (
        patterned(PARTS, r'<seq epub:type="table-cell"[^>]*>.*?</seq>', ""),
        "text-unheard",
        "EPUB/c02.xhtml",
    ),
    "a note that is not narrated": (
        patterned(OPENING, r'<seq epub:type="footnote".*?</seq>', ""),
        "note-unheard",
        "EPUB/c01.xhtml",
    ),
    "a picture that is not narrated": (
        inside('<p><img src="cover.jpg" alt="A picture that nobody told of."/></p>'),
        "text-unheard",
        PAGE,
    ),
    "words that are hidden and read": (
        put(PAGE, '<span id="c04-p01-s02">', '<span id="c04-p01-s02" hidden="hidden">'),
        "overlay-hidden",
        SMIL,
    ),
    "a sentence without its par": (patterned(SMIL, SECOND, ""), "text-unheard", PAGE),
    "a duration that is told too long": (
        patterned(OPF, r'(refines="#c04-overlay">)[^<]*', r"\g<1>0:09:00.000"),
        "duration-wrong",
        OPF,
    ),
    "a duration that is not told": (
        patterned(OPF, r'<meta property="media:duration" refines="#c04-overlay">[^<]*</meta>', ""),
        "duration-missing",
        OPF,
    ),
    "a total that does not add up": (
        patterned(OPF, r'(property="media:duration">)[^<]*', r"\g<1>0:20:00.000"),
        "duration-wrong",
        OPF,
    ),
    "a total that is not told": (
        patterned(OPF, r'<meta property="media:duration">[^<]*</meta>', ""),
        "duration-missing",
        OPF,
    ),
}
ALSO = {
    "clip-time",
    "clip-gap",
    "clip-overlap",
    "text-unheard",
    "duration-wrong",
    "overlay-repeated",
}
"""What a fault may bring with it: a clip that is gone leaves a gap, and takes from the sum."""


@pytest.mark.parametrize(("fault", "code", "place"), FAULTS.values(), ids=FAULTS.keys())
def test_a_planted_fault_is_found_in_its_place(
    fault: Change, code: str, place: str, buoy: Path, tmp_path: Path
) -> None:
    """By its code, with the file and the line to go to; nothing is told that is not so."""
    found = found_by(are_in_step, planted(buoy, tmp_path, fault))
    assert code in codes(found)
    assert set(codes(found)) <= ALSO | {code}
    (first, *_) = (each for each in found if each.code == code)
    assert first.place == place
    assert first.line or code == "duration-missing"


def damaged(entries: Entries) -> None:
    """Put something that is no MP3 into an MP3's place."""
    entries["EPUB/audio/c04.mp3"] = b"no sound at all " * 64


def shortened(entries: Entries) -> None:
    """Cut a recording off in its midst."""
    whole = entries["EPUB/audio/c04.mp3"]
    entries["EPUB/audio/c04.mp3"] = whole[: len(whole) // 2]


def exchanged(entries: Entries) -> None:
    """Put another recording into a recording's place."""
    entries["EPUB/audio/c04.mp3"] = entries["EPUB/audio/c03.mp3"]


def muted(entries: Entries) -> None:
    """Put silence into the place of the second half of a recording."""
    with tempfile.TemporaryDirectory() as folder:
        whole, half = Path(folder) / "a.mp3", Path(folder) / "b.mp3"
        whole.write_bytes(entries["EPUB/audio/c04.mp3"])
        quiet = "volume=enable='gt(t,8)':volume=0"
        command = (ffmpeg(), "-v", "error", "-i", str(whole), "-af", quiet, str(half))
        subprocess.run(command, check=True)
        entries["EPUB/audio/c04.mp3"] = half.read_bytes()


def last_clip(end: str) -> Change:
    """Let the last clip of a section end elsewhere."""
    return patterned(SMIL, r'clipEnd="[^"]*"(?!.*clipEnd)', f'clipEnd="{end}"')


IN_SOUND: dict[str, tuple[Change, set[str], str]] = {
    "a recording that is damaged": (damaged, {"sound-broken"}, "EPUB/audio/c04.mp3"),
    "a recording that was cut off": (shortened, {"clip-late"}, SMIL),
    "another recording": (exchanged, {"clip-late", "clip-drift", "clip-short"}, SMIL),
    "a recording that falls silent": (muted, {"clip-silent", "clip-gap", "clip-short"}, SMIL),
    "a clip past the recording's end": (last_clip("0:00:59.000"), {"clip-late"}, SMIL),
    "an end that is not played": (last_clip("0:00:13.000"), {"clip-gap"}, "EPUB/audio/c04.mp3"),
    "clips that are late": (all_moved(400), {"clip-drift", "clip-late", "clip-gap"}, SMIL),
    "clips that are early": (
        all_moved(-1_100),
        {"clip-drift", "clip-gap"},
        "EPUB/audio/c04.mp3",
    ),
    "a recording that nothing plays": (
        put_all(
            patterned(OPF, r'<item href="c04.smil"[^>]*>', ""),
            put(OPF, ' media-overlay="c04-overlay"', ""),
            left_out(SMIL),
        ),
        {"sound-unheard"},
        "EPUB/audio/c04.mp3",
    ),
}


@pytest.mark.parametrize(("fault", "wanted", "place"), IN_SOUND.values(), ids=IN_SOUND.keys())
def test_a_fault_that_only_the_sound_shows_is_found(
    fault: Change, wanted: set[str], place: str, buoy: Path, tmp_path: Path
) -> None:
    """Recordings are decoded and measured: what they say of themselves may be wrong too."""
    found = found_by(are_in_the_sound, planted(buoy, tmp_path, fault))
    assert found
    assert set(codes(found)) <= wanted
    assert found[0].place == place


@pytest.mark.parametrize("check", [are_in_step, are_in_the_sound])
def test_a_book_in_step_has_no_finding(check: Check, buoy: Path, book: Path) -> None:
    """Neither one with speech nor one with the silence that stands for it."""
    assert found_by(check, buoy) == found_by(check, book) == ()


HARMLESS: dict[str, Change] = {
    "times in seconds": clip(begin="2.100s", end="3370ms"),
    "a gap too short to hold a word": clip(end="0:00:03.330"),
    "words that are hidden": inside('<p hidden="hidden">Nobody said this.</p>'),
    "signs that are no words": inside("<p>* * *</p>"),
    "a picture that only adorns": inside('<img src="cover.jpg" alt="" role="presentation"/>'),
    "a duration in whole seconds": patterned(
        OPF, r'(property="media:duration">0:\d\d:\d\d)\.\d*', r"\g<1>"
    ),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_does_no_harm_is_not_told(change: Change, buoy: Path, tmp_path: Path) -> None:
    """Other people write times otherwise, and may."""
    found = found_by(are_in_step, planted(buoy, tmp_path, change))
    assert [each for each in found if each.code != "duration-wrong"] == []


def test_words_that_are_not_narrated_are_quoted(buoy: Path, tmp_path: Path) -> None:
    """The whole block, inline elements included; what is told of many is bounded."""
    path = planted(
        buoy, tmp_path, inside("<p>Nobody <em>said</em> this.</p>" + "<p>Nor that.</p>" * 40)
    )
    found = found_by(are_in_step, path)
    assert found[0].message == "“Nobody said this.” is not narrated"
    assert found[0].weight is Weight.WARNING
    assert len(found) == 21
    assert "21 passages more" in found[-1].message


def test_a_note_may_be_read_where_its_mark_stands(buoy: Path, tmp_path: Path) -> None:
    """It stands at the page's end; a listener wants it with the sentence that asks for it."""

    def moved(entries: Entries) -> None:
        text = entries[OPENING].decode()
        note = re.search(r'<seq epub:type="footnote".*?</seq>', text, re.DOTALL)
        assert note is not None
        second = '<par id="h-c01-p01-s02">'
        entries[OPENING] = text.replace(note[0], "").replace(second, note[0] + second).encode()

    found = found_by(are_in_step, planted(buoy, tmp_path, moved))
    assert "overlay-order" not in codes(found)


def test_a_book_that_is_not_read_aloud_owes_no_narration(buoy: Path, tmp_path: Path) -> None:
    """Text alone is a book too."""

    def silent(entries: Entries) -> None:
        for name in [name for name in entries if name.endswith((".smil", ".mp3"))]:
            del entries[name]
        entries[OPF] = re.sub(
            rb'<item [^>]*(smil|mpeg)[^>]*>| media-overlay="[^"]*"', b"", entries[OPF]
        )

    assert found_by(are_in_step, planted(buoy, tmp_path, silent)) == ()


def test_a_build_of_ours_out_of_step_does_not_go_out(buoy: Path, tmp_path: Path) -> None:
    """The same check ends every build; a file that cannot be opened is told by another."""
    faulty = planted(buoy, tmp_path, clip(end="0:00:03.600"))
    assert "clip-overlap" in codes(fit(faulty))
    assert list(fit(buoy)) == []
    broken = tmp_path / "broken.epub"
    broken.write_bytes(b"PK")
    assert list(fit(broken)) == []


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999))
def test_a_time_is_the_same_in_every_form(hours: int, minutes: int, seconds: int, ms: int) -> None:
    """SMIL has four forms for one time, and strangers use all of them."""
    whole = ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms
    assert milliseconds(f"{hours}:{minutes:02}:{seconds:02}.{ms:03}") == pytest.approx(whole)
    assert milliseconds(f"{whole / 1000:.3f}s") == pytest.approx(whole)
    assert milliseconds(f"{whole / 1000:.3f}") == pytest.approx(whole)
    assert milliseconds(f"{whole}ms") == pytest.approx(whole)
    if not hours:
        assert milliseconds(f"{minutes:02}:{seconds:02}.{ms:03}") == pytest.approx(whole)


@pytest.mark.parametrize("clock", ["", "1:2:3:4", "0:60:00", "0:00:60", "-1s", "1 s", "1d", "x"])
def test_what_is_no_time_is_none(clock: str) -> None:
    """A reader would take it for nothing, or for the beginning."""
    assert milliseconds(clock) is None


def test_every_overlay_of_a_book_is_looked_at(buoy: Path) -> None:
    """Else the checks above would be silent for the wrong reason."""
    from publisher.checking.book import opened
    from publisher.checking.overlays import heard_by

    with opened(buoy) as book, zipfile.ZipFile(buoy) as archive:
        assert book is not None
        heard = heard_by(book)
        assert set(heard) == {name for name in archive.namelist() if name.endswith(".smil")}
        assert all(par.element is not None and par.sound for pars in heard.values() for par in pars)
        assert sum(map(len, heard.values())) > 40
