"""Steps that are to be left out: asked for, agreed to by somebody else, refused, revoked."""

import datetime as dt

from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.green_channel.actions.telling import office_of, parties, tell_of_skip
from biaozhun.cloud.green_channel.errors import ChannelRefusedError
from biaozhun.cloud.green_channel.life import SkipFacts
from biaozhun.cloud.green_channel.models import LeftOutStep, Use
from biaozhun.cloud.green_channel.permissions import may_ask, roles_in_skip
from biaozhun.cloud.green_channel.queries.left_out import is_past, why_not
from biaozhun.core import urgency
from biaozhun.core.lifecycle import Decision


@transaction.atomic
def ask_skip(use: Use, step: str, reason: str, *, actor: Person, at: dt.datetime) -> LeftOutStep:
    """Ask for a step to be left out; the officers of the authority are told.

    Raises:
        ChannelRefusedError: ``not_yours``, ``not_granted``, ``step_unknown``, ``reason_missing``,
            ``skipped_already``; the step may not be left out: ``never_left_out``,
            ``kept_in_here``, ``kept_by_procedure``, ``too_late``. The fragment is the step.
    """
    project = lock(Project, use.project_id)
    held = lock(Use, use.pk)
    if not may_ask(actor, project):
        raise ChannelRefusedError("not_yours")
    if held.state != "granted":
        raise ChannelRefusedError("not_granted")
    known = urgency.steps().get(step)
    if known is None:
        raise ChannelRefusedError("step_unknown", field="step")
    if kept := why_not(project, known, held.procedure):
        raise ChannelRefusedError(kept, fragment=step, field="step")
    if is_past(project, known):
        raise ChannelRefusedError("too_late", fragment=step, field="step")
    if not reason.strip():
        raise ChannelRefusedError("reason_missing", field="reason")
    try:
        with transaction.atomic():
            made = LeftOutStep.objects.create(
                use=held, step=step, reason=reason.strip(), asked=at, asked_by=actor, state_since=at
            )
    except IntegrityError as twice:
        raise ChannelRefusedError("skipped_already", field="step") from twice
    facts = {"project": project.plan_number, "step": step, "reason": made.reason}
    record("green_channel.skip_asked", subject=made.case_subject, actor=actor, facts=facts)
    tell_of_skip(made, "ask", office_of(project), actor=actor, at=at)
    return made


@transaction.atomic
def step_skip(
    skip: LeftOutStep, action: str, opinion: str = "", *, actor: Person, at: dt.datetime
) -> Decision:
    """Agree that a step is left out, refuse it, take it back or revoke it.

    What is agreed to holds from now on for the guards of the project and for the chain of approval.

    Raises:
        StepRefusedError: something stands against it; everything is named.
    """
    project = lock(Project, skip.use.project_id)
    held = lock(LeftOutStep, skip.pk)
    facts = skip_facts(held, project, actor=actor, text=opinion)
    decision = take(
        held,
        action,
        by=Acting(actor, roles_in_skip(actor, held), at),
        facts=facts,
        told={
            "project": project.plan_number,
            "step": held.step,
            "why": held.reason,
            "reason": opinion.strip(),
        },
    )
    if action != "withdraw":
        held.decided, held.decided_by, held.opinion = at, actor, opinion.strip()
        held.save()
        tell_of_skip(held, action, parties(project), actor=actor, at=at)
    skip.refresh_from_db()
    return decision


def skip_facts(skip: LeftOutStep, project: Project, *, actor: Person, text: str = "") -> SkipFacts:
    """What is asked before a step of a skip; two questions."""
    step, use = urgency.steps()[skip.step], Use.objects.get(pk=skip.use_id)
    return SkipFacts(
        text=text,
        is_own=skip.asked_by_id == actor.pk,
        is_granted=use.state == "granted",
        kept=why_not(project, step, use.procedure),
        is_late=is_past(project, step),
    )
