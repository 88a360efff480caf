"""Headings without marks: lines that stand alone and name what follows.

No line can be judged by itself: “That was then.” is a paragraph here and a heading there. So
each line is first given the shape that its words allow (`shapes`), then asked whether it
stands where a heading stands (`standing`). What is left is judged in families that look
alike, with the whole article as evidence:

- bare lines, without a stop, are headings;
- lines of a numbered series are when they count up or down over parts of the text;
- times are when there are several; questions are unless they go on from the sentence before;
- lines that end as sentences do are when there are several, spread evenly, and few others.

Lines set wholly in bold (`typography`) need none of this, nor do the turns of an interviewer
(`interviews`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from publisher.article import Passage, Role
from publisher.structuring import shapes, typography
from publisher.structuring.entries import with_times_joined
from publisher.structuring.lengths import CLOSERS, length, stopped, words
from publisher.structuring.levels import with_levels
from publisher.structuring.shapes import Shape, is_one_question, is_titled
from publisher.structuring.standing import NAMING, Page, is_line

FEWEST_BOLD = 2  # lines in bold; then headings that are not in bold are not looked for
SEVERAL = 3  # lines that end as sentences do, to be believed
MOSTLY = 2 / 3
LONE_LONGEST = 60  # letters' widths of a line that is the only heading
RANK, RANK_OF_TURNS = 10, 20  # of a heading that is no part, and of an interviewer's question

_PLAIN = (Shape.BARE, Shape.ORNATE, Shape.PART)


def with_headings(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages with headings found, and given levels from 2 down.

    Where headings are marked, or set in bold, they are all of them: an author who marks
    headings marks every one. Only lines in bold are added to marked ones, a level below.
    """
    if any(each.role is Role.HEADING and not each.within for each in passages):
        return typography.below_marked(passages)
    parted = with_times_joined(typography.lines_parted(passages))
    page = Page(parted)
    bold = typography.in_bold(parted)
    found = bold if len(bold) >= FEWEST_BOLD else bold | _headings(page)
    ranks = {place: _rank(page, place) + typography.rank(parted[place]) for place in found}
    return with_levels(parted, ranks)


def is_bare_heading(passage: Passage) -> bool:
    """Whether a passage has the form of a sub-heading, wherever it stands."""
    return is_line(passage) and shapes.form(passage.text).shape in NAMING


def _headings(page: Page) -> frozenset[int]:
    """The places of the headings, told by their words and by where they stand."""
    standing = [place for place in range(len(page.passages)) if page.stands(place)]
    found = {*_bare(page, standing), *_numbered(page, standing), *_timed(page, standing)}
    found.update(_leading(page, standing))
    found.update(_voices(page))
    found.update(_asked(page, standing, len(found)))
    ended = frozenset(_stopped(page, found))
    found.difference_update(*(page.row_above(place) for place in ended))
    found.update(ended)
    found.update(_exclaimed(page, standing, len(found)))
    found.update(_after_lists(page, found))
    if len(found) == 1 and any(_is_doubtful(page, place) for place in found):
        return page.turns
    return frozenset(found) | page.turns


def _rank(page: Page, place: int) -> int:
    """Where a heading stands among others by its words: the smaller, the higher."""
    form = page.forms[place]
    if form.shape is Shape.PART:
        return form.rank
    return RANK_OF_TURNS if place in page.turns else RANK + max(len(form.numbers) - 1, 0)


def _bare(page: Page, standing: Iterable[int]) -> Iterator[int]:
    """The lines without a stop, or in capitals; in a story, one in quotation marks is said."""
    talk = page.is_talk()
    for place in standing:
        text = page.text(place)
        capitals = page.has(place, Shape.STOPPED) and text.isupper() and words(text) > 1
        if (page.has(place, *_PLAIN) or capitals) and not (talk and shapes.is_quoted(text)):
            yield place


def _numbered(page: Page, standing: Iterable[int]) -> Iterator[int]:
    """The lines of each numbered series that counts."""
    series: dict[str, list[int]] = defaultdict(list)
    for place in standing:
        if page.has(place, Shape.NUMBERED):
            series[page.forms[place].series].append(place)
    for places in series.values():
        alone = words(page.text(places[0])) == 1
        if alone or (len(places) > 1 and _count([page.forms[at].numbers for at in places])):
            yield from places
            yield from _left_out(page, places)


def _left_out(page: Page, places: list[int]) -> Iterator[int]:
    """The lines that bear a number missing in a series, where one line only bears it.

    Such a line stands right over another that is numbered, as a list would: over its own first
    sub-heading, or over a numbered list.
    """
    for place, later in pairwise(places):
        first, last = page.forms[place].numbers[0], page.forms[later].numbers[0]
        between = [
            at
            for at in range(place + 1, later)
            if page.forms[at].series == page.forms[place].series and not stopped(page.text(at))
        ]
        for number in range(first + 1, last):
            bearing = [at for at in between if page.forms[at].numbers == (number,)]
            yield from bearing if len(bearing) == 1 else ()


def _count(numbers: list[tuple[int, ...]]) -> bool:
    """Whether numbers mostly go up, or mostly down; those that cannot be told may do either."""
    pairs = list(pairwise(numbers))
    up, down = sum(one < other for one, other in pairs), sum(one > other for one, other in pairs)
    return max(up, down) >= MOSTLY * len(pairs) or up == down == 0


def _timed(page: Page, standing: Iterable[int]) -> Iterator[int]:
    """The times and dates, if there are several."""
    timed = [place for place in standing if page.has(place, Shape.TIMED)]
    yield from timed if len(timed) > 1 else ()


def _asked(page: Page, standing: Iterable[int], others: int) -> Iterator[int]:
    """The questions that are set above the text, and not asked in it.

    One that goes on from the sentence before (“But why?”) is asked in it, unless all that is
    set like it names something.
    """
    asked = [at for at in standing if page.has(at, Shape.ASKED) and is_one_question(page.text(at))]
    firm = [at for at in asked if not shapes.goes_on(page.text(at))]
    yield from asked if others or firm else ()


def _leading(page: Page, standing: Iterable[int]) -> Iterator[int]:
    """The lines with a colon that are set as titles are, and lead on to no list."""
    for place in standing:
        text = page.text(place)
        titled = (
            page.has(place, Shape.LEADING)
            and is_titled(text)
            and not (shapes.introduces(text) or shapes.tells(text))
        )
        if titled and not _is_list(page, place + 1):
            yield place


def _is_list(page: Page, place: int) -> bool:
    """Whether a list begins at a place, with bullets or without."""
    marked = page.passages[place].within or page.has(place, Shape.LISTED)
    return bool(marked) or page.slight[place] or page.is_in_list(place)


def _exclaimed(page: Page, standing: Iterable[int], others: int) -> Iterator[int]:
    """The lines that exclaim, where there are other headings; alone, they are said."""
    for place in standing:
        if page.has(place, Shape.EXCLAIMED) and others:
            short = words(page.text(place)) == 1 or shapes.tells(page.text(place))
            if others >= SEVERAL or not short:
                yield place


def _stopped(page: Page, found: set[int]) -> Iterator[int]:
    """The lines that end as sentences do, if there are several, and few of them tell anything.

    They stand apart from one another, but for a heading over its first sub-heading, and
    outnumber other headings; in a story there are none. Two are enough where neither tells
    anything, and no other line may be a heading. Where they are the style of an article, a
    longer one is a heading as well.
    """
    if page.is_talk():
        return
    short = [at for at in range(len(page.passages)) if page.has(at, Shape.STOPPED)]
    short = list(_in_twos(page, [at for at in short if page.stands_apart(at)]))
    signed = {above for at in short for above in page.row_above(at)}
    others = sum(1 for at in found - signed if _has_own_style(page, at))
    if _are_style(page, short, others):
        yield from short
        longer = [at for at in _long(page, short) if not shapes.tells(page.text(at))]
        yield from longer
    elif not found:
        yield from _all_long(page, short)


def _has_own_style(page: Page, place: int) -> bool:
    """Whether a heading is numbered, or could bear a stop and does not.

    One that ends as a quotation does cannot.
    """
    text = page.text(place)
    bare = page.has(place, *_PLAIN, Shape.TIMED) and not stopped(text)
    return page.has(place, Shape.NUMBERED) or (bare and text[-1:] not in CLOSERS)


def _are_style(page: Page, places: list[int], others: int) -> bool:
    """Whether lines that end as sentences do are the headings of an article.

    Under the name of one who signed, a line tells nothing that goes on from above.
    """
    told = (at for at in places if not page.row_above(at))
    telling = sum(1 for place in told if shapes.tells(page.text(place)))
    if len(places) >= max(SEVERAL, others):
        return 2 * telling <= len(places)
    apart = all(later - at > 1 for at, later in pairwise(places))
    return len(places) == SEVERAL - 1 and apart and not telling and not others


def _in_twos(page: Page, places: list[int]) -> Iterator[int]:
    """The places that stand by one other at most, as a heading and its first sub-heading do."""
    rows: list[list[int]] = []
    for place in places:
        if rows and place == rows[-1][-1] + 1:
            rows[-1].append(place)
        else:
            rows.append([place])
    for row in rows:
        if len(row) == 1 or not (len(row) > 2 or any(shapes.tells(page.text(at)) for at in row)):
            yield from row


def _long(page: Page, short: list[int]) -> Iterator[int]:
    """The lines that end as sentences do, are longer than most headings, and stand as they do."""
    near = frozenset(short)
    for place, passage in enumerate(page.passages):
        alone = not {place - 1, place + 1} & near and place not in page.said
        long = is_line(passage) and shapes.is_long_sentence(passage.text)
        if alone and long and page.stands_over(place):
            yield place


def _all_long(page: Page, short: list[int]) -> Iterator[int]:
    """Lines that end as sentences do, if all of them are shorter than any paragraph."""
    places = sorted({*short, *_long(page, [])})
    lengths = [length(page.text(at)) for at in places]
    apart = all(later - at > 1 for at, later in pairwise(places))
    if len(places) < SEVERAL or not apart:
        return
    others = (length(each.text) for at, each in enumerate(page.passages) if at not in places)
    telling = any(shapes.tells(page.text(at)) for at in places)
    if not telling and max(lengths) < min(others, default=0):
        yield from places


def _voices(page: Page) -> Iterator[int]:
    """The lines that say in one sentence who said what, if there are several."""
    places = [
        at
        for at, each in enumerate(page.passages)
        if is_line(each) and shapes.is_voice(each.text) and page.stands_apart(at)
    ]
    apart = all(later - at > 1 for at, later in pairwise(places))
    yield from places if len(places) >= SEVERAL and apart and not page.is_talk() else ()


def _after_lists(page: Page, found: set[int]) -> Iterator[int]:
    """The last lines of rows that are set as the headings are, and their rows are not."""
    titled = [is_titled(page.text(place)) for place in found]
    style = 2 * sum(titled) > len(titled)
    for place, (first, last) in enumerate(page.rows):
        if not found or place != last or last - first < 2 or place in found:
            continue
        unlike = sum(is_titled(page.text(at)) is not style for at in range(first, last))
        fits = page.has(place, Shape.BARE) and is_titled(page.text(place)) is style
        if fits and 2 * unlike > last - first and page.has_below(place):
            yield place


def _is_doubtful(page: Page, place: int) -> bool:
    """Whether a line is too long to be the only heading of an article."""
    text = page.text(place)
    return page.has(place, Shape.BARE) and (length(text) > LONE_LONGEST or ";" in text)
