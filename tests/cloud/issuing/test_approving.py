"""The chain of approval: in order, nobody twice, nobody's own work, with every refusal."""

import datetime as dt

import pytest

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.drafting.models import Delegation, Officer, Proceeding, TeamMember
from biaozhun.cloud.issuing.actions import approving
from biaozhun.cloud.issuing.actions.approving import Said, agree, begin, send_back
from biaozhun.cloud.issuing.actions.objecting import answer_objection, file_objection
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.models import Approval, ApprovalSettings, DrawnNumber, IssuingPower
from biaozhun.cloud.issuing.queries.materials import REQUIRED
from biaozhun.cloud.issuing.queries.posts import holders
from biaozhun.cloud.messaging.models import Notice
from tests.cloud.issuing.making import (
    AT,
    DAY,
    House,
    examined,
    go_through,
    house,
    person,
    project_at,
)

pytestmark = pytest.mark.django_db
ALL = Said(opinion="同意", materials=[str(kind) for kind in REQUIRED])


@pytest.fixture
def own(db: None) -> House:  # noqa: ARG001  -- the database is what it writes to
    """The authority of a province."""
    return house()


@pytest.fixture
def approval(own: House) -> Approval:
    """One that has begun."""
    return begin(examined(own), actor=own.people["handler"], at=AT)


def codes(approval: Approval, actor: Person, said: Said = ALL) -> tuple[str, ...]:
    """What stands against somebody who would agree."""
    with pytest.raises(StepRefusedError) as refused:
        agree(approval, said, actor=actor, at=AT)
    return refused.value.refusal.codes


def test_a_project_goes_through_the_posts_and_is_approved_with_a_number(
    own: House, approval: Approval
) -> None:
    """Handler, section head, deputy director, director; each next one is told."""
    done = go_through(approval, own)
    project = approval.project
    project.refresh_from_db()
    assert (done.state, project.state, project.number) == ("completed", "approved", "DB44/T 1-2026")
    assert project.approved == DAY
    assert list(done.taken.values_list("step", flat=True)) == [
        *("handler", "section_head", "deputy_director", "director")
    ]
    told = Notice.objects.filter(kind="issuing.approval_waits").order_by("pk")
    names = [one.person.name for one in told.select_related("person")]
    assert names == [f"{post}440000" for post in ("section_head", "deputy_director", "director")]


def test_only_who_holds_the_post_agrees(own: House, approval: Approval) -> None:
    """The director does not act for the handler, a stranger for nobody."""
    assert codes(approval, own.people["director"]) == ("not_for_you",)
    assert codes(approval, person("stranger")) == ("not_for_you",)


def test_a_post_ends_with_its_last_day(own: House, approval: Approval) -> None:
    """Who held it until yesterday no longer acts."""
    go_through(approval, own, until="section_head")
    Officer.objects.filter(post="section_head").update(until=DAY - dt.timedelta(days=1))
    assert codes(approval, own.people["section_head"]) == ("not_for_you",)


def test_nobody_acts_twice_in_a_chain(own: House, approval: Approval) -> None:
    """Neither in a second post nor by delegation."""
    head = own.people["section_head"]
    officer = Officer.objects.get(post="deputy_director")
    Delegation.objects.create(officer=officer, to=head, since=DAY, until=DAY, reason="出差")
    go_through(approval, own, until="deputy_director")
    assert codes(approval, head) == ("acted_before",)


@pytest.mark.parametrize("post", ["section_head", "deputy_director"])
def test_nobody_acts_twice_through_another(own: House, approval: Approval, post: str) -> None:
    """Who agreed lets nobody agree in the own stead; nor does it help to begin with the other."""
    head, other = own.people["section_head"], person("stellvertreter", own.authority)
    second = Officer.objects.create(organisation=own.authority, person=head, post="deputy_director")
    lent = Officer.objects.get(person=head, post="section_head") if post != second.post else second
    Delegation.objects.create(officer=lent, to=other, since=DAY, until=DAY, reason="出差")
    go_through(approval, own, until="section_head")
    first, last = (other, head) if lent.post == "section_head" else (head, other)
    agree(approval, ALL, actor=first, at=AT)
    assert codes(approval, last) == ("acted_before",)


def test_a_drafter_lets_nobody_else_approve_the_own_draft(own: House, approval: Approval) -> None:
    """Who acts in somebody's stead may do no more than they."""
    head, other = own.people["section_head"], person("stellvertreter", own.authority)
    TeamMember.objects.create(project=approval.project, position=1, name=head.name, person=head)
    officer = Officer.objects.get(person=head)
    Delegation.objects.create(officer=officer, to=other, since=DAY, until=DAY, reason="回避")
    go_through(approval, own, until="section_head")
    assert codes(approval, other) == ("own_draft",)


def test_a_delegation_ends_with_the_post(own: House, approval: Approval) -> None:
    """Who lent a post that ended yesterday lends nothing; the delegate is not told either."""
    officer = Officer.objects.get(post="section_head")
    other = person("stellvertreter", own.authority)
    days = {"since": DAY - dt.timedelta(days=9), "until": DAY + dt.timedelta(days=9)}
    Delegation.objects.create(officer=officer, to=other, reason="出差", **days)
    Officer.objects.filter(pk=officer.pk).update(until=DAY - dt.timedelta(days=1))
    go_through(approval, own, until="section_head")
    assert codes(approval, other) == ("not_for_you",)
    assert holders(own.authority.pk, ["section_head"], DAY) == []


def test_nobody_approves_the_own_draft(own: House, approval: Approval) -> None:
    """Who is of the team, or works for a drafting unit, neither agrees nor sends back."""
    head = own.people["section_head"]
    TeamMember.objects.create(project=approval.project, position=1, name=head.name, person=head)
    go_through(approval, own, until="section_head")
    assert codes(approval, head) == ("own_draft",)
    with pytest.raises(StepRefusedError) as refused:
        send_back(approval, ALL, actor=head, at=AT)
    assert refused.value.refusal.codes == ("own_draft",)


def test_who_works_for_a_drafting_unit_is_a_drafter(own: House, approval: Approval) -> None:
    """The team need not name the person."""
    head = own.people["section_head"]
    drafting = approval.project.units.get(position=1)
    drafting.organisation = approval.project.department
    drafting.save()
    head.organisation = approval.project.department
    head.save()
    go_through(approval, own, until="section_head")
    assert codes(approval, head) == ("own_draft",)


def test_a_delegate_acts_and_the_officer_is_named(own: House, approval: Approval) -> None:
    """For the days of the absence only."""
    officer = Officer.objects.get(post="section_head")
    other = person("stellvertreter", own.authority)
    Delegation.objects.create(
        officer=officer, to=other, since=DAY, until=DAY + dt.timedelta(days=3), reason="出差"
    )
    go_through(approval, own, until="section_head")
    later = AT + dt.timedelta(days=4)
    with pytest.raises(StepRefusedError):
        agree(approval, ALL, actor=other, at=later)
    agree(approval, ALL, actor=other, at=AT)
    taken = approval.taken.get(step="section_head")
    assert (taken.person, taken.instead_of) == (other, officer)


def test_the_handler_confirms_every_paper(own: House, approval: Approval) -> None:
    """Unchecked ones and missing ones are refused, both named."""
    handler = own.people["handler"]
    assert codes(approval, handler, Said()) == ("materials_unchecked",)
    approval.project.documents.filter(kind="approval_letter").delete()
    assert codes(approval, handler) == ("materials_missing",)


def test_a_chain_sent_back_gives_the_project_back_with_reasons(
    own: House, approval: Approval
) -> None:
    """Without reasons it is refused; the next round begins anew."""
    go_through(approval, own, until="section_head")
    head = own.people["section_head"]
    with pytest.raises(StepRefusedError) as refused:
        send_back(approval, Said(opinion=" "), actor=head, at=AT)
    assert refused.value.refusal.codes == ("reason_missing",)
    send_back(approval, Said(opinion="范围与国家标准重复"), actor=head, at=AT)
    approval.refresh_from_db()
    approval.project.refresh_from_db()
    assert (approval.state, approval.project.state) == ("returned", "reviewed")
    assert not DrawnNumber.objects.exists()


def test_only_an_examined_project_enters_the_chain_and_once(own: House) -> None:
    """By its officer in charge; refused in any other state and while a chain runs."""
    handler = own.people["handler"]
    with pytest.raises(IssuingRefusedError) as refused:
        begin(project_at("reported", own), actor=handler, at=AT)
    assert refused.value.code == "not_examining"
    project = examined(own)
    with pytest.raises(IssuingRefusedError) as refused:
        begin(project, actor=own.people["director"], at=AT)
    assert refused.value.code == "not_the_clerk"
    begin(project, actor=handler, at=AT)
    with pytest.raises(IssuingRefusedError) as refused:
        begin(project, actor=handler, at=AT)
    assert refused.value.code == "approval_running"


def test_without_power_nothing_is_approved(own: House, approval: Approval) -> None:
    """A power that ended yesterday is none; no number is drawn."""
    go_through(approval, own, until="director")
    IssuingPower.objects.update(until=DAY - dt.timedelta(days=1))
    assert codes(approval, own.people["director"]) == ("no_issuing_power",)
    assert not DrawnNumber.objects.exists()


def test_what_stands_against_the_project_leaves_no_number_behind(
    own: House, approval: Approval
) -> None:
    """The gate of the project refuses at the last moment; everything is as before."""
    go_through(approval, own, until="director")
    Proceeding.objects.update(open_items=2, outcome="failed")
    assert codes(approval, own.people["director"]) == ("open_comments", "review_not_passed")
    approval.refresh_from_db()
    assert (approval.state, DrawnNumber.objects.count()) == ("running", 0)


def test_switched_steps_come_in_their_order(own: House) -> None:
    """Legal review, notice and meeting are steps of chains that begin after they were switched."""
    ApprovalSettings.objects.update(legal=True, notice=True, collective=True)
    approval = begin(examined(own), actor=own.people["handler"], at=AT)
    assert approval.steps == [
        *("handler", "section_head", "legal", "deputy_director", "notice", "collective", "director")
    ]


def test_a_notice_is_open_until_its_last_day_and_every_objection_is_answered(own: House) -> None:
    """Opened by the officer in charge, objected to by anybody, closed afterwards."""
    ApprovalSettings.objects.update(notice=True)
    handler = own.people["handler"]
    approval = begin(examined(own), actor=handler, at=AT)
    go_through(approval, own, until="notice")
    until = DAY + dt.timedelta(days=7)
    with pytest.raises(StepRefusedError):
        approving.open_notice(approval, Said(notice_ends=DAY), actor=handler, at=AT)
    approving.open_notice(approval, Said(notice_ends=until), actor=handler, at=AT)
    filed = {"name": "李某", "contact": "li@example.org", "text": "限量值没有依据"}
    objection = file_objection(approval, filed, actor=None, at=AT)
    after = AT + dt.timedelta(days=8)
    with pytest.raises(IssuingRefusedError) as refused:
        file_objection(approval, filed, actor=None, at=after)
    assert refused.value.code == "notice_ended"
    with pytest.raises(StepRefusedError) as stopped:
        approving.close_notice(approval, Said(), actor=handler, at=after)
    assert stopped.value.refusal.codes == ("open_objections",)
    with pytest.raises(IssuingRefusedError) as refused:
        answer_objection(objection, "见编制说明", actor=own.people["director"], at=after)
    assert refused.value.code == "not_the_clerk"
    answer_objection(objection, "见编制说明第四章", actor=handler, at=after)
    with pytest.raises(StepRefusedError) as stopped:
        approving.close_notice(approval, Said(), actor=handler, at=AT)
    assert stopped.value.refusal.codes == ("notice_not_over",)
    approving.close_notice(approval, Said(), actor=handler, at=after)
    approval.refresh_from_db()
    assert approval.step == "director"
    agree(approval, ALL, actor=own.people["director"], at=after)


def test_what_a_meeting_decided_is_entered_and_does_not_count_as_agreeing(own: House) -> None:
    """Number and day of the minutes are needed, the day not to come."""
    ApprovalSettings.objects.update(collective=True)
    handler = own.people["handler"]
    approval = begin(examined(own), actor=handler, at=AT)
    go_through(approval, own, until="collective")
    assert codes(approval, handler) == ("not_for_you", "not_a_post", "acted_before")
    tomorrow = DAY + dt.timedelta(days=1)
    for said in (Said(), Said(meeting="第9次局务会", meeting_day=tomorrow)):
        with pytest.raises(StepRefusedError) as refused:
            approving.minute(approval, said, actor=handler, at=AT)
        assert refused.value.refusal.codes == ("meeting_missing",)
    approving.minute(approval, Said(meeting="第9次局务会", meeting_day=DAY), actor=handler, at=AT)
    approval.refresh_from_db()
    assert approval.step == "director"
    assert approval.taken.get(decision="minuted").meeting == "第9次局务会"


def test_a_chain_can_be_stopped_with_a_reason(own: House, approval: Approval) -> None:
    """The project stays where it is; a new chain may begin."""
    handler = own.people["handler"]
    approving.cancel(approval, Said(opinion="项目将终止"), actor=handler, at=AT)
    approval.refresh_from_db()
    assert (approval.state, approval.project.state) == ("cancelled", "examining")
    assert begin(approval.project, actor=handler, at=AT).round == 2
