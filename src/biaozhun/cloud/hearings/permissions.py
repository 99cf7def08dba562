"""Who keeps hearings and representatives."""

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.permissions import KEEPS, roles_in
from biaozhun.cloud.organisations.permissions import acts_for, is_authority

DESK = frozenset({"desk"})


def desk_roles(person: Person | None, project: Project) -> frozenset[str]:
    """``desk`` for who keeps the proceedings of a project; nothing for anybody else.

    At most four questions, none where the project was read whole.
    """
    return DESK if roles_in(person, project) & KEEPS else frozenset()


def keeps_pool(person: Person | None, authority_id: int) -> bool:
    """Whether somebody keeps the representatives of an authority: its officers."""
    return acts_for(person, authority_id)


def keeps_pools(person: Person | None) -> bool:
    """Whether somebody keeps representatives at all."""
    return is_authority(person)
