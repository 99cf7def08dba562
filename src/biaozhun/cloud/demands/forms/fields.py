"""Fields that several forms of the slice have."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.demands.limits import LARGEST_ID
from biaozhun.cloud.demands.queries.departments import grouped
from biaozhun.cloud.organisations.forms.fields import words
from biaozhun.cloud.organisations.models import OrganisationPlace
from biaozhun.cloud.ui.choosing import QuotedSelect
from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.core.citation import find
from biaozhun.core.classification import division, ics

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

__all__ = [
    "DepartmentField",
    "IcsField",
    "NumberField",
    "choice",
    "place_choices",
    "standards_in",
    "words",
]

MOST_STANDARDS = 50
_PROVINCE = 2  # digits of the code of a province; a city has four


class IcsField(forms.CharField):
    """ICS codes in one line; none as well."""

    def __init__(self) -> None:
        super().__init__(
            label=_("ICS 分类号"),
            required=False,
            max_length=100,
            help_text=_("知道就填，如 65.020 或 03.080.30；不知道就留空。"),
        )

    def clean(self, value: object) -> Any:  # noqa: ANN401  -- Django's own
        """The codes; what is none is named."""
        told = super().clean(value)
        if not told:
            return []
        read = ics.read(told)
        wrong = [one for one in read.faults if one.code == "ics_malformed"]
        if wrong or not read.codes:
            raise forms.ValidationError(
                _("认不出这个 ICS 分类号。请写成 65、65.020 或 03.080.30。")
            )
        return list(read.codes)


class NumberField(forms.IntegerField):
    """The number of a demand or a suggestion, as its page has it."""

    def __init__(self, label: "Words", *, help_text: "Words") -> None:
        super().__init__(
            label=label, help_text=help_text, min_value=1, max_value=LARGEST_ID, required=True
        )


class DepartmentField(forms.ChoiceField):
    """One of the departments; who had the field before stands first."""

    def __init__(self, label: "Words", *, required: bool, help_text: "Words" = "") -> None:
        super().__init__(label=label, required=required, help_text=help_text, widget=QuotedSelect)
        self._offered: dict[str, Organisation] = {}

    def offer(self, departments: Iterable[Organisation]) -> None:
        """Let it be one of these."""
        found = list(departments)
        self._offered = {str(one.pk): one for one in found}
        before, others = grouped(found)
        none = _("请选择") if self.required else _("由标准化行政主管部门确定")
        self.choices = [
            ("", none),
            *_group(_("办过这一领域的部门"), before),
            *_others(before, others),
        ]

    def clean(self, value: object) -> Any:  # noqa: ANN401  -- Django's own
        """The department, or nothing."""
        told = super().clean(value)
        return self._offered.get(told)


def _group(label: "Words", found: Sequence[Organisation]) -> list[tuple[Any, Any]]:
    return [(label, [(str(one.pk), one.name) for one in found])] if found else []


def _others(
    before: Sequence[Organisation], others: Sequence[Organisation]
) -> list[tuple[Any, Any]]:
    if before:
        return _group(_("其他部门"), others)
    return [(str(one.pk), one.name) for one in others]


def choice(
    label: "Words", table: dict[str, Any], *, none: "Words" = "", help_text: "Words" = ""
) -> forms.ChoiceField:
    """One of a table of codes; none of them where ``none`` says what that is called."""
    empty = [("", none)] if none else []
    return forms.ChoiceField(
        label=label,
        choices=[*empty, *table.items()],
        required=not none,
        help_text=help_text,
        widget=forms.Select,
    )


def standards_in(known: str) -> list[str]:
    """The slugs of the standards that a text names, each once, in its order."""
    slugs = [one.number.slug for one in find(known)]
    return list(dict.fromkeys(slugs))[:MOST_STANDARDS]


def place_choices() -> list[tuple[str, str]]:
    """The places of the authority: itself, its cities, its province; every one where none is known.

    One question.
    """
    told = OrganisationPlace.objects.filter(is_authority=True).exclude(division="")
    own = {_code(code) for code in told.values_list("division", flat=True)}
    shown = [
        one
        for one in division.divisions()
        if not own or any(one.code.startswith(code) or code.startswith(one.code) for code in own)
    ]
    return [(one.code, in_readers_writing(_name(one))) for one in shown]


def _code(code: str) -> str:
    """The province or the city of a division of six digits."""
    city = code[:4]
    return city[:_PROVINCE] if city.endswith("00") else city


def _name(place: division.Division) -> str:
    """A city stands behind the name of its province."""
    return f"{division.name(place.parent)} {place.name}" if place.parent else place.name
