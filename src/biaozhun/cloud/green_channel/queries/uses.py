"""Uses of the green channel in lists, and one with all that stands on its page."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
from django.db.models import Prefetch, Q, QuerySet

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.drafting.life import OVER
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.permissions import projects_seen_by
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.green_channel.life import USED
from biaozhun.cloud.green_channel.models import Check, LeftOutStep, Use
from biaozhun.cloud.green_channel.queries.grounds import names_of
from biaozhun.cloud.green_channel.queries.left_out import name_of_step
from biaozhun.cloud.metrics.counting import instants_in_years
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.core.lifecycle import Direction

PAGE: Final = 30


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """How a list of uses is narrowed.

    Attributes:
        year: of the decision; 0 for all.
        department: id of the department; 0 for all.
        ground: code; empty for all.
    """

    year: int = 0
    department: int = 0
    ground: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.year or self.department or self.ground)


def public_uses(asked: Asked = Asked()) -> "QuerySet[Use]":  # noqa: B008  -- a frozen value
    """Uses that took place, the latest decided first."""
    rows = Use.objects.filter(state__in=USED)
    if asked.year:
        rows = rows.filter(instants_in_years("decided", (asked.year, asked.year)))
    if asked.department:
        rows = rows.filter(project__department=asked.department)
    if asked.ground:
        rows = rows.filter(ground=asked.ground)
    return whole(rows).order_by("-decided", "-pk")


def whole(rows: "QuerySet[Use]") -> "QuerySet[Use]":
    """Uses with their project, what they leave out and what an audit found."""
    return rows.select_related(
        "project__authority", "project__department", "project__handler", "asked_for"
    ).prefetch_related(
        Prefetch("skips", LeftOutStep.objects.order_by("pk")),
        Prefetch("checks", Check.objects.order_by("pk")),
    )


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A use in a list.

    Attributes:
        use: which one.
        ground: what its ground is called; empty where nobody stated one.
        skipped: what the steps are called that were left out.
        finding: of the latest check; empty before one.
        days: from the plan to the announcement, where both are known.
        result: state of the project.
        due: the nearest last day that runs for the project; of lists at the desk.
        days_left: to that day, or to the day the standard is needed by.
    """

    use: Use
    ground: str
    skipped: tuple[str, ...]
    finding: str
    days: int | None
    result: str
    due: dt.date | None = None
    days_left: int | None = None

    @property
    def days_over(self) -> int:
        """Since the day, where it is past."""
        return max(0, -(self.days_left or 0))


def shown(
    uses: Iterable[Use], *, due: Mapping[str, dt.date] | None = None, on: dt.date | None = None
) -> list[Row]:
    """Uses as lists show them; one question where a region's own grounds are among them."""
    found = list(uses)
    names, known = names_of(one.ground for one in found), due or {}
    rows = []
    for one in found:
        ends = [day for day in (known.get(one.project.case_subject), one.wanted) if day]
        first = min(ends) if ends else None
        rows.append(
            Row(
                use=one,
                ground=names[one.ground],
                skipped=tuple(
                    name_of_step(each.step) for each in one.skips.all() if each.state == "approved"
                ),
                finding=latest_finding(one),
                days=days_of(one.project),
                result=one.project.state,
                due=first,
                days_left=(first - on).days if first and on else None,
            )
        )
    return rows


def latest_finding(use: Use) -> str:
    """What the latest audit found; nothing before one; no question where they were read."""
    found = list(use.checks.all())
    return found[-1].finding if found else ""


def days_of(project: Project) -> int | None:
    """Days from the plan to the announcement, where both are known."""
    if project.planned is None or project.announced is None:
        return None
    return (project.announced - project.planned).days


def desk_uses(person: Person) -> "QuerySet[Use]":
    """Uses of the projects somebody may see inside."""
    own = Project.objects.filter(projects_seen_by(person)).order_by()
    return whole(Use.objects.filter(project__in=own.values("pk")))


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """What waits at the desk.

    Attributes:
        waiting: uses that wait for a decision.
        steps: steps to be left out that wait for one.
        running: uses that hold for a project under way, the first to be late first.
        unchecked: uses that took place and nobody audited, the longest first.
    """

    waiting: Sequence[Row]
    steps: Sequence[LeftOutStep]
    running: Sequence[Row]
    unchecked: Sequence[Row]
    unchecked_count: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is there at all."""
        return not (self.waiting or self.steps or self.running or self.unchecked)


def desk(person: Person, on: dt.date, *, most: int = 50) -> Desk:
    """What waits for somebody; at most twenty questions, however many there are."""
    own = desk_uses(person)
    waiting = own.filter(state="asked").order_by("asked", "pk")[:most]
    holding = own.filter(state="granted").exclude(project__state__in=OVER)
    running = list(holding.order_by("decided", "pk")[: most * 4])
    unchecked = own.filter(state__in=USED, checks=None).order_by("decided", "pk")
    steps = LeftOutStep.objects.filter(state="asked", use__in=own.order_by().values("pk"))
    rows = shown(running, due=first_due([one.project for one in running]), on=on)
    offices = is_authority(person)
    return Desk(
        waiting=shown(waiting),
        steps=list(steps.select_related("use__project").order_by("asked", "pk")[:most]),
        running=sorted(rows, key=_urgent)[:most],
        unchecked=shown(unchecked[:most]) if offices else [],
        unchecked_count=unchecked.count() if offices else 0,
    )


def _urgent(row: Row) -> tuple[bool, bool, int, int]:
    """Emergencies first, then what ends first; what has no last day stands behind."""
    left = row.days_left
    normal = row.use.procedure != Use.Procedure.EMERGENCY
    return (normal, left is None, left or 0, row.use.pk)


def first_due(projects: Iterable[Project]) -> dict[str, dt.date]:
    """The nearest last day that runs for each project, by its subject; one question."""
    subjects = [one.case_subject for one in projects]
    running = Period.objects.filter(
        subject__in=subjects, ended=None, direction=str(Direction.AT_MOST)
    )
    return dict(running.order_by("-due").values_list("subject", "due"))


def of_project(project: Project, *, is_inside: bool) -> list[Row]:
    """The uses of a project, the latest first; those that took place for who stands outside."""
    rows = Use.objects.filter(project=project)
    if not is_inside:
        rows = rows.filter(state__in=USED)
    return shown(whole(rows).order_by("-number"))


def years() -> list[int]:
    """The years in which uses were decided, the latest first; one question."""
    decided = Use.objects.filter(state__in=USED, decided__isnull=False)
    found = {day_of(at).year for at in decided.values_list("decided", flat=True) if at}
    return sorted(found, reverse=True)


def departments() -> "QuerySet[Organisation]":
    """The departments whose projects used the channel."""
    used = Use.objects.filter(state__in=USED).order_by().values("project__department")
    return Organisation.objects.filter(Q(pk__in=used)).order_by("name")


def grounds_used() -> list[str]:
    """Codes of the grounds that uses rest on; one question."""
    used = Use.objects.filter(state__in=USED).exclude(ground="").order_by("ground")
    return list(used.values_list("ground", flat=True).distinct())
