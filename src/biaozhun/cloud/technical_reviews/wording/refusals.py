"""What stands against a step, and what to do, by the codes of refusals."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.wording.refusals import REFUSAL as OF_PROJECT
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.wording import refusal as of_template
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.wording import Words
from biaozhun.cloud.technical_reviews.wording.panels import OF_PANELS
from biaozhun.documents.reports.form_walls import FormError

REFUSAL: Final[Words] = {
    "not_from_here": _("现在的状态下不能这样做；也许别人刚刚办过，请重新载入。"),
    "not_for_you": _("这一步不由您来办。"),
    "opinion_missing": _("请写明审核意见和理由。"),
    "draft_missing": _("送审稿不在项目上，或在请求审核之后又换过；请重新请求审核。"),
    "not_submitted": _("项目不在送审或审查阶段。"),
    "check_open": _("已经请行业主管部门审核，还没有答复。"),
    "review_running": _("这个项目的审查正在进行，先办完它。"),
    "not_preparing": _("审查已经召集或开始，不能再改；要改时间请先改期。"),
    "day_to_come": _("日期还没有到。"),
    "draft_not_checked": _("这一版送审稿还没有经行业主管部门审核同意。"),
    "newer_draft": _("准备审查之后项目上又有了新的送审稿；请取消这次审查，用新稿重新准备。"),
    "no_reviewers": _("没有人参加审查：请先登记委员会的委员，或抽取专家。"),
    "not_drawn": _("专家组还没有抽取。"),
    "seats_empty": _("专家组还有空缺的席位。"),
    "conflicted_reviewer": _("有参加表决的人声明了利益冲突；请换人，或取消其表决权。"),
    "day_missing": _("请先填写审查日期。"),
    "last_day_missing": _("函审要填写最后一天，并且晚于第一天。"),
    "panel_too_small": _("专家组的人数不够。"),
    "panel_even": _("专家组的人数应当是单数。"),
    "no_user_on_panel": _("专家组里没有使用者或消费者方的专家。"),
    "no_tester_on_panel": _("专家组里没有检验检测或科研方的专家。"),
    "one_unit_too_many": _("同一单位的专家太多。"),
    "drafter_reviews": _("有起草人或起草单位的人参加审查。"),
    "too_early": _("还没有到审查日期。"),
    "presence_missing": _("还有人没有登记是否到会。"),
    "papers_too_late": _("审查材料送达得太晚，或还没有登记送达日期。"),
    "meeting_required": _("应急程序的技术审查必须开会，不能函审。"),
    "ballot_running": _("函审还没有到最后一天，也不是所有人都已经表决。"),
    "conclusion_missing": _("请先填写结论。"),
    "reason_missing": _("请写明理由；作结论的，写明结论意见。"),
    "questions_unanswered": _("四项审查内容还没有逐项回答，不能作结论。"),
    "question_refused": _("有一项审查内容不符合，结论不能是通过。"),
    "opinions_open": _("还有审查意见没有处理，结论不能是通过。"),
    "votes_stand": _("参加表决的人数够，计票有效，不能因为结果重新组织；请据此作出结论。"),
    "nobody_voted": _("没有人表决。"),
    "minutes_missing": _("还没有按现在的结论生成或上传审查会议纪要。"),
    "no_quorum": _("到会的人数不够，请重新组织。"),
    "too_few_votes": _("参加函审表决的人数不够，请重新组织。"),
    "no_majority": _("同意的人数不够，结论不能是通过。"),
    "too_few_in_favour": _("赞成的比例不够，结论不能是通过。"),
    "too_many_against": _("反对的比例太高，结论不能是通过。"),
    "reviewed_too_often": _("已经再审过，不能再作“修改后再审”的结论。"),
    "not_counted": _("请先计票；作出结论以后不能再改。"),
    "not_sitting": _("召集以后、计票以前才登记到会情况。"),
    "voted_already": _("{fragment}已经表决，不能再这样登记。"),
    "not_voting": _("现在不是表决的时候。"),
    "ballot_over": _("函审的最后一天已经过去。"),
    "no_vote": _("{fragment}是起草人、起草单位的人，或有利益冲突，没有表决权。"),
    "not_in_the_seat": _("{fragment}没有到会，或席位由别人代替，不能表决。"),
}


def refused(code: str, fragment: str = "") -> str:
    """The sentence of a code, of this slice or of the project's own life."""
    words = REFUSAL.get(code) or OF_PANELS.get(code) or OF_PROJECT[code]
    return str(words).format(fragment=fragment)


def said(error: Exception) -> list[str]:
    """The sentences of a refusal."""
    if isinstance(error, StepRefusedError):
        return [refused(code) for code in error.refusal.codes]
    if isinstance(error, TemplateRefusedError | FormError):
        return [of_template(error)]
    assert isinstance(error, ReviewRefusedError | DraftingRefusedError)  # noqa: S101  -- all there are
    return [refused(error.code, error.fragment[:80])]
