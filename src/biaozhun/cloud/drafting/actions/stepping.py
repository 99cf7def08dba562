"""Taking a step of a project."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import Acting, take
from biaozhun.cloud.drafting.actions.consequences import follow
from biaozhun.cloud.drafting.actions.telling import tell_of_step
from biaozhun.cloud.drafting.life import ENDED
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.permissions import roles_in
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.cloud.drafting.queries.facts import BY_A_PERSON, Elsewhere, facts_of
from biaozhun.cloud.drafting.queries.page import whole_projects
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.rules.queries import rules_for
from biaozhun.core.lifecycle import Circumstances, Decision


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
    held = whole_projects().select_for_update(of=("self",)).get(pk=project.pk)
    today, papers = day_of(at), documents_of(held)
    rules = rules_for(held.authority, procedure=held.procedure, on=today)
    decision = take(
        held,
        action,
        by=Acting(actor, elsewhere.roles or roles_in(actor, held), at),
        facts=facts_of(held, papers, today=today, reason=reason, elsewhere=elsewhere),
        told={**elsewhere.told, **({"reason": reason} if reason else {})},
        circumstances=Circumstances(documents=frozenset(papers), rules=rules),
    )
    _keep_the_stage_it_ended_in(held, decision)
    follow(held, papers, decision, actor=actor, day=today)
    tell_of_step(held, decision, actor=actor, at=at, reason=reason)
    project.state, project.state_since = held.state, held.state_since
    project.ended_from = held.ended_from
    return decision


def _keep_the_stage_it_ended_in(held: Project, decision: Decision) -> None:
    if decision.target in ENDED:
        held.ended_from = decision.source
        held.save(update_fields=["ended_from"])
