"""A model opened up: what is drawn by chance is given to it, and kept opened in the cache."""

import errno
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnx
import pytest

from publisher import sealed
from publisher.speaking.engines import Folders, graphs, opening, piper
from tests.speaking.kettle import kettle

WORDS = "the kettle sang, and the cat slept."
SPEAK = """
import sys, hashlib
from pathlib import Path
from publisher.speaking.engines import Folders, piper

voice = piper.load(sys.argv[1], "en", 1.0, Folders(Path(sys.argv[2])))
print(hashlib.sha256(voice.say(sys.argv[3]).samples).hexdigest())
"""


def said(model: Path, cache: Path | None) -> bytes:
    """What a voice says, as if no one had loaded it before."""
    piper._ready.clear()
    sound = piper.load(str(model), "en", 1.0, Folders(cache)).say(WORDS)
    assert len(sound) > 5_000
    assert len(sound.words) == 7
    return sound.samples


def kept(cache: Path) -> list[Path]:
    """All that a cache folder holds, each file whole."""
    found = sorted(path for path in cache.rglob("*") if path.is_file())
    assert all(map(sealed.kept, found))
    return found


def models(cache: Path) -> list[Path]:
    """The models that a cache folder holds, each as the file that tells of it."""
    return list(cache.rglob("*.json"))


def counted(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The models that are opened in this process from now on."""
    found: list[Path] = []
    opened = opening.opened

    def noted(model: Path) -> tuple[opening.Piece, ...]:
        found.append(model)
        return opened(model)

    monkeypatch.setattr(graphs, "opened", noted)
    return found


def model_of(piece: opening.Piece) -> onnx.ModelProto:
    """The model of one that is in memory."""
    assert isinstance(piece.graph, bytes)
    return onnx.load_from_string(piece.graph)


def test_a_model_is_opened_once_and_sounds_the_same_from_the_cache(tmp_path: Path) -> None:
    """Made in memory, made and kept, and found again: one sound, to the bit."""
    model, cache = kettle(tmp_path / "voices"), tmp_path / "cache"
    first = said(model, None)
    assert said(model, cache) == first
    before = {path: path.stat().st_mtime_ns for path in kept(cache)}
    assert len(models(cache)) == 1
    assert said(model, cache) == first
    assert {path: path.stat().st_mtime_ns for path in kept(cache)} == before


@pytest.mark.parametrize("harm", ["cut", "changed", "empty", "away"])
def test_a_damaged_model_in_the_cache_is_made_again(tmp_path: Path, harm: str) -> None:
    """A disk that lost a byte would give a voice that rattles, for ever."""
    model, cache = kettle(tmp_path / "voices"), tmp_path / "cache"
    first = said(model, cache)
    made = kept(cache)
    assert len(made) > 1
    for path in made:
        whole = path.read_bytes()
        middle = len(whole) // 2
        changed = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        path.write_bytes({"cut": whole[:-40], "changed": changed}.get(harm, b""))
        if harm == "away":
            path.unlink()
        assert said(model, cache) == first
        assert kept(cache) == made


@pytest.mark.parametrize("python", [sys.executable, "/nowhere/python", "false"])
def test_a_large_model_is_opened_by_another_process_if_one_can_be_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    """What that takes is not kept by a build for hours; and it is opened in any case, and alike."""
    model, cache = kettle(tmp_path / "voices"), tmp_path / "cache"
    first = said(model, None)
    monkeypatch.setattr(opening, "LARGE", 0)
    times = counted(monkeypatch)
    here_too = [] if python == sys.executable else [model]
    monkeypatch.setattr(sys, "executable", python)
    assert said(model, cache) == first
    assert times == here_too
    assert len(kept(cache)) > 1
    times.clear()
    assert said(model, cache) == first
    assert not times


def test_where_nothing_can_be_kept_it_speaks_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk or a read-only home costs half a second, and no narration."""
    model, cache = kettle(tmp_path / "voices"), tmp_path / "cache"
    cache.write_text("in the way")
    monkeypatch.setattr(opening, "LARGE", 0)
    times = counted(monkeypatch)
    assert said(model, cache) == said(model, None)
    assert times == [model, model]  # once for each: it is not opened in vain first


def test_a_disk_that_fills_up_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A voice takes 60 MB there: part of one would be in the way of what there is no room for."""
    model, cache = kettle(tmp_path / "voices"), tmp_path / "cache"
    keep = sealed.keep

    def full(path: Path, body: bytes) -> None:
        if path.suffix == ".json":
            raise OSError(errno.ENOSPC, "No space left on device")
        keep(path, body)

    monkeypatch.setattr(sealed, "keep", full)
    assert said(model, cache) == said(model, None)
    assert not kept(cache)


def test_another_model_of_the_same_name_is_another_voice(tmp_path: Path) -> None:
    """What is kept goes by what a model is, not by where it was."""
    cache = tmp_path / "cache"
    one = said(kettle(tmp_path / "a"), cache)
    other = said(kettle(tmp_path / "b", seed=1), cache)
    assert one != other
    assert len(models(cache)) == 2


def test_what_is_kept_is_for_one_kind_of_processor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Machines that share a cache would else speak with what was fitted to another, or not at all.

    Where it is not known which processor this is, what is kept suits all, and sounds the same.
    """
    model, cache = kettle(tmp_path / "voices"), tmp_path / "cache"
    first = said(model, cache)
    for name in ("another", ""):
        for module in (graphs, opening):
            monkeypatch.setattr(module, "processor", lambda name=name: name)
        assert said(model, cache) == first
    assert len(models(cache)) == 3


def test_several_processes_may_open_a_model_at_once(tmp_path: Path) -> None:
    """Two builds started together: each speaks, neither reads half of what the other writes."""
    model, cache = kettle(tmp_path / "voices"), tmp_path / "cache"
    command = [sys.executable, "-c", SPEAK, str(model), str(cache), WORDS]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    heard = {process.communicate(timeout=60)[0] for process in running}
    assert [process.returncode for process in running] == [0] * 4
    assert len(heard) == 1
    assert len(models(cache)) == 1


@pytest.mark.parametrize("draws", ["RandomUniformLike", "Bernoulli"])
def test_a_model_that_draws_in_another_way_speaks_as_it_did(tmp_path: Path, draws: str) -> None:
    """It is not ours to change what it draws; it tells how long its phonemes last all the same."""
    opened = model_of(opening.opened(kettle(tmp_path, draws=draws))[0])
    assert {node.op_type for node in opened.graph.node} >= {draws}
    assert [each.name for each in opened.graph.input] == ["input", "input_lengths", "scales"]
    assert len(said(tmp_path / "en_GB-kettle-medium.onnx", None)) > 5_000


def test_a_model_without_noise_needs_none(tmp_path: Path) -> None:
    """It says everything the same way by itself."""
    model = kettle(tmp_path, draws="")
    assert said(model, None) == said(model, None)


def test_it_tells_of_the_lengths_that_are_summed_up(tmp_path: Path) -> None:
    """A model may round up other things; only lengths become places by being summed up."""
    model = kettle(tmp_path)
    loaded = onnx.load(str(model))
    loaded.graph.node.append(onnx.helper.make_node("Ceil", ["scale 0"], ["odd"]))
    onnx.save(loaded, str(model))
    opened = model_of(opening.opened(model)[0])
    assert [each.name for each in opened.graph.output] == ["output", "lengths"]


def test_noise_is_normal_and_goes_by_its_seed() -> None:
    """As the model drew it: mean 0, deviation 1, two in a hundred beyond 2.33 of them."""
    drawn = graphs.noise("the tide", 400_000)
    assert drawn.dtype == np.float32
    assert abs(drawn.mean()) < 0.01
    assert drawn.std() == pytest.approx(1, abs=0.01)
    assert (np.abs(drawn) > 2.326).mean() == pytest.approx(0.02, abs=0.001)
    assert (graphs.noise("the tide", 9) == drawn[:9]).all()
    assert (graphs.noise("the tides", 9) != drawn[:9]).all()


def test_nodes_draw_one_after_another_and_begin_again_where_the_ribbon_ends(
    tmp_path: Path,
) -> None:
    """No number is used twice while there are others, and none is ever missing."""
    session = graphs.session(kettle(tmp_path), "digest", None)
    given = {
        "input": np.array([[5, 6, 7]]),
        "input_lengths": np.array([3]),
        "scales": np.array([1, 1, 0], np.float32),  # each phoneme lasts one frame
    }
    for count in (3 + 192 * 3, 100):
        ribbon = np.arange(count, dtype=np.float32)
        sound, lengths = graphs.run(session, given, ribbon)
        assert lengths.tolist() == [[1, 1, 1]]
        taken = np.resize(ribbon, 3 + 192 * 3)[3:].reshape(192, 3)
        heard = sound.reshape(3, 256)
        assert heard == pytest.approx(
            np.repeat(taken.mean(axis=0)[:, None] * 0.3, 256, axis=1), rel=1e-4
        )


def test_many_threads_may_speak_with_one_session(tmp_path: Path) -> None:
    """Each gets what it would have had alone."""
    voice = piper.load(str(kettle(tmp_path)), "en", 1.0)
    words = [f"{each} kettles sang, and the cat slept." for each in ("two", "ten", "six", "no")]
    alone = [voice.say(each).samples for each in words]
    with ThreadPoolExecutor(4) as pool:
        assert [sound.samples for sound in pool.map(voice.say, words * 5)] == alone * 5
