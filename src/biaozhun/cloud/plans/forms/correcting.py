"""Setting right what was read: a plan's head, a task, its units, a target."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.forms.fields import Day
from biaozhun.cloud.plans import wording
from biaozhun.cloud.plans.actions.assigning import Charged
from biaozhun.cloud.plans.forms.adding import PastedField
from biaozhun.cloud.plans.wording.refusals import refusal

ORGANISATIONS: Final = "organisations"
"""The id of the list of names that the fields of units offer."""
_LONGEST_HEADING: Final = 500


class OrganisationField(forms.CharField):
    """An organisation by its name; the page offers all of them."""

    widget = forms.TextInput(attrs={"list": ORGANISATIONS, "autocomplete": "off"})

    def to_python(self, value: object) -> Organisation | None:  # type: ignore[override]  # a record, not its name
        """The organisation.

        Raises:
            ValidationError: there is none of that name.
        """
        if isinstance(value, Organisation):
            return value
        name = super().to_python(value)
        if not name:
            return None
        found = Organisation.objects.filter(name=name[:200]).first()
        if found is None:
            raise forms.ValidationError(refusal("unknown_organisation"))
        return found

    def run_validators(self, value: object) -> None:
        """A record has no length."""


class ReasonForm(forms.Form):
    """What is to be done, and why once a plan is in force."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("计划已经确认，每次更改都要写明理由，并记入日志。"),
    )

    def __init__(self, *args: Any, asks_reason: bool = False, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's own
        """Leave the reason out where none is asked for."""
        super().__init__(*args, **kwargs)
        if asks_reason:
            self.fields["reason"].required = True
            self.fields["reason"] = self.fields.pop("reason")  # asked for last
        else:
            del self.fields["reason"]

    def told(self) -> dict[str, Any]:
        """What was said of the record."""
        apart = {"stamp", "reason"}
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}

    @property
    def why(self) -> str:
        """The reason, or nothing."""
        return str(self.cleaned_data.get("reason", ""))


class StampedForm(ReasonForm):
    """A form that knows what it was drawn of."""

    stamp = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)

    @property
    def drawn_of(self) -> str:
        """The stamp of the record as the form was drawn of it."""
        return str(self.cleaned_data["stamp"])


class PlanForm(StampedForm):
    """What stands at the head of a plan."""

    title = forms.CharField(label=_("标题"), max_length=300, required=False)
    notice_title = forms.CharField(label=_("印发通知的标题"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("种类"), choices=list(wording.KIND.items()))
    issuer = forms.CharField(label=_("印发机关"), max_length=200, required=False)
    organisation = OrganisationField(
        label=_("哪个单位的计划"), max_length=200, required=False, help_text=_("从名录里选。")
    )
    number = forms.CharField(label=_("文号"), max_length=100, required=False)
    date_signed = Day(_("成文日期"))
    date_issued = Day(_("印发日期"))
    date_published = Day(_("公布日期"))
    date_effective = Day(_("施行日期"))
    since = Day(_("计划期开始"))
    until = Day(_("计划期结束"))
    shows_history = forms.BooleanField(
        label=_("公开每项任务的经过"),
        required=False,
        help_text=_("不勾选时，公众只看到任务现在的情况。"),
    )


class HeadingsField(PastedField):
    """The headings above a task, a line each."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value: object) -> object:
        """The headings as lines."""
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: object) -> list[str]:
        """The lines without empty ones."""
        lines = str(super().clean(value)).splitlines()
        return [line.strip()[:_LONGEST_HEADING] for line in lines if line.strip()]


class TaskForm(StampedForm):
    """A task."""

    title = forms.CharField(label=pgettext_lazy("task", "名称"), max_length=300)
    text = PastedField(
        label=_("内容"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    path = HeadingsField(
        label=_("所在章节"), required=False, max_length=4000, help_text=_("每行一级，从外到内。")
    )
    mode = forms.ChoiceField(
        label=_("分工方式"), required=False, choices=[("", _("（没有写）")), *wording.MODE.items()]
    )
    open_ended = forms.BooleanField(label=_("单位名单以“等”结尾"), required=False)
    responsibility = PastedField(
        label=_("责任单位原文"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    starts = Day(_("开始"))
    deadline = Day(_("期限（最后一天）"))
    ongoing = forms.BooleanField(label=_("持续推进，没有最后一天"), required=False)
    deadline_text = forms.CharField(label=_("时限原文"), max_length=100, required=False)


class UnitForm(forms.Form):
    """A unit of a task."""

    duty = forms.IntegerField(
        required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput
    )
    named = forms.CharField(label=_("文件里的名称"), max_length=200, required=False)
    role = forms.ChoiceField(
        label=pgettext_lazy("duty", "职责"), choices=list(wording.ROLE.items())
    )
    organisation = OrganisationField(label=_("对应单位"), max_length=200, required=False)
    learn = forms.BooleanField(label=_("记住这个名称"), required=False)
    remove = forms.BooleanField(label=_("去掉"), required=False)

    def charged(self) -> Charged | None:
        """What was said of the unit; nothing where an empty row was left empty."""
        told = self.cleaned_data
        if not told["duty"] and not told["named"] and told["organisation"] is None:
            return None
        return Charged(
            duty=told["duty"],
            named=told["named"],
            role=told["role"],
            organisation=told["organisation"],
            learn=told["learn"],
            remove=told["remove"],
        )


UnitForms = forms.formset_factory(UnitForm, extra=2, max_num=200, absolute_max=202)


class TargetForm(StampedForm):
    """A target."""

    indicator = forms.CharField(label=pgettext_lazy("plan", "指标"), max_length=300)
    operator = forms.ChoiceField(label=_("要求"), choices=list(wording.OPERATOR.items()))
    value = forms.DecimalField(label=_("数值"), max_digits=24, decimal_places=6)
    value_max = forms.DecimalField(
        label=_("上限（“在两数之间”时）"), max_digits=24, decimal_places=6, required=False
    )
    unit = forms.CharField(
        label=pgettext_lazy("target", "单位"),
        max_length=30,
        required=False,
        help_text=_("如：万件、%。"),
    )
    year = forms.IntegerField(label=_("年份"), min_value=1900, max_value=2200, required=False)
    per = forms.ChoiceField(
        label=_("每年还是累计"),
        required=False,
        choices=[("", _("（没有写）")), *wording.PER.items()],
    )
    baseline = forms.DecimalField(label=_("基数"), max_digits=24, decimal_places=6, required=False)
    baseline_year = forms.IntegerField(
        label=_("基数的年份"), min_value=1900, max_value=2200, required=False
    )
    text = PastedField(
        label=_("原文"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """A range has two ends, the lower first."""
        told = super().clean() or {}
        low, high = told.get("value"), told.get("value_max")
        if told.get("operator") == "range" and (high is None or (low is not None and high < low)):
            self.add_error("value_max", _("请写上限，并且不小于数值。"))
        return told
