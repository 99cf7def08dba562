"""The pool of representatives: who enters it, what changes, who leaves."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.hearings.models import PoolRun, Representative
from biaozhun.cloud.hearings.permissions import keeps_pool
from biaozhun.cloud.hearings.tables import RowRefusedError, cells_of
from biaozhun.cloud.hearings.wording import said
from biaozhun.cloud.ui.brought import Line, Table

_FIELDS = (
    "kind",
    "name",
    "level",
    "division",
    "unit",
    "fields",
    "since",
    "until",
    "may_be_named",
    "contact",
    "person",
)


@transaction.atomic
def enter(
    authority: Organisation, told: Mapping[str, Any], *, actor: Person, at: dt.datetime
) -> Representative:
    """Put somebody into the pool of an authority; ``told`` has the fields of the table.

    Raises:
        HearingRefusedError: ``not_the_authority``, ``term_in_wrong_order``, ``in_pool_already``.
    """
    if not keeps_pool(actor, authority.pk):
        raise HearingRefusedError("not_the_authority")
    _check_term(told)
    try:
        with transaction.atomic():
            made = Representative.objects.create(
                authority=authority,
                entered=at,
                entered_by=actor,
                **{name: told[name] for name in _FIELDS if name in told},
            )
    except IntegrityError:
        raise HearingRefusedError("in_pool_already", field="name") from None
    _note("hearings.representative_entered", made, actor)
    return made


@transaction.atomic
def change(held: Representative, told: Mapping[str, Any], *, actor: Person) -> Representative:
    """Change what is known of a representative; what ``told`` leaves out stays.

    Raises:
        HearingRefusedError: ``not_the_authority``, ``term_in_wrong_order``, ``in_pool_already``,
            ``left_already``.
    """
    kept = Representative.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if not keeps_pool(actor, kept.authority_id):
        raise HearingRefusedError("not_the_authority")
    if kept.left is not None:
        raise HearingRefusedError("left_already")
    given = [name for name in _FIELDS if name in told]
    for name in given:
        setattr(kept, name, told[name])
    _check_term({"since": kept.since, "until": kept.until})
    try:
        with transaction.atomic():
            kept.save(update_fields=given)
    except IntegrityError:
        raise HearingRefusedError("in_pool_already", field="name") from None
    _note("hearings.representative_changed", kept, actor)
    return kept


@transaction.atomic
def leave(held: Representative, day: dt.date, reason: str, *, actor: Person) -> None:
    """Somebody leaves the pool; what they took part in stays counted.

    Raises:
        HearingRefusedError: ``not_the_authority``, ``reason_missing``, ``left_already``.
    """
    kept = Representative.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if not keeps_pool(actor, kept.authority_id):
        raise HearingRefusedError("not_the_authority")
    if not reason.strip():
        raise HearingRefusedError("reason_missing", field="reason")
    if kept.left is not None:
        raise HearingRefusedError("left_already")
    kept.left, kept.left_reason = day, reason.strip()
    kept.save(update_fields=["left", "left_reason"])
    _note("hearings.representative_left", kept, actor)


class Rejected(msgspec.Struct, frozen=True):
    """A row that was not taken."""

    line: int
    row: tuple[str, ...]
    reason: str


def import_pool(authority: Organisation, table: Table, *, name: str, actor: Person) -> PoolRun:
    """Take a table in row by row: who is new enters, who is held is changed where a cell says so.

    A row is taken whole or not at all; the rest is kept with its reason. Somebody is the same by
    class, name and unit.

    Raises:
        HearingRefusedError: ``not_the_authority``.
    """
    if not keeps_pool(actor, authority.pk):
        raise HearingRefusedError("not_the_authority")
    outcomes: list[str] = []
    rejected: list[Rejected] = []
    for line in table.lines:
        try:
            with transaction.atomic():
                outcomes.append(_take(authority, line, actor))
        except RowRefusedError as refused:
            rejected.append(Rejected(line.number, line.row, " ".join(map(said, refused.faults))))
        except HearingRefusedError as refused:
            rejected.append(Rejected(line.number, line.row, said(refused)))
    run = PoolRun.objects.create(
        authority=authority,
        person=actor,
        name=name[:200] or "-",
        made=now(),
        added=outcomes.count("added"),
        changed=outcomes.count("changed"),
        heading=list(table.heading),
        rejected=[msgspec.to_builtins(one) for one in rejected],
    )
    facts = {"file": name, "added": run.added, "changed": run.changed, "rejected": len(rejected)}
    record("hearings.pool_imported", subject=f"hearings.pool:{run.pk}", actor=actor, facts=facts)
    return run


def _take(authority: Organisation, line: Line, actor: Person) -> str:
    told = cells_of(line.cells)
    held = Representative.objects.filter(
        authority=authority,
        kind=told["kind"],
        name=told["name"],
        unit=told.get("unit", ""),
        left=None,
    ).first()
    if held is None:
        enter(authority, told, actor=actor, at=now())
        return "added"
    if all(getattr(held, name) == value for name, value in told.items()):
        return "unchanged"
    change(held, told, actor=actor)
    return "changed"


def _check_term(told: Mapping[str, Any]) -> None:
    since, until = told.get("since"), told.get("until")
    if since and until and until < since:
        raise HearingRefusedError("term_in_wrong_order", field="until")


def _note(kind: str, held: Representative, actor: Person) -> None:
    """What happened with whom by number: the journal is kept for years and names nobody."""
    facts = {"kind": held.kind, "level": held.level}
    record(kind, subject=f"hearings.representative:{held.pk}", actor=actor, facts=facts)
