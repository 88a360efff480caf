"""Pull quotes: words of the story, set large between two of its paragraphs, that it says itself.

On a page they draw the eye; heard, they are the same words twice, at the wrong place. What tells
one is that it stands between marks of quotation on a line of its own, and that a paragraph has
all its words in this order. Who said it may stand behind it, or on the next line.

A sub-heading may quote what follows it: so where the words only follow, the line must be longer
than such headings are, or signed; and several lines like that, each over its own words, are the
headings of what several people said.
"""

import re
from collections.abc import Collection, Sequence

from publisher.article import Passage
from publisher.structuring.bylines import is_attribution
from publisher.structuring.lengths import ended, words
from publisher.structuring.standing import is_line, is_talk

FEWEST = 4  # words
FEWEST_BELOW = 7  # words, where no paragraph above has them
SEVERAL = 3  # that only quote what follows are headings

_QUOTED = re.compile(
    r"(?P<words>[“\"„«「『].+[”\"“»」』]|[‘'].+[’'])\.?(?:\s?[—–―-]\s?(?P<who>[^\W\d_].*))?"
)
_LEFT_OUT = re.compile(r"[\[(]?(?:…|\.\.\.)[\])]?")
_WORDS = re.compile(r"\w+")


def pull_quotes(passages: Sequence[Passage], story: Collection[int]) -> frozenset[int]:
    """The places of pull quotes, and of the lines under them that say whose words they are.

    Args:
        passages: all of an article.
        story: the places of its paragraphs, in their order.
    """
    first = min(story, default=len(passages))
    quoted = {
        at: found
        for at, passage in enumerate(passages[first + 1 :], first + 1)
        if is_line(passage) and (found := _QUOTED.fullmatch(passage.text))
    }
    if not quoted or is_talk(passages):
        return frozenset()
    told = {at: _run(passages[at].text) for at in story}
    names = " ".join(passages[at].text for at in story)
    above, below, short = set[int](), set[int](), set[int]()
    for at, found in quoted.items():
        said = _said(found["words"], told, at)
        if not said:
            continue
        signed = found["who"] is not None or _is_signed(passages, at, names)
        sure = signed or ended(found["words"]) or words(found["words"]) >= FEWEST_BELOW
        (above if min(said) < at else below if sure else short).add(at)
    quotes = above if len(below | short) >= SEVERAL else above | below
    return frozenset(quotes | {at + 1 for at in quotes if _is_signed(passages, at, names)})


def _said(quote: str, told: dict[int, str], at: int) -> list[int]:
    """The places of the paragraphs that have all words of a line, but for what it leaves out."""
    parts = [_run(part) for part in _LEFT_OUT.split(quote) if _WORDS.search(part)]
    if words(quote) < FEWEST:
        return []
    own = _run(quote)
    return [
        place
        for place, text in told.items()
        if place != at and len(text) > len(own) and all(part in text for part in parts)
    ]


def _is_signed(passages: Sequence[Passage], at: int, names: str) -> bool:
    """Whether the line under a quotation says whose words it is."""
    below = passages[at + 1 : at + 2]
    return any(is_line(each) and is_attribution(each.text, names) for each in below)


def _run(text: str) -> str:
    """Words without what stands between them, so that one text is found in another."""
    return f" {' '.join(_WORDS.findall(text.casefold()))} "
