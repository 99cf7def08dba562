"""What the codes of calls, applications, batches and objections are called."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.proposals.models import Application, Call, LegalityReview, PaperKind

CALL_KIND: Final[dict[str, str | Promise]] = {
    Call.Kind.YEARLY: pgettext_lazy("call", "年度指南"),
    Call.Kind.SPECIAL: pgettext_lazy("call", "专项征集"),
}
CALL_STATE: Final[dict[str, str | Promise]] = {
    "draft": pgettext_lazy("call", "草稿"),
    "published": pgettext_lazy("call", "已发布"),
    "ended": pgettext_lazy("call", "提前结束"),
}
APPLICATION_STATE: Final[dict[str, str | Promise]] = {
    "draft": pgettext_lazy("application", "草稿"),
    "submitted": pgettext_lazy("application", "已申报"),
    "returned": pgettext_lazy("application", "退回补正"),
    "form_checked": pgettext_lazy("application", "形式审查通过"),
    "in_batch": pgettext_lazy("application", "待论证"),
    "argued": pgettext_lazy("application", "论证通过"),
    "publicised": pgettext_lazy("application", "立项公示中"),
    "accepted": pgettext_lazy("application", "拟立项"),
    "planned": pgettext_lazy("application", "已立项"),
    "declined": pgettext_lazy("application", "不予立项"),
    "withdrawn": pgettext_lazy("application", "已撤回"),
}
APPLICATION_ACTION: Final[dict[str, str | Promise]] = {
    "submit": pgettext_lazy("application step", "申报"),
    "send_back": pgettext_lazy("application step", "退回补正"),
    "check_form": pgettext_lazy("application step", "形式审查通过"),
    "place": pgettext_lazy("application step", "编入批次"),
    "take_out": pgettext_lazy("application step", "移出批次"),
    "argue": pgettext_lazy("application step", "论证结论：建议立项"),
    "publicise": pgettext_lazy("application step", "立项公示"),
    "accept": pgettext_lazy("application step", "同意立项"),
    "plan": pgettext_lazy("application step", "下达计划"),
    "decline": pgettext_lazy("application step", "不予立项"),
    "withdraw": pgettext_lazy("application step", "撤回"),
}
ACTION_TOLD: Final[dict[str, str | Promise]] = {
    "submit": _("收到立项申请：{title}"),
    "send_back": _("立项申请退回补正：{title}"),
    "check_form": _("立项申请形式审查通过：{title}"),
    "place": _("立项申请编入论证批次：{title}"),
    "take_out": _("立项申请移出批次：{title}"),
    "argue": _("立项论证有结论：{title}"),
    "publicise": _("拟立项项目开始公示：{title}"),
    "accept": _("同意立项，待下达计划：{title}"),
    "plan": _("已列入制修订计划：{title}"),
    "decline": _("不予立项：{title}"),
    "withdraw": _("立项申请已撤回：{title}"),
}
UNDERTAKING = _(
    "{unit}承诺：按计划承担《{title}》的起草，提供所需的人员、技术和经费，对标准文本和编制说明的真实性、"
    "科学性负责，不借起草标准谋取不正当利益。"
)
"""What a drafting unit undertakes; the words are kept as they were shown."""
NAMED_TOLD = _("请您参加立项论证：{title}")
BATCH_STATE: Final[dict[str, str | Promise]] = {
    "collecting": pgettext_lazy("batch", "组批中"),
    "arguing": pgettext_lazy("batch", "论证中"),
    "concluded": pgettext_lazy("batch", "论证结束"),
    "publicised": pgettext_lazy("batch", "公示中"),
    "decided": pgettext_lazy("batch", "待下达"),
    "issued": pgettext_lazy("batch", "已下达"),
    "closed": pgettext_lazy("batch", "未立项办结"),
    "dissolved": pgettext_lazy("batch", "已撤销"),
}
BATCH_ACTION: Final[dict[str, str | Promise]] = {
    "argue": pgettext_lazy("batch step", "开始论证"),
    "skip_argument": pgettext_lazy("batch step", "急需项目不开会，改为书面论证"),
    "conclude": pgettext_lazy("batch step", "结束论证"),
    "reopen": pgettext_lazy("batch step", "重新论证"),
    "publicise": pgettext_lazy("batch step", "发布立项公示"),
    "skip_notice": pgettext_lazy("batch step", "不作公示，直接拟立项"),
    "settle": pgettext_lazy("batch step", "公示结束，确定拟立项"),
    "issue": pgettext_lazy("batch step", "下达计划"),
    "close": pgettext_lazy("batch step", "全部不予立项，办结"),
    "dissolve": pgettext_lazy("batch step", "撤销批次"),
}
OBJECTION_STATE: Final[dict[str, str | Promise]] = {
    "filed": pgettext_lazy("objection", "待答复"),
    "set_aside": pgettext_lazy("objection", "不予受理"),
    "upheld": pgettext_lazy("objection", "异议成立"),
    "rejected": pgettext_lazy("objection", "异议不成立"),
}
OBJECTION_ACTION: Final[dict[str, str | Promise]] = {
    "set_aside": pgettext_lazy("objection step", "不予受理（与公示无关）"),
    "uphold": pgettext_lazy("objection step", "异议成立"),
    "reject": pgettext_lazy("objection step", "异议不成立"),
}
CONCLUSION: Final[dict[str, str | Promise]] = {
    Application.Conclusion.ACCEPT: pgettext_lazy("conclusion", "建议立项"),
    Application.Conclusion.AMEND: pgettext_lazy("conclusion", "修改后立项"),
    Application.Conclusion.DECLINE: pgettext_lazy("conclusion", "不予立项"),
}
"""What a conclusion of the argument is called, and the advice of an expert."""
LEGALITY: Final[dict[str, str | Promise]] = {
    LegalityReview.Conclusion.LAWFUL: pgettext_lazy("legality", "合法"),
    LegalityReview.Conclusion.NOT_LAWFUL: pgettext_lazy("legality", "不合法"),
}
PAPER: Final[dict[str, str | Promise]] = {
    PaperKind.DRAFT: pgettext_lazy("paper", "标准草案"),
    PaperKind.OUTLINE: pgettext_lazy("paper", "标准提纲"),
    PaperKind.UNDERTAKING: pgettext_lazy("paper", "起草单位承诺"),
    PaperKind.DEPARTMENT_OPINION: pgettext_lazy("paper", "行业主管部门意见"),
    PaperKind.FEASIBILITY: pgettext_lazy("paper", "必要性可行性论证"),
    PaperKind.SCREENING: pgettext_lazy("paper", "查新报告"),
    PaperKind.OTHER: pgettext_lazy("paper", "其他材料"),
}
CONFLICT: Final[dict[str, str | Promise]] = {
    "drafting_unit": _("所在单位是该项目的起草单位"),
    "department": _("所在单位是该项目的申报部门"),
    "bank": _("专家库里登记了与该项目起草单位的利益关系"),
    "declared": _("已声明与该项目有利益关系"),
}
WAITING: Final[dict[str, str | Promise]] = {
    "draft": pgettext_lazy("waiting", "没有报出的立项申请"),
    "returned": pgettext_lazy("waiting", "退回补正的立项申请"),
    "submitted": pgettext_lazy("waiting", "待形式审查的立项申请"),
    "form_checked": pgettext_lazy("waiting", "待编入批次的立项申请"),
    "objections": pgettext_lazy("waiting", "待答复的立项公示异议"),
    "sheets": pgettext_lazy("waiting", "待您评分的立项批次"),
}
"""What waits at the desk."""
