"""A Piper model opened up: its noise is given to it, and it tells how long each phoneme lasts.

The graph is opened and optimised once (`opening`), and kept sealed in the cache folder, under
names that tell of the model, of how it is opened, of onnxruntime and of the processor: a cache may
be shared by machines.
"""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache as once
from importlib.metadata import version
from math import ceil, prod
from pathlib import Path
from platform import machine
from typing import TYPE_CHECKING, Any

from publisher import sealed
from publisher.machine import give_back, hands
from publisher.speaking.engines.opening import (
    NOISE,
    Piece,
    keep,
    keep_elsewhere,
    kept,
    opened,
    optimised,
    processor,
    session_of,
)
from publisher.speaking.engines.parting import windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

log = logging.getLogger(__name__)

VERSION = 3  # raised when a graph is opened in another way, or noise made in another
WINDOW = 512
"""Frames that are made into samples in one go, some six seconds: more take more memory, fewer
more time, for those around them are read again."""
SPAN = 2**13
"""Samples, or steps, that a part of a vocoder makes in one go: as many as what it makes of them on
the way, 32 channels of four bytes each, leaves a processor's own memory room for."""
FEWEST = 16  # times the steps around them are given at a time, or most would be read again


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a vocoder that is ready to run; what is told of it is that of its `Piece`."""

    session: "InferenceSession"
    signal: str
    hop: int
    around: int

    @property
    def wide(self) -> int:
        """Steps that it is given at a time, beside those around them."""
        return max(SPAN // self.hop, FEWEST * self.around, 1)


@dataclass(frozen=True, slots=True)
class Ready:
    """A model that is ready to run, in parts where it could be parted (`parting`).

    Attributes:
        first: all of it, or what makes frames.
        stages: what makes samples of frames, a window at a time; none where the first does all.
    """

    first: "InferenceSession"
    stages: tuple[Stage, ...] = ()

    @property
    def hop(self) -> int:
        """Samples to a frame; 1 where the first makes samples."""
        return prod(stage.hop for stage in self.stages)

    @property
    def around(self) -> int:
        """Frames before and behind a window that its samples depend on."""
        around, steps = 0.0, 1
        for stage in self.stages:
            around += stage.around / steps
            steps *= stage.hop
        return ceil(around)


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
    if cache is None:
        return _begun(optimised(opened(model)))
    where = "-".join(filter(None, (version("onnxruntime"), machine(), processor())))
    path = cache / "voices" / f"{digest}-{VERSION}-{where}"
    try:
        found = _kept(path)
        if found is None and keep_elsewhere(model, path):
            found = _kept(path)
    except OSError as error:
        log.debug("a voice that was made ready cannot be read: %s", error)
        found = None
    return found or _made(model, path)


def run(ready: Ready, given: dict[str, Any], drawn: "NDArray[np.float32]") -> list[Any]:
    """What a model makes of some inputs, and of noise if it takes any: sound, and what it tells."""
    import numpy as np

    every = {**given, NOISE: drawn}
    with hands.busy():
        made, *told = _run(ready.first, every)
        if not ready.stages:
            return [made, *told]
        heard = []
        for begin, end, first, last in windows(made.shape[-1], WINDOW, ready.around):
            signal = made[..., begin:end]
            for stage in ready.stages:
                signal = _over(stage, signal, every)
            kept = slice((first - begin) * ready.hop, (last - begin) * ready.hop)
            heard.append(signal.reshape(-1)[kept])
        return [np.concatenate(heard), *told]


def _over(stage: Stage, signal: "NDArray[np.float32]", every: dict[str, Any]) -> Any:
    """What a part of a vocoder makes of a signal, a window at a time, by whoever is free."""
    import numpy as np

    def made(window: tuple[int, int, int, int]) -> Any:
        begin, end, first, last = window
        given = np.ascontiguousarray(signal[..., begin:end])
        (each,) = _run(stage.session, {**every, stage.signal: given})
        return each[..., (first - begin) * stage.hop : (last - begin) * stage.hop]

    each = tuple(windows(signal.shape[-1], stage.wide, stage.around))
    return np.concatenate(hands.together(made, each), axis=-1)


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
    """A model made ready here, and kept if it can be."""
    pieces = optimised(opened(model))
    try:
        keep(pieces, path)
    except OSError as error:
        log.warning("a voice made ready could not be kept: %s; it is made each time", error)
    return _begun(pieces)


def _kept(path: Path) -> Ready | None:
    """What is kept under a name, or None when it is not there or is damaged."""
    try:
        return _begun(kept(path))
    except FileNotFoundError:
        return None
    except sealed.DamagedError:
        log.warning("a voice made ready was damaged, and is made ready again: %s", path)
        return None


def _begun(pieces: Iterable[Piece]) -> Ready:
    """Sessions of graphs, which are fitted to this processor as they are loaded, if need be."""
    first, *stages = map(_stage, pieces)
    give_back()  # what loading took, as much again as what was loaded
    return Ready(first.session, tuple(stages))


def _stage(piece: Piece) -> Stage:
    import onnxruntime

    levels = onnxruntime.GraphOptimizationLevel
    level = levels.ORT_DISABLE_ALL if piece.fitted else levels.ORT_ENABLE_ALL
    return Stage(session_of(piece.graph, level), piece.signal, piece.hop, piece.around)
