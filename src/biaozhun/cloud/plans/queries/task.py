"""The page of a task: how it stands, who does what in it, and what may be done next."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.models import Case
from biaozhun.cloud.plans.life import GOING, WorkFacts
from biaozhun.cloud.plans.models import (
    DateChange,
    Duty,
    ProgressReport,
    SupervisionLetter,
    Task,
)
from biaozhun.cloud.plans.permissions import (
    Sight,
    is_lead,
    letter_roles,
    roles_from,
    roles_in_duty,
    sees_duty,
    sees_reports,
)
from biaozhun.cloud.plans.queries.facts import (
    SETTLED,
    Work,
    facts_of_duty,
    facts_of_task,
    open_for_closing,
    open_for_submitting,
    open_parts,
    work_of,
)
from biaozhun.cloud.plans.queries.late import unit_name
from biaozhun.cloud.plans.wording.work import MACHINE_KIND
from biaozhun.core.lifecycle import Refusal, Visibility, decide, open_actions

MOST_EVENTS: Final = 200
WRITTEN: Final = "…"  # stands for the reason that the form of a step asks for
SELDOM: Final = frozenset({"cancel", "release", "take_back"})
NOT_OFFERED: Final = frozenset({"confirm", "drop", "restore", "finish"})
"""Steps that are taken elsewhere, or with another step."""


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A step somebody may take, or could if nothing stood against it.

    Attributes:
        kind: of the case, as addresses call it.
        pk: of the case.
        action: the verb.
        unmet: the codes of what stands against it.
        units: the units whose duties stand against it.
    """

    kind: str
    pk: int
    action: str
    unmet: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What its words are found by."""
        return self.kind, self.action

    @property
    def is_seldom(self) -> bool:
        """Whether it stands behind the others."""
        return self.action in SELDOM


class DutyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A unit in the task, as far as the reader may know.

    Attributes:
        told: how far it has come may be told.
        parts: what it has handed on, likewise.
    """

    duty: Duty
    told: bool
    offers: tuple[Offer, ...] = ()
    parts: tuple["DutyRow", ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A report, a change of date or a letter, with what may be done about it."""

    of: ProgressReport | DateChange | SupervisionLetter
    offers: tuple[Offer, ...] = ()
    duty: Duty | None = None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened; who did it is told to those who take part."""

    kind: str
    happened: dt.datetime
    actor: str
    facts: dict[str, Any]


class TaskPage(msgspec.Struct, frozen=True, kw_only=True):
    """All that a reader sees of a task."""

    task: Task
    roles: frozenset[str]
    is_party: bool
    offers: tuple[Offer, ...]
    duties: tuple[DutyRow, ...]
    reports: tuple[Entry, ...]
    changes: tuple[Entry, ...]
    letters: tuple[Entry, ...]
    history: tuple[Step, ...]


def task_page(task: Task, sight: Sight) -> TaskPage:
    """What somebody sees of a task that may be seen; six questions.

    Args:
        task: with its plan.
        sight: who asks.
    """
    work = work_of(task)
    reading = _Reading(work, sight)
    return TaskPage(
        task=task,
        roles=reading.roles,
        is_party=reading.is_party,
        offers=reading.offers_of_task(),
        duties=reading.duties(None),
        reports=reading.reports(),
        changes=reading.changes(),
        letters=reading.letters(),
        history=reading.history(),
    )


def offers_of(case: Case, sight: Sight, work: Work) -> tuple[Offer, ...]:
    """What somebody may do about a case of a task."""
    reading = _Reading(work, sight)
    match case:
        case Task():
            return reading.offers_of_task()
        case Duty():
            return reading.offers_of_duty(case)
        case ProgressReport():
            return reading.offers_of_report(case)
        case DateChange():
            return reading.offers_of_change(case)
        case SupervisionLetter():
            return offers_of_letter(case, sight)
        case _:
            return ()


def roles_to(case: Case, sight: Sight, work: Work) -> frozenset[str]:
    """What somebody is to a case of a task, as its life cycle calls it."""
    match case:
        case Duty():
            return roles_in_duty(sight, case, work.duties)
        case ProgressReport():
            duty = work.duty(case.duty_id)
            return roles_in_duty(sight, duty, work.duties) if duty else frozenset()
        case SupervisionLetter():
            return letter_roles(sight, case)
        case _:
            return _Reading(work, sight).roles


def offers_of_letter(letter: SupervisionLetter, sight: Sight) -> tuple[Offer, ...]:
    """What somebody may do about a letter."""
    facts = WorkFacts(reason=WRITTEN)
    return _offers(letter, letter_roles(sight, letter), lambda _: (facts, []))


class _Reading:
    """One reader in front of one task."""

    def __init__(self, work: Work, sight: Sight) -> None:
        self.work, self.sight = work, sight
        own = [one for one in work.letters if one.addressee_id in sight.units]
        addressed = any(one.addressee_id == sight.organisation for one in own)
        self.roles = roles_from(sight, work.duties, is_addressee=bool(own) and addressed)
        seen = any(sees_reports(sight, one, work.duties) for one in work.duties)
        self.is_party = bool(self.roles) or seen

    def offers_of_task(self) -> tuple[Offer, ...]:
        def facts(action: str) -> tuple[WorkFacts, list[Duty]]:
            unit = self.sight.organisation
            waits = {
                "submit": lambda: open_for_submitting(self.work, unit),
                "close": lambda: open_for_closing(self.work),
            }
            held = waits[action]() if action in waits else []
            return facts_of_task(self.work, held, reason=WRITTEN), held

        return _offers(self.work.task, self.roles, facts)

    def offers_of_duty(self, duty: Duty) -> tuple[Offer, ...]:
        below = len(self.sight.below)

        def facts(action: str) -> tuple[WorkFacts, list[Duty]]:
            told = facts_of_duty(self.work, duty, units_below=below, reason=WRITTEN)
            return told, open_parts(self.work, duty) if action == "report_done" else []

        roles = roles_in_duty(self.sight, duty, self.work.duties)
        found = _offers(duty, roles, facts)
        return tuple(one for one in found if not self._goes_with_task(duty, one.action))

    def _goes_with_task(self, duty: Duty, action: str) -> bool:
        """A lead that leads alone says with the task that its own part is done."""
        leads = [one for one in self.work.duties if is_lead(one) and one.state not in SETTLED]
        if is_lead(duty) and action in ("approve", "send_back"):
            return len(leads) <= 1
        return action == "report_done" and is_lead(duty) and leads == [duty]

    def offers_of_report(self, report: ProgressReport) -> tuple[Offer, ...]:
        duty = self.work.duty(report.duty_id)
        if duty is None or self.work.task.state not in GOING:
            return ()
        roles = roles_in_duty(self.sight, duty, self.work.duties)
        return _offers(report, roles, lambda _: (WorkFacts(reason=WRITTEN), []))

    def offers_of_change(self, change: DateChange) -> tuple[Offer, ...]:
        facts = facts_of_task(self.work, [], reason=WRITTEN)
        return _offers(change, self.roles, lambda _: (facts, []))

    def duties(self, parent: int | None) -> tuple[DutyRow, ...]:
        rows = [one for one in self.work.duties if one.parent_id == parent]
        told = [(one, sees_duty(self.sight, one, self.work.duties)) for one in rows]
        return tuple(
            DutyRow(
                duty=one,
                told=is_told,
                offers=self.offers_of_duty(one) if is_told else (),
                parts=self.duties(one.pk),
            )
            for one, is_told in told
            if is_told or parent is None
        )

    def reports(self) -> tuple[Entry, ...]:
        shown = {
            one.pk: one
            for one in self.work.duties
            if sees_reports(self.sight, one, self.work.duties)
        }
        return tuple(
            Entry(of=one, duty=shown[one.duty_id], offers=self.offers_of_report(one))
            for one in self.work.reports
            if one.duty_id in shown
        )

    def changes(self) -> tuple[Entry, ...]:
        """To those who take part; to others what was granted, where the history is public."""
        if self.is_party:
            shown = self.work.changes
        elif self.work.task.plan.shows_history:
            shown = [one for one in self.work.changes if one.state == "granted"]
        else:
            shown = []
        return tuple(Entry(of=one, offers=self.offers_of_change(one)) for one in shown)

    def letters(self) -> tuple[Entry, ...]:
        units, all_of_them = self.sight.units, self.sight.is_authority
        shown = [one for one in self.work.letters if all_of_them or one.addressee_id in units]
        return tuple(Entry(of=one, offers=offers_of_letter(one, self.sight)) for one in shown)

    def history(self) -> tuple[Step, ...]:
        """What happened, as far as its visibility and the reader's part in it go."""
        is_public = not self.is_party
        if is_public and not self.work.task.plan.shows_history:
            return ()
        events = Event.objects.filter(subject__in=[one.case_subject for one in self._cases()])
        shown = {Visibility.PUBLIC}
        if self.is_party:
            shown.add(Visibility.PARTIES)
        if self.sight.is_authority:
            shown.add(Visibility.INTERNAL)
        seen = events.filter(facts__visibility__in=[str(one) for one in shown])
        return tuple(
            Step(
                kind=one.kind,
                happened=one.happened,
                actor="" if is_public else one.actor_name,
                facts=one.facts,
            )
            for one in seen.order_by("-id")[:MOST_EVENTS]
        )

    def _cases(self) -> Iterable[Case]:
        """The records whose events the reader may know of."""
        work = self.work
        yield work.task
        yield from (entry.of for entry in self.changes())
        if not self.is_party:
            return
        yield from (one for one in work.duties if sees_duty(self.sight, one, work.duties))
        yield from (entry.of for entry in self.reports())
        yield from (entry.of for entry in self.letters())


def _offers(case: Case, roles: frozenset[str], facts: Any) -> tuple[Offer, ...]:  # noqa: ANN401  -- a function of the action
    """What may be tried from the state of a case, each with what stands against it."""
    found = []
    for action in open_actions(case.machine, state=case.state, roles=roles):
        if action in NOT_OFFERED:
            continue
        told, held = facts(action)
        answer = decide(case.machine, state=case.state, action=action, roles=roles, facts=told)
        found.append(
            Offer(
                kind=MACHINE_KIND[case.machine.name],
                pk=case.pk,
                action=action,
                unmet=answer.codes if isinstance(answer, Refusal) else (),
                units=tuple(unit_name(one) for one in held),
            )
        )
    return tuple(found)
