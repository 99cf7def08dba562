"""Warnings before and behind due days: each once, everybody in one message a day."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.clocks.actions.timing import Times, set_times
from biaozhun.cloud.clocks.actions.warning import warn
from biaozhun.cloud.clocks.errors import TimesRefusedError
from biaozhun.cloud.clocks.models import GivenWarning, WarningTimes
from biaozhun.cloud.drafting.models import Officer
from biaozhun.cloud.messaging.models import Notice
from tests.cloud.clocks.making import DAY, NOON, stands
from tests.factories.drafting import (
    AUTHORITY,
    DEPARTMENT,
    LEADER,
    SECRETARIAT,
    project_of,
    somebody,
)

pytestmark = pytest.mark.django_db
LAST = dt.date(2026, 6, 23)


def _after(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


def _given() -> list[tuple[str, int, bool]]:
    rows = GivenWarning.objects.order_by("pk")
    return list(rows.values_list("rule", "at", "escalated"))


def test_a_due_day_is_told_of_once_however_often_the_task_runs(officer: Person) -> None:
    """Three days ahead the unit that drafts and the officer in charge; again only on the day."""
    drafter = somebody("起草", LEADER)
    made = project_of(deadline=LAST, handler=officer)
    assert warn(DAY, NOON) == 1
    assert warn(DAY, NOON) == 0
    assert warn(_after(1), NOON) == 0
    assert _given() == [("deadline", -3, False)]
    told = Notice.objects.get(person=drafter)
    assert told.subject == "1 个项目的期限：0 个已超期"
    assert told.text == (
        f"{made.title}（{made.plan_number}）：计划完成时限 2026-06-23，还有 3 天；开始起草"
    )
    assert {one.person_id for one in Notice.objects.all()} == {drafter.pk, officer.pk}
    assert warn(_after(3), NOON) == 1
    assert _given() == [("deadline", -3, False), ("deadline", 0, False)]


def test_forty_projects_make_one_message(officer: Person) -> None:
    """A line each, the first to end first, and how many more there are."""
    for serial in range(1, 43):
        project_of(serial, deadline=LAST, handler=officer)
    assert warn(DAY, NOON) == 42
    (told,) = Notice.objects.filter(person=officer)
    lines = told.text.split("\n")
    assert (len(lines), lines[-1]) == (41, "其余 2 个见进度时钟。")
    facts = Event.objects.get(kind="clocks.warned").facts
    assert (facts["warnings"], facts["people"]) == (42, 1)


def test_a_second_warning_of_a_day_is_a_message_of_its_own(officer: Person) -> None:
    """A project that came late is told of, though a message went out in the morning."""
    project_of(1, deadline=LAST, handler=officer)
    warn(DAY, NOON)
    project_of(2, deadline=LAST, handler=officer)
    assert warn(DAY, NOON) == 1
    assert Notice.objects.filter(person=officer).count() == 2


def test_more_than_thirty_days_late_the_head_is_told(officer: Person) -> None:
    """Once with the 31st day; then week by week with everybody else."""
    head = somebody("处长", AUTHORITY)
    Officer.objects.create(
        organisation=officer.organisation, person=head, post=Officer.Post.SECTION_HEAD
    )
    project_of(deadline=DAY, handler=officer)
    for days in range(36):
        warn(_after(days), NOON)
    assert _given() == [
        *(("deadline", days, False) for days in (0, 7, 14, 21, 28)),
        ("deadline", 28, True),
        ("deadline", 35, True),
    ]
    assert Notice.objects.filter(person=head).count() == 2
    assert Notice.objects.filter(person=head).earliest("pk").text.endswith("（已报负责人）")


@pytest.mark.parametrize(
    ("state", "unit"), [("settling", LEADER), ("reviewing", SECRETARIAT), ("reported", "")]
)
def test_who_is_told_is_whose_turn_it_is(officer: Person, state: str, unit: str) -> None:
    """The drafting unit, the secretariat, or the officer in charge alone."""
    people = {name: somebody(name, name) for name in (LEADER, SECRETARIAT, DEPARTMENT)}
    stands(project_of(deadline=LAST, handler=officer), state, DAY)
    warn(DAY, NOON)
    told = {one.person_id for one in Notice.objects.all()}
    assert told == {officer.pk, *([people[unit].pk] if unit else [])}


def test_a_last_day_that_was_put_off_begins_anew(officer: Person) -> None:
    """Another day is another warning; the old one is not told of again."""
    made = project_of(deadline=LAST, handler=officer)
    warn(DAY, NOON)
    type(made).objects.filter(pk=made.pk).update(deadline=_after(14))
    assert warn(DAY, NOON) == 1
    assert _given() == [("deadline", -3, False), ("deadline", -14, False)]


def test_two_runs_at_the_same_moment_cannot_both_be_kept(officer: Person) -> None:
    """The second one meets the constraint, and nothing of it stands."""
    made = project_of(deadline=LAST, handler=officer)
    told = {"project": made, "rule": "deadline", "due": LAST, "at": -3, "given": NOON}
    GivenWarning.objects.create(**told)
    with pytest.raises(IntegrityError), transaction.atomic():
        GivenWarning.objects.create(**told)
    assert warn(DAY, NOON) == 0
    assert Notice.objects.count() == 0


def test_an_authority_sets_its_own_times(officer: Person, client: Client) -> None:
    """Ten and five days ahead; the second may not come before the first."""
    client.force_login(officer)
    address = f"/desk/clocks/times/{officer.organisation_id}"
    sent = {"first": "10", "second": "12", "every": "5", "escalate": "0"}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "再提醒的天数要比第一次少。" in refused.content.decode()
    assert client.post(address, sent | {"second": "5"}).status_code == 302
    row = WarningTimes.objects.get()
    assert (row.first, row.second, row.every, row.escalate) == (10, 5, 5, 0)
    project_of(1, deadline=_after(11), handler=officer)
    assert warn(DAY, NOON) == 0
    assert warn(_after(1), NOON) == 1
    other = somebody("另局", "江原省药品监督管理局", officer.role)
    client.force_login(other)
    assert client.post(address, sent).status_code == 403
    with pytest.raises(TimesRefusedError) as foreign:
        set_times(row.organisation, Times(first=9, second=1, every=1, escalate=1), actor=other)
    assert foreign.value.code == "not_the_authority"
    assert client.get("/desk/clocks/times/999999").status_code == 404
    client.force_login(somebody("路人", LEADER))
    assert client.get(address).status_code == 403
