"""What officers fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.organisations.forms.fields import Day, words
from biaozhun.cloud.rules.limits import FIRST_YEAR, LAST_YEAR, LONGEST_TEXT
from biaozhun.cloud.rules.notices import read_days
from biaozhun.core.lifecycle.calendar import Holiday

_NUL = "\x00"  # in no text; a workbook or a text in UTF-16 has some


class StateForm(forms.Form):
    """What a region states of a rule."""

    value = words(_("数值"), most=20, help_text=_("例如 45；占比写成 2/3 或 0.75。"))
    basis = words(
        _("依据"),
        most=300,
        help_text=_("本地区规定这一点的文件和条款，例如“示范省地方标准管理办法第十条”。"),
    )
    since = Day(_("从哪一天起"), required=True)


class EndForm(forms.Form):
    """Until when a rule of the region holds."""

    until = Day(_("最后一天"), required=True, help_text=_("从第二天起，上级的规定重新适用。"))


class SignForm(forms.Form):
    """What an officer compared."""

    value = forms.CharField(max_length=40, widget=forms.HiddenInput)
    level = forms.CharField(max_length=10, widget=forms.HiddenInput)
    text = words(
        _("条文原文"),
        most=LONGEST_TEXT,
        rows=6,
        help_text=_("从官方公布的文本抄录，写明文件名称和条款号。"),
    )
    day = Day(_("核对日期"), required=True)
    compared = forms.BooleanField(
        label=_("我已逐字核对，页面上的数值、起止和依据与条文一致"),
        error_messages={"required": _("请先核对，再勾选。")},
    )


class RevokeForm(forms.Form):
    """Why a signature is taken back."""

    value = forms.CharField(max_length=40, widget=forms.HiddenInput)
    level = forms.CharField(max_length=10, widget=forms.HiddenInput)
    reason = words(_("理由"), most=500, rows=3)


class YearForm(forms.Form):
    """A notice of the State Council's General Office on the holidays of a year."""

    year = forms.IntegerField(label=_("年份"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    notice = words(
        _("文号"), most=100, help_text=_("国务院办公厅通知的文号，例如“国办发明电〔2025〕7号”。")
    )
    days = forms.CharField(
        label=_("安排"),
        max_length=LONGEST_TEXT,
        required=False,
        strip=False,  # so that a fault names the line it stands on
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("一行一天或一段，例如“2027-02-05~2027-02-11,休,春节”“2027-02-20,班,春节”。"),
    )
    file = forms.FileField(
        label=_("或者上传 CSV"), required=False, help_text=_("三列：日期、休或班、节日。UTF-8。")
    )

    read: tuple[Holiday, ...] = ()

    def clean(self) -> dict[str, Any]:
        """The days of the notice, from the field or the file."""
        told = super().clean() or {}
        text = told.get("days") or self._brought()
        if "year" in told and not self.errors:
            self.read, faults = read_days(text, told["year"])
            for fault in faults[:20]:
                self.add_error("days", fault)
        return told

    def _brought(self) -> str:
        upload = self.cleaned_data.get("file")
        if upload is None:
            self.add_error("days", gettext("请写下安排，或上传一张表。"))
            return ""
        try:
            text = str(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            text = _NUL
        if _NUL not in text:
            return text
        self.add_error("file", gettext("文件读不出来，请存成 CSV（UTF-8）再传。"))
        return ""
