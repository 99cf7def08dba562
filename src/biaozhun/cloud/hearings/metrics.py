"""Figures over hearings and over the part that representatives take."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.hearings.models import Hearing, Invitation
from biaozhun.cloud.hearings.queries.participation import COUNTED
from biaozhun.cloud.hearings.wording import KIND, STAGE
from biaozhun.cloud.metrics.counting import Counting, Sharing, in_years, instants_in_years
from biaozhun.cloud.metrics.parameters import YEARS
from biaozhun.cloud.metrics.registry import Arguments, FigureRow, Kind, Metric, Parameter, register
from biaozhun.cloud.metrics.units import OCCASIONS

_KIND = Parameter(
    name="kind",
    kind=Kind.CHOICE,
    words=pgettext_lazy("figure", "代表类别"),
    choices=tuple(KIND.items()),
)
_STAGE = Parameter(
    name="stage",
    kind=Kind.CHOICE,
    words=pgettext_lazy("figure", "环节"),
    choices=tuple(STAGE.items()),
)


def _held(arguments: Arguments) -> QuerySet[Hearing]:
    rows = Hearing.objects.filter(in_years("day", arguments.years("years")))
    return rows.filter(state__in=["held", "settled"])


def _hearings(found: Sequence[Hearing]) -> list[FigureRow]:
    return [FigureRow(text=one.topic, address=f"/hearings/{one.pk}", day=one.day) for one in found]


def _invited(arguments: Arguments) -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(instants_in_years("invited", arguments.years("years")))
    if kind := arguments.text("kind"):
        rows = rows.filter(kind=kind)
    if stage := arguments.text("stage"):
        rows = rows.filter(stage=stage)
    return rows.exclude(state="cancelled").select_related("project")


def _attended(arguments: Arguments) -> QuerySet[Invitation]:
    return _invited(arguments).filter(COUNTED["attended"])


def _spoke(arguments: Arguments) -> QuerySet[Invitation]:
    return _invited(arguments).filter(COUNTED["spoke"])


def _adopted(arguments: Arguments) -> QuerySet[Invitation]:
    return _spoke(arguments).filter(COUNTED["adopted"])


def _projects(found: Sequence[Invitation]) -> list[FigureRow]:
    """By the project, for who was invited may not have agreed to be named."""
    return [
        FigureRow(
            text=f"{one.project.title} · {KIND[one.kind]} · {STAGE[one.stage]}",
            address=f"/projects/{one.project_id}",
            day=day_of(one.invited),
        )
        for one in found
    ]


HELD = Counting(rows=_held, since="day", told=_hearings)
INVITED = Counting(rows=_invited, since="invited", told=_projects, by_instant=True)
ATTENDED = Counting(rows=_attended, since="invited", told=_projects, by_instant=True)
SPOKE = Counting(rows=_spoke, since="invited", told=_projects, by_instant=True)
ADOPTED = Counting(rows=_adopted, since="invited", told=_projects, by_instant=True)
ATTENDANCE = Sharing(part=ATTENDED, whole=INVITED)
ADOPTION = Sharing(part=ADOPTED, whole=SPOKE)

register(
    Metric(
        key="hearings.held",
        words=_("举行的听证"),
        meaning=_("地方标准举行了多少次听证。"),
        formula=_("听证日期不晚于统计日、已登记举行的听证次数。"),
        unit=OCCASIONS,
        parameters=(YEARS,),
        figure=HELD.figure,
        series=HELD.series,
    )
)
register(
    Metric(
        key="hearings.representatives_invited",
        words=_("邀请代表参与"),
        meaning=_("邀请人大代表、政协委员和消费者代表参与标准工作多少人次。"),
        formula=_("统计日以前发出、没有取消的邀请数。"),
        unit=pgettext_lazy("measure", "人次"),
        parameters=(YEARS, _KIND, _STAGE),
        figure=INVITED.figure,
        series=INVITED.series,
    )
)
register(
    Metric(
        key="hearings.attendance",
        words=_("代表到场率"),
        meaning=_("受邀的代表有多少到场。"),
        formula=_("登记到场的邀请数除以没有取消的邀请数。"),
        unit="%",
        parameters=(YEARS, _KIND, _STAGE),
        figure=ATTENDANCE.figure,
        series=ATTENDANCE.series,
        rank=60,
    )
)
register(
    Metric(
        key="hearings.adoption",
        words=_("代表意见采纳率"),
        meaning=_("代表提出的意见有多少被全部或部分采纳。"),
        formula=_("采纳和部分采纳的意见数除以提出意见的邀请数。"),
        unit="%",
        parameters=(YEARS, _KIND, _STAGE),
        figure=ADOPTION.figure,
        series=ADOPTION.series,
        rank=61,
    )
)
