"""A table goes in, row by row; what became of it is kept."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.committees.actions.importing.bodies import (
    depth,
    take_committee,
    take_member,
)
from biaozhun.cloud.committees.actions.importing.deeds import take_contribution, take_post
from biaozhun.cloud.committees.errors import RefusedError
from biaozhun.cloud.committees.models import TableRun
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.ui.brought import Line, Table

Take = Callable[[Mapping[str, str], Person], str]
_TAKES: Final[Mapping[str, Take]] = {
    TableRun.Kind.COMMITTEES: take_committee,
    TableRun.Kind.MEMBERS: take_member,
    TableRun.Kind.POSTS: take_post,
    TableRun.Kind.CONTRIBUTIONS: take_contribution,
}


class Rejected(msgspec.Struct, frozen=True):
    """A row that was not taken."""

    line: int
    row: tuple[str, ...]
    reason: str


def import_table(table: Table, kind: str, *, name: str, actor: Person) -> TableRun:
    """Take the rows of a table in: what is new is added, what is held changed where a cell says so.

    An empty cell changes nothing. A row is taken whole or not at all.

    Args:
        table: read by its columns (:mod:`biaozhun.cloud.committees.tables`).
        kind: one of :class:`TableRun.Kind`.
        name: of the file.
        actor: who brings it.
    """
    lines = list(table.lines)
    if kind == TableRun.Kind.COMMITTEES:
        lines.sort(key=lambda line: depth(line.cells))
    outcomes: list[str] = []
    rejected: list[Rejected] = []
    for line in lines:
        _try(line, _TAKES[kind], actor, outcomes=outcomes, rejected=rejected)
    return _keep(table, kind, name[:200] or "-", outcomes=outcomes, rejected=rejected, actor=actor)


def _try(
    line: Line, take: Take, actor: Person, *, outcomes: list[str], rejected: list[Rejected]
) -> None:
    try:
        with transaction.atomic():
            outcomes.append(take(line.cells, actor))
    except RefusedError as refused:
        rejected.append(Rejected(line.number, line.row, refused.message))


@transaction.atomic
def _keep(
    table: Table,
    kind: str,
    name: str,
    *,
    outcomes: list[str],
    rejected: list[Rejected],
    actor: Person,
) -> TableRun:
    run = TableRun.objects.create(
        kind=kind,
        person=actor,
        name=name,
        made=now(),
        added=outcomes.count("added"),
        changed=outcomes.count("changed"),
        unchanged=outcomes.count("unchanged"),
        heading=list(table.heading),
        rejected=[msgspec.to_builtins(one) for one in sorted(rejected, key=lambda one: one.line)],
    )
    facts = {
        "kind": kind,
        "file": name,
        "added": run.added,
        "changed": run.changed,
        "rejected": len(rejected),
    }
    record("committees.table_imported", subject=f"table:{run.pk}", actor=actor, facts=facts)
    return run
