"""Takes the README's pictures of a sample article, with Debian's Chromium.

Its editions: a cover, two pages, and the MP3s; two pages while a reading system reads them aloud;
and the web edition while it reads itself, on a desk and on a telephone. Run by `make picture` after
`make publish`; foliate-js comes as `.ci/run` has it.
"""

import html
import json
import tempfile
import zipfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from publisher.pipeline import publish
from publisher.reading import load
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.conftest import ROOT, SOURCE
from tests.reading_system import chromium, reading

BOOK = ROOT / "build" / "the-library-that-works-nights"
EPUB = BOOK / f"{BOOK.name}.epub"
EDITIONS = ROOT / "docs" / "editions.png"
READER = ROOT / "docs" / "reader.png"
READ_ALONG = ROOT / "docs" / "read-along.png"
LIT = {"light": ("c03", "c03-p01-s04"), "dark": ("c02", "c02-p01-s02")}
PAGE = {"width": 390, "height": 600}
WINDOWS = {"light": (1040, 720, "c02-p02-s02"), "dark": (390, 720, "c03-p03-s03")}

FRAME = """
<style>
  body { margin: 0; padding: 28px; display: flex; gap: 28px; background: #d9d5cc;
         font: 15px/1.35 "Noto Sans", sans-serif; width: max-content; }
  img { height: 600px; border-radius: 6px; box-shadow: 0 4px 18px rgb(0 0 0 / 35%); }
  ol { width: 270px; height: 564px; margin: 0; padding: 18px 20px; border-radius: 6px;
       list-style: none; background: #fffdf8; box-shadow: 0 4px 18px rgb(0 0 0 / 35%); }
  li { padding: 11px 0; border-bottom: 1px solid #d9d5cc; }
  b, i { display: block; } i { color: #555; font-style: normal; font-size: 13px; }
</style>
"""


def page_picture(browser: Browser, page: Path, scheme: str, to: Path) -> Path:
    """A page as a phone shows it."""
    context = browser.new_context(viewport=PAGE, color_scheme=scheme, device_scale_factor=2)
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.screenshot(path=to)
    context.close()
    return to


def songs(known: dict) -> str:
    """The MP3s as a player lists them."""
    labels = {each["name"]: each["label"] for each in known["sections"]}
    lines = "".join(
        f"<li><b>{html.escape(labels[file['section']])}</b><i>{html.escape(file['path'])}</i>"
        f"<i>{file['duration_ms'] // 60_000}:{file['duration_ms'] // 1000 % 60:02}</i></li>"
        for file in known["files"]
        if file["section"]
    )
    return f"<ol><li><b>{html.escape(known['metadata']['title'])}</b></li>{lines}</ol>"


def page_aloud(browser: Browser, scheme: str, to: Path) -> Path:
    """A page as a reading system shows it on a phone while a sentence is heard."""
    page, sentence = LIT[scheme]
    with reading(browser, EPUB, scheme, scale=2) as system:
        system.play(page, sentence)
        system.wait(page, sentence)
        system.pause()
        system.window.screenshot(path=to)
    return to


def taken(browser: Browser, inside: str, to: Path, scene: Path, scale: int = 1) -> None:
    """Take a picture of a scene, no larger than what is in it."""
    scene.write_text(f"<meta charset=utf-8>{FRAME}{inside}", encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1640, "height": 660}, device_scale_factor=scale)
    tab.goto(scene.as_uri())
    tab.locator("body").screenshot(path=to)
    # A picture of few colours need not weigh a megabyte.
    Image.open(to).convert("RGB").quantize(160).save(to, optimize=True)


def shown(pictures: list[Path]) -> str:
    """Pictures in a scene."""
    return "".join(f'<img src="{picture.as_uri()}" alt="">' for picture in pictures)


def editions(browser: Browser, folder: Path) -> None:
    """The picture of all that is made of an article."""
    known = json.loads((BOOK / "publication.json").read_text("utf-8"))
    with zipfile.ZipFile(EPUB) as book:
        book.extractall(folder)
    inside = folder / "EPUB"
    pictures = [
        inside / "cover.jpg",
        page_picture(browser, inside / "c03.xhtml", "light", folder / "light.png"),
        page_picture(browser, inside / "c02.xhtml", "dark", folder / "dark.png"),
    ]
    taken(browser, shown(pictures) + songs(known), EDITIONS, folder / "editions.html")


def read_along(browser: Browser, folder: Path) -> None:
    """The picture of pages that are read aloud."""
    pictures = [page_aloud(browser, scheme, folder / f"{scheme}-lit.png") for scheme in LIT]
    taken(browser, shown(pictures), READ_ALONG, folder / "read-along.html", scale=2)


def web_page(browser: Browser, page: Path, scheme: str, to: Path) -> Path:
    """The web edition's page while a sentence is heard."""
    width, height, sentence = WINDOWS[scheme]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.locator(f"#{sentence} .word").nth(2).click()
    tab.locator(".said").first.wait_for()
    tab.wait_for_timeout(900)
    tab.screenshot(path=to)
    context.close()
    return to


def reader(browser: Browser, folder: Path) -> None:
    """The picture of the web edition."""
    settings = Settings(voice="espeak:en-gb", editions=("web",), granularity="word")
    shop = Workshop(folder / "made", folder / "cache", settings)
    page = publish(load(SOURCE / "night-library.md"), shop).folder / "web/index.html"
    pictures = [web_page(browser, page, scheme, folder / f"{scheme}-web.png") for scheme in WINDOWS]
    taken(browser, shown(pictures), READER, folder / "reader.html")


def main() -> None:
    """Take the pictures."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        editions(browser, Path(name))
        read_along(browser, Path(name))
        reader(browser, Path(name))


if __name__ == "__main__":
    main()
