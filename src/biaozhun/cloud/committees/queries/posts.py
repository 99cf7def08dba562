"""Posts held: lists, counts, one of them."""

import datetime as dt

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from biaozhun.cloud.committees.limits import LARGEST_ID
from biaozhun.cloud.committees.models import PostHeld
from biaozhun.cloud.organisations.queries.standing import holds_on

PAGE = 50  # posts


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which posts; what is empty does not matter.

    Attributes:
        on: the day on which they are held; none for those of all times.
        text: part of a name, a unit or a committee.
        body: whose body it is.
        post: as what.
        unit: exactly this unit.
    """

    on: dt.date | None
    text: str = ""
    body: str = ""
    post: str = ""
    unit: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything but the day is asked for."""
        return any((self.text, self.body, self.post, self.unit))


def matching(wanted: Wanted) -> "QuerySet[PostHeld]":
    """The posts that are asked for."""
    found = PostHeld.objects.select_related("organisation", "committee")
    if wanted.on:
        found = found.filter(holds_on(wanted.on))
    if text := wanted.text:
        named = Q(name__icontains=text) | Q(unit__icontains=text)
        placed = Q(committee_code__icontains=text) | Q(committee_name__icontains=text)
        found = found.filter(named | placed)
    exact = {"body": wanted.body, "post": wanted.post, "unit": wanted.unit}
    return found.filter(**{name: value for name, value in exact.items() if value})


def posts(wanted: Wanted, page: int) -> Page[PostHeld]:
    """A page of them."""
    return Paginator(matching(wanted), PAGE).get_page(page)


def counts(on: dt.date) -> list[tuple[str, int, int]]:
    """For each body how many posts are held on a day, and by how many units; one question."""
    rows = PostHeld.objects.filter(holds_on(on)).order_by().values_list("body")
    told = {
        body: (n, units)
        for body, n, units in rows.annotate(n=Count("pk"), units=Count("unit", distinct=True))
    }
    return [(body, *told[body]) for body in PostHeld.Body.values if body in told]


def post_at(pk: int) -> PostHeld | None:
    """One of them."""
    return PostHeld.objects.filter(pk=min(pk, LARGEST_ID)).first()
