"""What listeners are told beside the words, and what they are spared."""

from typing import Any

import pytest

from publisher.document import Document
from publisher.reading import read
from publisher.settings import ANNOUNCED, Settings
from publisher.speaking.additions import called, with_additions
from publisher.speaking.narrating import utterances
from publisher.structuring import structure
from tests.binding.narrated import RED_FIELD
from tests.conftest import article

KETTLES = f"""\
---
title: Kettles
standfirst: Why they boil.
authors: [Ada Quill]
date: 2026-03-04
language: en
---

It hums.[^1]

> It *sings*. It hums.
>
> - low
> - high

1. Fill it.
2. Wait.

   - An hour?

# Prices

| Kettle | Price  | Weight |
|--------|--------|--------|
| Copper | 20     | 3 kg   |
| Iron   |        | 4 kg   |

<figure><img src="{RED_FIELD}" alt="A red field."><figcaption>The field.</figcaption></figure>

![A second one.]({RED_FIELD})

```python
if lid < 4:
    print("&")
```

```
make tea
```

Kettle
: What boils.

[^1]: Softly.
"""


def heard(text: str = KETTLES, **wishes: Any) -> list[str]:
    """All that is said of an article, in order."""
    return [" ".join(words) for _, words in utterances(told(text, **wishes)) if words]


def told(text: str = KETTLES, **wishes: Any) -> Document:
    """An article as it will be heard."""
    settings = Settings(**wishes)
    work = structure(read(article(text, "a.md"), ""), notes=settings.read_notes)
    return with_additions(work, settings)


def test_a_listener_who_asks_for_nothing_hears_what_cannot_be_seen_and_no_more() -> None:
    """The heads of columns, what a picture is, and code in sum; lists and quotations are heard."""
    assert heard() == [
        "Kettles.",
        "Why they boil.",
        "By Ada Quill.",
        "Published March fourth, twenty twenty six.",
        "It hums.",
        "It sings.",
        "It hums.",
        "low.",
        "high.",
        "Fill it.",
        "Wait.",
        "An hour?",
        "Note one.",
        "Softly.",
        "Prices.",
        "Table: two rows, three columns.",
        "Kettle.",
        "Price.",
        "Weight.",
        "Copper.",
        "Price: twenty.",
        "Weight: three kilograms.",
        "Iron.",
        "Weight: four kilograms.",
        "Picture.",
        "A red field.",
        "The field.",
        "Picture.",
        "A second one.",
        "Code, two lines of Python.",
        "make tea.",
        "Kettle.",
        "What boils.",
    ]


def test_all_that_can_be_announced_is_when_it_is_asked_for() -> None:
    """Each thing where it begins, a quotation also where it ends."""
    usual = heard(announce=())
    said = heard(announce=ANNOUNCED)
    more = [each for each in said if each not in usual]
    assert more == [
        "Quotation.",
        "List of two items.",
        "End of quotation.",
        "List of two items.",
        "List of one item.",
        "Section two.",
        "Table: two rows, three columns.",
        "Picture.",
        "Picture.",
        "List of one item.",
    ]
    at = said.index("Quotation.")
    assert said[at : at + 7] == [
        *("Quotation.", "It sings.", "It hums.", "List of two items.", "low.", "high."),
        "End of quotation.",
    ]


@pytest.mark.parametrize(
    ("name", "value", "gone"),
    [
        ("read_tables", "skip", {"Table: two rows, three columns.", "Iron.", "Price: twenty."}),
        ("read_tables", "cells", {"Price: twenty.", "Weight: four kilograms."}),
        ("read_notes", "skip", {"Note one.", "Softly."}),
        ("read_code", "skip", {"Code, two lines of Python.", "make tea."}),
        ("read_pictures", "skip", {"Picture.", "A red field.", "The field.", "A second one."}),
        ("read_pictures", "descriptions", {"The field."}),
        ("read_pictures", "captions", {"A red field.", "A second one."}),
        ("read_head", ("title", "byline"), {"Why they boil."}),
    ],
)
def test_what_a_listener_wants_to_be_spared_is_not_said(
    name: str, value: Any, gone: set[str]
) -> None:
    """It stands on its page as before: nothing is taken out of the article."""
    usual, said = heard(), heard(**{name: value})
    assert gone <= set(usual)
    assert not gone & set(said)
    assert len(told(**{name: value}).sections[1].paragraphs) == len(told().sections[1].paragraphs)


def test_code_is_read_to_who_wants_it_read() -> None:
    """Line after line, in one go; what is a line long is read to everybody."""
    said = heard(read_code="full")
    assert any("lid" in each and "print" in each for each in said)
    assert "Code, two lines of Python." not in said
    assert said.count("make tea.") == 1


def test_a_note_at_its_place_follows_the_paragraph_that_points_to_it() -> None:
    """Never within a list or quotation, which it would part."""
    said = heard(read_notes="place")
    at = said.index("It hums.")
    assert said[at : at + 3] == ["It hums.", "Note one.", "Softly."]
    listed = KETTLES.replace("1. Fill it.", "1. Fill it.[^2]").replace(
        "[^1]: Softly.", "[^1]: Softly.\n[^2]: To the brim."
    )
    said = heard(listed, read_notes="place")
    assert said.index("To the brim.") == said.index("An hour?") + 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["Abschnitt 2.", "Tabelle: 2 Zeilen, 3 Spalten.", "Code, 2 Zeilen Python."]),
        ("fr", ["Section 2.", "Tableau: 2 lignes, 3 colonnes.", "Liste d’un élément."]),
        ("es", ["Cita.", "Fin de la cita.", "Código, 2 líneas de Python."]),
    ],
)
def test_it_is_told_in_the_language_of_the_article(language: str, words: list[str]) -> None:
    """With one of something as well as with many."""
    said = heard(KETTLES.replace("language: en", f"language: {language}"), announce=ANNOUNCED)
    assert set(words) <= set(said)


def test_where_we_have_no_words_nothing_is_announced_and_code_is_read() -> None:
    """A Danish reader would not follow English words; who asked for some is told why."""
    danish = KETTLES.replace("language: en", "language: da")
    work = told(danish, announce=("lists",))
    assert "announcements-left-out" in [finding.code for finding in work.findings]
    assert "announcements-left-out" not in [finding.code for finding in told(danish).findings]
    assert not any(block.before or block.after for part in work.sections for block in part.blocks())
    assert not any("Code" in each for each in heard(danish))


def test_a_poem_that_is_set_as_typed_is_no_code() -> None:
    """Nothing says that it is a program, so every word is heard."""
    typed = "A: a\n\n<pre>The kettle sings,\nthe lid it rings.</pre>\n"
    assert "The kettle sings, the lid it rings." in heard(typed)
    assert "The kettle sings, the lid it rings." in heard(
        "A: a\n\n```text\nThe kettle sings,\nthe lid it rings.\n```\n"
    )


def test_a_column_of_words_is_not_called_a_table() -> None:
    """It is one for the sake of its looks; “one column” would tell nobody anything."""
    assert not any(
        "Table" in each for each in heard("A: a\n\n| Kettles |\n|---|\n| Copper |\n| Iron |\n")
    )


def test_short_names_of_programming_languages_are_said_in_full() -> None:
    """“py” is no word; CSS is spelt."""
    assert [called(each) for each in ("py", "css", "c++", "go", "haskell")] == [
        *("Python", "CSS", "C++", "Go", "Haskell")
    ]
