"""The language of words against that of the publication they stand in."""

from collections.abc import Iterable
from dataclasses import replace

from publisher import language_tags
from publisher.article import Passage


def without_own(passages: Iterable[Passage], language: str) -> tuple[Passage, ...]:
    """Passages in which only words of another language than the article's are marked.

    Pages mark all of their words: ``<html lang="en">``.
    """
    return tuple(_without(language, passage) for passage in passages)


def _without(language: str, passage: Passage) -> Passage:
    if not any(run.language for run in passage.runs):
        return passage
    runs = (
        replace(run, language="") if _is_same(run.language, language) else run
        for run in passage.runs
    )
    return replace(passage, runs=tuple(runs))


def _is_same(tag: str, language: str) -> bool:
    """Whether a tag says no more than the article's language does: ``en`` in ``en-GB``."""
    return bool(tag) and (
        tag.lower() == language.lower() or language_tags.tidy(tag) == language.split("-")[0]
    )


def all_in(passage: Passage, language: str) -> Passage:
    """A passage of an article in another language than the publication it stands in."""
    runs = tuple(replace(run, language=run.language or language) for run in passage.runs)
    return replace(passage, runs=runs)
