"""How fast two workers of a Dask scheduler speak, against two threads and two processes.

    python -m benchmarks.cluster                           # all articles, three rounds
    python -m benchmarks.cluster --articles 1 --rounds 5   # the shortest

The sample articles in `source/`, in Piper's voice, with nothing remembered, its model made ready
beforehand; all on this machine, so the cluster has no more processors than the others. Its
workers, of one thread each, are started before the clock: fresh ones have loaded nothing, those
that stand have built the same before. Ratios of speed are printed, within each round.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "source"
HERE = {"threads": ("--jobs", "2"), "processes": ("--scheduler", "processes", "--jobs", "2")}
CLUSTER = ("Dask, fresh workers", "Dask, standing workers")
ADDRESS = "tcp://127.0.0.1:18786"
FRUGAL = {  # as in docs/cluster.md
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
}
BEGIN_S = 8.0  # for scheduler and workers to find each other


def main() -> None:
    """Measure, and print the middle ratio of each."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--articles", type=int, help="how many, the shortest first")
    given = arguments.parse_args()
    articles = sorted(SOURCE.iterdir(), key=lambda path: path.stat().st_size)[: given.articles]
    ratios: dict[str, list[float]] = {each: [] for each in (*HERE, *CLUSTER)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "short.txt").write_text("It rose.", "utf-8")
        seconds(folder, [folder / "short.txt"])  # makes the model ready
        for turn in range(given.rounds):
            spent = {each: seconds(folder, articles, *how) for each, how in HERE.items()}
            best = min(spent.values())
            with cluster(folder):
                for each in CLUSTER:
                    spent[each] = seconds(folder, articles, "--scheduler", ADDRESS)
            for each, found in ratios.items():
                found.append(best / spent[each])
            print(f"round {turn + 1} of {given.rounds}", file=sys.stderr)
    print("speed, as a part of the best here")
    for each, found in ratios.items():
        middle, every = sorted(found)[len(found) // 2], ", ".join(f"{each:.2f}" for each in found)
        print(f"  {each:<22} {middle:.2f}   (of {every})")


def seconds(folder: Path, articles: list[Path], *options: str) -> float:
    """The wall time of a build with nothing remembered, in a cache of its own."""
    (folder / "voices").mkdir(exist_ok=True)
    cache = Path(tempfile.mkdtemp(dir=folder))
    (cache / "voices").symlink_to(folder / "voices")
    command = [sys.executable, "-m", "publisher", "build", *map(str, articles), *options]
    began = time.monotonic()
    subprocess.run(
        [*command, "--voice", "piper", "--editions", "mp3", "-o", str(cache / "out")],
        check=True,
        capture_output=True,
        env={**os.environ, "PUBLISHER_CACHE": str(cache)},
    )
    return time.monotonic() - began


@contextmanager
def cluster(folder: Path) -> Iterator[None]:
    """A scheduler and two workers, which go when this is over."""
    where = ("--host", "127.0.0.1", "--no-dashboard")
    worker = ("worker", ADDRESS, *where, "--nthreads", "1", "--no-nanny")
    commands = [("scheduler", *where, "--port", ADDRESS.rpartition(":")[2]), worker, worker]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "dask", *each],
            cwd=folder,
            env={**os.environ, **FRUGAL},
            stderr=subprocess.DEVNULL,
        )
        for each in commands
    ]
    try:
        time.sleep(BEGIN_S)
        yield
    finally:
        for each in started:
            each.kill()
            each.wait()


if __name__ == "__main__":
    main()
