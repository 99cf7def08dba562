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
    return holds_on(day, "place__")


def holds_on(day: dt.date, below: str = "") -> Q:
    """Rows with ``since`` and ``until`` that hold on a day; both days belong to it.

    Args:
        day: the day.
        below: the way from the rows that are asked for to those with the days, as a lookup.
    """
    since, until = f"{below}since", f"{below}until"
    began = Q(**{since: None}) | Q(**{f"{since}__lte": day})
    return began & (Q(**{until: None}) | Q(**{f"{until}__gte": day}))


def successors() -> dict[int, int]:
    """The successor of each organisation that has one; one question."""
    rows = OrganisationPlace.objects.exclude(successor=None)
    told = rows.values_list("organisation_id", "successor_id")
    return {pk: successor for pk, successor in told if successor}
