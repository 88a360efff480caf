"""The levels of headings that were found: what stands above what."""

from collections.abc import Mapping
from dataclasses import replace

from publisher.article import Passage, Role

HIGHEST, DEEPEST = 2, 6  # the headline is above them all


def with_levels(passages: tuple[Passage, ...], ranks: Mapping[int, int]) -> tuple[Passage, ...]:
    """The passages with those at some places made headings.

    Args:
        passages: all of them.
        ranks: of each heading, by its place; the smaller, the higher it stands. Only their
            order matters: each one in use takes a level of its own.
    """
    used = sorted(set(ranks.values()))
    return tuple(
        replace(passage, role=Role.HEADING, level=min(HIGHEST + used.index(ranks[place]), DEEPEST))
        if place in ranks
        else passage
        for place, passage in enumerate(passages)
    )
