"""Plain text as it is copied from web pages, mail and old files, into passages.

Paragraphs come in three dialects, often mixed: parted by blank lines, one to a line, or
wrapped at a width by whatever wrote the file. Only the third is hard, and what betrays it is
that its lines are full: the first word of the next line would not have gone onto this one.
Lines that run on (no full stop, and the next begins in lower case) are sure to belong
together, so they tell at which width a text is wrapped, if it is; lines of a verse, of an
address, or a headline over its byline run on at no common width and stay lines.

What a passage is (headline, byline, heading) is not asked here; all is body, but for breaks,
and for headings that are marked as in Markdown (``## Heading``), in a wiki
(``== Heading ==``), or by a row of signs under them as long as they are.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, takewhile

from publisher.article import Article, Mark, Passage, Role, Run
from publisher.errors import ReadingError
from publisher.reading.decoding import decode
from publisher.reading.source import Source

NARROWEST, WIDEST = 40, 150  # columns; narrower is verse, wider no longer wrapped by a machine
RAGGED = 10  # columns that `fmt` and PDFs leave free where a word would have gone on the line
FEWEST = 3  # lines that run on, for a width; with fewer, all and surely
SELDOM, MOSTLY = 0.25, 0.5  # of the lines of a block are full

_IDEOGRAPHS = (
    "\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff"
)
_SHARED = "“”‘’—…·"  # marks that stand between ideographs and between words alike
_WIDE = re.compile(f"[\u1100-\u115f{_IDEOGRAPHS}\uac00-\ud7a3\uffe0-\uffe6]")
_UNSPACED = re.compile(f"[{_IDEOGRAPHS}]")
_UNSPACED_START = re.compile(f"[{_SHARED}]*[{_IDEOGRAPHS}]")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BLANKS = re.compile(r"[ \t]+")
_ALONE = frozenset("*#⁂❦❧☙")  # break an article singly
_ORNAMENTS = _ALONE | frozenset("•·_=~–—-")  # three of a kind do
_SPACES = frozenset(" \t\u00a0")
_STOP = re.compile(r"[.!?…:。！？：؟۔।։]['\"’”»›」』）)\]\d]*$")
_BULLET = re.compile(r"[•‣◦▪●○■]")
_ITEM = re.compile(r"(?:[-*+–—]|\(?\d{1,3}[.)]|\(?[a-z][.)]) ")
_HASHED = re.compile(r"(?P<mark>#{1,6})\s+(?P<words>\S.*?)(?:\s+#+)?")
_WIKI = re.compile(r"(?P<mark>={1,6})\s*(?P<words>[^=\s](?:.*[^=\s])?)\s*(?P=mark)")
_UNDERLINES = "=-~"  # of a first, second and third level
_STRONG = re.compile(r"(?P<mark>\*\*|__)(?P<words>[^\s*_](?:[^*_]*[^\s*_])?)(?P=mark)")
_STRONG_LONGEST = 120  # characters of a line that is wholly in bold; a longer one is no heading
_COMPOUND = re.compile(r"[^\W_][-‐—]$")
_AFTER_SUSPENDED = ("and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e", "en", "og")


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed line that is not blank.

    Attributes:
        number: in the source, from 1.
        words: without the white space around; spaces and tabs inside are one space.
        indent: columns left free.
        width: columns up to the end of the last word.
        first: columns that the line above would have needed for the first word.
        level: of a line that is marked as a heading; else 0.
    """

    number: int
    words: str
    indent: int
    width: int
    first: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Measure:
    """The width that lines are wrapped at, as narrowly as they tell.

    Attributes:
        least: columns; the longest line that bears witness.
        most: columns; with one more, some line could have taken another word.
        play: columns by which a full line may fall short.
    """

    least: int
    most: int
    play: int = 0


@dataclass(frozen=True, slots=True)
class _Proof:
    """What it takes to believe that a text is wrapped, and not full here and there by chance.

    Attributes:
        lines: how many run on, at least.
        agreed: the share of them that is full at one width.
        least: columns; the narrowest such width. Half the lines of a sonnet agree on one.
        play: columns by which a full line may fall short.
    """

    lines: int
    agreed: float
    least: int = NARROWEST
    play: int = 0


_PROOFS = (  # a program wrapped it, or `fmt`, or it is short, or of several widths and mended
    _Proof(lines=12, agreed=0.95),
    _Proof(lines=12, agreed=0.9, least=55, play=RAGGED),
    _Proof(lines=FEWEST, agreed=0.85),
    _Proof(lines=12, agreed=0.6, least=55),
)

_Joint = tuple[_Line, _Line]


def read_text(source: Source) -> Article:
    """The article in plain text: its paragraphs, and the breaks between them.

    Raises:
        ReadingError: it is no text, or there is nothing in it.
    """
    blocks = tuple(_blocks(decode(source).split("\n")))
    if not blocks:
        raise ReadingError(f"{source.name} is empty", "Put an article into it, or leave it out.")
    passages = tuple(
        _passage(lines)
        for block, measure in _measured(_ruled(blocks))
        for lines in _parted(block, measure)
    )
    return Article(name=source.name, passages=passages)


def _blocks(printed: Iterable[str]) -> Iterator[list[_Line]]:
    """Lines with no blank line between them; a break is a block of its own."""
    block: list[_Line] = []
    for number, line in enumerate(printed, start=1):
        words = line.strip()
        if len(block) == 1 and _underlines(words, block[0]):
            yield [replace(block.pop(), level=1 + _UNDERLINES.index(words[0]))]
            continue
        level, title = _marked(words)
        alone = level or not words.strip(_INVISIBLE) or _is_break(words)
        if alone and block:
            yield block
            block = []
        if level:
            yield [replace(_line(number, line, title), level=level)]
        elif not alone:
            block.append(_line(number, line, words))
        elif _is_break(words):
            yield [_line(number, line, words)]
    if block:
        yield block


def _marked(words: str) -> tuple[int, str]:
    """The level of a line that is marked as a heading, and its words; else 0, and all of it."""
    if not words.startswith(("#", "=")):
        return 0, words
    found = _HASHED.fullmatch(words) or _WIKI.fullmatch(words)
    return (len(found["mark"]), found["words"]) if found else (0, words)


def _underlines(words: str, line: _Line) -> bool:
    """Whether a row of signs stands under a line, and is about as long as that is."""
    if words[:1] not in _UNDERLINES or words.strip(words[:1]) or len(words) < FEWEST:
        return False
    long = line.width - line.indent
    return 3 * abs(len(words) - long) <= long and not line.words.endswith(".")


def _is_break(words: str) -> bool:
    """Whether a line is ornament only: ``* * *``, ``---``, ``⁂``, a single ``#``."""
    if words[:1] not in _ORNAMENTS:
        return False
    return words in _ALONE or (words.count(words[0]) > 2 and len({*words} - _SPACES) == 1)


def _line(number: int, printed: str, words: str) -> _Line:
    indent = 0 if printed[0] == words[0] else _columns(_margin(printed))
    width = indent + _columns(words)
    if "  " in words or "\t" in words:
        words = _BLANKS.sub(" ", words)
    return _Line(number, words, indent, width, _first(words))


def _margin(printed: str) -> str:
    return printed[: len(printed) - len(printed.lstrip())].expandtabs()


def _first(words: str) -> int:
    if not words[0].isascii() and _UNSPACED_START.match(words):
        return 4  # an ideograph, and the mark behind it that may not begin a line
    return _columns(words.partition(" ")[0])


def _columns(words: str) -> int:
    """How wide words are printed in a typewriter face: an ideograph takes two columns."""
    return len(words) if words.isascii() else len(words) + len(_WIDE.findall(words))


def _ruled(blocks: tuple[list[_Line], ...]) -> tuple[list[_Line], ...]:
    """Lines measured in columns, or in characters if more of them agree on a width so.

    Most programs that wrap lines take an ideograph for one character like any other.
    """
    if not any(_WIDE.search(line.words) for block in blocks for line in block):
        return blocks
    counted = tuple([_in_characters(line) for line in block] for block in blocks)
    return max((blocks, counted), key=_agreed)


def _in_characters(line: _Line) -> _Line:
    """A line measured in characters, each of two columns; a word may be parted anywhere."""
    word, space, _ = line.words.partition(" ")
    first = 2 * len(word) if space or not _UNSPACED_START.match(line.words) else 4
    return replace(line, width=line.indent + 2 * len(line.words), first=first)


def _agreed(blocks: tuple[list[_Line], ...]) -> float:
    """The share of lines that run on, of those that agree on a width."""
    witnesses = _witnesses([joint for block in blocks for joint in pairwise(block)])
    return _agreement(witnesses, play=0)[1] / max(len(witnesses), 1)


def _measured(
    blocks: tuple[list[_Line], ...],
) -> Iterator[tuple[list[_Line], _Measure | None]]:
    """Each block with the width it is wrapped at: that of the whole text, or else its own."""
    joints = [joint for block in blocks for joint in pairwise(block)]
    common = _measure(joints) or _measure_of_few(joints, blocks)
    for block in blocks:
        ours = list(pairwise(block))
        full = sum(_full(ours, common)) if common else 0
        yield block, common if full >= MOSTLY * len(ours) else _measure(ours) or common


def _measure(joints: list[_Joint]) -> _Measure | None:
    """The width at which lines that run on are full, if nearly all agree on one."""
    witnesses = _witnesses(joints)
    for proof in _PROOFS:
        if len(witnesses) >= proof.lines:
            measure, votes = _agreement(witnesses, proof.play)
            if votes >= proof.agreed * len(witnesses) and measure.least >= proof.least:
                return measure
    return None


def _witnesses(joints: Iterable[_Joint]) -> list[_Joint]:
    """Neighbours of which nothing says that they are two paragraphs."""
    return [
        (above, below)
        for above, below in joints
        if below.indent <= above.indent and _may_run_on(above, below)
    ]


def _measure_of_few(joints: list[_Joint], blocks: tuple[list[_Line], ...]) -> _Measure | None:
    """The width of a short text: one or two lines that surely run on, and none is longer."""
    witnesses = [joint for joint in joints if _runs_on(*joint)]
    if not 0 < len(witnesses) < FEWEST:
        return None
    measure, votes = _agreement(witnesses, play=0)
    longest = max(line.width for block in blocks for line in block)
    return measure if votes == len(witnesses) and longest <= measure.most else None


def _agreement(witnesses: list[_Joint], play: int) -> tuple[_Measure, int]:
    """The width most lines agree on, and how many do.

    A line that was filled to a width is not wider than it, and with the next line's first
    word would have been: so it speaks for every width from its own up to that one.
    """
    changes = [0] * (WIDEST + 2)
    for above, below in witnesses:
        least, most = above.width, min(above.width + below.first + play, WIDEST)
        if most >= NARROWEST and least <= most:
            changes[max(least, NARROWEST)] += 1
            changes[most + 1] -= 1
    votes = list(accumulate(changes))
    least = votes.index(max(votes))
    most = least + sum(1 for _ in takewhile(votes[least].__eq__, votes[least + 1 :]))
    return _Measure(least, most, play), votes[least]


def _may_run_on(above: _Line, below: _Line) -> bool:
    """Whether nothing speaks against a sentence going on from line to line."""
    first = below.words[0]
    return first.isalpha() and not first.isupper() and not _STOP.search(above.words[-9:])


def _runs_on(above: _Line, below: _Line) -> bool:
    """Whether a sentence surely goes on; scripts without capitals cannot tell."""
    return below.words[0].islower() and _may_run_on(above, below)


def _parted(block: list[_Line], measure: _Measure | None) -> Iterator[list[_Line]]:
    """The paragraphs of a block: its lines, but for those that were wrapped."""
    if measure is None:
        yield from ([line] for line in block)
        return
    joints = list(pairwise(block))
    full = _full(joints, measure)
    fullness = sum(full) / max(len(full), 1)
    margins = _margins(block, joints)
    paragraph = block[:1]
    for joint, is_full in zip(joints, full, strict=True):
        if _begins(*joint, margins) or not _goes_on(joint, is_full, fullness, measure):
            yield paragraph
            paragraph = []
        paragraph.append(joint[1])
    yield paragraph


def _full(joints: list[_Joint], measure: _Measure) -> list[bool]:
    """Which lines could not have taken the first word of the next.

    Half of them strictly, and the others all but: then this is one paragraph, filled by a
    program that counts otherwise (bytes, or the looks of the last lines), and all are full.
    """
    full = [_is_full(*joint, measure) for joint in joints]
    if sum(full) < MOSTLY * len(full):
        return full
    nearly = replace(measure, play=RAGGED)
    return [True] * len(full) if all(_is_full(*joint, nearly) for joint in joints) else full


def _is_full(above: _Line, below: _Line, measure: _Measure) -> bool:
    filled = above.width + below.first + measure.play >= measure.least
    return filled and all(_fits(line, measure) for line in (above, below))


def _fits(line: _Line, measure: _Measure) -> bool:
    """Whether a line is no wider than the text is wrapped at, or an address as long as a line."""
    return line.width <= measure.most or line.indent + line.first >= line.width


def _goes_on(joint: _Joint, is_full: bool, fullness: float, measure: _Measure) -> bool:
    """Whether a paragraph goes on from line to line.

    A full line is enough where lines are often full: in a list of short lines one is full by
    chance. A sentence that surely runs on is enough by itself where the line is long for this
    text, if not full: somebody has mended it.
    """
    width = joint[0].width
    if not _runs_on(*joint):
        unspaced = _UNSPACED_START.match(joint[1].words) and _may_run_on(*joint)
        mended = unspaced and fullness >= MOSTLY and 2 * width >= measure.least
        return (is_full and fullness >= SELDOM) or bool(mended)
    long = 2 * measure.least <= 3 * width <= 3 * (measure.most + RAGGED)
    return is_full or long or fullness >= MOSTLY


@dataclass(frozen=True, slots=True)
class _Margins:
    """How the lines of a block are indented.

    Attributes:
        left: columns; the least indent.
        hanging: whether it is the lines after the first of a paragraph that are indented.
    """

    left: int
    hanging: bool


def _margins(block: list[_Line], joints: list[_Joint]) -> _Margins:
    left = min(line.indent for line in block)
    indented = [joint for joint in joints if joint[1].indent > left]
    return _Margins(left, hanging=2 * sum(_hangs(*joint) for joint in indented) > len(indented))


def _hangs(above: _Line, below: _Line) -> bool:
    """Whether an indented line goes on with the one above: a sentence, or an item of a list."""
    under = below.indent > above.indent and _ITEM.match(above.words) is not None
    return under or _runs_on(above, below)


def _begins(above: _Line, below: _Line, margins: _Margins) -> bool:
    """Whether a line begins a paragraph, or an item of a list, however full the one above."""
    if _BULLET.match(below.words):
        return True
    if _ITEM.match(below.words) and _STOP.search(above.words[-9:]):
        return True
    if margins.hanging:
        return below.indent < above.indent
    return below.indent > margins.left and not _runs_on(above, below)


def _passage(lines: list[_Line]) -> Passage:
    words = [lines[0].words]
    for above, below in pairwise(lines):
        words += (_glue(above.words, below.words), below.words)
    first = lines[0]
    if first.level:
        return Passage((Run(first.words),), Role.HEADING, first.level, first.number)
    role = Role.BREAK if _is_break(first.words) else Role.BODY
    return Passage((_run("".join(words)),), role, line=first.number)


def _run(words: str) -> Run:
    """Words, in bold where signs around all of them say so."""
    strong = _STRONG.fullmatch(words) if len(words) <= _STRONG_LONGEST else None
    return Run(words) if strong is None else Run(strong["words"], (Mark.STRONG,))


def _glue(above: str, below: str) -> str:
    """What stands between two lines of one paragraph: a space, or nothing.

    Nothing inside ``well-known`` and after a dash set close, in scripts without spaces, and
    at a soft hyphen; but ``pre- and post-war`` is two words.
    """
    if _COMPOUND.search(above[-2:]):
        suspended = above[-1] != "—" and below.partition(" ")[0] in _AFTER_SUSPENDED
        return " " if suspended else ""
    before, after = above.rstrip(_SHARED)[-1:], below.lstrip(_SHARED)[:1]
    unspaced = _UNSPACED.match(before) and _UNSPACED.match(after)
    return "" if unspaced or above.endswith("\u00ad") else " "
