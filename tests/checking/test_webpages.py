"""The page of a web edition: each fault that a reader would meet is planted, and found."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.checking import CHECKS, inspect
from publisher.checking.folder import kind_of
from publisher.checking.webpages import is_whole
from publisher.pipeline import publish
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.checking.conftest import RICH
from tests.checking.planting import codes
from tests.conftest import article

Change = Callable[[str], str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a publication with a web edition in which nothing is wrong."""
    place = tmp_path_factory.mktemp("web")
    settings = Settings(voice="silence", editions=("mp3", "web"), granularity="word")
    return publish(article(RICH, "buoy.md"), Workshop(place / "b", place / "c", settings)).folder


@pytest.fixture
def page(made: Path, tmp_path: Path) -> Path:
    """The page of a copy of it."""
    return Path(shutil.copytree(made / "web", tmp_path / "web")) / "index.html"


def put(old: str, new: str) -> Change:
    """Put some words in the place of others, which have to be there."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def retold(change: Callable[[dict], object]) -> Change:
    """Change what the player is told."""

    def changed(text: str) -> str:
        before, told = text.split('id="edition">')
        data, _, after = told.partition("</script>")
        known = json.loads(data)
        change(known)
        return f'{before}id="edition">{json.dumps(known)}</script>{after}'

    return changed


def clips(known: dict) -> list[list]:
    """Those of the second chapter, which has several."""
    return known["chapters"][1]["clips"]


def ended(known: dict, at: int, end: int) -> None:
    """Let a clip end at another time."""
    clips(known)[at][2] = end


FAULTS: dict[str, tuple[Change, str]] = {
    "a page without a language": (put(' lang="en-GB"', ""), "web-structure"),
    "a page without a title": (put("<title>The Bell Buoy", "<title>"), "web-structure"),
    "a page without a main element": (
        lambda text: text.replace("<main", "<div").replace("</main", "</div"),
        "web-structure",
    ),
    "two headlines": (put("<h2", "<h1>Again</h1><h2"), "web-structure"),
    "a style sheet that is not there": (put("reader.css", "gone.css"), "web-missing"),
    "a picture from another folder": (put("images/p001", "../../p001"), "web-missing"),
    "a recording that is not there": (
        retold(lambda known: known["chapters"][1].update(audio="audio/gone.mp3")),
        "web-missing",
    ),
    "a picture from the network": (
        put("images/p001.png", "https://example.org/p.png"),
        "web-remote",
    ),
    "a script from some host": (put('src="player.js"', 'src="//example.org/x.js"'), "web-remote"),
    "a handler": (put("<h2", '<h2 onclick="alert(1)"'), "web-active"),
    "a script within": (put("<h2", "<script>alert(1)</script><h2"), "web-active"),
    "a link that runs": (put("https://example.org/chart", "java\nscript:alert(1)"), "web-active"),
    "a clip of nothing": (
        retold(lambda known: clips(known)[1].__setitem__(0, "c99-p01-s01")),
        "web-clip",
    ),
    "an id given twice": (put("<h2", '<h2><i id="c01-p01-s01"></i></h2><h2'), "web-clip"),
    "a clip that overlaps": (retold(lambda known: ended(known, 0, 10**4)), "web-times"),
    "a clip that ends first": (retold(lambda known: ended(known, 1, -1)), "web-times"),
    "a clip that outlasts": (retold(lambda known: ended(known, -1, 10**7)), "web-times"),
    "an unplayed recording": (retold(lambda known: known["chapters"].pop()), "web-unheard"),
    "a section without a player": (put("<audio", "<b"), "web-unheard"),
    "a player told nonsense": (retold(lambda known: known.pop("chapters")), "web-broken"),
    "a player told nothing": (put('id="edition"', 'id="other"'), "web-broken"),
}


@pytest.mark.parametrize(("change", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_each_planted_fault_is_found(change: Change, code: str, page: Path) -> None:
    """What a reader would meet: a gap, a stranger who learns who reads, the wrong words lit."""
    page.write_text(change(page.read_text("utf-8")), "utf-8")
    found = codes(is_whole(page))
    assert code in found
    assert len(set(found)) <= 2  # a recording that is not there leaves another unheard


def test_a_page_as_it_was_made_has_no_finding(page: Path) -> None:
    """Or people would learn to pass findings over."""
    assert tuple(is_whole(page)) == ()


def test_an_empty_page_and_a_broken_recording_are_told(page: Path) -> None:
    """A download that broke off is found before it is handed on."""
    next(page.parent.glob("audio/01-*")).write_bytes(b"no sound")
    assert codes(is_whole(page)) == ["sound-broken"]
    page.write_bytes(b"")
    assert codes(is_whole(page)) == ["web-broken"]


@pytest.mark.usefixtures("unaided")
def test_publisher_check_looks_at_it_in_its_folder_and_by_its_name(made: Path, page: Path) -> None:
    """Every build ends with the check as well: it is one of `CHECKS`."""
    assert is_whole in CHECKS["web"]
    assert not inspect(made).findings
    assert not inspect(page).findings
    (page.parent / "player.js").unlink()
    assert codes(inspect(page).findings) == ["web-missing"]


def test_its_recordings_are_not_taken_for_the_mp3_edition(made: Path, tmp_path: Path) -> None:
    """They have no track numbers and covers, and need none; an article may be called “Web”."""
    assert {kind_of(path) for path in (made / "audio").glob("*.mp3")} == {"mp3"}
    assert {kind_of(path) for path in (made / "web/audio").glob("*.mp3")} == {""}
    assert kind_of(made / "web/index.html") == "web"
    assert kind_of(made / "index.html") == ""
    assert kind_of(tmp_path / "web/audio/01-opening.mp3") == "mp3"
