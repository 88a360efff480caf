"""What the machine that we run on has for us."""

import ctypes
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Final, TypeVar

_Done = TypeVar("_Done")
_Part = TypeVar("_Part")


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


class Hands:
    """Threads of this process that reckon, of which so many may be at work at once.

    One whose work falls into parts has those who are free help with it: else the only sentence
    that has changed, or the last of many, would leave cores with nothing to do.

    Attributes:
        allowed: how many may be at work; 1 until a crew of threads is hired.
    """

    def __init__(self) -> None:
        self.allowed = 1
        self._at_work = 0
        self._counting = Lock()

    @contextmanager
    def busy(self, count: int = 1) -> Iterator[None]:
        """While this lasts, so many more are at work."""
        with self._counting:
            self._at_work += count
        try:
            yield
        finally:
            with self._counting:
                self._at_work -= count

    def together(self, work: Callable[[_Part], _Done], parts: Sequence[_Part]) -> list[_Done]:
        """What is made of each part, in their order, with the help of all who are free.

        Who helps goes when others begin something of their own.
        """
        done: dict[int, _Done] = {}
        left = iter(range(len(parts)))

        def take_part(*, helping: bool) -> None:
            for place in left:
                done[place] = work(parts[place])
                if helping and self._at_work > self.allowed:
                    return

        free = min(self.allowed - self._at_work, len(parts) - 1)
        if free > 0:
            with self.busy(free), ThreadPoolExecutor(free, "helping") as helpers:
                helped = [helpers.submit(take_part, helping=True) for _ in range(free)]
                take_part(helping=False)
                for each in helped:
                    each.result()
        else:
            take_part(helping=False)
        return [done[place] for place in range(len(parts))]


hands: Final = Hands()


def give_back() -> None:
    """Give the system memory back that was freed, of which a C library may keep a good deal.

    Source:
        glibc, malloc_trim(3); others do not have it, or need it.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
