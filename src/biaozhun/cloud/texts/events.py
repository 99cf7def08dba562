"""What the events of full texts are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {
        "texts.text_received": pgettext_lazy("event", "收下文本"),
        "texts.text_shown": pgettext_lazy("event", "文本上架"),
        "texts.right_decided": pgettext_lazy("event", "确定谁可以读文本"),
        "texts.text_taken_down": pgettext_lazy("event", "撤下文本"),
        "texts.draft_discarded": pgettext_lazy("event", "丢弃文本草稿"),
    }
)
