"""Headings told by how they are set: lines wholly in bold, over text that is not.

In pages made without headings, and in documents typed without styles, authors set a line in
bold where a heading belongs. Such a line may even share a paragraph with what it names, parted
from it by a line break only.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.article import Mark, Passage, Role, Run
from publisher.structuring import shapes
from publisher.structuring.lengths import CLOSERS, length, words
from publisher.structuring.shapes import Shape

LONGEST = 160  # letters' widths of a line in bold that names something
LONGEST_ASKED = 400  # of an interviewer's question in bold
FEWEST_BELOW_MARKED = 2  # lines in bold, to be believed beside marked headings
FEWEST_ASKED = 3  # questions in bold; then all that is wholly in bold is an interviewer's
HIGHEST, DEEPEST = 2, 6
RANK = 100  # between two ways of being set

_NEVER = frozenset((Shape.LISTED, Shape.CREDIT))


def lines_parted(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages, but with lines in bold made passages of their own where breaks part them."""
    return tuple(part for passage in passages for part in _parts(passage))


def in_bold(passages: tuple[Passage, ...]) -> frozenset[int]:
    """The places of the lines in bold that are headings.

    Where several of them ask, all are an interviewer's, whatever else they have the form of.
    """
    bold = [place for place in range(len(passages)) if is_bold(passages[place])]
    if 2 * len(bold) > len(passages):
        return frozenset()
    interview = sum(1 for place in bold if _asks(passages[place].text)) >= FEWEST_ASKED
    fits = _is_turn if interview else _names
    return frozenset(
        place for place in bold if fits(passages[place].text) and _has_below(passages, place)
    )


def below_marked(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages with lines in bold made headings a level below the marked one they follow."""
    bold = {at for at in in_bold(passages) if shapes.form(passages[at].text).shape in _SURE}
    if len(bold) < FEWEST_BELOW_MARKED:
        return passages
    level, made = HIGHEST - 1, []
    for place, passage in enumerate(passages):
        if passage.role is Role.HEADING and not passage.within:
            level = passage.level
        heading = replace(passage, role=Role.HEADING, level=min(level + 1, DEEPEST))
        made.append(heading if place in bold else passage)
    return tuple(made)


def rank(passage: Passage) -> int:
    """Where a heading stands by how it is set: the smaller, the higher.

    Capitals throughout stand over small letters, upright ones over italics; what is not in
    bold at all stands with what is.
    """
    if not is_bold(passage):
        return 2 * RANK
    told = [run for run in passage.runs if any(map(str.isalnum, run.text))]
    slanted = all(Mark.EMPHASIS in run.marks for run in told)
    return RANK * (1 + (not passage.text.isupper()) + 2 * slanted)


def is_bold(passage: Passage) -> bool:
    """Whether all words of a passage of its own are in bold."""
    if passage.role is not Role.BODY or passage.within or length(passage.text) > LONGEST_ASKED:
        return False
    return _are_bold(passage.runs)


def _are_bold(runs: Iterable[Run]) -> bool:
    told = [run for run in runs if any(map(str.isalnum, run.text)) and not run.note]
    return bool(told) and all(Mark.STRONG in run.marks for run in told)


_SURE = frozenset((Shape.BARE, Shape.ASKED, Shape.NUMBERED, Shape.PART, Shape.TIMED, Shape.ORNATE))


def _names(text: str) -> bool:
    """Whether a line in bold has the form of a heading, if of any that one may have in bold."""
    if length(text) > LONGEST:
        return False
    shape = shapes.form(text).shape
    if shape in (Shape.NONE, Shape.RUNNING):
        return not text.rstrip(CLOSERS).endswith((".", "。", ",", ";")) and words(text) > 0
    return shape not in _NEVER and not (shape is Shape.SAID and not shapes.is_quoted(text))


def _is_turn(text: str) -> bool:
    return length(text) <= LONGEST_ASKED and shapes.form(text).shape not in _NEVER


def _asks(text: str) -> bool:
    return text.rstrip(CLOSERS).endswith(("?", "？", "؟"))


def _has_below(passages: tuple[Passage, ...], place: int) -> bool:
    """Whether something that is not in bold follows, at the latest after one more line in bold."""
    after = passages[place + 1 : place + 3]
    return any(each.role is not Role.BREAK and not is_bold(each) for each in after)


def _parts(passage: Passage) -> Iterator[Passage]:
    """A passage, or its lines where some are wholly in bold and others are not."""
    lines = tuple(_lines(passage.runs))
    bold = [_are_bold(line) and _names(_text(line)) for line in lines]
    if passage.role is not Role.BODY or passage.within or all(bold) or not any(bold):
        yield passage
        return
    group: list[Run] = []
    for line, apart in zip(lines, bold, strict=True):
        if not apart:
            group.extend(line)
            continue
        if group:
            yield replace(passage, runs=_ended(group))
        group = []
        yield replace(passage, runs=_ended(line))
    if group:
        yield replace(passage, runs=_ended(group))


def _lines(runs: Iterable[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        line.append(run)
        if run.breaks:
            yield line
            line = []
    if line:
        yield line


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs).strip()


def _ended(runs: list[Run]) -> tuple[Run, ...]:
    """Runs without the line break, and the white space, that they end with."""
    last = replace(runs[-1], text=runs[-1].text.rstrip(), breaks=False)
    return tuple(run for run in (*runs[:-1], last) if run.text or run.breaks)
