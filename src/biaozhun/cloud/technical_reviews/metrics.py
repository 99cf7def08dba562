"""Figures over technical reviews: how many and with what conclusion, and what passed at once."""

from collections.abc import Sequence
from functools import partial

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.metrics.counting import Counting, Sharing, instants_in_years
from biaozhun.cloud.metrics.parameters import YEARS
from biaozhun.cloud.metrics.registry import Arguments, FigureRow, Kind, Metric, Parameter, register
from biaozhun.cloud.metrics.units import OCCASIONS
from biaozhun.cloud.technical_reviews.models import Review
from biaozhun.cloud.technical_reviews.wording import CONCLUSION, ROUTE

_CONCLUSION = Parameter(
    name="conclusion", kind=Kind.CHOICE, words=_("审查结论"), choices=tuple(CONCLUSION.items())
)
_ROUTE = Parameter(
    name="route", kind=Kind.CHOICE, words=_("审查方式"), choices=tuple(ROUTE.items())
)
_DEPARTMENT = Parameter(
    name="department",
    kind=Kind.TEXT,
    words=_("行业主管部门"),
    hint=_("名称中的几个字即可"),
)
_COMMITTEE = Parameter(
    name="committee",
    kind=Kind.TEXT,
    words=_("技术委员会"),
    hint=_("名称中的几个字，或代号"),
)


def _concluded(arguments: Arguments, *, passed: bool = False) -> QuerySet[Review]:
    """Reviews with a conclusion, as they are asked for.

    Args:
        arguments: years of the conclusion, department, committee, conclusion, route.
        passed: only those that passed.
    """
    rows = Review.objects.filter(
        instants_in_years("state_since", arguments.years("years")), state="concluded"
    ).select_related("project")
    named = {
        "project__department__name__contains": arguments.text("department"),
        "conclusion": arguments.text("conclusion"),
        "route": arguments.text("route"),
    }
    rows = rows.filter(**{name: value for name, value in named.items() if value})
    if committee := arguments.text("committee"):
        by_name = rows.filter(committee__name__contains=committee)
        rows = by_name | rows.filter(committee__code=committee)
    return rows.filter(conclusion="passed") if passed else rows


def _first(arguments: Arguments, *, passed: bool = False) -> QuerySet[Review]:
    """Of each project the first review that came to a conclusion."""
    before = Review.objects.filter(
        project=OuterRef("project"), state="concluded", round__lt=OuterRef("round")
    )
    return _concluded(arguments, passed=passed).exclude(Exists(before))


def _told(found: Sequence[Review]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.project.plan_number} {one.project.title}",
            address=f"/technical-reviews/{one.pk}",
            day=day_of(one.state_since),
        )
        for one in found
    ]


REVIEWS = Counting(rows=_concluded, since="state_since", told=_told, by_instant=True)
FIRST_PASS = Sharing(
    part=Counting(
        rows=partial(_first, passed=True), since="state_since", told=_told, by_instant=True
    ),
    whole=Counting(rows=_first, since="state_since", told=_told, by_instant=True),
)

register(
    Metric(
        key="technical_reviews.reviews",
        words=_("地方标准技术审查"),
        meaning=_("有了结论的技术审查有多少次。"),
        formula=_("作出结论的日期不晚于统计日的审查次数。"),
        unit=OCCASIONS,
        parameters=(YEARS, _CONCLUSION, _ROUTE, _DEPARTMENT, _COMMITTEE),
        figure=REVIEWS.figure,
        series=REVIEWS.series,
    )
)
register(
    Metric(
        key="technical_reviews.first_pass",
        words=_("技术审查一次通过率"),
        meaning=_("第一次技术审查就通过的项目占多少。"),
        formula=_("每个项目第一次有结论的审查中，结论为通过的所占百分比。"),
        unit="%",
        parameters=(YEARS, _DEPARTMENT, _COMMITTEE),
        figure=FIRST_PASS.figure,
        series=FIRST_PASS.series,
        rank=60,
    )
)
