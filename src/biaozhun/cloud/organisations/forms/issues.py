"""Forms about issues across departments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.organisations.forms.fields import Day, ReasonForm, Units, unit, words
from biaozhun.cloud.organisations.models import Body
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.ui.choosing import QuotedSelect


class IssueForm(forms.Form):
    """An issue that is raised."""

    title = words(_("标题"), most=200)
    text = words(
        _("情况"),
        most=20_000,
        rows=6,
        help_text=_("什么标准化问题、涉及谁、卡在哪里、建议怎么办。"),
    )
    raised_by = unit(_("提出单位"), required=True)
    concerns = Units(_("涉及单位"), help_text=_("按住 Ctrl 可以选多个；它们能看到这个问题。"))
    body = forms.ModelChoiceField(
        label=_("提请哪个协调机制"),
        queryset=Body.objects.order_by("name"),
        empty_label=_("请选择"),
        widget=QuotedSelect,
        help_text=_("列表里没有的，由主管部门先登记。"),
    )

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Who is not of the authority raises for the own organisation."""
        super().__init__(*args, **kwargs)
        self._own = None if is_authority(actor) else actor.organisation
        if self._own is not None:
            del self.fields["raised_by"]

    def clean(self) -> dict[str, Any]:
        """Raised by the own organisation where none was to be chosen."""
        told = super().clean() or {}
        if self._own is not None:
            told["raised_by"] = self._own
        return told


class AssignForm(forms.Form):
    """Who is to answer, by when."""

    answerer = unit(_("承办单位"), required=True)
    due = Day(_("办理期限"), required=True)
    text = words(_("交办意见"), most=5000, required=False, rows=3)


class EscalateForm(forms.Form):
    """Why a higher body must see to it, and by when."""

    text = words(_("提请上级协调的理由"), most=5000, rows=3)
    due = Day(_("请求在哪一天前协调"))


class AnswerForm(forms.Form):
    """An answer."""

    text = words(_("答复"), most=20_000, rows=5)


FORMS: dict[str, type[forms.Form]] = {
    "assign": AssignForm,
    "answer": AnswerForm,
    "send_back": ReasonForm,
    "escalate": EscalateForm,
    "settle": ReasonForm,
    "withdraw": ReasonForm,
    "reopen": ReasonForm,
}
"""What is asked at each step."""
