"""What the events and the notices of the slice are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.messaging.wording import register as register_notices

register(
    {
        "clocks.times_set": pgettext_lazy("event", "设置期限提醒"),
        "clocks.warned": pgettext_lazy("event", "发出期限提醒"),
    },
    facts={
        "first": pgettext_lazy("fact", "提前天数"),
        "second": pgettext_lazy("fact", "再次提前天数"),
        "every": pgettext_lazy("fact", "超期后间隔天数"),
        "escalate": pgettext_lazy("fact", "超期多少天报负责人"),
        "warnings": pgettext_lazy("fact", "提醒数"),
        "people": pgettext_lazy("fact", "人数"),
        "day": pgettext_lazy("fact", "日期"),
    },
)
register_notices({"clocks.due": _("项目期限")})
