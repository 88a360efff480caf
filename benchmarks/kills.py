"""A build that is killed at random moments, again and again: what is lost, and what comes of it.

    python -m benchmarks.kills                            # 100 kills, espeak
    python -m benchmarks.kills --kills 20 --voice piper

Each round begins with nothing remembered, kills a build with SIGKILL at a moment drawn evenly from
the time that an undisturbed one takes, and runs the same command again. A round is survived when
that ends well, every file is the same to the byte as the undisturbed build's, nothing lies about
beside them, and no more clauses were spoken twice than can have been under way.
"""

import argparse
import hashlib
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.command import contents

_COUNTED = re.compile(r"(\d+) clauses spoken, (\d+) remembered")
_WORDS = "river mill gate lamp field stone bridge rope barn wheel"


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
    """A folder in which builds are made, each into its own place."""

    def __init__(self, folder: Path, voice: str, options: list[str]) -> None:
        self.folder = folder
        self._voice = voice
        self._options = options

    def start(self, cache: Path, output: Path) -> subprocess.Popen[bytes]:
        """A build under way, in a group of processes of its own."""
        command = [
            sys.executable, "-m", "publisher", "build", "article.md", "-o", str(output),
            "--voice", self._voice, *self._options,
        ]  # fmt: skip
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env={**os.environ, "PUBLISHER_CACHE": str(cache), "SOURCE_DATE_EPOCH": "1700000000"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def finished(self, cache: Path, output: Path) -> int:
        """Build to the end; how many clauses had to be spoken."""
        process = self.start(cache, output)
        told = process.communicate()[1].decode()
        found = _COUNTED.search(told)
        if process.returncode != 0 or found is None:
            raise SystemExit(f"a build failed:\n{told}")
        return int(found[1])


def made(output: Path) -> dict[str, str]:
    """Every file that stands in an output folder, hidden ones too, by its digest."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in contents(output).items()}


def main() -> None:
    """Kill, resume, compare; print how many rounds were survived and what was spoken twice."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--kills", type=int, default=100)
    asked.add_argument("--voice", default="espeak")
    asked.add_argument("--sentences", type=int, default=60)
    asked.add_argument("--under-way", type=int, default=4, help="clauses that may be, at most")
    asked.add_argument("options", nargs="*", help="further options of `publisher build`")
    given = asked.parse_args()
    chance = random.Random(1)  # noqa: S311
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trial = Trial(folder, given.voice, given.options)
        (folder / "article.md").write_text(article(given.sentences))
        began = time.monotonic()
        total = trial.finished(folder / "cache", folder / "whole")
        lasts = time.monotonic() - began
        wanted = made(folder / "whole")
        survived, twice, early = 0, [], 0
        for number in range(given.kills):
            cache, output = folder / f"cache{number}", folder / f"out{number}"
            process = trial.start(cache, output)
            time.sleep(chance.uniform(0, lasts))
            early += process.poll() is None
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            kept = len(list((cache / "sounds").glob("*/*.flac")))
            spoken = trial.finished(cache, output) if process.returncode else 0
            twice.append(max(0, kept + spoken - total) if process.returncode else 0)
            survived += made(output) == wanted and twice[-1] <= given.under_way
    print(f"{survived} of {given.kills} survived; {early} were killed before they had ended")
    print(f"clauses spoken twice: {max(twice)} at most, {sum(twice)} in all, of {total} a round")


if __name__ == "__main__":
    main()
