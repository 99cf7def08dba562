"""People register for a hearing, with an account and without, and withdraw."""

import datetime as dt

import msgspec
from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.secret import digest
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.cases.receipts import code_of, kept
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.hearings.actions.selecting import fill_seat, is_open
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.hearings.life import RegistrationFacts
from biaozhun.cloud.hearings.models import Hearing, Registration

MOST = 5_000  # registrations of one hearing


class Registering(msgspec.Struct, frozen=True, kw_only=True):
    """Who registers, by which form; fields as of :class:`Registration`."""

    form: str
    group: str
    name: str
    contact: str
    unit: str = ""
    view: str = ""
    may_be_named: bool = False


def takes_registrations(hearing: Hearing, on: dt.date) -> bool:
    """Whether people register on a day."""
    last = hearing.register_until
    return hearing.state == "announced" and last is not None and on <= last


def register(
    hearing: Hearing, told: Registering, *, person: Person | None, at: dt.datetime
) -> Registration:
    """Register; a form that was sent before gives what it gave then.

    Raises:
        HearingRefusedError: ``registration_closed``, ``group_without_seats``,
            ``registered_already`` with this account, ``too_many_registrations``.
    """
    asked = Registration.objects.filter(form=digest(told.form))
    if (before := asked.first()) is not None:
        return before
    try:
        return _register(hearing, told, person, at)
    except IntegrityError:  # the same form at the same time
        if (before := asked.first()) is not None:
            return before
        raise HearingRefusedError("registered_already") from None


@transaction.atomic
def _register(
    hearing: Hearing, told: Registering, person: Person | None, at: dt.datetime
) -> Registration:
    held = lock(Hearing, hearing.pk)
    _check(held, told, person, at)
    held.last_number += 1
    held.save(update_fields=["last_number"])
    made = Registration.objects.create(
        hearing=held,
        number=held.last_number,
        group=told.group,
        name=told.name,
        unit=told.unit,
        contact=told.contact,
        view=told.view,
        may_be_named=told.may_be_named,
        person=person,
        form=digest(told.form),
        receipt=kept(code_of(told.form)),
        filed=at,
        state_since=at,
    )
    facts = {"number": made.number, "group": made.group, "account": person is not None}
    record("hearings.registered", subject=held.case_subject, actor=person, facts=facts)
    return made


def _check(held: Hearing, told: Registering, person: Person | None, at: dt.datetime) -> None:
    if not takes_registrations(held, day_of(at)):
        raise HearingRefusedError("registration_closed")
    if not held.groups.filter(group=told.group).exists():
        raise HearingRefusedError("group_without_seats", field="group")
    own = held.registrations.filter(person=person).exclude(state="withdrawn")
    if person is not None and own.exists():
        raise HearingRefusedError("registered_already")
    if held.last_number >= MOST:
        raise HearingRefusedError("too_many_registrations")


@transaction.atomic
def withdraw(
    registration: Registration,
    *,
    roles: frozenset[str],
    actor: Person | None,
    at: dt.datetime,
    reason: str = "",
) -> None:
    """Take a registration back; a seat that becomes free goes to the next in line.

    Args:
        registration: which one.
        roles: ``participant`` with the account or the code of the receipt, or ``desk``.
        actor: who is signed in, if anybody.
        at: when.
        reason: written by the desk.

    Raises:
        StepRefusedError: ``hearing_over``, ``reason_missing``.
    """
    hearing = lock(Hearing, registration.hearing_id)
    held = lock(Registration, registration.pk)
    had_seat = held.state == "chosen"
    facts = RegistrationFacts(
        is_open=is_open(hearing), reason=reason, needs_reason="participant" not in roles
    )
    take(held, "withdraw", by=Acting(actor, roles, at), facts=facts)
    held.reason = reason.strip() or held.reason
    held.save(update_fields=["reason"])
    if had_seat:
        fill_seat(hearing, held.group, at=at)
