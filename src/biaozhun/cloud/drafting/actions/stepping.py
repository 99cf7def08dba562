"""Taking a step of a project."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.drafting.actions.consequences import follow
from biaozhun.cloud.drafting.actions.telling import tell_of_step
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.permissions import roles_in
from biaozhun.cloud.drafting.queries.facts import (
    BY_A_PERSON,
    Elsewhere,
    circumstances_of,
    facts_of,
)
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.rules.queries import rules_for
from biaozhun.core.lifecycle import Decision


@transaction.atomic
def step_project(
    project: Project,
    action: str,
    *,
    actor: Person | None,
    at: dt.datetime,
    reason: str = "",
    elsewhere: Elsewhere = BY_A_PERSON,
) -> Decision:
    """Take a step of a project; everybody who takes part in it is told.

    Args:
        project: which one; it is given its new state as well.
        action: a verb of its life cycle.
        actor: who takes the step; nobody where the machine acts.
        at: when.
        reason: written with it.
        elsewhere: what the case knows that takes the step, where no person does.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Project, project.pk)
    today = day_of(at)
    rules = rules_for(held.authority, procedure=held.procedure, on=today)
    decision = take(
        held,
        action,
        by=Acting(actor, elsewhere.roles or roles_in(actor, held), at),
        facts=facts_of(held, today=today, reason=reason, elsewhere=elsewhere),
        told={**elsewhere.told, **({"reason": reason} if reason else {})},
        circumstances=circumstances_of(held, rules),
    )
    if decision.target == "terminated":
        held.ended_from = decision.source
        held.save(update_fields=["ended_from"])
    follow(held, decision, actor=actor, day=today)
    tell_of_step(held, decision, actor=actor, at=at, reason=reason)
    project.refresh_from_db()
    return decision
