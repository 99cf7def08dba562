"""Who may see and do what with a round."""

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.organisations.queries.standing import below
from biaozhun.cloud.rounds.models import Return


def is_authority(person: Person | None) -> bool:
    """Whether somebody runs the rounds."""
    return person is not None and person.may(Role.OPERATOR)


def roles_in(person: Person, organisation_id: int) -> frozenset[str]:
    """What somebody is to what one unit returns."""
    roles = {"authority"} if is_authority(person) else set()
    if person.is_active and person.organisation_id == organisation_id:
        roles.add("unit")
    return frozenset(roles)


def units_seen(person: Person) -> set[int]:
    """The organisations whose returns somebody may read: the own and all below it."""
    own = person.organisation if person.is_active else None
    return set() if own is None else {own.pk} | below(own)


def may_see(person: Person, asked: Return) -> bool:
    """Whether somebody may read what one unit returned."""
    return is_authority(person) or asked.organisation_id in units_seen(person)
