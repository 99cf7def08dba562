"""What the guards of a hearing ask about, and what is still open of it."""

import datetime as dt

from django.db.models import Count, Q

from biaozhun.cloud.hearings.life import HearingFacts
from biaozhun.cloud.hearings.models import Group, Hearing

CONSUMERS = frozenset({Group.CONSUMER, Group.USER})
_APPROVED = frozenset({"approved", "announced", "published"})


def hearing_facts(
    hearing: Hearing,
    *,
    today: dt.date,
    reason: str = "",
    day: dt.date | None = None,
    register_until: dt.date | None = None,
    report: str = "",
) -> HearingFacts:
    """What is asked before a step of a hearing; five questions.

    Args:
        hearing: which one.
        today: the day of the step.
        reason: what was written with it.
        day: of the hearing, where the step changes it.
        register_until: the last day to register, where the step changes it.
        report: what is published.
    """
    seats = {one.group: one.seats for one in hearing.groups.all()}
    return HearingFacts(
        today=today,
        day=day or hearing.day,
        day_now=hearing.day,
        register_until=register_until or hearing.register_until,
        announced=hearing.announced,
        reason=reason,
        has_place=bool(hearing.place.strip() or hearing.online),
        seats=sum(number for group, number in seats.items() if group != Group.OBSERVER),
        consumer_seats=sum(number for group, number in seats.items() if group in CONSUMERS),
        papers=hearing.papers.filter(is_public=True).count(),
        has_minutes=hearing.minutes_id is not None,
        undecided=undecided(hearing),
        report=report or hearing.report,
        is_approved=hearing.project.state in _APPROVED,
        **_registered(hearing),
    )


_SPEAKS = Q(state="chosen") & ~Q(group=Group.OBSERVER)


def _registered(hearing: Hearing) -> dict[str, int]:
    """How many wait for an answer, speak, are not marked yet, and came."""
    return hearing.registrations.aggregate(
        waiting=Count("pk", filter=Q(state="waiting")),
        chosen=Count("pk", filter=_SPEAKS),
        unmarked=Count("pk", filter=_SPEAKS & Q(attended=None)),
        present=Count("pk", filter=_SPEAKS & Q(attended=True)),
    )


def undecided(hearing: Hearing) -> int:
    """Opinions of participants and of representatives without a decided answer; two questions."""
    invited = hearing.invitations.exclude(opinion="").filter(disposition="")
    return hearing.opinions.filter(state="open").count() + invited.count()
