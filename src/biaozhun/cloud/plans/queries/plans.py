"""Plans: the list, how their tasks stand, and what is asked before a step."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from biaozhun.cloud.organisations.queries.resolving import resolve
from biaozhun.cloud.plans.actions.charging import day_of_plan, units_of
from biaozhun.cloud.plans.life import GOING, PlanFacts
from biaozhun.cloud.plans.models import Duty, Passage, Plan
from biaozhun.cloud.plans.permissions import PUBLISHED
from biaozhun.cloud.plans.queries.late import late_tasks

PAGE: Final = 30  # plans
DONE: Final = ("closed",)
GONE: Final = ("dropped", "cancelled")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows the list; what is empty does not matter.

    Attributes:
        text: part of the title or of the number.
        kind: a :class:`Plan.Kind`.
        state: of the plan.
        year: of its date; 0 for any.
        issuer: part of who issued it.
        drafts: those not confirmed are seen too.
    """

    text: str = ""
    kind: str = ""
    state: str = ""
    year: int = 0
    issuer: str = ""
    drafts: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.text or self.kind or self.state or self.year or self.issuer)


def seen_by(*, authority: bool) -> "QuerySet[Plan]":
    """The plans somebody may open: the authority all, everybody those that are published."""
    found = Plan.objects.all()
    return found if authority else found.filter(state__in=PUBLISHED)


def plans(wanted: Wanted, today: dt.date) -> "QuerySet[Plan]":
    """The plans of the list, the newest first, each with the number of its tasks by state."""
    found = seen_by(authority=wanted.drafts)
    for name in ("kind", "state"):
        if getattr(wanted, name):
            found = found.filter(**{name: getattr(wanted, name)})
    if wanted.text:
        fields = ("title", "notice_title", "number")
        asked = [Q(**{f"{name}__icontains": wanted.text}) for name in fields]
        found = found.filter(asked[0] | asked[1] | asked[2])
    if wanted.issuer:
        found = found.filter(issuer__icontains=wanted.issuer)
    if wanted.year:
        found = found.filter(_of_year(wanted.year))
    counts = counted(found, today).defer("text", "proposal")
    return counts.order_by("-added", "-id")


def _of_year(year: int) -> Q:
    return (
        Q(date_signed__year=year)
        | Q(date_signed=None, date_issued__year=year)
        | Q(date_signed=None, date_issued=None, date_published__year=year)
        | Q(since__year=year)
    )


def counted(found: "QuerySet[Plan]", today: dt.date) -> "QuerySet[Plan]":
    """Plans with ``closed``, ``going``, ``late``, ``waiting`` and ``aims``, in one question."""
    return found.annotate(
        closed=Count("tasks", filter=Q(tasks__state__in=DONE), distinct=True),
        going=Count("tasks", filter=Q(tasks__state__in=GOING), distinct=True),
        late=Count("tasks", filter=late_tasks(today, "tasks__"), distinct=True),
        waiting=Count("tasks", filter=Q(tasks__state="draft"), distinct=True),
        aims=Count("targets", filter=Q(targets__dropped=False), distinct=True),
    )


def page_of_plans(wanted: Wanted, number: int, today: dt.date) -> Page[Plan]:
    """A page of the list; two questions."""
    return Paginator(plans(wanted, today), PAGE).get_page(number)


def every_plan(wanted: Wanted, today: dt.date) -> Iterator[Plan]:
    """All plans of the list, one after another."""
    return plans(wanted, today).iterator(500)


def years(*, drafts: bool) -> list[int]:
    """The years plans are of, the latest first."""
    found = seen_by(authority=drafts).exclude(date_signed=None)
    dated = found.annotate(year=ExtractYear("date_signed")).order_by("-year")
    return list(dated.values_list("year", flat=True).distinct())


class Undecided(msgspec.Struct, frozen=True, kw_only=True):
    """What a person has not decided yet.

    Attributes:
        remarks: of the reader, and attachments that are lacking.
        units: how many duties have no organisation.
        names: what those units are called.
    """

    remarks: int
    units: int
    names: tuple[str, ...]


def undecided(plan: Plan) -> Undecided:
    """What of a plan waits for a person; two questions."""
    kinds = (Passage.Kind.REMARK, Passage.Kind.ATTACHMENT)
    duties = Duty.objects.filter(task__plan=plan, organisation=None, parent=None)
    standing = duties.exclude(task__state__in=GONE).exclude(state="released")
    names = list(standing.order_by("task__rank", "rank").values_list("named", flat=True))
    return Undecided(
        remarks=plan.passages.filter(kind__in=kinds, settled=False).count(),
        units=len(names),
        names=tuple(dict.fromkeys(names)),
    )


def foreseen(plan: Plan, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What the register makes of names that are not assigned yet, by name; four questions at most.

    These units get their duties when the plan is confirmed, or its collectives are spread.

    Args:
        plan: whose day counts for who is called what, and who belongs to whom.
        names: as the text has them; those nobody can tell are left out.
    """
    found = resolve(list(names), on=day_of_plan(plan)) if names else {}
    units = {name: [one.name for one in units_of(found[name])] for name in names}
    return {name: tuple(meant) for name, meant in units.items() if meant}


def plan_facts(plan: Plan, *, accepted: bool = False, reason: str = "") -> PlanFacts:
    """What the gate asks of a plan; remarks that are ``accepted`` do not stand against it."""
    states = list(plan.tasks.values_list("state", flat=True))
    has_aims = plan.targets.filter(dropped=False).exists()
    return PlanFacts(
        has_title=bool(plan.title.strip()),
        has_tasks_or_targets=has_aims or any(state not in GONE for state in states),
        undecided=0 if accepted else undecided(plan).remarks,
        open_tasks=sum(state in GOING for state in states),
        reason=reason,
    )
