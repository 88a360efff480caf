"""What the machine that we run on has for us."""

import ctypes
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TypeVar

_Done = TypeVar("_Done")


def cores() -> int:
    """How many cores this process may use: those of the machine, or what it was confined to."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows confine nobody
        return os.cpu_count() or 1


@contextmanager
def beside(work: Callable[[], _Done]) -> Iterator[Future[_Done]]:
    """Have something done while something else is; what went wrong there is raised when asked."""
    with ThreadPoolExecutor(1, "beside") as worker:
        yield worker.submit(work)


def give_back() -> None:
    """Give the system memory back that was freed, of which a C library may keep a good deal.

    Source:
        glibc, malloc_trim(3); others do not have it, or need it.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
