"""Steps of a hearing; the proceeding of the project is kept with each of them."""

import datetime as dt

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.drafting.actions.proceedings import Conclusion, conclude_proceeding
from biaozhun.cloud.drafting.models import Proceeding
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.hearings.actions.selecting import choose_all
from biaozhun.cloud.hearings.actions.telling import tell_answers, tell_of_hearing
from biaozhun.cloud.hearings.life import DESK, HearingFacts, InvitationFacts
from biaozhun.cloud.hearings.models import Hearing, Postponement
from biaozhun.cloud.hearings.permissions import desk_roles
from biaozhun.cloud.hearings.queries.facts import hearing_facts, undecided
from biaozhun.cloud.rules.queries import rules_for
from biaozhun.core.lifecycle import Circumstances, Decision


class HearingStep(msgspec.Struct, frozen=True, kw_only=True):
    """What goes with a step.

    Attributes:
        reason: of a postponement, a cancellation, or why it is opened again.
        day: the new day.
        register_until: the new last day to register.
        report: what was said and how it was handled.
    """

    reason: str = ""
    day: dt.date | None = None
    register_until: dt.date | None = None
    report: str = ""


NOTHING = HearingStep()
_MOST_OF_REASON = 500  # characters that an invitation keeps of it
_TOLD = frozenset({"announce", "postpone", "cancel", "select", "settle", "reopen"})


@transaction.atomic
def step_hearing(
    hearing: Hearing, action: str, told: HearingStep = NOTHING, *, actor: Person, at: dt.datetime
) -> Decision:
    """Take a step of a hearing; who takes part in the project, registered or is invited is told.

    Selecting chooses first among those who wait; where the step is refused nobody was chosen.

    Raises:
        StepRefusedError: something stands against it.
        HearingRefusedError: ``choose_by_hand``.
        DraftingRefusedError: ``proceeding_over`` where an officer stated a later round.
    """
    held = lock(Hearing, hearing.pk)
    roles, today = desk_roles(actor, held.project), day_of(at)
    answered = []
    if action == "select" and roles and held.state == "announced":
        answered = choose_all(held, actor=actor, at=at)
    rules = rules_for(held.project.authority, procedure=held.project.procedure, on=today)
    decision = take(
        held,
        action,
        by=Acting(actor, roles, at),
        facts=_asked(held, told, today),
        told=_facts(held, told),
        circumstances=Circumstances(rules=rules),
    )
    _KEPT.get(action, _nothing)(held, told, actor, at)
    if action in _TOLD:
        tell_of_hearing(held, action, reason=told.reason, at=at)
    tell_answers(answered, at=at)
    if action == "cancel":
        _call_off(held, told.reason, actor, at)
    hearing.refresh_from_db()
    return decision


def _asked(held: Hearing, told: HearingStep, today: dt.date) -> HearingFacts:
    return hearing_facts(
        held,
        today=today,
        reason=told.reason,
        day=told.day,
        register_until=told.register_until,
        report=told.report,
    )


def _facts(held: Hearing, told: HearingStep) -> dict[str, object]:
    day = told.day or held.day
    facts = {
        "project": held.project.plan_number,
        "title": held.topic,
        "day": day.isoformat() if day else "",
        "reason": told.reason,
    }
    return {name: value for name, value in facts.items() if value}


def _nothing(held: Hearing, told: HearingStep, actor: Person, at: dt.datetime) -> None:
    """Steps that change nothing but the state."""


def _announced(held: Hearing, told: HearingStep, actor: Person, at: dt.datetime) -> None:  # noqa: ARG001  -- the form of what is kept, here and below
    held.announced = day_of(at)
    held.save(update_fields=["announced"])


def _postponed(held: Hearing, told: HearingStep, actor: Person, at: dt.datetime) -> None:
    before, after = held.day, told.day
    assert before is not None and after is not None  # noqa: PT018, S101  -- guarded by the table
    Postponement.objects.create(
        hearing=held, before=before, after=after, reason=told.reason.strip(), at=at, by=actor
    )
    held.day = after
    held.register_until = told.register_until or held.register_until
    held.save(update_fields=["day", "register_until"])
    held.registrations.update(attended=None)
    held.invitations.filter(day=before).update(day=after)


def _held(held: Hearing, told: HearingStep, actor: Person, at: dt.datetime) -> None:  # noqa: ARG001
    Proceeding.objects.filter(pk=held.proceeding_id).update(began=held.day)
    keep_proceeding(held, actor=actor)


def _settled(held: Hearing, told: HearingStep, actor: Person, at: dt.datetime) -> None:
    held.report = told.report.strip() or held.report
    held.save(update_fields=["report"])
    papers = (held.minutes,) if held.minutes else ()
    conclusion = Conclusion(
        ended=day_of(at), outcome=Proceeding.Outcome.DONE, note=held.report, papers=papers
    )
    conclude_proceeding(held.proceeding, conclusion, actor=actor)


def _reopened(held: Hearing, told: HearingStep, actor: Person, at: dt.datetime) -> None:  # noqa: ARG001
    keep_proceeding(held, actor=actor)


def _cancelled(held: Hearing, told: HearingStep, actor: Person, at: dt.datetime) -> None:  # noqa: ARG001
    held.end_reason = told.reason.strip()
    held.save(update_fields=["end_reason"])


def _call_off(held: Hearing, reason: str, actor: Person, at: dt.datetime) -> None:
    """Invitations to a hearing that is not held are no more: their people are free for the next."""
    rows = held.invitations.select_for_update(of=("self",))
    for one in rows.filter(state__in=("invited", "accepted", "declined")).order_by("pk"):
        facts = InvitationFacts(today=day_of(at), reason=reason)
        take(one, "cancel", by=Acting(actor, DESK, at), facts=facts, told={"stage": one.stage})
        one.reason = reason.strip()[:_MOST_OF_REASON]
        one.save(update_fields=["reason"])


_KEPT = {
    "announce": _announced,
    "postpone": _postponed,
    "hold": _held,
    "settle": _settled,
    "reopen": _reopened,
    "cancel": _cancelled,
}


def keep_proceeding(held: Hearing, *, actor: Person | None) -> None:
    """Write how many opinions wait for an answer where the guards of the project read it.

    Raises:
        DraftingRefusedError: ``proceeding_over``.
    """
    if held.state != "held":
        return
    proceeding = Proceeding.objects.get(pk=held.proceeding_id)
    told = Conclusion(ended=None, outcome="", open_items=undecided(held))
    conclude_proceeding(proceeding, told, actor=actor)
