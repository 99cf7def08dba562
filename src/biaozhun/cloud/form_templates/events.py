"""What the events of the slice are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {
        "form_templates.template_brought": pgettext_lazy("event", "上传表格模板"),
        "form_templates.template_withdrawn": pgettext_lazy("event", "撤回表格模板"),
        "form_templates.scan_kept": pgettext_lazy("event", "收存盖章扫描件"),
        "form_templates.scan_removed": pgettext_lazy("event", "移除盖章扫描件"),
    },
    facts={
        "form": pgettext_lazy("fact", "表格"),
        "authority": pgettext_lazy("fact", "单位"),
        "version": pgettext_lazy("fact", "版本"),
        "valid_from": pgettext_lazy("fact", "启用日期"),
        "file": pgettext_lazy("fact", "文件"),
        "digest": pgettext_lazy("fact", "校验值（SHA-256）"),
        "day": pgettext_lazy("fact", "落款日期"),
        "reason": pgettext_lazy("fact", "理由"),
    },
)
