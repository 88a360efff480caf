"""A store that never outgrows its limit, and never loses what is still asked for."""

import os
import time
from pathlib import Path

from publisher.narration import Sound
from publisher.speaking.levels import sound_of
from publisher.store import ABANDONED_S, SHELVES, Store
from tests.speaking.test_levels import RATE, tone

HUM = sound_of(tone(0.5, 0.4), RATE)
DAY_S = 24 * 3600.0


def key(number: int, shelf: str = "ab") -> str:
    """A key on a shelf."""
    return f"{shelf}{number:062x}"


def filled(store: Store, folder: Path, count: int) -> list[Path]:
    """Entries on one shelf, each asked for a day later than the one before."""
    paths = []
    for number in range(count):
        store.keep(key(number), HUM)
        paths.append(folder / "ab" / f"{key(number)}.flac")
        os.utime(paths[-1], (number * DAY_S, number * DAY_S))
    return paths


def test_a_shelf_that_has_grown_gives_up_what_was_not_asked_for_longest(tmp_path: Path) -> None:
    """A newsroom's disk would be full after a year of evenings."""
    paths = filled(Store(tmp_path), tmp_path, 6)
    share = 3 * paths[0].stat().st_size
    store = Store(tmp_path, limit=share * SHELVES)
    assert store.find(key(1)) == HUM  # asked for now, so it is not among the oldest any more
    store.keep(key(6), HUM)
    store.tidy()
    left = [number for number in range(7) if store.find(key(number)) is not None]
    assert left == [1, 5, 6]


def test_what_has_not_grown_is_not_looked_after(tmp_path: Path) -> None:
    """A build of one short article would otherwise take as long as the store is large."""
    paths = filled(Store(tmp_path), tmp_path, 6)
    Store(tmp_path, limit=SHELVES).tidy()
    assert all(path.is_file() for path in paths)


def test_what_a_killed_build_left_unfinished_goes_with_the_next_tidying(tmp_path: Path) -> None:
    """Else each kill would cost the disk a little for good; one at work now is left alone."""
    store = Store(tmp_path)
    store.keep(key(1), HUM)
    newest = (tmp_path / "ab" / f"{key(1)}.flac").stat().st_mtime
    for name, age in (("stale", ABANDONED_S + 60.0), ("fresh", 60.0)):
        path = tmp_path / "ab" / f".new-{name}"
        path.write_bytes(b"half")
        os.utime(path, (newest - age, newest - age))
    store.tidy()
    assert [path.name for path in (tmp_path / "ab").glob(".new-*")] == [".new-fresh"]


def test_a_clock_that_was_set_back_costs_nothing_that_is_spoken_now(tmp_path: Path) -> None:
    """Sounds of the future would outlive all others, and each build would speak in vain."""
    paths = filled(Store(tmp_path), tmp_path, 4)
    future = time.time() + 400 * DAY_S
    for path in paths:
        os.utime(path, (future, future))
    begun = tmp_path / "ab/.new-begun"
    begun.write_bytes(b"half")
    store = Store(tmp_path, limit=3 * paths[0].stat().st_size * SHELVES)
    store.keep(key(4), HUM)
    store.tidy()
    assert store.find(key(4)) == HUM
    assert store.holding().sounds == 3
    assert begun.exists(), "another build is about to put it there"


def test_pruning_goes_by_when_a_sound_was_last_asked_for(tmp_path: Path) -> None:
    """Whoever makes room wants to keep what tomorrow's edition will ask for."""
    store = Store(tmp_path)
    paths = filled(store, tmp_path, 6)
    one = paths[0].stat().st_size
    gone = store.prune(size=2 * one, asked_since=3 * DAY_S)
    assert (gone.sounds, gone.size, gone.oldest) == (4, 4 * one, 0.0)
    assert [path.is_file() for path in paths] == [False] * 4 + [True] * 2
    held = store.holding()
    assert (held.sounds, held.size, held.oldest) == (2, 2 * one, 4 * DAY_S)


def test_a_store_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """Asked before the first build, it must not fail."""
    store = Store(tmp_path / "nowhere")
    assert (store.holding().sounds, store.prune(0).sounds) == (0, 0)
    assert store.find(key(1)) is None


def test_a_store_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    """Several may share one that belongs to somebody else."""
    Store(tmp_path).keep(key(1), HUM)
    entry = tmp_path / "ab" / f"{key(1)}.flac"
    entry.chmod(0o444)
    entry.parent.chmod(0o555)
    try:
        found: Sound | None = Store(tmp_path).find(key(1))
    finally:
        entry.parent.chmod(0o755)
    assert found == HUM


def test_what_was_made_of_sounds_is_bounded_with_them(tmp_path: Path) -> None:
    """Encoded recordings would otherwise fill the disk beside a store that keeps its limit."""
    paths = filled(Store(tmp_path), tmp_path, 2)
    share = 3 * paths[0].stat().st_size
    store = Store(tmp_path, limit=share * SHELVES)
    store.remember(key(7), bytes(share // 2))
    assert store.recall(key(7)) == bytes(share // 2)
    assert (store.holding().sounds, store.holding().size > share) == (2, True)
    store.tidy()
    assert [store.find(key(number)) is not None for number in (0, 1)] == [False, True]
    assert store.recall(key(7)) is not None
    assert store.recall(key(8)) is None
