"""A Piper model parted: what tells what is to be heard, and a vocoder that makes samples of it.

The vocoder takes three quarters of the time and nearly all of the memory: a breath of ten seconds
wants 200 MB at once. What it makes of a frame depends on a few frames around it alone. So it is
given a window of frames at a time, with as many around it as it looks at, and a sentence of any
length takes no more than a window. It is parted again before it widens for the second time: what
lies behind makes hundreds of samples of a frame, looks at few frames around, and is quickest with
windows so short that all it makes of one stays in the processor's own memory.

Source:
    Kong, Kim and Bae, "HiFi-GAN: Generative Adversarial Networks for Efficient and High Fidelity
    Speech Synthesis", NeurIPS 2020: the vocoder of VITS, convolutions and nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, prod
from typing import TYPE_CHECKING, Final

from publisher.speaking.engines.layout import ALONG, OVER, told

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, NodeProto

SPEAKER: Final = "sid"  # an input of both parts, where a voice has several
_ASIDE: Final = frozenset({"Identity", "Squeeze", "Unsqueeze"})
"""Operators that leave samples as they are."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a vocoder.

    Attributes:
        model: from a signal to the next stage's, or to samples.
        signal: what its signal is called, an input of it.
        hop: steps of what it makes, or samples, to a step of its signal.
        around: steps before and behind a window that what it makes depends on.
    """

    model: "ModelProto"
    signal: str
    hop: int
    around: int


@dataclass(frozen=True, slots=True)
class Parts:
    """A model in parts.

    Attributes:
        first: from phonemes to frames; what else the model tells it tells behind them.
        stages: from frames to samples, one behind another.
    """

    first: "ModelProto"
    stages: tuple[Stage, ...]


def parted(model: "ModelProto") -> Parts | None:
    """A model in parts, or None where it has no vocoder that could be told from the rest.

    Args:
        model: its first output is the sound.
    """
    graph = model.graph
    sound, *others = (each.name for each in graph.output)
    frames, *wider = _places(graph, sound)
    if not frames:
        return None
    for ends in ((frames, *wider[1:2], sound), (frames, sound)):
        stages = [_stage(model, begin, end) for begin, end in pairwise(ends)]
        found = tuple(stage for stage in stages if stage is not None)
        if len(found) == len(stages):
            break
    else:
        return None
    first = _part(model, [each.name for each in graph.input], [frames, *others])
    return Parts(first, found) if first is not None else None


def _stage(model: "ModelProto", begin: str, end: str) -> Stage | None:
    """What leads from one signal to another; None where that is not all it needs."""
    part = _part(model, [begin, SPEAKER], [end])
    hop, around = _looks_at(part.graph, begin, end) if part is not None else (0, 0)
    return Stage(part, begin, hop, around) if part is not None and hop else None


def _places(graph: "GraphProto", sound: str) -> tuple[str, ...]:
    """What a vocoder makes samples of, and what each of those nodes makes more of that widen it.

    The first is what goes into the convolution before them, or "" where there is none such.
    """
    makers = {name: node for node in graph.node for name in node.output}
    behind = _behind(makers, [sound], frozenset())
    widening = [
        node.input[0]
        for node in graph.node
        if node.op_type == "ConvTranspose" and node.output[0] in behind
    ]
    node = makers.get(widening[0]) if widening else None
    while node is not None and node.op_type in ALONG:
        node = makers.get(node.input[0])
    return (node.input[0] if node is not None and node.op_type == "Conv" else "", *widening)


def _behind(
    makers: "dict[str, NodeProto]", names: Iterable[str], known: frozenset[str]
) -> "dict[str, NodeProto]":
    """All nodes that some names are made by, those before what is known left out; by output."""
    found: dict[str, NodeProto] = {}
    asked = [name for name in names if name not in known]
    while asked:
        node = makers.get(asked.pop())
        if node is not None and node.output[0] not in found:
            found[node.output[0]] = node
            asked += (name for name in node.input if name and name not in known)
    return found


def _part(model: "ModelProto", inputs: list[str], outputs: list[str]) -> "ModelProto | None":
    """The part of a model from some names to others; None where it needs more than those."""
    from onnx import ModelProto, TensorProto, ValueInfoProto, helper

    graph = model.graph
    makers = {name: node for node in graph.node for name in node.output}
    kept = _behind(makers, outputs, frozenset(inputs))
    asked = {name for node in kept.values() for name in node.input if name}
    given = {each.name: each for each in graph.input}
    weights = {each.name for each in graph.initializer}
    made = {name for node in kept.values() for name in node.output}
    if asked - made - weights - set(inputs):
        return None
    part = ModelProto(ir_version=model.ir_version)  # a copy of all would be twice as large
    part.opset_import.extend(model.opset_import)
    part.metadata_props.extend(model.metadata_props)
    part.graph.name = graph.name
    part.graph.value_info.extend(graph.value_info)
    part.graph.node.extend(node for node in graph.node if node.output[0] in kept)
    part.graph.initializer.extend(each for each in graph.initializer if each.name in asked)
    for name in (name for name in inputs if name in asked):
        plain = helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, None, "frames"])
        part.graph.input.append(given.get(name, plain))
    outs = {each.name: each for each in graph.output}
    part.graph.output.extend(outs.get(name, ValueInfoProto(name=name)) for name in outputs)
    return part


def _looks_at(graph: "GraphProto", frames: str, sound: str) -> tuple[int, int]:
    """How many samples a vocoder makes of a frame, and how many frames around it it looks at.

    Zero samples where it holds an operator that may look further.
    """
    weights = {each.name: tuple(each.dims) for each in graph.initializer}
    reach: dict[str, tuple[int, float]] = {frames: (1, 0.0)}  # samples to a frame, frames around
    for node in graph.node:
        come = [reach[name] for name in node.input if name in reach]
        if not come:
            continue
        rate, around = come[0][0], max(each[1] for each in come)
        about = told(node)
        if node.op_type in OVER:
            step = prod(about.get("strides", [1]))
            wide = (weights[node.input[1]][-1] - 1) * prod(about.get("dilations", [1]))
            more = wide / (2 * rate) if node.op_type == "Conv" else wide / (rate * step)
            rate, around = (rate * step if node.op_type != "Conv" else rate), around + more
        elif node.op_type not in ALONG | _ASIDE:
            return 0, 0
        reach[node.output[0]] = rate, around
    hop, around = reach[sound]
    return hop, ceil(around)


def windows(count: int, wide: int, around: int) -> Iterator[tuple[int, int, int, int]]:
    """Windows over a number of frames: the first and last that are read, and those that are kept.

    >>> list(windows(10, 4, 1))
    [(0, 5, 0, 4), (3, 9, 4, 8), (7, 10, 8, 10)]
    """
    for begin in range(0, count, wide):
        end = min(begin + wide, count)
        yield max(begin - around, 0), min(end + around, count), begin, end
