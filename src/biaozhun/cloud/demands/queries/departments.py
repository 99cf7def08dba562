"""The departments that demands and suggestions go to."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.organisations.models import Kind, OrganisationPlace


def departments(on: dt.date, field: str = "") -> "QuerySet[Organisation]":
    """The departments at the level of the authority, those that had the field before first.

    Where no authority is on record, the departments of every level; ``had_field`` tells whether a
    project, a demand or a suggestion of the field was with it.
    """
    levels = OrganisationPlace.objects.filter(is_authority=True).exclude(level="").values("level")
    there = Q(place__until=None) | Q(place__until__gte=on)
    found = Organisation.objects.filter(there, place__kind=Kind.DEPARTMENT)
    if levels.exists():
        found = found.filter(place__level__in=levels)
    had = _had(field) if field else Q(pk=None)
    return found.annotate(had_field=had).order_by("-had_field", "name")


def _had(field: str) -> Q:
    kinds = (Project, Demand, Suggestion)
    met = [Exists(kind.objects.filter(department=OuterRef("pk"), field=field)) for kind in kinds]
    return Q(met[0]) | Q(met[1]) | Q(met[2])


def grouped(found: Iterable[Organisation]) -> tuple[list[Organisation], list[Organisation]]:
    """Those that had the field before, and the others."""
    before: list[Organisation] = []
    others: list[Organisation] = []
    for one in found:
        (before if getattr(one, "had_field", False) else others).append(one)
    return before, others
