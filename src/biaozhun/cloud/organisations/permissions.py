"""Who may: keepers change units and bodies; a unit sees what it raised and what concerns it."""

from typing import Final

from django.db.models import Q

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.organisations.models import AgreedItem, Issue
from biaozhun.cloud.organisations.queries.standing import below

KEEPS_UNITS: Final = Role.OPERATOR


def is_authority(person: Person | None) -> bool:
    """Whether somebody acts for a standardization authority of this installation."""
    return person is not None and person.may(KEEPS_UNITS)


def acts_for(person: Person | None, organisation_id: int) -> bool:
    """Whether somebody is an officer of this authority; who belongs to none acts for all."""
    return (
        person is not None
        and is_authority(person)
        and person.organisation_id in {None, organisation_id}
    )


def roles_at(person: Person, organisation_id: int) -> frozenset[str]:
    """What somebody is to what one unit answers for: the authority, the unit, both, or nothing."""
    told = {
        "authority": is_authority(person),
        "unit": person.is_active and person.organisation_id == organisation_id,
    }
    return frozenset(role for role, holds in told.items() if holds)


def units_seen(person: Person | None) -> set[int]:
    """The organisations whose answers somebody reads: the own and all below it."""
    own = person.organisation if person is not None and person.is_active else None
    return set() if own is None else {own.pk} | below(own)


def sees_unit(person: Person, organisation_id: int) -> bool:
    """Whether somebody reads what one unit answers."""
    return is_authority(person) or organisation_id in units_seen(person)


def takes_part(person: Person | None) -> bool:
    """Whether issues are anything to somebody: to the authority, and to who works for a unit."""
    if person is None or not person.is_active:
        return False
    return is_authority(person) or person.organisation_id is not None


def issues_seen_by(person: Person) -> Q:
    """The issues somebody sees: all, or those the own organisation raised, answers, or is in."""
    if is_authority(person):
        return Q()
    unit = person.organisation_id
    if not person.is_active or unit is None:
        return Q(pk=None)
    return Q(raised_by=unit) | Q(answerer=unit) | Q(concerns=unit)


def roles_in_issue(person: Person, issue: Issue) -> frozenset[str]:
    """What somebody is to an issue."""
    unit = person.organisation_id
    told = {
        "authority": is_authority(person),
        "raiser": unit is not None and unit == issue.raised_by_id,
        "answerer": unit is not None and unit == issue.answerer_id,
    }
    return frozenset(role for role, holds in told.items() if holds and person.is_active)


def roles_in_item(person: Person, item: AgreedItem) -> frozenset[str]:
    """What somebody is to an item that was agreed on."""
    unit = person.organisation_id
    told = {
        "authority": is_authority(person),
        "charged": unit is not None and unit == item.organisation_id,
    }
    return frozenset(role for role, holds in told.items() if holds and person.is_active)
