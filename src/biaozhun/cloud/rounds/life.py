"""The life cycles of a round and of what a unit returns in it."""

import msgspec

from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility

AUTHORITY = frozenset({"authority"})
WAITED_FOR = ("asked", "returned")
"""The states of a return that its unit still has to hand in."""


class RoundFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a round or of a return.

    Attributes:
        reason: why.
        is_open: whether the round still takes answers.
        faults: how many answers are wrong.
    """

    reason: str = ""
    is_open: bool = True
    faults: int = 0


_WHY = Guard[RoundFacts]("reason_missing", lambda facts: bool(facts.reason.strip()))
_OPEN = Guard[RoundFacts]("round_closed", lambda facts: facts.is_open)
_RIGHT = Guard[RoundFacts]("answers_faulty", lambda facts: facts.faults == 0)

ROUND = Machine[RoundFacts](
    name="rounds.round",
    initial="open",
    transitions=(
        Transition(action="close", sources=("open",), target="closed", roles=AUTHORITY),
        Transition(
            action="reopen",
            sources=("closed",),
            target="open",
            roles=AUTHORITY,
            guards=(_WHY,),
        ),
        Transition(
            action="publish",
            sources=("closed",),
            target="published",
            roles=AUTHORITY,
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="take_back",
            sources=("published",),
            target="closed",
            roles=AUTHORITY,
            guards=(_WHY,),
            visibility=Visibility.PUBLIC,
        ),
    ),
)

RETURN = Machine[RoundFacts](
    name="rounds.return",
    initial="asked",
    transitions=(
        Transition(
            action="submit",
            sources=WAITED_FOR,
            target="submitted",
            roles=frozenset({"unit", "authority"}),
            guards=(_OPEN, _RIGHT),
        ),
        Transition(action="accept", sources=("submitted",), target="accepted", roles=AUTHORITY),
        Transition(
            action="send_back",
            sources=("submitted", "accepted"),
            target="returned",
            roles=AUTHORITY,
            guards=(_OPEN, _WHY),
        ),
        Transition(
            action="excuse",
            sources=WAITED_FOR,
            target="excused",
            roles=AUTHORITY,
            guards=(_WHY,),
        ),
        Transition(
            action="ask_again",
            sources=("excused",),
            target="asked",
            roles=AUTHORITY,
            guards=(_OPEN,),
        ),
    ),
)
