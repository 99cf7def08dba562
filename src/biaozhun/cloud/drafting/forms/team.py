"""Forms about who drafts, who is in charge, and when what is to be reached."""

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.committees.models import Committee
from biaozhun.cloud.drafting.limits import MOST_PEOPLE, MOST_UNITS
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.wording.records import MILESTONE
from biaozhun.cloud.organisations.forms.fields import Day, Units, words
from biaozhun.cloud.ui.choosing import QuotedSelect

TEAM_ROLE = [
    ("lead", pgettext_lazy("team role", "第一起草人")),
    ("drafter", pgettext_lazy("team role", "起草人")),
    ("clerk", pgettext_lazy("team role", "工作人员（不署名）")),
]


class UnitsForm(forms.Form):
    """The drafting units, a line each."""

    units = words(
        _("起草单位"),
        most=12_000,
        rows=8,
        help_text=_(
            "一行一个，写全称，按署名的顺序；第一个是牵头单位。与单位名录同名的，该单位的人员可以办理。"
        ),
    )

    def clean_units(self) -> list[str]:
        """The names in their order.

        Raises:
            ValidationError: too many, too long, or one stands twice.
        """
        lines = [line.strip() for line in self.cleaned_data["units"].splitlines()]
        named = [line for line in lines if line]
        if len(named) > MOST_UNITS:
            raise forms.ValidationError(_("最多 60 个起草单位。"))
        if any(len(name) > 200 for name in named):
            raise forms.ValidationError(_("单位名称最多 200 个字。"))
        return named


class MemberForm(forms.Form):
    """A person of the team; a line without a name is none."""

    name = forms.CharField(label=_("姓名"), max_length=100, required=False)
    unit = forms.CharField(label=_("单位"), max_length=200, required=False)
    role = forms.ChoiceField(label=_("角色"), choices=TEAM_ROLE, initial="drafter", required=False)
    work = forms.CharField(label=pgettext_lazy("drafting", "分工"), max_length=200, required=False)
    email = forms.EmailField(label=_("账号（电子邮箱）"), required=False)


MemberFormSet = formset_factory(
    MemberForm, extra=3, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE + 3, validate_max=True
)


class MilestoneForm(forms.Form):
    """A line of the timetable; one without a kind is none."""

    kind = forms.ChoiceField(
        label=_("事项"), required=False, choices=[("", "—"), *MILESTONE.items()]
    )
    title = forms.CharField(label=_("名称（其他事项）"), max_length=200, required=False)
    planned = Day(_("计划完成"))
    done = Day(_("实际完成"))


MilestoneFormSet = formset_factory(
    MilestoneForm, extra=2, max_num=40, absolute_max=42, validate_max=True
)


class ChargeForm(forms.Form):
    """Who is in charge, and which departments see it."""

    handler = forms.ModelChoiceField(
        label=_("承办人"),
        required=False,
        queryset=Person.objects.none(),
        empty_label=_("没有指定"),
        widget=QuotedSelect,
    )
    committee = forms.ModelChoiceField(
        label=_("归口的技术委员会"),
        required=False,
        queryset=Committee.objects.order_by("code"),
        empty_label=_("没有"),
        widget=QuotedSelect,
    )
    watchers = Units(
        _("相关部门"),
        help_text=_("能看到项目的材料，每个阶段都会收到消息；按住 Ctrl 可以选多个。"),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """The officers of the authority."""
        super().__init__(*args, **kwargs)
        able = [role for role in Role if role.rank >= Role.OPERATOR.rank]
        officers = Person.objects.filter(role__in=able, is_active=True)
        mine = officers.filter(organisation__in=[project.authority_id]) | officers.filter(
            organisation=None
        )
        self.fields["handler"].queryset = mine.order_by("name")  # type: ignore[attr-defined]  # a field with a queryset
        named = Organisation.objects.exclude(pk=project.authority_id).order_by("name")
        self.fields["watchers"].queryset = named  # type: ignore[attr-defined]  # likewise
