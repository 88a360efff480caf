"""How many names `publisher pronounce` lists, and how few ordinary words.

    python -m benchmarks.narration.names            # the figures
    python -m benchmarks.narration.names --heldout  # of words that the rules were not made with
    python -m benchmarks.narration.names --misses   # the names that are missed, the words listed

Each word is put into four articles: first of its sentence or within it, by itself or beside a
word of its kind. Names have a capital everywhere, ordinary words where they begin.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from publisher.document import Document
from publisher.reading import Source, read
from publisher.speaking.doubts import doubts
from publisher.speaking.engines import piper
from publisher.structuring import structure

HERE = Path(__file__).parent
Frame = Callable[[str, str], str]

FRAMES: dict[str, Frame] = {
    "first": lambda word, _: f"{_capital(word)} was all that they wrote about.",
    "first, then another": lambda word, other: f"{_capital(word)} {other} was what they saw.",
    "within": lambda word, _: f"They wrote of {word} and went on.",
    "within, beside another": lambda word, other: f"They wrote of {other} {word} and went on.",
}


def _capital(word: str) -> str:
    return word[0].upper() + word[1:]


def words_of(path: Path) -> tuple[str, ...]:
    """The words of a list."""
    lines = path.read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


def article(words: Sequence[str], frame: Frame) -> Document:
    """An article of a sentence for each word."""
    others = (*words[1:], words[0])
    lines = (frame(word, other) for word, other in zip(words, others, strict=True))
    text = "---\ntitle: A list\nlanguage: en-GB\nguess: false\n---\n\n" + "\n\n".join(lines)
    return structure(read(Source("list.md", text.encode(), Path("list.md"))))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--misses", action="store_true", help="show those that go wrong")
    parser.add_argument(
        "--heldout", action="store_true", help="the lists that it was not made with"
    )
    asked = parser.parse_args()
    voice = piper.load("", "en", 1.0)
    kind = "-heldout" if asked.heldout else ""
    names = words_of(HERE / f"names{kind}.txt")
    ordinary = words_of(HERE / f"ordinary{kind}.txt")
    print(f"{'':24} names, of {len(names)}   ordinary words, of {len(ordinary)}")
    for place, frame in FRAMES.items():
        found = {each.word for each in doubts(article(names, frame), voice)}
        wrong = {each.word.lower() for each in doubts(article(ordinary, frame), voice)}
        listed = [word for word in names if word in found]
        false = [word for word in ordinary if word in wrong]
        print(f"{place:24} {len(listed):5}         {len(false):5}")
        if asked.misses:
            print("   missed:", " ".join(word for word in names if word not in found))
            print("   listed:", " ".join(false))


if __name__ == "__main__":
    main()
