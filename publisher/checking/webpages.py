"""The page of a web edition: opened from disk as a browser would, without a network.

It must bring along all that it shows and plays, and keep what its player is told true: each clip
names one element of the page, in the order of listening, within its recording.

Source:
    HTML, sections 3.1 (documents), 4.12.1 (data blocks) and 8.1.8 (event handlers); WCAG 2.2,
    2.4.2 (page titled) and 3.1.1 (language of page).
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from publisher.checking.catalogue import error, warning
from publisher.report import Finding

LATE_MS: Final = 50  # by which a decoder may tell another length
_LOADED: Final = {
    "src": frozenset({"script", "img", "audio", "video", "source", "track", "iframe", "embed"}),
    "href": frozenset({"link", "image", "use"}),
    "poster": frozenset({"video"}),
    "data": frozenset({"object"}),
}
_DATA_TYPES: Final = frozenset({"application/json", "application/ld+json"})
_HARMLESS: Final = frozenset({"", "http", "https", "mailto"})
_Clips = list[tuple[str, int, int]]


def is_whole(path: Path) -> Iterator[Finding]:
    """Whether a web edition's page can be read, brings all it needs, and tells the truth."""
    try:
        page = html.document_fromstring(path.read_bytes(), html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError) as fault:
        yield error("web-broken", f"it cannot be read: {fault}")
        return
    yield from _structure(page)
    yield from _loading(page, path.parent)
    yield from _active(page)
    yield from _playing(page, path.parent)


def _structure(page: etree._Element) -> Iterator[Finding]:
    """What any page has by which people and their tools find their way."""
    lacking = {
        "a language": not page.get("lang"),
        "a title": not "".join(page.xpath("//head/title//text()")).strip(),
        "one main element": len(page.xpath("//main")) != 1,
        "one h1": len(page.xpath("//h1")) != 1,
    }
    for what in (what for what, lacks in lacking.items() if lacks):
        yield error("web-structure", f"it does not have {what}")


def _loading(page: etree._Element, folder: Path) -> Iterator[Finding]:
    """Whether all that the page loads lies in its folder."""
    for element in page.iter(etree.Element):
        for attribute, tags in _LOADED.items():
            address = element.get(attribute)
            if address is not None and element.tag in tags:
                yield from _loads(str(address), folder, element.sourceline)


def _loads(address: str, folder: Path, line: int | None = None) -> Iterator[Finding]:
    """What is wrong with an address that something is loaded from."""
    if _is_remote(address):
        yield error("web-remote", f"it loads {address[:80]!r}", line=line)
    elif _file(address, folder) is None:
        yield error("web-missing", f"{address[:80]!r} is not there", line=line)


def _is_remote(address: str) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def _file(address: str, folder: Path) -> Path | None:
    """The file that an address leads to, if it is one in the folder."""
    try:
        path = folder / unquote(urlsplit(address).path)
        inside = path.resolve().is_relative_to(folder.resolve())
        return path if inside and path.is_file() else None
    except (OSError, ValueError):
        return None


def _active(page: etree._Element) -> Iterator[Finding]:
    """Whether the page runs only the script that lies beside it."""
    for element in page.iter(etree.Element):
        for name in (name for name in element.attrib if name.startswith("on")):
            message = f"an element {element.tag} has a handler {name}"
            yield error("web-active", message, line=element.sourceline)
        is_code = element.tag == "script" and element.get("type") not in _DATA_TYPES
        if is_code and not element.get("src"):
            message = "there is a script within the page"
            yield error("web-active", message, line=element.sourceline)
        address = "".join(element.get("href", "").split())
        if element.tag == "a" and _scheme(address) not in _HARMLESS:
            message = f"a link leads to {address[:80]!r}"
            yield error("web-active", message, line=element.sourceline)


def _scheme(address: str) -> str:
    """The scheme of an address, or "" where it has none."""
    scheme, colon, _ = address.partition(":")
    return scheme.lower() if colon and scheme.isalnum() else ""


def _playing(page: etree._Element, folder: Path) -> Iterator[Finding]:
    """Whether what the player is told agrees with the page and with the recordings."""
    try:
        chapters = tuple(_chapters(page))
    except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as fault:
        yield error("web-broken", f"its player is told nothing that makes sense: {fault}")
        return
    names = Counter(str(name) for name in page.xpath("//@id"))
    heard = Counter(clip[0] for _, clips in chapters for clip in clips)
    for name in heard:
        if names[name] != 1:
            yield error("web-clip", f"the id {name!r} is on the page {names[name]} times")
    for address, clips in chapters:
        if _is_remote(address) or _file(address, folder) is None:
            yield from _loads(address, folder)
        else:
            yield from _times(address, clips, folder)
    yield from _unreached(page, {address for address, _ in chapters}, folder)


def _chapters(page: etree._Element) -> Iterator[tuple[str, _Clips]]:
    """The recordings that the player is told of, with their clips.

    Raises:
        ArithmeticError, LookupError, TypeError, ValueError, RecursionError: it makes no sense.
    """
    (told,) = page.xpath("//script[@id='edition']")
    known: Any = json.loads(told.text or "")
    for chapter in known["chapters"]:
        clips = [(str(name), int(begin), int(end)) for name, begin, end, *_ in chapter["clips"]]
        yield str(chapter["audio"]), clips


def _times(address: str, clips: _Clips, folder: Path) -> Iterator[Finding]:
    """Whether clips follow one another, and end before their recording does."""
    import soundfile

    for name, begin, end in clips:
        if not 0 <= begin < end:
            yield error("web-times", f"the clip of {name!r} goes from {begin} to {end} ms", address)
    for (name, _, end), (after, begin, _) in pairwise(clips):
        if begin < end:
            message = f"the clip of {after!r} begins at {begin} ms, before {name!r} ends"
            yield error("web-times", message, address)
    try:
        length = soundfile.info(os.fsencode(folder / unquote(address))).duration * 1000
    except soundfile.LibsndfileError as fault:
        yield error("sound-broken", f"it cannot be decoded: {fault}", address)
        return
    late = [name for name, _, end in clips if end > length + LATE_MS]
    if late:
        message = f"the clip of {late[0]!r} ends after the recording, at {length:.0f} ms"
        yield error("web-times", message, address)


def _unreached(page: etree._Element, told: set[str], folder: Path) -> Iterator[Finding]:
    """Recordings that the player does not know of, or that nobody hears without a script."""
    plain = {_file(str(each), folder) for each in page.xpath("//audio/@src | //audio/source/@src")}
    player = {_file(address, folder) for address in told}
    for path in sorted(path for path in folder.rglob("*.mp3") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if path not in player:
            yield warning("web-unheard", "the player does not play it", name)
        elif path not in plain:
            yield warning("web-unheard", "without a script, nothing plays it", name)
