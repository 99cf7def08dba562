"""The forms of the slice."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.issuing import wording
from biaozhun.cloud.issuing.models import AnnouncementRow
from biaozhun.cloud.organisations.forms.fields import Day, in_order, unit, words
from biaozhun.cloud.ui.choosing import QuotedSelect

REGIMES = tuple(wording.REGIME.items())


def _choice(
    label: Any,  # noqa: ANN401  -- words, lazy or not
    choices: Iterable[tuple[str, Any]],
    *,
    required: bool = True,
) -> forms.ChoiceField:
    empty = () if required else (("", _("全部")),)
    return forms.ChoiceField(label=label, choices=(*empty, *choices), required=required)


class PowerForm(forms.Form):
    """A power that is entered."""

    organisation = unit(_("单位"), required=True, help_text=_("先在单位名录里登记层级和区划代码。"))
    regime = _choice(_("制定依据"), REGIMES)
    code = words(
        _("代号"),
        most=12,
        required=False,
        help_text=_("不填就按行政区划代码生成，如 DB44、DB4403。"),
    )
    basis = words(_("依据"), most=300, help_text=_("法律条款，或省里批准的文件名和文号。"))
    scope = words(_("范围"), most=2000, required=False, rows=3, help_text=_("设区的市必填。"))
    since = Day(_("起"), required=True)
    until = Day(_("止（最后一天）"))

    def clean(self) -> dict[str, Any]:
        """The days are in order."""
        return in_order(self, super().clean() or {})


class EndForm(forms.Form):
    """The last day of something."""

    until = Day(_("最后一天"), required=True)


class SettingsForm(forms.Form):
    """What an authority has switched on."""

    legal = forms.BooleanField(label=_("法制审核"), required=False)
    notice = forms.BooleanField(label=_("报批公示"), required=False)
    notice_days = forms.IntegerField(label=_("公示天数"), min_value=1, max_value=365)
    collective = forms.BooleanField(label=_("集体讨论"), required=False)
    transition_days = forms.IntegerField(
        label=_("公告到实施的过渡期（天）"), min_value=0, max_value=730
    )
    announcement_form = words(
        _("公告编号格式"), most=60, help_text=_("{year} 是年份，{serial} 是顺序号。")
    )


class OfficerForm(forms.Form):
    """Who holds a post."""

    person = forms.ModelChoiceField(
        label=_("姓名"),
        queryset=Person.objects.filter(is_active=True).order_by("name"),
        empty_label=_("请选择"),
        widget=QuotedSelect,
    )
    post = _choice(_("岗位"), wording.POST.items())
    since = Day(_("起"))
    until = Day(_("止（最后一天）"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Only people of the organisation hold its posts."""
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(is_active=True, organisation=organisation)
        self.fields["person"].queryset = people.order_by("name")  # type: ignore[attr-defined]  # a ModelChoiceField


class DelegationForm(forms.Form):
    """Who acts in whose stead."""

    to = forms.ModelChoiceField(
        label=_("受托人"),
        queryset=Person.objects.none(),
        empty_label=_("请选择"),
        widget=QuotedSelect,
    )
    since = Day(_("起"), required=True)
    until = Day(_("止（最后一天）"), required=True)
    reason = words(_("事由"), most=300, help_text=_("如出差、休假。"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:  # noqa: ANN401  -- likewise
        """To somebody of the same organisation."""
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(is_active=True, organisation=organisation)
        self.fields["to"].queryset = people.order_by("name")  # type: ignore[attr-defined]  # likewise

    def clean(self) -> dict[str, Any]:
        """The days are in order."""
        return in_order(self, super().clean() or {})


class NumberingForm(forms.Form):
    """What is said of a number before it is drawn."""

    part = words(_("部分号"), most=6, required=False, help_text=_("分部分的标准写数字，如 2。"))
    part_of = words(
        _("所属标准"), most=190, required=False, help_text=_("已有编号的系列标准，如 DB44/T 316。")
    )
    agreed_serial = words(
        _("约定的顺序号"),
        most=6,
        required=False,
        help_text=_("区域协同标准各方约定同一个顺序号时填写。"),
    )


class AnnouncementForm(forms.Form):
    """What an announcement says besides its rows."""

    title = words(_("标题"), most=200)
    text = words(_("正文"), most=5000, required=False, rows=4, help_text=_("不填就用通用的正文。"))
    day = Day(_("公告日期"))
    in_force = Day(_("实施日期"), help_text=_("各项另有日期的，在那一项里写。"))
    short_reason = words(_("缩短过渡期的理由"), most=300, required=False)


class NewAnnouncementForm(AnnouncementForm):
    """The same with the projects that are approved and wait."""

    projects = forms.ModelMultipleChoiceField(
        label=_("发布哪些标准"),
        queryset=Project.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form and its rows
        """The projects of one authority."""
        super().__init__(*args, **kwargs)
        self.fields["projects"].queryset = waiting  # type: ignore[attr-defined]  # a ModelMultipleChoiceField


class RowForm(forms.Form):
    """A row that is put in by hand: a withdrawal, an amendment, or one project more."""

    kind = _choice(_("做什么"), wording.ROW_KIND.items())
    project = forms.ModelChoiceField(
        label=_("项目"),
        queryset=Project.objects.none(),
        required=False,
        empty_label=_("没有"),
        widget=QuotedSelect,
        help_text=_("发布时选。"),
    )
    number = words(_("编号"), most=190, required=False, help_text=_("废止、修改单时填写。"))
    title = words(_("名称"), most=300, required=False)
    in_force = Day(_("日期"), help_text=_("与公告不同的实施或废止日期。"))
    expires = Day(_("失效日期"), help_text=_("指导性技术文件必填。"))

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:  # noqa: ANN401  -- likewise
        """The projects of one authority."""
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = waiting  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        """A publication names a project, anything else a number."""
        told = super().clean() or {}
        if told.get("kind") == AnnouncementRow.Kind.PUBLISH:
            if told.get("project") is None:
                self.add_error("project", _("请选择项目。"))
            told["number"] = ""
        else:
            told["project"] = None
            if not told.get("number"):
                self.add_error("number", _("请填写编号。"))
        return told


class YearForm(forms.Form):
    """Another year for a number."""

    year = forms.IntegerField(label=_("新的年代号"), min_value=1949, max_value=2200)
    reason = words(_("理由"), most=500)


class ElsewhereForm(forms.Form):
    """What another body issued."""

    body = words(_("发布机关"), most=200)
    number = words(_("标准编号"), most=190, help_text=_("带年代号，如 DBS44/ 009-2026。"))
    day = Day(_("发布日期"), required=True)
    address = forms.URLField(label=_("网址"), max_length=500, required=False, assume_scheme="https")


class AcceptForm(forms.Form):
    """What the authority above answered."""

    number = words(_("备案号"), most=100)
    announcement = words(_("备案公告编号"), most=100, required=False)
    announcement_day = Day(_("备案公告日期"))


class ReasonForm(forms.Form):
    """Why."""

    reason = words(_("理由"), most=2000, rows=3)


class DisclosureForm(forms.Form):
    """What is shown of the texts of a class."""

    regime = _choice(_("制定依据"), REGIMES, required=False)
    field = _choice(_("领域"), wording.FIELD.items(), required=False)
    right = _choice(_("公开到什么程度"), wording.RIGHT.items())
    reason = words(_("不公开全文的理由"), most=1000, required=False, rows=2)
    basis = words(_("依据"), most=300, required=False)


class ObjectionForm(forms.Form):
    """An objection by anybody; ``website`` is left empty by people and filled by machines."""

    name = words(_("姓名或单位"), most=200)
    contact = words(_("联系方式"), most=200, help_text=_("只用于答复，不公开。"))
    text = words(_("异议和理由"), most=5000, rows=6)
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_by_machine(self) -> bool:
        """Whether the field nobody sees was filled in."""
        return bool(self.data.get("website"))


class SaidForm(forms.Form):
    """What goes with a step of an approval."""

    opinion = forms.CharField(required=False, max_length=5000)
    materials = forms.MultipleChoiceField(
        required=False, choices=tuple((kind, kind) for kind in wording.MATERIAL)
    )
    meeting = forms.CharField(required=False, max_length=100)
    meeting_day = Day(_("会议日期"))
    notice_ends = Day(_("公示的最后一天"))
