"""The suggestions and demands that an application takes up, and what their filers are told."""

import datetime as dt

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.demands.actions.demands import DemandStep, step_demand
from biaozhun.cloud.demands.actions.suggestions import (
    ApplicationNamed,
    rename_application,
    take_up,
)
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demands.queries.suggestions import taken_up_by
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.proposals.models import Application, Taken

_MET: tuple[str, ...] = ("open", "assigned", "suggested")
"""States of a demand that a project meets."""


def public_address(application: Application) -> str:
    """Where everybody can follow an application that was handed in."""
    return f"/proposals/{application.pk}"


def take_up_suggestions(application: Application, *, actor: Person, at: dt.datetime) -> None:
    """Say of the suggestions named in an application that it takes them up.

    What its department has no longer in hand stays named and is not touched: it was taken up
    before, merged, withdrawn or sent back.
    """
    keys = _keys(application, Taken.Kind.SUGGESTION)
    found = Suggestion.objects.filter(
        pk__in=keys, state="with_department", department=application.department_id
    )
    named = ApplicationNamed(key=application.case_subject, address=public_address(application))
    for one in found.order_by("pk"):
        take_up(one, named, actor=actor, at=at)


def meet(application: Application, project: Project, *, actor: Person, at: dt.datetime) -> None:
    """Say of everything an application took up that it came into the plan."""
    key = application.case_subject
    rename_application(key, number=project.plan_number, address=public_address(application))
    grown_out_of = [one.demand_id for one in taken_up_by(key) if one.demand_id]
    keys = {*_keys(application, Taken.Kind.DEMAND), *grown_out_of}
    said = DemandStep(project=project)
    for one in Demand.objects.filter(pk__in=keys, state__in=_MET).order_by("pk"):
        step_demand(one, "plan", said, actor=actor, at=at)


def _keys(application: Application, kind: str) -> list[int]:
    return [one.key for one in application.taken.all() if one.kind == kind]
