"""One sentence is changed: only what it changed is spoken, encoded and measured again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.binding import recording
from publisher.checking import conformity
from publisher.pipeline import publish
from publisher.publication import Publication
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.command import contents
from tests.conftest import ROOT, article

TIDE = """\
---
title: The tide
language: en
---

It rose in the night. We slept through all of it.

## The clock

It was slow by an hour. Nobody minded that.

## The moon

It was full. It was late as well.
"""
CHANGED = TIDE.replace("Nobody minded", "Everybody knew")


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """A workshop that speaks like a machine, the same each time."""
    settings = Settings(voice="espeak:en-gb", editions=("epub", "mp3"))
    return Workshop(tmp_path / "build", tmp_path / "cache", settings)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What is encoded and measured from now on, by name."""
    done: dict[str, list[str]] = {"encoded": [], "measured": []}

    def counting(what: str, work: Callable[..., object]) -> Callable[..., object]:
        def worked(path: Path, *rest: object) -> object:
            done[what].append(path.stem)
            return work(path, *rest)

        return worked

    monkeypatch.setattr(recording, "_encode", counting("encoded", recording._encode))
    monkeypatch.setattr(conformity, "measured", counting("measured", conformity.measured))
    return done


def songs(made: Publication) -> dict[str, bytes]:
    """The MP3s of a publication."""
    return {name: each for name, each in contents(made.folder).items() if name.endswith(".mp3")}


def test_other_sections_are_neither_encoded_nor_measured_again(
    shop: Workshop, counted: dict[str, list[str]]
) -> None:
    """Who corrects a word in an hour's narration waits for a section, and not for the hour."""
    text = (ROOT / "source" / "night-library.md").read_text("utf-8")
    before = songs(publish(article(text), shop))
    every = list(counted["encoded"])
    assert len(every) == len(set(every))  # and no section twice, though two editions hold it
    for done in counted.values():
        done.clear()
    after = songs(publish(article(text.replace("of them tried", "of them shook")), shop))
    (changed,) = (name for name in before if before[name] != after[name])
    assert (counted["encoded"], counted["measured"]) == (["c02"], [Path(changed).stem])


def test_what_is_remembered_is_what_would_be_made(shop: Workshop, tmp_path: Path) -> None:
    """Nobody hears, or finds in a file, that it was not encoded again."""
    publish(article(TIDE), shop)
    remembered = publish(article(CHANGED), shop)
    anew = publish(article(CHANGED), replace(shop, output=tmp_path / "b", cache=tmp_path / "c"))
    told = {"report.html", "publication.json"}  # which say where it lies
    one, other = (contents(each.folder) for each in (remembered, anew))
    assert {name: one[name] for name in one if name not in told} == {
        name: other[name] for name in other if name not in told
    }


def test_a_damaged_memory_is_made_again(shop: Workshop, counted: dict[str, list[str]]) -> None:
    """A disk that lost a byte would else put a click into every edition to come."""
    before = songs(publish(article(TIDE), shop))
    for path in shop.cache.rglob("*.made"):
        whole = path.read_bytes()
        path.write_bytes(whole[:50] + bytes([whole[50] ^ 1]) + whole[51:])
    counted["encoded"].clear()
    assert songs(publish(article(TIDE), replace(shop, force=True))) == before
    assert len(counted["encoded"]) > 3
