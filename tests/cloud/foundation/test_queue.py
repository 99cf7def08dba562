"""What the queue promises: with the transaction, one at a time, three tries, the dead told of."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction

from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.cloud.foundation.tasks import TRIES, declaring, every, queue, task, working
from biaozhun.cloud.foundation.tasks.timetable import Cron

pytestmark = pytest.mark.django_db

START = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)
done: list[object] = []


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.instant = START

    def __call__(self) -> dt.datetime:
        """The instant it shows."""
        return self.instant

    def forward(self, span: dt.timedelta) -> None:
        """Let time pass."""
        self.instant += span


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the queue."""
    made = Clock()
    for module in (declaring, queue):
        monkeypatch.setattr(module, "now", made)
    return made


@pytest.fixture(autouse=True)
def own_tasks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tasks and timetable of this test alone."""
    done.clear()
    monkeypatch.setattr(declaring, "_tasks", {})
    monkeypatch.setattr(declaring, "_timetable", {})
    task("tests.note")(_note)
    task("tests.fail")(_fail)
    yield
    done.clear()


def _note(value: object = "here", *, twice: bool = False) -> None:
    done.append((value, twice))


def _fail() -> None:
    raise ValueError("no such thing\0")


def note() -> declaring.Task[...]:
    """The task that leaves a note."""
    return declaring.named("tests.note")


def do_next() -> bool:
    """Do one task, where one is due."""
    row = queue.take()
    if row:
        working.do(row)
    return row is not None


def test_a_task_called_directly_is_the_function() -> None:
    """Nothing is queued and it is done at once."""
    note()("now")
    assert (done, QueuedTask.objects.count()) == ([("now", False)], 0)


def test_what_is_put_off_is_done_once_with_its_arguments() -> None:
    """Arguments by position and by name come back as they went in; the row is gone."""
    note().later({"编号": ["GB/T 1.1"]}, twice=True)
    assert (do_next(), do_next()) == (True, False)
    assert (done, QueuedTask.objects.count()) == ([({"编号": ["GB/T 1.1"]}, True)], 0)


def test_a_transaction_rolled_back_leaves_no_task() -> None:
    """It was put off in the action's transaction, and that never was."""
    with transaction.atomic():
        note().later("never")
        transaction.set_rollback(True)
    assert QueuedTask.objects.count() == 0


def test_arguments_that_json_cannot_hold_are_refused_where_they_are_given() -> None:
    """And not hours later, in another process."""
    with pytest.raises(TypeError), transaction.atomic():
        note().later(object())
    assert QueuedTask.objects.count() == 0


def test_what_one_worker_holds_no_other_takes_until_its_lease_runs_out(clock: Clock) -> None:
    """A renewed lease lasts on; an abandoned one is taken over and counted as a loss."""
    note().later()
    held = queue.take()
    assert held is not None
    clock.forward(queue.LEASE * 0.9)
    assert (queue.take(), queue.renew(held)) == (None, True)
    clock.forward(queue.LEASE * 0.9)
    assert queue.take() is None
    clock.forward(queue.LEASE)
    taken = queue.take()
    assert taken is not None
    assert (taken.id, taken.losses, queue.renew(held)) == (held.id, 1, False)
    queue.finish(held)  # too late: it is another's
    assert QueuedTask.objects.count() == 1


def test_what_raises_is_tried_three_times_with_growing_waits_and_then_dead(clock: Clock) -> None:
    """It is not tried before its wait is over; its error is kept for the operator."""
    declaring.named("tests.fail").later()
    for wait in queue.WAITS:
        assert (do_next(), do_next()) == (True, False)
        clock.forward(wait)
    assert (do_next(), queue.WAITS[0] < queue.WAITS[1], TRIES) == (True, True, 3)
    clock.forward(dt.timedelta(days=9))
    assert do_next() is False
    (dead,) = queue.dead()
    assert dead.error.endswith("ValueError: no such thing␀\n")


def test_the_dead_are_tried_again_or_dropped() -> None:
    """Once each; what is not among the dead is left alone."""
    rows = [
        QueuedTask.objects.create(name="tests.note", queued=START, due=START, arguments=[[], {}])
        for _ in range(3)
    ]
    QueuedTask.objects.filter(id__in=[row.id for row in rows[:2]]).update(given_up=START)
    again, dropped, alive = rows
    assert [bool(queue.try_again(row.id)) for row in (again, again, alive)] == [True, False, False]
    assert [bool(queue.drop(row.id)) for row in (dropped, dropped, alive)] == [True, False, False]
    assert sorted(QueuedTask.objects.values_list("id", "given_up")) == sorted(
        [(again.id, None), (alive.id, None)]
    )


def test_a_task_that_takes_its_workers_along_is_given_up_in_the_end(clock: Clock) -> None:
    """What kills every process that does it does not do so for ever."""
    note().later()
    for _ in range(queue.LOSSES):
        assert queue.take() is not None
        clock.forward(queue.LEASE * 2)
    assert queue.take() is None
    assert [row.error for row in queue.dead()] == ["10 workers went away while they did this"]


def test_a_task_nobody_knows_is_dead_with_a_sentence(clock: Clock) -> None:
    """As after going back to an earlier version."""
    QueuedTask.objects.create(name="gone.task", queued=START, due=START, arguments=[[], {}])
    for wait in (*queue.WAITS, queue.LEASE):
        assert do_next()
        clock.forward(wait)
    (dead,) = queue.dead()
    assert "no task is called 'gone.task'" in dead.error


def test_the_timetable_comes_round_and_outlives_a_failure(clock: Clock) -> None:
    """Due at its time, once, then at the next; given up it is shown, and comes again next time."""
    every(note(), cron="0 13 * * *")  # 05:00 UTC in Asia/Shanghai
    declaring.settle_timetable()
    declaring.settle_timetable()
    assert do_next() is False
    clock.forward(dt.timedelta(hours=1, minutes=1))
    assert (do_next(), do_next()) == (True, False)
    row = QueuedTask.objects.get()
    assert row.due == dt.datetime(2026, 11, 23, 5, tzinfo=dt.UTC)
    held = queue.take()
    assert held is None
    queue._give_up(row, "broken")
    clock.forward(dt.timedelta(days=1))
    assert ([dead.error for dead in queue.dead()], do_next()) == (["broken"], True)
    assert (len(done), queue.dead().count()) == (2, 0)


def test_the_timetable_follows_what_is_declared(clock: Clock) -> None:
    """A time that changed moves the row; a task nobody declares any more is taken off."""
    every(note(), cron="0 13 * * *")
    every(declaring.named("tests.fail"), cron="0 0 1 * *")
    declaring.settle_timetable()
    declaring._timetable.pop("tests.fail")
    every(note(), cron="0 14 * * *")
    declaring.settle_timetable()
    row = QueuedTask.objects.get()
    assert (row.name, row.cron) == ("tests.note", "0 14 * * *")
    assert row.due == Cron.read("0 14 * * *").after(clock.instant)
