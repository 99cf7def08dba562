"""Who takes part: chosen by lot, in the order of registration, or by the desk with a reason."""

import datetime as dt
import secrets

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.hearings.actions.telling import tell_answers
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.hearings.life import RegistrationFacts
from biaozhun.cloud.hearings.models import Hearing, Registration, SeatGroup
from biaozhun.cloud.hearings.permissions import DESK, desk_roles
from biaozhun.core.lots import drawn

_SEED = 16  # bytes


def choose_all(hearing: Hearing, *, actor: Person, at: dt.datetime) -> list[Registration]:
    """Answer everybody who waits, group by group; those who were answered, told of later.

    Call it within the transaction of the step, with the hearing locked.

    Raises:
        HearingRefusedError: ``choose_by_hand`` where the desk chooses each and some wait.
    """
    if hearing.way == Hearing.Way.NAMED:
        if hearing.registrations.filter(state="waiting").exists():
            raise HearingRefusedError("choose_by_hand")
        chosen = hearing.registrations.exclude(state="withdrawn")
        return list(chosen.select_related("person", "hearing"))
    answered: list[Registration] = []
    for group in hearing.groups.all():
        answered += _choose_group(hearing, group, actor, at)
    return answered


def _choose_group(
    hearing: Hearing, group: SeatGroup, actor: Person, at: dt.datetime
) -> list[Registration]:
    waiting = {
        one.number: one
        for one in hearing.registrations.select_related("person", "hearing")
        .filter(group=group.group, state="waiting")
        .order_by("number")
    }
    line = list(waiting)
    if hearing.way == Hearing.Way.LOT and len(line) > group.seats:
        line = _draw(hearing, group, line, actor, at)
    for place, number in enumerate(line):
        action = "choose" if place < group.seats else "pass_over"
        facts = RegistrationFacts(has_seat=place < group.seats)
        take(waiting[number], action, by=Acting(actor, DESK, at), facts=facts)
    return list(waiting.values())


def _draw(
    hearing: Hearing, group: SeatGroup, pool: list[int], actor: Person, at: dt.datetime
) -> list[int]:
    """Draw once, and keep what is needed to draw again."""
    group.seed, group.pool = secrets.token_hex(_SEED), sorted(pool)
    lots = drawn(group.seed, pool)
    group.drawn, group.drawn_at = lots, at
    group.save(update_fields=["seed", "pool", "drawn", "drawn_at"])
    facts = {"group": group.group, "seed": group.seed, "drawn": " ".join(map(str, group.drawn))}
    record("hearings.lots_drawn", subject=hearing.case_subject, actor=actor, facts=facts)
    return lots


@transaction.atomic
def answer_one(
    registration: Registration, action: str, reason: str, *, actor: Person, at: dt.datetime
) -> None:
    """Choose or pass over one by hand; after the selection, the next in line for a free seat.

    Raises:
        StepRefusedError: ``reason_missing``, ``no_seat``, ``hearing_over``, ``not_for_you``.
        HearingRefusedError: ``not_by_hand`` where lots or the order decide; ``not_next``.
    """
    hearing = lock(Hearing, registration.hearing_id)
    held = lock(Registration, registration.pk)
    if hearing.way != Hearing.Way.NAMED:
        if hearing.state != "selected" or action != "choose":
            raise HearingRefusedError("not_by_hand")
        if (first := next_in_line(hearing, held.group)) is None or first.pk != held.pk:
            raise HearingRefusedError("not_next")
    facts = RegistrationFacts(
        is_open=is_open(hearing),
        has_seat=free_seats(hearing, held.group) > 0,
        reason=reason,
        needs_reason=hearing.way == Hearing.Way.NAMED,
    )
    take(held, action, by=Acting(actor, desk_roles(actor, hearing.project), at), facts=facts)
    held.reason = reason.strip()
    held.save(update_fields=["reason"])
    if hearing.state == "selected":  # before, everybody is told with the selection
        tell_answers([held], at=at)


def fill_seat(hearing: Hearing, group: str, *, at: dt.datetime) -> Registration | None:
    """Give a seat that became free to the next in line; nobody where the desk chooses.

    Call it within the transaction of the step that freed it, with the hearing locked.
    """
    if hearing.state != "selected" or hearing.way == Hearing.Way.NAMED:
        return None
    following = next_in_line(hearing, group)
    if following is None or free_seats(hearing, group) < 1:
        return None
    take(following, "choose", by=Acting(None, DESK, at), facts=RegistrationFacts())
    tell_answers([following], at=at)
    return following


def next_in_line(hearing: Hearing, group: str) -> Registration | None:
    """Who was passed over and comes first: by the lots, or by the order of registration."""
    rows = hearing.registrations.select_related("person", "hearing")
    left = {one.number: one for one in rows.filter(group=group, state="passed_over")}
    lots = hearing.groups.filter(group=group).values_list("drawn", flat=True).first() or []
    line = [number for number in lots if number in left] or sorted(left)
    return left[line[0]] if line else None


def free_seats(hearing: Hearing, group: str) -> int:
    """Seats of a group that nobody was chosen for; two questions."""
    seats = hearing.groups.filter(group=group).values_list("seats", flat=True).first() or 0
    return seats - hearing.registrations.filter(group=group, state="chosen").count()


def is_open(hearing: Hearing) -> bool:
    """Whether seats are still given and given back."""
    return hearing.state in {"announced", "selected"}
