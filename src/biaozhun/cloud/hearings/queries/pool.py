"""The pool of representatives: who is in it on a day, whose term ends, who fits a project."""

import datetime as dt
from typing import Final

from django.db.models import Count, Q, QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.hearings.models import Representative
from biaozhun.cloud.organisations.permissions import is_authority

PAGE: Final = 50
SOON: Final = dt.timedelta(days=90)
"""How long before the end of a term the desk is warned."""


def in_pool(on: dt.date, prefix: str = "") -> Q:
    """Of representatives: those of the pool whose term runs on a day."""
    begun = Q(**{f"{prefix}since": None}) | Q(**{f"{prefix}since__lte": on})
    not_over = Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gte": on})
    still = Q(**{f"{prefix}left": None}) | Q(**{f"{prefix}left__gte": on})
    return begun & not_over & still


def kept_by(person: Person) -> "QuerySet[Representative]":
    """The pools somebody keeps: of the own authority, of all who belongs to none."""
    rows = Representative.objects.select_related("authority")
    if not is_authority(person):
        return rows.none()
    if person.organisation_id is not None:
        rows = rows.filter(authority=person.organisation_id)
    return rows


def listed(
    person: Person, on: dt.date, *, kind: str = "", standing: str = "", words: str = ""
) -> "QuerySet[Representative]":
    """The list of the desk, each with how often they were invited and came.

    Args:
        person: who keeps the pool.
        on: the day.
        kind: deputies, members or consumers alone.
        standing: ``in``, ``ending`` (the term ends soon), ``out`` (ended or left).
        words: in name or unit.
    """
    rows = kept_by(person)
    if kind:
        rows = rows.filter(kind=kind)
    if standing == "in":
        rows = rows.filter(in_pool(on))
    elif standing == "ending":
        rows = rows.filter(ending(on))
    elif standing == "out":
        rows = rows.exclude(in_pool(on))
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(unit__icontains=words))
    invited = Count("invitations", filter=~Q(invitations__state="cancelled"))
    came = Count("invitations", filter=Q(invitations__state="attended"))
    return rows.annotate(invited=invited, came=came).order_by("kind", "name", "pk")


def ending(on: dt.date) -> Q:
    """Of representatives: in the pool, and the term ends soon."""
    return in_pool(on) & Q(until__isnull=False, until__lte=on + SOON)


def fitting(project: Project, on: dt.date) -> list[Representative]:
    """Who may be invited to a project: those versed in its fields first; one question.

    A code fits where one begins with the other: 35 fits 35.240.
    """
    rows = Representative.objects.filter(in_pool(on), authority=project.authority_id)
    return sorted(rows, key=lambda one: (not fits(one, project), one.kind, one.name, one.pk))


def fits(one: Representative, project: Project) -> bool:
    """Whether a field of the representative is one of the project's."""
    return any(
        mine.startswith(theirs) or theirs.startswith(mine)
        for mine in one.fields
        for theirs in project.ics
    )
