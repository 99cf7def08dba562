"""Making, changing, disabling and enabling accounts."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.errors import EmailTakenError, LastAdministratorError
from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.accounts.permissions import looks_after, roles_to_give
from biaozhun.cloud.audit.actions import record


def subject(person: Person) -> str:
    """How events name a person."""
    return f"person:{person.email}"


@transaction.atomic
def add_person(  # noqa: PLR0913  -- what an account is made of
    email: str,
    *,
    name: str,
    role: Role,
    organisation: Organisation | None = None,
    leads: bool = False,
    password: str | None = None,
    actor: Person | None,
) -> Person:
    """Make an account; without a password nobody can sign in to it before being invited.

    Args:
        email: its address, in any capitals.
        name: what the person is called.
        role: what the person may do.
        organisation: whom the person works for.
        leads: whether the person looks after the accounts of the organisation.
        password: checked by who calls.
        actor: who makes it; ``None`` for the command line.

    Raises:
        EmailTakenError: there is an account of that address.
        PermissionDenied: the actor may not give that role or that organisation.
    """
    told = {"name": name, "role": role, "organisation": organisation, "leads_organisation": leads}
    _check(present(actor), Person(**told), role)
    person = _account(email, password, told)
    facts = {"role": role.value, "organisation": str(organisation or "")}
    record("accounts.person_added", subject=subject(person), actor=actor, facts=facts)
    return person


def _account(email: str, password: str | None, told: Mapping[str, Any]) -> Person:
    try:
        with transaction.atomic():
            return Person.objects.create_user(email, password, **told)
    except IntegrityError:
        raise EmailTakenError(_("这个邮箱已经有账户了。")) from None


@transaction.atomic
def change_role(person: Person, role: Role, *, actor: Person | None) -> None:
    """Let a person do more, or less.

    Raises:
        LastAdministratorError: nobody would be left to look after people.
        PermissionDenied: the actor may not.
    """
    person = locked(person, with_administrators=True)
    _change_role(person, role, actor=present(actor))


def _change_role(person: Person, role: Role, *, actor: Person | None) -> None:
    """Change the role of a person who is locked, with all administrators."""
    _check(actor, person, role)
    if person.role == role:
        return
    if role is not Role.ADMINISTRATOR:
        _keep_an_administrator(person)
    before, person.role = person.role, role
    person.save(update_fields=["role"])
    facts = {"before": before, "role": role.value}
    record("accounts.role_changed", subject=subject(person), actor=actor, facts=facts)


@transaction.atomic
def change_person(
    person: Person,
    *,
    name: str,
    organisation: Organisation | None,
    leads: bool,
    role: Role,
    actor: Person,
) -> None:
    """Correct the name of a person, whom the person works for, or the role; all of it or nothing.

    Raises:
        LastAdministratorError: nobody would be left to look after people.
        PermissionDenied: the actor may not.
    """
    person = locked(person, with_administrators=True)
    acting = present(actor)
    _change_role(person, role, actor=acting)
    _change_facts(person, name=name, organisation=organisation, leads=leads, actor=acting)


def _change_facts(
    person: Person,
    *,
    name: str,
    organisation: Organisation | None,
    leads: bool,
    actor: Person | None,
) -> None:
    _check(actor, person)
    before = (person.name, str(person.organisation or ""), person.leads_organisation)
    person.name, person.organisation, person.leads_organisation = name, organisation, leads
    _check(actor, person)
    after = (person.name, str(organisation or ""), leads)
    if before == after:
        return
    person.save(update_fields=["name", "organisation", "leads_organisation"])
    facts = {"before": before, "after": after}
    record("accounts.person_changed", subject=subject(person), actor=actor, facts=facts)


@transaction.atomic
def disable(person: Person, *, actor: Person | None) -> None:
    """Keep a person out; sessions and keys end with it.

    Raises:
        LastAdministratorError: nobody would be left to look after people.
        PermissionDenied: the actor may not.
    """
    person = locked(person, with_administrators=True)
    _check(present(actor), person)
    if not person.is_active:
        return
    _keep_an_administrator(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    record("accounts.person_disabled", subject=subject(person), actor=actor)


@transaction.atomic
def enable(person: Person, *, actor: Person | None) -> None:
    """Let a person in again.

    Raises:
        PermissionDenied: the actor may not.
    """
    person = locked(person)
    _check(present(actor), person)
    if person.is_active:
        return
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("accounts.person_enabled", subject=subject(person), actor=actor)


def _check(actor: Person | None, person: Person, role: Role | None = None) -> None:
    if actor is None:
        return
    if not looks_after(actor, person) or (role and role not in roles_to_give(actor)):
        raise PermissionDenied


def present(actor: Person | None) -> Person | None:
    """Who acts, as they are now: somebody may have taken the role away since the page was asked.

    Asked after the locks are held, so that of two administrators who let each other go only the
    first one does.
    """
    return Person.objects.get(pk=actor.pk) if actor else None


def locked(person: Person, *, with_administrators: bool = False) -> Person:
    """The account as it is now, locked.

    Where an administrator may go, all of them are locked with it and in one order: two who let
    each other go wait, and neither holds what the other needs.
    """
    rows = Q(pk=person.pk)
    if with_administrators:
        rows |= Q(role=Role.ADMINISTRATOR, is_active=True)
    rows_held = Person.objects.select_for_update().filter(rows).order_by("pk")
    return next(held for held in rows_held if held.pk == person.pk)


def _keep_an_administrator(leaving: Person) -> None:
    """Refuse to let the last one go; all are locked by now."""
    active = Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    if set(active.values_list("pk", flat=True)) == {leaving.pk}:
        raise LastAdministratorError(
            _("这是最后一位管理员。请先把另一个人设为管理员，再停用或改派这一位。")
        )
