"""What the codes of the slice are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.plans.models import Duty, Passage, Plan

Words = Mapping[str, Promise | str]

KIND: Words = {
    Plan.Kind.POLICY: pgettext_lazy("plan", "政策文件"),
    Plan.Kind.ACTION_PLAN: pgettext_lazy("plan", "行动计划"),
    Plan.Kind.YEAR_PLAN: pgettext_lazy("plan", "年度计划"),
    Plan.Kind.IMPLEMENTATION: pgettext_lazy("plan", "实施方案"),
    Plan.Kind.CAMPAIGN: pgettext_lazy("plan", "专项行动"),
}
PLAN_STATE: Words = {
    "draft": pgettext_lazy("plan", "待确认"),
    "in_force": pgettext_lazy("plan", "实施中"),
    "concluded": pgettext_lazy("plan", "已完结"),
    "withdrawn": pgettext_lazy("plan", "已撤销"),
}
TASK_STATE: Words = {
    "draft": pgettext_lazy("task", "待确认"),
    "dropped": pgettext_lazy("task", "已去除"),
    "open": pgettext_lazy("task", "进行中"),
    "submitted": pgettext_lazy("task", "待核销"),
    "closed": pgettext_lazy("task", "已完成"),
    "cancelled": pgettext_lazy("task", "已取消"),
}
LATE = pgettext_lazy("task", "已逾期")
ROLE: Words = {
    Duty.Role.LEAD: pgettext_lazy("duty", "牵头"),
    Duty.Role.COOPERATE: pgettext_lazy("duty", "配合"),
}
MODE: Words = {
    "lead": pgettext_lazy("mode", "牵头、配合"),
    "joint": pgettext_lazy("mode", "共同负责"),
    "division": pgettext_lazy("mode", "按职责分工"),
    "collective": pgettext_lazy("mode", "各单位"),
}
OPERATOR: Words = {
    ">=": pgettext_lazy("operator", "不少于"),
    ">": pgettext_lazy("operator", "超过"),
    "<=": pgettext_lazy("operator", "不超过"),
    "<": pgettext_lazy("operator", "低于"),
    "=": pgettext_lazy("operator", "只写一个数（按不少于看）"),
    "~": pgettext_lazy("operator", "左右"),
    "range": pgettext_lazy("operator", "在两数之间"),
}
PER: Words = {
    "year": pgettext_lazy("per", "每年"),
    "cumulative": pgettext_lazy("per", "累计"),
}
PASSAGE: Words = {
    Passage.Kind.HEADING: pgettext_lazy("passage", "标题"),
    Passage.Kind.PHASE: pgettext_lazy("passage", "阶段"),
    Passage.Kind.GOAL: pgettext_lazy("passage", "目标（无数值）"),
    Passage.Kind.PRINCIPLE: pgettext_lazy("passage", "原则"),
    Passage.Kind.SAFEGUARD: pgettext_lazy("passage", "保障"),
    Passage.Kind.BASIS: pgettext_lazy("passage", "依据"),
    Passage.Kind.ATTACHMENT: pgettext_lazy("passage", "附件"),
    Passage.Kind.REMARK: pgettext_lazy("passage", "提示"),
}
MARK: Words = {
    "task": pgettext_lazy("mark", "任务"),
    "lead": ROLE[Duty.Role.LEAD],
    "cooperate": ROLE[Duty.Role.COOPERATE],
    "deadline": pgettext_lazy("mark", "时限"),
    "target": pgettext_lazy("mark", "指标"),
    "goal": pgettext_lazy("mark", "目标"),
    "phase": PASSAGE[Passage.Kind.PHASE],
    "basis": PASSAGE[Passage.Kind.BASIS],
    "attachment": PASSAGE[Passage.Kind.ATTACHMENT],
    "remark": PASSAGE[Passage.Kind.REMARK],
    "dropped": TASK_STATE["dropped"],
}
REMARK: Words = {
    "garbled": _("这里有乱码，没有猜测；请对照原件改正。"),
    "attachment_missing": _("文件里说到的附件没有一起上传；请补上。"),
    "no_title": _("没有读到标题；请填写。"),
    "no_tasks": _("没有读到任务；可以自己添加。"),
    "no_date": _("没有读到日期；相对的期限（如“五年内”）无从算起，请填写。"),
    "unknown_unit": _("这里像是责任单位，但没有读懂；请对照原文。"),
    "bracket_unclosed": _("括号没有闭合；请对照原文。"),
    "heading_out_of_order": _("序号跳过了或重复了；请看是否漏了一段。"),
    "lead_stated_once": _("文件统一规定排在第一位的单位牵头，各项任务照此标注。"),
    "value_out_of_range": _("这个数太大，放不进指标；请自己填写。"),
    "unit_named_twice": _("一项任务里的两个名称是同一个单位，合记一条。"),
}
"""Why the reader leaves a passage to a person, by its code; a test holds that none is lacking."""
ROW_FAULT: Words = {
    "task_missing": _("这一行没有写任务。"),
    "units_missing": _("这一行没有责任单位。"),
    "units_unread": _("责任单位一栏没有读懂。"),
    "deadline_unread": _("时限一栏没有读懂。"),
}
"""What is wrong with a row of an imported table, by its code."""
