"""What is remembered: shown, pruned, cleared, and never more than was allowed."""

import os
from pathlib import Path

import pytest

from tests.command import Desk, Said, refused


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose user has had an article spoken."""
    desk = Desk(tmp_path / "desk")
    desk.write("tide.md")
    desk.run("build", "tide.md", "-o", "out", "--voice", "espeak", "--only", "mp3")
    return desk


def remembered(desk: Desk) -> list[Path]:
    """The sounds that are remembered."""
    return sorted(Path(desk.environment["PUBLISHER_CACHE"]).glob("sounds/*/*.flac"))


def test_it_is_told_how_much_there_is_and_where(desk: Desk) -> None:
    """Whoever looks for what fills the disk finds it by one command."""
    said = desk.run("cache")
    assert said == desk.run("cache", "info")
    assert said.code == 0
    assert desk.environment["PUBLISHER_CACHE"] in said.out
    assert f"sounds: {len(remembered(desk))}, " in said.out
    assert " of 4.0 GB, the oldest not asked for since 20" in said.out


def test_what_was_not_asked_for_in_so_many_days_is_pruned(desk: Desk) -> None:
    """What is still asked for stays; what is published is not touched."""
    old, *others = remembered(desk)
    os.utime(old, (0, 0))
    said = desk.run("cache", "prune", "--unused", "30")
    assert (said.code, said.out.startswith("1 sounds taken away, ")) == (0, True)
    assert remembered(desk) == others
    assert desk.run("cache", "prune", "--to", "0").out.startswith(f"{len(others)} sounds")
    assert remembered(desk) == []
    assert (desk.folder / "out/the-tide/publication.json").is_file()


def test_cleared_it_is_made_again(desk: Desk) -> None:
    """Nothing that was made needs it, and nothing else in the folder goes with it."""
    cache = Path(desk.environment["PUBLISHER_CACHE"])
    (cache / "mine.txt").write_text("of the user's own")
    assert desk.run("cache", "clear") == Said(0, f"{cache}: nothing is remembered any more\n", "")
    assert [path.name for path in cache.iterdir()] == ["mine.txt"]
    again = desk.run(
        "build", "tide.md", "-o", "out", "--voice", "espeak", "--only", "mp3", "--force"
    )
    assert again.code == 0
    assert remembered(desk)


def test_a_build_keeps_to_the_limit(desk: Desk) -> None:
    """A newsroom's disk would be full after a year of evenings."""
    desk.environment["PUBLISHER_CACHE_LIMIT"] = "1kB"
    before = set(remembered(desk))
    desk.write("ebb.md", "# The ebb\n\nIt fell. Nobody woke.\n")
    said = desk.run("build", "ebb.md", "-o", "out", "--voice", "espeak", "--only", "mp3")
    assert said.code == 0
    assert set(remembered(desk)) <= before


@pytest.mark.parametrize("said", ["much", "-1GB", "4 XB"])
def test_a_limit_that_is_no_size_is_refused(desk: Desk, said: str) -> None:
    """Taken for none, it would fill the disk; taken for nothing, nothing would be remembered."""
    desk.environment["PUBLISHER_CACHE_LIMIT"] = said
    refused(desk.run("build", "tide.md"), 2, "PUBLISHER_CACHE_LIMIT", "2GB")
