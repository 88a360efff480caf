"""How well an article was understood, as numbers. Pure functions; the definitions are here.

Words are letters and figures between anything else, in compatibility form, without regard to
case; a letter of a script without spaces is a word of its own. Two lines are the same when
their words are.

    >>> words("The “tide-mill” of 1786")
    ('the', 'tide', 'mill', 'of', '1786')
    >>> words("潮の水車")
    ('潮', 'の', '水', '車')
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f々〆"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
WINDOW = 6


@dataclass(frozen=True, slots=True)
class Expected:
    """What an editor knows of a file.

    Attributes:
        title: the headline.
        standfirst: the sentence or two under it; "" where it has none.
        byline: the line that names the authors; "" where it has none.
        authors: their names.
        rights: the rights line; "" where it has none.
        headings: the sub-headings, in order.
        blocks: the story's blocks, in order, headings left out.
        starts: for each block, whether a section begins with it.
        required: the words that must be there.
        optional: the words that may be there: pull quotes, credits, numbers of items and notes.
        clutter: lines that are no part of the article, each with whether it is held out.
    """

    title: str
    standfirst: str
    byline: str
    authors: tuple[str, ...]
    rights: str
    headings: tuple[str, ...]
    blocks: tuple[str, ...]
    starts: tuple[bool, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    clutter: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a program made of a file.

    Attributes:
        title: the headline.
        standfirst: the sentence or two under it.
        byline: the line that names the authors.
        authors: their names.
        rights: the rights line.
        headings: the headings, in order, the headline left out.
        sections: the blocks of each section, headings left out; the first is the opening.
        spoken: every block that would be read out, in order, headline and headings too.
    """

    title: str
    standfirst: str
    byline: str
    authors: tuple[str, ...]
    rights: str
    headings: tuple[str, ...]
    sections: tuple[tuple[str, ...], ...]
    spoken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How well a file was understood; all from 0 to 1, and None where there was nothing to find.

    Attributes:
        title: whether it is the headline, exactly.
        standfirst: whether it is the standfirst, exactly.
        byline: whether it is the byline, or names the same authors.
        rights: whether the rights line was found.
        precision: the share of the found headings that are headings.
        recall: the share of the headings that were found.
        f1: their harmonic mean.
        pk: how often two paragraphs some way apart are wrongly told to be in one section, or not.
        windowdiff: how often a window holds a wrong number of section boundaries.
        kept: the share of the article's own words that are there.
        own: the share of the words there that are the article's own.
        order: the share of the article's own words there that are in order.
        leaked: the share of the lines of clutter that are there.
        leaked_held: the same for lines that are held out.
    """

    title: float
    standfirst: float | None
    byline: float | None
    rights: float | None
    precision: float
    recall: float
    f1: float
    pk: float | None
    windowdiff: float | None
    kept: float
    own: float
    order: float
    leaked: float | None
    leaked_held: float | None

    @property
    def overall(self) -> float:
        """The mean of title, headings F1, words kept, words own, and clutter kept out."""
        return (self.title + self.f1 + self.kept + self.own + 1 - (self.leaked or 0.0)) / 5


def score(expected: Expected, found: Found) -> Score:
    """How well a file was understood."""
    precision, recall, f1 = heading_scores(expected.headings, found.headings)
    kept, own = word_scores(expected, found)
    pk, windowdiff = boundary_scores(expected, found)
    return Score(
        title=float(words(found.title) == words(expected.title)),
        standfirst=_same(expected.standfirst, found.standfirst),
        byline=_byline(expected, found),
        rights=_rights(expected, found),
        precision=precision,
        recall=recall,
        f1=f1,
        pk=pk,
        windowdiff=windowdiff,
        kept=kept,
        own=own,
        order=_order(expected, found),
        leaked=_share([line for line, _ in expected.clutter], expected, found),
        leaked_held=_share([line for line, held in expected.clutter if held], expected, found),
    )


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()
    return tuple(_WORD.findall(plain))


def heading_scores(expected: Sequence[str], found: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of headings, in order: by their longest common subsequence.

    >>> heading_scores(["One", "Two", "Three"], ["One", "Three", "More", "Two"])[:2]
    (0.5, 0.6666666666666666)
    >>> heading_scores([], [])
    (1.0, 1.0, 1.0)
    >>> heading_scores([], ["One"])
    (0.0, 1.0, 0.0)
    """
    right = common([words(line) for line in expected], [words(line) for line in found])
    precision = right / len(found) if found else float(not expected)
    recall = right / len(expected) if expected else 1.0
    if not expected and not found:
        return 1.0, 1.0, 1.0
    return precision, recall, 2 * right / (len(expected) + len(found))


def common(one: Sequence[object], other: Sequence[object]) -> int:
    """The length of the longest common subsequence.

    >>> common("abcde", "xaxcxe")
    3
    """
    above = [0] * (len(other) + 1)
    for mine in one:
        row = [0]
        for place, theirs in enumerate(other):
            row.append(above[place] + 1 if mine == theirs else max(row[-1], above[place + 1]))
        above = row
    return above[-1]


def word_scores(expected: Expected, found: Found) -> tuple[float, float]:
    """The share of the own words that are there, and of the words there that are own."""
    required, optional = Counter(expected.required), Counter(expected.optional)
    spoken = Counter(word for block in found.spoken for word in words(block))
    kept = (spoken & required).total() / max(required.total(), 1)
    own = (spoken & (required + optional)).total() / max(spoken.total(), 1)
    return kept, own if spoken else 0.0


def lost_and_added(expected: Expected, found: Found) -> tuple[Counter[str], Counter[str]]:
    """Which words are lost, and which are there that should not be, or are there twice."""
    required, optional = Counter(expected.required), Counter(expected.optional)
    spoken = Counter(word for block in found.spoken for word in words(block))
    return required - spoken, spoken - required - optional


def _order(expected: Expected, found: Found) -> float:
    spoken = [word for block in found.spoken for word in words(block)]
    mine = list(expected.required)
    shared = (Counter(spoken) & Counter(mine)).total()
    if spoken == mine or not shared:
        return 1.0
    blocks = SequenceMatcher(None, mine, spoken, autojunk=False).get_matching_blocks()
    return min(1.0, sum(block.size for block in blocks) / shared)


def boundary_scores(expected: Expected, found: Found) -> tuple[float | None, float | None]:
    """Pk and WindowDiff of the sections, a paragraph being the unit.

    None where the article has but one section, and fewer than two paragraphs.
    """
    true = expected.starts
    if sum(true[1:]) == 0 or len(true) < 2:
        return None, None
    guess = _starts(expected.blocks, found.sections)
    return pk(true, guess), windowdiff(true, guess)


def _starts(blocks: Sequence[str], sections: Sequence[Sequence[str]]) -> tuple[bool, ...]:
    """For each block of the gold article, whether a found section begins with it, or inside it."""
    keys = [words(block) for block in blocks]
    starts, after = [False] * len(blocks), 0
    for section in sections:
        first = next((words(block) for block in section if words(block)), ())[:WINDOW]
        if not first:
            continue
        for place in range(after, len(keys)):
            if _within(first, keys[place]) or (keys[place] and _within(keys[place], first)):
                starts[place], after = True, place + 1
                break
    return tuple(starts)


def _within(few: Sequence[str], many: Sequence[str]) -> bool:
    return f" {' '.join(few)} " in f" {' '.join(many)} "


def half(starts: Sequence[bool]) -> int:
    """Half the mean length of a section: what Pk and WindowDiff take as their window."""
    return max(1, round(len(starts) / (sum(starts[1:]) + 1) / 2))


def pk(true: Sequence[bool], guess: Sequence[bool]) -> float:
    """Beeferman, Berger and Lafferty's measure: 0 is right, 0.5 about chance.

    >>> pk([1, 0, 0, 1, 0, 0], [1, 0, 0, 1, 0, 0])
    0.0
    >>> pk([1, 0, 0, 1, 0, 0], [1, 0, 0, 0, 0, 0])
    0.5
    """
    window = half(true)
    places = range(len(true) - window)
    wrong = [
        any(true[place + 1 : place + window + 1]) != any(guess[place + 1 : place + window + 1])
        for place in places
    ]
    return sum(wrong) / len(wrong) if wrong else 0.0


def windowdiff(true: Sequence[bool], guess: Sequence[bool]) -> float:
    """Pevzner and Hearst's measure, which sees two boundaries where there should be one.

    >>> windowdiff([1, 0, 0, 1, 0, 0], [1, 0, 1, 1, 0, 0])
    0.5
    """
    window = half(true)
    places = range(len(true) - window)
    wrong = [
        sum(true[place + 1 : place + window + 1]) != sum(guess[place + 1 : place + window + 1])
        for place in places
    ]
    return sum(wrong) / len(wrong) if wrong else 0.0


def leaks(line: str, expected: Expected, found: Found) -> bool:
    """Whether a line of clutter would be read out, in part if it is long.

    It is when six of its words in a row (all, of a shorter one) are in one block, and more often
    than the article itself says them.
    """
    own = (*expected.headings, expected.title, expected.standfirst, *expected.blocks)
    mine = words(line)
    for start in range(max(1, len(mine) - WINDOW + 1)):
        part = f" {' '.join(mine[start : start + WINDOW])} "
        there = sum(_spaced(block).count(part) for block in found.spoken)
        if there and there > sum(_spaced(block).count(part) for block in own):
            return True
    return False


def _spaced(block: str) -> str:
    return f" {' '.join(words(block))} "


def _share(lines: Sequence[str], expected: Expected, found: Found) -> float | None:
    if not lines:
        return None
    return sum(leaks(line, expected, found) for line in lines) / len(lines)


def _same(expected: str, found: str) -> float | None:
    return float(words(expected) == words(found)) if expected else None


def _byline(expected: Expected, found: Found) -> float | None:
    if not expected.byline:
        return None
    names = {words(name) for name in expected.authors}
    named = {words(name) for name in found.authors} == names
    return float(named or words(expected.byline) == words(found.byline))


def _rights(expected: Expected, found: Found) -> float | None:
    return float(_within(words(expected.rights), words(found.rights))) if expected.rights else None
