"""Reading numbers, and finding what bears them."""

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from biaozhun.cloud.catalogue import exports
from biaozhun.cloud.catalogue.api.asking import Text, day_or_today
from biaozhun.cloud.catalogue.api.shapes import NumberFault, NumberOut, NumbersOut, ResolvedOut
from biaozhun.cloud.catalogue.queries.resolving import Resolved, resolve
from biaozhun.cloud.ui.problems import Problem
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.number import NumberError, StandardNumber, parse

MOST = 1000  # numbers of one call

router = Router(tags=["numbers"])


class NumbersAsked(Schema):
    """Up to 1 000 numbers in any spelling, and the day on which their status is told."""

    texts: Annotated[list[Text], Field(min_length=1, max_length=MOST)]
    on: dt.date | None = None


@router.get("/numbers", response={200: NumberOut, 422: Problem}, summary="Read a standard number")
def read_number(request: HttpRequest, text: Text) -> NumberOut:  # noqa: ARG001  -- ninja's signature
    """The parts of a number in any spelling; nothing is looked up."""
    read = _read(text)
    return NumberOut(input=text, **_parts(read))


@router.post(
    "/numbers",
    response={200: NumbersOut, 422: Problem},
    summary="Resolve up to 1 000 standard numbers",
)
def resolve_numbers(request: HttpRequest, asked: NumbersAsked) -> NumbersOut:  # noqa: ARG001  -- ninja's signature
    """Each number read into its parts and looked up, in the order given.

    A number with a year is the edition it names; one without is the newest edition in force on the
    day. What is not held is said to be not held, which does not say that it does not exist.
    """
    day = day_or_today(asked.on)
    read = [_read(text) for text in asked.texts]
    found = resolve([one for one in read if isinstance(one, StandardNumber)], day)
    return NumbersOut(
        as_of=day,
        items=[
            ResolvedOut(input=text, **_parts(one), **_answer(one, found))
            for text, one in zip(asked.texts, read, strict=True)
        ],
    )


def _read(text: str) -> StandardNumber | BiaozhunError:
    try:
        return parse(text)
    except NumberError as error:
        return error


def _parts(read: StandardNumber | BiaozhunError) -> dict[str, Any]:
    if isinstance(read, BiaozhunError):
        fault = NumberFault(code=read.code, message=read.message, start=read.start, end=read.end)
        return {"error": fault}
    return {
        "number": read.canonical,
        "slug": read.slug,
        "family": str(read.family),
        "prefix": read.prefix,
        "nature": str(read.nature or ""),
        "serial": read.serial,
        "part": read.part,
        "year": read.year,
        "amendment": read.amendment,
    }


def _answer(
    read: StandardNumber | BiaozhunError, found: dict[StandardNumber, Resolved]
) -> dict[str, Any]:
    if isinstance(read, BiaozhunError):
        return {"match": "malformed", "edition": None, "editions_held": 0}
    answer = found[read]
    row = answer.row
    return {
        "match": answer.match,
        "edition": exports.summary(row.edition, row.standing) if row else None,
        "editions_held": answer.editions,
    }
