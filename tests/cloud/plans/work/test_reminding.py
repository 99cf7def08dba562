"""Reminders before the last day and escalation after it, each told once."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.foundation.tasks.declaring import _timetable
from biaozhun.cloud.messaging.models import Notice, Ways
from biaozhun.cloud.plans.actions import dates
from biaozhun.cloud.plans.actions.reminding import OCCASIONS, occasion_on, remind
from biaozhun.cloud.plans.models import Duty, Reminder, SupervisionLetter, Task
from biaozhun.cloud.plans.tasks import remind_of_deadlines
from tests.cloud.plans.work.conftest import LAST, NOON, Cast
from tests.factories.plans import duty_of, person_at, task_of


def day(after: int) -> dt.date:
    """So many days after the last day of the task."""
    return LAST + dt.timedelta(days=after)


def told() -> dict[str, list[str]]:
    """What everybody was told, by name."""
    found: dict[str, list[str]] = {}
    for notice in Notice.objects.select_related("person").order_by("pk"):
        found.setdefault(notice.person.name, []).append(notice.subject)
    return found


@given(days=st.integers(-400, 400), of_letter=st.booleans())
def test_the_occasion_is_the_last_that_has_come(days: int, *, of_letter: bool) -> None:
    """Nothing before the first; letters have no reminder a month ahead."""
    known = [one for one in OCCASIONS if one.of_letters or not of_letter]
    come = [one for one in known if one.days <= days]
    assert occasion_on(days, of_letter=of_letter) == (come[-1] if come else None)


@pytest.mark.parametrize(
    ("after", "name"),
    [
        (-31, None),
        (-30, "before_30"),
        (-8, "before_30"),
        (-7, "before_7"),
        (-1, "before_1"),
        (0, "on_day"),
        (1, "late_1"),
        (6, "late_1"),
        (7, "late_7"),
        (14, "late_14"),
        (400, "late_14"),
    ],
)
def test_each_day_has_its_occasion(after: int, name: str | None) -> None:
    """The borders of the table."""
    found = occasion_on(after)
    assert (found.name if found else None) == name


def test_units_are_reminded_and_a_second_run_says_nothing(cast: Cast, task: Task) -> None:
    """Everybody charged, once; the record counts who was told."""
    assert remind(day(-7), NOON) == 3
    words = f"还有 7 天：{task.title}"
    assert told() == {"lead": [words], "helper": [words], "other_helper": [words]}
    assert remind(day(-7), NOON) == remind(day(-6), NOON) == 0
    assert Notice.objects.count() == 3
    rows = Reminder.objects.values_list("subject", "occasion", "deadline", "people")
    assert set(rows) == {
        (one.case_subject, "before_7", LAST, 1) for one in Duty.objects.filter(task=task)
    }
    assert Event.objects.filter(kind="plans.reminded").count() == 3
    assert cast.office.name not in told()


def test_what_is_late_goes_further_up_with_the_days(cast: Cast, task: Task) -> None:
    """After a day the unit, after a week its leaders and the lead, after two the authority."""
    leader = person_at(cast.unit("helper"), "leader")
    Person.objects.filter(pk=leader.pk).update(leads_organisation=True)
    one = task.duties.get(organisation=cast.unit("helper"))
    task.duties.exclude(pk=one.pk).update(state="done")
    for after in (1, 7, 14):
        remind(day(after), NOON)
    assert told() == {
        "helper": [f"逾期 1 天：{task.title}"],
        "leader": [f"逾期 {after} 天：{task.title}" for after in (1, 7, 14)],
        "lead": [f"逾期 7 天：{task.title}"],
        "office": [f"逾期 14 天：{task.title}"],
    }
    kinds = Notice.objects.filter(person=leader).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["plans.reminder", "plans.escalation", "plans.escalation"]


def test_many_at_once_are_one_message(cast: Cast, task: Task) -> None:
    """With a line each; the page of the work is its address."""
    task_of(task.plan, "编制标准体系表", leads=[cast.unit("lead")], deadline=LAST)
    remind(day(-1), NOON)
    notice = Notice.objects.get(person=cast.lead)
    assert (notice.subject, notice.address) == ("2 项工作快到期", "/work")
    assert notice.text == f"还有 1 天：{task.title}\n还有 1 天：编制标准体系表"


def test_a_changed_last_day_begins_anew(cast: Cast, task: Task) -> None:
    """What was said of the old one stays; the new one has occasions of its own."""
    remind(day(-7), NOON)
    later = LAST + dt.timedelta(days=100)
    change = dates.ask(task.pk, later, "为", actor=cast.lead, at=NOON)
    dates.grant(change.pk, "", actor=cast.office, at=NOON)
    Notice.objects.all().delete()
    assert remind(day(-6), NOON) == 0
    assert remind(later - dt.timedelta(days=7), NOON) == 3
    assert told()["lead"] == [f"还有 7 天：{task.title}"]


def test_who_has_nothing_to_do_any_more_is_left_alone(cast: Cast, task: Task) -> None:
    """Done duties, tasks that were said to be done, plans that are not in force, no last day."""
    task.duties.filter(organisation=cast.unit("helper")).update(state="reported")
    assert remind(day(1), NOON) == 2
    Reminder.objects.all().delete()
    Task.objects.filter(pk=task.pk).update(state="submitted")
    assert remind(day(1), NOON) == 0
    Task.objects.filter(pk=task.pk).update(state="open", deadline=None)
    assert remind(day(1), NOON) == 0
    Task.objects.filter(pk=task.pk).update(deadline=LAST)
    type(task.plan).objects.filter(pk=task.plan_id).update(state="withdrawn")
    assert remind(day(1), NOON) == 0


def test_a_part_has_its_own_last_day_and_an_unknown_unit_reaches_nobody(
    cast: Cast, task: Task
) -> None:
    """A unit nobody resolved is still counted, and escalated to the authority."""
    task.duties.all().delete()
    whole = duty_of(task, "市质监局", Duty.Role.LEAD)
    early = LAST - dt.timedelta(days=60)
    duty_of(task, cast.unit("section"), Duty.Role.LEAD, parent=whole, deadline=early, part="起草")
    remind(early, NOON)
    assert told() == {"section": ["今天到期：起草"]}
    remind(day(20), NOON)
    assert Reminder.objects.get(subject=whole.case_subject).people == 1
    assert "office" in told()


def test_a_letter_is_reminded_of_until_it_is_answered(cast: Cast, task: Task) -> None:
    """By its own last day."""
    letter = SupervisionLetter.objects.create(
        number="〔2026〕1号",
        task=task,
        addressee=cast.unit("helper"),
        demand="请说明",
        due=dt.date(2026, 8, 1),
        issued=NOON,
        state_since=NOON,
    )
    assert remind(dt.date(2026, 7, 10), NOON) == 0
    assert remind(dt.date(2026, 7, 31), NOON) == 1
    assert told() == {"helper": [f"还有 1 天：〔2026〕1号 {task.title}"]}
    assert Notice.objects.get().address == f"/work/letters/{letter.pk}"
    SupervisionLetter.objects.filter(pk=letter.pk).update(state="answered")
    assert remind(dt.date(2026, 8, 20), NOON) == 0


def test_everybody_is_told_in_the_own_language(cast: Cast, task: Task) -> None:
    """The title stays as the plan has it."""
    Ways.objects.create(person=cast.helper, language="en")
    remind(day(-7), NOON)
    subjects = {one.person_id: one.subject for one in Notice.objects.all()}
    assert subjects[cast.lead.pk] == f"还有 7 天：{task.title}"
    assert subjects[cast.helper.pk].endswith(task.title)


def test_many_tasks_cost_the_same_questions(cast: Cast, task: Task) -> None:
    """Twenty more tasks of the same unit: what grows are rows of the same statements."""

    def asked(serials: range) -> int:
        for serial in serials:
            task_of(task.plan, f"任务{serial}", leads=[cast.unit("lead")], deadline=LAST)
        for model in (Reminder, Notice):
            model.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            remind(day(-7), NOON)
        return len(queries)

    asked(range(1))  # the delivery is asked for once
    assert asked(range(1, 2)) == asked(range(2, 20))


@pytest.mark.usefixtures("task")
def test_the_background_reminds_every_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands on the timetable, and does nothing twice."""
    monkeypatch.setattr("biaozhun.cloud.plans.tasks.today", lambda: day(-7))
    assert _timetable[remind_of_deadlines.name].text == "30 7 * * *"
    remind_of_deadlines()
    remind_of_deadlines()
    assert Notice.objects.count() == 3
