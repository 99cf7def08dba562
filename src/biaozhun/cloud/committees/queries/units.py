"""What one organisation has in the registers of the slice."""

import datetime as dt

import msgspec

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.committees.models import Committee, Contribution, PostHeld
from biaozhun.cloud.committees.queries.contributions import LevelCount, Wanted, years
from biaozhun.cloud.organisations.queries.standing import holds_on

_MOST = 20  # of each kind


class UnitPage(msgspec.Struct, frozen=True):
    """What an organisation has.

    Attributes:
        secretariats: committees whose secretariat it keeps.
        posts: held by it or by its people.
        years: what it contributed, the latest years.
    """

    secretariats: list[Committee]
    posts: list[PostHeld]
    years: list[tuple[int, list[LevelCount]]]

    @property
    def has_any(self) -> bool:
        """Whether there is anything."""
        return bool(self.secretariats or self.posts or self.years)


def unit_page(unit: Organisation, on: dt.date) -> UnitPage:
    """What an organisation has on a day; three questions."""
    kept = Committee.objects.filter(holds_on(on), secretariat=unit).order_by("code")
    held = PostHeld.objects.filter(holds_on(on), organisation=unit)
    wanted = Wanted(party=Contribution.Party.UNIT, name=unit.name)
    return UnitPage(list(kept[:_MOST]), list(held[:_MOST]), years(wanted)[:10])
