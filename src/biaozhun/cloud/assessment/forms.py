"""What stands in the forms of the slice."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.assessment.wording import RULE, SCHEME_FAULT
from biaozhun.cloud.organisations.forms.fields import Day, Units, unit
from biaozhun.cloud.plans.models import Plan
from biaozhun.core.assessment import Grade, Indicator, Rule, Scheme, Veto
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.questionnaire import read_number

MOST_INDICATORS = 60
_EMPTY_ROWS = 4


class AssessmentForm(forms.Form):
    """An assessment, the indicators aside."""

    title = forms.CharField(label=_("名称"), max_length=200)
    year = forms.IntegerField(label=_("年度"), min_value=1990, max_value=2200)
    purpose = forms.CharField(
        label=_("说明"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due = Day(_("自评期限"), required=True)
    units = Units(_("考核的单位"), required=True, help_text=_("按住 Ctrl 可以选多个。"))
    vetoes = forms.CharField(
        label=_("一票否决"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("一行一项；有一项就不参加排名。"),
    )
    grades = forms.CharField(
        label=_("等次"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一个，从高到低，写成：优秀：90"),
    )

    def clean_grades(self) -> tuple[Grade, ...]:
        """Grades from their lines.

        Raises:
            ValidationError: a line is no grade.
        """
        return tuple(
            _grade(line) for line in self.cleaned_data["grades"].splitlines() if line.strip()
        )

    def clean_vetoes(self) -> tuple[Veto, ...]:
        """Items from their lines."""
        lines = filter(None, (line.strip() for line in self.cleaned_data["vetoes"].splitlines()))
        return tuple(Veto(f"v{n}", line) for n, line in enumerate(dict.fromkeys(lines), start=1))


def _grade(line: str) -> Grade:
    label, _sign, typed = line.replace("：", ":").rpartition(":")
    least = read_number(typed)
    if least is None or not label.strip():
        wrong = _("这一行读不出等次：%(line)s")
        raise forms.ValidationError(wrong, params={"line": line[:40]})
    return Grade(label.strip(), least)


class IndicatorForm(forms.Form):
    """One indicator; a row without a name is not used."""

    key = forms.RegexField(
        r"\A[a-z0-9_]+\Z", required=False, max_length=20, widget=forms.HiddenInput
    )
    label = forms.CharField(
        label=pgettext_lazy("assessment", "指标"), required=False, max_length=200
    )
    weight = forms.DecimalField(
        label=_("权重（%）"), required=False, max_digits=5, decimal_places=2, min_value=0
    )
    rule = forms.ChoiceField(label=_("计分方法"), choices=list(RULE.items()))
    unit = forms.CharField(label=pgettext_lazy("measure", "单位"), required=False, max_length=20)
    zero = forms.DecimalField(label=_("零分值"), required=False, max_digits=18, decimal_places=4)
    full = forms.DecimalField(label=_("满分值"), required=False, max_digits=18, decimal_places=4)
    steps = forms.CharField(
        label=_("分档"), required=False, max_length=300, help_text=_("写成 5：60、10：100")
    )
    needs_evidence = forms.BooleanField(label=_("要有佐证"), required=False)
    help = forms.CharField(label=_("口径"), required=False, max_length=300)

    def clean_steps(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """Steps from what was typed.

        Raises:
            ValidationError: a part is no pair of numbers.
        """
        typed = self.cleaned_data["steps"].replace(",", "、").replace("；", "、")
        return tuple(_pair(part) for part in typed.split("、") if part.strip())


def _pair(part: str) -> tuple[Decimal, Decimal]:
    value, _sign, points = part.replace("：", ":").partition(":")
    pair = read_number(value), read_number(points)
    if pair[0] is None or pair[1] is None:
        raise forms.ValidationError(_("这一档读不出来：%(part)s"), params={"part": part[:40]})
    return pair[0], pair[1]


IndicatorForms = forms.formset_factory(
    IndicatorForm, extra=_EMPTY_ROWS, max_num=MOST_INDICATORS, absolute_max=MOST_INDICATORS
)


def initial_rows(indicators: Iterable[Indicator]) -> list[dict[str, object]]:
    """Indicators as the rows of the form show them."""
    return [
        {
            "key": one.key,
            "label": one.label,
            "weight": one.weight,
            "rule": str(one.rule),
            "unit": one.unit,
            "zero": one.zero if one.rule is Rule.LINEAR else None,
            "full": one.full if one.rule is Rule.LINEAR else None,
            "steps": "、".join(f"{value}：{points}" for value, points in one.steps),
            "needs_evidence": one.needs_evidence,
            "help": one.help,
        }
        for one in indicators
    ]


def scheme_from(
    rows: Sequence[dict[str, Any]], vetoes: tuple[Veto, ...], grades: tuple[Grade, ...]
) -> Scheme:
    """The scheme that the rows describe; a new indicator gets the next free key.

    Raises:
        SchemeError: nobody can be assessed by it.
    """
    named = [row for row in rows if row.get("label")]
    taken = {row["key"] for row in named if row["key"]}
    free = (key for n in range(1, 10 * MOST_INDICATORS) if (key := f"i{n}") not in taken)
    indicators = tuple(_indicator(row, row["key"] or next(free)) for row in named)
    return Scheme(indicators, vetoes, grades)


def _indicator(row: dict[str, Any], key: str) -> Indicator:
    zero, full = row["zero"], row["full"]
    return Indicator(
        key=key,
        label=row["label"],
        weight=row["weight"] or Decimal(0),
        rule=Rule(row["rule"]),
        unit=row["unit"],
        zero=Decimal(0) if zero is None else zero,
        full=Decimal(100) if full is None else full,
        steps=row["steps"],
        needs_evidence=row["needs_evidence"],
        help=row["help"],
    )


def fault_words(error: BiaozhunError) -> str:
    """What is wrong with a scheme, with the place."""
    words = str(SCHEME_FAULT[error.code])
    return f"{words}（{error.fragment}）" if error.fragment else words


class CommentForm(forms.Form):
    """What a review says besides its values."""

    comment = forms.CharField(required=False, max_length=4000)


class InspectionForm(forms.Form):
    """An inspection."""

    title = forms.CharField(label=_("名称"), max_length=200)
    plan = forms.ModelChoiceField(
        label=_("所属规划"),
        required=False,
        queryset=Plan.objects.defer("text", "proposal"),
        empty_label=_("没有"),
    )
    purpose = forms.CharField(
        label=_("检查什么"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    inspectors = forms.CharField(label=_("检查组"), required=False, max_length=300)
    since = Day(_("开始"), required=True)
    until = Day(_("结束"), required=True)

    def clean(self) -> dict[str, object]:
        """It ends after it began."""
        told = super().clean() or {}
        if told.get("since") and told.get("until") and told["until"] < told["since"]:
            self.add_error("until", _("结束不能早于开始。"))
        return told


class FindingForm(forms.Form):
    """What was found."""

    organisation = unit(_("单位"), required=True)
    text = forms.CharField(
        label=_("问题"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    demand = forms.CharField(
        label=_("整改要求"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    due = Day(_("整改期限"), required=True)


class RectificationForm(forms.Form):
    """What was done about a finding."""

    rectification = forms.CharField(
        label=_("整改情况"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    evidence = forms.CharField(
        label=_("佐证"), required=False, max_length=500, help_text=_("文号或者网址。")
    )
