"""What is written of a campaign."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.organisations.forms.fields import Day
from biaozhun.cloud.plans.actions.campaigning import CampaignSaid, MilestoneSaid
from biaozhun.cloud.plans.forms.adding import PastedField
from biaozhun.cloud.plans.forms.correcting import ReasonForm

_LONG: Any = {
    "required": False,
    "max_length": 10_000,
    "widget": forms.Textarea(attrs={"rows": 3}),
}


class CampaignForm(ReasonForm):
    """What a campaign reaches, who takes part, its standards, what came of it."""

    scope = PastedField(label=_("范围"), **_LONG)
    participants = PastedField(label=_("参加单位和对象"), **_LONG)
    standards = PastedField(
        label=_("标准"), help_text=_("每行一个编号，如 GB/T 1.1-2020。"), **_LONG
    )
    results = PastedField(label=_("成效"), **_LONG)

    def said(self) -> CampaignSaid:
        """What was said, for the action."""
        told = self.cleaned_data
        lines = told["standards"].splitlines()
        return CampaignSaid(
            scope=told["scope"],
            participants=told["participants"],
            results=told["results"],
            standards=tuple(line.strip() for line in lines if line.strip()),
        )


class MilestoneForm(forms.Form):
    """A milestone."""

    milestone = forms.IntegerField(
        required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput
    )
    title = forms.CharField(label=_("里程碑"), max_length=200, required=False)
    due = Day(_("应到日期"))
    reached = Day(_("实到日期"))
    result = forms.CharField(label=_("结果"), max_length=1000, required=False)
    remove = forms.BooleanField(label=_("去掉"), required=False)

    def clean(self) -> dict[str, Any]:
        """A milestone has a name and a day."""
        told = super().clean() or {}
        if self.is_empty() or told.get("remove"):
            return told
        for name in ("title", "due"):
            if not told.get(name) and name not in self.errors:
                self.add_error(name, _("这个要填写。"))
        return told

    def is_empty(self) -> bool:
        """Whether an empty row was left empty."""
        told = self.cleaned_data
        return not any(told.get(name) for name in ("milestone", "title", "due", "reached"))

    def said(self) -> MilestoneSaid:
        """What was said, for the action."""
        told = self.cleaned_data
        return MilestoneSaid(
            pk=told["milestone"],
            title=told["title"],
            due=told["due"],
            reached=told["reached"],
            result=told["result"],
            remove=told["remove"],
        )


MilestoneForms = forms.formset_factory(MilestoneForm, extra=2, max_num=60, absolute_max=62)
