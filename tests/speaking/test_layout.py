"""A vocoder laid out to be quick says what it said."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import GraphOptimizationLevel

from publisher.speaking.engines import NOWHERE, layout, opening, shelf
from publisher.speaking.engines.layout import blocked, flattened

STEPS = 40  # of the signal, which has 32 channels
RANDOM = np.random.default_rng(68)


class Vocoder:
    """A small vocoder, as HiFi-GAN makes them."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.last, self.channels, self.hop = "signal", 32, 1

    def add(self, kind: str, *given: str, **about: Any) -> "Vocoder":
        """A node behind the last."""
        made = f"made {len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, [self.last, *given], [made], **about))
        self.last = made
        return self

    def weight(self, *dims: int) -> str:
        """Numbers drawn by chance, small enough that a sum of many is no larger than one."""
        drawn = RANDOM.standard_normal(dims) / float(np.prod(dims[1:])) ** 0.5
        name = f"weight {len(self.weights)}"
        self.weights.append(numpy_helper.from_array(drawn.astype(np.float32), name))
        return name

    def conv(self, to: int, wide: int, dilation: int = 1, bias: bool = True) -> "Vocoder":
        """A convolution that makes as many samples as it is given."""
        given = [self.weight(to, self.channels, wide), *([self.weight(to)] if bias else [])]
        self.channels = to
        pad = dilation * (wide - 1) // 2
        return self.add("Conv", *given, dilations=[dilation], pads=[pad, pad])

    def wider(self, to: int, wide: int, step: int, bias: bool = True, **about: Any) -> "Vocoder":
        """A transposed convolution that makes some samples of one."""
        given = [self.weight(self.channels, to, wide), *([self.weight(to)] if bias else [])]
        self.channels, self.hop = to, self.hop * step
        pads = [(wide - step) // 2, wide - step - (wide - step) // 2]
        steps = {"strides": [step]} if step > 1 else {}
        return self.add("ConvTranspose", *given, **{"pads": pads, **steps, **about})

    def resblock(self, dilations: Sequence[int], twice: bool = False) -> "Vocoder":
        """Convolutions of which each adds to what it is given; of both kinds there are."""
        for dilation in dilations:
            before = self.last
            self.add("LeakyRelu", alpha=0.1).conv(self.channels, 3, dilation)
            if twice:
                self.add("LeakyRelu", alpha=0.1).conv(self.channels, 3)
            self.add("Add", before)
        return self

    def mean(self, count: int) -> "Vocoder":
        """The mean of some resblocks."""
        before, sums = self.last, ""
        for dilation in range(1, count + 1):
            self.last = before
            self.resblock((dilation, 2), twice=dilation % 2 > 0)
            sums = self.add("Add", sums).last if sums else self.last
        self.weights.append(numpy_helper.from_array(np.array(count, np.float32), f"{count}"))
        return self.add("Div", f"{count}").add("LeakyRelu", alpha=0.01)

    def model(self) -> onnx.ModelProto:
        """All of it."""
        signal = helper.make_tensor_value_info("signal", TensorProto.FLOAT, [1, 32, "steps"])
        sound = onnx.ValueInfoProto(name=self.last)
        graph = helper.make_graph(self.nodes, "vocoder", [signal], [sound], self.weights)
        operators = [helper.make_opsetid("", 15)]
        return helper.make_model(graph, ir_version=8, opset_imports=operators)


def start() -> Vocoder:
    """A vocoder's first convolution, and what comes behind it."""
    return Vocoder().conv(64, 7).add("LeakyRelu", alpha=0.1)


def with_speaker() -> Vocoder:
    """One whose first convolution is added to by what a speaker is like, once for all time."""
    made = Vocoder().conv(64, 7)
    return made.add("Add", made.weight(1, 64, 1)).add("LeakyRelu", alpha=0.1)


VOCODERS = {
    "medium": start().wider(32, 16, 8).mean(3).wider(16, 8, 4).mean(2).conv(1, 7, bias=False),
    "high": start().wider(32, 4, 2).mean(3).wider(16, 16, 8).mean(3).conv(1, 7),
    "several speakers": with_speaker().wider(32, 16, 8).mean(3).wider(16, 4, 2).conv(1, 7),
    "no bias": start().wider(32, 16, 8, bias=False).wider(16, 4, 2, bias=False).conv(1, 5),
    "odd kernels": start().wider(32, 11, 4).mean(2).wider(16, 8, 4).mean(2).conv(1, 7),
    "kernels of three steps": start().wider(32, 12, 4).mean(2).wider(16, 12, 4).conv(1, 3),
    "no padding": start().wider(32, 8, 8).mean(2).wider(16, 2, 2).conv(1, 7),
    "uneven padding": start().wider(32, 16, 8, pads=[0, 8]).mean(2).wider(16, 8, 4).conv(1, 7),
    "few channels": start().wider(24, 16, 8).mean(3).wider(12, 8, 4).mean(2).conv(1, 7),
    "a small step": start().wider(32, 4, 2).mean(2).wider(16, 4, 2).mean(2).conv(1, 7),
    "a step of one": start().wider(32, 3, 1).mean(2).wider(16, 16, 16).mean(2).conv(1, 7),
    "two channels of sound": start().wider(32, 16, 8).mean(2).wider(16, 8, 4).conv(2, 7),
}


def said(model: onnx.ModelProto) -> "np.ndarray":
    """What a vocoder makes of a signal, at the level that a build runs it at."""
    level = GraphOptimizationLevel.ORT_ENABLE_ALL
    session = opening.session_of(model.SerializeToString(), level)
    signal = np.random.default_rng(3).standard_normal((1, 32, STEPS), dtype=np.float32)
    (sound,) = session.run(None, {"signal": signal})
    return np.asarray(sound)


@pytest.mark.parametrize("name", VOCODERS)
def test_laid_out_a_vocoder_says_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever made a voice, and however: 100 dB and more below what is said, nothing is other."""
    monkeypatch.setattr(layout, "HAS_BLOCKS", True)
    plain, flat = VOCODERS[name].model(), VOCODERS[name].model()
    flattened(flat.graph)
    blocked(flat, "signal", VOCODERS[name].hop)
    sounds = said(plain), said(flat)
    assert sounds[0].shape == sounds[1].shape
    assert np.abs(sounds[0]).max() > 0.1
    assert np.abs(sounds[0] - sounds[1]).max() < 1e-5 * np.abs(sounds[0]).max()


@pytest.mark.parametrize("name", VOCODERS)
def test_what_can_be_is_laid_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that never held would be slow, and no sound would tell."""
    monkeypatch.setattr(layout, "HAS_BLOCKS", True)
    model = VOCODERS[name].model()
    flattened(model.graph)
    blocked(model, "signal", VOCODERS[name].hop)
    found = [node.op_type for node in model.graph.node]
    left = {"odd kernels": 1, "few channels": 2}.get(name, 0)
    assert found.count("ConvTranspose") == left
    assert found.count("Div") == (2 if name == "few channels" else 0)
    assert ("FusedConv" in found) == (name != "no bias")
    assert found.count("Slice") == 2 - left
    narrow = name not in ("few channels", "a small step", "two channels of sound")
    assert found.count("Transpose") == 2 - left + narrow


def test_the_voice_that_comes_with_it_is_in_convolutions_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each other operator has the sound laid out anew, before and behind; a fifth of the time."""
    monkeypatch.setattr(layout, "HAS_BLOCKS", True)
    joe = next(model for name, model in shelf.models(NOWHERE).items() if "joe" in name)
    first, *stages = map(kinds, opening.opened(joe))
    assert "Conv" in first
    assert len(stages) == 2
    shape = {"Unsqueeze", "Squeeze", "Reshape", "Transpose", "Slice"}
    for each in stages:
        assert set(each) - shape <= {"Conv", "FusedConv", "LeakyRelu", "Add", "Tanh"}
        assert each.count("Add") == 2 * each.count("Slice")  # of the three that a mean is of


def test_on_another_kind_of_processor_it_is_flattened_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is quick where channels lie in blocks is slow where they do not."""
    monkeypatch.setattr(layout, "HAS_BLOCKS", False)
    model = VOCODERS["medium"].model()
    flattened(model.graph)
    before = model.SerializeToString()
    blocked(model, "signal", VOCODERS["medium"].hop)
    assert model.SerializeToString() == before


def kinds(piece: opening.Piece) -> list[str]:
    """The operators of a graph."""
    assert isinstance(piece.graph, bytes)
    return [node.op_type for node in onnx.load_from_string(piece.graph).graph.node]
