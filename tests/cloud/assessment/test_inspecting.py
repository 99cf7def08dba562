"""What an inspection finds is followed to its end."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.assessment.actions.inspecting import (
    FindingOrder,
    InspectionOrder,
    find,
    judge,
    open_inspection,
    rectify,
    step,
)
from biaozhun.cloud.assessment.models import Finding, Inspection
from biaozhun.cloud.cases.actions import Acting, StepRefusedError
from biaozhun.cloud.messaging.models import Notice
from tests.cloud.assessment.conftest import NOON, TODAY


@pytest.fixture
def inspection(officer: Person) -> Inspection:
    """An inspection under way."""
    order = InspectionOrder(
        title="第三季度督查", plan=None, purpose="", inspectors="", since=TODAY, until=TODAY
    )
    return open_inspection(order, actor=officer, at=NOON)


@pytest.fixture
def finding(
    inspection: Inspection, officer: Person, clerk: Person, districts: list[Organisation]
) -> Finding:
    """Something found at the first district."""
    assert clerk.organisation == districts[0]
    order = FindingOrder(
        organisation=districts[0], text="台账不全", demand="补齐", due=dt.date(2026, 6, 30)
    )
    return find(inspection, order, actor=officer, at=NOON)


def test_a_finding_is_rectified_verified_and_the_inspection_concluded(
    finding: Finding, inspection: Inspection, clerk: Person, by_officer: Acting
) -> None:
    """Not concluded while a finding is open; not verified before anything was done."""
    assert Notice.objects.get().person == clerk
    with pytest.raises(StepRefusedError) as open_still:
        step(inspection.pk, "conclude", reason="", by=by_officer)
    assert open_still.value.refusal.codes == ("findings_unsettled",)
    with pytest.raises(StepRefusedError) as undone:
        judge(finding.pk, "verify", reason="", by=by_officer)
    assert undone.value.refusal.codes == ("not_from_here",)
    by = Acting(person=clerk, roles=frozenset({"unit"}), at=NOON)
    rectify(finding.pk, "已补齐", "台账2026-1", by=by)
    judge(finding.pk, "verify", reason="", by=by_officer)
    assert step(inspection.pk, "conclude", reason="", by=by_officer).state == "concluded"


def test_what_was_verified_is_not_sent_back_once_the_inspection_is_over(
    finding: Finding, inspection: Inspection, clerk: Person, by_officer: Acting
) -> None:
    """A concluded inspection has nothing unsettled; reopened, the finding goes back."""
    rectify(finding.pk, "已补齐", "", by=Acting(clerk, frozenset({"unit"}), NOON))
    judge(finding.pk, "verify", reason="", by=by_officer)
    step(inspection.pk, "conclude", reason="", by=by_officer)
    with pytest.raises(StepRefusedError) as over:
        judge(finding.pk, "send_back", reason="不实", by=by_officer)
    assert over.value.refusal.codes == ("inspection_concluded",)
    step(inspection.pk, "reopen", reason="复查", by=by_officer)
    assert judge(finding.pk, "send_back", reason="不实", by=by_officer).state == "returned"


def test_a_finding_written_down_too_late_is_shown_again(
    inspection: Inspection, officer: Person, districts: list[Organisation], by_officer: Acting
) -> None:
    """Concluded in the meantime: what was typed stays on the page, and nothing is kept."""
    step(inspection.pk, "conclude", reason="", by=by_officer)
    browser = Client()
    browser.force_login(officer)
    typed = {
        "organisation": districts[0].pk,
        "text": "台账<b>",
        "demand": "补",
        "due": "2026-12-01",
    }
    page = browser.post(f"/inspections/{inspection.pk}", typed)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "检查已经结束；要先重新开始检查。" in page.content.decode()
    assert "台账&lt;b&gt;</textarea>" in page.content.decode()
    assert not Finding.objects.exists()


def test_a_rectification_told_too_late_is_shown_again(
    finding: Finding, clerk: Person, by_officer: Acting
) -> None:
    """Dropped in the meantime: the page says so with what was typed."""
    judge(finding.pk, "drop", reason="重复", by=by_officer)
    browser = Client()
    browser.force_login(clerk)
    address = f"/inspections/findings/{finding.pk}"
    page = browser.post(address, {"rectification": "已补齐台账"})
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "已补齐台账</textarea>" in page.content.decode()
    finding.refresh_from_db()
    assert finding.rectification == ""


def test_an_empty_rectification_is_refused(finding: Finding, clerk: Person) -> None:
    """The unit says what it did."""
    by = Acting(person=clerk, roles=frozenset({"unit"}), at=NOON)
    with pytest.raises(StepRefusedError) as refused:
        rectify(finding.pk, "  ", "", by=by)
    assert refused.value.refusal.codes == ("rectification_missing",)


def test_the_unit_sees_its_finding_as_late_and_answers_it(finding: Finding, clerk: Person) -> None:
    """The last day was yesterday; the form takes the answer."""
    browser = Client()
    browser.force_login(clerk)
    address = f"/inspections/findings/{finding.pk}"
    assert "已过期" in browser.get(address).content.decode()
    assert (
        browser.post(address, {"rectification": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    )
    assert browser.post(address, {"rectification": "已补齐"}).status_code == HTTPStatus.FOUND
    finding.refresh_from_db()
    assert (finding.state, finding.rectification) == ("rectified", "已补齐")


@pytest.mark.parametrize("path", ["findings/{finding}", "findings/{finding}/judge", "{pk}"])
def test_another_units_finding_is_refused(path: str, finding: Finding, stranger: Person) -> None:
    """Nothing is read or written."""
    browser = Client()
    browser.force_login(stranger)
    address = "/inspections/" + path.format(finding=finding.pk, pk=finding.inspection_id)
    assert (
        browser.post(address, {"rectification": "x", "action": "drop"}).status_code
        == HTTPStatus.FORBIDDEN
    )
    finding.refresh_from_db()
    assert finding.state == "found"


def test_findings_are_written_down_by_the_authority_in_the_browser(
    inspection: Inspection, officer: Person, clerk: Person, districts: list[Organisation]
) -> None:
    """A unit is refused; the officer's finding stands in the list and in the table to take away."""
    browser = Client()
    address = f"/inspections/{inspection.pk}"
    told = {
        "organisation": districts[0].pk,
        "text": "=未宣贯",
        "demand": "宣贯",
        "due": "2026-08-01",
    }
    browser.force_login(clerk)
    assert browser.post(address, told).status_code == HTTPStatus.FORBIDDEN
    browser.force_login(officer)
    assert browser.post(address, told).status_code == HTTPStatus.FOUND
    lines = b"".join(browser.get(f"{address}?format=csv").streaming_content).decode("utf-8-sig")
    assert lines.splitlines()[1] == "甲区,'=未宣贯,宣贯,2026-08-01,待整改,,"
    assert "=未宣贯" in browser.get("/inspections").content.decode()


def test_an_inspection_does_not_end_before_it_begins(officer: Person) -> None:
    """The form says which day is wrong."""
    browser = Client()
    browser.force_login(officer)
    told = {"title": "督查", "since": "2026-07-02", "until": "2026-07-01"}
    page = browser.post("/inspections/new", told)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "结束不能早于开始。" in page.content.decode()
    assert not Inspection.objects.exists()
