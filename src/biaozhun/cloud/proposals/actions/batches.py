"""Batches: made, filled, argued, made public, closed."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.drafting.models import Procedure
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.organisations.permissions import acts_for
from biaozhun.cloud.proposals.actions.applications import move, tell_of
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.life import FILLING
from biaozhun.cloud.proposals.models import Application, Batch, Criterion, ScoreSheet
from biaozhun.cloud.proposals.permissions import roles_in_batch
from biaozhun.cloud.proposals.queries.criteria import usual_criteria
from biaozhun.cloud.proposals.queries.facts import batch_facts
from biaozhun.core.lifecycle import Decision

_WRITTEN: Final = ("title", "call", "meeting", "place", "minutes")
_KEEPS_REASON: Final = frozenset({"skip_notice", "close", "dissolve"})
_SKIPS: Final = {"skip_argument": "argument_skipped", "skip_notice": "notice_skipped"}
"""Steps that leave one out, and the fields that keep why, when and by whom."""


@transaction.atomic
def make_batch(
    told: Mapping[str, Any], *, authority: Organisation, actor: Person, at: dt.datetime
) -> Batch:
    """Begin a batch, with the usual criteria; they may be changed until somebody scores.

    Args:
        told: ``year``, ``title``, ``call``, ``meeting``, ``place``.
        authority: whose.
        actor: an officer of it.
        at: when.

    Raises:
        RefusedError: ``not_yours``, ``batch_name_taken``.
    """
    if not acts_for(actor, authority.pk):
        raise RefusedError("not_yours")
    fields = {name: told.get(name) for name in ("year", "title", "call", "meeting")}
    made = Batch(
        authority=authority,
        place=told.get("place", ""),
        made=at,
        made_by=actor,
        state_since=at,
        **fields,
    )
    _save(made)
    Criterion.objects.bulk_create(
        Criterion(batch=made, position=position, **row)
        for position, row in enumerate(usual_criteria(), 1)
    )
    facts = {"title": made.title, "year": made.year}
    record("proposals.batch_made", subject=made.case_subject, actor=actor, facts=facts)
    return made


def _save(batch: Batch) -> None:
    try:
        with transaction.atomic():
            batch.save()
    except IntegrityError as taken:
        raise RefusedError("batch_name_taken", field="title") from taken


def hold_batch(batch: Batch, actor: Person, *, states: Sequence[str] = ()) -> Batch:
    """The batch as it stands, held for a change by its authority.

    Raises:
        RefusedError: ``not_yours``, ``batch_closed``.
    """
    held = lock(Batch, batch.pk)
    if not acts_for(actor, held.authority_id):
        raise RefusedError("not_yours")
    if states and held.state not in states:
        raise RefusedError("batch_closed")
    return held


@transaction.atomic
def change_batch(batch: Batch, told: Mapping[str, Any], *, actor: Person) -> None:
    """Change what a batch is called, its meeting and minutes.

    Raises:
        RefusedError: ``not_yours``, ``batch_closed``, ``batch_name_taken``.
    """
    held = hold_batch(batch, actor, states=(*FILLING, "concluded"))
    changed = [name for name in _WRITTEN if getattr(held, name) != told.get(name)]
    for name in changed:
        setattr(held, name, told.get(name))
    _save(held)
    facts = {"title": held.title, "fields": changed}
    record("proposals.batch_changed", subject=held.case_subject, actor=actor, facts=facts)
    batch.refresh_from_db()


@transaction.atomic
def set_criteria(batch: Batch, rows: Sequence[Mapping[str, Any]], *, actor: Person) -> None:
    """Say what the experts give points for; only before anybody did.

    Args:
        batch: which one.
        rows: ``name``, ``meaning``, ``weight`` of each, in order; the weights are 100 together.
        actor: an officer.

    Raises:
        RefusedError: ``not_yours``, ``batch_closed``, ``scored_already``, ``weights_wrong``.
    """
    held = hold_batch(batch, actor, states=FILLING)
    if ScoreSheet.objects.filter(assessor__batch=held).exists():
        raise RefusedError("scored_already")
    if not rows or sum(int(row["weight"]) for row in rows) != 100:
        raise RefusedError("weights_wrong", field="criteria")
    held.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(batch=held, position=position, **row) for position, row in enumerate(rows, 1)
    )
    facts = {"criteria": [f"{row['name']} {row['weight']}" for row in rows]}
    record("proposals.criteria_set", subject=held.case_subject, actor=actor, facts=facts)


@transaction.atomic
def put_in(
    batch: Batch, applications: Sequence[Application], *, actor: Person, at: dt.datetime
) -> int:
    """Lay applications whose form was checked into a batch; how many there were.

    Raises:
        RefusedError: ``not_yours``, ``batch_closed``, ``other_authority``, ``not_all_urgent``.
        StepRefusedError: one of them is not ready; nothing was laid in.
    """
    held = hold_batch(batch, actor, states=FILLING)
    roles = roles_in_batch(actor, held)
    for one in applications:
        case = lock(Application, one.pk)
        if case.authority_id != held.authority_id:
            raise RefusedError("other_authority", field="applications")
        if held.argument_skipped and case.procedure == Procedure.NORMAL:
            raise RefusedError("not_all_urgent", field="applications")
        move(case, "place", by=Acting(actor, roles, at), told={"batch": held.title})
        case.batch = held
        case.save(update_fields=["batch"])
        tell_of(case, "place", actor=actor, at=at)
    return len(applications)


@transaction.atomic
def step_batch(
    batch: Batch, action: str, *, actor: Person, at: dt.datetime, reason: str = ""
) -> Decision:
    """Take a step of a batch, and with it of the applications in it.

    Args:
        batch: which one; it is given its new state as well.
        action: a verb of its life cycle; ``issue`` has an action of its own.
        actor: who.
        at: when.
        reason: what was written with it.

    Raises:
        StepRefusedError: something stands against it; everything is named.
    """
    held = lock(Batch, batch.pk)
    on = day_of(at)
    facts = batch_facts(held, on=on, reason=reason)
    told = {
        "title": held.title,
        "applications": facts.applications,
        **({"reason": reason} if reason else {}),
    }
    decision = take(
        held,
        action,
        by=Acting(actor, roles_in_batch(actor, held), at),
        facts=facts,
        told=told,
    )
    if action in _KEEPS_REASON:
        held.reason = reason
        held.save(update_fields=["reason"])
    if name := _SKIPS.get(action):
        _keep_skip(held, name, reason, actor, at)
    _WITH_IT.get(action, _nothing)(held, actor, at)
    batch.refresh_from_db()
    return decision


def _keep_skip(batch: Batch, name: str, reason: str, actor: Person, at: dt.datetime) -> None:
    """Keep why a step was left out, when and by whom."""
    kept = {name: reason, f"{name}_at": at, f"{name}_by": actor}
    for field, value in kept.items():
        setattr(batch, field, value)
    batch.save(update_fields=list(kept))


def _nothing(batch: Batch, actor: Person, at: dt.datetime) -> None:
    """Most steps of a batch leave its applications where they are."""


def move_all(batch: Batch, action: str, source: str, *, actor: Person, at: dt.datetime) -> None:
    """Take a step of every application of a batch in a state; its people are told."""
    waiting = batch.applications.filter(state=source).order_by("pk")
    for one in waiting:
        case = lock(Application, one.pk)
        by = Acting(actor, frozenset({"batch"}), at)
        move(case, action, by=by, told={"batch": batch.title})
        tell_of(case, action, actor=actor, at=at)


def _publicise(batch: Batch, actor: Person, at: dt.datetime) -> None:
    batch.noticed = at
    batch.save(update_fields=["noticed"])
    move_all(batch, "publicise", "argued", actor=actor, at=at)


def _accept(batch: Batch, actor: Person, at: dt.datetime) -> None:
    move_all(batch, "accept", "argued", actor=actor, at=at)
    move_all(batch, "accept", "publicised", actor=actor, at=at)


def _dissolve(batch: Batch, actor: Person, at: dt.datetime) -> None:
    """What lay in it may lie in another."""
    for one in batch.applications.filter(state__in=("in_batch", "argued")).order_by("pk"):
        case = lock(Application, one.pk)
        by = Acting(actor, roles_in_batch(actor, batch), at)
        move(case, "take_out", by=by, reason=batch.reason, told={"batch": batch.title})
        case.batch, case.conclusion, case.conclusion_reason = None, "", ""
        case.reason = batch.reason
        case.save(update_fields=["batch", "conclusion", "conclusion_reason", "reason"])
        tell_of(case, "take_out", actor=actor, at=at)


_WITH_IT: Final[dict[str, Callable[[Batch, Person, dt.datetime], None]]] = {
    "publicise": _publicise,
    "skip_notice": _accept,
    "settle": _accept,
    "dissolve": _dissolve,
}


@transaction.atomic
def set_notice(batch: Batch, told: Mapping[str, Any], *, actor: Person) -> None:
    """Say from when to when the notice stands, and what it says over the list.

    Args:
        batch: which one.
        told: ``notice_from``, ``notice_to``, ``notice_text``.
        actor: an officer.

    Raises:
        RefusedError: ``not_yours``, ``batch_closed``.
    """
    held = hold_batch(batch, actor, states=(*FILLING, "concluded"))
    for name in ("notice_from", "notice_to", "notice_text"):
        setattr(held, name, told[name])
    held.save(update_fields=["notice_from", "notice_to", "notice_text"])
    facts = {
        "from": held.notice_from.isoformat() if held.notice_from else "",
        "to": held.notice_to.isoformat() if held.notice_to else "",
    }
    record("proposals.notice_set", subject=held.case_subject, actor=actor, facts=facts)
    batch.refresh_from_db()
