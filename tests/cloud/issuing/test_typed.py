"""What an officer typed is not lost where a step is refused; drafts are for their own officers."""

import pytest
from django.test import Client

from biaozhun.cloud.issuing.actions.approving import begin
from biaozhun.cloud.issuing.actions.composing import compose
from tests.cloud.issuing.making import AT, approved, examined, house

pytestmark = pytest.mark.django_db


def test_what_was_typed_for_a_refused_step_stays() -> None:
    """In its form, with the papers that were ticked; beside it where the step is gone meanwhile."""
    own = house()
    approval = begin(examined(own), actor=own.people["handler"], at=AT)
    handler = Client()
    handler.force_login(own.people["handler"])
    typed = {"opinion": "第 3 章待补", "materials": ["approval_letter"]}
    answer = handler.post(f"/desk/approvals/{approval.pk}/agree", typed)
    page = answer.content.decode()
    assert (answer.status_code, page.count("第 3 章待补"), page.count(" checked>")) == (422, 1, 1)
    answer = handler.post(f"/desk/approvals/{approval.pk}/minute", typed)
    page = answer.content.decode()
    assert (answer.status_code, page.count("您刚才写的意见没有提交")) == (422, 1)


def test_a_draft_of_an_announcement_is_for_its_own_officers() -> None:
    """Officers of another authority, and the public, are told that there is none."""
    own, other = house(), house("示例市市场监督管理局", level="city", division="440300")
    clerk = own.people["handler"]
    draft = compose(own.authority, {"title": "公告"}, [approved(own)], actor=clerk, at=AT)
    address = f"/issuing/announcements/{draft.pk}.docx"
    found = []
    for person in (clerk, other.people["director"], None):
        client = Client()
        if person is not None:
            client.force_login(person)
        found.append(client.get(address).status_code)
    assert found == [200, 404, 404]
