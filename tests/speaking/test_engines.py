"""Engines are found by name: ours in a table, those of other packages by entry point."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.errors import VoiceError
from publisher.speaking.choosing import chosen
from publisher.speaking.engines import ENGINES, engine_module, engines

KETTLE = """
from publisher.narration import Sound, Voice
from publisher.speaking.engines import Offer

class Kettle:
    voice = Voice("kettle", "whistle", "en-GB", "CC0")
    identity = "kettle 1"

    def say(self, words):
        return Sound(bytes(2 * len(words)), 8_000)

def offers(folders):
    yield Offer(Kettle.voice, quality=9)

def load(name, language, rate, folders):
    return Kettle()
"""


@pytest.fixture(name="packages", autouse=True)
def _packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that packages are installed into."""
    monkeypatch.syspath_prepend(tmp_path)
    engines.cache_clear()
    yield tmp_path
    engines.cache_clear()


def install(packages: Path, module: str, code: str, name: str = "kettle") -> None:
    """Install a package that brings an engine."""
    (packages / f"{module}.py").write_text(code)
    about = packages / f"{module}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[publisher.voices]\n{name} = {module}\n")
    engines.cache_clear()


def test_a_package_brings_an_engine(packages: Path) -> None:
    """It speaks when it is named, and is chosen where it is the best."""
    install(packages, "kettle_voices", KETTLE)
    assert list(engines()) == [*ENGINES, "kettle"]
    assert len(chosen("kettle", "en", 1.0)[0].say("It rose.")) == 8
    assert str(chosen("auto", "en-GB", 1.0)[0].voice) == "kettle:whistle"
    assert chosen("auto", "cy", 1.0)[0].voice.engine == "espeak"


def test_no_package_takes_the_name_of_an_engine_of_ours(packages: Path) -> None:
    """Who names Piper means Piper."""
    install(packages, "false_piper", KETTLE, "piper")
    assert engines() == ENGINES
    assert engine_module("piper").__name__.startswith("publisher.")


@pytest.mark.parametrize("code", ["import nowhere_to_be_found", "1 / 0", "offers = load = None"])
def test_a_package_that_fails_harms_no_other(packages: Path, code: str) -> None:
    """What fails is told to whoever names it, and the best of the others speaks."""
    install(packages, f"broken_{len(code)}", code)
    assert chosen("auto", "en", 1.0)[0].voice.engine == "piper"
    if "load" not in code:
        with pytest.raises(VoiceError) as caught:
            chosen("kettle", "en", 1.0)
        assert caught.value.remedy
