"""The gates of the other slices honour what was granted and what was agreed to be left out."""

import datetime as dt

import pytest

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.green_channel.models import LeftOutStep, Use
from biaozhun.cloud.issuing.actions.approving import begin
from biaozhun.cloud.issuing.models import ApprovalSettings
from biaozhun.cloud.proposals.actions.applications import step_application
from biaozhun.cloud.proposals.actions.arguing import conclude
from biaozhun.cloud.proposals.actions.batches import make_batch, put_in, step_batch
from biaozhun.cloud.proposals.actions.programmes import issue_programme
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.technical_reviews.actions.reviewing import (
    ReviewTold,
    change_review,
    prepare,
    step_review,
)
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from tests.cloud.issuing.making import AT, examined, house
from tests.cloud.technical_reviews.making import handed_in
from tests.factories import proposals as made
from tests.factories.drafting import AUTHORITY, somebody

pytestmark = pytest.mark.django_db


def agreed(project: Project, *steps: str) -> None:
    """A use that holds, with steps an officer agreed to leave out."""
    Project.objects.filter(pk=project.pk).update(procedure="emergency")
    told = {"asked": AT, "state_since": AT}
    use = Use.objects.create(
        project=project, number=1, procedure="emergency", state="granted", **told
    )
    for step in steps:
        LeftOutStep.objects.create(use=use, step=step, reason="急", state="approved", **told)


def test_the_chain_of_approval_has_no_step_that_was_left_out() -> None:
    """The posts stay; a use that was stopped leaves nothing out."""
    own = house()
    ApprovalSettings.objects.update(legal=True, notice=True, collective=True)
    urgent, stopped = examined(own), examined(own)
    agreed(urgent, "legal_review", "collective_decision")
    agreed(stopped, "legal_review", "approval_notice", "collective_decision")
    Use.objects.filter(project=stopped).update(state="ended")
    handler = own.people["handler"]
    assert begin(urgent, actor=handler, at=AT).steps == [
        *("handler", "section_head", "deputy_director", "notice", "director")
    ]
    assert begin(stopped, actor=handler, at=AT).steps == [
        *("handler", "section_head", "legal", "deputy_director", "notice", "collective", "director")
    ]


def test_an_emergency_is_reviewed_in_a_meeting_and_never_by_ballot() -> None:
    """Neither prepared so, nor changed to it, nor convened where it was prepared before."""
    officer = somebody("承办", AUTHORITY, Role.OPERATOR)
    ballot = ReviewTold(form="ballot", day=dt.date(2026, 12, 1), closes=dt.date(2026, 12, 9))
    project = handed_in(procedure="emergency")
    with pytest.raises(ReviewRefusedError) as prepared:
        prepare(project, ballot, actor=officer, at=AT)
    meeting = prepare(project, ReviewTold(form="meeting"), actor=officer, at=AT)
    with pytest.raises(ReviewRefusedError) as changed:
        change_review(meeting, ballot, actor=officer)
    other = prepare(handed_in(serial=2), ballot, actor=officer, at=AT)
    Project.objects.update(procedure="emergency")
    with pytest.raises(ReviewRefusedError) as convened:
        step_review(other, "convene", actor=officer, at=AT)
    codes = {one.value.code for one in (prepared, changed, convened)}
    assert codes == {"meeting_required"}


URGENT = {
    "procedure": "emergency",
    "urgency_ground": "emergency_event",
    "urgency": "台风将至，避难场所没有标准。",
}


def test_urgent_applications_come_into_the_plan_without_meeting_and_notice() -> None:
    """With a reason each; the project's use names the ground, the approver and both steps."""
    department, authority = made.unit_at("某市应急管理局"), made.authority_at()
    clerk = made.person_at(department, "周科员")
    officer = made.person_at(authority, "王处长", Role.OPERATOR)
    urgent = made.checked(made.submitted(department, authority, clerk, **URGENT), officer)
    normal = made.checked(made.submitted(department, authority, clerk, title="普通"), officer)
    fields = {"year": 2026, "title": "应急批", "call": None, "meeting": None}
    batch = make_batch(fields, authority=authority, actor=officer, at=made.NOON)
    put_in(batch, [urgent, normal], actor=officer, at=made.NOON)
    told = {"actor": officer, "at": made.NOON}
    assert refused(lambda: step_batch(batch, "skip_argument", **told)) == (
        "reason_missing",
        "not_all_urgent",
    )
    said = {"conclusion": "accept", "reason": "书面征询三位专家，一致同意。"}
    normal.refresh_from_db()
    normal.batch = None
    normal.state = "form_checked"
    normal.save()
    step_batch(batch, "skip_argument", reason="台风将至，书面论证。", **told)
    with pytest.raises(RefusedError) as mixed:
        put_in(batch, [normal], **told)
    assert mixed.value.code == "not_all_urgent"
    conclude(urgent, said, **told)
    step_batch(batch, "conclude", **told)
    step_batch(batch, "skip_notice", reason="台风将至，不作公示。", **told)
    issued = {"number": "某市监标〔2026〕9号", "day": made.DAY, "title": "应急计划", "text": ""}
    issue_programme(batch, issued, **told)
    use = Use.objects.get()
    assert (use.state, use.origin, use.ground) == ("granted", "plan", "emergency_event")
    assert (use.justification, use.asked_by) == (URGENT["urgency"], clerk)
    assert (use.decided_by, use.paper_number) == (officer, "某市监标〔2026〕9号")
    skips = {one.step: (one.state, one.reason, one.decided_by) for one in use.skips.all()}
    assert skips == {
        "argument_meeting": ("approved", "台风将至，书面论证。", officer),
        "intended_notice": ("approved", "台风将至，不作公示。", officer),
    }
    public = Event.objects.filter(kind="green_channel.skip_plan")
    assert [one.facts["visibility"] for one in public] == ["public", "public"]


@pytest.mark.parametrize("lacking", ["urgency_ground", "urgency"])
def test_an_urgent_application_says_why_before_it_is_handed_in(lacking: str) -> None:
    """Ground and reasons both; one of the normal procedure needs neither."""
    department, authority = made.unit_at("某市应急管理局"), made.authority_at()
    clerk = made.person_at(department, "周科员")
    told = {**URGENT, lacking: " "}
    bare = made.completed(made.drafted(department, authority, clerk, **told), clerk)
    codes = refused(lambda: step_application(bare, "submit", actor=clerk, at=made.NOON))
    assert codes == ("urgency_missing",)
    normal = made.submitted(department, authority, clerk, title="普通")
    assert normal.state == "submitted"


def refused(act: object) -> tuple[str, ...]:
    """Everything that stands against a step."""
    with pytest.raises(StepRefusedError) as error:
        act()  # type: ignore[operator]  # a step to take
    return error.value.refusal.codes
