"""What the events of the slice are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {
        "rules.rule_stated": pgettext_lazy("event", "规定本地区的期限或要求"),
        "rules.rule_ended": pgettext_lazy("event", "终止本地区的规定"),
        "rules.rule_signed": pgettext_lazy("event", "核对签署规则"),
        "rules.signature_revoked": pgettext_lazy("event", "撤回规则的签署"),
        "rules.year_loaded": pgettext_lazy("event", "载入节假日安排"),
        "rules.year_removed": pgettext_lazy("event", "撤下节假日安排"),
    },
    facts={
        "authority": pgettext_lazy("fact", "主管部门"),
        "procedure": pgettext_lazy("fact", "程序"),
        "rule": pgettext_lazy("fact", "规则"),
        "level": pgettext_lazy("fact", "层级"),
        "value": pgettext_lazy("fact", "数值"),
        "basis": pgettext_lazy("fact", "依据"),
        "since": pgettext_lazy("fact", "起"),
        "until": pgettext_lazy("fact", "止"),
        "day": pgettext_lazy("fact", "日期"),
        "text": pgettext_lazy("fact", "条文"),
        "reason": pgettext_lazy("fact", "理由"),
        "year": pgettext_lazy("fact", "年份"),
        "notice": pgettext_lazy("fact", "文号"),
        "days": pgettext_lazy("fact", "天数"),
        "counted": pgettext_lazy("fact", "重新计算的期限"),
    },
)
