"""Media overlays: whether all words are heard, in their order, each while it is lit.

EPUBCheck sees whether an overlay is well formed and leads to ids that exist. It does not see
gaps, overlaps, words without sound, or another order than the page's; here all of it is looked at.
What only the recordings show is found by `hearing`.

Source:
    EPUB Media Overlays 3.3, sections 5 (documents), 7 (skipping) and 9 (package metadata); EPUB
    Accessibility 1.1, section 4.3 (completeness, reading order, skippability).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

from lxml import etree

from publisher.checking.archive import DAMAGE
from publisher.checking.book import (
    HTML,
    SMIL,
    Book,
    is_elsewhere,
    opened,
    quoted,
    tag_of,
    target_of,
    types_of,
    words_of,
)
from publisher.checking.catalogue import error, note, warning
from publisher.checking.pages import (
    NOTE_ROLES,
    NOTES,
    is_adornment,
    is_hidden,
    is_page_break,
)
from publisher.report import Finding

TOLERANCE_MS: Final = 10.0  # by which clips may overlap: less than a frame of MP3
GAP_MS: Final = 50.0  # shorter than any word
DURATION_MS: Final = 100.0
_HABIT: Final = 3  # clips by which a habit is told
MOST_QUOTED: Final = 20  # passages of one page; who misses as many need not be told each
_CLOCK: Final = re.compile(
    r"(?:(?P<h>\d+):)?(?P<m>[0-5]?\d):(?P<s>[0-5]?\d(?:\.\d+)?)|(?P<n>\d+(?:\.\d+)?)(?P<unit>h|min|s|ms)?"
)
_UNITS: Final = {"h": 3_600_000.0, "min": 60_000.0, "s": 1_000.0, "ms": 1.0, None: 1_000.0}
_UNSEEN: Final = frozenset({"script", "style", "template", "rp", "head", "title", "audio", "video"})
_GROUPS: Final = tuple(
    HTML + tag
    for tag in ("blockquote", "dl", "figure", "ol", "section", "table", "tbody", "tr", "ul")
) + tuple(f"{HTML}h{level}" for level in range(1, 7))
LETTER: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Heard:
    """A par of an overlay.

    Attributes:
        overlay: the entry that it stands in.
        line: in that entry.
        page: the entry that its text is on.
        uid: the id of its text.
        element: its text, or None when it is not there.
        sound: the entry of its recording, or "" without one.
        begin: in milliseconds; None when it cannot be told.
        end: the same; None also where it is left to the recording's end.
        is_timed: whether the times that stand there are clock values.
        types: what it, or a seq that holds it, is by `epub:type`.
    """

    overlay: str
    line: int
    page: str
    uid: str
    element: etree._Element | None
    sound: str
    begin: float | None
    end: float | None
    is_timed: bool
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unheard:
    """Words that are seen and not heard.

    Attributes:
        page: the entry that they are on.
        words: themselves.
        line: in that entry.
        whole: the note or table that they stand in, if any.
        is_note: whether that is a note, which a reader may want to be spared.
    """

    page: str
    words: str
    line: int
    whole: etree._Element | None = None
    is_note: bool = False


def milliseconds(clock: str) -> float | None:
    """A clock value in milliseconds, or None when it is none.

    Source:
        SMIL 3.0, section 5.4.3 (clock values), as EPUB Media Overlays 3.3 takes them.

    >>> milliseconds("0:01:02.5"), milliseconds("2.5s"), milliseconds("1:2:3:4")
    (62500.0, 2500.0, None)
    """
    found = _CLOCK.fullmatch(clock.strip())
    if found is None:
        return None
    if found["n"]:
        return float(found["n"]) * _UNITS[found["unit"]]
    return (int(found["h"] or 0) * 3600 + int(found["m"]) * 60 + float(found["s"])) * 1000


_Heard = dict[str, tuple[Heard, ...]]
"""What each overlay reads, by its entry."""

_KNOWN: Final[WeakKeyDictionary[Book, _Heard]] = WeakKeyDictionary()  # as long as a book is open


def heard_by(book: Book) -> _Heard:
    """What each overlay reads, in its order, by the overlay's entry; as pages are read."""
    if book not in _KNOWN:  # many checks of one book ask for it
        _KNOWN[book] = _heard_by(book)
    return _KNOWN[book]


def _heard_by(book: Book) -> _Heard:
    spine = {name: rank for rank, name in enumerate(book.package.spine())}
    elements = {
        name: {each.get("id"): each for each in page.iter(etree.Element) if each.get("id")}
        for name, page in book.pages.items()
    }
    found = {
        name: tuple(_heard(name, par, elements) for par in root.iter(f"{SMIL}par"))
        for name, root in book.overlays()
    }
    ranks = {
        name: min((spine.get(par.page, len(spine)) for par in pars), default=len(spine))
        for name, pars in found.items()
    }
    return {name: found[name] for name in sorted(found, key=ranks.__getitem__)}


def _heard(name: str, par: etree._Element, elements: dict[str, dict[str, etree._Element]]) -> Heard:
    text, audio = par.find(f"{SMIL}text"), par.find(f"{SMIL}audio")
    page, uid = target_of("" if text is None else text.get("src", ""), name)
    around = frozenset().union(*(types_of(each) for each in (par, *par.iterancestors())))
    found = elements.get(page, {})
    element = found.get(uid) if uid else None
    source = "" if audio is None else audio.get("src", "")
    clocks = ("0", None) if audio is None else (audio.get("clipBegin", "0"), audio.get("clipEnd"))
    begin, end = (None if clock is None else milliseconds(clock) for clock in clocks)
    return Heard(
        overlay=name,
        line=par.sourceline or 0,
        page=page,
        uid=uid,
        element=element,
        sound=source if is_elsewhere(source) else target_of(source, name)[0] if source else "",
        begin=begin,
        end=end,
        is_timed=begin is not None and (end is not None or clocks[1] is None),
        types=around,
    )


def heard_elements(book: Book) -> dict[str, frozenset[str]]:
    """The ids that are read aloud on each page, by the page's entry.

    A list, a table or a quotation that is read, and parts of it by themselves as well, is only
    announced: its words are not heard unless its parts are.
    """
    found: dict[str, set[str]] = {name: set() for name in book.pages}
    announced: dict[str, set[str]] = {name: set() for name in book.pages}
    for pars in heard_by(book).values():
        for par in pars:
            if par.element is not None and par.sound:
                found[par.page].add(par.uid)
                around = par.element.iterancestors(*_GROUPS)
                announced[par.page].update(each.get("id", "") for each in around)
    return {name: frozenset(ids - announced[name]) for name, ids in found.items()}


def unheard(book: Book) -> Iterator[Unheard]:
    """The words on pages of the spine that are seen and not heard, pictures' descriptions too.

    Words of one block that stand together are one; those of a page's notes and tables come last.
    """
    heard = heard_elements(book)
    for name, page in book.read():
        body = page.find(f"{HTML}body")
        if body is not None:
            wholes = tuple(each for each in body.iter(etree.Element) if _is_whole(each))
            yield from _unheard(name, body, heard[name], wholes)
            for whole in wholes:
                inner = tuple(each for each in wholes if each is not whole)
                for each in _unheard(name, whole, heard[name], inner):
                    yield replace(each, whole=whole, is_note=_is_note(whole))


def _is_whole(element: etree._Element) -> bool:
    """Whether an element is a note or a table: of those it is told once that they are unheard."""
    return _is_one(element) or tag_of(element) == "table"


def _is_one(element: etree._Element) -> bool:
    return bool(types_of(element) & NOTES) or element.get("role") in NOTE_ROLES


def _unheard(
    page: str,
    block: etree._Element,
    heard: frozenset[str],
    apart: Sequence[etree._Element] = (),
) -> Iterator[Unheard]:
    """Words within an element, those of inline elements put together; some elements apart."""
    words: list[str] = []
    line = block.sourceline or 0
    for piece, at in _pieces(block, heard, apart):
        if piece is None:
            if LETTER.search("".join(words)):
                yield Unheard(page, " ".join("".join(words).split()), line)
            words, line = [], at
        else:
            words.append(piece)
            line = line or at
    if LETTER.search("".join(words)):
        yield Unheard(page, " ".join("".join(words).split()), line)


def _pieces(
    element: etree._Element, heard: frozenset[str], apart: Sequence[etree._Element]
) -> Iterator[tuple[str | None, int]]:
    """Texts that are not heard, with their lines; None where they are parted."""
    line = element.sourceline or 0
    tag = tag_of(element)
    is_heard = element.get("id") in heard
    if is_heard or tag in _UNSEEN or element.get("hidden") is not None or element in apart:
        yield None, line
        return
    is_block = tag not in _INLINE
    if is_block:
        yield None, line
    yield element.text or "", line
    if tag == "img" and not is_adornment(element):
        yield element.get("alt", ""), line
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child, heard, apart)
        yield child.tail or "", line
    if is_block:
        yield None, line


_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "i",
        "img",
        "kbd",
        "mark",
        "q",
        "rb",
        "rt",
        "rtc",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)


def fit(path: Path) -> Iterator[Finding]:
    """Whether the overlays of a book that was just made fit its pages and one another."""
    try:
        with opened(path) as book:
            yield from are_in_step(book) if book else ()
    except DAMAGE:
        return  # told already, by `package`


def are_in_step(book: Book) -> Iterator[Finding]:
    """Whether overlays read what is on the pages, in its order, by clips that fit together.

    All that can be known without decoding a recording.
    """
    heard = heard_by(book)
    for name, pars in heard.items():
        yield from _leads(book, name, pars)
        yield from _times(pars)
        yield from _order(book, pars)
        yield from _repeated(pars)
        yield from _types(pars)
    yield from _sequences(book)
    yield from _linked(book, heard)
    yield from _clips(heard)
    yield from _silent_words(book)
    yield from _durations(book, heard)


def _leads(book: Book, name: str, pars: tuple[Heard, ...]) -> Iterator[Finding]:
    for par in pars:
        if par.page not in book.present or (par.element is None and par.uid):
            message = f"a text leads to {par.page}#{par.uid}, which is not there"
            yield error("overlay-astray", message, name, par.line)
        elif par.element is None:
            yield error("overlay-astray", "a text names no element of its page", name, par.line)
        if par.element is not None and is_hidden(par.element):
            message = f"{quoted(words_of(par.element))} is read, and hidden on the page"
            yield warning("overlay-hidden", message, name, par.line)
        if not par.sound:
            words = "" if par.element is None else f" {quoted(words_of(par.element))}"
            yield error("clip-absent", f"the text{words} has no audio", name, par.line)
        elif par.sound not in book.present:
            fault = "is elsewhere" if is_elsewhere(par.sound) else "is not there"
            yield error("overlay-astray", f"the recording {par.sound} {fault}", name, par.line)


def _sequences(book: Book) -> Iterator[Finding]:
    """Whether what sequences refer to is there."""
    ids: dict[str, frozenset[str]] = {}  # of each page; a contents page has a sequence for an entry
    for name, root in book.overlays():
        for seq in root.iter(f"{SMIL}seq", f"{SMIL}body"):
            reference = seq.get("{http://www.idpf.org/2007/ops}textref", "")
            page, uid = target_of(reference, name)
            if page not in ids:
                found = book.pages[page].xpath("//@id") if page in book.pages else ()
                ids[page] = frozenset(map(str, found))
            if reference and (page not in book.present or (uid and uid not in ids[page])):
                message = f"a sequence refers to {reference!r}, which is not there"
                yield error("overlay-astray", message, name, seq.sourceline)


def _times(pars: tuple[Heard, ...]) -> Iterator[Finding]:
    for par in (par for par in pars if par.sound):
        if not par.is_timed:
            message = f"the times of {par.uid!r} are not clock values"
            yield error("clip-time", message, par.overlay, par.line)
        elif par.begin is not None and par.end is not None and par.end <= par.begin:
            times = f"begins at {par.begin:.0f} ms and ends at {par.end:.0f} ms"
            yield error("clip-time", f"the clip of {par.uid!r} {times}", par.overlay, par.line)


def _order(book: Book, pars: tuple[Heard, ...]) -> Iterator[Finding]:
    """Whether texts come in the order of their page; notes may come at their mark."""
    ranks: dict[str, dict[etree._Element, int]] = {}
    told = [par for par in pars if par.element is not None and not _is_note(par.element)]
    for last, par in pairwise(told):
        if par.page not in ranks:
            found = book.pages[par.page].iter(etree.Element)
            ranks[par.page] = {element: rank for rank, element in enumerate(found)}
        rank = ranks[par.page]
        if last.page == par.page and rank[element_of(par)] < rank[element_of(last)]:
            before, after = (quoted(words_of(element_of(each))) for each in (par, last))
            message = f"{before} is read after {after}, and stands before it on the page"
            yield error("overlay-order", message, par.overlay, par.line)


def element_of(par: Heard) -> etree._Element:
    """The element of a par that is known to have one."""
    assert par.element is not None
    return par.element


def _repeated(pars: tuple[Heard, ...]) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for par in pars:
        key = (par.page, par.uid)
        if par.element is not None and key in seen:
            message = f"{par.uid!r} is read more than once"
            yield warning("overlay-repeated", message, par.overlay, par.line)
        seen.add(key)


def _is_note(element: etree._Element) -> bool:
    return any(map(_is_one, (element, *element.iterancestors())))


def _types(pars: tuple[Heard, ...]) -> Iterator[Finding]:
    """Whether a reader can pass over notes and page breaks.

    Source:
        EPUB Media Overlays 3.3, section 7.2 (skippability).
    """
    for par in pars:
        if par.element is None:
            continue
        kind = ""
        if is_page_break(par.element) and "pagebreak" not in par.types:
            kind = "pagebreak"
        elif _is_note(par.element) and not par.types & NOTES:
            kind = "footnote"
        if kind:
            message = f"{quoted(words_of(par.element) or par.uid)} is not typed as {kind}"
            yield warning("overlay-untyped", message, par.overlay, par.line)


def _linked(book: Book, heard: dict[str, tuple[Heard, ...]]) -> Iterator[Finding]:
    """Whether each page that an overlay reads has it for its own."""
    for name, pars in heard.items():
        for page in dict.fromkeys(par.page for par in pars if par.element is not None):
            if book.overlay_of(page) != name:
                item = book.package.items.get(page)
                line = 0 if item is None else item.sourceline
                message = f"{name} reads {page}, which does not name it as its overlay"
                yield error("overlay-unlinked", message, book.package.name, line)


def _clips(heard: dict[str, tuple[Heard, ...]]) -> Iterator[Finding]:
    """Whether clips of one recording touch, in the order in which they are heard."""
    for sound, pars in by_recording(heard).items():
        is_parted = has_gaps_by_habit(pars)
        for before, after in pairwise(pars):
            assert after.begin is not None  # seen to by by_recording
            if before.end is None:
                message = f"the clip of {before.uid!r} has no end, and {after.uid!r} follows it"
                yield error("clip-time", message, before.overlay, before.line)
                continue
            apart = after.begin - before.end
            ends = f"{before.uid!r} ends at {before.end:.0f} ms"
            message = f"in {sound}, {ends}, and {after.uid!r} begins at {after.begin:.0f} ms"
            if apart < -TOLERANCE_MS:
                yield error("clip-overlap", message, after.overlay, after.line)
            elif apart > GAP_MS and not is_parted:
                yield warning("clip-gap", message, after.overlay, after.line)


def has_gaps_by_habit(pars: list[Heard]) -> bool:
    """Whether most clips of a recording are parted: some producers leave all pauses out."""
    pairs = [(a, b) for a, b in pairwise(pars) if a.end is not None and b.begin is not None]
    parted = [1 for a, b in pairs if (b.begin or 0) - (a.end or 0) > GAP_MS]
    return len(pairs) >= _HABIT and len(parted) * 2 > len(pairs)


def by_recording(heard: dict[str, tuple[Heard, ...]]) -> dict[str, list[Heard]]:
    """The pars of each recording as they are heard, but for those whose times make no sense."""
    found: dict[str, list[Heard]] = {}
    for par in (par for pars in heard.values() for par in pars):
        makes_sense = par.begin is not None and (par.end is None or par.end > par.begin)
        if par.sound and par.is_timed and makes_sense:
            found.setdefault(par.sound, []).append(par)
    return found


def _silent_words(book: Book) -> Iterator[Finding]:
    """Words that are seen and not heard, in a book that is read aloud elsewhere."""
    if not any(heard_elements(book).values()):
        return
    told: dict[str, int] = {}
    for (page, _), group in groupby(enumerate(unheard(book)), _place):
        first, *others = (each for _, each in group)
        told[page] = told.get(page, 0) + (not first.is_note)
        kind = "note" if first.is_note else "table"
        more = f" and {len(others)} passages more of the same {kind} are" if others else " is"
        message = f"{quoted(first.words)}{more} not narrated"
        if first.is_note:
            yield note("note-unheard", message, page, first.line)
        elif told[page] <= MOST_QUOTED:
            yield warning("text-unheard", message, page, first.line)
    for page, times in told.items():
        if times > MOST_QUOTED:
            message = f"and {times - MOST_QUOTED} passages more are not narrated"
            yield warning("text-unheard", message, page)


def _place(counted: tuple[int, Unheard]) -> tuple[str, object]:
    """The page of words, and the note or table that they are told of with, or their number."""
    number, words = counted
    return words.page, number if words.whole is None else words.whole


def _durations(book: Book, heard: dict[str, tuple[Heard, ...]]) -> Iterator[Finding]:
    """Whether durations add up.

    Source:
        EPUB Media Overlays 3.3, section 9.3.1: the total is the sum of those of all overlays,
        give or take a second.
    """
    package = book.package
    metas = package.metas("media:duration")
    told = {meta.refines: meta for meta in metas}
    sums = []
    for name, pars in heard.items():
        item = package.items[name]
        played = sum(
            par.end - par.begin for par in pars if par.end is not None and par.begin is not None
        )
        sums.append(played)
        meta = told.get(item.get("id", ""))
        if meta is None:
            message = f"the duration of {name} is not told"
            yield error("duration-missing", message, package.name, item.sourceline)
        elif all(par.end is not None for par in pars):
            yield from _duration(package.name, name, meta.value, meta.line, played)
    if heard and "" not in told:
        yield error("duration-missing", "the duration of the book is not told", package.name)
    elif heard and all(par.end is not None for pars in heard.values() for par in pars):
        yield from _duration(package.name, "the book", told[""].value, told[""].line, sum(sums))


def _duration(place: str, what: str, told: str, line: int, played: float) -> Iterator[Finding]:
    length = milliseconds(told)
    tolerance = DURATION_MS if "." in told else 1_000.0  # told in whole seconds
    if length is None or abs(length - played) > tolerance:
        message = (
            f"the duration of {what} is told as {told}, and its clips last {played / 1000:.3f} s"
        )
        yield error("duration-wrong", message, place, line)
