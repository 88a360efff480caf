"""How long the voice rests, in milliseconds, and after what.

A sentence is followed by a breath, a paragraph by two, a heading by enough to let it sink in.
"""

from publisher.article import Role

HEAD = 500  # before the first word of a track
TAIL = 1_000  # after the last
CLAUSE = 120
SENTENCE = 350
PARAGRAPH = 700
HEADING = 900
TITLE = 1_000
BREAK = 1_200

_AFTER = {
    Role.TITLE: TITLE,
    Role.STANDFIRST: TITLE,
    Role.HEADING: HEADING,
    Role.BREAK: BREAK,
}


def pause_after(role: Role, *, last: bool) -> int:
    """The rest after a sentence of a block of that role, the block's last or another."""
    return _AFTER.get(role, PARAGRAPH) if last else SENTENCE
