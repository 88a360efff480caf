"""Where voices stand that did not come with a package: one folder of the user's.

Whoever starts publisher tells it once (`cli.py` reads `PUBLISHER_VOICES`); engines look into it,
each into the part that bears its name.
"""

from pathlib import Path

_folders: list[Path] = []


def stand_in(folder: Path) -> None:
    """Have voices looked for in a folder; it need not be there."""
    _folders[:] = [folder]


def shelf(engine: str) -> Path | None:
    """Where an engine's fetched voices stand; None when nobody has told."""
    return _folders[0] / engine if _folders else None
