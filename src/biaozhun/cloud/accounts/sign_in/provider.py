"""People whom the identity provider of the authority knows (``BIAOZHUN_OIDC_ISSUER``)."""

from collections.abc import Mapping
from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from biaozhun.cloud.accounts.models import Person


class Provided(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth gives no types
    """Accounts of people who come from the provider."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:  # noqa: ARG002  -- allauth's form
        """Whether who has no account here gets one: as for everybody."""
        return bool(settings.SIGN_UP)

    def populate_user(
        self, request: HttpRequest, sociallogin: object, data: Mapping[str, Any]
    ) -> Person:
        """Address and name as the provider tells them; the account is a reader's."""
        person: Person = super().populate_user(request, sociallogin, data)
        person.name = str(data.get("name") or data.get("email") or "")[:100]
        return person
