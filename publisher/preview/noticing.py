"""Pages are told when what they show was made again.

An alarm from the system is only a reason to look, and so is a second that has gone by: a folder
that a build puts in another's place takes the alarms of the other with it. What counts is how the
files stand. So whatever was missed, between a page being served and its asking, is told at once.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from watchfiles import awatch

LOOK_MS: Final = 1000  # after which a look is taken without an alarm
ALARM_MS: Final = 100  # in which alarms are gathered

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Noticing:
    """Eyes on a folder, for all pages that are open.

    Attributes:
        folder: whose own entries raise alarms.
        is_over: whether the server is about to stop.
    """

    folder: Path
    is_over: Callable[[], bool] = lambda: False
    _bells: set[asyncio.Event] = field(default_factory=set, init=False)

    async def watch(self) -> None:
        """Ring at each alarm, and each second."""
        try:
            eyes = awatch(
                self.folder,
                watch_filter=None,
                step=ALARM_MS,
                rust_timeout=LOOK_MS,
                yield_on_timeout=True,
                recursive=False,
            )
            async for _ in eyes:
                self._ring()
        except (OSError, RuntimeError) as error:  # the latter is the library's own
            log.debug("the system raises no alarms: %s", error)
        while True:
            await asyncio.sleep(LOOK_MS / 1000)
            self._ring()

    def _ring(self) -> None:
        for bell in self._bells:
            bell.set()

    async def changes(self, stands: Callable[[], str], stood: str) -> AsyncIterator[str]:
        """How something stands each time that this is new; "" when it is as it was.

        Args:
            stands: tells how it stands now.
            stood: how it stood when it was last looked at.
        """
        bell = asyncio.Event()
        self._bells.add(bell)
        try:
            while not self.is_over():
                now = await asyncio.to_thread(stands)
                yield now if now != stood else ""
                stood = now
                bell.clear()
                await bell.wait()
        finally:
            self._bells.discard(bell)
