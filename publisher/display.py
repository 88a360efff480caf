"""Progress for whoever waits: bars on a terminal, plain lines elsewhere, on standard error."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

from publisher.outline import clock
from publisher.progress import Progress, Step, silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

_VERBS = {
    "fetch": "Fetching",
    "read": "Reading",
    "structure": "Dividing",
    "speak": "Speaking",
    "bind": "Binding",
    "check": "Checking",
}
_LINE_EVERY_S = 10.0


@contextmanager
def shown(*, quiet: bool, name: str) -> Iterator[Progress]:
    """A way to show progress that suits where standard error leads.

    Args:
        quiet: show nothing.
        name: of the article at work.
    """
    if quiet or sys.stderr is None:
        yield silent
    elif sys.stderr.isatty():
        with _bars() as bars:
            yield _Bars(bars, name)
    else:
        yield _Lines(name)


def _bars() -> "Bars":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        SpinnerColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bars

    return Bars(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


class _Speed:
    """How fast sound is made against the time it takes to hear."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._from_ms = 0

    def after(self, step: Step) -> str:
        """The speed so far, remembered sentences left out."""
        if step.remembered:
            self._since, self._from_ms = time.monotonic(), step.heard_ms
            return "remembered"
        passed = time.monotonic() - self._since
        made_s = (step.heard_ms - self._from_ms) / 1000
        return f"{made_s / passed:.0f}x real time" if passed > 0.5 and made_s > 0 else ""


class _Bars:
    """Shows steps as one bar that changes its name."""

    def __init__(self, bars: "Bars", name: str) -> None:
        self._bars, self._name = bars, name
        self._task = bars.add_task(name, total=None, speed="")
        self._verb = ""
        self._speed = _Speed()

    def __call__(self, step: Step) -> None:
        if step.verb != self._verb:
            self._verb = step.verb
            self._bars.reset(self._task, total=step.total)
        speed = self._speed.after(step) if step.verb == "speak" else ""
        doing = f"{_VERBS[step.verb]} {self._name}: {step.subject}"[:60]
        self._bars.update(
            self._task, completed=step.done, total=step.total, description=doing, speed=speed
        )


class _Lines:
    """Shows steps as lines, few of them: a log is no place for a bar."""

    def __init__(self, name: str) -> None:
        self._name, self._verb, self._last = name, "", 0.0
        self._speed = _Speed()

    def __call__(self, step: Step) -> None:
        speed = self._speed.after(step) if step.verb == "speak" else ""
        now = time.monotonic()
        if step.verb == self._verb and now - self._last < _LINE_EVERY_S:
            return
        self._verb, self._last = step.verb, now
        if step.verb == "speak":
            heard = f", {clock(step.heard_ms)} of sound, {speed}".rstrip(", ")
            with suppress(OSError):  # whoever waited is gone; the work goes on
                click.echo(f"{self._name}: speaking {step.done} of {step.total}{heard}", err=True)
