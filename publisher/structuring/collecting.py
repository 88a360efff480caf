"""Several articles as one publication: an issue, an anthology.

Each article is a section of level 1 that its headline names; its standfirst, byline and
dateline stand under that, its own sections one level down, its rights line at its end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publisher.article import Metadata, Passage, Role, Run
from publisher.structuring.foreign import all_in
from publisher.structuring.nesting import recounted
from publisher.structuring.story import Story


def collected(title: str, stories: Sequence[Story]) -> tuple[tuple[Passage, ...], Metadata]:
    """The passages of all stories in their order, and what is true of the whole."""
    about = _about(title, tuple(story.metadata for story in stories))
    passages = (tuple(_as_section(story, about)) for story in stories)
    return recounted(passages), about


def _as_section(story: Story, whole: Metadata) -> Iterator[Passage]:
    """A story under its headline."""
    about = story.metadata
    lines = (
        (Role.HEADING, about.title),
        (Role.STANDFIRST, about.standfirst),
        (Role.BYLINE, about.byline),
        (Role.DATELINE, about.dateline),
    )
    head = tuple(
        Passage((Run(text),), role, level=int(not at))
        for at, (role, text) in enumerate(lines)
        if text
    )
    foot = (Passage((Run(about.rights),), Role.RIGHTS),) if about.rights else ()
    for passage in (*head, *map(_lowered, story.passages), *foot):
        yield passage if about.language == whole.language else all_in(passage, about.language)


def _lowered(passage: Passage) -> Passage:
    """A passage as it stands one level further down."""
    return replace(passage, level=passage.level + 1) if passage.level else passage


def _about(title: str, each: Sequence[Metadata]) -> Metadata:
    """What is true of all articles together: what they agree on, and the sum of their authors."""
    languages = [about.language for about in each]
    return Metadata(
        title=title,
        authors=_union(about.authors for about in each),
        date=max((about.date for about in each), default=""),
        language=max(languages, key=languages.count),
        publisher=_shared(about.publisher for about in each),
        rights=_shared(about.rights for about in each),
        rights_holder=_shared(about.rights_holder for about in each),
        rights_year=_shared(about.rights_year for about in each),
        subjects=_union(about.subjects for about in each),
        cover=next((about.cover for about in each if about.cover), None),
        pronunciations=tuple(
            dict.fromkeys(pair for about in each for pair in about.pronunciations)
        ),
    )


def _union(lists: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names))


def _shared(values: Iterator[str]) -> str:
    """What all say, or "" where they differ."""
    said = set(values)
    return said.pop() if len(said) == 1 else ""
