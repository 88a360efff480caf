"""Whose turn it is in an interview."""

import pytest

from publisher.reading import read
from publisher.structuring import structure
from tests.conftest import article

LABELLED = """\
---
title: A talk
---

We met at the mill.

**Quill:** Does it grind?

**Reyes:** It does.

Every tide.

**Quill:** And at night?

**Reyes:** It sleeps[^1].

[^1]: It does not.
"""
LETTERED = "# A talk\n\nQ: Does it grind?\n\nA: It does.\n\nQ: And at night?\n\nA: It sleeps.\n"
ONE_SIDED = """\
---
title: A talk
---

Quill: Does it grind?

It does, every tide, and has done so for as long as anybody here can remember it.

Quill: And at night?

It sleeps, as everything does that goes by the tide and has no lamp of its own to go by.

Quill: And you?

I do not, for somebody has to be there when the water comes, and that is me most nights.
"""
HEADED = """\
# A talk

## Does it grind?

It does.

## And at night?

It sleeps. So do I.

## And you?

Never.
"""
NO_TALK = "# A mill\n\nNote: it grinds.\n\nIt does so every tide.\n\nUpdate: it is closed.\n"


def sides(text: str) -> list[int]:
    """The side of each block, headings and all."""
    work = structure(read(article(text, "a.md"), ""))
    return [block.side for section in work.sections for block in section.blocks()]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LABELLED, [0, 1, 2, 2, 1, 2, 0]),
        (LETTERED, [1, 2, 1, 2]),
        (ONE_SIDED, [1, 2, 1, 2, 1, 2]),
        (HEADED, [1, 2, 1, 2, 1, 2]),
        (NO_TALK, [0, 0, 0]),
    ],
    ids=["names", "letters", "one name", "questions as headings", "none"],
)
def test_each_block_goes_to_the_side_that_says_it(text: str, told: list[int]) -> None:
    """A turn goes on until the next; what leads in, and a note, is nobody's."""
    assert sides(text) == told
