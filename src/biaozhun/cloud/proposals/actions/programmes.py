"""The programme of a batch (立项计划) is issued: every accepted application, or none."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.drafting.actions.opening import Opening, open_project
from biaozhun.cloud.drafting.models import Procedure, Project
from biaozhun.cloud.drafting.urgency import LeftOut, Urgency
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.proposals.actions.applications import move, tell_of
from biaozhun.cloud.proposals.actions.numbers import draw_plan_number, hold_series
from biaozhun.cloud.proposals.actions.taking_up import meet
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.models import Application, Batch, Programme
from biaozhun.cloud.proposals.permissions import roles_in_batch
from biaozhun.cloud.proposals.queries.facts import batch_facts
from biaozhun.cloud.rules.queries import calendar
from biaozhun.core.lifecycle import Unit


@transaction.atomic
def issue_programme(
    batch: Batch, told: Mapping[str, Any], *, actor: Person, at: dt.datetime
) -> Programme:
    """Issue the programme of a batch: draws plan numbers, opens projects, tells everybody.

    All accepted applications come into the plan, or, where anything stands against one, none.

    Args:
        batch: which one.
        told: ``number`` (文号), ``day``, ``title``, ``text``.
        actor: an officer.
        at: when.

    Raises:
        StepRefusedError: something stands against it; everything is named.
        RefusedError: ``programme_number_taken``, ``day_to_come``.
    """
    held = lock(Batch, batch.pk)
    on = day_of(at)
    facts = batch_facts(held, on=on, number=told["number"])
    by = Acting(actor, roles_in_batch(actor, held), at)
    kept = {"title": told["title"], "number": told["number"], "applications": facts.favoured}
    take(held, "issue", by=by, facts=facts, told=kept)
    if told["day"] > on:
        raise RefusedError("day_to_come", field="day")
    made = _written(held, told, actor=actor, at=at)
    for one in held.applications.filter(state="accepted").order_by("pk"):
        _plan(lock(Application, one.pk), made, actor=actor, at=at)
    told_of = {"number": made.number, "title": made.title, "applications": facts.favoured}
    subject = f"programme:{made.pk}"
    record("proposals.programme_issued", subject=subject, actor=actor, facts=told_of)
    batch.refresh_from_db()
    return made


def _written(batch: Batch, told: Mapping[str, Any], *, actor: Person, at: dt.datetime) -> Programme:
    hold_series(batch.authority, batch.year)  # two programmes at once get two ordinals
    issued, number = Programme.objects.filter(authority=batch.authority), told["number"].strip()
    if issued.filter(number=number).exists():
        raise RefusedError("programme_number_taken", field="number")
    ordinal = issued.filter(year=batch.year).count() + 1
    return Programme.objects.create(
        authority=batch.authority,
        year=batch.year,
        ordinal=ordinal,
        batch=batch,
        number=number,
        title=told["title"],
        text=told["text"],
        day=told["day"],
        issued=at,
        issued_by=actor,
    )


def _plan(
    application: Application, programme: Programme, *, actor: Person, at: dt.datetime
) -> None:
    """Put one application into the plan."""
    project = _opened(application, programme, actor=actor, at=at)
    application.project, application.programme = project, programme
    application.save(update_fields=["project", "programme"])
    by = Acting(actor, frozenset({"batch"}), at)
    move(application, "plan", by=by, told={"number": project.plan_number})
    meet(application, project, actor=actor, at=at)
    tell_of(application, "plan", actor=actor, at=at)


def _opened(
    application: Application, programme: Programme, *, actor: Person, at: dt.datetime
) -> Project:
    number = draw_plan_number(programme.authority, programme.year, at=at)
    opening = Opening(
        plan_number=number.text,
        programme=f"{programme.title}（{programme.number}）",
        title=application.title,
        title_en=application.title_en,
        authority=programme.authority,
        department=application.department,
        units=[one.name for one in application.units.all()],
        planned=programme.day,
        deadline=_deadline(programme.day, application.months),
        kind=application.kind,
        revises=application.revises,
        committee=application.committee,
        regime=application.regime,
        procedure=application.procedure,
        urgency=_urgency(application, programme, actor),
        field=application.field,
        scope=application.scope,
        handler=actor if actor.organisation_id == programme.authority_id else None,
    )
    project = open_project(opening, actor=actor, at=at)
    project.ics, project.ccs = list(application.ics), application.ccs
    project.save(update_fields=["ics", "ccs"])
    return project


def _urgency(application: Application, programme: Programme, actor: Person) -> Urgency | None:
    """Why it is made faster, as the department wrote it; who issued the programme approved it."""
    if application.procedure == Procedure.NORMAL:
        return None
    return Urgency(
        ground=application.urgency_ground,
        reason=application.urgency,
        asked_by=application.made_by,
        approved_by=actor,
        paper_number=programme.number,
        left_out=tuple(_left_out(programme.batch)),
    )


def _left_out(batch: Batch | None) -> Iterator[LeftOut]:
    """What was left out on the way to the plan."""
    if batch is None:
        return
    for step, name in (
        ("argument_meeting", "argument_skipped"),
        ("intended_notice", "notice_skipped"),
    ):
        at = getattr(batch, f"{name}_at")
        if at is not None:
            by = getattr(batch, f"{name}_by")
            yield LeftOut(step=step, reason=getattr(batch, name), by=by, at=at)


def _deadline(day: dt.date, months: int | None) -> dt.date | None:
    """The last day to hand it in: the same day so many months later (民法典 §202)."""
    if not months:
        return None
    return calendar().ends(day, months, Unit.MONTHS, rolls=False).day
