"""A crew: workers who are asked for many things at once, and answer in the order of asking.

Who they are makes no difference: anything that works like an executor of `concurrent.futures` will
do, so threads, processes and the workers of a cluster are one way. So many are asked ahead as keep
all of them busy, and few more are held: a book of ten hours takes no more memory than an article.
"""

import logging
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import (
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from threading import Thread, local
from types import TracebackType
from typing import Any, Final, Generic, ParamSpec, Self, TypeVar, cast

from publisher.errors import VoiceError
from publisher.machine import cores, hands
from publisher.speaking.engines import Engine

log = logging.getLogger(__name__)

ANEW: Final = 2  # times that what a worker died over is tried again
AHEAD: Final = 4  # jobs for each worker: one at work, and enough to go on with
HELD: Final = 32  # jobs for each worker, with those that are answered, or can wait

J = TypeVar("J")
R = TypeVar("R")
P = ParamSpec("P")


@dataclass(slots=True)
class _Asked(Generic[J, R]):
    """A job that a worker has.

    Attributes:
        job: what it is.
        answer: that will come; None as long as nobody was asked.
        died: how many workers have died over it.
    """

    job: J
    answer: "Future[R] | None" = None
    died: int = 0

    @property
    def open(self) -> bool:
        """Whether somebody is at it, or will be."""
        return self.answer is not None and not self.answer.done()


@dataclass
class Crew:
    """Workers, hired when there is something to do, for as many builds as come.

    Attributes:
        hire: makes an executor. One that loses a worker has another in its place, and says so in
            the answer (`LostWorkerError`).
        workers: how many work at once.
        together: whether they are in this process, and share its voices.
        prove: sees that those of an executor speak an engine's voice as we do, before they are
            asked for anything, and tells how that sounds; None for those of this machine.
        executor: at work; None as long as there is nothing to do.
    """

    hire: Callable[[], Executor]
    workers: int
    together: bool = False
    prove: Callable[[Executor, Engine], str] | None = None
    executor: Executor | None = None
    _proofs: dict[str, str] = field(default_factory=dict, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let them finish what is in their hands, so that it is remembered, and go."""
        if self.executor is not None:
            self.executor.shutdown(cancel_futures=True)
            self.executor = None

    @property
    def far(self) -> bool:
        """Whether they are on other machines, which may not remember what this one does."""
        return self.prove is not None

    def proof(self, engine: Engine) -> str:
        """How an engine sounds wherever they work, which is found out once; "" where that is here.

        Raises:
            VoiceError: with one of them it cannot speak, or sounds otherwise than with us.
        """
        if self.prove is not None and engine.identity not in self._proofs:
            self._proofs[engine.identity] = self.prove(self._at_work(), engine)
        return self._proofs.get(engine.identity, "")

    def answers(
        self,
        jobs: Iterable[J],
        ask: Callable[[Executor, J], "Future[R]"],
        can_wait: Callable[[J], bool] = lambda _: False,
    ) -> Generator[tuple[J, R], None, None]:
        """Every job with its answer, in the order of the jobs.

        Whatever ends it, what is in the hands of workers of this machine by then is finished, so
        that it is remembered; what is not begun is not.

        Args:
            jobs: taken as workers come free, `AHEAD` for each of them at most that are not
                answered yet, and `HELD` in all.
            ask: hands a job to an executor; asked again when a worker died over it.
            can_wait: whether a job is done in no time: it is asked for behind the others that are
                taken by then. Of a text that has changed a little next to all are.

        Raises:
            VoiceError: workers died over a job again and again; or whatever a job raised.
        """
        waiting: deque[_Asked[J, R]] = deque()
        unasked: list[_Asked[J, R]] = []

        def ask_all() -> None:
            for each in unasked:
                each.answer = ask(self._at_work(), each.job)
            unasked.clear()

        try:
            for job in jobs:
                waiting.append(_Asked(job))
                unasked.append(waiting[-1])
                if not can_wait(job):
                    unasked.pop().answer = ask(self._at_work(), job)
                if self._is_enough(waiting):
                    ask_all()
                    yield self._first(waiting, ask)
            ask_all()
            while waiting:
                yield self._first(waiting, ask)
        finally:
            answers = [each.answer for each in waiting if each.answer is not None]
            wait([each for each in answers if not each.cancel()])

    def _is_enough(self, waiting: "deque[_Asked[J, R]]") -> bool:
        at_work = sum(each.open for each in waiting)
        return at_work > AHEAD * self.workers or len(waiting) > HELD * self.workers

    def _first(
        self, waiting: "deque[_Asked[J, R]]", ask: Callable[[Executor, J], "Future[R]"]
    ) -> tuple[J, R]:
        """The first job that waits, and its answer, whoever gives it in the end."""
        first = waiting[0]
        while True:
            assert first.answer is not None
            try:
                answer = first.answer.result()
                waiting.popleft()
                return first.job, answer
            except LostWorkerError as error:
                if first.died == ANEW:
                    raise VoiceError(
                        f"{first.job}: a worker died over it {ANEW + 1} times",
                        remedy="It may want more memory than there is: try --jobs 1.",
                    ) from error
                log.warning("a worker died, and another does its work again")
                first.answer, first.died = ask(self._at_work(), first.job), first.died + 1

    def _at_work(self) -> Executor:
        if self.executor is None:
            self.executor = self.hire()
        return self.executor


def threads(workers: int) -> Crew:
    """A crew of threads of this process, which share a voice: the quickest on one machine."""
    return Crew(partial(_threads, workers), workers, together=True)


def _threads(workers: int) -> Executor:
    hands.allowed = min(workers, cores())
    return ThreadPoolExecutor(workers, "speaking")


def processes(workers: int) -> Crew:
    """A crew of processes, each with its own voice: one that dies takes no other with it.

    None of them outlives the process that hired it, whatever ended that one.
    """
    return Crew(partial(_Processes, workers), workers)


class LostWorkerError(Exception):
    """A worker died over a job; the others are at work still."""


class _Processes(ThreadPoolExecutor):
    """Threads that each have a worker process do what they are asked for.

    Python's own pool has one pipe for the answers of all processes: one that is killed as it
    answers leaves half an answer there, for the rest of which everybody waits for ever
    (concurrent.futures.process, wait_result_broken_or_wakeup). Here each has its own.
    """

    def __init__(self, workers: int) -> None:
        super().__init__(workers, "speaking")
        self._own = local()
        self._hired: list[_Worker] = []

    def submit(self, work: Callable[P, R], /, *given: P.args, **named: P.kwargs) -> "Future[R]":
        """Have a worker do something.

        Raises:
            LostWorkerError: in the answer: it died over it.
        """
        return super().submit(self._done, partial(work, *given, **named))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the workers go, once they have finished what is in their hands."""
        super().shutdown(wait=wait, cancel_futures=cancel_futures)
        while wait and self._hired:
            self._hired.pop().let_go()

    def _done(self, job: Callable[[], R]) -> R:
        """What comes of a job, of which the worker of this thread does one after another."""
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is None or worker.lost:
            worker = self._own.worker = _Worker()
            self._hired.append(worker)
        return worker.done(job)


class _Worker:
    """A process that does one job after another.

    Attributes:
        lost: whether it died.
    """

    def __init__(self) -> None:
        self.lost = False
        spawning = get_context("spawn")
        self._line, theirs = spawning.Pipe()
        self._process = spawning.Process(target=_work, args=(theirs,), daemon=True)
        with _ctrl_c_held_back():
            self._process.start()
        theirs.close()  # so that the line is dead when the worker is

    def done(self, job: Callable[[], R]) -> R:
        """What comes of a job.

        Raises:
            LostWorkerError: the worker died over it; or whatever the job raised.
        """
        try:
            self._line.send(job)
            answer, error = self._line.recv()
        except (EOFError, OSError) as broken:
            self.lost = True
            raise LostWorkerError("a worker process died") from broken
        if error is not None:
            raise error
        return cast(R, answer)

    def let_go(self) -> None:
        """Have it end, as it has nothing to do, and wait until it has."""
        self._line.close()
        self._process.join()


def _work(line: "Connection[Any, Any]") -> None:
    """Do one job after another, until nobody is there to ask for any."""
    _unmoved()
    with suppress(EOFError, OSError):
        while True:
            line.send_bytes(_answered(line.recv_bytes()))


def _answered(job: bytes) -> bytes:
    """What comes of a job, and what went wrong, as both are told to another process."""
    try:
        return pickle.dumps((pickle.loads(job)(), None))  # noqa: S301  # from who hired us
    except Exception as error:  # whatever it is, it is for who asked
        try:
            return pickle.dumps((None, error))
        except Exception as untold:
            return pickle.dumps((None, RuntimeError(f"{error!r}, which cannot be told: {untold}")))


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Let Ctrl-C wait, and what is started meanwhile never hear of it, not even as it wakes up."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _unmoved() -> None:
    """Leave Ctrl-C, which every process of a terminal gets, to the one that hired us.

    That one may also be killed, and tells nobody; so it is watched. What is to be told is left to
    it too: each of us would tell of the same full disk.
    """
    logging.getLogger().addHandler(logging.NullHandler())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_go_with_who_hired_us, daemon=True).start()


def _go_with_who_hired_us() -> None:
    hirer = parent_process()
    assert hirer is not None  # we are a worker
    hirer.join()
    os._exit(1)
