"""Ace by DAISY: what it says comes through with its weight and place; what stops it is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.checking import daisy, inspect
from publisher.checking.daisy import passes
from publisher.errors import CheckingError
from publisher.report import Weight
from tests.checking.planting import codes, planted, put

SOUND = "EPUB/c04.xhtml"


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Ace is looked for anew, before and after."""
    daisy._ace.cache_clear()
    yield
    daisy._ace.cache_clear()


@pytest.mark.usefixtures("forgotten")
def test_a_barrier_that_only_a_browser_shows_is_found(
    ace: Path, buoy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pale text on a pale ground is no fault of the markup."""
    monkeypatch.setenv(daisy.COMMAND, str(ace))
    pale = put(SOUND, "<blockquote>", '<blockquote style="color: #ccc; background: #fff">')
    found = tuple(passes(planted(buoy, tmp_path, pale)))
    assert set(codes(found)) == {"ace"}
    assert {each.place for each in found} == {"c04.xhtml"}
    assert found[0].message.startswith("Ace color-contrast: ")
    assert found[0].weight is Weight.ERROR


ACES = {
    "fails": "echo 'no browser' >&2; exit 1",
    "says nothing": "exit 0",
    "writes what is no JSON": 'until [ "$1" = --outdir ]; do shift; done; echo x > $2/report.json',
}


def pretender(folder: Path, script: str) -> Path:
    """A program that says that it is Ace, and does something else."""
    path = folder / "ace"
    helping = 'if [ "$1" = --help ]; then echo Ace by DAISY; exit; fi'
    path.write_text(f"#!/bin/sh\n{helping}\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("script", ACES.values(), ids=ACES.keys())
def test_an_ace_that_does_not_do_its_work_is_an_error_with_a_remedy(
    script: str, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check that did not run must not look like one that found nothing."""
    monkeypatch.setenv(daisy.COMMAND, str(pretender(tmp_path, script)))
    with pytest.raises(CheckingError, match="Ace did not get through") as caught:
        list(passes(book))
    assert caught.value.remedy


@pytest.mark.usefixtures("forgotten")
def test_another_program_of_that_name_is_not_asked(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is an editor called ace; its absence is told instead, and is no finding."""
    other = tmp_path / "ace"
    other.write_text("#!/bin/sh\necho An editor\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(daisy.COMMAND, raising=False)
    assert list(passes(book)) == []
    assert any("npm install" in said for said in inspect(book).absent)
