"""Announcements in the making: opened, rows put in and out, signed with a number, taken back."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.drafting.models import Officer, Project
from biaozhun.cloud.drafting.permissions import posts_of
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.life import AnnouncementFacts
from biaozhun.cloud.issuing.models import (
    Announcement,
    AnnouncementRow,
    AnnouncementSeries,
    ApprovalSettings,
)
from biaozhun.cloud.issuing.queries.rows import faults_of, rows_of
from biaozhun.cloud.organisations.permissions import acts_for

FIELDS = ("title", "text", "day", "in_force", "short_reason")
MOST_ROWS = 500


def announcement_roles(person: Person | None, held: Announcement, on: dt.date) -> frozenset[str]:
    """What somebody is to an announcement: ``authority``, ``director``."""
    if person is None or not person.is_active:
        return frozenset()
    told = {
        "authority": acts_for(person, held.authority_id),
        "director": Officer.Post.DIRECTOR in posts_of(person, held.authority_id, on),
    }
    return frozenset(role for role, holds in told.items() if holds)


@transaction.atomic
def compose(
    authority: Organisation,
    told: Mapping[str, Any],
    projects: Collection[Project] = (),
    *,
    actor: Person,
    at: dt.datetime,
) -> Announcement:
    """Open an announcement that publishes these projects.

    Raises:
        IssuingRefusedError: ``not_the_authority``, ``transition_too_short``.
    """
    if not acts_for(actor, authority.pk):
        raise IssuingRefusedError("not_the_authority")
    _check_transition(authority.pk, told)
    made = Announcement.objects.create(
        authority=authority,
        made_by=actor,
        state_since=at,
        **{name: told[name] for name in FIELDS if name in told},
    )
    facts = {"title": made.title, "organisation": authority.name}
    record("issuing.announcement_opened", subject=made.case_subject, actor=actor, facts=facts)
    for project in projects:
        _put(made, AnnouncementRow(kind=AnnouncementRow.Kind.PUBLISH, project=project))
    return made


@transaction.atomic
def change(held: Announcement, told: Mapping[str, Any], *, actor: Person, at: dt.datetime) -> None:
    """Change what a draft says besides its rows.

    Raises:
        IssuingRefusedError: ``not_the_authority``, ``not_a_draft``, ``transition_too_short``.
    """
    held = _draft(held, actor, day_of(at))
    _check_transition(held.authority_id, told)
    for name in FIELDS:
        setattr(held, name, told[name])
    held.save(update_fields=FIELDS)
    facts = {"title": held.title, "day": held.day.isoformat() if held.day else ""}
    record("issuing.announcement_changed", subject=held.case_subject, actor=actor, facts=facts)


def _check_transition(authority_id: int, told: Mapping[str, Any]) -> None:
    """A transition shorter than usual needs a reason (domain-rules 2.2, row 12)."""
    day, in_force = told.get("day"), told.get("in_force")
    if not (day and in_force) or told.get("short_reason", "").strip():
        return
    switched = ApprovalSettings.objects.filter(organisation=authority_id).first()
    usual = (switched or ApprovalSettings()).transition_days
    if (in_force - day).days < usual:
        raise IssuingRefusedError("transition_too_short", fragment=str(usual), field="short_reason")


@transaction.atomic
def add_row(
    held: Announcement, row: AnnouncementRow, *, actor: Person, at: dt.datetime
) -> AnnouncementRow:
    """Put a row behind the others.

    Raises:
        IssuingRefusedError: ``not_the_authority``, ``not_a_draft``, ``too_many_rows``.
    """
    held = _draft(held, actor, day_of(at))
    made = _put(held, row)
    facts = {"row": made.position, "kind": made.kind, "number": made.number or str(made.project)}
    record("issuing.row_added", subject=held.case_subject, actor=actor, facts=facts)
    return made


def _put(held: Announcement, row: AnnouncementRow) -> AnnouncementRow:
    last = held.rows.aggregate(last=Max("position"))["last"] or 0
    if last >= MOST_ROWS:
        raise IssuingRefusedError("too_many_rows", fragment=str(MOST_ROWS))
    row.announcement, row.position = held, last + 1
    row.save()
    return row


@transaction.atomic
def remove_row(row: AnnouncementRow, *, actor: Person, at: dt.datetime) -> None:
    """Take a row out; those behind it move up.

    Raises:
        IssuingRefusedError: ``not_the_authority``, ``not_a_draft``.
    """
    held = _draft(row.announcement, actor, day_of(at))
    facts = {"row": row.position, "kind": row.kind, "number": row.number or str(row.project)}
    row.delete()
    for place, left in enumerate(held.rows.order_by("position"), 1):
        if left.position != place:
            left.position = place
            left.save(update_fields=["position"])
    record("issuing.row_removed", subject=held.case_subject, actor=actor, facts=facts)


def _draft(held: Announcement, actor: Person, on: dt.date) -> Announcement:
    """The draft, locked, for who may change it."""
    found = lock(Announcement, held.pk)
    if "authority" not in announcement_roles(actor, found, on):
        raise IssuingRefusedError("not_the_authority")
    if found.state != "draft":
        raise IssuingRefusedError("not_a_draft")
    return found


@transaction.atomic
def sign(held: Announcement, *, actor: Person, at: dt.datetime) -> None:
    """Sign: the announcement takes the next number of its authority and year.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Announcement, held.pk)
    _take(held, "sign", actor=actor, at=at)
    assert held.day is not None  # noqa: S101  -- the guard of the step asked
    if held.serial is None or held.year != held.day.year:
        held.year = held.day.year
        held.serial = _next_serial(held.authority_id, held.day.year)
        form = _form_of(held.authority_id)
        held.number = form.format(year=held.year, serial=held.serial)
    held.signed_by = actor
    held.save(update_fields=["year", "serial", "number", "signed_by"])


def _next_serial(authority_id: int, year: int) -> int:
    AnnouncementSeries.objects.get_or_create(authority_id=authority_id, year=year)
    own = AnnouncementSeries.objects.select_for_update()
    series = own.get(authority=authority_id, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def _form_of(authority_id: int) -> str:
    switched = ApprovalSettings.objects.filter(organisation=authority_id).first()
    return (switched or ApprovalSettings()).announcement_form


@transaction.atomic
def reopen(held: Announcement, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Make a draft of it again; a number once given stays its own.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Announcement, held.pk)
    _take(held, "reopen", actor=actor, at=at, reason=reason)
    held.signed_by = None
    held.save(update_fields=["signed_by"])


@transaction.atomic
def withdraw(held: Announcement, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Give it up before it goes out; its number is not given again.

    Raises:
        StepRefusedError: something stands against it.
    """
    _take(lock(Announcement, held.pk), "withdraw", actor=actor, at=at, reason=reason)


def _take(
    held: Announcement, action: str, *, actor: Person, at: dt.datetime, reason: str = ""
) -> None:
    on = day_of(at)
    by = Acting(person=actor, roles=announcement_roles(actor, held, on), at=at)
    told = {"number": held.number, "reason": reason}
    facts = announcement_facts(held, on, reason)
    take(held, action, by=by, facts=facts, told={k: v for k, v in told.items() if v})


def announcement_facts(held: Announcement, on: dt.date, reason: str = "") -> AnnouncementFacts:
    """What the guards ask, read once."""
    rows = rows_of(held)
    return AnnouncementFacts(
        reason=reason,
        rows=len(rows),
        bad_rows=len({one.position for one in faults_of(held, rows)}),
        has_day=held.day is not None,
        is_to_come=held.day is not None and held.day > on,
    )
