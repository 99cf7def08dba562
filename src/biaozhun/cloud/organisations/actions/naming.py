"""The names organisations carry, and carried."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.organisations.errors import RefusedError
from biaozhun.cloud.organisations.limits import LONGEST_NAME
from biaozhun.cloud.organisations.models import OrganisationName
from biaozhun.core.unit_names import spelling

Day = dt.date | None


def name_row(organisation: Organisation, name: str, **told: object) -> OrganisationName:
    """A name with the keys it is found by, not yet written."""
    keys = spelling(name)
    return OrganisationName(
        organisation=organisation,
        name=name,
        folded=keys.folded[:LONGEST_NAME],
        key=keys.key[:LONGEST_NAME],
        local=keys.local[:LONGEST_NAME],
        **told,
    )


@transaction.atomic
def add_name(
    organisation: Organisation,
    name: str,
    *,
    since: Day = None,
    until: Day = None,
    basis: str = "",
    actor: Person | None = None,
) -> OrganisationName:
    """Say that an organisation is or was called so.

    Raises:
        RefusedError: that is on record already, with the same days.
    """
    if _held(organisation, name, since, until):
        raise RefusedError(_("这个名称连同起止日期已经登记过了。"), field="name")
    made = name_row(organisation, name.strip(), since=since, until=until, basis=basis)
    made.save()
    _record("organisations.name_added", made, actor, _told(made))
    return made


def learn(
    name: str,
    organisation: Organisation,
    *,
    since: Day = None,
    until: Day = None,
    actor: Person | None = None,
) -> OrganisationName:
    """Keep what an officer said an unknown name means; told again, nothing is added."""
    found = _held(organisation, name, since, until)
    return found or add_name(organisation, name, since=since, until=until, actor=actor)


def _held(organisation: Organisation, name: str, since: Day, until: Day) -> OrganisationName | None:
    """The name as it is on record with the same days."""
    held = OrganisationName.objects.filter(organisation=organisation, since=since, until=until)
    return held.filter(folded=spelling(name).folded[:LONGEST_NAME]).first()


@transaction.atomic
def change_name(
    held: OrganisationName, *, name: str, since: Day, until: Day, basis: str, actor: Person
) -> None:
    """Correct a name, its days or where it is said; ending it is giving it a last day."""
    before = _told(held)
    made = name_row(held.organisation, name.strip(), since=since, until=until, basis=basis)
    made.pk = held.pk
    if _told(made) == before:
        return
    made.save()
    _record("organisations.name_changed", made, actor, {"before": before, "after": _told(made)})


@transaction.atomic
def remove_name(held: OrganisationName, *, actor: Person) -> None:
    """Take back a name that was a mistake."""
    told = _told(held)
    _record("organisations.name_removed", held, actor, told)
    held.delete()


def _told(row: OrganisationName) -> dict[str, str]:
    days = {"since": row.since, "until": row.until}
    return {
        "name": row.name,
        **{key: day.isoformat() if day else "" for key, day in days.items()},
        "basis": row.basis,
    }


def _record(
    kind: str, row: OrganisationName, actor: Person | None, facts: Mapping[str, object]
) -> None:
    record(kind, subject=f"organisation:{row.organisation_id}", actor=actor, facts=facts)
