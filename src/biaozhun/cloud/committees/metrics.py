"""Figures over committees, posts held, experts and contributions."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.committees.models import Committee, Contribution, Expert, PostHeld
from biaozhun.cloud.committees.wording import (
    BODY,
    FORM,
    INTERNATIONAL,
    MADE,
    PARTY,
    POST,
    SHARE,
)
from biaozhun.cloud.metrics.counting import Counting, in_years
from biaozhun.cloud.metrics.parameters import LEVEL, YEARS
from biaozhun.cloud.metrics.registry import (
    Arguments,
    FigureRow,
    Kind,
    Metric,
    Parameter,
    Words,
    register,
)
from biaozhun.cloud.metrics.units import EACH, ITEMS
from biaozhun.cloud.organisations.wording import LEVEL as ADMINISTRATION

PERSONS: Final = pgettext_lazy("measure", "名")


def _choice(name: str, words: Words, table: Mapping[Any, Words]) -> Parameter:
    choices = tuple((str(code), said) for code, said in table.items())
    return Parameter(name=name, kind=Kind.CHOICE, words=words, choices=choices)


UNIT: Final = Parameter(
    name="unit", kind=Kind.TEXT, words=_("单位"), hint=_("名称中的几个字即可，如“深圳”")
)
SHARE_: Final = _choice("share", _("作用"), SHARE)
PARTY_: Final = _choice("party", _("主体"), PARTY)
MADE_: Final = _choice("made", _("制定或修订"), MADE)
FORM_: Final = _choice("form", _("形式"), FORM)
RANK: Final = _choice(
    "rank",
    _("层级"),
    {"international": INTERNATIONAL, **ADMINISTRATION},
)
PLACE: Final = Parameter(
    name="place", kind=Kind.DIVISION, words=_("地区"), hint=_("秘书处所在地的区划代码，如 44、4403")
)
BODY_: Final = _choice("body", _("标准组织"), BODY)
POST_: Final = _choice("post", _("职务"), POST)


def _contributions(arguments: Arguments) -> QuerySet[Contribution]:
    """The first entry of each edition among those asked for, so that an edition counts once."""
    found = Contribution.objects.filter(withdrawn=None, published__isnull=False)
    found = found.filter(in_years("published", arguments.years("years")))
    if levels := arguments.texts("level"):
        found = found.filter(level__in=levels)
    for name, field in (("share", "share"), ("party", "party"), ("made", "kind")):
        if value := arguments.text(name):
            found = found.filter(**{field: value})
    if unit := arguments.text("unit"):
        named = Q(party=Contribution.Party.UNIT, name__icontains=unit)
        found = found.filter(named | Q(unit__icontains=unit))
    first = found.order_by().values("slug").annotate(first=Min("pk")).values("first")
    return Contribution.objects.filter(pk__in=first)


def _contributed(found: Sequence[Contribution]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.number} {one.title} {one.name}".strip(),
            address=reverse("committees:contribution", args=[one.code]),
            day=one.published,
        )
        for one in found
    ]


def _committees(arguments: Arguments) -> QuerySet[Committee]:
    found = Committee.objects.filter(since__isnull=False)
    match arguments.text("rank"):
        case "":
            pass  # of every level
        case "international":
            found = found.filter(international=True)
        case level:
            found = found.filter(level=level, international=False)
    if form := arguments.text("form"):
        found = found.filter(form=form)
    if place := arguments.text("place"):
        found = found.filter(division__startswith=place)
    if unit := arguments.text("unit"):
        found = found.filter(secretariat__name__icontains=unit)
    return found


def _named(found: Sequence[Committee]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.code} {one.name}",
            address=reverse("committees:committee", args=[one.pk]),
            day=one.since,
        )
        for one in found
    ]


def _posts(arguments: Arguments) -> QuerySet[PostHeld]:
    found = PostHeld.objects.filter(since__isnull=False)
    for name in ("body", "post"):
        if value := arguments.text(name):
            found = found.filter(**{name: value})
    if unit := arguments.text("unit"):
        found = found.filter(unit__icontains=unit)
    return found


def _posted(found: Sequence[PostHeld]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.name} {one.unit} {one.committee_code}".strip(),
            address=reverse("committees:posts"),
            day=one.since,
        )
        for one in found
    ]


def _experts(_arguments: Arguments) -> QuerySet[Expert]:
    return Expert.objects.filter(since__isnull=False).exclude(state__in=("declined", "left"))


def _unnamed(found: Sequence[Expert]) -> list[FigureRow]:
    """Rows without names: not every expert agreed to be named."""
    return [FigureRow(text=str(_("一名专家")), day=one.since) for one in found]


CONTRIBUTED: Final = Counting(rows=_contributions, since="published", told=_contributed)
EXISTING: Final = Counting(rows=_committees, since="since", until="until", told=_named)
POSTS: Final = Counting(rows=_posts, since="since", until="until", told=_posted)
ADMITTED: Final = Counting(rows=_experts, since="since", until="until", told=_unnamed)

for _metric in (
    Metric(
        key="committees.contributions",
        words=_("主导和参与制修订的标准"),
        meaning=_("某一时期发布的标准中，登记了单位或个人主导、参与制修订的有多少项。"),
        formula=_(
            "标准贡献登记册里未撤销的记录，按标准去重；发布日期在所选年份之内、且不晚于统计日。"
        ),
        unit=ITEMS,
        parameters=(YEARS, LEVEL, SHARE_, PARTY_, MADE_, UNIT),
        figure=CONTRIBUTED.figure,
        series=CONTRIBUTED.series,
        rank=1,
    ),
    Metric(
        key="committees.committees",
        words=_("标准化技术委员会"),
        meaning=_("统计日有多少个登记在册的技术委员会、分技术委员会和工作组。"),
        formula=_("成立日期不晚于统计日、没有在此之前撤销的委员会；没有成立日期的不计。"),
        unit=EACH,
        parameters=(RANK, FORM_, PLACE, UNIT),
        figure=EXISTING.figure,
        series=EXISTING.series,
        rank=2,
    ),
    Metric(
        key="committees.posts",
        words=_("国际国内标准化任职"),
        meaning=_("统计日有多少项在国际、国内标准组织的任职。"),
        formula=_("任期包含统计日的任职；没有任期起日的不计。"),
        unit=ITEMS,
        parameters=(BODY_, POST_, UNIT),
        figure=POSTS.figure,
        series=POSTS.series,
        rank=3,
    ),
    Metric(
        key="committees.experts",
        words=_("在库专家"),
        meaning=_("统计日专家库里有多少名专家。"),
        formula=_("聘期包含统计日的专家；未通过和已退出的不计。"),
        unit=PERSONS,
        figure=ADMITTED.figure,
        series=ADMITTED.series,
        rank=4,
    ),
):
    register(_metric)
