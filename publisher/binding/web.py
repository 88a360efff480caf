"""The web edition: a folder with one page, which reads itself aloud in any browser.

It opens from disk, so nothing is fetched: what the player has to know is in the page, and its
script is none of the modules that browsers refuse there. Without script the page is the whole
article with a plain player for each section.

Source:
    HTML, sections 4.12.1 (data blocks) and 4.8.11 (media elements); CSP 3, section 2.3.1, by which
    ``'self'`` need not match a page on disk: browsers differ, so ``file:`` stands beside it.
"""

import base64
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from lxml import etree
from PIL import Image

from publisher.binding.around import surrounded
from publisher.binding.chapters import Chapter, chapters, narration_of
from publisher.binding.materials import Materials
from publisher.binding.navigation import Entry, nested
from publisher.binding.overlay import heard_in, without_words, words_of
from publisher.binding.page import colophon_frame, head_lines, section_frame
from publisher.binding.places import Places, images, on_one_page, places_of
from publisher.binding.recording import MEDIA_TYPE, encode, encoded, tags_within
from publisher.binding.xhtml import XHTML, E, document, in_language, legal
from publisher.document import Around, Document
from publisher.edition import Edition, File
from publisher.labels import counted, label, own_language

FOLDER: Final = "web"
PAGE: Final = "index.html"
STYLE: Final = "reader.css"
SCRIPT: Final = "player.js"
COVER: Final = "cover.jpg"
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self' file:" for kind in ("script", "style", "img", "media")),
        "base-uri 'none'",
        "form-action 'none'",
    )
)
ARTWORK_WIDTH: Final = 320  # pixels
SPEEDS: Final = ("0.5", "0.75", "0.9", "1", "1.1", "1.25", "1.5", "1.75", "2", "2.5", "3")
SLEEPS: Final = (5, 10, 15, 30, 45, 60)  # minutes
_FOR_SCRIPT: Final = ("play", "pause", "position of", "asleep", "unplayable")
_GAP: Final = re.compile(r"\{([a-z ]+)\}")


def bind_web(materials: Materials) -> Edition:
    """Make the page and all that it needs.

    Raises:
        BindingError: there is no narration, or ffmpeg failed.
        OSError: it cannot be written.
    """
    folder = materials.folder / FOLDER
    heard = tuple(each for each in chapters(materials) if each.track.clips)
    encode((each.track for each in heard), memory=materials.store)
    songs = tuple(_song(materials, each, folder) for each in heard)
    page = _written(folder / PAGE, _page(materials, heard), "text/html")
    return Edition("web", (page, *_resources(materials, folder), *songs))


def _song(materials: Materials, chapter: Chapter, folder: Path) -> File:
    """A chapter's recording, which says what it is as those within a book do."""
    path = folder / _audio(chapter)
    voices = narration_of(materials).heard_in(chapter.track)
    tags = tags_within(chapter.title, materials.document.metadata, voices)
    song = _written(path, tags + encoded(chapter.track).read_bytes(), MEDIA_TYPE)
    return replace(song, section=chapter.section.name, duration_ms=chapter.track.length)


def _audio(chapter: Chapter) -> str:
    return f"audio/{chapter.stem}.mp3"


def _resources(materials: Materials, folder: Path) -> Iterator[File]:
    """The files that lie beside the page, but for the recordings."""
    yield _written(folder / STYLE, _shipped(STYLE), "text/css")
    yield _written(folder / SCRIPT, _shipped(SCRIPT), "text/javascript")
    yield _written(folder / COVER, materials.cover.image, "image/jpeg")
    for name, picture in images(materials.document):
        yield _written(folder / name, picture.data, picture.media_type)


def _shipped(name: str) -> bytes:
    return files("publisher.binding").joinpath("reader", name).read_bytes()


def _written(path: Path, content: bytes, media_type: str) -> File:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return File(path, media_type)


def _page(materials: Materials, heard: tuple[Chapter, ...]) -> bytes:
    """The page as a file: the article, the player's bar, and what the player has to know."""
    work = materials.document
    voices = narration_of(materials).voices
    around = work.around or surrounded(work, materials.cover.alternative_text, voices).around
    assert around is not None  # it was made there
    page = _plain(_article(materials, around, heard))
    body, told = page[1], _json(_known(materials, heard, page))
    bar = _bar(work.metadata.language, heard)
    page[0].extend(_head(work))
    body[:0] = bar
    etree.SubElement(body, "script", type="application/json", id="edition").text = told
    etree.SubElement(body, "script", src=SCRIPT)
    return bytes(
        etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>") + b"\n"
    )


def _article(materials: Materials, around: Around, heard: tuple[Chapter, ...]) -> etree._Element:
    """The page without what the player adds to it."""
    work = materials.document
    places, recordings = _places(materials), {each.section.name: _audio(each) for each in heard}
    main = E.main({"id": "text", "tabindex": "-1"}, _top(work, around, places))
    for section in work.sections:
        frame = section_frame(section, places, recordings.get(section.name, ""))
        frame.set("id", section.name)
        main.append(frame)
    end = colophon_frame(around.colophon, places, recordings.get(around.colophon.name, ""))
    end.set("id", around.colophon.name)
    main.append(end)
    _number_tables(main, work.metadata.language)
    page = document(work.metadata.title, work.metadata.language, E.body(main))
    page.set("data-style", materials.settings.style)
    return page


def _places(materials: Materials) -> Places:
    """Where everything is, all of it on one page; words too, where they are to be lit."""
    narration = narration_of(materials)
    sounds = heard_in(narration, {track.section: track.section for track in narration.tracks})
    if materials.settings.granularity == "sentence":
        sounds = without_words(sounds)
    return replace(on_one_page(places_of(materials.document)), words=words_of(sounds))


def _top(work: Document, around: Around, places: Places) -> etree._Element:
    """Cover, headline and table of contents."""
    language = work.metadata.language
    (shown,) = around.cover.sentences()
    ours = own_language(language)
    cover = E.img({"class": "cover", "role": "doc-cover", "src": COVER, "alt": legal(shown.text)})
    cover.set("width", "1600")
    cover.set("height", "2400")
    assert around.contents.heading is not None  # it is made with one
    contents = E.nav(
        in_language(E.h2(label("contents", language), id="contents-title"), ours),
        nested(tuple(_entries(work, around))),
        {"id": "contents", "aria-labelledby": "contents-title"},
    )
    words = E.div({"class": "title-page"}, *head_lines(work.front, places))
    return E.header({"class": "top"}, in_language(cover, ours), words, contents)


def _entries(work: Document, around: Around) -> Iterator[Entry]:
    """The table of contents: the head, every section, the colophon."""
    assert work.front.heading is not None  # the front is made with one
    sections = ((each.name, each.level) for each in work.sections)
    goals = ((work.front.heading.name, 1), *sections, (around.colophon.name, 1))
    for (name, level), line in zip(goals, around.contents.paragraphs, strict=True):
        (sentence,) = line.sentences
        yield Entry(legal(sentence.text), f"#{name}", level, sentence.runs[0].language)


def _number_tables(main: etree._Element, language: str) -> None:
    """Count the tables without captions anew: each section's were counted by themselves."""
    frames = main.iterfind(f".//{{{XHTML}}}div[@role='region'][@aria-label]")
    for number, frame in enumerate(frames, start=1):
        frame.set("aria-label", label("table", language, number=str(number)))


def _plain(page: etree._Element) -> etree._Element:
    """A page of a book as one of the web: no namespaces, and nothing that only books know."""
    for element in page.iter(etree.Element):
        element.tag = etree.QName(element).localname
        for name in [each for each in element.attrib if each.startswith("{")]:
            del element.attrib[name]
    for link in page.findall("head/link"):
        link.getparent().remove(link)
    etree.cleanup_namespaces(page)
    return page


def _head(work: Document) -> Iterator[etree._Element]:
    """What the page's head says beside its title."""
    about = work.metadata
    yield etree.Element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    yield _meta("viewport", "width=device-width, initial-scale=1")
    yield _meta("author", ", ".join(about.authors))
    yield _meta("description", about.standfirst)
    yield etree.Element("link", rel="stylesheet", href=STYLE)
    yield etree.Element("link", rel="icon", href=COVER)


def _meta(name: str, content: str) -> etree._Element:
    return etree.Element("meta", name=name, content=legal(content))


def _bar(language: str, heard: Iterable[Chapter]) -> list[etree._Element]:
    """The skip link, the player's bar and its dialogs, in words of the page's language."""
    seconds = sum(each.track.length for each in heard) // 1000
    own: dict[str, str] = {
        "listen now": label("listen now", language, time=f"{seconds // 60}:{seconds % 60:02}"),
    }

    def word(gap: re.Match[str]) -> str:
        return escape(own.get(gap[1]) or label(gap[1], language))

    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    bar = etree.fromstring(f"<div>{_GAP.sub(word, _shipped('bar.html').decode())}</div>", parser)
    for speed in SPEEDS:
        option = etree.SubElement(_by_id(bar, "speed"), "option", value=speed)
        option.text = f"{speed}×"
    for minutes in SLEEPS:
        option = etree.SubElement(_by_id(bar, "sleep"), "option", value=str(minutes))
        option.text = counted("minutes", minutes, language)
    return [in_language(each, own_language(language)) for each in bar]


def _by_id(root: etree._Element, name: str) -> etree._Element:
    (element,) = root.iterfind(f".//*[@id='{name}']")
    return element


def _known(materials: Materials, heard: Iterable[Chapter], page: etree._Element) -> dict[str, Any]:
    """What the player has to know: whose article it is, and what is heard when."""
    about, names = materials.document.metadata, {each.get("id") for each in page.iter()}
    return {
        "id": materials.identifier,
        "title": about.title,
        "author": ", ".join(about.authors),
        "artwork": _artwork(materials.cover.image),
        "words": {word: _template(word, about.language) for word in _FOR_SCRIPT},
        "chapters": [
            {
                "title": each.title,
                "audio": _audio(each),
                "length": each.track.length,
                "clips": list(_clips(each, names)),
            }
            for each in heard
        ],
    }


def _artwork(cover: bytes) -> dict[str, str]:
    """The cover for a lock screen, within the page: browsers take no file from disk there."""
    file = io.BytesIO()
    with Image.open(io.BytesIO(cover)) as image:
        small = image.resize((ARTWORK_WIDTH, image.height * ARTWORK_WIDTH // image.width))
    small.save(file, "JPEG", quality=80)
    data = base64.b64encode(file.getvalue()).decode()
    sizes = f"{small.width}x{small.height}"
    return {"src": f"data:image/jpeg;base64,{data}", "sizes": sizes, "type": "image/jpeg"}


def _template(word: str, language: str) -> str:
    """Words of ours with their gaps, which the script fills."""
    gaps = ("now", "total", "title", "file")
    return label(word, language, **{gap: f"{{{gap}}}" for gap in gaps})


def _clips(chapter: Chapter, names: set[str | None]) -> Iterator[list[Any]]:
    """Each sentence's id and times, and those of its words, by their numbers, if they are lit."""
    for line in chapter.lines():
        clip = line.clip
        words = [
            [number, word.begin, word.end]
            for number, word in enumerate(clip.words, start=1)
            if line.is_printed and f"{clip.sentence}-w{number:02}" in names
        ]
        yield [clip.sentence, clip.begin, clip.end, *([words] if words else [])]


def _json(known: dict[str, Any]) -> str:
    """Data as a script element can hold it: nothing in it ends or hides that element."""
    said = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return legal(said.replace("<", "\\u003c"))
