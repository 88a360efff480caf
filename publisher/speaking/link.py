"""A link to a Dask scheduler that holds: what is lost is looked for again.

Dask waits for ever, for workers that do not come and for a scheduler that has stopped answering.
So it is asked every second whether it has workers. One that has none, or does not answer, is let
go and looked for anew; whoever waits for an answer finds the old client closed, and asks again.

Source:
    distributed 2026.8, `Client`, asynchronous.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Final, cast

from publisher.errors import VoiceError

if TYPE_CHECKING:
    from distributed import Client

log = logging.getLogger(__name__)

FIRST_S: Final = 10.0  # for a scheduler to answer at first, when its address may be wrong
PATIENCE_S: Final = 30.0  # for one that is lost to come back, with a worker
TRY_S: Final = 2.0  # for one try of many: the pauses that Dask makes within one grow and grow
STALLED_S: Final = 5.0  # after which one that does not answer is lost
LEAVE_S: Final = 1.0

NOISY: Final = ("distributed", "distributed.client")  # loggers of lost connections, at length


class Link:
    """A link to a scheduler, for use on one loop.

    Args:
        address: of the scheduler.
        patience_s: how long one that is gone is waited for, in seconds.
    """

    def __init__(self, address: str, patience_s: float = PATIENCE_S) -> None:
        self._address = address
        self._patience_s = patience_s
        self._newest: Client | None = None

    async def open(self) -> None:
        """Look for the scheduler.

        Raises:
            VoiceError: it cannot be reached, or has no workers; or Dask is not installed.
        """
        self._join = _dask()
        self._search = asyncio.create_task(self._found(min(FIRST_S, self._patience_s)))
        await self._search
        self._watching = asyncio.create_task(self._watch())

    async def client(self) -> "Client":
        """A client of the scheduler, as soon as that is there.

        Raises:
            VoiceError: it was waited for long enough; from then on it is not waited for.
        """
        search = self._search
        if search.done() and not search.exception() and _closed(search.result()):
            log.warning("the scheduler at %s is gone, or its workers; waiting", self._address)
            self._search = asyncio.create_task(self._found(self._patience_s))
        return await asyncio.shield(self._search)

    async def let_go(self) -> None:
        """Close the newest client."""
        if self._newest is not None:
            with suppress(OSError):
                async with asyncio.timeout(LEAVE_S):
                    await self._newest.close()

    async def _found(self, patience_s: float) -> "Client":
        """A client of the scheduler, as soon as that answers and has a worker.

        Raises:
            VoiceError: it does not in time.
        """
        until = monotonic() + patience_s
        why = self._lacks("cannot be reached", "Start it (dask scheduler), or mend the address")
        while monotonic() < until:
            try:
                client = await self._joined()
                why = self._lacks("has no workers", f"Start one: dask worker {self._address}")
                async with asyncio.timeout(until - monotonic()):
                    await client.wait_for_workers(1)
                return client
            except ValueError as error:  # no address at all
                raise why from error
            except Exception as error:  # a client that loses its scheduler fails in many ways
                log.debug("%s: %r", why.message, error)
                await self.let_go()
        raise why

    async def _joined(self) -> "Client":
        """A new client, once the scheduler has answered it.

        Raises:
            OSError: it does not.
            ValueError: what is called its address is none.
        """
        self._newest = self._join(
            self._address, timeout=TRY_S, asynchronous=True, set_as_default=False
        )
        async with asyncio.timeout(TRY_S):
            await self._newest
        return self._newest

    def _lacks(self, what: str, cure: str) -> VoiceError:
        return VoiceError(
            f"The scheduler at {self._address} {what}", f"{cure}; what was spoken is remembered."
        )

    async def _watch(self) -> None:
        """Let go of a scheduler that does not answer, or has no workers."""
        with suppress(VoiceError):  # whoever waits for an answer is told
            while True:
                client = await self.client()
                try:
                    async with asyncio.timeout(min(STALLED_S, self._patience_s)):
                        await client.wait_for_workers(1)
                except Exception as error:  # as above
                    log.debug("let go of: %r", error)
                    await self.let_go()
                await asyncio.sleep(1)


def _closed(client: "Client") -> bool:
    return client.status in ("closing", "closed")


def _dask() -> "Callable[..., Client]":
    """Dask's client, its words about lost connections left to us.

    Raises:
        VoiceError: it is not installed.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise VoiceError(
            "A cluster needs Dask, which is not installed",
            remedy="Install it: pip install 'publisher[cluster]'",
        ) from error
    if not log.isEnabledFor(logging.DEBUG):
        for name in NOISY:
            logging.getLogger(name).setLevel(logging.CRITICAL)
    return cast("Callable[..., Client]", Client)
