"""Forms about bodies, their seats, work and meetings."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.organisations.forms.fields import Day, in_order, unit, words
from biaozhun.cloud.organisations.models import Body, Membership
from biaozhun.cloud.organisations.wording import FORM, SEAT, WORK
from biaozhun.cloud.ui.choosing import QuotedSelect
from biaozhun.core.number import parse
from biaozhun.core.number.errors import NumberError


class BodyForm(forms.Form):
    """What is known of a body."""

    name = words(_("名称"), most=200)
    form = forms.ChoiceField(label=_("形式"), choices=list(FORM.items()))
    field = words(
        _("领域"), most=100, required=False, help_text=_("专项工作组管什么，如“碳排放”。")
    )
    parent = forms.ModelChoiceField(
        label=_("上级协调机制"),
        queryset=Body.objects.order_by("name"),
        required=False,
        empty_label=_("没有"),
        widget=QuotedSelect,
        help_text=_("专项工作组所属的联席会议，或更高一级的机制；重大问题逐级提请它协调。"),
    )
    office = unit(_("办公室设在"))
    basis = words(_("设立依据"), most=300, required=False)
    since = Day(_("设立日期"))
    until = Day(_("撤销日期"))
    purpose = words(_("职责"), most=5000, required=False, rows=4)

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        return in_order(self, super().clean() or {})


class SeatForm(forms.Form):
    """Who sits in a body, as what, and how long."""

    organisation = unit(_("单位"))
    person = words(_("姓名"), most=100, required=False, help_text=_("担任的人；只登记单位就留空。"))
    seat = forms.ChoiceField(
        label=_("担任"), choices=list(SEAT.items()), initial=Membership.Seat.MEMBER
    )
    since = Day(_("从哪一天起"))
    until = Day(_("到哪一天止"), help_text=_("还在任就留空。"))

    def clean(self) -> dict[str, Any]:
        """Somebody sits there, and leaves after coming."""
        told = super().clean() or {}
        if not told.get("organisation") and not told.get("person"):
            self.add_error("organisation", gettext("单位和姓名至少填一个。"))
        return in_order(self, told)


class TermForm(forms.Form):
    """The beginning of a new term."""

    since = Day(
        _("新一届从哪一天起"),
        required=True,
        help_text=_("现任成员到前一天为止，全部照样转入新一届；变动的再逐个更改。"),
    )


class WorkForm(forms.Form):
    """A piece of work of a group."""

    kind = forms.ChoiceField(label=_("类别"), choices=list(WORK.items()))
    day = Day(_("日期"), required=True)
    text = words(_("内容"), most=500, rows=2)
    standard = words(
        _("标准编号"), most=150, required=False, help_text=_("如 DB31/T 1234-2024；可不填。")
    )
    link = forms.URLField(label=_("网址"), max_length=500, required=False, assume_scheme="https")

    def clean_standard(self) -> str:
        """The slug of the number, so that the work is found from the standard too."""
        told = str(self.cleaned_data["standard"])
        if not told:
            return ""
        try:
            return parse(told).slug
        except NumberError as error:
            raise forms.ValidationError(_("认不出这个标准编号。")) from error


class MeetingForm(forms.Form):
    """When and where a body meets, and about what."""

    title = words(_("名称"), most=200, help_text=_("如“2024年第一次全体会议”。"))
    day = Day(_("日期"), required=True)
    place = words(_("地点"), most=200, required=False)
    agenda = words(_("议程"), most=10_000, required=False, rows=5)
    minutes = words(_("纪要"), most=100_000, required=False, rows=8)


class ItemForm(forms.Form):
    """Something agreed on."""

    text = words(_("议定事项"), most=5000, rows=3)
    organisation = unit(_("责任单位"))
    due = Day(_("办理期限"))
