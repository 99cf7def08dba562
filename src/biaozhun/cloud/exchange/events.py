"""What the events of the exchange are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {
        "exchange.partner_added": pgettext_lazy("event", "登记伙伴"),
        "exchange.partner_changed": pgettext_lazy("event", "更改伙伴"),
        "exchange.agreement_added": pgettext_lazy("event", "登记协议"),
        "exchange.agreement_changed": pgettext_lazy("event", "更改协议"),
        "exchange.agreement_ended": pgettext_lazy("event", "终止协议"),
        "exchange.harvest_ordered": pgettext_lazy("event", "下令收割"),
        "exchange.run_ended": pgettext_lazy("event", "交换结束"),
    },
    facts={
        "name": pgettext_lazy("fact", "名称"),
        "ends": pgettext_lazy("fact", "终止日"),
        "state": pgettext_lazy("fact", "状态"),
        "received": pgettext_lazy("fact", "收到"),
        "stored": pgettext_lazy("fact", "入库"),
    },
)
