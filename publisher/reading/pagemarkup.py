"""A page's markup, brought to what `html` reads: links whole, images found, looks made marks.

Pages made by hand, and those that programs made of letters and mails, have paragraphs that are
``<div>`` or nothing but line breaks, and headings that are large or bold words. What looks bold
or slanted is marked so here, that whoever looks for headings finds them.
"""

import re
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from publisher.reading.clutter import is_label
from publisher.reading.html import LINE
from publisher.reading.pageblocks import BLOCKS, LINKED
from publisher.reading.pagemeta import joined, scheme_of
from publisher.reading.pagetree import take_out

LAST_LINE = 65_535  # libxml2 counts no further
SMALLEST = 3  # pixels; an image no larger counts readers and shows nothing

_LARGE = re.compile(r"\+[1-4]|[4-7]")
_STYLE_STRONG = re.compile(
    r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)"
    r"|font-size\s*:\s*(?:x+-large|large|larger|1[.][3-9]\d*(?:r?em)|[2-9](?:[.]\d+)?r?em"
    r"|1[3-9]\d%|[2-9]\d\d%|(?:2\d|[3-9]\d)(?:[.]\d+)?px|(?:1[6-9]|[2-9]\d)(?:[.]\d+)?pt)",
    re.IGNORECASE,
)
_STYLE_SLANTED = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_STYLE_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid)", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"placeholder|spacer|blank|pixel|transparent|lazy|loading|1x1", re.IGNORECASE
)
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-hi-res-src",
         "data-src-medium", "data-full-src", "data-image", "data-url")  # fmt: skip
_LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_MARKED = {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"}
_WRAPPED = {"p", "div", "em", "strong", "i", "td", "li"}
_ROOMS = frozenset({"body", "center", "div", "font", "main", "article", "section", "td"})
_PARTS = ("p", "div", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")


def settled(body: HtmlElement, base: str, *, is_local: bool) -> None:
    """Bring a page's markup to what `html` reads, in place.

    Args:
        body: the page.
        base: the address that its links start from, or "".
        is_local: whether it was saved, so that images without an address lie beside it.
    """
    for element in [*body.iter()]:
        if isinstance(element.tag, str):
            _tell_line(element)
            _mark_looks(element)
            if element.tag == "a":
                _complete(element, "href", base)
    take_out(body, [each for each in body.iter("a") if _is_permalink(each)])
    _part_labels(body)
    _part_links(body)
    _settle_images(body, "" if is_local else base)


def _is_permalink(link: HtmlElement) -> bool:
    """Whether a link is the little mark behind a heading that leads to the heading itself."""
    leads_here = "#" in link.get("href", "")
    return leads_here and "".join(link.itertext()).strip() in ("¶", "#", "§", "🔗", "⚓")


def _tell_line(element: HtmlElement) -> None:
    line = element.sourceline
    if line and line < LAST_LINE:
        element.set(LINE, str(line))


def _complete(element: HtmlElement, name: str, base: str) -> None:
    """Make a link lead where it leads from the page it stands on."""
    address = element.get(name, "").strip()
    if not address or address.startswith("#"):
        return
    whole = joined(base, address)
    bare, _, part = whole.partition("#")
    if part and base and bare == base.partition("#")[0]:
        element.set(name, f"#{part}")
    elif scheme_of(whole):
        element.set(name, whole)
    else:
        del element.attrib[name]


def _mark_looks(element: HtmlElement) -> None:
    """Make words that look bold or slanted marked so."""
    tag, style = element.tag, element.get("style", "")
    if tag == "big" or (tag == "font" and _LARGE.fullmatch(element.get("size", "").strip())):
        element.tag = "strong"
    elif tag in ("ins", "u", "font", "span") and style and _STYLE_BLOCK.search(style):
        element.tag = "div"
    if not style or element.tag in _MARKED:
        return
    if _STYLE_STRONG.search(style):
        _wrap(element, "strong")
    if _STYLE_SLANTED.search(style):
        _wrap(element, "em")


def _wrap(element: HtmlElement, tag: str) -> None:
    """Put a mark around words: the element becomes it, or its words get it."""
    if element.tag in ("span", "font"):
        element.tag = tag
        return
    holds_blocks = sum(1 for _ in element.iter(*_PARTS)) > (element.tag in _PARTS)
    if element.tag not in _WRAPPED or holds_blocks:
        return
    inner = html.Element(tag)
    inner.text, element.text = element.text, None
    inner.extend([*element])
    element.append(inner)


def _part_labels(body: HtmlElement) -> None:
    """Take the small words over a headline out of its element, into one before it."""
    for heading in [*body.iter("h1")]:
        label = next(filter(is_label, heading.iterdescendants()), None)
        if label is None or _words(label) == _words(heading):
            continue
        part = html.Element("div", {**label.attrib})
        part.text = _words(label)
        heading.addprevious(part)
        take_out(heading, [label])


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _part_links(body: HtmlElement) -> None:
    """Make blocks of the lines of links that nothing but line breaks part from a story."""
    for room in dict.fromkeys(each.getparent() for each in body.iter("br")):
        for run in [*_runs(room)] if room.tag in _ROOMS else ():
            words = " ".join("".join(words for each in run for words in _said(each)).split())
            links = [link for each in run for link in each.iter("a")]
            linked = sum(len(" ".join("".join(link.itertext()).split())) for link in links)
            if linked > LINKED * len(words):
                _gather(run)


def _runs(room: HtmlElement) -> Iterator[list[HtmlElement]]:
    """What stands in a line within an element, between two line breaks in a row or blocks."""
    run: list[HtmlElement] = []
    for each in room:
        before = each.getprevious()
        parts = each.tag == "br" and before is not None and before.tag == "br"
        if each.tag in BLOCKS or (parts and not (before.tail or "").strip()):
            yield run
            run = []
        elif run or each.tag != "br":
            run.append(each)
    yield run


def _said(element: HtmlElement) -> tuple[str, str]:
    return "".join(element.itertext()), element.tail or ""


def _gather(run: list[HtmlElement]) -> None:
    """Put elements that stand in a line into a block of their own."""
    block = html.Element("div")
    run[0].addprevious(block)
    block.extend(run)


def _settle_images(body: HtmlElement, base: str) -> None:
    """Give each image the address of the file it shows, and drop those that show nothing."""
    for each in [*body.iter("amp-img")]:
        each.tag = "img"
    _reveal(body)
    nothing = []
    for image in [*body.iter("img")]:
        address = _best(image)
        if _is_tiny(image) or (not address and not image.get("alt")):
            nothing.append(image)
        elif base:
            address = joined(base, address)
        image.set("src", address)
    take_out(body, nothing)


def _reveal(body: HtmlElement) -> None:
    """Show the image in ``<noscript>`` where the one before it waits for a script."""
    for each in [*body.iter("noscript")]:
        images = [*each.iter("img")]
        before = each.getprevious()
        waits = before is None or not any(_best(one) for one in before.iter("img"))
        if images and waits and not "".join(each.itertext()).strip():
            each.tag = "span"
            if before is not None and before.tag == "img":
                before.set("src", "")
                before.set("alt", "")


def _best(image: HtmlElement) -> str:
    """The address of the file that an image shows; one that was saved before one that was not."""
    found = [*filter(None, _addresses(image))]
    saved = [each for each in found if not _is_remote(each)]
    return next(iter((*saved, *found)), "")


def _addresses(image: HtmlElement) -> Iterator[str]:
    address = image.get("src", "").strip()
    if address and not _is_placeholder(address):
        yield address
    for name in _LAZY:
        lazy = image.get(name, "").strip()
        if lazy and not lazy.startswith(("{", "[")):
            yield lazy
    around = next(image.iterancestors("picture"), None)
    sources = [] if around is None else [*around.iter("source")]
    for each in (image, *sources):
        for name in _LAZY_SETS:
            yield _largest(each.get(name, ""))


def _is_placeholder(address: str) -> bool:
    if address.startswith("data:"):
        return len(address) < 400 or address.startswith("data:image/svg")
    return address.startswith("about:") or bool(_PLACEHOLDER.search(address.rpartition("/")[2]))


def _largest(candidates: str) -> str:
    """The largest image of a ``srcset``.

    Source:
        HTML Living Standard, section 4.8.4.2.1.
    """
    best, address = -1.0, ""
    for each in re.split(r",\s+|,(?=https?:)", candidates.strip()):
        place, _, size = each.strip().partition(" ")
        number = re.match(r"[\d.]+", size.strip())
        try:
            value = float(number[0]) if number else 1.0
        except ValueError:
            value = 1.0
        if place and value > best:
            best, address = value, place
    return address


def _is_remote(address: str) -> bool:
    return address.startswith(("http:", "https:", "//"))


def _is_tiny(image: HtmlElement) -> bool:
    sizes = [image.get(name, "").removesuffix("px") for name in ("width", "height")]
    return any(size.isdecimal() and int(size) < SMALLEST for size in sizes)
