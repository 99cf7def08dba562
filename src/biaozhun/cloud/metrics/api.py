"""Figures for programs."""

import datetime as dt
from decimal import Decimal
from http import HTTPStatus
from typing import Annotated, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from ninja import Query, Router, Schema
from pydantic import Field

from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.metrics.arguments import read_arguments
from biaozhun.cloud.metrics.queries.figures import Asked, figure_asked, series_asked, year_ends
from biaozhun.cloud.metrics.registry import FIRST_DAY, Figure, Metric, MetricError, metric, metrics
from biaozhun.cloud.ui.problems import Problem, problem, problem_of

router = Router(tags=["metrics"])

_OWN: Final = frozenset({"as_of", "first", "limit", "years_back"})
_ARGUMENTS: Final = {
    "parameters": [
        {
            "in": "query",
            "name": "arguments",
            "style": "form",
            "explode": True,
            "required": False,
            "description": "parameters of the metric by name, as `/api/v1/metrics` lists them",
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
        }
    ]
}


class MetricParameterOut(Schema):
    """What a metric may be asked with; ``choices`` are the values of a list."""

    name: str
    kind: str
    words: str
    required: bool
    choices: list[str]


class MetricOut(Schema):
    """A named, documented query; ``formula`` says how it is worked out."""

    key: str
    words: str
    meaning: str
    formula: str
    unit: str
    parameters: list[MetricParameterOut]


class MetricsOut(Schema):
    """Every metric there is."""

    items: list[MetricOut]


class FigureRowOut(Schema):
    """One record behind a figure."""

    text: str
    address: str
    day: dt.date | None


class FigurePointOut(Schema):
    """The figure as of a day; ``value`` is null where it cannot be told."""

    day: dt.date
    value: Decimal | None


class FigureOut(Schema):
    """A figure as of a day, with a stretch of the rows behind it.

    ``part`` and ``whole`` are told of shares. ``row_count`` counts all rows, ``rows`` are those
    from ``first`` on. ``series`` ends with the day itself.
    """

    key: str
    arguments: dict[str, str]
    as_of: dt.date
    value: Decimal | None
    part: int | None
    whole: int | None
    unit: str
    note: str
    page: str
    row_count: int
    rows: list[FigureRowOut]
    series: list[FigurePointOut]


class FigureAsked(Schema):
    """As of which day, which stretch of rows, how many year ends before it."""

    as_of: dt.date | None = None
    first: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    limit: Annotated[int, Field(ge=0, le=500)] = 100
    years_back: Annotated[int, Field(ge=0, le=30)] = 0


@router.get("/metrics", response=MetricsOut, summary="List metrics")
def list_metrics(request: HttpRequest) -> MetricsOut:  # noqa: ARG001  -- ninja's signature
    """The named, documented queries over the platform's records, slice by slice, in Chinese."""
    with override("zh-hans"):
        return MetricsOut(items=[_metric(one) for one in metrics()])


@router.get(
    "/metrics/{key}",
    response={200: FigureOut, 404: Problem, 422: Problem},
    summary="Figure of a metric",
    openapi_extra=_ARGUMENTS,
)
def read_metric(
    request: HttpRequest, key: str, asked: Query[FigureAsked]
) -> FigureOut | HttpResponse:
    """A figure as of a day, what it was on earlier days, and the rows behind it."""
    given = {name: request.GET.get(name, "") for name in request.GET if name not in _OWN}
    day = asked.as_of or today()
    if not FIRST_DAY <= day <= today():
        return problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "parameter_invalid",
            f"as_of lies between {FIRST_DAY} and today",
            fragment=str(day),
        )
    try:
        found = metric(key)
    except MetricError as error:
        return problem_of(HTTPStatus.NOT_FOUND, error)
    try:
        question = Asked(found, read_arguments(found, given))
    except MetricError as error:
        return problem_of(HTTPStatus.UNPROCESSABLE_ENTITY, error)
    with override("zh-hans"):
        return _figure(question, figure_asked(question, day), asked)


def _metric(one: Metric) -> MetricOut:
    return MetricOut(
        key=one.key,
        words=str(one.words),
        meaning=str(one.meaning),
        formula=str(one.formula),
        unit=str(one.unit),
        parameters=[
            MetricParameterOut(
                name=parameter.name,
                kind=str(parameter.kind),
                words=str(parameter.words),
                required=parameter.required,
                choices=[value for value, _words in parameter.choices],
            )
            for parameter in one.parameters
        ],
    )


def _figure(question: Asked, figure: Figure, asked: FigureAsked) -> FigureOut:
    rows = figure.rows.stretch(asked.first, asked.first + asked.limit) if asked.limit else []
    days = year_ends(figure.as_of, asked.years_back)
    return FigureOut(
        key=question.metric.key,
        arguments=dict(question.arguments.values),
        as_of=figure.as_of,
        value=figure.value,
        part=figure.part,
        whole=figure.whole,
        unit=figure.unit,
        note=figure.note,
        page=figure.address,
        row_count=figure.rows.count(),
        rows=[FigureRowOut(text=row.text, address=row.address, day=row.day) for row in rows],
        series=[
            FigurePointOut(day=day, value=value) for day, value in series_asked(question, days)
        ],
    )
