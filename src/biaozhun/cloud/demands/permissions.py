"""Who is what to a demand or a suggestion, and who may see what of it.

A public page tells what was filed and what became of it. Who filed it, and the files that were
sent with it, only the authority and the department that has it in hand may see, and the filer.
"""

from typing import Final

from django.db.models import Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.organisations.permissions import is_authority

NOT_GIVEN: Final = ("filed", "received", "withheld")
"""States in which no department has it in hand yet, also the one it is addressed to."""


def roles_in(
    person: Person | None, case: Demand | Suggestion, *, by_receipt: bool = False
) -> frozenset[str]:
    """What somebody is to a case: ``authority``, ``department``, ``filer``, or nothing.

    Args:
        person: who asks, signed in.
        case: the demand or suggestion.
        by_receipt: whoever asks showed the code of its receipt.
    """
    told = {
        "authority": is_authority(person),
        "department": held_by(person, case),
        "filer": by_receipt or (_active(person) is not None and person_is_filer(person, case)),
    }
    return frozenset(role for role, holds in told.items() if holds)


def _active(person: Person | None) -> Person | None:
    return person if person is not None and person.is_active else None


def person_is_filer(person: Person | None, case: Demand | Suggestion) -> bool:
    """Whether somebody filed it with their account."""
    return person is not None and case.filer_id == person.pk


def held_by(person: Person | None, case: Demand | Suggestion) -> bool:
    """Whether somebody works for the department that has the case in hand."""
    active = _active(person)
    unit = active.organisation_id if active is not None else None
    return unit is not None and unit == case.department_id and case.state not in NOT_GIVEN


def at_desk(person: Person | None) -> bool:
    """Whether the desk of demands is anything to somebody: the authority, who works for a unit."""
    active = _active(person)
    return active is not None and (is_authority(active) or active.organisation_id is not None)


def seen_at_desk(person: Person | None) -> Q:
    """Of demands or suggestions: those somebody deals with."""
    if is_authority(person):
        return Q()
    active = _active(person)
    if active is None or active.organisation_id is None:
        return Q(pk=None)
    return Q(department=active.organisation_id) & ~Q(state__in=NOT_GIVEN)


def is_public(case: Demand | Suggestion) -> bool:
    """Whether everybody may read it."""
    return case.published is not None
