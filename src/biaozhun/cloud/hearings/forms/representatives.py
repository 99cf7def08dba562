"""Forms of representatives and of their invitations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.hearings import wording
from biaozhun.cloud.hearings.actions.inviting import InvitationTold
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.hearings.forms.hearings import choice
from biaozhun.cloud.hearings.models import Representative
from biaozhun.cloud.hearings.tables import division_told, ics_told
from biaozhun.cloud.organisations.forms.fields import Day, in_order, words
from biaozhun.cloud.ui.choosing import QuotedSelect


class RepresentativeForm(forms.Form):
    """What is known of a representative."""

    kind = choice(_("类别"), wording.KIND.items())
    name = words(_("姓名"), most=100)
    level = choice(_("层级"), wording.LEVEL.items(), initial="province")
    division = words(
        _("行政区划代码"), most=6, required=False, help_text=_("六位数字，如 440300。")
    )
    unit = words(_("工作单位"), most=200, required=False)
    fields_told = words(
        _("专业领域（ICS）"),
        most=300,
        required=False,
        help_text=_("几个之间用空格隔开，如 13 35.240。"),
    )
    since = Day(_("任期的第一天"))
    until = Day(_("任期的最后一天"))
    may_be_named = forms.BooleanField(label=_("本人同意公开姓名、类别和单位"), required=False)
    contact = words(_("联系方式"), most=200, required=False, help_text=_("不公开。"))
    account = forms.EmailField(
        label=_("在本平台的账户（电子邮箱）"),
        required=False,
        help_text=_("有账户的登录后答复邀请；没有的凭邀请函上的代码答复。"),
    )

    @classmethod
    def of(cls, held: Representative) -> "RepresentativeForm":
        """The form as it stands."""
        kept = {
            name: getattr(held, name)
            for name in cls.base_fields
            if name not in {"fields_told", "account"}
        }
        account = held.person.email if held.person else ""
        return cls(initial={**kept, "fields_told": " ".join(held.fields), "account": account})

    def clean_fields_told(self) -> list[str]:
        """Codes of ICS."""
        try:
            return ics_told(str(self.cleaned_data["fields_told"]))
        except HearingRefusedError as error:
            raise forms.ValidationError(wording.said(error)) from error

    def clean_division(self) -> str:
        """Six digits, or nothing."""
        told = str(self.cleaned_data["division"])
        try:
            return division_told(told) if told else ""
        except HearingRefusedError as error:
            raise forms.ValidationError(wording.said(error)) from error

    def clean_account(self) -> Person | None:
        """The account of an address."""
        told = str(self.cleaned_data["account"])
        if not told:
            return None
        found = Person.objects.filter(email__iexact=told, is_active=True).first()
        if found is None:
            raise forms.ValidationError(gettext("本平台没有这个账户。"))
        return found

    def clean(self) -> dict[str, Any]:
        """The days are in order."""
        return in_order(self, super().clean() or {})

    @property
    def told(self) -> dict[str, Any]:
        """As the actions take it."""
        said = dict(self.cleaned_data)
        said["fields"], said["person"] = said.pop("fields_told"), said.pop("account")
        return said


class LeavingForm(forms.Form):
    """When somebody leaves the pool, and why."""

    day = Day(_("在库的最后一天"), required=True)
    reason = words(_("原因"), most=300)


class PoolTableForm(forms.Form):
    """A table of representatives."""

    authority = forms.ModelChoiceField(
        label=_("单位"), queryset=Organisation.objects.none(), widget=QuotedSelect
    )
    file = forms.FileField(label=_("表格（XLSX 或 CSV）"), max_length=255)

    def __init__(self, *args: Any, pools: Any, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form and its rows
        """The authorities whose pools somebody keeps; where there is one it is not asked."""
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = pools  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["authority"].initial = pools.first()


class InviteForm(forms.Form):
    """Who is invited to what."""

    stage = choice(pgettext_lazy("participation", "环节"), wording.STAGE.items())
    representatives = forms.MultipleChoiceField(
        label=_("邀请谁"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("专业领域与项目相合的排在前面。"),
    )
    text = words(
        _("邀请内容"), most=5000, rows=4, required=False, help_text=_("参加什么、在哪里、几点。")
    )
    day = Day(_("活动日期"))
    answer_until = Day(_("答复的最后一天"))

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """With those of the pool."""
        super().__init__(*args, **kwargs)
        self.fields["representatives"].choices = offered  # type: ignore[attr-defined]  # a MultipleChoiceField

    @property
    def told(self) -> InvitationTold:
        """As the action takes it."""
        said = self.cleaned_data
        return InvitationTold(
            stage=said["stage"],
            text=said["text"],
            day=said["day"],
            answer_until=said["answer_until"],
        )


class NotingForm(forms.Form):
    """What is said with a step of an invitation; the day of an answer by letter or telephone."""

    answered = Day(_("哪一天答复的"), help_text=_("登记接受或谢绝时填；不填就是今天。"))
    reason = words(_("理由"), most=500, required=False, help_text=_("取消时必填。"))
