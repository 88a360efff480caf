"""Publications without a fault, built once, for faults to be planted in copies of them."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from publisher.checking import recogniser
from publisher.pipeline import publish
from publisher.publication import Publication
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.conftest import article


@pytest.fixture
def unaided(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a recogniser: what measuring alone hears."""
    monkeypatch.setattr(recogniser, "absent", lambda: "No recogniser listened")


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


def picture(colour: str) -> str:
    """A small picture in an address of its own."""
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "PNG")
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"


RICH = f"""\
---
title: The Bell Buoy
author: Nell Brandt
date: 2026-02-11
language: en-GB
subjects: [Harbours]
rights: © 2026 Nell Brandt
---

The buoy has rung for ninety years.[^1] Nobody winds it. “It is the sea that does,” says the man
who paints it, <span lang="fr">un homme patient</span>.

## Its Parts

- a bell
- four clappers
- a cage

| Part | Weight |
|------|--------|
| Bell | 90 kg  |
| Cage | 40 kg  |

### The Clappers

![Four iron clappers hang around a bell.]({picture("navy")} "The clappers, painted in spring.")

They hang free. They are struck by nothing but one another.

## Its Sound

> It is a low sound. It carries for a mile. In fog it seems to come from all around.

Whoever lives within reach of it does not hear it any more, and wakes when it stops. Children count
the strokes. Nobody has counted as far as she did. She stopped at nine hundred!

See [the chart](https://example.org/chart), or [its parts](#its-parts).

[^1]: It was moved twice.
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


@pytest.fixture(scope="session")
def buoy(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """An EPUB with something of everything, spoken for real, in which nothing is wrong."""
    place = tmp_path_factory.mktemp("buoy")
    settings = Settings(
        voice="espeak:en-gb", editions=("epub",), pages=True, certified_by="Ada Quill"
    )
    return publish(article(RICH, "buoy.md"), Workshop(place, cache, settings)).files[0]
