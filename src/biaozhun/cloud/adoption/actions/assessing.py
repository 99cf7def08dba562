"""Assessing a newer edition of what a standard takes over."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.adoption.models import Assessment
from biaozhun.cloud.adoption.queries.newer import Newer
from biaozhun.cloud.audit.actions import record


@transaction.atomic
def assess(
    found: Newer, decision: Assessment.Decision, note: str, *, actor: Person, at: dt.datetime
) -> Assessment:
    """Note what is done about a newer edition, and why; earlier notes are kept."""
    made = Assessment.objects.create(
        slug=found.row.edition.slug,
        number=found.row.edition.number,
        newer_slug=found.newer.slug,
        newer_number=found.newer.number,
        decision=decision,
        note=note,
        assessed=at,
        person=actor,
    )
    facts = {"newer": made.newer_number, "decision": str(decision), "note": note}
    record("adoption.newer_assessed", subject=made.slug, actor=actor, facts=facts)
    return made
