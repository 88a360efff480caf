"""Voices are added from a server of this machine, which speaks as Piper's does."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from publisher.errors import VoiceError
from publisher.progress import Step
from publisher.speaking.engines import Folders, piper, shelf
from tests.serving import Server, says, serving
from tests.speaking.kettle import kettle
from tests.speaking.voices import offering

NAME = "en_GB-kettle-medium"
MODEL = f"/cdn/en/en_GB/kettle/medium/{NAME}.onnx"


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy, if this machine has one, is not for its own servers."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(name="server")
def _server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(name="folders")
def _folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "cache", (tmp_path / "voices",))


def test_a_voice_is_fetched_with_its_card_and_speaks(
    server: Server, folders: Folders, tmp_path: Path
) -> None:
    """All three files, in a folder of their own; its terms are known at once."""
    steps: list[Step] = []
    voice = piper.add(NAME, folders, offering(server, tmp_path / "there"), steps.append)
    assert (str(voice), voice.language) == (f"piper:{NAME}", "en-GB")
    assert (voice.licence, voice.lineage) == (
        "CC0",
        "Boiled from tap water.; data set https://example.org/kettles",
    )
    assert [path.name for path in folders.voices[0].iterdir()] == [NAME]
    assert {step.subject for step in steps} >= {f"{NAME}.onnx", "MODEL_CARD"}
    assert len(piper.load(NAME, "en", 1.0, folders).say("The tide waits."))


def test_a_voice_that_is_here_is_not_fetched_again(
    server: Server, folders: Folders, tmp_path: Path
) -> None:
    """Nothing is asked of anyone."""
    source = offering(server, tmp_path / "there")
    first = piper.add(NAME, folders, source)
    asked = len(server.asked)
    assert piper.add(NAME, folders, source) == first
    assert len(server.asked) == asked


def cut(handler: BaseHTTPRequestHandler) -> None:
    """Half of what was promised."""
    handler.send_response(200)
    handler.send_header("Content-Length", "50000")
    handler.end_headers()
    handler.wfile.write(b"half")
    handler.close_connection = True


def drop(handler: BaseHTTPRequestHandler) -> None:
    """Go, without an answer."""
    handler.close_connection = True


LOST = {
    "cut short": (MODEL, cut),
    "dropped": (MODEL, drop),
    "another": (MODEL, says(b"x" * 900)),
    "too long": (MODEL, says(b"x" * 9_000_000)),
    "gone": (MODEL, says(b"", status=404)),
    "no list": ("/voices.json", says(b"<html>", status=503)),
    "a page": ("/voices.json", says(b"<html>Sign in</html>")),
    "an odd list": ("/voices.json", says(json.dumps({NAME: {"files": []}}).encode())),
    "a list of lists": ("/voices.json", says(json.dumps([[1]]).encode())),
}


@pytest.mark.parametrize("trouble", LOST)
def test_what_does_not_come_whole_leaves_nothing_behind(
    server: Server, folders: Folders, tmp_path: Path, trouble: str
) -> None:
    """Half a voice would be found at the next build, and fail there; one line tells the cure."""
    source = offering(server, tmp_path / "there")
    path, answer = LOST[trouble]
    server.at(path, answer)
    with pytest.raises(VoiceError, match=r"127\.0\.0\.1") as caught:
        piper.add(NAME, folders, source)
    assert "Run the same" in caught.value.remedy or "run the same" in caught.value.remedy
    assert not folders.voices[0].exists() or list(folders.voices[0].iterdir()) == []
    assert NAME not in shelf.models(folders)


def test_a_byte_that_changed_on_the_way_is_noticed(
    server: Server, folders: Folders, tmp_path: Path
) -> None:
    """The list tells each file's digest."""
    source = offering(server, tmp_path / "there")
    whole = (tmp_path / "there" / NAME / f"{NAME}.onnx").read_bytes()
    server.at(MODEL, says(whole[:-1] + bytes([whole[-1] ^ 1])))
    with pytest.raises(VoiceError, match="digest"):
        piper.add(NAME, folders, source)


def test_what_is_whole_and_no_voice_is_refused(
    server: Server, folders: Folders, tmp_path: Path
) -> None:
    """A voice that cannot speak is found out now, and not half-way through a book."""
    source = offering(server, tmp_path / "there", told={"phoneme_id_map": None, "audio": {}})
    with pytest.raises(VoiceError, match="cannot be loaded"):
        piper.add(NAME, folders, source)
    assert list(folders.voices[0].iterdir()) == []


@pytest.mark.parametrize("name", ["siri", "../../etc_X-y-z", "en_GB-kettl-medium", "", "en_GB--x"])
def test_a_voice_that_piper_does_not_have_is_told_with_those_it_has(
    server: Server, folders: Folders, tmp_path: Path, name: str
) -> None:
    """A slip of the finger is mended from the message; no name leads out of the folder."""
    with pytest.raises(VoiceError, match="no voice called") as caught:
        piper.add(name, folders, offering(server, tmp_path / "there"))
    assert "en_GB-" in caught.value.remedy


def test_no_network_is_told_as_such(folders: Folders) -> None:
    """The user is on a train."""
    with pytest.raises(VoiceError, match="could not be reached") as caught:
        piper.add(NAME, folders, "http://127.0.0.1:9")
    assert "network" in caught.value.remedy


def test_being_stopped_leaves_nothing_behind(
    server: Server, folders: Folders, tmp_path: Path
) -> None:
    """Ctrl-C in the middle of sixty megabytes."""

    def stop(step: Step) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        piper.add(NAME, folders, offering(server, tmp_path / "there"), stop)
    assert list(folders.voices[0].iterdir()) == []


Lying = Callable[[Path], Path]


@pytest.mark.parametrize("lying", [lambda mine: mine / NAME, lambda mine: mine])
def test_a_voice_is_taken_away_and_nothing_beside_it(folders: Folders, lying: Lying) -> None:
    """Added by us, or laid there by the user among others."""
    mine = folders.voices[0]
    kettle(lying(mine), NAME)
    kettle(mine, "en_GB-other-medium")
    piper.remove(NAME, folders)
    assert sorted(path.name for path in mine.iterdir()) == [
        "en_GB-other-medium.onnx",
        "en_GB-other-medium.onnx.json",
    ]


@pytest.mark.parametrize(("name", "said"), [("en_US-joe-medium", "pip"), ("nobody", "nobody")])
def test_what_was_not_added_is_not_removed(folders: Folders, name: str, said: str) -> None:
    """A package's voice is the package's."""
    kettle(folders.voices[0], NAME)
    with pytest.raises(VoiceError, match=said) as caught:
        piper.remove(name, folders)
    assert NAME in caught.value.remedy
