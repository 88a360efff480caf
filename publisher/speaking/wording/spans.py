"""Which words are said of which part of the print.

Rules look at the print one after another, and claim the parts that they have words for. What is
claimed is hidden from the rules that follow, so nothing is put into words twice, and what is said
of a part is known from the first and never found again.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from publisher.speaking.wording.register import Register

HIDDEN = "\ue000"  # stands for each character that is claimed; neither letter nor blank
_NO_SIGN = re.compile("[\ue000-\ue004]")  # this, and those around phonemes (`phonetic`)


class Span(NamedTuple):
    """What is said of one part of the print.

    Attributes:
        start: its first character in the print.
        stop: the one behind its last.
        words: what is said of it; "" for nothing.
    """

    start: int
    stop: int
    words: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said of a text.

    Attributes:
        words: all of it, on one line; "" when there is nothing to say.
        spans: in the order of the print, each where the one before it ends, from its begin to
            its end. Their words in a row are all that is said.
    """

    words: str
    spans: tuple[Span, ...]


Said = str | Iterable[Span] | None
"""What a rule makes of what it found: words for all of it, spans within it, or nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what is said of what it finds.

    Attributes:
        expression: of a pattern that looks at print in which what is claimed is `HIDDEN`.
        say: what is said of it; a text may have the groups of a template of `re`.
        needs: print without any of these has nothing for the pattern; to look for them takes a
            fraction of its time. None, where the pattern is always to look.
    """

    expression: str | re.Pattern[str]
    say: Callable[[re.Match[str], Register], Said]
    needs: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, made when it is first to look: most find nothing to look at in a text."""
        return _pattern(self.expression)

    def may_find(self, printed: str) -> bool:
        """Whether the print has what the pattern needs."""
        return not self.needs or any(sign in printed for sign in self.needs)


@lru_cache(maxsize=1_024)  # twice our own; lexicons bring another for each article
def _pattern(expression: str | re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(expression)


def rule(pattern: str, say: str | Callable[[re.Match[str], Register], Said], *needs: str) -> Rule:
    r"""A rule of a pattern, of a text or a function that tells what to say, and of its needs.

    A text may name groups of the pattern: ``\1 dollars``.
    """
    if isinstance(say, str):
        text = say
        return Rule(pattern, lambda found, _: found.expand(text), needs)
    return Rule(pattern, say, needs)


def group(found: re.Match[str], name: str | int, words: str) -> Span:
    """What is said of one group of what was found."""
    return Span(found.start(name), found.end(name), words)


@dataclass(slots=True)
class Print:
    """A text while it is put into words.

    Attributes:
        text: as printed.
        rest: the same with what is claimed hidden.
        claims: what is said instead, in no order.
    """

    text: str
    rest: str = ""
    claims: list[Span] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rest = self.text = _NO_SIGN.sub(" ", self.text)

    def put(self, rules: Iterable[Rule], register: Register) -> None:
        """Have rules claim what they have words for, one after another."""
        for each in rules:
            if not each.may_find(self.rest):
                continue
            found = [
                span
                for match in each.pattern.finditer(self.rest)
                for span in _claimed(match, each.say(match, register))
            ]
            for start, stop, _ in found:
                self.rest = f"{self.rest[:start]}{HIDDEN * (stop - start)}{self.rest[stop:]}"
            self.claims += found

    def spans(self) -> Iterator[Span]:
        """The whole print in order: what is claimed, and what is said as it is printed."""
        at = 0
        for claim in sorted(self.claims):
            if at < claim.start:
                yield Span(at, claim.start, self.text[at : claim.start])
            yield claim
            at = claim.stop
        if at < len(self.text):
            yield Span(at, len(self.text), self.text[at:])


def _claimed(found: re.Match[str], said: Said) -> Iterator[Span]:
    if said is None or found.start() == found.end():
        return
    if isinstance(said, str):
        yield Span(*found.span(), said)
    else:
        yield from (span for span in said if span.start < span.stop)


# What joining leaves over: blanks beside blanks and before stops, commas beside other stops.
_LEFT_OVER = re.compile(
    r"(?<= ) +| +(?=[,.;:!?])|(?<=,)(?: *,)+|(?<=[.;:!?]),+|,+(?= *[.;:!?])|^[ ,;:–—-]+|[ ,;:–—-]+$"
)
_TWICE = 3  # taking one thing away may lay bare another


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans whose words in a row stand as one line: no blank or comma too many."""
    found = tuple(_spaced(spans))
    for _ in range(_TWICE):
        words = "".join(span.words for span in found)
        gone = [place for each in _LEFT_OVER.finditer(words) for place in range(*each.span())]
        if not gone:
            break
        found = tuple(_without(found, set(gone)))
    return found


def _spaced(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans with a blank between words that would else grow together: 5G is said “five G”."""
    before = Span(0, 0, "")
    for span in spans:
        words = span.words
        as_printed = (
            len(words) == span.stop - span.start and len(before.words) == before.stop - before.start
        )
        if not as_printed and before.words[-1:].isalnum() and words[:1].isalnum():
            yield Span(span.start, span.start, " ")
        yield span
        before = span


def _without(spans: Iterable[Span], gone: set[int]) -> Iterator[Span]:
    """Spans without some characters of their words.

    Where the words are those printed, the span is parted there, so that what stays is said of
    just its own characters.
    """
    at = 0
    for start, stop, words in spans:
        places = range(at, at + len(words))
        at += len(words)
        if gone.isdisjoint(places):
            yield Span(start, stop, words)
        elif stop - start != len(words):
            yield Span(start, stop, "".join(
                letter for place, letter in zip(places, words, strict=True) if place not in gone
            ))  # fmt: skip
        else:
            yield from _parted(start, words, [place in gone for place in places])


def _parted(start: int, words: str, gone: list[bool]) -> Iterator[Span]:
    """A span of words as they are printed, in parts that are said and parts that are not."""
    begin = 0
    for end in range(1, len(words) + 1):
        if end == len(words) or gone[end] != gone[begin]:
            said = "" if gone[begin] else words[begin:end]
            yield Span(start + begin, start + end, said)
            begin = end
