"""What stands against a step or a comment, and what to do, by the codes of refusals."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.wording import Words
from biaozhun.cloud.consultations.wording.answering import REFUSAL as OF_ANSWERS
from biaozhun.cloud.consultations.wording.letters import REFUSAL as OF_LETTERS
from biaozhun.cloud.drafting.wording.refusals import REFUSAL as OF_PROJECTS
from biaozhun.cloud.drafting.wording.refusals import unmet_words

REFUSAL: Words = {
    **OF_ANSWERS,
    **OF_LETTERS,
    "not_from_here": _("现在的状态下不能这样做；也许别人刚刚办过，请重新载入。"),
    "not_for_you": _("这一步不由您来办。"),
    "reason_missing": _("请写明理由。"),
    # a consultation
    "text_missing": _("征求意见稿读不出来，或者里面没有文字；请换一份文件上传。"),
    "last_day_missing": _("请填写截止日期，它必须晚于今天。"),
    "period_too_short": _("征求意见的天数不够：从第二天起要满规定的天数。"),
    "same_text": _("最新的征求意见稿与现在的一字不差；请先在项目里上传改过的文本。"),
    "not_later": _("延长后的截止日期必须晚于原来的。"),
    "not_over": _("还没有到截止日期。"),
    "comments_waiting": _("还有意见没有审核，请先决定公开或者不公开。"),
    "comments_undecided": _("还有意见没有答复。"),
    "summary_missing": _("请写明意见的处理情况，它会公布。"),
    "handed_in": _("送审稿已经提交，或者又开始了一轮征求意见，这一轮不能再改。"),
    "not_this_stage": _("项目现在不在可以征求意见的阶段。"),
    "round_unfinished": _("上一轮征求意见还没有处理完。"),
    "no_draft": _("项目上还没有征求意见稿，请先上传。"),
    "not_preparing": _("征求意见已经开始，不能再改；要改请更换文本或延长期限。"),
    "not_open": _("这次征求意见没有在进行。"),
    "nothing_declared": _("没有登记过重大改动。"),
    "already_declared": _("已经登记了重大改动。"),
    # a comment
    "not_running": _("意见已经处理完，不能再撤回。"),
    "disposition_missing": _("请选择采纳、部分采纳或不采纳。"),
    "answer_missing": _("没有全部采纳的，请写明理由，提出人会看到。"),
    "consultation_settled": _("处理结果已经公布；要改请先重新处理意见。"),
    "comments_closed": _("意见已经截止，不再接收。"),
    "account_needed": _("这次征求意见只接收登录的人的意见，请先登录。"),
    "unknown_passage": _("稿子里没有这一处，也许文本刚刚更换过；请回到原文重新选择。"),
    "unknown_place": _("所选的文字不在这一段里，请回到原文重新选择。"),
    "text_replaced": _("文本刚刚更换过；您写的还在，请对照新的原文再提交。"),
}

ADVICE: Words = {
    "period_too_short": _(
        "征求意见的天数少于规则要求的天数；这条规则还没有经人核对签署，只作提醒。"
    ),
}


def refused(code: str) -> str:
    """The sentence of a code; steps of the project that go with one have their own."""
    return str(REFUSAL.get(code) or OF_PROJECTS[code])


def said(error: ConsultationRefusedError | StepRefusedError) -> list[str]:
    """The sentences of a refusal."""
    if isinstance(error, StepRefusedError):
        return [
            refused(one.code) if one.code in REFUSAL else unmet_words(one)
            for one in error.refusal.unmet
        ]
    return [refused(error.code).replace("{fragment}", error.fragment)]
