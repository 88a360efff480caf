"""The EPUB as a whole: what two strangers say of it, and what its package states."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.article import Metadata
from publisher.binding.covers import cover_of
from publisher.binding.places import images
from publisher.pipeline import publish
from publisher.publication import Publication
from publisher.record import digest
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.binding.conftest import DC, OPF, RICH, TEXTS, TYPE, XHTML, Book, bound
from tests.binding.kinds import (
    BLUE,
    EVERYTHING,
    RED,
    Block,
    block,
    document,
    image,
    moving,
    section,
    shown,
)
from tests.binding.kinds import bound as bound_by_hand
from tests.conftest import ROOT, article
from tests.jury import Verdicts, aced, epubchecked

every_book = pytest.mark.parametrize("name", TEXTS)
and_all_kinds = pytest.mark.parametrize("name", [*TEXTS, "everything"])


@pytest.fixture(scope="module")
def shelf(books: dict[str, Book], everything: Book) -> dict[str, Book]:
    """Every book that others are asked about."""
    return {**books, "everything": everything}


@pytest.fixture(scope="module")
def verdicts(shelf: dict[str, Book]) -> Verdicts:
    """What EPUBCheck says of each book."""
    return epubchecked(book.path for book in shelf.values())


@pytest.fixture(scope="module")
def violations(shelf: dict[str, Book]) -> Verdicts:
    """What Ace says of each book."""
    return aced(book.path for book in shelf.values())


@and_all_kinds
def test_epubcheck_has_nothing_to_say(
    name: str, shelf: dict[str, Book], verdicts: Verdicts
) -> None:
    """Shops and libraries refuse what EPUBCheck does not pass; usage messages count here too."""
    assert verdicts[shelf[name].path.stem] == []


@and_all_kinds
def test_ace_finds_no_violation(name: str, shelf: dict[str, Book], violations: Verdicts) -> None:
    """Readers who do not read by sight would meet each of them as a barrier."""
    assert violations[shelf[name].path.stem] == []


@pytest.mark.slow
def test_spoken_editions_pass_epubcheck_and_ace(spoken: list[Publication]) -> None:
    """The real thing, as a user gets it: not a message, not a violation."""
    paths = [publication.files[0] for publication in spoken]
    silent: Verdicts = {path.stem: [] for path in paths}
    assert epubchecked(paths) == silent
    assert aced(paths) == silent


@pytest.mark.slow
def test_the_users_article_passes_epubcheck_and_ace(spoken_shared: Publication) -> None:
    """The article that this program was asked for."""
    path = spoken_shared.files[0]
    assert epubchecked([path]) == {path.stem: []}
    assert aced([path]) == {path.stem: []}


def dublin_core(book: Book, name: str) -> list[str]:
    """What a package states under a name of Dublin Core."""
    return [each.text for each in book.package.iter(f"{DC}{name}")]


def metas(book: Book, name: str) -> list[str]:
    """What a package states under a property."""
    found = book.package.iter(f"{OPF}meta")
    return [each.text for each in found if each.get("property") == name]


def test_the_package_states_all_that_is_known(rich: Book) -> None:
    """Shelves sort and search by these; none is made up and none is lost on the way."""
    assert dublin_core(rich, "title") == ['Kettles & <Boilers>: "Steam" for Beginners']
    assert dublin_core(rich, "creator") == ["Ada Quill", "Bo Ström & Daughters"]
    assert dublin_core(rich, "language") == ["en-GB"]
    assert dublin_core(rich, "date") == ["2026-03-04"]
    assert dublin_core(rich, "publisher") == ["Pot & Pan"]
    assert dublin_core(rich, "rights") == ["© 2026 Ada Quill"]
    assert dublin_core(rich, "source") == ["https://example.org/kettles?part=1&lid=on"]
    assert dublin_core(rich, "subject") == ["Kettles", "Steam & iron"]
    assert metas(rich, "dcterms:modified") == ["2026-03-04T00:00:00Z"]


def test_the_description_is_the_standfirst(rich: Book) -> None:
    """A shop shows it under the title, as the newspaper did."""
    assert dublin_core(rich, "description") == ['Why 3 < 4, R&D boils over, and "lids" matter.']


def test_every_author_is_marked_as_an_author(rich: Book) -> None:
    """A creator without a role may be an editor or a narrator (MARC relator ``aut``)."""
    creators = [f"#{each.get('id')}" for each in rich.package.iter(f"{DC}creator")]
    roles = {
        each.get("refines"): (each.text, each.get("scheme"))
        for each in rich.package.iter(f"{OPF}meta")
        if each.get("property") == "role"
    }
    assert {each: roles[each] for each in creators} == dict.fromkeys(
        creators, ("aut", "marc:relators")
    )
    assert len(set(creators)) == 2


def test_creators_are_sorted_by_their_family_names(rich: Book) -> None:
    """A catalogue lists Quill under Q; what is no person's name stands as it is."""
    assert metas(rich, "file-as") == ["Quill, Ada", "Bo Ström & Daughters"]


@every_book
def test_what_is_not_known_is_not_stated(name: str, books: dict[str, Book]) -> None:
    """An empty element is an error, and a made-up author an injustice."""
    book = books[name]
    assert all((each.text or "").strip() for each in book.package.iter(f"{DC}*"))
    assert len(metas(book, "dcterms:modified")) == 1
    if name != "rich":
        assert not any(dublin_core(book, each) for each in ("creator", "publisher", "source"))


def test_a_date_that_is_no_date_is_printed_and_not_stated(books: dict[str, Book]) -> None:
    """Machines sort by dc:date (W3C-DTF); people read “in the spring” on the title page."""
    book = books["japanese"]
    assert dublin_core(book, "date") == []
    assert "in the spring of the year after" in "".join(book.pages["title.xhtml"].itertext())


@every_book
def test_the_spine_runs_from_cover_to_colophon(name: str, books: dict[str, Book]) -> None:
    """The title page comes first, then the contents, then every section in its order."""
    book = books[name]
    sections = [f"{section.name}.xhtml" for section in book.work.sections]
    assert list(book.pages) == [
        "cover.xhtml", "title.xhtml", "nav.xhtml", *sections, "colophon.xhtml",
    ]  # fmt: skip


@every_book
def test_the_cover_is_passed_over_and_can_be_gone_to(name: str, books: dict[str, Book]) -> None:
    """Not linear, so reading begins with words; linked, as EPUBCheck wants it (OPF-096)."""
    book = books[name]
    linear = {each.get("idref"): each.get("linear") for each in book.package.iter(f"{OPF}itemref")}
    assert {each for each, value in linear.items() if value == "no"} == {"cover"}
    assert "cover.xhtml" in [each.get("href") for each in book.pages["nav.xhtml"].iter(f"{XHTML}a")]
    images = [each for each in book.package.iter(f"{OPF}item") if each.get("href") == "cover.jpg"]
    assert [each.get("properties") for each in images] == ["cover-image"]


@every_book
def test_every_sentence_has_one_place_in_the_book(name: str, books: dict[str, Book]) -> None:
    """A sentence's name is the key that overlay, track and findings share (and an XML id)."""
    book = books[name]
    wanted = [
        sentence.name
        for section in (book.work.front, *book.work.sections)
        for sentence in section.sentences()
    ]
    names = [each for page in book.pages.values() for each in page.xpath("//@id")]
    assert [each for each in names if each in set(wanted)] == wanted
    assert len(set(names)) == len(names)


def test_a_right_to_left_book_turns_its_pages_the_other_way(books: dict[str, Book]) -> None:
    """An Arabic book's next page is to the left (EPUB 3.3, section 5.6)."""
    directions = {
        name: next(book.package.iter(f"{OPF}spine")).get("page-progression-direction")
        for name, book in books.items()
    }
    assert directions == {"rich": None, "arabic": "rtl", "japanese": None}


@every_book
def test_accessibility_is_stated_as_far_as_it_is_true(name: str, books: dict[str, Book]) -> None:
    """Shops show these; a reader who depends on them buys by them (EPUB Accessibility 1.1)."""
    book, heard = books[name], name != "japanese"
    assert metas(book, "schema:accessMode") == ["textual"]
    assert metas(book, "schema:accessModeSufficient") == ["textual", "auditory"][: 1 + heard]
    assert metas(book, "schema:accessibilityHazard") == ["none"]
    assert len(metas(book, "schema:accessibilitySummary")) == 1
    assert metas(book, "schema:accessibilityFeature") == [
        "tableOfContents", "readingOrder", "displayTransformability", "ARIA", "unlocked",
        "alternativeText", "structuralNavigation", "synchronizedAudioText",
    ][: 7 + heard]  # fmt: skip


def stated(tmp_path: Path, *blocks: Block) -> dict[str, list[str]]:
    """What the package of a book with some blocks states of its accessibility."""
    work = document(section(1, block("Words."), *blocks))
    book = Book(bound_by_hand(work, tmp_path / "book"), work)
    names = ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard",
             "accessibilitySummary")  # fmt: skip
    return {name: metas(book, f"schema:{name}") for name in names}


def test_described_pictures_can_be_read_without_seeing_them(tmp_path: Path) -> None:
    """Words suffice, for each picture has some; that there are pictures is stated all the same."""
    said = stated(tmp_path, shown(RED, "A red field"))
    assert said["accessMode"] == ["textual", "visual"]
    assert said["accessModeSufficient"] == ["textual"]
    assert "alternativeText" in said["accessibilityFeature"]
    assert said["accessibilityHazard"] == ["none"]


def test_one_picture_without_a_description_is_enough_to_say_so(tmp_path: Path) -> None:
    """Nobody knows whether it only decorates; who buys by the statement must not be misled."""
    said = stated(tmp_path, shown(RED, "A red field"), shown(BLUE))
    assert said["accessModeSufficient"] == ["textual,visual"]
    assert "alternativeText" not in said["accessibilityFeature"]
    assert "Some pictures have no description." in said["accessibilitySummary"][0]


def test_a_picture_that_moves_is_not_called_harmless(tmp_path: Path) -> None:
    """Whether it flashes, a person has to look."""
    assert stated(tmp_path, shown(moving(), "Flash"))["accessibilityHazard"] == ["unknown"]


def test_images_are_listed_as_what_they_are_and_kept_as_they_were(everything: Book) -> None:
    """Each once, under a name of ours, byte for byte."""
    items = {
        each.get("href"): each.get("media-type") for each in everything.package.iter(f"{OPF}item")
    }
    wanted = dict(images(EVERYTHING))
    assert {file: kind for file, kind in items.items() if file.startswith("images/")} == {
        file: picture.media_type for file, picture in wanted.items()
    }
    for file, picture in wanted.items():
        assert everything.entries[f"EPUB/{file}"] == picture.data


def test_a_turn_of_topic_is_in_the_contents_by_its_own_words(everything: Book) -> None:
    """They are in the book's language, as a heading would be."""
    entries = {
        each.text: each.get("lang") for each in everything.pages["nav.xhtml"].iter(f"{XHTML}a")
    }
    assert entries["It turns here"] is None


def test_the_authors_cover_is_the_books(tmp_path: Path) -> None:
    """Described by the title, for nobody has told what it shows."""
    about = Metadata(title="The mill", language="en", cover=image("green", "PNG", (400, 600)))
    work = document(section(1, block("It turned.")), about=about)
    book = Book(bound_by_hand(work, tmp_path / "book"), work)
    (picture,) = book.pages["cover.xhtml"].iter(f"{XHTML}img")
    assert picture.get("alt") == "Cover of “The mill”."
    assert book.entries["EPUB/cover.jpg"] == cover_of(about).image


def test_no_conformance_is_claimed_that_nobody_has_looked_into(rich: Book) -> None:
    """`dcterms:conformsTo` is for a person to state, who has read the book."""
    assert metas(rich, "dcterms:conformsTo") == []
    assert metas(rich, "a11y:certifiedBy") == []


def test_conformance_is_claimed_in_the_name_of_who_claims_it(tmp_path: Path) -> None:
    """Shops in the Union sell by it, and ask who says so; EPUBCheck takes it."""
    shop = Workshop(tmp_path / "build", tmp_path / "cache", Settings(certified_by="Ida Quill"))
    options = (("voice", "silence"), ("editions", "epub"))
    made = publish(article(RICH, "kettle.md"), replace(shop, options=options))
    book = Book(made.files[0], EVERYTHING)
    (claim,) = (each for each in book.package.iter(f"{OPF}meta") if each.get("id") == "conformance")
    assert claim.get("property") == "dcterms:conformsTo"
    assert claim.text == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    (named,) = (
        each for each in book.package.iter(f"{OPF}meta") if each.get("refines") == "#conformance"
    )
    assert (named.get("property"), named.text) == ("a11y:certifiedBy", "Ida Quill")
    assert epubchecked([book.path]) == {book.path.stem: []}


@every_book
def test_meaning_is_marked_twice(name: str, books: dict[str, Book]) -> None:
    """`epub:type` for e-readers, `role` for screen readers (EPUB Accessibility Techniques)."""
    pages = books[name].pages
    kinds = {
        each.get(TYPE): each.get("role")
        for page in pages.values()
        for each in page.iter(f"{XHTML}section", f"{XHTML}nav")
    }
    expected = {"toc": "doc-toc", "chapter": "doc-chapter", "colophon": "doc-colophon"}
    assert {kind: role for kind, role in kinds.items() if role} == expected
    assert next(pages["cover.xhtml"].iter(f"{XHTML}img")).get("role") == "doc-cover"


def test_the_colophon_says_how_the_book_was_made(books: dict[str, Book]) -> None:
    """Who speaks, on what terms, and that it is a machine (AI Act, article 50)."""
    words = "".join(books["rich"].pages["colophon.xhtml"].itertext())
    for part in (
        "© 2026 Ada Quill",
        "Pot & Pan",
        "synthetic voice: silence:silence",
        "publisher, v",
    ):
        assert part in words
    assert "text only" in "".join(books["japanese"].pages["colophon.xhtml"].itertext())


def test_a_book_keeps_its_identifier_when_its_text_is_mended(rich: Book, tmp_path: Path) -> None:
    """Readers keep their place and notes by it; a corrected edition is the same book."""
    mended = bound(RICH.replace("To begin with.", "To start with."), tmp_path)
    assert dublin_core(mended, "identifier") == dublin_core(rich, "identifier")
    assert mended.path.read_bytes() != rich.path.read_bytes()
    other = bound(RICH.replace("Ada Quill,", "Ida Quill,"), tmp_path / "other")
    assert dublin_core(other, "identifier") != dublin_core(rich, "identifier")


BUILD = """
import sys
from pathlib import Path
from tests.binding.conftest import RICH, bound
print(bound(RICH, Path(sys.argv[1]), "epub mp3").path.parent)
"""


def test_the_same_article_gives_the_same_bytes_anywhere(rich: Book, tmp_path: Path) -> None:
    """In another process, time zone, language, umask and order of hashes; mirrors compare bytes."""
    world = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    world = {**os.environ, **world}
    command = (sys.executable, "-c", BUILD, str(tmp_path))
    done = subprocess.run(command, env=world, check=False, capture_output=True, umask=0o077)
    assert done.returncode == 0, done.stderr.decode()
    again = Path(done.stdout.decode().strip())
    names = [path.relative_to(again) for path in again.rglob("*.*") if path.suffix != ".json"]
    assert len(names) == 5 + len(rich.work.sections)
    first = rich.path.parent
    assert {name: digest(first / name) for name in names} == {
        name: digest(again / name) for name in names
    }
