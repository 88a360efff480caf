"""How long the voice rests, in milliseconds, and after what.

A sentence is followed by a breath, a paragraph by two, a heading by enough to let it sink in.
The cells of a row belong together, and so do a term and its meaning.
"""

from publisher.article import Holder, Kind, Role
from publisher.document import Paragraph

HEAD = 500  # before the first word of a track
TAIL = 1_000  # after the last
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
    Role.BREAK: BREAK,
}
_ROWS = (Kind.HEADER, Kind.CELL)


def pause_after(block: Paragraph, following: Paragraph | None, *, last: bool) -> int:
    """The rest after a sentence of a block.

    Args:
        block: what the sentence is in.
        following: the next block of its section, if any.
        last: whether the sentence is the block's last.
    """
    if not last:
        return SENTENCE
    if block.role in _AFTER:
        return _AFTER[block.role]
    if not block.text.strip():
        return NOTHING
    goes_on = following is not None and _goes_on(block.within, following.within)
    return CELL if goes_on else PARAGRAPH


def _goes_on(within: tuple[Holder, ...], following: tuple[Holder, ...]) -> bool:
    """Whether the next cell of the same row comes next, or the meaning of a term."""
    kinds = {holder.kind for holder in within}
    rows = {holder for holder in within if holder.kind is Kind.ROW}
    if rows:
        return rows <= set(following)
    return Kind.TERM in kinds and any(each.kind is Kind.MEANING for each in following)
