"""What is asked at each step of a demand or a suggestion."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.demands.forms.fields import DepartmentField, NumberField, words
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demands.queries.departments import departments
from biaozhun.cloud.drafting.models import Project


class StepForm(forms.Form):
    """A step: what is said with it, and what it needs."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  -- Django's form, here and below
        case: Demand | Suggestion,
        on: dt.date,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("department")
        if isinstance(field, DepartmentField):
            field.offer(departments(on, case.field))
            field.initial = str(case.department_id or "")

    @property
    def said(self) -> dict[str, Any]:
        """What the action is told."""
        return self.cleaned_data


class PlainForm(StepForm):
    """A button alone."""


class ReasonForm(StepForm):
    """A reason."""

    text = words(_("理由"), most=5000, rows=3)


class WithdrawForm(StepForm):
    """A reason, if one wants to give it."""

    text = words(_("理由"), most=5000, rows=3, required=False)


class AnswerForm(StepForm):
    """An answer."""

    text = words(
        _("答复"),
        most=20_000,
        rows=5,
        help_text=_("公开给所有人看。请不要写提出人的姓名和联系方式。"),
    )


class DeclineForm(StepForm):
    """Why not."""

    text = words(_("不采纳的理由"), most=5000, rows=3, help_text=_("公开给所有人看。"))


class AssignForm(StepForm):
    """Which department has it in hand."""

    department = DepartmentField(_("承办部门"), required=True)
    text = words(_("交办意见"), most=5000, rows=2, required=False)


class MergeDemandForm(StepForm):
    """The demand it is merged into."""

    target = NumberField(_("并入第几号需求"), help_text=_("编号见下面“相近的需求”或需求的网址。"))
    text = words(_("说明"), most=5000, rows=2, required=False)

    def clean_target(self) -> Demand | None:
        """The demand of the number; the action says what stands against it."""
        return Demand.objects.filter(pk=self.cleaned_data["target"]).first()


class MergeSuggestionForm(StepForm):
    """The suggestion it is merged into."""

    target = NumberField(_("并入第几号建议"), help_text=_("编号见建议的网址。"))
    text = words(_("说明"), most=5000, rows=2, required=False)

    def clean_target(self) -> Suggestion | None:
        """The suggestion of the number; the action says what stands against it."""
        return Suggestion.objects.filter(pk=self.cleaned_data["target"]).first()


class PlanForm(StepForm):
    """The project it became."""

    project = words(_("计划号"), most=60)
    text = words(_("说明"), most=5000, rows=2, required=False, help_text=_("公开给所有人看。"))

    def clean_project(self) -> Project | None:
        """The project of the plan number; the action says so where there is none."""
        return Project.objects.filter(plan_number=self.cleaned_data["project"]).first()


DEMAND_FORMS: Final[dict[str, type[StepForm]]] = {
    "publish": PlainForm,
    "assign": AssignForm,
    "answer": AnswerForm,
    "plan": PlanForm,
    "merge": MergeDemandForm,
    "decline": DeclineForm,
    "send_back": ReasonForm,
    "withhold": ReasonForm,
}
"""Of the steps that are taken at the desk; to turn it into a suggestion has a page of its own."""
SUGGESTION_FORMS: Final[dict[str, type[StepForm]]] = {
    "receive": PlainForm,
    "forward": AssignForm,
    "merge": MergeSuggestionForm,
    "decline": DeclineForm,
    "send_back": ReasonForm,
    "withhold": ReasonForm,
}
FILER_FORMS: Final[dict[str, type[StepForm]]] = {"reopen": ReasonForm, "withdraw": WithdrawForm}
"""Of the steps that a filer takes."""
