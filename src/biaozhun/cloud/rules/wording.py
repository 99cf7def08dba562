"""What the values, events, actors and levels of rules are called."""

from decimal import Decimal

from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.core.lifecycle.rules import (
    Applied,
    Confidence,
    Direction,
    Level,
    Procedure,
    Rule,
    Unit,
    written,
)

LEVEL = {
    Level.NATION: pgettext_lazy("rule level", "国家"),
    Level.PROVINCE: pgettext_lazy("rule level", "省"),
    Level.CITY: pgettext_lazy("rule level", "市"),
}
PROCEDURE = {
    Procedure.NORMAL: pgettext_lazy("procedure", "一般程序"),
    Procedure.PRIORITY: pgettext_lazy("procedure", "优先程序"),
    Procedure.EMERGENCY: pgettext_lazy("procedure", "应急程序"),
}
CONFIDENCE = {
    Confidence.READ: _("读过法律法规原文"),
    Confidence.TOLD: _("据转述，未见原文"),
    Confidence.KNOWN: _("据通行说法整理，未见原文"),
    Confidence.UNSURE: _("数值或条款尚不确定，只作默认设置"),
}
SECTION = {
    "T": _("法定期限"),
    "Q": _("专家组、会议和表决"),
    "H": _("听证"),
    "P": _("各阶段时限"),
}
POINT = {
    "announced": pgettext_lazy("rule event", "公告发布"),
    "announced_or_reviewed": pgettext_lazy("rule event", "发布或上一次复审结论"),
    "answered": pgettext_lazy("rule event", "答复"),
    "applied": pgettext_lazy("rule event", "提出立项申请"),
    "approved": pgettext_lazy("rule event", "批准编号"),
    "ballot": pgettext_lazy("rule event", "委员会表决"),
    "case_decided": pgettext_lazy("rule event", "决定是否立案"),
    "complaint_accepted": pgettext_lazy("rule event", "受理投诉"),
    "complaint_decided": pgettext_lazy("rule event", "决定是否受理投诉"),
    "complaint_received": pgettext_lazy("rule event", "收到投诉"),
    "consultation_closed": pgettext_lazy("rule event", "征求意见截止"),
    "correction_asked": pgettext_lazy("rule event", "通知补正"),
    "draft_published": pgettext_lazy("rule event", "征求意见稿公布"),
    "expired": pgettext_lazy("rule event", "失效"),
    "filed": pgettext_lazy("rule event", "完成备案"),
    "first_period_ended": pgettext_lazy("rule event", "首个答复期限届满"),
    "hearing": pgettext_lazy("rule event", "听证"),
    "hearing_announced": pgettext_lazy("rule event", "听证公告发布"),
    "information_formed": pgettext_lazy("rule event", "信息形成或变更"),
    "information_published": pgettext_lazy("rule event", "信息公开"),
    "lead_checked": pgettext_lazy("rule event", "线索核查完毕"),
    "lead_found": pgettext_lazy("rule event", "发现线索"),
    "mediation_ended": pgettext_lazy("rule event", "调解终止"),
    "papers_sent": pgettext_lazy("rule event", "送达审查材料"),
    "participants_told": pgettext_lazy("rule event", "告知听证参加人"),
    "planned": pgettext_lazy("rule event", "下达计划"),
    "reported": pgettext_lazy("rule event", "报批"),
    "reported_to_province": pgettext_lazy("rule event", "报省级标准化行政主管部门"),
    "request_received": pgettext_lazy("rule event", "收到公开申请"),
    "review": pgettext_lazy("rule event", "技术审查"),
    "review_concluded": pgettext_lazy("rule event", "作出复审结论"),
    "submitted": pgettext_lazy("rule event", "送审"),
    "text_published": pgettext_lazy("rule event", "目录和文本公开"),
    "third_party_asked": pgettext_lazy("rule event", "征求第三方意见"),
    "told": pgettext_lazy("rule event", "告知"),
}
ACTOR = {
    "all": pgettext_lazy("rule actor", "各方"),
    "authority": pgettext_lazy("rule actor", "标准化行政主管部门"),
    "city": pgettext_lazy("rule actor", "市级标准化行政主管部门"),
    "committee": pgettext_lazy("rule actor", "标准化技术委员会"),
    "drafter": pgettext_lazy("rule actor", "起草单位"),
    "health": pgettext_lazy("rule actor", "省级卫生健康主管部门"),
    "issuer": pgettext_lazy("rule actor", "标准的发布者"),
    "panel": pgettext_lazy("rule actor", "审查专家组"),
    "province": pgettext_lazy("rule actor", "省级标准化行政主管部门"),
    "third_party": pgettext_lazy("rule actor", "第三方"),
}
FAULT = {
    "looser_than_above": _("比上级规定宽：上级为“{above}”，只能更严。"),
    "not_comparable": _("计量单位或方向与上级规定“{above}”不同，无法比较。"),
}
DAY_KIND = {"off": pgettext_lazy("day", "休息"), "work": pgettext_lazy("day", "上班")}


def amount(value: Decimal, unit: Unit) -> str:
    """A value with its unit: 30日, 2/3, 单数."""
    told, count = written(value), int(value)
    if unit is Unit.PARITY:
        return gettext("单数") if count else gettext("双数")
    words = {
        Unit.DAYS: ngettext("{n} 日", "{n} 日", count),
        Unit.WORKING_DAYS: ngettext("{n} 个工作日", "{n} 个工作日", count),
        Unit.MONTHS: ngettext("{n} 个月", "{n} 个月", count),
        Unit.YEARS: ngettext("{n} 年", "{n} 年", count),
        Unit.PEOPLE: ngettext("{n} 人", "{n} 人", count),
        Unit.ORGANISATIONS: ngettext("{n} 个单位", "{n} 个单位", count),
        Unit.TIMES: ngettext("{n} 次", "{n} 次", count),
        Unit.SHARE: "{n}",
    }
    return words[unit].format(n=told)


def bound(rule: Applied | Rule) -> str:
    """What a rule asks, as a phrase: 不少于 30 日."""
    told = amount(rule.value, rule.unit)
    if rule.direction is Direction.AT_LEAST:
        return gettext("不少于 {amount}").format(amount=told)
    if rule.direction is Direction.AT_MOST and not rule.value:
        return gettext("不得有")
    if rule.direction is Direction.AT_MOST:
        return gettext("不超过 {amount}").format(amount=told)
    return gettext("须为{amount}").format(amount=told)


def span(rule: Applied | Rule) -> str:
    """From which event to which, or at which event a rule asks something."""
    start, end = str(POINT[rule.start]), str(POINT[rule.end])
    if rule.start == rule.end:
        return start
    return gettext("从{start}到{end}").format(start=start, end=end)


def named(rule: Applied | Rule) -> str:
    """What a rule is about, in the language of the page."""
    if get_language() == "en" and rule.name_en:
        return rule.name_en
    return in_readers_writing(rule.name)


def grounded(rule: Applied) -> str:
    """What a rule stands on, in the language of the page; articles are cited in Chinese alone."""
    if get_language() == "en" and rule.basis_en:
        return rule.basis_en
    return gettext("据{basis}").format(basis=rule.basis) if rule.confidence == "V2" else rule.basis


def origin(rule: Applied) -> str:
    """Whose rule it is: a level's, or the platform's own setting."""
    return gettext("平台参照设定") if rule.is_default else str(LEVEL[Level(rule.level)])


def standing(rule: Applied) -> str:
    """Whether a rule binds, and on whose word."""
    if rule.binding:
        sentence = gettext("已由{name}于 {day} 核对签署")
        return sentence.format(name=rule.signed_by, day=f"{rule.signed_on:%Y-%m-%d}")
    if rule.is_default:
        return gettext("没有法律规定，仅作提示")
    return gettext("待核对，仅作提示")
