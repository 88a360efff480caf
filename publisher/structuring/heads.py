"""The head of an article: headline, standfirst, byline, dateline.

What the author declared is taken as it is. The rest is told from the first few passages by
how newsrooms set them: a headline has no full stop, a standfirst follows it in one or two
sentences, a byline says who, a dateline says when. Pages set more above the headline than the
story's own words (a section, the name of the paper), so it need not come first: see
`headlines`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from publisher.article import Mark, Metadata, Passage, Role
from publisher.report import Finding, Weight
from publisher.structuring.bylines import (
    is_bare_name,
    is_byline,
    is_capital,
    is_loose_byline,
    is_outlet,
    is_post,
    names_in,
)
from publisher.structuring.dates import date_in, date_within, is_dateline, parted
from publisher.structuring.headlines import headline_place, is_headline
from publisher.structuring.lengths import ended, length, one_line, stopped, words
from publisher.structuring.likeness import same, shared, stems
from publisher.structuring.lists import begins_list
from publisher.structuring.rights import is_of_years
from publisher.structuring.signs import is_story

STANDFIRST_LONGEST = 400
STANDFIRST_WORDS = 5  # fewer, under a headline, are a sub-heading
UNTITLED_WORDS, UNTITLED_LONGEST = 8, 60  # words, and characters, that stand in for a headline
CAPTION_WORDS = 9  # fewer may be the first sub-heading
LABEL_WORDS = 2  # of what pages set by a byline: “Tech Industry”
NAME_WORDS = 2, 4  # of a name in a script without capitals
NAMED_IN = 100  # words; in fewer even a person of the story may be named but once
HEAD_LONGEST = 12  # passages between the headline and the story

_LABELS = frozenset(
    ("by", "published", "updated", "author", "authors", "posted", "words", "date", "von", "par",
     "por", "di", "publié", "veröffentlicht", "publicado", "text", "byline", "written by",
     "posted by", "posted on", "published on", "last updated", "published by", "reporter",
     "journalist", "from", "文", "作者", "بقلم")
)  # fmt: skip


def with_head(
    passages: tuple[Passage, ...],
    metadata: Metadata,
    *,
    guess: bool,
    aside: frozenset[int] = frozenset(),
    captions: frozenset[int] = frozenset(),
) -> tuple[tuple[Passage, ...], Metadata, tuple[Finding, ...]]:
    """Take the head off an article.

    Args:
        passages: the article's, furniture set aside.
        metadata: what was declared; it is never overruled.
        guess: whether what is not marked may be guessed.
        aside: the lines that furniture was set aside from: more of it is to be expected.
        captions: the lines that captions were set aside from.

    Returns:
        The body, the metadata with what the head tells, and what a person should know.
    """
    head = _Head(passages, metadata, metadata, guess, aside, captions)
    if guess:
        head.take_lines_above()
    head.take_title()
    if guess:
        head.take("standfirst", head.is_standfirst, 1)
        head.take("byline", lambda passage: _is_byline(passage.text), 3)
        head.take("byline", lambda each: not is_outlet(each.text) and head.is_bare_byline(each), 3)
        head.take("byline", head.is_bare_byline, 3)
        head.take("dateline", _is_dateline, 3)
        head.take_lines_below()
        head.take("standfirst", head.is_standfirst, 1)
    return head.passages, _completed(head.metadata), tuple(head.findings())


def with_date_apart(metadata: Metadata) -> tuple[Metadata, tuple[Finding, ...]]:
    """Part what a byline says of when from the names in it, or it would be said twice.

    It is the dateline, or goes on with one that has no date; else it is set aside.
    """
    names, when = parted(metadata.byline)
    if not when or not any(map(str.isalpha, names)):
        return metadata, ()
    metadata = replace(metadata, byline=names)
    told = date_within(metadata.dateline) if metadata.dateline else not date_within(when)
    if told and metadata.date:
        message = f"“{when}” stands in the byline; when it appeared is told beside it"
        return metadata, (Finding("furniture-set-aside", Weight.NOTE, message),)
    return replace(metadata, dateline=", ".join(filter(None, (metadata.dateline, when)))), ()


@dataclass(slots=True)
class _Head:
    """An article whose head is being taken off."""

    passages: tuple[Passage, ...]
    declared: Metadata
    metadata: Metadata
    guess: bool
    furniture: frozenset[int] = frozenset()  # lines it was set aside from
    captions: frozenset[int] = frozenset()  # likewise
    untitled: bool = False
    line: int = 0  # of the headline
    aside: list[Finding] = field(default_factory=list)

    def take_lines_above(self) -> None:
        """Take what stands above the headline: a byline, a date, the section, the paper."""
        declared = self.metadata.title
        place = headline_place(self.passages, declared, cluttered=bool(self.furniture))
        for passage in self.passages[:place]:
            self._take_line(passage, "stands over the headline")
        self.passages = self.passages[place:]
        self.take("byline", lambda passage: is_byline(passage.text), 1)
        self.take("dateline", _is_dateline, 1)

    def _take_line(self, passage: Passage, why: str) -> None:
        """Take a line of the head: into the metadata if it tells anything new, else aside."""
        text = one_line(passage)
        if _is_byline(text) and not self.metadata.byline:
            self.metadata = self._known("byline", text)
        elif is_dateline(text) and not self.metadata.dateline:
            self.metadata = self._known("dateline", text)
        else:
            place = f"line {passage.line}" if passage.line else ""
            message = f"“{passage.text}” {why}"
            self.aside.append(Finding("furniture-set-aside", Weight.NOTE, message, place))

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
            return self.guess and _heads(first) and same(first.text, self.metadata.title)
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
        """Take the passage that fits out of the first few, unless one was declared.

        Labels and dates over a byline are none of these few.
        """
        for place, passage in enumerate(self.passages[:HEAD_LONGEST]):
            passed = field == "byline" and _tells_when(passage)
            if not _is_body(passage) or not reach:
                return
            declared = getattr(self.metadata, field)
            if same(passage.text, declared) if declared else fits(passage):
                self.metadata = self._known(field, declared or one_line(passage))
                self.passages = (*self.passages[:place], *self.passages[place + 1 :])
                return
            reach -= not passed

    def take_lines_below(self) -> None:
        """Take what else stands between the headline and the story: more dates, names, posts."""
        if self.untitled:
            return
        kept: list[Passage] = []
        zone = tuple(takewhile(_is_line, self.passages[:HEAD_LONGEST]))
        for at, passage in enumerate(zone, start=1):
            below = self.passages[at : at + 1]
            apart = self._is_label(passage, below) or self._is_caption(passage)
            if apart or self._goes_with_head(passage, kept):
                self._take_line(passage, "stands between the headline and the story")
            else:
                kept.append(passage)
        self.passages = (*kept, *self.passages[len(zone) :])

    def _is_label(self, passage: Passage, below: tuple[Passage, ...]) -> bool:
        """Whether a short line in the head is a page's: furniture, or another line, is below it.

        Right over the story it may be the first sub-heading.
        """
        if not self.furniture or not below or not self.line or ended(passage.text):
            return False
        parted = any(passage.line < line < below[0].line for line in self.furniture)
        most = STANDFIRST_WORDS if parted else LABEL_WORDS
        return words(passage.text) <= most and (parted or _is_line(below[0]))

    def _is_caption(self, passage: Passage) -> bool:
        """Whether a line under a whole head stands right over a caption that has its credit.

        Then it is a caption as well; a sub-heading stands over the story.
        """
        close = passage.line > 0 and passage.line + 1 in self.captions
        return close and words(passage.text) >= CAPTION_WORDS

    def _goes_with_head(self, passage: Passage, kept: list[Passage]) -> bool:
        """Whether a line under the headline says who or when, or repeats the headline."""
        text = passage.text
        if _is_byline(text) and not self.declared.byline:
            return True
        if is_dateline(text) and not self.declared.dateline:
            return True
        if _is_label(text):
            return True
        if same(text, self.metadata.title) or text.strip() in self.metadata.byline:
            return True
        return bool(self.metadata.byline) and not kept and (is_post(text) or is_outlet(text))

    def _known(self, field: str, text: str) -> Metadata:
        """The metadata with what one line of the head tells."""
        told: dict[str, Any] = {field: text}
        return replace(self.metadata, **told)

    def is_standfirst(self, passage: Passage) -> bool:
        """Whether the passage under the headline is a standfirst, by its form or its place."""
        text, after = passage.text, self.passages[1:2]
        if self.untitled or not after or _is_byline(text) or is_dateline(text) or is_outlet(text):
            return False
        if any(run.note for run in passage.runs) or begins_list(self.passages):
            return False  # a title page has no notes to lead to, and shows no list
        if is_post(text) and is_bare_name(text) and self._is_strange(text):
            return False
        led = self._says_who_or_when(after[0]) or self._is_over_date(self.passages[1:3])
        least = STANDFIRST_WORDS - 2 if led else STANDFIRST_WORDS
        if length(text) > STANDFIRST_LONGEST or words(text) < least:
            return False
        set_apart = all(run.marks[:1] in ((Mark.EMPHASIS,), (Mark.STRONG,)) for run in passage.runs)
        return set_apart or led or not stopped(text) or self._is_close(passage, after[0])

    def _says_who_or_when(self, passage: Passage) -> bool:
        text = passage.text
        if _is_byline(text) or is_dateline(text):
            return True
        return is_bare_name(text) and (bool(date_within(text)) or self._is_strange(text))

    def _is_over_date(self, after: tuple[Passage, ...]) -> bool:
        """Whether a bare name is next, and a date after it."""
        return len(after) > 1 and is_bare_name(after[0].text) and is_dateline(after[1].text)

    def _is_close(self, passage: Passage, after: Passage) -> bool:
        """Whether one short line is right under the headline, and a blank line parts the rest."""
        set_close = self.line and (passage.line, after.line) == (self.line + 1, self.line + 3)
        return bool(set_close) and 2 * length(passage.text) <= length(after.text)

    def is_bare_byline(self, passage: Passage) -> bool:
        """Whether a passage is a bare name by a date, or nobody's in the story."""
        text = passage.text
        if self.untitled or not is_bare_name(text):
            return False
        place = self.passages.index(passage)
        near = range(passage.line - 2, passage.line + 3)
        if not place and self.furniture.isdisjoint(near) and self._is_strange(text):
            return True
        around = self.passages[max(place - 1, 0) : place] + self.passages[place + 1 : place + 2]
        below = self.passages[place + 1 : place + 2]
        placed = any(is_post(each.text) or is_outlet(each.text) for each in below)
        dated = bool(date_within(text)) or any(is_dateline(each.text) for each in around)
        return placed or dated

    def _is_strange(self, text: str) -> bool:
        """Whether a name is nobody's in the story: then it is the author's."""
        names = " ".join(names_in(text))
        capitals = names and all(is_capital(part) for part in names.split())
        if names and names.upper() == names.lower():  # only where words are parted by spaces
            capitals = NAME_WORDS[0] <= len(names.split()) == words(names) <= NAME_WORDS[1]
        told = " ".join(each.text for each in self.passages if is_story(each.text))
        return bool(capitals) and words(told) >= NAMED_IN and not shared(names, stems(told))

    def findings(self) -> list[Finding]:
        """What a person should know of the head."""
        found = [*self.aside]
        if self.untitled:
            message = f"no headline was found; the first words stand in: “{self.metadata.title}”"
            found.append(Finding("title-missing", Weight.WARNING, message, "line 1"))
        date = self.metadata.date
        if date and not date.isdecimal() and not date_in(date):
            message = f"“{date}” is no date that can be told; write it as 2026-09-05"
            found.append(Finding("date-unsure", Weight.WARNING, message, "front matter"))
        return found


def _is_byline(text: str) -> bool:
    return is_byline(text) or is_loose_byline(text)


def _is_line(passage: Passage) -> bool:
    return _is_body(passage) and not is_story(passage.text)


def _is_label(text: str) -> bool:
    """Whether a line is but a label: “Published” over the date."""
    return text.strip(" :").casefold() in _LABELS


def _tells_when(passage: Passage) -> bool:
    return _is_label(passage.text) or is_dateline(passage.text)


def _is_dateline(passage: Passage) -> bool:
    return is_dateline(passage.text)


def _completed(metadata: Metadata) -> Metadata:
    """The metadata with what its lines tell: names from the byline, a date from the dateline.

    Where nothing else tells, the one year of the rights line dates the article, for catalogues.
    """
    told = date_in(metadata.dateline) or date_within(metadata.byline)
    date = date_in(metadata.date) or metadata.date or told
    year = "" if is_of_years(metadata.rights) else metadata.rights_year
    return replace(
        metadata,
        authors=metadata.authors or (names_in(metadata.byline) if metadata.byline else ()),
        date=date or year,
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
