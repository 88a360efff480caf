"""The overlays of a book: that all is lit which is heard, while it is heard, in order."""

import io
import re
from itertools import groupby, pairwise
from typing import Any

import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher.binding.overlay import MARK_MS, Heard, clock, overlay, with_marks
from publisher.binding.xhtml import E
from publisher.narration import Clip, Word
from publisher.speaking.pauses import HEAD
from tests.binding.conftest import TYPE, XHTML, Book
from tests.binding.narrated import KETTLES, lit, manifest, metas, narrated, times
from tests.reading_system import SMIL

TEXT_REF = TYPE.replace("type", "textref")
ANNOUNCED = re.compile(r"-p\d+(?:-[eh]\d)?$")  # what is said and not printed, by its name
CLOCK = re.compile(r"\d:[0-5]\d:[0-5]\d\.\d{3}")
LONGER = 0.004  # seconds: a clip ends by whole milliseconds, and LAME pads a few samples more
WISHES: dict[str, dict[str, Any]] = {
    "sentences": {},
    "words": {"granularity": "word"},
    "pages": {"granularity": "word", "pages": True},
}

every_book = pytest.mark.parametrize("name", WISHES)


@pytest.fixture(scope="module")
def kettles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """One article, lit by sentences, by words, and by words with the marks of pages."""
    folder = tmp_path_factory.mktemp("kettles")
    return {name: narrated(KETTLES, folder / name, **each) for name, each in WISHES.items()}


@pytest.fixture(scope="module")
def plain(kettles: dict[str, Book]) -> Book:
    """The book that is lit by sentences."""
    return kettles["sentences"]


@pytest.fixture(scope="module")
def worded(kettles: dict[str, Book]) -> Book:
    """The book that is lit by words."""
    return kettles["words"]


def squeezed(element: etree._Element) -> str:
    """What is seen of an element, descriptions of pictures too, without white space."""
    if element.get("hidden") is not None:
        return ""
    parts = [element.text or "", element.get("alt", "")]
    for child in element.iterchildren(etree.Element):
        parts += squeezed(child), child.tail or ""
    return "".join("".join(parts).split())


def named(page: etree._Element) -> dict[str, etree._Element]:
    """The elements of a page that have a name, in its order."""
    return {each.get("id"): each for each in page.iter(etree.Element) if each.get("id")}


def sequences(smil: etree._Element) -> dict[str, list[tuple[str, str]]]:
    """What each sequence without a type lights, by the sentence that it is: files and names."""
    return {
        seq.get(TEXT_REF).partition("#")[2]: [
            tuple(text.get("src").split("#")) for text in seq.iter(f"{SMIL}text")
        ]
        for seq in smil.iter(f"{SMIL}seq")
        if seq.get(TYPE) is None
    }


def shape(line: etree._Element) -> str:
    """How sequences lie in one another: a dot for a clip, a type for what has one."""
    inside = " ".join(map(shape, line.findall("*"))).replace(". .", "..").replace(". .", "..")
    kind = line.get(TYPE, "").removeprefix("table-").removeprefix("list-")
    if line.tag == f"{SMIL}par":
        return kind or "."
    return f"{kind}({inside})"


@every_book
def test_every_page_has_an_overlay_in_the_order_of_the_spine(
    name: str, kettles: dict[str, Book]
) -> None:
    """A page without one would stop the reading; its item says where its own is."""
    items = manifest(kettles[name])
    files = {each.get("id"): href for href, each in items.items()}
    listed = [href for href, each in items.items() if each.get("media-type").endswith("smil+xml")]
    wanted = [page.replace(".xhtml", ".smil") for page in kettles[name].pages]
    assert [files[items[page].get("media-overlay")] for page in kettles[name].pages] == wanted
    assert listed == wanted
    assert sum("media-overlay" in each.attrib for each in items.values()) == len(wanted)


@every_book
def test_what_is_lit_stands_on_the_page_in_the_order_of_the_page(
    name: str, kettles: dict[str, Book]
) -> None:
    """Else a reading system turns to another page, or runs back and forth over this one."""
    book = kettles[name]
    for page, said in lit(book).items():
        order = list(named(book.pages[page]))
        places = [order.index(clip.name) for clip in said]
        assert {clip.page for clip in said} == {page}
        assert places == sorted(set(places)), page


def test_all_that_is_seen_is_heard_once(plain: Book) -> None:
    """Who listens gets the whole book: cover, contents, notes and colophon too."""
    for page, said in lit(plain).items():
        elements = named(plain.pages[page])
        printed = (clip.name for clip in said if not ANNOUNCED.search(clip.name))
        heard = "".join(squeezed(elements[name]) for name in printed)
        seen = squeezed(plain.pages[page].find(f"{XHTML}body")).replace("↩", "")
        assert heard == seen, page


@every_book
def test_clips_touch_from_the_first_word_to_the_end_of_the_recording(
    name: str, kettles: dict[str, Book]
) -> None:
    """No gap to fall into, nothing said in the dark; the MP3 in the book is that long."""
    book = kettles[name]
    said = [clip for page in lit(book).values() for clip in page]
    for file, group in groupby(sorted(said, key=lambda clip: clip.file), lambda clip: clip.file):
        heard = list(group)
        assert round(heard[0].begin * 1000) in (HEAD, HEAD - MARK_MS), file
        assert all(clip.begin < clip.end for clip in heard), file
        assert all(one.end == other.begin for one, other in pairwise(heard)), file
        sound = soundfile.info(io.BytesIO(book.entries[f"EPUB/{file}"]))
        length = sound.frames / sound.samplerate
        assert length - LONGER < heard[-1].end <= length, file


@every_book
def test_recordings_are_in_the_book_and_each_is_heard(name: str, kettles: dict[str, Book]) -> None:
    """Sound that nobody hears would only make the file large."""
    heard = {clip.file for page in lit(kettles[name]).values() for clip in page}
    assert heard == {file for file in manifest(kettles[name]) if file.endswith(".mp3")}


@every_book
def test_every_time_has_hours_minutes_seconds_and_thousandths(
    name: str, kettles: dict[str, Book]
) -> None:
    """Full clock values: some reading systems know no others."""
    book = kettles[name]
    for page in book.pages:
        for audio in book.tree(page.replace(".xhtml", ".smil")).iter(f"{SMIL}audio"):
            assert CLOCK.fullmatch(audio.get("clipBegin"))
            assert CLOCK.fullmatch(audio.get("clipEnd"))


@every_book
def test_durations_are_the_sums_of_their_clips(name: str, kettles: dict[str, Book]) -> None:
    """A reading system shows by them how long is left (EPUB Media Overlays 3.3, 9.3.2)."""
    book = kettles[name]
    stated, items = metas(book, "media:duration"), manifest(book)
    lengths = {
        items[page].get("media-overlay"): round(1000 * sum(each.end - each.begin for each in said))
        for page, said in lit(book).items()
    }
    expected = {**lengths, "": sum(lengths.values())}
    assert stated == {each: clock(length) for each, length in expected.items()}


def test_what_can_be_skipped_or_stepped_out_of_is_a_sequence_of_its_kind(plain: Book) -> None:
    """A listener leaves a long table behind with one key; a list in a list is left with it."""
    body = plain.tree("c02.smil").find(f"{SMIL}body")
    assert shape(body) == (
        "bodymatter(. "
        "list(item(.. item(.) item(. item(.))) item(.)) "
        "figure(....) "
        "table(. row(cell(.) cell(.)) row(cell(.) cell(.)) row(cell(.) .)) "
        ".. "
        "footnote(.. list(item(.) item(.))))"
    )
    assert shape(plain.tree("c01.smil").find(f"{SMIL}body")) == ("bodymatter(..... footnote(...))")


@every_book
def test_every_sequence_says_what_it_is_on_the_page(name: str, kettles: dict[str, Book]) -> None:
    """Reading systems find by `epub:textref` where a sequence begins; it is required."""
    book = kettles[name]
    for page, root in book.pages.items():
        smil, elements = book.tree(page.replace(".xhtml", ".smil")), named(root)
        assert smil.find(f"{SMIL}body").get(TEXT_REF) == page
        for seq in smil.iter(f"{SMIL}seq"):
            file, _, goal = seq.get(TEXT_REF).partition("#")
            inside = {text.get("src").split("#")[1] for text in seq.iter(f"{SMIL}text")}
            assert file == page
            assert inside <= {each.get("id") for each in elements[goal].iter()}


def test_a_word_is_lit_from_its_sentences_begin_to_its_end(worded: Book) -> None:
    """By words, a sentence lasts as long as it would as a whole."""
    known = times(worded)
    for page, said in lit(worded).items():
        clips = {clip.name: clip for clip in said}
        for sentence, words in sequences(worded.tree(page.replace(".xhtml", ".smil"))).items():
            first, last = clips[words[0][1]], clips[words[-1][1]]
            assert (round(first.begin * 1000), round(last.end * 1000)) == known[sentence]


def test_every_word_that_is_said_is_lit_in_its_order(worded: Book) -> None:
    """Letters set otherwise within a word belong to it, as does the mark of a note behind it."""
    parted = 0
    for page, root in worded.pages.items():
        elements = named(root)
        for sentence, words in sequences(worded.tree(page.replace(".xhtml", ".smil"))).items():
            whole = etree.fromstring(etree.tostring(elements[sentence], with_tail=False))
            shown = ["".join(elements[word].itertext()) for _, word in words]
            assert re.findall(r"\w", "".join(shown)) == re.findall(r"\w", squeezed(whole))
            assert all(not re.search(r"\s", word) for word in shown)
            parted += sum(len(elements[word]) > 0 for _, word in words)
    assert parted == 6  # un*believ*able, **sings**, it](…)., hums[^1], again[^1], more[^2]


def test_a_sentence_of_words_has_no_type_that_epubcheck_does_not_know(worded: Book) -> None:
    """`text-range-large` and `text-range-small` come with EPUB 3.4; all others are of 3.3."""
    known = {"list", "list-item", "table", "table-row", "table-cell", "figure", "footnote", None}
    found = [
        seq.get(TYPE)
        for page in worded.pages
        for seq in worded.tree(page.replace(".xhtml", ".smil")).iter(f"{SMIL}seq")
    ]
    assert set(found) <= known
    assert found.count(None) > 50


def test_a_page_s_mark_is_heard_in_the_silence_before_its_first_sentence(
    kettles: dict[str, Book],
) -> None:
    """A reader knows at once on which page it is, and no word is cut off for that."""
    known = {begin for begin, _ in times(kettles["pages"]).values()}
    marks = [
        clip
        for said in lit(kettles["pages"]).values()
        for clip in said
        if clip.name.startswith("page-")
    ]
    typed = [
        par.get("id")
        for page in kettles["pages"].pages
        for par in kettles["pages"].tree(page.replace(".xhtml", ".smil")).iter(f"{SMIL}par")
        if par.get(TYPE) == "pagebreak"
    ]
    assert typed == [f"h-{clip.name}" for clip in marks]
    assert len(marks) >= 3
    for clip in marks:
        assert round(clip.end * 1000) in known
        assert round((clip.end - clip.begin) * 1000) == MARK_MS


def follow(*names: str) -> dict[str, Heard]:
    """Sentences heard one after the other, each for a second, the first in two words."""
    clips = (
        Clip(name, 500 + 1000 * number, 1500 + 1000 * number, words)
        for number, name in enumerate(names)
        for words in [(Word(0, 3, 500, 1000), Word(4, 7, 1000, 1500))[: 2 * (number == 0)]]
    )
    return {clip.sentence: Heard("a.mp3", clip) for clip in clips}


def test_the_sentence_before_a_mark_ends_where_the_mark_begins() -> None:
    """So does its last word; all others are heard when they were."""
    known = follow("s1", "s2", "s3")
    found = with_marks(known, {"page-2": "s2"})
    assert found["page-2"] == Heard("a.mp3", Clip("page-2", 1500 - MARK_MS, 1500))
    assert found["s1"].clip.begin == 500
    assert found["s1"].clip.end == 1500 - MARK_MS
    assert found["s1"].clip.words[-1].end == 1500 - MARK_MS
    assert (found["s2"], found["s3"]) == (known["s2"], known["s3"])


def test_a_mark_before_all_that_is_said_is_heard_in_the_silence_there() -> None:
    """Of another recording nothing is taken, though it ends at the same time."""
    known = follow("s1") | {"other": Heard("b.mp3", Clip("other", 0, 500))}
    found = with_marks(known, {"page-1": "s1"})
    assert found == {**known, "page-1": Heard("a.mp3", Clip("page-1", 500 - MARK_MS, 500))}


def test_a_mark_of_what_is_not_heard_is_not_heard() -> None:
    """It is on the page all the same."""
    assert with_marks(follow("s1"), {"page-1": "unheard"}) == follow("s1")


def page(*elements: etree._Element) -> etree._Element:
    """A page of some elements."""
    return E.html(E.body(*elements))


def lights(*elements: etree._Element) -> str:
    """How the overlay of a page is laid out on which s1, s2 and s3 are heard."""
    made = overlay("c01.xhtml", page(*elements), follow("s1", "s2", "s3"))
    return shape(etree.fromstring(made.content).find(f"{SMIL}body")) if made else ""


def test_what_is_hidden_is_not_lit() -> None:
    """Landmarks and the list of pages are for machines; nobody sees them, nor should hear them."""
    hidden = E.nav(E.ol(E.li(E.a("Cover", id="s1"))), hidden="hidden")
    assert lights(hidden, E.p(E.span("One.", id="s2"))) == "(.)"


def test_a_page_on_which_nothing_is_heard_has_no_overlay() -> None:
    """An overlay without a clip is an error (EPUB Media Overlays 3.3, 5.2.2)."""
    assert lights(E.p(E.span("One.", id="s9")), E.ul(E.li("Two."))) == ""


def test_what_holds_nothing_heard_is_no_sequence() -> None:
    """An empty one is an error, and a stop at nothing."""
    empty = E.ul(E.li(E.p("seen only")))
    cells = E.tr(E.td(), E.td(E.span("One.", id="s1")))
    assert lights(empty, E.table(cells)) == "(table(row(cell(.))))"


@pytest.mark.parametrize("outer", ["ul", "ol", "table", "figure"])
@pytest.mark.parametrize("inner", ["ol", "table", "figure"])
def test_what_is_in_a_list_table_or_figure_is_left_with_it(outer: str, inner: str) -> None:
    """A reading system steps out of one thing at a time; its parts are parts all the same."""
    deep = E(inner, E.tr(E.td(E.span("One.", id="s2"))))
    found = lights(E(outer, E.p(E.span("Zero.", id="s1")), deep), E.p(E.span("End.", id="s3")))
    kind = {"ul": "list", "ol": "list"}.get(outer, outer)
    assert found == f"({kind}(. row(cell(.))) .)"


@given(st.integers(0, 10**9))
def test_a_clock_value_is_the_time_that_it_was_made_of(milliseconds: int) -> None:
    """To the thousandth, and none of its parts overflows, however long a book is."""
    hours, minutes, seconds = clock(milliseconds).split(":")
    whole, _, thousandths = seconds.partition(".")
    assert re.fullmatch(r"\d+:[0-5]\d:[0-5]\d\.\d{3}", clock(milliseconds))
    told = ((int(hours) * 60 + int(minutes)) * 60 + int(whole)) * 1000 + int(thousandths)
    assert told == milliseconds
