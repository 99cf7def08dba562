"""Who asks for the green channel, who decides, and who audits."""

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.permissions import roles_in
from biaozhun.cloud.green_channel.models import LeftOutStep, Use
from biaozhun.cloud.organisations.permissions import acts_for, is_authority

ASKS = frozenset({"department", "handler", "authority"})
"""What somebody is to a project who may ask for the green channel, or for a step to be left out."""


def may_ask(person: Person | None, project: Project) -> bool:
    """Whether somebody may ask: the sector department, or an officer; four questions at most."""
    return bool(roles_in(person, project) & ASKS)


def roles_in_use(person: Person | None, use: Use) -> frozenset[str]:
    """What somebody is to a use: ``asker``, ``authority``, both or nothing."""
    if person is None or not person.is_active:
        return frozenset()
    told = {"asker": asked(person, use), "authority": acts_for(person, use.project.authority_id)}
    return frozenset(role for role, holds in told.items() if holds)


def roles_in_skip(person: Person | None, skip: LeftOutStep) -> frozenset[str]:
    """What somebody is to a step that is to be left out, likewise."""
    if person is None or not person.is_active:
        return frozenset()
    own = skip.asked_by_id == person.pk
    office = acts_for(person, skip.use.project.authority_id)
    told = {"asker": own, "authority": office}
    return frozenset(role for role, holds in told.items() if holds)


def asked(person: Person, use: Use) -> bool:
    """Whether somebody asked for a use, or is of the unit that did."""
    unit = person.organisation_id
    return use.asked_by_id == person.pk or (unit is not None and unit == use.asked_for_id)


def sees_use(person: Person | None, use: Use) -> bool:
    """Whether somebody reads a use inside: who takes part in its project."""
    return bool(roles_in(person, use.project))


def audits(person: Person | None, use: Use) -> bool:
    """Whether somebody may audit a use: an officer of the authority with no part in it."""
    if person is None or not acts_for(person, use.project.authority_id):
        return False
    decided = {use.asked_by_id, use.decided_by_id}
    decided |= {pk for one in use.skips.all() for pk in (one.asked_by_id, one.decided_by_id)}
    return person.pk not in decided


def keeps_grounds(person: Person | None, authority_id: int) -> bool:
    """Whether somebody keeps the grounds of an authority: its officers."""
    return acts_for(person, authority_id)


def is_office(person: Person | None) -> bool:
    """Whether somebody decides or audits at all."""
    return is_authority(person)
