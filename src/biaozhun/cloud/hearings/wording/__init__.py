"""What states, steps, groups, stages and refusals are called."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.hearings.errors import HearingRefusedError

Words = dict[str, Promise | str]

HEARING_STATE: Final[Words] = {
    "preparing": pgettext_lazy("hearing", "筹备中"),
    "announced": pgettext_lazy("hearing", "已公告"),
    "selected": pgettext_lazy("hearing", "参加人已确定"),
    "held": pgettext_lazy("hearing", "已举行，意见处理中"),
    "settled": pgettext_lazy("hearing", "已办结"),
    "cancelled": pgettext_lazy("hearing", "已取消"),
}
HEARING_ACTION: Final[Words] = {
    "announce": pgettext_lazy("hearing step", "发布听证公告"),
    "postpone": pgettext_lazy("hearing step", "改期"),
    "select": pgettext_lazy("hearing step", "确定参加人"),
    "hold": pgettext_lazy("hearing step", "登记已举行"),
    "settle": pgettext_lazy("hearing step", "公布听证报告"),
    "reopen": pgettext_lazy("hearing step", "重新处理意见"),
    "cancel": pgettext_lazy("hearing step", "取消听证"),
}
REGISTRATION_STATE: Final[Words] = {
    "waiting": pgettext_lazy("registration", "等待确定"),
    "chosen": pgettext_lazy("registration", "参加"),
    "passed_over": pgettext_lazy("registration", "未选上"),
    "withdrawn": pgettext_lazy("registration", "已撤回"),
}
REGISTRATION_ACTION: Final[Words] = {
    "choose": pgettext_lazy("registration step", "选为参加人"),
    "pass_over": pgettext_lazy("registration step", "不选"),
    "withdraw": pgettext_lazy("registration step", "撤回报名"),
}
OPINION_STATE: Final[Words] = {
    "open": pgettext_lazy("opinion", "待处理"),
    "decided": pgettext_lazy("opinion", "已处理"),
}
OPINION_ACTION: Final[Words] = {
    "decide": pgettext_lazy("opinion step", "处理"),
    "decide_anew": pgettext_lazy("opinion step", "重新处理"),
}
DISPOSITION: Final[Words] = {
    "accepted": pgettext_lazy("disposition", "采纳"),
    "partly": pgettext_lazy("disposition", "部分采纳"),
    "rejected": pgettext_lazy("disposition", "不采纳"),
}
INVITATION_STATE: Final[Words] = {
    "invited": pgettext_lazy("invitation", "已邀请，待答复"),
    "accepted": pgettext_lazy("invitation", "接受"),
    "declined": pgettext_lazy("invitation", "谢绝"),
    "attended": pgettext_lazy("invitation", "已参加"),
    "absent": pgettext_lazy("invitation", "未到"),
    "cancelled": pgettext_lazy("invitation", "已取消"),
}
INVITATION_ACTION: Final[Words] = {
    "accept": pgettext_lazy("invitation step", "接受邀请"),
    "decline": pgettext_lazy("invitation step", "谢绝邀请"),
    "note_acceptance": pgettext_lazy("invitation step", "登记接受"),
    "note_refusal": pgettext_lazy("invitation step", "登记谢绝"),
    "attend": pgettext_lazy("invitation step", "登记到场"),
    "miss": pgettext_lazy("invitation step", "登记未到"),
    "cancel": pgettext_lazy("invitation step", "取消邀请"),
}
GROUP: Final[Words] = {
    "consumer": pgettext_lazy("seat", "消费者"),
    "user": pgettext_lazy("seat", "使用者"),
    "producer": pgettext_lazy("seat", "生产者"),
    "operator": pgettext_lazy("seat", "经营者"),
    "public": pgettext_lazy("seat", "公共利益方"),
    "research": pgettext_lazy("seat", "教育科研"),
    "testing": pgettext_lazy("seat", "检测认证"),
    "government": pgettext_lazy("seat", "行政主管部门"),
    "observer": pgettext_lazy("seat", "旁听"),
}
WAY: Final[Words] = {
    "lot": pgettext_lazy("selection", "超过席位的按组抽签"),
    "order": pgettext_lazy("selection", "按报名先后"),
    "named": pgettext_lazy("selection", "由听证组织单位逐人确定并说明理由"),
}
KIND: Final[Words] = {
    "deputy": pgettext_lazy("representative", "人大代表"),
    "cppcc": pgettext_lazy("representative", "政协委员"),
    "consumer": pgettext_lazy("representative", "消费者代表"),
}
LEVEL: Final[Words] = {
    "nation": pgettext_lazy("representative level", "全国"),
    "province": pgettext_lazy("representative level", "省级"),
    "city": pgettext_lazy("representative level", "市级"),
    "county": pgettext_lazy("representative level", "县级"),
}
STAGE: Final[Words] = {
    "drafting": pgettext_lazy("participation stage", "起草"),
    "consultation": pgettext_lazy("participation stage", "征求意见"),
    "hearing": pgettext_lazy("participation stage", "听证"),
    "review": pgettext_lazy("participation stage", "技术审查"),
    "implementation": pgettext_lazy("participation stage", "实施"),
    "supervision": pgettext_lazy("participation stage", "监督"),
    "evaluation": pgettext_lazy("participation stage", "评估"),
}
CRITERION: Final[Words] = {
    "涉及多数人的切身利益": _("涉及多数人的切身利益"),
    "征求意见分歧较大": _("征求意见分歧较大"),
    "涉及人身健康和生命财产安全": _("涉及人身健康和生命财产安全"),
    "增加公众或经营者的费用负担": _("增加公众或经营者的费用负担"),
    "影响市场准入或公平竞争": _("影响市场准入或公平竞争"),
    "社会关注度高": _("社会关注度高"),
    "有人要求听证": _("有人要求听证"),
}
"""The names of the usual criteria (``presets/criteria.csv``); those of a region stay its own."""
STANDING: Final[Words] = {
    "in": pgettext_lazy("pool", "在库"),
    "ending": pgettext_lazy("pool", "任期将满"),
    "out": pgettext_lazy("pool", "已出库"),
}
FIGURE: Final[Words] = {
    "invited": pgettext_lazy("participation", "邀请"),
    "accepted": pgettext_lazy("participation", "接受"),
    "attended": pgettext_lazy("participation", "到场"),
    "spoke": pgettext_lazy("participation", "提出意见"),
    "adopted": pgettext_lazy("participation", "意见被采纳"),
}
ADVICE: Final[Words] = {
    "notice_too_short": _(
        "公告到听证的天数少于规则要求的天数；这条规则还没有经人核对签署，只作提醒。"
    ),
    "too_few_consumers": _(
        "消费者、使用者的席位少于规则要求的比例；这条规则还没有经人核对签署，只作提醒。"
    ),
    "told_too_late": _(
        "告知参加人到听证的天数少于规则要求的天数；这条规则还没有经人核对签署，只作提醒。"
    ),
}
"""What is said where a rule does not bind."""
REFUSAL: Final[Words] = {
    "not_from_here": _("现在的状态不能这样做，可能别人刚刚办过；请刷新后再看。"),
    "not_for_you": _("这一步不由您来办。"),
    "reason_missing": _("请写明理由。"),
    "day_not_ahead": _("听证日期必须晚于今天。"),
    "same_day": _("新的日期与现在的一样。"),
    "registration_days": _("报名截止日期要在今天或以后，并且早于听证日期。"),
    "place_missing": _("请填写听证地点或线上会议网址。"),
    "seats_missing": _("请至少为一个利益方设席位（旁听不算）。"),
    "papers_missing": _("请先选定听证材料，至少一份向公众公开。"),
    "registration_open": _("报名还没有截止，不能确定参加人。"),
    "registrations_waiting": _("还有报名没有确定。"),
    "nobody_chosen": _("没有一个参加人，不能确定名单；可以改期并延长报名，或取消听证。"),
    "day_to_come": _("还没有到那一天。"),
    "attendance_unmarked": _("请先登记每个参加人到没到场。"),
    "nobody_present": _("没有一个参加人到场，不能登记为已举行。"),
    "minutes_missing": _("还没有听证纪要：请上传，或在这里写好后生成。"),
    "opinions_undecided": _("还有意见没有处理。"),
    "report_missing": _("请写听证报告：说了什么、怎样处理。"),
    "project_approved": _("标准已经批准，不能再重新处理。"),
    "notice_too_short": _("公告到听证的天数少于规则要求的天数。"),
    "too_few_consumers": _("消费者、使用者的席位少于规则要求的比例。"),
    "told_too_late": _("告知参加人到听证的天数少于规则要求的天数。"),
    "hearing_over": _("听证已经举行、办结或取消。"),
    "no_seat": _("这个利益方没有空席了。"),
    "disposition_missing": _("请选择采纳、部分采纳或不采纳。"),
    "answer_missing": _("部分采纳和不采纳要写明理由。"),
    "hearing_settled": _("听证报告已经公布，要改请先重新处理。"),
    "answer_too_late": _("答复的最后一天已经过了，请直接联系邀请单位。"),
    "document_missing": _("缺少必需的材料。"),
    "not_the_desk": _(
        "这个项目的听证由标准化主管部门、承办人、提出部门或技术委员会秘书处办理，您不在其中。"
    ),
    "criteria_missing": _("决定听证时，请至少勾选一条理由所依据的情形。"),
    "project_over": _("项目已经批准、发布或终止，不再决定听证。"),
    "hearing_running": _("这个项目有一次听证正在办理，请先办结或取消。"),
    "hearing_held": _("已经举行过听证，不能再改成不听证。"),
    "not_the_authority": _("您不是这个单位的人，不能这样做。"),
    "too_many_criteria": _("最多 {fragment} 条。"),
    "criterion_twice": _("“{fragment}”写了两次。"),
    "stated_since": _("决定以后已经登记了线下举行的听证；要再举行，请重新作出决定。"),
    "need_undecided": _("请先决定这项标准需要听证，再筹备听证。"),
    "announced_already": _("听证已经公告，不能直接改；改日期请用“改期”。"),
    "too_many_seats": _("席位最多 {fragment} 个。"),
    "not_of_this_project": _("所选的材料不属于这个项目。"),
    "choose_by_hand": _("这次听证逐人确定参加人：请先对每一份报名选定或不选。"),
    "not_by_hand": _("这次听证由抽签或报名先后确定参加人，不能逐人选定。"),
    "not_next": _("空出的席位只能给顺序上的下一位。"),
    "registration_closed": _("现在不接受报名：没有公告、已经截止，或听证已取消。"),
    "group_without_seats": _("这个利益方没有席位，请另选一个。"),
    "registered_already": _("您已经报过名，不用再报；要改请先撤回。"),
    "too_many_registrations": _("报名人数太多，请直接联系听证组织单位。"),
    "not_selected": _("参加人确定以后、登记已举行以前才能登记到场。"),
    "not_held": _("登记已举行以后、公布报告以前才能这样做。"),
    "course_missing": _("请先写主持人和听证经过，再生成纪要。"),
    "not_present": _("只有到场的参加人才有发言可记。"),
    "opinion_empty": _("请填写意见。"),
    "not_chosen": _("只有听证参加人可以提交意见，旁听的不可以。"),
    "not_taken_now": _("现在不接受意见。"),
    "too_many_opinions": _("每个参加人最多提交 {fragment} 条意见。"),
    "disposition_unclear": _("处理结果只能是采纳、部分采纳或不采纳。"),
    "term_in_wrong_order": _("任期的最后一天早于第一天。"),
    "in_pool_already": _("库里已经有同类别、同姓名、同单位的人。"),
    "left_already": _("这个人已经出库。"),
    "stage_unclear": _("请选择一个环节。"),
    "nobody_named": _("请至少选一个人。"),
    "answer_after_the_day": _("答复的最后一天不能晚于活动那一天。"),
    "not_in_pool": _("所选的人不在本单位的库里，或任期不在今天。"),
    "invited_already": _("{fragment} 已经受邀参加这个环节。"),
    "no_hearing": _("这个项目现在没有听证在办理，不能邀请参加听证。"),
    "answer_day_wrong": _("答复的日期要在邀请那天和今天之间。"),
    "handled_already": _("这条意见已经处理，不能再改。"),
    "cell_missing": _("缺少“{fragment}”。"),
    "cell_too_long": _("“{fragment}”太长。"),
    "kind_unclear": _("类别只能写人大代表、政协委员或消费者代表：{fragment}。"),
    "level_unclear": _("层级只能写全国、省级、市级或县级：{fragment}。"),
    "division_unclear": _("行政区划代码是六位数字：{fragment}。"),
    "ics_unclear": _("ICS 号写成 13、13.120 或 13.120.10：{fragment}。"),
    "day_unclear": _("日期读不懂：{fragment}。"),
    "consent_unclear": _("是否同意公开姓名写“是”或“否”：{fragment}。"),
}


def refused(code: str, fragment: str = "") -> str:
    """The sentence of a code."""
    return str(REFUSAL[code]).format(fragment=fragment)


def said(error: HearingRefusedError) -> str:
    """The sentence of a refusal."""
    return refused(error.code, error.fragment[:80])
