"""Figures over the full texts on the shelf."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.metrics.counting import Counting, instants_in_years
from biaozhun.cloud.metrics.parameters import YEARS
from biaozhun.cloud.metrics.registry import (
    Arguments,
    FigureRow,
    Kind,
    Metric,
    Parameter,
    register,
)
from biaozhun.cloud.metrics.units import COPIES
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.texts.templatetags.texts import reading_place
from biaozhun.cloud.texts.wording import KIND, RIGHT


def _shown(arguments: Arguments) -> QuerySet[Text]:
    wanted = {"kind": arguments.text("kind"), "right": arguments.text("right")}
    return Text.objects.filter(
        instants_in_years("added", arguments.years("years")),
        state=Text.State.SHOWN,
        **{field: value for field, value in wanted.items() if value},
    )


def _rows(found: Sequence[Text]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.number} {one.title}".strip(),
            address=reading_place(one),
            day=day_of(one.added),
        )
        for one in found
    ]


SHOWN = Counting(rows=_shown, since="added", told=_rows, by_instant=True)

register(
    Metric(
        key="texts.shown",
        words=_("上架的标准文本"),
        meaning=_("平台上架了多少份标准全文、译文和图解。"),
        formula=_("加入日不晚于统计日、现在仍上架的文本数；已下架的和被新文件替换的各日都不计。"),
        unit=COPIES,
        parameters=(
            YEARS,
            Parameter(
                name="kind",
                kind=Kind.CHOICE,
                words=_("文本种类"),
                choices=tuple((str(code), words) for code, words in KIND.items()),
            ),
            Parameter(
                name="right",
                kind=Kind.CHOICE,
                words=pgettext_lazy("figure", "阅读权限"),
                choices=tuple((str(code), words) for code, words in RIGHT.items()),
            ),
        ),
        figure=SHOWN.figure,
        series=SHOWN.series,
    )
)
