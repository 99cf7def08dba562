"""Addresses of django-allauth's pages that this installation has; all others do not exist.

They keep allauth's names, by which it finds them itself, so they are in no namespace.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.cache import never_cache

from biaozhun.cloud.accounts.sign_in.second_factor import done_once

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/login", account.login, name="account_login"),
    path("account/logout", account.logout, name="account_logout"),
    path("account/inactive", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate", account.reauthenticate, name="account_reauthenticate"),
    path("account/password", account.password_change, name="account_change_password"),
    path("account/password/set", account.password_set, name="account_set_password"),
    path("account/password/reset", account.password_reset, name="account_reset_password"),
    path(
        "account/password/reset/sent",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "account/password/reset/done",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("account/second-factor", second_factor.index, name="mfa_index"),
    path("account/second-factor/authenticate", second_factor.authenticate, name="mfa_authenticate"),
    path(
        "account/second-factor/reauthenticate",
        second_factor.reauthenticate,
        name="mfa_reauthenticate",
    ),
    path(
        "account/second-factor/on",
        never_cache(done_once(totp.activate_totp)),
        name="mfa_activate_totp",
    ),
    path("account/second-factor/off", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "account/second-factor/codes",
        never_cache(codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/second-factor/codes/new",
        done_once(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/second-factor/codes/download",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

if settings.OIDC_IS_ON:
    urlpatterns.append(path("account/", include("biaozhun.cloud.accounts.sign_in.provider_urls")))
