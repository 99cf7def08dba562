"""The life of a reported value, as a table."""

import msgspec

from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility

AUTHORITY = frozenset({"authority"})


class ValueFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a reported value."""

    has_evidence: bool = False
    reason: str = ""


VALUE = Machine[ValueFacts](
    name="targets.value",
    initial="submitted",
    transitions=(
        Transition(
            action="accept",
            sources=("submitted",),
            target="accepted",
            roles=AUTHORITY,
            guards=(Guard("evidence_missing", lambda facts: facts.has_evidence),),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="send_back",
            sources=("submitted", "accepted"),
            target="returned",
            roles=AUTHORITY,
            guards=(Guard("reason_missing", lambda facts: bool(facts.reason.strip())),),
        ),
    ),
)
