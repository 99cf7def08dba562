"""What answers, groups of comments and places in later drafts are called, and why not."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Promise | str

DISPOSITION: Final[dict[str, Words]] = {
    "accepted": pgettext_lazy("disposition", "采纳"),
    "partly": pgettext_lazy("disposition", "部分采纳"),
    "rejected": pgettext_lazy("disposition", "不采纳"),
}
TURN: Final[dict[str, Words]] = {
    "waiting": pgettext_lazy("comment", "待审看"),
    "unassigned": pgettext_lazy("comment", "待分派"),
    "to_propose": pgettext_lazy("comment", "待提处理建议"),
    "to_decide": pgettext_lazy("comment", "待决定"),
    "decided": pgettext_lazy("comment", "已决定"),
    "withheld": pgettext_lazy("comment", "不公开"),
    "withdrawn": pgettext_lazy("comment", "已撤回"),
    "untold": pgettext_lazy("comment", "作者尚未告知"),
}
"""What is asked of the table of comments: the states, with what waits told apart."""
OUTCOME: Final[dict[str, Words]] = {
    "kept": pgettext_lazy("place", "原位"),
    "moved": pgettext_lazy("place", "移动"),
    "reworded": pgettext_lazy("place", "改写"),
    "gone": pgettext_lazy("place", "已删去"),
}
REFUSAL: Final[dict[str, Words]] = {
    "not_from_here": _("这条意见现在的状态不能这样做，可能别人刚刚办过；请刷新后再看。"),
    "not_for_you": _("这一步不由您来办：起草人提出处理建议，由归口单位、主管部门或秘书处决定。"),
    "disposition_missing": _("请选择采纳、部分采纳或不采纳。"),
    "answer_missing": _("部分采纳或不采纳的，请写明理由。"),
    "reason_missing": _("请写明理由。"),
    "consultation_settled": _("处理情况已经公布，不能再改；要改请先重新处理。"),
    "handed_in": _("送审稿已经提交，不能重新决定。"),
    "changed_meanwhile": _("您打开以后，别人已经处理了这条意见；您写的没有保存。"),
    "not_a_drafter": _("这个人不在起草组或起草单位，也不是办理人员，不能分派。"),
    "nothing_chosen": _("没有选中意见。"),
    "not_of_this_consultation": _("选中的意见不是同一次征求意见的。"),
    "too_few_to_gather": _("至少选两条公开的意见才能合并。"),
    "too_long": _("答复太长，最多 {fragment} 个字。"),
    "unknown_disposition": _("请选择采纳、部分采纳或不采纳。"),
    "unknown_outcome": _("请选择原位、移动、改写或已删去。"),
    "unknown_passage": _("这一稿里没有这个位置。"),
    "not_read_yet": _("这一稿还没有读出正文，请稍后再看。"),
    "comments_waiting": _("还有意见没有审看。"),
    "comments_undecided": _("还有意见没有决定。"),
    "summary_missing": _("请写处理情况说明。"),
}
EVENT: Final[dict[str, Words]] = {
    "consultations.comment_assigned": pgettext_lazy("event", "分派意见"),
    "consultations.comment_propose": pgettext_lazy("event", "提出处理建议"),
    "consultations.comment_decide": pgettext_lazy("event", "决定意见的处理"),
    "consultations.comment_decide_anew": pgettext_lazy("event", "重新处理意见"),
    "consultations.comments_gathered": pgettext_lazy("event", "合并相同意见"),
    "consultations.comments_set_apart": pgettext_lazy("event", "意见单独处理"),
    "consultations.place_corrected": pgettext_lazy("event", "更正意见在新稿中的位置"),
}
FACT: Final[dict[str, Words]] = {
    "number": pgettext_lazy("fact", "意见号"),
    "numbers": pgettext_lazy("fact", "意见号"),
    "person": pgettext_lazy("fact", "姓名"),
    "disposition": pgettext_lazy("fact", "处理结果"),
    "answer": pgettext_lazy("fact", "答复"),
    "document": pgettext_lazy("fact", "稿次"),
    "outcome": pgettext_lazy("fact", "变化"),
    "passage": pgettext_lazy("fact", "位置"),
}
NOTICE: Final[dict[str, Words]] = {
    "consultations.comment_answered": _("您的意见有了答复"),
    "consultations.comments_assigned": _("分派给您的意见"),
    "consultations.answers_proposed": _("有处理建议等待决定"),
}
