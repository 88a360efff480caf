"""Piper's voices from where Piper has them: fetched whole and checked, or not at all.

Names, addresses and the list are those of Piper's own downloader, `piper.download_voices`. That one
writes files in place, waits for ever and checks nothing, and leaves the card behind on which the
licence stands; so what it would fetch is fetched here: with certificates checked, within bounds of
time and size, held against the digests of the list, and put in place in one move.
"""

import difflib
import hashlib
import logging
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from publisher.errors import VoiceError
from publisher.progress import Progress, Step
from publisher.speaking.engines import not_installed
from publisher.speaking.engines.shelf import is_model

if TYPE_CHECKING:
    from requests import Response

log = logging.getLogger(__name__)

TIMEOUT_S = (10.0, 60.0)  # to connect, and from one byte to the next
LARGEST = 1 << 30  # bytes, of a file whose size the list does not tell
CARD = "MODEL_CARD"
_NAME = re.compile(r"[A-Za-z]{2,3}_[A-Za-z0-9]+-\w+-\w+")
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a voice, as the list has it.

    Attributes:
        path: from the address of all voices.
        size: in bytes; None when the list does not tell.
        md5: in hexadecimal; "" when the list does not tell.
    """

    path: str
    size: int | None = None
    md5: str = ""

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def fetched(
    name: str, folder: Path, source: str, proof: Callable[[Path], object], progress: Progress
) -> Path:
    """Fetch a voice into a folder of its own.

    Args:
        name: such as ``en_GB-alba-medium``.
        folder: that the user's voices lie in.
        source: the address of all voices, a mirror's; "" for Piper's own.
        proof: raises when the model it is given cannot speak.
        progress: told of every piece, in kilobytes.

    Returns:
        The model.

    Raises:
        VoiceError: there is no such voice, or it does not come whole.
        OSError: it cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise _unknown(name, ())
    source = (source or _home()).rstrip("/")
    files = _files(name, _listed(source), source)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as new:
        whole = Path(new) / name
        whole.mkdir()
        for file in files:
            _fetch(file, source, whole / file.name, progress)
        proof(whole / f"{name}.onnx")
        _put(whole, folder / name)
    return folder / name / f"{name}.onnx"


def _put(whole: Path, place: Path) -> None:
    """Put a voice in its place; whoever fetched it at the same time may have been quicker."""
    try:
        whole.replace(place)
    except OSError:
        if not is_model(place / f"{place.name}.onnx"):
            raise


def _unknown(name: str, listed: Iterable[str]) -> VoiceError:
    near = difflib.get_close_matches(name, listed, 4, 0.3) or ["en_GB-alba-medium"]
    return VoiceError(
        f"Piper has no voice called {name!r}", f"Name one as Piper does, such as {', '.join(near)}."
    )


def _home() -> str:
    """Where Piper has its voices."""
    try:
        from piper.download_voices import VOICES_JSON
    except ImportError as error:
        raise not_installed("piper", error) from error
    return str(VOICES_JSON).partition("/voices.json")[0]


def _listed(source: str) -> dict[str, Any]:
    """The list of all voices."""
    with _asked(f"{source}/voices.json") as answer:
        try:
            return dict(answer.json())
        except (ValueError, TypeError) as error:
            raise _unlike(source, "its list of voices cannot be read") from error


def _files(name: str, listed: dict[str, Any], source: str) -> tuple[_File, ...]:
    """What a voice is made of: its model, what belongs beside it, and its card if it has one."""
    if name not in listed:
        raise _unknown(name, listed)
    about = listed[name]
    try:
        told = (_File(path, each["size_bytes"], each["md5_digest"])
                for path, each in about["files"].items())  # fmt: skip
        known = {file.name: file for file in told}
        return (
            *(known[needed] for needed in (f"{name}.onnx.json", f"{name}.onnx")),
            *(known[card] for card in (CARD,) if card in known),
        )
    except (LookupError, TypeError, AttributeError) as error:
        raise _unlike(source, f"its list does not tell the files of {name}") from error


def _fetch(file: _File, source: str, path: Path, progress: Progress) -> None:
    """Fetch one file, and see that it is whole."""
    largest = LARGEST if file.size is None else file.size
    size, digest = 0, hashlib.md5(usedforsecurity=False)
    with _asked(f"{source}/{file.path}?download=true") as answer, path.open("wb") as written:
        for piece in _pieces(answer, source):
            size += len(piece)
            if size > largest:
                break
            written.write(piece)
            digest.update(piece)
            progress(Step("fetch", file.name, size >> 10, (file.size or size) >> 10))
    if file.size not in (None, size):
        raise _unlike(source, f"{file.name} has not the {file.size} bytes that its list tells")
    if file.md5 and digest.hexdigest() != file.md5:
        raise _unlike(source, f"{file.name} is not what the list tells by its digest")


@contextmanager
def _asked(address: str) -> "Iterator[Response]":
    """An answer to a request, as long as it is read.

    Raises:
        VoiceError: there is none, or it is no.
    """
    import requests

    try:
        answer = requests.get(address, timeout=TIMEOUT_S, stream=True, verify=True)
    except (OSError, ValueError) as error:  # all of requests' errors are one or the other
        raise _unreached(address, error) from error
    with answer:
        if not answer.ok:
            raise _unlike(address, f"it answers {answer.status_code} for {urlsplit(address).path}")
        yield answer


def _pieces(answer: "Response", source: str) -> Iterator[bytes]:
    import requests

    try:
        yield from answer.iter_content(_PIECE)
    except requests.RequestException as error:
        raise _unreached(source, error) from error


def _unreached(address: str, error: Exception) -> VoiceError:
    log.debug("%s could not be reached", address, exc_info=error)
    return VoiceError(
        f"{urlsplit(address).netloc or address} could not be reached for voices, "
        f"or the connection was lost ({type(error).__name__})",
        remedy="Look to the network and run the same command again; nothing was left half done.",
    )


def _unlike(address: str, what: str) -> VoiceError:
    return VoiceError(
        f"{urlsplit(address).netloc or address} does not give the voice: {what}",
        remedy="Run the same command again later; nothing was left half done.",
    )
