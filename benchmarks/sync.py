"""How near to what is heard a book lights its words: its overlays against its own sound.

    python -m benchmarks.sync [--voice espeak] [--under 35]

Both voices publish the sample articles in `source/`, lit word by word, and each book is measured
as `tests/speaking/hearing.py` tells. In milliseconds, what comes early negative:

* a clip's begin, against the beginning of the stretch of speech nearest to it;
* its end, against the beginning of the next sentence's speech, where it ought to be, for clips
  touch; and against the end of its own, which is earlier by the pause between the two;
* a word's begin, where print has a pause before the word and the voice makes one.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np

from tests.speaking.hearing import NEAR_MS, UNDER_DB, Numbers, measured, published

SOURCE = Path(__file__).parent.parent / "source"


def row(label: str, late: Numbers) -> str:
    """A line of the table: how many there are, how many are near, and how late they are."""
    near = np.mean(np.abs(late) <= NEAR_MS)
    least, middle, most = np.percentile(late, (2.5, 50, 97.5))
    return f"  {label:<34} {len(late):5} {near:8.1%} {middle:+8.0f}   ({least:+.0f} to {most:+.0f})"


def main() -> None:
    """Publish the sample articles with each voice, and print how near their clips are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--voice", action="append", help="piper and espeak, unless told otherwise")
    parser.add_argument("--under", type=float, default=UNDER_DB, help="decibels; 35 is usual")
    options = parser.parse_args()
    for voice in options.voice or ("piper", "espeak"):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            books = [
                published(path, voice, folder / "build", folder / "cache")
                for path in sorted(SOURCE.iterdir())
            ]
            found = [measured(book, options.under) for book in books]
        print(f"{voice}{'':30} times  in 60 ms   middle   (95 of 100), ms late")
        for label, column in (
            ("clips' begins, against speech", "begins"),
            ("their ends, against the next speech", "next_begins"),
            ("their ends, against their own", "own_ends"),
            ("words after a pause", "words"),
        ):
            print(row(label, np.concatenate([getattr(each, column) for each in found])))
        over = [name for each in found for name in each.run_over]
        print(f"  still said at a clip's end: {len(over)} {' '.join(over)}")


if __name__ == "__main__":
    main()
