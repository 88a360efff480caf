"""How often print is put into the right words: newsroom cases, strictly.

    python -m benchmarks.narration.words                 our own cases
    python -m benchmarks.narration.words --misses        those that go wrong, too
    python -m benchmarks.narration.words --cases FILE    somebody else's cases
    python -m benchmarks.narration.words --nemo FOLDER   NVIDIA's pairs, as their tests have them
    python -m benchmarks.narration.words --by nemo       the same by NVIDIA's grammars

A case is right when all of its words are the ones asked for, in order; capitals, punctuation and
hyphens are not heard and do not count. A line of a file of cases is the language, the print, and
what is to be said, or several ways that are as good; `|` or a tab stands between them.
"""

import argparse
import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from publisher.speaking.wording import speakable

HERE = Path(__file__).parent
OURS = ("newsroom", "heldout", "second", "strangers")
Case = tuple[str, str, tuple[str, ...]]  # language, print, what may be said
Sayer = Callable[[str, str], str]  # print and its language to words

_UNHEARD = re.compile(r"[^\w\s’']|_")
_BETWEEN = re.compile(r"\t|\|")


def heard(words: str) -> str:
    """Words without what is not heard of them."""
    bare = _UNHEARD.sub(" ", words.lower().replace("’", "'"))
    return " ".join(re.sub(r"(?<!\w)'|'(?!\w)", " ", bare).split())


def right(case: Case, say: Sayer) -> bool:
    """Whether a case is said as asked."""
    language, printed, wanted = case
    return heard(say(printed, language)) in map(heard, wanted)


def sayer(name: str) -> Sayer:
    """Who puts print into words: us, nobody, or NVIDIA's grammars where they are installed."""
    if name == "ours":
        return speakable
    if name == "print":
        return lambda printed, _: printed
    module = import_module("nemo_text_processing.text_normalization.normalize")
    nemo = module.Normalizer(input_case="cased", lang="en")
    return lambda printed, _: str(nemo.normalize(printed))


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file of ours."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            language, printed, *wanted = (part.strip() for part in _BETWEEN.split(line))
            yield language, printed, tuple(wanted)


def pairs(path: Path) -> Iterator[Case]:
    """The pairs of one of NVIDIA's files: print and speech, `~` between them."""
    for line in path.read_text("utf-8").splitlines():
        printed, mark, spoken = line.partition("~")
        if mark:
            yield "en", printed, (spoken,)


def show(name: str, found: Iterable[Case], say: Sayer, *, misses: bool) -> tuple[int, int]:
    """Print one line of the table; how many are right, and of how many."""
    all_ = tuple(found)
    wrong = [case for case in all_ if not right(case, say)]
    good = len(all_) - len(wrong)
    print(f"| {name} | {len(all_)} | {good} | {good / max(len(all_), 1):.3f} |")
    if misses:
        for language, printed, wanted in wrong:
            print(
                f"    {language}  {printed!r}\n      said   {heard(speakable(printed, language))}"
            )
            print(f"      wanted {' | '.join(map(heard, wanted))}")
    return good, len(all_)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--nemo", type=Path, metavar="FOLDER")
    parser.add_argument("--cases", type=Path, metavar="FILE")
    parser.add_argument("--by", choices=("ours", "print", "nemo"), default="ours")
    asked = parser.parse_args()
    say = sayer(asked.by)
    print("| cases | number | right | strict |\n|---|---|---|---|")
    if asked.nemo:
        files = sorted(asked.nemo.glob("test_cases_*.txt"))
        # These have several answers for each, to be chosen between by ear.
        files = [path for path in files if "with_audio" not in path.name]
        sums = [
            show(path.stem.removeprefix("test_cases_"), pairs(path), say, misses=asked.misses)
            for path in files
        ]
    else:
        sums = [
            show(path.stem, cases(path), say, misses=asked.misses)
            for path in ([asked.cases] if asked.cases else [HERE / f"{name}.txt" for name in OURS])
        ]
    good, number = (sum(column) for column in zip(*sums, strict=True))
    print(f"| all | {number} | {good} | {good / number:.3f} |")


if __name__ == "__main__":
    main()
