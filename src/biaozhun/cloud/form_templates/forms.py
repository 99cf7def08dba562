"""What operators fill in about templates, and whoever brings a sealed scan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.form_templates.actions.templates import Brought

_DAY = {"type": "date"}


class TemplateForm(forms.Form):
    """A template, and the day it holds from."""

    file = forms.FileField(
        label=_("模板文件"),
        allow_empty_file=True,
        help_text=_("Word 文件（DOCX），不超过 10 MB，不带宏。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
    valid_from = forms.DateField(
        label=_("启用日期"),
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        help_text=_("从这一天起填表用这一版；以前填好的不变。"),
    )
    note = forms.CharField(
        label=_("说明"), required=False, max_length=300, help_text=_("改了什么，依据哪份文件。")
    )

    def brought(self) -> Brought:
        """The template as it comes in."""
        file = self.cleaned_data["file"]
        return Brought(
            name=file.name or "",
            content=file.read(),
            valid_from=self.cleaned_data["valid_from"],
            note=self.cleaned_data["note"],
        )


class ScanForm(forms.Form):
    """A sealed scan, and the day that stands on it."""

    scan = forms.FileField(
        label=_("盖章扫描件"),
        allow_empty_file=True,
        help_text=_("PDF、JPG 或 PNG，不超过 50 MB。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    day = forms.DateField(
        label=_("落款日期"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d")
    )
