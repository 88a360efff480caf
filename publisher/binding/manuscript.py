"""A document as Markdown that a person can correct: what was guessed, written down.

Built again, it gives the same publication: its front matter says ``guess: false``, so nothing
is guessed anew, and every character that Markdown would read something into is escaped. What
Markdown has no sure sign for (emphasis within a word, a link with blanks in it) stands as HTML.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import takewhile

import yaml

from publisher.article import Holder, Kind, Mark, Role, Run
from publisher.document import Document, Paragraph

_FIELDS = (
    "title", "standfirst", "authors", "byline", "dateline", "date", "language", "publisher",
    "rights", "source", "subjects", "slug",
)  # fmt: skip
_NOTE = """\
# Nothing is guessed in this file: what is marked here is what is made of it.
# Correct what is wrong, then build it.
guess: false
"""
_SPECIAL = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)|(?<![^\s])#")
_LINE_START = re.compile(r"^(?:(?P<sign>[-+=~])(?=[-+=~\s]|$)|(?P<number>\d{1,9})(?=[.)](?:\s|$)))")
_PLAIN_EDGES = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_PLAIN_LINK = re.compile(r"https?://[a-z0-9.-]+(?:[/?#](?:[\w/?#@!$'*+,.:~()&=-]|%[0-9A-F]{2})*)?")
_TAGS = {Mark.EMPHASIS: "em", Mark.STRONG: "strong", Mark.CODE: "code"}
_SIGNS = {Mark.EMPHASIS: "*", Mark.STRONG: "**", Mark.CODE: "`"}
_LISTS = (Kind.BULLETS, Kind.NUMBERS)
_HIGHEST_NUMBER = 999_999_999  # of a list's item, in Markdown


def manuscript(work: Document, settings: Sequence[tuple[str, str]] = ()) -> str:
    """A document as Markdown with front matter.

    Args:
        work: what was understood of an article.
        settings: the author's own wishes (voice, rate), to be kept.

    Source:
        CommonMark 0.31.2, sections 2.4 (backslash escapes), 4 and 5 (blocks), 6 (inlines).
    """
    blocks = [f"---\n{_matter(work, settings)}{_NOTE}---\n"]
    margin = _Margin()
    deepest = max(section.level for section in work.sections)
    for section in work.sections:
        for block in section.blocks():
            level = section.level + (deepest < 6) if block is section.heading else 0
            blocks.append(margin.beside(block, "\n".join(_lines(block, level))))
    aside = "\n".join(_aside(work))
    return "".join(blocks) + (f"\n<!--\n{aside}\n-->\n" if aside else "")


def _matter(work: Document, settings: Sequence[tuple[str, str]]) -> str:
    about = work.metadata
    values = {name: getattr(about, name) for name in _FIELDS}
    kept: dict[str, object] = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value
    }
    kept.update(settings)
    return str(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=float("inf")))


def _aside(work: Document) -> Iterator[str]:
    for finding in work.findings:
        yield re.sub(r"--+|<!?|>", "-", f"{finding.place}: {finding.message}".lstrip(": "))


@dataclass(slots=True)
class _Margin:
    """The signs of quotations and lists that stand to the left of blocks.

    Attributes:
        before: what holds the block above.
        signs: of each list, by its key: its bullet, or what follows its numbers.
        widths: of each item's sign, by the item's key.
        counts: the number that each numbered list has come to.
    """

    before: tuple[Holder, ...] = ()
    signs: dict[int, str] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)

    def beside(self, block: Paragraph, words: str) -> str:
        """The lines of a block with the signs of what holds it, and a blank line above."""
        pairs = zip(self.before, block.within, strict=False)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        self._choose_signs(block.within, shared)
        above = "".join(map(self._going_on, block.within[:shared]))
        first = above + "".join(self._opening(block.within, shared))
        rest = "".join(map(self._going_on, block.within))
        self.before = block.within
        lines = words.split("\n")
        margins = [first, *[rest] * (len(lines) - 1)]
        written = (
            margin + line if line else margin.rstrip()
            for margin, line in zip(margins, lines, strict=True)
        )
        return "\n".join((above.rstrip(), *written, ""))

    def _choose_signs(self, within: tuple[Holder, ...], shared: int) -> None:
        """Give each new list its sign: another than that of the list right above it.

        Else Markdown would take the two for one.
        """
        for depth, holder in enumerate(within[shared:], start=shared):
            if holder.kind in _LISTS:
                usual, other = ("-", "+") if holder.kind is Kind.BULLETS else (".", ")")
                above = self.before[depth : depth + 1] if depth == shared else ()
                taken = self.signs[above[0].key] if above and above[0].kind is holder.kind else ""
                self.signs[holder.key] = other if taken == usual else usual

    def _opening(self, within: tuple[Holder, ...], shared: int) -> Iterator[str]:
        """The signs of the holders that begin with a block."""
        for depth, holder in enumerate(within[shared:], start=shared):
            if holder.kind is Kind.QUOTATION:
                yield "> "
            elif holder.kind is Kind.ITEM:
                sign = self._item(within[depth - 1])
                self.widths[holder.key] = len(sign)
                yield sign

    def _item(self, list_: Holder) -> str:
        """The sign of a list's next item."""
        sign = self.signs[list_.key]
        if list_.kind is Kind.BULLETS:
            return f"{sign} "
        number = self.counts.get(list_.key, list_.start)
        self.counts[list_.key] = min(number + 1, _HIGHEST_NUMBER)
        return f"{number}{sign} "

    def _going_on(self, holder: Holder) -> str:
        """What stands before a line where a holder is open already."""
        if holder.kind is Kind.QUOTATION:
            return "> "
        return " " * self.widths[holder.key] if holder.kind is Kind.ITEM else ""


def _lines(block: Paragraph, level: int) -> Iterator[str]:
    """The block itself, without what holds it."""
    if block.role is Role.BREAK:
        yield "* * *"
    elif block.role is Role.CODE:
        ticks = max((len(found) for found in re.findall(r"`+", block.text)), default=0)
        fence = "`" * max(3, ticks + 1)
        yield f"{fence}\n{block.text}\n{fence}"
    elif level or block.role is Role.HEADING:
        yield "#" * (level or 6) + " " + _words(block, line_end="<br>")
    else:
        yield _words(block, line_end="\\\n")


def _words(block: Paragraph, line_end: str) -> str:
    runs = [
        piece
        for sentence in block.sentences
        for piece in (*sentence.runs, *((Run(sentence.after),) if sentence.after else ()))
    ]
    written = "".join(
        _run(run, runs[place - 1] if place else None, runs[place + 1 : place + 2])
        + (line_end if run.breaks else "")
        for place, run in enumerate(runs)
    )
    return "\n".join(_LINE_START.sub(_escaped, line) for line in written.split("\n"))


def _escaped(start: re.Match[str]) -> str:
    """The start of a line that would be a list or a rule, so that it is not."""
    return f"\\{start['sign']}" if start["sign"] else f"{start['number']}\\"


def _run(run: Run, before: Run | None, after: Sequence[Run]) -> str:
    """A run with its marks: as signs where Markdown is sure to see them, else as tags."""
    words = _SPECIAL.sub(lambda sign: f"\\{sign[0]}", run.text)
    if words.endswith("!") and after and after[0].link:
        words = f"{words[:-1]}\\!"  # or the link would be a picture
    bare = _stands_alone(run, before, after)
    for mark in reversed(run.marks):
        words = _marked(words, run.text, mark, bare=bare)
    if run.language:
        words = f'<span lang="{run.language}">{words}</span>'
    return _linked(words, run.link) if run.link else words


def _linked(words: str, link: str) -> str:
    if _PLAIN_LINK.fullmatch(link):
        return f"[{words}](<{link}>)"
    return f'<a href="{escape(link)}">{words}</a>'


def _marked(words: str, text: str, mark: Mark, *, bare: bool) -> str:
    if not bare or (mark is Mark.CODE and "`" in text):
        return f"<{_TAGS[mark]}>{words}</{_TAGS[mark]}>"
    return f"{_SIGNS[mark]}{text if mark is Mark.CODE else words}{_SIGNS[mark]}"


def _stands_alone(run: Run, before: Run | None, after: Sequence[Run]) -> bool:
    """Whether a run is a word or words of its own, so that signs around it are seen as such."""
    if len(run.marks) != 1 or run.link or run.language or not _PLAIN_EDGES.fullmatch(run.text):
        return False
    free_before = before is None or (not before.marks and before.text[-1:] == " ")
    free_after = not after or (not after[0].marks and not after[0].text[:1].isalnum())
    return free_before and free_after
