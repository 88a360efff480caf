"""Where pictures and notes are in a book, so that the words of any page can lead to them.

A note stands on the page of the section that refers to it first; a mark on another page leads
there too. Every mark has a name of its own, so that each can be gone back to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from publisher.article import Kind, Picture
from publisher.document import Document, Section, Sentence

_ENDINGS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A mark in the text that points to a note.

    Attributes:
        address: its place, told from any page.
        words: what is printed of it, such as “1”.
    """

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note's place.

    Attributes:
        page: the file it stands in.
        name: its id there.
        references: the marks that point to it, in reading order.
    """

    page: str
    name: str
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """What the pages of a book know of one another.

    Attributes:
        language: of the words around, where a run of them says nothing else.
        pictures: the file of each image, by its bytes.
        notes: each note's place, by its key.
        page: the file that is being written.
        words: where each word stands in a sentence that is lit word by word, by the sentence's
            name: first character, and the one behind the last.
    """

    language: str = ""
    pictures: Mapping[bytes, str] = field(default_factory=dict)
    notes: Mapping[int, Note] = field(default_factory=dict)
    page: str = ""
    words: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)

    def moved(self, pages: Mapping[str, str], pictures: str) -> "Places":
        """The same in a book whose files are other ones.

        Args:
            pages: the file that each page is in there, by the one it is in here.
            pictures: what stands before a picture's file name there.
        """
        return replace(
            self,
            pictures={
                data: pictures + file.rpartition("/")[2] for data, file in self.pictures.items()
            },
            notes={key: _moved(note, pages) for key, note in self.notes.items()},
        )

    def way(self, address: str) -> str:
        """An address as the page being written has it."""
        return address.removeprefix(self.page)


NOWHERE: Final = Places()
"""Of words that stand by themselves, in no book."""


def places_of(work: Document) -> Places:
    """Where everything will be in the book of a document."""
    files = {image.data: file for file, image in images(work)}
    return Places(work.metadata.language, files, _notes(work))


def on_one_page(places: Places) -> Places:
    """The same, where all of a publication stands on one page."""
    notes = {
        key: replace(
            note,
            page="",
            references=tuple(
                replace(each, address=each.address[each.address.index("#") :])
                for each in note.references
            ),
        )
        for key, note in places.notes.items()
    }
    return replace(places, notes=notes)


def page_of(section: Section) -> str:
    """The file of a section's page."""
    return f"{section.name}.xhtml"


def images(work: Document) -> Iterator[tuple[str, Picture]]:
    """Each distinct image of a document with the file it goes into, in reading order."""
    known: set[bytes] = set()
    for image in shown(work):
        if image.data not in known:
            known.add(image.data)
            yield f"images/p{len(known):03}.{_ENDINGS[image.media_type]}", image


def shown(work: Document) -> Iterator[Picture]:
    """The images of a document, each as often as it is shown."""
    for section in work.sections:
        for block in section.blocks():
            if block.picture is not None:
                yield block.picture


def mark_names(sentence: Sentence) -> Iterator[str]:
    """The id of the mark that each run of a sentence belongs to; "" for the words between."""
    count, before = 0, 0
    for run in sentence.runs:
        count += run.note not in (0, before)
        before = run.note
        yield f"{sentence.name}-r{count}" if run.note else ""


def _moved(note: Note, pages: Mapping[str, str]) -> Note:
    """A note, and the marks that point to it, where their pages are other files."""
    marks = []
    for mark in note.references:
        page, _, name = mark.address.partition("#")
        marks.append(replace(mark, address=f"{pages[page]}#{name}"))
    return Note(pages[note.page], note.name, tuple(marks))


def _notes(work: Document) -> dict[int, Note]:
    """Every note's place, with the marks that point to it."""
    references = _references(work)
    found: dict[int, Note] = {}
    for section in work.sections:
        held = (holder for block in section.paragraphs for holder in block.within)
        keys = dict.fromkeys(holder.key for holder in held if holder.kind is Kind.NOTE)
        for number, key in enumerate(keys, start=1):
            marks = tuple(references.get(key, ()))
            found[key] = Note(page_of(section), f"{section.name}-n{number}", marks)
    return found


def _references(work: Document) -> dict[int, list[Reference]]:
    """The marks that point to each note, by its key."""
    words: dict[tuple[int, str], str] = {}
    for section in work.sections:
        for sentence in section.sentences():
            for run, name in zip(sentence.runs, mark_names(sentence), strict=True):
                if name:
                    place = run.note, f"{page_of(section)}#{name}"
                    words[place] = words.get(place, "") + run.text
    found: dict[int, list[Reference]] = {}
    for (key, address), printed in words.items():
        found.setdefault(key, []).append(Reference(address, printed))
    return found
