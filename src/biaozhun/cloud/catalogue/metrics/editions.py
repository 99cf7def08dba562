"""What editions are published, held, withdrawn, replaced, adopted and drafted by whom."""

import json
from collections.abc import Sequence

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.metrics.asking import UNIT, named, named_by
from biaozhun.cloud.catalogue.models import Document, Edition, Relation
from biaozhun.cloud.catalogue.templatetags.catalogue import place
from biaozhun.cloud.metrics.counting import Counting, Sharing, in_years
from biaozhun.cloud.metrics.parameters import CODE, DIVISION, ISSUER, LEVEL, NATURE, YEARS
from biaozhun.cloud.metrics.registry import Arguments, FigureRow, Metric, register
from biaozhun.cloud.metrics.units import ITEMS, TIMES
from biaozhun.core.bibliography import RelationKind


def _editions(arguments: Arguments) -> QuerySet[Edition]:
    """Real editions narrowed by all that editions are asked by, but for the period."""
    wanted = Q(invented=False, kind=Edition.Kind.EDITION)
    for name, field in (
        ("code", "standard__code"),
        ("nature", "nature"),
        ("division", "region__startswith"),
        ("issuer", "issuing_body__icontains"),
    ):
        if value := arguments.text(name):
            wanted &= Q(**{field: value})
    if levels := arguments.texts("level"):
        wanted &= Q(family__in=levels)
    return Edition.objects.filter(wanted)


def _published(arguments: Arguments) -> QuerySet[Edition]:
    return _editions(arguments).filter(in_years("published", arguments.years("years")))


def _withdrawn(arguments: Arguments) -> QuerySet[Edition]:
    return _editions(arguments).filter(in_years("withdrawn", arguments.years("years")))


def _held(arguments: Arguments) -> QuerySet[Edition]:
    return _editions(arguments)


def _drafted(arguments: Arguments) -> QuerySet[Edition]:
    """Those of which a drafting unit has the words in its name.

    SQLite keeps lists with every character escaped, PostgreSQL as it is.
    """
    unit = arguments.text("unit")
    escaped = json.dumps(unit)[1:-1]
    listed = Cast("drafting_units", TextField())
    found = _published(arguments).annotate(figure_units=listed)
    return found.filter(Q(figure_units__icontains=escaped) | Q(figure_units__icontains=unit))


def _adopting(arguments: Arguments) -> QuerySet[Edition]:
    """IDT and MOD are adoption, NEQ is not (GB/T 1.2)."""
    adopts = Relation.objects.filter(
        edition=OuterRef("pk"),
        subject=OuterRef("slug"),
        kind=RelationKind.CORRESPONDS,
        degree__in=("IDT", "MOD"),
    )
    return _published(arguments).filter(Exists(adopts))


def _readable(arguments: Arguments) -> QuerySet[Edition]:
    may_be_read = Document.objects.filter(edition=OuterRef("pk"), reading="open")
    return _editions(arguments).filter(Exists(may_be_read))


def _replacing(arguments: Arguments) -> QuerySet[Relation]:
    """Replacements as the newer edition states them, from the day it enters into force."""
    found = Relation.objects.filter(
        in_years("edition__in_force", arguments.years("years")),
        kind=RelationKind.REPLACES,
        subject=F("edition__slug"),
        edition__invented=False,
    )
    if levels := arguments.texts("level"):
        found = found.filter(edition__family__in=levels)
    return found.select_related("edition")


def _replacements(relations: Sequence[Relation]) -> list[FigureRow]:
    return [
        FigureRow(
            text=gettext("{newer} 代替 {older}").format(
                newer=one.edition.number, older=one.other_number
            ),
            address=place(one.edition.slug),
            day=one.edition.in_force,
        )
        for one in relations
    ]


PUBLISHED = Counting(rows=_published, since="published", told=named)
HELD = Counting(rows=_held, since="first_recorded", told=named_by("first_recorded"))
READABLE = Counting(rows=_readable, since="first_recorded", told=named_by("first_recorded"))
WITHDRAWN = Counting(rows=_withdrawn, since="withdrawn", told=named_by("withdrawn"))
REPLACED = Counting(rows=_replacing, since="edition__in_force", told=_replacements)
ADOPTING = Counting(rows=_adopting, since="published", told=named)
DRAFTED = Counting(rows=_drafted, since="published", told=named)
ADOPTION = Sharing(part=ADOPTING, whole=PUBLISHED)
READING = Sharing(part=READABLE, whole=HELD)
PERIOD = (YEARS, LEVEL, DIVISION, NATURE, ISSUER, CODE)

for _metric in (
    Metric(
        key="catalogue.published",
        words=_("发布的标准"),
        meaning=_("某一时期发布了多少项标准。"),
        formula=_("发布日期在所选年份之内、且不晚于统计日的标准数；修改单、勘误不计。"),
        unit=ITEMS,
        parameters=PERIOD,
        figure=PUBLISHED.figure,
        series=PUBLISHED.series,
        rank=1,
    ),
    Metric(
        key="catalogue.withdrawn",
        words=_("废止的标准"),
        meaning=_("某一时期明文废止了多少项标准。"),
        formula=_("来源写明的废止日期在所选年份之内、且不晚于统计日的标准数。"),
        unit=ITEMS,
        parameters=PERIOD,
        figure=WITHDRAWN.figure,
        series=WITHDRAWN.series,
        rank=20,
    ),
    Metric(
        key="catalogue.replaced",
        words=_("标准代替"),
        meaning=_("某一时期有多少次新标准代替旧标准。"),
        formula=_("新标准写明所代替的标准，每代替一项记一项次；按新标准的实施日期计。"),
        unit=TIMES,
        parameters=(YEARS, LEVEL),
        figure=REPLACED.figure,
        series=REPLACED.series,
        rank=21,
    ),
    Metric(
        key="catalogue.adopting",
        words=_("采用国际标准的标准"),
        meaning=_("某一时期发布的标准中，有多少项等同或修改采用国际标准。"),
        formula=_(
            "所选年份发布、且写明等同采用（IDT）或修改采用（MOD）的标准数；非等效（NEQ）不计。"
        ),
        unit=ITEMS,
        parameters=PERIOD,
        figure=ADOPTING.figure,
        series=ADOPTING.series,
        rank=30,
    ),
    Metric(
        key="catalogue.adoption_share",
        words=_("采标率"),
        meaning=_("某一时期发布的标准中，采用国际标准的占多少。"),
        formula=_("采用国际标准的标准数 ÷ 同一范围发布的标准数 × 100，保留一位小数。"),
        unit="%",
        parameters=PERIOD,
        figure=ADOPTION.figure,
        series=ADOPTION.series,
        rank=31,
    ),
    Metric(
        key="catalogue.drafted",
        words=_("参与制修订的标准"),
        meaning=_("某一时期发布的标准中，起草单位名称含有所给文字的有多少项。"),
        formula=_(
            "所选年份发布、起草单位之一的名称含有这些字的标准数；来源没有写明起草单位的标准不在其中。"
        ),
        unit=ITEMS,
        parameters=(UNIT, *PERIOD),
        figure=DRAFTED.figure,
        series=DRAFTED.series,
        rank=35,
    ),
    Metric(
        key="catalogue.held",
        words=_("收录的标准"),
        meaning=_("标准目录里收录了多少项标准，不论状态。"),
        formula=_("首次收录日不晚于统计日的标准数；修改单、勘误和演示数据不计。"),
        unit=ITEMS,
        parameters=(LEVEL, DIVISION, NATURE, ISSUER),
        figure=HELD.figure,
        series=HELD.series,
        rank=40,
    ),
    Metric(
        key="catalogue.readable_share",
        words=_("可公开阅读的比例"),
        meaning=_("收录的标准中，来源写明文本可以公开阅读的占多少。"),
        formula=_("有可公开阅读文本的标准数 ÷ 收录的标准数 × 100，保留一位小数。"),
        unit="%",
        parameters=(LEVEL, DIVISION, NATURE, ISSUER),
        figure=READING.figure,
        series=READING.series,
        rank=41,
    ),
):
    register(_metric)
