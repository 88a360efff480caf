"""A model in parts says what it said in one, and takes no more memory for a long sentence."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest

from publisher.speaking.engines import NOWHERE, graphs, opening, shelf
from publisher.speaking.engines.parting import parted, windows
from tests.speaking.kettle import kettle

PEAK = """
import resource, sys
from publisher.speaking.engines import Folders, piper

voice = piper.load("", "en-US", 1.0, Folders())
voice.say("One.")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
voice.say(" ".join(["the tide came in and went out again"] * int(sys.argv[1])))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.fixture(scope="module")
def ready() -> graphs.Ready:
    """The voice that comes with publisher, parted and loaded."""
    joe = next(model for name, model in shelf.models(NOWHERE).items() if "joe" in name)
    return graphs.session(joe, "digest", None)


def said(ready: graphs.Ready, length: int = 400) -> "np.ndarray":
    """What a model makes of some phonemes."""
    given = {
        "input": np.array([[1, *(10 + number % 100 for number in range(length)), 2]]),
        "input_lengths": np.array([length + 2]),
        "scales": np.array([0.667, 1.0, 0.8], np.float32),
    }
    return np.asarray(graphs.run(ready, given, graphs.noise("the tide", 80_000))[0]).reshape(-1)


def test_windows_cover_every_frame_once() -> None:
    """A frame left out would be a click; one said twice, a stutter."""
    for count in (1, 5, 256, 257, 1_000):
        found = list(windows(count, 256, 12))
        assert [frame for _, _, begin, end in found for frame in range(begin, end)] == list(
            range(count)
        )
        assert all(
            first == max(begin - 12, 0) and last == min(end + 12, count)
            for first, last, begin, end in found
        )


def test_a_voice_sounds_the_same_in_windows_as_in_one(
    ready: graphs.Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A seam every second would be heard in every sentence."""
    assert [stage.hop for stage in ready.stages] == [8, 32]
    monkeypatch.setattr(graphs, "WINDOW", 256)
    windowed = said(ready)
    monkeypatch.setattr(graphs, "WINDOW", 10**6)
    monkeypatch.setattr(graphs, "SPAN", 10**9)
    whole = said(ready)
    assert len(whole) > 2 * 256 * ready.hop  # there were seams
    assert np.array_equal(windowed, whole)


def test_little_is_read_twice(ready: graphs.Ready) -> None:
    """Of a vocoder that could be parted once only, a window as short would be mostly margins."""
    whole = graphs.Stage(ready.first, "frames", ready.hop, ready.around)
    for stage in (*ready.stages, whole):
        assert stage.wide >= 16 * stage.around
    assert ready.stages[1].wide * 32 == graphs.SPAN


@pytest.mark.parametrize("place", [0, 1])
def test_fewer_steps_around_a_window_would_be_heard(ready: graphs.Ready, place: int) -> None:
    """As many are read as are needed: what is reckoned from the model is no guess."""
    stages = list(ready.stages)
    stages[place] = replace(stages[place], around=stages[place].around // 2)
    short = graphs.Ready(ready.first, tuple(stages))
    assert not np.array_equal(said(ready), said(short))


def test_a_model_without_a_vocoder_is_left_whole(tmp_path: Path) -> None:
    """Another maker's voice speaks as it always did."""
    model = onnx.load(str(kettle(tmp_path)))
    assert parted(model) is None
    assert len(opening.opened(kettle(tmp_path))) == 1


def test_a_long_sentence_takes_little_more_memory_than_a_short_one() -> None:
    """A breath of half a minute would take the gigabyte that a small machine has."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, "12"], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 150  # megabytes; in one piece 335
