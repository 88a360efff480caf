"""Books that are read aloud, by the engine that says nothing: it tells when it would say what."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

from lxml import etree

from publisher import record
from publisher.pipeline import publish
from publisher.planning import planned
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.binding.conftest import OPF, Book
from tests.binding.kinds import image
from tests.conftest import article
from tests.reading_system import Clip, clips

RED_FIELD = f"data:image/png;base64,{b64encode(image('red').data).decode()}"

KETTLES = f"""\
---
title: "Kettles. Do they sing?"
standfirst: Why they boil. And why they stop.
authors: [Ada Quill]
date: 2026-03-04
language: en
rights: © 2026 Ada Quill
source: https://example.org/kettles
---

It hums[^hum] — and *then* it **sings**, see [all *about* it](https://example.org/a).
Dr. Reyes paid $1.5bn in un*believ*able coins.

> Quoted once. Quoted twice.

***

# Kinds of kettles, in short

- Copper. It is dear.
  1. Round
  2. Square
     - Rare
- Iron

<figure><img src="{RED_FIELD}" alt="A red field."><figcaption>The field. In May.</figcaption></figure>

| Kettle | Price in crowns |
|--------|-----------------|
| Copper | 20 or more      |
| Iron   |                 |

It hums again[^hum], and once more[^more].

```
if lid < 4:
    print("&")
```

[^hum]: Softly. At first.
[^more]: A list:

    - of one
    - of two

# Why they sing

{"The water is cold at first and the bubbles are small. " * 24}

{"Then they rise as one, and what is heard is a song. " * 24}
"""  # noqa: E501


def narrated(text: str, folder: Path, editions: str = "epub", **wishes: Any) -> Book:
    """The first edition of some Markdown, made as any is, with settings of its own."""
    settings = Settings(voice="silence", editions=tuple(editions.split()), **wishes)
    shop = Workshop(folder / "build", folder / "cache", settings)
    source = article(text, "kettle.md")
    return Book(publish(source, shop).files[0], planned(source, shop).document)


def lit(book: Book) -> dict[str, list[Clip]]:
    """What is lit when, page by page, in the order of the spine."""
    return {name: clips(book.path, name.partition(".")[0]) for name in book.pages}


def metas(book: Book, name: str) -> dict[str, str]:
    """What a package says under a property, by what it says it of; "" for the book itself."""
    found = (each for each in book.package.iter(f"{OPF}meta") if each.get("property") == name)
    return {each.get("refines", "").removeprefix("#"): each.text for each in found}


def manifest(book: Book) -> dict[str, etree._Element]:
    """The items of a package by their files."""
    return {each.get("href"): each for each in book.package.iter(f"{OPF}item")}


def times(book: Book) -> dict[str, tuple[int, int]]:
    """When each sentence is heard, in milliseconds, as the record of its publication has it."""
    known = json.loads((book.path.parent / record.NAME).read_text("utf-8"))
    sections = (known["front"], *known["sections"], *known["around"])
    return {
        each["name"]: (each["begin_ms"], each["end_ms"])
        for section in sections
        for block in section["paragraphs"]
        for each in (*filter(None, [block["mark"]]), *block["sentences"])
    }
