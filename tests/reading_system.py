"""A real reading system, foliate-js, in Debian's Chromium: what it lights while it plays.

`.ci/run` installs it from npm. It is served to Chromium with a book and a page of ours, which
looks on: `tests/tools/reading_system.html`.
"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from tests.conftest import ROOT, chromium_path
from tests.serving import Server, says, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TOOLS = ROOT / "tests/tools"
FOLIATE = TOOLS / "node_modules/foliate-js"
PHONE: Any = {"width": 390, "height": 600}
FOLDER = "EPUB/"
SMIL = "{http://www.w3.org/ns/SMIL}"


@dataclass(frozen=True, slots=True)
class Clip:
    """What is to be lit while something is heard.

    Attributes:
        page: the page's file.
        name: the sentence or the word, by the identifier that it has there.
        file: the recording.
        begin: in seconds.
        end: in seconds.
    """

    page: str
    name: str
    file: str
    begin: float
    end: float

    def is_heard(self, seen: "Seen", within: float = 0.0) -> bool:
        """Whether it was heard at a moment, or so many seconds from it."""
        return self.file == seen.file and self.begin - within <= seen.time <= self.end + within


@dataclass(frozen=True, slots=True)
class Seen:
    """A moment of reading aloud.

    Attributes:
        page: the file of the page that is shown.
        file: the recording that is heard.
        time: where its clock stands, in seconds.
        lit: the identifiers of all that is lit.
    """

    page: str
    file: str
    time: float
    lit: tuple[str, ...]


def seconds(clock: str) -> float:
    """A clock value such as ``0:01:02.250``, in seconds."""
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def clips(epub: Path, page: str) -> list[Clip]:
    """What the overlay of a page (``c01``) says, in its order."""
    with zipfile.ZipFile(epub) as book:
        overlay = etree.fromstring(book.read(f"{FOLDER}{page}.smil"))
    found = []
    for par in overlay.iter(f"{SMIL}par"):
        text, audio = par.find(f"{SMIL}text"), par.find(f"{SMIL}audio")
        shown, _, name = text.get("src").partition("#")
        begin, end = seconds(audio.get("clipBegin")), seconds(audio.get("clipEnd"))
        found.append(Clip(shown, name, audio.get("src"), begin, end))
    return found


class ReadingSystem:
    """foliate-js, with a book open."""

    def __init__(self, window: "Page") -> None:
        self.window = window

    def play(self, page: str, sentence: str = "", rate: float = 1.0) -> None:
        """Read aloud, from the top of a page (``c01``), or from a sentence there."""
        self.window.evaluate(
            "([page, sentence, rate]) => reader.play(page, sentence, rate)",
            [f"{FOLDER}{page}.xhtml", sentence, rate],
        )

    def wait(self, page: str, lit: str = "") -> None:
        """Let it play until a page is shown with something lit, or with what is named lit."""
        self.window.wait_for_function(
            """([page, lit]) => {
              const now = reader.seen.at(-1);
              return now?.page === page && (lit ? now.lit.includes(lit) : now.lit.length > 0);
            }""",
            arg=[f"{FOLDER}{page}.xhtml", lit],
        )

    def pause(self) -> list[Seen]:
        """Stop for a while; what was seen so far comes back."""
        self.window.evaluate("reader.pause()")
        return [
            Seen(
                each["page"].removeprefix(FOLDER),
                each["file"].removeprefix(FOLDER),
                each["time"],
                tuple(each["lit"]),
            )
            for each in self.window.evaluate("reader.seen")
        ]

    def look(self, name: str) -> tuple[str, str]:
        """Ink and ground of an element on the page that is shown, as the book's style has it."""
        ink, ground = self.window.evaluate("name => reader.look(name)", name)
        return ink, ground


def shelve(server: Server, epub: Path) -> str:
    """Put a book, and what reads it, on a server; the address to go to comes back."""
    for path in FOLIATE.rglob("*.js"):
        at = f"/foliate-js/{path.relative_to(FOLIATE).as_posix()}"
        server.at(at, says(path.read_bytes(), "text/javascript"))
    server.at("/book.epub", says(epub.read_bytes(), "application/epub+zip"))
    return server.at("/", says((TOOLS / "reading_system.html").read_bytes()))


@contextmanager
def chromium() -> Iterator["Browser"]:
    """Debian's Chromium, which may play without being touched, and makes no noise."""
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--mute-audio", "--autoplay-policy=no-user-gesture-required"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium_path(), args=quiet)
        yield browser
        browser.close()


@contextmanager
def reading(
    browser: "Browser", epub: Path, scheme: Any = "light", scale: int = 1
) -> Iterator[ReadingSystem]:
    """A reading system with a book open, on a telephone, by day (light) or by night (dark)."""
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, device_scale_factor=scale)
    with serving() as server:
        window = context.new_page()
        window.goto(shelve(server, epub))
        window.wait_for_function("'reader' in window")
        window.evaluate("reader.open('/book.epub')")
        yield ReadingSystem(window)
        context.close()
