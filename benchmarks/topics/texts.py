"""Long articles with headings, and what is left of them when the headings are taken away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from publisher.article import Passage, Role
from publisher.errors import PublisherError
from publisher.reading import read
from publisher.reading.source import load
from publisher.structuring.languages import language_of
from publisher.structuring.lengths import words
from publisher.structuring.topics import LONG

SILENT = (Role.PICTURE, Role.BREAK)


@dataclass(frozen=True, slots=True)
class Text:
    """An article without its headings.

    Attributes:
        name: the file's, from the folder on; its first part is the kind of article.
        language: BCP 47.
        passages: all but the headings.
        begins: which of the passages stood right behind a heading, the first left out.
    """

    name: str
    language: str
    passages: tuple[Passage, ...]
    begins: tuple[int, ...]

    @property
    def kind(self) -> str:
        """The folder that it is in."""
        return self.name.partition("/")[0]

    @property
    def half(self) -> int:
        """Which half it is in: 0 to fit on, 1 to measure with.

        Translations of one text, which differ in the folder alone, are in the same half.
        """
        return crc32(Path(self.name).stem.encode()) % 2

    @property
    def lengths(self) -> list[int]:
        """Words of each passage."""
        return [words(each.text) if each.role not in SILENT else 0 for each in self.passages]


def texts(folder: Path) -> Iterator[Text]:
    """The Markdown files below a folder that are long prose, in sections of a usual length."""
    for path in sorted(path for path in folder.rglob("*.md") if path.is_file()):
        try:
            article = read(load(path))
        except PublisherError:
            continue
        text = _without_headings(str(path.relative_to(folder)), article.passages)
        if _is_fit(text):
            yield text


def _without_headings(name: str, passages: tuple[Passage, ...]) -> Text:
    kept, begins = list[Passage](), list[int]()
    headed = False
    for passage in passages:
        if passage.role is Role.HEADING and not passage.within:
            headed = True
        elif passage.role is not Role.TITLE:
            if headed and kept:
                begins.append(len(kept))
            headed = False
            kept.append(passage)
    language, _ = language_of(tuple(kept), "")
    return Text(name, language, tuple(kept), tuple(begins))


def _is_fit(text: Text) -> bool:
    """Whether it is what sections are looked for in: long, and not mostly lists and tables."""
    lengths, sections = text.lengths, len(text.begins) + 1
    held = sum(n for n, each in zip(lengths, text.passages, strict=True) if each.within)
    mean = sum(lengths) / sections
    return (
        LONG <= sum(lengths) <= 150_000
        and sections >= 3
        and 120 <= mean <= 4_000
        and held < 0.35 * sum(lengths)
        and len(lengths) >= 2.2 * sections
    )


def sections_of(lengths: Sequence[int], begins: Sequence[int]) -> NDArray[np.intp]:
    """Which section each word is in."""
    ends = np.concatenate(([0], np.cumsum(lengths)))
    starts = np.unique(ends[list(begins)]) if begins else np.array([], dtype=int)
    return np.asarray(np.searchsorted(starts, np.arange(ends[-1]), side="right"), dtype=np.intp)


def pk_and_windowdiff(
    lengths: Sequence[int], wanted: Sequence[int], found: Sequence[int]
) -> tuple[float, float]:
    """How often two words some way apart are wrongly told to be in one section, or in two.

    Args:
        lengths: of the passages, in words; 1 for each to count in passages.
        wanted: the passages that begin a section in truth.
        found: those that are said to.

    Returns:
        Pk, and WindowDiff, which counts the boundaries between the two; the way apart is half
        of the mean true section. Both are 0 for a perfect answer.

    Source:
        Beeferman, Berger and Lafferty, "Statistical Models for Text Segmentation", 1999;
        Pevzner and Hearst, "A Critique and Improvement of an Evaluation Metric for Text
        Segmentation", 2002.
    """
    truth, told = sections_of(lengths, wanted), sections_of(lengths, found)
    apart = max(2, round(len(truth) / (len(wanted) + 1) / 2))
    true_steps, told_steps = truth[apart:] - truth[:-apart], told[apart:] - told[:-apart]
    pk = ((true_steps == 0) != (told_steps == 0)).mean()
    return float(pk), float((true_steps != told_steps).mean())
