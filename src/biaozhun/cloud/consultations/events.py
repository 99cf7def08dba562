"""What the events and the notices of the slice are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.consultations.wording import ACTION, answering, letters
from biaozhun.cloud.messaging.wording import register as register_notices

register(
    {
        "consultations.prepared": pgettext_lazy("event", "准备征求意见"),
        "consultations.changed": pgettext_lazy("event", "修改征求意见的安排"),
        **{f"consultations.consultation_{action}": words for action, words in ACTION.items()},
        "consultations.major_change_declared": pgettext_lazy("event", "登记征求意见后的重大改动"),
        "consultations.major_change_taken_back": pgettext_lazy("event", "撤销登记的重大改动"),
        "consultations.comment_filed": pgettext_lazy("event", "收到意见"),
        "consultations.comment_release": pgettext_lazy("event", "公开意见"),
        "consultations.comment_withhold": pgettext_lazy("event", "意见不予公开"),
        "consultations.comment_withdraw": pgettext_lazy("event", "撤回意见"),
        **answering.EVENT,
        **letters.EVENT,
    },
    facts={
        **answering.FACT,
        **letters.FACT,
        "project": pgettext_lazy("fact", "计划编号"),
        "round": pgettext_lazy("fact", "轮次"),
        "opens": pgettext_lazy("fact", "起"),
        "closes": pgettext_lazy("fact", "截止"),
        "reason": pgettext_lazy("fact", "理由"),
        "summary": pgettext_lazy("fact", "处理情况"),
        "text": pgettext_lazy("fact", "说明"),
        "kind": pgettext_lazy("fact", "类别"),
        "origin": pgettext_lazy("fact", "来源"),
        "before": pgettext_lazy("fact", "原为"),
        "after": pgettext_lazy("fact", "改为"),
        "visibility": pgettext_lazy("fact", "公开范围"),
    },
)
register_notices(
    {
        **answering.NOTICE,
        **letters.NOTICE,
        "consultations.period_changed": _("征求意见的期限有变化"),
    }
)
