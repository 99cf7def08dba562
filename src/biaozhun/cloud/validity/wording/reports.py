"""Every word of a report, in the reader's language (:mod:`biaozhun.documents.reports`)."""

from enum import StrEnum
from typing import Any, TypeVar

from django.utils.timezone import get_default_timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.validity import wording
from biaozhun.cloud.validity.wording import Words
from biaozhun.cloud.validity.wording.novelty import LEVEL
from biaozhun.cloud.validity.wording.rules import reason
from biaozhun.core.bibliography import Extent
from biaozhun.core.citation import Confidence
from biaozhun.core.structure.blocks import Part
from biaozhun.core.validity import Citing, Consequence, Outcome
from biaozhun.documents.reports import FormWords, ReportWords

Code = TypeVar("Code", bound=StrEnum)

_FRONT: Words = {
    "title": _("标准有效性检查报告"),
    "number": _("报告编号"),
    "unregistered": _("未编号（不可核验）"),
    "on": _("状态基准日"),
    "made": _("检查时间"),
    "document": _("受检文件"),
    "pasted": _("粘贴的文字"),
    "characters": _("字符数"),
    "pages": _("页数"),
    "without_text": _("第 {pages} 页没有文字层，没有检查"),
    "citing": _("引用者"),
    "client": _("委托方"),
    "purpose": _("用途"),
    "rules": _("判定规则"),
    "searcher": _("查新人"),
    "checker": _("复核人"),
    "seal": _("（盖章处）"),
    "signed_on": _("日期"),
}
_CONCLUSION: Words = {
    "summary": _("汇总"),
    "conclusion_heading": _("结论"),
    "conclusion": _("截至 {on}，共 {total} 处引用：{counts}；其中 {open} 处需要处理或核实。"),
    "conclusion_settled": _("截至 {on}，共 {total} 处引用：{counts}；都无须处理。"),
    "conclusion_empty": _("没有找到引用标准的地方（状态基准日 {on}）。"),
    "count": _("{words} {count} 处"),
}
_COVERAGE: Words = {
    "coverage": _("检索范围"),
    "coverage_intro": _("查了下列来源，各截至所注之日；范围之外的没有查。"),
    "data_until": _("数据截至 {day}"),
    "source": _("来源"),
    "editions": _("收录（项）"),
    "until": _("截至"),
    "no_day": _("日期不详"),
}
_RESULTS: Words = {
    "results": _("逐条结果"),
    "position": _("序号"),
    "printed": _("原文所引"),
    "place": _("位置"),
    "meant": _("所指标准"),
    "meant_title": _("名称"),
    "outcome": pgettext_lazy("of a citation", "状态"),
    "consequence": pgettext_lazy("of a citation", "处理"),
    "since": _("自"),
    "successors": _("代替它的标准"),
    "amendments": _("修改单、勘误"),
    "notes": _("说明"),
    "sources": _("来源与所见日期"),
    "verified": _("最近核对"),
    "confidence": _("读法"),
    "rule_applied": _("判定依据"),
    "corrected": _("读法经人工更正。"),
    "in_address": _("出现在网址或文件名里。"),
    "uncertain": _("这个结论不能完全确定：资料不足、含推定，或来源之间有出入。"),
    "nothing": _("没有找到引用标准的地方。"),
}
_PLACES: Words = {
    "in_file": _("文件 {file}"),
    "on_page": _("第 {page} 页"),
    "on_sheet": _("工作表 {sheet}"),
    "in_cell": _("单元格 {cell}"),
    "in_paragraph": _("第 {paragraph} 段"),
}
_ANSWER: Words = {
    "from_day": _("（{day} 起）"),
    "until_day": _("这个状态到 {day} 为止（不含当日）。"),
    "renumbered_as": _("{number}（编号变更）"),
    "inferred": _("{number}（推定）"),
    "use_now": _("这一天应采用 {number}。"),
    "amended_by": _("有修改单：{numbers}。"),
    "adopts": _("对应 {numbers}。"),
    "newer_adopted": _("对应 {number}；该国际文件已有新版 {newer}。"),
    "may_mean": _("可能指：{numbers}。"),
    "ended_by": _("废止依据：{basis}。"),
    "clauses_ended": _("条文 {clauses} 自 {day} 起废止（{basis}）。"),
    "all_clauses_ended": _("强制性条文自 {day} 起废止（{basis}）。"),
    "unknown_day_since": _("起始日不详"),
    "old_until": _("在 {day} 之前仍可按旧版执行。"),
    "new_from": _("自 {day} 起只能按新版执行。"),
    "held": _("本馆收录 {code} {editions} 项，截至 {until}。"),
    "held_share": _("约占公布总数的 {share}。"),
    "complete_to": _("{code} 到顺序号 {serial} 为止已核对齐全（{by}）。"),
    "official_record": _("官方记录：{address}"),
    "title_printed": _("原文旁边的名称是“{title}”。"),
    "clauses_cited": _("所引条文：{clauses}。"),
}
_END: Words = {
    "verify": _("核验"),
    "verify_by": _("在 {address} 输入报告编号 {number}，或传入报告文件，即可核验真伪。"),
    "scan": _("扫码核验"),
    "disclaimer_heading": _("声明"),
    "disclaimer": _(
        "本报告由程序按所列来源和规则得出，只反映基准日和数据日期的情况；"
        "没有收录或不能确定的已经写明。依据它作出决定之前，请核对标准文本和官方公告。"
    ),
    "page_of": _("第 {page} 页，共 {pages} 页"),
    "comment_author": _("标准有效性检查"),
    "comment_initials": _("查新"),
    "elsewhere_heading": _("以下引用在页眉、脚注或文本框里，不能就地批注："),
    "elsewhere": _("{place}：{text} — {answer}"),
}
_FORMS: Words = {
    "confirmation": _("标准有效性确认表"),
    "confirmed": _("确认结果"),
    "confirmed_by": _("确认人、日期"),
    "valid_edition": _("有效版本"),
    "remark": _("备注"),
    "prepared_by": _("编制"),
    "approved_by": _("批准"),
    "controlled": _("外来文件受控清单"),
    "own_number": _("本单位编号"),
    "holder": _("持有部门"),
    "copy": _("受控号"),
    "last_check": _("上次查新"),
    "next_check": _("下次查新"),
    "changes_since": _("其间变动"),
    "cards": _("标准变更卡"),
    "cards_none": _("没有被代替或废止的标准，不需要变更卡。"),
    "card_old": _("原标准"),
    "card_new": _("代替它的标准"),
    "card_since": _("生效日"),
    "card_cited_at": _("引用之处"),
    "card_changes": _("主要技术变化"),
    "card_unknown": _("没有来源写明，请比对文本。"),
    "card_to_do": _("要做的事"),
    "card_by": _("期限"),
}
_NOVELTY: Words = {
    "novelty": _("立项查新报告"),
    "proposal": _("拟立项名称"),
    "proposal_scope": _("范围"),
    "proposer": _("提出单位"),
    "searched_terms": _("检索词"),
    "hits": _("相近的标准和计划"),
    "hit_number": _("编号"),
    "hit_title": _("名称"),
    "hit_status": pgettext_lazy("of a standard", "状态"),
    "hit_overlap": _("重复程度"),
    "hit_why": _("列入理由"),
    "novelty_conclusion": _("查新结论"),
    "novelty_none": _("在检索范围内没有找到相近的标准或计划。"),
    "novelty_found": _("找到相近的标准或计划 {count} 项：{levels}。"),
}
_EXTENTS: Words = {"wholly": _("全部代替"), "partly": _("部分代替")}
_TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def report_words() -> ReportWords:
    """The words of a report in the language of whoever asks for it."""
    told: dict[str, Any] = {
        name: str(words)
        for table in (_FRONT, _CONCLUSION, _COVERAGE, _RESULTS, _PLACES, _ANSWER, _END)
        for name, words in table.items()
    }
    return ReportWords(
        language=_TAGS.get(get_language() or "", "en"),
        zone=get_default_timezone(),
        outcomes=_said(wording.OUTCOME, Outcome),
        consequences=_said(wording.CONSEQUENCE, Consequence),
        citings=_said(wording.CITING, Citing),
        confidences=_said(wording.CONFIDENCE, Confidence),
        parts=_said(wording.PART, Part),
        extents=_said(_EXTENTS, Extent),
        rule=reason,
        joined=str(_("、")),
        and_so=" " if get_language() == "en" else "",
        forms=_form_words(),
        **told,
    )


def _form_words() -> FormWords:
    told: dict[str, Any] = {
        name: str(words) for table in (_FORMS, _NOVELTY) for name, words in table.items()
    }
    return FormWords(
        novelty_levels={name: str(words) for name, words in LEVEL.items()},
        **told,
    )


def _said(words: Words, codes: type[Code]) -> dict[Code, str]:
    """The words of a table by the codes of their kind."""
    return {code: str(words[code]) for code in codes}
