"""Media overlays: which words are lit while what is heard, page by page.

An overlay is made from its page as built, so it follows the reading order, and no sentence can
be heard that is not there. What a reader may want to skip (a note) or step out of (a list, a
table, a figure) is a sequence of its own, typed as such.

Source:
    EPUB Media Overlays 3.3, sections 5 (documents), 7 (skipping and escaping) and 9 (package
    metadata); EPUB 3.3, appendix on clock values.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree
from lxml.builder import ElementMaker

from publisher.binding.xhtml import OPS, XHTML
from publisher.narration import Clip, Narration

ACTIVE_CLASS: Final = "-epub-media-overlay-active"
MEDIA_TYPE: Final = "application/smil+xml"
MARK_MS: Final = 50  # how long a page's mark lasts; every pause is longer

_SMIL: Final = "http://www.w3.org/ns/SMIL"
_S: Final = ElementMaker(namespace=_SMIL, nsmap={None: _SMIL, "epub": OPS})
_TEXT_REF: Final = f"{{{OPS}}}textref"
_TYPE: Final = f"{{{OPS}}}type"
_ESCAPABLE: Final = {"ol": "list", "ul": "list", "table": "table", "figure": "figure"}
_PARTS: Final = {"li": "list-item", "tr": "table-row", "th": "table-cell", "td": "table-cell"}
_MARK: Final = "pagebreak"


@dataclass(frozen=True, slots=True)
class Heard:
    """Where a sentence is heard.

    Attributes:
        file: the recording, as the package has it.
        clip: its times there.
    """

    file: str
    clip: Clip


@dataclass(frozen=True, slots=True)
class Overlay:
    """The overlay of one page.

    Attributes:
        page: the page's file.
        content: a SMIL document.
        length: how long it plays, in milliseconds.
    """

    page: str
    content: bytes
    length: int

    @property
    def name(self) -> str:
        """What the package calls it."""
        return f"{self.page.partition('.')[0]}-overlay"

    @property
    def file(self) -> str:
        """The file that it goes into."""
        return f"{self.page.partition('.')[0]}.smil"


def heard_in(narration: Narration, files: Mapping[str, str]) -> dict[str, Heard]:
    """Where every sentence of a narration is heard, by its name.

    Args:
        narration: the whole.
        files: the recording of each track, by its section's name.
    """
    return {
        clip.sentence: Heard(files[track.section], clip)
        for track in narration.tracks
        for clip in track.clips
    }


def without_words(heard: Mapping[str, Heard]) -> dict[str, Heard]:
    """The same, to be lit by whole sentences."""
    return {name: replace(each, clip=replace(each.clip, words=())) for name, each in heard.items()}


def with_marks(heard: Mapping[str, Heard], marks: Mapping[str, str]) -> dict[str, Heard]:
    """The same, with the marks of pages, each in the silence before the sentence it begins with.

    Nothing is said there. But a reader knows where it is while it plays, and can pass marks over
    as it does where numbers are read out. The sentence before ends that much earlier.

    Args:
        heard: the sentences.
        marks: each mark's name, and the sentence that its page begins with.
    """
    found = dict(heard)
    ending = {(each.file, each.clip.end): name for name, each in heard.items()}
    for mark, sentence in marks.items():
        if sentence in heard:
            file, begin = heard[sentence].file, heard[sentence].clip.begin
            found[mark] = Heard(file, Clip(mark, begin - MARK_MS, begin))
            before = ending.get((file, begin))
            if before is not None:
                found[before] = replace(found[before], clip=_ended(found[before].clip))
    return found


def _ended(clip: Clip) -> Clip:
    """A clip that ends earlier by a mark's length; so does its last word."""
    end = clip.end - MARK_MS
    words = tuple(replace(word, end=min(word.end, end)) for word in clip.words)
    return replace(clip, end=end, words=words)


def words_of(heard: Mapping[str, Heard]) -> dict[str, tuple[tuple[int, int], ...]]:
    """Where each word stands that is heard by itself, by its sentence's name."""
    return {
        name: tuple((word.start, word.stop) for word in each.clip.words)
        for name, each in heard.items()
        if each.clip.words
    }


def overlay(
    page: str,
    root: etree._Element,
    heard: Mapping[str, Heard],
    announced: Collection[str] = (),
) -> Overlay | None:
    """The overlay of a page; None when nothing on it is heard.

    What holds sentences and has no id is given one.

    Args:
        page: its file.
        root: its html element.
        heard: sentences by their names, which are ids on the page.
        announced: those of them that are not printed, but tell of the element with their id; that
            is lit meanwhile, and read after it.
    """
    made = _Making(page, heard, announced)
    body = root.find(f"{{{XHTML}}}body")
    lines = _S.body({_TEXT_REF: page})
    kind = body.get(_TYPE)
    if kind:
        lines.set(_TYPE, kind)
    made.walk(body, lines, escapable=False)
    if not made.length:
        return None
    content = etree.tostring(
        _S.smil(lines, version="3.0"), encoding="utf-8", xml_declaration=True, pretty_print=True
    )
    return Overlay(page, bytes(content), made.length)


class _Making:
    """The making of one overlay.

    Attributes:
        length: of what is in it so far, in milliseconds.
    """

    def __init__(self, page: str, heard: Mapping[str, Heard], announced: Collection[str]) -> None:
        self._page = page
        self._heard = heard
        self._announced = announced
        self._named = 0
        self.length = 0

    def walk(self, parent: etree._Element, line: etree._Element, *, escapable: bool) -> None:
        """Put what is heard of an element into a sequence.

        Args:
            parent: on the page.
            line: the sequence.
            escapable: whether it can be stepped out of already; once is enough.
        """
        for element in parent.iterchildren(etree.Element):
            if element.get("hidden") is not None:
                continue
            name = element.get("id", "")
            heard = self._heard.get(name)
            if heard is not None and name not in self._announced:
                line.append(self._sentence(element, heard))
                if element.get(_TYPE) == _MARK:
                    line[-1].set(_TYPE, _MARK)
                continue
            kind = self._kind(element, escapable=escapable)
            if not kind:
                if heard is not None:
                    line.append(self._sentence(element, heard))
                self.walk(element, line, escapable=escapable)
                continue
            inner = _S.seq({_TYPE: kind})
            if heard is not None:
                inner.append(self._sentence(element, heard))
            self.walk(element, inner, escapable=escapable or kind in _ESCAPABLE.values())
            if len(inner):
                inner.set(_TEXT_REF, f"{self._page}#{self._name(element)}")
                line.append(inner)

    def _kind(self, element: etree._Element, *, escapable: bool) -> str:
        """What a reader can skip or step out of an element as, or ""."""
        tag = etree.QName(element).localname
        if tag == "aside":
            return str(element.get(_TYPE, ""))
        if tag in _ESCAPABLE:
            return "" if escapable else _ESCAPABLE[tag]
        return _PARTS.get(tag, "") if escapable else ""

    def _name(self, element: etree._Element) -> str:
        if not element.get("id"):
            self._named += 1
            page = self._page.partition(".")[0]
            element.set("id", f"{page}-{etree.QName(element).localname}{self._named}")
        name: str = element.get("id")
        return name

    def _sentence(self, element: etree._Element, heard: Heard) -> etree._Element:
        """A sentence, or its words where they are marked on the page."""
        clip, name = heard.clip, heard.clip.sentence
        self.length += clip.end - clip.begin
        words = [each for each in element.iter() if is_word(each)] if clip.words else []
        if not words:
            return self._par(name, heard.file, clip.begin, clip.end)
        # EPUB 3.4 will type these as text ranges; until then EPUBCheck does not know the words.
        line = _S.seq({_TEXT_REF: f"{self._page}#{name}"})
        for word, time in zip(words, clip.words, strict=True):
            line.append(self._par(word.get("id"), heard.file, time.begin, time.end))
        return line

    def _par(self, name: str, file: str, begin: int, end: int) -> etree._Element:
        return _S.par(
            _S.text(src=f"{self._page}#{name}"),
            _S.audio(src=file, clipBegin=clock(begin), clipEnd=clock(end)),
            id=f"h-{name}",
        )


def is_word(element: etree._Element) -> bool:
    """Whether an element is one word, lit by itself."""
    return isinstance(element.tag, str) and element.get("class") == "word"


def clock(milliseconds: int) -> str:
    """A time as every reader takes it: ``H:MM:SS.mmm``.

    >>> clock(3_723_004)
    '1:02:03.004'
    """
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}.{thousandths:03}"
