"""The head of a web page's article: which of the words on the page are its headline and so on.

What a page says of itself (`pagemeta`) is written for search engines and shortened for social
networks; what readers saw stands on the page. So a headline is the one that is shown, when one
is shown that means the same; and a standfirst is one only when it is shown, for a page's
description is often no more than the first words of the article, or a sales pitch.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from publisher.reading.clutter import is_label
from publisher.reading.pageblocks import Block
from publisher.reading.pagechoice import Choice
from publisher.reading.pagemeta import Said

ALIKE = 0.75  # of the words of two headlines: they mean the same
SAME = 0.95
HEADLINE_LONGEST = 300
BYLINE_LONGEST = 160
BYLINE_PLAY = 60  # characters beside the names
STANDFIRST_SHORTEST, STANDFIRST_LONGEST = 20, 500
DATELINE_LONGEST = 100
LABEL_LONGEST = 60
NEAR = 8  # elements within a block that may bear its name
RIGHTS_LONGEST = 300
MOST_ABOVE = 600  # blocks that are looked through for a headline
MOST_PARTS = 8  # of a title
REACH = 14  # blocks between a headline and the first paragraph, at most

_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"\s+[|•·»›:–—-]+\s+|\s*[|»›]\s*")
_NAME_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_STANDFIRSTS = frozenset(
    {"standfirst", "dek", "deck", "subtitle", "subheadline", "strapline", "subtitel", "chapo"}
    | {"vorspann", "anrisstext", "entradilla", "bajada", "sottotitolo"}
)
_PERHAPS = frozenset(  # outside the article's own element only: there they are its first words
    {"subhead", "subheading", "tagline", "lead", "lede", "intro", "introduction", "summary"}
    | {"description", "excerpt", "abstract", "teaser"}
)
_BYLINES = frozenset({"byline", "author", "authors", "writer", "writers", "contributor", "credit"})
_DATES = frozenset({"date", "dateline", "datetime", "published", "pubdate", "timestamp", "time"})
_BY = re.compile(r"^(?:by|von|par|por|di|door|av|words?|text|story)\b\s*:?\s*\S", re.IGNORECASE)
_RIGHTS = re.compile(
    r"""
      \s* (?: © | \(c\) | copyright \b ) .{3,}
    | .{3,60} \s © .{3,60}
    | .{0,80} (?: rights \s reserved | rechte \s vorbehalten | droits \s réservés
        | derechos \s reservados | diritti \s riservati | direitos \s reservados
        | rechten \s voorbehouden | 無断転載 | 版权所有 | الحقوق \s محفوظة | حقوق \s النشر ) .*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_UNTITLED = re.compile(
    r"\W*|(?:untitled|document|index|home|page|new page)\W*\d*|.*\.(?:docx?|html?|txt)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over an article, as printed; empty where nothing is shown or known."""

    title: str = ""
    standfirst: str = ""
    byline: str = ""
    dateline: str = ""
    date: str = ""
    rights: str = ""


def head_of(found: Choice, known: Said) -> Head:
    """The head of an article; the blocks that it is made of are marked as taken.

    The small words over or under the headline (“Environment”) are marked as not kept.

    Args:
        found: the page's blocks.
        known: what the page says of itself.
    """
    shown = _headline(found, known)
    title = shown.text if shown else _declared(found, known)
    for block in found.blocks[: min(_first_prose(found), MOST_ABOVE)]:
        block.taken = block is shown or (block.kept and _likeness(block.text, [title]) == 1)
    zone = _zone(found, shown)
    times = [time.get("datetime", "") for block in zone for time in block.element.iter("time")]
    head = Head(
        title=title,
        standfirst=_taken(zone, lambda block: _is_standfirst(block, found, known)),
        byline=_taken(zone, lambda block: _is_byline(block, found, known)),
        dateline=_taken(zone, lambda block: _is_dateline(block, found)),
        date=next(filter(None, times), ""),
        rights="" if known.rights else _rights(found),
    )
    for block in found.blocks[: min(_first_prose(found), MOST_ABOVE)]:
        block.kept = block.kept and (block.taken or not _is_label(block))
    return head


def _taken(blocks: Iterable[Block], fits: Callable[[Block], bool]) -> str:
    """The words of the first block that fits and is not taken yet; it is now."""
    for block in blocks:
        if not block.taken and fits(block):
            block.taken = True
            return block.text
    return ""


def _first_prose(found: Choice, after: int = 0) -> int:
    """The place of the first paragraph that is kept, or behind the last block."""
    prose = (
        place
        for place, block in enumerate(found.blocks[after:], start=after)
        if block.kept and block.is_prose and not block.is_heading
    )
    return next(prose, len(found.blocks))


def _headline(found: Choice, known: Said) -> Block | None:
    """The block that shows the headline."""
    above = found.blocks[: min(_first_prose(found) + 1, MOST_ABOVE)]
    site = [known.publisher, *_labels(known.source)]
    above = [
        block
        for block in above
        if len(block.text) <= HEADLINE_LONGEST and not _is_site(block.text, site)
    ]
    titles = [each for each in known.titles if len(each) <= 2 * HEADLINE_LONGEST]
    titles += _parts(known.whole)
    alike = [
        (_rank(block), -likeness, block)
        for block in above
        if (likeness := _likeness(block.text, titles)) >= (ALIKE if _rank(block) < 2 else SAME)
        and (_rank(block) == 0 or not found.is_aside(block))
    ]
    if alike:
        return min(alike, key=lambda each: each[:2])[2]
    if not found.is_page and not titles:
        return None  # whoever structures it sees as much
    alone = [block for block in above if block.element.tag == "h1" and _may_head(block, found)]
    return alone[-1] if alone else None


def _rank(block: Block) -> int:
    """How likely an element is to be a headline, by its tag: 0 is most."""
    if block.element.tag == "h1" or block.element.get("itemprop") == "headline":
        return 0
    return 1 if block.is_heading else 2


def _may_head(block: Block, found: Choice) -> bool:
    return not found.is_aside(block) and (block.kept or not block.is_linked)


def _parts(whole: str) -> list[str]:
    """What a ``<title>`` may say beside the name of the site: all but one end of it."""
    if len(whole) > 2 * HEADLINE_LONGEST:
        return []
    places = [match.span() for match in islice(_BETWEEN.finditer(whole), MOST_PARTS)]
    ends = [whole[: place[0]] for place in places]
    starts = [whole[place[1] :] for place in places]
    return [each for each in (whole, *reversed(ends), *starts) if each.strip()]


def _likeness(words: str, titles: Iterable[str]) -> float:
    """How much of a line is in the one of some titles that it is most like."""
    ours = _WORD.findall(words.casefold())
    best = 0.0
    for title in titles:
        theirs = _WORD.findall(title.casefold())
        if ours and theirs:
            best = max(best, SequenceMatcher(None, ours, theirs, autojunk=False).ratio())
    return best


def _declared(found: Choice, known: Said) -> str:
    """The headline that the page does not show but declares."""
    if known.titles:
        return known.titles[0]
    if _UNTITLED.fullmatch(known.whole):
        return ""
    site = [known.publisher, *_labels(known.source)]
    for place in islice(_BETWEEN.finditer(known.whole), MOST_PARTS):
        before, after = known.whole[: place.start()], known.whole[place.end() :]
        if _is_site(after, site):
            return before
        if _is_site(before, site):
            return after
    return known.whole


def _labels(address: str) -> list[str]:
    """What a site may be called, by its address: courier of www.courier.example."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return []
    return [label for label in host.split(".")[:-1] if label != "www"]


def _is_site(words: str, names: Iterable[str]) -> bool:
    """Whether words are a site's name, however it is spaced."""
    bare = "".join(_WORD.findall(words.casefold()))
    return bool(bare) and any(
        bare == "".join(_WORD.findall(name.casefold())) for name in names if name
    )


def _zone(found: Choice, shown: Block | None) -> list[Block]:
    """The blocks around a headline: two above it, and those below it to the second paragraph."""
    first = _first_prose(found)
    places = [place for place, block in enumerate(found.blocks) if block is shown]
    start = places[0] if places else max(first - REACH, 0)
    end = max(_first_prose(found, max(first, start) + 1), start)
    below = found.blocks[start : min(end, start + REACH)]
    above = found.blocks[max(start - 2, 0) : start] if places else []
    return [*below, *reversed(above)]


def _names(block: Block, found: Choice, height: int) -> set[str]:
    """The words in the names of a block's element and of those around it that hold little else."""
    words: set[str] = set()
    element: HtmlElement | None = block.element
    for _ in range(height + 1):
        if element is None or element in found.around:
            break
        for name in ("class", "id", "itemprop", "rel", "data-testid", "data-component"):
            words.update(word.lower() for word in _NAME_PARTS.findall(element.get(name, "")))
        element = element.getparent()
    return words


def _is_standfirst(block: Block, found: Choice, known: Said) -> bool:
    """Whether a block under the headline is called a standfirst, or set apart as one."""
    text = block.text
    count = len(_WORD.findall(text))
    if not STANDFIRST_SHORTEST <= len(text) <= STANDFIRST_LONGEST or block.is_linked or count < 2:
        return False
    names = _names(block, found, 2)
    if not names.isdisjoint(_STANDFIRSTS):
        return True
    if names & _BYLINES or block.element.tag in ("figcaption", "li", "caption", "dd"):
        return False
    apart = not block.inner or block.is_heading
    if apart and found.is_page:
        called = not names.isdisjoint(_PERHAPS)
        if (called or block.is_prose) and (called or not found.is_aside(block)):
            return _is_under(block, found)
    return apart and _likeness(text, known.descriptions) >= SAME


def _is_under(block: Block, found: Choice) -> bool:
    """Whether a block stands below the headline, and above the article."""
    titles = [each.last for each in found.blocks if each.taken]
    below = bool(titles) and block.first > min(titles)
    return (
        below and block.first < found.blocks[min(_first_prose(found), len(found.blocks) - 1)].first
    )


def _is_byline(block: Block, found: Choice, known: Said) -> bool:
    """Whether a block names those who wrote the article, and says little else."""
    text = block.text
    if not 3 <= len(text) <= BYLINE_LONGEST or block.is_heading or block.is_prose:
        return False
    folded = text.casefold()
    named = [name for name in known.authors if name.casefold() in folded]
    if named and len(text) <= sum(map(len, named)) + BYLINE_PLAY:
        return True
    called = not _names(block, found, 3).isdisjoint(_BYLINES)
    return called and _BY.match(text) is not None


def _is_dateline(block: Block, found: Choice) -> bool:
    """Whether a block says when the article appeared, and little else."""
    text = block.text
    if len(text) > DATELINE_LONGEST or block.is_heading or not _DIGIT.search(text):
        return False
    timed = any(True for _ in block.element.iter("time"))
    return timed or (len(text) <= 40 and not _names(block, found, 1).isdisjoint(_DATES))


def _is_label(block: Block) -> bool:
    """Whether a block is the small words by a headline; with a figure they tell readers more."""
    text = block.text
    if len(text) > LABEL_LONGEST or block.element.tag == "h1" or _DIGIT.search(text):
        return False
    if _BY.match(text):
        return False
    within = islice(block.element.iter(), NEAR)
    around = (*within, *block.element.iterancestors())
    return any(is_label(each) and _said(each) == text for each in around)


def _said(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _rights(found: Choice) -> str:
    """The rights line under an article, unless the article keeps one of its own.

    What stands further up is that of a picture.
    """
    read = [place for place, block in enumerate(found.blocks) if block.kept and block.is_prose]
    under = [block for block in found.blocks[max(read, default=-1) + 1 :] if _is_rights(block)]
    if any(block.kept for block in under):
        return ""
    return _unlinked(under[-1]) if under else ""


def _unlinked(block: Block) -> str:
    """A block's words but for those in links: “Terms”, “Privacy”."""
    linked = {each for link in block.element.iter("a") for each in link.iter()}
    parts = [
        words
        for each in block.element.iter()
        for words in (
            each.text if each not in linked else "",
            each.tail if each is not block.element and each.getparent() not in linked else "",
        )
    ]
    words = " ".join(" ".join(filter(None, parts)).split())
    return re.split(r"\s*[|•·]\s*", words)[0].strip(" -–—")


def _is_rights(block: Block) -> bool:
    return len(block.text) <= RIGHTS_LONGEST and _RIGHTS.match(block.text) is not None
