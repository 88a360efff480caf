"""Which of a web page's blocks are the article.

trafilatura says what it takes for the article: as words, for it keeps little of the structure.
Those words are found again in the page. What holds most of them is the article's own element,
and of that element all is kept that is not evidently something else, so that what the library
overlooked (a list, a table, a short answer in an interview) is not lost; of the rest of the
page only what it chose.
"""

import copy
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import html
from lxml.html import HtmlElement

from publisher.reading.clutter import is_furniture, is_furniture_heading, is_social, leads_on
from publisher.reading.pageblocks import HEADINGS, LINKED, Block, blocks_of, is_page

MANY = 1_500  # blocks; real pages have some hundreds
LARGEST = 100_000  # elements; a page with more is a book, or built to keep us busy

FEW = 5  # words; of a block with fewer the library must have said just these
ALIKE = 0.6  # of a block's words are in what the library chose

MOST_OF_IT = 0.9  # of the chosen words are in the article's own element
PART_OF_IT = 0.3  # of the chosen words in what is called furniture: then the name lies
COUSINS = 3  # elements up, in which the article may go on in others that are called the same
DOUBLE_SHORTEST = 80  # letters; a shorter sentence may be meant twice
ASIDE_LINKED = 0.3  # of the letters of an aside; one with more leads elsewhere
LONG = 150  # letters of a block that is a paragraph even where it breaks off

_WORD = re.compile(r"\w+")
_STRUCTURE = frozenset(
    {*HEADINGS, "p", "pre", "blockquote", "dt", "dd", "td", "th", "figcaption", "caption"}
    | {"details"}
)
_ROOMS = frozenset({"article", "body", "center", "div", "main", "section", "td"})
_LINES = frozenset({"p", "div", "section", "center", "aside"})
_BOXES = frozenset({"aside", "div", "section"})
_SET_APART = frozenset({"figure", "table", "blockquote", "pre", "dl", "ol", "ul"})
_LISTS = frozenset({"ul", "ol", "dl"})

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Choice:
    """The blocks of a page, and what of it is the article.

    Attributes:
        blocks: all that have words, in reading order.
        core: the element that most of the article is in.
        furniture: the elements that are called something else.
        is_page: whether there is a page around the article, and it is told apart.
        is_large: whether there is one, but too much of it to be told apart.
        inner: all elements that are the article's own.
        around: the elements that all of the article is in.
    """

    blocks: list[Block]
    core: HtmlElement
    furniture: set[HtmlElement] = field(default_factory=set)
    is_page: bool = True
    is_large: bool = False
    inner: set[HtmlElement] = field(default_factory=set)
    around: set[HtmlElement] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.around = {self.core, *self.core.iterancestors()}

    def is_aside(self, block: Block) -> bool:
        """Whether a block is in what is called furniture."""
        return block.element in self.furniture


def choice(body: HtmlElement) -> Choice:
    """What of a page is the article.

    Args:
        body: the page, without what is never shown.
    """
    blocks = blocks_of(body)
    around = is_page(body, blocks)
    large = sum(1 for _ in body.iter()) > LARGEST
    if large or not around:
        for block in blocks:
            block.kept = block.inner = block.chosen = True
        return Choice(blocks, body, is_page=False, is_large=large and around)
    _choose(blocks, body)
    furniture = _furniture(body, blocks)
    if not any(block.chosen for block in blocks):
        _choose_prose(blocks, furniture)
    core = _core(body, blocks)
    inner = {each for part in _continued(core) for each in part.iter()}
    inner |= {each for figure in _leading(body, core, furniture) for each in figure.iter()}
    _keep(body, blocks, inner, furniture)
    return Choice(blocks, core, furniture, inner=inner)


def _choose(blocks: list[Block], body: HtmlElement) -> None:
    """Mark the blocks whose words the library takes for the article."""
    lines, threes = _library(body, fast=len(blocks) > MANY)
    for block in blocks:
        words = _WORD.findall(block.text.casefold())
        ours = _threes(words)
        if len(words) < FEW:
            block.chosen = " ".join(words) in lines
        else:
            block.chosen = sum(three in threes for three in ours) >= ALIKE * len(ours)


def _threes(words: list[str]) -> list[tuple[str, ...]]:
    return [*zip(words, words[1:], words[2:], strict=False)]


def _choose_prose(blocks: list[Block], furniture: set[HtmlElement]) -> None:
    """Mark what reads like an article, where the library has found none."""
    outside = [block for block in blocks if block.element not in furniture]
    prose = [block for block in outside if block.is_prose]
    for block in prose or outside or blocks:
        block.chosen = True


def _library(body: HtmlElement, *, fast: bool) -> tuple[set[str], set[tuple[str, ...]]]:
    """What trafilatura takes for the article: its short lines, and its words by threes.

    Args:
        body: the page.
        fast: whether it shall not ask justext too, whose time grows with the square of a page.
    """
    from trafilatura.core import bare_extraction  # slow to import

    page = html.Element("html")
    page.append(copy.deepcopy(body))
    lines: set[str] = set()
    threes: set[tuple[str, ...]] = set()
    try:
        found = bare_extraction(page, include_comments=False, fast=fast)
    except Exception as error:  # whatever it is, the article can be told without the library
        log.warning("trafilatura: %s", error)
        return lines, threes
    told = getattr(found, "body", None)
    for element in () if told is None else told.iter():
        words = _WORD.findall("".join(element.itertext()).casefold())
        if len(words) < FEW:
            lines.add(" ".join(words))
        if element.getparent() is told:
            threes.update(_threes(words))
    return lines, threes


def _furniture(body: HtmlElement, blocks: list[Block]) -> set[HtmlElement]:
    """All elements that are called furniture, or stand in what is."""
    chosen = _weights(body, (block for block in blocks if block.chosen))
    sure = {block.element for block in blocks if block.chosen and block.is_prose}
    read = sure.union(*(element.iterancestors() for element in sure))
    most = PART_OF_IT * chosen.get(body, 0)
    found: set[HtmlElement] = set()
    for element in body.iter():
        if element.getparent() in found:
            found.add(element)
            continue
        spared = element is body or element in sure or chosen.get(element, 0) > most
        if not spared and _is_aside(element, is_read=element in read):
            found.add(element)
    return found


def _is_aside(element: HtmlElement, *, is_read: bool) -> bool:
    """Whether an element stands beside the article, by its name and by what is in it."""
    if element.tag == "blockquote" or (is_social(element) and _quotes(element)):
        return False
    if element.tag == "footer" and _has_notes(element):
        return False
    if is_furniture(element, is_read=is_read):
        return True
    return element.tag == "aside" and not _reads(element)


def _quotes(element: HtmlElement) -> bool:
    """Whether a quotation is in an element: what somebody wrote on a social network."""
    return next(element.iter("blockquote"), None) is not None


def _has_notes(element: HtmlElement) -> bool:
    if element.getparent().tag in ("blockquote", "figure"):
        return True
    names = " ".join(f"{each.get('class', '')} {each.get('id', '')}" for each in element.iter())
    return "footnote" in names.lower()


def _reads(element: HtmlElement) -> bool:
    """Whether there is something to read in an element, and not only somewhere to go."""
    blocks = blocks_of(element)
    headings = [block.text for block in blocks if block.is_heading]
    length = sum(len(block.text) for block in blocks)
    linked = sum(block.linked for block in blocks)
    led = any(map(is_furniture_heading, headings))
    return any(block.is_prose for block in blocks) and not led and linked < ASIDE_LINKED * length


def _weights(body: HtmlElement, blocks: Iterable[Block]) -> dict[HtmlElement, int]:
    """How many letters of some blocks are within each element."""
    weights = {block.element: len(block.text) for block in blocks}
    for element in reversed([*body.iter()]):
        if element in weights and element is not body:
            parent = element.getparent()
            weights[parent] = weights.get(parent, 0) + weights[element]
    return weights


def _core(body: HtmlElement, blocks: Iterable[Block]) -> HtmlElement:
    """The smallest element that holds most of what is chosen."""
    weights = _weights(body, (block for block in blocks if block.chosen and not block.is_heading))
    least = MOST_OF_IT * weights.get(body, 0)
    core = body
    while least:
        inside = [each for each in core if weights.get(each, 0) >= least]
        if not inside:
            break
        core = inside[0]
    while core.tag not in _ROOMS and core is not body:
        core = core.getparent()
    return core


def _leading(
    body: HtmlElement, core: HtmlElement, furniture: set[HtmlElement]
) -> list[HtmlElement]:
    """The figure between the headline and the article's own element, if there is one."""
    below = False
    figures: list[HtmlElement] = []
    for element in body.iter("h1", "figure", core.tag):
        if element is core:
            break
        if element.tag == "h1":
            below, figures = True, []
        elif element.tag == "figure" and below and element not in furniture:
            figures.append(element)
    return figures[:1]


def _continued(core: HtmlElement) -> list[HtmlElement]:
    """The article's own element, and those that it is continued in, behind an advertisement.

    They are called the same, and near; but not what has a headline of its own.
    """
    name = core.get("class")
    parts = [core]
    for _, room in zip(range(COUSINS), core.iterancestors(), strict=False):
        headlines = sum(1 for _ in room.iter("h1"))
        if not name or room.tag in ("body", "html") or headlines > 1:
            break
        parts = [each for each in room.iter(core.tag) if each.get("class") == name]
        if room.tag == "article":
            break
    return parts


def _keep(
    body: HtmlElement, blocks: list[Block], inner: set[HtmlElement], furniture: set[HtmlElement]
) -> None:
    """Mark what is kept of a page."""
    for block in blocks:
        block.inner = block.element in inner
        aside = block.element in furniture
        block.kept = not aside and (_stays(block) if block.inner else _joins(block))
    _keep_lists(blocks, furniture)
    _drop_apart(body, blocks, inner)
    _drop_headed(body, blocks)
    _drop_doubles(blocks)
    _drop_bare_headings(body, blocks)
    _keep_summaries(body, blocks, furniture)


def _stays(block: Block) -> bool:
    """Whether a block in the article's own element is part of it."""
    if block.element.tag in _LINES and leads_on(block.text, block.linked):
        return False
    if block.chosen or block.is_prose:
        return True
    if block.is_linked or is_furniture_heading(block.text):
        return False
    return block.element.tag in _STRUCTURE or block.element.tag == "li"


def _joins(block: Block) -> bool:
    """Whether a block elsewhere on the page is part of the article."""
    reads = block.is_prose or len(block.text) >= LONG
    return block.chosen and reads and not leads_on(block.text, block.linked)


def _keep_lists(blocks: list[Block], furniture: set[HtmlElement]) -> None:
    """Keep all of a list that anything is kept of: items that are links are items."""
    lists: dict[HtmlElement, list[Block]] = {}
    for block in blocks:
        outer = _list_of(block.element) if block.inner else None
        if outer is not None and block.element not in furniture:
            lists.setdefault(outer, []).append(block)
    for items in lists.values():
        letters = sum(len(item.text) for item in items)
        chosen = sum(len(item.text) for item in items if item.chosen and item.kept)
        if 2 * chosen > letters and sum(item.linked for item in items) < LINKED * letters:
            for item in items:
                item.kept = True


def _list_of(element: HtmlElement) -> HtmlElement | None:
    """The outermost list that an element stands in."""
    lists = [each for each in (element, *element.iterancestors()) if each.tag in _LISTS]
    return lists[-1] if lists else None


def _drop_apart(body: HtmlElement, blocks: list[Block], inner: set[HtmlElement]) -> None:
    """Drop boxes in the article that hold no paragraph, where none that is called so does.

    A short answer that the library overlooked stands in a box like those of the long answers.
    """
    chosen = [block.element for block in blocks if block.chosen]
    around = {each for element in chosen for each in (element, *element.iterancestors())}
    used = {_called(each) for each in around if each in inner}
    spans = _spans(body, blocks)
    boxes = [each for each in spans if each.tag in _BOXES and each.get("class") and each in inner]
    for room in boxes:
        first, last = spans[room]
        part = blocks[first : last + 1]
        apart = _called(room) not in used and next(room.iter(*_SET_APART), None) is None
        if apart and not any(each.is_prose for each in part):
            for block in part:
                block.kept = False


def _called(element: HtmlElement) -> tuple[str, str]:
    return element.tag, element.get("class", "")


def _drop_doubles(blocks: list[Block]) -> None:
    """Drop a paragraph that stands on the page twice, such as a caption in a gallery."""
    seen: set[str] = set()
    for block in blocks:
        if block.kept and len(block.text) >= DOUBLE_SHORTEST and block.is_prose:
            block.kept = block.text not in seen
            seen.add(block.text)


def _drop_headed(body: HtmlElement, blocks: list[Block]) -> None:
    """Drop what stands under “Related stories” and the like."""
    chosen = _weights(body, (block for block in blocks if block.chosen))
    spans = _spans(body, blocks)
    most = PART_OF_IT * chosen.get(body, 0)
    for place, block in enumerate(blocks):
        if not block.is_heading or not is_furniture_heading(block.text) or _is_over(place, blocks):
            continue
        end = place + 1
        for room in block.element.iterancestors():
            first, last = spans.get(room, (0, 0))
            if first < place or chosen.get(room, 0) > most:
                break
            end = last + 1
        while end < len(blocks) and blocks[end].is_linked and not blocks[end].is_heading:
            end += 1
        for other in blocks[place:end]:
            other.kept = False


def _is_over(place: int, blocks: list[Block]) -> bool:
    """Whether the library takes a heading for the article's, and prose right below it.

    “Share the load” begins as a share bar does, and a heading in a story may be just that.
    """
    heading, *below = blocks[place : place + 2]
    counted = heading.text[:1].isdigit()  # “7 comments”, “3/50”
    return (heading.chosen and not counted) and any(
        each.chosen and each.is_prose and each.element is heading.element.getnext()
        for each in below
    )


def _spans(body: HtmlElement, blocks: list[Block]) -> dict[HtmlElement, tuple[int, int]]:
    """The places of the first and the last block within each element."""
    spans = {block.element: (place, place) for place, block in enumerate(blocks)}
    for element in reversed([*body.iter()]):
        if element in spans and element is not body:
            first, last = spans[element]
            parent = element.getparent()
            others = spans.get(parent, (first, last))
            spans[parent] = (min(first, others[0]), max(last, others[1]))
    return spans


def _drop_bare_headings(body: HtmlElement, blocks: list[Block]) -> None:
    """Drop headings with nothing under them: what they headed is no part of the article."""
    spans = _spans(body, blocks)
    last = max((each.last for each in blocks if each.kept and not each.is_heading), default=0)
    for place, block in enumerate(blocks):
        if block.is_heading and block.kept:
            block.kept = block.first <= last and not _is_label(block, place, blocks, spans)


def _keep_summaries(body: HtmlElement, blocks: list[Block], furniture: set[HtmlElement]) -> None:
    """Keep the name of what unfolds where anything else of that is kept, and nowhere else."""
    by_element = {block.element: block for block in blocks}
    for fold in body.iter("details"):
        names = {each for name in fold.iterchildren("summary") for each in name.iter()}
        within = [by_element[each] for each in fold.iter() if each in by_element]
        kept = any(block.kept for block in within if block.element not in names)
        for block in within:
            if block.element in names:
                block.kept = kept and block.element not in furniture


def _is_label(
    heading: Block, place: int, blocks: list[Block], spans: dict[HtmlElement, tuple[int, int]]
) -> bool:
    """Whether all that shares a box with a heading below it is left out.

    What a box says on a page of an article, it says under its heading; where the heading stands
    among the article's own paragraphs, what is left out under it may be an advertisement.
    """
    for room in heading.element.iterancestors():
        first, last = spans[room]
        if first < place:
            return False
        if last > place:
            return not any(each.kept for each in blocks[place + 1 : last + 1])
    return False
