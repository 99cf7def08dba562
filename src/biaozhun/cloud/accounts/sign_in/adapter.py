"""What django-allauth asks this installation."""

import base64
import secrets
from typing import Any, cast

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.sign_in.address import client_address
from biaozhun.cloud.accounts.sign_in.mails import send_reset
from biaozhun.cloud.accounts.sign_in.sealing import SealError, seal, unseal

log = structlog.get_logger(__name__)

SAID = {
    "account/messages/password_changed.txt": _("密码已更改。"),
    "account/messages/password_set.txt": _("密码已设置。"),
    "mfa/messages/totp_activated.txt": _("第二步验证已启用。请把备用码收好。"),
    "mfa/messages/totp_deactivated.txt": _("第二步验证已停用。"),
    "mfa/messages/recovery_codes_generated.txt": _("新的备用码已写好，原来的已作废。"),
}
"""What is said after an action of allauth; of all others it needs no word."""


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # allauth gives no types
    """Accounts of this installation, signed in to by e-mail address."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("邮箱或密码不对。"),
        "email_taken": _("这个邮箱已经有账户了。"),
        "enter_current_password": _("现在的密码不对。"),
        "incorrect_password": _("密码不对。"),
        "too_many_login_attempts": _("试得太多了，请过几分钟再试。"),
        "rate_limited": _("试得太多了，请过几分钟再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  -- allauth's form
        """Whether people may make accounts themselves (``BIAOZHUN_SIGN_UP``)."""
        return bool(settings.SIGN_UP)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401  -- allauth's form
        """Nothing: django-axes counts failures by account and address, in the database.

        allauth would count by account alone, and let anybody lock out anybody.
        """

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Whether this is the password of who is signed in; tries are counted as at sign-in."""
        email = user.email if isinstance(user, Person) else ""
        return authenticate(self.request, email=email, password=password) == user

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Let somebody in, unless the account was disabled after the password was taken.

        Raises:
            ImmediateHttpResponse: the page that says so.
        """
        if not Person.objects.filter(pk=user.pk, is_active=True).exists():
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        super().login(request, user)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where a request comes from; all whose address is unknown count as one."""
        return client_address(request) or "unknown"

    def send_password_reset_mail(
        self,
        user: AbstractBaseUser,  # noqa: ARG002  -- allauth's form
        email: str,
        context: dict[str, Any],
    ) -> None:
        """Send the link in our words."""
        send_reset(email, cast(str, context["password_reset_url"]))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002  -- likewise
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say in our words what was done."""
        sentence = message or SAID.get(message_template or "")
        if sentence:
            messages.add_message(request, level, str(sentence), extra_tags=extra_tags)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # likewise
    """The second factor, in our words, and its secrets sealed."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("验证码不对，或者已经过时。请输入现在显示的数字。")
    }

    def encrypt(self, text: str) -> str:
        """What the database keeps of a secret."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; where its key is lost, one that nobody knows, so that no code fits it."""
        try:
            return unseal(encrypted_text)
        except SealError as error:
            log.warning("second_factor_cannot_be_opened", reason=str(error))
            return base64.b32encode(secrets.token_bytes(20)).decode()
