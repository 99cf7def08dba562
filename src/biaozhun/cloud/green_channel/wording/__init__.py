"""What states, actions, procedures, findings and refusals are called."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.drafting.wording.refusals import REFUSAL as OF_PROJECT
from biaozhun.cloud.green_channel.errors import ChannelRefusedError

Words = dict[str, Promise | str]

PROCEDURE: Final[Words] = {
    "normal": pgettext_lazy("procedure", "一般程序"),
    "priority": pgettext_lazy("procedure", "优先程序"),
    "emergency": pgettext_lazy("procedure", "应急程序"),
}
USE_STATE: Final[Words] = {
    "asked": pgettext_lazy("channel use", "等待决定"),
    "granted": pgettext_lazy("channel use", "已批准使用"),
    "refused": pgettext_lazy("channel use", "未批准"),
    "withdrawn": pgettext_lazy("channel use", "已撤回"),
    "ended": pgettext_lazy("channel use", "已停止使用"),
}
USE_ACTION: Final[Words] = {
    "grant": pgettext_lazy("channel step", "批准使用绿色通道"),
    "refuse": pgettext_lazy("channel step", "不批准"),
    "withdraw": pgettext_lazy("channel step", "撤回申请"),
    "end": pgettext_lazy("channel step", "停止使用，改回一般程序"),
}
USE_TOLD: Final[Words] = {
    "ask": _("申请使用{procedure}"),
    "grant": _("批准使用{procedure}"),
    "refuse": _("没有批准使用{procedure}"),
    "withdraw": _("撤回使用{procedure}的申请"),
    "end": _("停止使用{procedure}，改回一般程序"),
}
ORIGIN: Final[Words] = {
    "request": pgettext_lazy("channel origin", "项目进行中申请"),
    "plan": pgettext_lazy("channel origin", "随立项申请提出，由立项计划批准"),
    "takeover": pgettext_lazy("channel origin", "接入平台时注明"),
}
SKIP_STATE: Final[Words] = {
    "asked": pgettext_lazy("left-out step", "等待决定"),
    "approved": pgettext_lazy("left-out step", "已同意省去"),
    "refused": pgettext_lazy("left-out step", "不同意省去"),
    "withdrawn": pgettext_lazy("left-out step", "已撤回"),
    "revoked": pgettext_lazy("left-out step", "已撤销，照常办理"),
}
SKIP_ACTION: Final[Words] = {
    "approve": pgettext_lazy("left-out step", "同意省去"),
    "refuse": pgettext_lazy("left-out step", "不同意省去"),
    "withdraw": pgettext_lazy("left-out step", "撤回"),
    "revoke": pgettext_lazy("left-out step", "撤销同意，照常办理"),
}
SKIP_TOLD: Final[Words] = {
    "ask": _("申请省去{step}"),
    "approve": _("同意省去{step}"),
    "refuse": _("不同意省去{step}"),
    "revoke": _("撤销同意，{step}照常办理"),
}
FINDING: Final[Words] = {
    "justified": pgettext_lazy("channel finding", "使用得当"),
    "unjustified": pgettext_lazy("channel finding", "使用不当"),
    "remedied": pgettext_lazy("channel finding", "使用不当，已补救"),
}
KEPT: Final[Words] = {
    "never_left_out": _("法定步骤，任何程序都不能省。"),
    "kept_in_here": _("本地的条例要求这一步，不能省。"),
    "kept_by_procedure": _("优先程序不能省这一步，应急程序才可以。"),
    "procedure_normal": _("一般程序不省任何步骤。"),
    "too_late": _("项目已经走过这一步，或这一步在立项以前。"),
}
REFUSAL: Final[Words] = {
    **{code: KEPT[code] for code in ("kept_in_here", "kept_by_procedure", "procedure_normal")},
    "not_from_here": _("现在的状态不能这样做，可能别人刚刚办过；请刷新后再看。"),
    "not_for_you": _("这一步不由您来办。"),
    "not_yours": _("绿色通道由提出项目的行业主管部门或主管部门的经办人申请，您不在其中。"),
    "not_the_authority": _("您不是这个主管部门的人，不能这样做。"),
    "own_request": _("自己申请的，由主管部门的其他人决定。"),
    "reason_missing": _("请写明理由；理由会公开。"),
    "ground_missing": _("没有写明依据哪一条理由，不能批准。"),
    "ground_unknown": _("请从主管部门认可的理由里选一条。"),
    "procedure_unknown": _("请选择优先程序或应急程序。"),
    "held_already": _("项目已经在用这个程序。"),
    "project_closed": _("标准已经发布，或项目已经结束，不能再改程序。"),
    "use_waits": _("已经有一份申请在等待决定。"),
    "day_past": _("需要的日期必须晚于今天。"),
    "not_granted": _("绿色通道没有批准，或已经停止使用，不能省去步骤。"),
    "step_unknown": _("请选择要省去的步骤。"),
    "never_left_out": _("这是法定步骤，任何程序都不能省：优先不等于免除。"),
    "too_late": _("项目已经走过这一步，或这一步在立项以前，不能再省去。"),
    "skipped_already": _("这一步已经申请省去，或已经同意省去。"),
    "not_used": _("没有使用过绿色通道，没有可以核查的。"),
    "not_the_auditor": _("核查由主管部门里没有申请、也没有批准过它的人来做。"),
    "finding_unknown": _("请选择核查结论。"),
    "nothing_to_remedy": _("没有“使用不当”的结论，不用登记补救。"),
    "not_an_emergency": _("只有已经发布的应急标准才要确认是否仍在使用。"),
    "disused_already": _("已经登记为不再使用，请按复审办理废止。"),
    "name_missing": _("请写理由的名称。"),
    "basis_missing": _("请写本地规定的名称和文号。"),
    "ground_twice": _("已经有同名的理由。"),
    "too_many_grounds": _("本地的理由最多 {fragment} 条。"),
    "retired_already": _("这条理由已经停用。"),
}
DUTIES: Final = (
    _("技术审查必须开会，不能函审。"),
    _("标准的前言写明采用应急程序的原因和标准的用途。"),
    _("不再使用时及时废止；发布后每年确认一次是否仍在使用。"),
)
"""What the emergency procedure asks for in return (F-03)."""


def refused(code: str, fragment: str = "") -> str:
    """The sentence of a code; those of papers and of the project are worded by drafting."""
    words = REFUSAL.get(code) or OF_PROJECT[code]
    return str(words).format(fragment=fragment)


def said(error: ChannelRefusedError) -> str:
    """The sentence of a refusal."""
    return refused(error.code, error.fragment[:80])
