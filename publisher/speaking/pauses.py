"""How long the voice rests, in milliseconds, and after what.

A sentence is followed by a breath, a paragraph by two, a heading by enough to let it sink in.
The cells of a row belong together, and so do a term and its meaning. Who listens may want more
rest, or less: `Pauses` are theirs to set, and a pause without a setting of its own goes with the
one that is like it.
"""

from dataclasses import dataclass

from publisher.article import Holder, Kind, Role
from publisher.document import Paragraph
from publisher.settings import Settings

HEAD = 520  # before the first word of a track: half a second, edges and an encoder allowed for
TAIL = 1_025  # after the last: a second, likewise
CLAUSE = 120
SENTENCE = 350
PARAGRAPH = 700
HEADING = 900
TITLE = 1_000
BREAK = 1_200
CELL = 450  # between the cells of a row, and between a term and its meaning
NOTHING = 300  # where there is something to see and nothing to say

_AFTER = {
    Role.TITLE: TITLE,
    Role.STANDFIRST: TITLE,
    Role.HEADING: HEADING,
}


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long the voice rests, as a listener wants it.

    Attributes:
        sentence: after a sentence within its paragraph, in milliseconds.
        paragraph: after a paragraph; after a break and between cells in proportion.
        heading: after a heading; after a title in proportion.
        times: all of these, and those between clauses, so many times as long.
    """

    sentence: int = SENTENCE
    paragraph: int = PARAGRAPH
    heading: int = HEADING
    times: float = 1.0

    @property
    def within(self) -> int:
        """Between two sentences of a paragraph, in milliseconds."""
        return self._long(self.sentence)

    @property
    def clause(self) -> int:
        """Where a long sentence was cut, in milliseconds."""
        return self._long(CLAUSE)

    def after(self, block: Paragraph, following: Paragraph | None, *, last: bool) -> int:
        """The rest after a sentence of a block, in milliseconds.

        Args:
            block: what the sentence is in.
            following: the next block of its section, if any.
            last: whether the sentence is the block's last.
        """
        if not last:
            return self.within
        if block.role in _AFTER:
            return self._long(self.heading * _AFTER[block.role] / HEADING)
        if block.role is Role.BREAK:
            return self._long(self.paragraph * BREAK / PARAGRAPH)
        if not block.text.strip():
            return self._long(NOTHING)
        goes_on = following is not None and _goes_on(block.within, following.within)
        return self._long(self.paragraph * (CELL / PARAGRAPH if goes_on else 1))

    def _long(self, milliseconds: float) -> int:
        # A clip that ends where it begins is refused (EPUBCheck, MED-009).
        return max(round(milliseconds * self.times), 1)


USUAL = Pauses()


def pauses_of(settings: Settings) -> Pauses:
    """How long the voice rests, as the user wants it."""
    rests = (settings.sentence_pause, settings.paragraph_pause, settings.heading_pause)
    return Pauses(*rests, times=settings.pauses)


def _goes_on(within: tuple[Holder, ...], following: tuple[Holder, ...]) -> bool:
    """Whether the next cell of the same row comes next, or the meaning of a term."""
    kinds = {holder.kind for holder in within}
    rows = {holder for holder in within if holder.kind is Kind.ROW}
    if rows:
        return rows <= set(following)
    return Kind.TERM in kinds and any(each.kind is Kind.MEANING for each in following)
