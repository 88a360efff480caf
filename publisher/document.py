"""The article divided and named.

A sentence's name (``c02-p03-s01``: section, paragraph, sentence) says where it is, is a
legal XML id, and is the only key shared by page, track, overlay and finding. Names are
given once, in `structuring`, and never made up again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.article import Holder, Metadata, Picture, Role, Run, plain
from publisher.counting import word_count
from publisher.lexicon import Lexicon
from publisher.report import Finding


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is spoken in one breath and lit as one.

    Attributes:
        name: such as ``c02-p03-s01``.
        runs: its words as printed, without the white space around them.
        after: the white space that parts it from the next sentence ("" in Japanese).
        spoken: what is said instead of the words printed, or "".
        lead: what is said before them: the head of a cell's column, or "".
    """

    name: str
    runs: tuple[Run, ...]
    after: str = ""
    spoken: str = ""
    lead: str = ""

    @property
    def text(self) -> str:
        """The words as printed, without marks."""
        return plain(self.runs)

    @property
    def said(self) -> str:
        """The words that are read aloud: those printed, but for the marks of notes."""
        said = self.spoken or plain(tuple(run for run in self.runs if not run.note))
        return f"{self.lead} {said}" if self.lead else said


@dataclass(frozen=True, slots=True)
class Addition:
    """What is said and not printed, to tell a listener what the page shows: “List of 4 items.”.

    Attributes:
        sentence: what is said. It goes by the name of what it announces, which is an id on the
            page and is lit meanwhile; at an end there is nothing to light, and an empty place.
        holder: the quotation, list, table or figure that it tells of; None for the block itself.
    """

    sentence: Sentence
    holder: Holder | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a section.

    Attributes:
        name: such as ``c02-p03``; ``c02-p00`` is the section's heading.
        role: what it is to a reader.
        sentences: one at least; a break, or a picture without a description, has one with
            nothing to say.
        within: the quotation, list, figure, table or note that holds it, outermost first.
        line: the line of the source that it begins on; 0 when unknown.
        picture: the image itself where this is one (its words are its alternative text).
        mark: what a note is known by, such as “1”, before the first paragraph of the note.
        code: the programming language that it is in, as for a passage.
        side: which of those who talk says it, from 1 in the order in which they begin to; 0 where
            it is no interview.
        before: what is announced before it, outermost first.
        after: what is announced behind it, innermost first.
        silent: whether it is seen and not read aloud.
    """

    name: str
    role: Role
    sentences: tuple[Sentence, ...]
    within: tuple[Holder, ...] = ()
    line: int = 0
    picture: Picture | None = None
    mark: Sentence | None = None
    code: str = ""
    side: int = 0
    before: tuple[Addition, ...] = ()
    after: tuple[Addition, ...] = ()
    silent: bool = False

    @property
    def text(self) -> str:
        """The words as printed, without marks."""
        return "".join(sentence.text + sentence.after for sentence in self.sentences)

    def heard(self) -> Iterator[Sentence]:
        """Every sentence in the order of listening: a note's mark, what is announced, its own."""
        if self.silent:
            return
        if self.mark is not None:
            yield self.mark
        yield from (each.sentence for each in self.before)
        yield from self.sentences
        yield from (each.sentence for each in self.after)


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the EPUB and one MP3.

    Attributes:
        name: such as ``c02``; ``c00`` is the front: headline, standfirst, byline, dateline. The
            pages that an edition adds go by what they are: ``cover``, ``contents``, ``colophon``.
        level: 1 for a section of the article, 2 for a section of a section; 0 for the front.
        heading: None for an opening that has none.
        label: what a table of contents calls it; the heading's words where there is one.
        paragraphs: what follows the heading.
        turn: whether the section begins at a turn of topic that we found, with no heading in
            the source; its label is then taken from its own words.
    """

    name: str
    level: int
    heading: Paragraph | None
    label: str
    paragraphs: tuple[Paragraph, ...]
    turn: bool = False

    def blocks(self) -> Iterator[Paragraph]:
        """The heading, where there is one, and the paragraphs."""
        if self.heading is not None:
            yield self.heading
        yield from self.paragraphs

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in reading order."""
        for block in self.blocks():
            yield from block.sentences

    def heard(self) -> Iterator[Sentence]:
        """Every sentence in the order of listening, marks of notes and announcements too."""
        for block in self.blocks():
            yield from block.heard()

    @property
    def words(self) -> int:
        """How many words it has, the heading's included."""
        return sum(word_count(sentence.said) for sentence in self.sentences())


@dataclass(frozen=True, slots=True)
class Around:
    """The pages that an edition adds to an article, which are read aloud as well.

    Attributes:
        cover: what the cover shows.
        contents: the table of contents, a paragraph for each entry.
        colophon: rights, and how the edition was made.
        lit: whether cover and contents are read aloud, as where they are lit meanwhile.
    """

    cover: Section
    contents: Section
    colophon: Section
    lit: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A publication before it is spoken or bound.

    Attributes:
        metadata: complete: what was declared, and what was found.
        front: the title page.
        sections: one at least, in reading order.
        findings: what reading and structuring found.
        slug: the name its editions go by in file names.
        around: the pages that an edition adds, once it is known what they say.
        lexicon: how words in it are said, beside those that its author tells of.
        names: how names in it are said of which neither tells.
    """

    metadata: Metadata
    front: Section
    sections: tuple[Section, ...]
    slug: str
    findings: tuple[Finding, ...] = ()
    around: Around | None = None
    lexicon: Lexicon = ()
    names: Lexicon = ()

    @property
    def lexemes(self) -> Lexicon:
        """How people want words in it said, the author's own first."""
        return (*self.metadata.pronunciations, *self.lexicon)

    @property
    def known(self) -> Lexicon:
        """How words in it are said, by whoever knows: people first, then publisher's own names."""
        return (*self.lexemes, *self.names)

    def texts(self) -> Iterator[tuple[str, str]]:
        """All that is read aloud, each text with its language: sentences, and foreign runs."""
        for _, parts in self.spoken():
            for sentence in (each for part in parts for each in part.heard()):
                yield sentence.said, self.metadata.language
                yield from ((run.text, run.language) for run in sentence.runs if run.language)

    def listening(self) -> Iterator[tuple[Section, tuple[Section, ...]]]:
        """What is heard in one piece, with the section that it goes by: the last.

        The first section is led in by the front; a heading with nothing to hear under it but the
        next heading leads that one in, for nobody wants to choose a file of two words.
        """
        waiting = [self.front]
        for section in self.sections:
            waiting.append(section)
            is_heard = not all(block.silent for block in section.paragraphs)
            if is_heard or section is self.sections[-1]:
                yield section, tuple(waiting)
                waiting = []

    def spoken(self) -> Iterator[tuple[Section, tuple[Section, ...]]]:
        """All that is spoken, in pieces as in `listening`: the pages around the article too."""
        if self.around is not None and self.around.lit:
            yield self.around.contents, (self.around.cover, self.around.contents)
        yield from self.listening()
        if self.around is not None:
            yield self.around.colophon, (self.around.colophon,)

    def pictures(self) -> Iterator[Picture]:
        """Every image in it, the author's own cover first."""
        if self.metadata.cover:
            yield self.metadata.cover
        for section in self.sections:
            yield from (block.picture for block in section.blocks() if block.picture)

    @property
    def words(self) -> int:
        """How many words it has, the front's included."""
        return self.front.words + sum(section.words for section in self.sections)
