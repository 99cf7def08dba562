"""What the states, steps and refusals of the work on tasks are called."""

from collections.abc import Iterable

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.plans.wording import Words
from biaozhun.cloud.plans.wording.refusals import REFUSAL

DUTY_STATE: Words = {
    "open": pgettext_lazy("duty", "在办"),
    "reported": pgettext_lazy("duty", "待核定"),
    "done": pgettext_lazy("duty", "已完成"),
    "released": pgettext_lazy("duty", "已解除"),
}
REPORT_STATE: Words = {
    "submitted": pgettext_lazy("report", "待核定"),
    "approved": pgettext_lazy("report", "已核定"),
    "returned": pgettext_lazy("report", "已退回"),
}
DATE_STATE: Words = {
    "asked": pgettext_lazy("date change", "待决定"),
    "granted": pgettext_lazy("date change", "同意"),
    "refused": pgettext_lazy("date change", "不同意"),
    "taken_back": pgettext_lazy("date change", "已收回"),
}
LETTER_STATE: Words = {
    "issued": pgettext_lazy("letter", "待答复"),
    "answered": pgettext_lazy("letter", "已答复"),
    "returned": pgettext_lazy("letter", "答复被退回"),
    "settled": pgettext_lazy("letter", "已办结"),
    "taken_back": pgettext_lazy("letter", "已撤回"),
}
WORK_REFUSAL: Words = {
    "task_not_open": _("任务已经不在办。"),
    "deadline_missing": _("这项任务没有期限，不必改期。"),
    "date_change_asked": _("已经提出过改期，正等待决定。"),
    "nobody_below": _("本单位下面没有登记的科室或下级单位。"),
    "not_below": _("只能分给本单位的下级；请从列表里选。"),
    "part_missing": _("请写明分出去的是哪一部分。"),
    "part_exists": _("已经分给这个单位一部分了；要改，先解除那一份。"),
    "deadline_too_late": _("期限不能晚于任务本身的期限。"),
    "date_is_the_same": _("这就是现在的期限。"),
    "date_is_past": _("这一天已经过去了，请写今天或以后的日期。"),
    "number_taken": _("这个编号已经用过，请换一个。"),
    "not_charged": _("督办单只发给这项任务的责任单位；请从列表里选。"),
}
"""Why a step of the work is refused, beside those of :mod:`.refusals`."""


def work_refusals(codes: Iterable[str]) -> list[str]:
    """Everything that stands against a step, a sentence each."""
    return [str(WORK_REFUSAL[one] if one in WORK_REFUSAL else REFUSAL[one]) for one in codes]


class StepWords(msgspec.Struct, frozen=True):
    """What a step is called.

    Attributes:
        button: on the button that does it.
        meaning: what follows from it.
        done: what is said once it is done.
    """

    button: Promise | str
    meaning: Promise | str
    done: Promise | str


STEP: dict[tuple[str, str], StepWords] = {
    ("task", "submit"): StepWords(
        _("报请销号"), _("告诉主管部门任务完成了，附上的佐证材料供核查。"), _("已报请销号。")
    ),
    ("task", "close"): StepWords(
        _("销号"), _("凭佐证材料确认任务完成；台账上记为已完成。"), _("已销号。")
    ),
    ("task", "send_back"): StepWords(
        pgettext_lazy("step", "退回"), _("任务还没有完成，退回牵头单位继续办理。"), _("已退回。")
    ),
    ("task", "reopen"): StepWords(_("重新打开"), _("撤销销号，任务回到在办。"), _("已重新打开。")),
    ("task", "cancel"): StepWords(
        _("取消任务"), _("任务不再办理；页面和经过都保留。"), _("任务已取消。")
    ),
    ("task", "ask_date"): StepWords(
        _("申请改期"), _("请主管部门改定期限；决定之前仍按原期限。"), _("改期申请已提交。")
    ),
    ("task", "issue_letter"): StepWords(
        _("发督办单"), _("要求责任单位限期说明或办理。"), _("督办单已发出。")
    ),
    ("duty", "report"): StepWords(
        _("报告进展"), _("写明做了什么、到了几成，附上佐证材料。"), _("进展已报告。")
    ),
    ("duty", "report_done"): StepWords(
        _("本单位部分已完成"), _("凭已经报告的材料，请牵头单位核定。"), _("已报请核定。")
    ),
    ("duty", "hand_on"): StepWords(
        _("分给下级"), _("把其中一部分交给内设机构或下级单位；进展会汇总上来。"), _("已分出去。")
    ),
    ("duty", "approve"): StepWords(_("核定完成"), _("同意这个单位的部分已经完成。"), _("已核定。")),
    ("duty", "send_back"): StepWords(_("退回补办"), _("这个单位的部分还没有完成。"), _("已退回。")),
    ("duty", "release"): StepWords(
        _("解除责任"), _("这个单位不再承担；它分出去的部分一并解除。"), _("已解除。")
    ),
    ("report", "approve"): StepWords(
        _("核定进展"), _("同意报告的进展，计入完成比例。"), _("进展已核定。")
    ),
    ("report", "send_back"): StepWords(
        _("退回报告"), _("请报告单位补充或更正。"), _("报告已退回。")
    ),
    ("date", "grant"): StepWords(
        _("同意改期"), _("任务的期限改为申请的日期；原期限留在记录里。"), _("期限已更改。")
    ),
    ("date", "refuse"): StepWords(_("不同意改期"), _("期限不变。"), _("已答复：不同意改期。")),
    ("date", "take_back"): StepWords(_("收回申请"), _("不再申请改期。"), _("申请已收回。")),
    ("letter", "answer"): StepWords(
        _("答复"), _("说明办理情况；主管部门认可后督办单办结。"), _("答复已提交。")
    ),
    ("letter", "accept"): StepWords(
        _("认可办结"), _("认可答复，督办单办结。"), _("督办单已办结。")
    ),
    ("letter", "send_back"): StepWords(
        _("退回答复"), _("答复不充分，请重新答复。"), _("答复已退回。")
    ),
    ("letter", "take_back"): StepWords(
        _("撤回督办单"), _("不再要求答复；记录保留。"), _("督办单已撤回。")
    ),
}
"""Every step that a person takes, by the kind of the case and the action."""

WAITING: Words = {
    "letters": _("待答复的督办单"),
    "reports": _("待核定的进展报告"),
    "duties": _("报请核定完成的单位"),
    "decided": _("近 30 天有决定的改期申请"),
    "submitted": _("报请销号的任务"),
    "dates": _("待决定的改期申请"),
    "answered": _("已答复的督办单"),
    "of_leads": _("牵头单位的进展报告"),
}
"""What waits for somebody, by its kind (``queries.work``)."""

MACHINE_KIND = {
    "plans.task": "task",
    "plans.duty": "duty",
    "plans.report": "report",
    "plans.date_change": "date",
    "plans.letter": "letter",
}
"""What the kinds of cases are called in addresses, by the names of their life cycles."""


def days_words(days: int) -> str:
    """How far away a last day is: ``+`` ahead, ``-`` behind, in words."""
    if days == 0:
        return gettext("今天到期")
    if days > 0:
        return ngettext("还有 %(days)d 天", "还有 %(days)d 天", days) % {"days": days}
    return ngettext("逾期 %(days)d 天", "逾期 %(days)d 天", -days) % {"days": -days}
