"""The report: a picture of each section and what it shows in words, in one file for everybody."""

import json
import re
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from lxml import html

from publisher.binding.account import NAME, sheets_table
from publisher.binding.soundings import loudness_of, sounded
from publisher.narration import Clip, Track
from publisher.pipeline import publish
from publisher.publication import Publication
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.conftest import article, chromium_path, need

RATE = 22_050
WELL = """\
---
title: The Well & the <Wheel>
language: en-GB
---

The well is deeper than the church is high. Nobody has ever seen the bottom of it at all.

## The Wheel

A wheel brings the water up in winter. It was made from the timbers of an old ship long ago.
"""


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Publication:
    """A publication with a report."""
    shop = Workshop(tmp_path_factory.mktemp("well"), cache, Settings(voice="espeak:en-gb"))
    return publish(article(WELL, "well.md"), shop)


@pytest.fixture(scope="module")
def report(well: Publication) -> str:
    """Its report."""
    return (well.folder / NAME).read_text("utf-8")


def track(path: Path, samples: np.ndarray) -> Track:
    """Samples as a track of one sentence."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(samples * 32767).astype("<i2").tobytes())
    length = len(samples) * 1000 // RATE
    return Track("c01", path, RATE, length, (Clip("c01-p01-s01", 0, length),))


def tone(seconds: float, level: float) -> np.ndarray:
    """997 Hz at a level, 1.0 being full scale."""
    return level * np.sin(2 * np.pi * 997 * np.arange(int(seconds * RATE)) / RATE)


def test_loudness_is_what_the_standard_says(tmp_path: Path) -> None:
    """A full-scale tone of 997 Hz is −3.01 LUFS (ITU-R BS.1770-4), also across blocks read."""
    measured = sounded(track(tmp_path / "a.wav", tone(70, 0.5)))
    assert measured.loudness == pytest.approx(-9.03, abs=0.05)
    assert measured.peak == pytest.approx(-6.02, abs=0.01)
    assert measured.short_term[1000] == pytest.approx(-9.03, abs=0.05)


def test_silence_and_next_to_nothing_are_measured_too(tmp_path: Path) -> None:
    """A draft in silence has a report as well."""
    assert sounded(track(tmp_path / "a.wav", np.zeros(RATE))).loudness == -70.0
    assert sounded(track(tmp_path / "b.wav", np.zeros(0))).loudness == -70.0
    assert loudness_of(np.zeros(0)) == -70.0


def test_a_pause_is_from_the_last_sound_to_the_end(tmp_path: Path) -> None:
    """It is what a listener waits for."""
    samples = np.concatenate([tone(2, 0.3), np.zeros(RATE)])
    (sentence,) = sounded(track(tmp_path / "a.wav", samples)).sentences()
    assert sentence.spoken_ms == pytest.approx(2000, abs=20)
    assert sentence.pause_ms == pytest.approx(1000, abs=20)


def test_every_sentence_is_named_with_its_words(report: str) -> None:
    """Who hears a fault finds the name to give to --respeak."""
    page = html.document_fromstring(report)
    names = {each.text for each in page.iterfind(".//tbody/tr/th/code")}
    assert {"c00-p00-s01", "c01-p01-s01", "c01-p01-s02", "c02-p00-s01", "c02-p01-s02"} <= names
    assert "--respeak c0" in report
    assert "Nobody has ever seen the bottom of it at all." in report
    assert "The Well &amp; the &lt;Wheel&gt;" in report


def test_each_picture_is_told_in_words(report: str) -> None:
    """Whoever does not see it learns as much of it."""
    page = html.document_fromstring(report)
    pictures = page.findall(".//svg")
    assert len(pictures) == len(page.findall(".//section")) >= 3
    for picture in pictures:
        ids = picture.get("aria-labelledby").split()
        said = [page.get_element_by_id(each).text for each in ids]
        assert all(said)
        assert re.search(r"LUFS.*words a minute.*pause", said[1])
        assert picture.findall(".//path")


def test_what_was_measured_on_each_file_stands_under_what_was_asked(well: Publication) -> None:
    """An editor sees at once whether a shop will take the files, and which one it will not."""
    tables = html.parse(well.folder / NAME).xpath("//table")
    (table,) = (each for each in tables if "podcast" in each.findtext("caption"))
    rows = [[cell.text_content() for cell in row] for row in table.iter("tr")]
    known = json.loads((well.folder / "audio/conformance.json").read_text("utf-8"))["files"]
    assert rows[0][:4] == ["MP3", "Holds", "loudness, LUFS", "true peak, dBTP"]
    assert rows[1][:4] == ["asked", "", "−19.5 to −18.5", "≤ −3"]
    songs = sorted((well.folder / "audio").glob("*.mp3"))
    assert [row[:2] for row in rows[2:]] == [[path.stem, "yes"] for path in songs]
    shown = [float(row[2].replace("−", "-")) for row in rows[2:]]
    assert shown == [each["measures"][0]["measured"] for each in known]


def test_what_does_not_hold_is_marked() -> None:
    """A second channel has no column of its own until there is one too many."""
    fits = {"what": "channels", "asked": "1", "measured": 1, "unit": "", "held": True}
    sheet = {"file": "audio/01-a.mp3", "profile": "acx", "holds": True, "measures": [fits]}
    wrong = {**sheet, "holds": False, "measures": [{**fits, "measured": 2, "held": False}]}
    assert sheets_table([sheet]).head == ("MP3", "Holds")
    assert sheets_table([sheet, wrong]).rows[1:] == (("01-a", "yes", "1"), ("01-a", "no", "2 (no)"))


def test_it_needs_nothing_beside_it_and_runs_nothing(report: str) -> None:
    """It can be sent, kept and opened without a network."""
    assert "<script" not in report
    assert not re.findall(r"(?:src|href)=\"(?!#)", report)
    assert "url(" not in report
    assert len(report) < 100_000


def test_it_is_among_the_files_of_the_publication(well: Publication) -> None:
    """So that a damaged or missing one is made again, and `check` knows it."""
    assert well.folder / NAME in well.files


def test_the_same_publication_gives_the_same_report(well: Publication, cache: Path) -> None:
    """Nothing in it tells when or where it was made, or what was remembered."""
    before = (well.folder / NAME).read_bytes()
    settings = Settings(voice="espeak:en-gb")
    again = publish(
        article(WELL, "well.md"), Workshop(well.folder.parent, cache, settings, force=True)
    )
    assert (again.folder / NAME).read_bytes() == before


def test_a_draft_in_silence_has_one_and_text_alone_has_none(shop: Workshop) -> None:
    """No sound, nothing to show."""
    silent = publish(article(WELL), shop)
    assert "silent" in (silent.folder / NAME).read_text("utf-8")
    text = replace(shop, settings=Settings(editions=("epub-text",)), force=True)
    assert not (publish(article(WELL), text).folder / NAME).exists()


@pytest.fixture(scope="module")
def window(well: Publication) -> Iterator[object]:
    """The report on a telephone, by night."""
    need(chromium_path(), "Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 320, "height": 640}, color_scheme="dark")
        page.goto((well.folder / NAME).as_uri())
        yield page
        browser.close()


def test_it_fits_a_narrow_window_and_its_colours_are_seen(window: object) -> None:
    """Nothing is lost to the right at 320 px (WCAG 1.4.10); text is 4.5 to 1 on its ground."""
    assert window.evaluate("document.documentElement.scrollWidth") <= 320  # type: ignore[attr-defined]
    colours = window.evaluate(  # type: ignore[attr-defined]
        """() => ['body', 'dt', 'a', 'caption', 'figcaption', 'summary'].map(s => {
            const e = document.querySelector(s), c = getComputedStyle(e).color;
            let g = e, b;
            do { b = getComputedStyle(g).backgroundColor; g = g.parentElement }
            while (g && b === 'rgba(0, 0, 0, 0)');
            return [s, c, b] })"""
    )
    for element, ink, paper in colours:
        assert contrast(ink, paper) >= 4.5, element


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast of two colours as a browser tells them."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    parts = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
