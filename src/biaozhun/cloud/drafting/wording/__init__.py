"""What states, steps, documents and proceedings are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.drafting.models import (
    DocumentKind,
    Field,
    Officer,
    Procedure,
    Proceeding,
    Regime,
)

Words = Mapping[str, Promise | str]

STATE: Words = {
    "planned": pgettext_lazy("project", "已立项"),
    "drafting": pgettext_lazy("project", "起草"),
    "consulting": pgettext_lazy("project", "征求意见"),
    "settling": pgettext_lazy("project", "处理意见"),
    "submitted": pgettext_lazy("project", "送审"),
    "reviewing": pgettext_lazy("project", "技术审查"),
    "reviewed": pgettext_lazy("project", "通过审查"),
    "reported": pgettext_lazy("project", "报批"),
    "examining": pgettext_lazy("project", "审核"),
    "approved": pgettext_lazy("project", "已批准"),
    "announced": pgettext_lazy("project", "已发布公告"),
    "published": pgettext_lazy("project", "已公开文本"),
    "terminated": pgettext_lazy("project", "已终止"),
    "issued_elsewhere": pgettext_lazy("project", "由他处发布"),
}
_TAKEN_OVER: Words = {
    "drafting": pgettext_lazy("project step", "接入：起草中"),
    "consulting": pgettext_lazy("project step", "接入：征求意见中"),
    "settling": pgettext_lazy("project step", "接入：处理意见中"),
    "submitted": pgettext_lazy("project step", "接入：已送审"),
    "reviewing": pgettext_lazy("project step", "接入：技术审查中"),
    "reviewed": pgettext_lazy("project step", "接入：已通过审查"),
    "reported": pgettext_lazy("project step", "接入：已报批"),
    "examining": pgettext_lazy("project step", "接入：审核中"),
    "approved": pgettext_lazy("project step", "接入：已批准"),
    "announced": pgettext_lazy("project step", "接入：已发布公告"),
    "published": pgettext_lazy("project step", "接入：已公开文本"),
}
ACTION: Words = {
    "start": pgettext_lazy("project step", "开始起草"),
    "consult": pgettext_lazy("project step", "公开征求意见"),
    "close_consultation": pgettext_lazy("project step", "结束征求意见"),
    "submit": pgettext_lazy("project step", "送审"),
    "return_submission": pgettext_lazy("project step", "退回送审材料"),
    "begin_review": pgettext_lazy("project step", "开始技术审查"),
    "pass_review": pgettext_lazy("project step", "通过技术审查"),
    "revise": pgettext_lazy("project step", "审查未通过，退回修改"),
    "report": pgettext_lazy("project step", "报批"),
    "return_report": pgettext_lazy("project step", "退回报批材料"),
    "examine": pgettext_lazy("project step", "受理审核"),
    "approve": pgettext_lazy("project step", "批准并编号"),
    "announce": pgettext_lazy("project step", "发布公告"),
    "publish": pgettext_lazy("project step", "公开文本"),
    "terminate": pgettext_lazy("project step", "终止项目"),
    "issue_elsewhere": pgettext_lazy("project step", "登记由他处发布"),
    **{f"take_over_as_{state}": words for state, words in _TAKEN_OVER.items()},
}

WAITS_FOR: Words = {
    "planned": pgettext_lazy("waits for", "起草单位"),
    "drafting": pgettext_lazy("waits for", "起草单位"),
    "consulting": pgettext_lazy("waits for", "组织征求意见的单位"),
    "settling": pgettext_lazy("waits for", "起草单位"),
    "submitted": pgettext_lazy("waits for", "主管部门"),
    "reviewing": pgettext_lazy("waits for", "技术委员会或专家组"),
    "reviewed": pgettext_lazy("waits for", "起草单位"),
    "reported": pgettext_lazy("waits for", "承办人"),
    "examining": pgettext_lazy("waits for", "审批人"),
    "approved": pgettext_lazy("waits for", "承办人"),
    "announced": pgettext_lazy("waits for", "承办人"),
}
"""Who has the ball; nobody once it is over."""

ROLE: Words = {
    "authority": pgettext_lazy("project role", "标准化行政主管部门"),
    "handler": pgettext_lazy("project role", "承办人"),
    "department": pgettext_lazy("project role", "申请立项的部门"),
    "drafter": pgettext_lazy("project role", "起草单位"),
    "committee": pgettext_lazy("project role", "技术委员会秘书处"),
    "watcher": pgettext_lazy("project role", "相关部门"),
    "chain": pgettext_lazy("project role", "审批流程"),
    "announcement": pgettext_lazy("project role", "发布公告"),
    "takeover": pgettext_lazy("project role", "在办项目接入"),
}
PART: Words = {
    "drafter": pgettext_lazy("own part", "我起草的"),
    "department": pgettext_lazy("own part", "本单位申请立项的"),
    "committee": pgettext_lazy("own part", "本单位任秘书处的"),
    "handler": pgettext_lazy("own part", "我承办的"),
    "over": pgettext_lazy("own part", "已经结束的"),
}

DOCUMENT: Words = {
    DocumentKind.OUTLINE: _("提纲"),
    DocumentKind.WORKING_DRAFT: _("工作组讨论稿"),
    DocumentKind.DRAFT_FOR_COMMENT: _("征求意见稿"),
    DocumentKind.DRAFT_FOR_REVIEW: _("送审稿"),
    DocumentKind.DRAFT_FOR_APPROVAL: _("报批稿"),
    DocumentKind.STANDARD_TEXT: _("标准文本（发布稿）"),
    DocumentKind.EXPLANATORY_NOTE: _("编制说明"),
    DocumentKind.CONSULTATION_NOTICE: _("征求意见通知"),
    DocumentKind.COMMENT_TABLE: _("征求意见汇总处理表"),
    DocumentKind.DEPARTMENT_OPINION: _("行业主管部门意见"),
    DocumentKind.TEST_REPORT: _("试验验证报告"),
    DocumentKind.PATENT_STATEMENT: _("专利声明"),
    DocumentKind.HEARING_MINUTES: _("听证会纪要"),
    DocumentKind.REVIEW_MINUTES: _("审查会议纪要"),
    DocumentKind.REVIEWER_LIST: _("审查专家签名表"),
    DocumentKind.REVIEW_OPINIONS: _("审查意见汇总处理表"),
    DocumentKind.BALLOT: _("表决单"),
    DocumentKind.APPROVAL_LETTER: _("报批公文"),
    DocumentKind.APPROVAL_FORM: _("报批审批表"),
    DocumentKind.ANNOUNCEMENT: _("发布公告"),
    DocumentKind.FILING_FORM: _("备案表"),
    DocumentKind.DECISION: _("变更、终止等决定"),
    DocumentKind.OTHER: _("其他材料"),
}
PROCEEDING: Words = {
    Proceeding.Kind.CONSULTATION: _("征求意见"),
    Proceeding.Kind.HEARING: _("听证"),
    Proceeding.Kind.DEPARTMENT_CHECK: _("行业主管部门审核"),
    Proceeding.Kind.TECHNICAL_REVIEW: _("技术审查"),
    Proceeding.Kind.FAIR_COMPETITION: _("公平竞争审查"),
}
OUTCOME: Words = {
    Proceeding.Outcome.DONE: pgettext_lazy("proceeding", "已完成"),
    Proceeding.Outcome.PASSED: pgettext_lazy("proceeding", "通过"),
    Proceeding.Outcome.REVISE: pgettext_lazy("proceeding", "修改后再审"),
    Proceeding.Outcome.FAILED: pgettext_lazy("proceeding", "不通过"),
    Proceeding.Outcome.NOT_NEEDED: pgettext_lazy("proceeding", "决定不办"),
}
ORIGIN: Words = {
    Proceeding.Origin.HERE: _("在本平台办理"),
    Proceeding.Origin.STATED: _("线下办理，由工作人员填报"),
    Proceeding.Origin.TAKEN_OVER: _("接入前办理，照所述登记"),
}
KIND: Words = {
    "new": pgettext_lazy("project kind", "制定"),
    "revision": pgettext_lazy("project kind", "修订"),
}
PROCEDURE: Words = {
    Procedure.NORMAL: pgettext_lazy("procedure", "一般程序"),
    Procedure.PRIORITY: pgettext_lazy("procedure", "优先程序"),
    Procedure.EMERGENCY: pgettext_lazy("procedure", "应急程序"),
}
REGIME: Words = {
    Regime.GENERAL: pgettext_lazy("regime", "地方标准"),
    Regime.GUIDANCE: pgettext_lazy("regime", "标准化指导性技术文件"),
    Regime.ENVIRONMENT: pgettext_lazy("regime", "生态环境地方标准"),
    Regime.FOOD: pgettext_lazy("regime", "食品安全地方标准"),
    Regime.CONSTRUCTION: pgettext_lazy("regime", "工程建设地方标准"),
}
FIELD: Words = {
    Field.AGRICULTURE: pgettext_lazy("field", "农业"),
    Field.INDUSTRY: pgettext_lazy("field", "工业"),
    Field.SERVICES: pgettext_lazy("field", "服务业"),
    Field.SOCIAL: pgettext_lazy("field", "社会事业"),
}
POST: Words = {
    Officer.Post.HANDLER: pgettext_lazy("post", "承办人"),
    Officer.Post.SECTION_HEAD: pgettext_lazy("post", "处长"),
    Officer.Post.LEGAL: pgettext_lazy("post", "法制审核"),
    Officer.Post.DEPUTY_DIRECTOR: pgettext_lazy("post", "分管局长"),
    Officer.Post.DIRECTOR: pgettext_lazy("post", "局长"),
}
