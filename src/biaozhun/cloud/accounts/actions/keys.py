"""Keys of the programming interface."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts import secret
from biaozhun.cloud.accounts.errors import TooManyKeysError
from biaozhun.cloud.accounts.models import ApiKey, Person
from biaozhun.cloud.accounts.queries.keys import held_by
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now

PREFIX = "bz_"
SHOWN = 9  # characters of a key by which its holder tells it
MOST = 10  # keys of one person


@transaction.atomic
def make_key(person: Person, name: str) -> str:
    """Make a key for a program of a person.

    Returns:
        The key; it is shown once and kept nowhere.

    Raises:
        TooManyKeysError: the person holds ten.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    if ApiKey.objects.filter(person=person, revoked=None).count() >= MOST:
        raise TooManyKeysError(_("已经有 {most} 个密钥了。请先废除不用的。").format(most=MOST))
    key = secret.made(PREFIX)
    ApiKey.objects.create(
        person=person, name=name, digest=secret.digest(key), prefix=key[:SHOWN], made=now()
    )
    record("accounts.key_made", subject=f"key:{key[:SHOWN]}", actor=person, facts={"name": name})
    return key


@transaction.atomic
def revoke_key(key: ApiKey, *, actor: Person) -> None:
    """Let a key open nothing any more."""
    if ApiKey.objects.filter(pk=key.pk, revoked=None).update(revoked=now()):
        record("accounts.key_revoked", subject=f"key:{key.prefix}", actor=actor)


def use_key(token: str, *, on: dt.date) -> Person | None:
    """Who holds a key that was shown, noting the day once; ``None`` where it opens nothing."""
    key = held_by(token)
    if key is None:
        return None
    if key.used is None or key.used < on:
        ApiKey.objects.filter(pk=key.pk).update(used=on)
    return key.person
