"""Editions that do not agree with their record: each disagreement is told, with its edition."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.checking.agreement import agree
from publisher.pipeline import publish
from publisher.publication import Publication
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.conftest import article


@pytest.fixture(scope="module")
def few(doors: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is looked at, without recordings."""
    folder = tmp_path_factory.mktemp("few") / doors.folder.name
    for name in ("captions", "web"):
        ignore = shutil.ignore_patterns("*.mp3")
        shutil.copytree(doors.folder / name, folder / name, ignore=ignore)
    for path in (*doors.folder.glob("*.json"), *doors.folder.glob("*.m4b")):
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def folder(few: Path, tmp_path: Path) -> Path:
    """A copy of it, to be harmed."""
    return Path(shutil.copytree(few, tmp_path / few.name))


def test_editions_of_one_build_agree(folder: Path) -> None:
    """Else there would be no publication without an error."""
    assert list(agree(folder)) == []


def test_pieces_of_a_sentence_each_agree(tmp_path: Path) -> None:
    """However short they are, each counts from its own beginning."""
    settings = Settings(voice="silence", editions=("mp3", "m4b", "podcast", "captions", "web"))
    made = publish(article("a", "a.md"), Workshop(tmp_path / "b", tmp_path / "c", settings))
    assert list(agree(made.folder)) == []


def later(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Write something else into a file, the first time that it stands there."""

    def change(folder: Path) -> None:
        (path,) = folder.glob(name)
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def longer(folder: Path) -> None:
    """The record tells of a longer opening than any edition has."""
    path = folder / "publication.json"
    told = json.loads(path.read_text("utf-8"))
    song = next(each for each in told["files"] if each["edition"] == "mp3" and each["section"])
    song["duration_ms"] += 100
    path.write_text(json.dumps(told), encoding="utf-8")


@pytest.mark.parametrize(("change", "editions"), [
    (later("captions/town*.json", '"startTime": 0.52,', '"startTime": 0.82,'), {"captions"}),
    (later("captions/town*.json", '"id": "c00-p00-s01"', '"id": "c09-p00-s01"'), {"captions"}),
    (later("*.chapters.json", '"startTime": 0.0', '"startTime": 3.0'), {"chapters.json"}),
    (later("web/index.html", '["c00-p00-s01",520,', '["c00-p00-s01",920,'), {"index.html"}),
    (longer, {"m4b", "chapters.json", "index.html", "captions"}),
])  # fmt: skip
def test_what_disagrees_is_told(
    change: Callable[[Path], None], editions: set[str], folder: Path
) -> None:
    """A listener who goes on in another edition would be elsewhere."""
    change(folder)
    found = list(agree(folder))
    assert {each.code for each in found} == {"edition-disagrees"}
    for edition in editions:
        assert any(edition in each.place for each in found), edition
    others = [each.place for each in found if not any(name in each.place for name in editions)]
    assert others == []


def test_what_cannot_be_read_is_told_elsewhere(folder: Path) -> None:
    """By the checks of the editions themselves; here nothing is raised."""
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "publication.json":
            path.write_bytes(b"{")
    list(agree(folder))
    (folder / "publication.json").write_text("[]", encoding="utf-8")
    assert list(agree(folder)) == []
