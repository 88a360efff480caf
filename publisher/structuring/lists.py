"""Lists that were typed: “- a boat”, “• a boat”, “1. a boat”, one under another.

As lists they are shown and told as such, like those of formats that mark them. One line alone is
none, and a dash may as well begin what somebody says, or sign: so its lines must look like items,
in that most of them end as no sentence does, or follow on from what leads in to a list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.article import Holder, Kind, Passage, Role
from publisher.structuring.bylines import is_bare_name
from publisher.structuring.dates import is_date, is_dateline
from publisher.structuring.lengths import CLOSERS, ended
from publisher.structuring.sentences import cut
from publisher.structuring.standing import is_line

FEWEST = 2  # items
FEWEST_SENTENCES = 3  # items with a hyphen that are sentences, with nothing that leads in to them

_MARK = re.compile(
    r"(?:(?P<bullet>[•‣◦▪●○■∙⁃・])\s*|(?P<typed>[*+–—-])\s+|(?P<number>\d{1,3})(?P<after>[.)])\s+)"
    r"(?=[^\s•‣◦▪●○■∙⁃・])"
)
_DASHES, _HYPHEN = frozenset("-–—"), "-"
_ASKED = ("?", "!", "…", "？", "！", "؟")
_SAYS = re.compile(r"[,?!”\"’»]\s(?:\w+\s){0,2}(?:said|says|asked|replied|answered)\b|^[“\"«„]")


@dataclass(frozen=True, slots=True)
class _Item:
    """What a line begins with if it is an item.

    Attributes:
        mark: the sign, or what stands behind the number.
        number: of a numbered one; else 0.
        long: characters of all that, and of the space behind it.
    """

    mark: str
    number: int
    long: int


def with_lists(passages: tuple[Passage, ...], beyond: int) -> tuple[Passage, ...]:
    """The passages, with those that are items of typed lists held by lists.

    Args:
        passages: of the story, headings marked.
        beyond: the highest key of a holder or a note in the article.
    """
    return tuple(_listed(passages, beyond))


def begins_list(passages: Sequence[Passage]) -> bool:
    """Whether the first two passages are items that begin alike."""
    return len(_items_from(passages[:FEWEST], 0)) == FEWEST


def _listed(passages: tuple[Passage, ...], key: int) -> Iterator[Passage]:
    at, expected = 0, 1
    while at < len(passages):
        items = _items_from(passages, at)
        if not _is_list(passages, at, items, expected):
            yield passages[at]
            at += 1
            continue
        kind = Kind.NUMBERS if items[0].number else Kind.BULLETS
        held = Holder(kind, key + 1, start=items[0].number or 1)
        for passage, item in zip(passages[at:], items, strict=False):
            key += 1
            yield _held(passage, item, (held, Holder(Kind.ITEM, key + 1)))
        at, key, expected = at + len(items), key + 1, items[-1].number + 1


def _held(passage: Passage, item: _Item, within: tuple[Holder, ...]) -> Passage:
    """An item without the sign or the number that a list shows by itself."""
    (runs,) = cut(passage.runs, ((item.long, len(passage.text)),))
    return replace(passage, runs=runs, within=within)


def _items_from(passages: Sequence[Passage], at: int) -> tuple[_Item, ...]:
    """The lines from a place on that begin alike, and count up where they are numbered."""
    items: list[_Item] = []
    for place in range(at, len(passages)):
        item = _item(passages[place])
        if item is None or (items and not _follows(items[-1], item)):
            break
        items.append(item)
    return tuple(items)


def _follows(item: _Item, after: _Item) -> bool:
    return item.mark == after.mark and after.number == item.number + bool(item.number)


def _item(passage: Passage) -> _Item | None:
    found = _MARK.match(passage.text) if is_line(passage) else None
    if found is None or (found["number"] and is_date(passage.text)):
        return None
    mark = found["bullet"] or found["typed"] or found["after"]
    return _Item(mark, int(found["number"] or 0), found.end())


def _is_list(passages: Sequence[Passage], at: int, items: Sequence[_Item], expected: int) -> bool:
    """Whether lines that begin alike are a list.

    A numbered one begins with 1, or goes on from the one before.
    """
    if len(items) < FEWEST:
        return False
    if items[0].mark in _DASHES:
        return _are_items(passages, at, items)
    return items[0].number in (0, 1, expected)


def _are_items(passages: Sequence[Passage], at: int, items: Sequence[_Item]) -> bool:
    """Whether lines that begin with a dash are items, and nobody says or signs them."""
    texts = [each.text[item.long :] for each, item in zip(passages[at:], items, strict=False)]
    led = at > 0 and _leads_in(passages[at - 1])
    if any(text.rstrip(CLOSERS).endswith(_ASKED) or _SAYS.search(text) for text in texts):
        return False
    if not led and all(is_bare_name(text) or is_dateline(text) for text in texts):
        return False
    if 2 * sum(map(ended, texts)) <= len(texts):
        return True
    return items[0].mark == _HYPHEN and (led or len(items) >= FEWEST_SENTENCES)


def _leads_in(passage: Passage) -> bool:
    """Whether a list may be expected behind a passage."""
    return passage.role is Role.HEADING or passage.text.rstrip(CLOSERS).endswith((":", "："))
