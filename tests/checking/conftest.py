"""A publication without a fault, built once, for faults to be planted in copies of it."""

from pathlib import Path

import pytest

from publisher.pipeline import Publication, Workshop, publish
from publisher.settings import Settings
from tests.conftest import article

ARTICLE = """\
---
title: A Kettle for the Harbour Master
standfirst: Why the harbour boils its water at four.
author: Nell Brandt
date: 2026-02-11
language: en-GB
---

The kettle is older than the quay. It came on a barge, and it stayed.

---

Read [the log of the barge](https://example.org/log) before you doubt it.

## What the Log Says

It says very little. It says it in ink.
"""


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """An EPUB and two MP3s in which nothing is wrong."""
    place = tmp_path_factory.mktemp("clean")
    shop = Workshop(place / "build", place / "cache", Settings(voice="silence"))
    return publish(article(ARTICLE, "kettle.md"), shop)


@pytest.fixture(scope="session")
def book(clean: Publication) -> Path:
    """Its EPUB."""
    return clean.files[0]


@pytest.fixture(scope="session")
def song(clean: Publication) -> Path:
    """Its first MP3."""
    return clean.files[2]
