"""Holding a project to another procedure, and counting its running periods by the rules of that."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import begin_period, lock
from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.life import OVER
from biaozhun.cloud.drafting.models import Procedure, Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.rules.queries import rules_for


@transaction.atomic
def hold_to(
    project: Project, procedure: str, *, reason: str, actor: Person | None, at: dt.datetime
) -> tuple[str, ...]:
    """Hold a project to the rules of a procedure from now on.

    A period that runs keeps the day it began with; where the rules of the new procedure give it
    another length, its last day is counted anew from there. What is over stays as it was. A minimum
    of law has the same length in every procedure, so none is ever shortened by this.

    Args:
        project: which one; it is given the procedure as well.
        procedure: normal, priority or emergency.
        reason: why, for the event.
        actor: who decided it.
        at: when.

    Returns:
        Ids of the rules whose periods were counted anew.

    Raises:
        DraftingRefusedError: ``project_closed`` once it is announced or over.
    """
    held = lock(Project, project.pk)
    if held.state in OVER:
        raise DraftingRefusedError("the project is over", code="project_closed")
    before, held.procedure = held.procedure, Procedure(procedure)
    held.save(update_fields=["procedure"])
    counted = _count_anew(held, day_of(at))
    told = {"before": before, "after": str(held.procedure), "reason": reason, "rules": counted}
    record("drafting.procedure_held", subject=held.case_subject, actor=actor, facts=told)
    project.procedure = held.procedure
    return tuple(counted)


def _count_anew(project: Project, on: dt.date) -> list[str]:
    rules = rules_for(project.authority, procedure=project.procedure, on=on)
    changed = []
    running = Period.objects.select_for_update().filter(subject=project.case_subject, ended=None)
    for period in running.order_by("rule"):
        rule = rules.get(period.rule)
        if rule is not None and (int(rule.value), rule.unit) != (period.amount, period.unit):
            begin_period(project.case_subject, rule, period.began)
            changed.append(period.rule)
    return changed
