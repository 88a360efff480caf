"""The package document's metadata: what a book is, whose, and what readers can expect of it.

Source:
    EPUB 3.3, section 5.5 (metadata); EPUB Media Overlays 3.3, section 9.3; MARC relators;
    IPTC digital source types.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from ebooklib import epub
from nameparser import HumanName

from publisher.binding import access, overlay
from publisher.binding.access import Built
from publisher.binding.materials import Materials
from publisher.binding.recording import source_type
from publisher.binding.xhtml import direction, legal
from publisher.document import Document
from publisher.labels import own_language
from publisher.narration import Narration

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DATE: Final = re.compile(r"(\d{4})(-\d{2})?(-\d{2})?")  # W3C-DTF
_PERSON: Final = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)+\.?")
_FAMILY_FIRST: Final = frozenset({"hu", "ja", "ko", "vi", "zh"})
_HOUSE_WORDS: Final = (
    "agence agencies agency and association board bureau center centre college committee"
    " correspondent council courier daily desk editor editorial editors et foundation gazette group"
    " guardian herald house institute international journal library magazine ministry monthly"
    " national network news observer of office organisation organization post press project radio"
    " reporter reporters review service services society staff standard star sun team telegraph"
    " the times trust und union university weekly world y"
)
_NO_PERSON: Final = frozenset(_HOUSE_WORDS.split())


def describe(book: epub.EpubBook, materials: Materials, built: Built) -> None:
    """Write a book's metadata.

    Args:
        book: to write into.
        materials: what it is made of.
        built: the pages and overlays that are in it, from which its claims are computed.
    """
    about = materials.document.metadata
    book.metadata.pop(epub.NAMESPACES["OPF"])  # EbookLib's own generator line
    book.set_identifier(materials.identifier)
    book.set_title(legal(about.title))
    book.set_language(about.language)
    if direction(about.language) == "rtl":
        book.set_direction("rtl")
    for number, author in enumerate(about.authors, start=1):
        _person(book, "creator", f"creator{number}", legal(author), "aut")
        _meta(book, "file-as", file_as(legal(author), about.language), refines=f"#creator{number}")
    for name, value in _dublin_core(materials.document):
        book.add_metadata("DC", name, legal(value))
    if materials.narration is not None:
        _narrated(book, materials.narration, built)
    ours = own_language(about.language)
    for name, value in access.claims(materials, built):
        is_summary = name == "schema:accessibilitySummary"
        _meta(book, name, value, **({_XML_LANG: ours} if ours and is_summary else {}))
    if built.paged:
        _meta(book, "pageBreakSource", "none")
    _certified(book, materials.settings.certified_by)
    book.add_metadata("OPF", "meta", "", {"name": "cover", "content": "cover-img"})
    book.add_metadata("OPF", "meta", "", {"name": "generator", "content": materials.generator})


def file_as(name: str, language: str = "") -> str:
    """A creator's name as catalogues sort it: “King, Martin Luther, Jr.”; others as they stand.

    Names of houses, and those in languages that put the family first, stay as they are.

    >>> file_as("Nessa Alderby"), file_as("The Harbour Courier")
    ('Alderby, Nessa', 'The Harbour Courier')
    """
    is_person = _PERSON.fullmatch(name) and name[0].isupper() and not is_house(name)
    if not is_person or language.partition("-")[0] in _FAMILY_FIRST:
        return name
    parts = HumanName(name)
    given = " ".join(filter(None, (parts.first, parts.middle)))
    if not parts.last or not given or parts.title.lower().startswith(("st", "saint")):
        return name  # a Saint is a title to nameparser, and a given name to those who bear it
    return ", ".join(filter(None, (parts.last, given, parts.suffix)))


def is_house(name: str) -> bool:
    """Whether a name is that of a newspaper, an agency or the like, and nobody's own."""
    return not _NO_PERSON.isdisjoint(name.lower().split())


def _dublin_core(work: Document) -> Iterator[tuple[str, str]]:
    about = work.metadata
    single = {
        "date": about.date if is_date(about.date) else "",
        "description": about.standfirst,
        "publisher": about.publisher,
        "rights": about.rights,
        "source": about.source,
    }
    yield from ((name, value) for name, value in single.items() if value)
    yield from (("subject", subject) for subject in about.subjects)


def is_date(said: str) -> bool:
    """Whether a year, a month or a day is said as W3C-DTF has it, and there is such a day."""
    found = _DATE.fullmatch(said)
    try:
        return found is not None and bool(
            date.fromisoformat(f"{found[1]}{found[2] or '-01'}{found[3] or '-01'}")
        )
    except ValueError:
        return False


def _narrated(book: epub.EpubBook, narration: Narration, built: Built) -> None:
    """Who narrates it, that the voice is synthetic, and how long each page is heard."""
    for number, voice in enumerate(narration.voices, start=1):
        uid = "narrator" if number == 1 else f"narrator{number}"
        _person(book, "contributor", uid, str(voice), "nrt")
    for track in narration.tracks:
        if track.section in built.recordings:
            how = source_type(narration.heard_in(track))
            _meta(book, "schema:digitalSourceType", how, refines=f"#audio-{track.section}")
    if not built.overlays:
        return
    for voice in narration.voices:
        _meta(book, "media:narrator", str(voice))
    _meta(book, "media:active-class", overlay.ACTIVE_CLASS)
    for each in built.overlays:
        _meta(book, "media:duration", overlay.clock(each.length), refines=f"#{each.name}")
    _meta(book, "media:duration", overlay.clock(sum(each.length for each in built.overlays)))


def _certified(book: epub.EpubBook, name: str) -> None:
    """A claim to conform, which only a person who looked at the book can make.

    Source:
        EPUB Accessibility 1.1, sections 6.2 (conformance reporting) and 6.3 (evaluator).
    """
    if name:
        _meta(book, "dcterms:conformsTo", access.CONFORMS, id="conformance")
        _meta(book, "a11y:certifiedBy", legal(name), refines="#conformance")


def _person(book: epub.EpubBook, kind: str, uid: str, name: str, role: str) -> None:
    book.add_metadata("DC", kind, name, {"id": uid})
    _meta(book, "role", role, refines=f"#{uid}", scheme="marc:relators")


def _meta(book: epub.EpubBook, name: str, value: str, **others: str) -> None:
    book.add_metadata("OPF", "meta", value, {"property": name, **others})
