"""The life cycles of a consultation and of a comment, as tables.

Roles: ``desk`` is who keeps it: officers of the authority, the officer in charge, the department
that applied, the secretariat of the committee; ``drafter`` is of the team or of a drafting unit;
``author`` wrote the comment; ``calendar`` is no person but the day that has come.
"""

import datetime as dt
from typing import Final

import msgspec

from biaozhun.core.lifecycle import Applied, Guard, Limit, Machine, Transition, Visibility

DESK: Final = frozenset({"desk"})
DRAFTER: Final = DESK | {"drafter"}
AUTHOR: Final = frozenset({"author"})
CALENDAR: Final = frozenset({"calendar"})

OPEN: Final = ("open",)
"""The states in which comments come in."""
PUBLIC: Final = ("open", "closed", "settled")
"""The states everybody reads of."""
LAW: Final = "标准化法第十五条"


class ConsultationFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a consultation.

    Attributes:
        today: the day of the step.
        opens: the first day of the period, or of the present one where the text was replaced.
        closes: the last day.
        closes_now: the last day it has now, where the step would change it.
        reason: what was written with the step.
        has_text: the draft was read, and there is something to comment on.
        is_new_text: the document that replaces the text is another than the present one.
        waiting: comments nobody has looked at yet.
        undecided: comments without a decided answer.
        summary: what is published on how the comments were handled.
        has_moved_on: the draft for review was handed in, or a further round has begun.
    """

    today: dt.date
    opens: dt.date | None = None
    closes: dt.date | None = None
    closes_now: dt.date | None = None
    reason: str = ""
    has_text: bool = False
    is_new_text: bool = False
    waiting: int = 0
    undecided: int = 0
    summary: str = ""
    has_moved_on: bool = False


def _long_enough(facts: ConsultationFacts, rule: Applied) -> bool:
    """Full days between the first day and the last one (D-06): the first is not counted."""
    if facts.opens is None or facts.closes is None:
        return False
    return rule.met_by((facts.closes - facts.opens).days)


_REASON: Final = Guard[ConsultationFacts]("reason_missing", lambda told: bool(told.reason.strip()))
_TEXT: Final = Guard[ConsultationFacts]("text_missing", lambda told: told.has_text)
_LAST_DAY: Final = Guard[ConsultationFacts](
    "last_day_missing", lambda told: told.closes is not None and told.closes > told.today
)
_OVER: Final = Guard[ConsultationFacts](
    "not_over", lambda told: told.closes is not None and told.closes < told.today
)
_LONG_ENOUGH: Final = Limit[ConsultationFacts]("period_too_short", "T-01", _long_enough)

CONSULTATION: Final = Machine[ConsultationFacts](
    name="consultations.consultation",
    initial="preparing",
    transitions=(
        Transition(
            action="open",
            sources=("preparing",),
            target="open",
            roles=DESK,
            guards=(_TEXT, _LAST_DAY),
            limits=(_LONG_ENOUGH,),
            visibility=Visibility.PUBLIC,
            basis=LAW,
        ),
        Transition(
            action="drop",
            sources=("preparing",),
            target="dropped",
            roles=DESK,
            guards=(_REASON,),
        ),
        Transition(
            action="restart",
            sources=("open",),
            target="open",
            roles=DESK,
            guards=(
                _REASON,
                _TEXT,
                Guard("same_text", lambda told: told.is_new_text),
                _LAST_DAY,
            ),
            limits=(_LONG_ENOUGH,),
            visibility=Visibility.PUBLIC,
            basis=LAW,
        ),
        Transition(
            action="extend",
            sources=("open",),
            target="open",
            roles=DESK,
            guards=(
                _REASON,
                _LAST_DAY,
                Guard(
                    "not_later",
                    lambda told: (
                        told.closes is not None
                        and told.closes_now is not None
                        and told.closes > told.closes_now
                    ),
                ),
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="close",
            sources=("open",),
            target="closed",
            roles=DESK | CALENDAR,
            guards=(_OVER,),
            limits=(_LONG_ENOUGH,),
            visibility=Visibility.PUBLIC,
            basis=LAW,
        ),
        Transition(
            action="settle",
            sources=("closed",),
            target="settled",
            roles=DESK,
            guards=(
                Guard("comments_waiting", lambda told: told.waiting == 0),
                Guard("comments_undecided", lambda told: told.undecided == 0),
                Guard("summary_missing", lambda told: bool(told.summary.strip())),
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="reopen",
            sources=("settled",),
            target="closed",
            roles=DESK,
            guards=(_REASON, Guard("handed_in", lambda told: not told.has_moved_on)),
            visibility=Visibility.PARTIES,
        ),
    ),
)


class CommentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a comment.

    Attributes:
        reason: what was written with the step: the answer, or why it is withheld.
        disposition: what is proposed or decided: ``accepted``, ``partly``, ``rejected``; or empty.
        is_running: comments come in, or have not been answered yet.
        is_settled: the handling of the consultation was published.
        has_moved_on: the draft for review was handed in already.
    """

    reason: str = ""
    disposition: str = ""
    is_running: bool = True
    is_settled: bool = False
    has_moved_on: bool = False


_WHY: Final = Guard[CommentFacts]("reason_missing", lambda told: bool(told.reason.strip()))
_CHOSEN: Final = Guard[CommentFacts]("disposition_missing", lambda told: bool(told.disposition))
_ARGUED: Final = Guard[CommentFacts](
    "answer_missing", lambda told: told.disposition == "accepted" or bool(told.reason.strip())
)
_UNSETTLED: Final = Guard[CommentFacts]("consultation_settled", lambda told: not told.is_settled)

WAITING: Final = "waiting"
UNDECIDED: Final = ("open", "proposed")
COUNTED: Final = ("open", "proposed", "decided")
"""The states of comments that are read by everybody and answered."""

COMMENT: Final = Machine[CommentFacts](
    name="consultations.comment",
    initial="waiting",
    transitions=(
        Transition(
            action="release",
            sources=("waiting", "withheld"),
            target="open",
            roles=DESK | CALENDAR,
            guards=(_UNSETTLED,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="withhold",
            sources=("waiting", "open"),
            target="withheld",
            roles=DESK,
            guards=(_WHY,),
        ),
        Transition(
            action="withdraw",
            sources=("waiting", "open", "proposed"),
            target="withdrawn",
            roles=AUTHOR,
            guards=(Guard("not_running", lambda told: told.is_running),),
        ),
        Transition(
            action="propose",
            sources=("open", "proposed"),
            target="proposed",
            roles=DRAFTER,
            guards=(_CHOSEN, _ARGUED, _UNSETTLED),
        ),
        Transition(
            action="decide",
            sources=("open", "proposed"),
            target="decided",
            roles=DESK,
            guards=(_CHOSEN, _ARGUED, _UNSETTLED),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="decide_anew",
            sources=("decided",),
            target="open",
            roles=DESK,
            guards=(
                _WHY,
                _UNSETTLED,
                Guard("handed_in", lambda told: not told.has_moved_on),
            ),
            visibility=Visibility.PUBLIC,
        ),
    ),
)
