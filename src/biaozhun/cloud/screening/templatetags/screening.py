"""How the result of a screening is laid out and worded."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec
from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from biaozhun.cloud.screening import wording
from biaozhun.cloud.screening.models import FairCompetitionReview
from biaozhun.cloud.screening.queries.answers import Near, Screening
from biaozhun.core.number import Family
from biaozhun.core.screening import GROUPS, Because, ScopeFinding, Weight

register = template.Library()

_TABLES: Final[Mapping[str, Mapping[str, Promise | str]]] = {
    "finding": wording.FINDING,
    "advice": wording.ADVICE,
    "part": wording.PART,
    "degree": wording.DEGREE,
    "what": wording.WHAT,
    "without": wording.WITHOUT,
    "conclusion": wording.CONCLUSION,
    "examined": wording.EXAMINED,
    "article": wording.ARTICLE,
}
_FAMILIES: Final[Mapping[Family, str]] = {
    Family.NATIONAL: "national",
    Family.SECTOR: "sector",
    Family.LOCAL: "local",
    Family.ASSOCIATION: "association",
    Family.INTERNATIONAL: "international",
    Family.FOREIGN: "international",
    Family.ENTERPRISE: "other",
    Family.CONSTRUCTION: "other",
    Family.METROLOGY: "other",
    Family.MILITARY: "other",
    Family.SAMPLE: "other",
    Family.REGULATION: "other",
}


class Group(msgspec.Struct, frozen=True):
    """Things under one heading: code, words, things."""

    code: str
    words: str
    items: tuple[object, ...]


@register.filter
def screening_word(code: str, table: str) -> str:
    """The word for a code of screening."""
    return str(_TABLES[table][str(code)])


@register.filter
def by_weight(findings: Iterable[ScopeFinding]) -> list[Group]:
    """Findings under what they mean, in the order of their weight, and within it by kind."""
    told = tuple(findings)
    groups = (
        Group(weight, str(wording.WEIGHT[weight]), tuple(_kinds(told, weight))) for weight in Weight
    )
    return [group for group in groups if group.items]


def _kinds(findings: tuple[ScopeFinding, ...], weight: Weight) -> Iterator[Group]:
    """Findings of a weight, kind by kind, for advice is given once a kind."""
    codes = dict.fromkeys(finding.code for finding in findings if finding.weight == weight)
    for code in codes:
        of_kind = tuple(finding for finding in findings if finding.code == code)
        yield Group(code, str(wording.FINDING[code]), of_kind)


@register.filter
def by_owner(near: Iterable[Near]) -> list[Group]:
    """What is near, by whose it is, in the order in which a reader asks."""
    told = tuple(near)
    groups = (
        Group(code, str(words), tuple(one for one in told if _owner(one) == code))
        for code, words in wording.GROUP.items()
    )
    return [group for group in groups if group.items]


def _owner(near: Near) -> str:
    if near.kind != "edition":
        return near.kind
    if near.level == Family.LOCAL and near.here:
        return "here"
    return _FAMILIES[Family(near.level)]


@register.filter
def reason(because: Because) -> str:
    """A reason in words."""
    return str(wording.WHY[because.code]) + _("、").join(because.words)


@register.filter
def quoted_sentence(finding: ScopeFinding) -> SafeString:
    """The sentence of a finding, with the words that triggered it marked."""
    before, found, behind = finding.sentence.partition(finding.fragment)
    return format_html("{}<mark>{}</mark>{}", before, found, behind)


@register.filter
def percent(score: float) -> str:
    """A score as a whole percentage."""
    return f"{round(score * 100)}%"


@register.filter
def summary(screening: Screening) -> list[str]:
    """The answer in sentences, the gravest first."""
    return list(_sentences(screening))


def _sentences(screening: Screening) -> Iterator[str]:
    grave = sum(f.weight is Weight.AGAINST for f in screening.scope)
    doors = {f.code for f in screening.scope if f.weight is Weight.DOOR}
    same = sum(one.degree == "same" and not one.ended for one in screening.duplicates)
    if grave:
        yield _("有 {n} 处写法不宜写进地方标准。").format(n=grave)
    if doors:
        yield _("内容可能由其他部门按其程序制定。")
    if screening.covering:
        yield _("{n} 项现行的国家标准、行业标准已经涉及。").format(n=len(screening.covering))
    if same:
        yield _("{n} 项标准、项目或建议的名称相同或几乎相同。").format(n=same)
    if not (grave or doors or screening.covering or same):
        yield _("没有发现明显的重复，也没有发现不宜写进地方标准的写法。")


@register.filter
def examined_rows(review: FairCompetitionReview) -> list[tuple[str, str, str]]:
    """The groups of a review with article and what was found; none where it does not say."""
    if not review.examined:
        return []
    return [
        (str(wording.EXAMINED[group]), str(wording.ARTICLE[group]), review.examined.get(group, ""))
        for group in GROUPS
    ]
