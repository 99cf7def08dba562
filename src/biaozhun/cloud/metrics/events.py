"""What the events of the slice are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {
        "metrics.question_kept": pgettext_lazy("event", "保存统计问题"),
        "metrics.question_stopped": pgettext_lazy("event", "停止统计问题"),
        "metrics.report_made": pgettext_lazy("event", "生成统计报告"),
    },
    facts={
        "title": pgettext_lazy("fact", "名称"),
        "metric": pgettext_lazy("fact", "指标"),
        "arguments": pgettext_lazy("fact", "参数"),
        "schedule": pgettext_lazy("fact", "周期"),
        "number": pgettext_lazy("fact", "报告编号"),
        "as_of": pgettext_lazy("fact", "统计日"),
        "value": pgettext_lazy("fact", "数值"),
    },
)
