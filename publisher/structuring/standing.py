"""Where a heading stands: alone, with something longer under it that it can name.

Short lines that do not end as sentences do are *slight* here. Several in a row are a list, a
verse, an address or a table; one, or two of which one is the higher heading, may name what
follows. Blank lines part a row where the source sets them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from publisher.article import Passage, Role
from publisher.structuring import interviews, shapes
from publisher.structuring.bylines import is_attribution
from publisher.structuring.lengths import CLOSERS, length, stopped, words
from publisher.structuring.shapes import Form, Shape, is_one_question

BODY_TIMES = 2.0  # how many times as long as a line what it names must be, or a sentence
REACH = 6  # passages under a line within which something stands that it can name
TALK = 3  # passages to one that begins with words said, at most, in a story
FEWEST_SAID = 4  # passages that begin with words said, for a story
SEVERAL_SAID = 2  # quotations over names
REPEATED, MOST_REPEATED = 3, 2  # times, and words, of a line that is furniture, or a speaker

COUNTED = (Shape.NUMBERED, Shape.PART, Shape.TIMED)
NAMING = frozenset(
    (*COUNTED, Shape.BARE, Shape.ASKED, Shape.EXCLAIMED, Shape.STOPPED, Shape.LEADING, Shape.ORNATE)
)
_SLIGHT = frozenset((*COUNTED, Shape.BARE, Shape.ASKED, Shape.ORNATE, Shape.RUNNING))
_OPENING = frozenset('“"‘„«「『—–')
_LEADING_ON = (":", "：", ",", "،")


@dataclass(slots=True)
class Page:
    """An article whose headings are looked for.

    Attributes:
        passages: its passages.
        forms: the form of each.
        slight: whether each is a short line that does not end as a sentence does.
        rows: the first and the last place of the row of slight lines that each stands in.
        turns: the places of an interviewer's questions.
        said: the places of what is said by somebody named.
    """

    passages: tuple[Passage, ...]
    forms: list[Form] = field(init=False)
    slight: list[bool] = field(init=False)
    rows: list[tuple[int, int]] = field(init=False)
    turns: frozenset[int] = field(init=False)
    said: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        """Look at each passage by itself, then at its neighbours, and at who speaks."""
        self.forms = [
            shapes.form(each.text) if is_line(each) else shapes.NONE for each in self.passages
        ]
        self.slight = [self._is_slight(place) for place in range(len(self.passages))]
        self.rows = self._rows()
        self.turns = interviews.questions(self.passages)
        self.said = interviews.said(self.passages) - self.turns
        self._dismiss()

    def text(self, place: int) -> str:
        """The words of a passage."""
        return self.passages[place].text

    def has(self, place: int, *wanted: Shape) -> bool:
        """Whether a passage is of one of some shapes."""
        return self.forms[place].shape in wanted

    def stands(self, place: int) -> bool:
        """Whether a line stands where a heading does."""
        naming = self.forms[place].shape in NAMING and not self.is_in_list(place)
        if not naming or not self.has_below(place):
            return False
        if not self.slight[place]:
            return not self.leads_on(place)
        first, last = self.rows[place]
        if first == last:
            return not self.leads_on(place) or self.has(place, Shape.BARE, *COUNTED)
        if self.has(place, *COUNTED):
            return True
        if last - first == 1:
            signed = self.slight[last + 1 : last + 2] == [True] and self._is_under_names(last + 1)
            return self._is_stack(first) and not self.leads_on(first) and not signed
        return place == last and self._is_unlike(first, last)

    def stands_apart(self, place: int) -> bool:
        """Whether a line of any shape stands over what it can name, and by no slight line."""
        around = [at for at in (place - 1, place + 1) if 0 <= at < len(self.passages)]
        if self._is_under_names(place):
            around = around[1:]
        alone = not any(
            self.slight[at] and self.has(at, Shape.BARE, Shape.RUNNING) for at in around
        )
        return alone and self.has_below(place) and not self.leads_on(place)

    def row_above(self, place: int) -> range:
        """The row of slight lines right above a line: who signed what ends there."""
        if not place or not self.slight[place - 1]:
            return range(0)
        return range(self.rows[place - 1][0], place)

    def stands_over(self, place: int) -> bool:
        """Whether a line stands apart, right over a passage that is much longer."""
        below = self.passages[place + 1 : place + 2]
        longer = any(length(each.text) >= BODY_TIMES * length(self.text(place)) for each in below)
        return longer and self.stands_apart(place)

    def has_below(self, place: int) -> bool:
        """Whether there is something below a line that it can name."""
        for after in range(place + 1, min(place + 1 + REACH, len(self.passages))):
            below = self.passages[after]
            if below.role is Role.BREAK:
                return False
            if below.within or self.has(after, Shape.LISTED):
                return True
            if below.role is not Role.BODY or self.has(after, Shape.SAID, Shape.CREDIT):
                continue
            alike = self.has(place, Shape.STOPPED) and self.has(after, Shape.STOPPED)
            if after == place + 1 and (self.slight[after] or alike):
                return after + 1 < len(self.passages)
            return self._can_name(place, after)
        return False

    def leads_on(self, place: int) -> bool:
        """Whether the passage before a line leads on to it: to a list, or to words said."""
        before = self.text(place - 1).rstrip(CLOSERS) if place else ""
        return before.endswith(_LEADING_ON) and not self.slight[place - 1]

    def is_in_list(self, place: int) -> bool:
        """Whether a numbered line stands right by another that is numbered, and ends, alike."""
        if not self.has(place, Shape.NUMBERED):
            return False
        number, ends = shapes.numbering(self.text(place)), stopped(self.text(place))
        around = (self.text(at) for at in (place - 1, place + 1) if 0 <= at < len(self.passages))
        return number != "" and any(
            shapes.numbering(text) == number and stopped(text) is ends for text in around
        )

    def is_talk(self) -> bool:
        """Whether much of the article is said in quotation marks: a story, not a report."""
        return is_talk(self.passages)

    def _can_name(self, place: int, after: int) -> bool:
        """Whether a line can name a paragraph: that is longer, or says something and goes on."""
        text, below = self.text(place), self.text(after)
        if self.has(place, Shape.NUMBERED) and shapes.numbering(below):
            return shapes.begins_a_list(below) and not stopped(text)
        last = after + 1 == len(self.passages) and length(below) < length(text)
        said = stopped(below) and words(below) > 2 and not last
        return said or length(below) >= BODY_TIMES * length(text)

    def _is_slight(self, place: int) -> bool:
        if self.forms[place].shape not in _SLIGHT or self.is_in_list(place):
            return False
        return not self.has(place, Shape.ASKED) or is_one_question(self.text(place))

    def _rows(self) -> list[tuple[int, int]]:
        """The first and last place of the row that each passage stands in."""
        firsts: list[int] = []
        for place in range(len(self.passages)):
            goes_on = place > 0 and self._is_in_row(place)
            firsts.append(firsts[-1] if goes_on else place)
        lasts = {first: place for place, first in enumerate(firsts)}
        return [(first, lasts[first]) for first in firsts]

    def _is_in_row(self, place: int) -> bool:
        """Whether a slight line goes on the row of the one above.

        It does not where a blank line parts it from two that are set close.
        """
        if not (self.slight[place] and self.slight[place - 1]):
            return False
        closer = self._gap(place) > 1 and self._gap(place - 1) == 1
        return not (closer and place > 1 and self.slight[place - 2])

    def _gap(self, place: int) -> int:
        """How many lines below the one above a line begins; 0 when not from lines."""
        if place < 1 or not self.passages[place].line:
            return 0
        return self.passages[place].line - self.passages[place - 1].line

    def _is_under_names(self, place: int) -> bool:
        """Whether a blank line parts a line from the close row above: a name, and where from."""
        row = self.row_above(place)
        return len(row) > 1 and self._gap(place) > 1 and self._gap(place - 1) == 1

    def _is_stack(self, place: int) -> bool:
        """Whether two slight lines in a row are headings, one above the other."""
        first, second = self.forms[place], self.forms[place + 1]
        shaped = (first.shape, second.shape)
        if Shape.RUNNING in shaped or shaped == (Shape.ASKED, Shape.ASKED):
            return False
        same = first.series != "" and first.series == second.series
        if same:
            return len(second.numbers) > len(first.numbers)
        bare = (at for at in (place, place + 1) if self.has(at, Shape.BARE))
        return not any(shapes.tells(self.text(at)) for at in bare)

    def _is_unlike(self, first: int, last: int) -> bool:
        """Whether the last line of a row has another shape than all others: it is not of them."""
        own = self.forms[last].shape
        return all(form.shape is not own for form in self.forms[first:last])

    def _dismiss(self) -> None:
        """Take what is said, and what is printed again and again, for no heading."""
        printed: dict[str, int] = {}
        for passage in self.passages:
            printed[passage.text] = printed.get(passage.text, 0) + 1
        for place, passage in enumerate(self.passages):
            again = self.has(place, Shape.BARE) and printed[passage.text] >= REPEATED
            if place in self.said or (again and words(passage.text) <= MOST_REPEATED):
                self.forms[place] = shapes.NONE
        self._dismiss_quotation()

    def _dismiss_quotation(self) -> None:
        """Take a lone line in quotation marks over a name for what somebody said.

        Several such lines may name what several people say.
        """
        over = [
            at
            for at in range(len(self.passages) - 1)
            if self.has(at, Shape.BARE) and shapes.is_quoted(self.text(at))
            if is_line(self.passages[at + 1]) and is_attribution(self.text(at + 1))
        ]
        for place in over if len(over) < SEVERAL_SAID else ():
            self.forms[place] = self.forms[place + 1] = shapes.NONE


def is_talk(passages: Sequence[Passage]) -> bool:
    """Whether much of an article is said in quotation marks: a story, not a report."""
    said = sum(1 for each in passages if each.text[:1] in _OPENING and stopped(each.text))
    return said >= FEWEST_SAID and TALK * said > len(passages)


def is_line(passage: Passage) -> bool:
    """Whether a passage is one line of the body, held by nothing."""
    return passage.role is Role.BODY and not passage.within and "\n" not in passage.text
