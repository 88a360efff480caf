"""Hiring: the crew that a user asks for by name."""

from typing import Final

from publisher.errors import SettingsError
from publisher.machine import cores
from publisher.speaking.crew import Crew, processes, threads

_HERE: Final = {"threads": threads, "processes": processes}


def crew_of(where: str = "threads", workers: int = 0) -> Crew:
    """A crew as a user names it.

    Args:
        where: ``threads``, ``processes``, or the address of a Dask scheduler.
        workers: how many; 0 for one on each core.

    Raises:
        SettingsError: there is no such crew.
        VoiceError: the scheduler cannot be reached.
    """
    if where in _HERE:
        return _HERE[where](workers or cores())
    from publisher.speaking.cluster import SCHEMES, cluster

    if not where.startswith(SCHEMES):
        raise SettingsError(
            f"There is no scheduler {where!r}",
            remedy="Choose threads or processes, or give a Dask scheduler's address: "
            "tcp://HOST:8786.",
        )
    if workers:
        raise SettingsError(
            "How many workers a cluster has is not for --jobs to say", "Leave --jobs out."
        )
    return cluster(where)
