"""Two people at one task at the same moment: one succeeds, the other reads why not."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import connection

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.plans.actions import closing, deciding, letters, reporting
from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.cloud.plans.models import Duty, ProgressReport, SupervisionLetter, Task
from tests.factories.plans import person_at, plan_of, report_of, task_of, unit_of

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

NOON = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)
AT_ONCE = 4


def at_once(act: Callable[[int], object]) -> list[str]:
    """How each of those who act at the same moment fares: ``done``, or the codes of a refusal."""
    start = threading.Barrier(AT_ONCE)
    fared: list[str] = []

    def begin(place: int) -> None:
        try:
            start.wait()
            act(place)
            fared.append("done")
        except StepRefusedError as refused:
            fared.append(",".join(refused.refusal.codes))
        except PlanRefusedError as refused:
            fared.append(refused.code)
        except BaseException as error:  # noqa: BLE001  -- told by the comparison of the test
            fared.append(repr(error))
        finally:
            connection.close()

    acting = [threading.Thread(target=begin, args=(place,)) for place in range(AT_ONCE)]
    for each in acting:
        each.start()
    for each in acting:
        each.join()
    return sorted(fared)


@pytest.fixture
def office() -> Person:
    """Somebody of the authority."""
    return person_at(None, "office", Role.OPERATOR)


@pytest.fixture
def task() -> Task:
    """A task with a lead and its evidence."""
    made = task_of(plan_of(), "任务", leads=[unit_of("甲局")], deadline=dt.date(2026, 12, 31))
    report_of(made.duties.get())
    return made


def test_a_task_is_closed_once(office: Person, task: Task) -> None:
    """The others come too late; one event, one notice, and the duty is done."""
    fared = at_once(lambda _: closing.close(task.pk, "", actor=office, at=NOON))
    assert fared == sorted(["done", *["not_from_here"] * (AT_ONCE - 1)])
    assert Event.objects.filter(kind="plans.task_close").count() == 1
    assert Duty.objects.get().state == "done"


def test_reports_of_one_duty_all_come_in_and_one_says_it_is_done(task: Task) -> None:
    """Who is too late leaves neither a report nor a file."""
    person = person_at(unit_of("甲局"), "lead")
    pk = task.duties.get().pk
    said = reporting.Said(text="完成", share=100, addresses=("https://e.org",), finished=True)
    fared = at_once(lambda _: reporting.report(pk, said, actor=person, at=NOON))
    assert fared == sorted(["done", *["not_from_here"] * (AT_ONCE - 1)])
    assert ProgressReport.objects.count() == 2


def test_a_report_is_approved_or_sent_back(office: Person, task: Task) -> None:
    """Never both."""
    report = ProgressReport.objects.get()

    def decide(place: int) -> None:
        if place % 2:
            deciding.approve_report(report.pk, "", actor=office, at=NOON)
        else:
            deciding.return_report(report.pk, "不足", actor=office, at=NOON)

    assert at_once(decide) == sorted(["done", *["not_from_here"] * (AT_ONCE - 1)])
    report.refresh_from_db()
    assert task.duties.get().share == (report.share if report.state == "approved" else 0)


def test_one_number_is_given_to_one_letter(office: Person, task: Task) -> None:
    """The others choose the next."""
    order = letters.Order(
        number="〔2026〕1号",
        addressee=unit_of("甲局").pk,
        demand="请说明",
        due=dt.date(2026, 12, 1),
    )
    fared = at_once(lambda _: letters.issue(task.pk, order, actor=office, at=NOON))
    assert fared == sorted(["done", *["number_taken"] * (AT_ONCE - 1)])
    assert SupervisionLetter.objects.count() == 1
