"""A cluster of processes on this machine, started as its users would, and what may befall it."""

import asyncio
import gc
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from publisher.document import Document
from publisher.errors import VoiceError
from publisher.narration import Narration
from publisher.pipeline import publish
from publisher.progress import Progress, Step, silent
from publisher.settings import Settings
from publisher.speaking.cluster import Cluster, cluster
from publisher.speaking.crew import AHEAD, Crew
from publisher.speaking.link import Link
from publisher.speaking.narrating import speak
from publisher.speaking.remembering import Remembering
from publisher.store import Store
from publisher.understanding import understood
from publisher.workshop import Workshop
from tests.command import ROOT, Desk, contents, ended
from tests.conftest import article
from tests.speaking.bell import Bell

LINES = [f"The lamp by the water burnt for {number} nights." for number in range(2, 17)]
LONG = "The lamp by the old water " * 8 + "went out; and nobody came to light it."
TEXT = "\n\n".join(["# The lamp", *LINES, LONG])
CLAUSES = 18
SHORT = "# The tide\n\nIt rose. We slept.\n\nThe clock was slow.\n"
SOON_S = 1.0  # for a scheduler that is gone for good
UNDER_WAY = 4  # of two workers: one in each one's hands, and one on its way


@dataclass
class Site:
    """A scheduler and its workers, each a process.

    Attributes:
        folder: where they write.
        port: of the scheduler, which keeps it when it is started again.
    """

    folder: Path
    port: int
    scheduler: "subprocess.Popen[bytes] | None" = None
    workers: "list[subprocess.Popen[bytes]]" = field(default_factory=list)
    started: int = 0

    @property
    def address(self) -> str:
        """Of the scheduler."""
        return f"tcp://127.0.0.1:{self.port}"

    def begin(self) -> None:
        """Start what is not there: the scheduler, and two workers."""
        if self.scheduler is None or self.scheduler.poll() is not None:
            self.end()  # workers leave with their scheduler, by and by
            where = ("--host", "127.0.0.1", "--port", str(self.port))
            self.scheduler = self._dask("scheduler", *where)
        alive = [each for each in self.workers if each.poll() is None]
        self.workers = [*alive, *(self.hire() for _ in range(2 - len(alive)))]

    def hire(self, path: Path = ROOT, **environment: str) -> "subprocess.Popen[bytes]":
        """Start a worker that finds its packages in a folder."""
        given = ("--nthreads", "1", "--no-nanny", "--memory-limit", "0", "--death-timeout", "60")
        folder = ("--host", "127.0.0.1", "--local-directory", str(self.folder))
        return self._dask("worker", self.address, *given, *folder, path=path, **environment)

    @contextmanager
    def joined(self, path: Path = ROOT, **environment: str) -> Iterator[None]:
        """A third worker, which is of another kind, for as long as this lasts."""
        third = self.hire(path, **environment)
        try:
            self.ready(3)
            yield
        finally:
            third.kill()
            third.wait()

    def _dask(
        self, *words: str, path: Path = ROOT, **environment: str
    ) -> "subprocess.Popen[bytes]":
        self.started += 1
        with (self.folder / f"{self.started}-{words[0]}.log").open("wb") as told:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words, "--no-dashboard"],
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": str(path), **environment},
                stdout=told,
                stderr=told,
            )

    def ready(self, count: int = 2) -> None:
        """Wait until so many workers have come."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with cluster(self.address, 20) as crew:
                if crew.workers >= count:
                    return
            time.sleep(0.1)
        pytest.fail(f"{count} workers did not come; see {self.folder}")

    def end(self) -> None:
        """Take away all of it."""
        for each in (*self.workers, self.scheduler):
            if each is not None:
                each.kill()
                each.wait()


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Where a cluster stands for all of these tests."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        site = Site(tmp_path_factory.mktemp("site"), free.getsockname()[1])
    yield site
    site.end()


@pytest.fixture
def site(ground: Site, caplog: pytest.LogCaptureFixture) -> Iterator[Site]:
    """A scheduler with two workers, of which a test may do away with any; none of it is logged."""
    ground.begin()
    ground.ready()
    yield ground
    others = {each.name for each in caplog.records if not each.name.startswith("publisher")}
    assert not others, "Dask's own words would fill a user's terminal"


@pytest.fixture
def bell(tmp_path: Path) -> Bell:
    """A voice whose ledger is empty."""
    return Bell(tmp_path / "ledger")


@pytest.fixture
def document(shop: Workshop) -> Document:
    """A headline, and sixteen lines."""
    return understood(article(TEXT), shop, silent).document


def narrated(
    document: Document, bell: Bell, folder: Path, crew: Crew | None, progress: Progress = silent
) -> Narration:
    """A document as a bell says it, remembered in a folder."""
    (folder / "tracks").mkdir(parents=True, exist_ok=True)
    voice = Remembering(bell, Store(folder / "sounds"))
    return speak(document, voice, folder / "tracks", progress, crew=crew)


def at(step: int, happens: Callable[[], object]) -> Progress:
    """Progress that has something happen when so many lines are spoken."""

    def heed(said: Step) -> None:
        if said.done == step:
            happens()

    return heed


def heard(narration: Narration) -> list[tuple[object, ...]]:
    """The samples of each track, and when which line is heard in it."""
    return [(each.path.read_bytes(), each.clips) for each in narration.tracks]


@pytest.mark.slow
def test_the_bytes_are_those_of_a_build_on_this_machine(
    site: Site, cache: Path, tmp_path: Path
) -> None:
    """Else the same book, made at another desk, would be another book; in Piper's voice here."""
    (cache / "voices").mkdir(exist_ok=True)
    with cluster(site.address) as crew:
        for place, who in (("here", None), ("there", crew)):
            own = tmp_path / f"{place} cache"
            own.mkdir()
            (own / "voices").symlink_to(cache / "voices")  # made ready once for all tests
            wanted = Settings(voice="piper", editions=("epub-audio", "mp3"))
            shop = Workshop(tmp_path / place, own, wanted, epoch=1_700_000_000, crew=who)
            publish(article(SHORT), shop)
    here, there = contents(tmp_path / "here"), contents(tmp_path / "there")
    assert {".mp3", ".epub"} <= {Path(name).suffix for name in here}
    assert here == there


def test_what_workers_speak_is_remembered_here_and_asked_for_once(
    site: Site, document: Document, bell: Bell, tmp_path: Path
) -> None:
    """Else a second build would cost a cluster's hour again, and one at home an evening.

    Of a long sentence of which a clause is remembered, only the other is asked for.
    """
    with cluster(site.address) as crew:
        first = narrated(document, bell, tmp_path, crew)
        spoken = bell.asked()
        again = narrated(document, bell, tmp_path, crew)
        assert bell.asked() == spoken
        key = Remembering(bell, Store(tmp_path)).key(min(spoken, key=len))
        next(tmp_path.rglob(f"{key}.flac")).unlink()
        last = narrated(document, bell, tmp_path, crew)
    here = narrated(document, bell, tmp_path, None)
    assert len(set(spoken)) == CLAUSES
    assert bell.asked() == [*spoken, min(spoken, key=len)]
    assert [each.spoken for each in (first, again, last, here)] == [CLAUSES, 0, 1, 0]
    assert heard(first) == heard(again) == heard(last) == heard(here)


def test_what_came_is_remembered_though_the_line_before_it_never_came(
    site: Site, document: Document, bell: Bell, tmp_path: Path
) -> None:
    """What workers spoke while one of them was held up must not go with it."""
    store = Store(tmp_path / "sounds")

    def stop() -> None:
        time.sleep(8 * bell.seconds)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), cluster(site.address) as crew:
        narrated(document, bell, tmp_path, crew, at(1, stop))
    assert 2 * AHEAD <= store.holding().sounds <= len(bell.asked())


def test_a_worker_that_is_killed_costs_what_was_in_its_hands(
    site: Site, document: Document, bell: Bell, tmp_path: Path
) -> None:
    """One machine of ten that is switched off must not end a night's work."""
    expected = narrated(document, replace(bell, seconds=0), tmp_path / "here", None)
    bell.ledger.unlink()
    with cluster(site.address) as crew:
        killing = at(3, site.workers[0].kill)
        narration = narrated(document, bell, tmp_path / "there", crew, killing)
    assert heard(narration) == heard(expected)
    assert len(bell.asked()) <= narration.spoken + UNDER_WAY


def test_a_scheduler_that_comes_back_costs_what_was_under_way(
    site: Site, document: Document, bell: Bell, tmp_path: Path
) -> None:
    """It is started anew with the machine that it runs on; a build goes on by itself."""
    expected = narrated(document, replace(bell, seconds=0), tmp_path / "here", None)
    bell.ledger.unlink()

    def restart() -> None:
        assert site.scheduler is not None
        site.scheduler.kill()
        site.scheduler.wait()
        site.begin()

    with cluster(site.address) as crew:
        narration = narrated(document, bell, tmp_path / "there", crew, at(3, restart))
    assert heard(narration) == heard(expected)
    assert len(bell.asked()) <= narration.spoken + UNDER_WAY


def gone(site: Site) -> None:
    """The scheduler is killed."""
    assert site.scheduler is not None
    site.scheduler.kill()


def frozen(site: Site) -> None:
    """The scheduler holds its connections and does not answer."""
    assert site.scheduler is not None
    site.scheduler.send_signal(signal.SIGSTOP)


def deserted(site: Site) -> None:
    """The scheduler is there, but both workers are killed."""
    for each in site.workers:
        each.kill()


@pytest.mark.parametrize(
    ("befalls", "told"),
    [(gone, "cannot be reached"), (frozen, "cannot be reached"), (deserted, "has no workers")],
)
def test_what_never_comes_back_ends_a_build_and_the_next_one_goes_on(
    befalls: Callable[[Site], None],
    told: str,
    site: Site,
    document: Document,
    bell: Bell,
    tmp_path: Path,
) -> None:
    """It is told in time, instead of a wait for ever, and nothing that was spoken is lost."""
    try:
        with (
            pytest.raises(
                VoiceError, match=rf"{told} \(\d+ of 17 sentences were spoken\)"
            ) as error,
            cluster(site.address, SOON_S) as crew,
        ):
            narrated(document, bell, tmp_path, crew, at(3, lambda: befalls(site)))
        assert "remembered" in error.value.remedy
        known = Store(tmp_path / "sounds").holding().sounds
        assert 3 <= known < CLAUSES
        assert len(bell.asked()) <= known + UNDER_WAY
    finally:  # a scheduler that thaws may hand out a line before it learns that we are gone
        assert site.scheduler is not None
        site.scheduler.send_signal(signal.SIGCONT)
    rest = narrated(document, replace(bell, seconds=0), tmp_path, None)
    assert rest.spoken == CLAUSES - known


def test_a_worker_without_the_voice_is_named_before_work_begins(
    site: Site, document: Document, bell: Bell, tmp_path: Path
) -> None:
    """Found out half way, it would cost half a night."""
    (tmp_path / "without").mkdir()
    (tmp_path / "without/publisher").symlink_to(ROOT / "publisher")
    (tmp_path / "without/tests").mkdir()  # before ours, which an editable install leads to
    (tmp_path / "without/tests/__init__.py").touch()
    with (
        site.joined(path=tmp_path / "without"),
        pytest.raises(VoiceError) as error,
        cluster(site.address) as crew,
    ):
        narrated(document, bell, tmp_path, crew)
    assert "cannot speak on the worker tcp://127.0.0.1:" in error.value.message
    assert "No module named 'tests" in error.value.message
    assert "Give every worker" in error.value.remedy
    assert bell.asked() == []


def test_a_worker_that_sounds_otherwise_is_named_whenever_it_comes(
    site: Site, document: Document, bell: Bell, tmp_path: Path
) -> None:
    """One that is started in the middle of a night must not make another book of the rest."""
    with cluster(site.address) as early:
        early.proof(bell)
        with site.joined(BELL_PITCH="220"), cluster(site.address) as late:
            with pytest.raises(VoiceError, match=r"on the worker tcp://.*sounds otherwise"):
                narrated(document, bell, tmp_path, late)
            assert bell.asked() == []
            with pytest.raises(VoiceError, match=r"sounds otherwise .*\(on tcp://"):
                narrated(document, bell, tmp_path, early)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "tcp://127.0.0.1:http"])
def test_a_wrong_address_is_told_in_time(address: str) -> None:
    """Who mistypes it must not look at an empty line for minutes."""
    began = time.monotonic()
    with pytest.raises(VoiceError, match=f"{address} cannot be reached"):
        cluster(address, SOON_S)
    assert time.monotonic() < began + SOON_S + 3


def test_ctrl_c_ends_a_build_on_a_cluster_at_once(site: Site, tmp_path: Path) -> None:
    """In one line, whatever the workers are about, and what came by then is remembered."""
    desk = Desk(tmp_path / "desk")
    lines = "\n\n".join(f"The lamp burnt for {number} nights." for number in range(250))
    desk.write("article.md", f"# The lamp\n\n{lines}\n")
    words = ("build", "article.md", "--voice", "espeak:en-gb", "--scheduler", site.address)
    with desk.start(*words) as process:
        sounds = Store(tmp_path / "cache/sounds")
        while not sounds.holding().sounds and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        said = ended(process)
    assert time.monotonic() < began + 3
    assert said.code == 130, said
    assert said.err.splitlines()[-1].startswith("Stopped. What was spoken is remembered")
    told = [line for line in said.err.splitlines() if not line.startswith("article.md:")]
    assert told == [said.err.splitlines()[-1]], said.err


def test_what_fails_as_a_cluster_is_left_is_told_to_nobody(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    """The last word on the terminal is ours, not a traceback of a task that nobody waits for."""
    workers = Cluster(Link(site.address))
    failed: list[asyncio.Task[None]] = []

    async def fail() -> None:
        await asyncio.sleep(0)
        raise TimeoutError("Timeout")

    async def leave_it_failing() -> None:
        failed.append(asyncio.create_task(fail()))
        await asyncio.sleep(0.1)

    asyncio.run_coroutine_threadsafe(leave_it_failing(), workers._loop).result()
    workers.shutdown()
    failed.clear()
    gc.collect()
    assert [each for each in caplog.records if each.name == "asyncio"] == []
