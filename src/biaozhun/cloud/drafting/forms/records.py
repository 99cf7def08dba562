"""Forms about patents, changes, calls and the reason for a step."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.drafting.models import Change, Project
from biaozhun.cloud.drafting.wording.records import CALL_KIND, CHANGE_KIND, LICENCE
from biaozhun.cloud.organisations.forms.fields import Day, unit, words
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.ui.choosing import QuotedSelect


class StepForm(forms.Form):
    """What is written with a step."""

    reason = words(_("理由"), most=2000, required=False, rows=3)


class PatentForm(forms.Form):
    """A patent that is made known."""

    number = words(
        _("专利号或申请号"), most=60, help_text=_("例如 ZL202110000001.0；还没有授权的写申请号。")
    )
    title = words(_("专利名称"), most=300, required=False)
    holder = words(_("专利权人（申请人）"), most=200)
    claims = words(_("涉及的权利要求"), most=300, required=False)
    clauses = words(
        _("涉及的标准条款"), most=300, required=False, help_text=_("例如 5.2、附录 A。")
    )
    essential = forms.TypedChoiceField(
        label=_("实施标准是否必不可少"),
        required=False,
        choices=[("", _("还不清楚")), ("yes", _("是")), ("no", _("不是"))],
        coerce=lambda told: told == "yes",
        empty_value=None,
    )
    essential_note = words(_("判断的理由"), most=5000, required=False, rows=2)
    licence = forms.ChoiceField(label=_("许可声明"), choices=LICENCE.items())
    stated = Day(_("声明的日期"))
    file = forms.FileField(label=_("声明文件"), required=False, help_text=_("最大 100 MB。"))
    declared_by = words(_("由谁披露"), most=200)


class HandlingForm(forms.Form):
    """How a refused licence was dealt with."""

    handling = words(
        _("怎样处理"),
        most=5000,
        rows=4,
        help_text=_("例如：已修改 5.2，标准不再涉及这项专利；写明依据。"),
    )


_ASKED_HERE = [(code, said) for code, said in CHANGE_KIND.items() if code != Change.Kind.PROCEDURE]
"""Another procedure is asked for in the green channel."""


class ChangeForm(forms.Form):
    """A change that is asked for; which field counts follows from its kind."""

    kind = forms.ChoiceField(label=_("申请"), choices=_ASKED_HERE)
    deadline = Day(_("延期到"), help_text=_("申请延期时填。"))
    title = words(_("新名称"), most=300, required=False, help_text=_("变更名称时填。"))
    title_en = words(_("新的英文名称"), most=300, required=False)
    units = words(
        _("新的起草单位"),
        most=12_000,
        required=False,
        rows=4,
        help_text=_("变更起草单位时填：一行一个，按署名顺序写全部。"),
    )
    scope = words(_("新的范围"), most=20_000, required=False, rows=4)
    asked_for = unit(_("提出申请的单位"), help_text=_("替纸面申请登记时选；不选就是您自己的单位。"))
    reason = words(_("理由"), most=5000, rows=4)

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Only officers write down what others ask for."""
        super().__init__(*args, **kwargs)
        if not is_authority(actor):
            del self.fields["asked_for"]

    def clean(self) -> dict[str, Any]:
        """What is wanted, from the field that belongs to the kind."""
        told = super().clean() or {}
        kind = told.get("kind", "")
        if kind in {"", Change.Kind.TERMINATE}:
            told["wanted"] = ""
            return told
        value = told.get(kind)
        if not value and kind not in self.errors:
            self.add_error(kind, _("请填写要变更成什么。"))
        told["wanted"] = value.isoformat() if isinstance(value, dt.date) else str(value or "")
        return told


class DecisionForm(forms.Form):
    """What goes with the decision of a change."""

    text = words(_("意见"), most=5000, required=False, rows=3, help_text=_("不同意时必填。"))
    paper_number = words(
        _("决定文件的文号"),
        most=100,
        required=False,
        help_text=_("同意时写文号，或上传决定文件；终止项目必须上传。"),
    )
    file = forms.FileField(label=_("决定文件"), required=False)


class CallForm(forms.Form):
    """A call."""

    kind = forms.ChoiceField(label=_("征集什么"), choices=CALL_KIND.items())
    title = words(_("标题"), most=200)
    text = words(
        _("内容"),
        most=20_000,
        rows=8,
        help_text=_("要做什么、谁可以报名、要什么条件、怎样确定、什么时候答复。"),
    )
    caller = forms.ModelChoiceField(
        label=_("征集单位"),
        queryset=Organisation.objects.order_by("name"),
        empty_label=_("请选择"),
        widget=QuotedSelect,
    )
    project = forms.ModelChoiceField(
        label=_("有关的项目"),
        required=False,
        queryset=Project.objects.order_by("-planned", "-pk"),
        empty_label=_("没有，针对整个计划"),
        widget=QuotedSelect,
    )
    plan = words(_("有关的计划"), most=300, required=False, help_text=_("例如 2027 年度立项指南。"))
    opens = Day(_("开始日期"), required=True)
    closes = Day(_("截止日期"), required=True)
    contact = words(_("联系方式"), most=300, required=False)

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Who belongs to a unit calls for it alone."""
        super().__init__(*args, **kwargs)
        if actor.organisation_id is not None:
            own = Organisation.objects.filter(pk=actor.organisation_id)
            self.fields["caller"].queryset = own  # type: ignore[attr-defined]  # a field with a queryset
            self.fields["caller"].initial = actor.organisation_id

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first."""
        told = super().clean() or {}
        since, until = told.get("opens"), told.get("closes")

        if since and until and until < since:
            self.add_error("closes", _("截止日期不能早于开始日期。"))
        return told


class ApplicationForm(forms.Form):
    """An answer to a call."""

    name = words(_("姓名或联系人"), most=100)
    unit = words(_("单位"), most=200, required=False, help_text=_("写全称；以个人名义的不填。"))
    contact = words(_("电话或电子邮箱"), most=200, help_text=_("只有征集单位看得到。"))
    text = words(
        pgettext_lazy("call application", "内容"),
        most=10_000,
        rows=6,
        help_text=_("有关的经验、能承担什么；征求意见的，写意见和理由。"),
    )
    website = forms.CharField(
        required=False,
        label=_("请不要填这一项"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_website(self) -> str:
        """A trap for machines: people leave it empty.

        Raises:
            ValidationError: it was filled in.
        """
        told: str = self.cleaned_data["website"]
        if told:
            raise forms.ValidationError(_("请不要填这一项。"))
        return told


class AnswerForm(forms.Form):
    """What an application is answered with."""

    text = words(_("答复"), most=5000, required=False, rows=3, help_text=_("没有接受时必填。"))
    joins = forms.BooleanField(
        label=_("接受后列为起草单位（排在最后）"), required=False, initial=True
    )


class ReceiptForm(forms.Form):
    """The code that opens an application without an account."""

    code = forms.CharField(label=_("查询码"), max_length=60)
