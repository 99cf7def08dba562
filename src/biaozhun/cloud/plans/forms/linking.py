"""Joining plans: a part made of chosen tasks, a parent, the clauses a task serves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.organisations.forms.fields import Day
from biaozhun.cloud.plans import wording
from biaozhun.cloud.plans.forms.correcting import ReasonForm
from biaozhun.cloud.plans.models import Plan
from biaozhun.cloud.ui.choosing import QuotedSelect


class PartForm(forms.Form):
    """A plan made of tasks of another."""

    title = forms.CharField(label=_("标题"), max_length=300)
    kind = forms.ChoiceField(
        label=_("种类"),
        choices=[(code, words) for code, words in wording.KIND.items() if code != Plan.Kind.POLICY],
        initial=Plan.Kind.YEAR_PLAN,
    )
    since = Day(_("计划期开始"))
    until = Day(_("计划期结束"))

    def clean(self) -> dict[str, Any]:
        """It ends behind its beginning."""
        told = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            self.add_error("until", _("结束早于开始。"))
        return told


class ParentForm(ReasonForm):
    """Which plan one is a part of."""

    parent = forms.ModelChoiceField(
        label=_("它是哪份文件的一部分"),
        queryset=Plan.objects.exclude(state="withdrawn").defer("text", "proposal"),
        required=False,
        empty_label=_("（不是）"),
        widget=QuotedSelect(),
    )
