"""Takes the picture in the README: a cover, two pages, and the MP3s of a sample article.

Run by `make picture` after `make publish`, with Debian's Chromium.
"""

import html
import json
import tempfile
import zipfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import ROOT, chromium_path

BOOK = ROOT / "build" / "the-library-that-works-nights"
PICTURE = ROOT / "docs" / "editions.png"
PAGE = {"width": 390, "height": 600}

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


def main() -> None:
    """Take the picture."""
    known = json.loads((BOOK / "publication.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        folder = Path(name)
        with zipfile.ZipFile(BOOK / f"{BOOK.name}.epub") as book:
            book.extractall(folder)
        browser = play.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        inside = folder / "EPUB"
        pictures = [
            inside / "cover.jpg",
            page_picture(browser, inside / "c03.xhtml", "light", folder / "light.png"),
            page_picture(browser, inside / "c02.xhtml", "dark", folder / "dark.png"),
        ]
        images = "".join(f'<img src="{picture.as_uri()}" alt="">' for picture in pictures)
        scene = folder / "scene.html"
        scene.write_text(f"<meta charset=utf-8>{FRAME}{images}{songs(known)}", encoding="utf-8")
        tab = browser.new_page(viewport={"width": 1640, "height": 660})
        tab.goto(scene.as_uri())
        tab.screenshot(path=PICTURE)
    # A picture of few colours need not weigh a megabyte.
    Image.open(PICTURE).convert("RGB").quantize(160).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
