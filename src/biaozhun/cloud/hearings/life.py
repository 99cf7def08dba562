"""The life cycles of a hearing, of a registration, of an opinion and of an invitation, as tables.

Roles: ``desk`` is who keeps the project: officers of the authority, the officer in charge, the
department that applied, the secretariat of the committee; ``participant`` registered;
``invitee`` is the representative who was invited.
"""

import datetime as dt
from decimal import Decimal
from typing import Final

import msgspec

from biaozhun.core.lifecycle import Applied, Guard, Limit, Machine, Transition, Visibility

DESK: Final = frozenset({"desk"})
PARTICIPANT: Final = frozenset({"participant"})
INVITEE: Final = frozenset({"invitee"})

NOTICE_DAYS: Final = "H-01"
CONSUMERS: Final = "H-02"
TOLD_DAYS: Final = "H-03"
RULES: Final = (NOTICE_DAYS, CONSUMERS, TOLD_DAYS)

PUBLIC: Final = ("announced", "selected", "held", "settled")
"""The states everybody reads of; of one that was cancelled, where it had been announced."""
UNDER_WAY: Final = ("preparing", "announced", "selected", "held")
"""The states in which a project has a hearing before it."""


class HearingFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a hearing.

    Attributes:
        today: the day of the step.
        day: of the hearing, as it would be after the step.
        day_now: of the hearing, where the step would change it.
        register_until: the last day to register, as it would be after the step.
        announced: the day of the notice, once there was one.
        reason: what was written with the step.
        has_place: there is a room or an address on line.
        seats: of participants, observers left out.
        consumer_seats: of them those of consumers and users.
        papers: that everybody may read.
        waiting: registrations without an answer.
        chosen: participants who were chosen, observers left out.
        unmarked: chosen participants of whom nobody said whether they came.
        present: participants who came.
        has_minutes: the minutes lie on the project.
        undecided: opinions without a decided answer.
        report: what is published on what was said and how it was handled.
        is_approved: the project was approved already.
    """

    today: dt.date
    day: dt.date | None = None
    day_now: dt.date | None = None
    register_until: dt.date | None = None
    announced: dt.date | None = None
    reason: str = ""
    has_place: bool = False
    seats: int = 0
    consumer_seats: int = 0
    papers: int = 0
    waiting: int = 0
    chosen: int = 0
    unmarked: int = 0
    present: int = 0
    has_minutes: bool = False
    undecided: int = 0
    report: str = ""
    is_approved: bool = False


def _ahead(facts: HearingFacts, rule: Applied) -> bool:
    """Full days from today to the day of the hearing; today is not counted (D-06)."""
    return facts.day is not None and rule.met_by((facts.day - facts.today).days)


def _noticed(facts: HearingFacts, rule: Applied) -> bool:
    """Full days from the notice to the day of the hearing, so that moving it shortens nothing."""
    since = facts.announced or facts.today
    return facts.day is not None and rule.met_by((facts.day - since).days)


def _consumers(facts: HearingFacts, rule: Applied) -> bool:
    """The share of the seats that consumers and users have."""
    if not facts.seats:
        return False
    return rule.met_by(Decimal(facts.consumer_seats) / Decimal(facts.seats))


def _in_order(facts: HearingFacts) -> bool:
    """The last day to register lies between today and the day before the hearing."""
    last, day = facts.register_until, facts.day
    return last is not None and day is not None and facts.today <= last < day


_REASON: Final = Guard[HearingFacts]("reason_missing", lambda told: bool(told.reason.strip()))
_TO_COME: Final = Guard[HearingFacts](
    "day_not_ahead", lambda told: told.day is not None and told.day > told.today
)
_NOT_APPROVED: Final = Guard[HearingFacts]("project_approved", lambda told: not told.is_approved)
_NOTICE: Final = Limit[HearingFacts]("notice_too_short", NOTICE_DAYS, _noticed)
_TOLD: Final = Limit[HearingFacts]("told_too_late", TOLD_DAYS, _ahead)
_ANOTHER_DAY: Final = Guard[HearingFacts]("same_day", lambda told: told.day != told.day_now)

HEARING: Final = Machine[HearingFacts](
    name="hearings.hearing",
    initial="preparing",
    transitions=(
        Transition(
            action="announce",
            sources=("preparing",),
            target="announced",
            roles=DESK,
            guards=(
                _TO_COME,
                Guard("registration_days", _in_order),
                Guard("place_missing", lambda told: told.has_place),
                Guard("seats_missing", lambda told: told.seats > 0),
                Guard("papers_missing", lambda told: told.papers > 0),
            ),
            limits=(
                _NOTICE,
                Limit("too_few_consumers", CONSUMERS, _consumers),
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="postpone",
            sources=("announced",),
            target="announced",
            roles=DESK,
            guards=(_REASON, _TO_COME, _ANOTHER_DAY, Guard("registration_days", _in_order)),
            limits=(_NOTICE,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="postpone",
            sources=("selected",),
            target="selected",
            roles=DESK,
            guards=(_REASON, _TO_COME, _ANOTHER_DAY),
            limits=(_NOTICE, _TOLD),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="select",
            sources=("announced",),
            target="selected",
            roles=DESK,
            guards=(
                Guard(
                    "registration_open",
                    lambda told: (
                        told.register_until is not None and told.register_until < told.today
                    ),
                ),
                Guard("registrations_waiting", lambda told: told.waiting == 0),
                Guard("nobody_chosen", lambda told: told.chosen > 0),
            ),
            limits=(_TOLD,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="hold",
            sources=("selected",),
            target="held",
            roles=DESK,
            guards=(
                Guard("day_to_come", lambda told: told.day is not None and told.day <= told.today),
                Guard("attendance_unmarked", lambda told: told.unmarked == 0),
                Guard("nobody_present", lambda told: told.present > 0),
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="settle",
            sources=("held",),
            target="settled",
            roles=DESK,
            guards=(
                Guard("minutes_missing", lambda told: told.has_minutes),
                Guard("opinions_undecided", lambda told: told.undecided == 0),
                Guard("report_missing", lambda told: bool(told.report.strip())),
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="reopen",
            sources=("settled",),
            target="held",
            roles=DESK,
            guards=(_REASON, _NOT_APPROVED),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="cancel",
            sources=("preparing", "announced", "selected"),
            target="cancelled",
            roles=DESK,
            guards=(_REASON,),
            visibility=Visibility.PUBLIC,
        ),
    ),
)


class RegistrationFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a registration.

    Attributes:
        is_open: the hearing has not been held or cancelled.
        has_seat: a seat of its group is free.
        reason: why this one, where the desk chooses by hand.
        needs_reason: it does.
    """

    is_open: bool = True
    has_seat: bool = True
    reason: str = ""
    needs_reason: bool = False


_STILL: Final = Guard[RegistrationFacts]("hearing_over", lambda told: told.is_open)
_SEAT: Final = Guard[RegistrationFacts]("no_seat", lambda told: told.has_seat)
_WHY: Final = Guard[RegistrationFacts](
    "reason_missing", lambda told: bool(told.reason.strip()) or not told.needs_reason
)

REGISTRATION: Final = Machine[RegistrationFacts](
    name="hearings.registration",
    initial="waiting",
    transitions=(
        Transition(
            action="choose",
            sources=("waiting", "passed_over"),
            target="chosen",
            roles=DESK,
            guards=(_STILL, _SEAT, _WHY),
        ),
        Transition(
            action="pass_over",
            sources=("waiting",),
            target="passed_over",
            roles=DESK,
            guards=(_STILL, _WHY),
        ),
        Transition(
            action="withdraw",
            sources=("waiting", "chosen", "passed_over"),
            target="withdrawn",
            roles=PARTICIPANT | DESK,
            guards=(_STILL, _WHY),
        ),
    ),
)


class OpinionFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of an opinion.

    Attributes:
        disposition: ``accepted``, ``partly``, ``rejected``; or empty.
        reason: the answer, or why it is decided anew.
        is_settled: the report was published.
    """

    disposition: str = ""
    reason: str = ""
    is_settled: bool = False


_UNSETTLED: Final = Guard[OpinionFacts]("hearing_settled", lambda told: not told.is_settled)

OPINION: Final = Machine[OpinionFacts](
    name="hearings.opinion",
    initial="open",
    transitions=(
        Transition(
            action="decide",
            sources=("open",),
            target="decided",
            roles=DESK,
            guards=(
                Guard("disposition_missing", lambda told: bool(told.disposition)),
                Guard(
                    "answer_missing",
                    lambda told: told.disposition == "accepted" or bool(told.reason.strip()),
                ),
                _UNSETTLED,
            ),
        ),
        Transition(
            action="decide_anew",
            sources=("decided",),
            target="open",
            roles=DESK,
            guards=(
                Guard("reason_missing", lambda told: bool(told.reason.strip())),
                _UNSETTLED,
            ),
        ),
    ),
)


class InvitationFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of an invitation.

    Attributes:
        today: the day of the step.
        answer_until: the last day to answer, where there is one.
        day: of what the representative is invited to, where it has one.
        reason: what was written with the step.
    """

    today: dt.date
    answer_until: dt.date | None = None
    day: dt.date | None = None
    reason: str = ""


_IN_TIME: Final = Guard[InvitationFacts](
    "answer_too_late", lambda told: told.answer_until is None or told.today <= told.answer_until
)
_CAME: Final = Guard[InvitationFacts](
    "day_to_come", lambda told: told.day is None or told.day <= told.today
)

INVITATION: Final = Machine[InvitationFacts](
    name="hearings.invitation",
    initial="invited",
    transitions=(
        Transition(
            action="accept",
            sources=("invited", "declined"),
            target="accepted",
            roles=INVITEE,
            guards=(_IN_TIME,),
        ),
        Transition(
            action="decline",
            sources=("invited", "accepted"),
            target="declined",
            roles=INVITEE,
            guards=(_IN_TIME,),
        ),
        Transition(
            action="note_acceptance",
            sources=("invited", "declined"),
            target="accepted",
            roles=DESK,
        ),
        Transition(
            action="note_refusal",
            sources=("invited", "accepted"),
            target="declined",
            roles=DESK,
        ),
        Transition(
            action="attend",
            sources=("invited", "accepted", "absent"),
            target="attended",
            roles=DESK,
            guards=(_CAME,),
        ),
        Transition(
            action="miss",
            sources=("accepted", "attended"),
            target="absent",
            roles=DESK,
            guards=(_CAME,),
        ),
        Transition(
            action="cancel",
            sources=("invited", "accepted", "declined"),
            target="cancelled",
            roles=DESK,
            guards=(Guard("reason_missing", lambda told: bool(told.reason.strip())),),
        ),
    ),
)
