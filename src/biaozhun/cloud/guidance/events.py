"""What the events of guides and notices are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {
        "guidance.guide_saved": pgettext_lazy("event", "保存指引"),
        "guidance.guide_published": pgettext_lazy("event", "发布指引"),
        "guidance.guide_taken_off": pgettext_lazy("event", "撤下指引"),
        "guidance.notice_written": pgettext_lazy("event", "拟写通知"),
        "guidance.notice_changed": pgettext_lazy("event", "更改通知"),
        "guidance.notice_published": pgettext_lazy("event", "发布通知"),
        "guidance.notice_taken_back": pgettext_lazy("event", "收回通知"),
    },
    facts={
        "language": pgettext_lazy("fact", "语言"),
        "version": pgettext_lazy("fact", "版本"),
        "note": pgettext_lazy("fact", "说明"),
        "title": pgettext_lazy("fact", "标题"),
        "kind": pgettext_lazy("fact", "类别"),
    },
)
