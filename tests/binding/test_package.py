"""The package's metadata: who made and narrates a book, by which names it is found and sorted.

What an article states of itself is in `test_epub`, as are its identifier and its direction.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from ebooklib import epub
from lxml import etree

from publisher.article import Metadata
from publisher.binding.access import Built
from publisher.binding.cover import Cover
from publisher.binding.materials import Materials, made_at
from publisher.binding.package import describe, file_as
from publisher.settings import Settings
from tests.binding.conftest import DC, OPF, Book
from tests.binding.kinds import block, document, section
from tests.binding.narrated import KETTLES, manifest, metas, narrated

FORMS = ("epub", "epub-text", "epub-audio")
ALGORITHM = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """One article in every form of an EPUB."""
    first = narrated(KETTLES, tmp_path_factory.mktemp("forms"), " ".join(FORMS))
    stem = first.path.stem
    names = {form: stem + form.removeprefix("epub") for form in FORMS}
    return {form: Book(first.path.with_stem(name), first.work) for form, name in names.items()}


every_form = pytest.mark.parametrize("form", FORMS)


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Nessa Alderby", "Alderby, Nessa"),
        ("Mary Anne Evans", "Evans, Mary Anne"),
        ("J. R. R. Tolkien", "Tolkien, J. R. R."),
        ("Jean-Luc Godard", "Godard, Jean-Luc"),
        ("Conan O’Brien", "O’Brien, Conan"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Ursula von der Leyen", "von der Leyen, Ursula"),
        ("Simone de Beauvoir", "de Beauvoir, Simone"),
        ("Dr. Ida Quill", "Quill, Ida"),
        ("Åsa Öberg", "Öberg, Åsa"),
        ("Łukasz Żal", "Żal, Łukasz"),
        ("Đorđe Petrović", "Petrović, Đorđe"),
        ("Čeněk Kvapil", "Kvapil, Čeněk"),
        ("Martin Luther King Jr.", "King, Martin Luther, Jr."),
        ("Henry James III", "James, Henry, III"),
    ],
)
def test_a_person_is_sorted_by_the_family_name(name: str, sorted_as: str) -> None:
    """With its particle, as its bearer would look for it; a suffix comes last (MARC 21, X00)."""
    assert file_as(name) == sorted_as


@pytest.mark.parametrize(
    "name",
    [
        "Plato", "O’Brien", "bell hooks", "Quill, Ada", "Ada Quill and Bo Ström",
        "José Ortega y Gasset", "毛泽东", "村上 春樹", "R2 D2", "", "A",
        "The Harbour Courier", "Agence France-Presse", "Guardian staff", "News Desk",
        "Associated Press", "Bo Ström & Daughters", "Ministry of Kettles", "Reuters", "BBC News",
    ],
)  # fmt: skip
def test_other_names_are_sorted_as_they_stand(name: str) -> None:
    """Houses, single names, two people at once, and languages that put the family first."""
    assert file_as(name) == name


def people(book: Book, kind: str) -> dict[str, tuple[str, str | None]]:
    """Who is named as something, each with the role and the name that is sorted by."""
    roles, sorted_as = metas(book, "role"), metas(book, "file-as")
    return {
        each.text: (roles[each.get("id")], sorted_as.get(each.get("id")))
        for each in book.package.iter(f"{DC}{kind}")
    }


@every_form
def test_authors_write_and_the_voice_narrates(form: str, forms: dict[str, Book]) -> None:
    """A shop lists the one under the other's name else; no voice is named where none speaks."""
    assert people(forms[form], "creator") == {"Ada Quill": ("aut", "Quill, Ada")}
    voice = {} if form == "epub-text" else {"silence:silence": ("nrt", None)}
    assert people(forms[form], "contributor") == voice


def test_a_reading_system_is_told_who_narrates_and_how_to_light(forms: dict[str, Book]) -> None:
    """`media:` metadata belongs to what is lit, and to nothing else (Media Overlays 3.3, 9.3)."""
    assert metas(forms["epub"], "media:narrator") == {"": "silence:silence"}
    assert metas(forms["epub"], "media:active-class") == {"": "-epub-media-overlay-active"}
    for form in ("epub-text", "epub-audio"):
        found = [each.get("property", "") for each in forms[form].package.iter(f"{OPF}meta")]
        assert not any(name.startswith("media:") for name in found)


@every_form
def test_every_recording_is_marked_as_synthetic(form: str, forms: dict[str, Book]) -> None:
    """For machines, in the vocabulary of the press (AI Act, article 50, paragraph 2)."""
    items = manifest(forms[form])
    sounds = {each.get("id") for href, each in items.items() if href.endswith(".mp3")}
    assert bool(sounds) == (form != "epub-text")
    assert metas(forms[form], "schema:digitalSourceType") == dict.fromkeys(sounds, ALGORITHM)


@every_form
def test_what_metadata_refine_is_there(form: str, forms: dict[str, Book]) -> None:
    """A duration of nothing, or a role of nobody, is an error; names are given once."""
    package = forms[form].package
    names = [each.get("id") for each in package.iter(etree.Element) if each.get("id")]
    refined = {each.get("refines") for each in package.iter(f"{OPF}meta") if each.get("refines")}
    assert len(set(names)) == len(names)
    assert refined <= {f"#{name}" for name in names}


def test_each_form_is_a_book_of_its_own_and_stays_it(
    forms: dict[str, Book], tmp_path: Path
) -> None:
    """Three on one shelf do not hide one another; made again, each takes its own place."""

    def identifiers(books: dict[str, Book]) -> dict[str, str]:
        return {form: book.package.findtext(f".//{DC}identifier") for form, book in books.items()}

    again = {form: narrated(KETTLES, tmp_path / form, form, style="large") for form in FORMS}
    assert identifiers(again) == identifiers(forms)
    assert len(set(identifiers(forms).values())) == 3


def described(about: Metadata, **wishes: str) -> dict[str, list[str | None]]:
    """What Dublin Core says of a publication, by name."""
    book = epub.EpubBook()
    made = made_at(None, "")
    work = document(section(1, block("Words.")), about=replace(about, title="Tide", language="en"))
    describe(
        book,
        Materials(work, None, Cover(b"", "A cover."), Path(), made, Settings(**wishes)),
        Built(pages={}),
    )
    known = book.metadata["http://purl.org/dc/elements/1.1/"]
    return {name: [words for words, _ in values] for name, values in known.items()}


@pytest.mark.parametrize("date", ["2016", "2016-09", "2016-09-23", "1999-12-31"])
def test_a_date_that_machines_read_is_stated(date: str) -> None:
    """To the precision known: a year is a date."""
    assert described(Metadata(date=date))["date"] == [date]


@pytest.mark.parametrize(
    "date",
    ["", "16", "2016-13", "2016-00-01", "2016-09-32", "2016-02-30", "2016-9-23", "23.9.2016",
     "2016-09-23, early", "September 2016"],
)  # fmt: skip
def test_a_date_that_no_machine_reads_is_not(date: str) -> None:
    """W3C-DTF or nothing (EPUB 3.3, 5.5.3.2.2): EPUBCheck warns of it, and shelves sort it last."""
    assert "date" not in described(Metadata(date=date))


def test_characters_that_xml_cannot_hold_are_left_out_of_all_that_is_stated() -> None:
    """One of them in a publisher's name, and no reading system opens the book."""
    bad = "Pot\x07 & Pan"
    found = described(
        Metadata(authors=(bad,), publisher=bad, rights=bad, source=bad, standfirst=bad,
                 subjects=(bad,))
    )  # fmt: skip
    for name in ("creator", "publisher", "rights", "source", "description", "subject"):
        assert found[name] == ["Pot & Pan"]
