"""What codes are called."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

Words = Mapping[str, Promise | str]

CHECK_STATE: Final[Words] = {
    "asked": pgettext_lazy("department check", "等待主管部门审核"),
    "passed": pgettext_lazy("department check", "审核同意"),
    "sent_back": pgettext_lazy("department check", "已退回"),
    "withdrawn": pgettext_lazy("department check", "已撤回"),
}
CHECK_ACTION: Final[Words] = {
    "pass_check": pgettext_lazy("department check", "审核同意"),
    "send_back": pgettext_lazy("department check", "退回修改"),
    "withdraw": pgettext_lazy("department check", "撤回请求"),
}
STATE: Final[Words] = {
    "preparing": pgettext_lazy("technical review", "准备中"),
    "convened": pgettext_lazy("technical review", "已召集"),
    "voting": pgettext_lazy("technical review", "正在审查和表决"),
    "counted": pgettext_lazy("technical review", "已计票，等待结论"),
    "concluded": pgettext_lazy("technical review", "已有结论"),
    "cancelled": pgettext_lazy("technical review", "已取消"),
}
ACTION: Final[Words] = {
    "convene": pgettext_lazy("technical review step", "召集"),
    "begin": pgettext_lazy("technical review step", "开始审查和表决"),
    "count": pgettext_lazy("technical review step", "计票"),
    "conclude": pgettext_lazy("technical review step", "作出结论"),
    "repeat": pgettext_lazy("technical review step", "重新组织"),
    "postpone": pgettext_lazy("technical review step", "改期"),
    "cancel": pgettext_lazy("technical review step", "取消审查"),
}
ROUTE: Final[Words] = {
    "committee": pgettext_lazy("technical review", "技术委员会审查"),
    "panel": pgettext_lazy("technical review", "专家组审查"),
}
FORM: Final[Words] = {
    "meeting": pgettext_lazy("technical review", "会议审查"),
    "ballot": pgettext_lazy("technical review", "函审"),
}
CONCLUSION: Final[Words] = {
    "passed": pgettext_lazy("review conclusion", "通过"),
    "revise": pgettext_lazy("review conclusion", "修改后再审"),
    "failed": pgettext_lazy("review conclusion", "不通过"),
}
QUESTION: Final[Words] = {
    "within_scope": pgettext_lazy("review question", "是否在地方标准的制定范围内"),
    "coordinated": pgettext_lazy(
        "review question", "技术要求是否不低于强制性国家标准，并与有关标准协调"
    ),
    "disagreements_handled": pgettext_lazy("review question", "不同意见是否得到妥善处理"),
    "other": pgettext_lazy("review question", "其他需要审查的内容是否符合要求"),
}
FINDING: Final[Words] = {
    "yes": pgettext_lazy("review finding", "符合"),
    "after_changes": pgettext_lazy("review finding", "修改后符合"),
    "no": pgettext_lazy("review finding", "不符合"),
}
STATUS: Final[Words] = {
    "asked": pgettext_lazy("reviewer", "等待答复"),
    "accepted": pgettext_lazy("reviewer", "参加"),
    "declined": pgettext_lazy("reviewer", "不参加"),
    "replaced": pgettext_lazy("reviewer", "已由别人接替"),
}
VOTE: Final[Words] = {
    "for": pgettext_lazy("vote", "同意"),
    "against": pgettext_lazy("vote", "不同意"),
    "abstain": pgettext_lazy("vote", "弃权"),
}
WHY_NOT: Final[Words] = {
    "not_voting": pgettext_lazy("my review", "现在不是表决的时候：开始以后、计票以前可以表决。"),
    "votes_counted": pgettext_lazy("my review", "已经计票，不能再表决。"),
    "cancelled": pgettext_lazy("my review", "这次审查已取消，不用表决。"),
    "ballot_over": pgettext_lazy("my review", "函审的最后一天已经过去，不能再表决。"),
    "no_vote": pgettext_lazy(
        "my review", "您是起草人、起草单位的人，或有利益冲突，参加审查但没有表决权。"
    ),
    "not_in_the_seat": pgettext_lazy(
        "my review", "登记的是您没有到会，或席位由别人代替，因此不能表决；有误请联系承办人。"
    ),
}
