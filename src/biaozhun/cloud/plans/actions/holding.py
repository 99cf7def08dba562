"""Holding a task while somebody acts on it.

Every action on the work locks the row of the task before any other, so that two of them wait for
each other in one order, and the facts that guards ask about hold still.
"""

import datetime as dt

import msgspec
from django.db.models import Model

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, StepRefusedError, lock
from biaozhun.cloud.cases.models import Case
from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.cloud.plans.life import WorkFacts
from biaozhun.cloud.plans.models import Duty, Task
from biaozhun.cloud.plans.permissions import Sight, roles_from, roles_in_duty, sight_of
from biaozhun.cloud.plans.queries.facts import Work, work_of
from biaozhun.core.lifecycle import Refusal, decide


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A task that is locked, who acts on it, and when."""

    work: Work
    sight: Sight
    actor: Person
    at: dt.datetime

    @property
    def task(self) -> Task:
        """The task."""
        return self.work.task

    def on_task(self) -> Acting:
        """Who acts, as what they are to the task."""
        return Acting(self.actor, roles_from(self.sight, self.work.duties), self.at)

    def on_duty(self, duty: Duty) -> Acting:
        """Who acts, as what they are to a duty and to its reports."""
        return Acting(self.actor, roles_in_duty(self.sight, duty, self.work.duties), self.at)

    def duty(self, pk: int) -> Duty:
        """The duty as it stands now.

        Raises:
            DoesNotExist: it is gone.
        """
        found = self.work.duty(pk)
        if found is None:
            raise Duty.DoesNotExist
        return found


def hold(task: int, *, actor: Person, at: dt.datetime) -> Held:
    """Lock a task, until the transaction ends, and read all that is known of it.

    Raises:
        DoesNotExist: there is none.
    """
    held = lock(Task, task)
    return Held(work=work_of(held), sight=sight_of(actor), actor=actor, at=at)


def task_of(kind: type[Model], pk: int, path: str) -> int:
    """The id of the task that a record belongs to; it never moves to another.

    Raises:
        DoesNotExist: there is no such record.
    """
    found = kind._default_manager.filter(pk=pk).values_list(path, flat=True).first()  # noqa: SLF001  -- documented by Django
    if found is None:
        raise Task.DoesNotExist
    return int(found)


def permit(case: Case, action: str, *, by: Acting, facts: WorkFacts) -> None:
    """Ask the life cycle whether something may be done that leaves the state as it is.

    Raises:
        StepRefusedError: something stands against it.
    """
    answer = decide(case.machine, state=case.state, action=action, roles=by.roles, facts=facts)
    if isinstance(answer, Refusal):
        raise StepRefusedError(answer)


def note(case: Case, action: str, *, by: Acting, told: dict[str, object]) -> None:
    """Write down that something permitted was done, named as a step of the case is."""
    row = case.machine.row(case.state, action)
    facts = {**told, "visibility": str(row.visibility)} if row else told
    record(f"{case.machine.name}_{action}", subject=case.case_subject, actor=by.person, facts=facts)


def refuse(code: str) -> PlanRefusedError:
    """The error of something that is not taken, by its code."""
    return PlanRefusedError("This is not taken", code=code)
