"""What fields, levels, states, steps and refusals are called."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.demands.models import Wished
from biaozhun.cloud.drafting.models import Field

FIELD: Final = {
    str(Field.AGRICULTURE): pgettext_lazy("field", "农业"),
    str(Field.INDUSTRY): pgettext_lazy("field", "工业"),
    str(Field.SERVICES): pgettext_lazy("field", "服务业"),
    str(Field.SOCIAL): pgettext_lazy("field", "社会事业"),
}
LEVEL: Final = {
    str(Wished.UNSURE): pgettext_lazy("wished level", "说不准"),
    str(Wished.LOCAL): pgettext_lazy("wished level", "地方标准"),
    str(Wished.NATIONAL): pgettext_lazy("wished level", "国家标准"),
    str(Wished.SECTOR): pgettext_lazy("wished level", "行业标准"),
    str(Wished.ASSOCIATION): pgettext_lazy("wished level", "团体标准"),
}
DEMAND_STATE: Final = {
    "filed": pgettext_lazy("demand", "待审核公开"),
    "withheld": pgettext_lazy("demand", "不公开"),
    "open": pgettext_lazy("demand", "待交办"),
    "assigned": pgettext_lazy("demand", "办理中"),
    "answered": pgettext_lazy("demand", "已答复"),
    "merged": pgettext_lazy("demand", "已并入"),
    "suggested": pgettext_lazy("demand", "已转立项建议"),
    "planned": pgettext_lazy("demand", "已立项"),
    "declined": pgettext_lazy("demand", "不采纳"),
}
SUGGESTION_STATE: Final = {
    "filed": pgettext_lazy("suggestion", "待审核公开"),
    "withheld": pgettext_lazy("suggestion", "不公开"),
    "received": pgettext_lazy("suggestion", "已收到"),
    "with_department": pgettext_lazy("suggestion", "部门研究中"),
    "taken_up": pgettext_lazy("suggestion", "已采纳申报"),
    "merged": pgettext_lazy("suggestion", "已并入"),
    "declined": pgettext_lazy("suggestion", "不采纳"),
    "withdrawn": pgettext_lazy("suggestion", "已撤回"),
}
DEMAND_ACTION: Final = {
    "file": pgettext_lazy("demand step", "提出"),
    "publish": pgettext_lazy("demand step", "公开"),
    "withhold": pgettext_lazy("demand step", "不予公开"),
    "assign": pgettext_lazy("demand step", "交办"),
    "send_back": pgettext_lazy("demand step", "退回主管部门"),
    "answer": pgettext_lazy("demand step", "答复"),
    "suggest": pgettext_lazy("demand step", "转为立项建议"),
    "plan": pgettext_lazy("demand step", "关联项目"),
    "merge": pgettext_lazy("demand step", "并入另一条需求"),
    "decline": pgettext_lazy("demand step", "不采纳"),
    "reopen": pgettext_lazy("demand step", "要求重新办理"),
}
SUGGESTION_ACTION: Final = {
    "file": pgettext_lazy("suggestion step", "提出"),
    "receive": pgettext_lazy("suggestion step", "收到并公开"),
    "withhold": pgettext_lazy("suggestion step", "不予公开"),
    "forward": pgettext_lazy("suggestion step", "转交部门"),
    "send_back": pgettext_lazy("suggestion step", "退回主管部门"),
    "take_up": pgettext_lazy("suggestion step", "采纳并申报立项"),
    "give_back": pgettext_lazy("suggestion step", "申请未立项，退回研究"),
    "merge": pgettext_lazy("suggestion step", "并入另一条建议"),
    "decline": pgettext_lazy("suggestion step", "不采纳"),
    "withdraw": pgettext_lazy("suggestion step", "撤回"),
}
ROLE: Final = {
    "filer": _("提出人"),
    "authority": _("标准化行政主管部门"),
    "department": _("承办部门"),
    "application": _("立项申请"),
    "account": _("系统"),
}
"""Who took a step, where no unit is named."""
REFUSAL: Final = {
    "not_from_here": _("现在的状态不能这样做，可能别人刚刚办过；请刷新后再看。"),
    "not_for_you": _("这一步不由您来办。"),
    "text_missing": _("请写明答复或理由。"),
    "department_missing": _("请选定一个部门。"),
    "target_missing": _("没有这个编号，或者它还没有公开。请核对要并入的那一条的编号。"),
    "target_is_itself": _("不能并入自己。"),
    "target_closed": _("那一条自己已经并入别处或不再公开，请并入最后的那一条。"),
    "suggestion_missing": _("没有这条立项建议。"),
    "project_missing": _("没有这个计划号的项目。"),
}
FAULT: Final = {
    "too_many": _("这一小时里从您这里提交的太多了。已填的内容还在，请过一小时再提交。"),
    "too_soon": _("提交得太快了。内容还在，请再看一遍，然后提交。"),
    "too_old": _("这一页打开得太久了。内容还在，请再提交一次。"),
    "trap": _("请把写着“请勿填写”的一栏留空，再提交。"),
    "too_many_files": _("一条最多附 5 份材料。"),
    "too_large": _("一份材料最大 10 MB。"),
    "empty_file": _("这个文件是空的。"),
    "wrong_kind": _("只收 PDF、Word、Excel、图片（JPG、PNG）和纯文本文件。"),
    "not_what_it_says": _("文件的内容和它的扩展名不符，没有收下。"),
    "closed": _("现在的状态不能再添加材料。"),
}
"""Why something that was sent was not taken."""
