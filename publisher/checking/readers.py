"""What single reading systems cannot do: for whoever knows where a book will be read.

No fault of the book's, so these are warnings, and only for whom they are asked for.

Source:
    W3C, EPUB 3.3 test results (reading systems' own reports); Kobo's EPUB specification; the
    Apple Books Asset Guide; the Kindle Publishing Guidelines; issues of Thorium Reader.
"""

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from publisher.checking.book import (
    HTML,
    OPF,
    PAGE,
    SMIL,
    Book,
    quoted,
    tag_of,
    target_of,
    types_of,
    words_of,
)
from publisher.checking.catalogue import note, warning
from publisher.checking.overlays import heard_by, heard_elements
from publisher.checking.pages import is_page_break
from publisher.report import Finding

Reader = Callable[[Book], Iterator[Finding]]

_MB: Final = 1_000_000
_MAILED: Final = 50 * _MB
_SENT: Final = 200 * _MB
_KOBO_PAGE: Final = 10 * _MB
_KOBO_BOOK: Final = 1_000 * _MB
_OPUS: Final = ("audio/ogg", "audio/opus", "audio/ogg; codecs=opus")
_MP4: Final = ("audio/mp4",)


def thorium(book: Book) -> Iterator[Finding]:
    """Thorium Reader."""
    yield from _pictured(book, "Thorium")
    heard = heard_elements(book)
    if any(heard.values()):
        for page in book.package.linear():
            if page in heard and not heard[page]:
                yield warning("reader-unheard", "Thorium passes over the page while reading", page)
    for pars in heard_by(book).values():
        for par in pars:
            if (
                par.element is not None
                and tag_of(par.element) == "img"
                and not words_of(par.element)
            ):
                message = "Thorium goes back to the start at a picture without words"
                yield warning("reader-unheard", message, par.overlay, par.line)
    for name, root in book.overlays():
        if any(_is_of_words(book, name, seq) for seq in root.iter(f"{SMIL}seq")):
            yield note("reader-words", "Thorium lights words late", name)


def _is_of_words(book: Book, name: str, seq: etree._Element) -> bool:
    """Whether the texts of a sequence are single words, two at least, and none holds others."""
    goals = [target_of(text.get("src", ""), name) for text in seq.findall(f"{SMIL}par/{SMIL}text")]
    found = [
        book.pages[page].xpath("//*[@id=$uid]", uid=uid)
        for page, uid in goals
        if page in book.pages
    ]
    texts = [each[0] for each in found if each]
    return len(texts) > 1 and all(
        words_of(each) and " " not in words_of(each) and each.find(".//*[@id]") is None
        for each in texts
    )


def apple(book: Book) -> Iterator[Finding]:
    """Apple Books."""
    yield from _unlit(book, "Apple Books reads aloud in books of fixed layout only")
    yield from _of_types("reader-audio", book, _OPUS, "Apple Books does not play Opus")
    for name, page in book.pages.items():
        for aside in page.iter(f"{HTML}aside"):
            begins = words_of(aside)[:1]
            if types_of(aside) & {"footnote", "endnote"} and begins.isdigit():
                message = f"Apple Books numbers the note {quoted(words_of(aside), 30)} itself"
                yield note("reader-note", message, name, aside.sourceline)
    marks = (
        is_page_break(each) for page in book.pages.values() for each in page.iter(etree.Element)
    )
    if any(marks) and book.nav("page-list") is None:
        yield warning("reader-pages", "Apple Books shows pages of a list only", book.package.name)


def kobo(book: Book) -> Iterator[Finding]:
    """Kobo's readers and apps."""
    yield from _pictured(book, "Kobo")
    yield from _silent(book, "Kobo's readers play no sound, and its apps read no such book aloud")
    yield from _of_types("reader-audio", book, (*_OPUS, *_MP4), "Kobo does not play it")
    yield from _of_types("reader-picture", book, ("image/webp",), "Kobo does not show WebP")
    for name in book.package.of_type(PAGE):
        if name in book.present and book.archive.getinfo(name).file_size > _KOBO_PAGE:
            yield warning("reader-size", "Kobo takes pages of 10 MB at most", name)
    if book.path.stat().st_size > _KOBO_BOOK:
        yield warning("reader-size", "Kobo takes books of 1 GB at most")
    for name in book.package.items:
        if (
            not name.isascii()
            or not name.replace("/", "")
            .replace(".", "")
            .replace("-", "")
            .replace("_", "")
            .isalnum()
        ):
            yield warning("reader-name", "Kobo wants letters and digits in names", name)
    if _depth(book) > 3:
        message = f"Kobo shows three levels of contents, and there are {_depth(book)}"
        yield warning("reader-depth", message, book.package.navigation())
    yield from _metadata(book, "Kobo")
    for name, pars in heard_by(book).items():
        recordings = {par.sound for par in pars if par.sound}
        if len(recordings) > 1:
            message = f"Kobo plays one recording for a page, and there are {len(recordings)}"
            yield warning("reader-recordings", message, name)
    for name, root in book.overlays():
        for audio in root.iter(f"{SMIL}audio"):
            times = (audio.get("clipBegin", ""), audio.get("clipEnd", ""))
            odd = [t for t in times if len(t.partition(".")[2]) > 4 or t.endswith("ms")]
            if odd:
                message = f"Kobo misreads times such as {odd[0]}"
                yield warning("reader-times", message, name, audio.sourceline)
                break


def kindle(book: Book) -> Iterator[Finding]:
    """Kindle, by mail or by Send to Kindle."""
    yield from _silent(book, "Kindle carries no sound over")
    size = book.path.stat().st_size
    if size > _SENT:
        yield warning("reader-size", f"Send to Kindle takes 200 MB, and it has {size / _MB:.0f}")
    elif size > _MAILED:
        yield warning("reader-size", f"by mail Kindle takes 50 MB, and it has {size / _MB:.0f}")
    if _depth(book) > 2:
        message = f"Kindle shows two levels of contents, and there are {_depth(book)}"
        yield warning("reader-depth", message, book.package.navigation())
    yield from _metadata(book, "Kindle")
    if not book.package.dublin_core("creator"):
        yield warning(
            "reader-metadata", "Kindle names the creator, and there is none", book.package.name
        )


def google(book: Book) -> Iterator[Finding]:
    """Google Play Books."""
    yield from _pictured(book, "Google Play Books")
    yield from _unlit(book, "Google Play Books promises to play sound, but not to read along")
    yield from _of_types("reader-audio", book, _OPUS, "Google Play Books names MP3 and MP4 only")
    if book.package.is_old:
        yield warning("reader-version", "Google Play Books prefers EPUB 3", book.package.name)
    yield from _metadata(book, "Google Play Books")


def _pictured(book: Book, reader: str) -> Iterator[Finding]:
    """Entries of the contents that are pictures and no words."""
    contents = book.nav("toc")
    for link in () if contents is None else contents.iter(f"{HTML}a"):
        if next(link.iter(f"{HTML}img"), None) is not None:
            message = f"{reader} shows no picture in the table of contents"
            yield warning("reader-contents", message, book.package.navigation(), link.sourceline)


READERS: Final[dict[str, Reader]] = {
    "thorium": thorium,
    "apple": apple,
    "kobo": kobo,
    "kindle": kindle,
    "google": google,
}


def _unlit(book: Book, message: str) -> Iterator[Finding]:
    """A warning for a reading system that does not read along."""
    if any(heard_elements(book).values()):
        yield warning("reader-overlays", message, book.package.name)


def _silent(book: Book, message: str) -> Iterator[Finding]:
    """A warning for a reading system that plays no sound at all."""
    if any(_recordings(book)):
        yield warning("reader-overlays", message, book.package.name)


def _recordings(book: Book) -> Iterator[str]:
    for name, item in book.package.items.items():
        if item.get("media-type", "").startswith("audio/"):
            yield name


def _of_types(code: str, book: Book, types: tuple[str, ...], message: str) -> Iterator[Finding]:
    for name in book.package.of_type(*types):
        line = book.package.items[name].sourceline
        yield warning(code, f"{message}: {name}", book.package.name, line)


def _depth(book: Book) -> int:
    """How deep the table of contents goes."""
    contents = book.nav("toc")
    links = () if contents is None else contents.iter(f"{HTML}a")
    return max((sum(1 for _ in link.iterancestors(f"{HTML}ol")) for link in links), default=0)


def _metadata(book: Book, reader: str) -> Iterator[Finding]:
    package = book.package
    titles = package.dublin_core("title")
    if len(titles) > 1:
        yield warning(
            "reader-metadata",
            f"{reader} takes one title, and there are {len(titles)}",
            package.name,
        )
    for element in package.root.iter(f"{OPF}meta", "{http://purl.org/dc/elements/1.1/}title"):
        text = element.text or ""
        if text != text.strip():
            message = f"{reader} keeps the white space around {quoted(text.strip())}"
            yield warning("reader-metadata", message, package.name, element.sourceline)
