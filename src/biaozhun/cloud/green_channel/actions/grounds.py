"""Grounds that a region adds to those of law."""

import datetime as dt

from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.green_channel.errors import ChannelRefusedError
from biaozhun.cloud.green_channel.models import OwnGround
from biaozhun.cloud.green_channel.permissions import keeps_grounds

MOST_GROUNDS = 30


@transaction.atomic
def add_ground(
    authority: Organisation,
    name: str,
    basis: str,
    meaning: str = "",
    *,
    actor: Person,
    at: dt.datetime,
) -> OwnGround:
    """Let an authority take a ground by a rule of its own.

    Raises:
        ChannelRefusedError: ``not_the_authority``, ``name_missing``, ``basis_missing``,
            ``ground_twice``, ``too_many_grounds``.
    """
    if not keeps_grounds(actor, authority.pk):
        raise ChannelRefusedError("not_the_authority")
    if not name.strip():
        raise ChannelRefusedError("name_missing", field="name")
    if not basis.strip():
        raise ChannelRefusedError("basis_missing", field="basis")
    own = OwnGround.objects.filter(authority=authority, retired=None)
    if own.count() >= MOST_GROUNDS:
        raise ChannelRefusedError("too_many_grounds", fragment=str(MOST_GROUNDS))
    try:
        with transaction.atomic():
            made = OwnGround.objects.create(
                authority=authority,
                name=name.strip(),
                meaning=meaning.strip(),
                basis=basis.strip(),
                added=at,
                added_by=actor,
            )
    except IntegrityError as twice:
        raise ChannelRefusedError("ground_twice", field="name") from twice
    facts = {"organisation": authority.name, "name": made.name, "basis": made.basis}
    record("green_channel.ground_added", subject=_subject(made), actor=actor, facts=facts)
    return made


@transaction.atomic
def retire_ground(ground: OwnGround, *, actor: Person, at: dt.datetime) -> None:
    """Take a ground no longer; uses that rest on it keep it.

    Raises:
        ChannelRefusedError: ``not_the_authority``, ``retired_already``.
    """
    held = OwnGround.objects.select_for_update().get(pk=ground.pk)
    if not keeps_grounds(actor, held.authority_id):
        raise ChannelRefusedError("not_the_authority")
    if held.retired is not None:
        raise ChannelRefusedError("retired_already")
    held.retired = at
    held.save(update_fields=["retired"])
    facts = {"organisation": held.authority.name, "name": held.name}
    record("green_channel.ground_retired", subject=_subject(held), actor=actor, facts=facts)


def _subject(ground: OwnGround) -> str:
    return f"green_channel.ground:{ground.pk}"
