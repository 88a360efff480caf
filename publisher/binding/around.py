"""The pages that an edition adds to an article: its cover, its contents, its colophon.

They are seen like all others, so they are divided into sentences with names and spoken as well:
whoever listens to a book hears what whoever reads it sees.

Source:
    EPUB Accessibility 1.1, section 4.3 (full coverage of what is synchronised).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publisher import __version__
from publisher.article import Role, Run
from publisher.document import Around, Document, Paragraph, Section, Sentence
from publisher.labels import label, own_language
from publisher.narration import Voice

_Line = tuple[str, str]
"""Some words, and their language where it differs from the edition's, or ""."""


def surrounded(
    work: Document, shown: str, voices: Sequence[Voice] = (), *, lit: bool = True
) -> Document:
    """A document with the pages that an edition adds to it.

    Args:
        work: the article.
        shown: what its cover shows, in a sentence.
        voices: who narrates it, the article's own first; none for an edition without sound.
        lit: whether all of them are read aloud; else only the colophon is.
    """
    language = work.metadata.language
    ours = own_language(language)
    return replace(
        work,
        around=Around(
            cover=_section("cover", _own("cover", language), [(shown, ours)], Role.PICTURE),
            contents=_section("contents", _own("contents", language), list(_contents(work))),
            colophon=_section(
                "colophon", _own("colophon", language), list(_colophon(work, voices))
            ),
            lit=lit,
        ),
    )


def _contents(work: Document) -> Iterator[_Line]:
    """What the table of contents lists: the title page, every section, the colophon."""
    language = work.metadata.language
    yield work.front.label, ""
    for section in work.sections:
        is_ours = section.heading is None and not section.turn
        yield section.label, own_language(language) if is_ours else ""
    yield _own("colophon", language)


def _colophon(work: Document, voices: Sequence[Voice]) -> Iterator[_Line]:
    """Whose the article is, where it was published, and how the edition was made."""
    about = work.metadata
    yield from ((line, "") for line in (about.rights, about.publisher) if line)
    if about.source:
        yield _own("source", about.language, source=about.source)
    if not voices:
        yield _own("text only", about.language)
    for voice in voices:
        word = "narrated" if voice is voices[0] else "narrated also"
        yield _own(word, about.language, voice=str(voice), licence=voice.licence)
    yield _own("made", about.language, version=__version__)


def _own(word: str, language: str, **values: str) -> _Line:
    """A line in words of our own."""
    return label(word, language, **values), own_language(language)


def _section(name: str, title: _Line, lines: list[_Line], role: Role = Role.BODY) -> Section:
    heading = _paragraph(f"{name}-p00", title, Role.HEADING)
    return Section(
        name=name,
        level=1,
        heading=None if role is Role.PICTURE else heading,  # a cover has no words but its own
        label=title[0],
        paragraphs=tuple(
            _paragraph(f"{name}-p{number:02}", line, role)
            for number, line in enumerate(lines, start=1)
        ),
    )


def _paragraph(name: str, line: _Line, role: Role) -> Paragraph:
    words, language = line
    return Paragraph(name, role, (Sentence(f"{name}-s01", (Run(words, language=language),)),))
