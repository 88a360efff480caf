"""The same article comes out the same, whatever format it came in."""

from pathlib import Path

import pytest

from publisher.document import Document
from publisher.reading import load, read
from publisher.structuring import structure
from tests.conftest import SOURCE, shared_article
from tests.formats import FORMATS

SAMPLES = sorted(SOURCE.iterdir())


def understood(path: Path) -> Document:
    """An article as it stands in its file, structured."""
    return structure(read(load(path)))


def sections(work: Document) -> list[tuple[int, str | None, str]]:
    """Level, heading and words of each section."""
    return [
        (
            section.level,
            section.heading.text if section.heading else None,
            " ".join(" ".join(block.text for block in section.paragraphs).split()),
        )
        for section in work.sections
    ]


def head(work: Document) -> tuple[str, ...]:
    """What stands above an article, and its rights."""
    about = work.metadata
    return (about.title, about.standfirst, *about.authors, about.rights, about.language)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_comes_out_the_same_from_every_format(path: Path, form: str) -> None:
    """Who keeps articles in Word hears the same sections as who keeps them in text."""
    work = understood(path)
    again = structure(read(FORMATS[form](work)), work.metadata.language)
    assert head(again) == head(work)
    assert sections(again) == sections(work)


@pytest.mark.parametrize("form", FORMATS)
def test_the_users_article_comes_out_right_from_every_format(form: str) -> None:
    """Headline, standfirst, rights and its three sections."""
    work = understood(shared_article())
    again = structure(read(FORMATS[form](work)), work.metadata.language)
    assert len(again.sections) == 3
    assert head(again) == head(work)
    assert sections(again) == sections(work)
