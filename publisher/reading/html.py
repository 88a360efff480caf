"""From HTML to passages: the common road of every format that is HTML in the end.

Only words, and what this module knows to be structure, come through. Scripts, styles,
comments and attributes do not, so nothing active can reach an edition. Elements are met one
after the other, as libxml2 opens and closes them, never as a tree: a tree would end at a
depth of 2,048 and lose the words below it, and a walk through it would recur.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import count

from lxml import etree

from publisher.article import CODE, Holder, Kind, Mark, Passage, Role, Run
from publisher.reading import pictures
from publisher.reading.links import safe_link
from publisher.reading.nesting import (
    folds_whole,
    proper,
    tables_whole,
    with_notes_paired,
    without_layout,
)
from publisher.reading.tidying import code, printable, tidy
from publisher.report import Finding, Weight

LINE = "data-line"
"""The attribute that tells which line of its source a block stands on."""

DEEPEST = 24  # holders around one passage; no page has room for more
WIDEST = 1_000  # columns or rows of one cell, as browsers have it (HTML, section 4.9.11)

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HOLDERS = {
    "blockquote": Kind.QUOTATION,
    "ul": Kind.BULLETS,
    "menu": Kind.BULLETS,
    "ol": Kind.NUMBERS,
    "li": Kind.ITEM,
    "dl": Kind.TERMS,
    "dt": Kind.TERM,
    "dd": Kind.MEANING,
    "figure": Kind.FIGURE,
    "table": Kind.TABLE,
    "tr": Kind.ROW,
    "th": Kind.HEADER,
    "td": Kind.CELL,
}
_PROGRAMMING = re.compile(r"(?:^|\s)(?:language-|lang-|highlight-source-)([\w+#.-]{1,20})")
_NO_CODE = ("text", "txt", "plain", "plaintext", "none")  # so authors call what only looks like it
_ROLES = {"pre": Role.CODE, "caption": Role.CAPTION, "figcaption": Role.CAPTION}
_MARKS = {
    "em": Mark.EMPHASIS,
    "i": Mark.EMPHASIS,
    "cite": Mark.EMPHASIS,
    "strong": Mark.STRONG,
    "b": Mark.STRONG,
    "code": Mark.CODE,
    "sup": Mark.RAISED,
    "sub": Mark.LOWERED,
}
# What stands on lines of its own; all else, known or not, stands in a line (HTML, section 15.3).
_BLOCKS = {*_HEADINGS, *_HOLDERS, *_ROLES, "address", "article", "aside", "body", "center"}
_BLOCKS |= {"details", "dialog", "dir", "div", "fieldset", "footer", "form", "header", "hgroup"}
_BLOCKS |= {"hr", "html", "legend", "main", "nav", "optgroup", "option", "p", "search", "section"}
_BLOCKS |= {"summary", "tbody", "tfoot", "thead"}
_ACTIVE = {"script", "style", "template", "noscript", "head", "title"}
_SHOWN = {"iframe", "object", "svg", "math", "canvas", "audio", "video"}
_STRUCK = {"del", "s", "strike"}  # what holds no more: heard, it would be as good as the rest
_READINGS = {"rt", "rp"}  # of ideographs, in small letters beside them
_SPACE = re.compile(r"[ \t\n\r\f]+")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_TURN = re.compile(r"\s*section:\s*(.*?)\s*", re.DOTALL)
_OWN_ROLES = (Role.STANDFIRST, Role.BYLINE, Role.DATELINE, Role.RIGHTS)
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_ADDRESS_LONGEST = 80  # characters
_ICON_LONGEST = 2  # characters; a picture described by so few signs is one of a face


def passages_of(
    html: str, gallery: pictures.Gallery = pictures.none, *, ours: bool = False
) -> tuple[tuple[Passage, ...], tuple[Finding, ...]]:
    """The passages of a document or fragment, and what could not be taken along.

    Args:
        html: its markup. Notes are known by ``<aside role="doc-footnote" id="x">`` and what
            points to them by ``<a role="doc-noteref" href="#x">``.
        gallery: finds the images it names.
        ours: whether it was written by `binding.manuscript`, whose own signs (a comment
            where a section begins, the class of a byline) are then heeded.

    Returns:
        The passages in reading order; a cell of a table that has no words is one without
        runs. And a finding for each part that is left out.
    """
    gathering = _Gathering(gallery, ours)
    parser = etree.HTMLParser(target=gathering, huge_tree=True)
    parser.feed("<div>" + html)
    parser.close()
    whole = folds_whole(gathering.passages, gathering.folds)
    passages = tables_whole(without_layout(with_notes_paired(whole)))
    return passages, tuple(gathering.findings)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words stand, and how they are set: what one open element adds to those around it."""

    role: Role = Role.BODY
    level: int = 0
    within: tuple[Holder, ...] = ()
    marks: tuple[Mark, ...] = ()
    link: str = ""
    language: str = ""
    note: int = 0
    silent: bool = False


@dataclass(slots=True)
class _Gathering:
    """Passages, gathered while elements open and close; a target of lxml's parser."""

    gallery: pictures.Gallery
    ours: bool
    passages: list[Passage] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    open: list[tuple[str, _Place, int]] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    waiting: list[Passage] = field(default_factory=list)  # pictures met within a passage
    hushed: list[str] = field(default_factory=list)  # words of what is left out
    coded: str = ""  # the programming language of the passage at hand
    readings: list[str] = field(default_factory=list)
    line: int = 0
    began: int = 0
    deep: bool = False
    keys: Iterator[int] = field(default_factory=lambda: count(1))
    notes: dict[str, int] = field(default_factory=dict)
    folds: set[int] = field(default_factory=set)  # the keys of what unfolds on a page

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        here = self._here
        if here.silent or _is_left_out(tag, attributes):
            self._open(tag, replace(here, silent=True))
            return
        self.line = _number(attributes.get(LINE, ""), self.line)
        if tag in _BLOCKS:
            self._end_passage()
        elif tag == "br":
            self._break()
        elif tag == "img":
            self._show(attributes)
        elif tag == "q":
            self.data("“")
        elif tag == "code":
            self.coded = self.coded or CODE
        if tag in ("pre", "code"):
            self.coded = _programming(attributes.get("class", "")) or self.coded
        self._open(tag, self._place(tag, attributes, here))
        if tag == "hr":
            self._add(Passage((Run("* * *"),), Role.BREAK, 0, self.line, proper(here.within)))

    def end(self, tag: str) -> None:
        """An element closes."""
        if not self._here.silent:
            if tag in _BLOCKS:
                self._end_passage()
            elif tag == "q":
                self.data("”")
        if not self.open:
            return
        _, here, since = self.open.pop()
        if here.silent and not self._here.silent:
            self._leave_out(tag)
        elif tag in ("td", "th") and len(self.passages) == since:
            self._keep_empty(here)

    def data(self, text: str) -> None:
        """There are words."""
        here = self._here
        if here.silent:
            self.hushed.append(text)
        else:
            self._say(_run(printable(text), here))

    def comment(self, text: str) -> None:
        """There is a comment; the only one that is heeded says where a section begins."""
        turn = _TURN.fullmatch(text) if self.ours and not self._here.silent else None
        if turn:
            self._end_passage()
            above = [each.level for each in self.passages if each.role is Role.HEADING]
            words = (Run(unescape(turn[1])),) if turn[1] else ()
            self._add(Passage(words, Role.TURN, (above or [1])[-1] + 1, self.line))

    def close(self) -> None:
        """All is read."""
        self._end_passage()
        if self.readings:
            said = ", ".join(f"“{each}”" for each in self.readings)
            message = f"how ideographs are read is left out, or they would be read twice: {said}"
            self.findings.append(Finding("readings-left-out", Weight.NOTE, message))

    @property
    def _here(self) -> _Place:
        return self.open[-1][1] if self.open else _Place()

    def _open(self, tag: str, place: _Place) -> None:
        self.open.append((tag, place, len(self.passages)))

    def _add(self, passage: Passage) -> None:
        self.passages.append(passage)

    def _place(self, tag: str, attributes: Mapping[str, str], here: _Place) -> _Place:
        """What an element makes of the place it stands in."""
        language = attributes.get("lang", "")
        if _TAG.fullmatch(language):
            here = replace(here, language=language)
        if tag in _HEADINGS and not _is_term(here):  # which says as much
            return replace(here, role=Role.HEADING, level=_HEADINGS[tag])
        if tag in _ROLES:
            return replace(here, role=_ROLES[tag], level=0)
        if tag == "a":
            return self._linked(attributes, here)
        if tag == "summary" and self.open and self.open[-1][0] == "details":
            return self._naming(here)
        if tag in _HOLDERS or tag == "details" or attributes.get("role") == "doc-footnote":
            return self._held(tag, attributes, here)
        if self.ours and tag == "p" and attributes.get("class") in _OWN_ROLES:
            return replace(here, role=Role(attributes["class"]))
        mark = _MARKS.get(tag)
        if mark is Mark.RAISED and here.note:  # which says as much
            return here
        if mark is not None and mark not in here.marks:
            return replace(here, marks=(*here.marks, mark))
        return here

    def _linked(self, attributes: Mapping[str, str], here: _Place) -> _Place:
        """The place within a link, or within a mark that points to a note."""
        address = attributes.get("href", "")
        if attributes.get("role") == "doc-noteref":
            marks = tuple(mark for mark in here.marks if mark is not Mark.RAISED)
            return replace(here, note=self._note(address.removeprefix("#")), marks=marks)
        return replace(here, link=self._link(address) or here.link)

    def _note(self, name: str) -> int:
        if name not in self.notes:
            self.notes[name] = next(self.keys)
        return self.notes[name]

    def _held(self, tag: str, attributes: Mapping[str, str], here: _Place) -> _Place:
        """The place within a quotation, a list, a table, a note."""
        if attributes.get("role") == "doc-footnote":
            note = Holder(Kind.NOTE, self._note(attributes.get("id", "")))
            return _Place(within=(note,), language=here.language)
        if tag == "table" and attributes.get("role") in ("presentation", "none"):
            return here
        if len(here.within) >= DEEPEST:
            if not self.deep:
                self._find("nested-too-deep", f"what is nested deeper than {DEEPEST} is made level")
            self.deep = True
            return here
        if tag == "details":
            return self._folded(here)
        kind = _HOLDERS[tag]
        holder = Holder(
            kind,
            next(self.keys),
            start=_number(attributes.get("start", ""), 1) if kind is Kind.NUMBERS else 1,
            across=_span(attributes, "colspan", kind),
            down=_span(attributes, "rowspan", kind),
        )
        return replace(here, within=(*here.within, holder))

    def _folded(self, here: _Place) -> _Place:
        """The place within what unfolds on a page: the meaning of what its summary names."""
        terms = Holder(Kind.TERMS, next(self.keys))
        self.folds.add(terms.key)
        return replace(here, within=(*here.within, terms, Holder(Kind.MEANING, next(self.keys))))

    def _naming(self, here: _Place) -> _Place:
        """The place within the summary of what unfolds."""
        if not here.within or here.within[-1].kind is not Kind.MEANING:  # it is nested too deep
            return here
        return replace(here, within=(*here.within[:-1], Holder(Kind.TERM, next(self.keys))))

    def _say(self, run: Run) -> None:
        if not self.runs:
            self.began = self.line
        self.runs.append(run)

    def _break(self) -> None:
        """End a line; two ends in a row part paragraphs, as pages without any have them."""
        here = self._here
        last = next((run for run in reversed(self.runs) if run.breaks or run.text.strip()), None)
        if last is not None and last.breaks and here.role is Role.BODY:
            self._end_passage()
        else:
            self._say(replace(_run("", here), breaks=True))

    def _end_passage(self) -> None:
        """End the passage at hand, if it has words."""
        here = self._here
        is_code = here.role is Role.CODE
        runs = code(self.runs) if is_code else tidy(self.runs)
        if runs:
            within = proper(here.within, here.role)
            role = _role(here.role, within)
            level = here.level if role is Role.HEADING else 0
            told = self.coded if is_code and self.coded not in _NO_CODE else ""
            self._add(Passage(runs, role, level, self.began, within, code=told))
        self.coded = ""
        self.passages += self.waiting
        self.runs, self.waiting = [], []

    def _keep_empty(self, here: _Place) -> None:
        """Keep a cell that has no words, or those after it would stand in other columns."""
        within = proper(here.within)
        if within and within[-1].kind in (Kind.HEADER, Kind.CELL):
            self._add(Passage((), Role.BODY, 0, self.line, within))

    def _link(self, address: str) -> str:
        if not address.strip() or address.strip().startswith("#"):  # within a page that we cut anew
            return ""
        link = safe_link(address)
        if not link:
            message = f"a link to {address[:60]!r} is left out; its words are kept"
            self._find("link-left-out", message)
        return link

    def _show(self, attributes: Mapping[str, str]) -> None:
        """Take a picture along, behind the words it stands among."""
        here = self._here
        words = _SPACE.sub(" ", printable(attributes.get("alt", ""))).strip()
        if words and len(words) <= _ICON_LONGEST and not any(map(str.isalnum, words)):
            self.data(words)
            return
        address = attributes.get("src", "").strip()
        found = self.gallery(address)
        if found is None:
            message = f"a picture is left out ({words or 'no description'}): {_why_not(address)}"
            self._find("picture-left-out", message)
            return
        within = proper(here.within)
        runs = (Run(words, language=here.language),) if words else ()
        among = any(run.text.strip() for run in self.runs)
        where = self.waiting if among else self.passages
        where.append(Passage(runs, Role.PICTURE, 0, self.line, within, found))

    def _leave_out(self, tag: str) -> None:
        """Say what was left out with an element, where it is more than what never shows."""
        said = _SPACE.sub(" ", "".join(self.hushed)).strip()
        if tag in _SHOWN:
            words = f", with its words “{said}”" if said else ""
            self._find("part-left-out", f"an element <{tag}> is left out{words}")
        elif tag in _STRUCK and said:
            self._find("struck-left-out", f"what is struck out is left out: “{said}”")
        elif tag in _READINGS and said.strip("()（）"):
            self.readings.append(said.strip("()（）"))
        self.hushed = []

    def _find(self, code: str, message: str) -> None:
        place = f"line {self.line}" if self.line else ""
        self.findings.append(Finding(code, Weight.WARNING, message, place))


def _why_not(address: str) -> str:
    """Why the picture at an address may not be there, with the cure."""
    if not address or address.startswith("data:"):
        return "the page itself has none that can be shown"
    shown = address if len(address) <= _ADDRESS_LONGEST else f"{address[:_ADDRESS_LONGEST]}…"
    if _ELSEWHERE.match(address):
        return f"{shown} is not here; --remote-pictures fetches those of a page"
    return f"{shown} is not beside the article, or no image that can be shown"


def _programming(classes: str) -> str:
    """The programming language that the classes of an element tell, or "".

    Source:
        HTML, section 4.5.15 (code): ``language-`` before its name is the convention.
    """
    found = _PROGRAMMING.search(classes)
    return found[1].lower() if found else ""


def _is_left_out(tag: str, attributes: Mapping[str, str]) -> bool:
    if tag in _ACTIVE or tag in _SHOWN or tag in _READINGS or tag in _STRUCK:
        return True
    return attributes.get("role") == "doc-backlink"


def _role(role: Role, within: tuple[Holder, ...]) -> Role:
    """A role that what holds a passage allows: captions are a figure's or a table's."""
    if role is not Role.CAPTION or (within and within[-1].kind in (Kind.FIGURE, Kind.TABLE)):
        return role
    return Role.BODY


def _is_term(here: _Place) -> bool:
    """Whether words would stand right in a term, which holds no heading (HTML, 4.4.10)."""
    return bool(here.within) and here.within[-1].kind is Kind.TERM


def _span(attributes: Mapping[str, str], name: str, kind: Kind) -> int:
    said = _number(attributes.get(name, ""), 1) if kind in (Kind.HEADER, Kind.CELL) else 1
    return min(max(said, 1), WIDEST)


def _run(text: str, place: _Place) -> Run:
    return Run(text, place.marks, place.link, place.language, note=place.note)


def _number(said: str, otherwise: int) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else otherwise
