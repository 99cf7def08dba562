"""Who may: the authority keeps the registers, a secretariat the members of its committees."""

from typing import Final

from django.db.models import Q

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.committees.models import Committee, Expert, ExpertConflict, TableRun
from biaozhun.cloud.organisations.permissions import is_authority

KEEPS: Final = Role.OPERATOR


def keeps_committee(person: Person | None, committee: Committee) -> bool:
    """Whether somebody may change a committee.

    An officer of an authority changes those it set up and those of none; who belongs to no
    organisation changes all.
    """
    if person is None or not is_authority(person):
        return False
    return person.organisation_id is None or committee.authority_id in {
        None,
        person.organisation_id,
    }


def keeps_members(person: Person | None, committee: Committee) -> bool:
    """Whether somebody may change who sits there: also the people of its secretariat."""
    if person is None or not person.is_active:
        return False
    unit = person.organisation_id
    return (unit is not None and unit == committee.secretariat_id) or keeps_committee(
        person, committee
    )


def committees_kept_by(person: Person) -> Q:
    """Of committees: those whose members somebody may change."""
    unit = person.organisation_id
    if not person.is_active:
        return Q(pk=None)
    secretariat = Q(secretariat=unit) if unit is not None else Q(pk=None)
    if not is_authority(person):
        return secretariat
    return Q() if unit is None else secretariat | Q(authority=unit) | Q(authority=None)


def roles_of(person: Person, expert: Expert) -> frozenset[str]:
    """What somebody is to an expert of the bank; one's own admission is never one's own to give."""
    own = expert.person_id is not None and expert.person_id == person.pk
    unit = person.organisation_id
    acts = is_authority(person) and (unit is None or expert.authority_id in {None, unit})
    told = {"self": own, "authority": acts and not own}
    return frozenset(role for role, holds in told.items() if holds and person.is_active)


def ends_conflict(person: Person, conflict: ExpertConflict) -> bool:
    """Whether somebody may say that a conflict is over: the authority, or who declared it.

    What the authority found out, an expert cannot take back.
    """
    roles = roles_of(person, conflict.expert)
    return "authority" in roles or ("self" in roles and conflict.by_id == person.pk)


def experts_seen_by(person: Person | None) -> Q:
    """Of experts: those whose whole record somebody reads."""
    if person is None or not person.is_active:
        return Q(pk=None)
    unit = person.organisation_id
    own = Q(person=person)
    if not is_authority(person):
        return own
    return Q() if unit is None else own | Q(authority=unit) | Q(authority=None)


def reads_run(person: Person, run: TableRun) -> bool:
    """Whether somebody reads what became of a table, with its rows.

    Who brought it; an officer where somebody of the same organisation did, or of a secretariat
    whose committees that organisation keeps; who belongs to none reads all.
    """
    if run.person_id == person.pk:
        return True
    unit = person.organisation_id
    if not is_authority(person) or unit is None:
        return is_authority(person)
    brought_by = run.person.organisation_id if run.person else None
    if brought_by is None or unit == brought_by:
        return unit == brought_by
    kept = Committee.objects.filter(committees_kept_by(person))
    return kept.filter(secretariat=brought_by).exists()
