"""Forms about units, their names and collectives."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.organisations.actions.importing import code_fault
from biaozhun.cloud.organisations.actions.units import Told
from biaozhun.cloud.organisations.forms.fields import Day, in_order, unit, words
from biaozhun.cloud.organisations.models import Body
from biaozhun.cloud.organisations.wording import KIND, LEVEL
from biaozhun.cloud.ui.choosing import QuotedSelect
from biaozhun.core.credit_code import CreditCodeError, credit_code


class UnitForm(forms.Form):
    """What is known of a unit."""

    name = words(_("名称"), most=200, help_text=_("全称，如“浙江省市场监督管理局”。"))
    level = forms.ChoiceField(
        label=_("层级"), choices=[("", _("不分层级")), *LEVEL.items()], required=False
    )
    kind = forms.ChoiceField(
        label=_("类别"),
        choices=list(KIND.items()),
        help_text=_("开发区、商务区管委会等是功能区：它承担任务，但不是行政区划。"),
    )
    division = words(
        _("行政区划代码"),
        most=6,
        required=False,
        help_text=_("2、4 或 6 位数字，如 33、3301、330106。"),
    )
    parent = unit(_("上级单位"))
    credit_code = words(_("统一社会信用代码"), most=40, required=False)
    since = Day(_("成立日期"))
    is_authority = forms.BooleanField(label=_("本平台的标准化行政主管部门"), required=False)

    def clean_credit_code(self) -> str:
        """The code in its one spelling; its check character must fit (GB 32100-2015)."""
        told = str(self.cleaned_data["credit_code"])
        if not told:
            return ""
        try:
            return credit_code(told)
        except CreditCodeError as error:
            raise forms.ValidationError(code_fault(error)) from error

    def told(self) -> Told:
        """What was written, for the action."""
        return Told(**self.cleaned_data)


class NameForm(forms.Form):
    """A name a unit is or was called by."""

    name = words(
        _("名称"), most=200, help_text=_("文件里的写法，如“市质监局”；常见的缩写不用逐个登记。")
    )
    since = Day(_("从哪一天起"))
    until = Day(_("到哪一天止"), help_text=_("还在用就留空。"))
    basis = words(_("依据"), most=300, required=False)

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        return in_order(self, super().clean() or {})


class RenameForm(forms.Form):
    """A new name from a day on."""

    name = words(_("新名称"), most=200)
    since = Day(
        _("从哪一天起"), required=True, help_text=_("原来的名称到前一天为止，以后仍然认得。")
    )
    basis = words(_("依据"), most=300, required=False)


class EndForm(forms.Form):
    """The end of a unit."""

    until = Day(_("最后一天"), help_text=_("留空表示没有撤销。"))
    successor = unit(_("承接单位"), help_text=_("职责并入哪个单位；文件里的旧名称以后指的就是它。"))
    basis = words(_("依据"), most=300, required=False)


class TableForm(forms.Form):
    """A table of units."""

    file = forms.FileField(label=_("表格文件"), help_text=_("XLSX 或 CSV，最多 5 MB。"))


class CollectiveForm(forms.Form):
    """A name that stands for many."""

    name = words(_("文件里的写法"), most=200, help_text=_("如“各区县政府”“联席会议各成员单位”。"))
    body = forms.ModelChoiceField(
        label=_("某个协调机制的成员单位"),
        queryset=Body.objects.order_by("name"),
        required=False,
        empty_label=_("不是"),
        widget=QuotedSelect,
    )
    kind = forms.ChoiceField(
        label=_("或者某一类单位"), choices=[("", _("不是")), *KIND.items()], required=False
    )
    levels = forms.MultipleChoiceField(
        label=_("哪些层级"),
        choices=list(LEVEL.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("选了“某一类单位”才用；不选就是各个层级。"),
    )

    def clean(self) -> dict[str, Any]:
        """Members of one body, or of one kind; not both and not neither."""
        told = super().clean() or {}
        if bool(told.get("body")) == bool(told.get("kind")):
            self.add_error("kind", gettext("协调机制和单位类别，请选一个。"))
        if told.get("body"):
            told["levels"] = []
        return told
