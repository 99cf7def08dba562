"""What codes are called, in the reader's language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATE = {
    "draft": pgettext_lazy("assessment", "草拟"),
    "open": pgettext_lazy("assessment", "正在考核"),
    "published": pgettext_lazy("assessment", "已公布"),
    "dropped": pgettext_lazy("assessment", "已取消"),
}
ASSESSEE = {
    "asked": pgettext_lazy("assessee", "待自评"),
    "submitted": pgettext_lazy("assessee", "已自评，待复核"),
    "returned": pgettext_lazy("assessee", "已退回"),
    "reviewed": pgettext_lazy("assessee", "已复核"),
}
INSPECTION = {
    "open": pgettext_lazy("inspection", "正在检查"),
    "concluded": pgettext_lazy("inspection", "已结束"),
}
FINDING = {
    "found": pgettext_lazy("finding", "待整改"),
    "returned": pgettext_lazy("finding", "整改退回"),
    "rectified": pgettext_lazy("finding", "已整改，待核实"),
    "verified": pgettext_lazy("finding", "已核实"),
    "dropped": pgettext_lazy("finding", "已撤销"),
}
RULE = {
    "points": _("直接打分（0 到 100）"),
    "linear": _("按比例"),
    "steps": _("分档"),
    "yes_no": _("是 100 分，否 0 分"),
}
VALUE_FAULT = {
    "value_missing": _("还没有填。"),
    "not_a_number": _("不是数字。"),
    "not_points": _("要在 0 到 100 之间。"),
    "not_yes_no": _("是填 1，否填 0。"),
    "proof_too_long": _("佐证太长了，最多 500 字。"),
    "comment_wrong": _("意见太长了，最多 4000 字，也不能有控制字符。"),
}
SCHEME_FAULT = {
    "no_indicator": _("至少要有一项指标。"),
    "key_twice": _("有两项用了同一个键。"),
    "label_missing": _("有一项没有名称。"),
    "weight_wrong": _("权重要大于 0、不超过 100。"),
    "weights_not_100": _("各项权重加起来要正好是 100。"),
    "bounds_equal": _("零分值和满分值不能相同。"),
    "steps_wrong": _("分档要从小到大，分数在 0 到 100 之间。"),
    "grades_wrong": _("等次要从高到低，分数在 0 到 100 之间。"),
    "scheme_fixed": _("考核已经开始，方案不能再改。"),
}
REFUSED = {
    "not_from_here": _("现在的状态不能这样做；可能别人刚刚处理过。"),
    "not_for_you": _("这一步不由您来做。"),
    "reason_missing": _("请写明理由。"),
    "nobody_assessed": _("还没有选考核的单位。"),
    "not_all_reviewed": _("还有单位没有复核。"),
    "assessment_closed": _("考核没有开始，或者已经公布。"),
    "values_missing": _("还有指标没有填或者填错。"),
    "values_wrong": _("有的值不能计分，没有记下。"),
    "rectification_missing": _("请写明怎样整改的。"),
    "findings_unsettled": _("还有问题没有核实。"),
    "inspection_concluded": _("检查已经结束；要先重新开始检查。"),
}
