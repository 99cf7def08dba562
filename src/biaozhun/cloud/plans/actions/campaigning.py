"""What a campaign has besides its tasks: scope, participants, standards, milestones, results."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.db import transaction

from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.plans.actions.changing import By, because, hold
from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.cloud.plans.models import CampaignFact, CampaignStandard, Milestone, Plan
from biaozhun.core.number import NumberError, StandardNumber, parse


class CampaignSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What a person writes of a campaign; ``standards`` are numbers, one each."""

    scope: str = ""
    participants: str = ""
    results: str = ""
    standards: tuple[str, ...] = ()


class MilestoneSaid(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone as a person wants it; ``pk`` of the one it changes."""

    pk: int | None = None
    title: str
    due: dt.date | None
    reached: dt.date | None = None
    result: str = ""
    remove: bool = False


@transaction.atomic
def set_campaign(plan: Plan, said: CampaignSaid, *, by: By) -> None:
    """Set what a campaign reaches, who takes part, its standards and results.

    Raises:
        PlanRefusedError: ``unreadable_number``, ``reason_missing``.
    """
    held = hold(plan.pk, by)
    numbers = {one.slug: one for one in map(_number, said.standards)}
    facts, _ = CampaignFact.objects.get_or_create(plan=held)
    before = _told(facts, held)
    for name in ("scope", "participants", "results"):
        setattr(facts, name, getattr(said, name))
    facts.save()
    held.standards.all().delete()
    CampaignStandard.objects.bulk_create(
        CampaignStandard(plan=held, rank=rank, number=one.canonical, slug=one.slug)
        for rank, one in enumerate(numbers.values(), start=1)
    )
    after = _told(facts, held)
    if before != after:
        changed = [name for name in after if before[name] != after[name]]
        told = {
            "before": {name: before[name] for name in changed},
            "after": {name: after[name] for name in changed},
            **because(by),
        }
        record("plans.campaign_changed", subject=held.case_subject, actor=by.actor, facts=told)


def _number(text: str) -> StandardNumber:
    try:
        found = parse(text)
    except NumberError as error:
        raise PlanRefusedError(
            "No number of a standard", code="unreadable_number", fragment=text[:60]
        ) from error
    if len(found.slug) > 190:
        raise PlanRefusedError("The number is too long", code="unreadable_number")
    return found


def _told(facts: CampaignFact, plan: Plan) -> dict[str, object]:
    return {
        "scope": facts.scope,
        "participants": facts.participants,
        "results": facts.results,
        "standards": list(plan.standards.values_list("number", flat=True)),
    }


@transaction.atomic
def set_milestones(plan: Plan, wanted: Sequence[MilestoneSaid], *, by: By) -> None:
    """Set the milestones of a plan.

    Raises:
        PlanRefusedError: ``milestone_without_day``, ``reason_missing``.
    """
    held = hold(plan.pk, by)
    known = {one.pk: one for one in held.milestones.all()}
    before = [_line(one) for one in known.values()]
    for said in wanted:
        one = known.get(said.pk) if said.pk else Milestone(plan=held)
        if one is None:
            continue
        if said.remove:
            if one.pk:
                one.delete()
            continue
        if said.due is None:
            raise PlanRefusedError("A milestone has a day", code="milestone_without_day")
        one.title, one.due = said.title, said.due
        one.reached, one.result = said.reached, said.result
        one.save()
    after = [_line(one) for one in held.milestones.all()]
    if before != after:
        facts = {"before": before, "after": after, **because(by)}
        record("plans.milestone_changed", subject=held.case_subject, actor=by.actor, facts=facts)


def _line(one: Milestone) -> str:
    reached = f" ✓ {one.reached.isoformat()}" if one.reached else ""
    return f"{one.due.isoformat()} {one.title}{reached} {one.result}".strip()
