"""Whether a standard needs a hearing, decided with reasons; the project reads it in its guards."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.drafting.actions.proceedings import (
    Conclusion,
    conclude_proceeding,
    record_proceeding,
)
from biaozhun.cloud.drafting.life import ENDED
from biaozhun.cloud.drafting.models import Proceeding, Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.hearings.life import UNDER_WAY
from biaozhun.cloud.hearings.models import Criterion, Hearing, HearingDecision
from biaozhun.cloud.hearings.permissions import desk_roles, keeps_pool
from biaozhun.cloud.hearings.queries.on_projects import is_latest

MOST_CRITERIA = 30
OVER = frozenset({"approved", "announced", "published", *ENDED})
"""States in which nothing is to be heard any more."""


class NeedTold(msgspec.Struct, frozen=True, kw_only=True):
    """What is decided.

    Attributes:
        is_needed: there shall be a hearing.
        reasons: published.
        criteria: names of those that were found to hold.
        petitioners: people and units who asked for a hearing.
    """

    is_needed: bool
    reasons: str
    criteria: tuple[str, ...] = ()
    petitioners: int = 0


@transaction.atomic
def decide_need(
    project: Project, told: NeedTold, *, actor: Person, at: dt.datetime
) -> HearingDecision:
    """Decide whether a project needs a hearing; a later decision takes the place of an earlier.

    Where one is needed, the project cannot be approved until it is over; where it is not, the
    proceeding says so with the reasons.

    Raises:
        HearingRefusedError: ``not_the_desk``, ``reason_missing``, ``criteria_missing`` (it is
            needed for no criterion and no other), ``project_over``, ``hearing_running``,
            ``hearing_held``.
        DraftingRefusedError: ``proceeding_over``.
    """
    held = lock(Project, project.pk)
    if not desk_roles(actor, held):
        raise HearingRefusedError("not_the_desk")
    if not told.reasons.strip():
        raise HearingRefusedError("reason_missing", field="reasons")
    if told.is_needed and not told.criteria:
        raise HearingRefusedError("criteria_missing", field="criteria")
    if held.state in OVER:
        raise HearingRefusedError("project_over")
    if Hearing.objects.filter(project=held, state__in=UNDER_WAY).exists():
        raise HearingRefusedError("hearing_running")
    proceeding = _proceeding(held, told, actor, at)
    made = HearingDecision.objects.create(
        project=held,
        is_needed=told.is_needed,
        criteria=list(told.criteria),
        petitioners=told.petitioners,
        reasons=told.reasons.strip(),
        proceeding=proceeding,
        decided=at,
        decided_by=actor,
    )
    facts = {"needed": told.is_needed, "criteria": "、".join(told.criteria), "reason": made.reasons}
    record("hearings.need_decided", subject=held.case_subject, actor=actor, facts=facts)
    return made


def _proceeding(project: Project, told: NeedTold, actor: Person, at: dt.datetime) -> Proceeding:
    """The round that says so: the one that is open, or a further one."""
    decisions = HearingDecision.objects.filter(project=project).select_related("proceeding")
    last = decisions.order_by("-decided", "-pk").first()
    if last is not None and last.is_needed and last.proceeding.outcome and not told.is_needed:
        raise HearingRefusedError("hearing_held")
    is_open = last is not None and not last.proceeding.outcome and is_latest(last.proceeding)
    outcome = "" if told.is_needed else str(Proceeding.Outcome.NOT_NEEDED)
    ended = None if told.is_needed else day_of(at)
    if last is not None and (is_open or last.is_needed == told.is_needed is False):
        new = Conclusion(ended=ended, outcome=outcome, note=told.reasons.strip())
        return conclude_proceeding(last.proceeding, new, actor=actor)
    return record_proceeding(
        project,
        Proceeding.Kind.HEARING,
        began=None,
        ended=ended,
        outcome=outcome,
        note=told.reasons.strip(),
        papers=(),
        origin=Proceeding.Origin.HERE,
        actor=actor,
        at=at,
    )


class CriterionTold(msgspec.Struct, frozen=True):
    """A criterion of a region."""

    name: str
    meaning: str = ""


@transaction.atomic
def set_criteria(authority: Organisation, rows: Sequence[CriterionTold], *, actor: Person) -> None:
    """Give a region its own criteria; with none it has the platform's again.

    Raises:
        HearingRefusedError: ``not_the_authority``, ``too_many_criteria``, ``criterion_twice``.
    """
    if not keeps_pool(actor, authority.pk):
        raise HearingRefusedError("not_the_authority")
    if len(rows) > MOST_CRITERIA:
        raise HearingRefusedError("too_many_criteria", fragment=str(MOST_CRITERIA), field="rows")
    names = [one.name for one in rows]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise HearingRefusedError("criterion_twice", fragment=twice, field="rows")
    Criterion.objects.filter(authority=authority).delete()
    Criterion.objects.bulk_create(
        Criterion(authority=authority, name=one.name, meaning=one.meaning, position=place)
        for place, one in enumerate(rows, start=1)
    )
    record(
        "hearings.criteria_set",
        subject=f"hearings.criteria:{authority.pk}",
        actor=actor,
        facts={"organisation": authority.name, "criteria": "、".join(names)},
    )
