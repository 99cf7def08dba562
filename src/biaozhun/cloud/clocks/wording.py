"""What the codes of the slice are called."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.clocks.queries.clocked import DEADLINE
from biaozhun.cloud.drafting.holders import Holder, Part
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.wording import POST
from biaozhun.core.clocks import TOTAL, Stage, Why

Words = Mapping[str, Promise | str]

STAGE: Final[Words] = {
    Stage.PREPARING: pgettext_lazy("clock stage", "起草"),
    Stage.CONSULTING: pgettext_lazy("clock stage", "征求意见"),
    Stage.REVIEWING: pgettext_lazy("clock stage", "审查"),
    Stage.APPROVING: pgettext_lazy("clock stage", "批准"),
    Stage.PUBLISHING: pgettext_lazy("clock stage", "出版"),
}
FILING: Final = pgettext_lazy("clock stage", "备案")
RULE: Final[Words] = {
    TOTAL: pgettext_lazy("clock limit", "从立项到发布"),
    **{stage.rule: words for stage, words in STAGE.items() if isinstance(stage, Stage)},
    "T-02": pgettext_lazy("clock limit", "公布目录和文本"),
    "T-03": pgettext_lazy("clock limit", "报国家备案"),
    "T-04": pgettext_lazy("clock limit", "报省级备案"),
    DEADLINE: pgettext_lazy("clock limit", "计划完成时限"),
}
PART: Final[Words] = {
    Part.DRAFTER: pgettext_lazy("ball", "起草单位"),
    Part.DEPARTMENT: pgettext_lazy("ball", "行业主管部门"),
    Part.COMMITTEE: pgettext_lazy("ball", "技术委员会"),
    Part.HANDLER: pgettext_lazy("ball", "标准化行政主管部门"),
    Part.POST: pgettext_lazy("ball", "审批岗位"),
    Part.PANEL: pgettext_lazy("ball", "专家组"),
    Part.PUBLIC: pgettext_lazy("ball", "社会公众"),
    Part.ABOVE: pgettext_lazy("ball", "上级标准化主管部门"),
}
DOING: Final[Words] = {
    "start": pgettext_lazy("ball does", "开始起草"),
    "draft": pgettext_lazy("ball does", "起草征求意见稿"),
    "consult": pgettext_lazy("ball does", "组织征求意见"),
    "comment": pgettext_lazy("ball does", "公开征求意见中"),
    "settle": pgettext_lazy("ball does", "处理意见"),
    "arrange_review": pgettext_lazy("ball does", "安排审核和技术审查"),
    "check": pgettext_lazy("ball does", "审核送审稿"),
    "review": pgettext_lazy("ball does", "技术审查"),
    "prepare_review": pgettext_lazy("ball does", "准备技术审查"),
    "meet": pgettext_lazy("ball does", "开会审查"),
    "vote": pgettext_lazy("ball does", "函审表决"),
    "decide_in_review": pgettext_lazy("ball does", "会议审查后表决"),
    "conclude_review": pgettext_lazy("ball does", "作出审查结论"),
    "hear": pgettext_lazy("ball does", "组织听证"),
    "report": pgettext_lazy("ball does", "修改后报批"),
    "take_up": pgettext_lazy("ball does", "受理报批材料"),
    "begin_chain": pgettext_lazy("ball does", "进入审批"),
    "chain_handler": pgettext_lazy("ball does", "承办审核"),
    "chain_section_head": pgettext_lazy("ball does", "处室审核"),
    "chain_legal": pgettext_lazy("ball does", "法制审核"),
    "chain_deputy_director": pgettext_lazy("ball does", "分管领导审批"),
    "chain_notice": pgettext_lazy("ball does", "办理报批公示"),
    "chain_collective": pgettext_lazy("ball does", "提交集体讨论"),
    "chain_director": pgettext_lazy("ball does", "主要领导批准"),
    "object": pgettext_lazy("ball does", "报批公示中"),
    "announce": pgettext_lazy("ball does", "起草发布公告"),
    "sign": pgettext_lazy("ball does", "签发公告"),
    "issue": pgettext_lazy("ball does", "发布公告"),
    "publish_text": pgettext_lazy("ball does", "公开文本"),
    "file": pgettext_lazy("ball does", "报送备案"),
    "accept_filing": pgettext_lazy("ball does", "办理备案"),
}
WHEN: Final[Words] = {
    "late": pgettext_lazy("clock", "已超期"),
    "soon": pgettext_lazy("clock", "14 天内到期"),
}
GROUP: Final[Words] = {
    "year": pgettext_lazy("average by", "发布年份"),
    "department": pgettext_lazy("average by", "申请立项的部门"),
    "committee": pgettext_lazy("average by", "技术委员会"),
    "field": pgettext_lazy("average by", "领域"),
    "procedure": pgettext_lazy("average by", "程序"),
}
WHY: Final[Words] = {
    Why.TOO_FEW: _("走完这一阶段并已发布的项目还不到 20 个，不作预测。"),
    Why.OUTSTAYED: _("在这一阶段停留这么久的已发布项目太少，不作预测。"),
    Why.UNSETTLED: _("到过这一阶段的项目多半还在办，说不准要多久，不作预测。"),
}
SHORT: Final[Words] = {
    Why.TOO_FEW: _("先例不到 20 个"),
    Why.OUTSTAYED: _("停留这么久的先例太少"),
    Why.UNSETTLED: _("先例多半还在办"),
}
LEARNT: Final[Words] = {
    "committee": _("同一技术委员会、同一程序"),
    "department": _("同一部门、同一程序"),
    "authority": _("同一主管部门、同一程序"),
    "procedure": _("同一程序"),
    "": _("所有"),
}
"""Of which projects a forecast is made, by the first word of its group."""


def learnt_from(group: str) -> str:
    """Of which projects a forecast is made."""
    return str(LEARNT[group.partition(" ")[0]])


def holder_name(holder: Holder, project: Project) -> str:
    """The office whose turn it is, as everybody may read it: a unit's name where there is one."""
    match holder.part:
        case Part.DRAFTER:
            units = [one.name for one in project.units.all()]
            return units[0] if units else ""
        case Part.DEPARTMENT:
            return project.department.name
        case Part.COMMITTEE:
            return project.committee.name if project.committee else ""
        case Part.HANDLER | Part.POST:
            return project.authority.name
        case Part.PANEL | Part.PUBLIC | Part.ABOVE:
            return ""


def post_name(holder: Holder) -> str:
    """The post of the chain whose turn it is; empty for anybody else."""
    return str({str(code): words for code, words in POST.items()}.get(holder.post, ""))


def in_charge(project: Project, holder: Holder) -> Person | None:
    """The officer whose turn it is, where it is known by name; not for everybody to read."""
    own = holder.part is Part.HANDLER or holder.post == "handler"
    return project.handler if own else None


def left_words(left: int) -> str:
    """How many days are left, or by how many it is late."""
    if left < 0:
        return ngettext("超期 {n} 天", "超期 {n} 天", -left).format(n=-left)
    if left == 0:
        return gettext("今天到期")
    return ngettext("还有 {n} 天", "还有 {n} 天", left).format(n=left)


def mark_words(at: int) -> str:
    """When a warning came, against its due day."""
    if at < 0:
        return ngettext("到期前 {n} 天", "到期前 {n} 天", -at).format(n=-at)
    if at == 0:
        return gettext("到期当天")
    return ngettext("超期 {n} 天时", "超期 {n} 天时", at).format(n=at)
