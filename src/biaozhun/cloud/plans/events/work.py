"""What the events and the notices of the work on tasks are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.messaging.wording import register as register_notices

register(
    {
        "plans.task_submit": pgettext_lazy("event", "报请销号"),
        "plans.task_send_back": pgettext_lazy("event", "退回报请的销号"),
        "plans.task_close": pgettext_lazy("event", "销号"),
        "plans.task_reopen": pgettext_lazy("event", "重新打开任务"),
        "plans.task_cancel": pgettext_lazy("event", "取消任务"),
        "plans.task_ask_date": pgettext_lazy("event", "申请改期"),
        "plans.task_issue_letter": pgettext_lazy("event", "发出督办单"),
        "plans.duty_report": pgettext_lazy("event", "报告进展"),
        "plans.duty_report_done": pgettext_lazy("event", "报告本单位部分完成"),
        "plans.duty_hand_on": pgettext_lazy("event", "分给下级单位"),
        "plans.duty_approve": pgettext_lazy("event", "核定单位的部分完成"),
        "plans.duty_send_back": pgettext_lazy("event", "退回单位补办"),
        "plans.duty_release": pgettext_lazy("event", "解除单位的责任"),
        "plans.duty_finish": pgettext_lazy("event", "随任务销号完成"),
        "plans.report_approve": pgettext_lazy("event", "核定进展"),
        "plans.report_send_back": pgettext_lazy("event", "退回进展报告"),
        "plans.date_change_grant": pgettext_lazy("event", "同意改期"),
        "plans.date_change_refuse": pgettext_lazy("event", "不同意改期"),
        "plans.date_change_take_back": pgettext_lazy("event", "收回改期申请"),
        "plans.letter_answer": pgettext_lazy("event", "答复督办单"),
        "plans.letter_accept": pgettext_lazy("event", "认可督办单的答复"),
        "plans.letter_send_back": pgettext_lazy("event", "退回督办单的答复"),
        "plans.letter_take_back": pgettext_lazy("event", "撤回督办单"),
        "plans.reminded": pgettext_lazy("event", "提醒期限"),
    },
    facts={
        "before": pgettext_lazy("fact", "原状态"),
        "after": pgettext_lazy("fact", "新状态"),
        "visibility": pgettext_lazy("fact", "谁可以看到"),
        "reason": pgettext_lazy("fact", "理由"),
        "remark": pgettext_lazy("fact", "意见"),
        "decision": pgettext_lazy("fact", "决定"),
        "unit": pgettext_lazy("fact", "单位"),
        "share": pgettext_lazy("fact", "完成比例"),
        "evidence": pgettext_lazy("fact", "佐证材料"),
        "task": pgettext_lazy("fact", "任务"),
        "part": pgettext_lazy("fact", "分出的部分"),
        "due": pgettext_lazy("fact", "期限"),
        "wanted": pgettext_lazy("fact", "申请的期限"),
        "deadline": pgettext_lazy("fact", "原期限"),
        "number": pgettext_lazy("fact", "编号"),
        "occasion": pgettext_lazy("fact", "提醒的时机"),
        "people": pgettext_lazy("fact", "告知人数"),
        "tasks": pgettext_lazy("fact", "任务数"),
    },
)
register_notices(
    {
        "plans.confirmed": _("规划开始实施"),
        "plans.sent_back": _("报告或完成情况被退回"),
        "plans.handed_on": _("分来的工作"),
        "plans.task_moved": _("牵头的任务有变动"),
        "plans.date_decided": _("改期申请有决定"),
        "plans.letter": _("督办单"),
        "plans.reminder": _("任务期限提醒"),
        "plans.escalation": _("逾期升级"),
    }
)
