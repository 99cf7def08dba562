"""Demands and suggestions come in, from people with an account and without."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

import msgspec
from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.secret import digest
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, take
from biaozhun.cloud.cases.receipts import code_of, kept
from biaozhun.cloud.demands.actions.history import (
    Taken,
    enter,
    tell_department,
    tell_officers,
)
from biaozhun.cloud.demands.life import FiledFacts
from biaozhun.cloud.demands.models import Contact, Demand, Suggestion, beside

Case = TypeVar("Case", Demand, Suggestion)

MACHINE: Final = frozenset({"account"})


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """Who files, by which form.

    Attributes:
        person: who is signed in; nobody for a filer without an account.
        form: what names the form that was sent; the code of the receipt is made of it.
        name: of a filer without an account, as they say.
        unit: for which they file.
        contact: how they can be reached.
    """

    person: Person | None
    form: str
    name: str = ""
    unit: str = ""
    contact: str = ""


def file_demand(told: Mapping[str, Any], *, sender: Sender, at: dt.datetime) -> Demand:
    """File a demand; a form that was sent before gives what it gave then.

    Who has an account is known, so what they file is open at once; the rest waits until an officer
    looked at it.

    Args:
        told: ``title``, ``text``, ``concerned``, ``field``, ``ics``, ``level``, ``known``,
            ``standards``, ``division``.
        sender: who files.
        at: when.
    """
    return _once(Demand, sender, lambda: _demand(told, sender, at))


def file_suggestion(told: Mapping[str, Any], *, sender: Sender, at: dt.datetime) -> Suggestion:
    """File a suggestion; a form that was sent before gives what it gave then.

    Of somebody with an account it is received at once, and where it names a department it goes
    there; the rest waits until an officer looked at it.

    Args:
        told: ``title``, ``necessity``, ``scope``, ``contents``, ``drafting_unit``, ``field``,
            ``ics``, ``known``, ``standards``, ``department``, ``demand``.
        sender: who files.
        at: when.
    """
    return _once(Suggestion, sender, lambda: _suggestion(told, sender, at))


def _once(kind: type[Case], sender: Sender, file: Callable[[], Case]) -> Case:
    """What a form gives, however often it is sent, also at one time."""
    asked = kind.objects.filter(form=digest(sender.form))
    if (before := asked.first()) is not None:
        return before
    try:
        with transaction.atomic():
            return file()
    except IntegrityError:
        return asked.get()


def _demand(told: Mapping[str, Any], sender: Sender, at: dt.datetime) -> Demand:
    made = _filed(Demand, told, sender, at)
    if sender.person is not None:
        _open(made, "publish", sender.person, at)
    return made


def _suggestion(told: Mapping[str, Any], sender: Sender, at: dt.datetime) -> Suggestion:
    made = _filed(Suggestion, told, sender, at)
    if sender.person is not None:
        _open(made, "receive", sender.person, at)
        if made.department is not None:
            forward_to_addressee(made, sender.person, at)
    return made


def forward_to_addressee(made: Suggestion, person: Person, at: dt.datetime) -> None:
    """Give a suggestion that was received to the department it is addressed to."""
    facts = FiledFacts(has_department=True)
    told = {"department": str(made.department)}
    take(made, "forward", by=Acting(person, MACHINE, at), facts=facts, told=told)
    step = Taken(action="forward", role="account", actor=person, at=at, department=made.department)
    tell_department(made, enter(made, step))


def _filed(kind: type[Case], told: Mapping[str, Any], sender: Sender, at: dt.datetime) -> Case:
    by_account = sender.person is not None
    made = kind.objects.create(
        **told,
        filed=at,
        state_since=at,
        filer=sender.person,
        form=digest(sender.form),
        receipt=None if by_account else kept(code_of(sender.form)),
    )
    if not by_account and (sender.name or sender.unit or sender.contact):
        Contact.objects.create(
            name=sender.name, unit=sender.unit, contact=sender.contact, **beside(made)
        )
    facts = {"field": made.field, "account": by_account}  # the title may name people
    record(
        f"{kind.machine.name}_filed", subject=made.case_subject, actor=sender.person, facts=facts
    )
    entry = enter(made, Taken(action="file", role="filer", actor=sender.person, at=at))
    tell_officers(made, entry)
    return made


def _open(case: Demand | Suggestion, action: str, person: Person, at: dt.datetime) -> None:
    """Of somebody who has an account nothing waits to be looked over."""
    take(case, action, by=Acting(person, MACHINE, at), facts=FiledFacts())
    case.published = at
    case.save(update_fields=["published"])
    enter(case, Taken(action=action, role="account", actor=person, at=at))
