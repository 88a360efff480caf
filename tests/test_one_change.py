"""One sentence is changed: only what it changed is spoken, joined, encoded and measured again."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.binding import recording, soundings
from publisher.checking import conformity
from publisher.narration import Track
from publisher.pipeline import publish
from publisher.publication import Publication
from publisher.settings import Settings
from publisher.speaking import narrating
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
    """What is joined, encoded, measured and drawn from now on, by name."""
    done: dict[str, list[str]] = {"joined": [], "encoded": [], "measured": [], "drawn": []}

    def counting(what: str, work: Callable[..., object]) -> Callable[..., object]:
        def worked(first: Path | Track | str, *rest: object) -> object:
            name = first.section if isinstance(first, Track) else Path(first).stem
            done[what].append(name)
            return work(first, *rest)

        return worked

    monkeypatch.setattr(narrating, "join", counting("joined", narrating.join))
    monkeypatch.setattr(soundings, "_measured", counting("drawn", soundings._measured))
    monkeypatch.setattr(recording, "_encode", counting("encoded", recording._encode))
    monkeypatch.setattr(conformity, "measured", counting("measured", conformity.measured))
    return done


def songs(made: Publication) -> dict[str, bytes]:
    """The MP3s of a publication."""
    return {name: each for name, each in contents(made.folder).items() if name.endswith(".mp3")}


def test_nothing_is_done_again_for_other_sections(
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
    assert counted == {
        "joined": ["c02"],
        "encoded": ["c02"],
        "measured": [Path(changed).stem],
        "drawn": ["c02"],
    }


def test_an_edition_that_comes_later_has_the_sound_of_all_sections(
    shop: Workshop, tmp_path: Path, counted: dict[str, list[str]]
) -> None:
    """An audiobook that is asked for later would else lack what nobody joined again."""
    whole = replace(shop, settings=replace(shop.settings, editions=("mp3", "m4b")))
    publish(article(TIDE), shop)
    counted["joined"].clear()
    (later,) = publish(article(TIDE), whole).folder.glob("*.m4b")
    assert sorted(counted["joined"]) == ["c01", "c02", "c03", "colophon"]
    anew = replace(whole, output=tmp_path / "b", cache=tmp_path / "c")
    (first,) = publish(article(TIDE), anew).folder.glob("*.m4b")
    assert later.read_bytes() == first.read_bytes()


def test_what_was_pruned_meanwhile_is_spoken_again(shop: Workshop) -> None:
    """A section that is known, and its sentences not, would else end every later build."""
    first = publish(article(TIDE), shop)
    before = songs(first)
    for path in shop.cache.rglob("*.flac"):
        path.unlink()
    again = publish(article(TIDE), replace(shop, force=True))
    assert (again.spoken, again.remembered) == (first.spoken, first.remembered)
    assert songs(again) == before


def test_the_sentences_of_a_section_that_is_known_stay_remembered(shop: Workshop) -> None:
    """A bounded store would else give away those that are still wanted, as nobody reads them."""
    publish(article(TIDE), shop)
    for path in shop.cache.rglob("*.flac"):
        os.utime(path, (0, 0))
    publish(article(CHANGED), shop)
    asked = [path.stat().st_mtime > 0 for path in shop.cache.rglob("*.flac")]
    assert asked.count(False) == 1  # what nobody says any more


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
