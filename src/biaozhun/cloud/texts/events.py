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
    },
    facts={
        "text": pgettext_lazy("fact", "文本编号"),
        "number": pgettext_lazy("fact", "标准编号"),
        "kind": pgettext_lazy("fact", "类别"),
        "language": pgettext_lazy("fact", "语种"),
        "file": pgettext_lazy("fact", "文件"),
        "digest": pgettext_lazy("fact", "文件摘要值"),
        "level": pgettext_lazy("fact", "机器可读等级"),
        "right": pgettext_lazy("fact", "阅读权"),
        "before": pgettext_lazy("fact", "原为"),
        "reason": pgettext_lazy("fact", "理由"),
        "replaces": pgettext_lazy("fact", "替换的文本"),
    },
)
