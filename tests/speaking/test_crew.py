"""Many hands, one order, and nothing lost when one of them goes."""

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from pickle import PicklingError

import pytest

from publisher.errors import VoiceError
from publisher.speaking.crew import AHEAD, ANEW, HELD, processes, threads


def slow_at_first(number: int) -> int:
    """A job that takes longer the earlier it is."""
    time.sleep(0.02 / (number + 1))
    return number * number


def deadly(number: int, folder: Path, lives: int) -> int:
    """A job over which its worker is killed, as by a system that is out of memory.

    Number 3 is, until it has cost as many workers as it has lives.
    """
    scars = list(folder.glob("scar*"))
    if number == 3 and len(scars) < lives:
        (folder / f"scar{len(scars)}").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_answers_come_in_the_order_of_asking() -> None:
    """A book whose sentences come as they are done would be a heap of them."""
    with threads(4) as crew:
        found = list(crew.answers(range(30), lambda pool, job: pool.submit(slow_at_first, job)))
    assert found == [(number, number * number) for number in range(30)]


def test_no_more_is_asked_ahead_than_keeps_all_busy() -> None:
    """Ten hours of sound that wait for the first sentence would take gigabytes."""
    taken = []
    gate = threading.Event()

    def ask(pool: Executor, job: int) -> "Future[bool]":
        taken.append(job)
        return pool.submit(gate.wait, 10)

    with threads(2) as crew:
        answers = crew.answers(range(1_000), ask)
        opened = threading.Timer(0.05, gate.set)
        opened.start()
        assert next(answers) == (0, True)
        assert len(taken) == 2 * AHEAD + 1
        answers.close()


def test_what_is_new_is_begun_before_what_is_known_is_fetched() -> None:
    """Of an article with one new sentence that is spoken while all others are fetched."""
    begun = []

    def ask(pool: Executor, job: int) -> "Future[int]":
        begun.append(job)
        return pool.submit(slow_at_first, job)

    with threads(2) as crew:
        found = list(crew.answers(range(40), ask, lambda job: job != 7))
        assert [job for job, _ in found] == list(range(40))
        assert begun == [7, *range(7), *range(8, 40)]


def test_what_can_wait_is_not_heaped_up() -> None:
    """Of a book of which all is known no more is held than of one that is spoken."""
    begun = []

    def ask(pool: Executor, job: int) -> "Future[int]":
        begun.append(job)
        return pool.submit(abs, job)

    with threads(2) as crew:
        for job, _ in crew.answers(range(1_000), ask, lambda _: True):
            assert len(begun) - job <= 2 * HELD + 1


def test_what_is_in_hand_is_finished_when_a_job_fails() -> None:
    """What was being spoken when another sentence failed is remembered, not lost."""
    done = []

    def work(number: int) -> None:
        if number == 0:
            raise VoiceError("it fell silent")
        time.sleep(0.05)
        done.append(number)

    with pytest.raises(VoiceError, match="silent"), threads(2) as crew:
        list(crew.answers(range(100), lambda pool, job: pool.submit(work, job)))
    assert 1 <= len(done) <= 4


def test_a_worker_that_dies_is_replaced_and_its_work_done_again(tmp_path: Path) -> None:
    """The system kills what wants too much memory; an evening's narration must not go with it."""
    with processes(1) as crew:
        work = partial(deadly, folder=tmp_path, lives=1)
        found = list(crew.answers(range(12), lambda pool, job: pool.submit(work, job)))
    assert found == [(number, number) for number in range(12)]
    assert len(list(tmp_path.glob("scar*"))) == 1


def dies_as_it_answers(number: int, folder: Path) -> bytes:
    """A job with a long answer; the first time, the worker is killed when half of it is given."""
    if not (folder / "scar").exists():
        (folder / "scar").touch()
        threading.Thread(target=die_as_soon_as_it_writes).start()
    return bytes(20_000_000)


def die_as_soon_as_it_writes() -> None:
    """End this process once it has written a little more than it had."""
    enough = written() + 100_000
    while written() < enough:
        pass
    os.kill(os.getpid(), signal.SIGKILL)


def written() -> int:
    """How many bytes this process has written, wherever to."""
    told = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(told["wchar"])


def test_a_worker_that_dies_in_the_middle_of_an_answer_is_replaced(tmp_path: Path) -> None:
    """Whoever waited for the rest of it would wait for ever, as Python's own pool does."""
    with processes(2) as crew:
        work = partial(dies_as_it_answers, folder=tmp_path)
        found = list(crew.answers(range(3), lambda pool, job: pool.submit(work, job)))
    assert [len(answer) for _, answer in found] == [20_000_000] * 3
    assert (tmp_path / "scar").exists()


def broken(number: int) -> int:
    """A job that fails with what cannot be told to another process."""
    raise ValueError(threading.Lock())


@pytest.mark.parametrize(
    ("work", "fault"),
    [(broken, RuntimeError), (lambda number: number, (AttributeError, PicklingError))],
)
def test_what_cannot_be_told_to_another_process_is_an_error(
    work: Callable[[int], int], fault: type[Exception] | tuple[type[Exception], ...]
) -> None:
    """And neither a worker that is lost nor one that is waited for."""
    with pytest.raises(fault), processes(1) as crew:
        list(crew.answers(range(3), lambda pool, job: pool.submit(work, job)))


def fails_and_dies(number: int) -> None:
    """The first job fails, and the second one's worker is killed a little later."""
    if number == 0:
        raise VoiceError("it fell silent")
    time.sleep(0.1 if number == 1 else 0.5)
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_dies_as_all_is_stopped_keeps_nobody_waiting() -> None:
    """Python would wait at its end for the other workers, and Ctrl-C would seem to do nothing."""
    with pytest.raises(VoiceError, match="silent"), processes(2) as crew:
        list(crew.answers(range(20), lambda pool, job: pool.submit(fails_and_dies, job)))
    assert active_children() == []


def test_words_that_kill_every_worker_are_given_up(tmp_path: Path) -> None:
    """Tried for ever, one sentence would keep a newsroom waiting all night."""
    work = partial(deadly, folder=tmp_path, lives=99)
    with pytest.raises(VoiceError, match=f"{ANEW + 1} times"), processes(1) as crew:
        list(crew.answers(range(12), lambda pool, job: pool.submit(work, job)))
    assert len(list(tmp_path.glob("scar*"))) == ANEW + 1
