"""Bundles that are not as they were made: each fault is told, years later."""

import zipfile
from pathlib import Path

import pytest

from publisher.checking.bundles import is_whole
from tests.binding.narrated import narrated
from tests.checking.planting import codes


def rewritten(path: Path, folder: Path, **changes: bytes | None) -> Path:
    """A copy with files changed, or left out, that end so; or with one more."""
    goal = folder / "planted.zip"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(goal, "w") as new:
        for name in old.namelist():
            ending = name.rpartition("/")[2].partition(".")[0].lower()
            content = changes.pop(ending, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in changes.items():
            new.writestr(name, content or b"")
    return goal


@pytest.mark.parametrize(("changes", "expected"), [
    ({}, []),
    ({"sha256sums": None}, ["bundle-unsummed"]),
    ({"report": b"boo"}, ["bundle-untold"]),
    ({"../evil": b"boo"}, ["archive-name", "bundle-untold"]),
    ({"kettle": b"boo"}, ["file-altered"]),
    ({"kettle": None}, ["file-missing"]),
    ({"index": None}, ["bundle-indexless", "file-missing"]),
])  # fmt: skip
def test_what_was_changed_is_told(
    changes: dict[str, bytes | None], expected: list[str], tmp_path: Path
) -> None:
    """Years later, from a disk of which nobody knows who had it."""
    text = "---\ntitle: Kettle\n---\n\nIt rose."
    (made,) = narrated(text, tmp_path, "epub-text bundle").path.parent.glob("*.zip")
    renamed = {"kettle-text" if key == "kettle" else key: each for key, each in changes.items()}
    assert codes(is_whole(rewritten(made, tmp_path, **renamed))) == expected


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    """And is no error of the check."""
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK boo")
    assert codes(is_whole(path)) == ["archive-broken"]
