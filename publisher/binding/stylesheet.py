"""The style sheet of an edition that is seen."""

from importlib.resources import files


def stylesheet(name: str, *, lit: bool = False) -> bytes:
    """A style sheet: the plain one, and what another lays over it; how what is spoken is lit."""
    folder = files("publisher.binding").joinpath("styles")
    names = dict.fromkeys(("plain", name, *(("lit",) if lit else ())))
    return b"".join(folder.joinpath(f"{each}.css").read_bytes() for each in names)
