"""What rests on a standard, for programs."""

import datetime as dt
from http import HTTPStatus
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.catalogue.api.asking import Text, day_or_today
from biaozhun.cloud.impact.queries.radius import Hit, radius
from biaozhun.cloud.ui.problems import Problem, problem_of
from biaozhun.cloud.validity.reliance import Reliant
from biaozhun.core.number import NumberError, parse

router = Router(tags=["impact"])

MOST = 20  # numbers of one call


class ImpactAsked(Schema):
    """Up to 20 numbers in any spelling, and the day on which the answers are told."""

    number: Annotated[list[Text], Field(min_length=1, max_length=MOST)]
    on: dt.date | None = None


class ReliantOut(Schema):
    """One place that rests on the standard.

    ``kind`` is ``standard``, ``law``, ``instrument`` or ``watch``; ``on`` the slug of what is
    cited and ``dated`` whether that is an edition; ``clause`` stands in the citing document,
    ``cited_clause`` in the cited one; ``body`` is who is to be told, empty where nobody is known.
    """

    kind: str
    on: str
    dated: bool
    title: str
    address: str
    clause: str
    cited_clause: str
    body: str


class HitOut(Schema):
    """One number with what rests on it and what may be used instead."""

    number: str
    status: str
    instead: list[str]
    reliants: list[ReliantOut]


class ImpactOut(Schema):
    """The answers in the order asked, and the bodies that are to be told."""

    as_of: dt.date
    items: list[HitOut]
    bodies: list[str]


@router.get("/impact", response={200: ImpactOut, 422: Problem}, summary="What rests on standards")
def read_impact(request: HttpRequest, asked: Query[ImpactAsked]) -> ImpactOut | HttpResponse:
    """Who cites a standard, as far as this library knows, and what covers it instead.

    A number without year stands for all editions of its standard.
    """
    day = day_or_today(asked.on)
    try:
        numbers = list(dict.fromkeys(parse(text) for text in asked.number))
    except NumberError as error:
        return problem_of(HTTPStatus.UNPROCESSABLE_ENTITY, error)
    found = radius(numbers, day, asker=person_of(request))
    return ImpactOut(
        as_of=day,
        items=[_hit(hit) for hit in found.hits],
        bodies=[one.body for one in found.affected],
    )


def _hit(hit: Hit) -> HitOut:
    return HitOut(
        number=hit.number.canonical,
        status=str(hit.answer.outcome),
        instead=list(hit.instead),
        reliants=[_reliant(one) for one in hit.reliants],
    )


def _reliant(one: Reliant) -> ReliantOut:
    return ReliantOut(
        kind=str(one.kind),
        on=one.on,
        dated=one.dated,
        title=one.title,
        address=one.address,
        clause=one.clause,
        cited_clause=one.cited_clause,
        body=one.body,
    )
