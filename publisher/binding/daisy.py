"""The DAISY talking book: full text and full audio, for players that blind readers hold in hand.

A folder that is put on a stick or a card as it is. A player goes through it by headings and by
sentences: ``ncc.html`` lists the headings, a SMIL file for each chapter tells which sentence of
``content.html`` is heard when, and nothing is packed. Names are short, in small letters and
figures of ASCII: some players know no others. Recordings have no tags before them, for there are
players that find their place by counting bytes.

Source:
    DAISY 2.02 Specification (Recommendation of the DAISY Consortium, 28 February 2001); XHTML
    1.0; SMIL 1.0, whose clip times count from the beginning of a recording (``npt``).
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lxml import etree

from publisher.article import Kind
from publisher.binding import daisytext
from publisher.binding.chapters import (
    Chapter,
    Heading,
    Line,
    chapters,
    headings,
    is_listed,
    narration_of,
)
from publisher.binding.daisytext import PAGE, STYLE, TRANSITIONAL, E, head_of
from publisher.binding.materials import Materials
from publisher.binding.package import is_date
from publisher.binding.places import Places, images, page_of, places_of
from publisher.binding.recording import MEDIA_TYPE, container_of, encode, encoded, source_type
from publisher.binding.stylesheet import stylesheet
from publisher.binding.xhtml import in_language, legal, written_for_all
from publisher.document import Document
from publisher.edition import Edition, File
from publisher.labels import label

FOLDER: Final = "daisy"
NCC: Final = "ncc.html"
_SMIL: Final = "application/smil"
_DOCTYPE: Final = (
    '<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">'
)
_FORMAT: Final = ("dc:format", "Daisy 2.02")
_NOTE, _ADDED = "footnote-on", "prodnote-on"


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence in a file of times.

    Attributes:
        line: what is heard.
        begin: in milliseconds from the beginning of the recording.
        end: the same; where the next one begins.
        asks: what a player's switch is called with which it is heard, or "" where it always is.
    """

    line: Line
    begin: int
    end: int
    asks: str = ""

    @property
    def name(self) -> str:
        """The sentence's, which is that of its element in the text and of its par here."""
        return self.line.sentence.name


@dataclass(frozen=True, slots=True)
class Reel:
    """A chapter as a player has it: a recording, and when its sentences are heard.

    Attributes:
        chapter: what is heard.
        stem: what its files are called, without their endings.
        pieces: its sentences; the first begins with the recording, the last ends with it.
    """

    chapter: Chapter
    stem: str
    pieces: tuple[Piece, ...]

    def way(self, piece: Piece) -> str:
        """Where a sentence of it is heard, as an address."""
        return f"{self.stem}.smil#{piece.name}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation control centre.

    Attributes:
        tag: ``h1`` to ``h6``, or ``span``.
        kind: its class, or "".
        words: as a player shows them.
        way: where it is heard.
    """

    tag: str
    kind: str
    words: str
    way: str


def bind_daisy(materials: Materials) -> Edition:
    """Make the folder of a talking book.

    Raises:
        BindingError: there is no narration, or ffmpeg failed.
        OSError: it cannot be written.
    """
    materials = replace(materials, form="-daisy")
    reels = tuple(_reels(chapters(materials)))
    folder = materials.folder / FOLDER
    folder.mkdir()
    files = (
        *_recorded(reels, materials, folder),
        *_timed(reels, materials, folder),
        *_shown(reels, materials, folder),
    )
    return Edition("daisy", (_listed(reels, materials, folder, files), *files))


def _reels(heard: Sequence[Chapter]) -> Iterator[Reel]:
    digits = max(3, len(str(len(heard))))
    for chapter in heard:
        lines = tuple(chapter.lines())
        ends = (*(line.clip.end for line in lines[:-1]), chapter.track.length)
        begins = (0, *ends[:-1])
        goals = {line.sentence.name for _, line in chapter.openings()}
        pieces = (
            Piece(line, begin, end, _asks(line, is_goal=line.sentence.name in goals))
            for line, begin, end in zip(lines, begins, ends, strict=True)
        )
        yield Reel(chapter, f"ch{chapter.number:0{digits}}", tuple(pieces))


def _asks(line: Line, *, is_goal: bool) -> str:
    """The switch that a sentence is heard by: a note's, or that of what is said and not printed.

    What a line of the list leads to is always heard: a number announced before its heading.
    """
    if daisytext.is_noted(line):
        return _NOTE
    return "" if line.is_printed or is_goal else _ADDED


def _recorded(reels: Sequence[Reel], materials: Materials, folder: Path) -> Iterator[File]:
    """The recordings, at a constant bitrate whatever profile the MP3s have."""
    wanted = container_of("daisy")
    encode((reel.chapter.track for reel in reels), wanted, materials.store)
    for reel in reels:
        path, track = folder / f"{reel.stem}.mp3", reel.chapter.track
        shutil.copyfile(encoded(track, wanted), path)
        yield File(path, MEDIA_TYPE, reel.chapter.section.name, track.length)


# Files of times


def _timed(reels: Sequence[Reel], materials: Materials, folder: Path) -> Iterator[File]:
    for reel in reels:
        times = (
            ("ncc:totalElapsedTime", _clock(reel.chapter.begin)),
            ("ncc:timeInThisSmil", _clock(reel.chapter.track.length)),
        )
        seq = etree.Element("seq", dur=_seconds(reel.chapter.track.length))
        seq.extend(_par(reel, piece) for piece in reel.pieces)
        content = _smil(materials, reel.chapter.title, times, [seq])
        yield _written(folder / f"{reel.stem}.smil", content, _SMIL)
    refs = [
        etree.Element(
            "ref", title=legal(reel.chapter.title), src=f"{reel.stem}.smil", id=f"{reel.stem}-ref"
        )
        for reel in reels
    ]
    whole = (("ncc:timeInThisSmil", _clock(reels[-1].chapter.end)),)
    content = _smil(materials, materials.document.metadata.title, whole, refs)
    yield _written(folder / "master.smil", content, _SMIL)


def _smil(
    materials: Materials,
    title: str,
    times: Sequence[tuple[str, str]],
    within: Sequence[etree._Element],
) -> bytes:
    about = (
        _FORMAT,
        ("dc:identifier", materials.identifier),
        ("dc:title", materials.document.metadata.title),
        ("title", title),
        ("ncc:generator", materials.generator),
        *times,
    )
    root = etree.Element("smil")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    for name, value in about:
        etree.SubElement(head, "meta", name=name, content=legal(value))
    etree.SubElement(etree.SubElement(head, "layout"), "region", id="text")
    body.extend(within)
    etree.indent(root, " ")
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=_DOCTYPE))


def _par(reel: Reel, piece: Piece) -> etree._Element:
    """One sentence: its words, and its clip."""
    par = etree.Element("par", endsync="last", id=piece.name)
    if piece.asks:
        par.set("system-required", piece.asks)
    etree.SubElement(par, "text", src=f"{PAGE}#{piece.name}", id=f"{piece.name}-t")
    etree.SubElement(
        par,
        "audio",
        {
            "src": f"{reel.stem}.mp3",
            "clip-begin": f"npt={_seconds(piece.begin)}",
            "clip-end": f"npt={_seconds(piece.end)}",
            "id": f"{piece.name}-a",
        },
    )
    return par


def _seconds(time: int) -> str:
    """A time in milliseconds, as clips have it."""
    return f"{time // 1000}.{time % 1000:03}s"


def _clock(time: int, *, rounded: bool = False) -> str:
    """A time in milliseconds as a clock shows it: to the millisecond, or in whole seconds."""
    if rounded:
        seconds = (time + 500) // 1000
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{_clock(time // 1000 * 1000, rounded=True)}.{time % 1000:03}"


# The text


def _shown(reels: Sequence[Reel], materials: Materials, folder: Path) -> Iterator[File]:
    """The page with the text, the pictures in it, and its style."""
    work = materials.document
    lines = {piece.name: piece.line for reel in reels for piece in reel.pieces}
    ways = {piece.name: reel.way(piece) for reel in reels for piece in reel.pieces}
    page = daisytext.page_of(work, _headings(reels, work), _places(work), lines, ways)
    yield _written(folder / PAGE, page, daisytext.MEDIA_TYPE)
    yield _written(folder / STYLE, stylesheet(materials.settings.style, "daisy"), "text/css")
    for file, picture in images(work):
        yield _written(folder / file.rpartition("/")[2], picture.data, picture.media_type)


def _places(work: Document) -> Places:
    return places_of(work).moved({page_of(each): PAGE for each in work.sections}, "")


def _headings(reels: Sequence[Reel], work: Document) -> tuple[Heading, ...]:
    return headings([reel.chapter for reel in reels], work)


# The navigation control centre


def _listed(
    reels: Sequence[Reel], materials: Materials, folder: Path, files: Sequence[File]
) -> File:
    """The page that a player opens first."""
    entries = tuple(_entries(reels, materials.document))
    size = sum(file.path.stat().st_size for file in files)
    whole = size
    while True:  # it tells how large all files are, and is one of them
        metas = (*_about(reels, materials, entries), *_counts(reels, entries, len(files), whole))
        content = _ncc(materials.document, metas, entries)
        if whole == size + len(content):
            return _written(folder / NCC, content, daisytext.MEDIA_TYPE)
        whole = size + len(content)


def _entries(reels: Sequence[Reel], work: Document) -> Iterator[Entry]:
    """The title, every heading, and what a player can be told to pass over, as they are heard.

    An opening without a heading goes by the title. Where nothing is heard of a heading, its line
    leads to what is heard next.
    """
    marked: set[int] = set()
    depths = {each.section.name: each.depth for each in _headings(reels, work)}
    for reel in reels:
        begun = [(line.sentence.name, part) for part, line in reel.chapter.openings()]
        for piece in reel.pieces:
            way = reel.way(piece)
            for part in (part for name, part in begun if name == piece.name):
                if part == work.front:
                    yield Entry("h1", "title", part.label or work.metadata.title, way)
                elif is_listed(part, work):
                    yield Entry(f"h{depths[part.name]}", "", part.label, way)
            yield from _switched(piece, way, marked)


def _switched(piece: Piece, way: str, marked: set[int]) -> Iterator[Entry]:
    """What a player may pass over, at its beginning: a note by its mark, what is announced."""
    if piece.asks == _ADDED:
        yield Entry("span", "optional-prodnote", piece.line.sentence.said, way)
    for holder in piece.line.block.within:
        if holder.kind is Kind.NOTE and holder.key not in marked:
            marked.add(holder.key)
            mark = piece.line.block.mark
            yield Entry("span", "noteref", mark.text if mark else str(len(marked)), way)


_Meta = tuple[str, str]


def _about(
    reels: Sequence[Reel], materials: Materials, entries: Sequence[Entry]
) -> Iterator[_Meta]:
    """Whose it is, and what; where neither author nor publisher is told, that is said."""
    about, voices = materials.document.metadata, narration_of(materials).voices
    unknown, synthetic = (label(word, about.language) for word in ("unknown", "synthetic"))
    authors = about.authors or ((about.publisher or unknown),)
    told = {
        "dc:subject": about.subjects,
        "dc:rights": (about.rights,),
        "dc:description": (" ".join(filter(None, (about.standfirst, synthetic))),),
        "dc:source": (about.source,),
        "ncc:sourceDate": (about.date if is_date(about.date) else "",),
        "ncc:sourcePublisher": (about.publisher,),
        "ncc:narrator": tuple(map(str, voices)),
    }
    yield "dc:title", about.title or unknown
    yield from (("dc:creator", author) for author in authors)
    yield "dc:publisher", about.publisher or ", ".join(authors)
    yield "dc:language", about.language
    yield "dc:identifier", materials.identifier
    yield "dc:date", f"{materials.made:%Y-%m-%d}"
    yield _FORMAT
    yield from ((name, value) for name, values in told.items() for value in values if value)
    yield "ncc:generator", materials.generator
    yield "ncc:multimediaType", _kind(reels)
    yield "prod:digitalSourceType", source_type(voices)


def _kind(reels: Sequence[Reel]) -> str:
    """Whether all of the text is heard, or a part."""
    blocks = (block for reel in reels for part in reel.chapter.parts for block in part.blocks())
    return "textPartAudio" if any(block.silent for block in blocks) else "audioFullText"


def _counts(
    reels: Sequence[Reel], entries: Sequence[Entry], others: int, size: int
) -> Iterator[_Meta]:
    """How much there is of everything; of pages there are none.

    Args:
        reels: the chapters.
        entries: the lines of this page.
        others: how many files there are beside it.
        size: of all of them, in bytes.
    """
    kinds = [entry.kind for entry in entries]
    yield "ncc:charset", "utf-8"
    yield "ncc:tocItems", str(len(entries))
    yield "ncc:depth", str(max(int(each.tag[1]) for each in entries if each.tag != "span"))
    yield "ncc:totalTime", _clock(reels[-1].chapter.end, rounded=True)
    yield "ncc:files", str(others + 1)
    yield "ncc:kByteSize", str(-(-size // 1024))
    yield "ncc:setInfo", "1 of 1"
    yield from ((name, "0") for name in ("ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial"))
    for name, kind in (("ncc:footnotes", "noteref"), ("ncc:prodNotes", "optional-prodnote")):
        if kind in kinds:
            yield name, str(kinds.count(kind))


def _ncc(work: Document, metas: Sequence[_Meta], entries: Sequence[Entry]) -> bytes:
    language = work.metadata.language
    told = [E.meta(name=name, content=legal(value)) for name, value in metas]
    for meta in told:
        if meta.get("name") in ("dc:date", "ncc:sourceDate"):
            meta.set("scheme", "yyyy-mm-dd")
    body = E.body()
    for number, entry in enumerate(entries, start=1):
        line = E(entry.tag, E.a(_words(entry), href=entry.way), id=f"n{number:04}")
        if entry.kind:
            line.set("class", entry.kind)
        body.append(line)
    page = in_language(E.html(head_of(legal(work.metadata.title), told), body), language)
    if page.get("dir") == "ltr":
        del page.attrib["dir"]  # DAISY's own schema knows none; where it matters, XHTML's counts
    for each in (page, page[0], page[1]):
        each.text, each.tail = "\n", "\n"
        for line in each:
            line.tail = "\n"
    return written_for_all(page, TRANSITIONAL)


def _words(entry: Entry) -> str:
    """Words on one line; a line that shows nothing cannot be chosen."""
    return " ".join(legal(entry.words).split()) or "…"


def _written(path: Path, content: bytes, media_type: str) -> File:
    path.write_bytes(content)
    return File(path, media_type)
