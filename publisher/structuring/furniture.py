"""What stands in an article and is no part of it: page furniture, captions, credits, rights.

What is set aside is quoted in a finding, so nothing is lost unseen. Some passages tell by
their words alone (`signs`); others by company: the links under “Most read”, the menu over a
headline, whatever follows the comments. A sentence of the story is never taken for its place.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from publisher.article import Article, Kind, Metadata, Passage, Role
from publisher.report import Finding, Weight
from publisher.structuring.belonging import Surroundings, is_strange, may_be_weighed
from publisher.structuring.bios import is_bio
from publisher.structuring.bylines import (
    is_bare_name,
    is_byline,
    is_loose_byline,
    is_post,
    names_in,
)
from publisher.structuring.dates import is_dateline, is_signed_date
from publisher.structuring.lengths import CLOSERS, one_line, stopped, words
from publisher.structuring.likeness import shared, stems
from publisher.structuring.phrases import ENDS, bare, uncounted
from publisher.structuring.pitches import speaks_of_pages
from publisher.structuring.pulls import pull_quotes
from publisher.structuring.rights import with_rights
from publisher.structuring.shapes import goes_on, is_one_question
from publisher.structuring.signs import Sign, sign_of

RIGHTS_REACH = 6  # passages of the story from either end; a law on copyright is spoken of within
LABELLED_WORDS = 7  # of “Opinion: …”; a sub-heading has fewer
NOTES_REACH = 5  # passages from either end
NOTE_LONGEST = 420  # characters
HEAD_REACH = 20  # passages; a byline below them is none
LINKS_MOST = 12  # under one “Most read”
LINK_MOST_WORDS = 20
LINK_WORDS = 6  # fewer, right over a paragraph, are its sub-heading
SLIGHTLY, NAMED = 0.25, 0.5  # of a sub-heading's words are in the story right below it
ENCLOSED_MOST = 3  # lines between two buttons
NAMES_MOST = 3  # words
WEIGHINGS = 2  # what is taken is evidence for what is not yet
TAIL_LINES = 3  # in the tail, for each passage that is sentences
TAIL_STORIES = 4  # times as many sentences stand above the tail

_NUMBERED = re.compile(
    r"(?:part|chapter|book|teil|kapitel|partie|chapitre|parte|capítulo|capitolo)\s\w+|第.{1,4}[章部回]|\d{1,2}[.)]\s",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[^\W\d_]{3,}[.!?] [^\W\d_]")  # two sentences
_MEANINGS = {
    "furniture": "furniture of a page, not of the story",
    "caption": "a caption or the credit of a picture",
    "credit": "a credit",
    "author-note": "a note on the author",
    "pull-quote": "a pull quote, or who said it; the story has its words",
    "rights": "the rights line; it goes into the metadata",
}
_LINES = (Sign.LINE, Sign.MENU)
_BY_WORDS = {
    Sign.BUTTON: "furniture",
    Sign.LIST: "furniture",
    Sign.LEAD: "furniture",
    Sign.PITCH: "furniture",
    Sign.CAPTION: "caption",
    Sign.CREDIT: "credit",
}


def set_aside(article: Article) -> tuple[tuple[Passage, ...], Metadata, tuple[Finding, ...]]:
    """Part the story from what stands between it.

    Returns:
        The passages that are left, the metadata with the rights line in it, and a finding
        for each passage that was taken out.
    """
    declared = article.metadata.rights
    if not article.guess:
        return article.passages, with_rights(article.metadata, declared), ()
    page = _Page(article.passages, [sign_of(passage) for passage in article.passages])
    page.judge()
    lines = [one_line(page.passages[at]) for at in sorted(page.out) if page.out[at] == "rights"]
    kept = tuple(each for at, each in enumerate(page.passages) if at not in page.out)
    metadata = with_rights(article.metadata, declared or " ".join(lines))
    return kept, metadata, tuple(page.findings())


def lines_aside(findings: tuple[Finding, ...], what: str = "furniture") -> frozenset[int]:
    """The lines that furniture, or something else, was set aside from."""
    places = (each.place for each in findings if each.code == f"{what}-set-aside")
    return frozenset(int(place.removeprefix("line ") or 0) for place in places)


def is_furniture(passage: Passage) -> bool:
    """Whether a passage is a page's furniture, by its words alone."""
    return _BY_WORDS.get(sign_of(passage)) == "furniture"


@dataclass(slots=True)
class _Page:
    """The passages of an article, and why each of them is set aside."""

    passages: tuple[Passage, ...]
    signs: list[Sign]
    out: dict[int, str] = field(default_factory=dict)
    headed: int = 0  # the first byline or date over the story, else the same as:
    opening: int = 0  # the first passage that is surely the story's
    closing: int = 0  # the last one
    spaced: bool = False  # whether blank lines part the paragraphs

    def judge(self) -> None:
        """Weigh each passage, what is plain first: it is evidence for its neighbours."""
        self._bound()
        passages = self.passages
        for at, sign in enumerate(self.signs):
            byline = at < self.opening and _is_byline(self.passages[at].text)
            if sign in _BY_WORDS and not byline and not self._names_a_part(at):
                self.out[at] = _BY_WORDS[sign]
            elif at > self.opening and sign is Sign.LINE and is_signed_date(passages[at].text):
                self.out[at] = "furniture"
        self._take_links()
        self._take_pull_quotes()
        self._take_rights()
        self._take_author_notes()
        self._take_tail()
        left = -1
        while left != len(self.out):  # what is taken is evidence for what is not yet
            left = len(self.out)
            self._take_menus()
            self._take_enclosed()
        self._take_strangers()

    def _take_strangers(self) -> None:
        """Take what form, words and place tell to be no part of the story.

        A page that shows no furniture by its words has none: nothing is weighed there.
        """
        told = sum(why in ("furniture", "caption") for why in self.out.values())
        for again in range(WEIGHINGS if told else 0):
            around = Surroundings(
                self.passages, self.signs, frozenset(self.out), self.headed, self.opening, told
            )
            for at in range(len(self.signs)):
                if again and self.signs[at] is Sign.STORY:
                    continue
                if self._may_be_strange(around, at) and is_strange(around, at):
                    self.out[at] = "furniture"

    def _may_be_strange(self, around: Surroundings, at: int) -> bool:
        """Whether a passage may be weighed: none that says who or when, above the last lines.

        Between two paragraphs a name signs a letter, or tells who speaks.
        """
        text = self.passages[at].text
        if at < self.closing and words(text) <= NAMES_MOST and is_bare_name(text):
            return False
        if self._heads_a_sentence(at):
            return False
        over = at < self.opening and (_says_who_or_when(self.passages[at]) or is_post(text))
        return not over and may_be_weighed(around, at)

    def _heads_a_sentence(self, at: int) -> bool:
        """Whether a line stands right over the story, and names what that speaks of."""
        over = at + 1 < len(self.signs) and self._is_story(at + 1)
        return over and not stopped(self.passages[at].text) and self._names(at) >= NAMED

    def _bound(self) -> None:
        stories = [at for at, sign in enumerate(self.signs) if sign is Sign.STORY]
        self.opening = self._opening(stories)
        self.closing = stories[-1] if stories else len(self.signs)
        over = enumerate(self.passages[: self.opening])
        said = (at for at, each in over if at and _says_who_or_when(each))
        self.headed = next(said, self.opening)
        gaps = [self._gap(at) for before, at in pairwise(stories) if at - 1 == before]
        self.spaced = len(gaps) > 1 and min(gaps) > 1

    def _opening(self, stories: list[int]) -> int:
        """The first sentences that are not a standfirst: no byline or date is below them."""
        if len(stories) < 2 or stories[0] > HEAD_REACH:
            return stories[0] if stories else 0
        headed = any(map(_says_who_or_when, self.passages[stories[0] + 1 : stories[1]]))
        return stories[1] if headed else stories[0]

    def _names_a_part(self, at: int) -> bool:
        """Whether a word that stands over links may as well be a sub-heading here."""
        over_story = self.signs[at + 1 : at + 2] == [Sign.STORY]
        within = self.opening < at < self.closing
        one_word = words(self.passages[at].text) == 1
        return self.signs[at] is Sign.LIST and over_story and within and one_word

    def _is_link(self, at: int) -> bool:
        """Whether a passage may be one of a list of links."""
        sign, passage, asks = self.signs[at], self.passages[at], self._asks(at)
        if sign is Sign.HELD:
            listed = passage.within[:1] and passage.within[0].kind in (Kind.BULLETS, Kind.NUMBERS)
            return bool(listed) and (asks or not stopped(passage.text))
        if passage.role is not Role.BODY:
            return False
        return at in self.out or asks or (sign in _LINES and not stopped(passage.text))

    def _asks(self, at: int) -> bool:
        """Whether a passage is one question, as the headline of another story may be."""
        text = self.passages[at].text
        asked = text.rstrip(CLOSERS).endswith(("?", "？", "؟")) and is_one_question(text)
        return asked and not goes_on(text)

    def _take_links(self) -> None:
        """Take what stands under “Most read”, down to the next sentence of the story."""
        for at in sorted(self.out):
            over_links = self.signs[at] is Sign.LIST or self._is_read_more(at)
            if not over_links or at < self.opening:
                continue
            end = at + 1
            while end < len(self.signs) and end - at <= LINKS_MOST and self._is_link(end):
                end += 1
            if self._keeps_its_heading(at, end):
                end -= 1
            for place in range(at + 1, end):
                self.out.setdefault(place, "furniture")

    def _is_read_more(self, at: int) -> bool:
        """Whether a button promises a link on the line below."""
        line = bare(self.passages[at].text)
        return self.signs[at] is Sign.BUTTON and line.startswith(
            (
                "read more",
                "read next",
                "read also",
                "see also",
                "lire",
                "à lire",
                "lesen sie",
                "lea ",
                "lee ",
                "leer",
                "leggi",
                "leia",
                "اقرأ",
                "إقرأ",
                "more ",
                "mehr",
                "watch",
            )
        )

    def _keeps_its_heading(self, at: int, end: int) -> bool:
        """Whether the last line of a list of links is the sub-heading of what follows."""
        last, promised = end - 1, at + 1 + (self.signs[at] is Sign.LIST)
        if last < promised or last in self.out or not self._heads_story(last):
            return False
        apart = self._gap(last) > 1 and last > promised and self._gap(last - 1) <= 1
        short = words(self.passages[last].text) < LINK_WORDS
        if _NUMBERED.match(self.passages[last].text):
            return not _NUMBERED.match(self.passages[last - 1].text)
        if self._asks(last):
            return apart or any(map(self._is_asked_in_story, range(len(self.signs))))
        return apart or self._names(last) >= (SLIGHTLY if short else NAMED)

    def _is_asked_in_story(self, at: int) -> bool:
        """Whether a question stands between two passages of the story, as a sub-heading does."""
        between = at > self.opening and self._is_story(at - 1) and self._heads_story(at)
        return between and self._asks(at)

    def _names(self, at: int) -> float:
        """How much of a line is in the story right below it."""
        below = [place for place in range(at + 1, len(self.signs)) if self._is_story(place)]
        told = " ".join(self.passages[place].text for place in below[:2])
        return shared(self.passages[at].text, stems(told))

    def _is_story(self, at: int) -> bool:
        return self.signs[at] is Sign.STORY and at not in self.out

    def _gap(self, at: int) -> int:
        """How many lines a passage stands below the one before it."""
        return self.passages[at].line - self.passages[at - 1].line if at else 0

    def _take_pull_quotes(self) -> None:
        """Take words of the story that are set between its paragraphs, and said in them."""
        stories = [at for at in range(self.opening, len(self.signs)) if self._is_story(at)]
        for at in pull_quotes(self.passages, stories):
            self.out.setdefault(at, "pull-quote")

    def _take_rights(self) -> None:
        """Take rights lines near either end of the story."""
        story = [
            at
            for at, sign in enumerate(self.signs)
            if at not in self.out and sign is not Sign.RIGHTS
        ]
        for at, sign in enumerate(self.signs):
            if sign is not Sign.RIGHTS:
                continue
            above = sum(place < at for place in story)
            if min(above, len(story) - above) < RIGHTS_REACH:
                self.out[at] = "rights"

    def _take_author_notes(self) -> None:
        """Take notes on the author, in the last passages or the first."""
        left = [at for at in range(len(self.signs)) if at not in self.out]
        authors = self._authors()
        for at in left[-NOTES_REACH:] + left[:NOTES_REACH]:
            text = self.passages[at].text
            named = at > self.opening and text.startswith(authors) and len(text) <= NOTE_LONGEST
            if self.signs[at] in (Sign.STORY, Sign.LINE) and (named or is_bio(text)):
                self.out[at] = "author-note"
        stories = [at for at in range(len(self.signs)) if self._is_story(at)]
        self.closing = stories[-1] if stories else self.closing

    def _authors(self) -> tuple[str, ...]:
        """The authors, as far as a byline over the story names them."""
        over = (each.text for each in self.passages[: self.opening])
        byline = next(filter(_is_byline, over), "")
        return tuple(name for name in names_in(byline) if " " in name) if byline else ()

    def _take_tail(self) -> None:
        """Take the lines below the story, from the first that only stands there."""
        tail = self._tail()
        for at in range(tail + 1, len(self.signs)):
            if self._is_left_over(at):
                self.out[at] = "furniture"
            short = words(self.passages[at].text) <= LINK_MOST_WORDS
            if short and self._is_loose(at) and not self._heads_story(at):
                self.out.setdefault(at, "furniture")

    def _is_left_over(self, at: int) -> bool:
        """Whether a sentence in the tail speaks of what only pages have, or is very short."""
        if self.signs[at] not in (Sign.LINE, Sign.STORY) or at in self.out:
            return False
        text = self.passages[at].text
        alone = at - 1 in self.out and at + 1 in {*self.out, len(self.signs)}
        return alone and (self.signs[at] is Sign.LINE or speaks_of_pages(text))

    def _tail(self) -> int:
        """Where the story is over: at the first such sign that few of its sentences follow."""
        stories = [at for at, sign in enumerate(self.signs) if sign is Sign.STORY]
        for at in filter(self._ends, range(self.opening, len(self.signs))):
            below = sum(place > at and place not in self.out for place in stories)
            lines = len(self.signs) - at - 1 - below
            mostly = TAIL_LINES * below <= lines and TAIL_STORIES * below <= len(stories)
            if at > self.closing or mostly:
                return at
        return len(self.signs)

    def _heads_story(self, at: int) -> bool:
        """Whether sentences stand right below a line, as under a sub-heading."""
        below = self.signs[at + 1 : at + 2]
        return below in ([Sign.STORY], [Sign.HELD]) and at + 1 not in self.out

    def _ends(self, at: int) -> bool:
        """Whether a passage says that the story is over."""
        if self.out.get(at) in ("rights", "author-note"):
            return True
        if self.signs[at] is Sign.LIST:
            return True
        line = bare(self.passages[at].text)
        return at in self.out and bool(
            ENDS.has(line) or ENDS.has(uncounted(line)) or line.startswith("share")
        )

    def _take_menus(self) -> None:
        """Take the names of sections over the headline, and in company."""
        lines = [
            at for at in range(self.opening) if self.signs[at] is Sign.LINE and at not in self.out
        ]
        for at, sign in enumerate(self.signs):
            if sign is not Sign.MENU or at in self.out or _is_byline(self.passages[at].text):
                continue
            over_headline = bool(lines) and at < max(lines) if at < self.opening else False
            if over_headline or self._in_company(at):
                self.out[at] = "furniture"

    def _in_company(self, at: int) -> bool:
        """Whether a line stands next to furniture."""
        return any(self.out.get(place) == "furniture" for place in (at - 1, at + 1))

    def _take_enclosed(self) -> None:
        """Take lines between two pieces of furniture, and those set solid with one."""
        for at in range(self.headed + 1, len(self.signs)):
            if at in self.out or not self._is_loose(at):
                continue
            near = self._is_enclosed(at) or self._is_set_solid(at)
            due = near or self._is_titled(at) or self._is_labelled(at)
            if due and not _says_who_or_when(self.passages[at]):
                self.out[at] = "furniture"

    def _is_loose(self, at: int) -> bool:
        """Whether a passage is a line that could be anything, but no sentence."""
        if self.signs[at] is Sign.MENU:
            return self.passages[at].role is Role.BODY
        text = self.passages[at].text
        plain = self.signs[at] is Sign.LINE and self.passages[at].role is Role.BODY
        return plain and not stopped(text) and not _PARTED.search(text)

    def _is_enclosed(self, at: int) -> bool:
        """Whether furniture stands on both sides, with no sentence in between."""
        sides = []
        for step in (-1, 1):
            place = at + step
            while 0 <= place < len(self.signs) and place not in self.out and self._is_loose(place):
                place += step
            sides.append(place)
        first, last = sides
        near = last - first <= ENCLOSED_MOST + 1 or first > self.closing
        return near and all(self.out.get(place) in ("furniture", "rights") for place in sides)

    def _is_titled(self, at: int) -> bool:
        """Whether a line is the title of a box: a pitch is below it, and it names no story."""
        pitched = self.signs[at + 1 : at + 2] == [Sign.PITCH]
        return pitched and not self._is_loose(at - 1) and self._names(at) == 0

    def _is_labelled(self, at: int) -> bool:
        """Whether a line is a link with a label before it, too long for a sub-heading."""
        return self.signs[at] is Sign.MENU and words(self.passages[at].text) >= LABELLED_WORDS

    def _is_set_solid(self, at: int) -> bool:
        """Whether a line goes with furniture, line under line, where blank lines part the rest."""
        if not self.spaced:
            return False
        above = self._gap(at) == 1 and self.out.get(at - 1) == "furniture"
        below = at + 1 < len(self.signs) and self._gap(at + 1) == 1
        return above or (below and self.out.get(at + 1) == "furniture")

    def findings(self) -> list[Finding]:
        """What was set aside, quoted, with its line and why."""
        return [_finding(self.out[at], self.passages[at]) for at in sorted(self.out)]


def _says_who_or_when(passage: Passage) -> bool:
    return _is_byline(passage.text) or is_dateline(passage.text)


def _is_byline(text: str) -> bool:
    return is_byline(text) or is_loose_byline(text)


def _finding(what: str, passage: Passage) -> Finding:
    place = f"line {passage.line}" if passage.line else ""
    return Finding(
        f"{what}-set-aside", Weight.NOTE, f"“{passage.text}” is {_MEANINGS[what]}", place
    )
