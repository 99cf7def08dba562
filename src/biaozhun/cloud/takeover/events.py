"""What the events of the slice are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {"takeover.projects_taken": pgettext_lazy("event", "接收在研项目")},
    facts={
        "file": pgettext_lazy("fact", "文件"),
        "stated_by": pgettext_lazy("fact", "由谁说明"),
        "taken": pgettext_lazy("fact", "接收"),
        "held": pgettext_lazy("fact", "已在平台"),
        "rejected": pgettext_lazy("fact", "退回"),
    },
)
