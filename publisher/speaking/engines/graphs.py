"""A Piper model opened up: its noise is given to it, and it tells how long each phoneme lasts.

A model draws noise from a source of its own, which goes on from sentence to sentence: so no
sentence is said twice the same way. Here the nodes that draw take it from an input instead, one
after another from one ribbon of numbers, and begin again where the ribbon ends. What is given is
what they drew: normal, mean 0 and deviation 1, scaled further on in the graph as before.

The graph is opened and optimised once, and kept in the cache folder, each followed by a digest of
itself, under a name that tells of the model, of this module and of onnxruntime. Optimised only as
far as suits every processor: a cache may be shared by machines.
"""

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterator
from functools import cache as once
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

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

_DIGEST_BYTES = 32  # SHA-256
_OPERATORS = 11  # the version of ONNX's operators since which there is Range


def session(model: Path, digest: str, cache: Path | None) -> "InferenceSession":
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
    graph = _kept(kept)
    if graph is not None:
        return _session(graph, optimised=True)
    graph = opened(model)
    if kept is None:
        return _session(graph)
    try:
        return _keep(graph, kept)
    except Exception as error:  # onnxruntime, which writes it, raises kinds of its own
        log.warning("a voice made ready could not be kept, and is made ready each time: %s", error)
        return _session(graph)


def opened(model: Path) -> bytes:
    """A model with its noise as an input and its phonemes' lengths as an output, where it can be.

    Raises:
        Exception: it is no model.
    """
    import onnx

    loaded = onnx.load(str(model))
    _give_noise(loaded)
    _tell_lengths(loaded.graph)
    return bytes(loaded.SerializeToString())


def run(
    ready: "InferenceSession", given: dict[str, Any], drawn: "NDArray[np.float32]"
) -> list[Any]:
    """What a model makes of some inputs, and of noise if it takes any."""
    takes = {each.name for each in ready.get_inputs()}
    every = {**given, NOISE: drawn}
    return list(ready.run(None, {name: value for name, value in every.items() if name in takes}))


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


def _kept(path: Path | None) -> bytes | None:
    """The graph kept under a name, or None when it is not there or is damaged."""
    try:
        entry = path.read_bytes() if path else b""
    except OSError:
        return None
    graph, digest = entry[:-_DIGEST_BYTES], entry[-_DIGEST_BYTES:]
    if graph and hashlib.sha256(graph).digest() == digest:
        return graph
    if entry:
        log.warning("a voice made ready was damaged, and is made ready again: %s", path)
    return None


def _keep(graph: bytes, path: Path) -> "InferenceSession":
    """A session of an opened graph, which is kept as that session has optimised it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".new-") as folder:
        optimised = Path(folder) / path.name
        ready = _session(graph, keep=optimised)
        entry = optimised.read_bytes()
        with optimised.open("ab") as file:
            file.write(hashlib.sha256(entry).digest())
        optimised.replace(path)
    return ready


def _session(
    graph: bytes, *, optimised: bool = False, keep: Path | None = None
) -> "InferenceSession":
    """A session of a graph: of one kept, and of one just opened, the same to the bit."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    levels = onnxruntime.GraphOptimizationLevel
    options.graph_optimization_level = (
        levels.ORT_DISABLE_ALL if optimised else levels.ORT_ENABLE_EXTENDED
    )
    options.intra_op_num_threads = THREADS
    # A thread that waits for work in a loop takes the core of another that has some.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if keep is not None:
        options.optimized_model_filepath = os.fspath(keep)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
