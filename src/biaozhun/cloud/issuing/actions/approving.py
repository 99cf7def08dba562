"""The chain of approval: begun, agreed to step by step, sent back, completed with a number."""

import datetime as dt
from collections.abc import Collection

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.drafting.actions.documents import show_document
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.life import CHAIN
from biaozhun.cloud.drafting.models import DocumentKind, Project
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.cloud.drafting.queries.facts import Elsewhere
from biaozhun.cloud.drafting.urgency import channel
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.issuing.actions.numbering import PLAIN, Numbering
from biaozhun.cloud.issuing.actions.numbers import check_numbering, draw
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.life import NOTICE, ApprovalFacts
from biaozhun.cloud.issuing.models import (
    Approval,
    ApprovalSettings,
    ApprovalStep,
    DrawnNumber,
    Step,
)
from biaozhun.cloud.issuing.queries.materials import REQUIRED, missing_on
from biaozhun.cloud.issuing.queries.posts import (
    approval_roles,
    drafted,
    holders,
    instead_of,
    is_clerk,
)
from biaozhun.cloud.issuing.queries.powers import Power, power_of
from biaozhun.cloud.messaging.actions.telling import Message, tell
from biaozhun.core.number import parse

EXAMINING = "examining"
MAY_BE_LEFT_OUT = {
    str(Step.LEGAL): "legal_review",
    str(Step.NOTICE): "approval_notice",
    str(Step.COLLECTIVE): "collective_decision",
}
"""Steps of the chain that the green channel may leave out, as it calls them."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What goes with a step.

    Attributes:
        opinion: in words; needed where it goes back.
        materials: kinds the officer in charge found complete.
        meeting: number of the minutes of a meeting.
        meeting_day: its day.
        notice_ends: the last day of a notice.
    """

    opinion: str = ""
    materials: Collection[str] = ()
    meeting: str = ""
    meeting_day: dt.date | None = None
    notice_ends: dt.date | None = None


NOTHING = Said()


@transaction.atomic
def begin(
    project: Project, numbering: Numbering = PLAIN, *, actor: Person, at: dt.datetime
) -> Approval:
    """Let a project into the chain; its steps are those its authority has switched on.

    What an officer agreed to leave out of an urgent one is not among them.

    Raises:
        IssuingRefusedError: ``not_examining``, ``not_the_clerk``, ``approval_running``; what is
            said of the number cannot be: ``part_unclear``, ``serial_unclear``, ``number_taken``,
            ``revised_not_found``.
    """
    held = lock(Project, project.pk)
    if not is_clerk(actor, held, day_of(at)):
        raise IssuingRefusedError("not_the_clerk")
    if held.state != EXAMINING:
        raise IssuingRefusedError("not_examining")
    power = power_for(held, day_of(at))
    if power is not None and power.is_drawn_here:
        check_numbering(held, power, numbering, at=at)
    rounds = Approval.objects.filter(project=held)
    last = rounds.aggregate(last=Max("round"))["last"] or 0
    switched, _new = ApprovalSettings.objects.get_or_create(organisation=held.authority)
    left_out = channel().left_out(held)
    steps = [one for one in switched.steps() if MAY_BE_LEFT_OUT.get(one) not in left_out]
    fields = {**msgspec.structs.asdict(numbering), "steps": steps, "round": last + 1}
    try:
        with transaction.atomic():
            made = Approval.objects.create(
                project=held, started=at, started_by=actor, state_since=at, **fields
            )
    except IntegrityError as error:
        raise IssuingRefusedError("approval_running") from error
    facts = {"project": held.plan_number, "steps": made.steps, "round": made.round}
    record("issuing.approval_begun", subject=made.case_subject, actor=actor, facts=facts)
    return made


@transaction.atomic
def agree(approval: Approval, said: Said = NOTHING, *, actor: Person, at: dt.datetime) -> Approval:
    """Agree, in the post whose turn it is; the last one draws the number and approves.

    Raises:
        StepRefusedError: something stands against it.
        IssuingRefusedError: no number can be drawn.
    """
    held = _held(approval)
    if held.step == Step.HANDLER:
        held.materials = [str(kind) for kind in REQUIRED if kind in said.materials]
    action = "complete" if held.is_last else "agree"
    _take(held, action, said, actor=actor, at=at)
    _enter(held, ApprovalStep.Decision.AGREE, said, actor=actor, at=at)
    if action == "complete":
        _approve(held, actor=actor, at=at)
    else:
        _go_on(held, at)
    return held


@transaction.atomic
def send_back(approval: Approval, said: Said, *, actor: Person, at: dt.datetime) -> None:
    """Send the project back to the drafters, with reasons.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = _held(approval)
    _take(held, "return", said, actor=actor, at=at)
    _enter(held, ApprovalStep.Decision.RETURN, said, actor=actor, at=at)
    _end(held, at)
    elsewhere = Elsewhere(roles=CHAIN)
    step_project(
        held.project, "return_report", actor=actor, at=at, reason=said.opinion, elsewhere=elsewhere
    )


@transaction.atomic
def cancel(approval: Approval, said: Said, *, actor: Person, at: dt.datetime) -> None:
    """Stop the chain of a project that goes no further; the project is left as it is.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = _held(approval)
    _take(held, "cancel", said, actor=actor, at=at)
    _end(held, at)


@transaction.atomic
def open_notice(approval: Approval, said: Said, *, actor: Person, at: dt.datetime) -> None:
    """Publish the notice before approval; what is to be approved can be read by everybody then.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = _held(approval)
    _take(held, "open_notice", said, actor=actor, at=at)
    draft = documents_of(held.project).get(DocumentKind.DRAFT_FOR_APPROVAL)
    if draft is not None:
        show_document(draft, is_public=True, actor=actor)
    held.notice_began, held.notice_ends = day_of(at), said.notice_ends
    held.save(update_fields=["notice_began", "notice_ends"])
    _enter(held, ApprovalStep.Decision.OPENED, said, actor=actor, at=at)


@transaction.atomic
def close_notice(approval: Approval, said: Said, *, actor: Person, at: dt.datetime) -> None:
    """End the notice: its last day is over and every objection has its answer.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = _held(approval)
    _take(held, "close_notice", said, actor=actor, at=at)
    _enter(held, ApprovalStep.Decision.CLOSED, said, actor=actor, at=at)
    _go_on(held, at)


@transaction.atomic
def minute(approval: Approval, said: Said, *, actor: Person, at: dt.datetime) -> None:
    """Enter what a meeting decided; who enters it has not agreed by that.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = _held(approval)
    _take(held, "minute", said, actor=actor, at=at)
    _enter(held, ApprovalStep.Decision.MINUTED, said, actor=actor, at=at)
    _go_on(held, at)


def power_for(project: Project, on: dt.date) -> Power | None:
    """The power its authority has for the project on a day."""
    return power_of(project.authority, on, project.regime)


def facts_of(approval: Approval, said: Said, *, actor: Person, on: dt.date) -> ApprovalFacts:
    """What the guards ask, read once; who acts in somebody's stead may do no more than they."""
    project = approval.project
    officer = instead_of(actor, approval, on)
    both = [actor, *([officer.person] if officer else [])]
    agreed = approval.taken.filter(decision="agree")
    power = power_for(project, on)
    return ApprovalFacts(
        reason=said.opinion,
        step=approval.step,
        drafted=any(drafted(one, project) for one in both),
        acted=agreed.filter(Q(person__in=both) | Q(instead_of__person__in=both)).exists(),
        missing=missing_on(project),
        unchecked=approval.step == Step.HANDLER and set(approval.materials) != set(REQUIRED),
        has_power=power is not None and power.is_drawn_here,
        is_notice_open=approval.notice_began is not None,
        is_notice_over=approval.notice_ends is not None and approval.notice_ends < on,
        notice_days=(said.notice_ends - on).days if said.notice_ends else 0,
        open_objections=approval.objections.filter(answered=None).count(),
        has_meeting=bool(said.meeting.strip())
        and said.meeting_day is not None
        and said.meeting_day <= on,
    )


def _held(approval: Approval) -> Approval:
    """The approval with its project, both locked until the transaction ends."""
    held = lock(Approval, approval.pk)
    held.project = lock(Project, held.project_id)
    return held


def _take(held: Approval, action: str, said: Said, *, actor: Person, at: dt.datetime) -> None:
    on = day_of(at)
    facts = facts_of(held, said, actor=actor, on=on)
    by = Acting(person=actor, roles=approval_roles(actor, held, on), at=at)
    told = {"step": held.step, "opinion": said.opinion, "meeting": said.meeting}
    take(held, action, by=by, facts=facts, told={k: v for k, v in told.items() if v})


def _enter(
    held: Approval, decision: ApprovalStep.Decision, said: Said, *, actor: Person, at: dt.datetime
) -> None:
    ApprovalStep.objects.create(
        approval=held,
        position=held.position,
        step=held.step,
        decision=decision,
        opinion=said.opinion.strip(),
        person=actor,
        instead_of=instead_of(actor, held, day_of(at)),
        meeting=said.meeting.strip(),
        meeting_day=said.meeting_day,
        at=at,
    )


def _go_on(held: Approval, at: dt.datetime) -> None:
    """The next step has its turn; who may take it is told."""
    held.position += 1
    held.save(update_fields=["position", "materials"])
    posts = ["handler"] if held.step in {NOTICE, "collective"} else [held.step]
    people = holders(held.project.authority_id, posts, day_of(at))
    tell(
        people,
        Message(
            kind="issuing.approval_waits",
            subject=_("待办审批：{title}").format(title=held.project.title),
            text=held.project.plan_number,
            address=f"/desk/approvals/{held.pk}",
            key=f"approval:{held.pk}:{held.position}",
        ),
    )


def _end(held: Approval, at: dt.datetime) -> None:
    held.ended = at
    held.save(update_fields=["ended"])


def _approve(held: Approval, *, actor: Person, at: dt.datetime) -> DrawnNumber:
    """Draw the number and take the step of the project."""
    project, on = held.project, day_of(at)
    power = power_for(project, on)
    assert power is not None  # noqa: S101  -- the guard of the step asked
    _end(held, at)
    numbering = Numbering(part=held.part, part_of=held.part_of, agreed_serial=held.agreed_serial)
    drawn = draw(project, power, numbering, actor=actor, at=at)
    open_objections = held.objections.filter(answered=None).count()
    step_project(
        project,
        "approve",
        actor=actor,
        at=at,
        elsewhere=Elsewhere(
            roles=CHAIN,
            has_power=True,
            is_approved=True,
            open_objections=open_objections,
            told={"number": drawn.number},
        ),
    )
    project.number, project.approved = parse(drawn.number).canonical, on
    project.save(update_fields=["number", "approved"])
    return drawn
