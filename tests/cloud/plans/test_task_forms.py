"""The forms beside each other on the page of a task that was read."""

import re

import pytest
from django.test import Client

from biaozhun.cloud.plans.actions.comparing import stamp_of
from biaozhun.cloud.plans.actions.confirming import confirm_plan
from biaozhun.cloud.plans.actions.correcting import correct_task
from biaozhun.cloud.plans.models import Task
from tests.factories.readings import by, officer, plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    """The officer, signed in."""
    client.force_login(officer())
    return client


def test_who_splits_what_was_changed_meanwhile_sees_it_first(desk: Client) -> None:
    """409 with the words of the faster one above one's own parts; sent once more, these count."""
    task = plan_of().tasks.order_by("rank")[0]
    told = {"parts": "甲项\n乙项", "stamp": stamp_of(task)}
    correct_task(task, {"text": "别人改过的内容"}, stamp_of(task), by=by())
    place = f"/plans/{task.plan_id}/reading/tasks/{task.pk}/split"
    clash = desk.post(place, told)
    assert clash.status_code == 409
    page = clash.content.decode()
    assert "别人改过的内容" in page
    assert "甲项\n乙项" in page
    fresh = stamp_of(Task.objects.get(pk=task.pk))
    assert (
        f'id="split_stamp" value="{fresh}"' in page or f'value="{fresh}" id="split_stamp"' in page
    )
    assert desk.post(place, told | {"stamp": fresh}).status_code == 302


def test_no_two_fields_of_the_page_of_a_task_share_an_id(desk: Client) -> None:
    """A label names one field, also where every form of the page asks for a reason."""
    plan = plan_of()
    confirm_plan(plan, accepted=True, by=by())
    task = plan.tasks.order_by("rank")[0]
    page = desk.get(f"/plans/{plan.pk}/reading/tasks/{task.pk}").content.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert page.count('name="reason"') == 5
    assert sorted(ids) == sorted(set(ids))
