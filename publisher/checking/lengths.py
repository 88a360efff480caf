"""How long a recording is: as its header says, and as it is when all of it is decoded."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from publisher.checking.catalogue import error
from publisher.checking.decoding import RATE, decoded
from publisher.errors import CheckingError
from publisher.report import Finding

LENGTH_MS: Final = 50
"""By which lengths may differ that are told to be the same; less is what containers pad."""


def told_ms(file: IO[bytes]) -> float | None:
    """How long a recording says that it is, in milliseconds; None where it is none."""
    import soundfile

    try:
        return float(soundfile.info(file).duration) * 1000
    except (soundfile.LibsndfileError, OSError):
        return None


def heard_ms(path: Path) -> float:
    """How long a recording is when all of it is decoded, in milliseconds.

    Raises:
        CheckingError: it cannot be decoded to its end.
    """
    return sum(map(len, decoded(path))) * 1000 / RATE


def lasts_to_its_end(path: Path, place: str) -> Iterator[Finding]:
    """Whether a recording can be decoded to the end that its header tells of.

    Args:
        path: the recording; one that is none has been told of by those who read its header.
        place: what the finding calls it.
    """
    with path.open("rb") as file:
        told = told_ms(file)
    if told is None:
        return
    try:
        found = heard_ms(path)
    except CheckingError:
        yield error("sound-broken", "it cannot be decoded to its end", place)
        return
    if abs(found - told) > LENGTH_MS:
        message = f"it says that it lasts {told:.0f} ms, and ends after {found:.0f} ms"
        yield error("sound-length", message, place)
