"""From HTML to passages: the common road of every format that is HTML in the end.

Only words, and what this module knows to be structure, come through. Scripts, styles,
comments and attributes do not, so nothing active can reach an edition. Elements are met one
after the other, as libxml2 opens and closes them, never as a tree: a tree would end at a
depth of 2,048 and lose the words below it, and a walk through it would recur.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count, groupby
from urllib.parse import urlsplit

from lxml import etree

from publisher.article import Holder, Kind, Mark, Passage, Role, Run, plain
from publisher.report import Finding, Weight

LINE = "data-line"
"""The attribute that tells which line of its source a block stands on."""

SAFE_LINKS = ("http", "https", "mailto")
DEEPEST = 24  # holders around one passage; no page has room for more

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HOLDERS = {"blockquote": Kind.QUOTATION, "ul": Kind.BULLETS, "ol": Kind.NUMBERS, "li": Kind.ITEM}
_MARKS = {
    "em": Mark.EMPHASIS,
    "i": Mark.EMPHASIS,
    "cite": Mark.EMPHASIS,
    "strong": Mark.STRONG,
    "b": Mark.STRONG,
    "code": Mark.CODE,
}
# What stands on lines of its own; all else, known or not, stands in a line (HTML, section 15.3).
_BLOCKS = {*_HEADINGS, *_HOLDERS, "address", "article", "aside", "body", "center", "dd", "details"}
_BLOCKS |= {"dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "p"}
_BLOCKS |= {"form", "header", "hgroup", "hr", "html", "legend", "main", "menu", "nav", "optgroup"}
_BLOCKS |= {"option", "pre", "search", "section", "summary", "table", "caption", "thead", "tbody"}
_BLOCKS |= {"tfoot", "tr", "td", "th"}
_ACTIVE = {"script", "style", "template", "noscript", "head", "title"}
_SHOWN = {"iframe", "object", "svg", "math", "canvas", "audio", "video"}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60"
_WIDE_LINES = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_ILLEGAL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_NOT_IN_LINKS = re.compile(r"[\s\"<>\\^`{|}\x00-\x1f\x7f]")


def passages_of(html: str) -> tuple[tuple[Passage, ...], tuple[Finding, ...]]:
    """The passages of a document or fragment, and what could not be taken along."""
    gathering = _Gathering()
    parser = etree.HTMLParser(target=gathering, huge_tree=True)
    parser.feed("<div>" + html)
    parser.close()
    return tuple(gathering.passages), tuple(gathering.findings)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words stand, and how they are set: what one open element adds to those around it."""

    role: Role = Role.BODY
    level: int = 0
    within: tuple[Holder, ...] = ()
    marks: tuple[Mark, ...] = ()
    link: str = ""
    language: str = ""
    silent: bool = False


@dataclass(slots=True)
class _Gathering:
    """Passages, gathered while elements open and close; a target of lxml's parser."""

    passages: list[Passage] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    open: list[tuple[str, _Place]] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    line: int = 0
    began: int = 0
    deep: bool = False
    keys: Iterator[int] = field(default_factory=lambda: count(1))

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        here = self._here
        if here.silent or tag in _ACTIVE or tag in _SHOWN:
            if not here.silent and tag in _SHOWN:
                self._find("part-left-out", f"an element <{tag}> is left out")
            self.open.append((tag, replace(here, silent=True)))
            return
        self.line = _number(attributes.get(LINE, ""), self.line)
        if tag in _BLOCKS:
            self._end_passage()
        elif tag == "br":
            self.runs.append(replace(_run("", here), breaks=True))
        elif tag == "img":
            self._leave_out_picture(attributes.get("alt", ""))
        elif tag == "q":
            self.data("“")
        self.open.append((tag, self._place(tag, attributes, here)))
        if tag == "hr":
            self.passages.append(
                Passage((Run("* * *"),), Role.BREAK, 0, self.line, proper(here.within))
            )

    def end(self, tag: str) -> None:
        """An element closes."""
        if tag in _BLOCKS and not self._here.silent:
            self._end_passage()
        elif tag == "q":
            self.data("”")
        if self.open:
            self.open.pop()

    def data(self, text: str) -> None:
        """There are words."""
        here = self._here
        if here.silent:
            return
        if not self.runs:
            self.began = self.line
        self.runs.append(_run(printable(text), here))

    def close(self) -> None:
        """All is read."""
        self._end_passage()

    @property
    def _here(self) -> _Place:
        return self.open[-1][1] if self.open else _Place()

    def _place(self, tag: str, attributes: Mapping[str, str], here: _Place) -> _Place:
        """What an element makes of the place it stands in."""
        language = attributes.get("lang", "")
        if _TAG.fullmatch(language):
            here = replace(here, language=language)
        if tag in _HEADINGS:
            return replace(here, role=Role.HEADING, level=_HEADINGS[tag])
        if tag == "pre":
            return replace(here, role=Role.CODE, level=0)
        if tag in _HOLDERS:
            return self._held(tag, attributes, here)
        if tag == "a":
            return replace(here, link=self._link(attributes.get("href", "")) or here.link)
        mark = _MARKS.get(tag)
        if mark is not None and mark not in here.marks:
            return replace(here, marks=(*here.marks, mark))
        return here

    def _held(self, tag: str, attributes: Mapping[str, str], here: _Place) -> _Place:
        """The place within a quotation, a list or an item."""
        if len(here.within) >= DEEPEST:
            if not self.deep:
                self._find("nested-too-deep", f"what is nested deeper than {DEEPEST} is made level")
            self.deep = True
            return here
        start = _number(attributes.get("start", ""), 1) if tag == "ol" else 1
        holder = Holder(_HOLDERS[tag], next(self.keys), start)
        return replace(here, within=(*here.within, holder))

    def _end_passage(self) -> None:
        """End the passage at hand, if it has words."""
        here = self._here
        runs = code(self.runs) if here.role is Role.CODE else tidy(self.runs)
        if runs:
            within = proper(here.within)
            self.passages.append(Passage(runs, here.role, here.level, self.began, within))
        self.runs = []

    def _link(self, address: str) -> str:
        bare = _NOT_IN_LINKS.sub(_escaped, address.strip())
        if not bare or bare.startswith("#"):  # within a page that we cut anew
            return ""
        if _is_safe(bare):
            return bare
        self._find("link-left-out", f"a link to {address[:60]!r} is left out; its words are kept")
        return ""

    def _leave_out_picture(self, words: str) -> None:
        words = _SPACE.sub(" ", words).strip() or "no description"
        self._find("picture-left-out", f"a picture is left out ({words})")

    def _find(self, code: str, message: str) -> None:
        place = f"line {self.line}" if self.line else ""
        self.findings.append(Finding(code, Weight.WARNING, message, place))


def printable(text: str) -> str:
    """Text as a file can hold it that is decoded, whatever escapes have put into it.

    Source:
        XML 1.0, production 2 (Char); Unicode 15, section 5.8 (newlines).
    """
    return _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text))


def _run(text: str, place: _Place) -> Run:
    return Run(text, place.marks, place.link, place.language)


def _number(said: str, otherwise: int) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else otherwise


def _escaped(character: re.Match[str]) -> str:
    """A character that no address may have, as an address has it; a line end is none at all."""
    if character[0] in "\t\n\r":
        return ""
    return "".join(f"%{byte:02X}" for byte in character[0].encode())


def _is_safe(address: str) -> bool:
    """Whether a link leads to a page or a letter, and so runs nothing."""
    try:
        parts = urlsplit(address)
        named = parts.path if parts.scheme == "mailto" else parts.hostname
    except ValueError:
        return False
    return parts.scheme in SAFE_LINKS and bool(named)


def proper(within: tuple[Holder, ...]) -> tuple[Holder, ...]:
    """Holders as a page can have them: items stand in lists, and lists hold nothing but items."""
    lists = (Kind.BULLETS, Kind.NUMBERS)
    kept: list[Holder] = []
    for holder in within:
        if holder.kind is not Kind.ITEM and kept and kept[-1].kind in lists:
            kept.pop()
        if holder.kind is not Kind.ITEM or (kept and kept[-1].kind in lists):
            kept.append(holder)
    if kept and kept[-1].kind in lists:
        kept.pop()
    return tuple(kept)


def tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Runs with white space as a browser shows it: one space at most, none at the ends.

    Nothing is left of runs in which there is nothing to see.
    """
    if not "".join(run.text for run in runs).translate(_UNSEEN).strip():
        return ()
    kept: list[Run] = []
    for run in _joined(runs):
        words = _SPACE.sub(" ", _WIDE_LINES.sub("", run.text))
        at_start = not kept or kept[-1].breaks or kept[-1].text.endswith(" ")
        _add(kept, replace(run, text=words.lstrip(" ") if at_start else words, breaks=False))
        if run.breaks:
            _break(kept)
    _trim(kept)
    return tuple(kept)


_UNSEEN = dict.fromkeys(map(ord, _INVISIBLE))


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Runs with those that are set alike joined: a parser hands out words in pieces."""
    for _, alike in groupby(runs, key=lambda run: (run.marks, run.link, run.language)):
        words: list[str] = []
        for run in alike:
            words.append(run.text)
            if run.breaks:
                yield replace(run, text="".join(words))
                words = []
        yield replace(run, text="".join(words), breaks=False)


def _add(kept: list[Run], run: Run) -> None:
    """Put a run behind the others, within the last one when set alike."""
    if not run.text:
        return
    if kept and not kept[-1].breaks and replace(kept[-1], text="") == replace(run, text=""):
        kept[-1] = replace(kept[-1], text=kept[-1].text + run.text)
    else:
        kept.append(run)


def _break(kept: list[Run]) -> None:
    """End a line behind the last words, if there are any."""
    while kept and not kept[-1].text.rstrip(" "):
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "), breaks=True)


def _trim(kept: list[Run]) -> None:
    """Take the white space off both ends, of whatever kind it is."""
    while not kept[-1].text.rstrip():
        kept.pop()
    kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(), breaks=False)
    while not kept[0].text.lstrip():
        kept.pop(0)
    kept[0] = replace(kept[0], text=kept[0].text.lstrip())


def code(runs: list[Run]) -> tuple[Run, ...]:
    """Runs of code: as they are, but for the line end that closes the block."""
    words = plain(tuple(runs)).rstrip("\n")
    return (Run(words),) if words.strip() else ()
