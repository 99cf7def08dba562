"""Who may see and do what in an assessment or inspection."""

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.organisations.queries.standing import below


def is_authority(person: Person | None) -> bool:
    """Whether somebody assesses and inspects."""
    return person is not None and person.may(Role.OPERATOR)


def roles_at(person: Person, organisation_id: int) -> frozenset[str]:
    """What somebody is to one unit."""
    roles = {"authority"} if is_authority(person) else set()
    if person.is_active and person.organisation_id == organisation_id:
        roles.add("unit")
    return frozenset(roles)


def units_seen(person: Person | None) -> set[int]:
    """The own unit and all below it."""
    own = person.organisation if person is not None and person.is_active else None
    return set() if own is None else {own.pk} | below(own)
