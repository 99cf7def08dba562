"""What the events and the notices of the slice are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {
        "organisations.name_added": pgettext_lazy("event", "登记单位名称"),
        "organisations.name_changed": pgettext_lazy("event", "更改单位名称"),
        "organisations.name_removed": pgettext_lazy("event", "删除单位名称"),
    },
    facts={
        "name": pgettext_lazy("fact", "名称"),
        "since": pgettext_lazy("fact", "起"),
        "until": pgettext_lazy("fact", "止"),
        "basis": pgettext_lazy("fact", "依据"),
        "before": pgettext_lazy("fact", "原为"),
        "after": pgettext_lazy("fact", "改为"),
    },
)
