"""Structure: an article divided into sections, paragraphs and sentences, each with its name.

The way through: what is no part of the story is set aside (`furniture`), the head is told
from the body (`heads`), bare sub-headings are found (`headings`), and the rest is divided and
named (`sections`), down to sentences (`sentences`).
"""

from dataclasses import replace

from publisher.article import Article, Metadata, Passage, Role
from publisher.document import Document
from publisher.errors import ReadingError
from publisher.slugs import slug_for
from publisher.structuring.furniture import set_aside
from publisher.structuring.headings import with_headings
from publisher.structuring.heads import with_head
from publisher.structuring.languages import language_of
from publisher.structuring.sections import divide

__all__ = ["structure"]


def structure(article: Article, language: str = "") -> Document:
    """Find what an article is made of.

    Args:
        article: as a reader gave it.
        language: BCP 47 tag; "" takes what the article declares, else what its words tell.

    Returns:
        The document. All words of the article are in it, or in its metadata, or quoted in a
        finding.

    Raises:
        ReadingError: nothing is left of the article once furniture is set aside.
    """
    passages, metadata, aside = set_aside(article)
    tag, unsure = language_of(passages, language or metadata.language)
    passages, metadata, heads = with_head(
        passages, replace(metadata, language=tag), guess=article.guess
    )
    if not _has_story(passages, metadata):
        raise ReadingError(f"{article.name} holds no article", "Put one into it, or leave it out.")
    if article.guess:
        passages = with_headings(passages)
    front, sections = divide(passages, metadata)
    findings = (*article.findings, *aside, *unsure, *heads)
    return Document(metadata, front, sections, slug_for(metadata), findings)


def _has_story(passages: tuple[Passage, ...], metadata: Metadata) -> bool:
    return bool(metadata.title) or any(passage.role is not Role.BREAK for passage in passages)
