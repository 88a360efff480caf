"""What was said once is not said again, and never taken for something else."""

import hashlib
import io
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from publisher.narration import Sound, Voice, Word
from publisher.speaking.engines import silence
from publisher.speaking.levels import sound_of
from publisher.speaking.remembering import Remembering
from publisher.store import Store
from tests.speaking.test_levels import RATE, tone


@dataclass
class Counting:
    """An engine that hums for as long as the words are, and counts how often it was asked."""

    identity: str = "counting 1"
    voice: Voice = field(default_factory=lambda: Voice("counting", "counting", "en"))
    asked: int = 0

    def say(self, words: str) -> Sound:
        """Hum."""
        self.asked += 1
        timed = silence.load("", "en", 1.0).say(words).words
        return replace(sound_of(tone(len(words) / 20, 0.4), RATE), words=timed)


def test_the_same_words_are_spoken_once(tmp_path: Path) -> None:
    """A second build of a book costs no hour of speaking."""
    engine = Counting()
    first = Remembering(engine, Store(tmp_path)).say("It rose.")
    again = Remembering(engine, Store(tmp_path))
    assert again.say("It rose.") == first
    assert (engine.asked, again.spoken, again.remembered) == (1, 0, 1)


def test_sound_is_remembered_to_the_last_sample(tmp_path: Path) -> None:
    """Kept with loss, a book would sound worse each time it is built."""
    store = Store(tmp_path)
    noise = np.random.default_rng(1).uniform(-1, 1, 5_000).astype(np.float32)
    store.keep("ab" * 32, sound_of(noise, RATE))
    assert store.find("ab" * 32) == sound_of(noise, RATE)


def test_another_engine_or_setting_is_not_given_the_old_sound(tmp_path: Path) -> None:
    """A voice that was changed must be heard to have changed."""
    store = Store(tmp_path)
    Remembering(Counting("counting 1, rate 1"), store).say("It rose.")
    other = Counting("counting 1, rate 0.8")
    Remembering(other, store).say("It rose.")
    assert other.asked == 1


@pytest.mark.parametrize("harm", ["cut", "flip", "empty", "text"])
def test_a_damaged_sound_is_noticed_and_made_again(tmp_path: Path, harm: str) -> None:
    """A disk that lost its power mid-write must not put a crack into every book to come."""
    engine, store = Counting(), Store(tmp_path)
    whole = Remembering(engine, store).say("It rose.")
    entry = next(tmp_path.rglob("*.flac"))
    content = entry.read_bytes()
    middle = len(content) // 2
    flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    entry.write_bytes({"cut": content[:-40], "flip": flipped, "empty": b"", "text": b"sorry"}[harm])
    assert Remembering(engine, store).say("It rose.") == whole
    assert engine.asked == 2
    assert store.find(Remembering(engine, store).key("It rose.")) == whole


def test_a_store_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    """Remembering is a help; a full disk at home must not keep a book from being made."""
    (tmp_path / "file").write_text("in the way")
    engine = Remembering(Counting(), Store(tmp_path / "file"))
    assert engine.say("It rose.").length_ms > 0


def test_a_sound_of_nothing_is_no_error(tmp_path: Path) -> None:
    """An engine may find nothing to say in what we thought were words."""
    engine = Remembering(Counting(), Store(tmp_path))
    assert [engine.say("") for _ in range(2)] == [Sound(b"", RATE)] * 2


def test_a_remembered_sound_knows_its_words(tmp_path: Path) -> None:
    """A book built a second time lights the same words at the same moments."""
    store = Store(tmp_path)
    first = Remembering(Counting(), store).say("It rose, slowly.")
    assert len(first.words) == 3
    again = Remembering(Counting(), store)
    assert again.say("It rose, slowly.").words == first.words
    assert again.remembered == 1


@given(
    st.binary(min_size=2, max_size=64).map(lambda them: them[: len(them) // 2 * 2]),
    st.lists(st.builds(Word, *[st.integers(0, 2**31)] * 4), max_size=100).map(tuple),
)
def test_whatever_words_a_sound_has_come_back(
    tmp_path_factory: pytest.TempPathFactory, samples: bytes, words: tuple[Word, ...]
) -> None:
    """As many as a clause can have, each to the millisecond."""
    store = Store(tmp_path_factory.getbasetemp() / "store")
    sound = Sound(samples, RATE, words)
    store.keep("ab" * 32, sound)
    assert store.find("ab" * 32) == sound


@pytest.mark.parametrize("comment", [
    "sorry", "[", "[[0, 2, 0]]", '[["a", "b", "c", "d"]]', "[1, 2]", "7", "null", '{"words": 1}',
    "[[0, 2, 0, 5, 9]]", "[[0, 2, 0, null]]", "[[0, 2, 0, Infinity]]", "[" * 5_000,
])  # fmt: skip
def test_words_that_cannot_be_read_are_spoken_anew(tmp_path: Path, comment: str) -> None:
    """Whole, by its digest, and still not ours to read: another release may have kept it."""
    engine, store = Counting(), Store(tmp_path)
    whole = Remembering(engine, store).say("It rose.")
    rewritten(next(tmp_path.rglob("*.flac")), comment)
    assert Remembering(engine, store).say("It rose.") == whole
    assert engine.asked == 2
    assert store.find(Remembering(engine, store).key("It rose.")) == whole


def test_an_entry_that_is_no_sound_is_spoken_anew(tmp_path: Path) -> None:
    """Its digest is right; it is not a FLAC all the same."""
    engine, store = Counting(), Store(tmp_path)
    whole = Remembering(engine, store).say("It rose.")
    next(tmp_path.rglob("*.flac")).write_bytes(b"sorry" + hashlib.sha256(b"sorry").digest())
    assert Remembering(engine, store).say("It rose.") == whole


def rewritten(entry: Path, comment: str) -> None:
    """Give an entry another comment, and the digest that goes with it."""
    samples, rate = soundfile.read(io.BytesIO(entry.read_bytes()[:-32]), dtype="int16")
    packed = io.BytesIO()
    with soundfile.SoundFile(
        packed, "w", samplerate=rate, channels=1, format="FLAC", subtype="PCM_16"
    ) as file:
        file.comment = comment
        file.write(samples)
    entry.write_bytes(packed.getvalue() + hashlib.sha256(packed.getvalue()).digest())
