"""Where organisations stand: above and below each other, and on a day."""

import datetime as dt
from collections import defaultdict

from django.db.models import Q

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.models import OrganisationPlace


def below(organisation: Organisation) -> set[int]:
    """The ids of all parts below an organisation, itself left out; one question."""
    parts = defaultdict(list)
    pairs = Organisation.objects.exclude(parent=None).order_by("pk")
    for pk, parent in pairs.values_list("pk", "parent_id"):
        parts[parent].append(pk)
    found: set[int] = set()
    waiting = [organisation.pk]
    while waiting:
        new = set(parts[waiting.pop()]) - found
        found |= new
        waiting.extend(new)
    return found


def exists_on(day: dt.date) -> Q:
    """Organisations that existed on a day.

    What nobody placed exists on every day.
    """
    began = Q(place__since=None) | Q(place__since__lte=day)
    goes_on = Q(place__until=None) | Q(place__until__gte=day)
    return began & goes_on


def holds_on(day: dt.date) -> Q:
    """Rows with ``since`` and ``until`` that hold on a day; both days belong to it."""
    return (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gte=day))


def successors() -> dict[int, tuple[dt.date | None, int]]:
    """Of each organisation that has one: its last day and its successor; one question."""
    rows = OrganisationPlace.objects.exclude(successor=None)
    told = rows.values_list("organisation_id", "until", "successor_id")
    return {pk: (until, successor) for pk, until, successor in told if successor}
