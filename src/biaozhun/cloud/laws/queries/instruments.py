"""Instruments as a list and as a page, with how the standards they rest on stand."""

import datetime as dt

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet

from biaozhun.cloud.laws.models import Instrument, Limit
from biaozhun.cloud.laws.queries.standing import answers, question_of_limit
from biaozhun.core.validity import Answer

PAGE = 50
LARGEST_ID = 2**63 - 1


class InstrumentFilters(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows the list; what is empty does not."""

    text: str = ""
    kind: str = ""
    holding: bool = False
    on: dt.date


class ShownLimit(msgspec.Struct, frozen=True):
    """A limit with how its standard stands."""

    limit: Limit
    answer: Answer


def instruments(filters: InstrumentFilters) -> QuerySet[Instrument]:
    """The instruments that pass the filters."""
    found = Instrument.objects.select_related("law").prefetch_related(
        Prefetch("limits", Limit.objects.order_by("position", "id"))
    )
    if filters.text:
        columns = ("title", "issuer", "products", "industry", "limits__number")
        either = Q()
        for column in columns:
            either |= Q(**{f"{column}__icontains": filters.text})
        found = found.filter(either).distinct()
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.holding:
        begun = Q(in_force=None) | Q(in_force__lte=filters.on)
        found = found.filter(begun & (Q(ended=None) | Q(ended__gt=filters.on)))
    return found.order_by("title", "id")


def page_of(found: QuerySet[Instrument], page: int) -> Page[Instrument]:
    """A page of instruments."""
    return Paginator(found, PAGE).get_page(page)


def instrument_at(pk: int) -> Instrument | None:
    """An instrument by its id."""
    if pk > LARGEST_ID:
        return None
    return Instrument.objects.filter(pk=pk).select_related("law").first()


def limits_of(instrument: Instrument, on: dt.date) -> list[ShownLimit]:
    """The limits of an instrument with how their standards stand on a day."""
    held = list(instrument.limits.all())
    told = answers([question_of_limit(each) for each in held], on) if held else {}
    return [ShownLimit(each, told[question_of_limit(each)]) for each in held]
