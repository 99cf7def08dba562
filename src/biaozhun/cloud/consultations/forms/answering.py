"""What the desk of comments is asked and told."""

from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.consultations.actions.answering import LONGEST
from biaozhun.cloud.consultations.queries.desk import TURNS, Asked
from biaozhun.cloud.consultations.wording import DISPOSITION, KIND, OUTCOME
from biaozhun.cloud.organisations.forms.fields import words
from biaozhun.cloud.ui.choosing import QuotedSelect

MOST_CHOSEN: Final = 500
"""Comments that are dealt with at once."""
_WORDS: Final = 100  # characters of a filter


class AnswerForm(forms.Form):
    """What is proposed or decided of a comment."""

    act = forms.ChoiceField(choices=[("propose", ""), ("decide", ""), ("anew", "")])
    disposition = forms.CharField(required=False, max_length=8)
    answer = forms.CharField(required=False, max_length=LONGEST, strip=False)
    reason = forms.CharField(required=False, max_length=LONGEST)
    whole = forms.BooleanField(required=False)
    seen = forms.CharField(required=False, max_length=60)


class ManyForm(forms.Form):
    """What is done with the comments that were chosen."""

    act = forms.ChoiceField(
        choices=[(one, "") for one in ("decide", "propose", "assign", "gather", "apart")]
    )
    comment = forms.TypedMultipleChoiceField(coerce=int, required=False)
    disposition = forms.CharField(required=False, max_length=8)
    answer = forms.CharField(required=False, max_length=LONGEST, strip=False)
    assigned_to = forms.ModelChoiceField(queryset=Person.objects.none(), required=False)

    def __init__(self, data: QueryDict, numbers: list[int]) -> None:
        """Comments of the consultation are chosen by their numbers."""
        super().__init__(data)
        self.fields["comment"].choices = [(one, "") for one in numbers]  # type: ignore[attr-defined]  # a choice field
        people = Person.objects.filter(is_active=True)
        self.fields["assigned_to"].queryset = people  # type: ignore[attr-defined]  # a ModelChoiceField


class PlaceForm(forms.Form):
    """Where a comment stands in a later version, as somebody says."""

    outcome = forms.ChoiceField(label=_("变化"), choices=list(OUTCOME.items()))
    passage = forms.ChoiceField(label=_("位置"), required=False, widget=QuotedSelect)

    def __init__(
        self, data: QueryDict | None, choices: list[tuple[str, str]], **told: object
    ) -> None:
        """The places are the passages of the version."""
        super().__init__(data, initial=told)
        empty = ("", _("（已删去）"))
        self.fields["passage"].choices = [empty, *choices]  # type: ignore[attr-defined]  # a choice field


class SettleForm(forms.Form):
    """What is published on how the comments were handled."""

    summary = words(
        _("处理情况说明"),
        most=10_000,
        rows=12,
        help_text=_("由统计数字拟出，请核对、补充主要分歧和理由后公布。"),
    )


def asked(query: QueryDict) -> Asked:
    """What the address of the table asks for; what it cannot mean is left out."""
    return Asked(
        words=clean(query.get("q", ""))[:_WORDS],
        clause=clean(query.get("clause", ""))[:_WORDS],
        unit=clean(query.get("unit", ""))[:200],
        kind=_one_of(query, "kind", KIND),
        state=_one_of(query, "state", TURNS),
        drafter=_number(query, "drafter"),
        disposition=_one_of(query, "disposition", DISPOSITION),
        cluster=_number(query, "cluster"),
        order="number" if query.get("order") == "number" else "place",
    )


def _one_of(query: QueryDict, name: str, known: object) -> str:
    value = query.get(name, "")
    return value if value in known else ""  # type: ignore[operator]  # any mapping


def _number(query: QueryDict, name: str) -> int | None:
    value = query.get(name, "")
    if not (value.isascii() and value.isdecimal()) or len(value) > len(str(LARGEST_ID)):
        return None
    return min(int(value), LARGEST_ID)
