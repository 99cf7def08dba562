"""Why a step or a change is refused, and what to do, by the codes of its error."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.plans.wording import Words

REFUSAL: Words = {
    "not_from_here": _("现在的状态下不能这样做；也许别人刚刚处理过，请重新载入。"),
    "not_for_you": _("您的角色还不能做这件事。"),
    "reason_missing": _("请写明理由。"),
    "title_missing": _("还没有标题，请先填写。"),
    "nothing_to_do": _("没有任务，也没有指标；请先添加，或恢复去除的。"),
    "left_undecided": _("还有提示没有处理；请逐条看过，或在确认时说明已经知道。"),
    "tasks_open": _("还有没完成的任务。"),
    "plan_not_in_force": _("计划还没有确认，或者已经完结。"),
    "evidence_missing": _("还没有佐证材料。"),
    "duties_open": _("还有单位没有完成自己的部分。"),
    "answer_missing": _("请写下答复。"),
    "nothing_sent": _("没有选文件，也没有粘贴文字。"),
    "both_sent": _("一次只读一样：请只选文件，或只贴文字。"),
    "no_text": _("里面没有文字。扫描件要先做文字识别（OCR），或把正文贴进来。"),
    "text_too_long": _("文字太长，最多 20 万字。请分成几份。"),
    "already_here": _("这份文字已经在计划里了。"),
    "changed_meanwhile": _("别人刚刚改过这里，没有保存。"),
    "no_such_place": _("原文里没有这个位置，或没有这段文字；请照原文抄写。"),
    "nothing_to_split": _("只有一部分，不必拆分。"),
    "too_many_parts": _("一次最多拆成 30 项。"),
    "nothing_to_merge": _("请选至少一项别的任务来合并。"),
    "has_reports": _("已经有进展报告，不能这样改；请取消这一项，另外添加。"),
    "unknown_organisation": _("没有这个单位；请从列表里选，或先在单位名录里登记。"),
    "unit_there_already": _("这个单位在这项任务里已经有了。"),
    "unit_is_unnamed": _("请写单位的名称。"),
    "ongoing_has_no_deadline": _("持续推进的任务没有最后一天；请去掉其中一样。"),
    "starts_after_deadline": _("开始的日子晚于期限。"),
    "no_table": _("没有找到任务分解表：表头里要有“任务”一栏，以及“牵头单位”或“责任单位”一栏。"),
    "too_many_rows": _("表格太长，一次最多 500 行。请分几次。"),
    "no_rows_chosen": _("没有选任何一行。"),
    "no_tasks_chosen": _("没有选任何任务。"),
    "until_before_since": _("结束早于开始。"),
    "milestone_without_day": _("里程碑要写应到日期。"),
    "serves_itself": _("一份文件不能衔接自己。"),
    "unreadable_number": _("“标准”一栏里有写法认不出的编号，请写成 GB/T 1.1-2020 的样子。"),
}


def refusal(code: str) -> str:
    """Why something is refused; the code itself is never all that is said."""
    return str(REFUSAL[code])


def refusals(codes: Iterable[str]) -> list[str]:
    """Everything that stands against a step, a sentence each."""
    return [refusal(code) for code in codes]
