"""What several forms have: fields, days in order, the reason for a step."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.limits import EARLIEST, LATEST
from biaozhun.cloud.ui.choosing import QuotedSelect
from biaozhun.core.text.showing import is_blank, unturned

LONGEST_ID = 18  # digits

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Label = str | _StrPromise


class Day(forms.DateField):
    """A day between 1900 and 2200."""

    def __init__(self, label: "Label", *, required: bool = False, help_text: "Label" = "") -> None:
        widget = forms.DateInput(
            attrs={"type": "date", "min": EARLIEST.isoformat(), "max": LATEST.isoformat()},
            format="%Y-%m-%d",
        )
        super().__init__(label=label, required=required, help_text=help_text, widget=widget)

    def clean(self, value: object) -> Any:  # noqa: ANN401  -- Django's own
        """The day; none that no calendar of ours has."""
        day = super().clean(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(_("请填 1900 到 2200 年之间的日期。"))
        return day


def unit(
    label: "Label", *, required: bool = False, help_text: "Label" = ""
) -> "forms.ModelChoiceField[Organisation]":
    """One of the units on record."""
    return forms.ModelChoiceField(
        label=label,
        required=required,
        help_text=help_text,
        queryset=Organisation.objects.order_by("name"),
        empty_label=_("请选择") if required else _("没有"),
        widget=QuotedSelect,
    )


class Units(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # it cannot be subscribed
    """Several of the units on record; none as well, unless they are required."""

    def __init__(self, label: "Label", *, help_text: "Label", required: bool = False) -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            queryset=Organisation.objects.order_by("name"),
            widget=forms.SelectMultiple(attrs={"size": 8}),
        )

    def clean(self, value: Any) -> Any:  # noqa: ANN401  -- Django's own
        """The units; what no table can hold is none of them, however long it is."""
        for one in value or ():
            if not (str(one).isascii() and str(one).isdecimal() and len(str(one)) <= LONGEST_ID):
                raise forms.ValidationError(_("请从列表里选择单位。"))
        return super().clean(value)


class Words(forms.CharField):
    """Text that somebody can see, in the direction in which it was written.

    Signs that turn a line round are taken out; what consists of signs without width is empty.
    """

    def to_python(self, value: object) -> str:
        """The text.

        Raises:
            ValidationError: of a character that no text has.
        """
        if "\x00" in str(value or ""):
            raise forms.ValidationError(_("里面有不能保存的空字符（NUL），请删去或者重新输入。"))
        text = unturned(str(super().to_python(value)))
        return "" if is_blank(text) else text


def words(
    label: "Label", *, most: int, required: bool = True, rows: int = 0, help_text: "Label" = ""
) -> forms.CharField:
    """A line, or some lines of text."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return Words(
        label=label, max_length=most, required=required, help_text=help_text, widget=widget
    )


def in_order(form: forms.Form, told: dict[str, Any]) -> dict[str, Any]:
    """What was filled in; a last day before the first is named."""
    since, until = told.get("since"), told.get("until")
    if since and until and until < since:
        form.add_error("until", gettext("最后一天不能早于第一天。"))
    return told


class ReasonForm(forms.Form):
    """What is said at a step."""

    text = words(_("说明"), most=5000, rows=3)
