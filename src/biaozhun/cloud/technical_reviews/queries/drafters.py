"""Who drafted a standard: the team, and everybody who works for a drafting unit (Q-10)."""

import msgspec

from biaozhun.cloud.drafting.models import Project
from biaozhun.core.text import fold


class Drafters(msgspec.Struct, frozen=True, kw_only=True):
    """Those who must not review their own work.

    Attributes:
        people: accounts named in the team.
        named: name and unit of everybody in the team, folded.
        organisations: drafting units in the register.
        units: names of the drafting units, folded.
    """

    people: frozenset[int]
    named: frozenset[tuple[str, str]]
    organisations: frozenset[int]
    units: frozenset[str]

    def include(
        self, *, name: str, unit: str, person: int | None, organisation: int | None
    ) -> bool:
        """Whether somebody drafted it, or is of a unit that did."""
        return (
            person in self.people
            or organisation in self.organisations
            or fold(unit) in self.units
            or (fold(name), fold(unit)) in self.named
        )

    def is_unit(self, *, name: str, organisation: int | None) -> bool:
        """Whether a unit drafted it."""
        return organisation in self.organisations or fold(name) in self.units


def drafters_of(project: Project) -> Drafters:
    """Who drafted a project; two questions, none where it was read whole."""
    team, units = list(project.team.all()), list(project.units.all())
    return Drafters(
        people=frozenset(one.person_id for one in team if one.person_id),
        named=frozenset((fold(one.name), fold(one.unit)) for one in team),
        organisations=frozenset(one.organisation_id for one in units if one.organisation_id),
        units=frozenset(fold(one.name) for one in units if one.name),
    )
