"""Issuing an announcement: all of its rows appear in the catalogue at one moment, or none.

Everything is written in one transaction: the announcement and its editions in the catalogue with
the relations of what they replace, the outbox of the search, the steps of the projects, the texts
that lie ready, the contributions, the filings to come, and the messages.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, StepRefusedError, lock, take
from biaozhun.cloud.catalogue.actions.announcing import record_announcement
from biaozhun.cloud.catalogue.actions.storing import Incoming
from biaozhun.cloud.catalogue.importers import AnnouncementHead
from biaozhun.cloud.catalogue.importers.rows import AnnouncementKind
from biaozhun.cloud.catalogue.models import Announcement as HeldAnnouncement
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.facts import Elsewhere
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.issuing.actions.composing import announcement_facts, announcement_roles
from biaozhun.cloud.issuing.actions.contributing import tell_contributions
from biaozhun.cloud.issuing.actions.filing import prepare_filings
from biaozhun.cloud.issuing.actions.recording import SOURCES, write_rows
from biaozhun.cloud.issuing.actions.texting import show_ready
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.models import Announcement, AnnouncementRow
from biaozhun.cloud.issuing.queries.records import record_of_row
from biaozhun.cloud.issuing.queries.rows import RowFault, faults_of, rows_of
from biaozhun.cloud.messaging.actions.telling import Message, tell
from biaozhun.cloud.organisations.queries.people import people_of

_ANNOUNCED: Final = frozenset({"announcement"})


class RowsRefusedError(IssuingRefusedError):
    """Rows that cannot go out; nothing was published. ``faults`` names each."""

    default_code = "rows_refused"

    def __init__(self, faults: Sequence[RowFault]) -> None:
        super().__init__("rows_refused", fragment=", ".join(str(one.position) for one in faults))
        self.faults = tuple(faults)


@transaction.atomic
def issue(announcement: Announcement, *, actor: Person, at: dt.datetime) -> Announcement:
    """Let an announcement go out with everything it lists.

    Raises:
        RowsRefusedError: rows cannot go out.
        StepRefusedError: something else stands against it.
    """
    held = lock(Announcement, announcement.pk)
    rows = rows_of(held)
    _lock_projects(rows)
    faults = faults_of(held, rows)
    if faults:
        raise RowsRefusedError(faults)
    on = day_of(at)
    by = Acting(person=actor, roles=announcement_roles(actor, held, on), at=at)
    facts = announcement_facts(held, on)
    take(held, "issue", by=by, facts=facts, told={"number": held.number, "rows": len(rows)})
    kept = _into_catalogue(held, rows, at)
    held.issued, held.slug = at, kept.slug
    held.save(update_fields=["issued", "slug"])
    for row in rows:
        if row.project is not None:
            _announce(held, row, row.project, actor=actor, at=at)
    return held


def _lock_projects(rows: Sequence[AnnouncementRow]) -> None:
    """Hold the projects, always in the same order, and read them as they stand now."""
    for row in sorted(rows, key=lambda one: one.project_id or 0):
        if row.project_id is not None:
            row.project = lock(Project, row.project_id)


def _into_catalogue(
    held: Announcement, rows: Sequence[AnnouncementRow], at: dt.datetime
) -> HeldAnnouncement:
    kept = record_announcement(_head(held, rows))
    assert kept is not None  # noqa: S101  -- there is a head
    for kind in dict.fromkeys(SOURCES[AnnouncementRow.Kind(row.kind)] for row in rows):
        own = [row for row in rows if SOURCES[AnnouncementRow.Kind(row.kind)] == kind]
        incoming = [_incoming(held, row, place) for place, row in enumerate(own, 1)]
        write_rows(kind, incoming, kept, name=held.number, at=at)
    return kept


def _head(held: Announcement, rows: Sequence[AnnouncementRow]) -> AnnouncementHead:
    kinds = {row.kind for row in rows}
    kind = AnnouncementKind.PUBLISH
    if kinds == {AnnouncementRow.Kind.WITHDRAW}:
        kind = AnnouncementKind.WITHDRAW
    elif kinds == {AnnouncementRow.Kind.CORRECT}:
        kind = AnnouncementKind.AMEND
    return AnnouncementHead(
        number=held.number,
        kind=kind,
        issuer=held.authority.name[:150],
        title=held.title,
        date=held.day,
        effective=held.in_force,
    )


def _incoming(held: Announcement, row: AnnouncementRow, place: int) -> Incoming:
    assert held.day is not None  # noqa: S101  -- it was signed
    stated = record_of_row(held, row)
    raw = msgspec.json.encode(stated).decode()
    return Incoming(position=place, raw=raw, record=stated, seen=held.day)


def _announce(
    held: Announcement,
    row: AnnouncementRow,
    project: Project,
    *,
    actor: Person,
    at: dt.datetime,
) -> None:
    """The step of the project, and everything that follows for it."""
    told = {"document": held.number, "number": project.number}
    elsewhere = Elsewhere(roles=_ANNOUNCED, told=told)
    try:
        step_project(project, "announce", actor=actor, at=at, elsewhere=elsewhere)
    except StepRefusedError as refused:
        fault = RowFault(row.position, refused.refusal.codes[0], project.number)
        raise RowsRefusedError([fault]) from refused
    project.announced, project.in_force = held.day, row.in_force or held.in_force
    project.save(update_fields=["announced", "in_force"])
    tell_contributions(project, held.number, actor=actor)
    prepare_filings(project, at=at)
    if show_ready(project, actor=actor):
        publish(project, actor=actor, at=at)
    _tell(held, project, actor)


def publish(project: Project, *, actor: Person | None, at: dt.datetime) -> bool:
    """Take the last step of a project whose text is on line; whether it could be taken."""
    if not project.documents.filter(kind="standard_text").exists():
        return False
    step_project(project, "publish", actor=actor, at=at, elsewhere=Elsewhere(roles=_ANNOUNCED))
    return True


def _tell(held: Announcement, project: Project, actor: Person) -> None:
    units = project.units.exclude(organisation=None).values_list("organisation", flat=True)
    people = people_of([project.department_id, *units])
    tell(
        [one for one in people if one != actor],
        Message(
            kind="issuing.standard_announced",
            subject=_("标准已发布：{number} {title}").format(
                number=project.number, title=project.title
            ),
            text=f"{held.number} {held.title}",
            address=f"/issuing/announcements/{held.pk}",
            key=f"announced:{project.pk}",
            happened=held.day,
        ),
    )
    facts = {"number": project.number, "announcement": held.number}
    record("issuing.standard_announced", subject=project.case_subject, actor=actor, facts=facts)
