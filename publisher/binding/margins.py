"""What stands to the left of blocks in Markdown, and around them: the signs of what holds them.

Quotations, lists and notes have signs. What Markdown has none for (figures, tables of more than
words, terms with lists in their meanings) stands as HTML tags on lines of their own, between
which Markdown goes on.

Source:
    CommonMark 0.31.2, sections 4.6 (HTML blocks) and 5 (container blocks).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import takewhile
from typing import Final

from publisher.article import Holder, Kind
from publisher.binding.inlines import Labels, anchor

_LISTS: Final = (Kind.BULLETS, Kind.NUMBERS)
_HIGHEST_NUMBER: Final = 999_999_999  # of a list's item, in Markdown
_TAGS: Final = {
    Kind.FIGURE: "figure",
    Kind.TABLE: "table",
    Kind.ROW: "tr",
    Kind.HEADER: "th",
    Kind.CELL: "td",
    Kind.TERMS: "dl",
    Kind.TERM: "dt",
    Kind.MEANING: "dd",
    Kind.NOTE: "aside",
}


def opening(holder: Holder) -> str:
    """What stands in the tag that opens a holder: its name, and how far a cell reaches."""
    spans = (("colspan", holder.across), ("rowspan", holder.down))
    said = "".join(f' {name}="{number}"' for name, number in spans if number != 1)
    return _TAGS[holder.kind] + said


@dataclass(slots=True)
class Margins:
    """The margin of a manuscript, block after block.

    Attributes:
        labels: of notes; those that have none are written as HTML.
        before: what holds the block above.
        signs: of each list, by its key: its bullet, or what follows its numbers.
        widths: of each item's sign, by the item's key.
        counts: the number that each numbered list has come to.
    """

    labels: Labels = field(default_factory=dict)
    before: tuple[Holder, ...] = ()
    signs: dict[int, str] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)

    def beside(self, within: tuple[Holder, ...], words: str) -> str:
        """The lines of a block with what holds it, and a blank line above.

        Args:
            within: what holds it, outermost first.
            words: its lines; none for an empty cell.
        """
        pairs = zip(self.before, within, strict=False)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        self._choose_signs(within, shared)
        lines = [*self._closing(shared), *self._opening(within, shared, words)]
        self.before = within
        return "\n".join((*lines, ""))

    def end(self) -> str:
        """The lines that end what is open."""
        lines = tuple(self._closing(0))
        self.before = ()
        return "\n".join((*lines[:-1], "")) if len(lines) > 1 else ""

    def _closing(self, shared: int) -> Iterator[str]:
        """The end of what held the block above and does not hold this one; a blank line each."""
        for depth in range(len(self.before) - 1, shared - 1, -1):
            tag = self._tag(self.before[depth])
            if tag:
                margin = self._margin(self.before[:depth])
                yield self._margin(self.before[: depth + 1]).rstrip()
                yield f"{margin}</{tag}>"
        yield self._margin(self.before[:shared]).rstrip()

    def _opening(self, within: tuple[Holder, ...], shared: int, words: str) -> Iterator[str]:
        """The beginning of what holds a block and did not hold the one above, and the block."""
        left = self._margin(within[:shared])
        for depth in range(shared, len(within)):
            tag = self._tag(within[depth])
            if tag:
                yield left + self._opened(within[depth])
                left = self._margin(within[: depth + 1])
                yield left.rstrip()
            else:
                left += self._sign(within, depth)
        first, *others = words.split("\n")
        rest = self._margin(within)
        if words:
            yield left + first if first else left.rstrip()
            yield from (rest + line if line else rest.rstrip() for line in others)

    def _opened(self, holder: Holder) -> str:
        name = escape(anchor(holder.key, self.labels))
        noted = f' role="doc-footnote" id="{name}"' if holder.kind is Kind.NOTE else ""
        return f"<{opening(holder)}{noted}>"

    def _tag(self, holder: Holder) -> str:
        """The tag that a holder is written as, or "" when it has a sign."""
        return "" if holder.key in self._noted(holder) else _TAGS.get(holder.kind, "")

    def _noted(self, holder: Holder) -> Labels:
        return self.labels if holder.kind is Kind.NOTE else {}

    def _margin(self, within: tuple[Holder, ...]) -> str:
        return "".join(map(self._going_on, within))

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

    def _sign(self, within: tuple[Holder, ...], depth: int) -> str:
        """The sign of a holder that begins with a block; a list has that of its items."""
        holder = within[depth]
        if holder.kind is Kind.QUOTATION:
            return "> "
        if holder.kind is Kind.NOTE:
            return f"[^{self.labels[holder.key]}]: "
        if holder.kind is not Kind.ITEM:
            return ""
        sign = self._item(within[depth - 1])
        self.widths[holder.key] = len(sign)
        return sign

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
        if holder.key in self._noted(holder):
            return "    "
        return " " * self.widths[holder.key] if holder.kind is Kind.ITEM else ""
