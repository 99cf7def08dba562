"""Setting when an authority warns of due days."""

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.clocks.errors import TimesRefusedError
from biaozhun.cloud.clocks.models import WarningTimes
from biaozhun.cloud.organisations.permissions import acts_for


class Times(msgspec.Struct, frozen=True, kw_only=True):
    """Days of warnings, as :class:`WarningTimes` keeps them."""

    first: int
    second: int
    every: int
    escalate: int


@transaction.atomic
def set_times(authority: Organisation, times: Times, *, actor: Person) -> WarningTimes:
    """Set when warnings come; those that were given stay given.

    Args:
        authority: whose projects.
        times: days.
        actor: who sets them.

    Raises:
        TimesRefusedError: ``not_the_authority``, ``not_in_order``.
    """
    if not acts_for(actor, authority.pk):
        raise TimesRefusedError("Only officers of the authority set them", code="not_the_authority")
    if times.second and times.second >= times.first:
        raise TimesRefusedError("The second warning comes after the first one")
    told = msgspec.structs.asdict(times)
    row, _made = WarningTimes.objects.update_or_create(organisation=authority, defaults=told)
    record(
        "clocks.times_set", subject=f"organisation:{authority.pk}", actor=actor, facts=dict(told)
    )
    return row
