"""What any engine must do: ours, and those that other packages bring by entry point.

To try yours, install it beside publisher and run `pytest tests/speaking/test_engine_kit.py`. Each
engine is loaded as a build loads it; gTTS speaks with a server of this machine.
"""

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Thread
from typing import cast

import numpy as np
import pytest

from publisher.narration import Sound
from publisher.speaking.clauses import clauses
from publisher.speaking.engines import Engine, TakesPhonemes, engines, lacking
from publisher.speaking.engines.kokoro_files import found_in
from publisher.speaking.levels import samples_of
from publisher.speaking.phonetic import given
from tests.conftest import ROOT, need
from tests.speaking.test_gtts import Translate

VOICES = ROOT / "tests/tools"  # where `.ci/run` puts Kokoro
TIDE = "The doctor kept a clock that told the tide."
Heard = Callable[[str], Sound]
LOAD = """
from pathlib import Path
from publisher.speaking.engines import Folders, engine_module
engine = engine_module(name).load("", "en", rate, Folders(Path(cache), (Path(voices),)))
"""
LOAD_GTTS = """
from publisher.speaking.engines.gtts import Google, Pace
engine = Google("en", rate=rate, base_url=url, pace=Pace(0))
"""
SAY = """
import hashlib
for words in said:
    print(hashlib.sha256(engine.say(words).samples).hexdigest(), flush=True)
"""
SAY_ON = """
from publisher.process import Stop
stop = Stop()
stop.heed()
while True:
    engine.say(said[0])
    print("said", flush=True)
    stop.check()
"""


@dataclass(frozen=True)
class Candidate:
    """An engine on trial: its name, and where what it may need is."""

    name: str
    cache: Path
    url: str

    def at(self, rate: float = 1.0) -> Engine:
        """The engine, loaded in this process."""
        named: dict[str, object] = {**self.given(), "rate": rate}
        exec(self.loading, named)  # noqa: S102  # the very words that another process runs
        return cast(Engine, named["engine"])

    def elsewhere(self, script: str, *said: str) -> subprocess.Popen[str]:
        """A process of its own that loads the engine and does something with it."""
        given = {**self.given(), "rate": 1.0, "said": said}
        head = "".join(f"{name} = {value!r}\n" for name, value in given.items())
        return subprocess.Popen(
            [sys.executable, "-c", head + self.loading + script],
            env={**os.environ, "NO_PROXY": "127.0.0.1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @property
    def loading(self) -> str:
        """How it is loaded."""
        return LOAD_GTTS if self.name == "gtts" else LOAD

    def given(self) -> dict[str, object]:
        """What loading it may use."""
        return {"name": self.name, "cache": str(self.cache), "voices": str(VOICES), "url": self.url}


@pytest.fixture(scope="module")
def google() -> Iterator[str]:
    """The address of a server that answers as Google Translate does."""
    with pytest.MonkeyPatch.context() as patched, Translate() as server:
        patched.setenv("NO_PROXY", "127.0.0.1")
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.url()
        server.over.set()
        server.shutdown()


@pytest.fixture(scope="module", params=sorted(engines()))
def candidate(
    request: pytest.FixtureRequest, google: str, tmp_path_factory: pytest.TempPathFactory
) -> Candidate:
    """Every engine there is."""
    if request.param == "kokoro":
        need(found_in(VOICES / "kokoro"), "Kokoro (see tests/tools/kokoro.sh)")
    return Candidate(request.param, tmp_path_factory.mktemp("cache"), google)


@pytest.fixture(name="engine", scope="module")
def _engine(candidate: Candidate) -> Engine:
    return candidate.at()


@pytest.fixture(scope="module")
def first(engine: Engine) -> Heard:
    """What it said of some words when it was first asked: many tests look at the same sounds."""
    return cache(engine.say)


def test_its_card_tells_who_speaks_and_on_what_terms(engine: Engine, candidate: Candidate) -> None:
    """Printed in the book, and said to whoever chooses."""
    voice = engine.voice
    assert voice.engine == candidate.name
    assert voice.name
    assert voice.language.partition("-")[0] in ("en", "und")
    assert voice.licence


def test_every_sound_has_one_rate_and_whole_samples(first: Heard) -> None:
    """Sounds of one engine are joined without a change of rate."""
    sounds = [first(words) for words in (TIDE, "Silence.", "a")]
    assert len({sound.rate for sound in sounds}) == 1
    assert sounds[0].rate >= 8_000
    assert all(len(sound.samples) % 2 == 0 for sound in sounds)
    assert sounds[0].length_ms > 200


def test_words_are_told_in_order_and_within_the_sound(first: Heard) -> None:
    """Or not at all: whole sentences are lit then."""
    sound = first(TIDE)
    places = [(word.start, word.begin) for word in sound.words]
    assert places == sorted(places)
    assert all(0 <= word.start < word.stop <= len(TIDE) for word in sound.words)
    assert all(0 <= word.begin <= word.end <= sound.length_ms + 1 for word in sound.words)


def test_phonemes_that_it_takes_are_said_and_timed(engine: Engine) -> None:
    """One sound for what stands for one word, the same each time; other phonemes, another sound.

    An engine that does not take them is given spellings, and has nothing to do for it.
    """
    if not isinstance(engine, TakesPhonemes):
        assert lacking(engine, "ˈtaɪd") == "ˈtaɪd"
        return
    assert isinstance(engine.lacks("ˈtaɪd"), str)
    assert not engine.lacks("ˈtaɪd")
    words = f"It told the {given('ˈtaɪd', 'tide')}, and {given('ˈhɪm', 'him')}’s."
    sound, other = engine.say(words), engine.say(words.replace("taɪd", "mitikitaɪd"))
    assert sound.samples == engine.say(words).samples
    assert [words[each.start : each.stop] for each in sound.words] == words.split()
    if engine.voice.engine != "silence":
        assert other.length_ms > sound.length_ms + 100


def test_a_slower_rate_takes_longer_and_is_another_sound(candidate: Candidate) -> None:
    """And it has another identity, or a build would be given the sounds of the other rate."""
    slow, fast = candidate.at(0.7), candidate.at(1.5)
    assert slow.say(TIDE).length_ms > 1.5 * fast.say(TIDE).length_ms
    assert slow.identity != fast.identity
    assert candidate.at(0.7).identity == slow.identity


@pytest.mark.parametrize("words", ["", " ", "...", "—", "* * *"])
def test_what_says_nothing_is_short_and_no_error(engine: Engine, words: str) -> None:
    """A passage may hold marks alone; the pause is ours to make."""
    assert engine.say(words).length_ms < 3_000


@pytest.mark.parametrize("words", [
    "a", "5", "🙂", "👩‍👩‍👧‍👦 🇬🇧", "日本", "é" * 150, "[[x]]", "<b>&amp;", "\u200b", "a\nb\tc\x00",
])  # fmt: skip
def test_odd_words_end_no_narration(first: Heard, words: str) -> None:
    """One letter, emoji, other scripts, markup: a sound, or silence."""
    sound = first(words)
    assert sound.length_ms < 60_000


def test_one_letter_is_heard(engine: Engine, first: Heard) -> None:
    """An item of a list may be “a”."""
    sound = first("a")
    assert len(sound)
    assert np.abs(samples_of(sound)).max() > 0.01 or engine.voice.engine == "silence"


@pytest.mark.slow
def test_five_thousand_characters_are_said_to_the_end(candidate: Candidate) -> None:
    """In clauses, as a build gives them: twice the words take twice the time, none is dropped."""
    engine = candidate.at(2.0)
    many = 800 if candidate.name == "kokoro" else 5_000  # eight times as slow; cut all the same
    parts = clauses(" ".join([TIDE] * (many // len(TIDE) + 1))[:many])
    assert sum(map(len, parts)) > 0.98 * many - 10
    lengths = [engine.say(part).length_ms for part in parts]
    assert min(lengths) > 0
    middle = sorted(lengths)[len(lengths) // 2]
    assert sum(lengths) == pytest.approx(middle * len(parts), rel=0.25)


def test_a_sentence_is_the_same_in_another_process_and_order(
    first: Heard, candidate: Candidate
) -> None:
    """A book that is resumed, or made by several machines, is one book."""
    said = ("Silence.", TIDE)
    here = [hashlib.sha256(first(words).samples).hexdigest() for words in said]
    with candidate.elsewhere(SAY, "a", *reversed(said)) as process:
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert out.split()[1:] == here[::-1]


def test_another_take_is_another_sound_where_the_engine_varies(
    engine: Engine, first: Heard, candidate: Candidate
) -> None:
    """What `--respeak` asks for; each take is the same whenever it is asked for again.

    Who asks over the network is given what comes.
    """
    usual, second, third = first(TIDE), engine.say(TIDE, 1), engine.say(TIDE, 2)
    assert usual == engine.say(TIDE)
    assert second == candidate.at().say(TIDE, 1)
    assert len({sound.rate for sound in (usual, second, third)}) == 1
    if not engine.voice.online:
        differ = {sound.samples for sound in (usual, second, third)}
        assert len(differ) == (3 if engine.varies else 1)
    assert second.length_ms == pytest.approx(usual.length_ms, rel=0.3)


def test_two_processes_may_speak_at_once(candidate: Candidate) -> None:
    """Two builds, started together, on one cache folder."""
    running = [candidate.elsewhere(SAY, TIDE) for _ in range(2)]
    ended = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0], ended
    assert len({out for out, _ in ended}) == 1


def test_two_threads_may_speak_at_once(engine: Engine, first: Heard) -> None:
    """Each gets what it would have had alone."""
    said = (TIDE, "Silence.", "It rose.", "We slept, and it fell.")
    alone = [first(words).samples for words in said]
    with ThreadPoolExecutor(2) as pool:
        assert [sound.samples for sound in pool.map(engine.say, said)] == alone


def test_it_can_be_stopped_half_way_and_speaks_on_next_time(candidate: Candidate) -> None:
    """Ctrl-C ends it within seconds, heeded as a build heeds it; what is left harms nobody.

    Python ignores what a signal raises in a callback of C's, so it is looked at between sentences.
    """
    long = TIDE if candidate.name == "kokoro" else TIDE * 5  # eight times as slow
    with candidate.elsewhere(SAY_ON, long) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "said\n"
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode not in (0, None)
    assert len(candidate.at().say("Silence."))
