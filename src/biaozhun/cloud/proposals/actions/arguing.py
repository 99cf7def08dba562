"""The argument of a batch (论证): experts named, conflicts, score sheets, conclusions."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.organisations.permissions import acts_for
from biaozhun.cloud.proposals.actions.applications import move, tell_of
from biaozhun.cloud.proposals.actions.batches import hold_batch
from biaozhun.cloud.proposals.actions.telling import tell_each
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.life import FILLING
from biaozhun.cloud.proposals.models import (
    Application,
    Assessor,
    Batch,
    Criterion,
    DeclaredConflict,
    Score,
    ScoreSheet,
)
from biaozhun.cloud.proposals.permissions import roles_in_batch
from biaozhun.cloud.proposals.queries.conflicts import conflict_of
from biaozhun.cloud.proposals.wording import NAMED_TOLD


@transaction.atomic
def name_assessor(batch: Batch, told: Mapping[str, Any], *, actor: Person) -> Assessor:
    """Name an expert; with an account the expert is told and enters the sheets alone.

    Args:
        batch: of which one.
        told: ``name``, ``unit``, ``person`` (the account) and ``expert`` (id in the bank), both
            optional.
        actor: an officer.

    Raises:
        RefusedError: ``not_yours``, ``batch_closed``, ``expert_twice``.
    """
    held = hold_batch(batch, actor, states=FILLING)
    made = Assessor(
        batch=held,
        name=told["name"],
        unit=told["unit"],
        organisation=Organisation.objects.filter(name=told["unit"]).first(),
        person=told.get("person"),
        expert=told.get("expert"),
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as twice:
        raise RefusedError("expert_twice", field="name") from twice
    facts = {"name": made.name, "unit": made.unit}
    record("proposals.assessor_named", subject=held.case_subject, actor=actor, facts=facts)
    if made.person is not None:
        _tell_named(held, made.person)
    return made


def _tell_named(batch: Batch, person: Person) -> None:
    tell_each(
        [person],
        lambda: Message(
            kind="proposals.assessor_named",
            subject=str(NAMED_TOLD).format(title=batch.title),
            text=batch.place,
            address=f"/desk/batches/{batch.pk}",
            key=f"{batch.case_subject}:assessor:{person.pk}",
        ),
    )


@transaction.atomic
def remove_assessor(assessor: Assessor, *, actor: Person) -> None:
    """Take an expert off who has scored nothing.

    Raises:
        RefusedError: ``not_yours``, ``batch_closed``, ``scored_already``.
    """
    held = hold_batch(assessor.batch, actor, states=FILLING)
    if assessor.sheets.exists():
        raise RefusedError("scored_already")
    facts = {"name": assessor.name, "unit": assessor.unit}
    record("proposals.assessor_removed", subject=held.case_subject, actor=actor, facts=facts)
    assessor.delete()


@transaction.atomic
def declare_conflict(
    assessor: Assessor, application: Application, reason: str, *, actor: Person
) -> None:
    """Note that an expert has to do with an application; a sheet of theirs on it falls.

    Raises:
        RefusedError: ``not_yours``, ``batch_closed``, ``reason_missing``.
    """
    held = lock(Batch, assessor.batch_id)
    if not (acts_for(actor, held.authority_id) or assessor.person_id == actor.pk):
        raise RefusedError("not_yours")
    if held.state not in FILLING or not _lies_in(held, application):
        raise RefusedError("batch_closed")
    if not reason.strip():
        raise RefusedError("reason_missing", field="reason")
    DeclaredConflict.objects.update_or_create(
        assessor=assessor, application=application, defaults={"reason": reason[:300]}
    )
    fallen = ScoreSheet.objects.filter(assessor=assessor, application=application)
    facts = {
        "name": assessor.name,
        "title": application.title,
        "reason": reason,
        "sheets": fallen.count(),
    }
    fallen.delete()
    record("proposals.conflict_declared", subject=held.case_subject, actor=actor, facts=facts)


@transaction.atomic
def score(
    assessor: Assessor,
    application: Application,
    told: Mapping[str, Any],
    *,
    actor: Person,
    at: dt.datetime,
) -> ScoreSheet:
    """Enter a sheet of an expert, in the place of the one before.

    Args:
        assessor: whose.
        application: about which.
        told: ``advice``, ``comment``, ``points`` by the id of each criterion.
        actor: the expert, or an officer who has the sheet on paper.
        at: when.

    Raises:
        RefusedError: ``not_yours``, ``not_arguing``, ``conflict_of_interest``,
            ``points_missing``.
    """
    held = lock(Batch, assessor.batch_id)
    is_own = assessor.person_id is not None and assessor.person_id == actor.pk
    if not (is_own or acts_for(actor, held.authority_id)):
        raise RefusedError("not_yours")
    if held.state != "arguing" or not _lies_in(held, application):
        raise RefusedError("not_arguing")
    if conflict_of(assessor, application):
        raise RefusedError("conflict_of_interest")
    criteria = list(held.criteria.all())
    points: Mapping[int, int] = told["points"]
    if any(not 0 <= points.get(one.pk, -1) <= 100 for one in criteria):
        raise RefusedError("points_missing")
    return _entered(assessor, application, told, criteria, actor, at)


def _lies_in(batch: Batch, application: Application) -> bool:
    """Whether an application lies in a batch now."""
    return batch.applications.filter(pk=application.pk).exists()


def _entered(
    assessor: Assessor,
    application: Application,
    told: Mapping[str, Any],
    criteria: list[Criterion],
    actor: Person,
    at: dt.datetime,
) -> ScoreSheet:
    sheet, _made = ScoreSheet.objects.update_or_create(
        assessor=assessor,
        application=application,
        defaults={
            "advice": told["advice"],
            "comment": told["comment"],
            "entered": at,
            "entered_by": actor,
        },
    )
    sheet.scores.all().delete()
    points = told["points"]
    Score.objects.bulk_create(
        Score(sheet=sheet, criterion=one, points=points[one.pk]) for one in criteria
    )
    facts = {
        "name": assessor.name,
        "title": application.title,
        "advice": told["advice"],
        "points": {one.name: points[one.pk] for one in criteria},
    }
    subject = application.case_subject
    record("proposals.sheet_entered", subject=subject, actor=actor, facts=facts)
    return sheet


@transaction.atomic
def conclude(
    application: Application, told: Mapping[str, Any], *, actor: Person, at: dt.datetime
) -> None:
    """Say what the argument came to for an application, with reasons.

    Args:
        application: which one.
        told: ``conclusion``, ``reason``; ``title`` and ``scope`` where the argument changed them.
        actor: an officer.
        at: when.

    Raises:
        StepRefusedError: something stands against it.
        RefusedError: ``not_arguing``.
    """
    held = lock(Application, application.pk)
    batch = held.batch
    if batch is None or lock(Batch, batch.pk).state != "arguing":
        raise RefusedError("not_arguing")
    declined = told["conclusion"] == Application.Conclusion.DECLINE
    held.conclusion, held.conclusion_reason = told["conclusion"], told["reason"]
    by = Acting(actor, roles_in_batch(actor, batch), at)
    kept: dict[str, object] = {"conclusion": told["conclusion"]}
    if declined:
        held.reason = told["reason"]
    else:
        kept |= _amended(held, told)
    action = "decline" if declined else "argue"
    move(held, action, by=by, reason=told["reason"], told=kept)
    held.save(update_fields=["conclusion", "conclusion_reason", "title", "scope", "reason"])
    tell_of(held, action, actor=actor, at=at)
    application.refresh_from_db()


def _amended(application: Application, told: Mapping[str, Any]) -> dict[str, object]:
    """Write title and scope as the argument wants them; what they were stays in the event."""
    kept: dict[str, object] = {}
    for name in ("title", "scope"):
        wanted = str(told.get(name) or "").strip()
        if wanted and wanted != getattr(application, name):
            kept[f"{name}_before"], kept[f"{name}_after"] = getattr(application, name), wanted
            setattr(application, name, wanted)
    return kept
