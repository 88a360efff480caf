"""What the tests share: a place to work, editions built once, and the tools they ask."""

import os
import re
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from publisher.pipeline import publish
from publisher.publication import Publication
from publisher.reading import Source, load
from publisher.settings import EDITIONS, Settings
from publisher.workshop import Workshop

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "source"
SHARED = ROOT.parent / "shared" / "articles"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a golden file be written anew, to be read in the diff before it is kept."""
    parser.addoption("--accept", action="store_true", help="rewrite the golden files")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that hold slow tests: at the end, no core is to wait for the other."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def need(there: object, what: str) -> None:
    """Skip a test for want of a tool; under PUBLISHER_STRICT, as in CI, fail it instead."""
    if there:
        return
    if os.environ.get("PUBLISHER_STRICT"):
        pytest.fail(f"{what} is missing, and PUBLISHER_STRICT is set")
    pytest.skip(f"{what} is missing")


def shared_article() -> Path:
    """The article that the users gave us; it is copyrighted, so it is not in the project."""
    if not SHARED.is_dir():
        pytest.skip("the shared articles are not beside the project")
    return next(iter(sorted(SHARED.glob("000_*.txt"))))


def article(text: str, name: str = "-") -> Source:
    """A source with some words in it, as if read from standard input or from a file."""
    return Source(name, text.encode(), None if name == "-" else Path(name))


def shortened(name: str, lines: int = 24) -> str:
    """The beginning of a sample article, of each paragraph a sentence or two.

    A page of HTML is whole, for without its end it is none; but it has a fifth of its paragraphs.
    """
    words = (ROOT / name).read_text("utf-8")
    words = re.sub(r"(?m)^(.{60,}?[.!?][”’]?) .*$", r"\1", words)
    if name.endswith(".html"):
        paragraphs = iter(range(words.count("<p>")))
        return re.sub(
            r"(?s)<p>.{90,}?</p>", lambda it: it[0] if next(paragraphs) % 5 == 0 else "", words
        )
    return "".join(words.splitlines(keepends=True)[:lines])


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """A workshop of its own, with the engine that says nothing: quick, and real."""
    settings = Settings(voice="silence")
    return Workshop(tmp_path / "build", tmp_path / "cache", settings)


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all processes of a run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def cache(common: Path) -> Path:
    """Remembered sounds, shared by all that speaks for real, in every process of a run."""
    (common / "sounds").mkdir(exist_ok=True)
    return common / "sounds"


@pytest.fixture(scope="session")
def spoken(common: Path, cache: Path) -> list[Publication]:
    """The sample articles, published for real: the shortest in Piper's voice, others in espeak's.

    Which takes a hundredth of the time; what is bound and measured is of one kind. The first
    process that wants them makes them, and the others find them unchanged.
    """
    paths = sorted(SOURCE.iterdir())
    shortest = min(paths, key=lambda path: path.stat().st_size)
    voices = {path: "piper" if path == shortest else "espeak:en-gb" for path in paths}
    shops = {path: Workshop(common / "b", cache, Settings(voice=voices[path])) for path in paths}
    with FileLock(common / "spoken.lock"):
        return [publish(load(path), shops[path]) for path in paths]


@pytest.fixture(scope="session")
def spoken_shared(common: Path, cache: Path) -> Publication:
    """The users' article, published for real, in the voice that takes least time."""
    shop = Workshop(common / "shared", cache, Settings(voice="espeak:en-gb"))
    with FileLock(common / "shared.lock"):
        return publish(load(shared_article()), shop)


@pytest.fixture(scope="session")
def doors(common: Path, cache: Path) -> Publication:
    """One recording as every edition that there is, in the voice that takes least time."""
    shop = Workshop(common / "doors", cache, Settings(voice="espeak:en-gb", editions=EDITIONS))
    with FileLock(common / "doors.lock"):
        return publish(load(SOURCE / "tide-mill.txt"), shop)


@pytest.fixture(scope="session")
def ace() -> Path:
    """Ace by DAISY, which `.ci/run` installs from npm."""
    found = ROOT / "tests/tools/node_modules/.bin/ace-cli"
    need(found.exists(), "Ace by DAISY (see .ci/run)")
    need(chromium_path(), "Chromium")
    return found


def chromium_path() -> str | None:
    """Debian's Chromium, without the window that nobody sees: a page takes a quarter of the time.

    What lays out, paints, plays and runs scripts is the same, of the same release.
    """
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")
