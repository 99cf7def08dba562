"""What stands in an address or a form."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.metrics.registry import metrics
from biaozhun.cloud.metrics.wording import source_name
from biaozhun.cloud.organisations.forms.fields import Day, unit
from biaozhun.cloud.targets.models import Part
from biaozhun.cloud.targets.wording import PART

_NOTE = 500  # characters


class MetricForm(forms.Form):
    """Which metric is to serve a target."""

    metric = forms.ChoiceField(label=_("指标"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in metrics():
            groups.setdefault(source_name(one.source), []).append((one.key, str(one.words)))
        choices = [("", ""), *((name, found) for name, found in groups.items())]
        self.fields["metric"].choices = choices  # type: ignore[attr-defined]  # a choice field


class NoteForm(forms.Form):
    """What the figure does not tell."""

    note = forms.CharField(
        label=_("说明"),
        help_text=_("数字没有包括什么、为什么这样统计。"),
        max_length=_NOTE,
        required=False,
    )


class ReporterForm(forms.Form):
    """Which unit is to report."""

    reporter = unit(_("填报单位"), required=True)
    note = forms.CharField(
        label=_("说明"), help_text=_("例如口径、多久报一次。"), max_length=_NOTE, required=False
    )


class PartForm(forms.Form):
    """Which part of the platform is to count it."""

    part = forms.ChoiceField(
        label=_("由哪一部分统计"), choices=[(str(code), words) for code, words in PART.items()]
    )
    note = forms.CharField(label=_("说明"), max_length=_NOTE, required=False)

    def clean_part(self) -> Part:
        """The part itself."""
        return Part(self.cleaned_data["part"])


class BaselineForm(forms.Form):
    """Where a target starts from."""

    value = forms.DecimalField(
        label=_("基准值"),
        max_digits=18,
        decimal_places=6,
        required=False,
        help_text=_("用目标的计量单位；留空就是没有基准值。"),
    )
    year = forms.IntegerField(label=_("基准年"), min_value=1900, max_value=2100, required=False)
    reason = forms.CharField(label=_("理由"), max_length=500)

    def clean(self) -> dict[str, object]:
        """A year says nothing without its value."""
        told = super().clean() or {}
        if told.get("year") and told.get("value") is None and "value" not in self.errors:
            self.add_error("value", gettext("填了基准年，就要填基准值。"))
        return told


class ReportForm(forms.Form):
    """A value that is reported."""

    day = Day(pgettext_lazy("figure", "截至"), required=True)
    value = forms.DecimalField(label=_("数值"), max_digits=18, decimal_places=6)
    evidence = forms.CharField(
        label=pgettext_lazy("value", "依据"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("数字从哪里来；文字、文件、网址至少有一样。"),
    )
    address = forms.URLField(label=_("网址"), max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(label=_("文件"), required=False, allow_empty_file=False, max_length=255)


class DecisionForm(forms.Form):
    """Accepting a value, or sending it back."""

    action = forms.ChoiceField(choices=[("accept", ""), ("send_back", "")])
    reason = forms.CharField(label=_("理由"), max_length=500, required=False)
