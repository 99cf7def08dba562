"""Forms about experts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.committees.forms.fields import IcsCodes, Words
from biaozhun.cloud.committees.models import ExpertEvent
from biaozhun.cloud.committees.wording import EXPERT_EVENT, INTEREST
from biaozhun.cloud.organisations.forms.fields import Day, in_order, words

_MOST_YEARS = 80


class ExpertForm(forms.Form):
    """What an expert says of himself."""

    name = words(_("姓名"), most=100)
    unit = words(_("工作单位"), most=200, help_text=_("写全称；抽取专家时按它回避。"))
    title = words(_("职称"), most=100)
    interest = forms.ChoiceField(label=_("代表哪一方"), choices=list(INTEREST.items()))
    fields_ = IcsCodes()
    keywords = Words(_("关键词"), help_text=_("如“数据安全、个人信息保护”。"))
    languages = Words(_("外语"), help_text=_("如“英语（专业八级）、日语”。"))
    experience = forms.IntegerField(label=_("从事本专业的年数"), min_value=0, max_value=_MOST_YEARS)
    summary = words(
        _("标准化经历"),
        most=5000,
        required=False,
        rows=5,
        help_text=_("主持和参与的标准、在标准化技术组织的任职。"),
    )
    phone = words(_("电话"), most=50, required=False, help_text=_("只有主管部门看得到。"))
    email = forms.EmailField(
        label=_("邮箱"), required=False, max_length=254, help_text=_("只有主管部门看得到。")
    )
    is_public = forms.BooleanField(label=_("入库后同意公开姓名、单位和专业领域"), required=False)

    def told(self) -> dict[str, Any]:
        """What was written, by the names the record has."""
        said = dict(self.cleaned_data)
        said["fields"] = said.pop("fields_")
        return said


class ReasonForm(forms.Form):
    """A step with its reason."""

    reason = words(_("理由"), most=2000, required=False, rows=3)


class TermForm(ReasonForm):
    """An admission with its term."""

    since = Day(_("聘期从哪一天起"))
    until = Day(_("聘期到哪一天止"))


class NoForm(forms.Form):
    """A step without words."""


STEPS: dict[str, type[forms.Form]] = {
    "vet": NoForm,
    "admit": TermForm,
    "decline": ReasonForm,
    "apply_again": NoForm,
    "suspend": ReasonForm,
    "resume": ReasonForm,
    "renew": TermForm,
    "leave": ReasonForm,
}
"""What is asked at each step that has a button."""


class ConflictForm(forms.Form):
    """A unit with which there is a conflict of interest."""

    unit = words(_("与哪个单位有利益关系"), most=200, help_text=_("写全称。"))
    reason = words(_("什么关系"), most=300, help_text=_("如“曾任职至 2023 年”“技术顾问”。"))
    declared = Day(_("申报日期"), required=True)
    until = Day(_("到哪一天止"), help_text=_("还在就留空。"))

    def clean(self) -> dict[str, Any]:
        """It ends after it was declared."""
        told = super().clean() or {}
        ordered = in_order(self, {"since": told.get("declared"), "until": told.get("until")})
        return told | {"until": ordered["until"]}


class ConflictEndForm(forms.Form):
    """The end of a conflict."""

    until = Day(_("到哪一天止"), required=True)


class NoteForm(forms.Form):
    """Something an expert did."""

    kind = forms.ChoiceField(
        label=_("活动"),
        choices=[
            (kind, EXPERT_EVENT[kind])
            for kind in (
                ExpertEvent.Kind.ATTENDED,
                ExpertEvent.Kind.WROTE,
                ExpertEvent.Kind.REFUSED,
                ExpertEvent.Kind.ABSENT,
                ExpertEvent.Kind.TRAINED,
                ExpertEvent.Kind.OTHER,
            )
        ],
    )
    day = Day(_("日期"), required=True)
    text = words(_("说明"), most=500, help_text=_("哪项标准、哪次会议。"))


class ProofForm(forms.Form):
    """A file of proof."""

    file = forms.FileField(
        label=_("证明材料"), help_text=_("职称证书、任职文件等，每个最多 20 MB；不公开。")
    )
