"""The name that a publication goes by: safe in every file system, whatever the headline holds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pathvalidate import is_valid_filename

from publisher.article import Metadata
from publisher.slugs import LONGEST, plain_name, slug_for


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The Library That Works Nights", "the-library-that-works-nights"),
        ("Café society: a town of 900", "cafe-society-a-town-of-900"),
        ("Assad’s “forces”", "assads-forces"),
        ("  A  B  ", "a-b"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows", "c-windows"),
        ("con", "con-1"),
        ("NUL", "nul-1"),
        ("Straße", "strasse"),
    ],
)
def test_a_slug_is_the_headline_in_plain_letters(title: str, slug: str) -> None:
    """A person recognises it, and no headline can name a folder elsewhere."""
    assert slug_for(Metadata(title=title)) == slug


def test_the_author_may_choose() -> None:
    """Two articles of one headline need two names."""
    assert slug_for(Metadata(title="A", slug="The Mill, 2")) == "the-mill-2"


def test_a_headline_without_letters_gets_a_digest() -> None:
    """The same one each time, and another for another headline."""
    one, other = slug_for(Metadata(title="!?")), slug_for(Metadata(title="?!"))
    assert re.fullmatch(r"article-[0-9a-f]{8}", one)
    assert one != other
    assert one == slug_for(Metadata(title="!?"))


def test_a_long_headline_is_cut_between_words() -> None:
    """File systems allow a name 255 bytes, and paths no more than that on some systems."""
    slug = plain_name("tide " * 100)
    assert len(slug) <= LONGEST
    assert set(slug.split("-")) == {"tide"}


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_every_slug_is_a_name_that_every_system_takes(title: str) -> None:
    """Small letters, figures and hyphens, and nothing that a system keeps for itself."""
    slug = slug_for(Metadata(title=title))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert is_valid_filename(slug, platform="universal")
    assert len(slug) <= LONGEST + 2
