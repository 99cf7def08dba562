"""Taking a step: the only code that assigns a state."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import ClassVar, Final, TypeVar

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record, record_each
from biaozhun.cloud.cases.actions.periods import begin_period, end_period
from biaozhun.cloud.cases.models import Case
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.lifecycle import UNREGULATED, Circumstances, Decision, Refusal, decide

C = TypeVar("C", bound=Case)
AT_ONCE: Final = 500  # cases of one statement


class Acting(msgspec.Struct, frozen=True):
    """Who takes a step, what they are to the case, and the instant.

    Attributes:
        person: nobody where the machine itself acts.
        roles: as the table of the life cycle calls them.
        at: aware, in UTC.
    """

    person: Person | None
    roles: frozenset[str]
    at: dt.datetime


class StepRefusedError(BiaozhunError):
    """A step that may not be taken; ``refusal`` names everything that stands against it.

    Code: ``step_refused``.
    """

    default_code: ClassVar[str] = "step_refused"

    def __init__(self, refusal: Refusal) -> None:
        super().__init__("The step is refused", fragment=", ".join(refusal.codes))
        self.refusal = refusal


def lock(kind: type[C], pk: int) -> C:
    """The case as it stands now, held until the transaction ends.

    Raises:
        DoesNotExist: there is none.
    """
    return kind._default_manager.select_for_update(of=("self",)).get(pk=pk)  # noqa: SLF001  -- documented by Django


@transaction.atomic
def take(
    case: Case,
    action: str,
    *,
    by: Acting,
    facts: object,
    told: Mapping[str, object] | None = None,
    circumstances: Circumstances = UNREGULATED,
) -> Decision:
    """Take a step of a case: row locked, state, periods and event written in one transaction.

    What else changes with the step, the caller saves within its own transaction; the kind of the
    event is ``<machine>_<action>``.

    Args:
        case: the record; it is given its new state as well.
        action: the verb, as the table of its life cycle has it.
        by: who takes it.
        facts: what the guards ask about, read after the row was locked (:func:`lock`).
        told: what the event keeps besides the two states.
        circumstances: the documents that lie on it, the rules that hold for it.

    Raises:
        StepRefusedError: something stands against it.
    """
    answer = decide(
        case.machine,
        state=lock(type(case), case.pk).state,
        action=action,
        roles=by.roles,
        facts=facts,
        circumstances=circumstances,
    )
    if isinstance(answer, Refusal):
        raise StepRefusedError(answer)
    case.state, case.state_since = answer.target, by.at
    case.save(update_fields=["state", "state_since"])
    _keep_time(case.case_subject, answer, circumstances, day_of(by.at))
    _tell(case, answer, by.person, told or {})
    return answer


@transaction.atomic
def take_each(cases: Sequence[C], action: str, *, by: Acting, facts: object) -> None:
    """Take the same step of many cases of a kind, all or none, with a few statements.

    Args:
        cases: the records; they are given their new states as well.
        action: the verb, as the table of their life cycle has it.
        by: who takes it.
        facts: what the guards ask about, the same of all.

    Raises:
        StepRefusedError: something stands against it for one of them.
    """
    for begin in range(0, len(cases), AT_ONCE):
        _take_some(cases[begin : begin + AT_ONCE], action, by, facts)


def _take_some(cases: Sequence[C], action: str, by: Acting, facts: object) -> None:
    rows = type(cases[0])._default_manager.filter(pk__in=[one.pk for one in cases])  # noqa: SLF001  -- documented by Django
    states = dict(rows.select_for_update(of=("self",)).values_list("pk", "state"))
    told: list[tuple[str, Mapping[str, object]]] = []
    machine = cases[0].machine
    for case in cases:
        answer = decide(machine, state=states[case.pk], action=action, roles=by.roles, facts=facts)
        if isinstance(answer, Refusal):
            raise StepRefusedError(answer)
        case.state, case.state_since = answer.target, by.at
        _keep_time(case.case_subject, answer, UNREGULATED, day_of(by.at))
        told.append((case.case_subject, _facts(answer, {})))
    for target in {one.state for one in cases}:
        moved = rows.filter(pk__in=[one.pk for one in cases if one.state == target])
        moved.update(state=target, state_since=by.at)
    record_each(f"{machine.name}_{action}", told, actor=by.person)


def _tell(case: Case, step: Decision, person: Person | None, told: Mapping[str, object]) -> None:
    """Write the event of the step."""
    kind = f"{case.machine.name}_{step.action}"
    record(kind, subject=case.case_subject, actor=person, facts=_facts(step, told))


def _facts(step: Decision, told: Mapping[str, object]) -> dict[str, object]:
    states = {"before": step.source, "after": step.target}
    return {**told, **states, "visibility": str(step.visibility)}


def _keep_time(subject: str, step: Decision, under: Circumstances, on: dt.date) -> None:
    """End the periods that the step ends, begin those whose rules hold for the case."""
    for rule in step.stops:
        end_period(subject, rule, on)
    for rule in step.starts:
        if rule in under.rules:
            begin_period(subject, under.rules[rule], on)
