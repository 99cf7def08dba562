"""What codes are called, in the reader's language."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

STATE = {
    "open": pgettext_lazy("round", "正在报送"),
    "closed": pgettext_lazy("round", "已截止"),
    "published": pgettext_lazy("round", "已公布"),
}
RETURNED = {
    "asked": pgettext_lazy("return", "未报"),
    "submitted": pgettext_lazy("return", "已报，待审"),
    "returned": pgettext_lazy("return", "已退回"),
    "accepted": pgettext_lazy("return", "已通过"),
    "excused": pgettext_lazy("return", "免报"),
}
RHYTHM = {
    "once": pgettext_lazy("rhythm", "一次"),
    "month": pgettext_lazy("rhythm", "每月"),
    "quarter": pgettext_lazy("rhythm", "每季度"),
    "half_year": pgettext_lazy("rhythm", "每半年"),
    "year": pgettext_lazy("rhythm", "每年"),
}
FIELD_KIND = {
    "text": pgettext_lazy("field", "文字"),
    "count": pgettext_lazy("field", "个数"),
    "number": pgettext_lazy("field", "数值"),
    "share": pgettext_lazy("field", "百分比"),
    "date": pgettext_lazy("field", "日期"),
    "choice": pgettext_lazy("field", "单选"),
    "yes_no": pgettext_lazy("field", "是或否"),
}
FAULT = {
    "answer_missing": gettext_lazy("必填，还没有填。"),
    "too_long": gettext_lazy("太长了，最多 5000 字。"),
    "not_a_number": gettext_lazy("不是数字。"),
    "not_whole": gettext_lazy("要填整数。"),
    "too_small": gettext_lazy("小于允许的最小值。"),
    "too_large": gettext_lazy("大于允许的最大值。"),
    "not_a_day": gettext_lazy("不是日期，请写成 2026-06-30 这样。"),
    "not_a_choice": gettext_lazy("不在选项之内。"),
}
FORM_FAULT = {
    "no_field": gettext_lazy("至少要有一项。"),
    "field_twice": gettext_lazy("有两项用了同一个键。"),
    "label_missing": gettext_lazy("有一项没有名称。"),
    "choices_missing": gettext_lazy("单选至少要有两个选项。"),
    "bounds_crossed": gettext_lazy("最小值大于最大值。"),
}
REFUSED = {
    "not_from_here": gettext_lazy("现在的状态不能这样做；可能别人刚刚处理过。"),
    "not_for_you": gettext_lazy("这一步不由您来做。"),
    "reason_missing": gettext_lazy("请写明理由。"),
    "round_closed": gettext_lazy("这一轮已经截止。"),
    "answers_faulty": gettext_lazy("还有填错或者漏填的项。"),
}
REMARK = {
    "risen": gettext_lazy("合计 {now}，比上一轮的 {before} 多。"),
    "fallen": gettext_lazy("合计 {now}，比上一轮的 {before} 少。"),
    "stands_out": gettext_lazy("{unit}报了 {now}，是中位数 {before} 的三倍以上，请核实。"),
    "fell_by_half": gettext_lazy("{unit}报了 {now}，不到上一轮 {before} 的一半，请核实。"),
    "unanswered": gettext_lazy("已报的 {before} 个单位中有 {now} 个没有填。"),
}
_PERIOD = re.compile(r"(\d{4})(?:-([MQH])(\d{1,2}))?")


def period_words(code: str) -> str:
    """A period as people say it; a day stays as it is."""
    found = _PERIOD.fullmatch(code)
    if found is None:
        return code
    year, sign, place = found.groups()
    sentences = {
        None: _("{year}年"),
        "M": _("{year}年{place}月"),
        "Q": _("{year}年第{place}季度"),
        "H": _("{year}年上半年") if place == "1" else _("{year}年下半年"),
    }
    return sentences[sign].format(year=year, place=int(place or 0))
