"""What the events of the slice are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {
        "demonstration.projects_loaded": pgettext_lazy("event", "载入虚构示范项目"),
        "demonstration.projects_removed": pgettext_lazy("event", "移除虚构示范项目"),
        "demonstration.accounts_opened": pgettext_lazy("event", "为虚构示范账户设置密码"),
    },
    facts={
        "accounts": pgettext_lazy("fact", "账户数"),
        "projects": pgettext_lazy("fact", "项目数"),
    },
)
