"""A crew on many machines: the workers of a Dask scheduler, asked through one client.

A worker has to have what the voice needs, and to speak as we do: before anything is asked, each
says a few words, and what it says is compared with what is heard here, to the bit. What workers
speak is remembered here, in the store of whoever asked; they look into the same folder on their own
machine first, which is the same store where machines share a disk.

Source:
    distributed 2026.8, `Client.get_executor`: the interface of `concurrent.futures`.
"""

import logging
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import TYPE_CHECKING, Any, Final

from publisher.errors import VoiceError
from publisher.speaking.crew import ANEW, Crew
from publisher.speaking.engines import Engine
from publisher.speaking.trial import trial

if TYPE_CHECKING:
    from collections.abc import Callable

    from distributed import Client

log = logging.getLogger(__name__)

SCHEMES: Final = ("tcp://", "tls://", "ucx://")
CONNECT_S: Final = 30  # for a scheduler that is being restarted


class Cluster(Executor):
    """The workers of a scheduler, as an executor.

    Args:
        address: of the scheduler.

    Raises:
        VoiceError: it cannot be reached, or has no workers.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._client = _client(address)
        try:
            self._client.wait_for_workers(1, timeout=CONNECT_S)
        except TimeoutError as error:
            self._client.close()
            raise VoiceError(
                f"The scheduler at {address} has no workers",
                remedy=f"Start one: dask worker {address}",
            ) from error

    @property
    def threads(self) -> int:
        """How many jobs its workers do at once, all together."""
        return sum(each["nthreads"] for each in self._workers().values())

    def submit(self, fn: "Callable[..., Any]", /, *args: object, **kwargs: object) -> "Future[Any]":
        """Ask any worker; one that is lost is replaced by another, `ANEW` times.

        Raises:
            BrokenExecutor: the scheduler is gone.
        """
        if self._client.status not in ("running", "newly-created"):
            raise BrokenExecutor(f"the scheduler at {self._address} is gone")
        asked = self._client.submit(fn, *args, **kwargs, pure=False, retries=ANEW)
        answer: Future[Any] = Future()
        answer.add_done_callback(lambda done: asked.cancel() if done.cancelled() else None)
        asked.add_done_callback(lambda done: _pass_on(done, answer))
        return answer

    def prove(self, engine: Engine) -> str:
        """See that each worker speaks as we do; the digest of what we say.

        Raises:
            VoiceError: one lacks the voice, or speaks otherwise.
        """
        here = trial(engine)
        there = self._client.run(trial, engine, on_error="return")
        wrong = {each: said for each, said in there.items() if said != here}
        for worker, said in wrong.items():
            log.debug("worker %s: %s", worker, said)
        if wrong:
            worker, said = next(iter(wrong.items()))
            why = f"{said}" if isinstance(said, Exception) else "it sounds otherwise there"
            others = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
            raise VoiceError(
                f"{engine.voice} cannot speak on the worker {worker}{others}: {why}",
                remedy="Give every worker the same release of publisher, the same voices at the "
                "same place, and the same kind of processor.",
            )
        return here

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the scheduler; its workers stay there for others."""
        self._client.close(timeout=CONNECT_S if wait else 1)

    def _workers(self) -> dict[str, Any]:
        return dict(self._client.scheduler_info(n_workers=-1)["workers"])


def cluster(address: str) -> Crew:
    """A crew of all workers of a scheduler.

    Raises:
        VoiceError: it cannot be reached.
    """
    first = Cluster(address)
    ready = [first]

    def hire() -> Cluster:
        return ready.pop() if ready else Cluster(address)

    return Crew(hire, first.threads, _prove)


def _prove(workers: Executor, engine: Engine) -> str:
    assert isinstance(workers, Cluster)
    return workers.prove(engine)


def _client(address: str) -> "Client":
    try:
        from distributed import Client
    except ImportError as error:
        raise VoiceError(
            "Clusters need Dask, which is not installed",
            remedy="Install it: pip install 'publisher[cluster]'",
        ) from error
    try:
        return Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise VoiceError(
            f"The scheduler at {address} cannot be reached: {error}",
            remedy="Start it (dask scheduler), or leave --scheduler out to speak here.",
        ) from error


def _pass_on(asked: Any, answer: "Future[Any]") -> None:
    """Give an answer of Dask's to whoever waits for it here."""
    if not answer.set_running_or_notify_cancel():
        return
    try:
        answer.set_result(asked.result())
    except VoiceError as error:
        answer.set_exception(error)
    except Exception as error:  # lost workers, a lost scheduler: each a kind of its own
        log.debug("the cluster failed: %r", error)
        answer.set_exception(BrokenExecutor(f"the cluster failed: {error}"))
