"""The command line as its users meet it: a process of its own, its words, its exit code.

Loading the libraries takes half a second, a hundred times in these tests. So `Desk.run` asks a
process that has loaded them, and nothing more, to split off another one for each command.
`Desk.start` starts Python afresh.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO

import py3langid

from publisher import record

ROOT = Path(__file__).parent.parent
TIDE = "# The tide\n\nIt rose. We slept.\n"
_DROP, _OVERRIDES = 24, (1, 2)  # PR_CAPBSET_DROP; CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


@dataclass(frozen=True)
class Said:
    """How a command ended: its exit code, its standard output, its standard error."""

    code: int
    out: str
    err: str


class Desk:
    """Where a user sits: a folder to work in, an environment, and the command line.

    Args:
        folder: what the user works in; what was spoken is remembered beside it.
        environment: variables that stand beside those of every desk.
    """

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder.parent),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PUBLISHER_CACHE": str(folder.parent / "cache"),
            **(environment or {}),
        }

    def write(self, name: str, text: str | bytes = TIDE) -> Path:
        """Put a file into the folder, or into one in it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def start(
        self,
        *arguments: str | bytes,
        stdin: int | IO[bytes] = subprocess.DEVNULL,
        stdout: int = subprocess.PIPE,
        stderr: int = subprocess.PIPE,
        before: Callable[[], object] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a command; ``before`` runs in the new process first."""
        return subprocess.Popen(
            [sys.executable, "-m", "publisher", *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            preexec_fn=before,  # there are no threads here
        )

    def run(
        self,
        *arguments: str | bytes,
        text: str | bytes = b"",
        before: Callable[[], object] | None = None,
        afresh: bool = False,
    ) -> Said:
        """Run a command to its end; ``text`` is its standard input."""
        given = text.encode() if isinstance(text, str) else text
        if before is not None or afresh:
            process = self.start(*arguments, stdin=subprocess.PIPE, before=before)
            return ended(process, given)
        words = tuple(map(os.fsdecode, arguments))
        return split_off(Order(str(self.folder), self.environment, words), given)

    def build(self, *arguments: str | bytes, before: Callable[[], object] | None = None) -> Said:
        """Publish into ``out`` with the engine that says nothing."""
        return self.run("build", *arguments, "-o", "out", "--voice", "silence", before=before)


@dataclass(frozen=True)
class Order:
    """A command to split off: where, with which environment, and its arguments."""

    folder: str
    environment: dict[str, str]
    arguments: tuple[str, ...]


def split_off(order: Order, text: bytes) -> Said:
    """Run a command in a process split off from one that has the libraries loaded."""
    with tempfile.TemporaryDirectory() as place:
        streams = [str(Path(place) / name) for name in ("in", "out", "err")]
        Path(streams[0]).write_bytes(text)
        server = _loaded()
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps([asdict(order), streams]).encode() + b"\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return Said(code, *(Path(each).read_text("utf-8") for each in streams[1:]))


@cache
def _loaded() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.command"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def _serve() -> None:
    """Split off a process for each order that comes in, and answer with its exit code."""
    ours = ("making", "pipeline", "display", "outline", "binding.manuscript", "checking.catalogue")
    readers = ("reading.markdown", "reading.text", "reading.html", "reading.frontmatter")
    others = ("mutagen.id3", "mutagen.mp3", "soundfile", "charset_normalizer", "pydub", "numpy.fft")
    for module in (*(f"publisher.{name}" for name in (*ours, *readers)), *others):
        import_module(module)
    py3langid.rank("its model takes longer to load than all of these")
    for line in sys.stdin:
        order, streams = json.loads(line)
        child = os.fork()
        if child == 0:
            _obey(streams, **order)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _obey(
    streams: list[str], folder: str, environment: dict[str, str], arguments: list[str]
) -> None:
    signal.alarm(60)
    for number, path in enumerate(streams):
        stream = os.open(path, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT)
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = environment["PYTHONPATH"].split(os.pathsep)
    sys.argv = ["publisher", *arguments]
    from publisher.cli import main

    main()


def ended(process: subprocess.Popen[bytes], text: bytes | None = None) -> Said:
    """Wait for a command, a minute at most."""
    try:
        out, err = process.communicate(text, timeout=60)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        raise
    return Said(process.returncode, (out or b"").decode(), (err or b"").decode())


def workers_of(process: int) -> list[int]:
    """The worker processes that a process has hired, by their numbers."""
    return [each for each in _children_of(process) if b"spawn_main" in _command_of(each)]


def is_there(process: int) -> bool:
    """Whether a process is at work: one that is only waiting to be buried is not."""
    return _command_of(process) != b""


def within(seconds: float, what: Callable[[], object]) -> bool:
    """Whether something becomes true in so many seconds."""
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def _children_of(process: int) -> list[int]:
    """Every child that one of its threads has started."""
    told = []
    for thread in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # it ended meanwhile
            told += thread.read_text("ascii").split()
    return list(map(int, told))


def _command_of(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def refused(said: Said, code: int, *words: str) -> None:
    """One clear line: what, where, what to do; the exit code; no traceback, and no result."""
    lines = said.err.splitlines()
    assert len(lines) == 1, said
    assert said.code == code, said
    assert said.out == "", said
    assert lines[0].startswith("Error: "), said
    assert lines[0].count(". ") >= 1, f"it says no cure: {said}"
    assert all(word in lines[0] for word in words), said


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, by its path there, hidden ones included."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def stands_whole(folder: Path) -> bool:
    """Whether a publication stands there as it was made."""
    known = record.read(folder)
    return known is not None and record.whole(folder, known)


def humbly() -> None:
    """Have the root of a container bow to permissions like any other user."""
    library = ctypes.CDLL(None)
    for override in _OVERRIDES:
        library.prctl(_DROP, override, 0, 0, 0)


if __name__ == "__main__":
    _serve()
