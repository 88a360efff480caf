"""The index of all that was built, and its feeds: in a browser, and by libraries of others."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import UUID

import feedparser
import pytest
import requests
from lxml import etree, html

from publisher.pipeline import publish
from publisher.settings import EDITIONS, Settings
from publisher.shelf import shelf
from publisher.shelving import shelve
from publisher.workshop import Workshop
from tests.binding.test_pages_in_browser import AXE, SIDEWAYS, browser  # noqa: F401
from tests.command import Desk
from tests.conftest import ROOT, article, need

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIRST = "---\ntitle: Ebb & <flow>\nauthor: Ada Quill\ndate: 2026-03-04\n---\n\nIt rose.\n"
SECOND = (
    "---\ntitle: Die Mühle\nlanguage: de\ndate: 2026-05\nstandfirst: Sie mahlt wieder.\n"
    "author: Bo Ström\nsubjects: [Mühlen]\n---\n\nDas Rad dreht sich.\n\n# Das Wehr\n\nEs hält.\n"
)
THIRD = "# The clock\n\nIt was slow.\n"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
NODE = ROOT / "tests/tools/node_modules"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three works, one of them with EPUB and MP3s alone."""
    folder = tmp_path_factory.mktemp("shelf")
    shop = Workshop(
        folder / "build", folder / "cache", Settings(voice="silence", editions=EDITIONS)
    )
    few = replace(shop, settings=Settings(voice="silence"))
    for text, where in ((FIRST, shop), (SECOND, shop), (THIRD, few)):
        publish(article(text), where)
    return folder / "build"


def ours(output: Path, address: str) -> Workshop:
    """The workshop of a house that tells where its shelf is."""
    options = (("publisher", "Quay & Co"), ("address", address))
    return Workshop(output, output.parent / "cache", options=options)


@pytest.fixture(scope="module")
def served(output: Path) -> Iterator[str]:
    """The shelf on a web server of this machine, its feeds made for that address."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(output))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        shelve(ours(output, address))
        yield f"{address}/"
        server.shutdown()


def test_the_newest_stands_first(output: Path) -> None:
    """A reader comes back for what is new."""
    assert [work.slug for work in shelf(output)][:2] == ["die-muhle", "ebb-flow"]


def test_every_download_is_there(served: str, output: Path) -> None:
    """A link that leads nowhere is worse than none."""
    page = html.parse(str(output / "index.html")).getroot()
    goals = page.xpath("//@href | //@src")
    assert len(goals) > 25
    for goal in goals:
        assert requests.head(served + goal, timeout=10).status_code == 200, goal


def test_what_publisher_did_not_make_is_not_on_the_shelf(output: Path, tmp_path: Path) -> None:
    """Other folders, records of other releases, editions that are being made."""
    folder = tmp_path / "build"
    shutil.copytree(output, folder)
    (folder / "other").mkdir()
    (folder / "other/publication.json").write_text('{"metadata": []}', encoding="utf-8")
    (folder / "torn").mkdir()
    (folder / "torn/publication.json").write_text("{", encoding="utf-8")
    shutil.copytree(folder / "ebb-flow", folder / ".ebb-flow.new")
    assert len(shelf(folder)) == 3


def test_the_same_shelf_gives_the_same_bytes(served: str, output: Path) -> None:
    """What is synchronised to a server is what has changed."""
    before = [(output / name).read_bytes() for name in ("index.html", "feed.xml", "opds.json")]
    shelve(ours(output, served))
    after = [(output / name).read_bytes() for name in ("index.html", "feed.xml", "opds.json")]
    assert after == before


def test_podcast_players_find_all_that_they_ask_for(served: str) -> None:
    """By the library that most readers of feeds are built on, over the network."""
    feed = feedparser.parse(f"{served}feed.xml")
    assert not feed.bozo, feed.bozo_exception
    assert feed.feed.title == "Quay & Co"
    assert feed.feed.language == "en"
    assert [entry.title for entry in feed.entries] == ["Die Mühle", "Ebb & <flow>"]
    for entry in feed.entries:
        assert UUID(entry.id.removeprefix("urn:uuid:"))
        assert not entry.guidislink
        assert parsedate_to_datetime(entry.published).year == 2026
        (song,) = entry.enclosures
        got = requests.get(song.href, timeout=10)
        assert song.type == "audio/mpeg"
        assert int(song.length) == len(got.content)
        assert got.content.startswith(b"ID3")
        assert 5 < int(entry.itunes_duration) < 60
        assert requests.head(entry.image.href, timeout=10).status_code == 200


def test_chapters_and_transcripts_are_told_as_the_namespace_has_them(served: str) -> None:
    """Players show them beside the sound."""
    feed = etree.fromstring(requests.get(f"{served}feed.xml", timeout=10).content)
    assert feed.findtext(f".//channel/{PODCAST}medium") == "podcast"
    assert UUID(feed.findtext(f".//channel/{PODCAST}guid")).version == 5
    for item in feed.iter("item"):
        chapters = item.find(f"{PODCAST}chapters")
        told = requests.get(chapters.get("url"), timeout=10).json()
        assert told["chapters"][0]["startTime"] == 0
        types = [each.get("type") for each in item.iter(f"{PODCAST}transcript")]
        assert types == ["text/vtt", "application/x-subrip", "application/json"]
        for each in item.iter(f"{PODCAST}transcript"):
            assert requests.head(each.get("url"), timeout=10).status_code == 200


def test_library_apps_find_all_that_they_ask_for(served: str, tmp_path: Path) -> None:
    """By Readium's own reader of OPDS 2, which apps such as Thorium are built on."""
    need((NODE / "r2-opds-js").is_dir(), "r2-opds-js (see .ci/run)")
    told = requests.get(f"{served}opds.json", timeout=10).json()
    (tmp_path / "opds.json").write_text(json.dumps(told), encoding="utf-8")
    command = ("node", str(ROOT / "tests/tools/opds.js"), str(tmp_path / "opds.json"))
    done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60)
    works = json.loads(done.stdout)
    assert [work["title"] for work in works] == ["Die Mühle", "Ebb & <flow>", "The clock"]
    for work in works:
        assert work["identifier"].startswith("urn:uuid:")
        assert "application/epub+zip" in work["types"]
        for link in (*work["links"], *work["images"]):
            assert requests.head(link, timeout=10).status_code == 200, link
    assert "audio/mp4" in works[0]["types"]


def test_without_an_address_there_are_no_feeds(tmp_path: Path) -> None:
    """They would lead nowhere; the command makes the index, and says where it is."""
    desk = Desk(tmp_path)
    desk.write("tide.md", FIRST)
    said = desk.run(
        "build", "tide.md", "--voice", "silence", "--editions", "mp3,index", "-o", "out"
    )
    assert said.code == 0
    assert "out/index.html" in said.err
    assert sorted(path.name for path in (desk.folder / "out").iterdir()) == [
        "ebb-flow",
        "index.html",
    ]
    wanted = ("--editions", "mp3,podcast,index", "--address", "https://example.org/listen")
    said = desk.run("build", "tide.md", "--voice", "silence", *wanted, "-o", "out", "-q")
    assert said.code == 0
    assert b"https://example.org/listen/ebb-flow/" in (desk.folder / "out/feed.xml").read_bytes()
    wrong = desk.run("build", "tide.md", "--address", "example.org")
    assert wrong.code == 2
    assert "https://" in wrong.err


@pytest.fixture
def page(browser: "Browser", output: Path, served: str) -> Iterator["Page"]:  # noqa: F811
    """The index, from the disk."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto((output / "index.html").as_uri())
    yield opened
    context.close()


def shown(page: "Page") -> list[str]:
    """The titles that are seen."""
    return [each.inner_text() for each in page.locator(".works > li:visible h2").all()]


def test_a_search_leaves_what_has_every_word(page: "Page") -> None:
    """Whoever knows a name finds the work; accents may be left out."""
    assert len(shown(page)) == 3
    page.get_by_role("searchbox").fill("strom muhle")
    assert shown(page) == ["Die Mühle"]
    assert page.get_by_role("status").inner_text().startswith("1 ")
    page.get_by_role("searchbox").fill("nobody")
    assert shown(page) == []
    page.get_by_role("searchbox").fill("")
    assert len(shown(page)) == 3


def test_covers_are_seen_and_nothing_is_loaded_from_elsewhere(page: "Page") -> None:
    """From the disk as from a server."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("[...document.images].filter(i => i.naturalWidth).length") == 2
    assert all(each.startswith("file:") for each in asked)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_can_be_used_by_everybody(
    width: int,
    scheme: Any,
    browser: "Browser",  # noqa: F811
    output: Path,
    served: str,
) -> None:
    """No barrier that axe knows of; nothing is out of sight on a telephone."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    opened = context.new_page()
    opened.goto((output / "index.html").as_uri())
    for details in opened.locator("details").all():
        details.evaluate("each => each.open = true")
    assert opened.evaluate(SIDEWAYS) <= 0
    opened.add_script_tag(path=str(AXE))
    found: Any = opened.evaluate("axe.run()")
    told = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found["violations"]]
    assert told == []
    context.close()


def test_without_script_all_is_there_but_the_search(
    browser: "Browser",  # noqa: F811
    output: Path,
    served: str,
) -> None:
    """Nothing that does nothing is shown."""
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((output / "index.html").as_uri())
    assert len(shown(opened)) == 3
    assert not opened.get_by_role("searchbox").is_visible()
    context.close()
