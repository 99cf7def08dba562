"""What stands in an address or a form."""

import datetime as dt

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.impact.models import OpenItem
from biaozhun.cloud.impact.queries.radius import MOST
from biaozhun.cloud.impact.wording import REPLY
from biaozhun.cloud.validity.queries.checking import asked_of
from biaozhun.core.number import StandardNumber

LONGEST = 100 * MOST  # characters of a list


class ListRead(msgspec.Struct, frozen=True):
    """A list of numbers: those understood, the lines that are not, and whether it was cut."""

    numbers: tuple[StandardNumber, ...]
    faults: tuple[tuple[int, str], ...]
    is_cut: bool


def numbers_in(text: str) -> ListRead:
    """One number a line, in any spelling; equal ones count once."""
    lines = [clean(line) for line in text[:LONGEST].replace("；", "\n").splitlines()]
    found: dict[StandardNumber, None] = {}
    faults: list[tuple[int, str]] = []
    for place, line in enumerate(lines, start=1):
        number = asked_of(line).number if line else None
        if number is not None:
            found.setdefault(number)
        elif line:
            faults.append((place, line[:80]))
    kept = tuple(found)
    return ListRead(kept[:MOST], tuple(faults), len(kept) > MOST or len(text) > LONGEST)


class PlanForm(forms.Form):
    """A withdrawal that is prepared."""

    title = forms.CharField(label=_("名称"), max_length=200)
    reason = forms.CharField(
        label=_("理由"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    planned = forms.DateField(
        label=_("拟废止日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    due = forms.DateField(
        label=_("请在此日前答复"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    numbers = forms.CharField(
        label=_("标准编号"),
        help_text=_("一行一个，写法不限。"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_numbers(self) -> tuple[StandardNumber, ...]:
        """The numbers of the list.

        Raises:
            ValidationError: a line holds none, or there are too many.
        """
        read = numbers_in(self.cleaned_data["numbers"])
        if read.faults:
            places = "；".join(f"{place}: {line}" for place, line in read.faults[:10])
            raise forms.ValidationError(_("这些行读不出标准编号：%(places)s") % {"places": places})
        if read.is_cut:
            raise forms.ValidationError(_("一次最多 %(most)s 项。") % {"most": MOST})
        return read.numbers

    def clean(self) -> dict[str, object]:
        """Answers are asked for before the day itself."""
        told = super().clean() or {}
        planned, due = told.get("planned"), told.get("due")
        if isinstance(planned, dt.date) and isinstance(due, dt.date) and due > planned:
            self.add_error("due", _("答复期限不能晚于拟废止日期。"))
        return told


class ReplyForm(forms.Form):
    """What a body replies."""

    reply = forms.ChoiceField(label=_("答复"), choices=[("", ""), *REPLY.items()])
    note = forms.CharField(
        label=_("说明"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如何时修改、改引哪一项。"),
    )

    def clean_reply(self) -> str:
        """The code of the reply."""
        return str(OpenItem.Reply(self.cleaned_data["reply"]))
