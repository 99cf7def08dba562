"""The suggestions and demands that an application takes up, and what their filers are told."""

import datetime as dt
from collections.abc import Collection

from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.demands.actions.demands import DemandStep, step_demand
from biaozhun.cloud.demands.actions.suggestions import (
    ApplicationNamed,
    give_back,
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

    What it named when it was handed in before, and names no longer, goes back to the department.
    What its department has no longer in hand stays named and is not touched: it was taken up
    before, merged, withdrawn or sent back.
    """
    keys = _keys(application, Taken.Kind.SUGGESTION)
    left = _("申请改后不再采纳这条建议。")
    give_back_suggestions(application, actor=actor, at=at, reason=left, keep=keys)
    found = Suggestion.objects.filter(
        pk__in=keys, state="with_department", department=application.department_id
    )
    named = ApplicationNamed(key=application.case_subject, address=public_address(application))
    for one in found.order_by("pk"):
        take_up(one, named, actor=actor, at=at)


def give_back_suggestions(
    application: Application,
    *,
    actor: Person | None,
    at: dt.datetime,
    reason: str,
    keep: Collection[int] = (),
) -> None:
    """Give the suggestions that an application took up back to its department.

    Args:
        application: the one that ended, or names other suggestions now.
        actor: who took the step.
        at: when.
        reason: why, for those who filed them.
        keep: suggestions that stay taken up.
    """
    held = taken_up_by(application.case_subject).filter(state="taken_up")
    for one in held.exclude(pk__in=keep):
        give_back(one, actor=actor, at=at, text=reason)


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
