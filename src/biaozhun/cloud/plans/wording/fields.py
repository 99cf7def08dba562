"""What the fields of plans, tasks and targets are called, on pages and in the journal."""

from typing import Final

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.plans.wording import Words

FIELD: Final[Words] = {
    "title": pgettext_lazy("fact", "名称"),
    "text": pgettext_lazy("fact", "内容"),
    "path": pgettext_lazy("fact", "所在章节"),
    "mode": pgettext_lazy("fact", "分工方式"),
    "open_ended": pgettext_lazy("fact", "单位名单以“等”结尾"),
    "responsibility": pgettext_lazy("fact", "责任单位原文"),
    "starts": pgettext_lazy("fact", "开始"),
    "deadline": pgettext_lazy("fact", "期限"),
    "ongoing": pgettext_lazy("fact", "持续推进"),
    "deadline_text": pgettext_lazy("fact", "时限原文"),
    "kind": pgettext_lazy("fact", "种类"),
    "notice_title": pgettext_lazy("fact", "印发通知的标题"),
    "issuer": pgettext_lazy("fact", "印发机关"),
    "organisation": pgettext_lazy("fact", "单位"),
    "number": pgettext_lazy("fact", "文号"),
    "date_signed": pgettext_lazy("fact", "成文日期"),
    "date_issued": pgettext_lazy("fact", "印发日期"),
    "date_published": pgettext_lazy("fact", "公布日期"),
    "date_effective": pgettext_lazy("fact", "施行日期"),
    "since": pgettext_lazy("fact", "计划期开始"),
    "until": pgettext_lazy("fact", "计划期结束"),
    "shows_history": pgettext_lazy("fact", "公开经过"),
    "indicator": pgettext_lazy("fact", "指标"),
    "operator": pgettext_lazy("fact", "要求"),
    "value": pgettext_lazy("fact", "数值"),
    "value_max": pgettext_lazy("fact", "上限"),
    "unit": pgettext_lazy("fact", "单位"),
    "year": pgettext_lazy("fact", "年份"),
    "per": pgettext_lazy("fact", "每年还是累计"),
    "baseline": pgettext_lazy("fact", "基数"),
    "baseline_year": pgettext_lazy("fact", "基数的年份"),
    "scope": pgettext_lazy("fact", "范围"),
    "participants": pgettext_lazy("fact", "参加单位和对象"),
    "standards": pgettext_lazy("fact", "标准"),
    "results": pgettext_lazy("fact", "成效"),
}
