"""Forms of those who keep the register."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.laws.functions import FUNCTIONS
from biaozhun.cloud.laws.models import Law
from biaozhun.cloud.laws.wording import CONFIDENCE, INSTRUMENT, KIND, RELATION, RIGHT
from biaozhun.cloud.ui.choosing import QuotedSelect
from biaozhun.core.classification import ClassificationError, division


def _date(label: object, *, help_text: object = "", required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,  # type: ignore[arg-type]  # a lazy sentence
        required=required,
        help_text=help_text,  # type: ignore[arg-type]  # likewise
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class LawForm(forms.Form):
    """What is known of a law."""

    title = forms.CharField(
        label=pgettext_lazy("law", "名称"),
        max_length=300,
        help_text=_("照公布的全称，不加书名号。"),
    )
    title_en = forms.CharField(label=_("英文名称"), max_length=300, required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("law", "种类"), choices=list(KIND.items()))
    issuer = forms.CharField(label=_("发布机关"), max_length=200)
    number = forms.CharField(
        label=_("文号"),
        max_length=100,
        required=False,
        help_text=_("例如：令第26号；国发〔2015〕13号。"),
    )
    region = forms.CharField(
        label=_("地区代码"),
        max_length=12,
        required=False,
        help_text=_("行政区划代码，如 33、3301；全国的留空。"),
    )
    is_draft = forms.BooleanField(label=_("起草中，尚未公布"), required=False)
    adopted = _date(pgettext_lazy("law", "通过"))
    published = _date(pgettext_lazy("law", "公布"))
    in_force = _date(pgettext_lazy("law", "施行"))
    abolished = _date(pgettext_lazy("law", "废止"), help_text=_("不再有效的第一天。"))
    abolished_basis = forms.CharField(
        label=_("废止依据"), max_length=300, required=False, help_text=_("填了废止日期就要写。")
    )
    address = forms.URLField(
        label=_("官方原文网址"), max_length=500, required=False, assume_scheme="https"
    )
    right = forms.ChoiceField(label=_("正文公开"), choices=list(RIGHT.items()))
    confidence = forms.ChoiceField(
        label=_("核对程度"), choices=list(CONFIDENCE.items()), initial=Law.Confidence.UNCHECKED
    )
    source = forms.CharField(label=_("资料来源"), max_length=300, required=False)
    note = forms.CharField(
        label=_("备注"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_region(self) -> str:
        """A code of a province or city, or nothing."""
        code = str(self.cleaned_data["region"])
        if code:
            try:
                division.division(code)
            except ClassificationError as error:
                raise forms.ValidationError(_("没有这个行政区划代码。")) from error
        return code


class TextForm(forms.Form):
    """A text of a law: a file, or what is pasted."""

    file = forms.FileField(
        label=_("文件"), required=False, help_text=_("DOCX、PDF、HTML 或 TXT，最大 20 MB。")
    )
    text = forms.CharField(
        label=_("或把正文贴进来"),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    since = _date(_("从哪一天起是这个文本"), help_text=_("第一个文本可留空。"))

    def clean(self) -> dict[str, object]:
        """Either of the two."""
        told = super().clean() or {}
        if not self.errors and not told.get("file") and not str(told.get("text", "")).strip():
            raise forms.ValidationError(_("请选一个文件，或把正文贴进来。"))
        return told


class AmendmentForm(forms.Form):
    """That a law was amended."""

    published = _date(_("修改公布"), required=True)
    in_force = _date(_("修改施行"))
    basis = forms.CharField(label=_("修改依据"), max_length=300)


class RelationForm(forms.Form):
    """What a law does to another."""

    kind = forms.ChoiceField(label=pgettext_lazy("law", "关系"), choices=list(RELATION.items()))
    other = forms.ModelChoiceField(
        label=_("另一份文件"),
        queryset=Law.objects.order_by("title"),
        to_field_name="slug",
        widget=QuotedSelect(),
    )


class FunctionForm(forms.Form):
    """Which function of the platform a law governs."""

    function = forms.ChoiceField(label=_("平台功能"), choices=list(FUNCTIONS.items()))
    article = forms.CharField(label=pgettext_lazy("law", "条款"), max_length=60, required=False)


class RuleForm(forms.Form):
    """Which rule rests on an article."""

    rule = forms.RegexField(
        label=_("规则代号"),
        regex=r"^[A-Z]{1,4}-\d{1,4}$",
        max_length=60,
        help_text=_("例如 T-03。"),
    )
    article = forms.CharField(label=pgettext_lazy("law", "条款"), max_length=60, required=False)


class TableForm(forms.Form):
    """A table of laws."""

    file = forms.FileField(label=_("表格（XLSX 或 CSV）"))


class InstrumentForm(forms.Form):
    """An instrument with its limits."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("instrument", "种类"), choices=list(INSTRUMENT.items())
    )
    title = forms.CharField(label=pgettext_lazy("instrument", "名称"), max_length=300)
    issuer = forms.CharField(label=_("发布机关"), max_length=200)
    law = forms.ModelChoiceField(
        label=_("依据的法规政策"),
        queryset=Law.objects.order_by("title"),
        to_field_name="slug",
        required=False,
        empty_label=_("（不在登记册里）"),
        widget=QuotedSelect(),
    )
    article = forms.CharField(label=pgettext_lazy("law", "条款"), max_length=60, required=False)
    legal_basis = forms.CharField(label=_("依据（登记册里没有的）"), max_length=300, required=False)
    limits = forms.CharField(
        label=_("所依据的标准和限值"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "每行一项：编号 | 条款 | 限制的量 | 限值 | 单位；只有编号必填。"
            "例如：GB 18580-2017 | 第4章 | 甲醛释放量 | ≤ 0.124 | mg/m³"
        ),
    )
    products = forms.CharField(
        label=_("产品"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    industry = forms.CharField(
        label=_("行业"), max_length=200, required=False, help_text=_("GB/T 4754 代码或名称。")
    )
    falling_below = forms.CharField(
        label=_("达不到限值的产品或产能"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("每行一项。"),
    )
    in_force = _date(_("开始执行"))
    ended = _date(_("停止执行"), help_text=_("不再执行的第一天。"))
    address = forms.URLField(
        label=_("官方原文网址"), max_length=500, required=False, assume_scheme="https"
    )
