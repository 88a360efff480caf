"""How far the work is, for whoever waits.

A step is a plain fact. Who shows it (a bar, a line, nothing) is decided in `cli`.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step forward.

    Attributes:
        verb: the room at work: read, structure, speak, bind or check; or fetch, for a new voice.
        subject: what it is at work on, such as a section's label.
        done: how many of ``total`` are finished.
        total: how many there are.
        heard_ms: milliseconds of sound made so far, where sound is made.
        remembered: whether this step cost nothing because it was done before.
    """

    verb: str
    subject: str
    done: int
    total: int
    heard_ms: int = 0
    remembered: bool = False


Progress = Callable[[Step], None]


def silent(step: Step) -> None:
    """Show nothing."""
