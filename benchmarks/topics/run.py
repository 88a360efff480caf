"""How well turns of topic are found, in articles whose headings were taken away.

    python benchmarks/topics/run.py FOLDER [--half 0|1] [--texttiling]

FOLDER holds Markdown files with headings; the folder right below it that a file is in names
its kind. Pk and WindowDiff are counted in words and in passages (lower is better), and the
mean over articles is printed. ``--texttiling`` measures nltk's TextTiling beside ours, where
nltk is installed.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np
from texts import Text, pk_and_windowdiff, texts

from publisher.article import Role
from publisher.structuring.topics import with_turns

Method = Callable[[Text], list[int]]
COMMON = "the of and to a in is that for it as was with be by on not he his but at are this have"


def ours(text: Text) -> list[int]:
    """Where `with_turns` puts its turns."""
    begins, count = list[int](), 0
    for passage in with_turns(text.passages, text.language)[0]:
        if passage.role is Role.TURN:
            begins.append(count)
        else:
            count += 1
    return begins


def none(text: Text) -> list[int]:
    """Nowhere."""
    return []


def even(text: Text, size: float = 300) -> list[int]:
    """At the passage nearest to every 300th word."""
    ends = np.cumsum(text.lengths)
    count = max(1, round(ends[-1] / size))
    wanted = [ends[-1] * part / count for part in range(1, count)]
    return sorted({int(np.abs(ends[:-1] - place).argmin()) + 1 for place in wanted})


def evenly(text: Text) -> list[int]:
    """As many as there are in truth, evenly."""
    return even(text, sum(text.lengths) / (len(text.begins) + 1))


def texttiling() -> Method:
    """TextTiling as nltk has it, with its own defaults."""
    tokenizer = import_module("nltk.tokenize").TextTilingTokenizer(stopwords=COMMON.split())

    def method(text: Text) -> list[int]:
        ends = np.cumsum(text.lengths)
        plain = "\n\n".join(" ".join(each.text.split()) for each in text.passages)
        try:
            tiles = tokenizer.tokenize(f"\n\n{plain}\n\n")
        except ValueError:  # too short for it
            return []
        places = np.cumsum([len(tile.split()) for tile in tiles[:-1]])
        return sorted({int(np.abs(ends[:-1] - place).argmin()) + 1 for place in places})

    return method


def row(name: str, measured: list[tuple[str, tuple[float, ...]]]) -> str:
    """One line of the table: means over all, and Pk for each kind."""
    kinds = defaultdict(list)
    for kind, figures in measured:
        kinds[kind].append(figures[0])
    pk, diff, pk_passages, diff_passages, count = np.mean([each for _, each in measured], axis=0)
    each = ", ".join(f"{kind} {np.mean(pks):.3f}" for kind, pks in sorted(kinds.items()))
    return (
        f"| {name} | {pk:.3f} | {diff:.3f} | {pk_passages:.3f} | {diff_passages:.3f} "
        f"| {count:.1f} | {each} |"
    )


def measure(method: Method, text: Text) -> tuple[float, ...]:
    """Pk and WindowDiff in words, the same in passages, and the number of sections."""
    found = method(text)
    in_words = pk_and_windowdiff(text.lengths, text.begins, found)
    in_passages = pk_and_windowdiff([1] * len(text.passages), text.begins, found)
    return *in_words, *in_passages, len(found) + 1.0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--texttiling", action="store_true")
    options = parser.parse_args()
    chosen = [text for text in texts(options.folder) if options.half in (None, text.half)]
    methods: dict[str, Method] = {
        "no sections": none,
        "every 300 words": even,
        "evenly, the true number": evenly,
        **({"TextTiling (nltk)": texttiling()} if options.texttiling else {}),
        "ours": ours,
    }
    true = np.mean([len(text.begins) + 1 for text in chosen])
    print(f"{len(chosen)} articles of {true:.1f} sections\n")
    print("| | Pk | WindowDiff | Pk, passages | WindowDiff, passages | sections | Pk by kind |")
    print("|---|---|---|---|---|---|---|")
    for name, method in methods.items():
        print(row(name, [(text.kind, measure(method, text)) for text in chosen]), flush=True)


if __name__ == "__main__":
    main()
