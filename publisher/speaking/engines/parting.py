"""A Piper model parted in two, and both parts made quick.

The first part tells what is to be heard, frame by frame; the second, a vocoder, makes samples of
the frames, and takes four fifths of the time and nearly all of the memory: a breath of ten seconds
wants 200 MB at once. What it makes of a frame depends on a few frames around it alone. So it is
given a window of frames at a time, with as many around it as it looks at, and a sentence of any
length takes no more than a window.

Convolutions over time are written as convolutions over a picture one pixel high: for those
onnxruntime has kernels that need no copy of what they read.

Source:
    Kong, Kim and Bae, "HiFi-GAN: Generative Adversarial Networks for Efficient and High Fidelity
    Speech Synthesis", NeurIPS 2020: the vocoder of VITS, convolutions and nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, prod
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, NodeProto, TensorProto

SPEAKER: Final = "sid"  # an input of both parts, where a voice has several
_ALONG: Final = frozenset({"LeakyRelu", "Relu", "Tanh", "Sigmoid", "Add", "Sub", "Mul", "Div"})
"""Operators that take samples one by one, so that they do not mind how these are laid out."""
_ASIDE: Final = frozenset({"Identity", "Squeeze", "Unsqueeze"})
"""Operators that leave samples as they are."""
_OVER: Final = frozenset({"Conv", "ConvTranspose"})
_AXIS: Final = "publisher/height"


@dataclass(frozen=True, slots=True)
class Parts:
    """A model in two parts.

    Attributes:
        first: from phonemes to frames; what else the model tells it tells behind them.
        second: from frames to samples.
        frames: what the first part's frames are called, an input of the second.
        hop: samples to a frame.
        around: frames before and behind a window that its samples depend on.
    """

    first: "ModelProto"
    second: "ModelProto"
    frames: str
    hop: int
    around: int


def parted(model: "ModelProto") -> Parts | None:
    """A model in two parts, or None where it has no vocoder that could be told from the rest.

    Args:
        model: its first output is the sound.
    """
    graph = model.graph
    sound, *told = (each.name for each in graph.output)
    frames = _frames(graph, sound)
    if frames is None:
        return None
    second = _part(model, [frames, SPEAKER], [sound])
    if second is None:
        return None
    hop, around = _looks_at(second.graph, frames, sound)
    inputs = [each.name for each in graph.input]
    first = _part(model, inputs, [frames, *told])
    return Parts(first, second, frames, hop, around) if first is not None and hop else None


def flattened(model: "ModelProto") -> None:
    """Write a model's convolutions over time as convolutions over a picture one pixel high.

    So are the operators between them, or the sound would be laid out anew at each of them.
    """
    from onnx import TensorProto as Kinds
    from onnx import helper

    graph = model.graph
    weights = {each.name: each for each in graph.initializer}
    made = _flat(graph, weights)
    if not made:
        return
    graph.initializer.append(helper.make_tensor(_AXIS, Kinds.INT64, [1], [2]))
    raised: set[str] = set()
    nodes: list[NodeProto] = []
    for node in graph.node:
        if node.output[0] not in made:
            nodes.append(node)
            continue
        for place, name in enumerate(node.input):
            if name in made:
                node.input[place] = _flat_name(name)
            elif node.op_type in _OVER and place == 0:
                if name not in raised:
                    nodes.append(helper.make_node("Unsqueeze", [name, _AXIS], [_flat_name(name)]))
                    raised.add(name)
                node.input[place] = _flat_name(name)
        if node.op_type in _OVER:
            _flatten(node, weights[node.input[1]])
        (name,) = node.output
        node.output[0] = _flat_name(name)
        nodes += [node, helper.make_node("Squeeze", [_flat_name(name), _AXIS], [name])]
    asked = {name for node in nodes for name in node.input} | {each.name for each in graph.output}
    del graph.node[:]
    graph.node.extend(node for node in nodes if any(name in asked for name in node.output))


def _frames(graph: "GraphProto", sound: str) -> str | None:
    """What goes into the convolution before the vocoder's first that makes more of less."""
    makers = {name: node for node in graph.node for name in node.output}
    behind = _behind(makers, [sound], frozenset())
    widening = (node for node in graph.node if node.op_type == "ConvTranspose")
    first = next((node for node in widening if node.output[0] in behind), None)
    node = makers.get(first.input[0]) if first is not None else None
    while node is not None and node.op_type in _ALONG:
        node = makers.get(node.input[0])
    return node.input[0] if node is not None and node.op_type == "Conv" else None


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
    told = {each.name: each for each in graph.output}
    part.graph.output.extend(told.get(name, ValueInfoProto(name=name)) for name in outputs)
    return part


def _looks_at(graph: "GraphProto", frames: str, sound: str) -> tuple[int, int]:
    """How many samples a vocoder makes of a frame, and how many frames around it it looks at.

    Zero samples where it holds an operator that may look further.
    """
    from onnx import helper

    weights = {each.name: tuple(each.dims) for each in graph.initializer}
    reach: dict[str, tuple[int, float]] = {frames: (1, 0.0)}  # samples to a frame, frames around
    for node in graph.node:
        come = [reach[name] for name in node.input if name in reach]
        if not come:
            continue
        rate, around = come[0][0], max(each[1] for each in come)
        told = {each.name: helper.get_attribute_value(each) for each in node.attribute}
        if node.op_type in _OVER:
            step = prod(told.get("strides", [1]))
            wide = (weights[node.input[1]][-1] - 1) * prod(told.get("dilations", [1]))
            more = wide / (2 * rate) if node.op_type == "Conv" else wide / (rate * step)
            rate, around = (rate * step if node.op_type != "Conv" else rate), around + more
        elif node.op_type not in _ALONG | _ASIDE:
            return 0, 0
        reach[node.output[0]] = rate, around
    hop, around = reach[sound]
    return hop, ceil(around)


def _flat(graph: "GraphProto", weights: "dict[str, TensorProto]") -> set[str]:
    """What is made by the nodes that are to be flattened."""
    single = {name for name, each in weights.items() if prod(each.dims) == 1}
    for node in graph.node:
        if node.op_type == "Constant" and prod(node.attribute[0].t.dims) == 1:
            single.update(node.output)
    made: set[str] = set()
    for node in graph.node:
        over = node.op_type in _OVER and _is_over_time(node, weights)
        along = node.op_type in _ALONG and any(name in made for name in node.input)
        if over or (along and all(name in made or name in single for name in node.input)):
            made.update(node.output)
    return made


def _is_over_time(node: "NodeProto", weights: "dict[str, TensorProto]") -> bool:
    return node.input[1] in weights and len(weights[node.input[1]].dims) == 3


def _flatten(node: "NodeProto", weight: "TensorProto") -> None:
    """Give a convolution a height of one."""
    if len(weight.dims) == 3:  # it may be the weight of several
        weight.dims.insert(2, 1)
    for each in node.attribute:
        if each.name in ("kernel_shape", "strides", "dilations"):
            each.ints.insert(0, 1)
        elif each.name == "output_padding":
            each.ints.insert(0, 0)
        elif each.name == "pads":
            before, behind = each.ints
            del each.ints[:]
            each.ints.extend([0, before, 0, behind])


def _flat_name(name: str) -> str:
    return f"{name}/flat"


def windows(count: int, wide: int, around: int) -> Iterator[tuple[int, int, int, int]]:
    """Windows over a number of frames: the first and last that are read, and those that are kept.

    >>> list(windows(10, 4, 1))
    [(0, 5, 0, 4), (3, 9, 4, 8), (7, 10, 8, 10)]
    """
    for begin in range(0, count, wide):
        end = min(begin + wide, count)
        yield max(begin - around, 0), min(end + around, count), begin, end
