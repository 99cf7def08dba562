"""What widespread successions of departments suggest for a unit; an officer decides."""

import msgspec

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.models import OrganisationName
from biaozhun.cloud.organisations.queries.register import place_of
from biaozhun.core.unit_names import DepartmentChange, changes_told_by, spelling


class Suggestion(msgspec.Struct, frozen=True):
    """A succession that may be the unit's.

    Attributes:
        change: as the table tells it.
        is_former: the unit is called as the department that ended, not as the one that followed.
        other: a unit on record at the other end of it, with the same place.
        name: what the unit may have been called before; empty where that is not plain.
    """

    change: DepartmentChange
    is_former: bool
    other: Organisation | None
    name: str


def suggestions(unit: Organisation) -> list[Suggestion]:
    """The successions a unit may have a part in; one question at most."""
    told = [(one, _is_former(unit.name, one)) for one in _changes(unit)]
    keys = {one: _other_key(unit.name, one, former) for one, former in told}
    named = OrganisationName.objects.filter(key__in=keys.values()).exclude(organisation=unit)
    others = {row.key: row.organisation for row in named.select_related("organisation")}
    return [
        Suggestion(one, former, others.get(keys[one]), "" if former else _before(unit.name, one))
        for one, former in told
    ]


def _before(name: str, change: DepartmentChange) -> str:
    if not name.endswith(change.present):
        return ""
    return name.removesuffix(change.present) + change.former


def _changes(unit: Organisation) -> tuple[DepartmentChange, ...]:
    return changes_told_by(unit.name, place_of(unit).level)


def _is_former(name: str, change: DepartmentChange) -> bool:
    return spelling(name).key.endswith(spelling(change.former).key)


def _other_key(name: str, change: DepartmentChange, is_former: bool) -> str:  # noqa: FBT001  -- of a pair
    """The key of the department at the other end of a succession, in the same place."""
    mine, other = (change.former, change.present) if is_former else (change.present, change.former)
    return spelling(name).key.removesuffix(spelling(mine).key) + spelling(other).key
