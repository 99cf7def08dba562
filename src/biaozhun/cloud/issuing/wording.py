"""What states, steps, decisions, refusals and faults of rows are called."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.issuing.errors import IssuingRefusedError

Words = Promise | str

REGIME: Final[dict[str, Words]] = {
    "general": pgettext_lazy("regime", "一般地方标准"),
    "guidance": pgettext_lazy("regime", "标准化指导性技术文件"),
    "environment": pgettext_lazy("regime", "生态环境标准"),
    "food": pgettext_lazy("regime", "食品安全标准"),
    "construction": pgettext_lazy("regime", "工程建设标准"),
}
FIELD: Final[dict[str, Words]] = {
    "agriculture": pgettext_lazy("field", "农业"),
    "industry": pgettext_lazy("field", "工业"),
    "services": pgettext_lazy("field", "服务业"),
    "social": pgettext_lazy("field", "社会事业"),
}
STEP: Final[dict[str, Words]] = {
    "handler": pgettext_lazy("approval", "承办人审核"),
    "section_head": pgettext_lazy("approval", "处长审核"),
    "legal": pgettext_lazy("approval", "法制审核"),
    "deputy_director": pgettext_lazy("approval", "分管局长审批"),
    "notice": pgettext_lazy("approval", "报批公示"),
    "collective": pgettext_lazy("approval", "集体讨论"),
    "director": pgettext_lazy("approval", "局长批准"),
}
POST: Final[dict[str, Words]] = {
    "handler": pgettext_lazy("post", "承办人"),
    "section_head": pgettext_lazy("post", "处长"),
    "legal": pgettext_lazy("post", "法制审核人"),
    "deputy_director": pgettext_lazy("post", "分管局长"),
    "director": pgettext_lazy("post", "局长"),
}
DECISION: Final[dict[str, Words]] = {
    "agree": pgettext_lazy("approval", "同意"),
    "return": pgettext_lazy("approval", "退回"),
    "minuted": pgettext_lazy("approval", "会议通过，已登记纪要"),
    "opened": pgettext_lazy("approval", "公示开始"),
    "closed": pgettext_lazy("approval", "公示结束"),
}
APPROVAL_STATE: Final[dict[str, Words]] = {
    "running": pgettext_lazy("approval", "审批中"),
    "completed": pgettext_lazy("approval", "已批准"),
    "returned": pgettext_lazy("approval", "已退回"),
    "cancelled": pgettext_lazy("approval", "已停止"),
}
APPROVAL_ACTION: Final[dict[str, Words]] = {
    "agree": pgettext_lazy("approval step", "同意"),
    "complete": pgettext_lazy("approval step", "批准并编号"),
    "return": pgettext_lazy("approval step", "退回"),
    "cancel": pgettext_lazy("approval step", "停止审批"),
    "open_notice": pgettext_lazy("approval step", "发布公示"),
    "close_notice": pgettext_lazy("approval step", "结束公示"),
    "minute": pgettext_lazy("approval step", "登记会议纪要"),
}
ANNOUNCEMENT_STATE: Final[dict[str, Words]] = {
    "draft": pgettext_lazy("announcement", "草稿"),
    "signed": pgettext_lazy("announcement", "已签发，待发布"),
    "issued": pgettext_lazy("announcement", "已发布"),
    "withdrawn": pgettext_lazy("announcement", "已撤销"),
}
ANNOUNCEMENT_ACTION: Final[dict[str, Words]] = {
    "sign": pgettext_lazy("announcement step", "签发"),
    "reopen": pgettext_lazy("announcement step", "退回修改"),
    "issue": pgettext_lazy("announcement step", "发布"),
    "withdraw": pgettext_lazy("announcement step", "撤销"),
}
ROW_KIND: Final[dict[str, Words]] = {
    "publish": pgettext_lazy("announcement row", "发布"),
    "withdraw": pgettext_lazy("announcement row", "废止"),
    "correct": pgettext_lazy("announcement row", "修改单"),
}
NUMBER_KIND: Final[dict[str, Words]] = {
    "new": pgettext_lazy("number", "新编"),
    "part": pgettext_lazy("number", "部分"),
    "revision": pgettext_lazy("number", "修订"),
}
FILING_STATE: Final[dict[str, Words]] = {
    "prepared": pgettext_lazy("filing", "待报送"),
    "submitted": pgettext_lazy("filing", "已报送"),
    "returned": pgettext_lazy("filing", "退回补正"),
    "accepted": pgettext_lazy("filing", "已备案"),
}
FILING_ACTION: Final[dict[str, Words]] = {
    "submit": pgettext_lazy("filing step", "报送"),
    "accept": pgettext_lazy("filing step", "登记备案号"),
    "send_back": pgettext_lazy("filing step", "退回补正"),
}
FILED_WITH: Final[dict[str, Words]] = {
    "province": pgettext_lazy("filing", "报省级备案"),
    "nation": pgettext_lazy("filing", "报国家备案"),
}
RIGHT: Final[dict[str, Words]] = {
    "open": pgettext_lazy("disclosure", "全文公开"),
    "metadata": pgettext_lazy("disclosure", "只公开题录"),
    "closed": pgettext_lazy("disclosure", "不公开"),
}
MATERIAL: Final[dict[str, Words]] = {
    "draft_for_approval": pgettext_lazy("material", "报批稿"),
    "explanatory_note": pgettext_lazy("material", "编制说明"),
    "review_minutes": pgettext_lazy("material", "审查会议纪要"),
    "review_opinions": pgettext_lazy("material", "审查意见汇总处理表"),
    "approval_letter": pgettext_lazy("material", "报批公文"),
    "comment_table": pgettext_lazy("material", "征求意见汇总处理表"),
    "reviewer_list": pgettext_lazy("material", "专家签名表"),
    "department_opinion": pgettext_lazy("material", "行业主管部门意见"),
    "test_report": pgettext_lazy("material", "试验验证报告"),
    "patent_statement": pgettext_lazy("material", "专利声明"),
}
REFUSAL: Final[dict[str, Words]] = {
    "not_from_here": _("现在的状态不能这样做，可能别人刚刚办过；请刷新后再看。"),
    "not_for_you": _("这一步不由您来办：轮到的岗位不是您的，也没有委托给您。"),
    "document_missing": _("项目上缺少必需的材料。"),
    "reason_missing": _("请写明理由。"),
    "own_draft": _("您或委托您的人是起草人或起草单位的人，不能审批自己起草的标准。"),
    "acted_before": _("您或委托您的人在这一轮审批里已经办过一个环节，同一个人不能办两次。"),
    "materials_missing": _("报批材料不全，请先补齐。"),
    "materials_unchecked": _("请逐项核对并勾选报批材料。"),
    "no_issuing_power": _("本单位现在没有发布这类标准的权限，不能批准和编号。"),
    "open_objections": _("公示异议还没有全部答复。"),
    "not_a_post": _("现在的环节是公示或集体讨论，不是岗位审批。"),
    "not_the_notice": _("现在的环节不是报批公示。"),
    "notice_open": _("公示已经发布。"),
    "notice_without_days": _("公示的最后一天必须晚于今天。"),
    "notice_not_over": _("公示期还没有结束。"),
    "not_the_meeting": _("现在的环节不是集体讨论。"),
    "meeting_missing": _("请填写会议纪要的编号和日期，日期不能晚于今天。"),
    "no_rows": _("公告里还没有任何一项标准。"),
    "day_missing": _("请先填写公告日期。"),
    "rows_refused": _("公告里有不能发布的项，见下面逐项的说明；整份公告都没有发布。"),
    "day_to_come": _("公告日期还没有到。"),
    "text_missing": _("还没有发布稿，请先在项目里上传标准文本。"),
    "number_missing": _("请填写编号。"),
    "chain_not_complete": _("审批环节还没有走完。"),
    "open_comments": _("征求意见、听证或者审查中还有意见没有处理完。"),
    "hearing_open": _("听证还没有结束。"),
    "review_not_passed": _("技术审查没有通过。"),
    "open_changes": _("项目有没有决定的变更申请。"),
    "patent_refused": _("涉及的专利没有得到许可，还没有处理。"),
    "consulted_too_short": _("征求意见的时间不够。"),
    "not_examining": _("项目不在审核阶段，不能进入审批。"),
    "not_the_clerk": _("这一步由承办人来办。"),
    "approval_running": _("这个项目正在审批中；要另外办理，请先停止审批。"),
    "number_not_drawn_here": _(
        "代号 {fragment} 的编号不由本平台生成，请在发布后登记“由他处发布”。"
    ),
    "number_taken": _("编号 {fragment} 已经用过，不能再用。"),
    "code_of_another": _("代号 {fragment} 是别的单位的，这个项目不能用。"),
    "part_unclear": _(
        "部分号或所属标准不对：{fragment}。部分号写数字，所属标准必须是本单位代号下的。"
    ),
    "serial_unclear": _("约定的顺序号必须是数字：{fragment}。"),
    "revised_not_found": _("读不懂这个标准编号：{fragment}。"),
    "announced_already": _("{fragment} 已经发布，年代号不能再改。"),
    "year_unclear": _("年代号不对：{fragment}。只能改成批准当年之后五年以内、与现在不同的年份。"),
    "not_the_authority": _("您不是这个单位的人，不能这样做。"),
    "not_a_draft": _("公告已经签发或发布，不能再改；要改请先退回修改。"),
    "transition_too_short": _("公告日期到实施日期不足 {fragment} 天，请写明缩短过渡期的理由。"),
    "too_many_rows": _("一份公告最多 {fragment} 项。"),
    "text_unreadable": _("发布稿读不出来（{fragment}）；请检查文件，换一份再试。"),
    "number_unclear": _("这不是一个带年代号的标准编号：{fragment}。"),
    "number_drawn": _("这个项目已经编号 {fragment}，不能再登记为由他处发布。"),
    "form_unclear": _("编号格式只能用 {{year}} 和 {{serial}}，并且必须有 {{serial}}。"),
    "post_twice": _("这个人这个岗位的同一任期已经登记。"),
    "not_the_holder": _("只有岗位上的本人或本单位的管理人员可以委托。"),
    "to_oneself": _("不能委托给本人。"),
    "ends_before_it_began": _("最后一天不能早于第一天。"),
    "notice_ended": _("公示已经结束，不再接收异议。"),
    "too_many_objections": _("这份公示待答复的异议太多，请改用信函提出。"),
    "answer_missing": _("请填写答复。"),
    "filing_number_taken": _("备案号 {fragment} 已经登记在另一项标准上，请核对。"),
    "not_placed": _("这个单位还没有登记层级和行政区划代码，请先在单位名录里登记。"),
    "district_has_no_power": _(
        "县、区（含直辖市的区）不能发布地方标准，可以提出立项建议、监督实施；"
        "四位代号只给设区的市、自治州、地区、盟（标准化法第十三条）。"
    ),
    "not_a_prefecture": _("行政区划代码的前四位不是设区的市、自治州、地区或盟，不能编号。"),
    "level_without_power": _("这个层级和行政区划代码对不上，不能登记发布权限。"),
    "province_only": _("这类标准只能由省级制定。"),
    "government_only": _(
        "地方环境质量标准和污染物排放标准由省级人民政府制定（环境保护法第十五条、第十六条）。"
    ),
    "scope_missing": _("设区的市要写明省里批准的范围。"),
    "basis_missing": _("请写明依据：法律条款，或省里批准的文件。"),
    "power_twice": _("同一时间同一类的权限已经登记。"),
    "code_not_of_division": _("代号和行政区划代码对不上，应当是 {fragment}。"),
}
ROW_FAULT: Final[dict[str, Words]] = {
    "not_approved": _("项目还没有批准"),
    "other_authority": _("不是本单位的项目"),
    "number_missing": _("还没有编号"),
    "year_differs": _("编号的年代号和公告日期不是同一年，请先改年代号"),
    "number_held": _("馆藏里已经有这个编号"),
    "announced_elsewhere": _("已经列在另一份公告里"),
    "row_twice": _("在这份公告里列了两次"),
    "in_force_too_early": _("没有实施日期，或早于公告日期"),
    "expiry_missing": _("指导性技术文件要写明失效日期"),
    "expiry_too_early": _("失效日期不晚于实施日期"),
    "number_unclear": _("读不懂编号，或没有年代号"),
    "not_held": _("馆藏里没有这项标准"),
    "code_of_another": _("不是本单位代号下的标准，不能由本单位废止或修改"),
    "replaces_another": _("代替的标准不是本地区的，不能由本单位代替"),
    "expiry_too_late": _("失效日期超过了本地区规定的最长有效期"),
    "no_power_that_day": _("公告日期那天，本单位没有发布这类标准的权限"),
    "not_an_amendment": _("不是修改单的编号，例如 DB44/T 7-2010/XG1-2026"),
}


def refused(code: str, fragment: str = "") -> str:
    """The sentence of a code."""
    words = REFUSAL.get(code) or ROW_FAULT[code]
    return str(words).format(fragment=fragment)


def said(error: IssuingRefusedError) -> str:
    """The sentence of a refusal."""
    return refused(error.code, error.fragment[:80])
