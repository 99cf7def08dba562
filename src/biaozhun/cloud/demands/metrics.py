"""Figures over demands and suggestions; what is not public is not counted."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demands.queries.lists import public
from biaozhun.cloud.demands.wording import FIELD, SUGGESTION_STATE
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.metrics.counting import Counting, Sharing, instants_in_years
from biaozhun.cloud.metrics.parameters import YEARS
from biaozhun.cloud.metrics.registry import Arguments, FigureRow, Kind, Metric, Parameter, register
from biaozhun.cloud.metrics.units import ITEMS

IN_FIELD = Parameter(
    name="field",
    kind=Kind.CHOICE,
    words=pgettext_lazy("figure", "领域"),
    choices=tuple(FIELD.items()),
)
OUTCOME = Parameter(
    name="outcome",
    kind=Kind.CHOICE,
    words=pgettext_lazy("figure", "办理结果"),
    choices=tuple((code, said) for code, said in SUGGESTION_STATE.items() if code != "withheld"),
)


def _demands(arguments: Arguments) -> QuerySet[Demand]:
    found = public(Demand).filter(instants_in_years("filed", arguments.years("years")))
    field = arguments.text("field")
    return found.filter(field=field) if field else found


def _suggestions(arguments: Arguments) -> QuerySet[Suggestion]:
    found = public(Suggestion).filter(instants_in_years("filed", arguments.years("years")))
    wanted = {"field": arguments.text("field"), "state": arguments.text("outcome")}
    return found.filter(**{name: value for name, value in wanted.items() if value})


def _demand_rows(found: Sequence[Demand]) -> list[FigureRow]:
    return [
        FigureRow(
            text=one.title, address=reverse("demands:demand", args=[one.pk]), day=day_of(one.filed)
        )
        for one in found
    ]


def _suggestion_rows(found: Sequence[Suggestion]) -> list[FigureRow]:
    return [
        FigureRow(
            text=one.title,
            address=reverse("demands:suggestion", args=[one.pk]),
            day=day_of(one.filed),
        )
        for one in found
    ]


FILED = Counting(rows=_demands, since="filed", told=_demand_rows, by_instant=True)
ANSWERED = Counting(
    rows=lambda arguments: _demands(arguments).exclude(answered=None),
    since="answered",
    told=_demand_rows,
    by_instant=True,
)
SUGGESTED = Counting(rows=_suggestions, since="filed", told=_suggestion_rows, by_instant=True)
SHARE = Sharing(part=ANSWERED, whole=FILED)

register(
    Metric(
        key="demands.filed",
        words=_("征集到的标准需求"),
        meaning=_("某一时期收到多少条公开的标准需求。"),
        formula=_(
            "提出日在所选年份之内、且不晚于统计日的公开需求数；没有公开的不计，并入别处的照计。"
        ),
        unit=ITEMS,
        parameters=(YEARS, IN_FIELD),
        figure=FILED.figure,
        series=FILED.series,
        rank=10,
    )
)
register(
    Metric(
        key="demands.answered",
        words=_("已答复的标准需求"),
        meaning=_("某一时期提出的标准需求有多少条得到了答复。"),
        formula=_(
            "提出日在所选年份之内、首次答复不晚于统计日的公开需求数；"
            "答复、不采纳、并入、转为立项建议和立项都算答复。"
        ),
        unit=ITEMS,
        parameters=(YEARS, IN_FIELD),
        figure=ANSWERED.figure,
        series=ANSWERED.series,
        rank=20,
    )
)
register(
    Metric(
        key="demands.answered_share",
        words=_("标准需求答复率"),
        meaning=_("某一时期提出的标准需求有百分之几得到了答复。"),
        formula=_("“已答复的标准需求”除以“征集到的标准需求”，两者取同样的年份、领域和统计日。"),
        unit="%",
        parameters=(YEARS, IN_FIELD),
        figure=SHARE.figure,
        series=SHARE.series,
        rank=30,
    )
)
register(
    Metric(
        key="demands.suggestions",
        words=pgettext_lazy("demands", "立项建议"),
        meaning=_("某一时期收到多少条公开的立项建议，各有什么结果。"),
        formula=_(
            "提出日在所选年份之内、且不晚于统计日的公开立项建议数；"
            "办理结果按现在的状态，不按统计日那天的状态。"
        ),
        unit=ITEMS,
        parameters=(YEARS, IN_FIELD, OUTCOME),
        figure=SUGGESTED.figure,
        series=SUGGESTED.series,
        rank=40,
    )
)
