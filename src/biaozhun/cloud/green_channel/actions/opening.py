"""A project was opened under a faster procedure: the plan, or who took it over, vouches for it."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.cases.actions import Acting, take
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.urgency import LeftOut, Urgency
from biaozhun.cloud.green_channel.actions.asking import next_number
from biaozhun.cloud.green_channel.life import PLAN, TAKEOVER, SkipFacts, UseFacts
from biaozhun.cloud.green_channel.models import LeftOutStep, Use


@transaction.atomic
def keep_opening(project: Project, told: Urgency, *, at: dt.datetime) -> Use:
    """Keep the use that a project begins with, granted, with what was left out before its plan."""
    by_plan = not project.taken_over
    origin = Use.Origin.PLAN if by_plan else Use.Origin.TAKEOVER
    made = Use.objects.create(
        project=project,
        number=next_number(project),
        procedure=project.procedure,
        ground=told.ground,
        justification=told.reason,
        wanted=told.wanted,
        origin=origin,
        asked=at,
        asked_by=told.asked_by,
        asked_for=project.department,
        state_since=at,
    )
    action, roles = ("plan", PLAN) if by_plan else ("take_over", TAKEOVER)
    facts = {
        "project": project.plan_number,
        "procedure": str(project.procedure),
        "ground": told.ground,
        "reason": told.reason,
        "paper": told.paper_number,
        "stated_by": project.stated_by,
    }
    said = {name: value for name, value in facts.items() if value}
    take(made, action, by=Acting(told.approved_by, roles, at), facts=UseFacts(), told=said)
    made.decided, made.decided_by = at, told.approved_by
    made.paper_number = told.paper_number[:100]
    made.save()
    for one in told.left_out:
        _keep_left_out(made, one, told, at)
    return made


def _keep_left_out(use: Use, told: LeftOut, urgency: Urgency, at: dt.datetime) -> None:
    skip = LeftOutStep.objects.create(
        use=use,
        step=told.step,
        reason=told.reason,
        asked=told.at,
        asked_by=urgency.asked_by,
        state_since=at,
    )
    facts = {"project": use.project.plan_number, "step": told.step, "why": told.reason}
    take(skip, "plan", by=Acting(told.by, PLAN, at), facts=SkipFacts(), told=facts)
    skip.decided, skip.decided_by, skip.opinion = told.at, told.by, told.reason
    skip.save()
