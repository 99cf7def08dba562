"""The life cycles of calls, applications and batches, as tables.

Roles: ``department`` is the sector department that applies; ``drafter`` belongs to one of the
drafting units it names; ``authority`` is an officer of the standardization authority; ``batch`` is
the batch an application lies in, when it takes a step of all of them, and is no person.
"""

import datetime as dt
from collections.abc import Callable
from typing import Final

import msgspec

from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility

DEPARTMENT: Final = frozenset({"department"})
AUTHORITY: Final = frozenset({"authority"})
BATCH: Final = frozenset({"batch"})

STAGE: Final = ("P-10",)
"""The limit of the proposal stage: from handing it in to the plan."""
OPEN: Final = (
    "draft",
    "returned",
    "submitted",
    "form_checked",
    "in_batch",
    "argued",
    "publicised",
    "accepted",
)
"""The states of an application that still may come to a plan."""


class CallFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a call."""

    reason: str = ""
    has_text: bool = False
    has_days: bool = False
    is_over: bool = False


class ApplicationFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of an application.

    Attributes:
        reason: what was written with the step.
        eligibility: why the applicant may not apply, by code; empty where it may.
        lacks: codes of what the form still lacks.
        is_screened: the overlap search was run on the present wording.
        needs_review: its findings ask for a fair-competition review.
        is_reviewed: that review is signed, and has no objection.
        is_call_open: the call it answers takes applications today; so where it answers none.
        conclusion: what the argument came to: ``accept``, ``amend``, ``decline``; empty before.
    """

    reason: str = ""
    eligibility: str = ""
    lacks: frozenset[str] = frozenset()
    is_screened: bool = False
    needs_review: bool = False
    is_reviewed: bool = False
    is_call_open: bool = True
    conclusion: str = ""


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


def _reasoned(facts: "CallFacts | ApplicationFacts | BatchFacts") -> bool:
    return bool(facts.reason.strip())


def _lacks(code: str) -> Callable[[ApplicationFacts], bool]:
    return lambda facts: code not in facts.lacks


def _may_apply(code: str) -> Callable[[ApplicationFacts], bool]:
    return lambda facts: facts.eligibility != code


INELIGIBLE: Final = ("no_unit", "not_a_department", "level_differs", "place_differs", "no_power")
"""Why somebody may not apply; the second door, a suggestion, stands open to them."""

FORM: Final = (
    "title_missing",
    "field_missing",
    "ics_missing",
    "scope_missing",
    "revised_missing",
    "revised_unknown",
    "necessity_missing",
    "feasibility_missing",
    "special_need_missing",
    "relation_missing",
    "effect_missing",
    "work_plan_missing",
    "months_missing",
    "no_drafting_unit",
    "undertaking_missing",
    "draft_missing",
    "legality_missing",
    "legality_negative",
)
"""What an application must bring, in the order of its form (domain-rules 2.6)."""

REASON: Final = Guard[ApplicationFacts]("reason_missing", _reasoned)
SUBMITTABLE: Final = (
    *(Guard[ApplicationFacts](code, _may_apply(code)) for code in INELIGIBLE),
    *(Guard[ApplicationFacts](code, _lacks(code)) for code in FORM),
    Guard[ApplicationFacts]("call_not_open", lambda facts: facts.is_call_open),
    Guard[ApplicationFacts]("screening_missing", lambda facts: facts.is_screened),
    Guard[ApplicationFacts](
        "fair_competition_missing", lambda facts: facts.is_reviewed or not facts.needs_review
    ),
)

CALL: Final = Machine[CallFacts](
    name="proposals.call",
    initial="draft",
    transitions=(
        Transition(
            action="publish",
            sources=("draft",),
            target="published",
            roles=AUTHORITY,
            guards=(
                Guard("text_missing", lambda facts: facts.has_text),
                Guard("days_missing", lambda facts: facts.has_days),
                Guard("days_over", lambda facts: not facts.is_over),
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="end",
            sources=("published",),
            target="ended",
            roles=AUTHORITY,
            guards=(Guard("reason_missing", _reasoned),),
            visibility=Visibility.PUBLIC,
        ),
    ),
)

APPLICATION: Final = Machine[ApplicationFacts](
    name="proposals.application",
    initial="draft",
    transitions=(
        Transition(
            action="submit",
            sources=("draft", "returned"),
            target="submitted",
            roles=DEPARTMENT,
            guards=SUBMITTABLE,
            starts=STAGE,
        ),
        Transition(
            action="send_back",
            sources=("submitted", "form_checked"),
            target="returned",
            roles=AUTHORITY,
            guards=(REASON,),
            stops=STAGE,
        ),
        Transition(
            action="check_form", sources=("submitted",), target="form_checked", roles=AUTHORITY
        ),
        Transition(action="place", sources=("form_checked",), target="in_batch", roles=AUTHORITY),
        Transition(
            action="take_out",
            sources=("in_batch", "argued"),
            target="form_checked",
            roles=AUTHORITY,
            guards=(REASON,),
        ),
        Transition(
            action="argue",
            sources=("in_batch", "argued"),
            target="argued",
            roles=AUTHORITY,
            guards=(
                REASON,
                Guard("not_favoured", lambda facts: facts.conclusion in {"accept", "amend"}),
            ),
        ),
        Transition(
            action="publicise",
            sources=("argued",),
            target="publicised",
            roles=BATCH,
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="accept",
            sources=("argued", "publicised"),
            target="accepted",
            roles=BATCH,
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="plan",
            sources=("accepted",),
            target="planned",
            roles=BATCH,
            stops=STAGE,
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="decline",
            sources=("form_checked", "in_batch", "argued", "publicised", "accepted"),
            target="declined",
            roles=AUTHORITY,
            guards=(REASON,),
            stops=STAGE,
        ),
        Transition(
            action="withdraw",
            sources=OPEN,
            target="withdrawn",
            roles=DEPARTMENT,
            guards=(REASON,),
            stops=STAGE,
        ),
    ),
)


_BATCH_REASON: Final = Guard[BatchFacts]("reason_missing", _reasoned)
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
            action="conclude",
            sources=("arguing",),
            target="concluded",
            roles=AUTHORITY,
            guards=(
                Guard(
                    "meeting_to_come",
                    lambda facts: facts.meeting is not None and facts.meeting <= facts.today,
                ),
                Guard("without_conclusion", lambda facts: facts.waiting == 0),
            ),
        ),
        Transition(
            action="reopen",
            sources=("concluded",),
            target="arguing",
            roles=AUTHORITY,
            guards=(_BATCH_REASON,),
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
            guards=(_FAVOURED, _BATCH_REASON),
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
                _BATCH_REASON,
                Guard("something_favoured", lambda facts: facts.favoured == 0),
            ),
        ),
        Transition(
            action="dissolve",
            sources=("collecting", "arguing"),
            target="dissolved",
            roles=AUTHORITY,
            guards=(_BATCH_REASON,),
        ),
    ),
)
