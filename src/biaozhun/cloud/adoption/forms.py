"""What stands in a form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.adoption.models import Assessment
from biaozhun.cloud.adoption.wording import DECISION


class AssessmentForm(forms.Form):
    """What is done about a newer edition, and why."""

    decision = forms.ChoiceField(label=_("决定"), choices=[("", ""), *DECISION.items()])
    note = forms.CharField(
        label=_("评估说明"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("新版改了什么，对本标准意味着什么，由谁在何时办理。"),
    )

    def clean_decision(self) -> Assessment.Decision:
        """The decision itself."""
        return Assessment.Decision(self.cleaned_data["decision"])
