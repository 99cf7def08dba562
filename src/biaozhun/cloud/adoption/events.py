"""What the events of the slice are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {"adoption.newer_assessed": pgettext_lazy("event", "评估国际标准新版")},
    facts={
        "newer": pgettext_lazy("fact", "国际标准新版"),
        "decision": pgettext_lazy("fact", "决定"),
        "note": pgettext_lazy("fact", "说明"),
    },
)
