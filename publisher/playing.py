"""Hearing a recording now: by whichever player the system has."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from publisher.errors import BindingError

PLAYERS = (
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("afplay",),  # macOS
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
)


def play(recording: Path, which: Callable[[str], str | None]) -> None:
    """Play a WAV to its end.

    Args:
        recording: the file.
        which: finds a program by its name, as `shutil.which` does.

    Raises:
        BindingError: there is no player, or it could not play.
    """
    found = ((which(name), options) for name, *options in PLAYERS)
    player = next(((path, options) for path, options in found if path), None)
    if player is None:
        raise BindingError(
            "There is nothing here that plays sound (ffplay, afplay, pw-play, paplay or aplay)",
            remedy="Write it to a file with `-o line.wav`, or install ffmpeg, which has ffplay.",
        )
    path, options = player
    done = subprocess.run([path, *options, str(recording)], stderr=subprocess.PIPE, check=False)
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())[-200:]
        raise BindingError(
            f"{Path(path).name} could not play it: {said or 'it does not say why'}",
            remedy="Write it to a file with `-o line.wav`, and listen to it elsewhere.",
        )
