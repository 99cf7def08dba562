"""The life cycles of assessments, of those assessed, and of what inspections find."""

import msgspec

from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility

AUTHORITY = frozenset({"authority"})
UNIT = frozenset({"unit"})
SELF_ASSESSING = ("asked", "returned")
"""The states in which a unit still has to say how it did."""
RECTIFYING = ("found", "returned")
"""The states in which a unit still has to do something about a finding."""
UNSETTLED = (*RECTIFYING, "rectified")
"""The states of findings that keep an inspection open."""


class AssessmentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step.

    Attributes:
        reason: why.
        units: how many units are assessed.
        unreviewed: how many of them nobody has reviewed.
        is_open: whether units may still answer; of a finding, whether its inspection goes on.
        missing: how many values of an own score are missing or wrong.
        wrong: how many values of a review cannot be scored.
        rectification: what a unit did about a finding.
        unsettled: findings of the inspection that are not settled.
    """

    reason: str = ""
    units: int = 0
    unreviewed: int = 0
    is_open: bool = True
    missing: int = 0
    wrong: int = 0
    rectification: str = ""
    unsettled: int = 0


Facts = AssessmentFacts
_WHY = Guard[Facts]("reason_missing", lambda facts: bool(facts.reason.strip()))
_OPEN = Guard[Facts]("assessment_closed", lambda facts: facts.is_open)

ASSESSMENT = Machine[Facts](
    name="assessment.assessment",
    initial="draft",
    transitions=(
        Transition(
            action="open",
            sources=("draft",),
            target="open",
            roles=AUTHORITY,
            guards=(Guard("nobody_assessed", lambda facts: facts.units > 0),),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="publish",
            sources=("open",),
            target="published",
            roles=AUTHORITY,
            guards=(Guard("not_all_reviewed", lambda facts: facts.unreviewed == 0),),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="take_back",
            sources=("published",),
            target="open",
            roles=AUTHORITY,
            guards=(_WHY,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="drop",
            sources=("draft", "open"),
            target="dropped",
            roles=AUTHORITY,
            guards=(_WHY,),
        ),
    ),
)

ASSESSEE = Machine[Facts](
    name="assessment.assessee",
    initial="asked",
    transitions=(
        Transition(
            action="submit",
            sources=SELF_ASSESSING,
            target="submitted",
            roles=UNIT | AUTHORITY,
            guards=(_OPEN, Guard("values_missing", lambda facts: facts.missing == 0)),
        ),
        Transition(
            action="review",
            sources=("asked", "submitted", "returned", "reviewed"),
            target="reviewed",
            roles=AUTHORITY,
            guards=(_OPEN, Guard("values_wrong", lambda facts: facts.wrong == 0)),
        ),
        Transition(
            action="send_back",
            sources=("submitted", "reviewed"),
            target="returned",
            roles=AUTHORITY,
            guards=(_OPEN, _WHY),
        ),
    ),
)

INSPECTION = Machine[Facts](
    name="assessment.inspection",
    initial="open",
    transitions=(
        Transition(
            action="conclude",
            sources=("open",),
            target="concluded",
            roles=AUTHORITY,
            guards=(Guard("findings_unsettled", lambda facts: facts.unsettled == 0),),
        ),
        Transition(
            action="reopen",
            sources=("concluded",),
            target="open",
            roles=AUTHORITY,
            guards=(_WHY,),
        ),
    ),
)

FINDING = Machine[Facts](
    name="assessment.finding",
    initial="found",
    transitions=(
        Transition(
            action="rectify",
            sources=RECTIFYING,
            target="rectified",
            roles=UNIT | AUTHORITY,
            guards=(
                Guard("rectification_missing", lambda facts: bool(facts.rectification.strip())),
            ),
        ),
        Transition(action="verify", sources=("rectified",), target="verified", roles=AUTHORITY),
        Transition(
            action="send_back",
            sources=("rectified", "verified"),
            target="returned",
            roles=AUTHORITY,
            guards=(
                Guard("inspection_concluded", lambda facts: facts.is_open),
                _WHY,
            ),
        ),
        Transition(
            action="drop",
            sources=UNSETTLED,
            target="dropped",
            roles=AUTHORITY,
            guards=(_WHY,),
        ),
    ),
)
