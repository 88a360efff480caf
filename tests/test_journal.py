"""`publisher build --resume`: what is done of a catalogue is passed over, whatever stopped it."""

import json
import os
import re
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.journal import NAME, Journal, stamp
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.command import Desk, Said, ended, refused

OUT = ("-o", "out", "--voice", "silence", "--editions", "epub-text")
DAYS = ("dawn", "dusk", "noon")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a catalogue of three articles on it."""
    desk = Desk(tmp_path / "desk")
    for name in DAYS:
        desk.write(f"all/{name}.md", f"# {name.title()}\n\nIt came.\n")
    return desk


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk at which all of a catalogue is done."""
    desk = Desk(tmp_path_factory.mktemp("done") / "desk")
    for name in DAYS:
        desk.write(f"all/{name}.md", f"# {name.title()}\n\nIt came.\n")
    assert "All 3 articles are done, 0 of them before." in resume(desk).err
    return desk


@pytest.fixture
def done(first: Desk, tmp_path: Path) -> Desk:
    """A copy of that desk, with the times of its files."""
    shutil.copytree(first.folder, tmp_path / "desk")
    return Desk(tmp_path / "desk")


@pytest.fixture
def shelf(tmp_path: Path) -> tuple[Workshop, Path, Path]:
    """A workshop whose journal says that an article is done, the article, its edition's folder."""
    shop, article, folder = Workshop(tmp_path, tmp_path), tmp_path / "a.md", tmp_path / "a"
    folder.mkdir()
    for path in (article, folder / "publication.json"):
        path.write_text("{}")
    journal = Journal(shop)
    with journal.kept():
        journal.finished(article, stamp(article), "made", folder)
    return shop, article, folder


def resume(desk: Desk, *arguments: str) -> Said:
    """Go on with the catalogue."""
    return desk.run("build", "all", "--resume", *OUT, *arguments)


def outcomes(desk: Desk, *arguments: str) -> dict[str, str]:
    """What came of each article when it was gone on with."""
    lines = map(json.loads, resume(desk, "--json", "-q", *arguments).out.splitlines())
    return {Path(line["article"]).stem: line["outcome"] for line in lines}


def all_were(outcome: str, **others: str) -> dict[str, str]:
    """The three articles with their outcomes."""
    return {**dict.fromkeys(DAYS, outcome), **others}


def test_what_is_done_is_passed_over_unopened(done: Desk) -> None:
    """Opening ten thousand articles takes minutes, and looking them up a second."""
    for path in (done.folder / "all").iterdir():
        about = path.stat()
        path.write_bytes(b"\xff" * about.st_size)  # whoever opened it would choke
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    said = resume(done)
    assert said.code == 0
    assert said.err == "All 3 articles were done before; there is nothing to do.\n"
    assert said.out == "out/dawn\nout/dusk\nout/noon\n"


def test_what_has_changed_since_is_made(done: Desk) -> None:
    """An article, or its edition: nobody is given last year's words."""
    done.write("all/dawn.md", "# Dawn\n\nIt broke.\n")
    shutil.rmtree(done.folder / "out/noon")
    assert outcomes(done) == all_were("passed over", dawn="made", noon="made")
    assert outcomes(done) == all_were("passed over")


def test_what_was_asked_for_otherwise_is_not_done(shelf: tuple[Workshop, Path, Path]) -> None:
    """By this build, or by another one since, that kept no journal."""
    shop, article, folder = shelf
    assert Journal(shop).done(article) == folder
    for other in (
        replace(shop, options=(("style", "large"),)),
        replace(shop, form="text"),
        replace(shop, settings=Settings(lexicon=("names.toml",))),
    ):
        assert Journal(other).done(article) is None
    assert Journal(shop, remote=True).done(article) is None
    (folder / "publication.json").write_text("{ }")
    assert Journal(shop).done(article) is None


def test_what_failed_is_tried_again(done: Desk) -> None:
    """Its cause may lie elsewhere: a full disk, a voice that was away."""
    done.write("all/noon.md", "---\nrate: 9\n---\n# Noon\n\nIt stood.\n")
    for _ in range(2):
        said = resume(done)
        assert said.code == 1
        assert said.err.startswith("Error: all/noon.md: the rate 9 is out of bounds. ")
        assert said.err.endswith("2 articles are done and 1 failed; run it again to try those.\n")


def test_a_build_that_is_killed_loses_the_article_under_way_at_most(desk: Desk) -> None:
    """A power cut in the ninth hour would else cost nine hours."""
    process = desk.start("build", "all", "--resume", *OUT, "-q")
    assert process.stdout is not None
    assert process.stdout.readline() + process.stdout.readline() == b"out/dawn\nout/dusk\n"
    process.send_signal(signal.SIGKILL)
    ended(process)
    again = outcomes(desk)
    assert again["dawn"] == "passed over"
    assert again.keys() == set(DAYS)


def test_a_last_line_that_was_cut_short_counts_for_nothing(done: Desk) -> None:
    """The kill may come while it is written; all before it is good."""
    path = done.folder / "out" / NAME
    path.write_bytes(path.read_bytes()[:-9])
    assert outcomes(done) == all_were("passed over", noon="unchanged")
    assert all(map(json.loads, path.read_text().splitlines()))
    assert outcomes(done) == all_were("passed over")


def test_a_journal_of_another_version_is_told_of_and_begun_anew(done: Desk) -> None:
    """Half a memory is worse than none: an article might be passed over that was never made."""
    path = done.folder / "out" / NAME
    path.write_text(path.read_text().replace('"format": 1', '"format": 99'))
    said = resume(done, "--json")
    assert f"{Path('out') / NAME} is damaged or of another version" in said.err
    assert {json.loads(line)["outcome"] for line in said.out.splitlines()} == {"unchanged"}
    assert outcomes(done) == all_were("passed over")


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: text.replace('"article"', '"article', 1),
        lambda text: re.sub(r'"stood": \[\d+', '"stood": ["many"', text, count=1),
        lambda text: "[]\n" + text,
        lambda text: text.partition("\n")[2],
        lambda text: "\0\n" + text,
        lambda text: text + "\udcff\n",
    ],
    ids=["json", "shape", "list", "headless", "zero", "bytes"],
)
def test_nothing_is_taken_from_a_damaged_journal(
    shelf: tuple[Workshop, Path, Path], spoilt: Callable[[str], str]
) -> None:
    """Wherever the damage is, the articles before and behind it are looked at again."""
    shop, article, _ = shelf
    journal = Journal(shop)
    spoiled = spoilt(journal.path.read_text())
    journal.path.write_bytes(spoiled.encode(errors="surrogateescape"))
    assert Journal(shop).done(article) is None
    with Journal(shop).kept():
        assert len(journal.path.read_bytes().splitlines()) == 1


def test_a_dry_run_writes_down_nothing(desk: Desk) -> None:
    """It foretells what is left to do, and leaves that to do."""
    assert outcomes(desk, "--dry-run") == all_were("to be made")
    assert not (desk.folder / "out").exists()


@pytest.mark.parametrize(
    "option",
    [("--force",), ("--respeak", "c01-p01-s01"), ("--collection", "Days")],
    ids=lambda option: str(option[0]),
)
def test_options_that_contradict_it_are_refused(desk: Desk, option: tuple[str, ...]) -> None:
    """Whoever asks for both would get one of them, and believe it was the other."""
    refused(resume(desk, *option), 2, "--resume", option[0])


def test_a_journal_that_cannot_be_written_is_said_before_any_work(desk: Desk) -> None:
    """Not in the ninth hour."""
    desk.write(f"out/{NAME}/in-the-way")
    said = resume(desk, "-q")
    assert (said.code, said.out) == (5, "")
    assert NAME in said.err
