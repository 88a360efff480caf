"""Foot- and endnotes, brought to one form, whatever made them.

Every program writes them its own way, but all write two things: a mark in the text that
leads to a note (“1”), and a note that mostly leads back. Where types or roles say which is
which, they are believed; else a mark and a block further down that lead to one another are a
note, and so is a block that a raised mark leads to. All other links stay links: a chapter and
its table of contents lead to one another too, but no table of contents puts its links behind
words, and a chapter has a heading.

What comes out, and stays the same when it goes in again::

    <p>Words.<a role="doc-noteref" href="#note-1">1</a></p>
    <aside role="doc-footnote" id="note-1"><p>The note.</p></aside>

Source:
    DPUB-ARIA 1.1 (doc-noteref, doc-footnote, doc-endnote, doc-backlink); EPUB 3 Structural
    Semantics Vocabulary 1.1 (noteref, footnote, endnote, rearnote, backlink).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree, html
from lxml.html import HtmlElement

LONGEST = 12  # characters of a mark, such as “[note 12]”; a longer link has something to say

_REFERENCES = frozenset({"noteref", "doc-noteref"})
_NOTES = frozenset({"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"})
_RETURNS = frozenset({"backlink", "referrer", "doc-backlink"})
_TYPES = ("epub:type", "{http://www.idpf.org/2007/ops}type", "role")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ol", "ul", "dl", "table", "thead", "tbody", "tfoot", "tr"})
_ROOMS = _HEADINGS | _LISTS | {"html", "body", "main", "article", "nav", "header"}
_BLOCKS = _ROOMS | {"p", "li", "div", "aside", "dd", "dt", "td", "th", "section", "blockquote"}
_BLOCKS |= {"figure", "figcaption", "caption", "pre", "footer", "center", "details", "address"}
_LINES = _HEADINGS | {"p", "pre", "blockquote"}  # what keeps its element within its note
_DIGITS = "\\d⁰¹²³⁴-⁹①-⑳"
_MARK = re.compile(
    rf"[^\W\d_]{{1,2}}|[ivxlc]{{1,7}}|[^\w\s]{{1,4}}|\D*[{_DIGITS}]+(?::\d+|[^\W_]?)", re.I
)
_CALLED = re.compile(r"foot-?note|end-?note|note-?ref|\bfn\b", re.IGNORECASE)
_SINGLE = re.compile(r"note(?!\w*s\b)|ftn\d|\bfn\b", re.IGNORECASE)  # “footnote”, not “footnotes”
_ARROWS = re.compile(r"[\s\[\]()↑↓↩↵⏎⤴⬆⬇⇧▲△^\ufe0e\ufe0f]+")
_PUNCTUATION = re.compile(r"[\s\[\](){}^↑,;.:|]*")
_AFTER_LABEL = re.compile(r"\s*[\]).:,]?\s+|\s*[\]).:]")
_BRACKETS = {"[": "]", "(": ")", "［": "］", "（": "）"}


def canonical_notes(root: HtmlElement) -> None:
    """Bring the notes of a page to the one form that `html` knows, in place.

    Args:
        root: a page or a part of one. Links between files must lead within it: whoever reads
            many files makes one page of them first.

    A mark that leads to nothing keeps its words and is a mark no longer; a note that nothing
    leads to keeps its words where they stand.
    """
    _part_lines(_page(root))
    notes = _found(_page(root))
    for number, note in enumerate(notes, start=1):
        note.mark(f"note-{number}", str(number))
    asides = [_aside(note, f"note-{number}") for number, note in enumerate(notes, start=1)]
    left = [_lift(aside) for aside in reversed(asides)]
    for outer in dict.fromkeys(left):
        if outer.tag in _LISTS and not outer.text_content().strip():
            outer.drop_tree()
    for aside in asides:
        _drop_rule(aside)
    _forget(root, asides)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as a reader of its links needs it.

    Attributes:
        order: each element's place in reading order; it also keeps the elements themselves.
        last: the place of the last element within each.
        targets: where each link within the page leads.
        wanted: the places that marks lead forward to, in order.
    """

    order: dict[HtmlElement, int]
    last: dict[HtmlElement, int]
    targets: dict[HtmlElement, HtmlElement]
    wanted: list[int]

    def holds(self, outer: HtmlElement, inner: HtmlElement) -> bool:
        """Whether an element is another, or lies around it."""
        return self.order[outer] <= self.order[inner] <= self.last[outer]

    def leads_on(self, link: HtmlElement) -> bool:
        """Whether a link leads further down."""
        return self.order[self.targets[link]] > self.order[link]

    def count(self, block: HtmlElement) -> int:
        """How many places that marks lead to lie in a block."""
        before = bisect_left(self.wanted, self.order[block])
        return bisect_right(self.wanted, self.last[block]) - before


def _page(root: HtmlElement) -> _Page:
    order = {element: place for place, element in enumerate(root.iter(etree.Element))}
    last = dict(order)
    for element in reversed(order):
        parent = element.getparent()
        if parent in last:
            last[parent] = max(last[parent], last[element])
    places = _places(order)
    links = ((link, _fragment(link)) for link in order if link.tag == "a")
    page = _Page(order, last, {link: places[name] for link, name in links if name in places}, [])
    marks = (link for link in page.targets if page.leads_on(link) and _is_mark(link))
    page.wanted.extend(sorted({order[page.targets[mark]] for mark in marks}))
    return page


def _places(elements: Iterable[HtmlElement]) -> dict[str, HtmlElement]:
    """The elements that links can lead to, by name; the first to have it keeps it."""
    places: dict[str, HtmlElement] = {}
    for element in elements:
        for name in (element.get("id"), element.get("name") if element.tag == "a" else ""):
            if name:
                places.setdefault(name, element)
    return places


def _fragment(link: HtmlElement) -> str:
    return unquote(link.get("href", "").partition("#")[2])


# Which links are marks, and which blocks are notes


@dataclass(frozen=True, slots=True)
class _Note:
    """A note as it was found.

    Attributes:
        element: what holds its words.
        links: what leads out of it, and of the term that names it.
        words: what it says, its own number and all.
        marks: the links that lead to it.
        returns: those of its links that lead back, and are dropped with their words.
        labels: the words of its marks.
    """

    element: HtmlElement
    links: list[HtmlElement]
    words: str
    marks: list[HtmlElement] = field(default_factory=list)
    returns: list[HtmlElement] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)

    def mark(self, name: str, number: str) -> None:
        """Give its marks their one form."""
        for link in self.marks:
            label = _bare(_words(link)).partition(":")[0]  # “1:2” is the second mark of note 1
            self.labels.add(label)
            _point(link, name, label or number)


def _found(page: _Page) -> list[_Note]:
    """The notes of a page, in the order of their first marks."""
    notes: dict[HtmlElement, _Note] = {}
    backs: dict[HtmlElement, set[HtmlElement]] = {}
    for link, target in page.targets.items():
        element = _element(page, target) if _may_refer(link) else None
        if element is None or page.holds(element, link):
            continue
        if element not in backs:
            links = [each for each in _leading(page, element, target) if each in page.targets]
            backs[element] = {_block(page.targets[each]) for each in links}
            notes[element] = _Note(element, links, _words(element))
        if _refers(page, link, notes[element], backs[element]):
            notes[element].marks.append(link)
    found = [note for note in notes.values() if note.marks]
    for note in found:
        marked = {_block(link) for link in note.marks}
        note.returns.extend(link for link in note.links if _returns(page, link, marked))
    return found


def _leading(page: _Page, element: HtmlElement, target: HtmlElement) -> Iterator[HtmlElement]:
    """The links in a note, and in the term before it."""
    if not page.holds(element, target):
        yield from _block(target).iter("a")
    yield from element.iter("a")


def _may_refer(link: HtmlElement) -> bool:
    types = _types(link)
    typed = types & _REFERENCES and not _words(link)  # a picture for a mark
    return not types & _RETURNS and (bool(typed) or _is_mark(link))


def _refers(page: _Page, link: HtmlElement, note: _Note, backs: set[HtmlElement]) -> bool:
    """Whether a mark leads to a note: by what either is called, or as the note leads back."""
    if _types(link) & _REFERENCES or _types(note.element) & _NOTES:
        return True
    if not page.leads_on(link) or note.words == _words(link):
        return False
    block = _block(link)
    return _is_raised(link) or _is_called(link) or (block in backs and _is_behind_words(link))


def _returns(page: _Page, link: HtmlElement, marked: set[HtmlElement]) -> bool:
    """Whether a link in a note leads back to a mark, and says nothing else."""
    if _types(link) & _RETURNS:
        return True
    target = page.targets[link]
    exact = target.tag not in _BLOCKS or _ARROWS.fullmatch(_words(link)) or _is_mark(link)
    return _block(target) in marked and bool(exact)


def _types(element: HtmlElement) -> set[str]:
    return {word for name in _TYPES for word in element.get(name, "").split()}


def _is_mark(link: HtmlElement) -> bool:
    words = _words(link)
    if len(words) > LONGEST or _ARROWS.fullmatch(words):
        return False
    return _MARK.fullmatch(_bare(words)) is not None


def _is_raised(link: HtmlElement) -> bool:
    parent = link.getparent()
    return (parent is not None and parent.tag == "sup") or link.find(".//sup") is not None


def _is_called(link: HtmlElement) -> bool:
    return _CALLED.search(link.get("class", "")) is not None


def _is_behind_words(link: HtmlElement) -> bool:
    """Whether something stands in the line of a link; in a table of contents nothing does."""
    element = link
    while element.tag not in _BLOCKS and (parent := element.getparent()) is not None:
        before = element.getprevious()
        beside = (parent.text if before is None else before.tail or before.text, element.tail)
        if any((words or "").strip() for words in beside):
            return True
        element = parent
    return False


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _bare(words: str) -> str:
    """A mark without the brackets around it."""
    inner = words[1:-1].strip()
    return inner if inner and _BRACKETS.get(words[0]) == words[-1] else words


def _block(element: HtmlElement) -> HtmlElement:
    """The nearest block: the element itself, or one that holds it."""
    while element.tag not in _BLOCKS and element.getparent() is not None:
        element = element.getparent()
    return element


def _element(page: _Page, target: HtmlElement) -> HtmlElement | None:
    """The element that is a note, by a place in it; None when it can be none."""
    for element in (target, *target.iterancestors()):
        if _types(element) & _NOTES and element in page.order:
            return element if page.order[element] else None
    block = _block(target)
    while (parent := block.getparent()) in page.order and _is_all_of(page, block, parent):
        block = parent
    if block.tag == "dt":
        meaning = block.getnext()
        return meaning if meaning is not None and meaning.tag == "dd" else None
    if block.tag in _ROOMS or block.tag in ("td", "th") or not page.order.get(block):
        return None
    return None if any(True for _ in block.iter(*_HEADINGS)) else block


def _is_all_of(page: _Page, block: HtmlElement, parent: HtmlElement) -> bool:
    """Whether what holds a block is still the same note: its item, or a part called a note."""
    if parent.tag not in ("li", "div", "aside", "section"):
        return False
    called = f"{parent.get('class', '')} {parent.get('id', '')}"
    alone = page.count(parent) == page.count(block)
    return alone and (parent.tag == "li" or _SINGLE.search(called) is not None)


def _part_lines(page: _Page) -> None:
    """Part the notes of a block that holds several of them, each on a line of its own."""
    for block in page.order:
        if block.tag in ("p", "div") and page.count(block) > 1:
            starts = {child for child in block if _begins_note(page, child)}
            if len(starts) > 1:
                _part(block, starts)


def _begins_note(page: _Page, child: HtmlElement) -> bool:
    """Whether a child of a block is at the start of a line, and a mark leads to it."""
    if child not in page.order or child.tag in _BLOCKS or not page.count(child):
        return False
    before = child.getprevious()
    if before is None:
        return not (child.getparent().text or "").strip()
    return before.tag == "br" and not (before.tail or "").strip()


def _part(block: HtmlElement, starts: set[HtmlElement]) -> None:
    """Wrap what follows each start, up to the next, into a block of its own."""
    part = None
    for child in list(block):
        if child in starts:
            part = html.Element("div")
            child.addprevious(part)
        if part is not None:
            part.append(child)


# The one form


def _point(link: HtmlElement, name: str, words: str) -> None:
    """Make a mark of a link: its words bare, and nothing around it that only raises it."""
    mark = html.Element("a", role="doc-noteref", href=f"#{name}")
    mark.text, mark.tail = words, link.tail
    link.tail = None
    link.getparent().replace(link, mark)
    around = mark.getparent()
    if around.tag == "sup" and len(around) == 1 and _bare(_words(around)) == words:
        mark.tail, around.tail = around.tail, None
        around.getparent().replace(around, mark)


def _aside(note: _Note, name: str) -> HtmlElement:
    """Make an aside of a note, without the links and the label that lead back."""
    element = note.element
    back = (link for link in note.returns if link.getparent() is not None)  # and no mark by now
    dropped = [_drop(link, element) for link in back]
    term = element.getprevious() if element.tag == "dd" else None
    if term is not None and term.tag == "dt" and _bare(_words(term)) in {"", *note.labels}:
        term.drop_tree()
    _drop_label(element, note.labels, any(dropped))
    aside = html.Element("aside", role="doc-footnote", id=name)
    element.addprevious(aside)
    if element.tag in _LINES:
        aside.tail, element.tail = element.tail, None
        aside.append(element)
    else:
        aside.text, element.text = element.text, None
        aside.extend(list(element))
        element.drop_tree()
    return aside


def _drop(link: HtmlElement, note: HtmlElement) -> bool:
    """Drop a link that leads back, and what only stood around it; whether it began the note."""
    began = not _PUNCTUATION.sub("", _before(link, note))
    parent = link.getparent()
    _drop_brackets(link)
    link.drop_tree()
    while parent is not note and parent.tag != "dt" and _is_void(parent):
        link, parent = parent, parent.getparent()
        link.drop_tree()
    return began


def _is_void(element: HtmlElement) -> bool:
    return _PUNCTUATION.fullmatch(element.text_content()) is not None


def _before(link: HtmlElement, note: HtmlElement) -> str:
    """The words of a note before a link; a few are enough."""
    words = ""
    for element, part in _slots(note):
        if element is link or len(words) > LONGEST:
            break
        words += getattr(element, part) or ""
    return words


def _drop_brackets(link: HtmlElement) -> None:
    """Drop the brackets that stand close around a link."""
    before = link.getprevious()
    holder, part = (link.getparent(), "text") if before is None else (before, "tail")
    said, after = (getattr(holder, part) or "").rstrip(), (link.tail or "").lstrip()
    if said and after and _BRACKETS.get(said[-1]) == after[0]:
        setattr(holder, part, said[:-1])
        link.tail = after[1:]


def _slots(note: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Where the words of a note stand, in reading order: elements, and ``text`` or ``tail``."""
    for event, element in etree.iterwalk(note, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield element, "text"
        elif element is not note:
            yield element, "tail"


def _drop_label(note: HtmlElement, labels: set[str], began: bool) -> None:
    """Drop what is left of a note's own number: it is printed before it by whoever shows it."""
    for element, part in _slots(note):
        words = getattr(element, part) or ""
        if not words.strip():
            continue
        raised = part == "text" and element.tag == "sup" and _bare(words.strip()) in labels
        if raised and not len(element):
            element.text, began = None, True
            continue
        label = re.match(rf"\s*({'|'.join(map(re.escape, labels))})(?=[.):]\s)", words)
        bracketed = re.match(r"\s*([\[(][^\s\])]{1,7}[\])])", words)
        if label:
            words, began = words[label.end() :], True
        elif bracketed and _bare(bracketed[1]) in labels:
            words, began = words[bracketed.end() :], True
        rest = _AFTER_LABEL.match(words) if began else None
        setattr(element, part, words[rest.end() :] if rest else words)
        return


def _lift(aside: HtmlElement) -> HtmlElement:
    """Take a note out of the list or the line that it stands in, and put it behind that."""
    outer = aside
    while (parent := outer.getparent()).getparent() is not None and _cannot_hold(parent):
        outer = parent
    if outer is not aside:
        _put_behind(outer, aside)
    return outer


def _cannot_hold(parent: HtmlElement) -> bool:
    return parent.tag not in _BLOCKS or parent.tag in _LISTS | _HEADINGS | {"p", "pre"}


def _put_behind(outer: HtmlElement, aside: HtmlElement) -> None:
    tail = aside.tail
    aside.tail = None
    before, parent = aside.getprevious(), aside.getparent()
    if before is None:
        parent.text = (parent.text or "") + (tail or "")
    else:
        before.tail = (before.tail or "") + (tail or "")
    outer.addnext(aside)


def _drop_rule(aside: HtmlElement) -> None:
    """Drop the line that is drawn above notes."""
    first, parent = aside, aside.getparent()
    while first.getprevious() is None and parent is not None and parent.tag in ("div", "section"):
        if (parent.text or "").strip():
            return
        first, parent = parent, parent.getparent()
    rule = first.getprevious()
    if rule is not None and rule.tag == "hr" and not (rule.tail or "").strip():
        rule.drop_tree()


def _forget(root: HtmlElement, asides: list[HtmlElement]) -> None:
    """Take the types off all that calls itself a mark or a note, and is none."""
    names = {f"#{aside.get('id')}" for aside in asides}
    kept = set(asides)
    for element in root.iter(etree.Element):
        types = _types(element)
        stray = types & _NOTES and element not in kept
        if stray or (types & _REFERENCES and element.get("href") not in names):
            for name in _TYPES:
                element.attrib.pop(name, None)
