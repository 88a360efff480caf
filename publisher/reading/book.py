"""Books (EPUB 2 and 3): their pages in order, made one page of HTML, then passages.

What every edition makes anew is left out and quoted in a finding: the cover, the title page,
the table of contents, the colophon, page numbers. What the package says of the book goes into
the metadata. A chapter whose page has no heading is headed by what the table of contents
calls it.

Source:
    EPUB 3.3; EPUB 3 Structural Semantics Vocabulary 1.1; OPF 2.0.1, section 2.6 (guide).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from html.entities import name2codepoint
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from publisher.article import Article, Metadata, Passage, Role
from publisher.errors import ReadingError
from publisher.labels import label
from publisher.reading.bookfile import Book, Leaf, book_in
from publisher.reading.html import passages_of
from publisher.reading.notes import canonical_notes
from publisher.reading.ornaments import set_breaks
from publisher.reading.pagetree import tree_of
from publisher.reading.pictures import packed
from publisher.reading.signing import signed
from publisher.reading.source import Source
from publisher.reading.zips import Archive, folder, joined, opened
from publisher.report import Finding, Weight

_OPS = "{http://www.idpf.org/2007/ops}type"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_ROLES = ("doc-noteref", "doc-footnote", "doc-backlink", "presentation", "none")
_KEPT = ("href", "src", "alt", "id", "name", "lang", "start", "colspan", "rowspan", "role")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FRAMES = ("section", "div", "nav", "aside", "body", "article", "header", "footer")
_LINES = ("p", "div", "td", "li", "blockquote", "center")
_APART = frozenset({*_LINES, *_HEADINGS, *_FRAMES, "br", "tr", "th", "dt", "dd", "hr", "figure"})
# What every edition makes anew, by what books call it.
_LEFT_OUT = {
    "toc": "the table of contents",
    "toc-brief": "the table of contents",
    "landmarks": "a list of landmarks",
    "page-list": "a list of pages",
    "loi": "the list of illustrations",
    "lot": "the list of tables",
    "loa": "the list of sounds",
    "lov": "the list of films",
    "index": "the index",
    "colophon": "the colophon",
    "cover": "the cover",
    "titlepage": "the title page",
    "halftitlepage": "the half title",
    "copyright-page": "the copyright page",
    "imprint": "the imprint",
}
_TITLES = {"titlepage", "halftitlepage"}
COVER_LONGEST = 40  # words; what has more is no cover, whatever it is called
TITLE_LONGEST = 60  # words
EARLY = 6  # pages into a book, a title page or a table of contents may be unmarked
HEAD_LONGEST, HEAD_LINES = 120, 5  # words and lines below a headline
_HEAD = (
    ("standfirst", {"standfirst", "subtitle", "deck", "dek", "lede", "lead", "chapo", "vorspann"}),
    ("byline", {"byline", "author", "authors", "by"}),
    ("dateline", {"dateline", "date", "pubdate", "published"}),
)
CONTENTS_LEAST, CONTENTS_MOSTLY = 4, 0.6  # links to pages, and the share of words in them
_RIGHTS = re.compile(r"©|\(c\) ?\d{4}|\bcopyright\b|\ball rights reserved\b", re.IGNORECASE)
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,9});")
_XML_ENTITIES = (b"amp", b"lt", b"gt", b"quot", b"apos")
_DECLARED = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)


def read_book(source: Source) -> Article:
    """The article in an EPUB.

    Raises:
        ReadingError: it is no EPUB, is damaged or protected, or made to do harm.
    """
    archive = opened(source, "an EPUB")
    book = book_in(archive)
    binding = _Binding(book)
    page = binding.bind()
    canonical_notes(page)
    set_breaks(page)
    _strip(page)
    passages, findings = passages_of(
        html.tostring(page, encoding="unicode"), packed(archive), ours=True
    )
    metadata = _with_standfirst(binding.metadata, book.description, passages)
    metadata, passages = signed(metadata, passages)
    return Article(
        source.name,
        passages,
        metadata,
        guess=not book.ours and (binding.headed < 2 or binding.has_head),
        findings=(*book.findings, *binding.findings, *findings),
    )


def _with_standfirst(
    metadata: Metadata, description: str, passages: tuple[Passage, ...]
) -> Metadata:
    """The metadata with the description as standfirst, if it is to be read under the title."""
    early = (" ".join(each.text.split()) for each in passages[:3] if each.role is Role.BODY)
    if metadata.standfirst or not description or description not in early:
        return metadata
    return replace(metadata, standfirst=description)


@dataclass(slots=True)
class _Binding:
    """The pages of a book, being made one.

    Attributes:
        book: as its package has it.
        metadata: what the package and the pages that are left out say.
        headed: how many pages have a heading.
        has_head: whether it begins as an article does, with a headline over a few lines.
        findings: what was left out.
    """

    book: Book
    metadata: Metadata = field(default_factory=Metadata)
    headed: int = 0
    has_head: bool = False
    findings: list[Finding] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    page_numbers: list[str] = field(default_factory=list)

    def bind(self) -> HtmlElement:
        """One page of all pages, in reading order; those that are not linear come last."""
        self.metadata = self.book.metadata
        ordered = sorted(self.book.leaves, key=lambda leaf: not leaf.linear)
        self.numbers = {leaf.name: number for number, leaf in enumerate(ordered, start=1)}
        bodies = [(leaf, self._body(leaf)) for leaf in ordered]
        kept = [(leaf, body) for leaf, body in bodies if body is not None]
        level = _usual_level([body for _, body in kept])
        whole = html.Element("div")
        first = True
        for leaf, body in kept:
            self._head(leaf, body, level, first)
            if first and _has_words(body):
                self._drop_title(body)
                first = False
            whole.append(body)
        if self.page_numbers:
            said = ", ".join(self.page_numbers)
            self._leave_out("page-numbers-left-out", "the numbers of printed pages are", said)
        return whole

    def _body(self, leaf: Leaf) -> HtmlElement | None:
        """A page as a part of the whole; None when all of it is left out."""
        root = _tree(self.book.archive, leaf.name)
        if leaf.name == self.book.navigation:
            self._leave_out("contents-left-out", "the table of contents is", _said(root))
            return None
        body = root if root.tag == "body" else root.find(".//body")
        body = root if body is None else body
        language = body.get("lang") or root.get("lang") or ""
        self._clean(body, leaf.name)
        kind = self._kind(leaf, body)
        if kind:
            self._take(kind, body)
            return None
        self._take_parts(body)
        self._link(body, leaf.name)
        body.tag, body.tail = "div", None
        body.attrib.clear()
        body.set("id", self._place(leaf.name, ""))
        if language and not _same_language(language, self.metadata.language):
            body.set("lang", language)
        if not _has_words(body) and body.find(".//img") is None:
            return None
        self.headed += body.find(".//h1") is not None or any(True for _ in body.iter(*_HEADINGS))
        return body

    # What is left out

    def _kind(self, leaf: Leaf, body: HtmlElement) -> str:
        """What a page is that is left out as a whole, or ""."""
        said = _said(body)
        words = len(said.split())
        called = next((kind for kind in (*_types(body), *leaf.kinds) if kind in _LEFT_OUT), "")
        if called == "cover" or (not words and self.numbers[leaf.name] == 1):
            return "cover" if words <= COVER_LONGEST else ""
        if called:
            return called
        if words and said == self.metadata.rights:
            return "copyright-page"
        early = self.numbers[leaf.name] <= EARLY
        if early and not leaf.kinds and _is_contents(body, self._leads_in(leaf.name)):
            return "toc"
        short = early and 0 < words <= TITLE_LONGEST
        return "titlepage" if short and self._repeats_title(said) else ""

    def _repeats_title(self, said: str) -> bool:
        """Whether words are only those of the title and of who made the book."""
        about = self.metadata
        title = _bare(about.title)
        known = {*_bare(" ".join((about.title, about.publisher, *about.authors))).split(), "by"}
        strange = [word for word in _bare(said).split() if word not in known]
        return bool(title) and title in _bare(said) and not strange

    def _leads_in(self, name: str) -> Any:
        """Whether an address on a page leads to another page of the book."""
        return lambda href: joined(folder(name), href.partition("#")[0]) in self.numbers

    def _take_parts(self, body: HtmlElement) -> None:
        """Take out the parts of a page that every edition makes anew."""
        for element in list(body.iter(*_FRAMES)):
            kind = next((each for each in _types(element) if each in _LEFT_OUT), "")
            if kind and element is not body and element.getparent() is not None:
                self._take(kind, element)
                element.drop_tree()

    def _take(self, kind: str, element: HtmlElement) -> None:
        """Take what a part says into the metadata, and quote it."""
        about = self.metadata
        if kind in _TITLES:
            heading = next(element.iter(*_HEADINGS), None)
            self.metadata = replace(
                about,
                title=about.title or (_said(heading) if heading is not None else ""),
                standfirst=about.standfirst or _called(element, "standfirst", "subtitle"),
                byline=about.byline or _called(element, "byline"),
                dateline=about.dateline or _called(element, "dateline"),
            )
        elif kind in ("copyright-page", "colophon") and not about.rights:
            lines = (_said(line) for line in element.iter("p"))
            rights = next((line for line in lines if _RIGHTS.search(line)), "")
            self.metadata = replace(about, rights=rights)
        code = "contents-left-out" if kind.startswith("toc") else "page-left-out"
        self._leave_out(code, f"{_LEFT_OUT[kind]} is", _said(element))

    def _leave_out(self, code: str, what: str, said: str) -> None:
        if said:
            message = f"{what} left out: “{said}”"
            self.findings.append(Finding(code, Weight.NOTE, message))

    # What is kept

    def _clean(self, body: HtmlElement, name: str) -> None:
        """Take out what is not shown, and numbers of printed pages; show pictures one way."""
        for element in list(body.iter(etree.Element)):
            if element is body or element.getparent() is None:
                continue
            if "pagebreak" in _types(element) or "doc-pagebreak" in element.get("role", ""):
                number = _said(element) or element.get("title", "")
                self.page_numbers.extend(filter(None, [number]))
                element.drop_tree()
            elif element.get("hidden") is not None or element.tag == "case":
                self._leave_out("hidden-text-left-out", "hidden text is", _said(element))
                element.drop_tree()
            elif element.tag == "svg":
                _unframe(element)
        for image in body.iter("img"):
            image.set("src", joined(folder(name), image.get("src", "")))

    def _link(self, body: HtmlElement, name: str) -> None:
        """Give names that are the book's alone, and have links lead to them."""
        for element in body.iter(etree.Element):
            for attribute in ("id", "name"):
                if element.get(attribute):
                    element.set(attribute, self._place(name, element.get(attribute)))
            href = element.get("href")
            if element.tag == "a" and href:
                path, _, fragment = href.strip().partition("#")
                target = joined(folder(name), path) if path else name
                if target in self.numbers:
                    element.set("href", f"#{self._place(target, fragment)}")
                elif target:  # a part of the book that is no page
                    element.attrib.pop("href")

    def _place(self, name: str, fragment: str) -> str:
        return f"d{self.numbers[name]}-{fragment}"

    def _head(self, leaf: Leaf, body: HtmlElement, level: int, first: bool) -> None:
        """Head a page as the table of contents calls it, if it has no heading."""
        if self.book.ours:
            self._turn(body, first)
            return
        for fragment, title in self.book.titles.get(leaf.name, ()):
            if not self._is_stand_in(title, leaf.name):
                self._head_part(leaf, body, fragment, title, level, first and self.headed > 0)

    def _is_stand_in(self, title: str, name: str) -> bool:
        """Whether a title in the table of contents says no more than the name of a file."""
        stem = name.rpartition("/")[2].partition(".")[0]
        return _bare(title) in (_bare(stem), _bare(self.metadata.title)) or not re.search(
            r"\w", title
        )

    def _head_part(
        self, leaf: Leaf, body: HtmlElement, fragment: str, title: str, level: int, opens: bool
    ) -> None:
        """Make a heading of the lines that say what the table of contents says, or put one."""
        place = self._place(leaf.name, fragment)
        start = body if not fragment else next(iter(body.xpath("//*[@id=$at]", at=place)), None)
        if start is None or any(True for _ in body.iter(*_HEADINGS)):
            return
        lines = _first_lines(start, 2)
        for count in (1, 2):
            if _bare(" ".join(map(_said, lines[:count]))) == _bare(title):
                for line in lines[:count]:
                    line.tag = f"h{level}"
                return
        if start is body and _has_words(body) and not opens:
            heading = html.Element(f"h{level}")
            heading.text = title
            body.insert(0, heading)
            heading.tail, body.text = body.text, None

    def _turn(self, body: HtmlElement, first: bool) -> None:
        """Mark a section of ours that has no heading, and is not the opening."""
        section = next((each for each in body.iter("section") if each.get("aria-label")), None)
        if section is None or any(True for _ in body.iter(*_HEADINGS)):
            return
        words, language = section.get("aria-label", ""), self.metadata.language
        if first and words in (label("opening", language), label("article", language)):
            return
        sign = escape(words).replace("-", "&#45;")
        section.insert(0, etree.Comment(f" section: {sign} "))
        section[0].tail, section.text = section.text, None

    def _drop_title(self, body: HtmlElement) -> None:
        """Drop a first heading that is the title again, and take what classes say is its head."""
        if self.book.ours or not self.metadata.title:
            return
        first = next((each for each in body.iter(*_HEADINGS, *_LINES) if _is_line(each)), None)
        if first is None or first.tag not in _HEADINGS:
            return
        if _bare(_said(first)) == _bare(self.metadata.title):
            first.drop_tree()
            self._take_head(body)
            self.has_head = 0 < len(_said(body).split()) <= HEAD_LONGEST or self.headed < 2

    def _take_head(self, body: HtmlElement) -> None:
        """Take the lines below a headline that are called what they are."""
        for line in list(body.iter("p"))[:HEAD_LINES]:
            called = line.get("class", "").lower().split()
            name = next((name for name, words in _HEAD if words.intersection(called)), "")
            if name and not getattr(self.metadata, name) and _said(line):
                told: dict[str, Any] = {name: _said(line)}
                self.metadata = replace(self.metadata, **told)
                line.drop_tree()


def _is_line(element: HtmlElement) -> bool:
    """Whether an element has words of its own, and is not only what holds lines."""
    inner = element.iterdescendants(*_HEADINGS, *_LINES)
    return next(inner, None) is None and _has_words(element)


def _has_words(element: HtmlElement) -> bool:
    return bool(element.text_content().strip())


def _first_lines(start: HtmlElement, count: int) -> list[HtmlElement]:
    """The first lines with words, from an element on."""
    while start.tag not in _LINES and start.getparent() is not None:
        start = start.getparent()
    if start.tag in _LINES and _is_line(start):
        found = [start]
        following = start.getnext()
        if following is not None and following.tag in _LINES and _is_line(following):
            found.append(following)
        return found[:count]
    found = []
    for each in start.iter(*_LINES):
        if _is_line(each):
            found.append(each)
        if len(found) == count:
            break
    return found


def _usual_level(bodies: list[HtmlElement]) -> int:
    """The level of the headings that most pages begin with."""
    firsts = (next(body.iter(*_HEADINGS), None) for body in bodies)
    levels = Counter(int(first.tag[1]) for first in firsts if first is not None)
    return levels.most_common(1)[0][0] if levels else 1


def _is_contents(body: HtmlElement, leads_in: Any) -> bool:
    """Whether a page is nothing much but links to other pages."""
    links = [link for link in body.iter("a") if leads_in(link.get("href") or "")]
    words = len(_said(body).split())
    linked = sum(len(_said(link).split()) for link in links)
    return len(links) >= CONTENTS_LEAST and linked >= CONTENTS_MOSTLY * words


def _called(element: HtmlElement, *names: str) -> str:
    """The words of the first part of an element that is called so, by a class or a type."""
    for each in element.iter(etree.Element):
        if {*each.get("class", "").split(), *_types(each)}.intersection(names):
            return _said(each)
    return ""


def _unframe(drawing: HtmlElement) -> None:
    """Put the pictures of a drawing in its place, if there is nothing else in it."""
    images = [each for each in drawing.iter("image") if each.get(_XLINK) or each.get("href")]
    titles = [_said(each) for each in drawing.iter("title", "desc")]
    if not images or any(True for _ in drawing.iter("text")):
        return
    for image in images:
        shown = html.Element("img", src=image.get(_XLINK) or image.get("href"))
        shown.set("alt", drawing.get("aria-label") or next(iter(titles), ""))
        drawing.addprevious(shown)
    drawing.drop_tree()


def _tree(archive: Archive, name: str) -> HtmlElement:
    """A page's tree: as XHTML if it is that, else as browsers read HTML.

    Nothing is expanded or fetched: of the entities that HTML names, the characters are put in
    before, and all others are left out.
    """
    data = archive.markup(name)
    parser = html.XHTMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(_ENTITY.sub(_character, _DECLARED.sub(b"", data, count=1)), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        try:
            return tree_of(Source(name, data))[0]
        except ReadingError:
            return html.Element("body")
    for node in list(root.iter(etree.Entity, etree.Comment, etree.ProcessingInstruction)):
        if node.getparent() is not None:
            node.tail = node.tail or ""
            _drop(node)
    for element in root.iter(etree.Element):
        element.tag = element.tag.rpartition("}")[2]
        language = element.get(_XML_LANG)
        if language and not element.get("lang"):
            element.set("lang", language)
    for script in list(root.iter("script", "style", "template")):
        script.drop_tree()
    return root


def _drop(node: Any) -> None:
    """Take a node out of its tree; the words behind it stay."""
    parent, before = node.getparent(), node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + node.tail
    else:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _character(entity: re.Match[bytes]) -> bytes:
    code = name2codepoint.get(entity[1].decode()) if entity[1] not in _XML_ENTITIES else None
    return b"&#%d;" % code if code else entity[0]


def _strip(page: HtmlElement) -> None:
    """Take off a page all that `html` would take for a sign of ours, and what it never reads."""
    for element in page.iter(etree.Element):
        for name in list(element.attrib):
            if name not in _KEPT or (name == "role" and element.get(name) not in _ROLES):
                element.attrib.pop(name)


def _types(element: HtmlElement) -> tuple[str, ...]:
    said = f"{element.get(_OPS, '')} {element.get('epub:type', '')} {element.get('role', '')}"
    return tuple(word.removeprefix("doc-") for word in said.lower().split())


def _said(element: HtmlElement) -> str:
    """The words of an element; its blocks and lines are parted by spaces."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if each.tag in _APART:
            yield " "
        if event == "start":
            yield each.text or ""
        elif each is not element:
            yield each.tail or ""


def _bare(words: str) -> str:
    """Words without case and punctuation."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def _same_language(one: str, other: str) -> bool:
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()
