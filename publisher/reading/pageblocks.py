"""A web page as a row of blocks, and whether it is a page: an article with more around it."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

from publisher.reading.clutter import is_furniture, is_furniture_heading

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    {*HEADINGS, "address", "article", "aside", "blockquote", "body", "caption", "center", "dd"}
    | {"details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer"}
    | {"form", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol"}
    | {"option", "p", "pre", "search", "section", "select", "summary", "table", "tbody", "td"}
    | {"tfoot", "th", "thead", "tr", "ul", "button", "textarea", "label"}
)
LINKED = 0.6  # of a block's letters in links: then it leads elsewhere
SHORTEST = 50  # letters of a block that reads as prose
LEAST_LINKS = 2  # that stand alone, around an article on a page

_STOP = re.compile(r"[.!?…:;。！？؟۔।]['\"’”»)\]*]*\s*$|[。！？؟۔।]")
_INNER = re.compile(r"#.")
_READ = frozenset({"p", "figcaption", "caption", "dd", "th"})


@dataclass(slots=True)
class Block:
    """One element with words of its own, and not only of blocks within it.

    Attributes:
        element: where it stands.
        text: its own words, white space as printed.
        linked: how many of its letters are in links.
        chosen: whether the library takes it for the article.
        kept: whether we do.
        inner: whether it is in the article's own element.
        taken: whether its words are in the metadata.
        first: where its first words stand among those of the page.
        last: where its last words stand.
    """

    element: HtmlElement
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    chosen: bool = False
    kept: bool = False
    inner: bool = False
    taken: bool = False
    first: int = 0
    last: int = 0

    @property
    def text(self) -> str:
        """Its own words, white space as a browser shows it."""
        return " ".join("".join(self.parts).split())

    @property
    def is_heading(self) -> bool:
        """Whether it is marked as a heading."""
        return self.element.tag in HEADINGS

    @property
    def is_linked(self) -> bool:
        """Whether most of it is in links."""
        return self.linked > LINKED * max(len(self.text), 1)

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a paragraph does: long enough, and with an end to its sentence."""
        text = self.text
        wide = sum(1 for each in text if each > "\u2e80")
        return len(text) + wide >= SHORTEST and bool(_STOP.search(text)) and not self.is_linked


def blocks_of(body: HtmlElement) -> list[Block]:
    """The blocks of a page in reading order, each with the words that are its own."""
    found: dict[HtmlElement, Block] = {}
    around = [(body, False)]
    for place, (event, element) in enumerate(etree.iterwalk(body, events=("start", "end")), 1):
        if event == "start":
            holder, in_link = around[-1]
            holder = element if element.tag in BLOCKS else holder
            around.append((holder, in_link or element.tag == "a"))
            words = "\n" if element.tag == "br" else element.text
        else:
            around.pop()
            words = element.tail if element is not body else None
        if words:
            holder, in_link = around[-1]
            _say(found.setdefault(holder, Block(holder)), in_link, words, place)
    return sorted((each for each in found.values() if each.text), key=lambda each: each.first)


def _say(block: Block, in_link: bool, words: str, place: int) -> None:
    block.parts.append(words)
    if words.strip():
        block.linked += len(" ".join(words.split())) if in_link else 0
        block.first, block.last = block.first or place, place


def is_page(body: HtmlElement, blocks: list[Block]) -> bool:
    """Whether there is more in a document than an article: somewhere to go, something to press.

    Args:
        body: the document.
        blocks: all of them in it.
    """
    for element in body.iter():
        links = sum(1 for _ in element.iter("a")) if element.tag == "footer" else 2
        if element.tag != "blockquote" and links > 1 and is_furniture(element):
            return True
    return _is_led_from(blocks) or _is_labelled(blocks)


def _is_led_from(blocks: list[Block]) -> bool:
    """Whether links to elsewhere stand over what there is to read, and more over or under it."""
    read = [place for place, block in enumerate(blocks) if block.is_prose]
    if not read:
        return False
    over = sum(map(_leads_elsewhere, blocks[: read[0]]))
    under = sum(map(_leads_elsewhere, blocks[read[-1] + 1 :]))
    return over > 0 and over + under >= LEAST_LINKS


def _is_labelled(blocks: list[Block]) -> bool:
    """Whether “Related stories” or the like stands over a link."""
    return any(
        label.is_heading and is_furniture_heading(label.text) and _leads_elsewhere(under)
        for label, under in pairwise(blocks)
    )


def _leads_elsewhere(block: Block) -> bool:
    """Whether a block is nothing but a way to elsewhere: no contents, no author, no sentence."""
    if not block.is_linked or block.is_heading or block.element.tag in _READ:
        return False
    links = block.element.iter("a")
    return not any(
        link.get("rel") == "author" or _INNER.match(link.get("href", "")) for link in links
    )
