"""Speaking a sentence again: it sounds different, all else stays, and the choice is kept."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.errors import SettingsError, VoiceError
from publisher.pipeline import publish
from publisher.planning import planned
from publisher.settings import Settings
from publisher.takes import Said, Wish, chosen_takes, wish
from publisher.workshop import Workshop
from tests.conftest import article

BELL = """\
---
title: The Bell
language: en-GB
---

The bell rings twice. Nobody answers.
"""
NAME = "c01-p01-s01"
SAID = {NAME: ("The bell rings twice.",), "c01-p01-s02": ("Nobody answers.",)}
PRINTED = {name: (words[0], words[0]) for name, words in SAID.items()}


def taken(wishes: list[Wish], kept: dict[str, int], varies: bool = True) -> dict[str, int]:
    """The takes of the bell's words."""
    said = {name: Said(words, "piper:joe", varies) for name, words in SAID.items()}
    return chosen_takes(wishes, kept, said, PRINTED)


def times(folder: Path) -> dict[str, int]:
    """How long each sentence is heard, by the record."""
    known = json.loads((folder / "publication.json").read_text("utf-8"))
    said = known["sections"][0]["paragraphs"][0]["sentences"]
    return {each["name"]: each["end_ms"] - each["begin_ms"] for each in said}


@pytest.fixture(scope="module")
def bells(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Workshop:
    """A workshop in which the bell was published in Piper's voice."""
    settings = Settings(voice="piper", editions=("mp3",))
    shop = Workshop(tmp_path_factory.mktemp("bells"), cache, settings)
    publish(article(BELL, "bell.md"), shop)
    return shop


def test_a_sentence_spoken_again_sounds_different_and_nothing_else_does(bells: Workshop) -> None:
    """Who dislikes one reading does not lose the others, and later builds keep the choice."""
    source = article(BELL, "bell.md")
    first = publish(source, bells)
    before, song = times(first.folder), first.files[1].read_bytes()
    again = publish(source, replace(bells, respeak=(Wish(NAME),)))
    assert (again.spoken, again.remembered > 0) == (1, True)
    assert "sentence-retaken" in {each.code for each in again.findings}
    after, other = times(again.folder), again.files[1].read_bytes()
    assert other != song
    assert after["c01-p01-s02"] == before["c01-p01-s02"]
    assert not publish(source, bells).fresh  # it is kept, and nothing is made again
    forced = publish(source, replace(bells, force=True))
    assert (forced.spoken, forced.files[1].read_bytes()) == (0, other)
    back = publish(source, replace(bells, respeak=(Wish(NAME, 0),)))
    assert (back.spoken, back.files[1].read_bytes()) == (0, song)


def test_an_edited_sentence_starts_anew(bells: Workshop) -> None:
    """The take was chosen for words that are gone; one chosen for others stays."""
    both = (Wish(NAME, 2), Wish("c01-p01-s02", 3))
    publish(article(BELL, "bell.md"), replace(bells, respeak=both))
    edited = planned(article(BELL.replace("twice", "thrice"), "bell.md"), bells)
    assert edited.cast is not None
    assert dict(edited.cast.takes) == {"Nobody answers.": 3}


def test_what_is_not_there_yet_cannot_be_spoken_again(shop: Workshop) -> None:
    """Names are those of a standing edition, which its report lists."""
    with pytest.raises(SettingsError, match=r"not there yet.*Build it first"):
        publish(article(BELL), replace(shop, respeak=(Wish(NAME),)))


def test_an_engine_that_goes_by_rules_says_that_it_cannot(shop: Workshop) -> None:
    """Else a build would be made anew and sound as before."""
    publish(article(BELL), shop)
    with pytest.raises(VoiceError, match=r"silence:silence.*one way only.*pronunciations"):
        publish(article(BELL), replace(shop, respeak=(Wish(NAME),)))


def test_nothing_is_spoken_again_where_nothing_is_spoken(shop: Workshop) -> None:
    """An edition of text alone has no voice."""
    text = replace(shop, settings=Settings(editions=("epub-text",)))
    publish(article(BELL), text)
    with pytest.raises(SettingsError, match="Nothing is spoken"):
        publish(article(BELL), replace(text, respeak=(Wish(NAME),)))


def test_an_unknown_sentence_is_refused_with_those_near_it() -> None:
    """A slip of a digit is seen, with the words that were meant."""
    with pytest.raises(SettingsError, match=r"c01-p01-s03.*c01-p01-s01 \(“The bell rings twice"):
        taken([Wish("c01-p01-s03")], {})


def test_a_sentence_that_moved_is_not_mistaken_for_the_one_that_was_heard() -> None:
    """Names say where a sentence is: after an edit above it, another goes by its name."""
    with pytest.raises(SettingsError, match=r"was “Old\.”.*is “The bell rings twice\.” now"):
        chosen_takes([Wish(NAME)], {}, {}, {NAME: ("Old.", "The bell rings twice.")})


def test_takes_go_on_from_the_last_and_back_to_the_first() -> None:
    """The next, the next but one, a certain one, the first; what nobody says is forgotten."""
    kept = {"Nobody answers.": 2, "Words that are gone.": 5}
    assert taken([], kept) == {"Nobody answers.": 2}
    assert taken([Wish(NAME)], kept) == {"The bell rings twice.": 1, "Nobody answers.": 2}
    assert taken([Wish("c01-p01-s02")], kept) == {"Nobody answers.": 3}
    assert taken([Wish("c01-p01-s02", 7)], kept) == {"Nobody answers.": 7}
    assert taken([Wish("c01-p01-s02", 0)], kept) == {}
    assert taken([Wish("c01-p01-s02", 0)], kept, varies=False) == {}


@pytest.mark.parametrize("said", ["", "=0", f"{NAME}=", f"{NAME}=-1", f"{NAME}=two", f"{NAME}=100"])
def test_what_names_no_sentence_and_take_is_refused(said: str) -> None:
    """With the two forms that there are."""
    with pytest.raises(SettingsError, match=r"c02-p03-s01=0"):
        wish(said)
    assert (wish(NAME), wish(f"{NAME} = 4")) == (Wish(NAME), Wish(NAME, 4))
