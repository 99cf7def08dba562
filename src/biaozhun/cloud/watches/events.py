"""What the events and the notices of watches are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.messaging.wording import register as register_notices

register(
    {
        "watches.watch_added": pgettext_lazy("event", "开始关注"),
        "watches.watch_renamed": pgettext_lazy("event", "关注改名"),
        "watches.watch_paused": pgettext_lazy("event", "暂停关注"),
        "watches.watch_resumed": pgettext_lazy("event", "恢复关注"),
        "watches.watch_removed": pgettext_lazy("event", "取消关注"),
        "watches.watch_moved": pgettext_lazy("event", "关注移到后继标准"),
    },
    facts={
        "kind": pgettext_lazy("fact", "类别"),
        "numbers": pgettext_lazy("fact", "编号数"),
        "place": pgettext_lazy("fact", "对象"),
    },
)
register_notices({"watches.changed": _("关注的标准有变化")})
