"""A talking book as a player opens it: whether headings, times, text and sound fit together.

From ``ncc.html`` on, everything is followed: each line of it to a file of times, each par there to
its text and its clip. A stranger's folder may name files outside of it; those are not opened.

Source:
    DAISY 2.02 Specification, sections 2.1 (NCC), 2.2 (SMIL) and 2.3 (text), and appendix 2 for the
    metadata and what they count.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urldefrag

from lxml import etree

from publisher.checking.catalogue import error, warning
from publisher.checking.frames import frames_of
from publisher.checking.lengths import LENGTH_MS, lasts_to_its_end, told_ms
from publisher.report import Finding

NCC: Final = "ncc.html"
MASTER: Final = "master.smil"
LARGEST: Final = 16 * 1024 * 1024  # bytes of a page or of a file of times
GAP_MS: Final = 5  # between two clips, which no ear notices
EDGE_MS: Final = 2_500  # before the first clip and behind the last, which may be a pause
CLOCK_MS: Final = 1_000  # what a time in whole seconds may be off

_ONCE: Final = (
    *("dc:title", "dc:identifier", "dc:format", "dc:date", "dc:publisher", "ncc:charset"),
    *("ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial", "ncc:tocItems", "ncc:totalTime"),
)
_SOME: Final = ("dc:creator", "dc:language")
_COUNTED: Final = {
    "ncc:pageFront": "page-front",
    "ncc:pageNormal": "page-normal",
    "ncc:pageSpecial": "page-special",
    "ncc:footnotes": "noteref",
    "ncc:sidebars": "sidebar",
    "ncc:prodNotes": "optional-prodnote",
}
_PARTIAL: Final = ("textPartAudio", "audioPartText", "textNcc")
_HEADING: Final = re.compile(r"h[1-6]")
_WORD: Final = re.compile(r"\w")
_CLIP: Final = re.compile(r"(?:npt=)?(\d+(?:\.\d+)?)(h|min|s|ms)?")
_CLOCK: Final = re.compile(r"(?:npt=)?(?:(\d+):)?([0-5]?\d):([0-5]?\d(?:\.\d+)?)")
_UNITS: Final = {"h": 3_600_000, "min": 60_000, "s": 1_000, "ms": 1, "": 1_000}

# Nothing that a file names is fetched, and no entity of it unfolds.
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)

Trees = Mapping[str, etree._Element]
"""The outermost element of each file, by its name."""


class Par(NamedTuple):
    """What is heard at one time.

    Attributes:
        smil: the file of times that tells of it.
        text: what is shown: a file, and an id in it.
        song: the recording.
        begin: in milliseconds; None where it cannot be read.
        end: the same.
        line: in its file.
    """

    smil: str
    text: tuple[str, str]
    song: str
    begin: float | None
    end: float | None
    line: int


@dataclass(frozen=True, slots=True)
class TalkingBook:
    """A talking book, opened.

    Attributes:
        folder: where it lies.
        ncc: its navigation control centre.
        smils: its files of times, in the order in which that leads to them.
        texts: the pages that they show.
        pars: what is heard, in order.
    """

    folder: Path
    ncc: etree._Element
    smils: Trees
    texts: Trees
    pars: tuple[Par, ...]

    def lines(self) -> list[etree._Element]:
        """The lines of the control centre: headings, and what can be passed over."""
        body = next((each for each in self.ncc.iter(etree.Element) if _tag(each) == "body"), ())
        return [each for each in body if isinstance(each.tag, str)]

    def master(self) -> etree._Element | None:
        """The list of its files of times, which it may be without."""
        path = _inside(self.folder, MASTER)
        return None if path is None else _tree(path)

    def told(self, name: str) -> list[str]:
        """What the control centre tells under a name."""
        return _metas(self.ncc).get(name, [])


def is_sound(path: Path) -> Iterator[Finding]:
    """Whether all of a talking book is there and fits together.

    Args:
        path: its ``ncc.html``.
    """
    ncc = _tree(path)
    if ncc is None:
        yield error("daisy-broken", "it is no XHTML that can be read")
        return
    book = _opened(path.parent, ncc)
    yield from _described(book)
    yield from _counted(book)
    yield from _headed(book)
    yield from _leading(book)
    yield from _clipped(book)
    yield from _added_up(book)
    yield from _heard(book)
    yield from _listed(book)
    yield from _sounding(book)


def is_in_its_sound(path: Path) -> Iterator[Finding]:
    """Whether every recording can be decoded to its end."""
    for song in sorted(path.parent.glob("*.mp3")):
        yield from lasts_to_its_end(song, song.name)


# Opening it


def _opened(folder: Path, ncc: etree._Element) -> TalkingBook:
    ways = (urldefrag(each.get("href", "")).url for each in _of_tag(ncc, "a"))
    smils = dict(_trees(folder, ways))
    pars = tuple(par for name, root in smils.items() for par in _pars(name, root))
    texts = dict(_trees(folder, (par.text[0] for par in pars)))
    return TalkingBook(folder, ncc, smils, texts, pars)


def _trees(folder: Path, names: Iterator[str]) -> Iterator[tuple[str, etree._Element]]:
    """The files of some names that are there and can be read, each once."""
    for name in dict.fromkeys(names):
        path = _inside(folder, name)
        root = None if path is None else _tree(path)
        if root is not None:
            yield name, root


def _inside(folder: Path, name: str) -> Path | None:
    """A file of the folder; None for what is not there, or outside."""
    try:
        path = (folder / unquote(name)).resolve()
        is_there = bool(name) and path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):  # a name may be none that a file can have
        return None
    return path if is_there else None


def _tree(path: Path) -> etree._Element | None:
    try:
        if path.stat().st_size > LARGEST:
            return None
        return etree.fromstring(path.read_bytes(), _PARSER)
    except (OSError, ValueError, etree.XMLSyntaxError):
        return None


def _pars(name: str, root: etree._Element) -> Iterator[Par]:
    for par in _of_tag(root, "par"):
        text = next(_of_tag(par, "text"), None)
        audio = next(_of_tag(par, "audio"), None)
        shown = urldefrag(text.get("src", "")) if text is not None else ("", "")
        song = ""
        begin: float | None = None
        end: float | None = None
        if audio is not None:
            clips = list(_of_tag(par, "audio"))
            song = audio.get("src", "")
            begin = _clip_ms(audio.get("clip-begin", ""))
            end = _clip_ms(clips[-1].get("clip-end", ""))
        yield Par(name, (shown[0], shown[1]), song, begin, end, par.sourceline or 0)


def _clip_ms(said: str) -> float | None:
    """A clock value of SMIL 1.0 in milliseconds; None where it is none."""
    clip, clock = _CLIP.fullmatch(said.strip()), _CLOCK.fullmatch(said.strip())
    if clip:
        return float(clip[1]) * _UNITS[clip[2] or ""]
    if clock:
        hours, minutes, seconds = (float(part or 0) for part in clock.groups())
        return ((hours * 60 + minutes) * 60 + seconds) * 1000
    return None


def _metas(root: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in _of_tag(root, "meta"):
        found.setdefault(meta.get("name", ""), []).append(meta.get("content", "").strip())
    return found


def _of_tag(root: etree._Element, tag: str) -> Iterator[etree._Element]:
    return (each for each in root.iter(etree.Element) if _tag(each) == tag)


def _tag(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _ids(root: etree._Element) -> dict[str, etree._Element]:
    return {each.get("id"): each for each in root.iter(etree.Element) if each.get("id")}


# What the control centre tells


def _described(book: TalkingBook) -> Iterator[Finding]:
    """Whether it says what the specification asks, as often as it asks it."""
    for name in _ONCE:
        if len(told := book.told(name)) != 1 or not told[0]:
            times = f"{len(told)} times" if told else "nowhere"
            yield warning("daisy-metadata", f"it is to say {name} once, and says it {times}", NCC)
    for name in _SOME:
        if not any(book.told(name)):
            yield warning("daisy-metadata", f"it does not say {name}", NCC)
    if book.told("dc:format") not in ([], ["Daisy 2.02"]):
        message = f"dc:format is {book.told('dc:format')[0]!r}, not 'Daisy 2.02'"
        yield warning("daisy-metadata", message, NCC)


def _counted(book: TalkingBook) -> Iterator[Finding]:
    """Whether what it counts is there as often."""
    lines = book.lines()
    classes = Counter(each.get("class", "") for each in lines if _tag(each) == "span")
    levels = [int(_tag(each)[1]) for each in lines if _HEADING.fullmatch(_tag(each))]
    files = [path for path in book.folder.rglob("*") if path.is_file()]
    kilobytes = -(-sum(path.stat().st_size for path in files) // 1024)
    there = {name: classes[kind] for name, kind in _COUNTED.items()}
    there |= {"ncc:tocItems": len(lines), "ncc:depth": max(levels, default=0)}
    there |= {"ncc:files": len(files)}
    for name, count in there.items():
        told = book.told(name)
        is_asked = count and name in _COUNTED  # of the others, the optional ones may be left out
        if (told and _number(told[0]) != count) or (is_asked and not told):
            message = f"{name} is {told[0] if told else 'not told'}; there are {count}"
            yield warning("daisy-count", message, NCC)
    size = book.told("ncc:kByteSize")
    if size and abs((_number(size[0]) or 0) - kilobytes) > max(2, kilobytes // 50):
        message = f"ncc:kByteSize is {size[0]}; it takes {kilobytes} kB"
        yield warning("daisy-count", message, NCC)


def _number(said: str) -> int | None:
    return int(said) if re.fullmatch(r"\d{1,12}", said) else None


def _headed(book: TalkingBook) -> Iterator[Finding]:
    """Whether it begins with its title, and no heading passes over a level."""
    lines = book.lines()
    if not lines or _tag(lines[0]) != "h1" or lines[0].get("class") != "title":
        line = lines[0].sourceline if lines else 0
        yield error("daisy-heading", "it does not begin with an h1 of class title", NCC, line)
    headings = [each for each in lines if _HEADING.fullmatch(_tag(each))]
    for before, after in pairwise(headings):
        if int(_tag(after)[1]) - int(_tag(before)[1]) > 1:
            message = f"{_tag(after)} comes after {_tag(before)}: a level is passed over"
            yield warning("daisy-heading", message, NCC, after.sourceline)


# Ways


def _leading(book: TalkingBook) -> Iterator[Finding]:
    """Whether every way leads somewhere: from the control centre, the times, the text."""
    ids = {name: _ids(root) for name, root in (*book.smils.items(), *book.texts.items())}
    for line in book.lines():
        links = list(_of_tag(line, "a"))
        if len(links) != 1:
            message = f"a line has {len(links)} links, and is to have one"
            yield error("daisy-astray", message, NCC, line.sourceline)
        for link in links:
            yield from _astray(book, NCC, link.get("href", ""), ids, link.sourceline)
    for par in book.pars:
        yield from _astray(book, par.smil, "#".join(par.text), ids, par.line)
        if not par.song or _inside(book.folder, par.song) is None:
            message = f"what is to be heard, {par.song!r}, is not there"
            yield error("daisy-astray", message, par.smil, par.line)
    for name, root in book.texts.items():
        for element in root.iter(etree.Element):
            way = element.get("href") or element.get("src") or ""
            if way and not re.match(r"[A-Za-z][\w+.-]*:", way):
                own = f"{name}{way}" if way.startswith("#") else way
                yield from _astray(book, name, own, ids, element.sourceline)
    root = book.master()
    listed = [] if root is None else [ref.get("src", "") for ref in _of_tag(root, "ref")]
    if listed and [urldefrag(way).url for way in listed] != list(book.smils):
        message = "it does not name the files of times in the order of the headings"
        yield warning("daisy-order", message, MASTER)


def _astray(
    book: TalkingBook,
    place: str,
    way: str,
    ids: Mapping[str, Mapping[str, etree._Element]],
    line: int | None,
) -> Iterator[Finding]:
    url, fragment = urldefrag(way)
    if _inside(book.folder, url) is None:
        yield error("daisy-astray", f"{way!r} leads to no file of the book", place, line)
    elif fragment and url in ids and fragment not in ids[url]:
        yield error("daisy-astray", f"{way!r} leads to no element of the file", place, line)


# Times


def _clipped(book: TalkingBook) -> Iterator[Finding]:
    """Whether clips make sense, follow one another, and lie within their recordings."""
    before: dict[str, float] = {}
    for par in book.pars:
        if not par.song:
            continue
        if par.begin is None or par.end is None or par.begin >= par.end:
            message = "its clip has no begin and end that make sense"
            yield error("daisy-clip", message, par.smil, par.line)
            continue
        last = before.get(par.song)
        if last is not None and par.begin < last - GAP_MS:
            message = f"its clip begins {last - par.begin:.0f} ms before the one before it ends"
            yield error("daisy-clip", message, par.smil, par.line)
        elif par.begin > (last + GAP_MS if last is not None else EDGE_MS):
            message = f"{par.begin - (last or 0):.0f} ms before its clip are never heard"
            yield warning("daisy-gap", message, par.smil, par.line)
        before[par.song] = par.end
    for song, end in before.items():
        yield from _within(book, song, end)


def _within(book: TalkingBook, song: str, end: float) -> Iterator[Finding]:
    path = _inside(book.folder, song)
    if path is None:
        return
    with path.open("rb") as file:
        length = told_ms(file)
    if length is None:
        yield error("sound-broken", "it cannot be decoded", song)
    elif end > length + LENGTH_MS:
        message = f"the last clip ends at {end:.0f} ms, and the recording at {length:.0f} ms"
        yield error("daisy-clip", message, song)
    elif end < length - EDGE_MS:
        message = f"the last {length - end:.0f} ms of it are never heard"
        yield warning("daisy-gap", message, song)


def _added_up(book: TalkingBook) -> Iterator[Finding]:
    """Whether every time that is told is the sum of the clips."""
    elapsed = 0.0
    for name, root in book.smils.items():
        own = [par for par in book.pars if par.smil == name]
        length = sum((par.end or 0) - (par.begin or 0) for par in own)
        metas, seq = _metas(root), next(_of_tag(root, "seq"), None)
        dur = [seq.get("dur", "")] if seq is not None and seq.get("dur") else []
        yield from _wrong_time("ncc:totalElapsedTime", metas, elapsed, name)
        yield from _wrong_time("ncc:timeInThisSmil", metas, length, name)
        yield from _wrong_time("dur", {"dur": dur}, length, name)
        elapsed += length
    yield from _wrong_time("ncc:totalTime", _metas(book.ncc), elapsed, NCC)
    root = book.master()
    if root is not None:
        yield from _wrong_time("ncc:timeInThisSmil", _metas(root), elapsed, MASTER)


def _wrong_time(
    what: str, told: Mapping[str, list[str]], sum_ms: float, place: str
) -> Iterator[Finding]:
    for said in told.get(what, []):
        found = _clip_ms(said)
        within = LENGTH_MS if "." in said else CLOCK_MS
        if found is None or abs(found - sum_ms) > within:
            message = f"{what} is {said!r}; its clips add up to {sum_ms / 1000:.3f} s"
            yield warning("daisy-time", message, place)


# What is heard


def _heard(book: TalkingBook) -> Iterator[Finding]:
    """Whether every word of the text is heard, once, in its order."""
    heard: dict[tuple[str, str], Par] = {}
    for par in book.pars:
        if par.text in heard:
            message = f"#{par.text[1]} is heard again"
            yield warning("daisy-repeated", message, par.smil, par.line)
        heard[par.text] = par
    is_whole = not set(book.told("ncc:multimediaType")) & set(_PARTIAL)
    for name, root in book.texts.items():
        names = {uid for file, uid in heard if file == name}
        order = [uid for uid in _ids(root) if uid in names]
        if order != [uid for file, uid in heard if file == name and uid in set(order)]:
            yield warning("daisy-order", "it is not heard in the order of the text", name)
        body = next(_of_tag(root, "body"), None)
        if is_whole and body is not None and name != NCC:
            for words, line in _unheard(body, names):
                message = f"nobody reads “{words[:60]}”"
                yield warning("daisy-unheard", message, name, line)


def _unheard(element: etree._Element, heard: set[str]) -> Iterator[tuple[str, int]]:
    """The words in an element that no par shows."""
    if element.get("id") in heard:
        return
    line = element.sourceline or 0
    for words in (element.text or "", element.get("alt", "")):
        if _WORD.search(words):
            yield words.strip(), line
    for child in element.iterchildren(etree.Element):
        yield from _unheard(child, heard)
        if _WORD.search(child.tail or ""):
            yield (child.tail or "").strip(), line


def _listed(book: TalkingBook) -> Iterator[Finding]:
    """Whether every heading of the text is reached from the control centre."""
    pars = {name: _ids(root) for name, root in book.smils.items()}
    reached: set[tuple[str, str]] = set()
    for link in _of_tag(book.ncc, "a"):
        url, fragment = urldefrag(link.get("href", ""))
        goal = pars.get(url, {}).get(fragment)
        par = goal if goal is None or _tag(goal) == "par" else goal.getparent()
        text = None if par is None else next(_of_tag(par, "text"), None)
        if text is not None:
            file, uid = urldefrag(text.get("src", ""))
            reached.add((file, uid))
    for name, root in book.texts.items():
        goals = {uid for file, uid in reached if file == name}
        for heading in (
            each for each in root.iter(etree.Element) if _HEADING.fullmatch(_tag(each))
        ):
            inside = {each.get("id") for each in heading.iter(etree.Element)}
            if name != NCC and not inside & goals:
                words = " ".join("".join(heading.itertext()).split())
                message = f"the heading “{words[:60]}” is not reached from {NCC}"
                yield warning("daisy-unlisted", message, name, heading.sourceline)


def _sounding(book: TalkingBook) -> Iterator[Finding]:
    """Whether recordings have a constant bitrate, by which old players find their place."""
    for song in dict.fromkeys(par.song for par in book.pars):
        path = _inside(book.folder, song)
        if path is None or path.suffix.lower() != ".mp3":
            continue
        frames = frames_of(path.read_bytes())
        if frames is not None and frames.bitrates > 1:
            message = f"its frames have {frames.bitrates} bitrates"
            yield warning("daisy-bitrate", message, song)
