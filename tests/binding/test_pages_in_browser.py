"""Pages as Chromium lays them out: on a telephone and a desk, by day and by night."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.binding.conftest import Book
from tests.binding.kinds import bound as bound_by_hand
from tests.binding.kinds import document, image, section, shown
from tests.conftest import ROOT, chromium_path, need

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = ROOT / "tests/tools/node_modules/@daisy/axe-core-for-ace/axe.min.js"
# What is right is counted and not listed: that would take a fifth of the time.
APPLIED = """rules => axe.run(document, {rules, resultTypes: ["violations"]})"""
NOT_FOR_BOOKS = ("bypass", "region", "page-has-heading-one", "landmark-complementary-is-top-level")
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")

# Every text with the colours it is seen in: its own, and that of the nearest ground.
COLOURS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    let ground = element;
    while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)")
      ground = ground.parentElement;
    found.push([walker.currentNode.data.trim().slice(0, 40), getComputedStyle(element).color,
                ground ? getComputedStyle(ground).backgroundColor : "rgb(255, 255, 255)"]);
  }
  return found;
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SIZES = """() => [...document.querySelectorAll("p, li, h1, h2, h3, h4, code, a")].map(
  element => parseFloat(getComputedStyle(element).fontSize))"""
BLANK = """() => [...document.images].filter(
  image => !image.complete || !image.naturalWidth).map(image => image.src)"""


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium, driven by Playwright."""
    need(find_spec("playwright"), "Playwright")
    need(chromium_path(), "Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def unpacked(rich: Book, everything: Book, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages of two books, laid out as files."""
    return [
        path
        for book in (rich, everything)
        for path in laid_out(book, tmp_path_factory.mktemp("unpacked"))
    ]


def laid_out(book: Book, folder: Path) -> Iterator[Path]:
    """The pages of a book, in a folder."""
    for name, content in book.entries.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(content)
    yield from (folder / "EPUB" / name for name in book.pages)


def opened(
    browser: "Browser", pages: list[Path], width: int, scheme: str, complaints: list[str]
) -> Iterator[tuple[str, "Page"]]:
    """Each page in a window of a width, by day (light) or by night (dark)."""
    kind: Any = scheme
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=kind)
    window = context.new_page()
    window.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("requestfailed", lambda request: complaints.append(request.url))
    for path in pages:
        window.goto(path.as_uri())
        yield path.name, window
    context.close()


def luminance(colour: str) -> float:
    """Relative luminance of ``rgb(…)``, 0.0 to 1.0 (WCAG 2.2, definitions)."""
    parts = [float(each) / 255 for each in colour.removeprefix("rgb(").rstrip(")").split(",")]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1.0 to 21.0 (WCAG 2.2, definitions)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_fit_can_be_read_and_load_whole(
    browser: "Browser", unpacked: list[Path], width: int, scheme: str
) -> None:
    """Nothing to scroll sideways for (1.4.10), 7:1 at least (1.4.6), no picture missing."""
    complaints: list[str] = []
    for name, window in opened(browser, unpacked, width, scheme, complaints):
        assert window.evaluate(SIDEWAYS) <= 0, name
        assert window.evaluate(BLANK) == [], name
        for words, ink, ground in window.evaluate(COLOURS):
            assert contrast(ink, ground) >= 7, f"{name}: {words!r} is {ink} on {ground}"
    assert complaints == []


@pytest.mark.parametrize("width", WIDTHS)
def test_all_text_grows_with_the_readers_size(
    browser: "Browser", unpacked: list[Path], width: int
) -> None:
    """Twice as large, every word is, and the page still fits (WCAG 2.2, 1.4.4)."""
    for name, window in opened(browser, unpacked, width, "light", []):
        before = window.evaluate(SIZES)
        window.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
        assert window.evaluate(SIZES) == pytest.approx([2 * size for size in before]), name
        assert window.evaluate(SIDEWAYS) <= 0, name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_violation(browser: "Browser", unpacked: list[Path], scheme: str) -> None:
    """The rules that Ace applies, by night too, where Ace does not look; four are for web sites."""
    need(AXE.exists(), "axe (see .ci/run)")
    axe = AXE.read_text("utf-8")
    rules = {name: {"enabled": False} for name in NOT_FOR_BOOKS}
    for name, window in opened(browser, unpacked, 390, scheme, []):
        window.evaluate(axe)
        found = window.evaluate(APPLIED, rules)
        assert [(each["id"], each["help"]) for each in found["violations"]] == [], name


def test_a_table_too_wide_for_the_page_scrolls_in_its_frame(
    browser: "Browser", everything: Book, tmp_path: Path
) -> None:
    """The arrow keys move it, once it has the focus; the page stands still (2.1.1)."""
    (path,) = (each for each in laid_out(everything, tmp_path) if each.name == "c01.xhtml")
    for _, window in opened(browser, [path], 390, "light", []):
        frame = window.locator("div.table").last
        frame.focus()
        for _ in range(5):
            window.keyboard.press("ArrowRight")
        window.wait_for_timeout(400)
        assert frame.evaluate("element => element.scrollLeft") > 0
        assert window.evaluate("() => window.scrollX") == 0


def test_a_large_picture_fits_the_page(browser: "Browser", tmp_path: Path) -> None:
    """On a telephone, whole (1.4.10), and in its own shape."""
    work = document(section(1, shown(image("red", "PNG", (3000, 1000)), "A wide field")))
    book = Book(bound_by_hand(work, tmp_path / "book"), work)
    (path,) = (each for each in laid_out(book, tmp_path) if each.name == "c01.xhtml")
    for _, window in opened(browser, [path], 390, "light", []):
        box = window.locator("img").bounding_box()
        assert box is not None
        assert box["width"] <= 390
        assert box["width"] / box["height"] == pytest.approx(3, rel=0.01)
