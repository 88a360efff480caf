"""How well sentences are found: golden rules of many languages, and a treebank of English.

    python benchmarks/sentences/run.py FOLDER

FOLDER holds, at any depth, the tests of pysbd (``test_english.py`` and the like) and the files
``en_gum-ud-dev.conllu`` and ``en_gum-ud-test.conllu`` of UD_English-GUM. The README beside this
file tells where they come from. With ``--misses`` every case that goes wrong is shown, and
pysbd and blingfire are measured beside ours where they are installed.
"""

import argparse
import ast
import re
from collections.abc import Callable, Iterator
from importlib import import_module, util
from pathlib import Path
from typing import Any

from publisher.structuring.sentences import sentences

Splitter = Callable[[str, str], tuple[str, ...]]
Case = tuple[str, tuple[str, ...]]  # a text, and its sentences

TAGS = {
    "amharic": "am",
    "arabic": "ar",
    "armenian": "hy",
    "bulgarian": "bg",
    "burmese": "my",
    "chinese": "zh",
    "danish": "da",
    "deutsch": "de",
    "dutch": "nl",
    "english": "en",
    "french": "fr",
    "greek": "el",
    "hindi": "hi",
    "italian": "it",
    "japanese": "ja",
    "kazakh": "kk",
    "marathi": "mr",
    "persian": "fa",
    "polish": "pl",
    "russian": "ru",
    "slovak": "sk",
    "spanish": "es",
    "urdu": "ur",
}


def golden(path: Path) -> Iterator[Case]:
    """The cases of one of pysbd's test modules, read and never run.

    The list that holds them has "GOLDEN" in its name; each is a text and its sentences.
    """
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and "GOLDEN" in ast.unparse(node.targets[0]):
            for case in getattr(node.value, "elts", ()):
                held = case.args if isinstance(case, ast.Call) else case.elts  # pytest.param
                text, expected = map(ast.literal_eval, held)
                yield text, tuple(sentence.strip() for sentence in expected)


def paragraphs(path: Path) -> Iterator[Case]:
    """The paragraphs of a treebank in CoNLL-U, and their sentences.

    A sentence is followed by a space unless its last word says otherwise.
    """
    text, found = "", list[str]()
    for block in re.split(r"\n\s*\n", path.read_text("utf-8").strip()):
        new = re.search(r"^# new(?:par|doc)\b", block, re.MULTILINE)
        if new and found:
            yield text.strip(), tuple(found)
            text, found = "", []
        told = re.search(r"^# text = (.*)$", block, re.MULTILINE)
        if told is None:
            continue
        found.append(told[1].strip())
        last = block.rstrip().rsplit("\n", 1)[-1]
        text += told[1].strip() + ("" if "SpaceAfter=No" in last else " ")
    if found:
        yield text.strip(), tuple(found)


def ends(found: tuple[str, ...]) -> set[tuple[int, int]]:
    """Where sentences begin and end, counted in letters that can be seen."""
    places, begin = set[tuple[int, int]](), 0
    for sentence in found:
        end = begin + len("".join(sentence.split()))
        places.add((begin, end))
        begin = end
    return places


def boundaries(found: tuple[str, ...]) -> set[tuple[int, int]]:
    """Where one sentence ends and another begins within a paragraph."""
    return {(end, end) for _, end in ends(found[:-1])}


def exact(cases: list[Case], split: Splitter, tag: str) -> float:
    """The share of cases in which every sentence is right."""
    return sum(split(text, tag) == expected for text, expected in cases) / len(cases)


def f1(cases: list[Case], split: Splitter, places: Callable[[tuple[str, ...]], set[Any]]) -> float:
    """The harmonic mean of precision and recall over places in English paragraphs."""
    right = found = wanted = 0
    for text, expected in cases:
        ours, theirs = places(split(text, "en")), places(expected)
        right, found, wanted = right + len(ours & theirs), found + len(ours), wanted + len(theirs)
    return 2 * right / (found + wanted)


def splitters() -> dict[str, Splitter]:
    """Ours, and the others that are installed."""
    found: dict[str, Splitter] = {"ours": sentences}
    if util.find_spec("sentencex"):
        segment = import_module("sentencex").segment
        found["sentencex"] = lambda text, tag: _stripped(segment(tag, text))
    if util.find_spec("pysbd"):
        segmenter = import_module("pysbd").Segmenter
        made: dict[str, Callable[[str], list[str]]] = {}

        def pysbd(text: str, tag: str) -> tuple[str, ...]:
            if tag not in made:
                made[tag] = segmenter(language=tag, clean=False).segment
            return _stripped(made[tag](text))

        found["pysbd"] = pysbd
    if util.find_spec("blingfire"):
        told = import_module("blingfire").text_to_sentences
        found["blingfire"] = lambda text, tag: _stripped(told(text).split("\n"))
    return found


def _stripped(found: list[str]) -> tuple[str, ...]:
    return tuple(sentence.strip() for sentence in found if sentence.strip())


def show_misses(cases: list[Case], tag: str) -> None:
    """The sentences that ours gets wrong, as they should be and as they are."""
    for text, expected in cases:
        found = sentences(text, tag)
        if ends(found) != ends(expected):
            wrong = ends(found) - ends(expected)
            missed = ends(expected) - ends(found)
            print(f"  [{tag}] should be", [s for s, e in _placed(expected) if e in missed])
            print(f"  [{tag}] are      ", [s for s, e in _placed(found) if e in wrong])


def _placed(found: tuple[str, ...]) -> Iterator[tuple[str, tuple[int, int]]]:
    yield from zip(found, sorted(ends(found)), strict=False)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    named = splitters()
    print("| set | cases |", " | ".join(named), "|")
    print("|---|---|" + "---|" * len(named))
    for path in sorted(options.folder.rglob("test_*.py")):
        tag = TAGS.get(path.stem.removeprefix("test_"))
        cases = list(golden(path)) if tag else []
        if tag and cases:
            row = [f"{exact(cases, split, tag):.3f}" for split in named.values()]
            print(f"| golden rules, {tag}: exact | {len(cases)} |", " | ".join(row), "|")
            if options.misses:
                show_misses(cases, tag)
    for path in sorted(options.folder.rglob("en_*-ud-*.conllu")):
        cases = list(paragraphs(path))
        count = sum(len(expected) for _, expected in cases)
        for measure, places in (("boundaries", boundaries), ("whole sentences", ends)):
            row = [f"{f1(cases, split, places):.3f}" for split in named.values()]
            print(f"| {path.stem}: {measure}, F1 | {count} |", " | ".join(row), "|")
        if options.misses:
            show_misses(cases, "en")


if __name__ == "__main__":
    main()
