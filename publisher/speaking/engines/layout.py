"""A model's graph laid out so that onnxruntime is quick with it; what it says stays the same.

Convolutions over time are written as convolutions over a picture one pixel high (`flattened`): for
those onnxruntime has kernels that need no copy of what they read. On processors of the x86-64 kind
these kernels keep sixteen channels side by side, in blocks, and all that they have no kernel for
makes them lay the sound out anew, before and behind. So a vocoder is written in convolutions alone
(`blocked`): a LeakyRelu of its own becomes one that multiplies each channel by 1, a quotient one
that multiplies it by as much, a transposed convolution one that makes the samples of a step as
channels, and a sum is taken on by the convolution that it adds something to.
"""

from collections import Counter
from collections.abc import Iterable
from math import prod
from platform import machine
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnx import GraphProto, ModelProto, NodeProto, TensorProto

ALONG: Final = frozenset({"LeakyRelu", "Relu", "Tanh", "Sigmoid", "Add", "Sub", "Mul", "Div"})
"""Operators that take samples one by one, so that they do not mind how these are laid out."""
OVER: Final = frozenset({"Conv", "ConvTranspose"})
"""Operators that take samples and some around them."""
BLOCK: Final = 16
"""Channels that lie side by side; 8 on some processors."""
HAS_BLOCKS: Final = machine().lower() in ("x86_64", "amd64")
_AXIS: Final = "publisher/height"
_FUSED: Final = "com.microsoft"  # the domain of onnxruntime's own operators


def told(node: "NodeProto") -> dict[str, Any]:
    """A node's attributes, by name."""
    from onnx import helper

    return {each.name: helper.get_attribute_value(each) for each in node.attribute}


def flattened(graph: "GraphProto") -> None:
    """Write a graph's convolutions over time as convolutions over a picture one pixel high.

    So are the operators between them, or the sound would be laid out anew at each of them.
    """
    from onnx import TensorProto as Kinds
    from onnx import helper

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
            elif node.op_type in OVER and place == 0:
                if name not in raised:
                    nodes.append(helper.make_node("Unsqueeze", [name, _AXIS], [_flat_name(name)]))
                    raised.add(name)
                node.input[place] = _flat_name(name)
        if node.op_type in OVER:
            _flatten(node, weights[node.input[1]])
        (name,) = node.output
        node.output[0] = _flat_name(name)
        nodes += [node, helper.make_node("Squeeze", [_flat_name(name), _AXIS], [name])]
    asked = {name for node in nodes for name in node.input} | {each.name for each in graph.output}
    del graph.node[:]
    graph.node.extend(node for node in nodes if any(name in asked for name in node.output))


def blocked(model: "ModelProto", signal: str, hop: int) -> None:
    """Write a vocoder, or a part of one, in convolutions that keep channels in blocks.

    What it says is the same but for the last of its bits.

    Args:
        model: flattened.
        signal: the input that it makes samples of, a step at a time.
        hop: how many it makes of a step.
    """
    from onnx import helper

    if HAS_BLOCKS:
        _Blocks(model.graph, signal, hop).rewrite()
        model.opset_import.append(helper.make_opsetid(_FUSED, 1))


class _Blocks:
    """A graph whose nodes are written anew, one after another."""

    def __init__(self, graph: "GraphProto", signal: str, hop: int) -> None:
        self._graph = graph
        self._hop = hop
        self._weights = {each.name: each for each in graph.initializer}
        self._makers = {name: node for node in graph.node for name in node.output}
        self._uses = Counter(name for node in graph.node for name in node.input)
        self._of_signal = _made_of(graph, signal)
        self._channels: dict[str, int] = {}
        self._nodes: list[NodeProto] = []

    def rewrite(self) -> None:
        """Put nodes in blocks in the place of the graph's."""
        taken_on = {made for node in self._graph.node if (made := self._sums(node)[0])}
        for node in self._graph.node:
            if node.output[0] not in taken_on:
                self._take(node)
            self._count(node)
        used = {name for node in self._nodes for name in node.input}
        weights = [each for each in self._weights.values() if each.name in used]
        del self._graph.node[:], self._graph.initializer[:]
        self._graph.node.extend(self._nodes)
        self._graph.initializer.extend(weights)

    def _take(self, node: "NodeProto") -> None:
        """Write a node anew where there is a better way, else as it is."""
        kind = node.op_type
        made_by, other = self._sums(node)
        if made_by:
            self._sum(node, self._makers[made_by], other)
        elif kind == "ConvTranspose" and self._is_even(node):
            self._widen(node)
        elif kind == "LeakyRelu" and not self._follows(node) and self._fits(node.input[0]):
            self._each(node.input[0], 1.0, f"{node.output[0]}/same")
            node.input[0] = f"{node.output[0]}/same"
            self._nodes.append(node)
        elif kind == "Div" and self._fits(node.input[0]) and (by := self._number(node.input[1])):
            self._each(node.input[0], 1 / by, node.output[0])
        elif kind == "Conv" and self._is_narrow(node):
            self._narrow(node)
        else:
            self._nodes.append(node)

    def _count(self, node: "NodeProto") -> None:
        """Note how many channels a node makes."""
        if node.op_type in OVER and node.input[1] in self._weights:
            dims = self._weights[node.input[1]].dims
            self._channels[node.output[0]] = dims[0] if node.op_type == "Conv" else dims[1]
        elif node.op_type in ALONG:
            found = [self._channels[name] for name in node.input if name in self._channels]
            self._channels.update(dict.fromkeys(node.output, max(found, default=0)))

    def _fits(self, name: str) -> bool:
        """Whether something is a part of the signal, in whole blocks of channels."""
        channels = self._channels.get(name, 0)
        return name in self._of_signal and channels > 0 and channels % BLOCK == 0

    def _follows(self, node: "NodeProto") -> bool:
        """Whether a node has a convolution to itself, which onnxruntime joins it to."""
        maker = self._makers.get(node.input[0])
        return maker is not None and maker.op_type == "Conv" and self._uses[node.input[0]] == 1

    def _sums(self, node: "NodeProto") -> tuple[str, str]:
        """What a sum has of a convolution that makes it for nothing else, and what is added."""
        if node.op_type == "Add" and all(name in self._of_signal for name in node.input):
            for made, other in (tuple(node.input), tuple(node.input)[::-1]):
                maker = self._makers.get(made)
                if maker is not None and maker.op_type == "Conv" and self._uses[made] == 1:
                    return made, other
        return "", ""

    def _sum(self, node: "NodeProto", maker: "NodeProto", other: str) -> None:
        """A convolution that begins with what is to be added, instead of with nothing."""
        given = [*maker.input, ""][:3] if len(maker.input) == 2 else list(maker.input)
        self._add("FusedConv", [*given, other], node.output[0], domain=_FUSED, **told(maker))

    def _each(self, name: str, by: float, made: str) -> None:
        """Each channel of something multiplied by a number."""
        import numpy as np

        channels = self._channels[name]
        weight = self._weight(
            f"publisher/{channels} by {by:.9g}", np.full((channels, 1, 1, 1), by, np.float32)
        )
        self._add("Conv", [name, weight], made, group=channels, kernel_shape=[1, 1])
        self._channels[made] = channels

    def _is_even(self, node: "NodeProto") -> bool:
        """Whether a transposed convolution makes whole steps of samples, one group of channels."""
        if node.input[1] not in self._weights or node.input[0] not in self._of_signal:
            return False
        usual = {"group": 1, "dilations": [1, 1], "output_padding": [0, 0], "strides": [1, 1]}
        about = {**usual, **told(node)}
        dims = self._weights[node.input[1]].dims
        step = about["strides"][1]
        plain = about["group"] == 1 and prod(about["dilations"]) == 1
        fits = dims[3] % step == 0 and dims[1] % BLOCK == 0 and "pads" in about
        return plain and fits and not any(about["output_padding"]) and "auto_pad" not in about

    def _widen(self, node: "NodeProto") -> None:
        """A convolution that makes the samples of a step as channels, put in a row behind it.

        Of a step and those before it that a kernel reaches, sample number p is the sum of each
        times weight number p, p + step, p + 2 steps and so on.
        """
        import numpy as np

        about, (made,) = {"strides": [1, 1], **told(node)}, node.output
        weight = self._array(node.input[1])  # from, to, 1, wide
        _, to, _, wide = weight.shape
        step = about["strides"][1]
        reach = wide // step
        parts = weight[:, :, 0, :].reshape(-1, to, reach, step)[:, :, ::-1]
        kernel = parts.transpose(1, 3, 0, 2).reshape(to * step, -1, 1, reach)
        given = [node.input[0], self._weight(f"{made}/kernel", kernel)]
        if len(node.input) > 2:
            bias = np.repeat(self._array(node.input[2]), step)
            given.append(self._weight(f"{made}/bias", bias))
        self._add(
            "Conv", given, f"{made}/channels",
            kernel_shape=[1, reach], pads=[0, reach - 1, 0, reach - 1],
        )  # fmt: skip
        self._row(f"{made}/channels", to, step, f"{made}/all")
        _, before, _, behind = about["pads"]
        last = -behind if behind else np.iinfo(np.int64).max
        ends = [self._whole(f"{made}/{name}", [at]) for name, at in
                (("first", before), ("last", last), ("axis", 3))]  # fmt: skip
        self._add("Slice", [f"{made}/all", *ends], f"{made}/apart")
        self._channels[f"{made}/apart"] = to
        self._each(f"{made}/apart", 1.0, made)

    def _is_narrow(self, node: "NodeProto") -> bool:
        """Whether a convolution makes one channel, of which a block would be made in vain."""
        if node.input[1] not in self._weights or not self._fits(node.input[0]):
            return False
        about = {"strides": [1, 1], "dilations": [1, 1], **told(node)}
        plain = prod(about["strides"]) == prod(about["dilations"]) == 1 and "pads" in about
        (to, _, _, wide) = self._weights[node.input[1]].dims
        same = plain and sum(about["pads"]) == wide - 1 and "auto_pad" not in about
        return bool(same and to == 1 and self._hop % BLOCK == 0)

    def _narrow(self, node: "NodeProto") -> None:
        """A convolution that makes a block of samples at once, each as a channel."""
        import numpy as np

        weight, (made,) = self._array(node.input[1]), node.output
        _, channels, _, wide = weight.shape
        kernel = np.zeros((BLOCK, channels, 1, wide + BLOCK - 1), np.float32)
        for place in range(BLOCK):
            kernel[place, :, :, place : place + wide] = weight[0]
        given = [node.input[0], self._weight(f"{made}/kernel", kernel)]
        if len(node.input) > 2:
            bias = np.repeat(self._array(node.input[2]), BLOCK)
            given.append(self._weight(f"{made}/bias", bias))
        self._add(
            "Conv", given, f"{made}/channels", kernel_shape=[1, wide + BLOCK - 1],
            strides=[1, BLOCK], pads=told(node)["pads"],
        )  # fmt: skip
        self._row(f"{made}/channels", 1, BLOCK, made)

    def _row(self, name: str, channels: int, step: int, made: str) -> None:
        """The samples of a step, which lie in as many channels, put in a row."""
        parted = self._whole(f"{made}/parted shape", [1, channels, step, -1])
        in_a_row = self._whole(f"{made}/row shape", [1, channels, 1, -1])
        self._add("Reshape", [name, parted], f"{made}/parted")
        self._add("Transpose", [f"{made}/parted"], f"{made}/turned", perm=[0, 1, 3, 2])
        self._add("Reshape", [f"{made}/turned", in_a_row], made)

    def _add(self, kind: str, given: Iterable[str], made: str, **about: Any) -> None:
        from onnx import helper

        self._nodes.append(helper.make_node(kind, list(given), [made], **about))

    def _array(self, name: str) -> "NDArray[np.float32]":
        from onnx import numpy_helper

        return numpy_helper.to_array(self._weights[name])

    def _weight(self, name: str, array: "NDArray[Any]") -> str:
        import numpy as np
        from onnx import numpy_helper

        self._weights[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def _whole(self, name: str, numbers: list[int]) -> str:
        import numpy as np

        return self._weight(name, np.array(numbers, np.int64))

    def _number(self, name: str) -> float:
        """A number that something always is; 0 where it is not one number."""
        from onnx import numpy_helper

        maker = self._makers.get(name)
        if maker is not None and maker.op_type == "Constant" and "value" in told(maker):
            found = numpy_helper.to_array(told(maker)["value"])
        elif name in self._weights:
            found = self._array(name)
        else:
            return 0
        return float(found.reshape(-1)[0]) if found.size == 1 else 0


def _made_of(graph: "GraphProto", signal: str) -> set[str]:
    """All that depends on an input."""
    found = {signal}
    for node in graph.node:
        if any(name in found for name in node.input):
            found.update(node.output)
    return found


def _flat(graph: "GraphProto", weights: "dict[str, TensorProto]") -> set[str]:
    """What is made by the nodes that are to be flattened."""
    single = {name for name, each in weights.items() if prod(each.dims) == 1}
    for node in graph.node:
        if node.op_type == "Constant" and prod(node.attribute[0].t.dims) == 1:
            single.update(node.output)
    made: set[str] = set()
    for node in graph.node:
        over = node.op_type in OVER and _is_over_time(node, weights)
        along = node.op_type in ALONG and any(name in made for name in node.input)
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
