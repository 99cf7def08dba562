"""What levels, kinds, forms, seats, states and refusals are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.organisations.models import Body, GroupWork, Kind, Level, Membership

LEVEL = {
    Level.NATION: pgettext_lazy("level", "国家"),
    Level.PROVINCE: pgettext_lazy("level", "省级"),
    Level.CITY: pgettext_lazy("level", "市级"),
    Level.DISTRICT: pgettext_lazy("level", "区县级"),
    Level.TOWN: pgettext_lazy("level", "乡镇街道"),
}
KIND = {
    Kind.GOVERNMENT: pgettext_lazy("unit", "人民政府"),
    Kind.DEPARTMENT: pgettext_lazy("unit", "政府部门"),
    Kind.ZONE: pgettext_lazy("unit", "功能区"),
    Kind.INSTITUTION: pgettext_lazy("unit", "事业单位"),
    Kind.ENTERPRISE: pgettext_lazy("unit", "企业"),
    Kind.ASSOCIATION: pgettext_lazy("unit", "社会团体"),
    Kind.OTHER: pgettext_lazy("unit", "其他"),
}
FORM = {
    Body.Form.JOINT_CONFERENCE: _("联席会议"),
    Body.Form.LEADING_GROUP: _("领导小组"),
    Body.Form.COMMISSION: _("标准化委员会"),
    Body.Form.WORKING_GROUP: _("专项工作组"),
}
SEAT = {
    Membership.Seat.CHAIR: pgettext_lazy("seat", "召集人（主任、组长）"),
    Membership.Seat.VICE_CHAIR: pgettext_lazy("seat", "副召集人（副主任、副组长）"),
    Membership.Seat.LEAD: pgettext_lazy("seat", "牵头单位"),
    Membership.Seat.MEMBER: pgettext_lazy("seat", "成员"),
}
WORK = {
    GroupWork.Kind.PLAN: pgettext_lazy("group work", "工作计划"),
    GroupWork.Kind.STANDARD: pgettext_lazy("group work", "标准研制"),
    GroupWork.Kind.PROMOTION: pgettext_lazy("group work", "宣传推广"),
    GroupWork.Kind.SUPERVISION: pgettext_lazy("group work", "实施监督"),
}
MEETING_STATE = {
    "planned": pgettext_lazy("meeting", "待召开"),
    "held": pgettext_lazy("meeting", "已召开"),
    "cancelled": pgettext_lazy("meeting", "已取消"),
}
ITEM_STATE = {
    "open": pgettext_lazy("agreed item", "办理中"),
    "done": pgettext_lazy("agreed item", "已办结"),
}
ISSUE_STATE = {
    "raised": pgettext_lazy("issue", "待交办"),
    "assigned": pgettext_lazy("issue", "办理中"),
    "answered": pgettext_lazy("issue", "已答复"),
    "settled": pgettext_lazy("issue", "已解决"),
    "withdrawn": pgettext_lazy("issue", "已撤回"),
}
ISSUE_ACTION = {
    "raise": pgettext_lazy("issue step", "提出"),
    "assign": pgettext_lazy("issue step", "交办"),
    "answer": pgettext_lazy("issue step", "答复"),
    "send_back": pgettext_lazy("issue step", "退回重办"),
    "escalate": pgettext_lazy("issue step", "提请上级协调"),
    "settle": pgettext_lazy("issue step", "确认解决"),
    "withdraw": pgettext_lazy("issue step", "撤回"),
    "reopen": pgettext_lazy("issue step", "重新提起"),
}
REFUSAL = {
    "not_from_here": _("现在的状态不能这样做，可能别人刚刚办过；请刷新后再看。"),
    "not_for_you": _("这一步不由您来办。"),
    "text_missing": _("请写明情况或理由。"),
    "meeting_to_come": _("会期还没有到，不能登记为已召开。"),
    "answerer_missing": _("请选定承办单位。"),
    "due_missing": _("请填写办理期限。"),
    "due_past": _("办理期限不能早于今天。"),
    "no_higher_body": _("这个机制上面没有登记更高一级的协调机制；请先在协调机制里填写它的上级。"),
}
CONFIDENCE = {
    "V": _("已对照原文"),
    "V2": _("据二手资料"),
    "K": _("一般知识，待核对"),
    "K-": _("不确定"),
}
"""How far a suggestion was checked."""
