"""Every command in the README runs, as it stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SOURCE, shortened

README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^\$ (publisher .+)$", README, re.MULTILINE)
PYTHON = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with the sample articles in it, of each paragraph a sentence or two.

    Of one, two sections; of two others, less: so what is shown can be done, and they are soon
    spoken and listened to.
    """
    place = tmp_path_factory.mktemp("readme")
    (place / "source").mkdir()
    for path in SOURCE.iterdir():
        lines = 36 if path.name == "tide-mill.txt" else 16
        words = shortened(f"source/{path.name}", lines)
        (place / "source" / path.name).write_text(words, encoding="utf-8")
    return place


def run(command: str, place: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of the README in a shell, with this environment's `publisher`."""
    environment = os.environ | {
        "PUBLISHER_CACHE": str(cache),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    return subprocess.run(
        command, shell=True, cwd=place, env=environment, capture_output=True, text=True, check=False
    )  # fmt: skip


@pytest.mark.slow
def test_its_commands_run_in_their_order(place: Path, cache: Path) -> None:
    """A newcomer copies them line by line; the first that fails is the last."""
    assert len(COMMANDS) >= 8
    for command in COMMANDS:
        done = run(command, place, cache)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
    assert (place / "build/town-votes-to-put-its-tide-mill-back-to-work/audio").is_dir()


def test_its_python_runs(place: Path, cache: Path) -> None:
    """The library's front door opens as it is shown to."""
    (place / "example.py").write_text(PYTHON[0], encoding="utf-8")
    done = run("python example.py", place, cache)
    assert done.returncode == 0, done.stderr
    assert "tide-mill" in done.stdout


def test_its_make_commands_are_in_the_makefile() -> None:
    """The two commands that do all the set-up."""
    wanted = set(re.findall(r"^\s+make (\w+)", README, re.MULTILINE))
    assert {"publish", "test"} <= wanted
    for name in wanted:
        done = subprocess.run(["make", "-n", name], cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0


def test_its_links_lead_somewhere() -> None:
    """A map with a hole in it is no map."""
    for target in re.findall(r"\]\(([^)#]+)\)", README) + re.findall(r"`(tests/[\w./]+)`", README):
        assert (ROOT / target).exists(), target
