"""Holding a plan while something of it is changed: one officer at a time."""

import datetime as dt

import msgspec

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.cloud.plans.life import WorkFacts
from biaozhun.cloud.plans.models import Plan, ProgressReport, Task

AUTHORITY = frozenset({"authority"})


class By(msgspec.Struct, frozen=True, kw_only=True):
    """An officer who changes something, and why.

    Attributes:
        actor: of the authority.
        at: the present instant.
        reason: must be said once the plan is in force.
    """

    actor: Person
    at: dt.datetime
    reason: str = ""

    @property
    def acting(self) -> Acting:
        """As the gate asks for it."""
        return Acting(self.actor, AUTHORITY, self.at)


def hold(plan: int, by: By) -> Plan:
    """A plan that may be changed, held until the transaction ends.

    Raises:
        DoesNotExist: there is none.
        PlanRefusedError: ``plan_not_in_force`` where it has ended; ``reason_missing``.
    """
    held = lock(Plan, plan)
    if held.state not in {"draft", "in_force"}:
        raise PlanRefusedError("The plan has ended", code="plan_not_in_force")
    if held.state == "in_force" and not by.reason.strip():
        raise PlanRefusedError("A reason must be said", code="reason_missing")
    return held


def because(by: By) -> dict[str, str]:
    """The reason as a fact of an event; nothing where none was asked for."""
    return {"reason": by.reason.strip()} if by.reason.strip() else {}


def put_away(task: Task, by: By) -> None:
    """Let a task go: dropped while the plan is a draft, cancelled afterwards.

    Raises:
        PlanRefusedError: ``has_reports``: what units have reported of it must not be lost.
        StepRefusedError: it is closed, or gone already.
    """
    if ProgressReport.objects.filter(duty__task=task).exists():
        raise PlanRefusedError("Units have reported of it", code="has_reports")
    action = "drop" if task.state == "draft" else "cancel"
    take(task, action, by=by.acting, facts=WorkFacts(reason=by.reason), told=because(by))


def bring_in(plan: Plan, task: Task, by: By) -> None:
    """A task that is added to a plan in force is in force at once."""
    if plan.state == "in_force":
        take(task, "confirm", by=by.acting, facts=WorkFacts(plan_in_force=True))
