"""Structure: an article divided into sections, paragraphs and sentences, each with its name.

The way through: what is no part of the story is set aside (`furniture`), the head is told
from the body (`heads`), bare sub-headings are found (`headings`), a long text without any is
parted where its topic turns (`topics`), and the rest is divided and named (`sections`), down
to sentences (`sentences`). Items of a list that was typed become a list (`lists`).
"""

from collections.abc import Sequence
from dataclasses import replace

from publisher.article import Article, Metadata, Passage, Role
from publisher.document import Document
from publisher.errors import ReadingError
from publisher.report import Finding
from publisher.slugs import slug_for
from publisher.structuring.books import as_book
from publisher.structuring.collecting import collected
from publisher.structuring.foreign import without_own
from publisher.structuring.furniture import lines_aside, set_aside
from publisher.structuring.headings import with_headings
from publisher.structuring.heads import with_date_apart, with_head
from publisher.structuring.languages import language_of, with_foreign
from publisher.structuring.lists import with_lists
from publisher.structuring.nesting import highest_key, notes_apart
from publisher.structuring.sections import divide
from publisher.structuring.story import Story

__all__ = ["collect", "structure"]


def structure(
    article: Article, language: str = "", sought: str = "topics", notes: str = "section-end"
) -> Document:
    """Find what an article is made of.

    Args:
        article: as a reader gave it.
        language: BCP 47 tag; "" takes what the article declares, else what its words tell.
        sought: what begins a section beside the headings that the source marks: ``none``,
            ``found`` for lines that have the form of a heading, ``topics`` for turns of
            topic as well in a long text that has neither.
        notes: where they stand: at the ``section-end``, or in ``place``, right behind what points
            to them.

    Returns:
        The document. All words of the article are in it, or in its metadata, or quoted in a
        finding.

    Raises:
        ReadingError: nothing is left of the article once furniture is set aside.
    """
    story = _told(article, language, sought)
    front, sections = divide(story.passages, story.metadata, notes)
    return Document(story.metadata, front, sections, slug_for(story.metadata), story.findings)


def collect(
    title: str,
    articles: Sequence[Article],
    language: str = "",
    sought: str = "topics",
    notes: str = "section-end",
) -> Document:
    """Make one publication of several articles, in their order.

    Args:
        title: of the whole.
        articles: one at least.
        language: of all of them, as in `structure`.
        sought: as in `structure`.
        notes: as in `structure`.

    Raises:
        ReadingError: nothing is left of one of them once furniture is set aside.
    """
    stories = tuple(_told(article, language, sought) for article in articles)
    passages, metadata = collected(title, stories)
    front, sections = divide(passages, metadata, notes)
    findings = tuple(
        replace(finding, place=f"{article.name}, {finding.place}".rstrip(", "))
        for article, story in zip(articles, stories, strict=True)
        for finding in story.findings
    )
    return Document(metadata, front, sections, slug_for(metadata), findings)


def _told(article: Article, language: str, sought: str) -> Story:
    """An article's story: its head and its furniture taken off, its parts marked.

    Raises:
        ReadingError: nothing is left.
    """
    if article.guess:
        article = as_book(article)
    text, notes = notes_apart(article.passages)  # which stand outside, and have no form to tell
    passages, metadata, aside = set_aside(replace(article, passages=text))
    tag, unsure = language_of(passages, language or metadata.language)
    passages = with_foreign(without_own(passages, tag), tag)
    passages, metadata, heads = with_head(
        passages,
        replace(metadata, language=tag),
        guess=article.guess,
        aside=lines_aside(aside),
        captions=lines_aside(aside, "caption"),
    )
    if article.guess:
        metadata, doubled = with_date_apart(metadata)
        heads = (*heads, *doubled)
    if not _has_story(passages, metadata):
        raise ReadingError(f"{article.name} holds no article", "Put one into it, or leave it out.")
    turns: tuple[Finding, ...] = ()
    if article.guess and sought != "none":
        passages = with_headings(passages)
    if article.guess:
        passages = with_lists(passages, highest_key(article.passages))
    if article.guess and sought == "topics":
        passages, turns = _with_turns(passages, tag)
    apart = (each for note in notes.values() for each in with_foreign(without_own(note, tag), tag))
    findings = (*article.findings, *aside, *unsure, *heads, *turns)
    return Story((*passages, *apart), metadata, findings)


def _with_turns(
    passages: tuple[Passage, ...], language: str
) -> tuple[tuple[Passage, ...], tuple[Finding, ...]]:
    from publisher.structuring.topics import with_turns  # with it comes numpy

    return with_turns(passages, language)


def _has_story(passages: tuple[Passage, ...], metadata: Metadata) -> bool:
    return bool(metadata.title) or any(passage.role is not Role.BREAK for passage in passages)
