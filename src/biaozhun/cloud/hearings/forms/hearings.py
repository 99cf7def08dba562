"""Forms of hearings: the decision, the notice, the day, the opinions, the registration."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.demands.guarding import fault_of, new_form
from biaozhun.cloud.drafting.file_kinds import ACCEPT
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.cloud.hearings import wording
from biaozhun.cloud.hearings.actions.deciding import CriterionTold, NeedTold
from biaozhun.cloud.hearings.actions.preparing import HearingTold
from biaozhun.cloud.hearings.actions.registering import Registering
from biaozhun.cloud.hearings.models import Hearing, Registration
from biaozhun.cloud.organisations.forms.fields import Day, words
from biaozhun.cloud.ui.choosing import QuotedSelect
from biaozhun.cloud.ui.templatetags.ui import quoted


def choice(label: Any, choices: Iterable[tuple[str, Any]], **more: Any) -> forms.ChoiceField:  # noqa: ANN401  -- words, lazy or not
    """One of some codes."""
    return forms.ChoiceField(label=label, choices=tuple(choices), **more)


class NeedForm(forms.Form):
    """Whether a hearing is needed."""

    is_needed = choice(
        pgettext_lazy("hearing need", "决定"), [("yes", _("需要听证")), ("no", _("不需要听证"))]
    )
    criteria = forms.MultipleChoiceField(
        label=_("符合的情形"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("决定听证时至少选一条；不听证时选出考虑过而认为成立的情形，可以不选。"),
    )
    petitioners = forms.IntegerField(
        label=_("要求听证的单位和个人数"), min_value=0, max_value=1_000_000, initial=0
    )
    reasons = words(_("理由"), most=5000, rows=4, help_text=_("公布在项目页面上。"))

    def __init__(self, *args: Any, criteria: Sequence[CriterionTold], **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """With the criteria of the region."""
        super().__init__(*args, **kwargs)
        self.fields["criteria"].choices = [  # type: ignore[attr-defined]  # a MultipleChoiceField
            (one.name, quoted(f"{one.name}（{one.meaning}）" if one.meaning else one.name))
            for one in criteria
        ]

    @property
    def told(self) -> NeedTold:
        """As the action takes it."""
        said = self.cleaned_data
        return NeedTold(
            is_needed=said["is_needed"] == "yes",
            reasons=said["reasons"],
            criteria=tuple(said["criteria"]),
            petitioners=said["petitioners"],
        )


class CriteriaForm(forms.Form):
    """The criteria of a region, one a line."""

    rows = forms.CharField(
        label=_("听证情形"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("一行一条，名称和说明之间用竖线“|”隔开；全部删去就恢复平台的默认情形。"),
    )

    def clean_rows(self) -> list[CriterionTold]:
        """The lines, without empty ones."""
        told = []
        for line in str(self.cleaned_data["rows"]).replace("｜", "|").splitlines():
            name, _bar, meaning = (part.strip() for part in line.partition("|"))
            if len(name) > 100 or len(meaning) > 500:
                raise forms.ValidationError(
                    gettext("名称最多 100 字，说明最多 500 字：{line}").format(line=line[:30])
                )
            if name:
                told.append(CriterionTold(name, meaning))
        return told


class HearingForm(forms.Form):
    """The notice of a hearing; a number of seats for each group."""

    topic = words(_("听证事项"), most=300)
    notice = words(
        _("听什么、请谁来"), most=10_000, rows=6, required=False, help_text=_("写进听证公告。")
    )
    day = Day(_("听证日期"))
    starts = forms.TimeField(
        label=_("开始时间"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = words(_("地点"), most=300, required=False)
    online = forms.URLField(
        label=_("线上会议网址"), max_length=500, required=False, assume_scheme="https"
    )
    register_until = Day(_("报名的最后一天"))
    way = choice(_("怎样确定参加人"), wording.WAY.items())
    way_told = words(_("补充说明"), most=500, required=False)
    contact = words(_("联系人和电话"), most=300, required=False, help_text=_("公开。"))

    def __init__(self, *args: Any, seats: dict[str, int] | None = None, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """With a field for the seats of each group."""
        super().__init__(*args, **kwargs)
        for code, said in wording.GROUP.items():
            self.fields[f"seats_{code}"] = forms.IntegerField(
                label=_("席位：{group}").format(group=said),
                min_value=0,
                max_value=500,
                required=False,
                initial=(seats or {}).get(code, 0),
            )

    @classmethod
    def of(cls, hearing: Hearing) -> "HearingForm":
        """The form as it stands."""
        held = {name: getattr(hearing, name) for name in cls.base_fields}
        return cls(initial=held, seats={one.group: one.seats for one in hearing.groups.all()})

    @property
    def told(self) -> HearingTold:
        """As the action takes it."""
        said = self.cleaned_data
        seats = {code: said.get(f"seats_{code}") or 0 for code in wording.GROUP}
        return HearingTold(seats=seats, **{name: said[name] for name in self.base_fields})


class _Papers(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # it cannot be subscribed
    """Documents by their names and versions."""

    def label_from_instance(self, obj: ProjectDocument) -> str:
        """As it stands beside the box."""
        return format_html("{} · {}", quoted(obj.name), obj.version)


class _Speakers(forms.ModelChoiceField):  # type: ignore[type-arg]  # likewise
    """Participants by number and name."""

    def label_from_instance(self, obj: Registration) -> str:
        """As it stands in the list."""
        return f"{obj.number} {obj.name} {obj.unit}".strip()


class PapersForm(forms.Form):
    """Which documents of the project are shown for the hearing."""

    papers = _Papers(
        label=_("听证材料"),
        queryset=ProjectDocument.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("选中的材料向所有人公开，不用登录就能下载。"),
    )

    def __init__(self, *args: Any, rows: "QuerySet[ProjectDocument]", **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """The documents of one project."""
        super().__init__(*args, **kwargs)
        self.fields["papers"].queryset = rows  # type: ignore[attr-defined]  # it has one


class PostponeForm(forms.Form):
    """Another day."""

    day = Day(_("新的听证日期"), required=True)
    register_until = Day(_("新的报名截止日期"), help_text=_("不填就不变。"))
    reason = words(_("理由"), most=2000, rows=2)


class ReasonForm(forms.Form):
    """Why."""

    reason = words(_("理由"), most=2000, rows=2)


class ReportForm(forms.Form):
    """What is published at the end."""

    report = words(
        _("听证报告"), most=20_000, rows=6, help_text=_("说了什么、怎样处理；公布在听证页面上。")
    )


class CourseForm(forms.Form):
    """What the minutes say."""

    chair = words(_("主持人"), most=100)
    recorder = words(_("记录人"), most=100, required=False)
    course = words(_("听证经过"), most=50_000, rows=8)


class FileForm(forms.Form):
    """A file."""

    file = forms.FileField(
        label=_("文件"), max_length=255, widget=forms.FileInput(attrs={"accept": ACCEPT})
    )


class OpinionForm(forms.Form):
    """What a participant said at the hearing."""

    registration = _Speakers(
        label=_("参加人"), queryset=Registration.objects.none(), widget=QuotedSelect
    )
    place = words(pgettext_lazy("opinion", "条款"), most=100, required=False)
    text = words(_("意见"), most=10_000, rows=3)

    def __init__(self, *args: Any, rows: "QuerySet[Registration]", **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Those who came and may speak."""
        super().__init__(*args, **kwargs)
        self.fields["registration"].queryset = rows  # type: ignore[attr-defined]  # it has one


class WrittenForm(forms.Form):
    """What a participant or a representative hands in."""

    place = words(pgettext_lazy("opinion", "条款"), most=100, required=False)
    text = words(_("意见"), most=10_000, rows=5)


class SpokenForm(forms.Form):
    """What a representative says."""

    text = words(_("意见"), most=10_000, rows=5)


class HandlingForm(forms.Form):
    """How an opinion is handled."""

    disposition = choice(_("处理结果"), [("", _("请选择")), *wording.DISPOSITION.items()])
    answer = words(_("理由"), most=5000, rows=2, required=False)


class RegisterForm(forms.Form):
    """Somebody wants to take part; ``website`` is left empty by people, filled by machines."""

    group = choice(_("代表哪一方"), ())
    name = words(_("姓名"), most=100)
    unit = words(_("单位"), most=200, required=False)
    contact = words(
        _("联系电话或电子邮箱"), most=200, help_text=_("只用于通知您听证的安排，不公开。")
    )
    view = words(_("您想说什么"), most=5000, rows=4, required=False)
    may_be_named = forms.BooleanField(
        label=_("同意在参加人名单里公布我的姓名和单位"),
        required=False,
        help_text=_("不同意的，名单里只列编号和所代表的一方。"),
    )
    website = forms.CharField(
        label=_("请勿填写"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    form = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  -- Django's form, here and below
        groups: Iterable[str],
        person: Person | None,
        at: dt.datetime,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """With the groups that have seats; what an account tells is filled in."""
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["group"].choices = [(one, wording.GROUP[one]) for one in groups]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["form"].initial = new_form(at)
        if person is not None:
            self.fields["name"].initial = person.name
            self.fields["contact"].initial = person.email
            if person.organisation is not None:
                self.fields["unit"].initial = person.organisation.name

    def clean(self) -> dict[str, Any]:
        """What machines trip over: the field nobody sees, and the time it took."""
        told = super().clean() or {}
        fault = fault_of(told.get("form", ""), self.at)
        if told.get("website"):
            self.add_error(None, gettext("“请勿填写”一栏请留空，再提交一次。"))
        elif fault:
            self.add_error(None, gettext("请核对一遍，再提交一次。"))
        if fault == "too_old":
            self.data = {name: self.data[name] for name in self.data} | {"form": new_form(self.at)}
        return told

    @property
    def told(self) -> Registering:
        """As the action takes it."""
        left_out = {"website"}
        said = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        return Registering(**said)
