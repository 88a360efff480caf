"""A Piper model opened up: its noise is given to it, and it tells how long each phoneme lasts.

A model draws noise from a source of its own, which goes on from sentence to sentence: so no
sentence is said twice the same way. Here the nodes that draw take it from an input instead, one
after another from one ribbon of numbers, and begin again where the ribbon ends. What is given is
what they drew: normal, mean 0 and deviation 1, scaled further on in the graph as before.

The graph is opened and optimised once, and kept sealed in the cache folder, under a name that tells
of the model, of this module and of onnxruntime. Optimised only as far as suits every processor: a
cache may be shared by machines.
"""

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache as once
from importlib.metadata import version
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publisher import sealed
from publisher.speaking.engines.parting import flattened, parted, windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnx import GraphProto, ModelProto, NodeProto
    from onnxruntime import InferenceSession

log = logging.getLogger(__name__)

VERSION = 2  # raised when a graph is opened in another way, or noise made in another
NOISE = "publisher/noise"  # the name of the input
THREADS = 1
"""How many threads a sentence is spoken on: sums are parted by it, so their low bits are too.

So it is the same on every machine. What keeps all cores busy is to speak several sentences at once
(`crew`): on two cores two sentences on a thread each take less than one after another on two.
"""

WINDOW = 256
"""Frames that are made into samples in one go, some three seconds: more take more memory, fewer
more time, for those around them are read again."""

_OPERATORS = 11  # the version of ONNX's operators since which there is Range


@dataclass(frozen=True, slots=True)
class Entry:
    """A model as it is kept: one graph, or the two it was parted into.

    Attributes:
        graphs: ONNX.
        hop: samples to a frame; 0 where it was not parted.
        around: frames before and behind a window that its samples depend on.
    """

    graphs: tuple[bytes, ...]
    hop: int = 0
    around: int = 0

    @property
    def window(self) -> dict[str, int]:
        """What tells how the second graph is given frames."""
        return {"hop": self.hop, "around": self.around}

    def packed(self) -> bytes:
        """A line that tells of the graphs, and these behind it."""
        head = {**self.window, "sizes": [len(each) for each in self.graphs]}
        return b"\n".join((json.dumps(head).encode(), b"".join(self.graphs)))

    @classmethod
    def unpacked(cls, packed: bytes) -> "Entry":
        """What was packed, known to be whole."""
        head, _, rest = packed.partition(b"\n")
        told = json.loads(head)
        ends = [0, *accumulate(told["sizes"])]
        graphs = tuple(rest[begin:end] for begin, end in pairwise(ends))
        return cls(graphs, told["hop"], told["around"])


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
    kept = cache / "voices" / f"{digest}-{VERSION}-{version('onnxruntime')}.onnx" if cache else None
    entry = _kept(kept)
    if entry is None:
        entry = _optimised(opened(model))
        if kept is not None:
            _keep(entry, kept)
    return _ready(entry)


def opened(model: Path) -> Entry:
    """A model with its noise as an input and its phonemes' lengths as an output, where it can be.

    Raises:
        Exception: it is no model.
    """
    import onnx

    loaded = onnx.load(str(model))
    _give_noise(loaded)
    _tell_lengths(loaded.graph)
    parts = parted(loaded)
    graphs = (parts.first, parts.second) if parts else (loaded,)
    for each in graphs:
        flattened(each)
    hop, around = (parts.hop, parts.around) if parts else (0, 0)
    return Entry(tuple(bytes(each.SerializeToString()) for each in graphs), hop, around)


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


def _give_noise(model: "ModelProto") -> None:
    """Have the nodes that draw noise take it from an input; a model with others is left alone."""
    from onnx import TensorProto, helper

    graph = model.graph
    drawing = [node for node in graph.node if _draws(node)]
    operators = max((each.version for each in model.opset_import if not each.domain), default=0)
    if not drawing or operators < _OPERATORS or not all(map(_is_plain, drawing)):
        log.debug("a model's noise cannot be given to it: %s", [node.op_type for node in drawing])
        return
    nodes = [helper.make_node("Size", [NOISE], [f"{NOISE}/length"])]
    begin = f"{NOISE}/begin"
    for node in graph.node:
        if _draws(node):
            nodes += _taking(node, begin)
            begin = f"{node.output[0]}/end"
        else:
            nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)
    for name, value in ((f"{NOISE}/begin", 0), (f"{NOISE}/one", 1)):
        graph.initializer.append(helper.make_tensor(name, TensorProto.INT64, [], [value]))
    graph.input.append(helper.make_tensor_value_info(NOISE, TensorProto.FLOAT, ["numbers"]))


def _draws(node: "NodeProto") -> bool:
    return node.op_type.startswith("Random") or node.op_type in ("Multinomial", "Bernoulli")


def _is_plain(node: "NodeProto") -> bool:
    """Whether it draws as VITS does: as many floats as another tensor has, mean 0, deviation 1."""
    told = {each.name: each.f or each.i for each in node.attribute if each.name != "seed"}
    usual = {"dtype": 1, "mean": 0.0, "scale": 1.0}
    return node.op_type == "RandomNormalLike" and {**usual, **told} == usual


def _taking(node: "NodeProto", begin: str) -> "Iterator[NodeProto]":
    """What stands in a drawing node's place: from where on the ribbon it takes, and how much."""
    from onnx import helper

    like, made = node.input[0], node.output[0]
    steps = (
        ("Shape", (like,), "shape"),
        ("Size", (like,), "size"),
        ("Add", (begin, f"{made}/size"), "end"),
        ("Range", (begin, f"{made}/end", f"{NOISE}/one"), "places"),
        ("Mod", (f"{made}/places", f"{NOISE}/length"), "on ribbon"),
        ("Gather", (NOISE, f"{made}/on ribbon"), "taken"),
    )
    for kind, given, name in steps:
        yield helper.make_node(kind, given, [f"{made}/{name}"])
    yield helper.make_node("Reshape", [f"{made}/taken", f"{made}/shape"], [made])


def _tell_lengths(graph: "GraphProto") -> None:
    """Have the lengths of phonemes, in frames, told behind the sound.

    VITS rounds them up and sums them up; other things that are rounded up are not summed up.
    """
    from onnx import ValueInfoProto

    if len(graph.output) > 1:  # it tells them already
        return
    summed = {name for node in graph.node if node.op_type == "CumSum" for name in node.input[:1]}
    rounded = [name for node in graph.node if node.op_type == "Ceil" for name in node.output]
    lengths = [name for name in rounded if name in summed] or rounded
    if len(lengths) == 1:
        graph.output.append(ValueInfoProto(name=lengths[0]))
    else:
        log.debug("a model does not tell how long its phonemes last: %s", rounded)


def _kept(path: Path | None) -> Entry | None:
    """The graphs kept under a name, or None when they are not there or are damaged."""
    if path is None:
        return None
    try:
        return Entry.unpacked(sealed.kept(path))
    except OSError:
        return None
    except sealed.DamagedError:
        log.warning("a voice made ready was damaged, and is made ready again: %s", path)
        return None


def _keep(entry: Entry, path: Path) -> None:
    try:
        sealed.keep(path, entry.packed())
    except OSError as error:
        log.warning("a voice made ready could not be kept, and is made ready each time: %s", error)


def _optimised(entry: Entry) -> Entry:
    """Graphs as onnxruntime rewrites them, as far as suits every processor; it does so in files.

    Where none can be written they are left as they are: they take longer to load.
    """
    import onnxruntime

    level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    rewritten = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            for place, graph in enumerate(entry.graphs):
                path = Path(folder) / f"{place}.onnx"
                _session(graph, level, keep=path)
                rewritten.append(path.read_bytes())
    except Exception as error:  # onnxruntime, which writes them, raises kinds of its own
        log.debug("a voice could not be optimised: %s", error)
        return entry
    return replace(entry, graphs=tuple(rewritten))


def _ready(entry: Entry) -> Ready:
    """Sessions of graphs, which are fitted to this processor as they are loaded."""
    import onnxruntime

    level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    return Ready(*(_session(each, level) for each in entry.graphs), **entry.window)


def _session(graph: bytes, level: Any, keep: Path | None = None) -> "InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = level
    options.intra_op_num_threads = THREADS
    # A thread that waits for work in a loop takes the core of another that has some.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if keep is not None:
        options.optimized_model_filepath = os.fspath(keep)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
