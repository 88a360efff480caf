"""A crew on many machines: the workers of a Dask scheduler.

A worker has to have what the voice needs, and to speak as we do: before anything is asked of it, it
says a few words, which are compared with what is heard here, to the bit. Workers keep nothing; what
they speak is remembered by whoever asked.

Source:
    distributed 2026.8, `Client.submit`: what a lost worker had in hand is given to another.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, Future
from functools import partial
from threading import Thread
from typing import Any, Final, TypeVar

from publisher.errors import VoiceError
from publisher.speaking.crew import Crew
from publisher.speaking.engines import Engine
from publisher.speaking.link import PATIENCE_S, Link
from publisher.speaking.trial import trial

log = logging.getLogger(__name__)

SCHEMES: Final = ("tcp://", "tls://")
PROOF_S: Final = 120.0  # for every worker to load a voice and say a few words

R = TypeVar("R")


class Cluster(Executor):
    """The workers of a scheduler, asked by way of a loop on a thread of its own.

    Attributes:
        threads: how many jobs they do at once, all together.
    """

    def __init__(self, link: Link) -> None:
        """Look for the scheduler.

        Raises:
            VoiceError: it cannot be reached, or has no workers.
        """
        self._link = link
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="cluster", daemon=True)
        self._thread.start()
        try:
            self.threads = self._done(self._begin())
        except BaseException:
            self.shutdown()
            raise

    def submit(self, fn: "Callable[..., R]", /, *args: object, **kwargs: object) -> "Future[R]":
        """Ask any worker; what comes may be a VoiceError, when there is nobody to ask."""
        job = partial(_named, fn, *args, **kwargs)
        return asyncio.run_coroutine_threadsafe(self._answer(job), self._loop)

    def prove(self, engine: Engine) -> str:
        """See that every worker speaks as we do; the digest of what we say.

        Raises:
            VoiceError: one lacks the voice, or speaks otherwise.
        """
        asked = asyncio.run_coroutine_threadsafe(self._trials(engine), self._loop)
        heard = trial(engine)  # meanwhile
        wrong = {worker: said for worker, said in asked.result().items() if said != heard}
        for worker, said in wrong.items():
            log.debug("worker %s: %r", worker, said)
        if wrong:
            worker, said = next(iter(wrong.items()))
            others = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
            why = _words(said) if isinstance(said, Exception) else "it sounds otherwise there"
            raise VoiceError(
                f"{engine.voice} cannot speak on the worker {worker}{others}: {why}",
                remedy="Give every worker the same publisher and libraries, the same voices at "
                "the same place, and the same kind of processor.",
            )
        return heard

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the workers to others; what they have in hand for us is let go."""
        self._done(self._leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _done(self, work: "Coroutine[Any, Any, R]") -> R:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _begin(self) -> int:
        await self._link.open()
        client = await self._link.client()
        return sum((await client.nthreads()).values())

    async def _leave(self) -> None:
        # Dask's own tasks may fail as it is left, which asyncio would tell the user of at the end.
        asyncio.get_running_loop().set_exception_handler(_unheeded)
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await self._link.let_go()

    async def _answer(self, job: "Callable[[], R]") -> R:
        """What comes of a job, which is asked for again as often as a scheduler is lost over it."""
        while True:
            client = await self._link.client()
            asked = client.submit(job, pure=False)
            try:
                answer: R = await asked
                return answer
            except Exception as error:
                failed = asked.status == "error"
                if failed or not (asked.cancelled() or isinstance(error, OSError)):
                    raise _ours(error) from error
                log.debug("asked again, for the scheduler was lost: %r", error)

    async def _trials(self, engine: Engine) -> "dict[str, str | Exception]":
        """How an engine sounds on each worker, or what keeps it from speaking there."""
        client = await self._link.client()
        try:
            async with asyncio.timeout(PROOF_S):
                return dict(await client.run(_tried, engine, on_error="return"))
        except Exception as error:  # a client that loses its scheduler fails in many ways
            raise VoiceError(
                f"A worker was lost, or took more than {PROOF_S:.0f} s to say a few words",
                remedy="Run the same command again.",
            ) from error


def cluster(address: str, patience_s: float = PATIENCE_S) -> Crew:
    """A crew of all workers of a scheduler.

    Args:
        address: of the scheduler.
        patience_s: how long it is waited for if it is lost, in seconds.

    Raises:
        VoiceError: it cannot be reached, or has no workers.
    """

    def hire() -> Cluster:
        return Cluster(Link(address, patience_s))

    first = hire()
    return Crew(hire, first.threads, prove=_prove, executor=first)


def _unheeded(_: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
    log.debug("as the cluster was left: %s (%r)", told.get("message"), told.get("exception"))


def _prove(workers: Executor, engine: Engine) -> str:
    assert isinstance(workers, Cluster)
    return workers.prove(engine)


async def _tried(engine: Engine) -> str:
    """Have a worker speak beside its own loop, which has to go on answering its scheduler."""
    return await asyncio.to_thread(trial, engine)


def _named(job: "Callable[..., R]", *args: object, **kwargs: object) -> R:
    """What a worker makes of a job; an error tells which worker it was."""
    from distributed import get_worker

    try:
        return job(*args, **kwargs)
    except VoiceError as error:
        raise VoiceError(f"{error.message} (on {get_worker().address})", error.remedy) from error


def _ours(error: Exception) -> VoiceError:
    """What came of a job, as an error of ours."""
    from distributed import KilledWorker

    if isinstance(error, VoiceError):
        return error
    if isinstance(error, KilledWorker):
        return VoiceError(
            f"Workers died over the same words, {error.allowed_failures + 1} of them",
            remedy="They may want more memory than there is: start them with fewer threads.",
        )
    return VoiceError(
        f"The cluster failed: {_words(error)}",
        remedy="Give the scheduler and every worker the same publisher and libraries as here.",
    )


def _words(error: Exception) -> str:
    """What an error tells, in one sentence."""
    if isinstance(error, VoiceError):
        return error.message
    return f"{type(error).__name__}: {error}".partition(". ")[0]
