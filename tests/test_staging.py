"""All or nothing: whatever happens on the way, a whole edition stands, and nothing lies about."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher import staging
from publisher.errors import BindingError
from publisher.staging import alone, at_rest, in_place
from tests.command import ROOT, contents


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where an edition goes; what it lies in is not there yet."""
    return tmp_path / "out/shelf/tide"


@pytest.fixture(params=["exchange", "rename"])
def _every_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Linux exchanges two names in one step; on the others one is moved after the other."""
    if request.param == "rename":
        monkeypatch.setattr(staging, "_exchanged", lambda *_: False)


every_system = pytest.mark.usefixtures("_every_system")


def put(target: Path, words: str) -> None:
    """Make an edition of two files that say the same."""
    with alone(target), in_place(target) as folder:
        (folder / "audio").mkdir()
        (folder / "book").write_text(words)
        (folder / "audio/song").write_text(words)


def said(target: Path) -> str:
    """What an edition says, in all of its files."""
    held = set(contents(target).values())
    assert len(contents(target)) == 2
    assert len(held) == 1, "half of one edition, and half of another"
    return held.pop().decode()


def beside(target: Path) -> list[str]:
    """What lies beside an edition."""
    return [path.name for path in target.parent.iterdir() if path != target]


@every_system
def test_a_folder_is_put_in_its_place_whole(target: Path) -> None:
    """The first time, and each time after; no trace of the making stays."""
    for words in ("ebb", "flow"):
        put(target, words)
        assert said(target) == words
        assert beside(target) == []


@every_system
@pytest.mark.parametrize("fault", [OSError, BindingError, KeyboardInterrupt, SystemExit])
def test_what_fails_half_way_leaves_what_was_there(
    target: Path, fault: type[BaseException]
) -> None:
    """An edition that people read is not lost to one that could not be made."""

    def fail() -> None:
        with alone(target), in_place(target) as folder:
            (folder / "book").write_text("flow")
            raise fault("half way")

    put(target, "ebb")
    with pytest.raises(fault):
        fail()
    assert said(target) == "ebb"
    assert beside(target) == []


def test_what_fails_the_first_time_leaves_nothing(target: Path) -> None:
    """An empty folder would be taken for an edition."""
    with pytest.raises(BindingError), alone(target), in_place(target):
        raise BindingError("half way")
    assert list(target.parent.iterdir()) == []


def test_a_folder_that_cannot_be_renamed_leaves_what_was_there(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where names are moved one after the other, the first is moved back."""
    monkeypatch.setattr(staging, "_exchanged", lambda *_: False)
    put(target, "ebb")
    with pytest.raises(OSError, match="tide"), alone(target), in_place(target) as folder:
        folder.rmdir()
    assert said(target) == "ebb"
    assert beside(target) == []


@every_system
@pytest.mark.parametrize("kind", ["file", "link", "link to nothing", "full folder"])
def test_whatever_has_the_name_gives_way(target: Path, kind: str) -> None:
    """Whether it may is asked elsewhere; a link goes, and not what it leads to."""
    target.parent.mkdir(parents=True)
    elsewhere = target.parent / "elsewhere"
    if kind == "file":
        target.write_text("a file")
    elif kind == "full folder":
        (target / "deep").mkdir(parents=True)
        (target / "deep/file").touch()
    else:
        target.symlink_to(elsewhere)
        if kind == "link":
            elsewhere.mkdir()
            (elsewhere / "photo").touch()
    put(target, "flow")
    assert said(target) == "flow"
    assert not target.is_symlink()
    assert beside(target) == (["elsewhere"] if kind == "link" else [])
    assert (elsewhere / "photo").exists() == (kind == "link")


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
@pytest.mark.parametrize("name", [".tide.new", ".tide.old", ".tide.lock"])
def test_what_an_interrupted_build_left_is_cleared_away(target: Path, name: str, kind: str) -> None:
    """Left to lie, each crash would cost the room of a whole edition for ever."""
    put(target, "ebb")
    left = target.parent / name
    if kind == "folder" and name != ".tide.lock":
        left.mkdir()
        (left / "book").write_text("half")
    elif kind == "link" and name != ".tide.lock":
        left.symlink_to("nowhere")
    else:
        left.write_text("half")
    assert not at_rest(target)
    with alone(target):
        assert said(target) == "ebb"
    assert at_rest(target)
    assert beside(target) == []


def test_an_edition_that_had_been_moved_aside_is_found_again(target: Path) -> None:
    """A machine without the one-step exchange may stop between its two steps."""
    put(target, "ebb")
    target.rename(target.parent / ".tide.old")
    (target.parent / ".tide.new").mkdir()
    with alone(target):
        assert said(target) == "ebb"
    assert beside(target) == []


def test_two_builds_of_one_target_are_kept_apart(target: Path) -> None:
    """Both would write into one folder; the second is told, and harms nothing."""
    with alone(target), in_place(target) as folder:
        (folder / "book").write_text("ebb")
        with pytest.raises(BindingError, match="under way") as caught, alone(target):
            pytest.fail("let in")
        assert caught.value.remedy
        assert (folder / "book").read_text() == "ebb"
    assert (target / "book").read_text() == "ebb"
    assert beside(target) == []


def test_builds_of_other_targets_are_not_kept_waiting(target: Path, tmp_path: Path) -> None:
    """Another article's, and the same article's in another folder."""
    with alone(target):
        put(target.with_name("ebb"), "ebb")
        put(tmp_path / "elsewhere/tide", "flow")
    assert said(target.with_name("ebb")) == "ebb"


@pytest.fixture
def other() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Processes that are ended when a test is."""
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.kill()
        process.wait()


LABOUR = """
import sys
from pathlib import Path
from publisher import staging
target = Path(sys.argv[1])
if sys.argv[2] == "rename":
    staging._exchanged = lambda *_: False
number = 0
while True:
    number += 1
    try:
        with staging.alone(target), staging.in_place(target) as folder:
            (folder / "audio").mkdir()
            (folder / "book").write_text(str(number))
            (folder / "audio/song").write_text(str(number))
            assert (folder / "book").read_text() == str(number), "another builder was let in"
    except staging.BindingError:
        continue
    print(number, flush=True)
"""


def labour(target: Path, way: str) -> subprocess.Popen[bytes]:
    """A process that replaces an edition as fast as it can."""
    command = [sys.executable, "-c", LABOUR, str(target), way]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


@pytest.mark.parametrize("way", ["exchange", "rename"])
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_blow_at_any_moment_leaves_a_whole_edition(
    target: Path, way: str, blow: signal.Signals, other: list[subprocess.Popen[bytes]]
) -> None:
    """Power cuts and impatient users choose their moment badly; the next build clears up."""
    moments = random.Random(1)
    for _ in range(8):
        process = labour(target, way)
        other.append(process)
        time.sleep(moments.uniform(0, 0.02))
        while process.poll() is None:  # twice if need be: Python ignores what ends a destructor
            process.send_signal(blow)
            time.sleep(0.02)
        if way == "exchange":
            said(target)  # there is not even a moment without one
        with alone(target):
            said(target)
        assert beside(target) == []


def test_a_reader_never_sees_a_moment_without_a_whole_edition(
    target: Path, other: list[subprocess.Popen[bytes]]
) -> None:
    """A web server may hand the folder out while it is replaced."""
    other.append(labour(target, "exchange"))
    end = time.monotonic() + 1
    while time.monotonic() < end:
        folder = os.open(target, os.O_RDONLY)  # never fails: the name always leads somewhere
        os.close(folder)


def test_builders_who_race_never_make_a_broken_edition(
    target: Path, other: list[subprocess.Popen[bytes]]
) -> None:
    """Three at once: each waits its turn, and what stands in the end is one of theirs."""
    other += [labour(target, way) for way in ("exchange", "exchange", "rename")]
    time.sleep(1)
    for process in other:
        assert process.poll() is None, "it met another's files in its own folder"
        process.kill()
        process.wait()
    with alone(target):
        said(target)
    assert beside(target) == []
