"""A glance is never wrong: whatever has changed, and whatever its note says.

It may find nothing unchanged; then a build looks closely and takes a second longer. What it must
not do is to pass off as unchanged what is not: readers would keep the edition of yesterday.
"""

import json
import math
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from publisher import glance, record, sealed
from publisher.glance import NOTES, glanced
from publisher.lexiconfile import load as lexicon
from publisher.pipeline import publish
from publisher.reading import Collection, load
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.speaking.kettle import kettle

TIDE = "---\nlanguage: en\n---\n# The tide\n\n![The bank](bank.png)\n\nIt rose, slowly. We slept.\n"
NAMES = '[words]\nSlowly = "{}"\n'


@dataclass
class Shelf:
    """An article with all that shapes it, and the workshop that it is published in."""

    folder: Path
    shop: Workshop

    @property
    def article(self) -> Path:
        """The article."""
        return self.folder / "tide.md"

    @property
    def edition(self) -> Path:
        """What was published of it."""
        return self.shop.output / "the-tide"

    @property
    def note(self) -> Path:
        """The one note that was left."""
        (note,) = (self.shop.cache / NOTES).iterdir()
        return note

    def publish(self) -> bool:
        """Publish it; whether anything was made."""
        return publish(load(self.article), self.shop).fresh

    def is_passed_off(self) -> bool:
        """Whether a glance finds it unchanged."""
        return glanced(load(self.article), self.shop) is not None


def paint(path: Path, colour: str) -> None:
    """Draw a picture; all are of one size."""
    Image.new("RGB", (4, 4), colour).save(path, "BMP")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """An article that was published, so that a glance finds it unchanged."""
    monkeypatch.setattr(glance, "SETTLED_S", 0.0)  # else each test would wait for two seconds
    monkeypatch.setattr(glance, "_SINCE", math.inf)  # as for a process that has just begun
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "tide.md").write_text(TIDE)
    (folder / "lexicon.toml").write_text(NAMES.format("slow lee"))
    (folder / "named.toml").write_text(NAMES.format("slow ly"))
    paint(folder / "teal.bmp", "teal")
    paint(folder / "plum.bmp", "plum")
    (folder / "bank.png").symlink_to("teal.bmp")
    (tmp_path / "voices").mkdir()
    asked = Settings(
        voice="silence",
        editions=("epub-text", "mp3"),
        read_credits=False,
        lexicon=(str(folder / "named.toml"),),
    )
    shop = Workshop(tmp_path / "build", tmp_path / "cache", asked, voices=(tmp_path / "voices",))
    shelf = Shelf(folder, shop)
    shelf.publish()
    assert shelf.is_passed_off()
    return shelf


def asking(shelf: Shelf, **wishes: Any) -> None:
    """Ask for something else."""
    shelf.shop = replace(shelf.shop, settings=replace(shelf.shop.settings, **wishes))


def rewrite(path: Path, text: str | bytes) -> None:
    """Write a file anew, and give it the time that it had, as some programs that copy do."""
    before = path.stat()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def repaint(shelf: Shelf) -> None:
    """Draw the picture anew, as large and as old as it was."""
    paint(shelf.folder / "red.bmp", "red")
    rewrite(shelf.folder / "teal.bmp", (shelf.folder / "red.bmp").read_bytes())


def lead_elsewhere(shelf: Shelf) -> None:
    """Let the picture's name lead to another picture, that was there before."""
    (shelf.folder / "bank.png").unlink()
    (shelf.folder / "bank.png").symlink_to("plum.bmp")


def know_a_word(shelf: Shelf) -> None:
    """Give the user a lexicon of their own."""
    (shelf.folder / "own.toml").write_text('[words]\nslept = "snored"\n')
    shelf.shop = replace(shelf.shop, lexicon=lexicon(shelf.folder / "own.toml"))


CHANGES: dict[str, Callable[[Shelf], object]] = {
    "the article": lambda shelf: rewrite(shelf.article, TIDE.replace("slept", "awoke")),
    "the picture": repaint,
    "where the picture is": lead_elsewhere,
    "the lexicon beside it": lambda shelf: rewrite(
        shelf.folder / "lexicon.toml", NAMES.format("slow loo")
    ),
    "a lexicon beside it that is new": lambda shelf: (shelf.folder / "lexicon.pls").write_text(
        '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" '
        'alphabet="ipa" xml:lang="en"><lexeme><grapheme>slept</grapheme><alias>snored</alias>'
        "</lexeme></lexicon>"
    ),
    "the lexicon that is named": lambda shelf: rewrite(
        shelf.folder / "named.toml", NAMES.format("slow li")
    ),
    "the user's lexicon": know_a_word,
    "a setting": lambda shelf: asking(shelf, rate=0.8),
    "the editions": lambda shelf: asking(shelf, editions=("epub-text",)),
    "the voice": lambda shelf: asking(shelf, voice="espeak:en-gb"),
    "a time that was set": lambda shelf: setattr(shelf, "shop", replace(shelf.shop, epoch=10**9)),
    "a file of the edition": lambda shelf: rewrite(
        next(shelf.edition.glob("*.m3u8")), next(shelf.edition.glob("*.m3u8")).read_bytes()[::-1]
    ),
    "a file that is gone": lambda shelf: next(shelf.edition.rglob("*.mp3")).unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_made_again(shelf: Shelf, change: str) -> None:
    """Though a file may be as large as it was, and say that it is as old."""
    CHANGES[change](shelf)
    assert not shelf.is_passed_off()
    assert shelf.publish()
    assert shelf.is_passed_off()


def test_an_option_is_a_change(shelf: Shelf) -> None:
    """What is asked for this once is no less asked for."""
    shelf.shop = replace(shelf.shop, options=(("rate", 1.5),))
    assert not shelf.is_passed_off()
    assert shelf.publish()


@pytest.mark.parametrize("harm", ["gone", "damaged"])
def test_an_edition_without_its_record_is_not_taken_for_whole(shelf: Shelf, harm: str) -> None:
    """Nobody knows what it ought to be; that it is ours is told by nothing else."""
    path = shelf.edition / record.NAME
    path.unlink() if harm == "gone" else rewrite(path, path.read_bytes()[:-9])
    assert not shelf.is_passed_off()


def test_what_an_interrupted_build_left_is_looked_at_closely(shelf: Shelf) -> None:
    """It is cleared away by the next build, which must not be spared."""
    (shelf.shop.output / ".the-tide.new").mkdir()
    assert not shelf.is_passed_off()


@pytest.mark.parametrize("by_path", [False, True])
def test_a_voice_that_changed_is_a_change(shelf: Shelf, tmp_path: Path, by_path: bool) -> None:
    """Its model and what is told of it beside, in the voices' folder or wherever it is named."""
    model = kettle(tmp_path / ("elsewhere" if by_path else "voices"))
    name = str(model) if by_path else model.stem
    asking(shelf, voice=f"piper:{name}", editions=("mp3",))
    assert shelf.publish()
    assert shelf.is_passed_off()
    rewrite(model.with_name(f"{model.name}.json"), '{"num_symbols": 0}')
    assert not shelf.is_passed_off()
    kettle(model.parent, seed=1)
    assert not shelf.is_passed_off()


def test_a_voice_that_is_newer_than_this_process_is_not_trusted(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have been read before it was replaced, and would be taken for its predecessor."""
    monkeypatch.setattr(glance, "_SINCE", time.time())
    kettle(tmp_path / "voices", seed=1)
    shelf.publish()
    assert not shelf.is_passed_off()


def test_voices_from_another_folder_are_a_change(shelf: Shelf, tmp_path: Path) -> None:
    """A voice of the same name may be another there."""
    asking(shelf, voice=f"piper:{kettle(tmp_path / 'voices').stem}", editions=("mp3",))
    assert shelf.publish()
    kettle(tmp_path / "others", seed=1)
    shelf.shop = replace(shelf.shop, voices=(tmp_path / "others",))
    assert not shelf.is_passed_off()
    assert shelf.publish()


def test_the_same_name_may_be_another_lexicon_elsewhere(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names are told from the folder that one works in."""
    for place, said in (("here", "slow lee"), ("there", "slow loo")):
        (tmp_path / place).mkdir()
        (tmp_path / place / "names.toml").write_text(NAMES.format(said))
    asking(shelf, lexicon=("names.toml",))
    monkeypatch.chdir(tmp_path / "here")
    assert shelf.publish()
    assert shelf.is_passed_off()
    monkeypatch.chdir(tmp_path / "there")
    assert not shelf.is_passed_off()
    assert shelf.publish()


def test_the_order_of_a_collection_is_its_own(shelf: Shelf) -> None:
    """The same articles under one title, and another book."""
    (shelf.folder / "ebb.md").write_text("# The ebb\n\nIt fell.\n")
    sources = tuple(load(shelf.folder / name) for name in ("tide.md", "ebb.md"))
    first, other = (Collection("Tides", "Tides", each) for each in (sources, sources[::-1]))
    publish(first, shelf.shop)
    assert glanced(first, shelf.shop) is not None
    assert glanced(other, shelf.shop) is None


def test_a_file_of_the_last_moment_is_not_trusted(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be written again within the same tick of its disk's clock."""
    monkeypatch.undo()
    shelf.note.unlink()
    paint(shelf.folder / "teal.bmp", "red")
    assert shelf.publish()
    assert not shelf.is_passed_off()


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_was_set_hides_no_change(shelf: Shelf, days: int) -> None:
    """Files of the future, and files that are newer than what came after them."""
    for path in (*shelf.folder.iterdir(), shelf.note, *shelf.shop.cache.rglob("*.flac")):
        then = path.stat().st_mtime + days * 86_400
        os.utime(path, (then, then))
    shelf.publish()
    paint(shelf.folder / "red.bmp", "red")
    rewrite(shelf.folder / "teal.bmp", (shelf.folder / "red.bmp").read_bytes())
    assert not shelf.is_passed_off()
    assert shelf.publish()
    assert not shelf.publish()


def test_a_damaged_note_tells_nothing(shelf: Shelf) -> None:
    """One bit of it may be the picture's size, or the name of what was looked at."""
    chance = random.Random(1)
    whole = bytearray(shelf.note.read_bytes())
    for _ in range(100):
        kept = whole.copy()
        kept[chance.randrange(len(kept))] ^= 1 << chance.randrange(8)
        shelf.note.write_bytes(kept if chance.random() < 0.7 else kept[: chance.randrange(300)])
        assert not shelf.is_passed_off()


def seal(note: Path, said: Any) -> None:
    """Write a note that is whole, whatever it says."""
    sealed.keep(note, json.dumps(said).encode())


def test_a_note_of_another_release_tells_nothing(shelf: Shelf) -> None:
    """What it would make otherwise is made again."""
    note = json.loads(sealed.kept(shelf.note))
    seal(shelf.note, {**note, "asked": "0" * 64})
    assert not shelf.is_passed_off()
    shelf.note.write_text(json.dumps(note))  # as notes were before they were sealed
    assert not shelf.is_passed_off()


def test_notes_that_were_swapped_tell_nothing(shelf: Shelf) -> None:
    """Of two articles that are the same but for their names, each has an edition of its own."""
    first = shelf.note
    (shelf.folder / "ebb.md").write_text(TIDE.replace("The tide", "The ebb"))
    publish(load(shelf.folder / "ebb.md"), shelf.shop)
    (second,) = {*(shelf.shop.cache / NOTES).iterdir()} - {first}
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    assert glanced(load(shelf.folder / "ebb.md"), shelf.shop) is None
    assert not shelf.is_passed_off()


NUMBERS = st.integers() | st.floats() | st.none() | st.text(max_size=3)
ODD = NUMBERS | st.lists(NUMBERS, max_size=3) | st.dictionaries(st.text(max_size=3), NUMBERS)
KEYS = ("asked", "slug", "key", "stood", "findings")


@settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(said=ODD, odd=st.dictionaries(st.sampled_from(KEYS), ODD | st.lists(ODD, max_size=2)))
def test_whatever_a_note_says_it_does_no_harm(shelf: Shelf, said: Any, odd: dict[str, Any]) -> None:
    """A whole one, and still not ours to read: no build fails for it."""
    whole = sealed.kept(shelf.note)
    for each in (said, {**json.loads(whole), **odd}):
        seal(shelf.note, each)
        glanced(load(shelf.article), shelf.shop)
    sealed.keep(shelf.note, whole)


@pytest.mark.parametrize("said", ["[" * 100_000, "9" * 5_000, '{"slug": "\\u0000"}', "1e999"])
def test_json_that_breaks_its_readers_does_no_harm(shelf: Shelf, said: str) -> None:
    """As deep, as long and as odd as it comes."""
    sealed.keep(shelf.note, said.encode())
    assert not shelf.is_passed_off()
