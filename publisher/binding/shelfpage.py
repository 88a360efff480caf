"""The page of a shelf: everything that was made, with covers, lengths, and what can be fetched.

One file that needs no other but the covers, opened from a disk or from a server. Without script all
is there but the search.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import groupby
from typing import Final
from urllib.parse import quote

from lxml import etree
from lxml.builder import E
from rich.filesize import decimal

from publisher.binding.feeds import COVER, OPDS, OPDS_TYPE, RSS
from publisher.binding.xhtml import direction, legal
from publisher.labels import counted, label, language_of, own_language
from publisher.outline import clock
from publisher.shelf import Held, Shelved

_OPENED: Final = ("web", "epub", "epub-audio", "epub-text", "m4b", "podcast")
_NOT_FOR_READERS: Final = ("report", "index")


def shelf_page(works: Sequence[Shelved], title: str, language: str, *, fed: bool) -> bytes:
    """The page.

    Args:
        works: in the order in which they are to stand there.
        title: of the shelf.
        language: of our own words on it, BCP 47.
        fed: whether there are feeds beside it.
    """
    style, script = (_static(name) for name in ("shelf.css", "shelf.js"))
    ours = language_of(language)
    head = E.head(
        E.meta(charset="utf-8"),
        E.meta({"http-equiv": "Content-Security-Policy", "content": _policy(style, script)}),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.title(legal(title)),
        *(_feeds() if fed else ()),
        E.style(style),
    )
    length = clock(sum(work.duration_ms for work in works))
    told = f"{counted('works', len(works), ours)}, {length}"
    body = E.body(
        E.header(E.h1(legal(title)), E.p(told), _search(ours)),
        E.main(E.ul({"class": "works"}, *(E.li(_card(work, ours)) for work in works))),
        E.script(script),
    )
    page = E.html(head, body, lang=ours, dir=direction(ours))
    return bytes(etree.tostring(page, encoding="utf-8", method="html", doctype="<!DOCTYPE html>"))


def _static(name: str) -> str:
    return files("publisher.binding").joinpath("styles", name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing is loaded but covers, and nothing runs but what stands in the page."""
    sums = (b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in (style, script))
    styled, run = (f"'sha256-{each}'" for each in sums)
    return f"default-src 'none'; img-src 'self' data:; style-src {styled}; script-src {run}"


def _feeds() -> Iterator[etree._Element]:
    yield E.link(rel="alternate", type="application/rss+xml", href=RSS)
    yield E.link(rel="alternate", type=OPDS_TYPE, href=OPDS)


def _search(language: str) -> etree._Element:
    form = E.form({"class": "search", "role": "search", "hidden": "hidden"})
    form.set("data-found", label("works found", language, count="{count}"))
    name = label("search", language)
    form.append(E.label(name, {"for": "search"}))
    form.append(E.input(type="search", id="search", autocomplete="off"))
    form.append(E.span(role="status"))
    return form


def _card(work: Shelved, ours: str) -> etree._Element:
    told = E.div(*_told(work))
    card = E.article({"class": "work"}, *_cover(work), told, _downloads(work, ours))
    if work.language and work.language != ours:
        card.set("lang", work.language)
        card.set("dir", direction(work.language))
    return card


def _cover(work: Shelved) -> Iterator[etree._Element]:
    """Its cover, which the title beside it tells of; an empty place where there is none."""
    path = f"{work.slug}/{COVER}"
    if any(each.path == path for each in work.files):
        yield E.img(src=quote(path), alt="", width="160", height="240", loading="lazy")
    else:
        yield E.span()


def _told(work: Shelved) -> Iterator[etree._Element]:
    """Title, who and when, how long, and what it is about."""
    opened = next(filter(None, map(work.first, _OPENED)), None)
    title = legal(work.title) or work.slug
    yield E.h2(E.a(title, href=quote(opened.path)) if opened else title)
    length = clock(work.duration_ms) if work.duration_ms else ""
    about = " · ".join(filter(None, (", ".join(work.authors), work.date, length)))
    yield E.p({"class": "about"}, legal(about))
    if work.standfirst:
        yield E.p(legal(work.standfirst))


def _downloads(work: Shelved, ours: str) -> etree._Element:
    """What can be fetched, behind a word that opens it."""
    title = E.summary(label("downloads", ours))
    if work.language and work.language != ours:
        title.set("lang", ours)
        title.set("dir", direction(ours))
    return E.details(title, E.ul(*(E.li(*line) for line in _fetched(work))))


def _fetched(work: Shelved) -> Iterator[tuple[etree._Element | str, ...]]:
    """A line for each edition: the file to open first, and how large all of it is."""
    for edition, group in groupby(work.files, lambda each: each.edition):
        if edition not in _NOT_FOR_READERS:
            held = list(group)
            name = E.a(label(f"edition {edition}", work.language), href=quote(held[0].path))
            ours = own_language(work.language)
            if ours:
                name.set("lang", ours)
            yield name, f" ({_size(held)})"


def _size(held: Sequence[Held]) -> str:
    return str(decimal(sum(each.size for each in held)))
