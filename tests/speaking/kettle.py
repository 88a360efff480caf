"""A Piper voice of a few kilobytes: noise where a voice would be, made the way VITS makes it.

It draws twice, as VITS does: how long each phoneme lasts, and what is heard in each frame.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

RATE = 22_050
PHONEMES = "^$_ .abcdefghijklmnopqrstuvwxyzæðŋɐɑɒɔəɚɛɜɡɪɹʃʊʌʒˈˌːθɾᵻ"


def kettle(
    folder: Path,
    name: str = "en_GB-kettle-medium",
    *,
    draws: str = "RandomNormalLike",
    speakers: Sequence[str] = (),
    told: Mapping[str, Any] | None = None,
    seed: int = 0,
) -> Path:
    """Write a voice into a folder.

    Args:
        folder: where to.
        name: of the voice.
        draws: the kind of its nodes that draw noise.
        speakers: of a voice that has several.
        told: what else is written beside the model.
        seed: sets one voice apart from another.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{name}.onnx"
    onnx.save(_model(draws, several=bool(speakers), seed=seed), str(model))
    beside = {
        "audio": {"sample_rate": RATE, "quality": name.rpartition("-")[2]},
        "espeak": {"voice": "en-gb-x-rp"},
        "language": {"code": name.partition("-")[0]},
        "num_symbols": len(PHONEMES),
        "num_speakers": max(len(speakers), 1),
        "speaker_id_map": {each: number for number, each in enumerate(speakers)},
        "phoneme_id_map": {sign: [number] for number, sign in enumerate(PHONEMES)},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        **(told or {}),
    }
    model.with_name(f"{model.name}.json").write_text(json.dumps(beside), "utf-8")
    return model


def _model(draws: str, *, several: bool, seed: int) -> onnx.ModelProto:
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    if several:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "samples"])
    constants = {
        "0": 0, "1": 1, "2": 2, "one": [1], "channels": [192], "hop": [1, 1, 1, 256],
        "flat": [1, 1, 1, -1], "columns": [1, 1, -1, 1], "seed": np.float32(0.3 + seed / 100),
    }  # fmt: skip
    held = [
        numpy_helper.from_array(np.array(value, getattr(value, "dtype", np.int64)), name)
        for name, value in constants.items()
    ]
    graph = helper.make_graph([*_lengths(draws), *_frames(draws)], "kettle", inputs, [output], held)
    if several:
        graph.node.extend(_louder())
    else:
        graph.node.append(helper.make_node("Identity", ["heard"], ["output"]))
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)


def _lengths(draws: str) -> list[NodeProto]:
    make = helper.make_node
    return [
        make("Cast", ["input"], ["ids"], to=TensorProto.FLOAT),
        *(make("Gather", ["scales", str(at)], [f"scale {at}"]) for at in range(3)),
        *_drawn(draws, "ids", "drawn lengths"),
        make("Mul", ["drawn lengths", "scale 2"], ["logarithms"]),
        make("Exp", ["logarithms"], ["uneven"]),
        make("Mul", ["uneven", "scale 1"], ["paced"]),
        make("Ceil", ["paced"], ["lengths"]),
        make("CumSum", ["lengths", "1"], ["sums"]),
        make("ReduceMax", ["sums"], ["last"], keepdims=0),
        make("Cast", ["last"], ["count"], to=TensorProto.INT64),
        make("Reshape", ["count", "one"], ["frames"]),
    ]


def _frames(draws: str) -> list[NodeProto]:
    make = helper.make_node
    return [
        make("Concat", ["one", "channels", "frames"], ["shape"], axis=0),
        make("ConstantOfShape", ["shape"], ["still"]),
        *_drawn(draws, "still", "drawn"),
        make("Mul", ["drawn", "scale 0"], ["scaled"]),
        make("ReduceMean", ["scaled"], ["mean"], axes=[1], keepdims=1),
        make("Mul", ["mean", "seed"], ["quiet"]),
        make("Reshape", ["quiet", "columns"], ["each"]),
        make("Expand", ["each", "hop"], ["held"]),
        make("Reshape", ["held", "flat"], ["heard"]),
    ]


def _drawn(draws: str, like: str, name: str) -> list[NodeProto]:
    if draws == "":
        return [helper.make_node("Cos", [like], [name])]
    return [helper.make_node(draws, [like], [name])]


def _louder() -> list[NodeProto]:
    """Each speaker is twice as loud as the one before."""
    make = helper.make_node
    return [
        make("Cast", ["sid"], ["speaker"], to=TensorProto.FLOAT),
        make("Exp", ["speaker"], ["times"]),
        make("Mul", ["heard", "times"], ["output"]),
    ]
