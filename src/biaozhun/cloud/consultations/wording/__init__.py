"""What states, steps, kinds and answers are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.consultations.wording.answering import DISPOSITION, OUTCOME

__all__ = [
    "ACTION",
    "COMMENT_ACTION",
    "COMMENT_STATE",
    "DISPOSITION",
    "FIELD",
    "GROUP",
    "KIND",
    "ORIGIN",
    "OUTCOME",
    "REPLY",
    "STATE",
    "Words",
]
Words = Mapping[str, Promise | str]

STATE: Words = {
    "preparing": pgettext_lazy("consultation", "准备中"),
    "open": pgettext_lazy("consultation", "征求意见中"),
    "closed": pgettext_lazy("consultation", "处理意见中"),
    "settled": pgettext_lazy("consultation", "意见已处理"),
    "dropped": pgettext_lazy("consultation", "没有开始"),
}
ACTION: Words = {
    "open": pgettext_lazy("consultation step", "开始征求意见"),
    "drop": pgettext_lazy("consultation step", "放弃"),
    "restart": pgettext_lazy("consultation step", "更换文本，重新起算"),
    "extend": pgettext_lazy("consultation step", "延长期限"),
    "close": pgettext_lazy("consultation step", "截止"),
    "settle": pgettext_lazy("consultation step", "公布处理结果"),
    "reopen": pgettext_lazy("consultation step", "重新处理意见"),
}
COMMENT_STATE: Words = {
    "waiting": pgettext_lazy("comment", "待审核"),
    "withheld": pgettext_lazy("comment", "不公开"),
    "withdrawn": pgettext_lazy("comment", "已撤回"),
    "open": pgettext_lazy("comment", "待答复"),
    "proposed": pgettext_lazy("comment", "待答复"),
    "decided": pgettext_lazy("comment", "已答复"),
}
"""What everybody reads; that an answer was proposed is seen at the desk alone."""
COMMENT_ACTION: Words = {
    "release": pgettext_lazy("comment step", "公开"),
    "withhold": pgettext_lazy("comment step", "不予公开"),
    "withdraw": pgettext_lazy("comment step", "撤回"),
    "propose": pgettext_lazy("comment step", "拟处理"),
    "decide": pgettext_lazy("comment step", "决定处理"),
    "decide_anew": pgettext_lazy("comment step", "重新决定"),
}
KIND: Words = {
    "technical": pgettext_lazy("comment kind", "技术"),
    "editorial": pgettext_lazy("comment kind", "编辑"),
    "general": pgettext_lazy("comment kind", "一般"),
}
ORIGIN: Words = {
    "page": pgettext_lazy("comment origin", "网上提交"),
    "letter": pgettext_lazy("comment origin", "复函"),
    "table": pgettext_lazy("comment origin", "意见表"),
    "stated": pgettext_lazy("comment origin", "代为登记"),
}
GROUP: Words = {
    "department": pgettext_lazy("asked group", "行政主管部门"),
    "enterprise": pgettext_lazy("asked group", "企业"),
    "association": pgettext_lazy("asked group", "社会团体"),
    "consumers": pgettext_lazy("asked group", "消费者组织"),
    "education": pgettext_lazy("asked group", "教育、科研机构"),
    "testing": pgettext_lazy("asked group", "检验检测机构"),
    "disabled": pgettext_lazy("asked group", "残疾人组织"),
    "elderly": pgettext_lazy("asked group", "老年人组织"),
    "other": pgettext_lazy("asked group", "其他"),
}
REPLY: Words = {
    "comments": pgettext_lazy("reply", "有意见"),
    "none": pgettext_lazy("reply", "无意见"),
}
FIELD: Words = {
    "agriculture": _("农业"),
    "industry": _("工业"),
    "services": _("服务业"),
    "social": _("社会事业"),
}
