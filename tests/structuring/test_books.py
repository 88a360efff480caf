"""Books as plain text, as libraries on the net give them away."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.article import Article, Kind, Metadata, Passage, Role, Run
from publisher.structuring import structure
from publisher.structuring.books import as_book

LONG = (
    "There were three ways over the water at Averil, and two of them were drowning; the third was "
    "an old boat, painted green where it was painted, that would carry a horse or eleven persons."
)
TALK = "“Thou’lt die a maid,” said her father."
OPENING = (
    "The Lending Room eBook of The Bell at Averil, by Ada Thorne",
    "This eBook may be given away by anyone anywhere, at no cost.",
    "Title: The Bell at Averil",
    "Author: Ada Thorne",
    "Release Date: June 4, 2019 [eBook #123]",
    "Language: English",
    "*** START OF THE LENDING ROOM EBOOK THE BELL AT AVERIL ***",
    "Produced by volunteers from page images",
)
CLOSING = (
    "*** END OF THE LENDING ROOM EBOOK THE BELL AT AVERIL ***",
    "THE FULL LENDING ROOM LICENCE",
    "1.A. By reading this work you show that you agree to all the terms of this licence.",
)
TITLE_PAGE = ("THE BELL AT AVERIL", "by", "ADA THORNE")
CHAPTERS = (
    "CHAPTER I.",
    "In Which a Bell Is Rung",
    LONG,
    TALK,
    "CHAPTER II.",
    "In Which Nobody Comes",
    LONG,
    "CHAPTER III.",
    "THE BOAT",
    LONG,
    "THE END",
)


def article(*texts: str) -> Article:
    passages = tuple(Passage((Run(text),), line=1 + 2 * at) for at, text in enumerate(texts))
    return Article("bell.txt", passages)


def library(*texts: str) -> Article:
    """A book, with what the library says around it."""
    return article(*OPENING, *texts, *CLOSING)


def headings(book: Article) -> list[tuple[int, str]]:
    made = as_book(book).passages
    return [(each.level, " ".join(each.text.split())) for each in made if each.role is Role.HEADING]


def aside(book: Article, code: str) -> list[str]:
    return [each.message for each in as_book(book).findings if each.code == f"{code}-set-aside"]


def test_what_the_library_says_is_set_aside_and_quoted() -> None:
    """It is not of the book, however long it is; and nothing is lost unseen."""
    book = as_book(library(*TITLE_PAGE, *CHAPTERS))
    assert [each.text for each in book.passages][:2] == ["THE BELL AT AVERIL", "by ADA THORNE"]
    assert book.passages[-1].text == "THE END"
    messages = aside(library(*TITLE_PAGE, *CHAPTERS), "boilerplate")
    assert len(messages) == len(OPENING) + len(CLOSING)
    assert all(text in " ".join(messages) for text in (*OPENING, *CLOSING))


def test_what_the_library_knows_goes_into_the_metadata() -> None:
    """But what the article declares itself is never overruled."""
    book = library(*TITLE_PAGE, *CHAPTERS)
    told = as_book(book).metadata
    assert (told.title, told.authors, told.language, told.date) == (
        "The Bell at Averil",
        ("Ada Thorne",),
        "en",
        "2019-06-04",
    )
    declared = replace(
        book, metadata=Metadata(title="Averil", authors=("A. T.",), language="en-GB")
    )
    kept = as_book(declared).metadata
    assert (kept.title, kept.authors, kept.language) == ("Averil", ("A. T.",), "en-GB")


def test_a_chapter_and_its_title_are_one_heading() -> None:
    """The words are as printed; the line break between them stays."""
    assert headings(library(*TITLE_PAGE, *CHAPTERS)) == [
        (2, "CHAPTER I. In Which a Bell Is Rung"),
        (2, "CHAPTER II. In Which Nobody Comes"),
        (2, "CHAPTER III. THE BOAT"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I.", "II."),
        ("1", "2"),
        ("I. The Bell", "II. The Boat"),
        ("CHAPTER I: The Bell", "CHAPTER II: The Boat"),
        ("Kapitel 1", "Kapitel 2"),
        ("Chapitre premier", "Chapitre deuxième"),
        ("Capítulo primero. Que trata de una campana", "Capítulo II. De lo que sucedió"),
        ("Глава первая", "Глава вторая"),
        ("第一章", "第二章"),
        ("STAVE ONE", "STAVE TWO"),
        ("LETTER I", "LETTER II"),
        ("ON BELLS AND BOATS", "ON SITTING STILL"),
        ("PREFACE", "INTRODUCTION."),
    ],
)
def test_chapters_are_headings_however_they_are_called(first: str, second: str) -> None:
    """By name, by number, or in capitals."""
    book = library("THE BELL AT AVERIL", first, LONG, LONG, second, LONG, LONG)
    assert [text for _, text in headings(book)] == [first, second]


def test_books_and_parts_stand_above_chapters() -> None:
    """And numbers below what has a name."""
    texts = ("BOOK THE FIRST", "CHAPTER I", LONG, "I.", LONG, "II.", LONG, "CHAPTER II", LONG)
    assert headings(library("THE BELL AT AVERIL", *texts)) == [
        (2, "BOOK THE FIRST"),
        (3, "CHAPTER I"),
        (4, "I."),
        (4, "II."),
        (3, "CHAPTER II"),
    ]


CONTENTS = {
    "chapters by name": (
        ("CHAPTER I. In Which a Bell Is Rung 1", "CHAPTER II. In Which Nobody Comes 12",
         "CHAPTER III. The Boat 31"),
        CHAPTERS,
    ),
    "chapters by number alone": (
        ("CHAPTER I", "CHAPTER II", "CHAPTER III"),
        tuple(text for text in CHAPTERS if text.startswith("CHAPTER") or len(text) > 30),
    ),
    "short titles that are counted": (
        ("I. The Lamp", "II. The Tide", "III. The Rope"),
        ("CHAPTER I", "THE LAMP", LONG, "CHAPTER II", "THE TIDE", LONG, "CHAPTER III", "THE ROPE",
         LONG),
    ),
    "titles alone": (("In Which a Bell Is Rung . . . 1", "In Which Nobody Comes . . . 12",
         "The Boat . . . 31"), CHAPTERS),
}  # fmt: skip


@pytest.mark.parametrize(("listed", "chapters"), CONTENTS.values(), ids=CONTENTS.keys())
def test_a_list_of_contents_is_set_aside(
    listed: tuple[str, ...], chapters: tuple[str, ...]
) -> None:
    """It repeats the headings, and would be read aloud before them; they stay."""
    with_list = library(*TITLE_PAGE, "CONTENTS", *listed, *chapters)
    assert headings(with_list) == headings(library(*TITLE_PAGE, *chapters))
    assert len(aside(with_list, "contents")) == 1 + len(listed)


def test_a_list_of_contents_needs_no_name() -> None:
    """Its lines are counted, and all of them come again."""
    listed = ("I. The Bell", "II. The Boat", "III. The Rope")
    chapters = tuple(each for title in listed for each in (title.upper(), LONG))
    book = library("THE BELL AT AVERIL", *listed, *chapters)
    assert [text for _, text in headings(book)] == [title.upper() for title in listed]
    assert len(aside(book, "contents")) == 3


def test_what_stands_for_an_illustration_is_set_aside() -> None:
    """There is no picture in plain text; its caption is quoted, to the bracket that closes it."""
    pictures = ("[Illustration]", "[Illustration: The bell,", "from the far side]")
    book = library("CHAPTER I", LONG, *pictures, LONG, "CHAPTER II", LONG)
    assert len(aside(book, "illustration")) == 3
    assert [each.text for each in as_book(book).passages if each.role is Role.BODY] == [LONG] * 3


def test_who_speaks_in_a_play_is_no_heading() -> None:
    """A name in capitals is printed again and again; the acts are headings."""
    turns = ("ADA AND BEN.", LONG) * 4
    book = library("THE BELL AT AVERIL", "ACT I", *turns, "ACT II", *turns, "ACT III", *turns)
    assert [text for _, text in headings(book)] == ["ACT I", "ACT II", "ACT III"]


def test_the_first_words_of_a_chapter_are_no_title() -> None:
    """They say something, or are said, or are verse."""
    verse = ("The gulls have had the rope again", "And all the reeds are down")
    book = library(
        "CHAPTER I", TALK, LONG, "CHAPTER II", *verse, LONG, "CHAPTER III", "It rained.", LONG
    )
    assert [text for _, text in headings(book)] == ["CHAPTER I", "CHAPTER II", "CHAPTER III"]


def test_chapters_alone_make_a_book() -> None:
    """Three of them; then nothing stands around it."""
    assert len(headings(article(*CHAPTERS))) == 3


@pytest.mark.parametrize(
    "given_article",
    [
        article(LONG, "Part one", LONG, "Part two", LONG),
        article(LONG, "Silence", LONG),
        replace(library(*CHAPTERS), guess=False),
        Article("a.md", (Passage((Run("CHAPTER I"),), Role.HEADING, 2), Passage((Run(LONG),)))),
    ],
    ids=["parts", "an article", "not to be guessed", "marked"],
)
def test_what_shows_no_signs_of_a_book_is_left_as_it_is(given_article: Article) -> None:
    """A feature in parts is an article still."""
    assert as_book(given_article) is given_article


def test_a_book_is_structured_to_its_end() -> None:
    """Title and author on the front, a section for each chapter, the last words kept."""
    document = structure(library(*TITLE_PAGE, *CHAPTERS))
    assert document.metadata.title == "The Bell at Averil"
    assert document.metadata.authors == ("Ada Thorne",)
    assert [section.label for section in document.sections] == [
        "CHAPTER I. In Which a Bell Is Rung",
        "CHAPTER II. In Which Nobody Comes",
        "CHAPTER III. THE BOAT",
    ]
    assert document.sections[-1].paragraphs[-1].text == "THE END"


def test_a_note_is_held_as_one_and_pointed_to() -> None:
    """So that it is skipped, or heard, when a listener wants it."""
    note = "[Footnote 1: It was the second bell.]"
    made = as_book(library("CHAPTER I", f"She rang the bell.[1] {LONG}", note, LONG)).passages
    pointing = next(run for run in made[1].runs if run.note)
    held = next(each for each in made if each.within)
    assert (pointing.text, held.text) == ("1", "It was the second bell.")
    assert (held.within[0].kind, held.within[0].key) == (Kind.NOTE, pointing.note)


WORDS = st.sampled_from(
    (*OPENING, *CLOSING, *TITLE_PAGE, *CHAPTERS, "CONTENTS", "[Illustration: A bell]", "I.", "II.")
)


@given(st.lists(WORDS, max_size=40))
@example([OPENING[6], "CHAPTER III.", "I.", "I.", "I.", OPENING[0]])
def test_every_word_is_in_the_book_or_in_a_finding(texts: list[str]) -> None:
    """Whatever stands where, and however often."""
    book = as_book(article(*texts))
    kept = " ".join(each.text for each in book.passages).split()
    quoted = [text for text in texts if any(f"“{text}”" in each.message for each in book.findings)]
    told = sorted(kept + [word for text in quoted for word in text.split()])
    assert set(told) == {word for text in texts for word in text.split()}
    assert len(kept) + sum(
        len(each.message.partition("“")[2].rpartition("”")[0].split()) for each in book.findings
    ) == sum(len(text.split()) for text in texts)
