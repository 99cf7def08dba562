"""Who may keep a question of a department, and who may stop it."""

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.metrics.models import SavedQuestion


def may_keep(person: Person | None) -> bool:
    """People of a department keep questions for it; operators also without one."""
    if person is None or not person.is_active:
        return False
    return person.organisation_id is not None or person.may(Role.OPERATOR)


def may_change(person: Person | None, question: SavedQuestion) -> bool:
    """Its own department, and operators."""
    if person is None or not person.is_active:
        return False
    own = question.organisation_id is not None
    return (own and person.organisation_id == question.organisation_id) or person.may(Role.OPERATOR)
