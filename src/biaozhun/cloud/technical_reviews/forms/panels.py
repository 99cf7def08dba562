"""Forms of panels: seats, reasons, answers to invitations."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.committees.forms.fields import codes_told
from biaozhun.cloud.organisations.forms.fields import words
from biaozhun.cloud.technical_reviews.actions.answering import Conflict
from biaozhun.cloud.technical_reviews.actions.drawing import MOST_SEATS
from biaozhun.cloud.technical_reviews.models import Review
from biaozhun.cloud.technical_reviews.queries.panel import SeatTold
from biaozhun.cloud.technical_reviews.wording.panels import SEAT_INTEREST
from biaozhun.cloud.ui.choosing import QuotedSelect

_LONG: Final = 2000  # characters
_SPARE: Final = 2  # empty rows to add seats in


class SeatsForm(forms.Form):
    """The seats of a panel, a row each; a row without an interest is no seat."""

    def __init__(self, data: QueryDict | None, *, seats: Sequence[SeatTold]) -> None:
        super().__init__(data)
        rows = len(seats) + _SPARE
        if data is not None:
            rows = sum(1 for name in data if name.startswith("interest_"))
        self.places = range(1, min(rows, MOST_SEATS + _SPARE) + 1)
        for place in self.places:
            told = seats[place - 1] if place <= len(seats) else SeatTold("")
            self._add_row(place, told)

    def _add_row(self, place: int, told: SeatTold) -> None:
        self.fields[f"interest_{place}"] = forms.ChoiceField(
            label=gettext("第{n}席由谁担任").format(n=place),
            choices=[("", pgettext_lazy("seat", "不设")), *SEAT_INTEREST.items()],
            required=False,
            initial=told.interest,
        )
        self.fields[f"fields_{place}"] = forms.CharField(
            label=gettext("第{n}席的 ICS 分类号").format(n=place),
            max_length=300,
            required=False,
            initial="、".join(told.fields),
        )

    @property
    def rows(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        """The fields of each row."""
        return [
            (place, self[f"interest_{place}"], self[f"fields_{place}"]) for place in self.places
        ]

    def clean(self) -> dict[str, Any]:
        """Each code is one of the classification."""
        told: dict[str, Any] = super().clean() or {}
        for place in self.places:
            _codes, unknown = codes_told(told.get(f"fields_{place}", ""))
            if unknown:
                sentence = gettext("ICS 里没有“{code}”，写成 35.240 这样。")
                self.add_error(f"fields_{place}", sentence.format(code=unknown[0][:20]))
        return told

    def told(self) -> list[SeatTold]:
        """The seats, as the action takes them."""
        told = self.cleaned_data
        return [
            SeatTold(
                told[f"interest_{place}"], tuple(codes_told(told.get(f"fields_{place}", ""))[0])
            )
            for place in self.places
            if told.get(f"interest_{place}")
        ]


class WhyForm(forms.Form):
    """Why somebody is replaced, or a draw set aside."""

    reason = words(_("理由"), most=_LONG, rows=2)


class InvitationForm(forms.Form):
    """Whether somebody comes."""

    ANSWERS: Final[Mapping[str, Any]] = {
        "accept": _("参加，并声明与起草单位没有利益关系"),
        "decline": _("不参加"),
        "conflict": _("有利益关系，应当回避"),
    }
    answer = forms.ChoiceField(
        label=_("答复"), choices=list(ANSWERS.items()), widget=forms.RadioSelect
    )
    reason = words(
        _("不参加的理由"), most=_LONG, rows=2, required=False, help_text=_("不参加的，请写明。")
    )
    unit = forms.ChoiceField(label=_("与哪个单位有利益关系"), required=False, widget=QuotedSelect)
    conflict = words(
        _("是什么关系"),
        most=300,
        rows=2,
        required=False,
        help_text=_("如任职、持股、顾问、近亲属任职。会记入专家库，今后这个单位的项目不再抽您。"),
    )

    def __init__(self, data: QueryDict | None, *, review: Review) -> None:
        super().__init__(data)
        names = [one.name for one in review.project.units.all()]
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  -- declared above
        field.choices = [("", gettext("请选择")), *((name, name) for name in names)]

    def declared(self) -> Conflict | None:
        """The conflict, where one is declared."""
        told = self.cleaned_data
        if told["answer"] != "conflict":
            return None
        return Conflict(told["unit"], told["conflict"])
