"""Sources, announcements and filings."""

from collections.abc import Sequence

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.models import Announcement, Filing, ImportRun, Source
from biaozhun.cloud.catalogue.templatetags.catalogue import place, title
from biaozhun.cloud.catalogue.wording import ANNOUNCEMENT
from biaozhun.cloud.metrics.counting import Counting, in_years
from biaozhun.cloud.metrics.parameters import DIVISION, YEARS
from biaozhun.cloud.metrics.registry import Arguments, FigureRow, Kind, Metric, Parameter, register
from biaozhun.cloud.metrics.units import EACH, ITEMS, PIECES


def _sources(arguments: Arguments) -> QuerySet[Source]:  # noqa: ARG001  -- asked with nothing
    runs = ImportRun.objects.filter(source=OuterRef("pk")).exclude(state=ImportRun.State.UNDONE)
    first = Subquery(runs.order_by("seen").values("seen")[:1])
    return Source.objects.filter(invented=False).annotate(figure_first=first)


def _source_rows(sources: Sequence[Source]) -> list[FigureRow]:
    return [
        FigureRow(text=one.title, address="/coverage", day=getattr(one, "figure_first", None))
        for one in sources
    ]


def _announced(arguments: Arguments) -> QuerySet[Announcement]:
    found = Announcement.objects.filter(in_years("date", arguments.years("years")), invented=False)
    kind = arguments.text("kind")
    return found.filter(kind=kind) if kind else found


def _announcements(found: Sequence[Announcement]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.issuer} {one.number} {one.title}".strip(),
            address=f"/announcements/{one.slug}",
            day=one.date,
        )
        for one in found
    ]


def _filed(arguments: Arguments) -> QuerySet[Filing]:
    found = Filing.objects.filter(
        in_years("date", arguments.years("years")), edition__invented=False
    )
    if region := arguments.text("division"):
        found = found.filter(edition__region__startswith=region)
    return found.select_related("edition")


def _filings(found: Sequence[Filing]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.number} {one.edition.number} {title(one.edition)}".strip(),
            address=place(one.edition.slug),
            day=one.date,
        )
        for one in found
    ]


SOURCES = Counting(rows=_sources, since="figure_first", told=_source_rows)
ANNOUNCED = Counting(rows=_announced, since="date", told=_announcements)
FILED = Counting(rows=_filed, since="date", told=_filings)

for _metric in (
    Metric(
        key="catalogue.sources",
        words=_("数据来源"),
        meaning=_("标准目录的数据来自多少个来源。"),
        formula=_("已有导入的来源数，从第一次读取之日起计；全部撤销的不计。"),
        unit=EACH,
        figure=SOURCES.figure,
        series=SOURCES.series,
        rank=60,
    ),
    Metric(
        key="catalogue.announcements",
        words=_("标准公告"),
        meaning=_("某一时期收录了多少件发布、废止等公告。"),
        formula=_("公告日期在所选年份之内、且不晚于统计日的公告数。"),
        unit=PIECES,
        parameters=(
            YEARS,
            Parameter(
                name="kind",
                kind=Kind.CHOICE,
                words=_("公告类别"),
                choices=tuple(ANNOUNCEMENT.items()),
            ),
        ),
        figure=ANNOUNCED.figure,
        series=ANNOUNCED.series,
        rank=61,
    ),
    Metric(
        key="catalogue.filings",
        words=_("标准备案"),
        meaning=_("某一时期有多少项标准备案。"),
        formula=_("备案日期在所选年份之内、且不晚于统计日的备案数；没有日期的备案不计。"),
        unit=ITEMS,
        parameters=(YEARS, DIVISION),
        figure=FILED.figure,
        series=FILED.series,
        rank=62,
    ),
):
    register(_metric)
