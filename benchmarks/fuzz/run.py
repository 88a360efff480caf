"""Fuzz the readers: whatever the bytes, an article or a refusal, soon and in bounded memory.

    pip install '.[bench]'
    python benchmarks/fuzz/run.py html --minutes 5

A format is read and structured again and again from bytes that Atheris makes up, guided by
which lines of ours they reach; of a DOCX or an EPUB the part that holds the text, packed anew
each time, for hardly a made-up archive can be opened. It stops at the first that raises
anything but a `PublisherError` or takes more than ten seconds, and leaves the bytes in
`crash-...` in the working folder. What was found so far stands as a case in the tests of the
reader at fault.
"""

import argparse
import io
import sys
import tempfile
import zipfile
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


PARTS = {"docx": "word/document.xml", "epub": "EPUB/c01.xhtml"}


def tried(form: str, around: bytes) -> Callable[[bytes], None]:
    """What is done with each made-up article of a format.

    Args:
        form: a key of `READERS`.
        around: for a packed format, the archive that a made-up part is put into.
    """

    def once(data: bytes) -> None:
        whole = with_part(around, PARTS[form], data) if form in PARTS else data
        try:
            structure(read(Source(f"a.{form}", whole, Path(f"a.{form}")), form), "en")
        except PublisherError:
            return

    return once


def with_part(archive: bytes, name: str, part: bytes) -> bytes:
    """An archive with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, part if entry.filename == name else old.read(entry))
    return out.getvalue()


def seeds(form: str, folder: Path) -> bytes:
    """Put articles of a format into a folder for Atheris to start from: the project's own.

    Returns:
        The last of them, whole.
    """
    sys.path.insert(0, str(ROOT))
    from tests.formats import FORMATS

    whole = b""
    for path in sorted((ROOT / "source").iterdir()):
        work = structure(read(Source(path.name, path.read_bytes(), path)))
        whole = data = FORMATS[form](work).data
        if form in PARTS:
            with zipfile.ZipFile(io.BytesIO(whole)) as archive:
                data = archive.read(PARTS[form])
        (folder / path.stem).write_bytes(data)
    return whole


def main() -> None:
    """Fuzz one format for some minutes."""
    parser = argparse.ArgumentParser(description="Fuzz a reader.")
    parser.add_argument("form", choices=tuple(READERS))
    parser.add_argument("--minutes", type=float, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        around = seeds(asked.form, Path(name))
        flags = [
            f"-max_total_time={round(asked.minutes * 60)}",
            f"-timeout={SLOWEST}",
            f"-rss_limit_mb={MEMORY}",
            "-max_len=20000",
        ]
        atheris.Setup([sys.argv[0], *flags, name], tried(asked.form, around))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
