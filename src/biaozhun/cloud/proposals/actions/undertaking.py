"""The undertaking of a drafting unit (起草单位承诺): recorded here by its people, or on paper."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.proposals.actions.applications import hold_editable
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.life import EDITABLE
from biaozhun.cloud.proposals.models import (
    Application,
    ApplicationPaper,
    ApplicationUnit,
    PaperKind,
)


@transaction.atomic
def undertake(unit: ApplicationUnit, words: str, *, actor: Person, at: dt.datetime) -> None:
    """Record here that a unit undertakes to draft, as one of its people.

    Args:
        unit: for which unit.
        words: the undertaking, as it was shown.
        actor: who undertakes it; works for the unit.
        at: when.

    Raises:
        RefusedError: ``not_of_the_unit``, ``not_editable``.
    """
    held = _held(unit)
    if actor.organisation_id is None or actor.organisation_id != unit.organisation_id:
        raise RefusedError("not_of_the_unit")
    _sign(held, unit, words=words, paper=None, actor=actor, at=at)


@transaction.atomic
def bring_undertaking(
    unit: ApplicationUnit, paper: ApplicationPaper, *, actor: Person, at: dt.datetime
) -> None:
    """Record that the signed undertaking of a unit lies with the application as a paper.

    Raises:
        RefusedError: ``not_yours``, ``not_editable``, ``not_an_undertaking``.
    """
    held = hold_editable(unit.application, actor)
    if paper.application_id != held.pk or paper.kind != PaperKind.UNDERTAKING:
        raise RefusedError("not_an_undertaking", field="paper")
    _sign(held, unit, words="", paper=paper, actor=actor, at=at)


def _held(unit: ApplicationUnit) -> Application:
    held = lock(Application, unit.application_id)
    if held.state not in EDITABLE:
        raise RefusedError("not_editable")
    return held


def _sign(
    application: Application,
    unit: ApplicationUnit,
    *,
    words: str,
    paper: ApplicationPaper | None,
    actor: Person,
    at: dt.datetime,
) -> None:
    unit.undertook, unit.undertaken_by = at, actor
    unit.undertaking, unit.paper = words, paper
    unit.save(update_fields=["undertook", "undertaken_by", "undertaking", "paper"])
    facts = {"unit": unit.name, "file": "" if paper is None else paper.name}
    record("proposals.unit_undertook", subject=application.case_subject, actor=actor, facts=facts)
