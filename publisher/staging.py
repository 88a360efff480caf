"""All or nothing: a folder is made beside its place and put there whole.

Whatever happens on the way, a crash of the machine included, the folder that stood there
before still does, whole. Where the system can exchange two names in one step (Linux), there is
not even a moment without one; elsewhere the earlier folder is found again at the next start.

Beside a target ``slug`` there may be, while it is made: ``.slug.new``, ``.slug.old`` and
``.slug.lock``. The lock lies there, and not in some folder of the user's own, so that two users
of one disk do not spoil each other's work either.
"""

import ctypes
import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from publisher.errors import BindingError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_NO_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_FOLDER = (errno.EEXIST, errno.ENOTDIR)


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Keep every other build of a target out, and clear away what an interrupted one left.

    Args:
        target: the folder that is to be made; its parent is made if it has to be.

    Raises:
        BindingError: another build of the target is under way.
        OSError: nothing can be written there.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(_lock(target))
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BindingError(
            f"Another build of {target} is under way", "Wait until it is done, then run it again."
        ) from error
    try:
        _tidied(target)
        yield
    finally:
        with suppress(OSError):  # on Windows it cannot go while it is open; it does no harm
            _lock(target).unlink()  # before it is let go: it is still ours alone
        lock.release()


@contextmanager
def in_place(target: Path) -> Iterator[Path]:
    """Give a folder to fill, and put it in its target's place when that went well.

    To be used inside `alone`.

    Raises:
        OSError: nothing can be written there; what stood there still does.
    """
    new = _new(target)
    new.mkdir()
    try:
        yield new
        _settle(new)
        _put(new, target)
    finally:
        with suppress(OSError):  # the next build tries again
            _remove(new)


def at_rest(target: Path) -> bool:
    """Whether nothing beside a target tells of a build, under way or interrupted."""
    return not any(map(os.path.lexists, (_new(target), _old(target), _lock(target))))


def not_writable(folder: Path, error: OSError) -> BindingError:
    """What to say when a folder cannot be written to."""
    remedy = "Choose another folder with --output, or make this one writable."
    if error.errno in _NO_ROOM:
        remedy = "Make room there, or choose another folder with --output; then run it again."
    if error.errno in _NO_FOLDER:
        remedy = "Choose another folder with --output: something else has this name."
    return BindingError(f"{folder} cannot be written to: {error.strerror or error}", remedy)


def _new(target: Path) -> Path:
    return target.with_name(f".{target.name}.new")


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _lock(target: Path) -> Path:
    return target.with_name(f".{target.name}.lock")


def _tidied(target: Path) -> None:
    """Take up what an interrupted build left lying about."""
    if not os.path.lexists(target) and os.path.lexists(_old(target)):
        _old(target).rename(target)
    _remove(_new(target))
    _remove(_old(target))


def _settle(folder: Path) -> None:
    """Have the disk itself hold every file, so that no power cut leaves the name of one only."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _put(new: Path, target: Path) -> None:
    """Give the new folder its name; the one that had it goes by the new one's until removed."""
    if not os.path.lexists(target):
        new.rename(target)
        return
    if _exchanged(new, target):
        return
    target.rename(_old(target))
    try:
        new.rename(target)
    except BaseException:
        _old(target).rename(target)
        raise
    with suppress(OSError):  # the next build tries again
        _remove(_old(target))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system has no such step."""
    exchange = (
        getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if os.name == "posix"
        else None
    )
    if exchange is None:
        return False
    done = exchange(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if done != 0 and ctypes.get_errno() not in _NO_EXCHANGE:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    return bool(done == 0)
