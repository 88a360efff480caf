"""What Ace by DAISY says of a book: needs Ace (from npm) and a Chromium for it.

Ace opens every page in a browser and asks axe-core, so it sees contrasts and computed roles,
which no check of ours does.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from publisher.errors import CheckingError
from publisher.report import Finding, Weight

COMMAND: Final = "PUBLISHER_ACE"  # names Ace where the path does not
TIMEOUT_S: Final = 1_800
_ACES: Final = ("ace", "ace-cli")
_CHROMIUMS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
_WEIGHTS: Final = {"critical": Weight.ERROR, "serious": Weight.ERROR, "moderate": Weight.WARNING}


def absent() -> str:
    """What to tell whoever has no Ace; "" where it is there."""
    if _ace():
        return ""
    return "Ace by DAISY did not look: install it with npm install --global @daisy/ace"


def passes(path: Path) -> Iterator[Finding]:
    """Whether a book passes Ace, as far as Ace can see; nothing without it.

    Raises:
        CheckingError: Ace is there and does not run.
    """
    ace = _ace()
    if not ace:
        return
    with tempfile.TemporaryDirectory() as folder:
        report = _asked(ace, path, Path(folder))
    for page in report.get("assertions", ()):
        for said in page.get("assertions", ()):
            yield _found(page, said)


@cache
def _ace() -> str:
    """Ace's command; another program of that name is none."""
    named = os.environ.get(COMMAND, "")
    for command in filter(None, (named, *map(shutil.which, _ACES))):
        try:
            done = subprocess.run(
                (command, "--help"), capture_output=True, check=False, timeout=60, text=True
            )
        except (OSError, ValueError, subprocess.TimeoutExpired):
            continue
        if "DAISY" in done.stdout + done.stderr:
            return str(command)
    return ""


def _asked(ace: str, path: Path, folder: Path) -> dict[str, Any]:
    world = {"ACE_TIMEOUT_INITIAL": "60000", **os.environ}
    chromium = next(filter(None, map(shutil.which, _CHROMIUMS)), None)
    if chromium:
        world.setdefault("PUPPETEER_EXECUTABLE_PATH", chromium)
    command = (ace, "--force", "--silent", "--outdir", str(folder), str(path.absolute()))
    try:
        done = subprocess.run(
            command, env=world, capture_output=True, check=False, timeout=TIMEOUT_S
        )
        report: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        said = "" if isinstance(error, subprocess.TimeoutExpired) else _last_line(done.stderr)
        raise CheckingError(
            f"Ace did not get through {path}: {said or error}",
            remedy="See that Ace runs by itself: it needs Node and a Chromium.",
        ) from error
    return report


def _last_line(said: bytes) -> str:
    return said.decode(errors="replace").strip().rpartition("\n")[2]


def _found(page: dict[str, Any], said: dict[str, Any]) -> Finding:
    test, result = said["earl:test"], said["earl:result"]
    weight = _WEIGHTS.get(test.get("earl:impact", ""), Weight.NOTE)
    message = f"Ace {test['dct:title']}: {' '.join(str(result['dct:description']).split())}"
    return Finding("ace", weight, message, page["earl:testSubject"]["url"])
