"""How surely a line is no part of the story: weighed by its form, its words and its place.

`phrases` and `pitches` know by heart what pages say. What they say in words that nobody foresaw
is told here: a few words without a stop, behind the last long paragraph and next to what is
set aside already, that share nothing with the story. Nothing here knows a language but the
words of those tables.

Source:
    The weights are a logistic regression on the lines of half the real pages in the test sets of
    Mozilla's Readability and of Scrapinghub's article-extraction benchmark, a line being the
    story's when it is in their text. The pages are not ours to keep, and the fitting is not kept
    either; `benchmarks/structure` tells what the weights give on articles of our own.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import log

from publisher.article import Passage, Role
from publisher.structuring.lengths import CLOSERS, stopped, words
from publisher.structuring.likeness import stems
from publisher.structuring.phrases import page_stems
from publisher.structuring.pitches import speaks_of_pages
from publisher.structuring.signs import Sign

LONG = 20  # words of a paragraph that is surely told
HEAD_WORDS = 12  # more are no sub-heading
UNDER_HEAD = 8  # words; a longer line between byline and story is a standfirst

SURE = 2.1  # odds, between paragraphs of the story
LIKELY = 1.0  # behind it, right below what is set aside; between byline and story
CERTAIN = 3.5  # right below the last long paragraph, where a story may have its last words
RUN_WITHIN, RUN_BEHIND = 3, 7  # lines in a row; more of them, in the story, are a table or a list

# Where these add up to 0, a passage is as likely furniture as not, among those that its words
# alone did not tell.
WEIGHTS = {
    "bias": -3.46,
    "line of 1-2": 2.51,
    "line of 3-5": 2.26,
    "line of 6-9": 2.66,
    "line of 10-": 3.66,
    "stopped, to 5": 0.14,
    "stopped, to 19": -0.59,
    "long": -1.67,
    "long, unstopped": 4.30,
    "asks": -0.36,
    "announces": -0.65,
    "quoted": -1.20,
    "small letter": 0.46,
    "digits": 0.04,
    "mostly digits": 5.05,
    "symbols": -0.86,
    "capitals": 1.19,
    "loud": 0.43,
    "address": -1.20,
    "menu": 1.54,
    "repeated": 2.47,
    "page words": 1.51,
    "page words, line": -0.30,
    "page words only": 0.20,
    "shared": -1.34,
    "shared, line": -2.63,
    "shared, tail": 1.08,
    "near": -2.24,
    "near, line": -0.43,
    "no words": -1.54,
    "speaks of pages": 0.89,
    "under head": 2.05,
    "aside above": -0.14,
    "aside below": 0.84,
    "aside around": 0.67,
    "aside since": 1.06,
    "aside till": -0.32,
    "plain since": 0.46,
    "plain till": 0.55,
    "tail": 1.50,
    "tail, aside": -0.39,
    "tail, plain": 0.55,
    "tail, long": -0.97,
    "heads": 0.15,
    "heads alone": 0.22,
    "kin": -0.69,
    "kin, marked": -0.46,
    "last": 0.89,
    "known": 0.65,
}

_ADDRESS = re.compile(r"@|#\w|https?:|www\.|\w\.(?:com|org|net|co|de|fr|es|jp)\b")
_LISTED = re.compile(
    r"[•·▪‣*–—-]\s|\(|\d{1,2}[.:h]\d\d\s|\(?\d{1,3}[.)]\s|\[\d{1,3}\]\s|[IVXLC]+(?:[.)]|$)"
    r"|(?:part|chapter|book|table|fig(?:ure)?|teil|kapitel|tabelle|partie|chapitre|tableau|parte"
    r"|capítulo|capitolo|tabla|tabela|tabella)\.?\s[\dIVXLC]|第.{1,4}[章部回]",
    re.IGNORECASE,
)
_SYMBOLS = re.compile(r"[={}$<>\\|`]|\w\(|--|\t")
_NUMBERED = re.compile(r"\W*(?:\d|[IVXLC]+\b\W)")
_LONGER = re.compile(r"[^\W\d_]{4,}")
_QUOTED = tuple("“\"‘'«„「『—–-")


@dataclass(frozen=True)
class Surroundings:
    """The passages of an article as far as they are judged: what a line is weighed among.

    Attributes:
        passages: all of them.
        signs: of each.
        out: those that are set aside.
        headed: the first byline or date over the story.
        opening: the first passage that is surely the story's.
        known: how many were told to be furniture by their words or their company.
    """

    passages: Sequence[Passage]
    signs: Sequence[Sign]
    out: frozenset[int]
    headed: int
    opening: int
    known: int

    @cached_property
    def counts(self) -> list[int]:
        """Words of each passage."""
        return [words(each.text) for each in self.passages]

    @cached_property
    def stems(self) -> list[frozenset[str]]:
        """What each passage speaks of."""
        return [stems(each.text) for each in self.passages]

    @cached_property
    def told(self) -> list[int]:
        """The long paragraphs that are left."""
        of_story = (Sign.STORY, Sign.HELD)
        long = (at for at, count in enumerate(self.counts) if count >= LONG)
        return [at for at in long if at not in self.out and self.signs[at] in of_story]

    @cached_property
    def spread(self) -> Counter[str]:
        """In how many long paragraphs each stem is."""
        return Counter(stem for at in self.told for stem in self.stems[at])

    @cached_property
    def repeated(self) -> Counter[str]:
        """How often each line stands here."""
        return Counter(map(_same, self.passages))

    @cached_property
    def looks(self) -> Counter[str]:
        """How often a sub-heading, or what may be one, looks so."""
        return Counter(_look(self.passages[at].text) for at in self.told_headed)

    @cached_property
    def told_headed(self) -> list[int]:
        """The lines right above long paragraphs."""
        over = (at - 1 for at in self.told if at - 1 > self.opening)
        return [at for at in over if at not in self.out and self.is_brief(at)]

    @cached_property
    def outs(self) -> list[int]:
        """How many are set aside before each passage."""
        return [0, *accumulate(at in self.out for at in range(len(self.passages)))]

    @cached_property
    def is_prose(self) -> bool:
        """Whether the story is sentences for the most part, no list of things or of results."""
        last = self.told[-1] if self.told else 0
        left = [self.signs[at] for at in range(self.opening, last + 1) if at not in self.out]
        return left.count(Sign.STORY) > left.count(Sign.LINE)

    def run(self, at: int) -> int:
        """In how many lines in a row a line stands, none of them set aside."""
        first = last = at
        while self._is_line(first - 1):
            first -= 1
        while self._is_line(last + 1):
            last += 1
        return last - first + 1

    def _is_line(self, at: int) -> bool:
        within = 0 <= at < len(self.signs) and at not in self.out
        return within and self.signs[at] in (Sign.LINE, Sign.MENU, Sign.HELD)

    def is_brief(self, at: int) -> bool:
        """Whether a passage may be a heading by its length."""
        return self.counts[at] < HEAD_WORDS and not stopped(self.passages[at].text)


def may_be_weighed(around: Surroundings, at: int) -> bool:
    """Whether form and place may tell of a passage: a bare one, below the head."""
    passage = around.passages[at]
    bare = passage.role is Role.BODY and not passage.within
    if at in around.out or not bare or _goes_on(passage.text):
        return False
    if not around.is_prose:
        return False
    if at <= around.opening:
        under = around.headed < at < around.opening
        return under and around.is_brief(at) and around.counts[at] <= UNDER_HEAD
    behind = not any(each > at for each in around.told[-1:])
    if around.signs[at] is Sign.STORY:  # a story ends in sentences, too
        return behind and speaks_of_pages(passage.text)
    short = around.run(at) <= (RUN_BEHIND if behind else RUN_WITHIN)
    return short and around.signs[at] in (Sign.LINE, Sign.MENU)


def _goes_on(text: str) -> bool:
    """Whether words are one of several by their form: of a list, a dialogue, a sentence."""
    return _LISTED.match(text) is not None or text[:1].islower()


def features(around: Surroundings, at: int) -> dict[str, float]:
    """What is known of a passage, by name."""
    return {**_form(around, at), **_matter(around, at), **_place(around, at)}


def _form(around: Surroundings, at: int) -> dict[str, float]:
    """How long it is, how it ends, what signs are in it."""
    text, count = around.passages[at].text, around.counts[at]
    ends = stopped(text)
    line = not ends and count < LONG
    cased = [word for word in _LONGER.findall(text) if word != word.swapcase()]
    capitals = sum(word[0].isupper() for word in cased[1:]) / max(1, len(cased) - 1)
    digits = sum(map(str.isdigit, text))
    return {
        "line of 1-2": float(line and count <= 2),
        "line of 3-5": float(line and 3 <= count <= 5),
        "line of 6-9": float(line and 6 <= count <= 9),
        "line of 10-": float(line and count >= 10),
        "stopped, to 5": float(ends and count <= 5),
        "stopped, to 19": float(ends and 5 < count < LONG),
        "long": float(count >= LONG),
        "long, unstopped": float(count >= LONG and not ends),
        "asks": float(text.rstrip(CLOSERS).endswith(("?", "？", "؟"))),
        "announces": float(text.rstrip().endswith((":", "："))),
        "quoted": float(text.startswith(_QUOTED)),
        "small letter": float(text[:1].islower()),
        "digits": float(digits > 0),
        "mostly digits": float(2 * digits > len(text)),
        "symbols": float(bool(_SYMBOLS.search(text))),
        "capitals": capitals * (len(cased) > 2),
        "loud": float(_look(text) == "loud"),
        "address": float(bool(_ADDRESS.search(text))),
        "menu": float(around.signs[at] is Sign.MENU),
        "repeated": float(around.repeated[_same(around.passages[at])] > 1),
    }


def _matter(around: Surroundings, at: int) -> dict[str, float]:
    """What its words are: a page's, or the story's."""
    text, own = around.passages[at].text, around.stems[at]
    told = around.told
    place = bisect_left(told, at)
    near = [each for each in told[max(0, place - 2) : place + 3] if each != at][:4]
    self_told = at in told[place : place + 1]
    strange = [stem for stem in own if around.spread[stem] <= self_told]
    many = len(own) or 1
    page = sum(stem in page_stems() for stem in strange) / many
    shared = 1 - len(strange) / many if own else 0.0
    by = frozenset[str]().union(*(around.stems[each] for each in near))
    line = not stopped(text) and around.counts[at] < LONG
    tail = place >= len(told) - self_told
    return {
        "page words": page * (not line),
        "page words, line": page * line,
        "page words only": float(page > 0.99 and len(own) > 1),
        "shared": shared * (not line),
        "shared, line": shared * line,
        "shared, tail": shared * tail,
        "near": len(own & by) / many * (not line),
        "near, line": len(own & by) / many * line,
        "no words": float(not own),
        "speaks of pages": float(speaks_of_pages(text)),
    }


def _place(around: Surroundings, at: int) -> dict[str, float]:
    """Where it stands: between which long paragraphs, next to what."""
    told, count = around.told, len(around.passages)
    first, after = bisect_left(told, at), bisect_right(told, at)
    over = told[first - 1] + 1 if first else min(at, around.opening)
    tail = after == len(told)
    under = count if tail else told[after]
    since = around.outs[at] - around.outs[over]
    till = around.outs[under] - around.outs[at + 1]
    line = around.is_brief(at)
    heads = line and under == at + 1 and not tail
    kin = around.looks[_look(around.passages[at].text)] - 1 if heads else 0
    above, below = at - 1 in around.out, at + 1 in around.out
    return {
        "under head": float(at < around.opening),
        "aside above": float(above),
        "aside below": float(below),
        "aside around": float(above and (below or at + 1 == count)),
        "aside since": log(1 + since),
        "aside till": log(1 + till),
        "plain since": log(1 + at - over - since),
        "plain till": log(under - at - till) * (not tail),
        "tail": float(tail),
        "tail, aside": float(tail and since > 0),
        "tail, plain": log(1 + at - over - since) * tail,
        "tail, long": float(tail and around.counts[at] >= LONG),
        "heads": float(heads and not above),
        "heads alone": float(heads and over == at),
        "kin": log(1 + max(0, kin)),
        "kin, marked": float(kin > 0 and _look(around.passages[at].text) != "plain"),
        "last": float(at + 1 == count),
        "known": log(1 + around.known),
    }


def _same(passage: Passage) -> str:
    return " ".join(passage.text.casefold().split())


def _look(text: str) -> str:
    """What the sub-headings of one article have in common."""
    if text.upper() == text and text.lower() != text:
        return "loud"
    if _NUMBERED.match(text):
        return "numbered"
    if text.startswith(_QUOTED):
        return "quoted"
    return "asks" if text.rstrip(CLOSERS).endswith(("?", "？", "؟")) else "plain"


def is_strange(around: Surroundings, at: int) -> bool:
    """Whether a passage is no part of the story, by all that is known of it."""
    behind = not any(each > at for each in around.told[-1:])
    loose = (behind and at - 1 in around.out) or at < around.opening
    last_words = behind and at - 1 in around.told[-1:]
    dear = last_words or _may_head(around, at)
    return odds(around, at) > (CERTAIN if dear else LIKELY if loose else SURE)


def _may_head(around: Surroundings, at: int) -> bool:
    """Whether a line stands right over a sentence of the story, as a sub-heading does."""
    over = around.signs[at + 1 : at + 2] == [Sign.STORY] and at + 1 not in around.out
    return over and around.opening < at and around.counts[at] <= HEAD_WORDS


def odds(around: Surroundings, at: int) -> float:
    """How much speaks for it that a passage is no part of the story, as a logarithm of odds."""
    found = features(around, at)
    return WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in found.items())
