"""Opening a Piper model up, in a process of its own.

A model draws noise from a source of its own, which goes on from sentence to sentence: so no
sentence is said twice the same way. Here the nodes that draw take it from an input instead, one
after another from one ribbon of numbers, and begin again where the ribbon ends. What is given is
what they drew: normal, mean 0 and deviation 1, scaled further on in the graph as before. And the
lengths of phonemes, which the graph reckons, become an output.

To rewrite a model takes as much memory as to speak with it for an hour, which a process keeps until
it ends, and a second or two of one core: so another process does it, while its builder reads on.

    python -m publisher.speaking.engines.opening MODEL WHERE
"""

import hashlib
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publisher import sealed
from publisher.speaking.engines.layout import blocked, flattened
from publisher.speaking.engines.parting import Stage, parted

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, NodeProto
    from onnxruntime import InferenceSession

log = logging.getLogger(__name__)

NOISE = "publisher/noise"  # the name of the input
THREADS = 1
"""How many threads a sentence is spoken on: sums are parted by it, so their low bits are too.

So it is the same on every machine. What keeps all cores busy is to speak several sentences at once
(`crew`): on two cores two sentences on a thread each take less than one after another on two.
"""

LARGE = 2**24  # bytes, of a model that is worth a process of its own; half a second to begin
_SELF = "publisher.speaking.engines.opening"
_OPERATORS = 11  # the version of ONNX's operators since which there is Range


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the graphs that a model is opened up to, which are run one behind another.

    Attributes:
        graph: ONNX; or, where it is fitted, as onnxruntime keeps it, or the file that holds that.
        signal: the input that it can be given a window at a time; "" where it takes all at once.
        hop: steps of what it makes, or samples, to a step of its signal.
        around: steps before and behind a window that what it makes depends on.
        fitted: whether it is rewritten as far as onnxruntime goes for this `processor`.
    """

    graph: bytes | Path
    signal: str = ""
    hop: int = 0
    around: int = 0
    fitted: bool = False


def keep(pieces: Iterable[Piece], path: Path) -> None:
    """Keep a model's graphs, which are in memory: each in a sealed file, and what is told of them.

    Args:
        pieces: in their order.
        path: how the names of the files begin. The one that tells of the others is written last.

    Raises:
        OSError: they cannot be written, and nothing is left of them.
    """
    files, told = [], []
    try:
        for place, piece in enumerate(pieces):
            assert isinstance(piece.graph, bytes)
            files.append(_graph(path, place, piece.fitted))
            sealed.keep(files[-1], piece.graph)
            told.append((piece.signal, piece.hop, piece.around, piece.fitted))
        sealed.keep(_told(path), json.dumps(told).encode())
    except OSError:
        for file in files:
            file.unlink(missing_ok=True)
        raise


def kept(path: Path) -> Iterator[Piece]:
    """What is kept of a model, each graph of it whole; those that are fitted stay in their files.

    Raises:
        OSError: it is not there, or cannot be read.
        DamagedError: it is not as it was written.
    """
    for place, (signal, hop, around, fitted) in enumerate(json.loads(sealed.kept(_told(path)))):
        file = _graph(path, place, fitted)
        if fitted:
            with sealed.opened(file):  # which looks at all of it
                yield Piece(file, signal, hop, around, fitted)
        else:
            yield Piece(sealed.kept(file), signal, hop, around)


def _told(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _graph(path: Path, place: int, fitted: bool) -> Path:
    return path.with_name(f"{path.name}.{place}{_suffix(fitted)}")


def _suffix(fitted: bool) -> str:
    """By which onnxruntime knows how a graph is written: as it keeps them itself, or in ONNX."""
    return ".ort" if fitted else ".onnx"


def keep_elsewhere(model: Path, path: Path) -> bool:
    """Have another process keep a large model opened up and optimised (`keep`).

    Args:
        model: an ``.onnx`` file.
        path: how the names of its files begin.

    Returns:
        Whether it did; a small model is not worth the half second that a process takes to begin.
    """
    if model.stat().st_size < LARGE or not _can_be_written(path.parent):
        return False
    paths = os.pathsep.join(filter(None, sys.path))
    command = (sys.executable, "-m", _SELF, str(model.absolute()), str(path.absolute()))
    try:
        done = subprocess.run(  # Ctrl-C is for its builder, who may finish a sentence yet
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False,
            env={**os.environ, "PYTHONPATH": paths}, start_new_session=True,
        )  # fmt: skip
    except (OSError, ValueError) as error:
        log.debug("no other process makes a voice ready: %s", error)
        return False
    if done.returncode:
        log.debug(
            "a voice could not be made ready elsewhere: %s", done.stderr.decode(errors="replace")
        )
    return done.returncode == 0


def _can_be_written(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError as error:
        log.debug("nothing can be kept in %s: %s", folder, error)
        return False


def opened(model: Path) -> tuple[Piece, ...]:
    """A model with its noise as an input and its phonemes' lengths as an output, where it can be.

    Returns:
        One graph, or what it could be parted into (`parting`), laid out to be quick.

    Raises:
        Exception: it is no model.
    """
    import onnx

    loaded = onnx.load(str(model))
    _give_noise(loaded)
    _tell_lengths(loaded.graph)
    parts = parted(loaded)
    flattened((parts.first if parts else loaded).graph)
    first = Piece((parts.first if parts else loaded).SerializeToString())
    del loaded
    return first, *map(_laid_out, parts.stages if parts else ())


def _laid_out(stage: Stage) -> Piece:
    flattened(stage.model.graph)
    blocked(stage.model, stage.signal, stage.hop)
    return Piece(stage.model.SerializeToString(), stage.signal, stage.hop, stage.around)


def optimised(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Graphs as onnxruntime rewrites them; it does so in files.

    For this processor, where it is known which that is, and as onnxruntime keeps graphs itself: one
    of 60 MB is loaded in a third of the time then. Else as far as suits every processor, in ONNX.
    Where nothing can be written they are left as they are: they take longest to load.
    """
    import onnxruntime

    fitted, levels = bool(processor()), onnxruntime.GraphOptimizationLevel
    level = levels.ORT_ENABLE_ALL if fitted else levels.ORT_ENABLE_EXTENDED
    given = tuple(pieces)
    rewritten = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            for place, piece in enumerate(given):
                path = Path(folder) / f"{place}{_suffix(fitted)}"
                session_of(piece.graph, level, keep=path)
                rewritten.append(replace(piece, graph=path.read_bytes(), fitted=fitted))
    except Exception as error:  # onnxruntime, which writes them, raises kinds of its own
        log.debug("a voice could not be optimised: %s", error)
        return given
    return tuple(rewritten)


@cache
def processor() -> str:
    """What tells this processor from others that would have graphs rewritten otherwise, or "".

    Source:
        proc(5), /proc/cpuinfo: what a processor can do, as Linux tells it.
    """
    try:
        told = Path("/proc/cpuinfo").read_text("utf-8", "replace")
    except OSError:
        return ""
    can = re.search(r"^(?:flags|Features)\s*:\s*(.+)$", told, re.MULTILINE)
    return hashlib.sha256(can[1].encode()).hexdigest()[:8] if can else ""


def session_of(graph: Path | bytes, level: Any, keep: Path | None = None) -> "InferenceSession":
    """A graph that runs on `THREADS`.

    Args:
        graph: see `Piece`. A file is mapped into memory, and its weights are used where they lie.
        level: how far onnxruntime rewrites it.
        keep: where what it was rewritten to is written.

    Raises:
        Exception: the graph is broken; onnxruntime raises kinds of its own.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = level
    options.intra_op_num_threads = THREADS
    options.enable_mem_pattern = False  # one for each length of a sentence, which seldom comes back
    # A thread that waits for work in a loop takes the core of another that has some.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if keep is not None:
        options.optimized_model_filepath = os.fspath(keep)
    given = graph if isinstance(graph, bytes) else os.fspath(graph)
    for how in ("memory_mapped_ort_model", "ort_model_bytes_for_initializers"):
        options.add_session_config_entry(f"session.use_{how}", str(int(given is not graph)))
    return onnxruntime.InferenceSession(given, options, providers=["CPUExecutionProvider"])


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


if __name__ == "__main__":
    keep(optimised(opened(Path(sys.argv[1]))), Path(sys.argv[2]))
