"""Fuzz the readers: whatever the bytes, an article or a refusal, soon and in bounded memory.

    pip install '.[bench]'
    python benchmarks/fuzz/run.py html --minutes 5

A format is read and structured again and again from bytes that Atheris makes up, guided by
which lines of ours they reach. It stops at the first that raises anything but a `PublisherError`
or takes more than ten seconds, and leaves the bytes in `crash-...` in the working folder. What
was found so far stands as a case in the tests of the reader at fault.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["publisher"]):
    from publisher.errors import PublisherError
    from publisher.reading import READERS, Source, read
    from publisher.structuring import structure

ROOT = Path(__file__).parent.parent.parent
MEMORY = 2_048  # MB
SLOWEST = 10  # seconds


def tried(form: str) -> Callable[[bytes], None]:
    """What is done with each made-up article of a format."""

    def once(data: bytes) -> None:
        try:
            structure(read(Source(f"a.{form}", data, Path(f"a.{form}")), form), "en")
        except PublisherError:
            return

    return once


def seeds(form: str, folder: Path) -> None:
    """Put articles of a format into a folder for Atheris to start from: the project's own."""
    sys.path.insert(0, str(ROOT))
    from tests.formats import FORMATS

    for path in sorted((ROOT / "source").iterdir()):
        work = structure(read(Source(path.name, path.read_bytes(), path)))
        (folder / path.stem).write_bytes(FORMATS[form](work).data)


def main() -> None:
    """Fuzz one format for some minutes."""
    parser = argparse.ArgumentParser(description="Fuzz a reader.")
    parser.add_argument("form", choices=tuple(READERS))
    parser.add_argument("--minutes", type=float, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        seeds(asked.form, Path(name))
        flags = [
            f"-max_total_time={round(asked.minutes * 60)}",
            f"-timeout={SLOWEST}",
            f"-rss_limit_mb={MEMORY}",
            "-max_len=20000",
        ]
        atheris.Setup([sys.argv[0], *flags, name], tried(asked.form))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
