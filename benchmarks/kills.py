"""Builds that are killed at random moments, again and again: what is lost, and what comes of it.

    python -m benchmarks.kills 100                        # the build, which speaks in threads
    python -m benchmarks.kills 100 --scheduler processes
    python -m benchmarks.kills 20 --workers               # one of its worker processes

Each round begins with nothing remembered, and kills with SIGKILL: a build at a moment drawn evenly
from the time that an undisturbed one takes, a worker when a number of sentences drawn evenly has
been begun. A build that was killed is started again; one that lost a worker goes on by itself.

A round is survived when that ends well, every file is the same to the byte as the undisturbed
build's, nothing lies about beside them, no worker outlives its build, and no more sentences were
begun twice than were being spoken.
"""

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import weir
from tests.command import contents, is_there, within, workers_of

_WORDS = "river mill gate lamp field stone bridge rope barn wheel"
_BEGUN_S = 60.0  # in which a build begins to speak
_ORPHANS_S = 5.0  # in which the workers of a build that was killed are to be gone


def article(sentences: int) -> str:
    """A text of sentences that are all different."""
    words = _WORDS.split()
    lines = [
        f"The {words[n % 10]} by the {words[n // 10 % 10]} stood {n} years. "
        for n in range(sentences)
    ]
    parts = ["".join(lines[at : at + 5]) for at in range(0, sentences, 5)]
    return "# What stood\n\n" + "\n\n".join(parts) + "\n"


class Trial:
    """An article in a folder of its own, where nothing is remembered.

    Args:
        folder: that is made for it.
        text: the article's.
        options: further options of `publisher build`.
    """

    def __init__(self, folder: Path, text: str, options: tuple[str, ...]) -> None:
        folder.mkdir()
        (folder / "article.md").write_text(text)
        self.folder = folder
        self._options = options
        self._weir = weir.installed(folder / "packages")

    def start(self) -> subprocess.Popen[bytes]:
        """A build under way."""
        return subprocess.Popen(
            [sys.executable, "-m", "publisher", "build", "article.md", "-o", "out", *self._options],
            cwd=self.folder,
            env={
                **os.environ,
                **self._weir,
                "PUBLISHER_CACHE": str(self.folder / "cache"),
                "SOURCE_DATE_EPOCH": "1700000000",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def made(self) -> dict[str, str]:
        """Every file of the output folder, hidden ones too, by its digest."""
        files = contents(self.folder / "out")
        return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}

    def begun(self) -> int:
        """How many sentences were begun."""
        return weir.asked(self.folder / "packages").total()

    def begun_twice(self) -> int:
        """How many of the article's sentences were begun more than once, by all its builds."""
        asked = weir.asked(self.folder / "packages")
        return sum(times - 1 for words, times in asked.items() if words.startswith("The "))


def ended(build: subprocess.Popen[bytes]) -> None:
    """Wait for a build that has to end well."""
    told = build.communicate()[1].decode()
    if build.returncode != 0:
        raise SystemExit(f"a build failed:\n{told}")


def kill_build(trial: Trial, after_s: float) -> tuple[bool, bool]:
    """Kill a build and run it again; whether it was hit, and whether its workers went too."""
    build = trial.start()
    time.sleep(after_s)
    workers = workers_of(build.pid)
    killed = build.poll() is None
    build.kill()
    build.communicate()
    alone = within(_ORPHANS_S, lambda: not any(map(is_there, workers)))
    ended(trial.start())
    return killed, alone


def kill_worker(trial: Trial, sentences: int, chance: random.Random) -> tuple[bool, bool]:
    """Kill one of a build's workers; whether there was one, and whether all went at last."""
    build = trial.start()
    within(_BEGUN_S, lambda: trial.begun() >= sentences)
    workers = workers_of(build.pid)
    if workers:
        os.kill(chance.choice(workers), signal.SIGKILL)
    ended(build)
    return bool(workers), within(_ORPHANS_S, lambda: not any(map(is_there, workers)))


def main() -> None:
    """Kill, let go on, compare; print how many rounds were survived and what was begun twice."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("kills", type=int, nargs="?", default=100)
    asked.add_argument("--workers", action="store_true", help="kill workers and not the build")
    asked.add_argument("--scheduler", choices=("threads", "processes"), default="threads")
    asked.add_argument("--voice", default="espeak", help="an engine by its name")
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--sentences", type=int, default=60)
    given = asked.parse_args()
    scheduler = "processes" if given.workers else given.scheduler
    options = "--voice", f"weir:{given.voice}", "--jobs", str(given.jobs), "--scheduler", scheduler
    chance, text = random.Random(1), article(given.sentences)  # noqa: S311
    with tempfile.TemporaryDirectory() as name:
        whole = Trial(Path(name) / "whole", text, options)
        began = time.monotonic()
        ended(whole.start())
        lasts, wanted = time.monotonic() - began, whole.made()
        survived, hit, twice = 0, 0, []
        for number in range(given.kills):
            trial = Trial(Path(name) / str(number), text, options)
            if given.workers:
                killed, alone = kill_worker(trial, chance.randint(1, given.sentences), chance)
            else:
                killed, alone = kill_build(trial, chance.uniform(0, lasts))
            hit += killed
            twice.append(trial.begun_twice())
            survived += trial.made() == wanted and alone and twice[-1] <= given.jobs
    print(f"{survived} of {given.kills} survived; {hit} were hit while they were at work")
    print(f"of {given.sentences} sentences begun twice: {max(twice)} at most, {sum(twice)} in all")


if __name__ == "__main__":
    main()
