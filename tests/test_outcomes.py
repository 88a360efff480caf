"""`publisher build --json`: what came of each article, a line each, for other programs."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.command import Desk, Said

NAMES = {
    "article", "outcome", "folder", "duration_ms", "spoken", "remembered", "seconds", "findings",
    "error",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with an article that has a finding, and one that cannot be made."""
    desk = Desk(tmp_path / "desk")
    desk.write("all/tide.md", "---\nlanguage: en\ndate: some day\n---\n# The tide\n\nIt rose.\n")
    desk.write("all/wrong.md", "---\nrate: 9\n---\n# Wrong\n\nIt fell.\n")
    return desk


def lines(said: Said) -> list[dict[str, Any]]:
    """Every line of standard output, which is nothing but JSON."""
    told = [json.loads(line) for line in said.out.splitlines()]
    assert all(line.keys() == NAMES for line in told)
    return told


@pytest.mark.parametrize("more", ["-q", "-v"])
def test_standard_output_holds_lines_of_json_and_nothing_else(desk: Desk, more: str) -> None:
    """A word for people among them would stop the next program."""
    gone, tide, wrong = lines(desk.build("gone.md", "all", "--json", "--only", "mp3", more))
    assert (gone["article"], gone["outcome"]) == ("gone.md", "failed")
    assert gone["error"] == {
        "message": "gone.md is not there", "remedy": "Check the name.", "exit_code": 3,
    }  # fmt: skip
    assert (tide["article"], tide["folder"]) == ("all/tide.md", "out/the-tide")
    assert (tide["outcome"], tide["error"]) == ("made", None)
    assert tide["spoken"] > 0
    assert tide["duration_ms"] > 500
    assert tide["seconds"] > 0
    assert tide["findings"].keys() == {"error", "warning", "note"}
    assert tide["findings"]["warning"] >= 1
    assert (wrong["folder"], wrong["duration_ms"], wrong["findings"]) == (None, None, None)
    assert wrong["error"]["exit_code"] == 2


def test_what_stands_unchanged_is_told_to_be_so(desk: Desk) -> None:
    """A shop uploads what is new, and would else upload all of it every night."""
    first, second = (lines(desk.build("all/tide.md", "--json", "--only", "mp3")) for _ in range(2))
    assert [each["outcome"] for each in first + second] == ["made", "unchanged"]
    assert (second[0]["spoken"], second[0]["duration_ms"]) == (0, first[0]["duration_ms"])


def test_a_dry_run_foretells_in_the_same_names(desk: Desk) -> None:
    """How much there is to speak, before a night is planned for it."""
    tide, wrong = lines(desk.build("all", "--dry-run", "--json"))
    assert (tide["outcome"], tide["folder"], tide["remembered"]) == (
        "to be made",
        "out/the-tide",
        0,
    )
    assert tide["spoken"] > 0
    assert wrong["outcome"] == "failed"
    assert not (desk.folder / "out").exists()


def test_a_name_that_is_no_utf_8_comes_through(desk: Desk) -> None:
    """The next program has to find the file again."""
    (desk.folder / os.fsdecode(b"b\xfbd.md")).write_text("# Bud\n\nIt grew.\n")
    (told,) = lines(desk.build(b"b\xfbd.md", "--json", "-q", "--only", "epub-text"))
    assert os.fsencode(told["article"]) == b"b\xfbd.md"


def test_a_fault_over_one_article_leaves_the_others_to_be_made(desk: Desk) -> None:
    """A catalogue would else stop at it each time, and never come to what is behind it."""
    code = (
        "import sys, publisher.pipeline as pipeline\n"
        "publish = pipeline.publish\n"
        "def faulty(source, *rest):\n"
        "    return 1 / 0 if 'tide' in source.name else publish(source, *rest)\n"
        "pipeline.publish = faulty\n"
        "sys.argv = 'publisher build all moon.md --json -q --voice silence --only mp3'.split()\n"
        "from publisher.cli import main; main()\n"
    )
    desk.write("moon.md", "# The moon\n\nIt waned.\n")
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=desk.folder, env=desk.environment, capture_output=True, check=False
    )
    tide, wrong, moon = map(json.loads, done.stdout.splitlines())
    assert tide["error"]["exit_code"] == 70
    assert "ZeroDivisionError" in tide["error"]["message"]
    assert (wrong["error"]["exit_code"], moon["outcome"], done.returncode) == (2, "made", 1)
    assert b"Traceback" not in done.stderr
