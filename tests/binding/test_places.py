"""Where things are in a book: files of pictures, names of notes and of what points to them."""

from dataclasses import replace

from publisher.article import Run
from publisher.binding.places import Reference, images, mark_names, places_of
from publisher.document import Sentence
from tests.binding.kinds import (
    BLUE,
    EVERYTHING,
    NOTE,
    OTHER_NOTE,
    RED,
    block,
    document,
    image,
    mark,
    section,
    shown,
)


def test_files_are_numbered_as_they_are_met() -> None:
    """An author's own names may be none that an archive can have, or lead out of it."""
    files = [file for file, _ in images(EVERYTHING)]
    assert files == ["images/p001.png", "images/p002.jpg", "images/p003.gif"]


def test_an_ending_tells_the_kind_of_an_image() -> None:
    """Some readers go by it, whatever the manifest says."""
    kinds = ("PNG", "JPEG", "GIF", "WEBP")
    work = document(section(1, *(shown(image("red", kind)) for kind in kinds)))
    assert [file.rpartition(".")[2] for file, _ in images(work)] == ["png", "jpg", "gif", "webp"]


def test_an_image_is_known_by_its_bytes() -> None:
    """Not by what it is called: two articles of a collection may call two of them alike."""
    work = document(section(1, shown(RED), shown(BLUE), shown(image("red"))))
    assert len(places_of(work).pictures) == 2


def test_a_note_knows_where_it_stands_and_what_points_to_it() -> None:
    """Across pages too: a note is printed once, where it is pointed to first."""
    note = places_of(EVERYTHING).notes[NOTE.key]
    assert (note.page, note.name) == ("c01.xhtml", "c01-n1")
    assert note.references == (
        Reference("c01.xhtml#c01-p03-s01-r1", "1"),
        Reference("c01.xhtml#c01-p04-s01-r2", "1"),
        Reference("c02.xhtml#c02-p01-s01-r1", "1"),
        Reference("c02.xhtml#c02-p02-s01-r1", "1"),
    )
    assert places_of(EVERYTHING).notes[OTHER_NOTE.key].name == "c02-n1"


def test_every_mark_of_a_sentence_has_a_name_of_its_own() -> None:
    """A mark set in two ways is one; two to the same note, with words between, are two."""
    runs = (Run("a"), mark(NOTE), mark(NOTE, "b"), mark(OTHER_NOTE), Run("c"), mark(NOTE))
    names = list(mark_names(Sentence("s", runs)))
    assert names == ["", "s-r1", "s-r1", "s-r2", "", "s-r3"]


def test_what_is_on_the_same_page_is_near() -> None:
    """Readers show a note in a small window when its address is in the page itself."""
    here = replace(places_of(document(section(1, block("a")))), page="c01.xhtml")
    assert here.way("c01.xhtml#n") == "#n"
    assert here.way("c02.xhtml#n") == "c02.xhtml#n"
