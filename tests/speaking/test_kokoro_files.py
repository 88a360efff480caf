"""Where Kokoro's files are found, and how they are fetched: from a server on this machine."""

import hashlib
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from publisher.errors import VoiceError
from publisher.progress import Step
from publisher.speaking.engines import Folders, kokoro
from publisher.speaking.engines.kokoro_files import FILES, Published, fetch, found_in
from tests.conftest import ROOT, need
from tests.serving import Server, says, serving

HERE = ROOT / "tests/tools/kokoro"
MODEL, VOICES = b"model" * 900_000, b"voices" * 100


def published(name: str, content: bytes) -> Published:
    """What a file would be if it were the one that was published."""
    return Published(name, len(content), hashlib.sha256(content).hexdigest())


SMALL = (published(FILES[0].name, MODEL), published(FILES[1].name, VOICES))


def offering(server: Server, model: bytes = MODEL) -> str:
    """A release with both files; its address."""
    server.at(f"/release/{FILES[0].name}", says(model))
    server.at(f"/release/{FILES[1].name}", says(VOICES))
    return server.at("/release/", says(status=404))


def test_both_files_are_fetched_and_their_coming_is_told(tmp_path: Path) -> None:
    """A hundred megabytes take a while; who waits sees how far it is."""
    told: list[tuple[int, int]] = []
    with serving() as server:
        found = fetch(tmp_path / "kokoro", lambda *each: told.append(each), offering(server), SMALL)
    assert (found.model.read_bytes(), found.voices.read_bytes()) == (MODEL, VOICES)
    total = len(MODEL) + len(VOICES)
    assert told == sorted(told)
    assert (len(told) > 4, told[-1]) == (True, (total, total))
    assert found == found_in(tmp_path / "kokoro")


def test_a_voice_is_added_to_the_users_folder_and_taken_away_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `publisher voices add kokoro` does; all voices come together, and go together."""
    monkeypatch.setattr(kokoro, "fetch", partial(fetch, files=SMALL))
    folders = Folders(voices=(tmp_path / "mine", tmp_path / "ours"))
    steps: list[Step] = []
    with serving() as server:
        voice = kokoro.add("", folders, offering(server), steps.append)
    assert str(voice) == "kokoro:bm_george"
    assert (steps[-1].verb, steps[-1].done) == ("fetch", steps[-1].total)
    assert found_in(tmp_path / "mine/kokoro") is not None
    assert kokoro.remove("", folders) == tmp_path / "mine/kokoro"
    assert found_in(tmp_path / "mine/kokoro") is None
    with pytest.raises(VoiceError, match="not here"):
        kokoro.remove("", folders)
    with pytest.raises(VoiceError, match="no folder") as caught:
        kokoro.add("", Folders())
    assert "PUBLISHER_VOICES" in caught.value.remedy


def test_what_is_there_and_sound_is_not_fetched_again(tmp_path: Path) -> None:
    """A second call costs nothing; a file that was damaged is fetched anew."""
    with serving() as server:
        release = offering(server)
        fetch(tmp_path, release=release, files=SMALL)
        (tmp_path / FILES[1].name).write_bytes(b"x" * len(VOICES))
        fetch(tmp_path, release=release, files=SMALL)
    assert [asked.path.rpartition("/")[2] for asked in server.asked] == [
        FILES[0].name, FILES[1].name, FILES[1].name,
    ]  # fmt: skip
    assert (tmp_path / FILES[1].name).read_bytes() == VOICES


@pytest.mark.parametrize("came", [MODEL[:-1], MODEL[:-1] + b"x", MODEL + b"x", b""])
def test_what_is_not_what_was_published_is_not_kept(tmp_path: Path, came: bytes) -> None:
    """Cut short, changed on the way, or somebody's page of errors: a model runs on this machine."""
    with serving() as server, pytest.raises(VoiceError, match="not those that were published"):
        fetch(tmp_path, release=offering(server, came), files=SMALL)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_refuses_is_named(tmp_path: Path) -> None:
    """And how to do without it."""
    with serving() as server:
        release = offering(server)
        server.at(f"/release/{FILES[0].name}", says(b"gone", status=404))
        with pytest.raises(VoiceError, match="404") as caught:
            fetch(tmp_path, release=release, files=SMALL)
    assert "put it into the folder" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_no_server_is_an_error_of_ours(tmp_path: Path) -> None:
    """Offline, one line says so."""
    with pytest.raises(VoiceError, match="cannot be fetched"):
        fetch(tmp_path, release="http://127.0.0.1:9/", files=SMALL)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """With the variable that names another."""
    (tmp_path / "file").write_text("")
    with serving() as server, pytest.raises(VoiceError, match="cannot be kept") as caught:
        fetch(tmp_path / "file" / "kokoro", release=offering(server), files=SMALL)
    assert "PUBLISHER_VOICES" in caught.value.remedy


def test_the_digests_are_those_of_the_published_files(tmp_path: Path) -> None:
    """The model as PyPI has it in parts, and all voices as npm has them, in one archive."""
    need(found_in(HERE), "Kokoro (see tests/tools/kokoro.sh)")
    here = sorted((HERE / "voices").iterdir())
    apart = {path.stem: np.fromfile(path, "<f4").reshape(510, 1, 256) for path in here}
    np.savez(tmp_path / "voices.npz", **apart)
    for path, file in zip((HERE / FILES[0].name, tmp_path / "voices.npz"), FILES, strict=True):
        content = path.read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
    (tmp_path / "kokoro-v1.0.onnx").write_bytes(b"")
    found, folder = found_in(tmp_path), found_in(HERE)
    assert found is not None
    assert folder is not None
    assert found.names() == folder.names()
    assert np.array_equal(found.style("bm_george"), folder.style("bm_george"))


def test_a_folder_without_both_is_none_of_kokoros(tmp_path: Path) -> None:
    """Piper's voices are .onnx files too."""
    assert found_in(tmp_path) is None
    (tmp_path / "en_GB-alba-medium.onnx").write_bytes(b"")
    (tmp_path / "voices-v1.0.bin").write_bytes(b"")
    assert found_in(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut"])
def test_voices_that_cannot_be_read_are_an_error_of_ours(tmp_path: Path, content: bytes) -> None:
    """NumPy, zipfile and pickle each have their own."""
    (tmp_path / "kokoro-v1.0.onnx").write_bytes(b"")
    (tmp_path / "voices-v1.0.bin").write_bytes(content)
    found = found_in(tmp_path)
    assert found is not None
    with pytest.raises(VoiceError, match="not sound"):
        found.names()


def test_a_voice_of_another_size_is_refused(tmp_path: Path) -> None:
    """Of another model it may be; spoken with, it would be noise."""
    (tmp_path / "kokoro-v1.0.onnx").write_bytes(b"")
    np.savez(tmp_path / "voices.npz", bm_george=np.zeros((3, 256), np.float32))
    found = found_in(tmp_path)
    assert found is not None
    with pytest.raises(VoiceError, match="no voice of Kokoro's"):
        found.style("bm_george")


def test_a_voice_that_was_damaged_is_an_error_of_ours(tmp_path: Path) -> None:
    """It is seen by its checksum, and not heard."""
    (tmp_path / "kokoro-v1.0.onnx").write_bytes(b"")
    whole = tmp_path / "voices.npz"
    np.savez(whole, bm_george=np.ones((510, 256), np.float32))
    content = bytearray(whole.read_bytes())
    content[len(content) // 2] ^= 1
    whole.write_bytes(content)
    found = found_in(tmp_path)
    assert found is not None
    with pytest.raises(VoiceError, match="bm_george cannot be read"):
        found.style("bm_george")
