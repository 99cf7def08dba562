"""Splitting, merging, adding and dropping tasks, confirming, and steps of a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.plans.forms.adding import PastedField
from biaozhun.cloud.plans.forms.correcting import OrganisationField, ReasonForm, StampedForm


class SplitForm(StampedForm):
    """A task's text, with a line break wherever it is to be cut."""

    parts = PastedField(
        label=_("每行成为一项任务"),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("在要断开的地方换行；各项先沿用原来的单位和时限，拆开后再改。"),
    )

    def clean_parts(self) -> list[str]:
        """The lines that say anything."""
        return [line.strip() for line in self.cleaned_data["parts"].splitlines() if line.strip()]


class NewTaskForm(ReasonForm):
    """A task that no reader found."""

    title = forms.CharField(label=pgettext_lazy("task", "名称"), max_length=300)
    passage = PastedField(
        label=_("原文里的一段（照抄）"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("抄了原文，任务就标在那个位置上；原文里没有的，写在下面“内容”里。"),
    )
    start = forms.IntegerField(
        label=_("起（第几个字，从 0 数）"), required=False, min_value=0, max_value=2**31 - 1
    )
    end = forms.IntegerField(label=_("止"), required=False, min_value=1, max_value=2**31 - 1)
    text = PastedField(
        label=_("内容"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self) -> dict[str, Any]:
        """Both ends or none."""
        told = super().clean() or {}
        if (told.get("start") is None) != (told.get("end") is None):
            self.add_error("end", _("起和止要一起写。"))
        return told


class AssignForm(ReasonForm):
    """Whom a name means in the whole plan."""

    name = forms.CharField(max_length=200)
    organisation = OrganisationField(label=_("对应单位"), max_length=200)
    keep = forms.BooleanField(required=False)


class ConfirmForm(forms.Form):
    """Putting a plan in force."""

    accepted = forms.BooleanField(label=_("没有处理的提示我已经知道，仍要确认"), required=False)


class StepForm(forms.Form):
    """A step in the life of a plan."""

    action = forms.ChoiceField(choices=[(one, one) for one in ("conclude", "withdraw", "reopen")])
    reason = forms.CharField(
        label=_("理由"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
