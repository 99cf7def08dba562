"""The life cycle of applications, as a table."""

from collections.abc import Callable
from typing import Final

import msgspec

from biaozhun.cloud.proposals.life.sides import AUTHORITY, BATCH, DEPARTMENT, reasoned
from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility

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
EDITABLE: Final = ("draft", "returned")
"""Those in which it lies with its department, which may change it."""
FAVOURED: Final = ("argued", "publicised", "accepted")
"""Those in which it is to come into the plan."""


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
    "urgency_missing",
    "no_drafting_unit",
    "undertaking_missing",
    "draft_missing",
    "legality_missing",
    "legality_negative",
)
"""What an application must bring, in the order of its form (domain-rules 2.6)."""

_REASON: Final = Guard[ApplicationFacts]("reason_missing", reasoned)
_SUBMITTABLE: Final = (
    *(Guard[ApplicationFacts](code, _may_apply(code)) for code in INELIGIBLE),
    *(Guard[ApplicationFacts](code, _lacks(code)) for code in FORM),
    Guard[ApplicationFacts]("call_not_open", lambda facts: facts.is_call_open),
    Guard[ApplicationFacts]("screening_missing", lambda facts: facts.is_screened),
    Guard[ApplicationFacts](
        "fair_competition_missing", lambda facts: facts.is_reviewed or not facts.needs_review
    ),
)

APPLICATION: Final = Machine[ApplicationFacts](
    name="proposals.application",
    initial="draft",
    transitions=(
        Transition(
            action="submit",
            sources=EDITABLE,
            target="submitted",
            roles=DEPARTMENT,
            guards=_SUBMITTABLE,
            starts=STAGE,
        ),
        Transition(
            action="send_back",
            sources=("submitted", "form_checked"),
            target="returned",
            roles=AUTHORITY,
            guards=(_REASON,),
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
            guards=(_REASON,),
        ),
        Transition(
            action="argue",
            sources=("in_batch", "argued"),
            target="argued",
            roles=AUTHORITY,
            guards=(
                _REASON,
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
            guards=(_REASON,),
            stops=STAGE,
        ),
        Transition(
            action="withdraw",
            sources=OPEN,
            target="withdrawn",
            roles=DEPARTMENT,
            guards=(_REASON,),
            stops=STAGE,
        ),
    ),
)
