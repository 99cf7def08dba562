"""What the events and notices of the slice are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.messaging.wording import register as register_notices

register(
    {
        "targets.bound": pgettext_lazy("event", "确定目标的数据来源"),
        "targets.baseline_set": pgettext_lazy("event", "更改目标的基准值"),
        "targets.value_reported": pgettext_lazy("event", "报送目标值"),
        "targets.value_accept": pgettext_lazy("event", "采纳目标值"),
        "targets.value_send_back": pgettext_lazy("event", "退回目标值"),
    },
    facts={
        "before": pgettext_lazy("fact", "原来"),
        "after": pgettext_lazy("fact", "改为"),
        "visibility": pgettext_lazy("fact", "公开范围"),
        "note": pgettext_lazy("fact", "说明"),
        "reason": pgettext_lazy("fact", "理由"),
        "value": pgettext_lazy("fact", "数值"),
        "day": pgettext_lazy("fact", "截至"),
        "sha256": pgettext_lazy("fact", "文件摘要值"),
        "target": pgettext_lazy("fact", "目标"),
    },
)
register_notices(
    {
        "targets.value_asked": _("请填报目标值"),
        "targets.value_reported": _("目标值待审核"),
        "targets.value_decided": _("目标值的审核结果"),
    }
)
