"""The life cycle of batches, as a table."""

import datetime as dt
from typing import Final

import msgspec

from biaozhun.cloud.proposals.life.sides import AUTHORITY, reasoned
from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility

FILLING: Final = ("collecting", "arguing")
"""The states of a batch in which applications, experts and criteria are laid into it."""


class BatchFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a batch.

    Attributes:
        reason: what was written with the step.
        today: the day of the step.
        meeting: the day of the argument meeting.
        applications: how many lie in it.
        assessors: how many experts are named.
        weights: sum of the weights of its criteria.
        waiting: applications without a conclusion.
        favoured: applications to be put into the plan.
        notice: first and last day of the public notice.
        open_objections: objections without an answer.
        upheld: objections that were upheld while their application still stands.
        number: 文号 of the programme.
        ordinary: applications of the normal procedure that were not declined.
        is_meeting_skipped: the urgent ones are argued without a meeting.
    """

    reason: str = ""
    today: dt.date
    meeting: dt.date | None = None
    applications: int = 0
    assessors: int = 0
    weights: int = 0
    waiting: int = 0
    favoured: int = 0
    notice: tuple[dt.date, dt.date] | None = None
    open_objections: int = 0
    upheld: int = 0
    number: str = ""
    ordinary: int = 0
    is_meeting_skipped: bool = False


_REASON: Final = Guard[BatchFacts]("reason_missing", reasoned)
_FAVOURED: Final = Guard[BatchFacts]("nothing_favoured", lambda facts: facts.favoured > 0)
_SETTLED: Final = (
    Guard[BatchFacts]("open_objections", lambda facts: facts.open_objections == 0),
    Guard[BatchFacts]("objection_upheld", lambda facts: facts.upheld == 0),
)

BATCH_LIFE: Final = Machine[BatchFacts](
    name="proposals.batch",
    initial="collecting",
    transitions=(
        Transition(
            action="argue",
            sources=("collecting",),
            target="arguing",
            roles=AUTHORITY,
            guards=(
                Guard("batch_empty", lambda facts: facts.applications > 0),
                Guard("meeting_missing", lambda facts: facts.meeting is not None),
                Guard("no_assessor", lambda facts: facts.assessors > 0),
                Guard("weights_wrong", lambda facts: facts.weights == 100),
            ),
            visibility=Visibility.PARTIES,
        ),
        Transition(
            action="skip_argument",
            sources=("collecting",),
            target="arguing",
            roles=AUTHORITY,
            guards=(
                _REASON,
                Guard("batch_empty", lambda facts: facts.applications > 0),
                Guard("not_all_urgent", lambda facts: facts.ordinary == 0),
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="conclude",
            sources=("arguing",),
            target="concluded",
            roles=AUTHORITY,
            guards=(
                Guard(
                    "meeting_to_come",
                    lambda facts: (
                        facts.is_meeting_skipped
                        or (facts.meeting is not None and facts.meeting <= facts.today)
                    ),
                ),
                Guard("without_conclusion", lambda facts: facts.waiting == 0),
            ),
        ),
        Transition(
            action="reopen",
            sources=("concluded",),
            target="arguing",
            roles=AUTHORITY,
            guards=(_REASON,),
        ),
        Transition(
            action="publicise",
            sources=("concluded",),
            target="publicised",
            roles=AUTHORITY,
            guards=(
                _FAVOURED,
                Guard("notice_days_missing", lambda facts: facts.notice is not None),
                Guard(
                    "notice_in_the_past",
                    lambda facts: facts.notice is None or facts.notice[0] >= facts.today,
                ),
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="skip_notice",
            sources=("concluded",),
            target="decided",
            roles=AUTHORITY,
            guards=(_FAVOURED, _REASON),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="settle",
            sources=("publicised",),
            target="decided",
            roles=AUTHORITY,
            guards=(
                Guard(
                    "notice_running",
                    lambda facts: facts.notice is not None and facts.notice[1] < facts.today,
                ),
                *_SETTLED,
                _FAVOURED,
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="issue",
            sources=("decided",),
            target="issued",
            roles=AUTHORITY,
            guards=(
                _FAVOURED,
                *_SETTLED,
                Guard("number_missing", lambda facts: bool(facts.number)),
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="close",
            sources=("concluded", "publicised", "decided"),
            target="closed",
            roles=AUTHORITY,
            guards=(
                _REASON,
                Guard("something_favoured", lambda facts: facts.favoured == 0),
            ),
        ),
        Transition(
            action="dissolve",
            sources=("collecting", "arguing"),
            target="dissolved",
            roles=AUTHORITY,
            guards=(_REASON,),
        ),
    ),
)
