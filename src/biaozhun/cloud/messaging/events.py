"""What the events and the notices of the slice are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.messaging.wording import register as register_notices

register(
    {
        "messaging.ways_changed": pgettext_lazy("event", "更改接收消息的方式"),
        "messaging.feed_renewed": pgettext_lazy("event", "更换消息订阅地址"),
        "messaging.secret_renewed": pgettext_lazy("event", "更换网络钩子的密钥"),
        "messaging.mail_stopped": pgettext_lazy("event", "经邮件里的链接停收邮件"),
        "messaging.notices_read": pgettext_lazy("event", "把消息标为已读"),
        "messaging.trial_asked": pgettext_lazy("event", "发一条试验消息"),
        "messaging.webhook_stopped": pgettext_lazy("event", "停用送不到的网络钩子"),
    },
    facts={
        "mail": pgettext_lazy("fact", "邮件"),
        "language": pgettext_lazy("fact", "语言"),
        "webhook": pgettext_lazy("fact", "网络钩子"),
        "count": pgettext_lazy("fact", "数量"),
    },
)
register_notices(
    {
        "messaging.trial": _("试验消息"),
        "messaging.webhook_stopped": _("网络钩子已停用"),
    }
)
