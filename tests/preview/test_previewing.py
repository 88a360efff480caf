"""`publisher preview` as its users meet it: an address, a browser, and Ctrl-C."""

import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.command import Desk, ended, refused, within
from tests.conftest import ROOT
from tests.preview.conftest import without_page

PAGE = "the-tide/web/index.html"


@pytest.fixture
def desk(once: Path, tmp_path: Path) -> Desk:
    """A desk with the tide on it, built, and all that was said of it remembered."""
    shutil.copytree(once, tmp_path / "desk")
    return Desk(tmp_path / "desk", {"PUBLISHER_CACHE": str(tmp_path / "desk/cache")})


@contextmanager
def previewing(desk: Desk, *arguments: str) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """A preview from when it serves until the end of the block, and its address."""
    process = desk.start("preview", *arguments)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().decode().strip(), process
    finally:
        process.kill()
        process.wait(20)


def test_ctrl_c_ends_it(desk: Desk) -> None:
    """At once, with a page open that listens, and the code of whatever is stopped."""
    with previewing(desk, "--port", "0", "--no-browser") as (address, process):
        assert requests.get(address + PAGE, timeout=10).status_code == 200
        with requests.get(f"{address}~preview/events", stream=True, timeout=10) as events:
            assert next(events.iter_lines()).startswith(b"retry")
            process.send_signal(signal.SIGINT)
            said = ended(process)
    assert said.code == 130
    assert said.err.splitlines() == [
        "Serving; pages follow what is built, until Ctrl-C.",
        "Stopped. What was spoken is remembered: run the same command again to go on.",
    ]


def test_a_browser_is_opened_there_and_the_next_port_is_taken(desk: Desk) -> None:
    """Whoever has one running has another beside it."""
    desk.environment["BROWSER"] = f"{sys.executable} {desk.write('open.py', OPEN)} %s"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with previewing(desk, "--port", str(port)) as (address, process):
            opened = desk.folder / "opened.txt"
            assert within(10, lambda: opened.is_file() and opened.read_text())
            assert opened.read_text() == address
            process.send_signal(signal.SIGTERM)
            said = ended(process)
    assert said.code == 143
    number = int(address.rstrip("/").rpartition(":")[2])
    assert port < number < port + 20
    assert f"Port {port} is taken; {number} is not." in said.err


OPEN = "import pathlib, sys\npathlib.Path('opened.txt').write_text(sys.argv[1])\n"


def test_one_publication_without_a_page_is_given_one(desk: Desk) -> None:
    """It was named, so it is meant; where that cannot be, it is told why."""
    without_page(desk.folder / "build/the-tide")
    with previewing(desk, "build/the-tide", "--port", "0", "--no-browser") as (address, process):
        assert "Xoan slept" in requests.get(address, timeout=10).text
        process.send_signal(signal.SIGINT)
        assert "one is made of its recording" in ended(process).err
    without_page(desk.folder / "build/the-tide")
    desk.write("tide.md", "# The tide\n\nIt fell.\n")
    with previewing(desk, "build/the-tide", "--port", "0", "--no-browser") as (address, process):
        assert "no web edition yet" in requests.get(address, timeout=10).text
        process.send_signal(signal.SIGINT)
        assert "Build it instead: publisher build." in ended(process).err


def test_others_are_let_in_only_where_that_is_asked_for(desk: Desk) -> None:
    """With a warning; they read, and correct nothing."""
    everywhere = ("--host", "0.0.0.0", "--port", "0", "--no-browser")  # noqa: S104  # it is the test
    with previewing(desk, *everywhere) as (address, process):
        assert address.startswith("http://127.0.0.1:")
        others = _own_address()
        if others:
            there = address.replace("127.0.0.1", others)
            page = requests.get(there + PAGE, timeout=10)
            assert (page.status_code, "correct.js" in page.text) == (200, False)
            assert '"token": ""' in page.text
        process.send_signal(signal.SIGINT)
        assert "Warning: on 0.0.0.0 everybody" in ended(process).err


def _own_address() -> str:
    """An address of this machine that is not its loopback's, or ""."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))  # nothing is sent by that
        except OSError:
            return ""
        address = str(asked.getsockname()[0])
    return "" if address.startswith("127.") else address


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("none",), 3, "none is not there"),
        (("tide.md",), 3, "tide.md is no folder"),
        (("--host", "192.0.2.7"), 2, "192.0.2.7"),
        (("--host", "no such host"), 2, "no such host"),
    ],
)
def test_what_cannot_be_served_is_refused(
    desk: Desk, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """In a line, with what to do."""
    said = desk.run("preview", *arguments, "--no-browser", "-q")
    refused(said, code, words)


def test_its_help_loads_no_server() -> None:
    """A line of help is not worth waiting for one."""
    heavy = ("starlette", "uvicorn", "tomlkit", "anyio", "watchfiles", "numpy", "yaml")
    code = (
        "import sys, publisher.cli\nsys.argv = ['publisher', 'preview', '--help']\n"
        "try:\n    publisher.cli.main()\n"
        f"finally:\n    print([name for name in {heavy} if name in sys.modules], file=sys.stderr)\n"
    )
    environment = {"PYTHONPATH": str(ROOT), "PATH": "", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True
    )
    assert done.stderr == b"[]\n"
    assert b"publisher preview build/report" in done.stdout
