"""Where a long text without sub-headings turns to another topic, so that it can be paged.

Each gap between two paragraphs is weighed: how much the words on both sides have in common,
whether it lies in a valley of that; and how the paragraphs meet (one that quotes, or opens
with “But”, goes on). The gaps to part at are then chosen together, so that sections come out
neither very short nor very long.
A turn is never made up: it is named by the first words of its own section.

Nothing here knows a language but `CARRYING_ON`, which may be empty: words are compared by
their first letters, and where there are no spaces by pairs of letters.

Source:
    Cohesion between blocks of words and its valleys: Hearst, "TextTiling", Computational
    Linguistics 23(1), 1997. Choosing all boundaries at once by their costs: Utiyama and Isahara,
    "A Statistical Model for Domain-Independent Text Segmentation", ACL 2001. The weights are a
    logistic regression on half of the articles in `benchmarks/topics`, which tells what the
    other half gave.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from publisher.article import Passage, Role, Run, plain
from publisher.report import Finding, Weight
from publisher.structuring.lengths import length, words
from publisher.structuring.sentences import sentences

LONG = 1_000  # words, some seven minutes of speech: few listen to more without a place to rest
LEVEL = 2  # of a turn, as of a sub-heading
LABEL = 48  # letters of a label, at most, but for the word that the last one stands in

SHORT, TALL = 200, 1_200  # words of a section in a text of `USUAL`; beyond these it costs
LEAST = 100  # words of a section; less is not worth a page
USUAL = 2_500  # words; the sections of a longer text are longer
CALM = 0.5  # how much fewer the turns of a longer text are
BREAK = 6.0  # what an author's own “* * *” is worth

Numbers = NDArray[np.float64]
Matrix = Any  # scipy has no types: rows are paragraphs or gaps, columns are stems

# Fitted by `benchmarks/topics/fit.py`: a gap at which these add up to 0 is as likely a turn as not.
WEIGHTS = {
    "bias": -1.081,
    "near": -0.351,
    "touching": -0.271,
    "valley": 0.229,
    "quoted": -2.411,
    "announced": -1.078,
    "asked": -0.517,
    "carried on": -0.681,
    "small": -0.225,
    "length": 0.159,
}

# Words that carry on what was said before: a paragraph that opens with one begins no section.
CARRYING_ON = {
    "en": "this that these those it its it's it’s he she they them his her their and but or so also"
    " however such then thus therefore because yet still again another other others both each same"
    " similarly moreover furthermore additionally finally second third meanwhile instead otherwise"
    " indeed although though which who here there even too likewise nevertheless consequently nor"
    " either neither rather",
    "de": "dies diese dieser dieses diesem er sie es und aber oder also auch jedoch doch dann so"
    " damit deshalb darum denn dennoch trotzdem außerdem zudem dabei dazu daher schließlich",
    "es": "esto esta este estos estas eso él ella ellos y pero o así también sin entonces además"
    " aunque finalmente",
    "fr": "ce cet cette ces cela c’est c'est il elle ils elles et mais ou donc aussi puis ainsi"
    " alors pourtant cependant enfin ensuite toutefois",
}

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
_FIRST = re.compile(r"\W{0,3}([^\W\d_]+(?:[’'][^\W\d_]+)?)")
_CLAUSE = re.compile(r"[,;:，、；：،]|\s[-–—]\s|[—–]")
_QUOTES = "\"'“”‘’„«»‹›「」『』"


def with_turns(
    passages: tuple[Passage, ...], language: str
) -> tuple[tuple[Passage, ...], tuple[Finding, ...]]:
    """A long text without headings, with a `Role.TURN` before each passage that begins a section.

    A text that has a heading, or fewer than `LONG` words, is given back as it is. Turns stand
    between paragraphs of the text itself, never in a list or a quotation.

    Args:
        passages: of an article, its head taken off.
        language: its BCP 47 tag.

    Returns:
        The passages, and a finding for each turn.
    """
    blocks = [at for at, passage in enumerate(passages) if _has_words(passage)]
    if any(passage.role is Role.HEADING and not passage.within for passage in passages):
        return passages, ()
    if sum(words(passages[at].text) for at in blocks) < LONG:
        return passages, ()
    turns = {blocks[gap + 1] for gap in _chosen(passages, blocks, language)}
    labels = {at: label_of(_said(passages[at]), language) for at in sorted(turns)}
    findings = tuple(_finding(passages[at], label) for at, label in labels.items())
    return tuple(_with_labels(passages, labels)), findings


def _has_words(passage: Passage) -> bool:
    return passage.role not in (Role.BREAK, Role.PICTURE, Role.TURN)


def _said(passage: Passage) -> str:
    """Its words without the marks of notes."""
    return plain(tuple(run for run in passage.runs if not run.note))


def _with_labels(passages: tuple[Passage, ...], labels: dict[int, str]) -> Iterator[Passage]:
    for at, passage in enumerate(passages):
        if at in labels:
            yield Passage((Run(labels[at]),), Role.TURN, LEVEL, passage.line)
        yield passage


def _finding(passage: Passage, label: str) -> Finding:
    message = f"a section begins at “{label}”, where the topic turns: there was no heading"
    place = f"line {passage.line}" if passage.line else ""
    return Finding("turn-found", Weight.NOTE, message, place)


def label_of(text: str, language: str) -> str:
    """What a section without a heading is called: its own first words.

    The first sentence where it is short; else up to the first comma or dash that leaves enough,
    or as many words as fit, and “…”.
    """
    first = sentences(" ".join(text.split()), language)[0]
    if length(first) <= LABEL:
        return first.rstrip(".。 ") or first
    most = LABEL // 2 if _UNSPACED.search(first) else LABEL
    clauses = (found.start() for found in _CLAUSE.finditer(first, most // 3, most))
    end = next(clauses, 0) or max(first.rfind(" ", 0, most + 1), 0) or most
    return first[:end].rstrip(",;:，、-–— ") + "…"


# Weighing the gaps


def _chosen(passages: tuple[Passage, ...], blocks: list[int], language: str) -> list[int]:
    """The gaps to part at: gap 0 is behind the first block."""
    texts = [passages[at].text for at in blocks]
    lengths = np.array([max(1, words(text)) for text in texts], dtype=np.float64)
    scores = evidence(texts, lengths, language) + WEIGHTS["bias"]
    longer = max(1.0, float(lengths.sum()) / USUAL)
    scores -= CALM * np.log(longer)
    for gap, (before, at) in enumerate(pairwise(blocks)):
        if any(passage.role is Role.BREAK for passage in passages[before + 1 : at]):
            scores[gap] += BREAK
        if not _may_begin(passages[at]):
            scores[gap] = -np.inf
    return best_gaps(scores, lengths, float(np.sqrt(longer)))


def _may_begin(passage: Passage) -> bool:
    """Whether a section may begin with a passage: with none that something holds."""
    return passage.role is Role.BODY and not passage.within


def evidence(texts: Sequence[str], lengths: Numbers, language: str) -> Numbers:
    """How much speaks for a turn at each gap between texts, in log odds but for a constant."""
    found = features(texts, lengths, language)
    return np.asarray(sum(WEIGHTS[name] * found[name] for name in found), dtype=np.float64)


def features(texts: Sequence[str], lengths: Numbers, language: str) -> dict[str, Numbers]:
    """What is known of each gap between texts, by name."""
    if len(texts) < 2:
        return {name: np.zeros(0) for name in WEIGHTS if name != "bias"}
    return {**_cohesion(texts, lengths), **_manners(texts, lengths, language)}


def _cohesion(texts: Sequence[str], lengths: Numbers) -> dict[str, Numbers]:
    """What the words on both sides of each gap have in common, against the other gaps."""
    from scipy import sparse

    counts = _counts(_stems(text) for text in texts)
    spread = np.asarray((counts > 0).sum(axis=0)).ravel()
    rarity = np.log((len(texts) + 1) / (spread + 0.5))
    weighed = counts.copy()
    weighed.data = 1 + np.log(weighed.data)
    weighed = weighed @ sparse.diags(np.where(spread < 2, 0, rarity))
    near = _alike(_window(lengths, 100, -1) @ weighed, _window(lengths, 100, 1) @ weighed)
    far = _alike(_window(lengths, 250, -1) @ weighed, _window(lengths, 250, 1) @ weighed)
    return {
        "near": _standing(near),
        "touching": _standing(_alike(weighed[:-1], weighed[1:])),
        "valley": _standing(_depths(far)),
    }


def _manners(texts: Sequence[str], lengths: Numbers, language: str) -> dict[str, Numbers]:
    """How the paragraphs at each gap meet."""
    carrying_on = frozenset(CARRYING_ON.get(language.partition("-")[0].lower(), "").split())
    before, after = [text.rstrip() for text in texts[:-1]], [text.lstrip() for text in texts[1:]]
    firsts = [found[1].lower() if (found := _FIRST.match(text)) else "" for text in after]
    return {
        "quoted": _flags(text.startswith(tuple('"“‘«„「『')) for text in after),
        "announced": _flags(text.endswith((":", "：", ",")) for text in before),
        "asked": _flags(text.rstrip(_QUOTES + ")").endswith(("?", "？", "؟")) for text in before),
        "carried on": _flags(first in carrying_on for first in firsts),
        "small": _flags(length < 20 for length in lengths[1:]),
        "length": np.log(lengths[1:]),
    }


def _flags(values: Iterable[bool]) -> Numbers:
    return np.array(list(values), dtype=np.float64)


def _stems(text: str) -> list[str]:
    """What its words are compared by: their first six letters, or pairs where none are spaced."""
    spaced = _WORD.findall(_UNSPACED.sub(" ", text.lower()))
    found = [word[:6] for word in spaced if len(word) > 2]
    for stretch in _UNSPACED.findall(text):
        found += [stretch[at : at + 2] for at in range(max(1, len(stretch) - 1))]
    return found


def _counts(parts: Iterable[list[str]]) -> Matrix:
    """How often each stem stands in each part."""
    from scipy import sparse

    stems: dict[str, int] = {}
    rows, columns = list[int](), list[int]()
    number = -1
    for number, part in enumerate(parts):
        for stem in part:
            rows.append(number)
            columns.append(stems.setdefault(stem, len(stems)))
    shape = (number + 1, max(1, len(stems)))
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)


def _window(lengths: Numbers, size: int, step: int) -> Matrix:
    """How much of each text stands within `size` words before (-1) or behind (1) each gap."""
    from scipy import sparse

    rows, columns, shares = list[int](), list[int](), list[float]()
    for gap in range(len(lengths) - 1):
        left, at = float(size), gap if step < 0 else gap + 1
        while left > 0 and 0 <= at < len(lengths):
            rows.append(gap)
            columns.append(at)
            shares.append(min(1.0, left / lengths[at]))
            left, at = left - lengths[at], at + step
    shape = (len(lengths) - 1, len(lengths))
    return sparse.csr_matrix((shares, (rows, columns)), shape=shape)


def _alike(one: Matrix, other: Matrix) -> Numbers:
    """The cosine of each row of one with that of the other: 1 is the same, 0 nothing in common."""
    inner = np.asarray(one.multiply(other).sum(axis=1)).ravel()
    squares = [np.asarray(each.multiply(each).sum(axis=1)).ravel() for each in (one, other)]
    return np.asarray(inner / np.maximum(np.sqrt(squares[0] * squares[1]), 1e-9))


def _standing(values: Numbers) -> Numbers:
    """How many standard deviations each stands above their mean."""
    spread = float(values.std())
    return np.asarray((values - values.mean()) / max(spread, 1e-9))


def _depths(heights: Numbers) -> Numbers:
    """How deep each place lies under the hills to its left and right, taken together."""
    right = list(_hills(heights.tolist()))
    left = list(_hills(heights[::-1].tolist()))[::-1]
    return np.asarray(np.array(left) + np.array(right) - 2 * heights, dtype=np.float64)


def _hills(heights: list[float]) -> Iterator[float]:
    """How high one comes from each place by walking on for as long as it goes upward."""
    for at, height in enumerate(heights):
        for further in heights[at + 1 : at + 30]:
            if further < height:
                break
            height = further
        yield height


# Choosing among them


def best_gaps(scores: Numbers, lengths: Numbers, scale: float) -> list[int]:
    """The gaps whose scores, less what the lengths of the sections between them cost, are most.

    Args:
        scores: of each gap; minus infinity where there may be none.
        lengths: of the texts between the gaps, in words.
        scale: how much longer sections may be than usual.
    """
    ends = [0.0, *accumulate(lengths.tolist())]
    reach = 8 * TALL * scale  # no section is longer, if it can be helped
    best, back = np.full(len(ends), -np.inf), np.zeros(len(ends), dtype=np.intp)
    best[0] = 0
    gains = np.concatenate(([0.0], scores))  # of beginning a section with each text
    for end in range(1, len(ends)):
        first = min(bisect_left(ends, ends[end] - reach), end - 1)
        costs = _costs(ends[end] - np.array(ends[first:end]), scale)
        totals = best[first:end] + gains[first:end] - costs
        back[end] = first + int(totals.argmax())
        best[end] = totals.max()
    return _traced(back)


def _traced(back: NDArray[np.intp]) -> list[int]:
    gaps = list[int]()
    at = int(back[-1])
    while at > 0:
        gaps.append(at - 1)
        at = int(back[at])
    return gaps[::-1]


def _costs(lengths: Numbers, scale: float) -> Numbers:
    """What sections of these lengths cost: nothing in the middle, more and more outside."""
    low = np.maximum(0, np.log(SHORT * scale / lengths))
    high = np.maximum(0, np.log(lengths / (TALL * scale)))
    return np.asarray(low**2 + high**2 + np.where(lengths < LEAST, 50.0, 0.0))
