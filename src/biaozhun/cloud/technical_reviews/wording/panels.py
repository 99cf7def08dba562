"""What codes of seats, pools, invitations and opinions are called."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.committees.wording import INTEREST
from biaozhun.cloud.technical_reviews.wording import Words

DISPOSITION: Final[Words] = {
    "accepted": pgettext_lazy("review opinion", "采纳"),
    "partly": pgettext_lazy("review opinion", "部分采纳"),
    "rejected": pgettext_lazy("review opinion", "不采纳"),
}
PASSED_OVER: Final[Words] = {
    "not_admitted": _("当日不在专家库的聘期内"),
    "suspended": _("已暂停"),
    "team": _("是起草组的人"),
    "drafting_unit": _("在起草单位工作"),
    "team_unit": _("与起草组的人同一单位"),
    "conflict": _("声明了与起草单位的利益关系"),
    "gone": _("已答复不参加，或已被替换"),
    "rotation": _("连续参加了同一部门的专家组，这次轮换"),
    "workload": _("十二个月内参加审查的次数已到上限"),
    "field": _("专业领域与席位不符"),
    "interest": _("所代表的利益方没有席位"),
}
SEAT_INTEREST: Final[Words] = {str(code): word for code, word in INTEREST.items()}
OF_PANELS: Final[Words] = {
    "no_panel": _("由技术委员会审查，没有专家组可抽。"),
    "drawn_already": _("专家组已经抽取。要改席位或重新抽取，请先写明理由，让上一次抽取作废。"),
    "seats_missing": _("请先设置专家组的席位。"),
    "seats_too_many": _("席位最多{fragment}个。"),
    "pool_too_small": _(
        "第{fragment}席没有可抽的专家。请放宽这些席位的专业领域、改由其他利益方担任，"
        "或先邀请合适的专家入库。"
    ),
    "left_already": _("{fragment}已经不在专家组里。"),
    "invitation_over": _("审查已经开始、结束或取消，不能再答复。"),
    "conflict_missing": _("请写明与哪个单位有利益关系，是什么关系。"),
    "opinions_closed": _("召集以后、作出结论以前才收审查意见。"),
    "opinion_empty": _("请写意见内容。"),
    "opinions_too_many": _("一次审查最多{fragment}条意见。"),
    "decided_already": _("这条意见已经作出处理，不能再改。"),
    "disposition_missing": _("请选择处理意见：采纳、部分采纳或不采纳。"),
    "answer_missing": _("部分采纳、不采纳的，请写明理由。"),
    "no_opinions": _("还没有审查意见。"),
}
"""Why something about a panel or its opinions was not done, and what to do."""
