"""Chapters: the pieces that a publication is heard in, the same in every edition of a recording.

Each goes by a section. The first holds the front as well, and a heading with nothing under it but
the next heading is heard with that one. Rights and voices come last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.binding.materials import Materials
from publisher.document import Document, Paragraph, Section, Sentence
from publisher.errors import BindingError
from publisher.narration import Clip, Narration, Track
from publisher.slugs import plain_name


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and when it is heard.

    Attributes:
        sentence: what is said; the mark of a note and what is announced are sentences too.
        block: the paragraph that it belongs to.
        clip: its times, from the beginning of its chapter.
        section: the one that it stands in, which leads its chapter in, or is what it goes by.
    """

    sentence: Sentence
    block: Paragraph
    clip: Clip
    section: Section

    @property
    def is_printed(self) -> bool:
        """Whether it stands on the page: what is announced does not."""
        return self.sentence in (*self.block.sentences, self.block.mark)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A piece that is heard as one.

    Attributes:
        number: its place, from 1.
        total: how many there are.
        title: as players show it; an opening without a heading goes by the headline.
        section: the one that it goes by.
        parts: all that is heard in it, in order.
        track: how it sounds.
        begin: when it is heard, in milliseconds from the beginning of the first.
    """

    number: int
    total: int
    title: str
    section: Section
    parts: tuple[Section, ...]
    track: Track
    begin: int

    @property
    def end(self) -> int:
        """Where the next one begins, in milliseconds from the beginning of the first."""
        return self.begin + self.track.length

    @property
    def stem(self) -> str:
        """What a file of it is called, without its ending: its number, so that files sort."""
        digits = max(2, len(str(self.total)))
        name = plain_name(self.section.label, longest=40) or self.section.name
        return f"{self.number:0{digits}}-{name}"

    @property
    def words(self) -> str:
        """All that is said in it."""
        blocks = (said_of(block) for part in self.parts for block in part.blocks())
        return "\n\n".join(filter(None, blocks))

    def openings(self) -> Iterator[tuple[Section, Line]]:
        """Each part, and what it begins with; or what is heard next, where nothing of it is."""
        lines = tuple(self.lines())
        for place in range(len(self.parts)):
            rest = self.parts[place:]
            yield rest[0], next((line for line in lines if line.section in rest), lines[-1])

    def lines(self) -> Iterator[Line]:
        """Everything that is said in it, in the order of listening; clips touch."""
        times = {clip.sentence: clip for clip in self.track.clips}
        for part in self.parts:
            for block in part.blocks():
                for sentence in block.heard():
                    yield Line(sentence, block, times[sentence.name], part)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section, and how deep it stands where no level is passed over.

    Attributes:
        section: the section; it may have no heading, and goes by its label then.
        depth: 1 to 6, never more than one below the one before.
    """

    section: Section
    depth: int


def headings(heard: Sequence[Chapter], work: Document) -> tuple[Heading, ...]:
    """Every section that is heard, in order, the front not among them.

    Players go from heading to heading by levels, and some stop at one that is not there.
    """
    above: list[int] = []
    found: list[Heading] = []
    for section in (part for each in heard for part in each.parts if part != work.front):
        while above and above[-1] >= section.level:
            above.pop()
        above.append(section.level)
        found.append(Heading(section, min(len(above), 6)))
    return tuple(found)


def is_listed(part: Section, work: Document) -> bool:
    """Whether a list of what is heard has a line for it: a bare opening goes by the title."""
    return part.heading is not None or part.turn or part != work.sections[0]


def chapters(materials: Materials) -> tuple[Chapter, ...]:
    """The chapters of a publication, in listening order.

    Raises:
        BindingError: there is no narration.
    """
    narration = narration_of(materials)
    pieces = tuple(_pieces(materials))
    found: list[Chapter] = []
    for number, (section, parts) in enumerate(pieces, start=1):
        track = narration.find(section.name)
        assert track is not None  # every piece was spoken
        title = (
            section.label if section.heading or number > 1 else materials.document.metadata.title
        )
        begin = found[-1].end if found else 0
        found.append(Chapter(number, len(pieces), title, section, parts, track, begin))
    return tuple(found)


def narration_of(materials: Materials) -> Narration:
    """The narration of an edition that cannot be without.

    Raises:
        BindingError: there is none.
    """
    if materials.narration is None:
        raise BindingError("There is no narration to make this edition of", "Choose a voice.")
    return materials.narration


def said_of(block: Paragraph) -> str:
    """The words that are heard of a block, with what is announced before and behind it."""
    if block.silent:
        return ""
    own = "".join(sentence.said + sentence.after for sentence in block.sentences).strip()
    before = (each.sentence.said for each in block.before)
    after = (each.sentence.said for each in block.after)
    return "\n\n".join(filter(None, (*before, own, *after)))


def _pieces(materials: Materials) -> Iterator[tuple[Section, tuple[Section, ...]]]:
    """What each chapter holds, and the section that it goes by."""
    work = materials.document
    yield from work.listening()
    if work.around is not None and materials.settings.read_credits:
        yield work.around.colophon, (work.around.colophon,)
