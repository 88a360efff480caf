"""From a web page's bytes to its tree: the encoding told or repaired, and never too deep.

A page says what it is in up to four places, and is often wrong in all of them: a server adds
"utf-8" to what is Windows-1252, a template says "iso-8859-1" of what has long been UTF-8. So
what decodes as UTF-8 is UTF-8, whatever is said of it (text in another encoding all but never
does); what does not is what it says it is, if it can be; and where a few bytes of a UTF-8 page
are Windows-1252, as pages put together from two sources have it, each is read as what it is.
"""

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from email.message import Message
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from publisher.errors import ReadingError
from publisher.reading.decoding import decode
from publisher.reading.source import Source
from publisher.report import Finding, Weight

DEEPEST = 200  # elements within one another; libxml2 gives up at 2,048, recursion before that
HEAD_LONGEST = 4096  # bytes; browsers look for a declaration in the first 1,024

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SAID_AS = {  # what a label means to every browser (Encoding Standard, section 4.2)
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_SEQUENCE = re.compile(
    rb"[\x00-\x7f]+|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_MEANT = re.compile(r"&#(?:(1[2-5]\d)|[xX]([89][\da-fA-F]));")
_XHTML = re.compile(r"\s*<\?xml\b")
_CLOSED = re.compile(
    r"<(script|title|style|textarea|iframe|a|p|div|span|td|th|li|em|strong|b|i)((?:\s[^<>]*)?)/>"
)
_GONE = "x-gone"
_PARTING = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section")


def tree_of(source: Source) -> tuple[HtmlElement, tuple[Finding, ...]]:
    """A page's tree, comments left out, and what had to be repaired to read it.

    Raises:
        ReadingError: it is no text, or there is not a single element or word in it.
    """
    text, findings = page_text(source)
    if _XHTML.match(text):
        text = _CLOSED.sub(r"<\1\2></\1>", text)
    root = _parsed(re.sub(r"^\s*<\?xml[^>]*>", _line_ends, text))
    if root is None:
        raise ReadingError(f"{source.name} is empty", "Put an article into it, or leave it out.")
    return root, findings


def _line_ends(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def page_text(source: Source) -> tuple[str, tuple[Finding, ...]]:
    """A page's text, and what was found in telling its encoding.

    Raises:
        ReadingError: it is no text, or in an encoding that cannot be told.
    """
    said = declared(source)
    data = source.data
    findings: tuple[Finding, ...] = ()
    if not data.startswith(_MARKS) and not _is_utf_8(data) and said:
        repaired = _as_said(data, said) if said != "utf-8" else _mixed(data)
        if repaired is not None:
            data = repaired.encode()
            findings = _repaired(said)
    text = decode(replace(source, data=data))
    return _MEANT.sub(_printed, text), findings


def declared(source: Source) -> str:
    """The encoding that a page is said to be in, as Python names it, or "".

    The server's word comes first, as in browsers.

    Source:
        HTML Living Standard, section 13.2.3.2.
    """
    header = Message()
    header["Content-Type"] = source.media_type
    head = source.data[:HEAD_LONGEST]
    found = (pattern.search(head) for pattern in (_XML, _META))
    labels = [header.get_content_charset(""), *(each[1].decode() for each in found if each)]
    return next(filter(None, map(_known, labels)), "")


def _known(label: str) -> str:
    try:
        name = codecs.lookup(label.strip("\"' ")).name
        b"".decode(name)
    except (LookupError, ValueError, TypeError):
        return ""
    return _SAID_AS.get(name, name) if not name.startswith("utf-16") else ""


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _as_said(data: bytes, said: str) -> str | None:
    """Bytes in the encoding that they are said to be in, or None if they are not."""
    try:
        return data.decode(said)
    except UnicodeDecodeError:
        return _mixed(data)


def _mixed(data: bytes) -> str | None:
    """UTF-8 in which single bytes are Windows-1252; None if most of it would be that."""
    parts: list[str] = []
    at = strays = sequences = 0
    while at < len(data):
        found = _SEQUENCE.match(data, at)
        word = _strict(found[0]) if found else None
        if found is None or word is None:
            parts.append(data[at : at + 1].decode("cp1252", "ignore"))
            at, strays = at + 1, strays + 1
        else:
            parts.append(word)
            at, sequences = found.end(), sequences + (found[0][0] >= 0x80)
    return "".join(parts) if sequences > strays else None


def _strict(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _repaired(said: str) -> tuple[Finding, ...]:
    if said != "utf-8":
        return ()
    message = "the page says that it is UTF-8, but parts of it are Windows-1252; they are repaired"
    return (Finding("encoding-repaired", Weight.NOTE, message),)


def _printed(reference: re.Match[str]) -> str:
    """The character meant by a reference to a control: Windows-1252, as in browsers.

    Source:
        HTML Living Standard, section 13.2.5.80.
    """
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    if not 0x80 <= code <= 0x9F:
        return reference[0]
    return bytes([code]).decode("cp1252", "ignore")


def _parsed(text: str) -> HtmlElement | None:
    """The tree of a page, levelled where it is too deep to be worked with."""
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except etree.ParserError:
        return None
    too_deep = any(each.type_name == "ERR_RESOURCE_LIMIT" for each in parser.error_log)
    return _levelled(text) if too_deep or depth(root) > DEEPEST else root


def depth(root: HtmlElement) -> int:
    """How many elements are within one another, at most."""
    deepest = here = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        here += 1 if event == "start" else -1
        deepest = max(deepest, here)
    return deepest


def _levelled(text: str) -> HtmlElement | None:
    """The tree of a page without the elements that are nested too deep; their words stay."""
    parser = etree.HTMLParser(target=_Levelling(), huge_tree=True)
    parser.feed(text)
    root: HtmlElement | None = parser.close()
    return root


@dataclass(slots=True)
class _Levelling:
    """A tree, built while elements open and close; a target of lxml's parser."""

    builder: Any = field(
        default_factory=lambda: etree.TreeBuilder(element_factory=html.HTMLParser().makeelement)
    )
    here: int = 0
    empty: bool = True
    parted: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        self.here += 1
        self.empty = False
        if self.here <= DEEPEST:
            self.builder.start(tag, dict(attributes))
        elif tag in _PARTING and not self.parted:
            self._part()
            self._part()

    def _part(self) -> None:
        """End a line; two ends in a row part paragraphs."""
        self.builder.start("br", {})
        self.builder.end("br")
        self.parted = True

    def end(self, tag: str) -> None:
        """An element closes."""
        if self.here <= DEEPEST:
            self.builder.end(tag)
        self.here -= 1

    def data(self, text: str) -> None:
        """There are words."""
        self.builder.data(text)
        self.parted = False

    def comment(self, text: str) -> None:
        """There is a comment, which is no part of what is read."""

    def close(self) -> HtmlElement | None:
        """All is read."""
        return None if self.empty else self.builder.close()


def take_out(root: HtmlElement, elements: Iterable[HtmlElement]) -> None:
    """Take elements out of a tree; the words behind each stay."""
    for element in elements:
        element.tag = _GONE
    etree.strip_elements(root, _GONE, with_tail=False)
