"""Who belongs to a collective or sits in a body, on a day."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.models import Collective, Membership, OrganisationPlace
from biaozhun.cloud.organisations.queries.standing import holds_on, successors


def members_of(collectives: Iterable[Collective], on: dt.date) -> dict[int, list[Organisation]]:
    """The members of each collective on a day, by its id; four questions at most.

    Of a body those that have a seat, or whom they were succeeded by; of a kind those of its levels
    that exist.
    """
    asked = list(collectives)
    if not asked:
        return {}
    seated = _seated({one.body_id for one in asked if one.body_id}, on)
    placed = _placed({one.kind for one in asked if not one.body_id}, on)
    found = {}
    for one in asked:
        if one.body_id:
            found[one.pk] = seated.get(one.body_id, [])
        else:
            ours = (place for place in placed if place.kind == one.kind)
            levels = one.levels
            found[one.pk] = [p.organisation for p in ours if not levels or p.level in levels]
    return found


def _placed(kinds: set[str], on: dt.date) -> list[OrganisationPlace]:
    if not kinds:
        return []
    found = OrganisationPlace.objects.filter(holds_on(on), kind__in=kinds)
    return list(found.select_related("organisation").order_by("organisation__name"))


def _seated(bodies: set[int], on: dt.date) -> dict[int, list[Organisation]]:
    """Who sits in each body, in the order of their seats, each once."""
    if not bodies:
        return {}
    seats = Membership.objects.filter(holds_on(on), body__in=bodies).exclude(organisation=None)
    rows = list(seats.order_by("body", "pk").values_list("body_id", "organisation_id"))
    heirs = become({pk for _body, pk in rows if pk}, on)
    known = Organisation.objects.in_bulk(set(heirs.values()))
    found: dict[int, dict[int, Organisation]] = {body: {} for body in bodies}
    for body, pk in rows:
        if pk in heirs:
            found[body][heirs[pk]] = known[heirs[pk]]
    return {body: list(sitting.values()) for body, sitting in found.items()}


def become(organisations: set[int], on: dt.date) -> dict[int, int]:
    """What each organisation has become on a day; who ended without a successor is left out."""
    follows = successors()
    gone = OrganisationPlace.objects.filter(until__lt=on)
    ended = set(
        gone.filter(Q(organisation__in=organisations) | ~Q(successor=None)).values_list(
            "organisation_id", flat=True
        )
    )
    found = {}
    for pk in organisations:
        end, seen = pk, {pk}
        while end in ended and end in follows and follows[end] not in seen:
            end = follows[end]
            seen.add(end)
        if end not in ended:
            found[pk] = end
    return found
