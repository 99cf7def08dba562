"""A project comes into being by the programme of a batch, or is taken over."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import begin_period
from biaozhun.cloud.committees.models import Committee
from biaozhun.cloud.drafting.life import AT_OPENING
from biaozhun.cloud.drafting.models import DraftingUnit, Procedure, Project
from biaozhun.cloud.drafting.urgency import Urgency, channel
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.rules.queries import rules_for


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """What the plan says of a project.

    Attributes:
        plan_number: of the plan; names one project for ever.
        programme: the document that put it into the plan.
        title: of the standard.
        authority: who issues it.
        department: who applied for it.
        units: drafting units in their order, by name.
        planned: the day of the plan.
        deadline: the last day to hand it in.
        kind: ``new`` or ``revision``.
        revises: slug of the edition it revises.
        also_replaces: slugs of further editions.
        committee: in charge, where there is one.
        regime: by which law it is made.
        procedure: which rule pack it is held to.
        field: of the four fields.
        scope: in words.
        title_en: English title.
        handler: the officer in charge.
        taken_over: it comes from elsewhere.
        stated_by: who vouches for it then.
        urgency: why, where the procedure is not the normal one.
    """

    plan_number: str
    title: str
    authority: Organisation
    department: Organisation
    units: Sequence[str]
    planned: dt.date | None
    deadline: dt.date | None
    programme: str = ""
    kind: str = "new"
    revises: str = ""
    also_replaces: Sequence[str] = ()
    committee: Committee | None = None
    regime: str = "general"
    procedure: str = "normal"
    field: str = ""
    scope: str = ""
    title_en: str = ""
    handler: Person | None = None
    taken_over: bool = False
    stated_by: str = ""
    urgency: Urgency | None = None


@transaction.atomic
def open_project(told: Opening, *, actor: Person | None, at: dt.datetime) -> Project:
    """Open a project in the state ``planned``.

    Args:
        told: what the plan says of it.
        actor: who issued the plan or takes the project over.
        at: when.

    Raises:
        IntegrityError: the plan number names a project already.
    """
    fields = msgspec.structs.asdict(told)
    names, urgency = fields.pop("units"), fields.pop("urgency") or Urgency()
    project = Project.objects.create(
        **{**fields, "also_replaces": list(told.also_replaces)}, state_since=at
    )
    known = Organisation.objects.in_bulk(list(names), field_name="name")
    DraftingUnit.objects.bulk_create(
        DraftingUnit(project=project, position=position, name=name, organisation=known.get(name))
        for position, name in enumerate(names, 1)
    )
    facts = {"number": told.plan_number, "title": told.title, "programme": told.programme}
    record("drafting.project_opened", subject=project.case_subject, actor=actor, facts=facts)
    if not told.taken_over:  # of those nobody knows when the present stage began
        _begin_periods(project, told.planned or day_of(at))
    if project.procedure != Procedure.NORMAL:
        channel().opened(project, urgency, at=at)
    return project


def _begin_periods(project: Project, on: dt.date) -> None:
    rules = rules_for(project.authority, procedure=project.procedure, on=on)
    for rule in AT_OPENING:
        if rule in rules:
            begin_period(project.case_subject, rules[rule], on)
