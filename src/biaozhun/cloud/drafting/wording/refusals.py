"""What stands against a step or a change, and what to do, by the codes of refusals."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from biaozhun.cloud.drafting.wording import DOCUMENT, Words
from biaozhun.core.lifecycle import Unmet

REFUSAL: Words = {
    "not_from_here": gettext_lazy("现在的状态下不能这样做；也许别人刚刚办过，请重新载入。"),
    "not_for_you": gettext_lazy("这一步不由您来办。"),
    "document_missing": gettext_lazy("缺少这一步要的材料，请先上传。"),
    "reason_missing": gettext_lazy("请写明理由。"),
    "no_drafting_unit": gettext_lazy("还没有起草单位，请先登记。"),
    "note_not_current": gettext_lazy(
        "编制说明不是随最新一稿的：请上传新的编制说明，或声明原来的也适用于新稿。"
    ),
    "not_consulted": gettext_lazy("还没有已经结束的征求意见记录。"),
    "consulted_too_short": gettext_lazy("征求意见的天数不够。"),
    "open_comments": gettext_lazy("还有意见没有处理完，请逐条写明采纳与否和理由。"),
    "new_round_needed": gettext_lazy("征求意见后有重大改动，要再征求一次意见。"),
    "hearing_open": gettext_lazy("决定举行的听证还没有办完。"),
    "department_check_missing": gettext_lazy("还没有行业主管部门审核通过的记录。"),
    "review_not_passed": gettext_lazy("最近一次技术审查没有通过，或还没有结论。"),
    "review_without_conclusion": gettext_lazy("最近一次技术审查没有“修改后再审”或“不通过”的结论。"),
    "open_objections": gettext_lazy("公示期的异议还没有全部答复。"),
    "no_issuing_power": gettext_lazy("主管部门现在没有发布这类标准的权限记录。"),
    "chain_not_complete": gettext_lazy("审批流程还没有走完。"),
    "open_changes": gettext_lazy("有变更申请等待决定，请先办结。"),
    "patent_refused": gettext_lazy("有专利权人拒绝许可，处理结果还没有登记。"),
    "not_taken_over": gettext_lazy("这不是接入的在办项目。"),
    "decision_paper_missing": gettext_lazy("请写决定文件的文号，或上传决定文件。"),
    "own_request": gettext_lazy("自己提出的变更由别人决定。"),
    "project_closed": gettext_lazy("项目已经发布或终止，不能再变更。"),
    "project_over": gettext_lazy("项目已经发布或结束，这里不能再增加或更改。"),
    "call_past": gettext_lazy("截止日期已经过去，请先改日期。"),
    "call_running": gettext_lazy("还没有到截止日期。"),
    "applications_waiting": gettext_lazy("还有报名没有答复，请逐一答复。"),
    "answer_missing": gettext_lazy("请写明理由，报名人会看到。"),
    # what is no step
    "file_empty": gettext_lazy("文件是空的，请重新选择。"),
    "file_too_large": gettext_lazy("文件太大，最多 100 MB。"),
    "file_wrong_kind": gettext_lazy(
        "不收这种文件。请另存为 PDF、OFD、Word（DOCX）、Excel（XLSX）、ODT、纯文本或网页，扫描件用"
        " JPEG、PNG 或 TIFF，再上传。"
    ),
    "file_not_what_it_says": gettext_lazy(
        "文件打不开，或内容与扩展名不符。请用原来的软件打开，另存为 DOCX 或 PDF，再上传。"
    ),
    "file_with_macros": gettext_lazy(
        "文件里有宏，不能上传。请另存为不带宏的 DOCX、XLSX 或 PDF，再上传。"
    ),
    "named_votes": gettext_lazy("表决单写明每个人怎样表决，不能公开；表决结果见会议纪要。"),
    "no_draft": gettext_lazy("还没有可用的稿子，请先上传。"),
    "not_of_this_project": gettext_lazy("所选的材料不属于这个项目。"),
    "ends_before_it_begins": gettext_lazy("结束日期早于开始日期。"),
    "proceeding_over": gettext_lazy("后面又办了一轮，这一轮不能再改。"),
    "case_running": gettext_lazy(
        "这件事正在本平台办理，不能另外登记。请在项目页上接着办；改为线下办的，先在那里撤销。"
    ),
    "units_missing": gettext_lazy("至少要有一个起草单位。"),
    "unit_named_twice": gettext_lazy("同一个单位写了两次。"),
    "patent_not_refused": gettext_lazy("这项专利没有被拒绝许可，不用登记处理结果。"),
    "handling_missing": gettext_lazy("请写明怎样处理。"),
    "change_nothing": gettext_lazy("与现在的一样，没有要变更的。"),
    "change_unreadable": gettext_lazy("没有看懂要变更成什么，请照提示填写。"),
    "procedure_by_channel": gettext_lazy("改用优先或应急程序，或改回一般程序，请走绿色通道。"),
    "change_waits": gettext_lazy("同一种变更已经有一份申请在等待决定。"),
    "call_not_open": gettext_lazy("这次征集没有开放，或已经截止。"),
    "milestone_twice": gettext_lazy("时间表里已经有这一项。"),
    "title_missing": gettext_lazy("请写这一项的名称。"),
}
ADVICE: Words = {
    "consulted_too_short": gettext_lazy(
        "征求意见的天数少于规则要求的天数；这条规则还没有经人核对签署，只作提醒。"
    ),
    "extended_before": gettext_lazy("这个项目已经延期过；一般只延期一次，请写明特殊理由。"),
    "patent_without_statement": gettext_lazy("有专利还没有许可声明，请向专利权人索取。"),
}
"""What is said where it does not stand in the way."""

MET: Words = {
    "no_drafting_unit": gettext_lazy("已有起草单位"),
    "note_not_current": gettext_lazy("编制说明随最新一稿"),
    "not_consulted": gettext_lazy("征求意见已经结束"),
    "consulted_too_short": gettext_lazy("征求意见的天数足够"),
    "open_comments": gettext_lazy("意见已经全部处理"),
    "new_round_needed": gettext_lazy("不用再征求意见"),
    "hearing_open": gettext_lazy("没有未办完的听证"),
    "department_check_missing": gettext_lazy("行业主管部门审核通过"),
    "review_not_passed": gettext_lazy("技术审查通过"),
    "review_without_conclusion": gettext_lazy("技术审查已有结论"),
    "open_changes": gettext_lazy("没有等待决定的变更"),
    "patent_refused": gettext_lazy("没有未处理的拒绝许可"),
}
"""What is there of that which a step asks for."""


def refusal(code: str, subject: str = "") -> str:
    """Why something is refused; the code itself is never all that is said."""
    if code == "document_missing" and subject:
        return _("缺少材料：{document}。").format(document=DOCUMENT[subject])
    return str(REFUSAL[code])


def unmet_words(one: Unmet) -> str:
    """One thing that stands against a step, as a sentence."""
    return refusal(one.code, one.subject)
