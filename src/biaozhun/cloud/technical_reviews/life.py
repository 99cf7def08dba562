"""The life cycles of a department's check and of a technical review, as tables.

Roles of a check: ``department`` leads and checks; ``desk`` asks for it. Of a review: ``desk`` keeps
it: officers of the authority, the officer in charge, the secretariat of the committee; ``reviewer``
sits in it; ``calendar`` is no person but the day that has come. How many must be there and how many
must be for it the rules say (domain-rules 2.5); what no region signed only advises.
"""

import datetime as dt
from decimal import Decimal
from typing import Final

import msgspec

from biaozhun.core.lifecycle import Applied, Guard, Limit, Machine, Transition, Visibility
from biaozhun.core.lifecycle.rules import share_of

DESK: Final = frozenset({"desk"})
DEPARTMENT: Final = frozenset({"department"})
CALENDAR: Final = frozenset({"calendar"})
LAW: Final = "标准化法第十六条"

OPEN: Final = ("submitted", "reviewing")
"""The states of a project in which it is reviewed."""
RUNNING: Final = ("preparing", "convened", "voting", "counted")
"""The states of a review that is not concluded."""


class CheckFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a department's check.

    Attributes:
        opinion: what the department says, with its reasons.
        has_draft: the draft for review lies on the project.
    """

    opinion: str = ""
    has_draft: bool = False


_SAID: Final = Guard[CheckFacts]("opinion_missing", lambda told: bool(told.opinion.strip()))

CHECK: Final = Machine[CheckFacts](
    name="technical_reviews.check",
    initial="asked",
    transitions=(
        Transition(
            action="pass_check",
            sources=("asked",),
            target="passed",
            roles=DEPARTMENT,
            guards=(_SAID, Guard("draft_missing", lambda told: told.has_draft)),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="send_back",
            sources=("asked",),
            target="sent_back",
            roles=DEPARTMENT,
            guards=(_SAID,),
        ),
        Transition(action="withdraw", sources=("asked",), target="withdrawn", roles=DESK),
    ),
)


class ReviewFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a review.

    Attributes:
        today: the day of the step.
        reason: what was written with the step.
        is_panel: a panel reviews; else the committee in charge.
        is_ballot: by ballot; else in a meeting.
        is_drawn: the seats of the panel were drawn.
        undrawn: seats of the panel nobody could be drawn for.
        people: who reviews, after those who declined.
        odd: whether that is an odd number.
        users: of them, for users and consumers.
        testers: of them, for testing and research.
        largest_unit: share of the largest group from one unit.
        drafters: with a vote, who drafted it or is of a unit that did; of a committee such members
            sit without one.
        conflicted: with a vote, who has a declared conflict of interest with it.
        is_checked: the department checked this draft, and it passed.
        is_newest: no newer draft for review was put on the project since.
        is_there: the project is handed in or under review.
        day: of the meeting, or the first of the ballot.
        closes: the last day of the ballot.
        is_sent: the papers were sent and the day is set, so that the days can be counted.
        days_ahead: working days between the two; ``None`` where they cannot be counted.
        present: who was present or voted.
        eligible: who may vote; drafters and their colleagues may not (Q-10).
        voted: votes cast, abstentions too.
        in_favour: votes for it.
        against: votes against it.
        unmarked: who was in the meeting without presence being entered.
        unanswered_questions: of the four questions (domain-rules 2.2, row 9) without an answer.
        refused_questions: of the four, answered with no.
        open_opinions: opinions without an answer.
        conclusion: ``passed``, ``revise`` or ``failed``; or empty.
        rounds_before: reviews of this project that asked for a revision.
        has_minutes: the minutes lie on the project.
    """

    today: dt.date
    reason: str = ""
    is_panel: bool = False
    is_ballot: bool = False
    is_drawn: bool = False
    undrawn: int = 0
    people: int = 0
    odd: bool = False
    users: int = 0
    testers: int = 0
    largest_unit: Decimal = Decimal(0)
    drafters: int = 0
    conflicted: int = 0
    is_checked: bool = False
    is_newest: bool = True
    is_there: bool = True
    day: dt.date | None = None
    closes: dt.date | None = None
    is_sent: bool = False
    days_ahead: int | None = None
    present: int = 0
    eligible: int = 0
    voted: int = 0
    in_favour: int = 0
    against: int = 0
    unmarked: int = 0
    unanswered_questions: int = 0
    refused_questions: int = 0
    open_opinions: int = 0
    conclusion: str = ""
    rounds_before: int = 0
    has_minutes: bool = False


def _of_panel(code: str, rule: str, amount: str) -> Limit[ReviewFacts]:
    """A limit on the make-up of a panel; a committee is made up by its own rules."""

    def holds(told: ReviewFacts, applied: Applied) -> bool:
        return not told.is_panel or applied.met_by(getattr(told, amount))

    return Limit(code, rule, holds)


def _quorum(told: ReviewFacts, rule: Applied) -> bool:
    return told.is_ballot or rule.met_by(share_of(told.present, told.eligible))


def _turnout(told: ReviewFacts, rule: Applied) -> bool:
    return not told.is_ballot or rule.met_by(share_of(told.voted, told.eligible))


def _no_quorum(told: ReviewFacts, rule: Applied) -> bool:
    """Votes that were enough are not taken anew because of how they fell."""
    return told.is_ballot or not rule.met_by(share_of(told.present, told.eligible))


def _no_turnout(told: ReviewFacts, rule: Applied) -> bool:
    return not told.is_ballot or not rule.met_by(share_of(told.voted, told.eligible))


def _majority(told: ReviewFacts, rule: Applied) -> bool:
    if told.conclusion != "passed" or told.is_ballot:
        return True
    return rule.met_by(share_of(told.in_favour, told.present))


def _ballot_for(told: ReviewFacts, rule: Applied) -> bool:
    if told.conclusion != "passed" or not told.is_ballot:
        return True
    return rule.met_by(share_of(told.in_favour, told.voted))


def _ballot_against(told: ReviewFacts, rule: Applied) -> bool:
    if told.conclusion != "passed" or not told.is_ballot:
        return True
    return rule.met_by(share_of(told.against, told.voted))


def _ahead(told: ReviewFacts, rule: Applied) -> bool:
    return told.days_ahead is not None and rule.met_by(told.days_ahead)


def _repeated(told: ReviewFacts, rule: Applied) -> bool:
    """A further review must not be one too many; those before it are counted with it."""
    return told.conclusion != "revise" or rule.met_by(told.rounds_before + 1)


_REASON: Final = Guard[ReviewFacts]("reason_missing", lambda told: bool(told.reason.strip()))
_THERE: Final = Guard[ReviewFacts]("not_submitted", lambda told: told.is_there)
_CHECKED: Final = Guard[ReviewFacts]("draft_not_checked", lambda told: told.is_checked)
_NO_DRAFTER: Final = Limit[ReviewFacts](
    "drafter_reviews", "Q-10", lambda told, rule: rule.met_by(told.drafters)
)

REVIEW: Final = Machine[ReviewFacts](
    name="technical_reviews.review",
    initial="preparing",
    transitions=(
        Transition(
            action="convene",
            sources=("preparing",),
            target="convened",
            roles=DESK,
            guards=(
                _THERE,
                _CHECKED,
                Guard("no_reviewers", lambda told: told.people > 0),
                Guard("not_drawn", lambda told: not told.is_panel or told.is_drawn),
                Guard("seats_empty", lambda told: not told.is_panel or told.undrawn == 0),
                Guard("conflicted_reviewer", lambda told: told.conflicted == 0),
                Guard("day_missing", lambda told: told.day is not None),
                Guard(
                    "last_day_missing",
                    lambda told: (
                        not told.is_ballot
                        or (
                            told.closes is not None
                            and told.day is not None
                            and told.closes > told.day
                        )
                    ),
                ),
            ),
            limits=(
                _of_panel("panel_too_small", "Q-01", "people"),
                Limit(
                    "panel_even",
                    "Q-02",
                    lambda told, rule: not told.is_panel or rule.met_by(int(told.odd)),
                ),
                _of_panel("no_user_on_panel", "Q-03", "users"),
                _of_panel("no_tester_on_panel", "Q-04", "testers"),
                _of_panel("one_unit_too_many", "Q-05", "largest_unit"),
                _NO_DRAFTER,
            ),
            visibility=Visibility.PARTIES,
            basis=LAW,
        ),
        Transition(
            action="begin",
            sources=("convened",),
            target="voting",
            roles=DESK,
            guards=(
                _THERE,
                _CHECKED,
                Guard("newer_draft", lambda told: told.is_newest),
                Guard("too_early", lambda told: told.day is not None and told.day <= told.today),
                Guard(
                    "ballot_over",
                    lambda told: (
                        not told.is_ballot or told.closes is None or told.today <= told.closes
                    ),
                ),
                Guard("conflicted_reviewer", lambda told: told.conflicted == 0),
                Guard("presence_missing", lambda told: told.is_ballot or told.unmarked == 0),
            ),
            limits=(Limit("papers_too_late", "Q-08", _ahead), _NO_DRAFTER),
            visibility=Visibility.PARTIES,
        ),
        Transition(
            action="count",
            sources=("voting",),
            target="counted",
            roles=DESK | CALENDAR,
            guards=(
                Guard(
                    "ballot_running",
                    lambda told: (
                        not told.is_ballot
                        or told.voted == told.eligible
                        or (told.closes is not None and told.closes < told.today)
                    ),
                ),
            ),
            visibility=Visibility.PARTIES,
        ),
        Transition(
            action="conclude",
            sources=("counted",),
            target="concluded",
            roles=DESK,
            guards=(
                Guard("conclusion_missing", lambda told: bool(told.conclusion)),
                _REASON,
                Guard("questions_unanswered", lambda told: told.unanswered_questions == 0),
                Guard(
                    "question_refused",
                    lambda told: told.conclusion != "passed" or told.refused_questions == 0,
                ),
                Guard(
                    "opinions_open",
                    lambda told: told.conclusion != "passed" or told.open_opinions == 0,
                ),
                Guard("nobody_voted", lambda told: told.voted > 0),
                Guard("minutes_missing", lambda told: told.has_minutes),
            ),
            limits=(
                Limit("no_quorum", "Q-06", _quorum),
                Limit("too_few_votes", "Q-11", _turnout),
                Limit("no_majority", "Q-07", _majority),
                Limit("too_few_in_favour", "Q-12", _ballot_for),
                Limit("too_many_against", "Q-13", _ballot_against),
                Limit("reviewed_too_often", "Q-09", _repeated),
            ),
            visibility=Visibility.PUBLIC,
            basis=LAW,
        ),
        Transition(
            action="repeat",
            sources=("voting",),
            target="preparing",
            roles=DESK,
            guards=(_REASON,),
            visibility=Visibility.PARTIES,
        ),
        Transition(
            action="repeat",
            sources=("counted",),
            target="preparing",
            roles=DESK,
            guards=(_REASON,),
            limits=(
                Limit("votes_stand", "Q-06", _no_quorum),
                Limit("votes_stand", "Q-11", _no_turnout),
            ),
            visibility=Visibility.PARTIES,
        ),
        Transition(
            action="postpone",
            sources=("convened",),
            target="preparing",
            roles=DESK,
            guards=(_REASON,),
            visibility=Visibility.PARTIES,
        ),
        Transition(
            action="cancel",
            sources=("preparing", "convened"),
            target="cancelled",
            roles=DESK,
            guards=(_REASON,),
            visibility=Visibility.PARTIES,
        ),
    ),
)
