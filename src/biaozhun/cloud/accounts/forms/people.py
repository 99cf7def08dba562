"""Forms about people, organisations, invitations and keys."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.accounts.permissions import roles_to_give
from biaozhun.cloud.accounts.queries.people import person_at
from biaozhun.cloud.accounts.wording import ROLE
from biaozhun.core.credit_code import CreditCodeError, credit_code

FAULT = {
    "credit_code_length": _("统一社会信用代码应为 18 位。"),
    "credit_code_character": _(
        "统一社会信用代码里有一个不可能的字符：{fragment}（第 {place} 位）。"
    ),
    "credit_code_check": _("统一社会信用代码的最后一位与前面不符，请对照证照核对。"),
}


class PersonForm(forms.Form):
    """Name, role and organisation of an account, as far as the one who fills it in may decide."""

    name = forms.CharField(label=_("姓名"), max_length=100)
    role = forms.ChoiceField(label=_("角色"))
    organisation = forms.ModelChoiceField(
        label=_("所属组织"),
        queryset=Organisation.objects.order_by("name"),
        required=False,
        empty_label=_("没有"),
    )
    leads = forms.BooleanField(label=_("管理本组织的账户"), required=False)

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101  -- declared above
        role.choices = [(one.value, ROLE[one]) for one in roles_to_give(actor)]
        self._own = None if actor.may(Role.ADMINISTRATOR) else actor.organisation
        if self._own is not None:
            del self.fields["organisation"], self.fields["leads"]

    @property
    def body(self) -> Organisation | None:
        """The organisation that was chosen, or the one whose people are looked after."""
        if self._own is not None:
            return self._own
        chosen = self.cleaned_data["organisation"]
        return chosen if isinstance(chosen, Organisation) else None

    def clean(self) -> dict[str, Any]:
        """Who looks after an organisation's people has one."""
        told = super().clean() or {}
        if told.get("leads") and not told.get("organisation"):
            self.add_error("leads", gettext("先选择组织，才能管理它的账户。"))
        return told


class NewPersonForm(PersonForm):
    """The same with the address, which names the account."""

    email = forms.EmailField(label=_("电子邮箱"), max_length=254)
    field_order = ("name", "email", "role", "organisation", "leads")

    def clean_email(self) -> str:
        """The address in small letters; one account each."""
        email = str(self.cleaned_data["email"]).lower()
        if person_at(email) is not None:
            raise ValidationError(gettext("这个邮箱已经有账户了。"))
        return email


class OrganisationForm(forms.Form):
    """Name, code and superior of an organisation."""

    name = forms.CharField(label=_("名称"), max_length=200)
    credit_code = forms.CharField(label=_("统一社会信用代码"), max_length=40, required=False)
    parent = forms.ModelChoiceField(
        label=_("上级组织"),
        queryset=Organisation.objects.order_by("name"),
        required=False,
        empty_label=_("没有"),
    )

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        super().__init__(*args, **kwargs)
        others = Organisation.objects.all()
        self._others = others.exclude(pk=organisation.pk) if organisation else others

    def clean_name(self) -> str:
        """A name is one organisation's."""
        name = str(self.cleaned_data["name"])
        if self._others.filter(name=name).exists():
            raise ValidationError(gettext("已经有同名的组织。"))
        return name

    def clean_credit_code(self) -> str:
        """The code in its one spelling; its check character must fit (GB 32100-2015)."""
        text = str(self.cleaned_data["credit_code"])
        if not text:
            return ""
        try:
            code = credit_code(text)
        except CreditCodeError as error:
            place = (error.start or 0) + 1
            sentence = str(FAULT[error.code]).format(fragment=error.fragment, place=place)
            raise ValidationError(sentence) from error
        if self._others.filter(credit_code=code).exists():
            raise ValidationError(gettext("已经有组织登记了这个代码。"))
        return code


class InvitationForm(forms.Form):
    """The password of somebody who comes in for the first time, or anew."""

    password1 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_password1(self) -> str:
        """A password that the rules of the installation allow."""
        password = str(self.cleaned_data["password1"])
        validate_password(password, self._person)
        return password

    def clean(self) -> dict[str, Any]:
        """Twice the same."""
        told = super().clean() or {}
        first, second = told.get("password1"), told.get("password2")
        if first and second and first != second:
            self.add_error("password2", gettext("两次输入的密码不一样。"))
        return told


class KeyForm(forms.Form):
    """What a key is for."""

    name = forms.CharField(label=_("用途"), max_length=100)
