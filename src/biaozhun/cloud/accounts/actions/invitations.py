"""Inviting people to their accounts, and their coming in."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts import secret
from biaozhun.cloud.accounts.actions.people import locked, present, subject
from biaozhun.cloud.accounts.errors import DisabledError, InvitationError
from biaozhun.cloud.accounts.models import Invitation, Person
from biaozhun.cloud.accounts.permissions import looks_after
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now

DAYS = 14  # that a link holds


@transaction.atomic
def invite(person: Person, *, actor: Person | None) -> str:
    """Make the link by which a person sets a password; an earlier one no longer holds.

    Returns:
        What the link says; it is kept nowhere.

    Raises:
        DisabledError: the account is disabled, so the link would open nothing.
        PermissionDenied: the actor does not look after the person.
    """
    person, acting = locked(person), present(actor)
    if acting is not None and not looks_after(acting, person):
        raise PermissionDenied
    if not person.is_active:
        raise DisabledError(_("这个账户已停用，邀请链接打不开。请先恢复账户，再写出邀请链接。"))
    token, made = secret.made(), now()
    Invitation.objects.update_or_create(
        person=person,
        defaults={
            "digest": secret.digest(token),
            "made": made,
            "expires": made + dt.timedelta(days=DAYS),
        },
    )
    record("accounts.person_invited", subject=subject(person), actor=actor)
    return token


@transaction.atomic
def accept(token: str, password: str) -> Person:
    """Set the password of who was invited; the link has done its work.

    Raises:
        InvitationError: the link does not hold, or no longer.
    """
    waiting = Invitation.objects.select_for_update().filter(digest=secret.digest(token))
    invitation = waiting.select_related("person").first()
    if invitation is None or invitation.expires <= now() or not invitation.person.is_active:
        raise InvitationError(_("这个邀请链接已经失效。"))
    person = invitation.person
    person.set_password(password)
    person.save(update_fields=["password"])
    invitation.delete()
    record("accounts.invitation_accepted", subject=subject(person), actor=person)
    return person
