"""Who took part in a standard that is announced."""

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.committees.actions.contributions import record_contributions
from biaozhun.cloud.drafting.models import Project
from biaozhun.core.number import Family, parse


def tell_contributions(project: Project, announcement: str, *, actor: Person | None) -> None:
    """Hand units and people in printed order to the register of contributions."""
    if project.announced is None:
        return
    drafters = project.team.exclude(role="clerk").order_by("position", "pk")
    record_contributions(
        parse(project.number).slug,
        number=project.number,
        title=project.title,
        level=str(Family.LOCAL),
        kind=project.kind,
        units=list(project.units.order_by("position").values_list("name", flat=True)),
        people=list(drafters.values_list("name", "unit")),
        published=project.announced,
        source=announcement,
        actor=actor,
    )
