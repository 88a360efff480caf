"""Faults while several sentences are spoken at once: real processes, killed and stopped for real.

After each of them readers have a whole edition, and the next build ends with the same bytes as one
that nothing disturbed. What is left of a full disk and of bad input is in `test_bad_input`.
"""

import os
import pty
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from publisher.pipeline import publish
from publisher.process import WAITING
from publisher.speaking.crew import ANEW, threads
from publisher.store import SOUNDS
from publisher.workshop import Workshop
from tests import weir
from tests.command import Desk, contents, ended, is_there, within, workers_of
from tests.conftest import article

HEAD = "---\nlanguage: en\n---\n# The river\n\n"
RIVER = HEAD + "\n\n".join(f"It rose by {number} feet that night." for number in range(16))
DAWDLER = "It went on dawdling."
DAWDLING = RIVER.replace("It rose by 9 feet that night.", DAWDLER)
JOBS = 2
CREWS = ("threads", "processes")
HIDES_CURSOR, SHOWS_CURSOR = b"\x1b[?25l", b"\x1b[?25h"
SOON_S, NOW_S = 30.0, 1.0  # on a busy machine; a fraction of a second on any other


class Bank(Desk):
    """A desk from which the article `river.md` is spoken by the engine `weir`."""

    def __init__(self, folder: Path, text: str = RIVER) -> None:
        self.packages = folder.parent / "packages"
        super().__init__(folder, weir.installed(self.packages))
        self.write("river.md", text)

    def arguments(self, crew: str = "threads", name: str = "river.md") -> tuple[str, ...]:
        """What builds it, with MP3s alone, as these take least time."""
        speaking = ("--voice", "weir:silence", "--scheduler", crew, "--jobs", str(JOBS))
        return ("build", name, "-o", "out", "--only", "mp3", "--set", "read_credits=no", *speaking)

    def begun(
        self, crew: str, asked: Callable[[], object], stderr: int = subprocess.PIPE
    ) -> subprocess.Popen[bytes]:
        """A build under way, as a terminal starts it, once something was asked of the engine."""
        process = self.start(*self.arguments(crew), stderr=stderr, before=os.setsid)
        assert within(SOON_S, asked), process.communicate()
        return process

    def asked(self, words: str) -> int:
        """How often the engine was asked for some words."""
        return weir.asked(self.packages)[words]

    def has_said(self, times: int) -> bool:
        """Whether the engine was asked so many times for anything."""
        return weir.asked(self.packages).total() >= times

    def made(self) -> dict[str, bytes]:
        """What was published."""
        return contents(self.folder / "out")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What comes of each text when nothing disturbs its build."""
    made = {}
    for name, text in (("river", RIVER), ("dawdling", DAWDLING)):
        bank = Bank(tmp_path_factory.mktemp(name) / "desk", text)
        weir.let_go(bank.packages)
        assert bank.run(*bank.arguments()).code == 0
        made[text] = bank.made()
    return made


@pytest.fixture
def dawdling(tmp_path: Path) -> Iterator[Bank]:
    """A desk whose article has a sentence in it over which the engine waits to be let go."""
    bank = Bank(tmp_path / "desk", DAWDLING)
    yield bank
    weir.let_go(bank.packages)


def watch(terminal: int, shown: bytearray) -> None:
    """Take in what a terminal shows, until nobody writes there any more."""
    with open(terminal, "rb", buffering=0) as screen, suppress(OSError):
        while said := screen.read(65_536):
            shown += said


def gone(processes: list[int]) -> bool:
    """Whether none of some processes is there any more, soon."""
    return within(SOON_S, lambda: not any(map(is_there, processes)))


@pytest.mark.parametrize(("crew", "sentences"), [("threads", 3), ("threads", 11), ("processes", 8)])
def test_a_build_that_is_killed_at_any_moment_is_gone_on_with(
    tmp_path: Path, undisturbed: dict[str, dict[str, bytes]], crew: str, sentences: int
) -> None:
    """What was spoken is not spoken again, but for what was on the lips; no worker lives on.

    A hundred random moments: `python -m benchmarks.kills`.
    """
    bank = Bank(tmp_path / "desk")
    build = bank.begun(crew, partial(bank.has_said, sentences))
    workers = workers_of(build.pid)
    assert bool(workers) == (crew == "processes")
    build.kill()
    build.communicate()
    assert gone(workers)
    assert bank.run(*bank.arguments()).code == 0
    assert bank.made() == undisturbed[RIVER]
    asked = weir.asked(bank.packages)
    assert sum(times - 1 for words, times in asked.items() if "feet" in words) <= JOBS


def test_a_worker_that_is_killed_as_it_speaks_is_replaced(
    dawdling: Bank, undisturbed: dict[str, dict[str, bytes]]
) -> None:
    """An hour of narration does not end with the one process that wanted too much memory."""
    build = dawdling.begun("processes", lambda: dawdling.asked(DAWDLER))
    os.kill(weir.asked_by(dawdling.packages, DAWDLER), signal.SIGKILL)
    assert within(SOON_S, lambda: dawdling.asked(DAWDLER) == 2)
    weir.let_go(dawdling.packages)
    said = ended(build)
    assert said.code == 0, said
    assert "a worker died, and another does its work again" in said.err
    assert dawdling.made() == undisturbed[DAWDLING]


def test_a_sentence_that_kills_every_worker_is_named(tmp_path: Path) -> None:
    """Tried for ever it would keep a newsroom waiting; unnamed, nobody could leave it out."""
    bank = Bank(tmp_path / "desk", RIVER.replace("9 feet", "9 deadly feet"))
    said = bank.run(*bank.arguments("processes"), afresh=True)
    assert (said.code, said.out) == (4, "")
    error = said.err.splitlines()[-1]
    assert f"c01-p10-s01: a worker died over it {ANEW + 1} times" in error
    assert "--jobs 1" in error
    assert bank.asked("It rose by nine deadly feet that night.") == ANEW + 1
    assert bank.made() == {}
    bank.write("river.md", RIVER)
    assert bank.run(*bank.arguments()).code == 0
    assert bank.asked("It rose by two feet that night.") == 1


@pytest.mark.parametrize("crew", CREWS)
def test_ctrl_c_lets_what_is_being_spoken_be_finished(
    dawdling: Bank, undisturbed: dict[str, dict[str, bytes]], crew: str
) -> None:
    """A long sentence is not spoken again; who waits is told what for, and how to go on."""
    build = dawdling.begun(crew, lambda: dawdling.asked(DAWDLER))
    workers = workers_of(build.pid)
    os.killpg(build.pid, signal.SIGINT)  # as a terminal does: every process of it is asked
    assert build.stderr is not None
    assert f"{WAITING}\n".encode() in iter(build.stderr.readline, b"")
    weir.let_go(dawdling.packages)
    said = ended(build)
    assert (said.code, said.out) == (130, "")
    assert said.err.startswith("Stopped. ")
    assert said.err.endswith("run the same command again to go on.\n")
    assert gone(workers)
    assert dawdling.run(*dawdling.arguments()).code == 0
    assert dawdling.asked(DAWDLER) == 1
    assert dawdling.made() == undisturbed[DAWDLING]


@pytest.mark.parametrize("crew", CREWS)
def test_ctrl_c_twice_leaves_at_once(
    dawdling: Bank, undisturbed: dict[str, dict[str, bytes]], crew: str
) -> None:
    """Whoever wants their machine back gets it, with a cursor, and loses the one sentence."""
    scratch = dawdling.folder.parent / "scratch"
    scratch.mkdir()
    dawdling.environment |= {"TMPDIR": str(scratch), "TERM": "xterm-256color"}
    ours, theirs = pty.openpty()
    shown = bytearray()
    Thread(target=watch, args=(ours, shown), daemon=True).start()
    build = dawdling.begun(crew, lambda: dawdling.asked(DAWDLER), stderr=theirs)
    os.close(theirs)
    workers = workers_of(build.pid)
    os.killpg(build.pid, signal.SIGINT)
    time.sleep(0.2)
    assert build.poll() is None
    os.killpg(build.pid, signal.SIGINT)
    again = time.monotonic()
    assert build.wait(SOON_S) == 130
    assert time.monotonic() - again < NOW_S
    assert gone(workers)
    assert HIDES_CURSOR in shown
    assert within(SOON_S, lambda: shown.rfind(SHOWS_CURSOR) > shown.rfind(HIDES_CURSOR))
    assert list(scratch.iterdir()) == []
    weir.let_go(dawdling.packages)
    assert dawdling.run(*dawdling.arguments()).code == 0
    assert dawdling.made() == undisturbed[DAWDLING]


def test_builds_that_say_the_same_at_once_share_what_they_say(
    tmp_path: Path, undisturbed: dict[str, dict[str, bytes]]
) -> None:
    """Two desks of one newsroom have one cache; neither spoils the other's book."""
    bank = Bank(tmp_path / "desk")
    bank.write("dawdling.md", f"{DAWDLING}\n".replace("The river", "The brook"))
    weir.let_go(bank.packages)
    names = "river.md", "dawdling.md"
    builds = [bank.start(*bank.arguments(*each)) for each in zip(CREWS, names, strict=True)]
    assert [ended(each).code for each in builds] == [0, 0]
    made = bank.made()
    assert {name: made[name] for name in undisturbed[RIVER]} == undisturbed[RIVER]
    assert bank.run(*bank.arguments(name="dawdling.md"), "--force").code == 0
    assert bank.made() == made


def test_a_store_that_was_damaged_all_over_costs_time_alone(shop: Workshop) -> None:
    """A failing disk: cut, emptied and flipped at random, no crack goes into the book."""
    chance = random.Random(1)
    text = article(HEAD + " ".join(f"It rose by {number} feet." for number in range(12)))
    settings = replace(shop.settings, editions=("mp3",))
    with threads(JOBS) as crew:
        forced = replace(shop, settings=settings, force=True, crew=crew)
        before = contents(publish(text, forced).folder)
        for _ in range(3):
            entries = sorted((shop.cache / SOUNDS).rglob("*.flac"))
            harmed = [each for each in entries if harm(each, chance)]
            again = publish(text, forced)
            assert contents(again.folder) == before
            assert again.spoken >= len(harmed) > 0
        assert publish(text, forced).spoken == 0


def harm(entry: Path, chance: random.Random) -> bool:
    """Perhaps cut an entry, empty it, or flip one bit of it; whether it was harmed."""
    content = bytearray(entry.read_bytes())
    match chance.choice(("spare", "cut", "empty", "flip")):
        case "spare":
            return False
        case "cut":
            del content[chance.randrange(len(content)) :]
        case "empty":
            content.clear()
        case _:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    entry.write_bytes(content)
    return True
