"""Editions in force by the day from which their review is counted, the oldest first."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.coverage import coverage
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.core.review import ReviewAge, counted_before, review_age, review_cycle, review_cycles
from biaozhun.core.succession import HOLDS

PAGE = 50  # editions
_AT_ONCE = 500  # editions whose status is worked out together


class Code(msgspec.Struct, frozen=True):
    """A code whose editions are reviewed, and how many are held."""

    code: str
    family: str
    editions: int


class Place(msgspec.Struct, frozen=True):
    """Where a list goes on: behind this edition."""

    counted: dt.date
    pk: int


class Due(msgspec.Struct, frozen=True):
    """An edition in force with its age."""

    row: Row
    age: ReviewAge

    @property
    def place(self) -> Place:
        """Its place in the list."""
        return _place(self.row.edition)


def codes(on: dt.date) -> list[Code]:
    """The codes for whose families a cycle is laid down, family by family."""
    families = {cycle.family for cycle in review_cycles()}
    return [
        Code(held.scope, group.family.scope, held.editions)
        for group in coverage(on).families
        if group.family.scope in families
        for held in group.codes
    ]


def due_page(
    code: str, on: dt.date, *, overdue: bool, after: Place | None
) -> tuple[list[Due], Place | None]:
    """Fifty editions of a code behind a place, and where the next page begins."""
    found = list(islice(in_order(code, on, overdue=overdue, after=after), PAGE + 1))
    more = len(found) > PAGE
    shown = found[:PAGE]
    return shown, shown[-1].place if more else None


def in_order(code: str, on: dt.date, *, overdue: bool, after: Place | None = None) -> Iterator[Due]:
    """Editions of a code in force on the day, those counted from the earliest day first."""
    while rows := list(_behind(code, on, overdue=overdue, after=after)[:_AT_ONCE]):
        after = _place(rows[-1])
        yield from _in_force(with_standings(rows, on), on, overdue=overdue)
        if len(rows) < _AT_ONCE:
            return


def _in_force(rows: Sequence[Row], on: dt.date, *, overdue: bool) -> Iterator[Due]:
    for row in rows:
        age = age_of(row.edition, on)
        if row.standing.status in HOLDS and age and (age.overdue or not overdue):
            yield Due(row, age)


def age_of(edition: Edition, on: dt.date) -> ReviewAge | None:
    """How old an edition is, and when its review is due; a sheet has no review of its own."""
    if edition.kind != Edition.Kind.EDITION:
        return None
    cycle = review_cycle(edition.family, edition.nature, edition.region)
    return review_age(edition.published, edition.reviewed, cycle=cycle, on=on)


def _behind(code: str, on: dt.date, *, overdue: bool, after: Place | None) -> QuerySet[Edition]:
    held = Edition.objects.filter(
        standard__code=code, kind=Edition.Kind.EDITION, published__lte=on
    ).exclude(withdrawn__lte=on)
    editions = held.annotate(counted=Coalesce("reviewed", "published"))
    if overdue:
        # The shortest cycle of the family lets none of them slip through.
        families = [cycle for cycle in review_cycles() if cycle.family == _family(code)]
        bounds = [counted_before(cycle, on) for cycle in families]
        editions = editions.filter(counted__lt=max(bounds, default=on))
    if after is not None:
        behind = Q(counted__gt=after.counted) | Q(counted=after.counted, pk__gt=after.pk)
        editions = editions.filter(behind)
    return editions.select_related("standard").order_by("counted", "pk")


def _place(edition: Edition) -> Place:
    counted: dt.date = edition.counted  # type: ignore[attr-defined]  # annotated by the query above
    return Place(counted, edition.pk)


def _family(code: str) -> str:
    first = Edition.objects.filter(standard__code=code).values_list("family", flat=True).first()
    return first or ""
