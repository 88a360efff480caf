"""What the machine that we run on has for us."""

import os


def cores() -> int:
    """How many cores this process may use: those of the machine, or what it was confined to."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows confine nobody
        return os.cpu_count() or 1
