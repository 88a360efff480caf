"""What is said and not printed: lit by what it announces, in its place, in every edition."""

import json
from pathlib import Path

import pytest
from lxml import etree
from mutagen.id3 import ID3

from publisher import record
from publisher.checking.overlays import are_in_step
from publisher.settings import ANNOUNCED
from tests.binding.conftest import XHTML, Book
from tests.binding.narrated import KETTLES, RED_FIELD, lit, metas, narrated
from tests.checking.planting import found_by
from tests.jury import epubchecked
from tests.reading_system import SMIL

TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book in which all is announced, and its notes are at their places."""
    return narrated(
        KETTLES,
        tmp_path_factory.mktemp("told"),
        "epub mp3",
        announce=ANNOUNCED,
        read_notes="place",
        granularity="word",
        pages=True,
    )


@pytest.fixture(scope="module")
def spared(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book whose tables, notes and code nobody reads aloud."""
    return narrated(
        KETTLES,
        tmp_path_factory.mktemp("spared"),
        "epub",
        read_tables="skip",
        read_notes="skip",
        read_code="skip",
    )


def announcements(book: Book) -> dict[str, str]:
    """What is announced, by the id of what is lit meanwhile, as the record has it."""
    known = json.loads((book.path.parent / record.NAME).read_text("utf-8"))
    return {
        each["name"]: each["text"]
        for section in known["sections"]
        for block in section["paragraphs"]
        for each in (*block["before"], *block["after"])
    }


def test_what_is_announced_is_lit_while_it_is(told: Book) -> None:
    """The list, the table, the quotation themselves; where one ends, there is nothing to light."""
    on_page = {
        each.get("id"): etree.QName(each).localname
        for page in told.pages.values()
        for each in page.iter(etree.Element)
        if each.get("id")
    }
    assert [(words, on_page[name]) for name, words in announcements(told).items()] == [
        ("Quotation.", "blockquote"),
        ("End of quotation.", "span"),
        ("Section 2.", "h2"),
        ("List of 2 items.", "ul"),
        ("List of 2 items.", "ol"),
        ("List of one item.", "ul"),
        ("Picture.", "figure"),
        ("Table: 2 rows, 2 columns.", "table"),
        ("List of 2 items.", "ul"),
        ("Section 3.", "h2"),
    ]
    heard = [clip.name for clips in lit(told).values() for clip in clips]
    assert set(announcements(told)) <= set(heard)


def test_no_word_of_it_is_printed(told: Book) -> None:
    """A screen reader tells of lists and tables by itself, and would say it twice."""
    printed = "".join("".join(page.itertext()) for page in told.pages.values())
    assert not any(words in printed for words in announcements(told).values())


def test_a_reader_who_leaves_a_list_is_spared_its_announcement(told: Book) -> None:
    """It stands in the list's own sequence, first."""
    overlay = told.tree("c02.smil")
    for name, words in announcements(told).items():
        if name.startswith("c02") and words.startswith(("Table", "Picture")):
            (par,) = overlay.iterfind(f".//{SMIL}par[@id='h-{name}']")
            assert par.getparent().get(TYPE) in ("table", "figure")
            assert par.getparent().index(par) == 0


def test_the_end_of_a_quotation_is_told_behind_its_last_sentence(told: Book) -> None:
    """Its place is empty, and within the quotation still."""
    (name,) = (name for name, words in announcements(told).items() if words.startswith("End"))
    names = [clip.name for clip in lit(told)["c01.xhtml"]]
    quoted = told.pages["c01.xhtml"].find(f".//{XHTML}blockquote")
    assert quoted[-1].get("id") == name
    assert not quoted[-1].text
    assert names[names.index(name) - 1].startswith(quoted[-2].get("id"))


def test_a_note_at_its_place_is_read_and_stands_there(told: Book) -> None:
    """Page and overlay agree, so nobody loses the place."""
    body = told.pages["c01.xhtml"].find(f".//{XHTML}section")
    tags = [etree.QName(each).localname for each in body]
    assert tags[:4] == ["p", "aside", "blockquote", "hr"]


def test_the_mp3s_have_what_is_said_in_their_words(told: Book) -> None:
    """Players show them while they are heard; the last tells of rights and voices."""
    songs = sorted((told.path.parent / "audio").glob("*.mp3"))
    second = ID3(songs[1]).getall("USLT")[0].text
    assert "Section 2.\n\nKinds of kettles, in short" in second
    assert "Price in crowns: 20 or more" in second
    credits_ = ID3(songs[-1])
    assert songs[-1].name.endswith("about-this-edition.mp3")
    assert str(credits_["TRCK"]) == f"{len(songs)}/{len(songs)}"
    assert "© 2026 Ada Quill" in credits_.getall("USLT")[0].text


def test_what_nobody_reads_aloud_is_not_claimed_to_be(spared: Book, told: Book) -> None:
    """Who listens would not know what is missing; the check tells it as anybody's."""
    sufficient = [
        each.text
        for each in spared.package.iter("{http://www.idpf.org/2007/opf}meta")
        if each.get("property") == "schema:accessModeSufficient"
    ]
    assert sufficient == ["textual"]
    assert "Most of it" in metas(spared, "schema:accessibilitySummary")[""]
    assert "All of it" in metas(told, "schema:accessibilitySummary")[""]
    found = found_by(are_in_step, spared.path)
    assert sorted(each.code for each in found) == ["note-unheard"] * 2 + ["text-unheard"] * 2
    (table,) = (each for each in found if "table" in each.message)
    assert table.message.startswith("“Kettle” and 4 passages more of the same table are")


def test_a_quotation_that_begins_with_silence_is_announced_all_the_same(
    tmp_path: Path,
) -> None:
    """Before what is heard of it first; what is lit is the whole quotation still."""
    text = f"A: b\n\n> ![A field.]({RED_FIELD})\n>\n> It hums.\n>\n> ![One.]({RED_FIELD})\n\nc\n"
    book = narrated(text, tmp_path, announce=("quotations",), read_pictures="skip")
    quoted = book.pages["c01.xhtml"].find(f".//{XHTML}blockquote")
    names = [clip.name for clip in lit(book)["c01.xhtml"]]
    assert names.index(quoted.get("id")) + 2 == names.index(quoted[-2].get("id"))


def test_neither_epubcheck_nor_we_have_anything_to_say(told: Book) -> None:
    """Usage messages included: what is announced is in the order of the page (MED-015)."""
    assert epubchecked([told.path]) == {told.path.stem: []}
    assert json.loads((told.path.parent / record.NAME).read_text("utf-8"))["findings"] == []
