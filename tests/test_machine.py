"""Work in parts is shared by whoever is free, and comes out as if one had done it all."""

from threading import Barrier, Event, current_thread

import pytest

from publisher.machine import Hands, beside


def shared(hands: Hands, parts: int = 8) -> tuple[list[int], int]:
    """What is made of so many parts, and by how many threads."""
    who: set[str] = set()
    met = Event()

    def work(part: int) -> int:
        who.add(current_thread().name)
        if len(who) > 1:
            met.set()
        met.wait(0.2 if hands.allowed > 1 else 0)  # so that whoever helps has the time to come
        return part * part

    with hands.busy():
        return hands.together(work, range(parts)), len(who)


def test_who_is_free_helps_and_the_order_is_kept() -> None:
    """A sentence whose parts are mixed up is noise."""
    hands = Hands()
    squares = [each * each for each in range(8)]
    assert shared(hands) == (squares, 1)
    hands.allowed = 2
    assert shared(hands) == (squares, 2)
    assert shared(hands, 1) == ([0], 1)
    assert shared(hands, 0) == ([], 0)


def test_nobody_helps_who_has_work_of_his_own() -> None:
    """Two sentences on two cores would else be spoken on four threads, which takes longer."""
    hands = Hands()
    hands.allowed = 2
    with hands.busy():
        assert shared(hands)[1] == 1
    assert shared(hands)[1] == 2


def test_who_helps_goes_when_another_begins() -> None:
    """The next sentence has a core to itself as soon as it is asked for."""
    hands = Hands()
    hands.allowed = 2
    both, done = Barrier(2, timeout=5), list[str]()

    def work(part: int) -> int:
        if part < 2:
            both.wait()  # each of the two has one part in hand
            if part == 0:
                other.__enter__()
            both.wait()
        done.append(current_thread().name)
        return part

    other = hands.busy()
    with hands.busy():
        assert hands.together(work, range(8)) == list(range(8))
    other.__exit__(None, None, None)
    assert sum(name.startswith("helping") for name in done) == 1


def test_what_goes_wrong_with_who_helps_is_told() -> None:
    """A window that failed is no silence."""
    hands = Hands()
    hands.allowed = 2
    both = Barrier(2, timeout=5)

    def work(part: int) -> int:
        both.wait()
        if current_thread().name.startswith("helping"):
            raise MemoryError
        return part

    with pytest.raises(MemoryError):
        hands.together(work, range(2))


def test_what_is_done_beside_is_there_behind() -> None:
    """And what went wrong with it is raised where it is asked for."""
    with beside(lambda: 6 * 7) as answer, beside(lambda: [][1]) as none:
        pass
    assert answer.result() == 42
    with pytest.raises(IndexError):
        none.result()
