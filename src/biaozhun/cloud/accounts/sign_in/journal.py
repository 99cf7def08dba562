"""Signing in and out, and what guards an account, written down as events.

Passwords and codes never are; of a sign-in that failed only the address that was tried is.
"""

from collections.abc import Mapping

from allauth.account import signals as account
from allauth.mfa import signals as second_factor
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.db.models import Model
from django.dispatch import Signal
from django.http import HttpRequest

from biaozhun.cloud.accounts.actions.people import subject
from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.sign_in.address import client_address
from biaozhun.cloud.accounts.sign_in.lockout import name_typed
from biaozhun.cloud.audit.actions import record

OF_A_PERSON: tuple[tuple[Signal, str], ...] = (
    (account.user_logged_in, "accounts.signed_in"),
    (user_logged_out, "accounts.signed_out"),
    (account.user_signed_up, "accounts.signed_up"),
    (account.password_changed, "accounts.password_changed"),
    (account.password_set, "accounts.password_changed"),
    (account.password_reset, "accounts.password_reset"),
    (second_factor.authentication_failed, "accounts.second_factor_failed"),
)
OF_A_FACTOR: tuple[tuple[Signal, str, str], ...] = (
    (second_factor.authenticator_added, Authenticator.Type.TOTP, "accounts.second_factor_on"),
    (second_factor.authenticator_removed, Authenticator.Type.TOTP, "accounts.second_factor_off"),
    (
        second_factor.authenticator_reset,
        Authenticator.Type.RECOVERY_CODES,
        "accounts.codes_renewed",
    ),
)


def listen() -> None:
    """Begin to write down; called once, when the platform starts."""
    for signal, kind in OF_A_PERSON:
        _write_of_a_person(signal, kind)
    for signal, factor, kind in OF_A_FACTOR:
        _write_of_a_factor(signal, factor, kind)
    user_login_failed.connect(_failed, dispatch_uid="accounts.journal")
    user_locked_out.connect(_locked, dispatch_uid="accounts.journal")


def _write_of_a_person(signal: Signal, kind: str) -> None:
    def write(user: Person | None, request: HttpRequest | None = None, **_: object) -> None:
        if user is not None:
            record(kind, subject=subject(user), actor=user, facts=_from(request))

    signal.connect(write, weak=False, dispatch_uid=f"journal.{kind}.{id(signal)}")


def _write_of_a_factor(signal: Signal, factor: str, kind: str) -> None:
    def write(user: Person, authenticator: Model, request: HttpRequest, **_: object) -> None:
        if getattr(authenticator, "type", "") == factor:
            record(kind, subject=subject(user), actor=user, facts=_from(request))

    signal.connect(write, weak=False, dispatch_uid=f"journal.{kind}")


def _failed(
    credentials: Mapping[str, object], request: HttpRequest | None = None, **_: object
) -> None:
    if request is None:
        return
    name = name_typed(request, credentials)
    record("accounts.sign_in_failed", subject=f"person:{name}", facts=_from(request))


def _locked(request: HttpRequest, username: str, **_: object) -> None:
    record("accounts.locked_out", subject=f"person:{username}", facts=_from(request))


def _from(request: HttpRequest | None) -> dict[str, object]:
    return {"address": client_address(request)} if request is not None else {}
