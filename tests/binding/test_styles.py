"""The styles as Chromium lays them out: what is lit can be read and moves nothing, all fits.

The plain style of a book that is not lit is in `test_pages_in_browser`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from publisher.binding.overlay import ACTIVE_CLASS
from publisher.settings import STYLES
from tests.binding.narrated import KETTLES, lit, narrated
from tests.binding.test_pages_in_browser import (
    APPLIED,
    AXE,
    NOT_FOR_BOOKS,
    SCHEMES,
    SIDEWAYS,
    contrast,
    laid_out,
)
from tests.conftest import chromium_path, need
from tests.reading_system import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NARROW, WIDE = 320, 1280  # CSS pixels; the first is what WCAG 1.4.10 asks for
TEXT = f"""{KETTLES}
> A *slanted* **quotation**, with `code_that_goes_on_and_on_without_any_place_to_break_it_at(all)`.

| {" | ".join(f"Column {number}" for number in range(12))} |
|{"---|" * 12}
| {" | ".join("cell" for _ in range(12))} |
"""

# What is lit in a page, all at once, as a reading system lights one after the other.
LIGHT = """([names, style]) => names.forEach(
  name => document.getElementById(name).classList.add(style))"""
# Ink and ground of every text that is lit; outline and ground around it of every picture.
SEEN = """style => [...document.querySelectorAll(`.${style}, .${style} *`)].flatMap(element => {
  const look = getComputedStyle(element);
  if (element.matches("img, hr"))
    return [["outline", look.outlineColor, getComputedStyle(document.body).backgroundColor]];
  const own = [...element.childNodes].some(child => child.nodeType === 3 && child.data.trim());
  let ground = element;
  while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)")
    ground = ground.parentElement;
  return own ? [["text", look.color, getComputedStyle(ground).backgroundColor]] : [];
})"""
LOOKS = """names => names.map(name => {
  const look = getComputedStyle(document.getElementById(name));
  return [look.backgroundColor, look.outlineStyle];
})"""
PLACES = """names => [document.documentElement.scrollHeight, ...names.flatMap(name => {
  const box = document.getElementById(name).getBoundingClientRect();
  return [box.x, box.y, box.width, box.height];
})]"""
SIZES = """() => [...document.querySelectorAll("body *")].filter(
  element => [...element.childNodes].some(child => child.nodeType === 3 && child.data.trim())
    && element.checkVisibility()).map(
  element => parseFloat(getComputedStyle(element).fontSize))"""
LETTERS = """() => [...document.querySelectorAll("section *")].filter(
  element => [...element.childNodes].some(child => child.nodeType === 3 && child.data.trim())
).map(element => {
  const look = getComputedStyle(element);
  return [look.fontStyle, look.hyphens, parseFloat(look.letterSpacing) > 0,
          parseFloat(look.wordSpacing) > 0, look.textAlign];
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium, driven by Playwright."""
    need(find_spec("playwright"), "Playwright")
    need(chromium_path(), "Chromium")
    with chromium() as browser:
        yield browser


Shelf = dict[str, list[tuple[Path, list[str]]]]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The pages of a book in each style, each with the names of what is lit on it."""
    folder = tmp_path_factory.mktemp("styles")
    found: Shelf = {}
    for style in STYLES:
        book = narrated(TEXT, folder / style, style=style)
        said = lit(book)
        pages = laid_out(book, folder / style / "pages")
        found[style] = [(path, [clip.name for clip in said[path.name]]) for path in pages]
    return found


@contextmanager
def window(browser: "Browser", width: int, scheme: str = "light") -> Iterator["Page"]:
    """A window of a width, by day (light) or by night (dark)."""
    kind: Any = scheme
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=kind)
    yield context.new_page()
    context.close()


every_style = pytest.mark.parametrize("style", STYLES)
every_scheme = pytest.mark.parametrize("scheme", SCHEMES)


@every_style
@every_scheme
def test_what_is_lit_can_be_read(style: str, scheme: str, browser: "Browser", shelf: Shelf) -> None:
    """4.5:1 for words, links among them (WCAG 2.2, 1.4.3), 3:1 around a picture (1.4.11)."""
    kinds = []
    with window(browser, WIDE, scheme) as page:
        for path, names in shelf[style]:
            page.goto(path.as_uri())
            page.evaluate(LIGHT, [names, ACTIVE_CLASS])
            for kind, ink, ground in page.evaluate(SEEN, ACTIVE_CLASS):
                paper = "rgb(255, 255, 255)" if ground == "rgba(0, 0, 0, 0)" else ground
                least = 4.5 if kind == "text" else 3
                assert contrast(ink, paper) >= least, f"{path.name}: {ink} on {paper}"
                kinds.append(kind)
    assert kinds.count("text") > 60
    assert kinds.count("outline") == 3  # the cover, the field, the break


@every_style
@every_scheme
def test_what_is_lit_stands_out_from_what_is_not(
    style: str, scheme: str, browser: "Browser", shelf: Shelf
) -> None:
    """Ink, ground or outline is another: a class that no style knows would light nothing."""
    with window(browser, WIDE, scheme) as page:
        for path, names in shelf[style]:
            page.goto(path.as_uri())
            dark = page.evaluate(LOOKS, names)
            page.evaluate(LIGHT, [names, ACTIVE_CLASS])
            shining = page.evaluate(LOOKS, names)
            assert all(one != other for one, other in zip(dark, shining, strict=True)), path.name


@every_style
def test_nothing_moves_when_it_is_lit(style: str, browser: "Browser", shelf: Shelf) -> None:
    """Else lines would jump under the eyes of whoever follows them, on every sentence."""
    with window(browser, NARROW) as page:
        for path, names in shelf[style]:
            page.goto(path.as_uri())
            before = page.evaluate(PLACES, names)
            page.evaluate(LIGHT, [names, ACTIVE_CLASS])
            assert page.evaluate(PLACES, names) == before, path.name


@every_style
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_nothing_has_to_be_scrolled_for_sideways(
    style: str, width: int, browser: "Browser", shelf: Shelf
) -> None:
    """Enlarged four times, a page on a desk is as narrow as this (WCAG 2.2, 1.4.10)."""
    with window(browser, width) as page:
        for path, _ in shelf[style]:
            page.goto(path.as_uri())
            assert page.evaluate(SIDEWAYS) <= 0, path.name


@every_style
@every_scheme
def test_axe_finds_no_violation_in_what_is_lit(
    style: str, scheme: str, browser: "Browser", shelf: Shelf
) -> None:
    """The rules that Ace applies, in every style, by day and by night, with everything lit."""
    need(AXE.exists(), "axe (see .ci/run)")
    axe = AXE.read_text("utf-8")
    rules = {name: {"enabled": False} for name in NOT_FOR_BOOKS}
    with window(browser, NARROW, scheme) as page:
        for path, names in shelf[style]:
            page.goto(path.as_uri())
            page.evaluate(LIGHT, [names, ACTIVE_CLASS])
            page.evaluate(axe)
            found = page.evaluate(APPLIED, rules)
            assert [(each["id"], each["help"]) for each in found["violations"]] == [], path.name


def sizes(browser: "Browser", pages: list[tuple[Path, list[str]]]) -> list[float]:
    """The size of every text of a book, in CSS pixels."""
    found: list[float] = []
    with window(browser, WIDE) as page:
        for path, _ in pages:
            page.goto(path.as_uri())
            found += page.evaluate(SIZES)
    return found


def test_all_that_is_large_is_larger(browser: "Browser", shelf: Shelf) -> None:
    """Half as large again for running text, and no small print: notes and captions are too."""
    plain, large = (sizes(browser, shelf[style]) for style in ("plain", "large"))
    assert all(one * 1.15 < other for one, other in zip(plain, large, strict=True))
    assert plain.count(16) > 50
    assert large.count(24) > 50
    assert min(large) >= 16


def test_in_the_dyslexia_style_nothing_is_slanted_hyphenated_or_tight(
    browser: "Browser", shelf: Shelf
) -> None:
    """Each of these makes letters swim or lines ragged on the left (BDA style guide, 2023)."""
    with window(browser, WIDE) as page:
        for path, _ in shelf["dyslexia"]:
            page.goto(path.as_uri())
            for slant, hyphens, letters, words, align in page.evaluate(LETTERS):
                assert (slant, hyphens, letters, words) == ("normal", "none", True, True), path.name
                assert align in ("start", "left"), path.name
