"""A Word document made plain: every way of saying a thing becomes the one that mammoth knows.

Word has many: text in boxes, in fields, in content controls; deletions kept for review; drop
capitals in paragraphs of their own; fractions; and bold letters that stand for a heading.
mammoth passes over what it does not know, words and all. So here, before it reads, what holds
words and is unknown is taken off them, what is no part of the story is taken out and quoted in
a finding, and styles are replaced by the few that matter.

Source:
    ECMA-376 (Office Open XML), part 1, section 17 (WordprocessingML); part 3, section 9
    (AlternateContent).
"""

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from publisher.reading.wordstyles import Styles, value, w
from publisher.report import Finding, Weight

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_V = "urn:schemas-microsoft-com:vml"
_O = "urn:schemas-microsoft-com:office:office"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

ITEM = "our-item-"
"""What the name of the bookmark begins with that tells an item's number."""

TITLE_LONGEST = 30  # words; a longer first line in large letters is a standfirst
LARGE = 1.15  # times the size of the body: what stands out as a heading does
LARGE_WORDS = 16
SET_IN = 300  # twentieths of a point on either side
FOREIGN_MOST = 0.3  # of all letters; where more are marked foreign, it was the keyboard's doing

# What mammoth reads the words of; anything else that holds words is taken off them.
_KNOWN = {w(name) for name in ("document", "body", "footnotes", "footnote", "endnotes", "endnote")}
_KNOWN |= {w(name) for name in ("p", "r", "t", "tbl", "tr", "tc", "hyperlink", "drawing")}
_SOMETHING = tuple(
    w(name) for name in ("t", "drawing", "sym", "fldChar", "footnoteReference", "endnoteReference")
)
_CONTENTS = re.compile(r"\s*(?:TOC|INDEX|TOA|RD)\b")
_AUTOMATIC = re.compile(r"\s*Description automatically generated.*", re.DOTALL)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


_STRUCK = ("struck-left-out", "what is struck out is left out")
_LEFT_OUT = {  # how runs look that are left out, what is found, and what is said of it
    "vanish": ("hidden-text-left-out", "hidden text is left out"),
    "strike": _STRUCK,
    "dstrike": _STRUCK,
}


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part's relationship leads.

    Attributes:
        kind: the last word of its type, such as ``image``.
        target: the name of another part, or an address.
        outside: whether it is an address.
    """

    kind: str
    target: str
    outside: bool = False


@dataclass(slots=True)
class Part:
    """A part with words in it: the document itself, its footnotes, its endnotes.

    Attributes:
        root: its XML, changed in place.
        relations: its relationships, by their keys.
        styles: of the whole document.
        has: whether the archive has a part of that name.
        findings: what was left out.
        languages: the languages that runs are marked with, for the style map.
    """

    root: etree._Element
    relations: dict[str, Relation]
    styles: Styles
    has: Callable[[str], bool]
    findings: list[Finding] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)

    def make_plain(self) -> None:
        """Bring all of it to the forms that mammoth knows."""
        for step in (
            self._choose,
            self._take_out_deleted,
            self._lift_boxes,
            self._redraw,
            self._say_maths,
            self._take_out_readings,
            self._take_out_hidden_and_struck,
            self._take_out_contents,
            self._rename,
            self._unwrap,
            self._join_initials,
            self._mend,
            self._drop_empty,
            self._style,
            self._number,
        ):
            step()

    # What is left out

    def _take_out_deleted(self) -> None:
        """Take out what a reviewer deleted, or moved elsewhere, and had not accepted yet."""
        rows = [
            row
            for row in self.root.iter(w("tr"))
            if row.find(f"{w('trPr')}/{w('del')}") is not None
        ]
        for element in (*rows, *self._all("del", "moveFrom")):
            holder = element.getparent()
            if holder is None or holder.tag in (w("rPr"), w("trPr"), w("pPr")):
                continue
            if element.tag != w("moveFrom"):  # what was moved is still there
                message = "what was deleted in review is left out"
                self._quote("deletion-left-out", message, _said(element))
            _remove(element)

    def _take_out_hidden_and_struck(self) -> None:
        for paragraph in self._all("p"):
            style = value(paragraph.find(w("pPr")), "pStyle")
            for run in list(paragraph.iter(w("r"))):
                for look, (code, message) in _LEFT_OUT.items():
                    looks_so = self.styles.toggles(run.find(w("rPr")), style, look)
                    if looks_so and _said(run).strip():
                        self._quote(code, message, _said(run))
                        for text in list(run.iter(w("t"))):
                            _remove(text)

    def _take_out_readings(self) -> None:
        for reading in self._all("rt"):
            message = "how ideographs are read is left out, or they would be read twice"
            self._quote("readings-left-out", message, _said(reading))
            _remove(reading)

    def _take_out_contents(self) -> None:
        """Take out the table of contents, of which every edition makes its own."""
        lines = list(_in_contents(self.root))
        parts = {_above(text, "p") for text in lines}
        for paragraph in self._all("p"):
            meaning = self.styles.meaning(paragraph)
            if meaning == "Contents" or (meaning == "ContentsHeading" and parts):
                parts.add(paragraph)
        said = [
            words for part in self._all("p") if part in parts and (words := _said(part).strip())
        ]
        if said:
            self._quote("contents-left-out", "the table of contents is left out", " / ".join(said))
        for text in lines:
            _remove(text)
        for part in parts:
            if part is not None and self.styles.meaning(part).startswith("Contents"):
                for text in list(part.iter(w("t"))):
                    _remove(text)

    # Drawings and boxes

    def _choose(self) -> None:
        """Take one of the forms that Word offers the same thing in: the one that says more."""
        for offer in list(self.root.iter(f"{{{_MC}}}AlternateContent")):
            forms = [
                each for each in offer if each.tag in (f"{{{_MC}}}Choice", f"{{{_MC}}}Fallback")
            ]
            chosen = next((each for each in forms if _shows(each)), None)
            for child in list(chosen) if chosen is not None else ():
                offer.addprevious(child)
            _remove(offer)

    def _lift_boxes(self) -> None:
        """Put the text of boxes behind the paragraph that they are anchored in."""
        for box in reversed(self._all("txbxContent")):
            anchor = _above(box, "p")
            if anchor is not None:
                for block in reversed(list(box)):
                    anchor.addnext(block)

    def _redraw(self) -> None:
        """Draw every picture the one way, with its description, and nothing else."""
        for drawing in self._all("drawing", "pict", "object"):
            if drawing.getparent() is None:
                continue
            for key, words in _blips(drawing):
                if self._can_show(key, words):
                    drawing.addprevious(_drawn(key, words))
            if any(rule.get(f"{{{_O}}}hr") for rule in drawing.iter(f"{{{_V}}}rect")):
                drawing.addprevious(_text("* * *"))
            graphic = drawing.find(f".//{{{_A}}}graphicData")
            if graphic is not None and graphic.get("uri", "").endswith(("/chart", "/diagram")):
                self._find("part-left-out", f"a {graphic.get('uri').split('/')[-1]} is left out")
            _remove(drawing)

    def _can_show(self, key: str, words: str) -> bool:
        relation = self.relations.get(key)
        if relation is not None and not relation.outside and self.has(relation.target):
            return True
        named = f" ({words})" if words else ""
        if relation is not None and relation.outside:
            message = f"a picture{named} is kept elsewhere and is not fetched: {relation.target}"
        else:
            message = f"a picture{named} is missing in the file"
        self._find("picture-left-out", message)
        return False

    def _say_maths(self) -> None:
        """Give formulas as their letters and signs in a row; it is all that can be read aloud."""
        for formula in list(self.root.iter(f"{{{_M}}}oMath")):
            said = "".join(each.text or "" for each in formula.iter(f"{{{_M}}}t", w("t")))
            if said:
                formula.addprevious(_text(said))
                message = "a formula is given as a row of signs, without its fractions and roots"
                self._quote("formula-in-a-row", message, said)
            _remove(formula)

    # What mammoth would pass over

    def _rename(self) -> None:
        """Give what mammoth has no word for the word of what is nearest."""
        for name, known in (("cr", "br"), ("ptab", "tab")):
            for element in self._all(name):
                element.tag = w(known)
        for element in self._all("br"):
            if element.get(w("type"), "textWrapping") != "textWrapping":
                _remove(element)

    def _unwrap(self) -> None:
        """Take off words whatever mammoth does not know, and would pass over with them."""
        strange: dict[Any, None] = {}
        for text in self.root.iter(w("t"), w("drawing")):
            for element in text.iterancestors():
                if element.tag not in _KNOWN and element is not self.root:
                    strange[element] = None
        for element in strange:
            for child in list(element):
                element.addprevious(child)
            _remove(element)

    def _join_initials(self) -> None:
        """Join a drop capital, which has a paragraph of its own, with the word it begins."""
        for frame in self._all("framePr"):
            first = _above(frame, "p")
            if not frame.get(w("dropCap")) or first is None or len(_said(first).strip()) > 3:
                continue
            rest = first.getnext()
            if rest is None or rest.tag != w("p"):
                continue
            place = 1 if rest.find(w("pPr")) is not None else 0
            for run in reversed(first.findall(w("r"))):
                rest.insert(place, run)

    def _mend(self) -> None:
        """Mend what would make mammoth give up: links and cells that make no sense."""
        for link in self._all("hyperlink"):
            if link.get(f"{{{_R}}}id") not in self.relations:
                link.attrib.pop(f"{{{_R}}}id", None)
        for span in self._all("gridSpan"):
            said = span.get(w("val"), "")
            if not (said.isascii() and said.isdecimal() and len(said) < 4):
                _remove(span)
        for symbol in self._all("sym"):
            if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", symbol.get(w("char"), "")):
                _remove(symbol)
        for name in ("footnoteReference", "endnoteReference", "commentReference"):
            for mark in self._all(name):
                if name == "commentReference" or not mark.get(w("id")):
                    _remove(mark)

    def _drop_empty(self) -> None:
        """Drop paragraphs with nothing in them, for which mammoth takes as long as for others."""
        for paragraph in self._all("p"):
            if next(paragraph.iter(*_SOMETHING), None) is None:
                _remove(paragraph)

    # How words are set

    def _style(self) -> None:
        paragraphs = [_Paragraph(each, self.styles) for each in self._all("p")]
        body = _body_size(paragraphs)
        _find_title(paragraphs)
        foreign = self._foreign(paragraphs)
        for paragraph in paragraphs:
            paragraph.restyle(body, foreign)
        self.languages |= set(foreign.values())
        for table in self._all("tbl"):
            _mark_header(table)

    def _number(self) -> None:
        """Note by which number each item of a list goes, which mammoth does not tell.

        Items of one list that others stand between go on counting; two lists in a row do not.
        """
        counts: dict[tuple[str, int], int] = {}
        for paragraph in self._all("p"):
            numbering = paragraph.find(f"{w('pPr')}/{w('numPr')}")
            if numbering is None:
                continue
            key, level = value(numbering, "numId"), _int(value(numbering, "ilvl"))
            counts[key, level] = counts.get((key, level), 0) + 1
            for deeper in [each for each in counts if each[0] == key and each[1] > level]:
                del counts[deeper]
            mark = etree.Element(w("bookmarkStart"))
            mark.set(w("name"), f"{ITEM}{counts[key, level]}")
            paragraph.insert(1, mark)

    def _foreign(self, paragraphs: Iterable["_Paragraph"]) -> dict[Any, str]:
        """The runs that are in another language than most, with their tags."""
        said: dict[Any, str] = {}
        letters: Counter[str] = Counter()
        for paragraph in paragraphs:
            for run in paragraph.runs:
                tag = self.styles.said(run.find(w("rPr")), paragraph.key, "lang")
                if _TAG.fullmatch(tag):
                    said[run] = tag
                    letters[tag.partition("-")[0].lower()] += len(_said(run))
        if len(letters) < 2:
            return {}
        (main, most), *_ = letters.most_common(1)
        if letters.total() - most > FOREIGN_MOST * letters.total():
            return {}
        return {run: tag for run, tag in said.items() if tag.partition("-")[0].lower() != main}

    # In common

    def _all(self, *names: str) -> list[Any]:
        return list(self.root.iter(*map(w, names)))

    def _quote(self, code: str, message: str, words: str) -> None:
        words = " ".join(words.split())
        if words:
            self._find(code, f"{message}: “{words}”")

    def _find(self, code: str, message: str) -> None:
        self.findings.append(Finding(code, Weight.WARNING, message))


class _Paragraph:
    """A paragraph, and how its words are set.

    Attributes:
        key: of its style.
        meaning: what it is, see `Styles.meaning`.
        words: what it says.
        runs: those of its runs that say something.
        bold: whether all of them are bold.
        size: of the smallest letters in it, in half points.
    """

    __slots__ = ("bold", "element", "key", "meaning", "runs", "size", "styles", "words")

    def __init__(self, element: etree._Element, styles: Styles) -> None:
        self.element, self.styles = element, styles
        self.key = value(element.find(w("pPr")), "pStyle") or styles.usual
        self.runs = [run for run in element.iter(w("r")) if _own_words(run).strip()]
        self.words = "".join(map(_own_words, self.runs)).strip()
        self.meaning = styles.meaning(element)
        if self.meaning == "Caption" and not self.words:
            self.meaning = ""
        if not self.meaning and not self.apart and _is_set_in(element.find(w("pPr"))):
            self.meaning = "Quote"
        of_style = "" if self.meaning else self.key  # a quotation that is bold by its style is not
        bold = (styles.toggles(run.find(w("rPr")), of_style, "b") for run in self.runs)
        self.bold = bool(self.runs) and all(bold)
        self.size = min((self._size(run) for run in self.runs), default=0)

    def _size(self, run: etree._Element) -> int:
        said = self.styles.said(run.find(w("rPr")), self.key, "sz")
        return _int(said) or 20

    @property
    def apart(self) -> bool:
        """Whether it stands in a list or a table, where nothing is a heading."""
        return (
            self.styles.numbering(self.element)[0] != "" or _above(self.element, "tbl") is not None
        )

    def restyle(self, body: int, foreign: dict[Any, str]) -> None:
        """Give it the one style that matters, and its runs the marks that do."""
        stands_out = self._stands_out(body)
        plain = self.meaning[:1] == "H" or self.meaning in ("Title", "Subtitle", "Caption")
        for run in self.element.iter(w("r")):
            _set_run(run, tuple(self._marks(run, stands_out, plain)), foreign.get(run, ""))
        key, level = self.styles.numbering(self.element)
        meaning = self.meaning
        if key and meaning in ("Bullet", "Number", "Caption", "Quote"):
            meaning = ""
        listed = not plain and not meaning[-1:].isdecimal()
        _set_paragraph(self.element, meaning, key if listed else "", level)

    def _stands_out(self, body: int) -> bool:
        """Whether its letters are so large that they stand for a heading."""
        large = self.size >= LARGE * body and not self.words.endswith((".", "。", "।", "。”"))
        return (
            large and not self.meaning and len(self.words.split()) <= LARGE_WORDS and not self.apart
        )

    def _marks(self, run: etree._Element, stands_out: bool, plain: bool) -> Iterator[str]:
        properties = run.find(w("rPr"))
        if self.styles.is_code(properties):
            yield "code"
        bold = stands_out or (self.bold and not plain)
        if bold or (not self.bold and self.styles.toggles(properties, "", "b")):
            yield "b"
        if self.styles.toggles(properties, "", "i") or _is_emphasis(self.styles, properties):
            yield "i"
        raised = self.styles.said(properties, "", "vertAlign")
        if raised in ("superscript", "subscript"):
            yield raised


def _is_set_in(properties: etree._Element | None) -> bool:
    """Whether a paragraph is set in on both sides, as quotations are."""
    indent = properties.find(w("ind")) if properties is not None else None
    if indent is None:
        return False
    left, right = (
        max(_int(indent.get(w(name), "")) for name in names)
        for names in (("left", "start"), ("right", "end"))
    )
    return left >= SET_IN and right >= SET_IN


def _int(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else 0


def _is_emphasis(styles: Styles, properties: etree._Element | None) -> bool:
    chain = styles.chain(value(properties, "rStyle"))
    return any(style.name in ("emphasis", "intense emphasis", "subtle emphasis") for style in chain)


def _body_size(paragraphs: Iterable[_Paragraph]) -> int:
    """The size of most letters, in half points."""
    sizes: Counter[int] = Counter()
    for paragraph in paragraphs:
        sizes[paragraph.size] += len(paragraph.words) if not paragraph.meaning else 0
    return max(sizes, key=lambda size: sizes[size], default=0) or 20


def _find_title(paragraphs: list[_Paragraph]) -> None:
    """Tell the headline: the first to be styled so, or set larger than all else.

    A style of headlines that comes again further down is one of chapters.
    """
    titled = [
        place for place, each in enumerate(paragraphs) if each.meaning == "Title" and each.words
    ]
    if titled:
        for count, place in enumerate(titled):
            if place - titled[0] > count:
                paragraphs[place].meaning = "H1"
        return
    said = [each for each in paragraphs if each.words]
    for first in said[:3]:
        others = max((each.size for each in said if each is not first), default=0)
        if first.meaning[:1] == "H":
            return
        short = len(first.words.split()) <= TITLE_LONGEST and not first.meaning
        if len(said) > 1 and short and first.size > others and not first.apart:
            first.meaning = "Title"
            return


def _mark_header(table: etree._Element) -> None:
    """Mark a first row that is all bold, above rows that are not, as the header it is."""
    rows = table.findall(w("tr"))
    if len(rows) < 2 or any(row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows):
        return
    if _is_bold(rows[0]) and not all(map(_is_bold, rows[1:])):
        properties = rows[0].find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            rows[0].insert(0, properties)
        etree.SubElement(properties, w("tblHeader"))


def _is_bold(row: etree._Element) -> bool:
    runs = [run for run in row.iter(w("r")) if _own_words(run).strip()]
    return bool(runs) and all(run.find(f"{w('rPr')}/{w('b')}") is not None for run in runs)


def _set_run(run: etree._Element, marks: Iterable[str], language: str) -> None:
    """Give a run these marks and no others."""
    old = run.find(w("rPr"))
    if old is not None:
        _remove(old)
    properties = etree.Element(w("rPr"))
    for mark in marks:
        if mark in ("b", "i"):
            etree.SubElement(properties, w(mark))
        elif mark == "code":
            etree.SubElement(properties, w("rStyle")).set(w("val"), "Code")
        else:
            etree.SubElement(properties, w("vertAlign")).set(w("val"), mark)
    if language and properties.find(w("rStyle")) is None:
        etree.SubElement(properties, w("rStyle")).set(w("val"), f"Lang-{language}")
    run.insert(0, properties)


def _set_paragraph(element: etree._Element, meaning: str, key: str, level: str) -> None:
    """Give a paragraph this style and this place in a list, and nothing else."""
    properties = etree.Element(w("pPr"))
    if meaning:
        etree.SubElement(properties, w("pStyle")).set(w("val"), meaning)
    if key:
        numbering = etree.SubElement(properties, w("numPr"))
        etree.SubElement(numbering, w("ilvl")).set(w("val"), level)
        etree.SubElement(numbering, w("numId")).set(w("val"), key)
    old = element.find(w("pPr"))
    if old is not None:
        deleted = old.find(f"{w('rPr')}/{w('del')}")
        if deleted is not None:  # the paragraph goes on in the next one
            etree.SubElement(properties, w("rPr")).append(copy.copy(deleted))
        _remove(old)
    element.insert(0, properties)


def _in_contents(root: etree._Element) -> Iterator[Any]:
    """The texts within a field that makes a table of contents or an index."""
    fields: list[bool] = []
    for element in list(root.iter(w("fldChar"), w("instrText"), w("t"))):
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            fields.append(False)
        elif kind == "end" and fields:
            fields.pop()
        elif element.tag == w("instrText") and fields and _CONTENTS.match(element.text or ""):
            fields[-1] = True
        elif element.tag == w("t") and any(fields):
            yield element
    for simple in root.iter(w("fldSimple")):
        if _CONTENTS.match(simple.get(w("instr"), "")):
            yield from list(simple.iter(w("t")))


def _shows(form: etree._Element) -> bool:
    """Whether there are words or pictures in a form of something."""
    names = (w("t"), f"{{{_A}}}blip", f"{{{_V}}}imagedata", f"{{{_M}}}t")
    return any(True for _ in form.iter(*names))


def _blips(drawing: etree._Element) -> Iterator[tuple[str, str]]:
    """The pictures in a drawing: the key of the relationship, and the description."""
    whole = _described(drawing.find(f".//{{{_WP}}}docPr"))
    for blip in drawing.iter(f"{{{_A}}}blip"):
        key = blip.get(f"{{{_R}}}embed") or blip.get(f"{{{_R}}}link")
        picture = next(blip.iterancestors(f"{{{_PIC}}}pic"), None)
        own = picture.find(f".//{{{_PIC}}}cNvPr") if picture is not None else None
        if key:
            yield key, whole or _described(own)
    for image in drawing.iter(f"{{{_V}}}imagedata"):
        key = image.get(f"{{{_R}}}id")
        if key:
            yield key, image.getparent().get("alt") or image.get(f"{{{_O}}}title") or ""


def _described(properties: etree._Element | None) -> str:
    if properties is None:
        return ""
    mark = next(properties.iter(_DECORATIVE), None)
    if mark is not None and mark.get("val") in ("1", "true"):
        return ""
    said = properties.get("descr", "").strip() or properties.get("title", "")
    return _AUTOMATIC.sub("", said).strip()


def _drawn(key: str, words: str) -> etree._Element:
    """A picture as mammoth knows one."""
    drawing = etree.Element(w("drawing"))
    inline = etree.SubElement(drawing, f"{{{_WP}}}inline")
    etree.SubElement(inline, f"{{{_WP}}}docPr").set("descr", words)
    holder = inline
    for name in (
        f"{{{_A}}}graphic",
        f"{{{_A}}}graphicData",
        f"{{{_PIC}}}pic",
        f"{{{_PIC}}}blipFill",
    ):
        holder = etree.SubElement(holder, name)
    etree.SubElement(holder, f"{{{_A}}}blip").set(f"{{{_R}}}embed", key)
    return drawing


def _text(words: str) -> etree._Element:
    run = etree.Element(w("r"))
    etree.SubElement(run, w("t")).text = words
    return run


def _said(element: etree._Element) -> str:
    """The words of an element, deleted ones too; paragraphs and breaks are spaces."""
    names = (w("t"), w("delText"), w("p"), w("br"), w("tab"))
    parts = element.iter(*names)
    return "".join((each.text or "") if each.tag in names[:2] else " " for each in parts)


def _own_words(run: etree._Element) -> str:
    return "".join(each.text or "" for each in run.iter(w("t")))


def _above(element: etree._Element, name: str) -> Any:
    return next(element.iterancestors(w(name)), None)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
