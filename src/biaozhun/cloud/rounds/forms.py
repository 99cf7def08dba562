"""What stands in a form: schemes with their questions, reasons."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.organisations.forms.fields import Units
from biaozhun.cloud.plans.models import Plan
from biaozhun.cloud.rounds.wording import FIELD_KIND, FORM_FAULT, RHYTHM
from biaozhun.core.questionnaire import Field, FieldKind, FormError, Questionnaire

MOST_FIELDS = 60
_EMPTY_ROWS = 4


class SchemeForm(forms.Form):
    """What is asked of whom, the questions aside."""

    title = forms.CharField(label=_("名称"), max_length=200)
    purpose = forms.CharField(
        label=_("说明"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("为什么报、口径是什么；填报的单位会看到。"),
    )
    plan = forms.ModelChoiceField(
        label=_("所属规划"),
        required=False,
        queryset=Plan.objects.defer("text", "proposal"),
        empty_label=_("没有"),
    )
    rhythm = forms.ChoiceField(label=_("周期"), choices=list(RHYTHM.items()))
    days = forms.IntegerField(
        label=_("给多少天"),
        min_value=1,
        max_value=180,
        initial=10,
        help_text=_("从发起的第二天算起。"),
    )
    addressees = Units(_("报送单位"), required=True, help_text=_("按住 Ctrl 可以选多个。"))
    is_active = forms.BooleanField(label=_("按周期自动发起"), required=False, initial=True)


class FieldForm(forms.Form):
    """One question; a row without a name asks nothing."""

    key = forms.RegexField(
        r"\A(?!action\Z)[a-z0-9_]+\Z", required=False, max_length=20, widget=forms.HiddenInput
    )
    step = forms.CharField(label=_("环节"), required=False, max_length=60)
    label = forms.CharField(label=_("填报项"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("类型"), choices=list(FIELD_KIND.items()))
    unit = forms.CharField(label=pgettext_lazy("measure", "单位"), required=False, max_length=20)
    required = forms.BooleanField(label=_("必填"), required=False)
    least = forms.DecimalField(label=_("最小"), required=False, max_digits=18, decimal_places=4)
    most = forms.DecimalField(label=_("最大"), required=False, max_digits=18, decimal_places=4)
    choices = forms.CharField(
        label=_("选项"), required=False, max_length=400, help_text=_("用顿号分开")
    )
    help = forms.CharField(label=_("填写说明"), required=False, max_length=300)


FieldForms = forms.formset_factory(
    FieldForm, extra=_EMPTY_ROWS, max_num=MOST_FIELDS, absolute_max=MOST_FIELDS
)


def initial_rows(fields: Iterable[Field]) -> list[dict[str, object]]:
    """Questions as the rows of the form show them."""
    return [
        {
            "key": field.key,
            "step": field.step,
            "label": field.label,
            "kind": str(field.kind),
            "unit": field.unit,
            "required": field.required,
            "least": field.least,
            "most": field.most,
            "choices": "、".join(field.choices),
            "help": field.help,
        }
        for field in fields
    ]


def questionnaire_from(rows: Sequence[dict[str, Any]]) -> Questionnaire:
    """The form that the rows describe; a new question gets the next free key.

    Raises:
        FormError: it cannot be asked.
    """
    named = [row for row in rows if row.get("label")]
    taken = {row["key"] for row in named if row["key"]}
    free = (key for n in range(1, 10 * MOST_FIELDS) if (key := f"q{n}") not in taken)
    return Questionnaire(tuple(_field(row, row["key"] or next(free)) for row in named))


def _field(row: dict[str, Any], key: str) -> Field:
    choices = (choice.strip() for choice in row["choices"].replace(",", "、").split("、"))
    return Field(
        key=key,
        label=row["label"],
        kind=FieldKind(row["kind"]),
        required=row["required"],
        unit=row["unit"],
        least=row["least"],
        most=row["most"],
        choices=tuple(dict.fromkeys(choice for choice in choices if choice)),
        step=row["step"],
        help=row["help"],
    )


def fault_words(error: FormError) -> str:
    """What is wrong with a form, with the place."""
    words = str(FORM_FAULT[error.code])
    return f"{words}（{error.fragment}）" if error.fragment else words


class CommentForm(forms.Form):
    """What the authority says of the answers."""

    comment = forms.CharField(
        label=_("分析"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )
