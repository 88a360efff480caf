"""An engine that puts builds to the test: it writes down what it is asked, dawdles, or dies.

It comes as other people's engines do, from a package of its own, so a build treats it as any other:
in threads, and in processes that are killed for real. What it says is silence, or espeak's.
"""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.narration import Sound, Voice
from publisher.speaking.engines import NOWHERE, Engine, Folders, Offer, engine_module
from tests.command import ROOT

DAWDLING, DEADLY = "dawdling", "deadly"
LEAST_S = 0.01  # that it takes over anything, so that there is time to disturb it
MOST_S = 30.0  # that it dawdles, which is longer than any test waits
_BOOK = "WEIR_BOOK"  # names the file that it writes down in what it is asked


@dataclass
class Weir:
    """Another engine's voice, with a weir before it.

    Attributes:
        inner: the engine that speaks.
        voice: its card.
        identity: changes whenever its sound would.
    """

    inner: Engine
    voice: Voice
    identity: str
    varies: bool = False

    def say(self, words: str, take: int = 0) -> Sound:
        """Write the words down, then say them; over one it waits to be let go, of one it dies."""
        book = Path(os.environ[_BOOK])
        with book.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()} {words}\n")
        end = time.monotonic() + (MOST_S if DAWDLING in words else LEAST_S)
        while time.monotonic() < end and not _let_go(book).exists():
            time.sleep(LEAST_S)
        if DEADLY in words:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.inner.say(words, take)


def offers(folders: Folders = NOWHERE) -> Iterator[Offer]:
    """None: it speaks when it is named."""
    yield from ()


def load(name: str, language: str, rate: float, folders: Folders = NOWHERE) -> Weir:
    """A weir before the engine of that name."""
    inner = engine_module(name).load("", language, rate, folders)
    return Weir(inner, replace(inner.voice, engine="weir", name=name), f"weir, {inner.identity}")


def installed(folder: Path) -> dict[str, str]:
    """Install the package that brings it; the variables by which a build finds it."""
    about = folder / "weir-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: weir\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[publisher.voices]\nweir = tests.weir\n")
    return {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", _BOOK: str(folder / "book")}


def asked(folder: Path) -> Counter[str]:
    """How often it was asked for which words, by whatever builds there were."""
    return Counter(words for _, words in _book(folder))


def asked_by(folder: Path, words: str) -> int:
    """The process in which it was asked for some words last."""
    return int([process for process, said in _book(folder) if said == words][-1])


def let_go(folder: Path) -> None:
    """Dawdle no more, whoever does."""
    _let_go(folder / "book").touch()


def _book(folder: Path) -> list[tuple[str, str]]:
    book = folder / "book"
    lines = book.read_text("utf-8").splitlines() if book.exists() else []
    return [(process, words) for process, _, words in (line.partition(" ") for line in lines)]


def _let_go(book: Path) -> Path:
    return book.with_name("let-go")
