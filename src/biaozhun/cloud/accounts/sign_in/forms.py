"""What is asked of who makes an account, besides address and password."""

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person


class OwnName(forms.Form):
    """The name under which a person is known here; django-allauth adds its own fields."""

    name = forms.CharField(label=_("姓名"), max_length=100)

    def signup(self, request: HttpRequest, user: AbstractBaseUser) -> None:  # noqa: ARG002  -- allauth's form
        """Give the new account its name."""
        if isinstance(user, Person):
            user.name = self.cleaned_data["name"]
            user.save(update_fields=["name"])
