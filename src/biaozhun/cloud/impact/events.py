"""What the events and notices of the slice are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.messaging.wording import register as register_notices

register(
    {
        "impact.plan_opened": pgettext_lazy("event", "发起废止前的征询"),
        "impact.reply_given": pgettext_lazy("event", "答复废止前的征询"),
        "impact.plan_closed": pgettext_lazy("event", "结束废止前的征询"),
    },
    facts={
        "numbers": pgettext_lazy("fact", "标准编号"),
        "planned": pgettext_lazy("fact", "拟废止日期"),
        "bodies": pgettext_lazy("fact", "征询单位数"),
        "body": pgettext_lazy("fact", "单位"),
        "reply": pgettext_lazy("fact", "答复"),
        "note": pgettext_lazy("fact", "说明"),
        "unanswered": pgettext_lazy("fact", "未答复"),
    },
)
register_notices({"impact.reply_asked": _("请答复废止前的征询")})
