"""Forms of partners and agreements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.exchange import wording
from biaozhun.cloud.exchange.models import Agreement, Partner

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PartnerForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """A body with which information is exchanged."""

    name = forms.CharField(label=_("名称"), max_length=200)
    kind = forms.ChoiceField(label=_("种类"), choices=lambda: list(wording.PARTNER_KIND.items()))
    country = forms.CharField(label=_("国家或地区"), max_length=60, required=False)
    address = forms.URLField(label=_("网址"), max_length=500, required=False, assume_scheme="https")
    contact = forms.CharField(label=_("联系方式"), max_length=300, required=False)
    user_agent = forms.CharField(
        label=_("收割程序的名称"),
        max_length=80,
        required=False,
        help_text=_("User-Agent 的第一个词；据此把收割记到该伙伴名下。"),
    )
    note = forms.CharField(
        label=_("备注"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    class Meta:
        """The fields that are stored."""

        model = Partner
        fields = ("name", "kind", "country", "address", "contact", "user_agent", "note")


class AgreementForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """What was agreed with a partner."""

    partner = forms.ModelChoiceField(Partner.objects.all(), label=_("伙伴"))
    title = forms.CharField(label=_("名称"), max_length=300)
    direction = forms.ChoiceField(label=_("方向"), choices=lambda: list(wording.DIRECTION.items()))
    begins = forms.DateField(label=_("起"), widget=_DAY)
    ends = forms.DateField(label=_("止"), required=False, widget=_DAY)
    scope = forms.CharField(
        label=_("范围"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    licence = forms.CharField(label=_("许可"), max_length=200, required=False)
    document = forms.CharField(label=_("协议文本"), max_length=500, required=False)

    class Meta:
        """The fields that are stored."""

        model = Agreement
        fields = ("partner", "title", "direction", "begins", "ends", "scope", "licence", "document")

    def clean(self) -> dict[str, Any]:
        """An agreement does not end before it begins."""
        given: dict[str, Any] = super().clean() or {}
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("止日早于起日。"))
        return given
