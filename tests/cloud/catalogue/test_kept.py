"""Figures that take long: told as they were while the new ones are worked out, and then as new."""

from collections.abc import Iterator
from threading import Event

import pytest

from biaozhun.cloud.catalogue.queries.kept import Kept


class Slow:
    """Work that waits for leave, and counts how often it was done."""

    def __init__(self) -> None:
        self.leave = Event()
        self.begun = Event()
        self.done = 0
        self.broken = False
        self.let_go = Event()

    def __call__(self) -> int:
        """Wait, and tell how often it was done."""
        self.begun.set()
        assert self.leave.wait(30)
        if self.broken:
            raise LookupError
        self.done += 1
        return self.done


@pytest.fixture
def slow() -> Iterator[Slow]:
    """Work that has leave at first; whatever hangs on it ends with the test."""
    work = Slow()
    work.leave.set()
    yield work
    work.leave.set()


def _ended(kept: Kept[int]) -> None:
    assert kept._going is not None
    kept._going.join(30)


def test_the_last_figure_is_told_while_the_next_is_worked_out(slow: Slow) -> None:
    """Nobody waits for the second state, and its figure shows as soon as it is there."""
    kept = Kept(slow, after=0, rest=0, pass_on=slow.let_go.set)
    assert kept.of("first", wait=False) == 1
    assert kept.of("first", wait=False) == 1
    slow.leave.clear()
    assert kept.of("second", wait=False) == 1
    assert kept.of("second", wait=False) == 1
    slow.leave.set()
    _ended(kept)
    assert slow.let_go.is_set()
    assert kept.of("second", wait=False) == 2
    assert slow.done == 2


def test_who_waits_gets_the_figure_of_the_state_at_once(slow: Slow) -> None:
    """A small library never shows an older figure."""
    kept = Kept(slow, after=0, rest=0)
    assert [kept.of(state, wait=True) for state in ("a", "a", "b")] == [1, 1, 2]


def test_a_change_during_the_work_is_worked_out_next(slow: Slow) -> None:
    """What was begun for one state is not taken for the figure of a later one."""
    kept = Kept(slow, after=0, rest=0, pass_on=lambda: None)
    assert kept.of("a", wait=False) == 1
    slow.leave.clear()
    kept.of("b", wait=False)
    kept.of("c", wait=False)
    slow.leave.set()
    _ended(kept)
    assert kept.of("c", wait=False) == 2
    _ended(kept)
    assert kept.of("c", wait=False) == 3
    assert kept.of("c", wait=False) == 3


def test_an_import_that_changes_everything_does_not_keep_it_busy(slow: Slow) -> None:
    """Between two rounds lies a rest that grows with what the work takes."""
    kept = Kept(slow, after=0, rest=float("inf"), pass_on=lambda: None)
    kept.of("a", wait=False)
    slow.begun.clear()
    assert kept.of("b", wait=False) == 1
    assert not slow.begun.is_set()


def test_work_that_fails_is_told_and_tried_again(slow: Slow) -> None:
    """The fault is raised to whoever asks next; after it the last figure still stands."""
    kept = Kept(slow, after=0, rest=0, pass_on=lambda: None)
    kept.of("a", wait=False)
    slow.broken = True
    kept.of("b", wait=False)
    _ended(kept)
    with pytest.raises(LookupError):
        kept.of("b", wait=False)
    slow.broken = False
    assert kept.of("b", wait=False) == 1
    _ended(kept)
    assert kept.of("b", wait=False) == 2
