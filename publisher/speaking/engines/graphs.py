"""A Piper model opened up: its noise is given to it, and it tells how long each phoneme lasts.

The graph is opened and optimised once (`opening`), and kept sealed in the cache folder, under a
name that tells of the model, of how it is opened and of onnxruntime. Optimised only as far as suits
every processor: a cache may be shared by machines.
"""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache as once
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

from publisher import sealed
from publisher.machine import give_back
from publisher.speaking.engines.opening import (
    NOISE,
    Head,
    keep_opened,
    opened,
    optimised,
    session_of,
)
from publisher.speaking.engines.parting import windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

log = logging.getLogger(__name__)

VERSION = 2  # raised when a graph is opened in another way, or noise made in another
WINDOW = 256
"""Frames that are made into samples in one go, some three seconds: more take more memory, fewer
more time, for those around them are read again."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A model that is ready to run, in two parts where it could be parted (`parting`).

    Attributes:
        first: all of it, or what makes frames.
        second: what makes samples of frames, a window at a time; None where the first does all.
        hop: samples to a frame.
        around: frames before and behind a window that its samples depend on.
    """

    first: "InferenceSession"
    second: "InferenceSession | None" = None
    hop: int = 0
    around: int = 0


def session(model: Path, digest: str, cache: Path | None) -> Ready:
    """A model ready to run: opened up as far as it can be, from the cache if it is there.

    Args:
        model: an ``.onnx`` file.
        digest: of that file.
        cache: the folder for what may be made again; None, or one that cannot be written, when
            it is to be made in memory.

    Raises:
        Exception: the model is broken; onnx and onnxruntime raise kinds of their own.
    """
    if cache is not None:
        path = cache / "voices" / f"{digest}-{VERSION}-{version('onnxruntime')}.onnx"
        try:
            return _kept(path) or _made(model, path)
        except OSError as error:
            log.warning("a voice made ready could not be kept: %s; it is made each time", error)
    entry = optimised(opened(model))
    return _begun(entry.graphs, entry.hop, entry.around)


def run(ready: Ready, given: dict[str, Any], drawn: "NDArray[np.float32]") -> list[Any]:
    """What a model makes of some inputs, and of noise if it takes any: sound, and what it tells."""
    import numpy as np

    every = {**given, NOISE: drawn}
    made, *told = _run(ready.first, every)
    if ready.second is None:
        return [made, *told]
    frames, *_ = (each.name for each in ready.second.get_inputs() if each.name not in every)
    heard = []
    for begin, end, first, last in windows(made.shape[-1], WINDOW, ready.around):
        window = np.ascontiguousarray(made[..., begin:end])
        (samples,) = _run(ready.second, {**every, frames: window})
        kept = slice((first - begin) * ready.hop, (last - begin) * ready.hop)
        heard.append(samples.reshape(-1)[kept])
    return [np.concatenate(heard), *told]


def _run(part: "InferenceSession", every: dict[str, Any]) -> list[Any]:
    takes = {each.name for each in part.get_inputs()}
    return list(part.run(None, {name: value for name, value in every.items() if name in takes}))


def noise(seed: str, count: int) -> "NDArray[np.float32]":
    """Numbers that look drawn by chance, and are the same for the same seed.

    Args:
        seed: what they are to depend on.
        count: how many.

    Returns:
        Normal: mean 0, deviation 1.

    Source:
        Salmon and others, "Parallel random numbers: as easy as 1, 2, 3", SC11: Philox.
    """
    import numpy as np

    key = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:16], "little")
    drawn = np.random.Generator(np.random.Philox(key=key))
    return drawn.standard_normal(count, dtype=np.float32)


@once
def libraries() -> str:
    """The libraries whose versions shape the low bits of a sound."""
    names = ("piper-tts", "onnxruntime", "numpy")
    return ", ".join(f"{name} {version(name)}" for name in names)


def _made(model: Path, path: Path) -> Ready:
    """A model made ready and kept.

    Raises:
        OSError: it cannot be.
    """
    keep_opened(model, path)
    with path.open("rb") as file:
        return _read(file)


def _kept(path: Path) -> Ready | None:
    """What is kept under a name, or None when it is not there or is damaged."""
    try:
        with sealed.opened(path) as file:
            return _read(file)
    except FileNotFoundError:
        return None
    except sealed.DamagedError:
        log.warning("a voice made ready was damaged, and is made ready again: %s", path)
        return None


def _read(file: IO[bytes]) -> Ready:
    """What a file holds.

    Raises:
        OSError: there is no room to unpack it.
    """
    head = Head.read(file)
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{place}.onnx" for place, _ in enumerate(head.sizes)]
        for path, size in zip(paths, head.sizes, strict=True):
            path.write_bytes(file.read(size))
        return _begun(paths, head.hop, head.around)


def _begun(graphs: Iterable[Path | bytes], hop: int, around: int) -> Ready:
    """Sessions of graphs, which are fitted to this processor as they are loaded."""
    import onnxruntime

    level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    first, *others = (session_of(each, level) for each in graphs)
    give_back()  # what loading took, as much again as what was loaded
    return Ready(first, next(iter(others), None), hop, around)
