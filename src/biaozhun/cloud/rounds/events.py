"""What the events and notices of the slice are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.messaging.wording import register as register_notices

register(
    {
        "rounds.scheme_added": pgettext_lazy("event", "设立了一项报送"),
        "rounds.scheme_changed": pgettext_lazy("event", "修改了一项报送"),
        "rounds.round_open": pgettext_lazy("event", "发起了一轮报送"),
        "rounds.round_close": pgettext_lazy("event", "截止了一轮报送"),
        "rounds.round_reopen": pgettext_lazy("event", "重新开放了一轮报送"),
        "rounds.round_publish": pgettext_lazy("event", "公布了一轮报送的汇总"),
        "rounds.round_take_back": pgettext_lazy("event", "撤回了公布的汇总"),
        "rounds.round_commented": pgettext_lazy("event", "写了一轮报送的分析"),
        "rounds.return_submit": pgettext_lazy("event", "报送了"),
        "rounds.return_accept": pgettext_lazy("event", "通过了一份报送"),
        "rounds.return_send_back": pgettext_lazy("event", "退回了一份报送"),
        "rounds.return_excuse": pgettext_lazy("event", "免去了一份报送"),
        "rounds.return_ask_again": pgettext_lazy("event", "重新要求报送"),
    },
    facts={
        "title": pgettext_lazy("fact", "名称"),
        "rhythm": pgettext_lazy("fact", "周期"),
        "fields": pgettext_lazy("fact", "填报项"),
        "units": pgettext_lazy("fact", "单位数"),
        "active": pgettext_lazy("fact", "按期发起"),
        "period": pgettext_lazy("fact", "时期"),
        "due": pgettext_lazy("fact", "期限"),
        "reason": pgettext_lazy("fact", "理由"),
        "before": pgettext_lazy("fact", "原为"),
        "after": pgettext_lazy("fact", "改为"),
        "visibility": pgettext_lazy("fact", "可见范围"),
    },
)
register_notices({"rounds.asked": _("请报送")})
