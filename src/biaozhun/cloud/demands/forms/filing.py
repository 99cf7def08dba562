"""The forms by which demands and suggestions are filed."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.demands.actions.filing import Sender
from biaozhun.cloud.demands.forms.fields import (
    DepartmentField,
    IcsField,
    choice,
    place_choices,
    standards_in,
    words,
)
from biaozhun.cloud.demands.guarding import fault_of, new_form
from biaozhun.cloud.demands.queries.departments import departments
from biaozhun.cloud.demands.wording import FAULT, FIELD, LEVEL
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.ui.choosing import QuotedSelect

ABOUT_ONESELF = ("name", "unit", "contact")
GUARDS = ("website", "form", "seen")


class FilingForm(forms.Form):
    """What both doors ask, and what keeps machines out."""

    about_oneself: ClassVar[tuple[str, ...]] = ABOUT_ONESELF

    name = words(_("您的称呼"), most=100, required=False)
    unit = words(_("所在单位"), most=200, required=False)
    contact = words(
        _("联系电话或电子邮箱"),
        most=200,
        required=False,
        help_text=_("只给办理的人看，用来核实情况；不填也受理。以后可以凭回执码随时删除。"),
    )
    website = words(_("请勿填写"), most=200, required=False)
    form = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=1, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  -- Django's form, here and below
        person: Person | None,
        at: dt.datetime,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Who is signed in is not asked who they are."""
        super().__init__(*args, **kwargs)
        self.person, self.at = person, at
        self.fields["website"].widget.attrs.update(tabindex="-1", autocomplete="off")
        self.fields["form"].initial = new_form(at)
        self.order_fields(
            [*(one for one in self.fields if one not in ABOUT_ONESELF), *ABOUT_ONESELF]
        )
        if person is not None:
            for one in ABOUT_ONESELF:
                del self.fields[one]

    def clean(self) -> dict[str, Any]:
        """What machines trip over: the field nobody sees, and the time it took."""
        told = super().clean() or {}
        if told.get("website"):
            self.add_error(None, str(FAULT["trap"]))
        fault = fault_of(told.get("form", ""), self.at)
        if fault:
            self.add_error(None, str(FAULT[fault]))
        if fault == "too_old":
            self._renew()
        return told

    def _renew(self) -> None:
        """Give the form back with a new word of when it was made, and all that was filled in."""
        self._give_back(form=new_form(self.at))

    def mark_seen(self) -> None:
        """When it is sent again, nothing near is shown once more."""
        self._give_back(seen="1")

    def _give_back(self, **changed: str) -> None:
        """Show the form again as it was sent, but for what is hidden."""
        self.data = {name: self.data[name] for name in self.data} | changed

    @property
    def was_seen(self) -> bool:
        """Whether what is near was shown."""
        return self.cleaned_data.get("seen") == "1"

    @property
    def told(self) -> dict[str, Any]:
        """What was filled in, without what keeps machines out and who filed it."""
        left_out = {*GUARDS, *ABOUT_ONESELF}
        told = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        return told | {"standards": standards_in(str(told.get("known", "")))}

    @property
    def sender(self) -> Sender:
        """Who files; the same form with the same title is the same."""
        told = self.cleaned_data
        return Sender(
            person=self.person,
            form=f"{told['form']}\n{told['title']}",
            **{one: told.get(one, "") for one in ABOUT_ONESELF},
        )


class DemandForm(FilingForm):
    """A demand."""

    title = words(
        _("需要什么标准"), most=200, help_text=_("一句话，如“老旧小区加装电梯的服务要求”。")
    )
    text = words(
        _("没有标准，出了什么问题"),
        most=10_000,
        rows=6,
        help_text=_("在哪里、什么时候、多少次、造成什么后果。请不要写别人的姓名、电话和住址。"),
    )
    concerned = words(
        _("关系到谁"), most=1000, rows=2, required=False, help_text=_("如“全市约 300 家养老机构”。")
    )
    field = choice(_("领域"), FIELD, none=_("说不准"))
    level = choice(
        _("希望是哪一级标准"), LEVEL, help_text=_("不知道就选“说不准”，由主管部门判断。")
    )
    division = forms.ChoiceField(label=_("地方"), required=False, widget=QuotedSelect)
    known = words(
        _("已知的相关标准"),
        most=2000,
        rows=2,
        required=False,
        help_text=_("写标准编号，如 GB/T 33168-2016；几项用顿号隔开。"),
    )
    ics = IcsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """With the places of the authority."""
        super().__init__(*args, **kwargs)
        beside = {"hx-get": "/demands/similar", "hx-trigger": "change", "hx-target": "#near"}
        self.fields["title"].widget.attrs.update(beside)
        field = self.fields["division"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  -- declared above
        field.choices = [("", _("不限于一地")), *place_choices()]


class SuggestionForm(FilingForm):
    """A suggestion."""

    title = words(
        _("建议制定的标准名称"),
        most=200,
        help_text=_("如“农村公路养护技术规程”。修订已有标准也可以。"),
    )
    necessity = words(_("必要性"), most=10_000, rows=5, help_text=_("为什么需要，现在有什么问题。"))
    scope = words(
        _("适用范围"),
        most=5000,
        rows=3,
        help_text=_("管什么、用在哪里，如“适用于本省县道、乡道”。"),
    )
    contents = words(_("主要内容"), most=10_000, rows=5, required=False)
    drafting_unit = words(_("建议的起草单位"), most=200, required=False)
    known = words(
        _("相关标准"),
        most=2000,
        rows=2,
        required=False,
        help_text=_("已有的国家、行业、地方标准，写编号，如 GB/T 33168-2016；几项用顿号隔开。"),
    )
    field = choice(_("领域"), FIELD, none=_("说不准"))
    ics = IcsField()
    department = DepartmentField(
        _("向哪个部门建议"), required=False, help_text=_("不知道就留空，由主管部门转交。")
    )

    def __init__(self, *args: Any, at: dt.datetime, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """With the departments at the level of the authority."""
        super().__init__(*args, at=at, **kwargs)
        field = self.fields["department"]
        assert isinstance(field, DepartmentField)  # noqa: S101  -- declared above
        field.offer(departments(day_of(at), str(self.initial.get("field", ""))))
