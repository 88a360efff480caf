"""The style sheet of an edition that is seen."""

from importlib.resources import files


def stylesheet(name: str, *others: str) -> bytes:
    """A style sheet: the plain one, what the one asked for lays over it, and what others add."""
    folder = files("publisher.binding").joinpath("styles")
    names = dict.fromkeys(("plain", name, *others))
    return b"".join(folder.joinpath(f"{each}.css").read_bytes() for each in names)
