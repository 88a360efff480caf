"""The head of an article: headline, standfirst, byline, dateline.

What the author declared is taken as it is. The rest is told from the first few passages by
how newsrooms set them: a headline has no full stop, a standfirst follows it in one or two
sentences, a byline says who, a dateline says when.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from publisher.article import Mark, Metadata, Passage, Role
from publisher.report import Finding, Weight
from publisher.structuring.dates import date_in, is_date
from publisher.structuring.lengths import CLOSERS, length, one_line, stopped, words

HEADLINE_LONGEST = 250  # letters' widths; a longer first passage is a paragraph
HEADLINE_STOPPED = 4  # words; “Enough is enough.” is a headline, a longer sentence is not
STANDFIRST_LONGEST = 400
STANDFIRST_WORDS = 5  # fewer, under a headline, are a sub-heading
UNTITLED_WORDS, UNTITLED_LONGEST = 8, 60  # words, and characters, that stand in for a headline
BYLINE_LONGEST = 120
NAME_WORDS = 6  # of one author; Spanish and Arabic names have as many

_BYLINE = re.compile(
    r"(?:(?:words|text|texte|texto|story|report|reported|written|interview|propos recueillis"
    r"|photographs|pictures|analysis|review|opinion)(?:\s+(?:and|et|und|y)\s+\w+)?"
    r"(?:\s+(?:by|par|von|por)\s*:?\s+|\s*:\s*)|(?:by|von|par|por|di|av|af|door)\s*:?\s+"
    r"|(?:بقلم|كتبه?)\s*:?\s*|(?:文|取材・文|著者)\s*[=＝:：・]\s*)"
    r"(?P<names>[\W_]*[^\W\d_].*)",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"\s+(?:in|for|at|of|from|à|aus|en|für|em)\s+.*|\s*[|·•(/].*|,\s+[a-z].*|\s+[–—-]\s+.*"
    r"|\s+(?:and|with)\s+(?:agencies|staff|others|wires).*"
    r"|,\s+(?i:[^,]*\b(?:editor|correspondent|reporter|writer|critic|columnist|staff|chief)\b.*)"
)
_BETWEEN_NAMES = re.compile(
    r"\s*[,،、;]\s*(?:and\s+)?|\s+(?:and|und|et|y|e|with|mit|avec|con|och|og)\s+"
    r"|\s+و(?=\w)|\s*[&・]\s*"
)
_RUNS_ON = re.compile(r",\s+[a-z]")  # “By Friday, nobody knew.”
_PARTICLES = frozenset(
    ("de", "da", "do", "dos", "das", "del", "della", "der", "den", "di", "du", "van", "von", "zu",
     "zur", "la", "le", "el", "al", "bin", "bint", "ibn", "ben", "ter", "ten", "af", "av", "y", "e")
)  # fmt: skip
_CURLY = str.maketrans("‘’“”–—", "''\"\"--")


def with_head(
    passages: tuple[Passage, ...], metadata: Metadata, *, guess: bool
) -> tuple[tuple[Passage, ...], Metadata, tuple[Finding, ...]]:
    """Take the head off an article.

    Args:
        passages: the article's, furniture set aside.
        metadata: what was declared; it is never overruled.
        guess: whether what is not marked may be guessed.

    Returns:
        The body, the metadata with what the head tells, and what a person should know.
    """
    head = _Head(passages, metadata, guess)
    if guess:
        head.take_lines_above()
    head.take_title()
    if guess:
        head.take("standfirst", head.is_standfirst, 1)
        head.take("byline", head.is_byline, 3)
        head.take("dateline", is_dateline, 3)
        head.take("standfirst", head.is_standfirst, 1)
    return head.passages, _completed(head.metadata), tuple(head.findings())


@dataclass(slots=True)
class _Head:
    """An article whose head is being taken off."""

    passages: tuple[Passage, ...]
    metadata: Metadata
    guess: bool
    untitled: bool = False
    line: int = 0  # of the headline

    def take_lines_above(self) -> None:
        """Take a byline or a date that stands above the headline."""
        first, *others = self.passages[:2] or (None,)
        if first is None or not others or self.metadata.title or not _is_body(first):
            return
        if is_headline(others[0]) or others[0].role is Role.HEADING:
            self.take("byline", is_byline, 1)
            self.take("dateline", is_dateline, 1)

    def take_title(self) -> None:
        """Find the headline: declared, marked, or the first passage if it looks like one."""
        first = self.passages[0] if self.passages else None
        if first is not None and self._titles(first):
            self.metadata = replace(self.metadata, title=self.metadata.title or one_line(first))
            self.line = first.line
            self.passages = self.passages[1:]
        elif not self.metadata.title:
            self.untitled = True
            self.metadata = replace(self.metadata, title=_first_words(self.passages))

    def _titles(self, first: Passage) -> bool:
        """Whether the first passage is the headline, marked, guessed, or declared as well."""
        if self.metadata.title:
            return self.guess and _heads(first) and _same(first.text, self.metadata.title)
        if first.role is Role.HEADING:
            return self._is_highest(first)
        return self.guess and is_headline(first)

    def _is_highest(self, first: Passage) -> bool:
        """Whether a first heading is the only one of its level, and none is above it."""
        marked = (each for each in self.passages if each.role is Role.HEADING)
        levels = [each.level for each in marked if not each.within]
        if first.within:
            return False
        highest = first.level == 1 or (self.guess and first.level == min(levels))
        return highest and levels.count(first.level) == 1

    def take(self, field: str, fits: Callable[[Passage], bool], reach: int) -> None:
        """Take the passage that fits out of the first few, unless one was declared."""
        for place, passage in enumerate(self.passages[:reach]):
            if not _is_body(passage):
                return
            declared = getattr(self.metadata, field)
            if _same(passage.text, declared) if declared else fits(passage):
                self.metadata = self._known(field, declared or one_line(passage))
                self.passages = (*self.passages[:place], *self.passages[place + 1 :])
                return

    def _known(self, field: str, text: str) -> Metadata:
        """The metadata with what one line of the head tells."""
        told: dict[str, Any] = {field: text}
        return replace(self.metadata, **told)

    def is_standfirst(self, passage: Passage) -> bool:
        """Whether the passage under the headline is a standfirst, by its form or its place."""
        text, after = passage.text, self.passages[1:2]
        if self.untitled or not after or is_byline(passage) or is_dateline(passage):
            return False
        if length(text) > STANDFIRST_LONGEST or words(text) < STANDFIRST_WORDS:
            return False
        set_apart = all(run.marks[:1] in ((Mark.EMPHASIS,), (Mark.STRONG,)) for run in passage.runs)
        led = is_byline(after[0]) or is_dateline(after[0])
        return set_apart or led or not stopped(text) or self._is_close(passage, after[0])

    def _is_close(self, passage: Passage, after: Passage) -> bool:
        """Whether one short line is right under the headline, and a blank line parts the rest."""
        set_close = self.line and (passage.line, after.line) == (self.line + 1, self.line + 3)
        return bool(set_close) and 2 * length(passage.text) <= length(after.text)

    def is_byline(self, passage: Passage) -> bool:
        """Whether a passage says who wrote the article, or is a bare name above a date."""
        if is_byline(passage):
            return True
        place = self.passages.index(passage)
        dated = any(is_dateline(each) for each in self.passages[place + 1 : place + 2])
        bare = not self.untitled and 2 <= words(passage.text) <= NAME_WORDS
        return dated and bare and not stopped(passage.text) and _are_names(passage.text)

    def findings(self) -> list[Finding]:
        """What a person should know of the head."""
        found = []
        if self.untitled:
            message = f"no headline was found; the first words stand in: “{self.metadata.title}”"
            found.append(Finding("title-missing", Weight.WARNING, message, "line 1"))
        date = self.metadata.date
        if date and not date.isdecimal() and not date_in(date):
            message = f"“{date}” is no date that can be told; write it as 2026-09-05"
            found.append(Finding("date-unsure", Weight.WARNING, message, "front matter"))
        return found


def is_headline(passage: Passage) -> bool:
    """Whether a first passage is a headline: short, and no sentence that runs on."""
    text = passage.text
    if not _is_body(passage) or length(text) > HEADLINE_LONGEST:
        return False
    bare = text.rstrip(CLOSERS)
    if bare.endswith((",", ";", ":", "、", "，", "،")):
        return False
    return not bare.endswith((".", "。", "।", "۔")) or words(text) <= HEADLINE_STOPPED


def is_byline(passage: Passage) -> bool:
    """Whether a passage says who wrote the article."""
    text = passage.text
    byline = _BYLINE.fullmatch(text) if len(text) <= BYLINE_LONGEST else None
    if byline is None or (stopped(text) and (not text.endswith(".") or _RUNS_ON.search(text))):
        return False
    return _are_names(byline["names"].lstrip("*_“\"'@ "))


def is_dateline(passage: Passage) -> bool:
    """Whether a passage says when the article appeared, and nothing else."""
    return is_date(passage.text)


def names_in(byline: str) -> tuple[str, ...]:
    """The names that a byline gives.

    >>> names_in("By Ann Lee and Raúl Ortiz in Lisbon")
    ('Ann Lee', 'Raúl Ortiz')
    """
    found = _BYLINE.fullmatch(byline)
    return _names(found["names"] if found else byline)


def _names(text: str) -> tuple[str, ...]:
    names = _NOT_A_NAME.sub("", text)
    bare = (" ".join(each.strip(' .*_“”"').split()) for each in _BETWEEN_NAMES.split(names))
    return tuple(each for each in bare if each)


def _are_names(text: str) -> bool:
    """Whether words look like names: capitals, but for a “van” or “de la”.

    Scripts without capitals cannot tell; there the word before the names has to be enough.
    """
    names = _names(text)
    return bool(names) and all(_is_name(each) for each in names)


def _is_name(text: str) -> bool:
    parts = text.split()
    return len(parts) <= NAME_WORDS and not parts[0][:1].islower() and all(map(_is_part, parts))


def _is_part(word: str) -> bool:
    return not word.lstrip("“\"'‘(@")[:1].islower() or word in _PARTICLES or word[1:2] in "’'"


def _completed(metadata: Metadata) -> Metadata:
    """The metadata with what its lines tell: names from the byline, a date from the dateline."""
    date = date_in(metadata.date) or metadata.date or date_in(metadata.dateline)
    return replace(
        metadata,
        authors=metadata.authors or (names_in(metadata.byline) if metadata.byline else ()),
        date=date or metadata.rights_year,
    )


def _first_words(passages: tuple[Passage, ...]) -> str:
    told = next((each.text.split() for each in passages if each.role is not Role.BREAK), [])
    first = " ".join(told[:UNTITLED_WORDS])
    if len(first) <= UNTITLED_LONGEST:
        return first + ("…" if len(told) > UNTITLED_WORDS else "")
    return (first[:UNTITLED_LONGEST].rpartition(" ")[0] or first[:UNTITLED_LONGEST]) + "…"


def _is_body(passage: Passage) -> bool:
    return passage.role is Role.BODY and not passage.within


def _heads(passage: Passage) -> bool:
    """Whether a passage stands where a headline does: a heading, or a line of the body."""
    return _is_body(passage) or (passage.role is Role.HEADING and not passage.within)


def _same(one: str, other: str) -> bool:
    """Whether two lines say the same, however they are spaced, quoted or capitalised."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return " ".join(text.translate(_CURLY).split()).casefold().rstrip(".")
