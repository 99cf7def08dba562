"""What the desk of comments calls what waits, and why an answer is refused."""

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
OUTCOME: Final[dict[str, Words]] = {
    "kept": pgettext_lazy("place", "原文未动"),
    "moved": pgettext_lazy("place", "原文移动了位置"),
    "reworded": pgettext_lazy("place", "原文有改动"),
    "gone": pgettext_lazy("place", "原文已删去"),
}
TURN: Final[dict[str, Words]] = {
    "waiting": pgettext_lazy("comment", "待审核"),
    "unassigned": pgettext_lazy("comment", "待分派"),
    "to_propose": pgettext_lazy("comment", "待拟处理"),
    "to_decide": pgettext_lazy("comment", "待决定"),
    "decided": pgettext_lazy("comment", "已决定"),
    "untold": pgettext_lazy("comment", "作者待告知"),
    "withheld": pgettext_lazy("comment", "不公开"),
    "withdrawn": pgettext_lazy("comment", "已撤回"),
}
"""What is asked of the table of comments: the states, with what waits told apart."""
DESK_STATE: Final[dict[str, Words]] = {
    "waiting": pgettext_lazy("comment", "待审核"),
    "open": pgettext_lazy("comment", "待拟处理"),
    "proposed": pgettext_lazy("comment", "待决定"),
    "decided": pgettext_lazy("comment", "已决定"),
    "withheld": pgettext_lazy("comment", "不公开"),
    "withdrawn": pgettext_lazy("comment", "已撤回"),
}
REFUSAL: Final[dict[str, Words]] = {
    "changed_meanwhile": _("您打开以后，别人已经处理了这条意见；您写的还没有保存。"),
    "not_a_drafter": _("这个人不在起草组或起草单位，也不是办理人员，不能分派。"),
    "no_comment_chosen": _("没有选中意见。"),
    "not_of_this_consultation": _("选中的不属于这次征求意见。"),
    "too_few_to_gather": _("至少选两条公开的意见才能合并。"),
    "too_long": _("答复太长，请写短一些。"),
    "unknown_disposition": _("请选择采纳、部分采纳或不采纳。"),
    "unknown_outcome": _("请选择意见所指的原文在这一稿里怎样了。"),
}
EVENT: Final[dict[str, Words]] = {
    "consultations.comment_assigned": pgettext_lazy("event", "分派意见"),
    "consultations.comment_propose": pgettext_lazy("event", "拟处理意见"),
    "consultations.comment_decide": pgettext_lazy("event", "决定意见的处理"),
    "consultations.comment_decide_anew": pgettext_lazy("event", "重新决定意见的处理"),
    "consultations.comments_gathered": pgettext_lazy("event", "合并相同意见"),
    "consultations.comments_set_apart": pgettext_lazy("event", "意见单独处理"),
    "consultations.place_corrected": pgettext_lazy("event", "更正意见在新稿中的位置"),
}
FACT: Final[dict[str, Words]] = {
    "number": pgettext_lazy("fact", "编号"),
    "numbers": pgettext_lazy("fact", "意见编号"),
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
