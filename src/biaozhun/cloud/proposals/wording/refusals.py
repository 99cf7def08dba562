"""Why something was not done, and where on the form it is put right."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.proposals.errors import RefusedError

REFUSAL: Final[dict[str, str | Promise]] = {
    "not_from_here": _("现在的状态不能这样做，可能别人刚刚办过；请刷新后再看。"),
    "not_for_you": _("这一步不由您来办。"),
    "reason_missing": _("请写明理由。"),
    "no_unit": _(
        "您的账户还没有归入单位，或单位没有登记层级和类别；立项申请由行业主管部门提出，您可以提立项建议。"
    ),
    "not_a_department": _(
        "立项申请由行业主管部门提出；企业、社会团体、事业单位和公民请提立项建议。"
    ),
    "level_differs": _(
        "立项申请由与标准化行政主管部门同级的行业主管部门提出；区县部门请提立项建议。"
    ),
    "place_differs": _(
        "立项申请向本行政区域的标准化行政主管部门提出；您的单位登记在别的行政区域，请提立项建议或核对单位的行政区划代码。"
    ),
    "no_power": _("这个单位没有登记为省级或设区的市的标准化行政主管部门，不能受理立项申请。"),
    "title_missing": _("没有填写标准名称。"),
    "field_missing": _("没有选择所属领域。"),
    "ics_missing": _("没有填写国际标准分类号（ICS）。"),
    "scope_missing": _("没有填写适用范围。"),
    "revised_missing": _("修订项目没有写明修订哪一项标准。"),
    "revised_unknown": _("要修订的标准不在目录里，请核对编号。"),
    "necessity_missing": _("没有填写必要性。"),
    "feasibility_missing": _("没有填写可行性。"),
    "special_need_missing": _("没有说明本地的特殊需要。"),
    "relation_missing": _("没有说明与法律法规、强制性标准和其他标准的关系。"),
    "effect_missing": _("没有填写预期效果。"),
    "work_plan_missing": _("没有填写工作计划。"),
    "urgency_missing": _("申请优先或应急程序的，要选依据并写明为什么急需。"),
    "not_all_urgent": _("只有优先、应急程序的申请可以不开论证会；请把一般程序的申请编入别的批次。"),
    "months_missing": _("没有填写完成时限（月）。"),
    "no_drafting_unit": _("没有填写起草单位。"),
    "undertaking_missing": _("有起草单位还没有承诺：由该单位的人登录后确认，或上传签章的承诺书。"),
    "draft_missing": _("没有上传标准草案或提纲。"),
    "legality_missing": _("没有完成合法性审查。"),
    "legality_negative": _("合法性审查的结论是不合法，不能申报。"),
    "call_not_open": _("所选的立项指南不在申报期内；请改选，或不选指南。"),
    "screening_missing": _("没有按现在的内容查新；改过名称、范围、分类或草案以后要重新查新。"),
    "fair_competition_missing": _("查新提示的问题要作公平竞争审查，还没有签署结论为“符合”的审查。"),
    "text_missing": _("没有填写指南的正文。"),
    "days_missing": _("没有填写申报的起止日期。"),
    "days_over": _("申报截止日已经过去。"),
    "not_favoured": _("论证通过的结论是“建议立项”或“修改后立项”。"),
    "batch_empty": _("批次里还没有立项申请。"),
    "meeting_missing": _("没有填写论证会的日期。"),
    "no_assessor": _("还没有登记论证专家。"),
    "weights_wrong": _("评分项的权重合起来应是 100。"),
    "meeting_to_come": _("论证会的日期还没有到。"),
    "without_conclusion": _("还有立项申请没有论证结论。"),
    "nothing_favoured": _("批次里没有拟立项的项目；全部不予立项的，请办结批次。"),
    "something_favoured": _("批次里还有拟立项的项目，不能按全部不予立项办结。"),
    "notice_days_missing": _("没有填写公示的起止日期。"),
    "notice_in_the_past": _("公示的起始日期已经过去，请改为今天或以后。"),
    "notice_running": _("公示期还没有结束。"),
    "open_objections": _("还有异议没有答复。"),
    "objection_upheld": _("有项目的异议成立，请先对该项目作出不予立项的决定。"),
    "number_missing": _("没有填写计划的文号。"),
    "answer_missing": _("请写明答复和理由。"),
    "not_yours": _("这件事不由您的单位办理。"),
    "not_editable": _("立项申请已经报出，内容不能再改；需要改的，请受理部门退回补正。"),
    "too_many_papers": _("材料已经太多，请先删除不用的。"),
    "no_text": _("文件里没有可以读出的文字；请上传 DOCX、文字版 PDF 或文本文件。"),
    "call_over": _("指南已经结束，不能再改。"),
    "call_published": _("指南已经发布，只能把截止日期延后。"),
    "not_of_the_unit": _("承诺由起草单位的人自己确认；您的账户不在这个单位。"),
    "not_an_undertaking": _("请选一份种类为“起草单位承诺”的材料。"),
    "legality_text_missing": _("请写明合法性审查的意见。"),
    "pattern_wrong": _(
        "编号格式里要有 {year} 和 {serial}（可写成 {serial:03}），可以有 {prefix}，别的花括号不行。"
    ),
    "batch_name_taken": _("这一年已经有同名的批次。"),
    "batch_closed": _("批次已经过了这一步，不能再改。"),
    "scored_already": _("已经有评分，不能再改。"),
    "other_authority": _("有立项申请不是报给这个主管部门的。"),
    "expert_twice": _("这位专家已经登记过。"),
    "not_arguing": _("批次不在论证中。"),
    "conflict_of_interest": _("专家与该项目有利益关系，应当回避，不能评分。"),
    "points_missing": _("每一项都要打分，0 到 100 分。"),
    "notice_not_open": _("公示期之外不受理异议。"),
    "programme_number_taken": _("这个文号已经用过。"),
    "day_to_come": _("下达日期不能晚于今天。"),
    "too_often": _("提交得太频繁，请过一小时再试。"),
}
"""What each code is called."""

FIELD: Final[dict[str, str]] = {
    "title_missing": "title",
    "field_missing": "field",
    "ics_missing": "ics",
    "scope_missing": "scope",
    "revised_missing": "revises",
    "revised_unknown": "revises",
    "necessity_missing": "necessity",
    "feasibility_missing": "feasibility",
    "special_need_missing": "special_need",
    "relation_missing": "relation",
    "effect_missing": "effect",
    "work_plan_missing": "work_plan",
    "months_missing": "months",
    "urgency_missing": "urgency",
    "no_drafting_unit": "units",
    "call_not_open": "call",
}
"""The field of the form an unmet guard is put right in."""

PART: Final[dict[str, str]] = {
    "undertaking_missing": "units",
    "draft_missing": "papers",
    "legality_missing": "legality",
    "legality_negative": "legality",
    "screening_missing": "screening",
    "fair_competition_missing": "fair-competition",
}
"""The part of the page of the application another one is put right in."""


def sentences(error: RefusedError | StepRefusedError) -> list[str]:
    """Why something was refused, a sentence for each cause."""
    codes = error.refusal.codes if isinstance(error, StepRefusedError) else (error.code,)
    return [str(REFUSAL[code]) for code in codes]
