"""What a process owes whoever started it: signals heeded, streams kept apart, nothing left behind.

Nothing here knows of articles. A library that uses publisher has manners of its own, so only the
command line asks for these.
"""

import io
import logging
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from _thread import start_new_thread
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from tempfile import TemporaryDirectory
from typing import Final, NoReturn

INTERRUPTED, TERMINATED = 130, 143  # 128 and the signal's number, as a shell tells it
MOMENT_S: Final = 1.0  # whoever waits for longer wants to know what for
WAITING: Final = (
    "Stopping: what is being spoken is finished first, so that it is remembered. "
    "Ctrl-C again leaves at once."
)

_STANDARD_ERROR = 2
_CLEAR_LINE, _SHOW_CURSOR = b"\r\x1b[2K", b"\x1b[?25h"  # ECMA-48; DEC's mode 25
_scratch: list[str] = []

log = logging.getLogger("publisher")


class Stop:
    """Heeds Ctrl-C and requests to end, and does not forget them.

    What a signal raises may be swallowed on its way: pydub has an `except` without a name, and
    Python ignores what a destructor raises. So it is to be looked at again with every step.

    The first request lets what is in hand be finished; the second ends the process where it is.

    Attributes:
        code: the exit code that was asked for; 0 while nobody has.
    """

    def __init__(self) -> None:
        self.code = 0

    def heed(self) -> None:
        """Listen from now on, but to no signal that whoever started us has had ignored."""
        for number, code in ((signal.SIGINT, INTERRUPTED), (signal.SIGTERM, TERMINATED)):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, partial(self._ask, code))

    def check(self) -> None:
        """Stop here if that was asked for.

        Raises:
            SystemExit: it was.
        """
        if self.code:
            sys.exit(self.code)

    def _ask(self, code: int, _signal: int, _frame: object) -> None:
        if self.code:
            _leave(code)
        self.code = code
        # Not by `threading`, whose locks may be held by the very line that was interrupted.
        with suppress(RuntimeError):  # there is no room for one more thread
            start_new_thread(_tell_who_waits, ())
        sys.exit(code)


def _tell_who_waits() -> None:
    time.sleep(MOMENT_S)
    _say_past_buffers(_CLEAR_LINE, f"{WAITING}\n".encode())


def _leave(code: int) -> NoReturn:
    """End at once, with nothing left behind that no later build would clear away."""
    for folder in _scratch:
        shutil.rmtree(folder, ignore_errors=True)
    _say_past_buffers(_CLEAR_LINE + _SHOW_CURSOR)  # last, as a bar is drawn until the end
    os._exit(code)


def _say_past_buffers(to_terminal: bytes, words: bytes = b"") -> None:
    """Write to standard error though a line that is being written there was interrupted."""
    with suppress(OSError):  # nobody listens any more
        if os.name == "posix" and not select.select([], [_STANDARD_ERROR], [], 0.1)[1]:
            return  # a terminal that was stopped with Ctrl-S would keep us here
        terminal = os.isatty(_STANDARD_ERROR)
        os.write(_STANDARD_ERROR, to_terminal * terminal + words)


def keep_streams_apart() -> None:
    """Have results go where they belong, in UTF-8, and nothing else go there.

    A closed stream is led nowhere, or the next file opened would take its number and its output.
    The next program gets file names byte for byte, whatever the locale.
    """
    for stream in range(3):
        try:
            os.fstat(stream)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
    sys.unraisablehook = _hush


def let_go_of_results() -> None:
    """Lead results that could not be written nowhere, or Python would try again as it leaves."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def scratch() -> Iterator[None]:
    """Have what libraries put aside for a moment go with us, though we are stopped half way.

    pydub leaves a section's whole sound in the system's folder when its encoding is interrupted.
    """
    with TemporaryDirectory(prefix="publisher-", ignore_cleanup_errors=True) as folder:
        before, tempfile.tempdir = tempfile.tempdir, folder
        _scratch.append(folder)
        try:
            yield
        finally:
            _scratch.remove(folder)
            tempfile.tempdir = before


def keep_log(*, quiet: bool, verbose: bool) -> None:
    """Have warnings said once, on standard error; with ``verbose`` all there is, all the time."""
    logging.basicConfig(format="%(name)s: %(message)s", level=logging.WARNING)
    logging.captureWarnings(True)
    if verbose:
        log.setLevel(logging.DEBUG)
        return
    for handler in logging.getLogger().handlers:
        handler.setLevel(logging.ERROR if quiet else logging.WARNING)
        handler.addFilter(_Once())


class _Once(logging.Filter):
    """Lets each kind of warning through once: a full disk is not told for every sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._said: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether nothing of the kind was said before."""
        new = str(record.msg) not in self._said
        self._said.add(str(record.msg))
        return new


def _hush(fault: "sys.UnraisableHookArgs") -> None:
    """Keep what went wrong as things were thrown away from burying the error that told it."""
    log.debug("as %r was thrown away", fault.object, exc_info=fault.exc_value)
